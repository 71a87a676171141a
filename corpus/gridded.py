"""Tables of any kind (fees, contacts, materials) whose columns are no indicator table's: a head, and rows as wide.

Cells are parted by pipes or tabs, or in a page printed to text by runs of blanks. Knows nothing of what the columns
mean; indicator tables and tables of tasks are read in tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.columns import TARGET, Table, TableRow, role_of, squeeze, unit_over, with_pipes
from corpus.lines import Line
from corpus.numerals import flatten, parse_ordinal

Cells = Callable[[int], list[str] | None]

_BLANKS = re.compile(r"[ \u3000]{2,}|\t")
_SENTENCE = re.compile(r"[。；;：:？！]")
_RULE = re.compile(r":?-+:?")
_TOTAL = re.compile(r"(?:合|小|总|共)计")
_ENDS = re.compile(r"专栏|附表|表\d|——|注[：:]|备注[：:]|说明[：:]")
_CAPTIONS = 2  # lines over a table that may name it or its unit
_TITLED = re.compile(r"附?表[\s\u3000]?[一二三四五六七八九十\d０-９]*[\s\u3000:：]")
_SENTENCE_END = re.compile("[。；;！？]")
_HEAD_LENGTH = 16
_NEAR_HEAD = 3  # lines below a head in which the head of an indicator table may stand


def blank_cells(text: str) -> list[str] | None:
    """The cells of a line of a printed table: three or more, parted by two blanks or more; None for another line."""
    cells = [squeeze(c) for c in _BLANKS.split(text.strip())]
    # 第一章  总  则: blanks within a word
    spread = any(len(a) == len(b) == 1 and not (a + b).isascii() for a, b in pairwise(cells))
    return cells if len(cells) > 2 and not spread else None


def row_cells(text: str) -> list[str] | None:
    """The cells of a line of any table, empty ones included; None for another line."""
    line = with_pipes(text.strip())
    if "|" in line:
        return [squeeze(c) for c in line.removeprefix("|").removesuffix("|").split("|")]
    if "\t" in line:
        return [squeeze(c) for c in line.split("\t")]
    return blank_cells(line)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a row's cells hold by the heads of their columns. ``start``/``end``: the head's line in the text above.

    ``unit`` is what the line over the table gives for all its figures (单位：万元); the lines then begin with that one.
    """

    start: int
    end: int
    cells: tuple[tuple[str, str], ...]  # (head, cell), empty ones and the row's number left out
    unit: str = ""


def heads_above(row: str, above: str) -> list[str]:
    """The heads of the columns of a row's cells; [] where the lines above it tell none.

    :param above: the text above the row in what holds the table.
    """
    width = len(row_cells(row) or ())
    head = _head_of(_table_above(above))
    return head if head and len(head) == width and _is_head(head) else []


def columns_of(row: str, above: str) -> Columns | None:
    """A row's cells with the heads of their columns; None where the lines above it tell none.

    A first cell that is empty or left out is the one above it: a page prints what its rows share once.

    :param above: the text above the row in what holds the table.
    """
    lines = _table_above(above)
    head = _head_of(lines)
    if not head or not _is_head(head):
        return None
    first = ""
    cells: list[str] = []
    for line in [*(text for _, text in lines[1:]), row]:
        cells = row_cells(line) or []
        if all(_RULE.fullmatch(c) for c in cells if c):
            continue
        while len(cells) > len(head) and not cells[-1]:
            cells.pop()
        if first and len(cells) == len(head) - 1:
            cells = ["", *cells]
        if len(cells) > 1 and not cells[0]:
            cells = [first, *cells[1:]]
        first = cells[0] if cells else first
    if len(cells) > len(head) or not cells or not cells[0]:
        return None
    told = [(h, c) for h, c in zip(head, cells, strict=False) if role_of(h) != "no" and re.search(r"\w", c)]
    start, line = lines[0]
    end = start + len(line)
    unit, begin = "", start
    for at, caption in _captions(above[:start]):
        if unit := unit_over(caption):
            begin = at
            break
    own = any(re.search(r"[（(]", h) for h, _ in told[1:])
    if not unit or own or not any(TARGET.fullmatch(flatten(c)) for _, c in told[1:]):
        unit, begin = "", start
    return Columns(begin, end, tuple(told), unit) if len(told) > 1 else None


def _captions(above: str) -> list[tuple[int, str]]:
    """(offset, line) of the two lines over a table's head, the nearer first."""
    found = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", above) if m.group().strip()]
    return found[-1 : -_CAPTIONS - 1 : -1]


def caption_above(above: str) -> str:
    """The title of a table (表一 养老服务补贴标准) right over its head, of which no sentence tells; "" for none.

    :param above: the text above a row in what holds the table.
    """
    lines = _table_above(above)
    over = [line.strip() for _, line in _captions(above[: lines[0][0]])] if lines else []
    return next((c for c in over if _TITLED.match(c) and not _SENTENCE_END.search(c)), "")


def _head_of(lines: Sequence[tuple[int, str]]) -> list[str]:
    """The cells of the first line of ``_table_above``; [] where there is none."""
    return (row_cells(lines[0][1]) or []) if lines else []


def _table_above(above: str) -> list[tuple[int, str]]:
    """(offset, line) of the lines of a table right above a row, its head first."""
    lines: list[tuple[int, str]] = []
    end = len(above)
    for line in reversed(above.splitlines(keepends=True)):
        end -= len(line)
        if not re.search(r"\w", line):
            continue
        if row_cells(line) is None:
            break
        lines.append((end, line.rstrip("\n")))
    return lines[::-1]


def read_gridded(
    lines: Sequence[Line], i: int, cells: Cells, heads: Callable[[int], bool], *, printed: bool
) -> Table | None:
    """The table whose head is line ``i``, or None where no table begins there.

    :param cells: the cells of a line, None where it is no row.
    :param heads: whether a line heads an indicator table, which then begins there.
    :param printed: the columns are parted by blanks.
    """
    head = cells(i)
    if head is None or not _is_head(head) or (i and _is_row(cells(i - 1))):
        return None
    rows: list[TableRow] = []
    last = i
    for j in range(i + 1, len(lines)):
        given = cells(j)
        if (
            given is None
            and printed
            and rows
            and (total := _BLANKS.split(lines[j].text))
            and _TOTAL.match(total[0])
        ):
            given = [squeeze(c) for c in total]
        if given is None or (j <= i + _NEAR_HEAD and heads(j)):
            break
        while len(given) > len(head) and not given[-1]:
            given.pop()
        filled = [c for c in given if c]
        if not filled or all(_RULE.fullmatch(c) for c in filled):
            last = j
            continue
        if len(given) > len(head) or _ENDS.match(filled[0]):
            break
        if len(filled) == 1 and len(head) > 2:  # a group's heading over the whole width
            last = j
            continue
        if printed and len(given) != len(head) and not _TOTAL.match(filled[0]):
            break
        rows.append(_row(j, head, given))
        last = j
    if len(rows) < 2 or (j <= i + _NEAR_HEAD and heads(j)):
        return None
    return Table(i, last, tuple(rows), plain=True)


def _is_row(cells: list[str] | None) -> bool:
    return cells is not None and len([c for c in cells if c]) > 1


def _is_head(cells: list[str]) -> bool:
    """Whether a row of cells may be a head: short words, no figure, no sentence, none twice."""
    while cells and not cells[-1]:
        cells.pop()
    return (
        len(cells) > 1
        and len(set(cells)) == len(cells)
        and all(0 < len(c) <= _HEAD_LENGTH and not _SENTENCE.search(c) for c in cells)
        and not any(TARGET.fullmatch(flatten(c)) or _RULE.fullmatch(c) for c in cells)
        and bool(re.search(r"[\u4e00-\u9fff]", "".join(cells)))
    )


def _row(j: int, head: list[str], given: list[str]) -> TableRow:
    number = parse_ordinal(flatten(given[0]).rstrip(".、")) if role_of(head[0]) == "no" else None
    named = given[1:] if number is not None else given
    words = [
        c
        for c in named
        if c and parse_ordinal(flatten(c)) is None and not re.fullmatch(r"[\d.]+", flatten(c))
    ]
    title = words[0] if words else next(c for c in given if c)
    return TableRow(j, j, number, None, title=title)
