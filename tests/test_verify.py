"""A scripted liar against the verifier, true sentences beside it, and digits changed at random."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import pytest

from assistant.grounds import CitedClause, context_for
from assistant.verify import verify
from corpus.indicators import extract_indicators
from corpus.load import load_corpus
from corpus.parse import parse
from corpus.tree import ClauseTree
from tests.verify_cases import LIES, TRUE, Case

CORPUS = Path(__file__).parent.parent / "corpus"


@lru_cache(maxsize=1)
def _corpus():
    documents = {d.doc_id: d for d in load_corpus(CORPUS)}
    parsed = [parse(d) for d in documents.values()]
    tree = ClauseTree(c for p in parsed for c in p.clauses)
    indicators = tuple(i for p in parsed for i in extract_indicators(p))
    standing = tuple(n for p in parsed for n in p.standing)
    return documents, tree, indicators, standing


@cache
def _ground(clause_id: str, number: int) -> CitedClause:
    documents, tree, indicators, standing = _corpus()
    clause = tree.get(clause_id)
    assert clause is not None, clause_id
    return context_for(number, clause, documents, tree, indicators, standing)


def judge(case: Case):
    ids, question, draft = case
    return verify(draft, [_ground(c, n) for n, c in enumerate(ids, 1)], question)


@pytest.mark.parametrize("case", LIES, ids=lambda c: c[2])
def test_no_lie_gets_through(case: Case) -> None:
    verdict = judge(case)
    assert not verdict.kept, verdict.kept
    assert verdict.removed
    assert verdict.removed[0].reason


@pytest.mark.parametrize("case", TRUE, ids=lambda c: c[2])
def test_what_is_true_stays(case: Case) -> None:
    verdict = judge(case)
    assert verdict.clean, verdict.removed
    assert verdict.substantial


def test_there_are_lies_enough() -> None:
    assert len(LIES) >= 60
    assert len(TRUE) >= 30
