"""Single questions over ordinances and notices: whose time runs, which clause tells it, and what belongs to the one told."""

from __future__ import annotations

import pytest

from assistant.answers.deadlines import DEAL, HAND_IN, asked_time, of_another_time, times_told
from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, conversation

LAW = """\
云泽市住宅电梯管理条例
第一章 总则
第一条 为了加强住宅电梯管理，制定本条例。
第二条 本条例所称主城区，是指东湖区、西岭区和高新区的建成区。
第二章 加装
第三条 既有住宅加装电梯，应当由专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与表决。
第四条 业主对检验结论不服的，应当自收到检验报告之日起十五日内向市场监督管理部门提出复检申请。
第五条 市场监督管理部门应当自收到复检申请之日起三十日内作出复检结论，书面答复申请人。
第三章 法律责任
第六条 将电动自行车推入轿厢的，由消防救援机构责令改正，处二百元以上五百元以下罚款。
第七条 拒绝、阻碍市场监督管理部门监督检查的，责令改正，对单位处二万元以上五万元以下罚款，对个人处五千元以下罚款。
"""
NOTICE = """\
衢州市技术改造资金申报通知
一、支持方向
（一）工厂奖励。对新列入国家级绿色工厂名单的企业，一次性奖励60万元；新列入省级名单的，奖励25万元。绿色工业园区由园区管委会申报，国家级奖励150万元。
（二）牌子在本市的生产线获得的，才可申报；省外母公司获评智能工厂、生产线不在本市的，不予奖励。
二、不予支持的情形
有下列情形之一的，不予受理；已经受理的，终止评审：
（一）同一设备已经获得省级财政资金支持的，但中央预算内投资允许地方配套的除外；
（二）企业拖欠职工工资的。
三、裁量表
| 序号 | 违法行为 | 违法程度 | 适用情形 | 处罚标准 |
| --- | --- | --- | --- | --- |
| 1 | 网店未公示营业执照信息 | 从轻 | 首次被查，3日内改正 | 责令改正，不罚款 |
| 2 | 网店未公示营业执照信息 | 一般 | 逾期不改正 | 处3000元以上1万元以下罚款 |

注：本表第1项、第2项不适用于个人零星小额交易。
"""
OTHER = """\
丽水市支持制造业若干政策
一、绿色转型
对新获评国家级绿色工厂的奖励50万元，省级绿色工厂奖励20万元。
"""
MANIFEST = """\
[other]
file = "other.txt"
title = "丽水市支持制造业若干政策"
region = "丽水市"
level = "市级"
status = "虚构示例"

[lift]
file = "lift.txt"
title = "云泽市住宅电梯管理条例"
region = "云泽市"
level = "市级"
status = "虚构示例"

[notice]
file = "notice.md"
title = "衢州市技术改造资金申报通知"
region = "衢州市"
level = "市级"
status = "虚构示例"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"lift.txt": LAW, "notice.md": NOTICE, "other.txt": OTHER, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("single"), files)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("撤销裁决多长时间内要提", HAND_IN),
        ("对检验结论不服几天内申请复检", HAND_IN),
        ("异议书交上去，多少天内给我书面的处理结论", DEAL),
        ("变更要几天", DEAL),
        ("收到处理决定后多少天内可以起诉", HAND_IN),
        ("有效期多久", ""),
        ("事项变化后几天内办变更登记", ""),
    ],
)
def test_whose_time_is_asked_for(question: str, asked: str) -> None:
    assert asked_time(question) == asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("应当自收到结果通知书之日起15日内，向监管局提出书面申请；", {HAND_IN}),
        ("人民法院应当在受理申请之日起两个月内作出裁定", {DEAL}),
        ("什么时候申请：事项变化之日起10个工作日内；说明：换场所的不能变更", {HAND_IN}),
        ("承诺时限：5个工作日", {""}),
        ("应当在十日内公告", {""}),
    ],
)
def test_whose_time_a_text_tells(text: str, told: set[str]) -> None:
    assert times_told(text) == told


def test_a_time_that_nothing_is_said_of_may_be_anyones() -> None:
    assert not of_another_time("多少天内申请变更登记", "应当在三十日内办理变更登记")


def test_to_hand_in_is_not_to_deal(clerk: Assistant) -> None:
    text = clerk.ask("云泽市电梯检验结论不服，多少天内提出复检申请").text
    assert "十五日" in text
    assert "三十日" not in text
    text = clerk.ask("云泽市电梯复检申请交上去，多少天内给我复检结论").text
    assert "三十日" in text
    assert "十五日" not in text


def test_thirds_are_figures(clerk: Assistant) -> None:
    assert "三分之二" in clerk.ask("云泽市老楼加装电梯要多少业主参与表决").text


def test_which_pieces_of_a_town_are_no_money(clerk: Assistant) -> None:
    assert "东湖区" in clerk.ask("云泽市电梯条例 主城区 是指哪几块").text


def test_a_slip_in_the_very_name(clerk: Assistant) -> None:
    assert "主城区" in clerk.ask("云泽市住宅电提管理条例第二条怎么说的").text


def test_the_rule_that_opens_the_cases_of_a_heading_is_told(clerk: Assistant) -> None:
    text = clerk.ask("衢州市同一台设备省里已经补过了，还能申报吗").text
    assert "不予受理" in text
    assert "除外" in text


def test_what_a_note_takes_out_of_rows_is_told(clerk: Assistant) -> None:
    text = clerk.ask("衢州市网店没公示营业执照罚多少").text
    assert "3000元以上1万元以下" in text
    assert "不适用于个人零星小额交易" in text


def test_of_one_clause_the_sentence_that_says_what_is_compared(clerk: Assistant) -> None:
    text = clerk.ask("国家级绿色工厂，衢州和丽水哪边奖得多，各多少？").text
    assert "60万元" in text
    assert "50万元" in text
    assert "150万元" not in text


def test_a_place_where_only_the_head_office_is(clerk: Assistant) -> None:
    text = clerk.ask("智能工厂的牌子是深圳的总公司拿的，线也在深圳，衢州子公司能领奖吗").text
    assert "不予奖励" in text


def test_what_the_province_names_is_a_rank(clerk: Assistant) -> None:
    answer = conversation(clerk, "衢州市国家级绿色工厂奖多少？", "省里认的呢？")
    assert answer.standalone_question == "衢州市省级绿色工厂奖多少？"


def test_one_clause_for_all_that_is_asked_in_one_breath(clerk: Assistant) -> None:
    text = clerk.ask("云泽市监管局来查，我们把门锁了不让进，单位罚多少，个人呢").text
    assert "二万元以上五万元以下" in text
    assert "二百元" not in text
