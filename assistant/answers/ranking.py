"""Which statements are likeliest to answer a question: by the words they say, by sense, by their kind.

Knows nothing of whether the likeliest one does answer (signals.py, judging.py), nor of wording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from assistant.answers import enumerations
from assistant.answers.deadlines import asked_time, of_another_time
from assistant.answers.defined import Defined
from assistant.answers.statements import (
    PARTS,
    UNRELATED,
    Sheet,
    Statement,
    StatementBook,
    asked_tokens,
    defines,
    flat,
)
from assistant.answers.units import has_figure, tells_often
from assistant.understand.measured import OFTEN as OFTEN_ASKED
from assistant.understand.naming import longest_common
from assistant.understand.question import Kind, Query
from corpus.gridded import row_cells
from corpus.types import Clause
from index.policy_index import PolicyIndex
from index.types import Evidence, Filters

# above this many clauses only what the search finds is looked at sentence by sentence
SMALL_CORPUS = 800
POOL = 40
# what the words of a question that a statement says are worth (by itself, with the headings, with all of what it is
# cited as), and how near its clause is in sense: a cosine this far behind the nearest one counts for nothing. Fitted
# by a softmax over the statements of 398 questions that the encoder was not trained on (docs/log.md)
OWN, AROUND, WHOLE, NEAR = 0.45, 0.5, 0.3, 1.2
REACH = 0.3
DEFINES = 0.6  # for a sentence that says what the very term asked about is
# by so much a statement is ahead at most: of what lies further behind nothing more can be told
AHEAD = 0.4
LIKELIEST = 6  # so many statements are held against one another
HEADING_SAID, MOST_OF_IT = 6, 0.75  # characters and share of a heading that a question says in one stretch
# for what stands under a heading of so many letters that the question says
NAMED_HEADING, HEADING_LENGTH = 0.3, 6
OFTEN = 0.25  # for a sentence that says how often, where that is asked
OTHER_TIME = 0.8  # against a sentence on the time of another doing than the one asked for
NAMED_ROW = 0.3  # for a row whose first cell the question says
_NUMBER = re.compile(r"[\d.、]+")
_BRACKETS = re.compile("[（(][^（()）]*[）)]")
SHORT = 5  # letters; what says no more (（上接第一版）) answers nothing
_RESPONSIBLE = re.compile("负责|主管|牵头|监督管理")
_DEFINES = re.compile("所称|是指|指的是|系指|即|以下(?:统称|简称|称)")


@dataclass(frozen=True, slots=True)
class Scored:
    """A statement against a query. All parts lie in 0..1, ``score`` may exceed 1 through bonuses."""

    statement: Statement
    score: float
    coverage: float  # share of the question's words said by the statement or the headings around it
    own: float  # ... by the statement itself
    search: float  # how near the clause is to the nearest one in sense, see REACH
    cosine: float  # the clause's dense score, 0 where the dense search did not reach it
    whole: float  # coverage by all of what it is cited as (its article with every 款)
    lead: float = 0.0  # by how much the clause leads the dense search's third; 0 where it is not its first
    logit: float | None = None  # the judge's, None where it was not asked
    ahead: float = (
        0.0  # of the likeliest statement of another unit, by its score; negative where it is behind
    )
    beside: int = 0  # how many of the other likeliest ones stand in its unit

    def held(self, ahead: float, beside: int) -> Scored:
        """The same, held against others; built at once, for this is done for every statement of a question."""
        return Scored(
            self.statement,
            self.score,
            self.coverage,
            self.own,
            self.search,
            self.cosine,
            self.whole,
            self.lead,
            self.logit,
            ahead,
            beside,
        )


def answering(figure: bool, ranked: Sequence[Scored]) -> list[Scored]:
    """The ranked statements that may answer: no headings, and only such with a figure where one is asked for and any has one."""
    told = [s for s in ranked if not s.statement.heading]
    return ([s for s in told if has_figure(s.statement)] if figure else []) or told


def likeliest(figure: bool, ranked: Sequence[Scored], most: int = LIKELIEST) -> list[Scored]:
    """The first LIKELIEST, or so many, of the ranked statements that may answer."""
    # a row (收费 | 不收费) may say all in few letters
    told = [s for s in ranked if s.statement.clause.kind == "row" or len(s.statement.bare) > SHORT]
    return answering(figure, told)[:most]


def held_apart(figure: bool, ranked: Sequence[Scored]) -> list[Scored]:
    """The ranked statements, each with how far it is ahead of the likeliest ones of other units.

    One that another statement leads is held against its own document alone, and is never behind: several documents may
    say the same, and so may several sentences of one. What tells the same figure (a row, and the box that spells it out)
    is no rival where a figure is asked for, nor what
    gives the same indicator for another year.
    """
    first = likeliest(figure, ranked)
    read = {id(s.statement) for s in first}
    amounts = {id(s.statement): _amounts(s.statement) for s in first} if figure else {}
    named = {id(s.statement): _named(s.statement) for s in first} if figure else {}
    agreeing = {
        key: {
            o.statement.unit.clause_id
            for o in first
            if told & amounts[id(o.statement)] or named[key] & named[id(o.statement)]
        }
        for key, told in amounts.items()
    }
    mates: Counter[str] = Counter(s.statement.unit.clause_id for s in first)
    # of each unit the best score, of all documents and of each
    best: dict[str, dict[str, float]] = {}
    for scored in reversed(first):
        for where in ("", scored.statement.clause.doc_id):
            units = best.setdefault(where, {})
            unit = scored.statement.unit.clause_id
            units[unit] = max(scored.score, units.get(unit, scored.score))

    order = {where: sorted(((s, u) for u, s in units.items()), reverse=True) for where, units in best.items()}

    def ahead_of(scored: Scored, where: str) -> float:
        own, agree = scored.statement.unit.clause_id, agreeing.get(id(scored.statement), ())
        others = (score for score, unit in order.get(where, ()) if unit != own and unit not in agree)
        return scored.score - next(others, -AHEAD)

    def held(scored: Scored) -> Scored:
        ahead = ahead_of(scored, "")
        if ahead < 0:
            ahead = max(0.0, ahead_of(scored, scored.statement.clause.doc_id))
        beside = mates[scored.statement.unit.clause_id] - (id(scored.statement) in read)
        return scored.held(min(ahead, AHEAD), beside)

    return [held(s) for s in ranked]


def _named(statement: Statement) -> frozenset[tuple[str, str]]:
    """The indicators of a statement's document that it gives, by name: another sentence may give one for another year."""
    return frozenset((i.doc_id, flat(i.name)) for i in statement.indicators if i.year and len(i.name) > 3)


def _amounts(statement: Statement) -> frozenset[tuple[Decimal, str]]:
    """The figures that a statement tells, each with its unit."""
    told = {(i.quantity.low, i.unit or i.quantity.unit) for i in statement.indicators}
    told |= {(q.low, q.unit) for q in statement.quantities}
    return frozenset((low, unit) for low, unit in told if unit)


def named_by_heading(question: str, statement: Statement) -> bool:
    """Whether a (flattened) question says the very heading that a statement's unit stands under (怎么提升药品质量安全水平)."""
    title = statement.under
    return len(title) >= HEADING_LENGTH and title in question


def mostly_named_by_heading(topic: str, statement: Statement) -> bool:
    """Whether a (flattened) topic is most of that heading, and little else (研发后补助, under 企业研发后补助)."""
    title = statement.under
    said = len(longest_common(title, topic)) if len(title) >= HEADING_LENGTH else 0
    return said >= max(HEADING_SAID, MOST_OF_IT * max(len(title), len(topic)))


def _names_row(question: str, statement: Statement) -> bool:
    """Whether a (flattened) question says the very words that a row is headed by (一类区域)."""
    cells = [c for c in row_cells(statement.source) or () if c and not _NUMBER.fullmatch(c)]
    name = flat(_BRACKETS.sub("", cells[0])) if cells else ""
    return len(name) > 1 and name in question


class Ranker:
    """Scores statements against queries over one index."""

    def __init__(self, index: PolicyIndex, stale: frozenset[str] = frozenset()) -> None:
        """:param stale: documents past their planning period; of two that say the same, the other one is meant."""
        self._index = index
        self._stale = stale
        self.book = StatementBook(index)
        self._defined = Defined(index)

    def _of_another(self, asked: str, statement: Statement) -> bool:
        """Whether a statement is about another of the things that its document defines side by side (小作坊 and 小经营店)."""
        told, over = statement.text, statement.context
        return bool(asked) and self._defined.of_another(asked, statement.clause.doc_id, told, over)

    def evidence(self, query: Query, doc_ids: Sequence[str], k: int = POOL) -> list[Evidence]:
        """Hybrid search for the query's topic within some documents (all where none are given)."""
        found = self._index.search(query.search, k=k, filters=Filters(doc_ids=tuple(doc_ids)))
        return [e for e in found if e.clause.label != UNRELATED]

    def rank(
        self,
        query: Query,
        doc_ids: Sequence[str] = (),
        *,
        k: int = 30,
    ) -> list[Scored]:
        """The statements that say most of the question, best first."""
        within = Filters(doc_ids=tuple(doc_ids))
        small = len(self._index.tree) <= SMALL_CORPUS
        if small:
            # every statement is looked at: no words need to be searched for to find them
            dense = self._index.search(query.search, k=POOL, filters=within, mode="dense")
            sheet = self.book.everything
        else:
            hybrid, dense = self._index.search_both(query.search, k=POOL, filters=within)
            found = {e.clause.clause_id: e.clause for e in (*hybrid, *dense) if e.clause.label != UNRELATED}
            sheet = Sheet(self.book, self._with_parts(found.values()))
        cosines = {e.clause.clause_id: e.score for e in dense}
        first = dense[0].clause.clause_id if dense else ""
        top = dense[0].score if dense else 0.0
        lead = max(1e-6, top - dense[min(2, len(dense) - 1)].score) if dense else 0.0
        wanted = set(doc_ids)
        searched = sheet.ids.copy()
        for at in sheet.parts:
            searched[at] = self._searched(sheet.clauses[at], cosines)
        behind = np.asarray([top - cosines.get(i, -1.0) for i in searched])[sheet.clause_at]
        near = np.maximum(0.0, 1.0 - behind / REACH)
        own, both, whole = (self.book.shares if small else sheet.shares)(query.words)
        allowed = sheet.related
        if wanted:
            allowed = allowed & np.isin(sheet.doc_ids, list(wanted))
        kept = allowed[sheet.clause_at] & ((both >= 0.15) | (near >= 0.5))
        base = OWN * own + AROUND * both + WHOLE * whole + NEAR * near
        fit_of = self._fitting(query)
        asked = flat(query.text) if query.kind is not Kind.COMPARE else ""
        rows = [r for r in np.flatnonzero(kept).tolist() if not self._of_another(asked, sheet.statements[r])]
        scores = [float(base[r]) + fit_of(sheet.statements[r]) for r in rows]

        def place(scored: tuple[int, float]) -> tuple[float, str, int]:
            statement = sheet.statements[scored[0]]
            return -scored[1], statement.clause.doc_id, statement.start

        out: list[Scored] = []
        for row, score in sorted(zip(rows, scores, strict=True), key=place)[:k]:
            found_as = searched[sheet.clause_at[row]]
            out.append(
                Scored(
                    sheet.statements[row],
                    score=score,
                    coverage=float(both[row]),
                    own=float(own[row]),
                    search=float(near[row]),
                    cosine=cosines.get(found_as, 0.0),
                    whole=float(whole[row]),
                    lead=lead if found_as == first else 0.0,
                )
            )
        return held_apart(query.asks_figure, out)

    def _with_parts(self, clauses: Iterable[Clause]) -> list[Clause]:
        """The clauses, each once, with the 款 and 项 that were searched as part of them and hold their sentences."""
        out: dict[str, Clause] = {}
        for clause in clauses:
            parts = (c for c in self._index.tree.descendants(clause) if c.kind in PARTS)
            out |= {c.clause_id: c for c in (clause, *parts)}
        return list(out.values())

    def _searched(self, clause: Clause, found: Container[str]) -> str:
        """The id under which a clause was searched: a 款 or 项 as part of its article."""
        searched = clause
        while searched.clause_id not in found and searched.kind in PARTS:
            up = self._index.tree.parent(searched)
            if up is None:
                break
            searched = up
        return searched.clause_id

    def _fitting(self, query: Query) -> Callable[[Statement], float]:
        """How well a statement's kind fits what is asked: numbers, years, units, headings."""
        asked, question = asked_tokens(query.text + query.search), flat(query.text)
        stale = self._stale.difference(query.named_docs)
        kind, years = query.kind, frozenset(query.years)
        wants = query.wants_number or kind in (Kind.INDICATOR, Kind.COMPARE)
        named = 0.5 if query.asks_figure else 0.2
        often, timed = OFTEN_ASKED.search(question), asked_time(query.text)

        def fit_of(statement: Statement) -> float:
            clause = statement.clause
            fit = -0.1 if clause.doc_id in stale else 0.0
            if statement.heading:
                fit -= 0.35
            elif kind is Kind.LIST:
                fit += enumerations.fit(query.text, statement)
            if clause.kind == "other":
                fit -= 0.12
            if kind is Kind.DEFINITION and _DEFINES.search(statement.text):
                fit += 0.2
                if defines(query, statement):
                    fit += DEFINES
            if kind is Kind.RESPONSIBLE and _RESPONSIBLE.search(statement.text):
                fit += 0.15
            if clause.kind == "row" and _names_row(question, statement):
                fit += NAMED_ROW
            if named_by_heading(question, statement):
                fit += NAMED_HEADING
            if timed and of_another_time(query.text, self.book.by_heads(statement)):
                fit -= OTHER_TIME
            if often and tells_often(statement.text):
                fit += OFTEN
            elif wants:
                fit += 0.12 if statement.indicators or statement.quantities else -0.25
                if clause.row:
                    fit += 0.1
            if statement.names:
                # of two indicators the one with less in its name that was not asked for
                fit += named * max(len(asked & name) / len(name) for name in statement.names if name)
            if years:
                if statement.years & years:
                    fit += 0.3
                elif statement.years and (statement.indicators or query.wants_number):
                    fit -= 0.3
            if query.attribute and clause.row and clause.row.attribute == query.attribute:
                fit += 0.05
            return fit

        return fit_of
