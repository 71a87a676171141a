"""What a sentence or row says of one of the things compared, with the figure asked for.

Figures dealt out to a list are read by portions.py. Knows nothing of the other sides, nor which sentence is the
best for its side (contrasts.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answers.intervals import Amount, amount_of_indicator, amounts, is_condition
from assistant.answers.portions import Portion, likeness, overlap, portion_for
from assistant.answers.render import Span, plain, tabled
from assistant.answers.sides import Side
from assistant.answers.stated import StatedFigures, actors
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import EXCERPT, untitled
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.numerals import flatten

SURELY_NAMED = 0.6  # of its name, for a part of a sentence to be read out without the rest
ALIKE_NAME = 0.6  # of a name's characters, said by the part that is left for it
NAMED = 0.5  # how far a statement with its headings must say what the side is called
UNIT_OF = re.compile("[（(]([^（()）]*)[)）]$")  # 推荐名额（个）
_PARTING = re.compile(r"[；;]")
# a prize that comes with another one
_LESSER = re.compile("提名|入围|鼓励奖")
# what a graver case costs: no comparison of penalties is whole without it
_GRAVE = re.compile(r"[；;]\s*(情节(?:特别)?严重的[^；;。]*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a statement says of one side."""

    statement: Statement
    text: str  # as it is said, without the side's name
    spans: tuple[Span, ...]
    amount: Amount | None  # the one figure asked for; None where there is none or more than one
    own: bool = False  # the text names its side itself
    guess: bool = False  # only because the other parts of the sentence are the other sides'
    portion: bool = False  # one part of what the sentence deals out
    special: bool = False  # the sentence has another figure for a special case
    year: int | None = None  # of a row's target, where the question says none
    place: tuple[int, int] = (0, 0)  # of the words read, to tell two readings of one sentence apart


class Readings(StatedFigures):
    """Reads what a statement says of one side."""

    def readings_of(
        self, side: Side, asked: Query, statement: Statement, wanted: frozenset[str]
    ) -> list[Reading]:
        """What a statement says of a side: its portion of a list, its part of the sentence, the sentence."""
        clause = statement.clause
        columns = self.ranker.book.columns(clause) if clause.kind == "row" and clause.row is None else None
        if columns is not None and asked.asks_figure:
            given = [cell_amount(head, cell, columns.unit) for head, cell in columns.cells[1:]]
            if not any(a is not None and (not wanted or a.kind in wanted) for a in given):
                return []
        if clause.row is not None or columns is not None:
            return self._row(asked, statement, wanted)
        if portioned := self._portion(side, asked, statement, wanted):
            return portioned
        document = self.index.documents[statement.clause.doc_id]
        start, end = statement.start, statement.end
        parts = self._halves(statement)
        if len(parts) > 1:
            halves = [flat(document.text[a:b]) for a, b in parts]
            shares = [overlap(side.name, half) for half in halves]
            own = tuple(w for w in asked.words if w.text in side.name)
            if own and asked.asks_figure and max(shares) < SURELY_NAMED:
                shares = [coverage(own, half) for half in halves]  # 退伍兵 is called 退役军人 there
            fits = [(share, a, b) for share, (a, b) in zip(shares, parts, strict=True)]
            best = max(fits)
            having = [f for f in fits if _given(document.text[f[1] : f[2]], wanted)]
            alone = sum(f[0] >= best[0] - 0.1 for f in fits) == 1
            if (
                best[0] >= SURELY_NAMED
                and alone
                and (not asked.asks_figure or (best in having and len(having) > 1))
            ):
                _, start, end = best
        if end - start > EXCERPT:
            start, end = self.excerpt(asked, replace(statement, start=start, end=end))
        grave: tuple[int, int] | None = None
        if m := _GRAVE.search(document.text, max(start, end - 1), statement.end):
            grave = m.span(1)
        found = _given(document.text[start:end], wanted)
        if statement.clause.kind == "row":
            found = [a for a in found if a.kind or a.start]  # the row's number is no figure
        if asked.asks_figure and not found and "等值以" not in document.text[start:end]:
            return []
        money = [a for a in found if a.kind == "元"]
        found = money or found  # 按50%补贴，最高3万元: what is paid in the end
        special = False
        if len(found) > 1 and len({a.kind for a in found}) == 1:
            # what stands behind the first semicolon is for special cases
            cut = _PARTING.search(document.text[start:end])
            first = [a for a in found if cut and a.end <= cut.start()]
            if len(first) == 1:
                found, special = first, True
            elif len(plain_ones := self._of_the_asker(asked, statement, start, found)) == 1:
                found, special = plain_ones, True
        text = _bare(document.text[start:end])
        spans: tuple[Span, ...] = (Span(statement.clause, start, end),)
        if grave is not None:
            text += f"；{_bare(document.text[slice(*grave)])}"
            spans = (*spans, Span(statement.clause, *grave))
            special = True
        return [
            Reading(
                statement,
                text,
                spans,
                found[0] if len(found) == 1 else None,
                special=special,
                place=(start, end),
            )
        ]

    def general_of(self, reading: Reading, wanted: frozenset[str]) -> list[Reading]:
        """What a sentence gives in general, before the one special case that a reading of it is: 3000元；退役军人5000元."""
        statement, own = reading.statement, reading.amount
        if own is None or statement.clause.row is not None:
            return []
        text = self.text_of(statement)
        given = [a for a in _given(text, wanted) if a.kind == own.kind]
        halves = [
            (a, b)
            for a, b in self._halves(statement)
            if any(a <= statement.start + g.start < b for g in given)
        ]
        if len(given) != 2 or len(halves) != 2 or given[1].low != own.low or given[1].high != own.high:
            return []
        start, end = halves[0]
        document = self.index.documents[statement.clause.doc_id]
        span = Span(statement.clause, start, end)
        return [
            Reading(
                statement,
                _bare(document.text[start:end]),
                (span,),
                given[0],
                portion=True,
                place=(start, end),
            )
        ]

    def other_part_of(self, name: str, reading: Reading, wanted: frozenset[str]) -> list[Reading]:
        """The other of the two parts that a sentence deals out, for a side whose name is much like it: 国内游, 境内旅游."""
        statement = reading.statement
        shared = self.shared(statement, wanted) if reading.portion and not reading.guess else []
        others = [(p, s) for p, s in shared if p.figure.start != reading.place[0]]
        if len(shared) != 2 or len(others) != 1:
            return []
        portion, spans = others[0]
        member, text = plain(portion.member), plain(portion.said)
        if sum(c in member + text for c in name) < ALIKE_NAME * len(name):
            return []
        return [
            Reading(
                statement,
                _bare(member + text if portion.listed_apart else text),
                spans,
                portion.figure,
                guess=True,
                portion=True,
                place=(portion.figure.start, portion.figure.end),
            )
        ]

    def _of_the_asker(
        self, asked: Query, statement: Statement, start: int, found: list[Amount]
    ) -> list[Amount]:
        """The figures of a stretch that begins at ``start`` but those for others than the question speaks of: 个人, 提名奖."""
        names = {f.amount.start + statement.start: f.name for f in self.stated(statement)}
        return [
            a
            for a in found
            if (name := names.get(a.start + start)) is not None
            and actors(asked.text, name) >= 0
            and (not _LESSER.search(name) or _LESSER.search(asked.text))
        ]

    def _row(self, asked: Query, statement: Statement, wanted: frozenset[str]) -> list[Reading]:
        """A table's row, as indicators are said; one with columns of several kinds with its heads."""
        clause = statement.clause
        if clause.kind == "row" and (columns := self.ranker.book.columns(clause)):
            cells = [(coverage(asked.words, head.lower()), cell) for head, cell in columns.cells[1:]]
            share, cell = max(cells, default=(0.0, ""))
            given = _given(cell, frozenset()) if share > 0 else []
            return [
                Reading(
                    statement,
                    tabled(columns),
                    tuple(self.row_spans(clause, columns)),
                    given[0] if len(given) == 1 else None,
                    own=True,
                    place=(statement.start, statement.end),
                )
            ]
        indicator = self.indicator_of(asked, statement)
        if indicator is None:
            return []
        if not asked.years:
            # the target of a row is its last one
            ahead = [i for i in statement.indicators if i.name == indicator.name and i.year and not i.actual]
            indicator = max(ahead, key=lambda i: i.year or 0) if indicator in ahead else indicator
        amount = amount_of_indicator(indicator)
        if wanted and amount.kind not in wanted:
            return []
        text = self.say_indicator(asked, indicator)
        spans = [Span(clause, statement.start, statement.end)]
        if (
            indicator.year
            and str(indicator.year) in text
            and (lead := self.year_lead(clause, indicator.year))
        ):
            spans.append(lead)  # 25年 of the question is 2025年 in the table's head
        return [
            Reading(
                statement,
                text,
                tuple(spans),
                amount,
                own=True,
                place=(statement.start, statement.end),
                year=indicator.year if indicator.year and indicator.year not in asked.years else None,
            )
        ]

    def _portion(
        self, side: Side, asked: Query, statement: Statement, wanted: frozenset[str]
    ) -> list[Reading]:
        """The side's portion of what the statement deals out; those that may be its, where that is not plain."""
        shared = self.shared(statement, wanted)
        if len(shared) < 2:
            return []
        chosen = portion_for(side.name, [p for p, _ in shared])
        if chosen is None and (about := re.sub(r"\W", "", asked.topic)) != side.name:
            # 单项冠军国家级和省级: what else is 省级 there is not asked for
            chosen = portion_for(about, [p for p, _ in shared])
        alone = len(self._halves(statement)) == 1
        out = []
        for portion, spans in shared:
            if chosen is not None and portion is not chosen:
                continue
            member, text = plain(portion.member), plain(portion.said)
            match = likeness(side.name, member) if portion.listed_apart else overlap(side.name, text)
            if chosen is None and self._of_another(asked, portion, statement):
                continue
            if not portion.listed_apart and not alone and match < SURELY_NAMED:
                continue
            if match < NAMED and not (chosen is not None and amounts(side.name)):
                continue
            # behind a semicolon may stand what holds in special cases only
            whole = "" if portion.listed_apart or alone else plain(self.text_of(statement))
            shown = _bare(member + text if portion.listed_apart else whole or text)
            out.append(
                Reading(
                    statement,
                    shown,
                    spans,
                    portion.figure,
                    own=overlap(side.name, shown) >= NAMED or overlap(member, side.name) >= SURELY_NAMED,
                    guess=chosen is None,
                    portion=True,
                    special=bool(whole) and chosen is not None,
                    place=(portion.figure.start, portion.figure.end),
                )
            )
        return out

    def _of_another(self, asked: Query, portion: Portion, statement: Statement) -> bool:
        """Whether a part's figure is a rate of another thing than the side's: 农产品…合格率 of 药品合格率."""
        at = statement.start + portion.figure.start
        named = next((i for i in statement.indicators if i.quantity.start <= at < i.quantity.end), None)
        text = self.text_of(statement)[portion.start : portion.figure.start] if named is None else named.name
        name = re.sub("(?:达到|不低于|不少于|超过|为|至|大于|高于|[≥>])*$", "", flat(plain(text)))
        return bool(self.names_another(asked, name))

    def _halves(self, statement: Statement) -> list[tuple[int, int]]:
        """The halves of a sentence between semicolons, as document offsets."""
        text = self.text_of(statement)
        cuts = [0, *(m.end() for m in _PARTING.finditer(text)), len(text)]
        return [(statement.start + a, statement.start + b) for a, b in pairwise(cuts) if b > a]


def _given(text: str, wanted: frozenset[str]) -> list[Amount]:
    """The figures of the kinds asked for that a text gives or demands: not those that only say who is meant."""
    return [a for a in amounts(text) if (not wanted or a.kind in wanted) and not is_condition(text, a)]


def _bare(text: str) -> str:
    """A text as it is read out: without the heading and number printed before it."""
    return re.sub(r"^(?:[^，,；;。：【]{0,24}【[^】]*】|其中)", "", untitled(plain(text))).rstrip(
        "，,、；;。"
    )


def cell_amount(head: str, cell: str, over: str = "") -> Amount | None:
    """A cell's figure in its own unit, else in the one that its column's head, or the line over the table, gives."""
    bare = flatten(cell)
    found = amounts(bare)
    if found and found[0].kind:
        return found[0]
    unit = m[1] if (m := UNIT_OF.search(head)) else over
    return next(iter(amounts(bare + unit.partition("/")[0])), None)
