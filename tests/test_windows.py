"""Until when something is handed in: the day for those who apply, not the day until which the document holds."""

from __future__ import annotations

import pytest

from assistant.answers.stretches import untitled
from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

NOTICE = """\
青禾市绿色制造专项资金项目申报通知
一、支持方向
（一）对新列入国家级绿色工厂名单的企业，奖励60万元。
二、申报程序
（一）企业申报。企业于2025年4月21日至5月23日登录平台填报，逾期系统自动关闭。
（二）县级审核。县级工业和信息化部门于6月15日前完成初审，报送推荐文件。
（三）公示。拟支持名单公示5个工作日。
三、附则
本通知自发布之日起施行，有效期至2025年12月31日。
"""
AWARD = """\
白石市质量奖管理办法
第一条 为了推进质量强市建设，制定本办法。
第二条 质量奖对企业进行上市奖励不作规定。
第三条 秘书处于评选年度3月底前发布公告，申报者自公告发布之日起40日内将申报材料报送市场监督管理局。
第四条 获奖组织应当于每年1月底前向秘书处报送质量报告。
第五条 对首次上市的企业，按辅导备案、材料受理、成功上市三个阶段分别奖励100万元、200万元、300万元。
第六条 本办法自2024年10月20日起施行，有效期5年。
"""
MANIFEST = """\
[green]
file = "green.txt"
title = "青禾市绿色制造专项资金项目申报通知"
region = "青禾市"
level = "市级"
date = "2025-04-11"

[award]
file = "award.txt"
title = "白石市质量奖管理办法"
region = "白石市"
level = "市级"
date = "2024-09-18"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"green.txt": NOTICE, "award.txt": AWARD, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("windows"), files)


@pytest.mark.parametrize(
    "question",
    ["青禾专项资金申报截止到什么时候", "青禾绿色制造项目申报时间", "青禾绿色制造项目什么时候开始申报"],
)
def test_the_day_to_hand_in_is_told_and_not_when_the_notice_ends(clerk: Assistant, question: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert "4月21日至5月23日" in answer.text
    assert "12月31日" not in answer.text


def test_another_years_day_is_not_told(clerk: Assistant) -> None:
    assert "月" not in clerk.ask("青禾2026年度专项资金什么时候开始申报").text.partition("最接近")[0]


def test_those_who_apply_are_meant_and_not_what_winners_report(clerk: Assistant) -> None:
    text = clerk.ask("白石质量奖什么时候申报").text
    assert "40日内" in text
    assert "1月底" not in text


def test_a_word_that_all_of_a_list_are_of_picks_none_of_it(clerk: Assistant) -> None:
    """上市奖励, of 对上市的企业，按辅导备案、成功上市…分别: all of its steps."""
    text = clerk.ask("白石企业上市奖励多少").text
    assert all(sum_ in text for sum_ in ("100万元", "200万元", "300万元"))
    assert "100万元" not in clerk.ask("白石企业成功上市奖励多少").text


def test_articles_named_first_are_no_number_of_the_clause() -> None:
    assert untitled("第6条、第7条奖励不需要申报") == "第6条、第7条奖励不需要申报"
    assert untitled("第六条奖励不需要申报") == "奖励不需要申报"
