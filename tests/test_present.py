"""A table's base year: where things stand is said so, and never for a target."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answers.render import Draft
from assistant.assistant import Assistant
from assistant.types import Turn
from index.build import build_index
from index.chunks import search_text
from index.policy_index import PolicyIndex
from tests.small_corpus import RecordingEncoder

PLAN = """云泽市养老服务行动计划（2025—2027年）
一、总体要求
（一）主要指标
表1 养老服务主要指标
| 序号 | 指标 | 单位 | 2024年现状值 | 2025年 | 2027年目标值 | 属性 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 护理型床位占比 | % | 58.6 | 60 | ≥68 | 约束性 |
| 2 | 老年助餐服务点 | 个 | 386 | 500 | 900 | 预期性 |
二、重点任务
（一）发展老年助餐。扩大服务供给。
"""
MANIFEST = '[plan]\nfile = "plan.md"\nregion = "昆明市"\nlevel = "市级"\ndate = "2025-02-26"\n'


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("present")
    folder: Path = home / "texts"
    folder.mkdir()
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    build_index(folder, home / "store", RecordingEncoder(), progress=False)
    return Assistant(PolicyIndex.open(home / "store", RecordingEncoder()), day=date(2025, 6, 1))


def say(assistant: Assistant, question: str, row: str) -> tuple[str, list[str]]:
    query = assistant.understander.understand(question)
    ranked = assistant.ranker.rank(query)
    (scored,) = (s for s in ranked if s.statement.clause.clause_id == f"plan:表1.{row}")
    draft = Draft()
    assistant.composer.say_statement(draft, query, scored)
    text, citations = assistant.renderer.finish(draft)
    return text, [c.quote for c in citations]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("护理型床位占比2024年是多少？", "2024年，昆明市护理型床位占比为58.6%（现状值）【1】。"),
        ("护理型床位占比2025年是多少？", "到2025年，昆明市护理型床位占比目标为60%（约束性）【1】。"),
        ("护理型床位占比2027年目标是多少？", "到2027年，昆明市护理型床位占比目标为≥68%（约束性）【1】。"),
        ("护理型床位占比是多少？", "昆明市护理型床位占比目标为2025年60%，2027年≥68%（约束性）【1】【2】。"),
        (
            "护理型床位占比2024年和2027年各是多少？",
            "2024年，昆明市护理型床位占比为58.6%（现状值）【1】。到2027年，昆明市护理型床位占比目标为≥68%（约束性）【1】。",
        ),
    ],
)
def test_a_figure_of_the_present_is_no_target(assistant: Assistant, question: str, said: str) -> None:
    assert say(assistant, question, "1")[0] == said


def test_the_present_is_said_with_its_year_and_the_head_of_its_table(assistant: Assistant) -> None:
    text, quotes = say(assistant, "老年助餐服务点现在有几个？", "2")
    assert text == "2024年，昆明市老年助餐服务点为386个（现状值）【1】【2】。"
    assert "386" in quotes[0]
    assert "2024年现状值" in quotes[1]


def test_the_head_of_a_base_year_is_matched_and_not_searched(assistant: Assistant) -> None:
    row = assistant.index.tree.get("plan:表1.1")
    assert row is not None
    (statement,) = assistant.ranker.book.of(row)
    assert "现状值" in statement.context
    assert {2024, 2025, 2027} <= statement.years
    words = search_text(assistant.index.documents["plan"], assistant.index.tree, row, row.start, row.end)
    assert "≥68" in words
    assert "现状" not in words


def test_the_present_and_what_is_to_be_reached_are_told_together(assistant: Assistant) -> None:
    text, _ = say(assistant, "老年助餐服务点现在有几个，以后要搞到多少个？", "2")
    assert [figure in text for figure in ("386个（现状值）", "500个", "900个")] == [True, True, True]


def test_how_far_it_is_to_the_target_of_the_year_that_is_named(assistant: Assistant) -> None:
    assert "1.4个百分点" in assistant.ask("护理型床位占比现状值和2025年目标差多少").text
    assert "9.4个百分点" in assistant.ask("护理型床位占比现状值和2027年目标差多少").text


def test_the_present_value_is_that_of_the_row_that_was_told(assistant: Assistant) -> None:
    first = "床位目标"
    told = assistant.ask(first)
    assert "护理型床位占比" in told.text
    now = assistant.ask("现在多少", [Turn(first, told)])
    assert "58.6%" in now.text
    apart = assistant.ask("差多少", [Turn(first, told), Turn("现在多少", now)])
    assert "9.4个百分点" in apart.text


def test_a_year_is_put_in_the_place_of_the_present(assistant: Assistant) -> None:
    first = "护理型床位占比现在多少"
    answer = assistant.ask("到2027年呢", [Turn(first, assistant.ask(first))])
    assert "现在" not in answer.standalone_question
    assert "68%" in answer.text
