"""Several facts asked for in one breath, over the five texts: each told, in order, and what is not there said so."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.conversation.compound import split
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "西安消费品合格率多少？谁负责？省里定了多少？",
            ["西安消费品合格率多少", "谁负责", "省里定了多少"],
        ),
        (
            "农安县国家级几个、省级几个，哪个部门负责呢，陕西呢",
            ["农安县国家级几个", "省级几个", "哪个部门负责", "陕西呢"],
        ),
        ("两市的合格率哪个高，差多少，谁负责", ["两市的合格率哪个高，差多少", "谁负责"]),
        ("方案谁印发的，管到哪一年", ["方案谁印发的", "管到哪一年"]),
        ("覆盖率多少，新拿证多少人", ["覆盖率多少", "新拿证多少人"]),
        ("餐饮分级管理谁负责，网约车谁管", ["餐饮分级管理谁负责", "网约车谁管"]),
        ("鲁班奖多少个，陕西呢", []),
        ("西安和陕西的合格率差多少，哪个更高", []),
    ],
)
def test_what_is_asked_in_one_breath(question: str, parts: list[str]) -> None:
    assert split(question) == parts


def test_another_thing_first_is_a_question_of_its_own_in_a_talk() -> None:
    assert split("食品的呢，谁管", talk=True) == ["食品的呢", "谁管"]
    assert split("食品的呢，谁管") == []
    assert split("陕西几个，差几个，谁负责", talk=True) == ["陕西几个", "差几个", "谁负责"]
    assert split("浙江呢，多少", talk=True) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("西安消费品合格率到2025年多少？谁负责？省里定了多少？", ["92%", "市工信局", "全省消费品质量合格率"]),
        ("西安专精特新新增多少家？单项冠军国家级几家？省级几家？", ["300家", "20家", "50家"]),
        (
            "西安认证证书新增多少张，主导国际标准多少个，国家标准多少个，都是约束性吗",
            ["3000张（预期性）", ">150个（约束性）", ">180个（约束性）"],
        ),
        (
            "西安这个方案什么时候印发的，谁印发的，管到哪一年",
            ["西安市人民政府办公厅", "2024年4月28日", "2035年"],
        ),
        (
            "西安农产品合格率、食品合格率各多少，哪个部门管",
            ["≥98%", "≥98%", "市农业农村局、市商务局", "市市场监管局、市农业农村局"],
        ),
        (
            "浙江2025年全员劳动生产率目标是多少？另外到2035年要达到什么目标？",
            ["22万元/人", "到2035年，高水平建成质量强省"],
        ),
        (
            "国务院那份质量提升行动的意见，主要目标说的是到哪一年，现在过期了吗",
            ["到2020年", "规划期已届满"],
        ),
    ],
)
def test_each_fact_is_told_in_order(real_assistant: Assistant, question: str, told: list[str]) -> None:
    text = real_assistant.ask(question).text
    at = 0
    for fact in told:
        assert fact in text[at:]
        at = text.index(fact, at) + len(fact)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ("西安首席质量官覆盖率多少", "谁负责，陕西有没有，浙江呢"),
            ["市工信局、市市场监管局", "“陕西有没有”在文件里没有查到", "“浙江呢”在文件里没有查到"],
        ),
        (
            ("西安食品抽检合格率多少", "农产品的呢，哪个部门管"),
            ["农产品质量安全监测合格率目标为≥98%", "市农业农村局、市商务局"],
        ),
        (("西安的鲁班奖要几个", "陕西几个，差几个，谁负责"), ["25项", "相差20项", "没有查到"]),
        (("浙江研发投入强度多少", "2027年多少，西安有没有"), ["3.4%", "“西安有没有”在文件里没有查到"]),
    ],
)
def test_several_facts_of_what_was_talked_of(
    real_assistant: Assistant, turns: tuple[str, ...], told: list[str]
) -> None:
    text = conversation(real_assistant, *turns).text
    at = 0
    for fact in told:
        assert fact in text[at:]
        at = text.index(fact, at) + len(fact)


def test_nobody_is_named_for_what_is_not_found(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安质量奖怎么奖励，奖多少钱，找谁申报")
    assert answer.outcome == "refused"
    text = real_assistant.ask("西安高新技术企业要到多少家，谁负责").text
    assert "1.2万家" in text
    assert "“谁负责”在文件里没有查到" in text
    assert "责任单位" not in text


def test_until_when_a_plan_holds_is_no_target(real_assistant: Assistant) -> None:
    text = conversation(real_assistant, "西安这个方案什么时候印发的", "管到哪一年").text
    assert "规划到2035年" in text
    assert "目标为" not in text


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("许可要什么材料，几天办好，收费吗，去哪办", ["许可要什么材料", "几天办好", "收费吗", "去哪办"]),
        ("西安能耗降多少，比陕西多还是少，谁管", ["西安能耗降多少，比陕西多还是少", "谁管"]),
        ("合格率多少，谁管，跟陕西一样吗", ["合格率多少", "谁管", "跟陕西一样吗"]),
        ("灶具过期没检罚多少，谁来罚", ["灶具过期没检罚多少", "谁来罚"]),
        ("西安20家对吧，省级是不是也20", ["西安20家对吧", "省级是不是也20"]),
        ("要交哪些材料，身份证要不要？", []),
    ],
)
def test_what_stands_amid_other_asks(question: str, parts: list[str]) -> None:
    assert split(question) == parts


def test_what_is_meant_may_be_said_behind_another_thing() -> None:
    assert split("那吃的呢，就厂里做的食品，哪个部门管", talk=True) == []


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "陕西农产品合格率是多少，食品的是多少，药品呢",
            [
                "农产品质量安全例行监测合格率目标为≥98%",
                "食品评价性抽检合格率目标为≥98%",
                "“药品呢”在文件里没有查到",
            ],
            ["10个"],
        ),
        (
            "陕西首席质量官培训5000人归谁管？西安的归谁？",
            ["“陕西首席质量官培训5000人归谁管”在文件里没有查到", "市市场监管局、市教育局"],
            [],
        ),
        (
            "西安认证证书新增多少张，主导国际标准多少个，都是约束性吗",
            ["3000张（预期性）", ">150个（约束性）", "不都是约束性指标"],
            ["是的"],
        ),
        ("西安和陕西的鲁班奖各多少项，谁负责", ["相差20项", "5项", "25项", "市工信局"], []),
        ("陕西研学基地建几个，西安呢，谁负责", [], ["责任单位是"]),
        (
            "西安牵头搞的标准，国际的和国家的哪个指标要得多",
            ["国家标准更多", ">150个", ">180个"],
            ["没有查到全国"],
        ),
    ],
)
def test_no_part_is_answered_by_another(
    real_assistant: Assistant, question: str, told: list[str], untold: list[str]
) -> None:
    text = real_assistant.ask(question).text
    assert [t for t in told if t not in text] == []
    assert [t for t in untold if t in text] == []


def test_a_claim_that_is_wrong_is_told_so_with_its_part(real_assistant: Assistant) -> None:
    text = real_assistant.ask("西安高新技术企业要到多少家，是约束性的吗，谁负责").text
    assert "“是约束性的吗”：不对" in text


def test_how_far_apart_is_told_of_nothing_else(real_assistant: Assistant) -> None:
    text = conversation(
        real_assistant,
        "陕西想攒够多少个中国质量奖连提名奖",
        "西安市质量奖那个呢，几个，性质跟它一样不",
    ).text
    assert "30个" in text
    assert "60项" not in text
