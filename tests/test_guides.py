"""Guides to a service: tables that hold no targets, points of one sentence, and what such papers do not say."""

from __future__ import annotations

import pytest

from assistant.answers.render import plain
from assistant.assistant import Assistant
from corpus.columns import make_row
from corpus.indicators import sentences
from tests.small_corpus import assistant_over

GUIDE = """\
# 曲靖市小作坊登记办事指南

## 一、基本信息

| 项目 | 内容 |
| --- | --- |
| 办理时限 | 即办；现场核查的3个工作日 |
| 登记证有效期 | 4年 |
| 收费 | 不收费 |

## 二、办理窗口

| 县区 | 窗口 | 电话 |
| --- | --- | --- |
| 麒麟区 | 政务大厅12号窗口 | 0874-3120001 |
| 沾益区 | 政务大厅3号窗口 | 0874-3120002 |

## 三、管理要求

1.小作坊使用食品添加剂应当公示，单个品种每次采购不得超过2公斤。
2.集中加工区建设小作坊加工间40间，统一配套冷链设施。
"""
MANIFEST = """\
[guide]
file = "guide.md"
title = "曲靖市小作坊登记办事指南"
region = "曲靖市"
level = "市级"
date = "2024-03-01"
status = "现行有效"
source = "虚构"
"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"guide.md": GUIDE, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("guide"), files)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("曲靖小作坊登记证有效期几年？", "登记证有效期：4年"),
        ("曲靖小作坊登记收费吗", "收费：不收费"),
        ("曲靖小作坊每次采购食品添加剂最多多少公斤？", "不得超过2公斤"),
    ],
)
def test_a_line_of_a_table_and_a_point_of_one_sentence_are_read_out(
    guide: Assistant, question: str, said: str
) -> None:
    answer = guide.ask(question)
    assert said in answer.text
    assert "|" not in answer.text
    text = guide.index.documents["guide"].text
    assert all(text[c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "曲靖的小作坊集中加工区建在什么地方？",
        "曲靖小作坊办登记要交多少登记费押金？",
        "曲靖小作坊每月最多加工多少吨？",
    ],
)
def test_a_figure_of_another_kind_is_no_answer(guide: Assistant, question: str) -> None:
    answer = guide.ask(question)
    assert answer.outcome == "refused"
    assert "40" not in answer.text
    assert "2公斤" not in answer.text


def test_lines_of_tables_are_sentences() -> None:
    text = "说明在前。\n县区\t电话\n麒麟区\t1。2\n沾益区\t3\n说明在后。"
    assert [text[a:b] for a, b in sentences(text)] == [
        "说明在前。",
        "县区\t电话",
        "麒麟区\t1。2",
        "沾益区\t3",
        "说明在后。",
    ]


def test_tables_are_read_out_cell_by_cell() -> None:
    assert plain("| 收费 | 不收费 |\n| 有效期 | 4年 |") == "收费：不收费；有效期：4年"
    assert plain("麒麟区\t12号窗口\t0874") == "麒麟区，12号窗口，0874"
    assert plain("规模\n以上") == "规模以上"


def test_a_sum_in_brackets_under_yearly_growth_is_no_yearly_growth() -> None:
    row = make_row(
        "15", None, "首席质量官", "名", "预期性",
        [("base", 2020, "实际", "210"), ("target", 2025, "目标", "800"), ("span", None, "年均增长", "〔590〕")],
    )  # fmt: skip
    assert row.others == ((2020, "210", "实际"), (None, "〔590〕", "累计"))
