"""One thing asked in many wordings: who, which is more, whether it is so, where it stands, another place's, of which kind."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.plainly import plainly
from tests.small_corpus import conversation

WHO = """{}谁负责 {}哪个口子管 {}主责单位是哪家 {}牵头的是哪家 {}谁牵的头 {}谁拿总 {}派给谁了 {}都有谁参与 {}承办单位 {}谁来扛
{}分工给了谁 {}职责分工怎么写的 {}摊到哪几个局 {}挂在谁头上 {}谁干""".split()
MORE = """{0}和{1}{2}哪个高 {0}{2}赶得上{1}吗 {0}{2}超过{1}没有 {0}{2}是不是严过{1} {2}{0}几，{1}几 {0}{2}比{1}的多出多少
{2}：{0}vs{1} {0}的{2}有没有{1}高""".split()
CHECKED = (
    """{}对吗 据说{}，准不准 我记得{} 确认一下，{} 领导说{} 网上说{}，有没有这回事 {}，帮我核实""".split()
)
WHERE = """{}写在哪一条 {}哪儿提到了 {}在文件哪个位置 {}原文在哪 {}是几条几款""".split()


@pytest.mark.parametrize("wording", WHO)
def test_who(real_assistant: Assistant, wording: str) -> None:
    answer = real_assistant.ask(wording.format("西安强化工程质量保障"))
    assert "责任单位是市住建局" in answer.text


@pytest.mark.parametrize("wording", MORE)
def test_which_is_more(real_assistant: Assistant, wording: str) -> None:
    text = real_assistant.ask(wording.format("西安", "陕西", "每万人口高价值发明专利")).text
    assert "12件" in text
    assert "8件" in text


@pytest.mark.parametrize("wording", CHECKED)
def test_whether_it_is_so(real_assistant: Assistant, wording: str) -> None:
    wrong = real_assistant.ask(wording.format("西安首席质量官覆盖率要到90%")).text
    assert wrong.startswith("不对")
    assert "80%" in wrong
    assert real_assistant.ask(wording.format("西安首席质量官覆盖率要到80%")).text.startswith("是的")


@pytest.mark.parametrize("wording", WHERE)
def test_where_it_stands(real_assistant: Assistant, wording: str) -> None:
    answer = real_assistant.ask(wording.format("西安首席质量官培养计划"))
    assert answer.text.startswith("写在")
    assert "专栏6" in answer.text


@pytest.mark.parametrize(
    "follow", ["再看看陕西", "陕西方面呢", "给我陕西的", "帮我再查下陕西的", "换成陕西", "说错了，陕西的"]
)
def test_another_place(real_assistant: Assistant, follow: str) -> None:
    answer = conversation(real_assistant, "西安制造业产品合格率多少", follow)
    assert answer.text.startswith("陕西省制造业产品质量合格率目标为94%")


@pytest.mark.parametrize("follow", ["属于哪类指标", "什么属性", "硬性的不", "是刚性的吗", "能不能不完成"])
def test_of_which_kind(real_assistant: Assistant, follow: str) -> None:
    assert "预期性" in conversation(real_assistant, "西安首席质量官覆盖率是多少", follow).text


@pytest.mark.parametrize("follow", ["出处呢", "条款号给我", "是哪个文件", "文件名叫什么", "哪一条"])
def test_where_what_was_told_stands(real_assistant: Assistant, follow: str) -> None:
    text = conversation(real_assistant, "西安鲁班奖新增多少", follow).text
    assert "《西安市贯彻落实" in text
    assert "专栏6" in text


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("西安要培育的新的消费增长点一共有几个，都是什么", "西安要培育的新的消费增长点有哪些"),
        ("我要西安体系认证依托的产业聚集区的清单", "西安体系认证依托的产业聚集区有哪些"),
        ("旅游方面的质量失信黑名单", "旅游方面的质量失信黑名单"),
        ("领导说西安质量奖多少钱", "领导说西安质量奖多少钱"),
        ("鲁班奖的钱分给谁", "鲁班奖的钱分给谁"),
        ("西安第几", "西安第几"),
        ("超过目标没有", "超过目标没有"),
    ],
)
def test_in_plain_words(said: str, plain: str) -> None:
    assert plainly(said) == plain


def test_a_sum_that_is_shared_out_asks_for_no_body(real_assistant: Assistant) -> None:
    assert "责任单位是" not in real_assistant.ask("西安质量奖的奖金分给谁").text


AGAINST = """和陕西一样吗 陕西高还是这个高 陕西有这么高吗 陕西也这么高吗 跟陕西对比一下 与陕西的目标差多少 陕西比这个高吗
陕西呢，差多少 高出陕西多少 那陕西，哪个定得高 比陕西高吗""".split()


@pytest.mark.parametrize("follow", AGAINST)
def test_another_places_figure_beside_the_one_told(real_assistant: Assistant, follow: str) -> None:
    text = conversation(real_assistant, "西安每万人口高价值发明专利多少件", follow).text
    assert "12件" in text
    assert "8件" in text


@pytest.mark.parametrize(
    "follow", ["27年呢，涨多少", "27年多了多少", "到2027年涨多少", "和2027年差多少", "27年比这高多少"]
)
def test_another_years_figure_beside_the_one_told(real_assistant: Assistant, follow: str) -> None:
    text = conversation(real_assistant, "浙江全员劳动生产率2025年多少", follow).text
    assert "22万元/人" in text
    assert "28万元/人" in text
    assert "相差6万元" in text


def test_whether_a_body_is_among_them(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安质量督查怎么做", "谁负责", "市财政局在里面吗")
    assert "责任单位是市委组织部、市市场监管局、市人社局" in answer.text


def test_a_thing_that_is_to_be_told_of_is_no_other_place(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安食品合格率多少", "讲讲首席质量官")
    assert "首席质量官" in answer.text
    assert "98%" not in answer.text


@pytest.mark.parametrize("said", ["西安合格率比上年多少", "礼拜几", "超过几次没有", "初几"])
def test_what_keeps_its_words(said: str) -> None:
    assert plainly(said) == said
