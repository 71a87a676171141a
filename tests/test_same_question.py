"""The same question in other words: words of asking, years, places and marks put otherwise change nothing of what is told."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.plainly import written_out
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("said", "mostly"),
    [
        ("西安要建几多个", "西安要建多少个"),
        ("何时完成", "什么时候完成"),
        ("啥时候完成", "什么时候完成"),
        ("多长时间能办好", "多久能办好"),
        ("办下来要多少天", "办下来要几天"),
        ("几日内答复", "几天内答复"),
        ("是否要95%", "是不是要95%"),
        ("能否免票", "能不能免票"),
        ("三微创新怎么理解", "三微创新是什么意思"),
        ("家庭养老床位指的是啥", "家庭养老床位是指什么"),
        ("CDO啥意思", "CDO是什么意思"),
        ("奖励几个钱？", "奖励多少钱？"),
        ("合格率要百分之95", "合格率要95%"),
        ("眼下还有效吗", "现在还有效吗"),
        ("多少个工作日答复", "几个工作日答复"),
        ("每人多少万", "每人多少万元"),
        ("罚款是多少", "罚多少"),
        ("会咋罚", "会怎么罚"),
        ("目标值多少家", "目标多少家"),
        ("西安的责任单位有环保厅，对不对", "西安的责任单位有环保厅，对吗"),
        ("还有效吗里面那条由谁负责", "还有效吗，里面那条由谁负责"),
        ("又谁来负责", "又由谁负责"),
    ],
)
def test_words_of_asking_are_written_one_way(said: str, mostly: str) -> None:
    assert written_out(said) == mostly


@pytest.mark.parametrize(
    ("said", "mostly"),
    [
        ("浙江2027空气优良天数", "浙江2027年空气优良天数"),
        ("叙州区2027家庭医生签约率", "叙州区2027年家庭医生签约率"),
        ("斗门2030CNAS认可的实验室", "斗门2030年CNAS认可的实验室"),
        ("鞍山2028省级智能工厂", "鞍山2028年省级智能工厂"),
        ("是2025就要100%", "是2025年就要100%"),
        ("比2025涨几万", "比2025年涨几万"),
        ("哪些镇排上了（2027）", "哪些镇排上了（2027年）"),
    ],
)
def test_a_year_without_the_word_for_it_is_one(said: str, mostly: str) -> None:
    assert written_out(said) == mostly


@pytest.mark.parametrize(
    "said",
    ["奖励2025元", "要种2030亩", "新增2025公里", "增加值是2027，对吗", "行动计划（2021—2025）", "号2025号"],
)
def test_a_number_that_counts_is_no_year(said: str) -> None:
    assert written_out(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "不对不对，我说的是省里的",
        "好多人不知道",
        "哪几日放假",
        "月度纳统是指哪几个月入库",
        "是否一致",
        "首席质量官培养目标数量",
        "这样行吗",
    ],
)
def test_what_keeps_its_words(said: str) -> None:
    assert written_out(said) == said


@pytest.mark.parametrize(
    ("said", "bare"),
    [
        ("咱西安要建几个", "西安要建几个"),
        ("我们陕西呢", "陕西呢"),
        ("西安市这边有几个", "西安市有几个"),
        ("告诉我们西安有几个", "告诉我们西安有几个"),
        ("西安这份文件", "西安这份文件"),
    ],
)
def test_a_place_stands_bare(real_assistant: Assistant, said: str, bare: str) -> None:
    assert real_assistant.lexicon.bare_places(said) == bare


# as it is mostly put, and otherwise
SAME = [
    ("西安国家高企是不是25年要干到两万家", "西安国家高企是否25年要干到两万家"),
    ("陕西到2025年消费品合格率是不是要95%", "陕西到2025年消费品合格率是否要95%"),
    ("西安智慧工地是2025年就要100%全覆盖？", "西安智慧工地是2025就要100%全覆盖？"),
    ("浙江省2025年研发投入强度目标是多少？", "浙江省2025研發投入強度目標係幾多？"),
    (
        "西安省级制造业单项冠军要到多少家由谁负责",
        "咱西安省级制造业单项冠军要到多少家由谁负责",
    ),
    (
        "西安省级制造业单项冠军要到多少家由谁负责",
        "西安省级制造业单项冠军要到多少家是哪个单位的事",
    ),
    (
        "西安质量强市的组织领导由谁牵头？宣传引导又由谁负责？",
        "西安质量强市的组织领导由谁牵头？宣传引导又谁来负责？",
    ),
    ("西安经济质量那四个指标，哪个是约束性的", "西安市这边经济质量那四个指标，哪个是约束性的"),
    ("2015年陕西打假那条的责任单位有环保厅吗", "2015年陕西打假那条的责任单位有环保厅，对不对"),
    ("中央17年那份，质量工作格局是怎么概括的", "中央17年那份，质量工作格局是咋概括的"),
    ("陕西2015年计划里“五小”活动是什么意思", "陕西2015年计划里“五小”活动怎么理解"),
    (
        "陕西2015年那个行动计划现在还有效吗，里面大气环境质量那条由谁负责",
        "陕西2015年那个行动计划现在还有效吗里面大气环境质量那条由谁负责",
    ),
    (
        "浙江规上制造业靠牌子卖货的占比，25年和27年各多少",
        "浙江规模以上制造业靠牌子卖货的占比，25年和27年各多少",
    ),
    (
        "西安药品质量安全归谁负责，药品抽检合格率目标是多少",
        "西安药品质量安全归谁负责，药品抽检合格率目标是几多",
    ),
    ("浙江落实情况由谁督促指导，多久发布一次评估报告", "浙江落实情况由谁督促指导，多长时间发布一次评估报告"),
]


@pytest.mark.parametrize(("asked", "otherwise"), SAME)
def test_the_same_is_told(real_assistant: Assistant, asked: str, otherwise: str) -> None:
    answer = real_assistant.ask(asked)
    assert answer.outcome == "answered"
    told = real_assistant.ask(otherwise).text
    # what is not found is named as it was asked
    assert told.split("“")[0] == answer.text.split("“")[0]


@pytest.mark.parametrize(
    "question",
    [
        "西安市2030技术合同成交额目标是多少亿",
        "浙江2027空气优良天数要多少",
        "得了西安市质量奖，是否一次给五十万",
    ],
)
def test_no_other_years_figure_and_no_other_count_is_told(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.ask(question).outcome == "refused"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("陕西要建几个质检中心", "我们西安呢"), ("1个国家级质检中心", "1-2个省级质检中心")),
        (("浙江2025年研发投入强度", "2027年呢", "比2025高多少"), ("相差0.1个百分点",)),
        (("你好，我想咨询下西安高新技术企业", "目标值多少家"), ("1.2万家",)),
        (("2015年陕西提高劳动者技能那条，谁负责？", "里面有省质监局，对不对"), ("是，其中有省质监局",)),
        (("中央2017年那份质量提升意见对缺陷产品召回怎么说", "哪条规定的"), ("（十六）",)),
    ],
)
def test_the_same_follow_up(real_assistant: Assistant, turns: tuple[str, ...], told: tuple[str, ...]) -> None:
    text = conversation(real_assistant, *turns).text
    assert all(t in text for t in told), text
