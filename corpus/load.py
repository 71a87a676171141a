"""A file and what the manifest says of it → Document. Knows nothing of clauses.

What the text says itself (title, 发文机关, 发文字号, 成文日期, region, level) is taken from there; the manifest
fills what is missing, and where the two disagree the manifest holds and the document carries a warning.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError, ManifestError
from corpus.front import is_title, read_front, read_signature, title_issuers
from corpus.gazetteer import NATION, gazetteer
from corpus.headings import find_headings
from corpus.lines import split_lines, wrapping
from corpus.manifest import MANIFEST_NAME, ManifestEntry, read_manifest
from corpus.marks import Rank
from corpus.numerals import flatten
from corpus.read import SUFFIXES, read_text
from corpus.script import fold, simplify
from corpus.types import Document, Provenance

TEXT_FOLDER = "texts"

_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉")
_UNTIL = re.compile(r"到(20\d\d)年")
_RANGE = re.compile(r"(20\d\d)\s*年?\s*[—–\-~～至到]+\s*(20\d\d)\s*年")
_YEAR = re.compile(r"(20\d\d)\s*年")
_FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_NATIONAL = re.compile(
    r"中共中央|国务院|全国人民代表大会|全国人大|最高人民|国家[\u4e00-\u9fff]{2,8}(?:局|委员会|部)|中华人民共和国"
)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the text itself says."""

    title: str | None
    issuers: tuple[str, ...]
    number: str | None
    date: str | None
    region: str | None
    level: str | None
    period_end: int | None
    dates: tuple[str, ...] = ()  # every day the text names for its adoption, amendments and promulgation


def load_file(path: str | Path, entry: ManifestEntry | None = None, doc_id: str | None = None) -> Document:
    """Reads one text.

    :param entry: what the manifest says of it.
    :param doc_id: overrides the entry's id; without both the file's name serves.
    :raises DocumentError: a file that cannot be read as a text (see ``corpus.read.read_text``).
    """
    path = Path(path)
    text, data = read_text(path)
    entry = entry or ManifestEntry(doc_id or _id_of(path.stem), path.name)
    facts = _facts(text, entry.title)
    provenance: dict[str, Provenance] = {}
    warnings: list[str] = []
    values: dict[str, object] = {}
    for name in ("title", "issuers", "number", "date", "region", "level", "period_end"):
        said, told = getattr(facts, name), getattr(entry, name)
        if (
            name == "date" and told in facts.dates
        ):  # which of its days dates a text is for the manifest to say
            values[name], provenance[name] = told, "text"
        elif told and said and not _agree(name, said, told):
            warnings.append(
                f"{path.name}：{_NAMES[name]}不一致：文本为{_shown(said)}，清单为{_shown(told)}，以清单为准"
            )
            values[name], provenance[name] = told, "manifest"
        elif said:
            # the manifest may write it out better (a date to the day, a blank between two issuers)
            values[name], provenance[name] = (told if told and name != "date" else said), "text"
        elif told:
            values[name], provenance[name] = told, "manifest"
    for name in ("status", "source"):
        if getattr(entry, name):
            provenance[name] = "manifest"
    title = str(values.get("title") or path.stem)
    return Document(
        doc_id=doc_id or entry.doc_id,
        title=_bare_title(title),
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        issuers=tuple(values.get("issuers") or ()),  # type: ignore[arg-type]
        number=_text(values.get("number")),
        date=_text(values.get("date")),
        region=_place(_text(values.get("region"))),
        level=_text(values.get("level")),
        status=entry.status,
        period_end=int(str(values["period_end"])) if "period_end" in values else None,
        source=entry.source,
        path=path.name,
        provenance=provenance,
        warnings=tuple(warnings),
    )


def load_corpus(folder: str | Path) -> tuple[Document, ...]:
    """Every text of a corpus folder: the manifest's in its order, then those it does not name.

    :raises ManifestError: a faulty manifest, a file it names that is missing, two documents with one id.
    :raises DocumentError: no folder, no text in it, a text that cannot be read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DocumentError(f"{folder}: no such folder, expected one with {MANIFEST_NAME} and texts")
    manifest = folder / MANIFEST_NAME
    entries = read_manifest(manifest) if manifest.exists() else ()
    documents: dict[str, Document] = {}
    for entry in entries:
        path = folder / entry.file
        if not path.is_file():
            raise ManifestError(
                f"{manifest}: [{entry.doc_id}] file: {entry.file!r} is missing, expected it in {folder}"
            )
        documents[entry.doc_id] = load_file(path, entry)
    named = {(folder / e.file).resolve() for e in entries}
    for path in text_files(folder):
        if path.resolve() in named:
            continue
        doc_id = _id_of("-".join(path.relative_to(_text_root(folder)).with_suffix("").parts))
        if doc_id in documents:
            raise ManifestError(
                f"{path}: its id {doc_id!r} is already that of {documents[doc_id].path}, expected one id a document"
            )
        documents[doc_id] = load_file(path, doc_id=doc_id)
    if not documents:
        raise DocumentError(f"{folder}: holds no text, expected {', '.join(SUFFIXES)} files")
    return tuple(documents.values())


def entry_for(path: str | Path) -> ManifestEntry | None:
    """The manifest's entry for a file, looked for in the file's folder and the one above it; None without."""
    path = Path(path).resolve()
    for folder in (path.parent, path.parent.parent):
        manifest = folder / MANIFEST_NAME
        if manifest.is_file():
            for entry in read_manifest(manifest):
                if (folder / entry.file).resolve() == path:
                    return entry
    return None


def text_files(folder: Path) -> Iterator[Path]:
    """The text files of a corpus folder in order: below ``texts/`` where there is one, else below the folder."""
    for path in sorted(_text_root(folder).rglob("*")):
        hidden = any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
        if path.is_file() and path.suffix.lower() in SUFFIXES and not hidden:
            yield path


def _text_root(folder: Path) -> Path:
    inner = folder / TEXT_FOLDER
    return inner if inner.is_dir() else folder


def _id_of(stem: str) -> str:
    return re.sub(r"[^A-Za-z0-9\u4e00-\u9fff._-]+", "-", stem).strip("-._") or "document"


_NAMES = {
    "title": "标题", "issuers": "发文机关", "number": "发文字号", "date": "成文日期", "region": "地区", "level": "层级",
    "period_end": "规划期末",
}  # fmt: skip


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _text(value: object) -> str | None:
    return str(value) if value else None


def _agree(name: str, said: object, told: object) -> bool:
    if name == "period_end":
        return True  # the manifest may judge which target year ends the plan
    if name == "date":
        return str(said).startswith(str(told)) or str(told).startswith(str(said))
    if name == "title":
        a, b = fold(str(said)), fold(str(told))
        return a in b or b in a
    return fold(_shown(said)) == fold(_shown(told))


def _bare_title(title: str) -> str:
    title = simplify(title).strip()
    inner = re.fullmatch(r"《(.*)》", title)
    return inner[1] if inner and "《" not in re.sub(r"《[^《》]*》", "", inner[1]) else title


def _facts(text: str, known_title: str | None) -> _Facts:
    lines = split_lines(text)
    found = find_headings(lines, wrapping(lines))
    first = min((h.line for h in found if h.mark.rank is not Rank.DASH), default=len(lines))
    front = read_front(lines, first, fold(known_title or ""))
    title = front.title
    if title is None:
        numbered = {h.line for h in found}
        strayed = [
            line.text
            for i, line in enumerate(lines)
            if i >= first and i not in numbered and line.level and is_title(line.text)
        ]
        title = strayed[0] if strayed else None
    issuers = front.issuers
    if not issuers and title:
        issuers = title_issuers(title)
    date = front.date
    signed: tuple[str, ...] = ()
    for line in lines[first:]:
        named, stamp = read_signature(line.text)
        if date is None and stamp and (named or signed):
            date, issuers = stamp, issuers or named or signed
        signed = named
    region, level = _region(issuers, title)
    return _Facts(
        _bare_title(title) if title else None,
        issuers, front.number, date, region, level, _period_end(title or known_title or "", simplify(text)),
        front.dates,
    )  # fmt: skip


def _place(name: str | None) -> str | None:
    """A place by its own name: 武进区 for 常州市武进区, but 北京市朝阳区, which has a namesake, as it is."""
    region = gazetteer().get(name) if name else None
    return region.name if region is not None and gazetteer().get(region.name) == region else name


def _region(issuers: tuple[str, ...], title: str | None) -> tuple[str | None, str | None]:
    own_words = _QUOTED.sub("", title or "")
    for source in (*issuers, own_words):
        mentions = gazetteer().mentions(source)
        sure = [m.regions[0] for m in mentions if len(m.regions) == 1]
        if sure and not _NATIONAL.match(source):
            return sure[-1].name, sure[-1].level
        if _NATIONAL.search(source):
            return NATION, "国家级"
    return None, None


def _period_end(title: str, text: str) -> int | None:
    own = flatten(_QUOTED.sub("", title))
    years = [int(m[2]) for m in _RANGE.finditer(own)] or [int(m[1]) for m in _YEAR.finditer(own)]
    years += [year for name, year in _FIVE_YEARS.items() if name in own]
    if years:
        return max(years)
    targets = [int(m[1]) for m in _UNTIL.finditer(flatten(_QUOTED.sub("", text)))]
    return max(targets, default=None)
