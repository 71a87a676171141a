"""Indicator tables of cells parted by pipes or tabs → rows with the lines they take.

HTML, Word and Markdown tables arrive so. A merged first cell is printed once and stands for the rows below it.
Tables printed as plain text are read in printed.py. Knows nothing of the rest of the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.columns import (
    ATTRIBUTE,
    TARGET,
    VALUES,
    Header,
    Role,
    Table,
    TableRow,
    dated_by,
    make_row,
    merged_heads,
    named_within,
    read_header,
    read_second_header,
    role_of,
    split_unit,
    squeeze,
    unit_over,
    with_pipes,
)
from corpus.gridded import blank_cells, read_gridded
from corpus.lines import Line
from corpus.numerals import flatten, parse_ordinal
from corpus.printed import read_printed

_NUMBER = re.compile(r"[第（(]?[一二三四五六七八九十\d]+[章节条项、.．）)]*")


def cells_of(line: Line, text: str) -> list[str] | None:
    """The cells of a line of a pipe or tab table, None for another line.

    :param text: the line's simplified text, pipes included.
    """
    text = with_pipes(text)
    if line.piped and text.count("|") >= 2:
        body = text.strip()
        body = body.removeprefix("|")
        body = body.removesuffix("|")
        return [squeeze(c) for c in body.split("|")]
    if text.count("\t") >= 2:
        return [squeeze(c) for c in text.split("\t")]
    return None


def read_table(
    lines: Sequence[Line], texts: Sequence[str], i: int, written: int | None = None
) -> Table | None:
    """The table whose header is line ``i``, or None where no table begins there.

    :param texts: the lines' simplified text with pipes and inner tabs.
    :param written: the year the document was written: earlier year columns are no targets.
    """
    cells = cells_of(lines[i], texts[i])
    if cells is not None:
        before = cells_of(lines[i - 1], texts[i - 1]) if i else None
        header = read_header(cells, written, first=before is None)
        if header is None and before is None and (whole := _merged(lines, texts, i, cells)):
            header = read_header(whole, written, first=True)
        if header:
            header = named_within(header, cells, _rows_below(lines, texts, i))
            return _read_cells(lines, texts, i, header, written)

        def heads(j: int) -> bool:
            below = cells_of(lines[j], texts[j])
            return below is not None and read_header(below, written) is not None

        # a row whose last cells are empty may be printed with fewer tabs
        return read_gridded(
            lines,
            i,
            lambda j: cells_of(lines[j], texts[j]) or (_pair(lines[j], texts[j]) if j > i else None),
            heads,
            printed=False,
        )
    if (pair := _pair(lines[i], texts[i])) and not (i and _pair(lines[i - 1], texts[i - 1])):
        return _read_pairs(lines, texts, i, pair)
    found = read_printed(texts, i, written)
    if found is not None or blank_cells(texts[i]) is None:
        return found
    return read_gridded(
        lines,
        i,
        lambda j: None if lines[j].piped else blank_cells(texts[j]),
        lambda j: read_printed(texts, j, written) is not None,
        printed=True,
    )


def _pair(line: Line, text: str) -> list[str] | None:
    """The two cells of a line parted by one tab, None for another line."""
    cells = [squeeze(c) for c in text.strip().split("\t")]
    return cells if not line.piped and len(cells) == 2 and all(cells) else None


def _read_pairs(lines: Sequence[Line], texts: Sequence[str], i: int, head: list[str]) -> Table | None:
    """A table of two columns (科室 | 电话); numbers with what they number (一、→ …) are none."""
    numbered = role_of(head[0]) == "no"

    def cells(j: int) -> list[str] | None:
        pair = _pair(lines[j], texts[j])
        return None if pair is None or (_NUMBER.fullmatch(pair[0]) and not numbered) else pair

    return read_gridded(lines, i, cells, lambda _: False, printed=False) if cells(i) else None


def _rows_below(lines: Sequence[Line], texts: Sequence[str], i: int) -> list[list[str]]:
    """The cells of the lines below a head, without the rule under it."""
    rows: list[list[str]] = []
    for j in range(i + 1, len(lines)):
        cells = cells_of(lines[j], texts[j])
        if cells is None:
            break
        if not all(re.fullmatch(r":?-+:?", c) for c in cells if c):
            rows.append(cells)
    return rows


def _merged(lines: Sequence[Line], texts: Sequence[str], i: int, cells: list[str]) -> list[str] | None:
    """The heads of a table whose second row of heads is what tells its columns apart; None for another."""
    for j in range(i + 1, min(i + 3, len(lines))):
        below = cells_of(lines[j], texts[j])
        if below is None:
            return None
        if not all(re.fullmatch(r":?-+:?", c) for c in below if c):
            return merged_heads(cells, below)
    return None


def is_row_of_cells(line: Line, text: str) -> bool:
    """Whether a line belongs to a pipe or tab table (whatever it holds)."""
    cells = cells_of(line, text)
    return cells is not None and (len([c for c in cells if c]) != 1 or len(cells) > 2)


def _read_cells(
    lines: Sequence[Line], texts: Sequence[str], i: int, header: Header, written: int | None
) -> Table:
    rows: list[TableRow] = []
    warnings: list[str] = []
    carried: dict[int, str] = {}
    caption = texts[i - 1] if i else ""
    header, last = dated_by(header, caption), i
    unit = next(filter(None, map(unit_over, texts[max(0, i - 2) : i][::-1])), "")
    for j in range(i + 1, len(lines)):
        cells = cells_of(lines[j], texts[j])
        if cells is None:
            break
        filled = [c for c in cells if c]
        if not filled or all(re.fullmatch(r":?-+:?", c) for c in filled):
            last = j
            continue
        if len(filled) == 1 and len(filled[0]) > 1 and not re.match(r"\d", filled[0]):
            if re.match(r"专栏|附表|表\d|——", filled[0]):
                break
            if len(header.roles) > 2:  # a line over the whole width: a group's heading, or a note
                if not filled[0].startswith(("注", "备注", "说明")) and "group" not in header.roles:
                    carried[-1] = re.sub(r"^[(（]?[一二三四五六七八九十\d]+[)）、.]+", "", filled[0])
                last = j
                continue
        second = read_second_header(cells, header, written) if not rows else None
        if second is not None:
            header, last = dated_by(second, caption), j
            continue
        again = read_header(cells, written)
        if again is not None and not any(TARGET.fullmatch(flatten(c)) for c in filled):
            header, last = dated_by(again, caption), j
            continue
        placed = _align(cells, header)
        if placed is None:
            warnings.append(f"表格行无法与表头对齐：{' | '.join(filled)[:40]}")
            last = j
            continue
        row = _row(j, placed, header, carried)
        if unit and row.row and not row.row.unit:
            row = replace(row, row=replace(row.row, unit=unit))
        rows.append(row)
        last = j
    return Table(i, last, tuple(rows), tuple(warnings))


def _fits(role: Role, cell: str) -> int:
    """How well a cell suits a column: higher is better."""
    flat = flatten(cell)
    if not cell:
        return 0 if role not in ("no", "name", "target") else -2
    if role == "no":
        return 3 if parse_ordinal(flat.rstrip(".、")) is not None else -4
    if role == "attribute":
        return 3 if ATTRIBUTE.match(cell) else -3
    if role in VALUES:
        return 2 if TARGET.fullmatch(flat) else (0 if re.search(r"\d", flat) or len(flat) <= 12 else -3)
    if role == "name":
        return -3 if TARGET.fullmatch(flat) or ATTRIBUTE.fullmatch(cell) else 1
    if role == "group":
        return -2 if re.search(r"[)）]$", cell) or TARGET.fullmatch(flat) else 0
    return 0


def _align(cells: list[str], header: Header) -> list[str | None] | None:
    """The cells under their columns; None in a column whose merged cell was printed in an earlier row."""
    width = len(header.roles)
    given = list(cells)
    while len(given) > width and not given[-1]:
        given.pop()
    options: list[tuple[int, list[str | None]]] = []
    while True:
        missing = width - len(given)
        if 0 <= missing <= 3:
            for gone in itertools.combinations(range(width), missing):
                rest = iter(given)
                placed: list[str | None] = [None if k in gone else next(rest) for k in range(width)]
                score = sum(_fits(r, c) for r, c in zip(header.roles, placed, strict=True) if c is not None)
                score -= sum(
                    {"group": 0, "other": 1, "unit": 1, "attribute": 1}.get(header.roles[k], 5) for k in gone
                )
                score -= gone.index(max(gone)) if gone else 0
                options.append((score, placed))
        if not given or given[-1]:
            break
        given.pop()
    options = [o for o in options if o[0] > -4]
    return max(options, key=lambda o: o[0])[1] if options else None


def _row(j: int, placed: list[str | None], header: Header, carried: dict[int, str]) -> TableRow:
    # one body may answer for several rows (merged cells); who helps it is carried down only along with it
    shared = not any(c for r, c in zip(header.roles, placed, strict=True) if r == "departments")
    for k, role in enumerate(header.roles):
        if role not in ("group", "departments", "assistants"):
            continue
        if placed[k]:
            carried[k] = placed[k] or ""
        elif role == "group" or (shared and "departments" in header.roles):
            placed[k] = carried.get(k)
        else:
            carried[k] = ""

    def get(role: Role) -> str | None:
        k = header.column(role)
        return (placed[k] or None) if k is not None else None

    def cells(*roles: Role) -> list[str]:
        return [c for of in roles for r, c in zip(header.roles, placed, strict=True) if r == of and c]

    number = parse_ordinal(flatten(get("no") or "").rstrip(".、"))
    departments = "、".join(cells("departments", "assistants"))
    name = get("name") or ""
    if not header.indicators:
        title = name or next(
            (c for r, c in zip(header.roles, placed, strict=True) if r in ("other", "group") and c), ""
        )
        return TableRow(j, j, number, None, departments, title)
    group = "·".join(dict.fromkeys(cells("group")))
    figures = [
        (role, year, word, re.sub(r"\s", "", cell))
        for role, year, word, cell in zip(header.roles, header.years, header.words, placed, strict=True)
        if role in VALUES and cell
    ]
    row = make_row(
        str(number) if number else None,
        group or carried.get(-1), name, get("unit"), get("attribute"), figures,
    )  # fmt: skip
    return TableRow(j, j, number, row, departments, split_unit(name)[0])
