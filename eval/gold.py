"""Reads and checks gold files: questions with their known answers, one JSON object a line (docs/gold.md).

Knows nothing of answers, metrics or how a document is parsed: it is given a ``Library`` of texts and the
places a reader can cite. Every finding names file, line, field, what was found and what was expected.
A *fault* makes a file unusable. A *doubt* is a question that can be scored but probably not as its author
meant; runs go on and report it, ``python -m eval check`` fails on it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from corpus.errors import GoldError
from corpus.types import Document
from eval.fold import comparable
from eval.grounding import label_marks
from eval.matching import Place, contains, groups_missing, points_at

Severity = Literal["fault", "doubt"]
T = TypeVar("T")
REQUIRED = ("id", "category", "turns", "answerable")
OPTIONAL = ("answer", "must_contain", "must_not_contain", "citations", "evidence_all", "asker", "note")
KEYS = REQUIRED + OPTIONAL
_SHOWN = 60  # code points of a found value that a message quotes


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document that an answer needs; compared after ``eval.fold.comparable``."""

    doc: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One gold question. ``turns`` are the user's words, oldest first; the last one is scored.

    ``must_contain`` holds one tuple of alternatives per fact; ``line`` is the 1-based line in the file.
    """

    id: str
    category: str
    turns: tuple[str, ...]
    answerable: bool
    answer: str
    must_contain: tuple[tuple[str, ...], ...]
    must_not_contain: tuple[str, ...]
    citations: tuple[Place, ...]
    evidence_all: tuple[Passage, ...]
    asker: str
    note: str
    line: int

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that the answer stands in, in order of first mention."""
        named = [p.doc for p in self.citations] + [p.doc for p in self.evidence_all]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Library:
    """The texts a gold file speaks of: documents by id, and every place that can be cited in them."""

    documents: Mapping[str, Document]
    places: frozenset[Place]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Marks of all clause labels: numbers in an answer that only name a place."""
        named = {label for p in self.places for label in (p.clause, p.item) if label}
        return label_marks(named | {f"第{p.row}项" for p in self.places if p.row})

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles of all documents."""
        return frozenset(d.title for d in self.documents.values())


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a gold file; ``str()`` is the one line a person reads."""

    path: str
    line: int  # 1-based; 0 where the whole file is meant
    severity: Severity
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {'' if self.severity == 'fault' else 'doubt: '}{self.message}"


def corpus_of(gold: Path) -> Path | None:
    """The corpus folder that a gold file asks about; None for the project's own texts.

    A folder's questions ask about its own ``corpus``, those of ``train-more/KIND/NAME.jsonl`` about that of ``train-NAME``.
    """
    for folder in (gold.parent, gold.parent.parent.parent / f"train-{gold.stem}"):
        if (folder / "corpus").is_dir():
            return folder / "corpus"
    return None


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'


class _FieldError(Exception):
    """A field that is not as expected; carries the message without file and line."""


def _expect(condition: bool, field: str, found: object, expected: str) -> None:
    if not condition:
        raise _FieldError(f"{field}: found {_shown(found)}, expected {expected}")


def _text(value: object, field: str, *, empty: bool = False) -> str:
    _expect(isinstance(value, str), field, value, "a string")
    assert isinstance(value, str)
    _expect(empty or bool(value.strip()), field, value, "a string that is not empty")
    return value


def _optional_text(value: object, field: str) -> str | None:
    return None if value is None else _text(value, field)


def _list(value: object, field: str) -> list[Any]:
    _expect(isinstance(value, list), field, value, "a list")
    assert isinstance(value, list)
    return value


def _object(value: object, field: str, required: tuple[str, ...], keys: tuple[str, ...]) -> dict[str, Any]:
    _expect(isinstance(value, dict), field, value, "an object with " + ", ".join(keys))
    assert isinstance(value, dict)
    for key in value:
        _expect(key in keys, field, key, "only the keys " + ", ".join(keys))
    for key in required:
        _expect(key in value, field, sorted(value), f"the key {key}")
    return value


def _place(value: object, field: str) -> Place:
    entry = _object(value, field, ("doc",), ("doc", "clause", "row", "item"))
    row = entry.get("row")
    if isinstance(row, int) and not isinstance(row, bool):  # 序号 is easily written without quotes
        row = str(row)
    place = Place(
        _text(entry["doc"], f"{field}.doc"),
        _optional_text(entry.get("clause"), f"{field}.clause"),
        _optional_text(row, f"{field}.row"),
        _optional_text(entry.get("item"), f"{field}.item"),
    )
    _expect(bool(place.clause or place.item), field, value, "a clause, or an item outside every chapter")
    return place


def _passage(value: object, field: str) -> Passage:
    entry = _object(value, field, ("doc", "text"), ("doc", "text"))
    return Passage(_text(entry["doc"], f"{field}.doc"), _text(entry["text"], f"{field}.text"))


def _many(value: object, field: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    return tuple(read(item, f"{field}[{i}]") for i, item in enumerate(_list(value, field)))


def _group(value: object, field: str) -> tuple[str, ...]:
    alternatives = _many(value, field, _text)
    _expect(bool(alternatives), field, value, "at least one alternative")
    return alternatives


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        _expect(key not in seen, key, key, "each key once")
        seen[key] = value
    return seen


def _question(raw: str, line: int) -> Question:
    try:
        value = json.loads(raw, object_pairs_hook=_no_duplicates)
    except json.JSONDecodeError as error:
        near = raw[max(0, error.pos - 20) : error.pos + 20]
        raise _FieldError(
            f"column {error.colno}: found {_shown(near)}, expected JSON ({error.msg})"
        ) from error
    entry = _object(value, "line", REQUIRED, KEYS)
    _expect(isinstance(entry["answerable"], bool), "answerable", entry["answerable"], "true or false")
    turns = _many(entry["turns"], "turns", _text)
    _expect(bool(turns), "turns", entry["turns"], "at least one question")
    return Question(
        id=_text(entry["id"], "id"),
        category=_text(entry["category"], "category"),
        turns=turns,
        answerable=entry["answerable"],
        answer=_text(entry.get("answer", ""), "answer", empty=True),
        must_contain=_many(entry.get("must_contain", []), "must_contain", _group),
        must_not_contain=_many(entry.get("must_not_contain", []), "must_not_contain", _text),
        citations=_many(entry.get("citations", []), "citations", _place),
        evidence_all=_many(entry.get("evidence_all", []), "evidence_all", _passage),
        asker=_text(entry.get("asker", ""), "asker", empty=True),
        note=_text(entry.get("note", ""), "note", empty=True),
        line=line,
    )


def read_gold(path: Path) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    """The questions of a gold file that are in the format, and a fault for each line that is not.

    Blank lines are skipped. Duplicate ids and a file without questions are faults.
    :raises GoldError: if the file cannot be read or is not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}, expected a gold file (JSON lines)") from error
    questions: list[Question] = []
    faults: list[Finding] = []
    first_line: dict[str, int] = {}

    def fault(line: int, message: str) -> None:
        faults.append(Finding(str(path), line, "fault", message))

    for number, chunk in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            text = chunk.decode("utf-8")
        except UnicodeDecodeError as error:
            fault(number, f"byte {error.start + 1}: found 0x{chunk[error.start]:02x}, expected UTF-8")
            continue
        if not text.strip():
            continue
        try:
            question = _question(text, number)
        except _FieldError as error:
            fault(number, str(error))
            continue
        if question.id in first_line:
            earlier = first_line[question.id]
            fault(number, f'id: found "{question.id}" again (line {earlier}), expected each id once')
            continue
        first_line[question.id] = number
        questions.append(question)
    if not questions and not faults:
        fault(0, "found no questions, expected at least one line")
    return tuple(questions), tuple(faults)


def _where_it_parts(words: str, text: str) -> str:
    """How far the words can be followed in the text: tells a slip of the pen from a wrong document."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in text else (low, middle - 1)
    if low < 4:  # shorter beginnings are found in every Chinese text
        return "no beginning of it is there"
    return f'after "{words[max(0, low - 12) : low]}" the document goes on differently'


def check_gold(path: Path, questions: Iterable[Question], library: Library) -> tuple[Finding, ...]:
    """Compares gold questions with the texts they speak of.

    Faults: an unknown document; evidence that is not in its document after ``comparable`` (NFKC, simplified
    characters, no white space, lower case; nothing else may differ). Doubts: a citation that points at no
    clause, a gold answer that its own facts or exclusions would fail, an answerable question with neither
    facts nor citations, an unanswerable one with citations or evidence.
    """
    findings: list[Finding] = []
    known = ", ".join(sorted(library.documents)) or "no document at all"
    folded: dict[str, str] = {}

    for q in questions:

        def find(severity: Severity, message: str, line: int = q.line) -> None:
            findings.append(Finding(str(path), line, severity, message))

        for i, place in enumerate(q.citations):
            if place.doc not in library.documents:
                find("fault", f'citations[{i}].doc: found "{place.doc}", expected one of {known}')
            elif not any(points_at(place, there) for there in library.places):
                find(
                    "doubt",
                    f"citations[{i}]: found {_shown(place.said())}, expected a clause of {place.doc} as it is cited",
                )
        for i, passage in enumerate(q.evidence_all):
            document = library.documents.get(passage.doc)
            if document is None:
                find("fault", f'evidence_all[{i}].doc: found "{passage.doc}", expected one of {known}')
                continue
            text = folded.setdefault(passage.doc, comparable(document.text))
            words = comparable(passage.text)
            if words not in text:
                find(
                    "fault",
                    f"evidence_all[{i}].text: found {_shown(passage.text)}, expected words copied from"
                    f" {passage.doc} ({_where_it_parts(words, text)})",
                )
        if q.answer:
            for group in groups_missing(q.must_contain, q.answer):
                find(
                    "doubt",
                    f"answer: found {_shown(q.answer)}, expected it to contain its own fact {' | '.join(group)}",
                )
            for banned in q.must_not_contain:
                if contains(banned, q.answer):
                    find("doubt", f"answer: found {_shown(banned)} in it, expected none of must_not_contain")
        if q.answerable and not (q.must_contain or q.citations):
            find("doubt", "must_contain: found nothing to score, expected facts or citations")
        if not q.answerable and (q.citations or q.evidence_all):
            find("doubt", "citations: found some though answerable is false, expected none")
    return tuple(findings)


def load_gold(path: Path, library: Library) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    """The questions of a gold file that fits the library, and the doubts about them.

    :raises GoldError: at the first fault; the message is its line and how many more there are.
    """
    questions, faults = read_gold(path)
    findings = faults + check_gold(path, questions, library)
    wrong = sorted((f for f in findings if f.severity == "fault"), key=lambda f: f.line)
    if wrong:
        more = f" (and {len(wrong) - 1} more: python -m eval check {path})" if len(wrong) > 1 else ""
        raise GoldError(f"{wrong[0]}{more}")
    return questions, findings
