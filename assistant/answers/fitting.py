"""Whether a statement answers a question: its words, a figure of the kind asked for, the year, the level.

The base of what is read out (readout.py). Knows nothing of how an answer is worded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answers.answerable import (
    FEATURES,
    KEY_WEIGHT,
    features,
    is_task,
)
from assistant.answers.facets import lacks_facet
from assistant.answers.judging import SURE_LOGIT, Judging, decision
from assistant.answers.lookup import Lookup
from assistant.answers.measures import PRESENT, Measure, Measures
from assistant.answers.measures import model as measures_model
from assistant.answers.pertinence import Pertinence
from assistant.answers.render import Renderer, Span
from assistant.answers.sanctions import Sanctions
from assistant.answers.statements import Ranker, Scored, Statement, defines
from assistant.answers.units import fits_unit, has_figure, is_money, unit_is
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, coverage
from corpus.types import Indicator
from index.policy_index import PolicyIndex

# a noun this rare is the subject: a clause that does not say it at all gives the figure of something else
RARE_WEIGHT, LEAST_SAID = 1.0, 0.25
STRANGE_WEIGHT = 0.75  # the same for a word that the corpus never writes
# ... unless the clause is by so much the nearest of all, and the word none so long that it is a term: everyday words
CLEAR_LEAD, TERM = 0.05, 4
# a figure that leaves more than this share of the question's heavy words unsaid has to be this likely
MISSING_FIGURE, SURE_FIGURE = 0.49, 0.7
# words that weigh less than this together ask for nothing (你是谁)
LEAST_WEIGHT = 0.25
SAME_THING = 0.6  # of the question said by a sentence that deals a figure out to levels
WHOLE_TERM = 0.9  # of the question said by a sentence that defines its term: that is the answer
_LEVEL = re.compile("(?:国家|省|市|县|区)级")
# 多少登记费押金, 押金要交多少: the thing whose amount is asked; 多少天 and what follows it asks of something else
_AMOUNT_OF = (
    re.compile(
        "(?:多少|几)(?!个?(?:工作日|[天日年月周次回元块钱万千百倍]|小时|钟头|星期|礼拜))([^，,。；;？?]{2,10})"
    ),
    re.compile(
        "([^，,。；;？?]{2,4})(?<![是为有要得须应该交缴收付])[是为有要得须应该交缴收付]{0,3}(?:百分之)?(?:多少|几|多[大高])"
    ),
)


class Fitting:
    """Holds the statements of one index against questions."""

    def __init__(
        self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, ranker: Ranker, renderer: Renderer
    ) -> None:
        self.index = index
        self.lexicon = lexicon
        self.lookup = lookup
        self.ranker = ranker
        self.renderer = renderer
        self.judging = Judging(index, ranker.book)
        self.pertinence = Pertinence(index, ranker.book)
        self.measures = Measures(index, ranker.book)
        self.sanctions = Sanctions(index, ranker.book)

    def scope(self, query: Query) -> tuple[str, ...]:
        """The documents a question is to be answered from; () for all of them."""
        if query.doc_ids:
            return query.doc_ids
        return query.around

    def ranked(self, query: Query, doc_ids: Sequence[str] = (), *, k: int = 30) -> list[Scored]:
        """The statements that say most of the question, best first; where that is in doubt, as the judge sees them."""
        return self.judging.judged(query, self.ranker.rank(query, doc_ids, k=k))

    def supported(self, query: Query, scored: Scored) -> bool:
        """Whether a statement says enough of the question to be its answer."""
        statement = scored.statement
        if sum(w.weight for w in query.words) < LEAST_WEIGHT:
            return False
        if query.kind is Kind.DEFINITION and any(w.weight >= KEY_WEIGHT and not w.known for w in query.words):
            return False
        if is_task(query.text) or self.lacks(query, statement):
            return False
        fits = fits_unit(query.unit, statement) if query.unit else None
        if not query.asks_figure:
            if query.kind is Kind.DEFINITION and scored.own >= WHOLE_TERM and defines(query, statement):
                return True
            likely, enough = decision(features(query, scored, fits), scored, figure=False)
            return likely >= enough
        if fits is False or not has_figure(statement):
            return False
        if statement.indicators and all(
            in_denominator_only(query.words, i.name.lower()) for i in statement.indicators
        ):
            return False
        if self._of_other_level(query, statement):
            return False
        values = features(query, scored, fits)
        likely, enough = decision(values, scored, figure=True)
        sure = likely >= SURE_FIGURE
        # who has read both knows better than a word that is missing
        read = scored.logit is not None and scored.logit >= SURE_LOGIT
        if self._of_something_else(query, scored) and not (sure and read):
            return False
        strict = fits is None and values[FEATURES.index("missing")] > MISSING_FIGURE
        return sure if strict else likely >= enough

    def lacks(self, query: Query, statement: Statement) -> bool:
        """Whether the question asks for a kind of thing that neither a statement's clause nor its headings say."""
        return lacks_facet(query.text, self.ranker.book.text_of(statement.unit), statement.context, rule=True)

    def _of_something_else(self, query: Query, scored: Scored) -> bool:
        """Whether a figure's clause never says a word that is what the question is about.

        Everyday words that the corpus never writes (理发店, 头一回) tell nothing against the clause that is nearest of all,
        unless one is the very thing whose amount is asked.
        """
        statement = scored.statement
        around = statement.context + self.ranker.book.text_of(statement.unit)
        nearest = scored.lead >= CLEAR_LEAD
        thing = " ".join(t for p in _AMOUNT_OF for t in p.findall(query.text.lower())) if nearest else ""
        return any(
            w.weight >= (RARE_WEIGHT if w.known else STRANGE_WEIGHT)
            and not (nearest and not w.known and len(w.text) < TERM and w.text not in thing)
            and w.said_in(around) < LEAST_SAID
            for w in query.words
        )

    def _of_other_level(self, query: Query, statement: Statement) -> bool:
        """Whether a figure is told of other levels than the one asked for: of 省级 and 国家级 where 市级 is asked.

        A figure of no level is of all of them, where another sentence beside it has one for the level asked.
        """
        asked = set(_LEVEL.findall(query.text))
        if not asked:
            return False
        if told := set(_LEVEL.findall(statement.text)):
            return not asked & told
        beside = (s for s in self.ranker.book.of(statement.clause) if s is not statement)
        return any(
            re.search(rf"[\d百千万亿余多][家个项名人件条种](?:{'|'.join(asked)})", s.text)
            and coverage(query.words, s.text) >= SAME_THING
            for s in beside
        )

    def named_figure(self, query: Query, doc_ids: Sequence[str]) -> Measure | None:
        """The figure whose name a how-much question says, in whatever words; None where none stands out."""
        if not query.asks_figure or is_task(query.text) or sum(w.weight for w in query.words) < LEAST_WEIGHT:
            return None
        found = self.measures.likeliest(query, doc_ids)
        if found is None or found.share < measures_model().named:
            return None
        indicator, statement = found.indicator, found.statement
        units = [indicator.quantity.unit, indicator.unit or ""]
        if query.unit and not unit_is(query.unit, units):
            return None
        if is_money(query.unit) and not is_money(*units, indicator.name):
            return None
        if not indicator.actual and self.lacks(query, statement):
            return None
        if in_denominator_only(query.words, indicator.name.lower()):
            return None
        return None if self._of_other_level(query, statement) else found

    def year_fits(self, query: Query, scored: Scored) -> bool:
        years = scored.statement.years
        if not query.years or years & set(query.years):
            return True
        # a figure without a year of its own is meant for the year most of the document's targets are for
        return not years and set(query.years) <= {self._usual_year(scored.statement.clause.doc_id)}

    def _usual_year(self, doc_id: str) -> int | None:
        targets = (i for i in self.index.indicators if i.doc_id == doc_id and not i.actual)
        years = Counter(i.year for i in targets if i.year)
        return years.most_common(1)[0][0] if years else None

    def indicator_of(self, query: Query, statement: Statement) -> Indicator | None:
        """The indicator of a statement that the question asks for."""
        if not statement.indicators:
            return None

        def fit(indicator: Indicator, grams: frozenset[str]) -> tuple[float, float]:
            match = coverage(query.words, indicator.name.lower())
            year = 0.5 if query.years and indicator.year in query.years else 0.0
            unit = (
                0.5
                if query.unit and unit_is(query.unit, [indicator.quantity.unit, indicator.unit or ""])
                else 0.0
            )
            present = 0.5 if indicator.actual and not query.years and PRESENT.search(query.text) else 0.0
            return (year + unit + present + match, -len(grams))

        fits = [fit(*named) for named in zip(statement.indicators, statement.names, strict=True)]
        best = max(fits)
        return statement.indicators[fits.index(best)] if statement.clause.row or best[0] > 0 else None

    def text_of(self, statement: Statement) -> str:
        return self.index.documents[statement.clause.doc_id].text[statement.start : statement.end]

    def span_of(self, statement: Statement) -> Span:
        return Span(statement.clause, statement.start, statement.end)


def in_denominator_only(words: Sequence[Word], name: str) -> bool:
    """Whether a share's name says the question only in what it is a share of: GDP of 数字经济…占GDP比重."""
    whole, sign, base = name.rpartition("占")
    if sign and re.search(r"(?:比重|比例|占比|份额)$", base):
        numerator = whole
    elif name.startswith("单位"):
        numerator = re.sub(r"^单位(?:地区生产总值|国内生产总值|gdp|产值|面积|产品)", "", name)
    else:
        return False
    asked = [w for w in words if w.weight >= 0.3]
    return any(w.said_in(name) >= 0.9 for w in asked) and not any(w.said_in(numerator) >= 0.5 for w in asked)
