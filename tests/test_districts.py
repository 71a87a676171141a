"""A district without documents of its own: what its city's text says of it, and which of the city's figures are its own."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from corpus.gazetteer import gazetteer
from tests.small_corpus import assistant_over

TEXT = """\
淄博市电梯安全和质量提升行动方案
第一条 到2027年，全市制造业产品质量合格率达到96%，培育首席质量官800名。
第二条 电梯困人的，维保单位应当在30分钟内抵达现场。
第三条 补贴标准为：张店区每平方米每月12元，沂源县每平方米每月10元。
第四条 奖励资金由市里和县里共同承担。
第五条 2027年全市新建电梯应急站60个，其中张店区25个、沂源县8个、高新区12个。
附件
2026年重点工作目标
2026年主要目标：
——新增社区电梯应急站35个；
——更新住宅电梯1200台。
"""
MANIFEST = '[lifts]\nfile = "lifts.txt"\nregion = "淄博市"\nlevel = "市级"\n'


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(
        tmp_path_factory.mktemp("districts"), {"lifts.txt": TEXT, "manifest.toml": MANIFEST}
    )


def test_a_figure_told_of_the_district_by_name_is_its_own(clerk: Assistant) -> None:
    assert "沂源县每平方米每月10元" in clerk.ask("沂源县补贴标准每平方米每月多少元").text


def test_a_rule_for_single_cases_holds_in_the_districts_too(clerk: Assistant) -> None:
    answer = clerk.ask("沂源县电梯困人，维保单位多少分钟要到现场")
    assert "30分钟" in answer.text
    assert any("沂源县" in note for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["沂源县2027年制造业产品质量合格率要达到多少", "沂源县要培育多少名首席质量官"]
)
def test_a_target_of_the_city_is_none_of_its_districts(clerk: Assistant, question: str) -> None:
    assert clerk.ask(question).outcome == "refused"


@pytest.mark.parametrize(("district", "share"), [("张店区", "25个"), ("沂源县", "8个")])
def test_a_citys_figure_is_shared_out_among_its_districts(
    clerk: Assistant, district: str, share: str
) -> None:
    answer = clerk.ask(f"{district}2027年要新建多少个电梯应急站")
    assert f"其中{district}{share}" in answer.text
    assert answer.citations[0].clause == "第五条"


def test_the_opening_of_a_list_says_the_year_of_its_items(clerk: Assistant) -> None:
    assert "35" in clerk.ask("淄博市2026年新增社区电梯应急站多少个").text
    assert clerk.ask("淄博市2025年新增社区电梯应急站多少个").outcome == "refused"


def test_and_the_county_is_no_county_of_that_name() -> None:
    assert [m.text for m in gazetteer().mentions("市里和县里各出多少")] == []
    assert [m.text for m in gazetteer().mentions("安徽省和县的补贴")] == ["安徽省", "和县"]
