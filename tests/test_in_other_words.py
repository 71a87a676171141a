"""Follow-ups that put the question before in other words: only how much, than whom by how much, another rank, once more."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.conversation.compound import compares, split
from assistant.conversation.followup import plain_comparison
from assistant.conversation.years import beside_year, years_on
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        # no more than how much, in the place that is named
        (("陕西2025年高价值发明专利打算弄到几件", "西安自己定的是几件"), ("西安市", "12件")),
        (("陕西牵头的国际标准要多少项", "西安领多少"), (">150个",)),
        (("工业里头战略性新兴产业的产值，陕西要占到多少", "西安占多少"), ("西安市", "50%")),
        # ... and than whom by how much, in one breath
        (("陕西高价值发明专利多少件", "那西安自己定的是几件，跟省里差多少"), ("12件", "8件", "相差4件")),
        (
            ("陕西战略性新兴产业产值占多少", "西安占多少，高出省里几个点，属于哪种指标"),
            ("50%", "24.5个百分点", "预期性"),
        ),
        (("浙江制造业质量竞争力指数要到多少", "比咱西安定的高出几个"), ("92", "86", "相差6")),
        (("西安农产品合格率多少", "跟浙江比谁定得高些"), ("数值相同",)),
        (("西安要拿多少个鲁班奖", "省里的比西安的多几项"), ("25项", "5项", "相差20项")),
        (
            ("浙江全员劳动生产率25年定多少万", "过两年，27年，比这多几万"),
            ("22万元/人", "28万元/人", "相差6万元"),
        ),
        (("浙江全员劳动生产率27年多少", "比2025年涨几万"), ("相差6万元",)),
        # another rank of what was asked of both places
        (("陕西国家级质检中心申报几个", "西安申报几个", "省级的，两家各自多少"), ("5个省级", "1-2个省级")),
        (("陕西放心消费示范单位多少家", "里头县里评的大概多少"), ("万余家",)),
        # when, of what was told
        (("浙江一站式服务平台准备建多少个", "哪一年建成这些"), ("2027年",)),
        (("浙江一站式平台建几个", "这是哪年的数", "不是，我问的是陕西的站点"), ("120个",)),
        # once more
        (("陕西数字经济占比多少", "浙江呢", "西安", "上上个再说一遍，没听清"), ("15%",)),
        # who, of a clause that was told
        (
            ("陕西2015年旅游整治打击哪些黑", "公安和旅游局都管吗，还有谁"),
            ("省公安厅", "省旅游局", "省工商局"),
        ),
        (("陕西2015年燃煤锅炉要做什么", "哪几个部门"), ("省发展改革委",)),
        # one sentence of the clause that was told
        (("西安餐饮要搞风险分级管理吗", "那超市、网店那块呢"), ("多元化融合发展",)),
        # a new question that names its place in the middle
        (("西安鲁班奖多少", "省里呢", "药企在陕西有啥要求"), ("药品",)),
    ],
)
def test_what_is_told(real_assistant: Assistant, turns: tuple[str, ...], told: tuple[str, ...]) -> None:
    answer = conversation(real_assistant, *turns)
    assert answer.outcome == "answered", answer.standalone_question
    assert all(t in answer.text for t in told), answer.text
    assert all(c.verified for c in answer.citations)


def test_everyday_words_give_way_to_what_the_figure_is_called(real_assistant: Assistant) -> None:
    asked = "西安对地里收的菜、果子检测，合格率2025年卡多少"
    answer = conversation(real_assistant, asked, "浙江呢")
    assert answer.standalone_question == "浙江省2025年农产品质量安全监测合格率是多少"
    assert "98%" in answer.text
    assert "99" not in answer.text


def test_a_thing_called_by_its_name_keeps_its_words(real_assistant: Assistant) -> None:
    asked = conversation(real_assistant, "西安首席质量官覆盖率多少", "陕西呢").standalone_question
    assert asked == "陕西省首席质量官覆盖率多少"


def test_where_nothing_is_compared_no_verdict_is_given(real_assistant: Assistant) -> None:
    text = real_assistant.ask("陕西质检中心国家级和省级各要弄几个，一站式站点又是多少个").text
    assert all(t in text for t in ("1-2个国家级", "5个省级", "120个"))
    assert "比较" not in text


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("高出省里几个点", "比省里高几个点"),
        ("比咱西安定的高出几个", "比西安高出几个"),
        ("省里的比西安的多几项", "省里比西安多几项"),
        ("跟浙江比谁定得高些", "跟浙江比谁高些"),
        ("跟省里差多少", "跟省里差多少"),
        ("浙江的合格率", "浙江的合格率"),
    ],
)
def test_a_comparison_in_its_plain_form(said: str, plain: str) -> None:
    assert plain_comparison(said) == plain


def test_in_a_talk_how_much_and_than_whom_are_two_questions() -> None:
    assert split("西安自己定的是几件，跟省里差多少", talk=True) == ["西安自己定的是几件", "跟省里差多少"]
    assert split("西安是几件，跟省里差多少") == []
    assert compares("比2025年涨几万")


def test_moves_in_time() -> None:
    assert years_on("过两年，27年，比这多几万", 2025) == "27年，比这多几万"
    assert beside_year("27年，比这多几万")
    assert beside_year("比2025年涨几万")
    assert not beside_year("27年是多少")


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("西安制造业产品合格率94%，省里也是94吗", "是的。陕西省", "西安市"),
        ("西安食品合格率98%，浙江也是98吗", "不对。食品安全评价性抽检合格率达到99%以上", "西安市"),
    ],
)
def test_what_is_told_of_one_place_is_no_answer_for_another(
    real_assistant: Assistant, question: str, told: str, not_told: str
) -> None:
    text = real_assistant.ask(question).text
    assert text.startswith(told)
    assert not_told not in text


@pytest.mark.parametrize(
    "question", ["浙江到2027年的“浙江制造”标准要多少项", "西安98%的食品合格率，国家有要求吗"]
)
def test_a_figure_of_another_name_or_place_is_not_told(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.ask(question).outcome == "refused"


def test_a_prize_named_with_a_place_is_the_citys_own(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安质量奖拥有量", "不对，我说的是陕西质量奖")
    assert "25个" in answer.text
    assert "20个" not in answer.text


def test_one_of_two_is_asked_of_the_thing_before(real_assistant: Assistant) -> None:
    turns = ("西安首席质量官要覆盖多少", "规上企业还是规上工业企业")
    assert "规模以上工业企业首席质量官" in conversation(real_assistant, *turns).text
    answer = conversation(real_assistant, *turns, "省里是怎么说的")
    assert "首席质量官" in answer.text
    assert "25.5" not in answer.text


def test_a_named_year_stands_before_no_name(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "浙江的“浙江制造”标准要多少项", "2027呢")
    assert answer.standalone_question == "浙江到2027年的“浙江制造”标准要多少项"


@pytest.mark.parametrize("follow", ["那考核呢", "督查呢"])
def test_who_does_it_as_it_is_said(real_assistant: Assistant, follow: str) -> None:
    answer = conversation(real_assistant, "西安质量统计监测谁干", follow)
    assert "责任单位是市委组织部、市市场监管局、市人社局" in answer.text


def test_more_than_the_year_before_in_one_breath(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "浙江2025年研发投入强度", "2027年的呢，多了多少")
    assert "3.4%" in answer.text
    assert "相差0.1个百分点" in answer.text


def test_what_is_hard_is_told_with_the_texts_own_word(real_assistant: Assistant) -> None:
    assert real_assistant.ask("陕西的食品厂搞HACCP是硬性的吗").text.startswith("原文用的是“鼓励”")


def test_how_far_ones_own_figure_is_from_the_target(real_assistant: Assistant) -> None:
    asked = "我们市去年全员劳动生产率核下来18.5万一个人，离西安定的2025年目标还差多少"
    assert real_assistant.ask(asked).text.startswith("比目标还差2.5万元/人")


@pytest.mark.parametrize(
    "asked", ["浙江质量强省那个意见是23年出的对吧", "浙江质量强省那个意见是2023年发的吧"]
)
def test_the_day_of_a_document_is_put_right(real_assistant: Assistant, asked: str) -> None:
    assert "2022年12月31日" in real_assistant.ask(asked).text


def test_a_list_of_names_is_not_there(real_assistant: Assistant) -> None:
    assert real_assistant.ask("西安遴选那100家中小微企业，名单都有谁").outcome == "refused"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("西安专栏6新增的奖项都有哪些",), ("鲁班奖", "长安杯", "雁塔杯")),
        (("西安专栏6新增的奖项都有哪些", "哪个最多", "最少的呢"), ("“鲁班奖”5项", "“雁塔杯”150项")),
        (("西安专栏7里要建几个国家级质检中心",), ("1个国家级质检中心",)),
        (("西安专栏6讲什么",), ("实施西安精品培育行动", "提升中小微企业质量管理水平")),
        (
            ("西安指标表里要到95%以上的有哪些",),
            ("农产品质量安全监测合格率≥98%", "食品安全评价性抽检合格率≥98%"),
        ),
        (("西安市场监管局负责几件事", "第一件是啥"), ("强化质量发展创新动能",)),
        (
            ("西安要选一批小公司做质量体系认证提升，几家", "我在高新区，二十几号人，轮得到我这种吗"),
            ("高新区", "100家中小微企业"),
        ),
    ],
)
def test_inside_what_is_named(
    real_assistant: Assistant, turns: tuple[str, ...], told: tuple[str, ...]
) -> None:
    text = conversation(real_assistant, *turns).text
    assert all(t in text for t in told), text


def test_a_document_of_a_year_that_is_not_here(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "陕西2015年那份计划食品安全怎么写", "2016年的呢")
    assert answer.outcome == "refused"
    assert "没有2016年的那份文件" in answer.text
