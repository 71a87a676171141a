"""A table of indicators as a whole, on an invented plan: which, how many, with what value, and which document's."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, city_document

PLAN = """\
# 青禾市质量发展方案（2026—2030年）

## 一、总体要求

专栏1 主要指标

| 序号 | 任务 | 指标 | 2028年 | 2030年 | 属性 |
| --- | --- | --- | --- | --- | --- |
| 1 | 产品质量 | 农产品质量安全监测合格率（%） | 98.2 | 99 | 约束性 |
| 2 | 产品质量 | 工程一次验收合格率（%） | 96 | 97.5 | 约束性 |
| 3 | 品牌建设 | 市长质量奖组织（家） | 15 | 24 | 预期性 |
| 4 | 品牌建设 | 地理标志产品（件） | 30 | 42 | 预期性 |
| 5 | 公共服务 | 电梯应急救援到位率（%） | 100 | 100 | 约束性 |

## 二、重点任务

（一）加强引领。推动质量强市建设。（市市场监管局负责）
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("overview")
    return city_document(folder, "青禾市质量发展方案（2026—2030年）", PLAN)


@pytest.mark.parametrize(
    ("question", "rows", "said"),
    [
        ("主要指标有哪些", "12345", ("2028年98.2%、2030年99%", "约束性")),
        ("青禾市2030年约束性指标", "125", ("99%", "97.5%", "100%")),
        ("2030年有哪些约束性指标，各是多少", "125", ("99%", "97.5%", "100%")),
        ("品牌建设方面的指标有哪些", "34", ("24家", "42件")),
        ("哪些指标的目标要达到100%", "5", ("电梯应急救援到位率",)),
        ("2030年哪些指标超过98%", "15", ("农产品质量安全监测合格率",)),
        ("专栏1里品牌建设有几项", "34", ("市长质量奖组织",)),
        ("带“合格率”的指标有哪些", "12", ("工程一次验收合格率",)),
        ("专栏1的前两项是什么", "12", ("农产品质量安全监测合格率", "工程一次验收合格率")),
    ],
)
def test_the_rows_asked_for(assistant: Assistant, question: str, rows: str, said: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert [c.row for c in answer.citations] == list(rows)
    assert all(words in answer.text for words in said)


def test_how_many_there_are_of_each_kind(assistant: Assistant) -> None:
    answer = assistant.ask("约束性指标一共有几项")
    assert [c.row for c in answer.citations] == ["1", "2", "5"]
    assert any("3项" in note for note in answer.notes)
    assert any("5项" in n and "约束性3项" in n for n in assistant.ask("青禾市有多少个指标，各是多少").notes)


@pytest.mark.parametrize("question", ["2035年的指标有哪些", "哪些指标的目标是77%"])
def test_what_no_row_has_is_said_so(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "refused"
    assert "指标表里没有" in answer.text
    assert "专栏1" in answer.text


def test_one_indicators_figure_is_no_overview(assistant: Assistant) -> None:
    answer = assistant.ask("2030年市长质量奖组织这个指标是多少家")
    assert "24家" in answer.text
    assert [c.row for c in answer.citations] == ["3"]


def test_of_several_tables_it_is_asked_which(tmp_path: Path) -> None:
    manifest = "".join(
        f'[{k}]\nfile = "{k}.md"\ntitle = "{t}"\nregion = "{r}"\nlevel = "市级"\n'
        for k, t, r in (("a", "青禾市质量发展方案", "青禾市"), ("b", "白沙市质量发展方案", "白沙市"))
    )
    files = {"a.md": PLAN, "b.md": PLAN.replace("青禾", "白沙"), "manifest.toml": manifest}
    answer = assistant_over(tmp_path, files).ask("主要指标有哪些")
    assert answer.outcome == "clarify"
    assert "青禾市" in answer.text
    assert "白沙市" in answer.text


def test_a_table_without_kinds_is_said_to_have_none(tmp_path: Path) -> None:
    text = PLAN.replace(" | 属性 |", " |").replace(" | 约束性 |", " |").replace(" | 预期性 |", " |")
    text = text.replace("| --- | --- | --- | --- | --- | --- |", "| --- | --- | --- | --- | --- |")
    answer = city_document(tmp_path, "青禾市质量发展方案（2026—2030年）", text).ask("青禾市约束性指标有哪些")
    assert answer.outcome == "refused"
    assert "没有写明" in answer.text
