"""A Word file → text: paragraphs with their automatic numbers written out, tables as lines of cells.

A heading that Word numbers itself (一、 （一）) has no number in its text; without it no clause could be cited.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError
from corpus.grid import Grid, grid_lines
from corpus.numerals import format_ordinal

MAX_UNPACKED = 200 * 1024 * 1024

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "japaneseDigitalTenThousand",
    "koreanCounting",
)


def read_word(path: Path, data: bytes) -> str:
    """The text of a .docx.

    :raises DocumentError: not a Word file, or one that unpacks to more than MAX_UNPACKED bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise DocumentError(
                f"{path}: unpacks to {unpacked / 1e6:.0f} MB, expected at most {MAX_UNPACKED / 1e6:.0f} MB"
            )
        return "\n".join(_lines(data)) + "\n"
    except DocumentError:
        raise
    # what the zip, XML and Word libraries raise on a damaged file is nowhere listed
    except Exception as error:
        what = " ".join(str(error).split())[:80] or type(error).__name__
        raise DocumentError(f"{path}: not a Word file ({what}), expected .docx") from error


def _lines(data: bytes) -> Iterator[str]:
    import docx
    from docx.text.paragraph import Paragraph

    document = docx.Document(io.BytesIO(data))
    numbers = _Numbers(document)
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            yield numbers.of(item) + item.text
        else:
            yield from grid_lines(_grid(item))


def _grid(table: Any) -> Grid:
    grid: Grid = []
    for row in table.rows:
        cells: list[list[str]] = []
        before = None
        for cell in row.cells:
            broken = [line.strip() for p in cell.paragraphs for line in p.text.split("\n")]
            content = [line for line in broken if line]
            cells.append([] if cell._tc is before else content)
            before = cell._tc
        grid.append(cells)
    return grid


class _Numbers:
    """Counts automatic numbers as Word does: by list definition and level."""

    def __init__(self, document: Any) -> None:
        self.lists: dict[str, tuple[str, dict[int, tuple[int, str, str]]]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        part = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        if part is None:
            return
        root = part.element
        levels = {a.get(f"{_W}abstractNumId"): dict(_levels(a)) for a in root.findall(f"{_W}abstractNum")}
        for num in root.findall(f"{_W}num"):
            of = num.find(f"{_W}abstractNumId")
            if of is not None and of.get(f"{_W}val") in levels:
                key = of.get(f"{_W}val")
                restarts = num.find(f"{_W}lvlOverride/{_W}startOverride") is not None
                number = num.get(f"{_W}numId")
                self.lists[number] = (f"{key}/{number}" if restarts else key, levels[key])

    def of(self, paragraph: Any) -> str:
        """The number Word prints before a paragraph; "" where it prints none, or a bullet."""
        found = _numbering(paragraph)
        if found is None or found[0] not in self.lists:
            return ""
        key, levels = self.lists[found[0]]
        level = found[1]
        if level not in levels:
            return ""
        start, style, text = levels[level]
        counts = self.counts.setdefault(key, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        if style in ("bullet", "none"):
            return ""
        for n in range(level + 1):
            if n in levels:
                text = text.replace(f"%{n + 1}", _numeral(levels[n][1], counts.get(n, levels[n][0])))
        return text


def _levels(abstract: Any) -> Iterator[tuple[int, tuple[int, str, str]]]:
    for level in abstract.findall(f"{_W}lvl"):
        values = {
            name: (found.get(f"{_W}val") if (found := level.find(f"{_W}{name}")) is not None else None)
            for name in ("start", "numFmt", "lvlText")
        }
        yield (
            int(level.get(f"{_W}ilvl")),
            (int(values["start"] or 1), values["numFmt"] or "decimal", values["lvlText"] or ""),
        )


def _numbering(paragraph: Any) -> tuple[str, int] | None:
    """(list id, level) of a paragraph, its own or that of its style."""
    holders = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None:
        holders.append(style.element.pPr)
        style = style.base_style
    for holder in holders:
        found = holder.find(f"{_W}numPr") if holder is not None else None
        if found is None:
            continue
        number, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
        if number is not None:
            return number.get(f"{_W}val"), int(level.get(f"{_W}val")) if level is not None else 0
    return None


def _numeral(style: str, number: int) -> str:
    if style in _CHINESE and 1 <= number <= 9999:
        return format_ordinal(number)
    if style.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style == "lowerLetter" and 1 <= number <= 26:
        return chr(ord("a") + number - 1)
    if style == "upperLetter" and 1 <= number <= 26:
        return chr(ord("A") + number - 1)
    return str(number)
