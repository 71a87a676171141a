"""Reads and checks manifest.toml: what is known of each document besides its text. Opens no text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import ManifestError

MANIFEST_NAME = "manifest.toml"
LEVELS = ("国家级", "省级", "市级", "县级")
_STRINGS = ("file", "title", "number", "date", "region", "level", "status", "source")
_DOC_ID = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]{0,79}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What the manifest says of one document; None where it says nothing."""

    doc_id: str
    file: str
    title: str | None = None
    issuers: tuple[str, ...] = ()
    number: str | None = None
    date: str | None = None
    region: str | None = None
    level: str | None = None
    status: str | None = None
    source: str | None = None
    period_end: int | None = None


def read_manifest(path: Path) -> tuple[ManifestEntry, ...]:
    """The entries of a manifest in order.

    :raises ManifestError: unreadable, an unknown key, a wrong type or date, one file for two documents.
    """
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}: byte {error.start}: not UTF-8, expected a UTF-8 TOML file") from None
    except tomllib.TOMLDecodeError as error:
        problem = str(error)
        twice = re.search(r"Cannot (?:declare|overwrite).*", problem)
        if twice:
            problem += " (expected each document id once)"
        raise ManifestError(f"{path}: {problem}") from None
    entries = tuple(_entry(path, doc_id, table) for doc_id, table in tables.items())
    seen: dict[str, str] = {}
    for entry in entries:
        other = seen.setdefault(entry.file, entry.doc_id)
        if other != entry.doc_id:
            raise ManifestError(
                f"{path}: [{entry.doc_id}] file: {entry.file!r} is already the file of [{other}], expected another"
            )
    return entries


def _entry(path: Path, doc_id: str, table: Any) -> ManifestEntry:
    where = f"{path}: [{doc_id}]"
    if not isinstance(table, dict):
        raise ManifestError(f"{path}: {doc_id}: found a value outside every table, expected [doc_id] tables")
    if not _DOC_ID.fullmatch(doc_id):
        raise ManifestError(f"{where}: not a document id, expected up to 80 letters, digits, '-', '_' or '.'")
    known = (*_STRINGS, "issuers", "period_end")
    for key, value in table.items():
        if key not in known:
            raise ManifestError(f"{where} {key}: unknown key, expected one of {', '.join(known)}")
        if key in _STRINGS and key != "date" and (not isinstance(value, str) or not value.strip()):
            raise ManifestError(f"{where} {key}: found {value!r}, expected a text that is not empty")
    if "file" not in table:
        raise ManifestError(f"{where} file: missing, expected the name of the text file")
    if Path(table["file"]).is_absolute() or ".." in Path(table["file"]).parts:
        raise ManifestError(
            f"{where} file: {table['file']!r} leaves the corpus folder, expected a path inside it"
        )
    issuers = table.get("issuers", [])
    if not isinstance(issuers, list) or not all(isinstance(x, str) and x.strip() for x in issuers):
        raise ManifestError(f"{where} issuers: found {issuers!r}, expected a list of names")
    level = table.get("level")
    if level is not None and level not in LEVELS:
        raise ManifestError(f"{where} level: found {level!r}, expected one of {', '.join(LEVELS)}")
    period_end = table.get("period_end")
    if period_end is not None and (
        not isinstance(period_end, int) or isinstance(period_end, bool) or not 1949 <= period_end <= 2100
    ):
        raise ManifestError(f"{where} period_end: found {period_end!r}, expected a year from 1949 to 2100")
    strings = {k: table.get(k) for k in ("title", "number", "region", "level", "status", "source")}
    return ManifestEntry(
        doc_id=doc_id,
        file=table["file"],
        issuers=tuple(issuers),
        date=_date(where, table.get("date")),
        period_end=period_end,
        **strings,
    )


def _date(where: str, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):  # a TOML date without quotes
        return value.isoformat()[:10]
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        if match is None:
            raise ValueError
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise ManifestError(
            f"{where} date: {value!r} is not a date, expected YYYY, YYYY-MM or YYYY-MM-DD"
        ) from None
    return str(value)
