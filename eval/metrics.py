"""The metrics: one gold question and one answer in, figures out. Every rule is the contract's (docs/gold.md).

Of two readings of a rule the one taken is the one that is harder on the answer. A metric that does not apply
to a question is None: unscored is not wrong. Knows nothing of files, runs or how an answer came about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Answer, Citation
from corpus.types import Document
from eval.fold import comparable
from eval.gold import Library, Passage, Question
from eval.grounding import ungrounded_numbers
from eval.matching import Place, contains, groups_missing, points_at, same_place
from index.types import Evidence

WINDOW = 300  # code points of the answer in which its facts must stand
LONG_WINDOW = 600
LONG_CATEGORIES = frozenset({"compare", "clause_lookup", "responsible_dept", "applicability"})
FIRST_CITATIONS = 5
DEPTHS = (1, 3, 5, 10)

# every metric, in the order of reports; True where more is better
METRICS: Mapping[str, bool] = {
    "correct": True,
    "fact_accuracy": True,
    "first_citation_exact": True,
    "citation_recall": True,
    "citation_precision": True,
    "grounded": True,
    "quotes_verbatim": True,
    "numbers_grounded": True,
    "refusal": True,
    "wrong_refusal": False,
    "missed_refusal": False,
    **{f"evidence_recall@{k}": True for k in DEPTHS},
}


@dataclass(frozen=True, slots=True)
class Scored:
    """The figures of one answer (0..1, None where a metric does not apply) and why they are as they are."""

    figures: Mapping[str, float | None]
    facts_missing: tuple[tuple[str, ...], ...]
    forbidden_found: tuple[str, ...]
    loose_numbers: tuple[str, ...]
    altered_quotes: tuple[int, ...]  # numbers of the citations whose quote is not in its document


def window(question: Question) -> int:
    """How many code points of the answer count: 300, or 600 for the categories that list things."""
    return LONG_WINDOW if question.category in LONG_CATEGORIES else WINDOW


def place_of(citation: Citation) -> Place:
    """The citation as a place."""
    return Place(citation.doc_id, citation.clause, citation.row, citation.item)


def facts(question: Question, text: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Groups of must_contain not said, and must_not_contain found, in the answer's first window."""
    head = text[: window(question)]
    missing = groups_missing(question.must_contain, head)
    return tuple(missing), tuple(w for w in question.must_not_contain if contains(w, head))


def first_citation_exact(gold: Sequence[Place], given: Sequence[Place]) -> float | None:
    """1 if the first citation is one of the gold places, in all four fields; None without gold places."""
    if not gold:
        return None
    return float(bool(given) and any(same_place(g, given[0]) for g in gold))


def citation_recall(gold: Sequence[Place], given: Sequence[Place]) -> float | None:
    """Share of gold places at which one of the answer's first five citations points."""
    if not gold:
        return None
    first = given[:FIRST_CITATIONS]
    return sum(any(points_at(g, c) for c in first) for g in gold) / len(gold)


def citation_precision(gold: Sequence[Place], given: Sequence[Place]) -> float | None:
    """Share of the citations given that point at a gold place; 0 where none was given, for silence is no merit."""
    if not gold:
        return None
    return sum(any(points_at(g, c) for g in gold) for c in given) / len(given) if given else 0.0


def evidence_recall(needed: Sequence[Passage], evidence: Sequence[Evidence], k: int) -> float | None:
    """1 if every needed passage stands inside one of the first k evidence clauses, else 0.

    A passage stands in a clause of its own document whose whole text contains it after folding.
    """
    if not needed:
        return None
    clauses = [(e.clause.doc_id, comparable(e.clause.text)) for e in evidence[:k]]
    return float(all(any(d == p.doc and comparable(p.text) in t for d, t in clauses) for p in needed))


def altered_quotes(citations: Sequence[Citation], documents: Mapping[str, Document]) -> tuple[int, ...]:
    """Numbers of the citations whose quote is not, to the letter and at its offsets, in its document."""
    wrong = []
    for c in citations:
        document = documents.get(c.doc_id)
        if document is None or not c.quote.strip() or document.text[c.start : c.end] != c.quote:
            wrong.append(c.number)
    return tuple(wrong)


def loose_numbers(question: Question, answer: Answer, library: Library) -> tuple[str, ...]:
    """Numbers of the answer that stand neither in a quote nor in the question (eval.grounding)."""
    return tuple(
        ungrounded_numbers(
            answer.text,
            quotes=[c.quote for c in answer.citations],
            question=question.turns,
            labels=library.marks,
            titles=library.titles,
        )
    )


def score(question: Question, answer: Answer, library: Library) -> Scored:
    """All metrics of one answer.

    ``correct``: for an answerable question, not refused and its facts hold; for another, refused and nothing
    forbidden said. ``fact_accuracy``: the same, over answerable questions alone.
    """
    missing, forbidden = facts(question, answer.text)
    given = [place_of(c) for c in answer.citations]
    refused = answer.outcome == "refused"
    right = not missing and not forbidden and refused != question.answerable
    altered = altered_quotes(answer.citations, library.documents)
    loose = loose_numbers(question, answer, library)
    figures: dict[str, float | None] = {
        "correct": float(right),
        "fact_accuracy": float(right) if question.answerable else None,
        "first_citation_exact": first_citation_exact(question.citations, given),
        "citation_recall": citation_recall(question.citations, given),
        "citation_precision": citation_precision(question.citations, given),
        "grounded": float(not altered and not loose),
        "quotes_verbatim": float(not altered),
        "numbers_grounded": float(not loose),
        "refusal": float(refused != question.answerable),
        "wrong_refusal": float(refused) if question.answerable else None,
        "missed_refusal": None if question.answerable else float(not refused),
    }
    for k in DEPTHS:
        figures[f"evidence_recall@{k}"] = evidence_recall(question.evidence_all, answer.evidence, k)
    return Scored(figures, missing, forbidden, loose, altered)
