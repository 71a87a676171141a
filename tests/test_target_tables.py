"""Tables of indicators as wholes: the highest, what rises most, and two places' tables held against each other."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, conversation

PLAN = """\
# 芜湖市质量发展方案

## 一、总体要求

专栏1 主要指标

| 序号 | 指标 | 2025年实际 | 2030年 | 属性 |
| --- | --- | --- | --- | --- |
| 1 | 农产品质量安全监测合格率（%） | 98.2 | 99 | 约束性 |
| 2 | 电梯责任保险覆盖率（%） | 41 | 73.5 | 预期性 |
| 3 | 市长质量奖组织（家） | 15 | 24 | 预期性 |
| 4 | 地理标志产品（件） | 30 | 42 | 预期性 |

## 二、重点任务

（一）提升老旧电梯更新改造水平。推动电梯更新。（市住房城乡建设局负责）

（二）加强儿童玩具抽检。扩大抽检范围。（市市场监管局负责）
"""
OTHER = """\
# 株洲市质量发展方案

## 一、总体要求

专栏1 主要指标

| 序号 | 指标 | 2030年 | 属性 |
| --- | --- | --- | --- |
| 1 | 农产品质量安全例行监测合格率（%） | 98 | 约束性 |
| 2 | 驰名商标（件） | 12 | 预期性 |
"""
MANIFEST = "".join(
    f'[{k}]\nfile = "{k}.md"\ntitle = "{r}质量发展方案"\nregion = "{r}"\nlevel = "市级"\n'
    for k, r in (("a", "芜湖市"), ("b", "株洲市"))
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"a.md": PLAN, "b.md": OTHER, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("tables"), files)


def test_the_highest_is_told_of_one_unit(assistant: Assistant) -> None:
    answer = assistant.ask("芜湖市哪个指标的目标最高")
    assert answer.outcome == "answered"
    assert "农产品质量安全监测合格率（99%）" in answer.text
    assert [c.row for c in answer.citations] == ["1"]
    assert any("单位不同" in note for note in answer.notes)
    assert "73.5%" in assistant.ask("芜湖市目标最低的是哪个指标").text


def test_what_rises_most_is_computed_from_the_table(assistant: Assistant) -> None:
    answer = assistant.ask("芜湖市哪项指标提高得最多")
    assert "电梯责任保险覆盖率：从41%到73.5%" in answer.text
    assert "32.5个百分点" in answer.text
    assert "市长质量奖组织：从15家到24家" in answer.text
    assert "60%" in answer.text


def test_no_rise_is_told_where_no_base_is(assistant: Assistant) -> None:
    answer = assistant.ask("株洲市哪项指标提高得最多")
    assert answer.outcome == "refused"
    assert "没有基期值" in answer.text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("哪些指标芜湖有株洲没有", ("电梯责任保险覆盖率", "地理标志产品"), ("合格率", "驰名商标")),
        ("株洲的指标里哪些芜湖没有", ("驰名商标",), ("合格率", "地理标志")),
        ("芜湖比株洲多了哪些指标", ("市长质量奖组织",), ("驰名商标", "合格率")),
        ("芜湖比株洲少了哪些指标", ("驰名商标",), ("市长质量奖",)),
        ("芜湖和株洲都有的指标有哪些", ("株洲作“农产品质量安全例行监测合格率”",), ("电梯", "商标")),
    ],
)
def test_two_tables_held_against_each_other(
    assistant: Assistant, question: str, told: tuple[str, ...], not_told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert all(t in answer.text for t in told)
    assert not any(t in answer.text for t in not_told)
    assert any("按指标名称" in note for note in answer.notes)


def test_a_table_asked_for_after_one_figure_is_asked_for_whole(assistant: Assistant) -> None:
    before = "芜湖市电梯责任保险覆盖率2030年要达到多少"
    assert (
        conversation(assistant, before, "株洲市有几项约束性指标").standalone_question
        == "株洲市有几项约束性指标"
    )
    answer = conversation(assistant, before, "约束性指标有哪些")
    assert [c.row for c in answer.citations] == ["1"]


def test_several_bodies_are_told_without_a_word_for_each(assistant: Assistant) -> None:
    answer = assistant.ask("芜湖市老旧电梯更新改造和儿童玩具抽检由谁负责")
    assert "市住房城乡建设局" in answer.text
    assert "市市场监管局" in answer.text


def test_another_clause_that_says_it_all_is_meant(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安专栏3讲什么", "首席质量官覆盖率是多少")
    assert "专栏3" not in answer.standalone_question
    assert "80%" in answer.text
