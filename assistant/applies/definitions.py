"""What a document calls somebody by a threshold: 畜禽养殖场，是指…生猪年出栏五百头以上; the rest are 养殖户.

Held against the figures that somebody tells, it says which of the document's names is his. Knows nothing of
questions or of what is done with the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.statements import Statement, StatementBook, flat
from assistant.applies.conditions import Measure, matches, thresholds
from corpus.tree import ClauseTree
from corpus.types import Clause

_DEFINES = re.compile(r"所称(?:的)?(?P<term>[^，,。：；]{2,16}?)[，,]?(?:是指|系指|指的是|为)(?P<rest>.*)")
_COMPLEMENT = re.compile(
    r"(?:未达到|达不到|不符合|不满足|不足)[^，。]{0,4}(?:前款|前项|上述|前条|规定)|(?:前款|上述)[^，。]{0,10}以外"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a document gives by a threshold, and whether it is the one of somebody whose figures are told."""

    term: str
    is_his: bool
    statement: Statement  # where it is defined
    threshold: str  # as written: 五百头以上
    proof: Clause  # the clause with the threshold
    complement: bool = False  # the name of those who do not reach it


def named_by(
    clauses: Iterable[Clause], tree: ClauseTree, book: StatementBook, told: Sequence[Measure]
) -> tuple[Named, ...]:
    """The names that the figures told decide, in reading order."""
    if not told:
        return ()
    found: list[Named] = []
    for term, statement, options in _defined(clauses, tree, book):
        if options is None:
            if found:
                other = found[-1]
                found.append(Named(term, not other.is_his, statement, other.threshold, other.proof, True))
            continue
        hits = [(c, match) for c, text in options for match in matches(told, text)]
        if hits:
            proof, match = next(((c, h) for c, h in hits if h.met), hits[0])
            found.append(Named(term, match.met, statement, match.threshold.text, proof))
    return tuple(found)


def thresholded(clauses: Iterable[Clause], tree: ClauseTree, book: StatementBook) -> frozenset[str]:
    """The names that documents give by a threshold, and those for all the rest."""
    found: list[str] = []
    for term, _, options in _defined(clauses, tree, book):
        if options is None:
            found.extend([term] if found else [])
        elif any(thresholds(text) for _, text in options):
            found.append(term)
    return frozenset(found)


def _defined(
    clauses: Iterable[Clause], tree: ClauseTree, book: StatementBook
) -> Iterator[tuple[str, Statement, list[tuple[Clause, str]] | None]]:
    """(term, where it is defined, the texts that may give its threshold; None for the name of all the rest)."""
    for clause in clauses:
        for statement in book.of(clause):
            m = _DEFINES.search(statement.text)
            if not m:
                continue
            options: list[tuple[Clause, str]] | None = [(clause, m["rest"])]
            if _COMPLEMENT.search(m["rest"]):
                options = None
            elif statement.text.endswith(("：", ":")):
                options = [(c, flat(c.text)) for c in tree.children(clause) if c.start >= statement.end - 1]
            yield m["term"], statement, options


def scales_of(
    term: str, clauses: Iterable[Clause], tree: ClauseTree, book: StatementBook
) -> list[tuple[Clause, int, int]]:
    """(clause, start, end) of each size that gives a name, in reading order."""
    for clause in clauses:
        for statement in book.of(clause):
            m = _DEFINES.search(statement.text)
            if not m or m["term"] != term or _COMPLEMENT.search(m["rest"]):
                continue
            if statement.text.endswith(("：", ":")):
                return [(c, c.start, c.end) for c in tree.children(clause) if c.start >= statement.end - 1]
            return [(clause, statement.start, statement.end)]
    return []
