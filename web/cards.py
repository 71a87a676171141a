"""Evidence cards: where a citation stands, what its document is, and its words in their context.

Knows nothing of questions or of how clauses were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.render import titled
from corpus.types import Clause, Document, Row
from index.policy_index import PolicyIndex
from web.contract import CitationRecord, EvidenceRecord
from web.markup import render
from web.passages import Passage, passage

UNKNOWN_STATUS = "时效性未注明"


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader needs to judge one citation. ``passage`` is None where the corpus has changed since."""

    number: int | None
    clause_id: str
    doc_id: str
    heading: str  # the document's title; where that is not known, the whole label
    path: str
    label: str
    date: str | None
    status: str
    in_force: bool
    from_manifest: tuple[str, ...]  # Chinese names of the fields that only the manifest vouches for
    departments: tuple[str, ...]
    row: Row | None
    passage: Passage | None
    quote: str
    verified: bool


_FIELD_NAMES = {"date": "成文日期", "status": "时效性", "issuers": "发文机关", "title": "标题"}


def departments_of(index: PolicyIndex, clause: Clause) -> tuple[str, ...]:
    """责任单位 named by the clause itself, or by the nearest clause it stands in that names any."""
    for one in (clause, *index.tree.ancestors(clause)):
        if one.departments:
            return one.departments
    return ()


def _card(
    index: PolicyIndex,
    document: Document,
    clause: Clause,
    number: int | None,
    span: tuple[int, int],
    quote: str,
    verified: bool,
    label: str,
) -> Card:
    around = index.tree.container(clause) or clause
    same = document.text[span[0] : span[1]] == quote
    return Card(
        number=number,
        clause_id=clause.clause_id,
        doc_id=document.doc_id,
        heading=titled(document.title),
        path=index.tree.path(clause),
        label=label,
        date=document.date,
        status=document.status or UNKNOWN_STATUS,
        in_force=document.status == "现行有效",
        from_manifest=tuple(
            name for key, name in _FIELD_NAMES.items() if document.provenance.get(key) == "manifest"
        ),
        departments=departments_of(index, clause),
        row=clause.row,
        passage=passage(document, (around.start, around.end), *span) if same else None,
        quote=quote,
        verified=verified and same,
    )


def cited(index: PolicyIndex, citations: Sequence[CitationRecord]) -> list[Card]:
    """A card a citation, in order; a clause that is no longer in the corpus keeps its label and quote."""
    cards = []
    for c in citations:
        document, clause = index.documents.get(c.doc_id), index.tree.get(c.clause_id)
        if document is None or clause is None:
            cards.append(_lost(c))
            continue
        cards.append(_card(index, document, clause, c.number, (c.start, c.end), c.quote, c.verified, c.label))
    return cards


def _lost(c: CitationRecord) -> Card:
    return Card(
        number=c.number,
        clause_id=c.clause_id,
        doc_id=c.doc_id,
        heading=c.label,
        path="",
        label=c.label,
        date=None,
        status=UNKNOWN_STATUS,
        in_force=False,
        from_manifest=(),
        departments=(),
        row=None,
        passage=None,
        quote=c.quote,
        verified=False,
    )


def looked_at(
    index: PolicyIndex, evidence: Sequence[EvidenceRecord], without: frozenset[str], most: int = 5
) -> list[Card]:
    """Cards of clauses that were read for the answer and not cited, best first."""
    cards: list[Card] = []
    for e in evidence:
        clause = index.tree.get(e.clause_id)
        if clause is None or e.clause_id in without or len(cards) == most:
            continue
        document = index.documents[clause.doc_id]
        start, end = max(e.start, clause.start), min(e.end, clause.end)
        if start >= end:
            start, end = clause.start, clause.end
        label = f"{titled(document.title)}{index.tree.path(clause)}"
        cards.append(
            _card(index, document, clause, None, (start, end), document.text[start:end], True, label)
        )
    return cards


def evidence_html(
    index: PolicyIndex,
    citations: Sequence[CitationRecord],
    evidence: Sequence[EvidenceRecord],
    *,
    turn: int,
    active: int | None = None,
    question: str = "",
) -> str:
    """The evidence panel for one turn. ``active`` is the citation to open, by its number."""
    cards = cited(index, citations)
    others = looked_at(index, evidence, frozenset(c.clause_id for c in citations))
    return render("evidence.html", cards=cards, others=others, turn=turn, active=active, question=question)
