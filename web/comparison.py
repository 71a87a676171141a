"""指标对比: targets of the indicator table, chosen by name and region, grouped so that only like is drawn with like.

Two figures share an axis only where name, unit and year are the same. Knows nothing of HTML.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answers.render import say_value, titled
from corpus.types import Indicator
from index.policy_index import PolicyIndex

HEADINGS = ("指标", "地区", "目标", "单位", "年份", "属性", "依据", "原文")


@dataclass(frozen=True, slots=True)
class Figure:
    """One target with where it stands. ``low``/``high`` in ``unit``, equal unless a range."""

    indicator_id: str
    clause_id: str
    name: str
    region: str
    said: str  # with comparator and unit, as the source writes it
    low: Decimal
    high: Decimal
    unit: str
    year: int | None
    yearly: bool
    attribute: str
    basis: str
    quote: str


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that may stand on one axis."""

    name: str
    unit: str
    year: int | None
    yearly: bool
    figures: tuple[Figure, ...]

    @property
    def drawn(self) -> bool:
        """Whether there is anything to compare: at least two figures."""
        return len(self.figures) > 1

    @property
    def caption(self) -> str:
        """Name, year and unit in one line."""
        year = f"{self.year}年" if self.year else "未注明年份"
        said = (year, "年均" if self.yearly else "", self.unit)
        return f"{self.name}（{'，'.join(part for part in said if part)}）"


def names(index: PolicyIndex) -> list[str]:
    """The indicators' names: those that several regions share first, then in reading order."""
    regions: dict[str, set[str]] = {}
    for i in index.indicators:
        regions.setdefault(i.name, set()).add(i.region or "")
    return sorted(regions, key=lambda name: -len(regions[name]))


def regions(index: PolicyIndex) -> list[str]:
    """The regions that have targets."""
    return sorted({i.region for i in index.indicators if i.region})


def _figure(index: PolicyIndex, i: Indicator) -> Figure:
    document = index.documents[i.doc_id]
    clause = index.tree.get(i.clause_id)
    where = index.tree.reader_label(clause) if clause else ""
    return Figure(
        indicator_id=i.indicator_id,
        clause_id=i.clause_id,
        name=i.name,
        region=i.region or "未注明",
        said=say_value(i),
        low=i.quantity.low,
        high=i.quantity.high,
        unit=i.unit or i.quantity.unit,
        year=i.year,
        yearly=i.quantity.yearly,
        attribute=i.attribute or "未注明",
        basis=f"{titled(document.title)}{where}",
        quote=document.text[i.start : i.end].strip(),
    )


def chosen(
    index: PolicyIndex, wanted: Sequence[str], where: Sequence[str] = (), most: int = 200
) -> list[Figure]:
    """The figures of the named indicators in the named regions (none named: everywhere)."""
    names_wanted, regions_wanted = set(wanted), set(where)
    return [
        _figure(index, i)
        for i in index.indicators
        if i.name in names_wanted and (not regions_wanted or i.region in regions_wanted)
    ][:most]


def search(index: PolicyIndex, text: str, where: Sequence[str] = ()) -> list[Figure]:
    """The figures of all indicators whose name holds every word of ``text``."""
    words = text.split()
    return chosen(index, [n for n in names(index) if all(w in n for w in words)], where) if words else []


def groups(figures: Sequence[Figure]) -> list[Group]:
    """The figures by what may stand on one axis: indicators in order of appearance, each by year."""
    out: dict[tuple[str, str, int | None, bool], list[Figure]] = {}
    order = {name: n for n, name in enumerate(dict.fromkeys(f.name for f in figures))}
    for f in sorted(figures, key=lambda f: (order[f.name], f.year or 0)):
        out.setdefault((f.name, f.unit, f.year, f.yearly), []).append(f)
    return [Group(*key, tuple(members)) for key, members in out.items()]


def workbook(figures: Sequence[Figure]) -> bytes:
    """The figures as an .xlsx file; texts are written as texts, never as formulas."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指标对比"
    sheet.append([*HEADINGS[:2], "数值下限", "数值上限", *HEADINGS[2:]])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for f in figures:
        row = [f.name, f.region, f.low, f.high, f.said, f.unit, f.year, f.attribute, f.basis, f.quote]
        for column, value in enumerate(row, 1):
            cell = sheet.cell(sheet.max_row + (1 if column == 1 else 0), column)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
    for letter, width in zip("ABCDEFGHIJ", (34, 10, 10, 10, 14, 8, 8, 10, 44, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
