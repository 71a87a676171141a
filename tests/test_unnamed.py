"""A first message that names nothing is asked back, and answered with nobody's figures."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from assistant.understand.plainly import written_out
from assistant.understand.unnamed import SAYING, names_nothing


@pytest.mark.parametrize(
    "text",
    [
        "上面说的那个指标是多少",
        "前面那个数是多少？",
        "上面两个加起来多少",
        "这两个数哪个大",
        "它由谁负责",
        "还有呢？",
        "那这个要罚多少钱",
        "去年的数是多少",
        "最高的是多少",
        "一共多少条",
        "是约束性的吗",
        "哪个最高",
        "为什么",
        "还有别的要求吗",
    ],
)
def test_only_points_at_what_was_said(text: str) -> None:
    assert names_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "上面说的首席质量官是多少",
        "这些指标有哪些",
        "2025年的目标是多少",
        "西安这个怎么管",
        "合格率是多少",
        "罚多少",
        "西安一共多少项",
        "几年评一次质量奖",
        "第三条讲什么",
        "它的合格率是多少",
        "还有哪些补贴",
        "谁负责",
        "还有" * 240 + "哦",  # and is read at once
    ],
)
def test_a_message_that_names_something(text: str) -> None:
    assert not names_nothing(text)


@pytest.mark.parametrize(
    "question",
    [
        "上面说的那个指标是多少",
        "前面那个数是多少",
        "上面两个加起来多少",
        "还有呢",
        "有约束力吗",
        "西安呢",
        "换成陕西",
        "比全国高吗",
    ],
)
def test_first_message_is_asked_back(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert answer.text.startswith(SAYING)
    assert not answer.citations


def test_the_same_message_in_a_talk_is_answered(real_assistant: Assistant) -> None:
    first = "陕西新增多少项鲁班奖"
    turns = [Turn(first, real_assistant.ask(first))]
    turns.append(Turn("西安呢", real_assistant.ask("西安呢", turns)))
    assert "30项" in real_assistant.ask("上面两个加起来多少", turns).text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("这回打了八十七分，算几级", "这回打了87分，算几级"),
        ("我奶奶今年93了，每月发多少", "我奶奶今年93岁了，每月发多少"),
        ("我爸八十二，吃低保", "我爸82岁，吃低保"),
        ("我妈二十了", "我妈二十了"),
        ("有十分之一的企业", "有十分之一的企业"),
    ],
)
def test_own_figures_with_their_unit(said: str, written: str) -> None:
    assert written_out(said) == written
