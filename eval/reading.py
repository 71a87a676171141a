"""``python -m eval reading``: what judge and encoder learn from gold questions (index/training trains them).

For each question the statements that the product ranks first, apart into those that hold the gold evidence and those
that stand elsewhere; of a question without an answer all of them stand elsewhere. Statements of the gold clause that
do not hold the evidence are left out: they may answer, too. The same of the chunks that are searched. Knows nothing of
training.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from assistant.answers.judging import passage
from assistant.answers.ranking import Scored, answering
from assistant.answers.statements import flat
from assistant.assistant import Assistant
from assistant.understand.question import Kind
from eval.calibrate import is_cited, understood
from eval.gold import Question, load_gold
from eval.product import library_of
from index.policy_index import PolicyIndex
from index.training.readings import Reading, write
from index.types import Evidence

ELSEWHERE = 24  # passages of a question
ANSWERS = 3
LOOKED_AT = 60
SHORT = 5  # characters; less is no evidence


def write_readings(sets: Sequence[tuple[Path, Path]], target: Path) -> int:
    """Writes the readings of gold files, each with the store of its corpus, as one file; returns how many.

    :raises GoldError, InputError: a gold file or store that cannot be used.
    """
    opened = {store: Assistant.open(store) for store in dict.fromkeys(store for _, store in sets)}
    made = [r for gold, store in sets for r in _readings(gold, opened[store])]
    write(target, made)
    return len(made)


def _readings(gold: Path, assistant: Assistant) -> Iterator[Reading]:
    questions, _ = load_gold(gold, library_of(assistant.index.documents.values()))
    for question in questions:
        query = understood(question, assistant)
        if query.kind in (Kind.CLAUSE, Kind.META):
            continue
        ranked = assistant.ranker.rank(query, assistant.composer.scope(query), k=LOOKED_AT)
        ranked = answering(query.asks_figure, ranked)
        cited = [question.answerable and is_cited(question, s, assistant) for s in ranked]
        texts = [passage(assistant.index, assistant.ranker.book, s.statement) for s in ranked]
        told = [t for s, t, c in zip(ranked, texts, cited, strict=True) if c and _holds(question, s)]
        told = told or [t for t, c in zip(texts, cited, strict=True) if c][:1]
        others = [t for t, c in zip(texts, cited, strict=True) if not c][:ELSEWHERE]
        if others and (told or not question.answerable):
            clauses, elsewhere = _chunks(question, query.search, assistant.index)
            yield Reading(query.text, query.search, tuple(told[:ANSWERS]), tuple(others), clauses, elsewhere)


def _chunks(question: Question, search: str, index: PolicyIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The chunks that hold the evidence, as they are embedded, and the likeliest others by sense and by words."""
    wanted = [_bare(e.text) for e in question.evidence_all]
    holding = [t for body, t in index.chunks() if any(w in _bare(body) for w in wanted)] if wanted else []
    hybrid, dense = index.search_both(search, k=ELSEWHERE)
    found: chain[Evidence] = chain.from_iterable(zip(dense, hybrid, strict=False))
    others = dict.fromkeys(index.embedded(e.clause, e.start, e.end) for e in found)
    return tuple(holding[:ANSWERS]), tuple(t for t in others if t not in holding)[:ELSEWHERE]


def _holds(question: Question, scored: Scored) -> bool:
    """Whether a statement holds evidence of the answer, or is a part of it."""
    said = _bare(scored.statement.source)
    wanted = [_bare(e.text) for e in question.evidence_all]
    return len(said) > SHORT and any(w in said or said in w for w in wanted)


def _bare(text: str) -> str:
    return flat(text).replace("|", "")
