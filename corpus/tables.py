"""Indicator tables → rows with the lines they take.

Two printings are read: cells parted by pipes or tabs (HTML, Word and Markdown tables arrive so), where a
merged first cell is printed once and stands for the rows below it, and pages printed to plain text, where a
name wraps over lines and only the running number and the attribute show where a row begins and ends.
Knows nothing of the rest of the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.lines import Line
from corpus.numerals import flatten, parse_ordinal
from corpus.types import Row

Role = Literal["no", "group", "name", "unit", "target", "base", "attribute", "departments", "other"]

ATTRIBUTES = ("约束性", "预期性", "约束", "预期", "导向性", "指导性")
_ATTRIBUTE = re.compile(rf"(?:{'|'.join(ATTRIBUTES)})(?:指标)?$")
_YEAR = re.compile(r"(20\d\d)年?")
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("no", re.compile(r"序号|编号|No\.?|№|项号", re.I)),
    ("departments", re.compile(r".*(?:责任单位|牵头单位|责任部门|牵头部门|配合单位|主管部门|实施单位)")),
    ("attribute", re.compile(r"(?:指标)?(?:属性|性质|类型)")),
    ("unit", re.compile(r"(?:计量)?单位")),
    ("name", re.compile(
        r"(?:具体|主要|核心|发展|监测|评价|二级|三级)?指标(?:名称|内容)?|(?:指标|项目|任务)?名称|指标项|项目|事项"
        r"|(?:工作|主要)?内容"
    )),
    ("group", re.compile(r"类别|分类|主要任务|一级指标|领域|维度|类型|方面|重点任务|目标类别|指标类别|项目类别")),
    ("base", re.compile(r".*(?:基期|基数|现状|实际|完成|基准|实绩)")),
    ("target", re.compile(r".*(?:20\d\d年?|目标|指标值|期末)")),
)  # fmt: skip
_NUMBER = r"(?:[≥≤><]=?|≧|≦|不低于|不少于|不高于|不超过|大于|小于|约|达到|累计)?[-+]?\d[\d,.]*"
_TARGET = re.compile(
    rf"{_NUMBER}(?:[-~—至到]\d[\d,.]*)?[%‰]?(?:万|亿|个|项|家|件|张|名|倍|以上|以下|以内|左右|个百分点)*(?:\([^()]*\))?"
)
_OPEN_TARGET = re.compile(
    r"[\[［【]?(?:-|—|—{2,}|完成国家下达任务|完成.{2,12}|持续.{1,6}|进一步.{1,6}|保持.{1,8})[\]］】]?"
)
_NOT_UNIT = re.compile(r"[A-Z&]{2,}$|不?含|其中|以上$|以下$|试行|年均|累计$|按|口径|[,，。；、]")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the lines [first, last] it takes; ``row`` is None where the table holds no targets."""

    first: int
    last: int
    number: int | None
    row: Row | None
    departments: str = ""  # the cell as written, simplified
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the lines [first, last] it takes with its headers, and its rows in order."""

    first: int
    last: int
    rows: tuple[TableRow, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    roles: tuple[Role, ...]
    years: tuple[int | None, ...]

    @property
    def indicators(self) -> bool:
        return "name" in self.roles and "target" in self.roles

    def column(self, role: Role) -> int | None:
        return self.roles.index(role) if role in self.roles else None


def squeeze(cell: str) -> str:
    """A cell without the white space that wrapping put into it; blanks between Latin words stay."""
    cell = re.sub(r"[\s\u3000]+", " ", cell).strip(" *_")
    return re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", cell)


def cells_of(line: Line, text: str) -> list[str] | None:
    """The cells of a line of a pipe or tab table, None for another line.

    :param text: the line's simplified text, pipes included.
    """
    if line.piped and text.count("|") >= 2:
        body = text.strip()
        body = body.removeprefix("|")
        body = body.removesuffix("|")
        return [squeeze(c) for c in body.split("|")]
    if text.count("\t") >= 2:
        return [squeeze(c) for c in text.split("\t")]
    return None


def _role(cell: str) -> Role:
    flat = flatten(cell).replace(" ", "")
    for role, pattern in _ROLES:
        match = pattern.match(flat)
        if match and (match.end() == len(flat) or (role in ("base", "target", "departments", "group", "unit", "name")
                      and flat[match.end()] in "(年值%")):  # fmt: skip
            return role
    return "other"


def _header(cells: Sequence[str], earlier_than: int | None) -> _Header | None:
    roles = [_role(c) for c in cells]
    if len(roles) < 2 or any(len(c) > 24 for c in cells):
        return None
    years = []
    for c in cells:
        found = _YEAR.search(flatten(c))
        years.append(int(found[1]) if found else None)
    dated = [y for r, y in zip(roles, years, strict=True) if r == "target" and y]
    if earlier_than and any(y >= earlier_than for y in dated):
        # a column for a year before the document was written is where it starts from, not a target
        roles = [
            "base" if r == "target" and y and y < earlier_than else r
            for r, y in zip(roles, years, strict=True)
        ]
    known = set(roles) - {"other"}
    if "name" not in known and "target" in known and roles.count("group") == 1:
        roles[roles.index("group")] = "name"
        known = set(roles) - {"other"}
    if "name" not in known and "departments" not in known:
        return None
    if len(known) < 2:
        return None
    return _Header(tuple(roles), tuple(years))


def split_unit(name: str) -> tuple[str, str | None]:
    """An indicator's name without the unit in its last brackets: 专利拥有量（件） → 专利拥有量, 件."""
    match = re.fullmatch(r"(.+?)[(（【]([^()（）]{1,12}(?:[(（][^()（）]*[)）])?)[)）】]", name)
    if match is None or _NOT_UNIT.search(match[2]):
        return name, None
    return match[1], match[2].removeprefix("单位：").removeprefix("单位:")


def read_table(
    lines: Sequence[Line], texts: Sequence[str], i: int, written: int | None = None
) -> Table | None:
    """The table whose header is line ``i``, or None where no table begins there.

    :param texts: the lines' simplified text with pipes and inner tabs.
    :param written: the year the document was written: earlier year columns are no targets.
    """
    cells = cells_of(lines[i], texts[i])
    if cells is not None:
        header = _header(cells, written)
        return _read_cells(lines, texts, i, header, written) if header else None
    return _read_print(texts, i, written)


def is_row_of_cells(line: Line, text: str) -> bool:
    """Whether a line belongs to a pipe or tab table (whatever it holds)."""
    cells = cells_of(line, text)
    return cells is not None and (len([c for c in cells if c]) != 1 or len(cells) > 2)


def _read_cells(
    lines: Sequence[Line], texts: Sequence[str], i: int, header: _Header, written: int | None
) -> Table:
    rows: list[TableRow] = []
    warnings: list[str] = []
    carried: dict[int, str] = {}
    last = i
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
        again = _header(cells, written)
        if again is not None and not any(_TARGET.fullmatch(flatten(c)) for c in filled):
            header, last = again, j
            continue
        placed = _align(cells, header)
        if placed is None:
            warnings.append(f"表格行无法与表头对齐：{' | '.join(filled)[:40]}")
            last = j
            continue
        rows.append(_row(j, placed, header, carried))
        last = j
    return Table(i, last, tuple(rows), tuple(warnings))


def _fits(role: Role, cell: str) -> int:
    """How well a cell suits a column: higher is better."""
    flat = flatten(cell)
    if not cell:
        return 0 if role in ("group", "other", "unit", "attribute", "base") else -2
    if role == "no":
        return 3 if parse_ordinal(flat.rstrip(".、")) is not None else -4
    if role == "attribute":
        return 3 if _ATTRIBUTE.match(cell) else -3
    if role in ("target", "base"):
        return 2 if _TARGET.fullmatch(flat) else (0 if re.search(r"\d", flat) or len(flat) <= 12 else -3)
    if role == "name":
        return -3 if _TARGET.fullmatch(flat) or _ATTRIBUTE.fullmatch(cell) else 1
    if role == "group":
        return -2 if re.search(r"[)）]$", cell) or _TARGET.fullmatch(flat) else 0
    return 0


def _align(cells: list[str], header: _Header) -> list[str | None] | None:
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


def _row(j: int, placed: list[str | None], header: _Header, carried: dict[int, str]) -> TableRow:
    for k, role in enumerate(header.roles):
        cell = placed[k]
        if role in ("group", "departments") and not cell:
            placed[k] = carried.get(k)
        elif role in ("group", "departments") and cell:
            carried[k] = cell

    def get(role: Role) -> str | None:
        k = header.column(role)
        return (placed[k] or None) if k is not None else None

    number = parse_ordinal(flatten(get("no") or "").rstrip(".、"))
    departments = "、".join(c for r, c in zip(header.roles, placed, strict=True) if r == "departments" and c)
    name = get("name") or ""
    if not header.indicators:
        title = name or next(
            (c for r, c in zip(header.roles, placed, strict=True) if r in ("other", "group") and c), ""
        )
        return TableRow(j, j, number, None, departments, title)
    group = "·".join(
        dict.fromkeys(c for r, c in zip(header.roles, placed, strict=True) if r == "group" and c)
    )
    return TableRow(j, j, number, _make(
        str(number) if number else None, group or carried.get(-1), name, get("unit"), get("attribute"),
        [(y, re.sub(r"\s", "", c)) for r, y, c in zip(header.roles, header.years, placed, strict=True)
         if r == "target" and c],
    ), departments, split_unit(name)[0])  # fmt: skip


def _make(
    no: str | None,
    group: str | None,
    name: str,
    unit: str | None,
    attribute: str | None,
    targets: list[tuple[int | None, str]],
) -> Row:
    if not unit:
        name, unit = split_unit(name)
    year, target = targets[0] if targets else (None, "")
    return Row(no, group, name, unit, target, attribute, year, tuple(targets))


def _read_print(texts: Sequence[str], i: int, written: int | None) -> Table | None:
    """A table of a page printed to text: rows begin with the next running number."""
    header, body = _print_header(texts, i, written)
    if header is None or not header.indicators or header.roles[0] != "no":
        return None
    wanted = header.roles.count("target") + header.roles.count("base")
    rows: list[TableRow] = []
    warnings: list[str] = []
    j, number = body, 1
    last = body - 1
    first = _starts(texts[j], None) if j < len(texts) else None
    if first is None:
        return None
    number = first
    while j < len(texts) and _starts(texts[j], number) is not None:
        end = _print_row_end(texts, j, number, header)
        row = _print_row([texts[k] for k in range(j, end + 1)], number, header, wanted)
        if row is None:
            warnings.append(f"第{number}项的目标值未能读出：{squeeze(' '.join(texts[j : end + 1]))[:40]}")
        rows.append(TableRow(j, end, number, row, title=row.name if row else ""))
        last, j, number = end, end + 1, number + 1
        again, after = _print_header(texts, j, written)
        if again is not None and again.roles == header.roles:
            last, j = after - 1, after
    return Table(i, last, tuple(rows), tuple(warnings))


def _print_header(texts: Sequence[str], i: int, written: int | None) -> tuple[_Header | None, int]:
    """A header printed in one line, or a cell a line over up to eight; and the line after it."""
    if i >= len(texts):
        return None, i
    cells = texts[i].split()
    if not cells or _role(cells[0]) != "no":
        return None, i
    j = i + 1
    while True:
        header = _header(cells, written)
        following = texts[j].split() if j < len(texts) else []
        if header is not None and header.indicators and not any(_role(c) != "other" for c in following):
            return header, j
        if not following or j - i > 8 or len(cells) > 10 or _starts(texts[j], None) is not None:
            return None, i
        cells += following
        j += 1


def _starts(text: str, number: int | None) -> int | None:
    match = re.match(r"(\d{1,3})(?:[.、](?!\d))?(?=\s|$|[^\d.%])", flatten(text))
    if match is None or (number is not None and int(match[1]) != number):
        return None
    return int(match[1])


def _print_row_end(texts: Sequence[str], j: int, number: int, header: _Header) -> int:
    for k in range(j, min(j + 12, len(texts))):
        if k > j and _starts(texts[k], number + 1) is not None and "attribute" not in header.roles:
            return k - 1
        if "attribute" in header.roles and _ATTRIBUTE.search(texts[k]):
            return k
        if "attribute" not in header.roles and re.search(
            r"[)）\s]\s*" + _TARGET.pattern + r"$", flatten(texts[k])
        ):
            return k
    return j


def _print_row(parts: Sequence[str], number: int, header: _Header, wanted: int) -> Row | None:
    raw = re.sub(r"^\s*\d+[.、]?", "", "\n".join(parts))
    attribute = None
    if "attribute" in header.roles:
        found = re.search(rf"({'|'.join(ATTRIBUTES)})\s*$", raw)
        if found is None:
            return None
        attribute, raw = found[1], raw[: found.start()]
    unit_column = header.column("unit") is not None
    for gap in [m.start() for m in re.finditer(r"\s+|(?<=[)）])", raw)]:
        name, rest = squeeze(raw[:gap]), raw[gap:]
        targets = _targets(rest, wanted, unit_column)
        if name and targets is not None:
            unit, values = targets
            columns = [
                (r, y) for r, y in zip(header.roles, header.years, strict=True) if r in ("target", "base")
            ]
            pairs = [(y, v) for (r, y), v in zip(columns, values, strict=True) if r == "target"]
            group = None
            if "group" in header.roles and " " in raw[:gap].strip():
                group, name = raw[:gap].split()[0], squeeze(" ".join(raw[:gap].split()[1:]))
            return _make(str(number), group, name, unit, attribute, pairs)
    return None


def _targets(rest: str, wanted: int, unit_column: bool) -> tuple[str | None, list[str]] | None:
    """The last cells of a printed row: (unit, one value a year column), None where they are not that."""
    words = rest.split()
    unit = None
    if unit_column:
        if not words or _TARGET.fullmatch(flatten(words[0])):
            return None
        unit, words = words[0], words[1:]
    for joined in ([("".join(words))], words) if wanted == 1 else (words,):
        whole = joined if isinstance(joined, list) else [joined]
        if len(whole) == wanted and all(
            _TARGET.fullmatch(flatten(w)) or _OPEN_TARGET.fullmatch(w) for w in whole
        ):
            return unit, whole
    return None
