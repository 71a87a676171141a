"""Of a list that was told the things of a kind are told, and the rest of it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("turns", "told", "not_told"),
    [
        (
            ("西安专栏6有哪几项行动？", "里面有没有跟人才有关的"),
            "发展壮大质量人才队伍建设",
            "实施西安精品培育行动",
        ),
        (("浙江的保障措施有哪些", "你刚念的里头有没有说到考核的"), "（二十七）加强考核评价", "完善责任体系"),
        (
            ("西安市市场监管局负责哪些任务", "里面有没有管特种设备的"),
            "（二十八）提升质量监管效能",
            "绿色导向",
        ),
        (
            ("西安市市场监管局负责哪些任务", "里面有没有管特种设备的", "有没有涉及药品的"),
            "（十）提升药品质量安全水平",
            "绿色导向",
        ),
        (
            ("西安专栏6有哪几项行动？", "里面有没有跟人才有关的", "剩下的呢"),
            "实施西安精品培育行动",
            "人才队伍",
        ),
    ],
)
def test_some_of_a_list(real_assistant: Assistant, turns: tuple[str, ...], told: str, not_told: str) -> None:
    answer = conversation(real_assistant, *turns)
    assert answer.outcome == "answered"
    assert told in answer.text
    assert not_told not in answer.text
    assert all(c.verified for c in answer.citations)


def test_what_comes_after_is_asked_of_what_was_picked(real_assistant: Assistant) -> None:
    turns = ("西安专栏6有哪几项行动？", "里面有没有跟人才有关的", "谁负责")
    assert "市市场监管局、市教育局" in conversation(real_assistant, *turns).text


def test_a_word_that_none_of_them_writes_picks_nothing(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安专栏6有哪几项行动？", "里面有没有跟养殖有关的")
    assert "以下几项写到" not in answer.text
    assert "这一项写到" not in answer.text


def test_which_clause_of_them_says_it_is_no_kind(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "市卫健委在西安方案里管哪些", "其中药品那条讲什么")
    assert "提升药品质量安全水平" in answer.text
    assert answer.citations[0].clause == "（十）"
