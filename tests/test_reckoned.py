"""What follows from the figures told in a talk is reckoned with those figures, and with no others."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ("陕西制造业全员劳动生产率一年涨多少", "西安", "快几个点"),
            ("西安市更高", "0.5个百分点", "6.5%", "7%"),
        ),
        (
            ("浙江食品安全抽检合格率写的多少", "药也有一个吧，基本药物那种", "药比吃的高几个点"),
            ("0.5个百分点",),
        ),
        (("西安还要新建几个国家级农安县", "省一级的呢", "那拢共几个"), ("合计4个",)),
        (
            ("陕西主导参与国际标准累计要几项", "国家的、行业的合一块那个呢", "这两个数加起来"),
            ("合计2590项", "90项+2500项"),
        ),
        (("陕西规上工业里战略新兴占比25年定多少", "西安呢", "那西安刚好是省里两倍咯？"), ("不是", "1.96倍")),
        (
            ("西安那边陕西质量奖要拿到几个", "市里自己的质量奖呢", "这两个是硬性任务还是大概的预期"),
            ("都是约束性", "25个", "≥30个"),
        ),
    ],
    ids=lambda v: v[-1],
)
def test_it_is_reckoned(real_assistant: Assistant, turns: tuple[str, ...], told: tuple[str, ...]) -> None:
    answer = conversation(real_assistant, *turns)
    assert all(t in answer.text for t in told), answer.text
    assert answer.citations
    assert all(c.verified for c in answer.citations)


def test_what_asks_for_another_year_is_no_reckoning(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "浙江研发投入强度2025年多少", "陕西高价值专利呢", "它2024年是多少")
    assert "更高" not in answer.text


def test_the_most_is_no_difference(real_assistant: Assistant) -> None:
    text = conversation(real_assistant, "西安鲁班奖几项", "陕西呢", "最多几项").text
    assert "相差" not in text


def test_a_thing_that_was_not_told_is_not_reckoned_with(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安鲁班奖几项", "长安杯呢", "绿色工厂和绿色建筑加起来多少")
    assert "合计55" not in answer.text


def test_why_one_is_higher_is_said_not_to_be_written(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "食品抽检合格率浙江多少", "陕西呢", "西安呢", "为什么浙江高")
    assert answer.text.startswith("没有写明原因")


def test_one_figure_of_two_years_told_at_once(real_assistant: Assistant) -> None:
    turns = ("浙江规上制造业品牌销售占比2025年写的多少？", "2027年写的多少？", "怎么反倒低了，低几个百分点？")
    answer = conversation(real_assistant, *turns)
    assert "相差8个百分点" in answer.text
    assert len(answer.citations) == 2
