"""A figure told in a question, held against the figure it means: right, of another year, told in 条 or 款."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.sides import sides_of
from assistant.assistant import Assistant
from assistant.understand.slips import Slips
from index.build import build_index

PLAN = """\
青岭市低空经济和养老服务发展方案
一、发展基础
2020年，养老床位由2015年的1600张增加到4200张，示范社区48个。
二、主要目标
专栏1 主要指标
序号 | 指标名称 | 2026年 | 2028年 | 属性 |
1 | 低空物流航线（条） | 15 | 60 | 预期性 |
2 | 累计新品数（款） | 400 | 900 | 预期性 |
（一）到2026年底，全市实有经营主体突破78万户，护理型床位占比达到55%。
（二）2026年至2028年，全市计划新增人才公寓3600套，其中2026年不少于1000套。
（三）防水工程保险期限不少于10年。
（四）全市制造业产品质量合格率达到96.2%，农产品质量安全监测合格率达到98.8%。
"""
AWAY = """\
白川市养老补贴和护理补贴管理办法
第一条 2024年发放养老补贴3186万元，发放护理补贴4275万元。
第二条 能力评估的评估人员不少于2人同时到场。
第三条 全市制造业产品质量合格率达到95.5%，农产品质量安全监测合格率达到99%。
"""
MANIFEST = """\
[plan]
file = "plan.txt"
title = "青岭市低空经济和养老服务发展方案"
region = "青岭市"
level = "市级"
date = "2026-03-01"

[away]
file = "away.txt"
title = "白川市养老补贴和护理补贴管理办法"
region = "白川市"
level = "市级"
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("claims")
    for name, text in (("plan.txt", PLAN), ("away.txt", AWAY), ("manifest.toml", MANIFEST)):
        (folder / name).write_text(text, "utf-8")
    build_index(folder, folder / "store", progress=False)
    return Assistant.open(store=folder / "store").ask


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青岭市2028年低空物流航线是60条，对吗", "是的"),
        ("青岭市2026年低空物流航线是60条，对吗", "不对"),
        ("青岭市2026年累计新品数是900款，对吗", "不对"),
        ("青岭市防水工程保险期限是10年对吗", "是的"),
        ("青岭市2020年养老床位是4200张吧", "是的"),
        ("青岭市2015年养老床位是4200张吧", "不对"),
        ("青岭市2020年示范社区是48个吧", "是的"),
        ("青岭市全市实有经营主体是68万户对吗", "不对"),
        ("青岭市2026年全市计划新增人才公寓是3600套，对吗", "不对"),
    ],
)
def test_a_figure_told_is_held_against_the_one_of_its_year(ask, question: str, verdict: str) -> None:
    assert ask(question).text.startswith(verdict)


def test_both_sides_are_of_the_place_that_is_named_first() -> None:
    sides = sides_of("九江市全市制造业产品质量合格率比农产品合格率高多少", ("九江市", "全市"))[0].sides
    assert all(side.question.startswith("九江市") for side in sides)


def test_than_last_year_names_no_other_thing(ask) -> None:
    answer = ask("青岭市护理型床位占比比去年提高几个百分点")
    assert "白川" not in answer.text
    assert "去年提的" not in answer.text


def test_the_name_of_a_document_sets_nothing_side_by_side(ask) -> None:
    answer = ask("《白川市养老补贴和护理补贴管理办法》里由副主任医师审核是多少")
    assert "相差" not in answer.text
    beside = ask("《白川市养老补贴和护理补贴管理办法》里养老补贴和护理补贴哪个发得多")
    assert "1089" in beside.text


def test_a_verb_of_asking_is_no_slip_of_the_pen() -> None:
    pairs = {"公告": 3, "告发": 2, "发布": 2, "未公": 1}
    slips = Slips(pairs, lambda s: s in "未公告发布", lambda s: False, lambda s: ())
    assert slips.put_right("未公告罚多少钱") == "未公告罚多少钱"
