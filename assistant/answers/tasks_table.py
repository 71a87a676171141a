"""A row of a table of tasks (任务 | 牵头单位 | 配合单位 | 完成时限), cell by cell: who leads, who helps, until when.

Text in, cells out; knows nothing of questions' kinds or of how the row was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.render import plain
from corpus.columns import role_of
from corpus.types import Clause

_CELLS = re.compile(r"[|\t]")
_DEADLINE = re.compile("时限|期限|时间|节点|进度|完成日期")
_EMPTY = re.compile(r"[—\-－/／无\s]*")
_LEADS = re.compile("牵头|挑头|带头|领头|打头|主办|主抓|谁抓总")
_HELPS = re.compile("配合|协办|协助|协同|参与|参加|帮忙")


@dataclass(frozen=True, slots=True)
class Task:
    """What a row says of its task, as plain text; "" for what it has no cell for. Heads are the columns' own words."""

    name: str
    lead: str
    lead_head: str
    helpers: str
    helpers_head: str
    deadline: str
    deadline_head: str


def task_of(row: Clause, table: Clause | None) -> Task | None:
    """The cells of a row under the heads of its table; None where it is no row of a table of tasks."""
    if row.kind != "row" or table is None or "\n" in row.text.strip():
        return None
    cells = _cells(row.text)
    above = table.text[: row.start - table.start].splitlines()
    heads = next((h for h in map(_cells, reversed(above)) if _heads_tasks(h, len(cells))), None)
    if heads is None:
        return None
    roles = [role_of(h) for h in heads]

    def under(fits: list[bool]) -> tuple[str, str]:
        found = [n for n, f in enumerate(fits) if f and not _EMPTY.fullmatch(cells[n])]
        return (plain(cells[found[-1]]), plain(heads[found[-1]])) if found else ("", "")

    name, _ = under([r in ("name", "group") for r in roles])
    lead, lead_head = under([r == "departments" for r in roles])
    helpers, helpers_head = under([r == "assistants" for r in roles])
    deadline, deadline_head = under([bool(_DEADLINE.search(h)) for h in heads])
    return Task(name, lead, lead_head, helpers, helpers_head, deadline, deadline_head)


def said_of_bodies(task: Task, asked: str) -> str:
    """Who leads, or who helps, where only that is asked; else both. "" where the row has no cell for what is asked."""
    leads, helps = _leads_helps(asked)
    wanted = []
    if task.lead and (leads or not helps):
        wanted.append(f"{task.lead_head}是{task.lead}")
    if task.helpers and (helps or not leads):
        wanted.append(f"{task.helpers_head}是{task.helpers}")
    return f"“{task.name}”的{'，'.join(wanted)}" if task.name and wanted else ""


def asked_cell(task: Task, asked: str) -> tuple[str, str] | None:
    """(head, bodies) of the one cell that a question is about by its word for it: 配合单位, or 牵头单位."""
    leads, helps = _leads_helps(asked)
    if leads == helps:
        return None
    cell = (task.lead_head, task.lead) if leads else (task.helpers_head, task.helpers)
    return cell if task.helpers and all(cell) else None


def said_of_deadline(task: Task) -> str:
    """Until when a task is to be done; "" where the row does not say."""
    return f"“{task.name}”的{task.deadline_head}是{task.deadline}" if task.name and task.deadline else ""


def _leads_helps(asked: str) -> tuple[bool, bool]:
    """Whether a question speaks of leading, and of helping."""
    return bool(_LEADS.search(asked)), bool(_HELPS.search(asked))


def _cells(line: str) -> list[str]:
    cells = [c.strip() for c in _CELLS.split(line.strip())]
    while cells and not cells[-1]:
        cells.pop()
    return cells[1:] if cells and not cells[0] else cells


def _heads_tasks(cells: list[str], count: int) -> bool:
    return len(cells) == count and any(role_of(c) in ("departments", "assistants") for c in cells)
