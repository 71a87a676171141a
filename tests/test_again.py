"""Which question before is wanted once more: 再说一遍, 前一个, 青禾那个, 第一个问题; each answered as it was."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.conversation.again import asked_again, counted, some_of
from tests.small_corpus import conversation

BEFORE = [
    "青禾市诚信计量示范单位2030年多少家",
    "白沙省工程验收合格率目标是多少",
    "云泽市老年教育参与率要到多少",
]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("再说一遍", 2),
        ("刚才那个再说一遍", 2),
        ("能不能再说一次", 2),
        ("你刚才说的是多少来着", 2),
        ("前一个是多少来着", 1),
        ("白沙省那个再说一遍", 1),
        ("诚信计量示范单位那个再念一下", 0),
        ("青禾是多少来着", 0),
        ("第一个问题的答案再说一遍", 0),
        ("我最开始问的那个再说一遍", 0),
    ],
)
def test_the_question_that_is_meant(text: str, which: int) -> None:
    assert asked_again(text, BEFORE) == which


@pytest.mark.parametrize(
    "text",
    [
        "标准化示范区是多少来着",
        "那2027年呢",
        "第五个问题的答案再说一遍",
        "农产品合格率再说一遍",
        "第一个是什么",
    ],
)
def test_what_was_not_asked_before_is_asked_now(text: str) -> None:
    assert asked_again(text, BEFORE) is None


def test_nothing_before_is_nothing_again() -> None:
    assert asked_again("再说一遍", []) is None


@pytest.mark.parametrize("text", ["一共几个", "那总共有多少项？"])
def test_how_many_of_what_was_listed(text: str) -> None:
    assert counted(text, "青禾市有哪些约束性指标") == "青禾市一共有几个约束性指标"
    assert counted(text, "青禾市合格率是多少") == ""


def test_how_many_boxes_there_were(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安方案有哪些专栏", "一共几个")
    assert answer.outcome == "answered"
    assert "8个专栏" in answer.text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("哪些是约束性的", "青禾市的指标哪些是约束性的"),
        ("其中超过90%的有哪些？", "青禾市的指标超过90%的有哪些"),
        ("食品方面的任务有哪些", ""),
        ("那白沙市呢", ""),
    ],
)
def test_some_of_what_was_listed(text: str, meant: str) -> None:
    assert some_of(text, "青禾市的指标有哪些？") == meant
