"""What the index hands out: chunks, filters and evidence. Knows nothing of questions or answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.types import Clause, ClauseKind

EvidenceSource = Literal["dense", "sparse", "hybrid", "lookup"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The unit that is embedded and searched: a clause, or a run of sentences of a long one.

    ``start``/``end`` are offsets into Document.text; ``body`` is that slice verbatim;
    ``search_text`` is breadcrumb plus body in simplified characters, for encoder and BM25 only.
    """

    chunk_id: str  # clause_id + "#" + running number
    clause_id: str
    doc_id: str
    body: str
    start: int
    end: int
    breadcrumb: str
    search_text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions on a search; an empty tuple restricts nothing. All are exact matches."""

    doc_ids: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[ClauseKind, ...] = ()
    departments: tuple[str, ...] = ()  # clause names at least one of them
    years: tuple[int, ...] = ()  # clause's text or row names at least one of them


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause that may support an answer. ``score``: higher is better, not a probability."""

    clause: Clause
    score: float
    source: EvidenceSource
    start: int  # the chunk that was hit
    end: int
