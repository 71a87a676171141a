"""Follow-ups: the slot they name is exchanged, what they leave unsaid is kept, a new subject stays new."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer, Turn


@dataclass
class Talk:
    """One conversation with the real assistant."""

    assistant: Assistant

    def __call__(self, *questions: str) -> Answer:
        history: list[Turn] = []
        for question in questions:
            answer = self.assistant.ask(question, tuple(history))
            history.append(Turn(question, answer))
        return history[-1].answer


@pytest.fixture
def talk(real_assistant: Assistant) -> Talk:
    return Talk(real_assistant)


def first(answer: Answer) -> tuple[str, str | None, str | None]:
    assert answer.citations, answer.text
    return answer.citations[0].doc_id, answer.citations[0].clause, answer.citations[0].row


INDEX = "西安制造业质量竞争力指数2025年目标是多少？"
PATENTS = "西安每万人口高价值发明专利拥有量是多少？"


def test_without_history_a_question_stands_as_it_is(real_assistant: Assistant) -> None:
    assert real_assistant.dialogue.standalone(INDEX, ()) == INDEX


# another place


@pytest.mark.parametrize(
    ("before", "follow", "place", "figure"),
    [
        (INDEX, "那浙江呢？", ("zhejiang-2022", "（二）", None), "92"),
        (INDEX, "陕西呢", ("shaanxi-2023", "专栏1", "4"), "86"),
        (PATENTS, "换成全省呢？", ("shaanxi-2023", "专栏1", "3"), "8件"),
        (PATENTS, "省里呢", ("shaanxi-2023", "专栏1", "3"), "8件"),
        ("陕西每万人口高价值发明专利拥有量是多少？", "市里呢？", ("xian-2024", "专栏1", "3"), "12件"),
        (
            "陕西数字经济核心产业增加值占地区生产总值比重是多少？",
            "如果换成西安呢",
            ("xian-2024", "专栏1", "8"),
            "10%",
        ),
    ],
)
def test_another_place(
    talk: Talk, before: str, follow: str, place: tuple[str, str | None, str | None], figure: str
) -> None:
    answer = talk(before, follow)
    assert answer.outcome == "answered"
    assert first(answer) == place
    assert figure in answer.text


def test_another_place_without_a_document_is_refused(talk: Talk) -> None:
    answer = talk(INDEX, "那重庆呢？")
    assert answer.outcome == "refused"
    assert answer.citations == ()
    assert "重庆" in answer.standalone_question


# another year


def test_another_year(talk: Talk) -> None:
    before = "浙江全员劳动生产率2025年目标是多少？"
    assert "22万元/人" in talk(before).text
    answer = talk(before, "到2027年呢？")
    assert "28万元/人" in answer.text
    assert "22万元" not in answer.text
    assert "2025" not in answer.standalone_question


def test_another_year_without_a_figure_is_refused(talk: Talk) -> None:
    assert talk("浙江全员劳动生产率2025年目标是多少？", "2035年呢？").outcome == "refused"


def test_slots_exchanged_one_after_the_other(talk: Talk) -> None:
    answer = talk(INDEX, "那浙江呢？", "到2027年呢？")
    assert "92.5" in answer.text
    assert first(answer)[0] == "zhejiang-2022"


# this, the second, the next


@pytest.mark.parametrize("follow", ["这个由谁负责？", "谁负责？", "这项工作的责任单位是谁"])
def test_who_is_responsible_for_it(talk: Talk, follow: str) -> None:
    answer = talk("西安怎么提升食品质量安全水平？", follow)
    assert first(answer) == ("xian-2024", "（九）", None)
    for name in ("市市场监管局", "市农业农村局", "市卫生健康委", "市工信局"):
        assert name in answer.text


def test_the_second_of_what_was_listed(talk: Talk) -> None:
    answer = talk("西安方案专栏3有哪些内容？", "第二个呢？")
    assert answer.outcome == "answered"
    assert answer.citations[0].item == "促进消费品质量提升"
    assert "92%" in answer.text


def test_a_list_has_no_ninth_of_two(talk: Talk) -> None:
    answer = talk("西安方案专栏3有哪些内容？", "第九个呢？")
    assert not any(c.item for c in answer.citations[:1])


@pytest.mark.parametrize(
    ("follows", "label"),
    [
        (("下一条呢？",), "（九）"),
        (("上一条呢",), "（七）"),
        (("下一条呢？", "下一条呢？"), "（十）"),
        (("下一条呢？", "上一条呢"), "（八）"),
    ],
)
def test_the_neighbouring_clause(talk: Talk, follows: tuple[str, ...], label: str) -> None:
    answer = talk("西安方案第八条讲什么？", *follows)
    assert first(answer) == ("xian-2024", label, None)


def test_behind_the_last_clause_there_is_none(talk: Talk) -> None:
    answer = talk("浙江实施意见第二十七条讲什么？", "下一条呢？")
    assert answer.outcome == "refused"


def test_another_clause_of_the_same_document(talk: Talk) -> None:
    assert first(talk("西安方案第八条讲什么？", "第十一条呢？")) == ("xian-2024", "（十一）", None)


# corrections


def test_a_corrected_place(talk: Talk) -> None:
    answer = talk("浙江制造业产品质量合格率是多少？", "不是，我问的是西安")
    assert first(answer) == ("xian-2024", "专栏1", "12")
    assert "≥94%" in answer.text


def test_a_corrected_subject_keeps_the_place(talk: Talk) -> None:
    answer = talk("西安农产品质量安全监测合格率是多少？", "错了，我问的是食品安全评价性抽检合格率")
    assert first(answer) == ("xian-2024", "专栏1", "11")


def test_a_corrected_clause(talk: Talk) -> None:
    assert first(talk("西安方案第十二条讲什么？", "不对，我问的是第十三条")) == (
        "xian-2024",
        "（十三）",
        None,
    )


# another subject


def test_another_subject_of_the_same_kind(talk: Talk) -> None:
    answer = talk("西安首席质量官覆盖率目标是多少？", "新增获证人数呢？")
    assert "500" in answer.text
    assert "80" not in answer.text
    assert first(answer)[:2] == ("xian-2024", "专栏6")


def test_another_subject_of_a_question_of_duty(talk: Talk) -> None:
    assert first(talk("西安药品质量谁负责？", "那农产品呢？")) == ("xian-2024", "（八）", None)


def test_another_department(talk: Talk) -> None:
    answer = talk("市水务局有哪些任务？", "市体育局呢？")
    assert first(answer) == ("xian-2024", "（十七）", None)
    assert "市水务局" not in answer.standalone_question


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("西安方案第八条讲什么？", "浙江的研发投入强度2025年目标是多少？"),
        ("浙江全员劳动生产率2027年目标是多少？", "陕西要培训多少名首席质量官？"),
        ("西安首席质量官覆盖率目标是多少？", "浙江省的实施意见什么时候印发的？"),
        ("重庆的目标是多少？", "西安方案专栏1第16项是什么？"),
    ],
)
def test_a_question_that_stands_alone_is_answered_as_if_it_came_first(
    talk: Talk, before: str, question: str
) -> None:
    alone, later = talk(question), talk(before, question)
    assert later.standalone_question == question
    assert (later.outcome, later.text) == (alone.outcome, alone.text)
    assert later.citations == alone.citations


def test_the_difference_to_the_place_before(talk: Talk) -> None:
    answer = talk(INDEX, "那浙江呢？", "比西安高多少？")
    assert {c.doc_id for c in answer.citations} == {"zhejiang-2022", "xian-2024"}
    assert "92" in answer.text
    assert "86" in answer.text
    assert "6" in answer.text.split("相差")[-1]


def test_thanks_are_no_claim(talk: Talk) -> None:
    answer = talk(INDEX, "谢谢")
    assert "86" not in answer.text
