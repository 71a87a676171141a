"""Amounts as stretches of a number line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answers.intervals import amounts, is_condition, say_number


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        ("处三十万元以上一百万元以下罚款", 300_000, 1_000_000, "元"),
        ("处年收入百分之六十至百分之一百的罚款", 60, 100, "%"),
        ("罚三十万以上一百万以下", 300_000, 1_000_000, ""),
        ("二倍以上五倍以下", 2, 5, "倍"),
        ("不超过60%", None, 60, "%"),
        ("年出栏五百头以上", 500, None, "头"),
        ("押金不得超过月床位费的12倍", None, 12, "倍"),
        ("十五个工作日内告知", None, 15, "工作日"),
        ("目标为1.2万家", 12_000, 12_000, "家"),
        ("3至5个工作日", 3, 5, "工作日"),
        ("每月四百块钱", 400, 400, "元"),
    ],
)
def test_what_a_text_says_of_a_number(text: str, low: int | None, high: int | None, kind: str) -> None:
    (found,) = amounts(text)
    assert (found.low, found.high, found.kind) == (low, high, kind)
    assert found.text == text[found.start : found.end]


def test_figures_of_a_list_stay_apart() -> None:
    found = amounts("分别给予10万元、20万元、30万元奖励")
    assert [a.point for a in found] == [100_000, 200_000, 300_000]


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("三十万元以上一百万元以下", (300_000, 800_000, 1_000_000), (299_999, 1_000_001)),
        ("不足一百万元", (999_999,), (1_000_000,)),
        ("超过一百人", (101,), (100,)),
        ("不低于8人", (8, 9), (7,)),
    ],
)
def test_what_lies_within(text: str, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    (found,) = amounts(text)
    assert all(found.holds(Decimal(v)) for v in inside)
    assert not any(found.holds(Decimal(v)) for v in outside)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("入表金额100万元以上的，一次性奖励10万元", ["100万元以上"]),
        ("首次突破1亿元、5亿元的企业，奖励20万元", ["突破1亿元", "5亿元"]),
        ("处三万元以上五万元以下的罚款", []),
        ("其中80周岁以上老年人每餐补助4元，60至79周岁的老年人每餐补助6元", ["60至79周岁"]),
    ],
)
def test_what_only_says_who_is_meant(text: str, conditions: list[str]) -> None:
    assert [a.text for a in amounts(text) if is_condition(text, a)] == conditions


@pytest.mark.parametrize(
    ("value", "kind", "written", "said"),
    [
        (1_500_000, "元", False, "150万元"),
        (8, "工作日", True, "八个工作日"),
        (8, "工作日", False, "8个工作日"),
        ("0.5", "%", False, "0.5个百分点"),
        (500, "家", False, "500家"),
        (200_000, "元", True, "二十万元"),
    ],
)
def test_a_difference_is_said_like_what_it_comes_from(
    value: int | str, kind: str, written: bool, said: str
) -> None:
    assert say_number(Decimal(value), kind, written=written) == said
