"""Spans asked for in a few words: six months where days are asked, and no validity for a time it takes."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

TEXT = """\
青禾市温泉场所管理办法
第一条 为了规范温泉场所，制定本办法。
第二条 温泉场所提高门票价格应当提前六个月公布。
第三条 温泉许可证有效期为四年，每二年复核一次。
第四条 法定休假日安排劳动者工作的，支付不低于工资的百分之三百的工资报酬。
第五条 维护记录应当经安全员签字确认，保存期限不少于五年。
第六条 消费者对服务不满意的，经营者应当在三日内答复。延期以二次为限，每次不超过五日。
第七条 本办法自2024年1月1日起施行。
"""


@pytest.fixture(scope="module")
def spa(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("spa"), "青禾市温泉场所管理办法", TEXT)


def test_days_are_asked_where_months_are_written(spa: Assistant) -> None:
    assert "提前六个月公布" in spa.ask("温泉门票涨价要提前几天公布").text


def test_how_many_times_may_be_a_share_of_hundreds(spa: Assistant) -> None:
    assert "百分之三百" in spa.ask("法定休假日上班给几倍工资").text


def test_how_long_a_thing_holds_is_not_how_long_it_takes(spa: Assistant) -> None:
    assert spa.ask("温泉许可证多久办下来").outcome == "refused"
    assert "四年" in spa.ask("温泉许可证几年有效").text
