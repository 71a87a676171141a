"""A message that names no place is asked of the place or document that is talked of, and no other one's figure is told to it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    "turns",
    [
        ("陕西2015年计划里能效标准推进工程几项", "消费品合格率要到多少"),
        ("陕西2015年计划还有效吗", "里面有消费品合格率吗"),
        ("浙江婚庆补贴多少", "那首席质量官覆盖率呢"),
    ],
)
def test_another_ones_figure_is_not_told(real_assistant: Assistant, turns: tuple[str, ...]) -> None:
    answer = conversation(real_assistant, *turns)
    assert answer.outcome == "refused"
    assert "写有它的是别处的文件" in answer.text
    assert "%" not in answer.text


def test_what_another_one_says_is_told_as_its_own(real_assistant: Assistant) -> None:
    text = conversation(real_assistant, "西安鲁班奖新增多少", "义务教育里有没有质量教育").text
    assert text.startswith("西安市的文件里没有查到，以下出自别处的文件")
    assert "中小学义务教育" in text


def test_the_document_talked_of_is_asked_first(real_assistant: Assistant) -> None:
    turns = ("陕西2015年对粮食安全有检测方面的要求吧", "查出来被污染的粮食怎么处理")
    assert "单收单存" in conversation(real_assistant, *turns).text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        # what stands behind the thing named asks the same
        (("西安药品质量那条归谁", "食品的呢，几家一起的？"), "市工信局"),
        (("浙江研发投入强度2025年多少", "27年呢，涨了点没"), "3.4%"),
        (("西安25年全员劳动生产率啥目标", "浙江同一年的我也要"), "22万元/人"),
        (("陕西质量基础设施一站式服务站点建多少个", "浙江有没有类似的，建多少个，到哪一年"), "2027年"),
        # whether it stands there, too
        (("西安说的质量共治格局是哪四句", "2017年中央那份也是这四句吗，还是改过"), "市场主体自治"),
        (("2017年中央是不是说要建立质量分级制度", "陕西省2023年还提这个吗"), "质量分级"),
        # corrected, and back to the first
        (("制造业质量竞争力指数25年多少", "浙江的", "哎不好意思，说岔了，要的是西安"), "86"),
        (
            ("西安消费品质量合格率多少", "西安疫苗储运是哪个局盯着", "还是刚开始那个数，全省定的多少"),
            "全省消费品质量合格率达到92%",
        ),
        (("浙江研发投入强度头一个目标是多少来着", "再过两年的那个呢"), "3.4%"),
        # of the clause that was told
        (("西安提升食品质量安全那条是哪些部门负责", "这条里列了市教育局没有"), "责任单位中没有市教育局"),
        (("中央意见要建成世界级产业集群吧", "打算哪年做到"), "到2020年"),
    ],
    ids=lambda v: v[-1] if isinstance(v, tuple) else v,
)
def test_it_is_read(real_assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in conversation(real_assistant, *turns).text


def test_this_figure_is_the_one_told(real_assistant: Assistant) -> None:
    turns = ("全省省级质量标杆工业企业要培育多少家", "西安的话呢", "西安这个数是硬指标吗")
    assert "国家标准立项" not in conversation(real_assistant, *turns).text
