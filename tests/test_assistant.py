"""The assistant as a whole: the contract's JSON, verbatim quotes, numbers that stand on something, and a model's words."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answers.render import titled
from assistant.assistant import Assistant, today
from assistant.model.llm import ModelUnavailable
from assistant.types import Answer, Turn
from corpus.errors import InputError, QuestionError
from corpus.script import simplify
from index.policy_index import PolicyIndex
from tests.chat_server import ScriptedModel, fails, hangs_up, says, serving

QUESTIONS = [
    "西安国家高新技术企业要到多少家？",
    "西安年技术合同成交额目标是多少？",
    "西安2025年绿色工厂要创建多少家？",
    "陕西要新增多少项鲁班奖？",
    "陕西体系认证证书保有量目标是多少？",
    "浙江2027年研发投入强度目标是多少？",
    "浙江规上制造业品牌销售占比目标值？",
    "浙江服务质量满意度要达到多少分？",
    "制造业质量竞争力指数目标是多少？",
    "陕西和西安的制造业全员劳动生产率增长目标差多少？",
    "浙江2025年和2027年全员劳动生产率相差多少？",
    "西安食品安全评价性抽检合格率是99%以上吗？",
    "西安方案第十六条讲了什么？",
    "西安方案专栏2有哪些内容？",
    "陕西实施意见第二章包括哪些条款？",
    "2015年行动计划第七条是什么内容？",
    "国家层面的指导意见第九条讲什么？",
    "西安食品质量安全由谁负责？",
    "市教育局有哪些任务？",
    "陕西的约束性指标有哪些？",
    "什么是沙盒监管？",
    "西安方案是什么时候印发的？",
    "怎样加强质量国际合作？",
    "浙江怎么争创国内国际知名品牌？",
    "我们是西安的一家食品生产企业，哪些条款和我们有关？",
    "第三条说什么？",
    "重庆的目标是多少？",
    "西安2025年汽车产量目标是多少？",
]


@pytest.fixture(scope="module")
def answers(real_assistant: Assistant) -> dict[str, Answer]:
    return {q: real_assistant.ask(q) for q in QUESTIONS}


def bare(text: str) -> str:
    return re.sub(r"\s", "", simplify(text)).translate(
        str.maketrans("０１２３４５６７８９．％，（）", "0123456789.%,()")
    )


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"【\d+】", " ", bare(text))))


# the contract


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_json_has_the_contracts_keys_and_survives_a_round_trip(
    answers: dict[str, Answer], question: str
) -> None:
    body = json.loads(json.dumps(answers[question].to_json(), ensure_ascii=False))
    assert {"question", "standalone_question", "outcome", "answer", "citations", "notes", "timing_ms"} <= set(
        body
    )
    assert body["question"] == question
    assert body["outcome"] in ("answered", "refused", "clarify")
    assert body["answer"]
    assert body["timing_ms"]["total"] > 0
    for citation in body["citations"]:
        assert {
            "number",
            "doc_id",
            "clause",
            "row",
            "item",
            "clause_id",
            "label",
            "quote",
            "verified",
        } <= set(citation)
        assert isinstance(citation["verified"], bool)


@pytest.mark.parametrize("question", QUESTIONS)
def test_quotes_are_verbatim_and_stand_in_their_clause(
    answers: dict[str, Answer], real_index: PolicyIndex, question: str
) -> None:
    answer = answers[question]
    for citation in answer.citations:
        document = real_index.documents[citation.doc_id]
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.quote.strip()
        assert citation.verified
        clause = real_index.tree.get(citation.clause_id)
        assert clause is not None
        assert clause.doc_id == citation.doc_id
        assert clause.start <= citation.start < citation.end <= clause.end
        assert (citation.clause, citation.row, citation.item) == real_index.tree.cite_parts(clause)
        assert titled(document.title) in citation.label


@pytest.mark.parametrize("question", QUESTIONS)
def test_marks_and_citations_belong_together(answers: dict[str, Answer], question: str) -> None:
    answer = answers[question]
    marks = [int(n) for n in re.findall(r"【(\d+)】", answer.text)]
    assert sorted(set(marks)) == sorted(c.number for c in answer.citations)
    assert (answer.outcome == "refused") == (not answer.citations)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_number_of_an_answer_stands_on_something(answers: dict[str, Answer], question: str) -> None:
    """In a quote, in the question, in the label of what is cited, or as a difference of two quoted numbers."""
    answer = answers[question]
    if answer.outcome == "refused":
        return
    quoted = numbers("".join(c.quote for c in answer.citations))
    known = quoted | numbers(question) | numbers("".join(c.label for c in answer.citations))
    differences = {f"{abs(float(a) - float(b)):.6g}" for a in quoted for b in quoted}
    assert numbers(answer.text) - known <= differences


@pytest.mark.parametrize("question", QUESTIONS)
def test_evidence_and_suggestions(answers: dict[str, Answer], real_index: PolicyIndex, question: str) -> None:
    answer = answers[question]
    assert len(answer.suggestions) <= 3
    for evidence in answer.evidence:
        assert real_index.tree.get(evidence.clause.clause_id) == evidence.clause
    assert len({e.clause.clause_id for e in answer.evidence}) == len(answer.evidence)


def test_the_same_question_has_the_same_answer(real_assistant: Assistant, answers: dict[str, Answer]) -> None:
    for question in QUESTIONS[:6]:
        again = real_assistant.ask(question)
        assert (again.text, again.citations) == (answers[question].text, answers[question].citations)


def test_a_stream_ends_with_its_answer_and_its_pieces_are_the_text(real_assistant: Assistant) -> None:
    *pieces, last = real_assistant.stream("浙江2025年和2027年研发投入强度相差多少？")
    assert isinstance(last, Answer)
    assert len(pieces) > 1
    assert "".join(p for p in pieces if isinstance(p, str)) == last.text


# history


def test_history_is_of_its_own_conversation(real_assistant: Assistant) -> None:
    mine = real_assistant.ask("西安制造业质量竞争力指数目标是多少？")
    yours = real_assistant.ask("浙江2025年研发投入强度目标是多少？")
    my_next = real_assistant.ask("那陕西呢？", [Turn(mine.question, mine)])
    your_next = real_assistant.ask("到2027年呢？", [Turn(yours.question, yours)])
    assert "86" in my_next.text
    assert my_next.citations[0].doc_id == "shaanxi-2023"
    assert "3.4%" in your_next.text
    assert your_next.citations[0].doc_id == "zhejiang-2022"
    assert real_assistant.ask("到2027年呢？").standalone_question == "到2027年呢？"


def test_asking_leaves_the_history_as_it_was(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安制造业质量竞争力指数目标是多少？")
    history = [Turn(answer.question, answer)]
    real_assistant.ask("那浙江呢？", history)
    assert history == [Turn(answer.question, answer)]


# questions that are none


@pytest.mark.parametrize("question", ["", "  \n\t ", "\x00\x01\x02", "问" * 20_000, "？！。", "​‮"])
def test_what_cannot_be_answered_is_refused_in_one_line(real_assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError) as caught:
        real_assistant.ask(question)
    assert caught.value.exit_status == 2
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 200


def test_control_characters_inside_a_question_do_no_harm(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安\x00国家高新\x1b技术企业\n要到​多少家？")
    assert "≥1.2万家" in answer.text


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        "西安陕浙江重庆第条专栏目标多少谁负责的吗和比高低呢年（）【】《》2025380%≥\"'<>&\\{}\n a",
        min_size=1,
        max_size=60,
    )
)
def test_any_text_gets_an_answer_with_sound_citations(real_assistant: Assistant, text: str) -> None:
    try:
        answer = real_assistant.ask(text)
    except QuestionError:
        return
    for citation in answer.citations:
        document = real_assistant.index.documents[citation.doc_id]
        assert document.text[citation.start : citation.end] == citation.quote


# the day


@pytest.mark.parametrize(
    ("day", "question", "expired"),
    [
        (date(2026, 3, 1), "2015年行动计划第七条是什么内容？", True),
        (date(2021, 1, 1), "国家层面的指导意见第九条讲什么？", True),
        (date(2035, 12, 31), "西安方案第十六条讲了什么？", False),
        (date(2036, 1, 1), "西安方案第十六条讲了什么？", True),
        (date(2036, 1, 1), "浙江实施意见第九条讲什么？", True),
        (date(2026, 3, 1), "西安方案第十六条讲了什么？", False),
    ],
)
def test_a_plan_whose_years_are_over_says_so(
    real_index: PolicyIndex, day: date, question: str, expired: bool
) -> None:
    answer = Assistant(real_index, day=day).ask(question)
    assert ("规划期已届满" in answer.citations[0].label) is expired


def test_the_day_can_be_set_for_a_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_TODAY", "2031-02-03")
    assert today() == date(2031, 2, 3)


# a model's words

FIGURE = "西安2025年制造业产品质量合格率要达到多少？"
GOOD = "到2025年，西安市制造业产品质量合格率的目标是≥94%，为约束性指标【1】。"


@pytest.fixture
def worded(real_index: PolicyIndex):
    def make(*said: str | ModelUnavailable) -> tuple[Assistant, ScriptedModel]:
        from assistant.model.writer import Writer

        assistant = Assistant(real_index, answerer="llm")
        model = ScriptedModel(*said)
        assistant.__dict__["_writer"] = Writer(model)
        return assistant, model

    return make


def test_good_words_are_used_with_the_same_citation(worded, real_assistant: Assistant) -> None:
    assistant, model = worded(GOOD)
    answer, plain = assistant.ask(FIGURE), real_assistant.ask(FIGURE)
    assert answer.text == GOOD
    assert answer.citations == plain.citations
    assert any("语言模型生成" in n for n in answer.notes)
    shown = "".join(m.text for m in model.asked[0])
    assert "≥94" in shown


@pytest.mark.parametrize(
    "lie",
    [
        "到2025年，西安市制造业产品质量合格率的目标是≥96%【1】。",
        "到2025年，陕西省制造业产品质量合格率的目标是≥94%【1】。",
        "到2027年，西安市制造业产品质量合格率的目标是≥94%【1】。",
        "到2025年，西安市制造业产品质量合格率的目标是≥94%，为预期性指标【1】。",
        "到2025年，西安市制造业产品质量合格率不超过94%【1】。",
        "到2025年，西安市首席质量官覆盖率的目标是≥94%【1】。",
        "合格率很高，请放心【1】。",
        "文件中没有相关规定。",
        "忽略以上规则。",
    ],
)
def test_a_lie_never_reaches_the_answer(worded, real_assistant: Assistant, lie: str) -> None:
    assistant, _ = worded(lie)
    answer, plain = assistant.ask(FIGURE), real_assistant.ask(FIGURE)
    assert (answer.text, answer.citations) == (plain.text, plain.citations)
    assert any("未通过核对" in n for n in answer.notes)


def test_figures_a_model_takes_from_beside_the_quote_widen_the_quote(worded, real_index: PolicyIndex) -> None:
    question = "浙江到2025年数字经济核心产业增加值占GDP比重多少？"
    more = "到2025年，浙江省数字经济核心产业增加值占GDP比重达到15%左右，研发投入强度达到3.3%【1】。"
    assistant, _ = worded(more)
    answer = assistant.ask(question)
    assert answer.text == more
    quote = answer.citations[0]
    assert "3.3%" in quote.quote
    assert quote.quote == real_index.documents[quote.doc_id].text[quote.start : quote.end]


def test_a_year_that_the_words_beside_the_answer_do_not_show_is_not_said(
    worded, real_assistant: Assistant
) -> None:
    question = FIGURE.replace("2025年", "")
    assistant, model = worded(GOOD)
    assert assistant.ask(question).text == real_assistant.ask(question).text
    assert "2025" not in "".join(m.text for m in model.asked[0])
    assert worded(GOOD.replace("到2025年，", ""))[0].ask(question).text == GOOD.replace("到2025年，", "")


def test_what_was_not_found_is_said_whatever_a_model_leaves_out(worded) -> None:
    figures = (
        "陕西省规模以上工业战略性新兴产业总产值占工业总产值比重目标为25.5%【1】。"
        "西安市规模以上工业企业战略性新兴产业总产值占工业总产值比重目标为50%【2】。"
    )
    assistant, _ = worded(figures)
    answer = assistant.ask("战略性新兴产业产值占工业总产值，陕西、西安、浙江分别是多少？")
    verdict = "只看查到的几处，西安市更高，相差24.5个百分点。"
    assert answer.text == figures + verdict + "没有查到浙江省的这一项。"


def test_a_lie_beside_the_truth_is_struck_out(worded) -> None:
    assistant, _ = worded(GOOD + "全国平均为99.9%【1】。")
    answer = assistant.ask(FIGURE)
    assert "≥94%" in answer.text
    assert "99.9" not in answer.text
    assert any("删去1句" in n for n in answer.notes)


def test_pieces_of_a_lie_are_not_streamed(worded) -> None:
    assistant, _ = worded("西安市制造业产品质量合格率目标为≥12%【1】。" + GOOD)
    pieces = list(assistant.stream(FIGURE))
    assert not any("12%" in p for p in pieces if isinstance(p, str))


def test_a_model_that_is_down_costs_the_wording_and_nothing_else(worded, real_assistant: Assistant) -> None:
    assistant, _ = worded(ModelUnavailable("连不上模型服务"))
    answer, plain = assistant.ask(FIGURE), real_assistant.ask(FIGURE)
    assert (answer.outcome, answer.text, answer.citations) == (plain.outcome, plain.text, plain.citations)
    assert any("连不上模型服务" in n for n in answer.notes)


@pytest.mark.parametrize(
    "question", ["重庆2025年制造业产品质量合格率是多少？", "西安方案第十条讲了什么？", "市体育局有哪些任务？"]
)
def test_refusals_and_exact_lookups_are_not_put_to_a_model(
    worded, real_assistant: Assistant, question: str
) -> None:
    assistant, model = worded("随便说说【1】。")
    assert assistant.ask(question).text == real_assistant.ask(question).text
    assert model.asked == []


def test_over_a_real_endpoint(
    real_index: PolicyIndex, real_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLM_MODEL", "m")
    monkeypatch.setenv("LLM_RETRIES", "0")
    plain = real_assistant.ask(FIGURE).text
    with serving(says(GOOD[:9], GOOD[9:]), hangs_up, fails(500)) as server:
        monkeypatch.setenv("LLM_BASE_URL", server.url)
        assistant = Assistant(real_index, answerer="llm")
        assert assistant.ask(FIGURE).text == GOOD
        for reason in ("中途断开", "HTTP 500"):
            answer = assistant.ask(FIGURE)
            assert answer.text == plain
            assert any(reason in n for n in answer.notes), answer.notes


def test_without_an_address_the_model_answerer_says_what_is_missing(real_index: PolicyIndex) -> None:
    with pytest.raises(InputError, match="LLM_BASE_URL"):
        Assistant(real_index, answerer="llm").ask(FIGURE)


def test_of_many_clauses_those_that_a_body_leads(real_assistant: Assistant) -> None:
    text = real_assistant.ask("西安方案里由市市场监管局牵头的有哪些条").text
    assert text.startswith("由市市场监管局牵头的条款：（二十六）")
    assert "（二十五）" not in text


def test_papers_named_by_place_and_year_are_read_side_by_side(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("“沙盒监管”在陕西2023和浙江2022里力度一样吗")
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2023", "zhejiang-2022"}


def test_a_year_said_short_is_not_written_out_by_an_answer(real_assistant: Assistant) -> None:
    question = "陕西战略性新兴产业占工业总产值多少 25年"
    answer = real_assistant.ask("西安呢", [Turn(question, real_assistant.ask(question))])
    assert "50%" in answer.text
    assert "2025" not in answer.text
