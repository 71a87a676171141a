"""A file's bytes → text: .txt .md .html .docx .pdf, in UTF-8, UTF-16, GB18030 or Big5.

Knows nothing of titles or clauses. Every refusal is one line that names the file.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

from corpus.errors import DocumentError
from corpus.script import unify
from corpus.web import read_html
from corpus.word import read_word

MAX_BYTES = 20 * 1024 * 1024
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
    if not data.strip(b" \t\r\n\x1a"):
        raise DocumentError(f"{path}: empty file, expected a policy text")
    if suffix == ".docx":
        text = read_word(path, data)
    elif suffix == ".pdf":
        text = _pdf(path, data)
    elif suffix in (".html", ".htm"):
        text = read_html(path, decode(data, path))
    else:
        text = decode(data.rstrip(b"\x1a"), path)  # DOS ends a text with Ctrl-Z
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
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", errors="replace")
        foreign = sum(c > "\x7f" for c in lenient)
        if lenient.count("\ufffd") < foreign / 10:  # a damaged UTF-8 text, not one in another encoding
            raise DocumentError(f"{path}: byte {error.start}: damaged UTF-8, expected a whole text") from None
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


def _pdf(path: Path, data: bytes) -> str:
    import pypdf

    pages: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{path}: encrypted PDF, expected one that opens without a password")
        for page in reader.pages:
            pages.append(unify(page.extract_text()))
    except DocumentError:
        raise
    # what the library raises on a damaged file is nowhere listed
    except Exception as error:
        what = " ".join(str(error).split())[:80] or type(error).__name__
        raise DocumentError(f"{path}: not a readable PDF ({what}), expected one") from error
    printed: list[list[str]] = []
    for text in pages:
        own = [line for line in text.splitlines() if line.strip()]
        for edge in (0, -1):
            if own and _PAGE_NUMBER.fullmatch(own[edge]):
                own.pop(edge)
        printed.append(own)
    for edge in (0, -1):  # a running head: the same line at the edge of most pages
        edges = Counter(own[edge].strip() for own in printed if len(own) > 1)
        heads = {text for text, n in edges.items() if n > 2 and n > len(pages) / 2}
        for own in printed[1:]:
            if len(own) > 1 and own[edge].strip() in heads:
                own.pop(edge)
    return "\n".join(line for own in printed for line in own) + "\n"
