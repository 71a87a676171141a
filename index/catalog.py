"""The part of a store that is neither vectors nor BM25: documents, clauses, indicators, chunk spans.

One JSON file in columns, so that 60,000 clauses load at once; a clause's text is a slice of its document's
and is not stored again. Knows nothing of search.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from corpus.numerals import find_years
from corpus.tree import ClauseTree
from corpus.types import Clause, Document, Indicator, ParsedDocument, Quantity, Row, StandingNote
from index.types import Chunk


@dataclass(frozen=True, slots=True)
class ChunkSpan:
    """Where a chunk stands: ``clause`` is a position in ``Catalog.clauses``, ``digest`` is of search_text."""

    clause: int
    start: int
    end: int
    digest: str


def digest(search_text: str) -> str:
    """Sixteen hex digits: equal texts need no second embedding."""
    return hashlib.sha256(search_text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Catalog:
    """Everything the store knows apart from scores. ``spans[i]`` is row i of BM25."""

    parsed: tuple[ParsedDocument, ...]
    indicators: tuple[Indicator, ...]
    spans: tuple[ChunkSpan, ...]
    years: tuple[frozenset[int], ...]  # named by each clause, in the order of ``clauses``

    @classmethod
    def make(
        cls, parsed: tuple[ParsedDocument, ...], indicators: tuple[Indicator, ...], chunks: tuple[Chunk, ...]
    ) -> Catalog:
        """A catalog of freshly read documents and their chunks."""
        clauses = [clause for p in parsed for clause in p.clauses]
        position = {clause.clause_id: i for i, clause in enumerate(clauses)}
        spans = tuple(ChunkSpan(position[c.clause_id], c.start, c.end, digest(c.search_text)) for c in chunks)
        return cls(parsed, indicators, spans, tuple(_years(clause) for clause in clauses))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """By doc_id, in the order of the corpus."""
        return {p.document.doc_id: p.document for p in self.parsed}

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Of all documents, in reading order."""
        return tuple(clause for p in self.parsed for clause in p.clauses)

    @cached_property
    def tree(self) -> ClauseTree:
        """Over the clauses of all documents."""
        return ClauseTree(self.clauses)

    @cached_property
    def indicator_names(self) -> tuple[str, ...]:
        """The indicators' names, each once, as they first occur."""
        return tuple(dict.fromkeys(i.name for i in self.indicators))

    @cached_property
    def chunk_ids(self) -> tuple[str, ...]:
        """clause_id#n of each span."""
        seen: Counter[int] = Counter()
        ids = []
        for span in self.spans:
            ids.append(f"{self.clauses[span.clause].clause_id}#{seen[span.clause]}")
            seen[span.clause] += 1
        return tuple(ids)

    def dumps(self) -> bytes:
        """The catalog as JSON."""
        columns: dict[str, Any] = {
            "documents": [asdict(p.document) for p in self.parsed],
            "lengths": [len(p.clauses) for p in self.parsed],
            "standing": [[asdict(note) for note in p.standing] for p in self.parsed],
            "warnings": [list(p.warnings) for p in self.parsed],
            "indicators": [_pack_indicator(i) for i in self.indicators],
            "clauses": [
                [c.clause_id, c.parent_id, c.kind, c.number, c.label, c.title, c.start, c.end]
                for c in self.clauses
            ],
            "departments": {i: c.departments for i, c in enumerate(self.clauses) if c.departments},
            "rows": {i: list(asdict(c.row).values()) for i, c in enumerate(self.clauses) if c.row},
            "years": {i: sorted(years) for i, years in enumerate(self.years) if years},
            "spans": [[s.clause, s.start, s.end, s.digest] for s in self.spans],
        }
        return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def loads(cls, data: bytes) -> Catalog:
        """What ``dumps`` gave.

        :raises ValueError, KeyError, TypeError, IndexError: ``data`` is something else.
        """
        raw = json.loads(data)
        documents = [Document(**{k: _tuples(v) for k, v in d.items()}) for d in raw["documents"]]
        clauses = list(_clauses(raw, documents))
        parsed, at = [], 0
        for document, length, standing, warnings in zip(
            documents, raw["lengths"], raw["standing"], raw["warnings"], strict=True
        ):
            notes = tuple(StandingNote(**{k: _tuples(v) for k, v in n.items()}) for n in standing)
            own = tuple(clauses[at : at + length])
            parsed.append(ParsedDocument(document, own, notes, tuple(warnings)))
            at += length
        years = raw["years"]
        return cls(
            tuple(parsed),
            tuple(map(_unpack_indicator, raw["indicators"])),
            tuple(ChunkSpan(*span) for span in raw["spans"]),
            tuple(frozenset(years.get(str(i), ())) for i in range(len(clauses))),
        )


def _clauses(raw: dict[str, Any], documents: list[Document]) -> Iterator[Clause]:
    departments, rows = raw["departments"], raw["rows"]
    owner = (d for d, length in zip(documents, raw["lengths"], strict=True) for _ in range(length))
    for i, (document, cells) in enumerate(zip(owner, raw["clauses"], strict=True)):
        clause_id, parent_id, kind, number, label, title, start, end = cells
        key = str(i)
        yield Clause(
            clause_id,
            document.doc_id,
            parent_id,
            kind,
            number,
            label,
            title,
            document.text[start:end],
            start,
            end,
            tuple(departments.get(key, ())),
            Row(*map(_tuples, rows[key])) if key in rows else None,
        )


def _years(clause: Clause) -> frozenset[int]:
    row = clause.row
    columns = [*(y for y, _ in row.targets), *(y for y, _, _ in row.others), row.year] if row else []
    return frozenset((*find_years(clause.text), *(year for year in columns if year is not None)))


def _pack_indicator(indicator: Indicator) -> dict[str, Any]:
    out = asdict(indicator)
    out["quantity"]["low"] = str(indicator.quantity.low)
    out["quantity"]["high"] = str(indicator.quantity.high)
    return out


def _unpack_indicator(raw: dict[str, Any]) -> Indicator:
    quantity = raw["quantity"]
    amounts = {"low": Decimal(quantity["low"]), "high": Decimal(quantity["high"])}
    return Indicator(**{**raw, "quantity": Quantity(**{**quantity, **amounts})})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
