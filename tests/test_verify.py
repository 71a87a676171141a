"""A scripted liar against the verifier, true sentences beside it, and digits changed at random."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.briefing import brief
from assistant.model.llm import ModelUnavailable
from assistant.model.writer import Writer, loses
from assistant.verification.claims import split_draft
from assistant.verification.grounds import CitedClause, context_for
from assistant.verification.verify import Kept, Removed, Verified, verify
from corpus.indicators import extract_indicators
from corpus.load import load_corpus
from corpus.parse import parse
from corpus.script import simplify
from corpus.tree import ClauseTree
from tests.chat_server import ScriptedModel
from tests.verify_cases import (
    CHAMPIONS,
    CHAMPIONS_Q,
    CQO,
    CQO_Q,
    GROWTH_Q,
    GROWTH_S,
    GROWTH_X,
    LIES,
    TRUE,
    Case,
)

CORPUS = Path(__file__).parent.parent / "corpus"


@lru_cache(maxsize=1)
def _corpus():
    documents = {d.doc_id: d for d in load_corpus(CORPUS)}
    parsed = [parse(d) for d in documents.values()]
    tree = ClauseTree(c for p in parsed for c in p.clauses)
    indicators = tuple(i for p in parsed for i in extract_indicators(p))
    standing = tuple(n for p in parsed for n in p.standing)
    return documents, tree, indicators, standing


@cache
def _ground(clause_id: str, number: int) -> CitedClause:
    documents, tree, indicators, standing = _corpus()
    clause = tree.get(clause_id)
    assert clause is not None, clause_id
    return context_for(number, clause, documents, tree, indicators, standing)


def judge(case: Case):
    ids, question, draft = case
    return verify(draft, [_ground(c, n) for n, c in enumerate(ids, 1)], question)


@pytest.mark.parametrize("case", LIES, ids=lambda c: c[2])
def test_no_lie_gets_through(case: Case) -> None:
    verdict = judge(case)
    assert not verdict.kept, verdict.kept
    assert verdict.removed
    assert verdict.removed[0].reason


@pytest.mark.parametrize("case", TRUE, ids=lambda c: c[2])
def test_what_is_true_stays(case: Case) -> None:
    verdict = judge(case)
    assert verdict.clean, verdict.removed
    assert verdict.substantial


def test_there_are_lies_enough() -> None:
    assert len(LIES) >= 60
    assert len(TRUE) >= 30


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TRUE), st.data())
def test_one_changed_digit_is_one_lie(case: Case, data: st.DataObject) -> None:
    ids, question, draft = case
    places = [
        m.start() for m in re.finditer(r"\d", re.sub(r"[【\[]\d+[】\]]", lambda m: "#" * len(m[0]), draft))
    ]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != draft[at]]))
    assert not judge((ids, question, draft[:at] + digit + draft[at + 1 :])).clean


def test_a_kept_sentence_says_where_it_stands() -> None:
    draft = "国家级制造业单项冠军企业达到20家[1]。"
    kept = judge(((CHAMPIONS,), CHAMPIONS_Q, draft)).kept[0]
    assert kept.text == "国家级制造业单项冠军企业达到20家【1】。"
    ((number, start, end),) = kept.spans
    ground = _ground(CHAMPIONS, 1)
    assert number == 1
    assert ground.clause.start <= start < end <= ground.clause.end
    assert "單項冠軍企業達到20家" in ground.document.text[start:end]


def test_only_the_lie_goes() -> None:
    draft = "2025年西安首席质量官覆盖率目标为≥80%【1】。该指标是约束性指标【1】。综上所述，以上就是相关规定。"
    verdict = judge(((CQO,), CQO_Q, draft))
    assert verdict.text == "2025年西安首席质量官覆盖率目标为≥80%【1】。综上所述，以上就是相关规定。"
    assert [r.text for r in verdict.removed] == ["该指标是约束性指标【1】。"]
    assert "预期性" in verdict.removed[0].reason


def test_marks_may_stand_behind_the_stop_or_in_the_middle() -> None:
    for draft in (
        "西安市首席质量官覆盖率≥80%。【1】",
        "西安市首席质量官覆盖率≥80%【1】",
        "- 西安市首席质量官覆盖率≥80%【依据1】。",
        "1. 西安市首席质量官覆盖率≥80%[1]。",
    ):
        verdict = judge(((CQO,), CQO_Q, draft))
        assert verdict.clean, (draft, verdict.removed)
        assert "【1】" in verdict.text


def test_a_true_sentence_with_a_forgotten_or_wrong_mark_can_be_given_the_right_one() -> None:
    evidence = [_ground("xian-2024:专栏1.10", 1), _ground(CQO, 2)]
    for draft in ("2025年西安首席质量官覆盖率≥80%。", "2025年西安首席质量官覆盖率≥80%【1】。"):
        assert verify(draft, evidence, CQO_Q).removed
        assert verify(draft, evidence, CQO_Q, attach=True).text == "2025年西安首席质量官覆盖率≥80%【2】。"
    assert verify("2025年西安首席质量官覆盖率≥90%。", evidence, CQO_Q, attach=True).removed


def test_marks_alone_are_no_sentence() -> None:
    """A small model answers 【1】【2】; shown to a reader that looks like an answer."""
    for draft in ("【1】", "【1】【2】", "【1】\n【2】。", "【1】【7】"):
        assert split_draft(draft) == []
        assert verify(draft, [_ground(CQO, 1)], CQO_Q, attach=True) == Verified((), ())
        assert list(Writer(ScriptedModel(draft)).sentences(CQO_Q, [_ground(CQO, 1)])) == []
    (ahead,) = split_draft("【1】\n西安市首席质量官覆盖率≥80%。")
    assert ahead.marks == (1,)


def test_what_was_said_is_not_said_again() -> None:
    once = "西安市2025年首席质量官覆盖率≥80%。【1】"
    other = "该指标为预期性指标。【1】"
    for draft in (once * 5, f"{once}\n【2】{once}", f"{once}{other}{once}{other}"):
        sentences = split_draft(draft)
        assert len(sentences) == len({s.plain for s in sentences}) == (2 if other in draft else 1)
    # the marks behind a repetition are its own, not those of the sentence kept before it
    assert [s.marks for s in split_draft("甲为80%【1】。乙为90%【2】。甲为80%。【1】")] == [(1,), (2,)]
    assert [s.marks for s in split_draft("甲为80%【1】。乙为90%。甲为80%。【1】丙为70%。")][1] == ()
    model = ScriptedModel(once + other + once + other)
    verdicts = list(Writer(model).sentences(CQO_Q, [_ground(CQO, 1)]))
    assert [v.text for v in verdicts] == [once[:-4] + "【1】。", other[:-4] + "【1】。"]


def test_kept_lines_do_not_run_together() -> None:
    draft = "西安市首席质量官覆盖率≥80%【1】\n该指标为预期性指标【1】\n"
    text = judge(((CQO,), CQO_Q, draft)).text
    assert text == "西安市首席质量官覆盖率≥80%【1】。该指标为预期性指标【1】。"


def test_a_difference_may_rest_on_the_sentences_before_it() -> None:
    draft = "西安市年均增长7%【1】。陕西省年均增长6.5%【2】。西安更高，相差{}个百分点。"
    evidence = [_ground(GROWTH_X, 1), _ground(GROWTH_S, 2)]
    assert verify(draft.format("0.5"), evidence, GROWTH_Q, attach=True).clean
    assert verify(draft.format("0.6"), evidence, GROWTH_Q, attach=True).removed
    turned = draft.format("0.5").replace("西安更高", "陕西更高")
    assert verify(turned, evidence, GROWTH_Q, attach=True).removed


def test_saying_that_something_is_not_there() -> None:
    evidence = [_ground(CQO, 1)]
    question = "西安2030年首席质量官覆盖率目标是多少？"
    good = verify("文件中没有2030年的相关规定。", evidence, question)
    assert good.clean
    assert good.kept[0].absence
    assert not good.substantial
    assert verify("文件中没有2040年的相关规定。", evidence, question).removed
    assert verify("文件中没有提到规模以上工业企业首席质量官覆盖率。", evidence, CQO_Q).removed


def test_an_answer_is_not_denied_beside_itself() -> None:
    answer, denial = "西安市2025年首席质量官覆盖率≥80%【1】。", "文件中没有相关规定。"
    for draft in (answer + denial, denial + answer, f"{answer}【1】{denial}"):
        verdict = judge(((CQO,), CQO_Q, draft))
        assert verdict.text == answer, draft
        assert len(verdict.removed) == 1
    assert judge(((CQO,), CQO_Q, denial)).text == denial
    # what is said to be missing is named: that denies something else
    partial = "文件中没有2030年的相关规定。"
    assert judge(((CQO,), "西安2025年和2030年首席质量官覆盖率目标？", answer + partial)).clean


def test_the_year_of_a_target_does_not_reach_sentences_without_a_figure() -> None:
    """西安 （一） sets targets for 2025 and ends with who carries out the work, which has no such limit."""
    evidence, question = [_ground("xian-2024:（一）", 1)], "西安方案各项任务开发区管委会要不要管"
    duty = "以下工作均需各区县政府、西咸新区、各开发区管委会落实【1】。"
    assert verify(duty, evidence, question).clean
    assert "2025年" in verify(f"(到2025年){duty}", evidence, question).removed[0].reason
    assert "（到2025年）以下" not in brief(evidence, question)
    trade = "到2025年，全市年技术合同成交额不低于3300亿元【1】。"
    assert verify(trade, evidence, "西安技术合同成交额目标是多少？").clean


def test_every_sentence_of_a_clause_bears_itself_out() -> None:
    """What is copied from a clause and cites it always stands, whatever it is about."""
    documents, tree, _, _ = _corpus()
    alarms = checked = 0
    for clause in tree:
        if clause.kind not in ("article", "box_item", "item") or len(clause.text) > 700:
            continue
        ground = _ground(clause.clause_id, 1)
        for statement in ground.statements:
            said = "".join(simplify(documents[clause.doc_id].text[statement.start : statement.end]).split())
            if len(said) < 12 or said[0] in "(（":
                continue
            checked += 1
            verdict = verify(said.rstrip("。") + "【1】。", [ground], "")
            alarms += bool(verdict.removed)
    assert checked > 500
    assert alarms / checked < 0.03, (alarms, checked)


def test_a_writer_shows_nothing_unchecked() -> None:
    model = ScriptedModel("西安市2025年首席质量官覆盖率≥80%。【1】该指标为约束性指标【1】。")
    verdicts = list(Writer(model).sentences(CQO_Q, [_ground(CQO, 1)]))
    assert [type(v) for v in verdicts] == [Kept, Removed]
    assert verdicts[0].text == "西安市2025年首席质量官覆盖率≥80%【1】。"
    shown = model.asked[0][-1].text
    assert "≥80%" in shown
    assert CQO_Q in shown


def test_a_writer_passes_on_that_the_model_is_gone() -> None:
    with pytest.raises(ModelUnavailable):
        Writer(ScriptedModel(ModelUnavailable("连不上模型服务"))).write(CQO_Q, [_ground(CQO, 1)])


def test_a_shortened_answer_is_noticed() -> None:
    reference = "西安年均增长7%【1】，陕西年均增长6.5%【2】。"
    assert loses(reference, "陕西年均增长6.5%，西安年均增长7%【1】【2】。") is None
    assert loses(reference, "西安年均增长7%【1】。") == "年均增长6.5%"


def test_evidence_is_cut_to_its_budget_and_keeps_what_is_asked() -> None:
    evidence = [_ground(CQO, 1), _ground("xian-2024:（二十八）", 2), _ground("xian-2024:（二十）", 3)]
    text = brief(evidence, CQO_Q, 300)
    assert text.startswith("【1】西安市专栏1第22项：2025年")
    assert "首席质量官覆盖率≥80%（预期性）" in text
    assert len(text) < 600


def test_of_a_long_sentence_only_what_is_asked_is_shown() -> None:
    text = brief([_ground("zhejiang-2022:（二）", 1)], "浙江省2027年全员劳动生产率目标")
    assert "（到2027年）" in text
    assert "全员劳动生产率达到28万元/人" in text
    assert "品牌综合实力" not in text
