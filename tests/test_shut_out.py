"""Who is shut out by name is told so; where somebody sets out from holds nothing; what opens a list is no heading."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

PRIZE = """\
云泽市市长质量奖管理办法
第一章 申报
第一条 申报市长质量奖的个人，应当具备下列条件：
（一）在本市从事质量工作5年以上；
（二）恪守职业道德，无违法违纪记录。
机关公务员不得申报个人奖。
第二条 有下列情形之一的组织，不得申报：
（一）近三年内有偷税行为的；
（二）被列入严重违法失信名单的。
"""
GUIDE = """\
云泽市食品经营许可办事指南
1 适用范围
1.1 本指南适用于在本市从事食品销售和餐饮服务活动的新办、变更。
2 申请材料
2.1 新办许可应当提交下列材料：
（1）食品经营许可申请书；
（2）营业执照复印件。
2.2 变更许可应当提交变更申请书和与变更事项有关的材料。
3 补贴
3.1 外地高校毕业生来本市面试的，省内的每人补贴300元，其他地区的每人补贴1000元。
3.2 租用经营场所的，可以申请租房补贴，最长发放24个月。
3.3 领取补贴期间中断缴费不超过3个月的，恢复缴费后继续发放，中断期间不补发。
"""
MANIFEST = """\
[prize]
file = "prize.txt"
title = "云泽市市长质量奖管理办法"
region = "云泽市"
level = "市级"
issuers = ["云泽市人民政府"]
status = "虚构示例"
date = "2025-01-01"

[guide]
file = "guide.txt"
title = "云泽市食品经营许可办事指南"
region = "云泽市"
level = "市级"
issuers = ["云泽市人民政府"]
status = "虚构示例"
date = "2025-02-01"
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"prize.txt": PRIZE, "guide.txt": GUIDE, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("shut_out"), files)


@pytest.mark.parametrize(
    "question", ["我是局里的公务员，可以报市长质量奖的个人奖吗？", "我是公务员，市长质量奖个人奖能报吗"]
)
def test_who_is_named_is_shut_out(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith("不可以。机关公务员不得申报个人奖")


def test_who_is_not_named_is_told_the_conditions_once(assistant: Assistant) -> None:
    text = assistant.ask("我是一家企业的质量工程师，能报市长质量奖的个人奖吗").text
    assert "应当具备下列条件" in text
    assert text.count("从事质量工作5年以上") == 1


@pytest.mark.parametrize("question", ["什么样的企业不能报市长质量奖？", "哪种企业不能报市长质量奖"])
def test_who_may_not_apply_is_listed(assistant: Assistant, question: str) -> None:
    assert "近三年内有偷税行为" in assistant.ask(question).text


def test_the_first_words_of_a_list_are_told_with_it(assistant: Assistant) -> None:
    text = assistant.ask("新办食品经营许可证要什么材料").text
    assert "食品经营许可申请书" in text
    assert "变更申请书" not in text


def test_where_somebody_sets_out_from_is_no_scope(assistant: Assistant) -> None:
    answer = assistant.ask("从上海来云泽面试，能补多少")
    assert answer.outcome == "answered"
    assert "1000元" in answer.text
    assert "上海市的文件" not in "".join((answer.text, *answer.notes))


def test_how_many_months_is_no_sum(assistant: Assistant) -> None:
    assert "24个月" in assistant.ask("租房补贴最多能领几个月").text


def test_what_was_not_paid_is_no_span_of_paying(assistant: Assistant) -> None:
    text = assistant.ask("我中间断缴了两个月，这两个月的补贴能补吗").text
    assert "不在" not in text
