"""What a city's document holds for its districts: rules do, targets do not; and a part of a document that is only a word."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

TEXT = """\
西安市窑炉节能管理规定
各区县人民政府：
为落实节能要求，补齐窑炉限额标准管理短板，制定本规定。
一、总体要求
（一）窑炉单位能耗达不到限额标准的企业，应当在十八个月内完成改造。
（二）到2027年，全市窑炉余热利用率达到46%。
二、有关标准
（三）本规定所称主导编制，是指在限额标准前言所列编制单位中排名第一。
"""
MANIFEST = """\
[kilns]
file = "kilns.txt"
title = "西安市窑炉节能管理规定"
region = "西安市"
level = "市级"
status = "虚构示例"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("kilns"), {"kilns.txt": TEXT, "manifest.toml": MANIFEST})


def test_a_term_that_a_rule_sets_holds_in_the_district(clerk: Assistant) -> None:
    answer = clerk.ask("蓝田县的窑炉企业能耗达不到限额标准，多长时间要完成改造")
    assert "十八个月" in answer.text
    assert any("蓝田县" in note for note in answer.notes)


def test_a_target_of_the_city_is_not_its_districts(clerk: Assistant) -> None:
    assert clerk.ask("蓝田县的窑炉余热利用率要达到多少").outcome == "refused"


def test_a_foreword_of_something_else_is_not_the_documents_own(clerk: Assistant) -> None:
    answer = clerk.ask("我们单位在限额标准的前言里排名第二，算不算主导编制单位")
    assert "排名第一" in answer.text
