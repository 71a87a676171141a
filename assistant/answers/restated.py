"""Where else a figure is told: in other documents, or again in the same one, where the two may differ.

Knows nothing of which statement answers first.
"""

from __future__ import annotations

import re

from assistant.answers.around import Around
from assistant.answers.deadlines import of_another_time
from assistant.answers.ranking import Scored
from assistant.answers.statements import Statement, flat
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.types import Indicator
from index.sparse import tokens

NAMED = 0.4  # share of a question's words that an indicator's name says to be what it asks for
_IN_BRACKETS = re.compile("[（(]([^（()）]{2,12})[）)]")


class Restated(Around):
    """Finds the other statements of a figure."""

    def one_a_region(self, query: Query, ranked: list[Scored], best: Scored) -> list[Scored]:
        """Where a question names no place: the figure of every document that states it as well as the best."""
        chosen: list[Scored] = [best]
        for scored in ranked:
            if scored.statement.clause.doc_id in {c.statement.clause.doc_id for c in chosen}:
                continue
            if (
                scored.statement.indicators
                and scored.own >= best.own - 0.12
                and self.supported(query, scored, beside=True)
                and not of_another_time(query.text, scored.statement.text)
            ):
                chosen.append(scored)
        return chosen[:4]

    def contradictions(
        self, query: Query, ranked: list[Scored], best: Scored, figure: Indicator | None = None
    ) -> list[Scored]:
        """Other statements of the same indicator in the same document, where the question names no year."""
        mine = figure or self.indicator_of(query, best.statement)
        if mine is None or (figure is None and coverage(query.words, mine.name.lower()) < NAMED):
            return []
        out = []
        for scored in ranked:
            other = self.indicator_of(query, scored.statement)
            if (
                other is not None
                and scored is not best
                # where it stands is contradicted by no target
                and (other.actual or not mine.actual)
                and other.doc_id == mine.doc_id
                and other.quantity.start != mine.quantity.start
                and _same_name(mine, other)
                and not _told_apart(query, best.statement, scored.statement)
                and (not query.years or (other.year in query.years and not _says_same(mine, other)))
            ):
                out.append(scored)
        return out[:2]


def _told_apart(query: Query, mine: Statement, other: Statement) -> bool:
    """Whether a question names what only one of two rows has in brackets: 展位费（重点市场） and （一般市场）."""
    if mine.clause.kind != "row" or other.clause.kind != "row":
        return False
    own = set(_IN_BRACKETS.findall(mine.text)) - set(_IN_BRACKETS.findall(other.text))
    return any(said in flat(query.text) for said in own)


def _says_same(a: Indicator, b: Indicator) -> bool:
    """Whether two figures are one number of one year."""
    return a.year == b.year and (a.quantity.low, a.quantity.high) == (b.quantity.low, b.quantity.high)


def _same_name(a: Indicator, b: Indicator) -> bool:
    mine, other = set(tokens(a.name)), set(tokens(b.name))
    return bool(mine and other) and len(mine & other) >= 0.8 * max(len(mine), len(other)) and a.unit == b.unit
