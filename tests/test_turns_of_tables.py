"""Follow-ups to what a table said: another row of it, another task, how things stand now; and to other clauses."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, conversation

MANIFEST = """\
[clinic]
file = "clinic.txt"
title = "云泽市门诊共济实施细则"
region = "云泽市"
level = "市级"
date = "2025-01-01"

[plan]
file = "plan.txt"
title = "云泽市质量提升行动方案"
region = "云泽市"
level = "市级"
date = "2025-02-01"

[homes]
file = "homes.txt"
title = "临江市公共租赁住房管理办法"
region = "临江市"
level = "市级"
date = "2024-05-01"
"""

CLINIC = """\
云泽市门诊共济实施细则
一、待遇
（一）普通门诊。参保人员的门诊费用，由统筹基金按下表支付。
表1 门诊待遇
医疗机构等级 | 起付标准（元/年） | 支付比例
一级医疗机构 | 100 | 80%
二级医疗机构 | 300 | 70%
三级医疗机构 | 500 | 60%
（二）慢性病。慢性病的病种和限额见下表。
表2 慢性病待遇
病种 | 支付比例 | 年度限额（元）
高血压 | 75% | 2000
糖尿病 | 85% | 3600
帕金森病 | 90% | 4100
８０周岁以上老人慢性病 | 95% | 5000
（三）停发。参保人员死亡的，自次月起停发。家属应当在30日内报告。
（四）退款。因未及时报告造成多领且主动退回的，不记入信用记录。
"""

PLAN = """\
云泽市质量提升行动方案
一、目标
专栏1 主要指标
序号 | 指标名称 | 2024年（基期） | 2025年 | 2027年 | 属性
1 | 首席质量官设置率（%） | 52 | 65 | 90 | 预期性
2 | 质量服务站（个） | 6 | 9 | 14 | 预期性
二、任务
（一）管理技术委员会
技术委员会筹建期不超过12个月，每三年开展一次考核评估。首次考核不合格的限期6个月整改，连续两次考核不合格的予以撤销。
（二）信用乡村由乡镇人民政府推荐，县级就业服务中心会同经办
银行评定，每两年复评一次；村内贷款不良率超过5%的，取消信用乡村的称号。
附件1 重点任务分工表
序号 | 任务 | 牵头单位 | 配合单位 | 完成时限
1 | 中小学机器人课程全覆盖 | 市教育局 | 市科技局 | 2026年9月
2 | 建成智慧停车统一平台 | 市住房城乡建设局 | 市公安局 | 2026年6月
"""

HOMES = """\
临江市公共租赁住房管理办法
第一条 为了规范公共租赁住房的分配，制定本办法。
第二条 承租人转租、转借或者擅自改变居住用途的，处1000元以下罚款。
第三条 房地产经纪机构违规提供公共租赁住房出租、转租等经纪服务的，对机构处1万元以上3万元以下罚款。
第四条 外来务工人员申请公共租赁住房的，应当持有居住证满1年。
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"manifest.toml": MANIFEST, "clinic.txt": CLINIC, "plan.txt": PLAN, "homes.txt": HOMES}
    return assistant_over(tmp_path_factory.mktemp("turns"), files)


@pytest.mark.parametrize(
    ("turns", "told", "not_told"),
    [
        (("云泽三级医院门诊报多少", "二级的呢"), "70%", "60%"),
        (("云泽高血压门诊报多少", "糖尿病呢"), "85%", "75%"),
        (("云泽高血压门诊报多少", "糖尿病呢", "帕金森呢"), "90%", "85%"),
        (("云泽高血压门诊报多少", "80岁以上的呢"), "95%", "75%"),
        # how things stand is asked of no year talked of before
        (("云泽2027年首席质量官设置率目标", "25年呢", "现在多少"), "52%", "65%"),
        # no clause by the number of the row that was pointed at
        (("云泽机器人课程哪年覆盖", "谁负责", "智慧停车呢"), "市住房城乡建设局", "市教育局"),
        # a clause that was only pointed at is left for the one that says what is asked
        (("云泽参保人员死亡什么时候停发", "谁来报", "多领了退回来会不会记信用"), "不记入信用记录", "停发"),
        (("临江公租房转租罚多少", "中介帮忙转租呢"), "1万元以上3万元以下", "1000元"),
    ],
)
def test_a_follow_up_is_told_of_the_thing_it_names(
    desk: Assistant, turns: tuple[str, ...], told: str, not_told: str
) -> None:
    answer = conversation(desk, *turns)
    assert answer.outcome == "answered"
    assert told in answer.text
    assert not_told not in answer.text


def test_how_often_is_no_case_beside_others(desk: Assistant) -> None:
    answer = conversation(desk, "云泽技术委员会考核不合格会怎样", "连续两次呢", "几年考核一次")
    assert "每三年开展一次" in answer.text


def test_a_heading_in_a_line_of_its_own_is_not_read_out(desk: Assistant) -> None:
    answer = desk.ask("云泽技术委员会筹建期多久")
    assert "管理技术委员会技术" not in answer.text
    assert "技术委员会筹建期不超过12个月" in answer.text


def test_the_first_line_of_a_wrapped_sentence_is_no_heading(desk: Assistant) -> None:
    answer = desk.ask("云泽信用乡村的称号什么情况取消")
    assert "信用乡村由乡镇人民政府推荐" in answer.text
