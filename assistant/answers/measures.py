"""Which figure of the corpus a how-much question asks for, told by the figures' own names.

The indicators of a corpus are a closed set. Each one in the scope of a question is weighed by its name, its
sentence or row, its unit and its year; the weights are those of a conditional logit (McFadden 1974) over all of
them and "none of these", and stand in measures.toml, made by ``python -m eval calibrate --figures``. How near a name is
in sense is told by the text the search has encoded; only where that leaves it open which figure is meant is the question
encoded as it was asked, which tells better and costs as much as all else. Knows nothing of how a figure is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.answers.answerable import fitted
from assistant.answers.series import of_other_member
from assistant.answers.statements import Statement, StatementBook, asked_tokens, flat
from assistant.answers.units import unit_is
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.types import Indicator
from index.policy_index import PolicyIndex
from index.sparse import tokens

FEATURES = (
    "asked",  # share of the name's tokens that the question has
    "around",  # share of the question's words that the sentence or row and the headings around it say
    "unsaid",  # share of the heavy words that neither these nor the rest of what it is cited as say
    "strange",  # ... of them those that the corpus never writes
    "likeness",  # how near the name is in sense to what is searched for, or to the question (index.vocabulary)
    "unit",  # a figure of the kind asked for
    "no_unit",  # ... of another kind
    "row",  # of a table
    "year",  # of a year asked for
    "other_year",  # of another one
    "stands",  # where things stand, which was asked for
    "stands_unasked",  # ... which was not
)
_LIKENESS = FEATURES.index("likeness")
# how many indicators are weighed word by word; more changes no decision of 361 questions, fewer than 30 some
POOL = 30
_AIMED = re.compile("(?:目标|指标|现状|任务)(?:值|数)?$")  # behind the name of what is asked
LEAST_NAME = 4  # characters of a name that tell which figure is meant
# a word this heavy is what the question is about; less than this of it is not said
KEY_WEIGHT, LEAST_SAID = 0.6, 0.25
# where things stand is asked for
PRESENT = re.compile(
    "现状|现在|目前|底子|年[末底]有|年[末底]是|当前|现有|眼下|如今|基期|基数|基准|起点|(?:多少|几.)了"
)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, that of no indicator at all, and limits on the first indicator's share of the probability."""

    weights: tuple[float, ...]
    none: float
    named: float  # from here on it is the one asked for
    # between these it is open whether it is, by the likeness to what is searched for
    open: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator in its statement with the values of FEATURES; ``at``: its place among the index's."""

    at: int
    indicator: Indicator
    statement: Statement
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator in its statement; ``share`` of the probability among all in scope and none of them."""

    indicator: Indicator
    statement: Statement
    share: float


@lru_cache(maxsize=1)
def model() -> Model:
    """What measures.toml holds."""
    data, weights = fitted("measures.toml", FEATURES)
    least, most = data["open"]
    return Model(weights, float(data["none"]), float(data["named"]), (float(least), float(most)))


class Measures:
    """The figures of one index by name."""

    def __init__(self, index: PolicyIndex, book: StatementBook) -> None:
        self._index = index
        self._book = book
        self._names: dict[str, frozenset[str]] = {}

    def likeliest(self, query: Query, doc_ids: Sequence[str] = ()) -> Measure | None:
        """The indicator in scope that a question most likely asks for; one measure's shares for several years are one."""
        found = self.candidates(query, doc_ids)
        measures = weighed(found, model())
        # 全员劳动生产率 asks for that, not for 制造业全员劳动生产率增长, however near
        asked = _AIMED.sub("", flat(query.topic))
        if whole := next((x for x in measures if flat(x.indicator.name) == asked), None):
            years = set(query.years)
            of_year = any(
                x.indicator.year in years and flat(x.indicator.name).endswith(asked) for x in measures
            )
            if whole.indicator.year in years or not of_year:
                return replace(whole, share=1.0)
        measures, _ = settled(measures, lambda: self.as_asked(query, found), model())
        return headed(measures, asked)

    def candidates(self, query: Query, doc_ids: Sequence[str] = ()) -> list[Candidate]:
        """The nearest indicators in scope; likeness is to what is searched for."""
        wanted = set(doc_ids)
        inside = [n for n, i in enumerate(self._index.indicators) if not wanted or i.doc_id in wanted]
        if not inside:
            return []
        asked = asked_tokens(query.text + query.search)
        like = self._index.names_like(query.search)
        share = np.array([self._asked(self._index.indicators[n].name, asked) for n in inside])
        order = np.argsort(-(like[inside] + 4 * share), kind="stable")[:POOL]
        present = bool(PRESENT.search(query.text))
        out = []
        # one sentence often has several figures
        told: dict[tuple[str, int], tuple[float, float, float]] = {}
        for k in order:
            n = inside[k]
            indicator = self._index.indicators[n]
            if of_other_member(flat(query.text), flat(indicator.name)):
                continue  # 国家级…单项冠军企业, where 省级单项冠军企业 is asked, however much of it that name says
            if (statement := self._statement(indicator)) is not None:
                at = statement.clause.clause_id, statement.start
                if at not in told:
                    told[at] = self._told(query, statement)
                about = (float(share[k]), *told[at], float(like[n]))
                values = (*about, *_figure(query, indicator, statement, present))
                out.append(Candidate(n, indicator, statement, values))
        return out

    def as_asked(self, query: Query, found: Sequence[Candidate]) -> list[Candidate]:
        """The same, likeness to the question as it is asked: that is one more text to encode."""
        like = self._index.names_like(re.sub("[?？]", "", query.text))
        return [
            replace(c, values=(*c.values[:_LIKENESS], float(like[c.at]), *c.values[_LIKENESS + 1 :]))
            for c in found
        ]

    def _told(self, query: Query, statement: Statement) -> tuple[float, float, float]:
        """What a statement says of the question's words: the features around, unsaid and strange."""
        around = statement.context + self._book.text_of(statement.unit)
        heavy = [w for w in query.words if w.weight >= KEY_WEIGHT]
        total = sum(w.weight for w in heavy) or 1.0
        unsaid = [w for w in heavy if w.said_in(around) < LEAST_SAID]
        return (
            coverage(query.words, statement.context + statement.text),
            sum(w.weight for w in unsaid if w.known) / total,
            sum(w.weight for w in unsaid if not w.known) / total,
        )

    def _asked(self, name: str, asked: frozenset[str]) -> float:
        grams = self._names.get(name)
        if grams is None:
            grams = self._names[name] = frozenset(tokens(name))
        return len(asked & grams) / len(grams) if grams else 0.0

    def _statement(self, indicator: Indicator) -> Statement | None:
        clause = self._index.tree.get(indicator.clause_id)
        if clause is None:
            return None
        return next(
            (
                s
                for s in self._book.of(clause)
                if clause.row is not None or s.start <= indicator.quantity.start < s.end
            ),
            None,
        )


def weighed(found: Sequence[Candidate], m: Model) -> list[Measure]:
    """Candidates as measures, likeliest first."""
    if not found:
        return []
    logits = np.asarray([c.values for c in found]) @ np.asarray(m.weights)
    top = max(float(logits.max()), m.none)
    odds = np.exp(logits - top).tolist()
    total = sum(odds) + math.exp(m.none - top)
    alike: dict[tuple[str, str], float] = {}
    for c, odd in zip(found, odds, strict=True):
        key = (c.indicator.clause_id, c.indicator.name)
        alike[key] = alike.get(key, 0.0) + odd / total
    order = sorted(range(len(found)), key=lambda i: (-odds[i], found[i].indicator.quantity.start))
    return [
        Measure(c.indicator, c.statement, alike[c.indicator.clause_id, c.indicator.name])
        for c in (found[i] for i in order)
    ]


def headed(measures: Sequence[Measure], asked: str) -> Measure | None:
    """The first measure; where its name goes on behind the words asked for, the one whose name ends with them.

    核心产业增加值 is a part of 核心产业增加值占GDP比重, which is another thing, and the whole of 数字经济核心产业增加值.
    """
    first = measures[0] if measures else None
    name = flat(first.indicator.name) if first else ""
    if first is None or len(asked) < LEAST_NAME or asked not in name or name.endswith(asked):
        return first
    same = [m for m in measures if flat(m.indicator.name).endswith(asked)]
    return replace(same[0], share=max(first.share, same[0].share)) if same else first


def settled(
    measures: list[Measure], as_asked: Callable[[], Sequence[Candidate]], m: Model
) -> tuple[list[Measure], bool]:
    """The measures of the first look, or those of the question as it is asked where that leaves it open; and whether so."""
    if measures and m.open[0] < measures[0].share < m.open[1]:
        return weighed(as_asked(), m), True
    return measures, False


def _figure(query: Query, indicator: Indicator, statement: Statement, present: bool) -> tuple[float, ...]:
    """The features of a figure itself: from ``unit`` on.

    :param present: where things stand is asked for.
    """
    units = [indicator.quantity.unit, indicator.unit or ""]
    fits = unit_is(query.unit, units) if query.unit else None
    year = indicator.year in query.years if query.years and indicator.year else None
    return (
        float(fits is True),
        float(fits is False),
        float(statement.clause.row is not None),
        float(year is True),
        float(year is False),
        float(indicator.actual and present),
        float(indicator.actual and not present),
    )
