"""What tells whether a statement answers a question: how the two agree, and what speaks against it.

The values that the two decisions (answerable.py, judging.py) are fitted over. Knows nothing of what is decided.
"""

from __future__ import annotations

import math
import re

from assistant.answers.facets import lacks_facet
from assistant.answers.ranking import Scored
from assistant.answers.series import of_other_member
from assistant.answers.statements import Statement, StatementBook, asked_tokens, flat, holds_now
from assistant.answers.units import fits_unit, has_figure
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage

# a word this heavy is what the question is about
KEY_WEIGHT = 0.6

FEATURES = (
    "own",  # coverage by the statement itself
    "around",  # ... with its headings
    "whole",  # ... with all of what it is cited as
    "near",  # how near the clause is to the nearest one in sense
    "sense",  # the clause's cosine
    "lead",  # by how much it leads the dense search
    "strange",  # share of the question's words that the corpus never writes
    "missing",  # share of the heavy words that neither statement nor headings say
    "unit",  # a figure of the kind asked for
    "no_unit",  # figures of another kind, or none
    "figure_name",  # figures only: how much of the indicator's name was asked for
    "figure_missing",  # figures only: as ``missing``
    "words",  # ln(1 + number of words)
    "ahead",  # of the likeliest statement of another unit
    "beside",  # how many of the other likeliest ones stand in its unit
    "lacks",  # the kind of thing asked for (a telephone number, how to apply) stands nowhere in its clause
    "other",  # figures only: a word that is what the question is about stands nowhere in its clause
    "level",  # figures only: told of another level than the one asked for
    "no_figure",  # figures only: it has none
    "list",  # a list is asked for
)
# a noun this rare is the subject: a clause that does not say it at all gives the figure of something else
RARE_WEIGHT, LEAST_SAID = 1.0, 0.25
STRANGE_WEIGHT = 0.75  # the same for a word that the corpus never writes
# ... unless the clause is by so much the nearest of all, and the word none so long that it is a term: everyday words
CLEAR_LEAD, TERM = 0.05, 4
_PARTS = re.compile("[；;。]")
CLEARLY = 0.15  # by so much more of the question the part says that is about the thing
SAME_THING = 0.6  # of the question said by a sentence that deals a figure out to levels
UNSAID = 0.35  # of a word
RANK = re.compile("(?:国家|省|市|县|区)级")
# 多少登记费押金, 押金要交多少: the thing whose amount is asked; 多少天 and what follows it asks of something else
_AMOUNT_OF = (
    re.compile(
        "(?:多少|几)(?!个?(?:工作日|[天日年月周次回元块钱万千百倍]|小时|钟头|星期|礼拜))([^，,。；;？?]{2,10})"
    ),
    re.compile(
        "([^，,。；;？?]{2,4})(?<![是为有要得须应该交缴收付])[是为有要得须应该交缴收付]{0,3}(?:百分之)?(?:多少|几|多[大高])"
    ),
)


class Signals:
    """The signals of the statements of one index."""

    def __init__(self, book: StatementBook) -> None:
        self._book = book

    def values(self, query: Query, scored: Scored) -> tuple[float, ...]:
        """The values of FEATURES."""
        statement = scored.statement
        unit_fits = fits_unit(query.unit, statement) if query.unit else None
        total = sum(w.weight for w in query.words) or 1.0
        heavy = [w for w in query.words if w.weight >= KEY_WEIGHT]
        around = statement.context + statement.text
        unsaid = sum(w.weight for w in heavy if w.said_in(around) < UNSAID)
        missing = unsaid / (sum(w.weight for w in heavy) or 1.0)
        figure = query.asks_figure
        asked = asked_tokens(query.text + query.search) if figure else frozenset()
        name = max((len(asked & n) / len(n) for n in statement.names if n), default=0.0) if figure else 0.0
        return (
            scored.own,
            scored.coverage,
            scored.whole,
            scored.search,
            scored.cosine,
            min(scored.lead, 0.1) * 10,
            sum(w.weight for w in query.words if not w.known) / total,
            missing,
            float(unit_fits is True),
            float(unit_fits is False),
            name,
            missing if figure else 0.0,
            math.log1p(len(query.words)),
            scored.ahead,
            float(scored.beside),
            float(self.lacks(query, statement)),
            float(figure and self.of_something_else(query, scored)),
            float(figure and self.of_other_level(query, statement)),
            float(figure and not has_figure(statement)),
            float(query.kind is Kind.LIST),
        )

    def lacks(self, query: Query, statement: Statement) -> bool:
        """Whether the question asks for a kind of thing that neither a statement's clause nor its headings say."""
        told = self._book.text_of(statement.unit)
        if statement.clause.row:  # the unit of its figures stands in another cell, or in a head
            told += "".join(f"。{i.quantity.text}{i.unit or ''}" for i in statement.indicators)
        return lacks_facet(query.text, told, statement.context, rule=True, present=holds_now([statement]))

    def of_something_else(self, query: Query, scored: Scored) -> bool:
        """Whether a figure's clause never says a word that is what the question is about.

        Everyday words that the corpus never writes (理发店, 头一回) tell nothing against the clause that is nearest of all,
        unless one is the very thing whose amount is asked.
        """
        statement = scored.statement
        around = statement.context + self._book.text_of(statement.unit)
        nearest = scored.lead >= CLEAR_LEAD
        thing = " ".join(t for p in _AMOUNT_OF for t in p.findall(query.text.lower())) if nearest else ""
        return any(
            w.weight >= (RARE_WEIGHT if w.known else STRANGE_WEIGHT)
            and not (nearest and not w.known and len(w.text) < TERM and w.text not in thing)
            and w.said_in(around) < LEAST_SAID
            for w in query.words
        )

    def _level_before(self, query: Query, text: str, asked: set[str]) -> bool:
        """Whether the part of a sentence that says the thing asked for is of other levels, and so is all behind it.

        国家级…工厂奖60万元；省级的奖25万元；国家级…供应链企业奖80万元: the level asked for may be left to a part behind the
        one that names the thing, not to one before it.
        """
        parts = [p for p in _PARTS.split(text) if re.search(r"\d", p)]
        if len(parts) < 2:
            return False
        said = [coverage(query.words, p) for p in parts]
        best = max(said)
        at = said.index(best)
        if best < SAME_THING or any(best - other < CLEARLY for n, other in enumerate(said) if n != at):
            return False
        told = set(RANK.findall(parts[at]))
        return bool(told) and not any(asked & set(RANK.findall(p)) for p in parts[at:])

    def of_other_level(self, query: Query, statement: Statement) -> bool:
        """Whether a figure is told of other levels than the one asked for: of 省级 and 国家级 where 市级 is asked.

        A figure of no level is of all of them, where another sentence beside it has one for the level asked.
        """
        if of_other_member(flat(query.text), statement.text, statement.context):
            return True
        asked = set(RANK.findall(query.text))
        if not asked:
            return False
        if told := set(RANK.findall(statement.text)):
            return not asked & told or self._level_before(query, statement.text, asked)
        beside = (s for s in self._book.of(statement.clause) if s is not statement)
        return any(
            re.search(rf"[\d百千万亿余多][家个项名人件条种](?:{'|'.join(asked)})", s.text)
            and coverage(query.words, s.text) >= SAME_THING
            for s in beside
        )
