"""What a clerk asks of a notice, a plan and a set of rules in a row: the next thing is about the one before."""

from __future__ import annotations

import pytest

from assistant.answers.differences import Figure, counted_per, difference
from assistant.answers.intervals import amounts
from assistant.answers.units import paid_out
from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, conversation

NOTICE = """\
# 青禾市科技创新资金申报通知

## 一、支持方向和标准

**（一）企业研发后补助。** 对研发费用300万元以上的企业，按其增量的6%给予补助；单个企业最高100万元，不足1万元的不予补助。

**（二）质量奖励。** 获市长质量奖的一次性奖励60万元，获提名奖的奖励20万元；首次获得中国质量奖的奖励200万元。奖金不得用于发放福利。

**（三）质量贷。** 单户授信额度最高1000万元，贷款利率不高于同期贷款市场报价利率加50个基点。

## 二、申报条件

（一）项目负责人年龄不超过58周岁，院士不受年龄限制。同一负责人在研市级项目不得超过1项。

## 三、联系方式

| 事项 | 科室 | 联系人 | 电话 |
| --- | --- | --- | --- |
| 研发后补助 | 企业创新科 | 覃老师 | 0717-6750231 |
| 质量奖励 | 质量科 | 望老师 | 0717-6750252 |
"""
RULES = """\
# 青禾市食品小作坊和小经营店管理办法

第一条 本办法所称食品小作坊，是指从事食品生产的经营者。
第二条 本办法所称食品小经营店，是指从事食品零售的经营者。
第三条 小作坊实行登记证制度，小经营店实行备案制度。
第四条 市场监督管理部门应当自受理登记申请之日起八个工作日内完成现场核查并作出决定。
第五条 小作坊禁止生产下列食品：
（一）乳制品；
（二）保健食品。
第六条 小经营店不得制售裱花蛋糕。
第七条 未取得登记证从事小作坊生产的，由市场监督管理部门责令停止生产，处二千元以上五千元以下罚款。
第八条 在疏散通道堆放食品的，由消防救援机构责令改正，处三百元以上一千元以下罚款。
第十条 本办法所称摊位，是指限定租金标准出租给小经营店的场地。
第十一条 摊位租金按照市场评估租金的一半收取，面向残疾人的摊位可以放宽至8平方米。
第九条 规模种植主体2026年底前全部赋码。种植面积不足20亩的农户可以自愿参加。
"""
MANIFEST = """\
[notice]
file = "notice.md"
title = "青禾市科技创新资金申报通知"
region = "青禾市"
level = "市级"
date = "2026-04-28"
status = "虚构示例"

[rules]
file = "rules.md"
title = "青禾市食品小作坊和小经营店管理办法"
region = "青禾市"
level = "市级"
date = "2026-03-18"
status = "虚构示例"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"notice.md": NOTICE, "rules.md": RULES, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("clerk"), files)


def test_a_sum_is_asked_for_of_another_prize(clerk: Assistant) -> None:
    answer = conversation(clerk, "市长质量奖给多少钱", "提名奖呢")
    assert answer.standalone_question == "提名奖给多少钱"
    assert "20万元" in answer.text
    assert "60万元" not in answer.text


def test_a_bare_measure_is_that_of_the_thing_before(clerk: Assistant) -> None:
    answer = conversation(clerk, "质量贷最高能贷多少", "利率呢")
    assert "50个基点" in answer.text
    assert {c.clause for c in answer.citations} == {"（三）"}


def test_what_it_costs_not_to_do_it(clerk: Assistant) -> None:
    answer = conversation(clerk, "小作坊要办什么证", "不办呢")
    assert answer.standalone_question == "小作坊不办证会怎么处罚"
    assert "二千元以上五千元以下" in answer.text


def test_who_fines_stands_in_the_sentence_itself(clerk: Assistant) -> None:
    answer = conversation(clerk, "在疏散通道堆放食品罚多少", "谁罚")
    assert answer.outcome == "answered"
    assert "消防救援机构" in answer.text


def test_how_long_an_office_takes(clerk: Assistant) -> None:
    answer = clerk.ask("小作坊多久办下来")
    assert "八个工作日" in answer.text
    assert [c.clause for c in answer.citations] == ["第四条"]


def test_what_is_ruled_for_the_one_is_not_told_of_the_other(clerk: Assistant) -> None:
    assert "乳制品" in clerk.ask("小作坊哪些食品不能做").text
    answer = clerk.ask("小经营店哪些食品不能做")
    assert "乳制品" not in answer.text
    assert "裱花蛋糕" in answer.text


def test_whom_to_ring_is_told_where_that_is_asked(clerk: Assistant) -> None:
    answer = clerk.ask("研发后补助怎么算")
    assert "6%" in answer.text
    assert "0717" not in answer.text
    assert "0717-6750231" in clerk.ask("研发后补助电话").text


def test_whom_an_age_keeps_out_is_told_the_limit(clerk: Assistant) -> None:
    answer = clerk.ask("负责人60岁能报吗")
    assert answer.text.startswith("您说的“60岁”不在“不超过58周岁”之内")


@pytest.mark.parametrize("message", ["再往前", "再往前一条"])
def test_further_back_is_the_clause_before_that(real_assistant: Assistant, message: str) -> None:
    answer = conversation(real_assistant, "西安的第二十二条讲什么", "前一条呢", message)
    assert [c.clause for c in answer.citations] == ["（二十）"]


def test_only_one_kind_of_what_was_asked(real_assistant: Assistant) -> None:
    first = "西安新能源汽车质量有什么要求"
    answer = conversation(real_assistant, first, "只说要求企业做的")
    assert answer.standalone_question == f"{first}，只说要求企业做的"


def test_a_share_is_no_number_of_things(real_assistant: Assistant) -> None:
    """占比达到65%以上 stands in the only sentence of the targets that names 品字标."""
    assert real_assistant.ask("浙江品字标目标多少个").outcome == "refused"


def test_too_little_is_not_answered_from_elsewhere(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "食品安全有什么要求", "不合格会怎样")
    assert answer.outcome == "refused"


def test_how_a_rent_is_set_is_no_definition(clerk: Assistant) -> None:
    answer = clerk.ask("摊位租金怎么定")
    assert "市场评估租金的一半" in answer.text
    assert "是指" not in answer.text


def test_whether_there_are_figures_is_asked_of_the_clause(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安专栏6讲什么", "第三项呢", "谁负责", "有数字吗")
    assert "500名" in answer.text
    assert "没有写具体数字" not in answer.text


def test_elsewhere_what_the_talk_is_about_is_asked_for(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "陕西要培训多少首席质量官", "谁负责", "西安有吗")
    assert answer.standalone_question == "西安市要培训多少首席质量官"
    assert "500名" in answer.text


def test_whom_a_rule_means_is_no_target_of_a_year(clerk: Assistant) -> None:
    answer = clerk.ask("《青禾市食品小作坊和小经营店管理办法》第九条农户参加什么时候完成")
    assert "到2026年，种植" not in answer.text


def test_so_many_each_time_are_not_held_against_a_number_of_all() -> None:
    one, other = "新增省长质量奖组织不超过15家", "每届市质量奖组织不超过5个"
    figures = [
        Figure(side, amounts(text)[0], "质量奖组织", per=counted_per(text, amounts(text)[0].text))
        for side, text in (("甲省", one), ("乙市", other))
    ]
    assert difference("哪个多", figures) == "乙市按每届计，别处不是，数字不宜直接比较"
    assert "相差" in difference("哪个多", [figures[0], Figure("乙市", amounts(other)[0], "质量奖组织")])


@pytest.mark.parametrize(
    ("question", "paid"),
    [("养老补贴多少", True), ("去年发放养老补贴多少", False), ("养老补贴一共发了多少", False)],
)
def test_what_was_paid_out_in_all_is_nobodys_sum(question: str, paid: bool) -> None:
    assert paid_out(question, "全市发放养老服务补贴3186万元,惠及老年人1.24万人") is paid


def test_the_aims_of_a_year_that_is_not_there_are_nobody_elses(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安质量强市方案的总目标是什么", "到2030年呢")
    assert answer.outcome == "refused"


def test_how_much_there_is_of_what_was_asked_for(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "我们在西安做检测，有没有补助", "多少")
    assert answer.standalone_question == "我们在西安做检测，补助多少"
    assert "95%" not in answer.text


def test_what_ends_an_unknown_name_is_no_slip(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "标准创新贡献奖西安有吗", "陕西呢")
    assert answer.standalone_question == "标准创新贡献奖陕西省有吗"
    assert answer.outcome == "refused"
