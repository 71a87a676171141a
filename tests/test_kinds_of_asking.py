"""Words that look like asking for a number, a body or a comparison and ask for something else."""

from __future__ import annotations

import pytest

from assistant.answers.facets import lacks_facet
from assistant.applies.conditions import facts
from assistant.understand.kinds import Kind, asks, attribute_of, wants_number
from assistant.understand.measured import asked_unit


@pytest.mark.parametrize("question", ["押金最多多少钱", "100件里至少多少件要过关", "最多多少家"])
def test_at_most_how_much_compares_nothing(question: str) -> None:
    assert not asks(Kind.COMPARE, question)


def test_how_much_more_compares() -> None:
    assert asks(Kind.COMPARE, "西安比宝鸡多多少")


def test_whether_there_may_be_fewer_asks_for_no_number() -> None:
    assert not wants_number("人手凑不齐，能不能少几个")
    assert asked_unit("人手凑不齐，能不能少几个") == ""
    assert wants_number("要配几个")
    # what is told about, not asked for
    assert not wants_number("账户里攒了好几千，买保健品能用吧")
    assert not wants_number("车间小组十几个人，能申报吗")
    assert wants_number("车间小组十几个人，奖几万")


def test_which_days_is_no_length_of_time() -> None:
    assert asked_unit("每个月哪几天不能来查") == ""
    assert asked_unit("要几天") == "天"
    assert not lacks_facet("每个月哪几天不能来查", "每月1日至20日为企业安静期")


@pytest.mark.parametrize("question", ["哪些指标是非完成不可的", "哪些指标是必须完成的", "哪些是刚性指标"])
def test_what_must_be_reached_is_binding(question: str) -> None:
    assert attribute_of(question) == "约束性"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("手机没信号，打电话都断，该找哪个单位", "通信管理部门负责轿厢内移动通信信号覆盖"),
        ("打了举报电话以后多久领奖金", "举报人应当在收到通知之日起60日内领取奖金"),
        ("微信里的违法广告归谁查", "市场监管局查处互联网违法广告"),
        ("没啥学历能落户吗", "降低职业技能型人才落户门槛"),
        ("展会类申报要交哪些材料", "展会类：参展合同或邀请函、展位照片、发票、付款水单"),
        ("租的房子改造要啥手续", "租住房屋的，须取得房屋所有人书面同意"),
        ("覆盖面2025年实际是多少", "2026年覆盖面达到38%；2025年为33.6%"),
    ],
)
def test_a_word_in_passing_asks_for_nothing(question: str, text: str) -> None:
    assert not lacks_facet(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("举报电话是多少", "可以向市场监管局举报"),
        ("有没有咨询电话", "由市场监管局负责解释"),
        ("微信公众号是什么", "向市场监管局申报"),
        ("要交哪些材料", "应当自受理之日起五日内作出决定"),
    ],
)
def test_what_is_asked_for_may_not_be_lacking(question: str, text: str) -> None:
    assert lacks_facet(question, text)


def test_one_of_several_is_not_all_that_somebody_has() -> None:
    assert not facts("存了三个50公斤的气罐")
    assert facts("存了50公斤液化气")


@pytest.mark.parametrize("ask", ["配合的都有谁", "参与单位有哪几家", "牵头的是谁"])
def test_who_is_asked_for_by_what_they_do(ask: str) -> None:
    assert asks(Kind.RESPONSIBLE, ask)
