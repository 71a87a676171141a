"""What the assistant says and on what grounds: Citation, Answer. Knows nothing of pages or models."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from index.types import Evidence

Outcome = Literal["answered", "refused", "clarify"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement of an answer stands.

    ``quote`` is ``Document.text[start:end]`` to the letter; ``verified`` says that this was checked.
    ``clause`` is the label of the article, box or chapter, ``row`` the indicator's 序号, ``item`` the
    —— heading or numbered sub-item's heading; outside every chapter ``clause`` is None and ``item`` the label.
    """

    number: int  # 【number】 in the answer's text
    doc_id: str
    clause: str | None
    row: str | None
    item: str | None
    clause_id: str
    label: str  # for readers: 《title》（二十）› ...
    quote: str
    start: int
    end: int
    verified: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The product's one answer type: what page, command line, API and evaluation all show."""

    question: str
    standalone_question: str  # the question as it was read, follow-ups resolved
    outcome: Outcome
    text: str  # Chinese; carries 【n】 marks
    citations: tuple[Citation, ...] = ()
    evidence: tuple[Evidence, ...] = ()  # everything looked at, best first
    notes: tuple[str, ...] = ()  # quiet remarks: degraded, 规划期已届满, repaired sentences
    timing_ms: dict[str, float] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()  # next questions known to be answerable

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON (docs/contract.md)."""
        citations = [asdict(c) for c in self.citations]
        return {
            "question": self.question,
            "standalone_question": self.standalone_question,
            "outcome": self.outcome,
            "answer": self.text,
            "citations": citations,
            "notes": list(self.notes),
            "timing_ms": {k: round(v, 2) for k, v in self.timing_ms.items()},
            "suggestions": list(self.suggestions),
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation; ``answer`` is what the assistant said itself."""

    question: str
    answer: Answer
