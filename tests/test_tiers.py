"""Tables of fines by degree: the row that somebody's own amount falls into, or all rows of the offence."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from assistant.understand.spoken import numeral
from tests.small_corpus import assistant_over

TABLE = """\
云泽市城市管理领域行政处罚裁量基准
一、适用规则
（一）本基准适用于全市城市管理部门实施的行政处罚。
（二）当事人逾期不缴纳罚款的，每日按罚款数额的百分之三加处罚款。
二、裁量基准表
| 序号 | 违法行为 | 违法程度 | 适用情形 | 处罚标准 |
| --- | --- | --- | --- | --- |
| 1 | 共享单车企业超出核定数量投放车辆 | 从轻 | 超投50辆以下，主动回收 | 处1000元以下罚款 |
| 2 | 共享单车企业超出核定数量投放车辆 | 一般 | 超投51辆以上300辆以下 | 处1000元以上5000元以下罚款 |
| 3 | 共享单车企业超出核定数量投放车辆 | 从重 | 超投超过300辆，或者经责令仍不回收 | 处5000元以上2万元以下罚款 |
| 4 | 擅自占用人行道摆摊经营 | 一般 | 占用不满3日 | 处200元以下罚款 |
| 5 | 擅自占用人行道摆摊经营 | 从重 | 占用3日以上，或者堵塞盲道 | 处200元以上800元以下罚款 |
| 6 | 运输渣土沿途遗撒 | 一般 | 清理费用1000元以下 | 处3000元以上1万元以下罚款 |
| 7 | 运输渣土沿途遗撒 | 从重 | 清理费用超过1000元 | 处1万元以上3万元以下罚款，可以吊销准运证 |
三、附则
本基准自2025年5月1日起施行。
"""
MANIFEST = """\
[fines]
file = "fines.txt"
title = "云泽市城市管理领域行政处罚裁量基准"
issuers = ["云泽市城市管理局"]
date = "2025-04-10"
region = "云泽市"
level = "市级"
status = "现行有效"
source = "invented"
"""


@pytest.fixture(scope="module")
def fines(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("fines")
    return assistant_over(folder, {"fines.txt": TABLE, "manifest.toml": MANIFEST})


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("共享单车超投了一百二十来辆，罚多少", "1000元以上5000元以下", ("处1000元以下", "2万元")),
        ("我们公司单车多投了三百五十辆，要罚多少钱？", "5000元以上2万元以下", ("1000元以上",)),
        ("在人行道上摆摊占了两天，会罚多少", "200元以下", ("800元",)),
        ("拉渣土撒了一路，清理费用花了一千二，怎么罚？", "1万元以上3万元以下", ("3000元",)),
    ],
)
def test_an_amount_said_in_everyday_words_picks_the_row(
    fines: Assistant, question: str, told: str, others: tuple[str, ...]
) -> None:
    text = fines.ask(question).text
    assert told in text
    assert not any(other in text for other in others)


def test_all_rows_of_the_offence_are_told_where_no_amount_is_and_none_of_another(fines: Assistant) -> None:
    text = fines.ask("渣土车沿途遗撒怎么处罚？").text
    assert "3000元以上1万元以下" in text
    assert "1万元以上3万元以下" in text
    assert "单车" not in text
    assert "人行道" not in text


def test_a_graver_circumstance_told_in_other_words_is_told_beside_the_amount(fines: Assistant) -> None:
    text = fines.ask("共享单车企业超投了80辆，城管责令了也不肯回收，罚多少").text
    assert "1000元以上5000元以下" in text
    assert "5000元以上2万元以下" in text
    assert "超投50辆以下" not in text


def test_a_follow_up_with_another_amount_is_told_the_other_row(fines: Assistant) -> None:
    first = "共享单车企业超投了四十辆，怎么罚？"
    answer = fines.ask(first)
    assert "处1000元以下罚款" in answer.text
    text = fines.ask("要是超投了四百辆呢", [Turn(first, answer)]).text
    assert "5000元以上2万元以下" in text
    assert "处1000元以下罚款" not in text


def test_an_offence_that_the_table_does_not_name_gets_no_fine_of_it(fines: Assistant) -> None:
    assert fines.ask("狗没有拴绳要罚多少钱").outcome == "refused"


def test_numerals_cut_short_as_people_say_them() -> None:
    assert [numeral(t) for t in ("一百五", "两万三", "一千零五", "一百五十", "八十", "半", "些")] == [
        150, 23000, 1005, 150, 80, 0.5, None,
    ]  # fmt: skip
