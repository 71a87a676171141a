"""Where to complain of a breach; and prohibitions that are told with what forbids them, to whoever asks if he may or must."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

LIFTS = """\
云泽市电梯使用管理条例
第一章 总则
第一条 为了加强电梯使用管理，制定本条例。
第二条 市场监督管理部门负责电梯使用的监督管理。
第二章 使用
第三条 电梯因故障停止运行超过二十四小时的，使用单位应当公告原因和预计恢复时间。
第四条 乘客不得将电动自行车带入轿厢。
第五条 市人民政府设立96333电梯应急处置平台，全天受理困人求助，不得向被困人员收取救援费用。
第六条 任何人可以通过12345、12315举报电梯使用的违法行为。
第三章 附则
第七条 本条例自2025年3月1日起施行。
"""
SALES = """\
云泽市促销活动管理办法
第一条 为了规范促销活动，制定本办法。
第二条 经营者开展有奖促销不得存在下列情形：
（一）所设奖的种类不明确；
（二）抽奖式的有奖促销，最高奖的金额超过五万元。
第三条 促销场所禁止销售下列商品：
（一）烟花、爆竹、白酒；
（二）散装药品。
第四条 违反本办法第三条规定的，由城市管理部门责令改正，处五百元以上二千元以下罚款。
第五条 会员因身体健康原因不宜继续健身的，可以解除合同，经营者不得收取违约金。
第六条 本办法自2025年3月1日起施行。
"""
MANIFEST = """\
[lifts]
file = "lifts.txt"
title = "云泽市电梯使用管理条例"
region = "云泽市"
level = "市级"
date = "2025-01-10"

[sales]
file = "sales.txt"
title = "云泽市促销活动管理办法"
region = "云泽市"
level = "市级"
date = "2025-01-10"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"lifts.txt": LIFTS, "sales.txt": SALES, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("complaints"), files)


def test_where_to_complain_stands_in_another_clause_than_the_duty(clerk: Assistant) -> None:
    answer = clerk.ask("我们小区电梯停了三天没人公告，找谁投诉")
    assert answer.outcome == "answered"
    assert "12345、12315举报" in answer.text


@pytest.mark.parametrize("question", ["老师体罚学生找谁投诉", "火车票退票去哪投诉"])
def test_what_no_document_is_about_is_not_complained_of_there(clerk: Assistant, question: str) -> None:
    assert clerk.ask(question).outcome == "refused"


def test_an_item_of_a_prohibition_is_told_with_what_forbids_it(clerk: Assistant) -> None:
    text = clerk.ask("抽奖促销最高奖金不能超过多少").text
    assert "五万元" in text
    assert "不得存在下列情形" in text


def test_a_thing_that_an_item_lists_is_forbidden(clerk: Assistant) -> None:
    assert clerk.ask("促销场所能不能销售爆竹").text.startswith("不能")


@pytest.mark.parametrize(
    "question",
    [
        "被困电梯救援要收费吗",
        "96333救援被困人员要收费用吗",  # a number that is rung is no figure to be confirmed
        "我身体不好不能健身了，解除合同要付违约金吗",
    ],
)
def test_who_would_pay_need_not_where_others_may_not_take_it(clerk: Assistant, question: str) -> None:
    text = clerk.ask(question).text
    assert text.startswith("不需要")
    assert "不得" in text


def test_who_fines_is_no_second_answer_where_the_fine_names_the_body(clerk: Assistant) -> None:
    text = clerk.ask("促销场所卖爆竹罚多少，谁来罚").text
    assert "由城市管理部门责令改正" in text
    assert "没有查到" not in text
