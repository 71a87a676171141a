"""A figure that only shares some words, or is a neighbour's, is not told: a wrong number is the worst answer."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, conversation

PLAN = """\
牡丹江市养老服务补贴办法
第一条 本市户籍的老年人可以申请养老服务补贴，每人每月200元。
第二条 咨询电话：东安区民政局0453-6100111；爱民区民政局0453-6100113；海林市民政局0453-6100116。
"""
MANIFEST = '[aid]\nfile = "aid.txt"\nregion = "牡丹江市"\nlevel = "市级"\n'


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("aid"), {"aid.txt": PLAN, "manifest.toml": MANIFEST})


def test_a_neighbours_number_is_not_told(clerk: Assistant) -> None:
    told = clerk.ask("海林市民政局咨询电话")
    assert "6100116" in told.text
    assert "6100113" not in told.text
    refused = conversation(clerk, "海林市民政局咨询电话", "东宁市的呢")
    assert refused.outcome == "refused"
    assert "61001" not in refused.text


def test_a_bare_county_is_a_place_in_a_talk(clerk: Assistant) -> None:
    text = conversation(clerk, "东安区民政局咨询电话", "海林呢").text
    assert "6100116" in text
    assert "6100111" not in text


@pytest.mark.parametrize(
    "question",
    [
        "西安市到2025年放心消费示范单位总共要培育多少家啊，就问西安的",
        "西安雁塔区鲁班奖几项",
        "西安新增鲁班奖里雁塔区分到几项",
        "陕西新增鲁班奖里西安占几项",
        "陕西的“五方”是哪五方",
    ],
)
def test_it_is_refused(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.ask(question).outcome == "refused"


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("陕西到2025年主导、参与制定的国标加行标，累计多少项", "2500项", "90项"),
        ("省级质检中心，陕西省的意见说建几个，西安市说申报几个？", "陕西省更多", "幅度相同"),
        ("中央质量提升意见世界级产业集群哪年做到", "到2020年", "没有写明时间"),
        ("国家17年的意思是严重失信企业还让不让投政府采购", "限制严重违法失信企业", "浙江"),
    ],
)
def test_the_one_asked_for_is_told(real_assistant: Assistant, question: str, told: str, untold: str) -> None:
    text = real_assistant.ask(question).text
    assert told in text
    assert untold not in text


def test_the_year_of_a_figure_is_told_where_it_is_asked_for(real_assistant: Assistant) -> None:
    text = conversation(real_assistant, "浙江要建多少个质量基础设施一站式服务平台", "哪年建成").text
    assert "到2027年" in text
    assert "200个" in text


def test_only_the_leader_is_asked_for(real_assistant: Assistant) -> None:
    turns = ("浙江质量强省工作是哪个小组统筹的", "这个领导小组的组长是谁")
    assert conversation(real_assistant, *turns).outcome == "refused"
