"""The columns of indicator tables: what a header says of each, what fits into it, and a row made of cells.

Knows nothing of how a table was printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.numerals import flatten
from corpus.types import Row

Role = Literal["no", "group", "name", "unit", "target", "base", "attribute", "departments", "other"]

ATTRIBUTES = ("约束性", "预期性", "约束", "预期", "导向性", "指导性")
ATTRIBUTE = re.compile(rf"(?:{'|'.join(ATTRIBUTES)})(?:指标)?$")
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
_NUMBER = r"(?:[≥≤><]=?|≧|≦|不低于|不少于|不高于|不超过|大于|小于|约|达到|累计)?[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
TARGET = re.compile(
    rf"{_NUMBER}(?:[-~—至到]\d+(?:\.\d+)?)?[%‰]?(?:万|亿|个|项|家|件|张|名|倍|以上|以下|以内|左右|个百分点)*(?:\([^()]*\))?"
)
OPEN_TARGET = re.compile(
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
class Header:
    """What each column holds, and the year it is for."""

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


def role_of(cell: str) -> Role:
    """What a column headed so holds."""
    flat = re.sub(r"\s", "", flatten(cell))
    # a unit or a remark may stand in brackets behind the word
    bare = re.sub(r"\([^()]*\)$", "", flat)
    for role, pattern in _ROLES:
        if role in ("base", "target"):
            if len(flat) <= 20 and pattern.match(flat):
                return role
        elif pattern.fullmatch(bare):
            return role
    return "other"


def read_header(cells: Sequence[str], earlier_than: int | None) -> Header | None:
    """The columns that a row of cells heads, None where it heads none.

    :param earlier_than: the year the document was written.
    """
    roles = [role_of(c) for c in cells]
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
    return Header(tuple(roles), tuple(years))


def split_unit(name: str) -> tuple[str, str | None]:
    """An indicator's name without the unit in its last brackets: 专利拥有量（件） → 专利拥有量, 件."""
    match = re.fullmatch(r"(.+?)[(（【]([^()（）]{1,12}(?:[(（][^()（）]*[)）])?)[)）】]", name)
    if match is None or _NOT_UNIT.search(match[2]):
        return name, None
    return match[1], match[2].removeprefix("单位：").removeprefix("单位:")


def make_row(
    no: str | None,
    group: str | None,
    name: str,
    unit: str | None,
    attribute: str | None,
    targets: list[tuple[int | None, str]],
) -> Row:
    """A row from its cells; the unit comes out of the name's brackets where it has no column."""
    if not unit:
        name, unit = split_unit(name)
    year, target = targets[0] if targets else (None, "")
    return Row(no, group, name, unit, target, attribute, year, tuple(targets))
