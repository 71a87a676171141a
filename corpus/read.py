"""A file's bytes → text: .txt .md .html .docx .pdf, in UTF-8, UTF-16, GB18030 or Big5.

Tables of HTML and Word arrive as lines of cells parted by pipes, merged cells filled downwards. Knows nothing
of titles or clauses. Every refusal is one line that names the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 10 * MAX_BYTES
SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")

# the commonest characters of official Chinese, both scripts: a wrong decoding hardly ever yields them
_COMMON = frozenset(
    "的一是不在有为和了中大国上年会以及对发行业质量管理人政府市省，。、；：（）“”《》\n0123456789"
    "為國會對發業質與於應當規定條第各級部門工作施實"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)
_PAGE_NUMBER = re.compile(r"[\s—–\-－·第]*\d{1,4}[\s—–\-－·页]*(?:/\s*\d+)?")


def read_text(path: Path) -> tuple[str, bytes]:
    """The text of a file and its bytes.

    :raises DocumentError: missing, empty, over MAX_BYTES, binary, in an unknown encoding or format.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DocumentError(f"{path}: found a {suffix or 'suffixless'} file, expected {', '.join(SUFFIXES)}")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"{path}: {size / 1e6:.1f} MB is too large, expected at most {MAX_BYTES / 1e6:.1f} MB"
            )
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror or error}") from None
    if not data.strip():
        raise DocumentError(f"{path}: empty file, expected a policy text")
    if suffix == ".docx":
        text = _docx(path, data)
    elif suffix == ".pdf":
        text = _pdf(path, data)
    elif suffix in (".html", ".htm"):
        text = _html(path, decode(data, path))
    else:
        text = decode(data, path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    if not text.strip():
        raise DocumentError(f"{path}: holds no text (a scan?), expected a text that can be copied")
    return text, data


def decode(data: bytes, path: Path | str) -> str:
    """Bytes → text by byte order mark, strict UTF-8, the declared charset, or the likeliest Chinese encoding.

    :raises DocumentError: a binary file, or bytes that no encoding reads as a text.
    """
    for magic, name in ((b"%PDF", "PDF"), (b"PK\x03\x04", "zip or Word"), (b"\xd0\xcf\x11\xe0", "old Word")):
        if data.startswith(magic):
            raise DocumentError(f"{path}: found a {name} file, expected a text as its suffix says")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return _text_only(data.decode(encoding), path)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"{path}: byte {error.start}: not {encoding}, expected what its byte order mark says"
                ) from None
    try:
        return _text_only(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        pass
    except DocumentError:
        if data.count(0) <= len(data) // 20:
            raise
    declared = _CHARSET.search(data[:2048])
    candidates = [declared[1].decode().lower()] if declared else []
    candidates += ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    best, text = 0.0, ""
    for encoding in candidates:
        try:
            found = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _CONTROL.search(found):
            continue
        likeness = sum(c in _COMMON for c in found) / len(found)
        if likeness > best:
            best, text = likeness, found
    if best < 0.05:
        raise DocumentError(
            f"{path}: binary or unknown encoding, expected UTF-8, UTF-16, GB18030 or Big5 text"
        )
    return text


def _text_only(text: str, path: Path | str) -> str:
    control = _CONTROL.search(text)
    if control:
        raise DocumentError(
            f"{path}: character {control.start()}: control character U+{ord(control.group()):04X}, expected a text"
        )
    return text


# -- HTML ------------------------------------------------------------------------------------------

_SKIP = frozenset(
    "script style nav header footer aside form button select noscript template iframe head svg".split()
)
_BLOCK = frozenset(
    "p div section article main ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre tr table body figure "
    "figcaption hr center address".split()
)


def _html(path: Path, source: str) -> str:
    from lxml import etree, html

    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        root = html.document_fromstring(source)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise DocumentError(f"{path}: not an HTML page, expected one") from None
    pieces: list[str] = []
    _walk_html(root, pieces)
    lines = [re.sub(r"[ \t\r\xa0]+", " ", line).strip(" ") for line in "".join(pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _walk_html(node: Any, out: list[str]) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag and tag not in _SKIP:
        if tag == "table" and node.xpath("count(.//table)") == 0:
            out.append("\n" + "\n".join(_table_lines(_html_grid(node))) + "\n")
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
                _walk_html(child, out)
            out.append("\n" if block else "")
    if node.tail:
        out.append(re.sub(r"\s*\n\s*", "", node.tail))


def _html_grid(table: Any) -> list[list[list[str]]]:
    """Rows of cells, each a list of paragraphs; a cell that spans rows is repeated, one that spans columns not."""
    grid: list[list[list[str]]] = []
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
            for child in [cell]:
                tail, child.tail = child.tail, None
                child.tag = "div"
                _walk_html(child, pieces)
                child.tail = tail
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


def _table_lines(grid: list[list[list[str]]]) -> Iterator[str]:
    """A grid as text lines: cells parted by pipes; a cell over the whole width keeps its paragraphs."""
    for row in grid:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and (len(row) == 1 or row[0]) and (len(filled[0]) > 1 or len(row) == 1):
            yield from (p.replace("|", "｜") for p in filled[0])
        elif filled:
            yield " | ".join(" ".join(cell).replace("|", "｜") for cell in row) + " |"


# -- Word and PDF ----------------------------------------------------------------------------------


def _docx(path: Path, data: bytes) -> str:
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise DocumentError(
                f"{path}: unpacks to {unpacked / 1e6:.0f} MB, expected at most {MAX_UNPACKED / 1e6:.0f}"
            )
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise DocumentError(f"{path}: not a Word file ({error}), expected .docx") from None
    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            lines.append(item.text)
        elif isinstance(item, Table):
            lines.extend(_table_lines(_docx_grid(item)))
    return "\n".join(lines) + "\n"


def _docx_grid(table: Any) -> list[list[list[str]]]:
    grid: list[list[list[str]]] = []
    for row in table.rows:
        cells: list[list[str]] = []
        before = None
        for cell in row.cells:
            content = [p.text.strip() for p in cell.paragraphs if p.text.strip()]
            cells.append([] if cell._tc is before else content)
            before = cell._tc
        grid.append(cells)
    return grid


def _pdf(path: Path, data: bytes) -> str:
    import pypdf
    from pypdf.errors import PyPdfError

    pages: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{path}: encrypted PDF, expected one that opens without a password")
        for page in reader.pages:
            pages.append(page.extract_text())
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DocumentError(f"{path}: not a readable PDF ({error}), expected one") from None
    lines: list[str] = []
    for text in pages:
        own = [line for line in text.splitlines() if line.strip()]
        for edge in (0, -1):
            if own and _PAGE_NUMBER.fullmatch(own[edge]):
                own.pop(edge)
        lines.extend(own)
    return "\n".join(lines) + "\n"
