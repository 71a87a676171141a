"""Follow-ups that name little: which of two, of what kind, how much elsewhere, and what else there is."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (("西安专栏1第5项是什么", "下一项呢", "这两个哪个是约束性的"), "没有一项是约束性指标"),
        (("西安农产品合格率目标", "食品呢", "这两个哪个是约束性的"), "都是约束性指标"),
        (
            ("西安专栏1第6项是什么", "第10项呢", "这两个哪个是约束性的"),
            "农产品质量安全监测合格率是约束性指标",
        ),
    ],
)
def test_which_of_those_told_is_of_a_kind(
    real_assistant: Assistant, turns: tuple[str, ...], verdict: str
) -> None:
    answer = conversation(real_assistant, *turns)
    assert answer.text.startswith(verdict)
    assert len(answer.citations) == 2


def test_how_far_two_rows_asked_for_by_number_are_apart(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安专栏1第10项是什么", "第12项呢", "这两个差多少")
    assert "相差4个百分点" in answer.text
    assert [c.row for c in answer.citations] == ["10", "12"]


def test_a_kind_is_asked_of_what_was_talked_of(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安农产品合格率目标", "有约束力吗")
    assert answer.outcome == "answered"
    assert [c.row for c in answer.citations] == ["10"]
    # and of nobody else's figure where there was none
    assert conversation(real_assistant, "西安的研发投入强度多少", "有约束力吗").outcome == "refused"


def test_a_target_asked_for_elsewhere_is_of_the_same_thing(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "首席质量官制度谁来抓", "西安要培训多少人")
    assert "500名" in answer.text
    answer = conversation(real_assistant, "商标品牌建设陕西怎么做", "西安的目标是多少")
    assert answer.standalone_question == "西安市商标品牌建设目标是多少"
    assert answer.outcome == "refused"


def test_another_thing_is_asked_for_in_place_of_measures(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安老字号有什么保护措施", "补贴呢")
    assert answer.standalone_question == "西安老字号有什么补贴"
    assert answer.outcome == "refused"


def test_no_other_thing_is_counted_in_a_follow_up(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安要建几个国家级质检中心", "产业计量测试中心呢")
    assert "1个国家级质检中心" not in answer.text or "产业计量测试" in answer.text
