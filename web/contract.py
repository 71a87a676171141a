"""The contract's JSON as checked models, and the way back from a stored turn to an Answer.

A conversation is kept in the reader's own browser, so what comes back from there is input like any other:
it is checked here, and every quote is held against the corpus again. Knows nothing of HTML or HTTP.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.types import Answer, Citation, Turn
from corpus.errors import InputError
from index.policy_index import PolicyIndex
from index.types import Evidence

MAX_TURNS = 200
MAX_EVIDENCE = 10

Verdict = Literal["up", "down"]
Reason = Literal["答案错", "依据错", "没答到"]
Text = Annotated[str, Field(max_length=20_000)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class CitationRecord(_Model):
    """One citation. ``quote`` is ``Document.text[start:end]`` (code points) to the letter."""

    number: int
    doc_id: str
    clause: str | None
    row: str | None
    item: str | None
    clause_id: str
    label: str
    quote: Text
    start: int
    end: int
    verified: bool


class AnswerRecord(_Model):
    """An answer as the command line, the API and the evaluation print it."""

    question: Text
    standalone_question: Text
    outcome: Literal["answered", "refused", "clarify"]
    answer: Text
    citations: list[CitationRecord] = Field(default=[], max_length=100)
    notes: list[Text] = Field(default=[], max_length=50)
    timing_ms: dict[str, float] = {}
    suggestions: list[Text] = Field(default=[], max_length=20)


class EvidenceRecord(_Model):
    """A clause that was looked at for an answer; offsets are those of the chunk that was hit."""

    clause_id: str
    score: float
    source: Literal["dense", "sparse", "hybrid", "lookup"]
    start: int
    end: int


class StoredTurn(_Model):
    """One exchange as the browser keeps it. ``turn_id`` names it in the audit log and in feedback."""

    turn_id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    asked_at: Annotated[str, Field(max_length=40)]
    answer: AnswerRecord
    evidence: list[EvidenceRecord] = Field(default=[], max_length=MAX_EVIDENCE)
    verdict: Verdict | None = None


class Conversation(_Model):
    """A conversation as the browser keeps it and sends it back."""

    conversation_id: Annotated[str, Field(pattern=r"^[0-9a-zA-Z-]{8,64}$")]
    title: Annotated[str, Field(max_length=200)] = ""
    turns: list[StoredTurn] = Field(default=[], max_length=MAX_TURNS)


def record(answer: Answer) -> AnswerRecord:
    """``answer`` as the contract's JSON model."""
    return AnswerRecord.model_validate(answer.to_json())


def evidence_records(answer: Answer) -> list[EvidenceRecord]:
    """The first clauses looked at, by id."""
    return [
        EvidenceRecord(clause_id=e.clause.clause_id, score=e.score, source=e.source, start=e.start, end=e.end)
        for e in answer.evidence[:MAX_EVIDENCE]
    ]


def read_conversation(payload: object) -> Conversation:
    """A conversation that came from a browser.

    :raises InputError: it is not in the form this page writes.
    """
    try:
        return Conversation.model_validate(payload)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "conversation"
        raise InputError(f"conversation: {place}: {first['msg']}") from error


def to_turn(stored: StoredTurn, index: PolicyIndex) -> Turn:
    """The exchange for the assistant's memory; clauses that are no longer in the corpus are left out."""
    answer = stored.answer
    citations = tuple(Citation(**c.model_dump()) for c in answer.citations if c.clause_id in index.tree)
    evidence = tuple(
        Evidence(clause, e.score, e.source, e.start, e.end)
        for e in stored.evidence
        if (clause := index.tree.get(e.clause_id)) is not None
    )
    return Turn(
        question=answer.question,
        answer=Answer(
            question=answer.question,
            standalone_question=answer.standalone_question,
            outcome=answer.outcome,
            text=answer.answer,
            citations=citations,
            evidence=evidence,
            notes=tuple(answer.notes),
            suggestions=tuple(answer.suggestions),
        ),
    )
