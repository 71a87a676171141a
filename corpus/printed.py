"""Indicator tables of a page printed to text → rows.

A name wraps over lines, merged cells are left out, and only the running number and the attribute show where a
row begins and ends. A row that cannot be read to the last cell is given up with a warning, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.columns import (
    ATTRIBUTE,
    ATTRIBUTES,
    OPEN_TARGET,
    TARGET,
    VALUES,
    Header,
    Table,
    TableRow,
    make_row,
    read_header,
    role_of,
    squeeze,
)
from corpus.numerals import flatten
from corpus.types import Row

_HEADER_LINES = 10
_ROW_LINES = 12
_GROUP = re.compile(r"([^\s\d（(]{2,12})\s+(?=\d{1,3}\s)")


def read_printed(texts: Sequence[str], i: int, written: int | None) -> Table | None:
    """The table whose header begins with line ``i``, None where none does.

    :param texts: the lines, simplified.
    :param written: the year the document was written.
    """
    header, j = _header(texts, i, written)
    if header is None or j >= len(texts):
        return None
    number = _starts(texts[j], header, None)
    if number is None:
        return None
    rows: list[TableRow] = []
    warnings: list[str] = []
    group: str | None = None
    last = j - 1
    while j < len(texts) and _starts(texts[j], header, number) is not None:
        end = _row_end(texts, j, number, header)
        row = _row(texts[j : end + 1], number, header, group)
        if row is None:
            warnings.append(f"第{number}项的目标值未能读出：{squeeze(' '.join(texts[j : end + 1]))[:40]}")
        else:
            group = row.group
        rows.append(TableRow(j, end, number, row, title=row.name if row else ""))
        last, j, number = end, end + 1, number + 1
        again, after = _header(texts, j, written)
        if again is not None and again.roles == header.roles:
            last, j = after - 1, after
    return Table(i, last, tuple(rows), tuple(warnings))


def _header(texts: Sequence[str], i: int, written: int | None) -> tuple[Header | None, int]:
    """A header printed in one line, or a cell a line over several; and the index of the line after it."""
    cells: list[str] = []
    for j in range(i, min(i + _HEADER_LINES, len(texts))):
        words = texts[j].split()
        if j == i and (not words or role_of(words[0]) not in ("no", "group")):
            return None, i
        row = j > i and re.fullmatch(r"\d{1,3}", flatten(words[0]) if words else "")
        if cells and (row or all(role_of(w) == "other" and w[0] not in "（(" for w in words)):
            header = read_header(cells, written)
            if header is None or not header.indicators or "no" not in header.roles[:2]:
                return None, i
            return header, j
        for word in words:
            if word[0] in "（(" and cells:  # 2025年 with （目标） below it
                cells[-1] += word
            else:
                cells.append(word)
        if len(cells) > 12:
            return None, i
    return None, i


def _body(text: str, header: Header) -> tuple[str | None, str]:
    """A row's first line as (group printed before the number, the rest)."""
    text = text.strip()
    if header.roles[0] == "group":
        match = _GROUP.match(text)
        if match:
            return match[1], text[match.end() :]
    return None, text


def _starts(text: str, header: Header, number: int | None) -> int | None:
    """The running number a line begins a row with; None where it begins none, or not the one expected."""
    _, text = _body(text, header)
    match = re.match(r"(\d{1,3})(?:[.、](?!\d))?(?=\s|$|[^\d.%])", flatten(text))
    if match is None or (number is not None and int(match[1]) != number):
        return None
    return int(match[1])


def _row_end(texts: Sequence[str], j: int, number: int, header: Header) -> int:
    """The index of the last line of the row that begins with line ``j``."""
    for k in range(j, min(j + _ROW_LINES, len(texts))):
        if k > j and _starts(texts[k], header, number + 1) is not None:
            return k - 1
        if "attribute" in header.roles:
            if ATTRIBUTE.search(texts[k]):
                return k
        elif _row(texts[j : k + 1], number, header, None) is not None:
            return k
    return j


def _row(parts: Sequence[str], number: int, header: Header, carried: str | None) -> Row | None:
    group, first = _body(parts[0], header)
    raw = "\n".join([re.sub(r"^\d+[.、]?", "", flatten(first), count=1), *parts[1:]])
    attribute = None
    if "attribute" in header.roles:
        found = re.search(rf"({'|'.join(ATTRIBUTES)})\s*$", raw)
        if found is None:
            return None
        attribute, raw = found[1], raw[: found.start()]
    columns = [
        column for column in zip(header.roles, header.years, header.words, strict=True) if column[0] in VALUES
    ]
    for gap in [m.start() for m in re.finditer(r"\s+|(?<=[)）])", raw)]:
        name = raw[:gap].strip()
        cells = _last_cells(raw[gap:], len(columns), "unit" in header.roles)
        if not name or cells is None or _ends_in_number(name):
            continue
        if header.roles[1:2] == ("group",):
            group, name = _group_before(name)
        unit, values = cells
        figures = [(*column, value) for column, value in zip(columns, values, strict=True)]
        return make_row(str(number), group or carried, squeeze(name), unit, attribute, figures)
    return None


def _ends_in_number(name: str) -> bool:
    """Whether the last word of a name is a figure: then a column was taken for part of the name."""
    words = name.split()
    return len(words) > 1 and bool(TARGET.fullmatch(flatten(words[-1])))


def _group_before(name: str) -> tuple[str | None, str]:
    """类别 and 指标名称 of a row's first line; a name alone belongs to the group of the row before."""
    words = name.split("\n")[0].split()
    if len(words) < 2 or len(words[0]) > 12:
        return None, name
    return words[0], name.lstrip().removeprefix(words[0])


def _last_cells(rest: str, wanted: int, unit_column: bool) -> tuple[str | None, list[str]] | None:
    """The last cells of a printed row: (unit, one value a year column), None where they are not that."""
    words = rest.split()
    unit = None
    if unit_column:
        if not words or TARGET.fullmatch(flatten(words[0])):
            return None
        unit, words = words[0], words[1:]
    # a remark behind a number may be broken over lines: 6.5（年 均）. Two numbers are never joined to one
    values = words
    if wanted == 1 and not any(re.match(r"[\d≥≤><.,]", w) for w in words[1:]):
        values = ["".join(words)]
    if len(values) != wanted:
        return None
    if all(TARGET.fullmatch(flatten(v)) or OPEN_TARGET.fullmatch(v) for v in values):
        return unit, values
    return None
