"""The columns of indicator tables: what a header says of each, what fits into it, and a row made of cells.

Knows nothing of how a table was printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.numerals import find_years, flatten
from corpus.types import Row

# base: where things stand; span: a figure that no year is asked for (累计, 年均增速, 县级资金（万元）);
# assistants: who helps the departments
Role = Literal[
    "no", "group", "name", "unit", "target", "base", "span", "attribute", "departments", "assistants", "other"
]
VALUES: tuple[Role, ...] = ("target", "base", "span")

ATTRIBUTES = ("约束性", "预期性", "约束", "预期", "导向性", "指导性")
ATTRIBUTE = re.compile(rf"(?:{'|'.join(ATTRIBUTES)})(?:指标)?$")
_YEAR = re.compile(r"(20\d\d)年?")
_FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_BODIES = r"(?:单位|部门|主体|机构)"
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("no", re.compile(r"序号|编号|No\.?|№|项号", re.I)),
    ("departments", re.compile(rf".*(?:责任|牵头|主管|主办|实施|承担|落实|负责){_BODIES}.*|(?:部门|任务)分工")),
    ("assistants", re.compile(rf".*(?:配合|参与|参加|协办|协同|协助){_BODIES}")),
    ("attribute", re.compile(r"(?:指标)?(?:属性|性质|类型)")),
    ("unit", re.compile(r"(?:计量)?单位")),
    ("name", re.compile(
        r"(?:具体|主要|核心|发展|监测|评价|二级|三级)?指标(?:名称|内容)?|(?:指标|项目|任务)?名称|指标项|项目|事项"
        r"|(?:工作|主要|具体|任务)?内容|(?:工作|具体|目标|任务)?(?:任务|措施|举措)"
    )),
    ("group", re.compile(r"类别|分类|主要任务|一级指标|领域|维度|类型|方面|重点任务|目标类别|指标类别|项目类别")),
    # 完成时限 is when a task is to be done, no figure
    ("other", re.compile(r".*(?:时限|时间|期限|节点|进度|来源|口径|备注|说明)")),
    ("span", re.compile(
        r"(?:[一二三四五六七八九十]+年|\d{1,2}年|年均|年度|累计|合计|总计|[增减]长?[长速幅加少]|提高|下降|变化|[/／、或和])*"
        r"(?:年均|累计|合计|总计|[增减]长?[长速幅加少])(?:值|数|率|幅度|目标)?"
        r"|.*(?:金额|资金|数量|额度|分值|权重|单价|比例|占比|[人户件目个家次位]数|(?:[补资]助|补贴|奖[励补]|收费|缴费|处罚)(?:标准|上限|限额))"
    )),
    ("base", re.compile(
        r".*(?:基期|基数|基线|现状|实际|基准|实绩|现值|当前|现有|预计|已完成|已建成|(?<!目标)完成(?:值|数|量|情况)?$)"
    )),
    ("target", re.compile(r".*(?:(?<![\d/])20\d\d(?!\d)年?|目标|指标值|期末|计划值|计划数|十[二三四五]五)")),
)  # fmt: skip
_NUMBER = r"(?:[≥≤><]=?|≧|≦|不低于|不少于|不高于|不超过|大于|小于|约|达到|累计)?[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
TARGET = re.compile(
    rf"{_NUMBER}(?:[-~—至到]\d+(?:\.\d+)?)?[%‰]?(?:万|亿|个|项|家|件|张|名|倍|以上|以下|以内|左右|个百分点)*(?:\([^()]*\))?"
)
# 〔14〕: by habit of such tables the sum over the years
SUMMED = re.compile(r"[〔\[［【]([^〔〕\[\]［］【】]+)[〕\]］】]")
_AMOUNT = re.compile(
    r".*[(]([万亿千百]?(?:元|吨|亩|户|件|人|个|家|项|台|套|张|名|处|座|辆|次|公里|平方米|%)(?:[/／][^()]+)?)[)]"
)
SUMS = re.compile(
    r"累计|合计|总计|年均|[增降]|提高|变化"
)  # of a span: over all years; any other is an amount
_BRACKETS = str.maketrans("〔［【[〕］】]", "(((())))")
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
    plain: bool = False  # of any kind: what its columns mean is not known


@dataclass(frozen=True, slots=True)
class Header:
    """What each column holds, and the year it is for."""

    roles: tuple[Role, ...]
    years: tuple[int | None, ...]
    words: tuple[str, ...]  # what a column is called besides its year: 现状值

    @property
    def indicators(self) -> bool:
        return "name" in self.roles and bool({"target", "span"}.intersection(self.roles))

    def column(self, role: Role) -> int | None:
        return self.roles.index(role) if role in self.roles else None


def with_pipes(text: str) -> str:
    """A line of a table whose cells are parted by the full-width ｜ with | in its place, as long as before."""
    return text.replace("｜", "|") if "|" not in text and text.count("｜") > 1 else text


def squeeze(cell: str) -> str:
    """A cell without the white space that wrapping put into it; blanks between Latin words stay."""
    cell = re.sub(r"(?:[\s\u3000]|<br\s*/?>)+", " ", cell).strip(" *_")
    return re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", cell)


def role_of(cell: str) -> Role:
    """What a column headed so holds."""
    flat = re.sub(r"\s", "", flatten(cell)).translate(_BRACKETS)
    # a unit or a remark may stand in brackets behind the word
    bare = re.sub(r"\([^()]*\)$", "", flat)
    for role, pattern in _ROLES:
        if role in ("base", "target"):
            if len(flat) <= 20 and pattern.match(re.sub(r"[()]", "", flat)):
                return role
        elif pattern.fullmatch(bare):
            return role
    return "span" if _AMOUNT.fullmatch(flat) and len(flat) <= 20 else "other"


def _year_of(cell: str) -> int | None:
    found = _YEAR.search(flatten(cell))
    if found:
        return int(found[1])
    return next((year for name, year in _FIVE_YEARS.items() if name in cell), None)


def _word_of(cell: str) -> str:
    """2024年现状值 → 现状值, 2022年（基期） → 基期; brackets that tell kinds apart stay: 市级资金（万元）."""
    if role_of(cell) == "span":
        return re.sub(r"[\s“”]", "", cell)
    return re.sub(
        r"\s|[()“”]|(?<!\d)20\d\d年?[底末]?|十[一二三四五六]五”?(?:末|期末|时期)?", "", flatten(cell)
    )


def read_header(cells: Sequence[str], earlier_than: int | None, *, first: bool = False) -> Header | None:
    """The columns that a row of cells heads, None where it heads none.

    :param earlier_than: the year the document was written.
    :param first: it is the first row of cells: what stands above figures in it is more likely a head.
    """
    roles = _grouped([role_of(c) for c in cells], cells)
    if len(roles) < 2 or any(len(c) > 24 or c.endswith(("：", ":")) for c in cells):
        return None
    header = _dated(roles, [_year_of(c) for c in cells], [_word_of(c) for c in cells], earlier_than)
    known = set(header.roles) - {"other"}
    figures = [k for k, r in enumerate(header.roles) if r in ("target", "span")]
    if "name" not in known and figures:
        # what a row is about: 产业, where nothing is called 指标 or 项目
        named = [k for k, r in enumerate(header.roles) if r == "group"]
        if not named and ("no" in known or first):
            named = [k for k, r in enumerate(header.roles[: figures[0]]) if r == "other"][:1]
        if len(named) == 1:
            of: list[Role] = ["name" if k == named[0] else r for k, r in enumerate(header.roles)]
            return Header(tuple(of), header.years, header.words)
    if "departments" in known:
        return header
    return header if "name" in known and len(known) > 1 else None


def _grouped(roles: Sequence[Role], cells: Sequence[str]) -> list[Role]:
    """任务 | 指标 | 2027年: what stands before the column of 指标 tells what they belong to, and names none of them."""
    indicators = [k for k, c in enumerate(cells) if roles[k] == "name" and "指标" in c]
    if len(indicators) != 1:
        return list(roles)
    return ["group" if r == "name" and k < indicators[0] else r for k, r in enumerate(roles)]


def read_second_header(cells: Sequence[str], above: Header, earlier_than: int | None) -> Header | None:
    """The columns after a second row of headings (2025年 | 2027年 below 目标值), None where it is a row of the table."""
    if len(cells) != len(above.roles) or not any(cells):
        return None
    roles, years, words = list(above.roles), list(above.years), list(above.words)
    over = 0  # the column whose cell reaches over this one
    for k, cell in enumerate(cells):
        if above.words[k] or above.years[k]:
            over = k
        if not cell:
            continue
        role = role_of(cell)
        if role not in VALUES or not (_year_of(cell) or not TARGET.fullmatch(flatten(cell))):
            return None
        roles[k] = above.roles[over] if role == "target" and above.roles[over] in VALUES else role
        years[k], words[k] = _year_of(cell) or above.years[over], _word_of(cell) or above.words[over]
    return _dated(roles, years, words, earlier_than)


def named_within(header: Header, cells: Sequence[str], rows: Sequence[Sequence[str]]) -> Header:
    """类别 | 平台 | 奖补: where rows share their 类别, the column next to it names them; 甲类 of one row names that row.

    :param cells: the heads themselves. :param rows: the cells of the rows below.
    """
    k = header.column("name")
    if k is None or role_of(cells[k]) != "group" or header.roles[k + 1 : k + 2] != ("other",):
        return header
    groups = [row[k] for row in rows if len(row) == len(header.roles)]
    if len(groups) < 2 or len({g for g in groups if g}) == len(groups):
        return header
    roles = (*header.roles[:k], "group", "name", *header.roles[k + 2 :])
    return Header(roles, header.years, header.words)


def merged_heads(above: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """The heads of two rows as one (县区 | 任务 |  over  | 2026年 | 2027年), None where they are no such rows.

    A head reaches over the empty cells to its right, and down where nothing stands below it.
    """
    if len(above) != len(below) or len(above) < 3 or not above[0] or below[0]:
        return None
    out, over = [], ""
    for top, under in zip(above, below, strict=True):
        over = top or over
        if not top and not under:
            return None
        out.append(f"{over}{under}" if under else top)
    return out


_UNIT_OVER = re.compile(r"单位[:：]\s*([^\s()（）、，,；;。：:]{1,8})(?=[)）\s]|$)")


def unit_over(caption: str) -> str:
    """The one unit that the line over a table gives for its figures (单位：万元; …标准（元／人·月）); "" for none."""
    if len(caption) > 60:
        return ""
    found = _UNIT_OVER.findall(flatten(caption))
    if len(found) == 1:
        return str(found[0])
    amount = (
        _AMOUNT.fullmatch(re.sub(r"\s", "", flatten(caption)).translate(_BRACKETS)) if not found else None
    )
    return amount[1] if amount else ""


def dated_by(header: Header, caption: str) -> Header:
    """The header with the one year its caption names (表1 2027年主要指标), where its one target column names none."""
    years = set(find_years(caption)) if len(caption) <= 60 else set()
    dated = [y for r, y in zip(header.roles, header.years, strict=True) if r == "target"]
    if len(years) != 1 or dated != [None]:
        return header
    return Header(
        header.roles,
        tuple(min(years) if r == "target" else y for r, y in zip(header.roles, header.years, strict=True)),
        header.words,
    )


def _dated(roles: list[Role], years: list[int | None], words: list[str], earlier_than: int | None) -> Header:
    """A column for a year before the document was written is where it starts from, not a target."""
    dated = [y for r, y in zip(roles, years, strict=True) if r == "target" and y]
    if earlier_than and any(y >= earlier_than for y in dated):
        roles = [
            "base" if r == "target" and y and y < earlier_than else r
            for r, y in zip(roles, years, strict=True)
        ]
    return Header(tuple(roles), tuple(years), tuple(words))


def split_unit(name: str) -> tuple[str, str | None]:
    """An indicator's name without the unit in its last brackets: 专利拥有量（件） → 专利拥有量, 件."""
    match = re.fullmatch(r"(.+?)[(（【]([^()（）]{1,12}(?:[(（][^()（）]*[)）])?)[)）】]", name)
    if match is None or _NOT_UNIT.search(match[2]):
        return name, None
    return match[1], match[2].removeprefix("单位：").removeprefix("单位:")


def _word_for(word: str, cell: str) -> str:
    """What a figure is, of a column for two kinds: 年均增速〔累计〕 over 〔2.5〕 is 累计, over 9.1% 年均增速."""
    two = re.fullmatch(r"(.+?)(?:[〔\[［【(（](.+)[〕\]］】)）]|[/／或](.+))", word)
    if two is None or split_unit(word)[1]:
        # 〔590〕 under 年均增长 is no yearly growth: in these tables brackets mark the sum over the years
        return "累计" if SUMMED.fullmatch(cell) and re.search("年均|[增减]", word) else word
    return (two[2] or two[3]) if SUMMED.fullmatch(cell) else two[1]


def make_row(
    no: str | None,
    group: str | None,
    name: str,
    unit: str | None,
    attribute: str | None,
    figures: Sequence[tuple[Role, int | None, str, str]],
) -> Row:
    """A row from its cells; the unit comes out of the name's brackets where it has no column.

    :param figures: (what the column holds, its year, its word, the cell), column by column.
    """
    if not unit or not re.search(r"\w|[%‰℃°]", unit):  # a dash
        name, unit = split_unit(name)
    targets = tuple((year, cell) for role, year, _, cell in figures if role == "target")
    others = tuple(
        (year, cell, _word_for(word, cell) if role == "span" else word)
        for role, year, word, cell in figures
        if role in ("base", "span")
    )
    year, target = targets[0] if targets else (None, "")
    return Row(no, group, name, unit, target, attribute, year, targets, others)
