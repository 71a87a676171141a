"""What a follow-up says behind the thing it names is left out where it asks nothing of its own, and kept where it does."""

from __future__ import annotations

import pytest

from assistant.conversation.compound import split
from assistant.conversation.followup import FIRST, take_apart, there_too
from assistant.conversation.trailing import without_trail
from assistant.conversation.years import told_year
from assistant.types import Answer


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("食品的呢，几家一起的？", "食品的呢"),
        ("27年呢，涨了点没", "27年呢"),
        ("西安的方案呢，有没有给数", "西安的方案呢"),
        ("那它自己市里的奖呢，写多少", "那它自己市里的奖呢"),
        ("浙江咧，我说的是25年", "浙江25年呢"),
        ("浙江同一年的我也要", "浙江呢"),
        ("县级的也有吧，多少", "县级的呢"),
        ("跟浙江同一年比谁高", "跟浙江比谁高"),
        ("浙江有没有类似的，建多少个，到哪一年", "浙江建多少个，到哪一年"),
    ],
)
def test_nothing_of_its_own(text: str, left: str) -> None:
    assert without_trail(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "那吃的呢，就厂里做的食品，谁管",
        "浙江呢，由谁负责",
        "西安呢，我家在西安",
        "覆盖率是多少",
        "浙江有没有类似的，我家在杭州",
    ],
)
def test_something_of_its_own(text: str) -> None:
    assert without_trail(text) == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2017年中央那份也是这四句吗，还是改过", "2017年中央那份"),
        ("陕西省2023年还提这个吗", "陕西省2023年"),
        ("后来西安2024年的方案里还有没有这个体系", "西安2024年的方案"),
        ("覆盖率是多少", ""),
    ],
)
def test_whether_it_is_there_too(text: str, place: str) -> None:
    assert there_too(text)[0] == place


def test_a_slip_of_the_tongue_corrects() -> None:
    said = take_apart("哎不好意思，说岔了，要的是西安")
    assert said.corrected
    assert said.text == "西安"


def test_back_to_the_first() -> None:
    said = take_apart("还是刚开始那个数，全省定的多少")
    assert (said.back, said.text) == (FIRST, "全省定的多少")


@pytest.mark.parametrize(
    ("text", "notes", "year"),
    [
        ("到2025年，研发投入强度达到3.3%", (), 2025),
        ("达到3.3%", ("目标年份为2025年（见上文）",), 2025),
        ("达到3.3%", (), None),
    ],
)
def test_the_year_told(text: str, notes: tuple[str, ...], year: int | None) -> None:
    told = Answer(
        question="",
        standalone_question="",
        outcome="answered",
        text=text,
        citations=(),
        evidence=(),
        notes=notes,
    )
    assert told_year(told) == year


def test_two_cases_in_one_question_are_two() -> None:
    assert split("老电梯用了22年的和用了16年的，换新一台分别补多少") == [
        "老电梯用了22年的，换新一台补多少",
        "老电梯用了16年的，换新一台补多少",
    ]
    assert not split("22年的和16年的文件有哪些")
