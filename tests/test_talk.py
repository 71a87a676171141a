"""Short follow-ups as callers put them, resolved on the five texts."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("浙江食品抽检合格率要多少", "药品的呢", "农产品的呢", "这三个哪个最高"), "药品抽检合格率最高"),
        (("浙江全员劳动生产率，27年的目标比25年要高出多少", "研发投入强度也照样算一下"), "0.1个百分点"),
        (("西安专栏3讲什么", "第一项谁负责"), "市农业农村局"),
        (("西安质量奖有几个", "陕西质量奖呢"), "25个"),
        (("陕西2015年打假归谁管", "公安厅在不在里面"), "省公安厅"),
        (("陕西2015年农民工技能培训谁负责", "省教育厅还管什么", "一共几条"), "共3条"),
        (("农产品合格率西安比浙江高还是低", "跟陕西比呢"), "数值相同"),
        (("西安首席质量官要达到80%，是约束性指标吧", "哪些是约束性的", "有几个"), "共10项"),
        (("西安对小微企业有什么支持", "我们在浙江杭州，有吗"), "高端智能装备"),
        (("浙江研发投入强度2025年3.4%对吧", "那是多少"), "3.3%"),
        (("西安绿色建材怎么说", "念一下原话"), "推动建筑材料质量升级"),
        (("浙江食品抽检合格率要达到多少", "陕西这边"), "≥98%"),
        (("浙江工程质量一次交验合格率要多少", "服务满意度勒"), "90分"),
        (("西安专栏8讲什么", "最后一项谁管"), "市市场监管局"),
        (("来电人问工地用的水泥电线有没有人抽查，西安的", "哪几个部门管"), "市住建局"),
        (("陕西15年那个计划，学校食堂怎么管", "教育厅管不管"), "省教育厅"),
        (("西安制造业产品质量合格率目标", "陕西呢", "浙江呢", "三个都一样？"), "数值相同"),
        (("帮我查下西安药品质量", "归谁管"), "市卫生健康委"),
        (("西安制造业产品质量合格率多少", "和陕西比呢"), "数值相同"),
        (
            ("西安制造业产品质量合格率多少", "和陕西比呢", "那跟浙江比怎么样"),
            "制造业产品质量合格率达到94%以上",
        ),
        (("质量强市方案要求首席质量官覆盖率多少", "跟省里比呢"), "没有查到陕西省的这一项"),
        (("西安谁负责首席质量官", "和陕西比呢"), "市工信局"),
        (("西安制造业产品质量合格率多少", "专栏6有几项"), "共3项：实施西安精品培育行动"),
        (("西安首席质量官覆盖率多少", "西安自己新增拿证的要多少"), "新增获证人数500名以上"),
        (("浙江食品抽检合格率要多少", "农产品的要多少"), "农产品质量安全例行监测合格率达到98%以上"),
        (("西安首席质量官覆盖率多少", "谁管"), "表格的这一行没有写由谁负责"),
        (("西安鲁班奖多少项", "西安这份方案是哪年到哪年"), "规划到2035年"),
        (("西安这个方案哪天印发的", "省里那份呢，几月几号"), "2023年5月14日"),
        (("陕西食品抽检98那条是预期的，差一点没关系吧",), "不对。"),
        # what the first reading finds no answer to is read with the subject before, or in the clause cited
        (("西安每单位GDP的能耗要往下降多少", "这个是硬杠杠还是努努力就行的那种"), "约束性"),
        (("西安基本公共服务圈，城里头要多久够得着", "乡下的"), "农村1.5小时"),
        (
            (
                "来电人问工地用的水泥电线有没有人抽查，西安的",
                "哪几个部门管",
                "先检后用是啥意思，原文给我念下",
            ),
            "进场验收",
        ),
        (("西安要保护老字号吗", "陕西2015年也提了吧"), "质量发展纲要2015年行动计划"),
        # another measure keeps no part of the name before
        (("浙江2027年研发投入强度", "劳动生产率呢"), "全员劳动生产率达到28万元/人"),
        # of a long clause the sentence asked for, not what the clause begins with
        (("浙江一站式平台建多少", "什么时候"), "到2027年，建设质量基础设施一站式服务平台200个以上"),
        (("西安技术合同成交额", "哪年达到"), "到2025年，实现全市年技术合同成交额不低于3300亿元"),
        (("陕西首席质量官培训多少人", "西安呢", "西安新增拿证的"), "新增获证人数500名以上"),
    ],
)
def test_a_follow_up_is_told(real_assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    answer = conversation(real_assistant, *turns)
    assert answer.outcome == "answered"
    assert told in answer.text + "".join(c.label for c in answer.citations)


def test_another_rate_is_not_confirmed_by_the_row_talked_of(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安食品合格率", "是硬指标吗", "药品呢")
    assert not answer.text.startswith("是的")


@pytest.mark.parametrize(
    ("turns", "asked"),
    [
        (
            ("陕西2015年打假归谁管", "现在还有效吗"),
            "《陕西省贯彻实施质量发展纲要2015年行动计划》现在还有效吗",
        ),
        (("我们是西安的食品生产企业，有什么义务", "有没有补贴"), "我们是西安的食品生产企业，有没有补贴"),
        (("我们是西安的检测机构，有什么支持", "市市场监管局要我们干什么"), "西安市市场监管局要我们干什么"),
    ],
)
def test_what_a_follow_up_asks(real_assistant: Assistant, turns: tuple[str, ...], asked: str) -> None:
    assert conversation(real_assistant, *turns).standalone_question == asked


@pytest.mark.parametrize("aside", ["讲个笑话", "帮我写个总结", "不达标会怎样", "几点下班", "到2035年呢"])
def test_what_has_no_answer_is_not_read_into_the_answer_before(real_assistant: Assistant, aside: str) -> None:
    assert conversation(real_assistant, "西安首席质量官覆盖率多少", aside).outcome == "refused"


def test_figures_of_two_places_are_each_held_against_its_own_text(real_assistant: Assistant) -> None:
    text = real_assistant.ask("鲁班奖，省25西安5，没记反吧？").text
    assert "25项" in text
    assert "5项" in text
    assert "不对" not in text


@pytest.mark.parametrize("said", ["是不是一次给五十万", "是不是奖50万元"])
def test_a_sum_is_not_held_against_a_number_of_things(real_assistant: Assistant, said: str) -> None:
    assert real_assistant.ask(f"得了西安市质量奖，{said}").outcome == "refused"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("打造西安品牌那条，市国资委在不在里头", "是，其中有市国资委"),
        ("网上卖假药的专项打击，2015年陕西有没有让公安参与", "是，其中有省公安厅"),
        ("2015年陕西打假那条的责任单位有环保厅吗", "不是，责任单位中没有环保厅"),
    ],
)
def test_whether_a_body_is_one_of_those_of_a_clause(
    real_assistant: Assistant, question: str, told: str
) -> None:
    assert real_assistant.ask(question).text.startswith(told)


def test_a_body_is_not_denied_by_a_clause_that_says_little_of_the_thing(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("群众体育比赛、区县体育品牌，在西安方案里有市体育局的份吗")
    assert not answer.text.startswith("不是")


def test_a_body_of_another_level_is_another_body(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("省市场监管局负责哪些工作")
    assert "市市场监管局的条款" not in answer.text


def test_bodies_asked_for_together_are_named_together(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安市住建局和市水务局共同负责的任务有哪些")
    assert "同时列有市住建局、市水务局" in answer.text
    assert all(
        {"市住建局", "市水务局"} <= set(e.clause.departments)
        for e in answer.evidence[: len(answer.citations)]
    )
    apiece = real_assistant.ask("市卫健委和市教育局分别负责什么").text
    assert "列有市教育局的条款" in apiece
    assert "列有市卫生健康委的条款" in apiece


@pytest.mark.parametrize(
    "question", ["西安拥有的省质量奖要有几个", "西安省级质量奖目标", "西安要拿多少个省质量奖"]
)
def test_what_is_the_provinces_bears_its_name_in_the_citys_text(
    real_assistant: Assistant, question: str
) -> None:
    assert "25个" in real_assistant.ask(question).text


def test_a_row_is_not_given_the_body_of_another_thing(real_assistant: Assistant) -> None:
    assert conversation(real_assistant, "西安制造业产品质量合格率多少", "谁管").outcome == "refused"


@pytest.mark.parametrize("question", ["重庆2015年打假由谁负责", "章贡区2015年打假归谁管"])
def test_a_year_names_no_document_of_another_place(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert "的文件，无法回答" in answer.text


def test_each_target_of_a_long_list_is_read_for_itself(real_assistant: Assistant) -> None:
    assert "100%" in real_assistant.ask("浙江工程一次验收要过多少").text
    assert real_assistant.ask("浙江新能源汽车占比多少").outcome == "refused"


@pytest.mark.parametrize(
    "question",
    [
        "海口市实施方案第二十条讲什么",
        "佛山质量强市方案里首席质量官覆盖率多少，由谁负责",
        "服务好不好要请人来评，海口这事谁主办，谁帮着办",
    ],
)
def test_a_place_without_documents_is_never_told_anothers(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.ask(question).outcome == "refused"
