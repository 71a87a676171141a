"""A corpus's own headings are put as questions: who tells what stands under them is told apart from who tells another clause."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from eval.headings import headed_matters, matter_in, put_headings
from eval.losses import LOST


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("提升农产品质量安全水平", ("农产品质量安全", True)),
        ("质量基础设施项目", ("质量基础设施项目", False)),
        ("强化组织保障", ("组织保障", True)),
        ("推进质量基础设施产业服务平台建设", ("质量基础设施产业服务平台", True)),
    ],
)
def test_what_a_heading_is_on(title: str, matter: tuple[str, bool]) -> None:
    assert matter_in(title) == matter


def test_the_assistant_finds_them(real_assistant: Assistant, tmp_path: Path) -> None:
    index = real_assistant.index
    documents = list(index.documents.values())
    table = put_headings(real_assistant, index.tree, documents, sample=30, out=tmp_path)
    head, *rows = table.splitlines()
    assert head.split() == ["asked", "under", "it", "elsewhere", "refused", "clarify"]
    asked, found = (sum(int(row.split()[n]) for row in rows) for n in (1, 2))
    lost = (tmp_path / LOST).read_text("utf-8").splitlines()
    assert asked - found == len(lost)
    assert found >= 0.9 * asked


class _Deaf:
    """Tells the same clause, whatever is asked."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return self._answer


def test_another_clause_counts_as_elsewhere(real_assistant: Assistant, tmp_path: Path) -> None:
    index = real_assistant.index
    deaf = _Deaf(real_assistant.ask("西安2025年首席质量官覆盖率目标是多少？"))
    matters = headed_matters(index.tree, list(index.documents.values()))
    table = put_headings(deaf, index.tree, list(index.documents.values()), sample=10, out=tmp_path)
    lines = [json.loads(x) for x in (tmp_path / LOST).read_text("utf-8").splitlines()]
    assert len(matters) > 100
    assert len(lines) >= 9
    assert all(line["outcome"] == "answered" for line in lines)
    assert sum(int(row.split()[4]) for row in table.splitlines()[1:]) == 0
