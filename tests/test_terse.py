"""Asked by a noun, a blank, a mark or an official turn, a question gets the answer it gets in a plain sentence."""

from __future__ import annotations

import pytest

from assistant.answers.answerable import is_task
from assistant.answers.facets import lacks_facet
from assistant.answers.series import of_other_member
from assistant.assistant import Assistant
from assistant.understand.kinds import attribute_of
from assistant.understand.plainly import written_out
from assistant.understand.terse import spelled_out


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("西安鲁班奖项数", "西安鲁班奖多少项"),
        ("西安2025年首席质量官覆盖率目标____", "西安2025年首席质量官覆盖率目标是多少"),
        ("西安2025年首席质量官覆盖率目标：（  ）%", "西安2025年首席质量官覆盖率目标是多少"),
        ("首席质量官覆盖率——西安2025年目标多少", "首席质量官覆盖率，西安2025年目标多少"),
        ("首席质量官覆盖率→西安→2025年目标值", "首席质量官覆盖率，西安，2025年目标值"),
        ("西安食品抽检合格率由何部门负责", "西安食品抽检合格率由哪个部门负责"),
        ("西安食品抽检合格率由____负责", "西安食品抽检合格率由谁负责"),
        ("浙江2027年研发投入强度减去2025年的，等于多少", "浙江2027年研发投入强度和2025年的差多少"),
        ("据称西安2025年首席质量官覆盖率要到90%，是否属实", "听说西安2025年首席质量官覆盖率要到90%，对吗"),
        (
            "西安首席质量官覆盖率，约束性或预期性，2025年目标",
            "西安首席质量官覆盖率，是约束性还是预期性，2025年目标",
        ),
    ],
)
def test_the_answer_is_that_to_the_plain_question(real_assistant: Assistant, said: str, plain: str) -> None:
    told, wanted = real_assistant.ask(said), real_assistant.ask(plain)
    assert wanted.outcome == "answered"
    assert told.text == wanted.text


@pytest.mark.parametrize(
    "said",
    [
        "陕西“一站式”服务站点120个，条款号？",
        "陕西“一站式”服务站点120个的条文号",
        "陕西“一站式”服务站点120个——对应条文序号是多少",
        "陕西“一站式”服务站点120个，依据的条款序号",
    ],
)
def test_the_number_of_a_clause_is_told(real_assistant: Assistant, said: str) -> None:
    assert real_assistant.ask(said).text.startswith("写在《")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("装货前要先申请验，是第____条", "装货前要先申请验，是第几条"),
        ("丢件查询：国内____，国际____，帮我填上", "丢件查询：国内多少，国际多少"),
        ("截止日期是____", "截止日期是什么时候"),
        ("这一届截止收件时间", "这一届什么时候截止收件"),
        ("清单：主责是不是医保局？出台月份？", "清单：主责是不是医保局？几月出台？"),
        ("向何级部门备案", "向哪级部门备案"),
        ("个体户可自行申报否", "个体户可自行申报吗"),
        ("报告出得出不得", "报告能不能出"),
        ("申请质量奖得不得交评审费", "申请质量奖要不要交评审费"),
        ("上主板还是北交所，奖励有无差别", "上主板还是北交所，奖励一样吗"),
        ("首次咨询收500元，请予核实", "首次咨询收500元，对吗"),
        ("给个准数：西安鲁班奖", "西安鲁班奖是多少"),
        ("我想核对西安鲁班奖的数", "西安鲁班奖是多少"),
        ("西安鲁班奖写的是个什么数", "西安鲁班奖是多少"),
        ("营业收入门槛，给个条款", "营业收入门槛写在哪一条"),
        ("信件寄递由邮政专营——能定位到条吗", "信件寄递由邮政专营写在哪一条"),
        ("不贴价签，罚单上写多少", "不贴价签罚多少"),
        ("满意度测评落在哪个口子", "满意度测评由谁负责"),
        ("那个指标，责任落到谁", "那个指标由谁负责"),
        ("质量月该找哪家", "质量月由谁负责"),
        ("改进清单，医保局是主还是辅", "改进清单，医保局是牵头单位还是配合单位"),
        ("改进清单，医保局系牵头抑或协办", "改进清单，医保局是牵头单位还是配合单位"),
        ("医保局是挑头的还是打下手的，啥时候出", "医保局是牵头单位还是配合单位，什么时候出"),
    ],
)
def test_what_is_asked(said: str, asked: str) -> None:
    assert written_out(said) == asked


@pytest.mark.parametrize(
    "said",
    [
        "如何减少检查次数",
        "2026—2028年目标多少",
        "《指导意见——总则》讲什么",
        "为何要罚款",
        "依照何种标准由任何单位检查",
        "窗口营业时间",
        "农产品质量安全追溯条款有哪些",
        "如何判断该行为是否违法",
        "质量竞争力指数",
        "是否",
        "中不中用",
        "查询企业参保人数",
        "该找哪家银行",
        "主导还是次要",
    ],
)
def test_what_asks_otherwise_is_left_alone(said: str) -> None:
    assert spelled_out(said) == said


def test_which_level_is_no_rank() -> None:
    assert not of_other_member("要告知哪一级的部门", "告知二级以上的部门，或者三级医院")
    assert of_other_member("一级的部门", "二级医院")


def test_what_one_has_to_write_is_no_work_for_the_assistant() -> None:
    assert not is_task("施工之前得写个书面的告知，告到哪一级")
    assert is_task("帮我写个书面的告知")


@pytest.mark.parametrize("said", ["保险费率受不受价格法约束", "有没有约束机制"])
def test_to_be_bound_is_no_kind_of_target(said: str) -> None:
    assert attribute_of(said) is None
    assert attribute_of("这个目标是约束的吗") == "约束性"


@pytest.mark.parametrize(
    "told",
    ["罚款已缴已整改", "现已缴纳罚款并完成整改", "罚金缴清，整改做完", "被罚过了，也改了", "受过行政处罚"],
)
def test_a_fine_that_is_paid_is_not_asked_for(told: str) -> None:
    rule = "公示满六个月的，可以申请信用修复"
    assert not lacks_facet(f"{told}，公示多久可以申请信用修复", rule)
    assert lacks_facet("失信的罚款多少", rule)
