"""An HTML page → text: blocks as lines, tables as lines of cells, the furniture of the page left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError
from corpus.grid import Grid, grid_lines

_SKIP = frozenset(
    "script style nav header footer aside form button select noscript template iframe head svg".split()
)
_BLOCK = frozenset(
    "p div section article main ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre tr table body figure "
    "figcaption hr center address".split()
)


def read_html(path: Path, source: str) -> str:
    """The text of a page.

    :raises DocumentError: nothing that could be an HTML page.
    """
    from lxml import etree, html

    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        root = html.document_fromstring(source)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise DocumentError(f"{path}: not an HTML page, expected one") from None
    pieces: list[str] = []
    _walk(root, pieces)
    lines = [re.sub(r"[ \t\r\xa0]+", " ", line).strip(" ") for line in "".join(pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _walk(node: Any, out: list[str]) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag and tag not in _SKIP:
        if tag == "table" and node.xpath("count(.//table)") == 0:
            out.append("\n" + "\n".join(grid_lines(_grid(node))) + "\n")
        elif tag == "br":
            out.append("\n")
        else:
            block = tag in _BLOCK
            out.append("\n" if block else "")
            heading = re.fullmatch(r"h([1-6])", tag)
            if heading:
                out.append("#" * int(heading[1]) + " ")
            # a line break inside a paragraph of HTML source is a blank
            out.append(re.sub(r"\s*\n\s*", "", node.text or "") if tag != "pre" else node.text or "")
            for child in node:
                _walk(child, out)
            out.append("\n" if block else "")
    if node.tail:
        out.append(re.sub(r"\s*\n\s*", "", node.tail))


def _grid(table: Any) -> Grid:
    grid: Grid = []
    hanging: dict[int, tuple[int, list[str]]] = {}
    for tr in table.iter("tr"):
        row: list[list[str]] = []
        cells = [c for c in tr if c.tag in ("td", "th")]
        k = 0
        while cells or k in hanging:
            if k in hanging:
                left, content = hanging.pop(k)
                row.append(content)
                if left > 1:
                    hanging[k] = (left - 1, content)
                k += 1
                continue
            cell = cells.pop(0)
            pieces: list[str] = []
            cell.tail, cell.tag = None, "div"
            _walk(cell, pieces)
            content = [p.strip() for p in "".join(pieces).split("\n") if p.strip()]
            rows, columns = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            for n in range(columns):
                row.append(content if n == 0 else [])
                if rows > 1:
                    hanging[k] = (rows - 1, content if n == 0 else [])
                k += 1
        if row:
            grid.append(row)
    return grid


def _span(value: str | None) -> int:
    return min(int(value), 200) if value and value.isdigit() and int(value) > 0 else 1
