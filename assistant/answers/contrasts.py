"""Named things set side by side: each looked up on its own, each with its own sentence, then the difference.

What a question compares is read by sides.py and contrasted.py, what a sentence says of a side by readings.py. Knows
nothing of places and years (comparisons.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.answers.contrasted import (
    AWARD,
    DEFINES,
    FIGURE,
    GENERAL,
    LEVELS,
    SAME,
    SANCTION,
    differ_in_thing,
    kinds_wanted,
)
from assistant.answers.fitting import MEASURED
from assistant.answers.framing import BY_HOW_MUCH, COMPARABLE, NOT_THE_SAME, as_difference, weighs_only
from assistant.answers.intervals import Amount
from assistant.answers.listed import first_or_last, in_its_place, of_its_year
from assistant.answers.listing import ONE_OF_TWO
from assistant.answers.of_rank import of_other_thing
from assistant.answers.one_row import OneRow
from assistant.answers.portions import overlap
from assistant.answers.ranking import Scored
from assistant.answers.readings import NAMED, SURELY_NAMED, Reading
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.sanctions import SANCTIONED
from assistant.answers.series import member_unsaid
from assistant.answers.sides import Side, Sides, sides_of
from assistant.answers.stated import SAID, actors, unsaid
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import EXCERPT, untitled
from assistant.answers.weighing import ratio, sooner, weigh
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, coverage
from corpus.gazetteer import Region
from corpus.types import Clause, Document

CANDIDATES = 10  # statements of a side that are weighed against those of the others
SHORT_STEM = 150  # characters of a list's opening sentence that are read out before its items
SAME_CLAUSE, SAME_LIST, SAME_UNIT, SAME_DOCUMENT = 0.3, 0.35, 0.25, 0.1

_AWARDED = re.compile(r"奖|补贴|补助|资助|贴息|给予|返还|减免|支持|补偿")
_WHEN = re.compile("什么时候|啥时候?|何时|哪一?[天年月日]|几[月号]")
_DEFINED = re.compile(r"所称|是指|系指|指的是")


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with how well it fits its side."""

    reading: Reading
    score: float
    named: float


# 按几成补，封顶多少: what is asked of one thing in one place, and no thing
_NO_THING = re.compile(
    "[几按]?成?[补奖罚给]|封顶|上限|下限|最[高多少低长短久快慢早晚](?:多[久少长大]|几.?)?|比例|金额|标准|期限|额度"
)
# 彩礼多少，随礼呢
_THE_OTHER = re.compile(r"[，,？?][^，,]{1,14}呢[？?。\s]*$")


class Contrasts(OneRow):
    """Answers questions that name two or more things of one kind."""

    def contrast(self, query: Query) -> Composed | None:
        """The sides of a question side by side; None where it has none, or not two of them were found."""
        if query.refs or query.english:
            return None
        looked: list[Clause] = []
        said = self.places_of(query)
        # 西安陕西质量奖和西安市质量奖: one place, said in two ways
        places = [p for p in said if not any(p != q and p.startswith(q) for q in said)]
        read = (_with_places(s, query.text, places) for s in sides_of(query.text, (*places, *LEVELS)))
        ways = [s for s in read if differ_in_thing(s, places)]
        if len(places) < 2:
            ways = [s for s in ways if not any(_NO_THING.fullmatch(side.name) for side in s.sides)]
        when = _WHEN.search(query.text) or first_or_last(query.text)
        if ways and when and (told := self.apart(query, ways[0])):
            return told  # a day is no figure to be read out of a row
        both = [self._asked(query, s) for s in ways[0].sides] if ways and not ways[0].separate else []
        if both and (told := self.within_row(query, ways[0], both)):
            return told
        if told := self.each_figure(query) or self.each_named(query, ways):
            return told
        for sides in ways:
            found = self._sides(query, sides, looked)
            if chosen := self._choose(sides, found):
                if self._leaves_out(query, sides, chosen) and (told := self.apart(query, sides)):
                    return told
                draft = Draft()
                self._say_sides(draft, query, sides, [f.reading for f in chosen])
                clauses = [s.clause for f in chosen for s in f.reading.spans]
                return Composed("answered", draft, tuple(dict.fromkeys([*clauses, *looked])))
        if ways and (told := self.apart(query, ways[0])):
            return told
        if told := self.each_listed(query):
            return told
        if not ways or not ways[0].plain:
            return self.each_figure(query, least=ONE_OF_TWO)
        return self._half(query, ways[0], looked) or self.apart(query, ways[0], least=1)

    def things_asked(self, query: Query) -> list[Side]:
        """The things that are asked of several places at once, each with its question; [] where the places are parted by them."""
        places = self.places_of(query)
        for sides in sides_of(query.text, (*places, *LEVELS)):
            if not sides.separate and all(all(p in s.question for p in places) for s in sides.sides):
                return list(sides.sides)
        return []

    def _leaves_out(self, query: Query, sides: Sides, chosen: Sequence[Found]) -> bool:
        """Whether what is read of a side lacks a word of its question that stands in the rest of the sentence (其中小微企业…).

        A whole list of targets where one is asked for says too much as well.
        """
        for side, found in zip(sides.sides, chosen, strict=True):
            reading = found.reading
            if query.asks_figure and reading.amount is None and reading.statement.lists_targets:
                return True
            words = unsaid(self._asked(query, side).words, found.reading.text)
            if not found.reading.portion and any(
                w.said_in(found.reading.statement.text) >= SAID for w in words
            ):
                return True
        return False

    def _half(self, query: Query, sides: Sides, looked: list[Clause]) -> Composed | None:
        """One side surely found, the others not: what was found, and that the others were not."""
        found = self._sides(query, sides, looked)
        sure = [f[0] if f and f[0].named >= SURELY_NAMED and not f[0].reading.guess else None for f in found]
        if not any(sure) or all(sure):
            return None
        if weighs_only(query.text) and not query.claims:
            if any(GENERAL.match(s.name) for s in sides.sides):
                return None
            missing = [s.label for s, one in zip(sides.sides, sure, strict=True) if one is None]
            return self.one_sided(query, missing, [s.clause for f in sure if f for s in f.reading.spans])
        draft = Draft()
        for side, one in zip(sides.sides, sure, strict=True):
            if one is None:
                draft.say(f"没有查到{side.label}的这一项规定")
            else:
                statement, text, spans = one.reading.statement, one.reading.text, one.reading.spans
                whole = (
                    not one.reading.portion and statement.clause.kind != "row" and not statement.clause.row
                )
                if whole and statement.end - statement.start <= EXCERPT:
                    # the other half of the sentence may be the other side's, whatever it calls it
                    text, spans = untitled(plain(self.text_of(statement))), (self.span_of(statement),)
                draft.say(
                    f"{'' if one.reading.own else side.label + '：'}{text.rstrip('，,、；;。')}", *spans
                )
        draft.sentences.sort(key=lambda s: not s[1])
        clauses = [s.clause for f in sure if f for s in f.reading.spans]
        return Composed("answered", draft, tuple(dict.fromkeys([*clauses, *looked])))

    # looking up

    def _sides(self, query: Query, sides: Sides, looked: list[Clause]) -> list[list[Found]]:
        """What there is of each side."""
        asked = [self._asked(query, s) for s in sides.sides]
        if not sides.separate:
            asked = [of_its_year(query, a) for a in asked]
        found: list[list[Found]] = []
        for n, side in enumerate(sides.sides):
            others = {w.text for m, a in enumerate(asked) if m != n for w in a.words}
            names = [s.name for m, s in enumerate(sides.sides) if m != n]
            found.append(self._candidates(query, side, asked[n], others, names, sides.separate, looked))
        empty = [n for n, f in enumerate(found) if not f]
        if len(found) == 2 and len(empty) == 1:
            silent, wanted = sides.sides[empty[0]].name, kinds_wanted(query.text)
            found[empty[0]] = [
                replace(f, reading=r)
                for f in found[1 - empty[0]]
                for r in (
                    self.general_of(f.reading, wanted)
                    if GENERAL.match(silent)
                    else self.other_part_of(silent, f.reading, wanted)
                )
            ]
        return found

    def _choose(self, sides: Sides, found: Sequence[Sequence[Found]]) -> list[Found]:
        """The readings that fit best together, one a side; [] where a side has none."""
        if not all(found):
            return []
        best: tuple[float, list[Found]] | None = None
        for combined in product(*(f[: max(3, CANDIDATES - 3 * len(found))] for f in found)):
            places = {(f.reading.place, f.reading.statement.clause.clause_id) for f in combined}
            if len(places) < len(combined) and (
                len(places) > 1 or min(f.named for f in combined) < SURELY_NAMED
            ):
                continue
            if sum(f.reading.guess for f in combined) > 1:
                continue
            total = sum(f.score for f in combined)
            if len(places) == 1:
                total -= 0.5  # one sentence about all of them
            elif not sides.separate:
                total += _together([f.reading.statement for f in combined], self._list_of)
            if best is None or total > best[0]:
                best = (total, list(combined))
        return best[1] if best else []

    def _asked(self, query: Query, side: Side) -> Query:
        """The question for one side, understood; it asks for what the whole question asks for."""
        asked = in_its_place(query, side, self.understander.understand(side.question))
        if query.named_docs and not asked.named_docs:
            asked = replace(asked, named_docs=query.named_docs, doc_ids=query.named_docs)
        figure = bool(FIGURE.search(query.text))
        if not figure and DEFINES.search(query.text):
            return replace(asked, kind=Kind.DEFINITION, wants_number=False)
        return replace(asked, kind=Kind.INDICATOR if figure else Kind.FACT, wants_number=figure)

    def _holds_in(self, document: Document, places: Sequence[Region]) -> bool:
        """Whether a document holds in all of some places: a law, or a text of a place around them."""
        region = self.lexicon.region_of(document)
        return region is None or all(region == p or region.contains(p) for p in places)

    def _candidates(
        self,
        query: Query,
        side: Side,
        asked: Query,
        others: set[str],
        names: Sequence[str],
        separate: bool,
        looked: list[Clause],
    ) -> list[Found]:
        """What the documents say of one side, best first."""
        scope = self.scope(asked)
        ranked = [s for s in self.ranker.rank(asked, scope) if not s.statement.heading]
        if separate and scope and not any(self.supported(asked, s, beside=True) for s in ranked[:3]):
            # 江西举报…几天，消费者投诉又是几天: the place of one question is not the other's; another place's text is nobody's
            wider = [d for d, doc in self.index.documents.items() if self._holds_in(doc, asked.regions)]
            if wider:
                asked = replace(asked, regions=(), doc_ids=(), around=())
                ranked = [s for s in self.ranker.rank(asked, wider) if not s.statement.heading]
        looked.extend(s.statement.clause for s in ranked[:4])
        own = tuple(w for w in asked.words if w.text not in others and w.weight > 0.1)
        rest = query.text
        for name in (side.name, *names):
            rest = rest.replace(name, " ")  # 指数和合格率各是多少: the one's unit is not the other's
        wanted = kinds_wanted(rest, side.question)
        sanction = bool(SANCTION.search(query.text))
        award = not sanction and "元" in wanted and bool(AWARD.search(query.text))
        out: list[Found] = []
        for scored in self._with_sanctions(ranked) if sanction else ranked:
            statement = scored.statement
            if asked.asks_figure and (
                (sanction and not SANCTIONED.search(statement.text))
                or (award and not _AWARDED.search(statement.text + statement.context))
            ):
                continue
            if asked.asks_figure and not self.year_fits(asked, scored):
                continue  # 两项2030年各是多少, and the figures are of 2025
            for reading in self.readings_of(side, asked, statement, wanted):
                if asked.years and reading.year is not None:
                    continue  # a row's figure of another year than the one asked for
                named = self._named(side, own, names, reading, whole=separate)
                if named < (NAMED if sanction else SURELY_NAMED) or _unmeasured(asked, reading):
                    continue
                around = f"{statement.text}。{self._headings(statement)}{statement.context}"
                if of_other_thing(side.name, names, asked.words, reading.text, around):
                    continue
                if asked.asks_figure and member_unsaid(side.name, names, flat(f"{reading.text}。{around}")):
                    continue
                score = scored.score + 0.6 * named + actors(query.text, reading.text)
                if asked.asks_figure:
                    score += 0.15 if reading.amount is not None else -0.35
                    if "元" in wanted and reading.amount is not None and reading.amount.kind != "元":
                        score -= 0.25
                if sanction and _omits(side.name, statement.text):
                    score += 0.3
                if sanction:
                    score += 0.4 if SANCTIONED.search(statement.text) else -0.4
                if asked.kind is Kind.DEFINITION:
                    score += 0.3 if _DEFINED.search(statement.text) else 0.0
                if separate and not self._answers(asked, scored, reading):
                    continue
                out.append(Found(reading, score, named))
        out.sort(key=lambda f: -f.score)
        return out[:CANDIDATES]

    def _answers(self, asked: Query, scored: Scored, reading: Reading) -> bool:
        return bool(
            self.supported(asked, scored, beside=True)
            or self.supported(replace(asked, kind=Kind.FACT, wants_number=False), scored, beside=True)
        )

    def _named(
        self, side: Side, own: Sequence[Word], others: Sequence[str], reading: Reading, *, whole: bool
    ) -> float:
        """How far a reading, its sentence or the headings around it say what the side is called.

        What tells it from the other sides must be said as well: 园区 of 绿色园区 beside 绿色工厂.

        :param whole: the rest of its article counts as well.
        """
        statement = reading.statement
        near = plain(reading.text).lower() + "".join(self.quotes(reading.spans))
        around = self._headings(statement) + self.sanctions.duties_of(statement)
        if whole:
            around += self.ranker.book.text_of(statement.unit)
        title = self.lexicon.titles[statement.clause.doc_id]
        # what the whole document is about tells no clause from another
        own = tuple(w for w in own if w.text not in title) or tuple(own)
        own = tuple(w for w in own if len(w.text) > 1) or own
        name = re.sub(r"^(?:没有?|未|不|无)", "", side.name.lower())

        said = max(overlap(_besides(name, title), near), 0.9 * overlap(_besides(name, title), around))
        if own:
            said = max(said, coverage(own, near), 0.9 * coverage(own, near + around))
        if reading.portion and not reading.guess:
            return max(0.8, said)
        if not (apart := _apart(name, others)):
            return said
        # word for word: a word of like sense may be the other side's
        literal = tuple(replace(w, akin=()) for w in own)
        told = max(overlap(apart, near), 0.9 * overlap(apart, around), coverage(literal, near + around))
        return min(said, told)

    def _headings(self, statement: Statement) -> str:
        """The headings around a statement and the opening of its list; a title says nothing of one clause."""
        stem = self.stem(statement.clause)
        clauses = [statement.clause, *self.index.tree.ancestors(statement.clause)]
        return flat(" ".join(c.title for c in clauses)) + (stem.text if stem is not None else "")

    def _with_sanctions(self, ranked: Sequence[Scored]) -> list[Scored]:
        """The statements, and behind each duty the sentences that say what breaking it costs (违反本办法第十六条…)."""
        out = list(ranked)
        have = {id(s.statement) for s in ranked}
        for scored in ranked[:12]:
            for statement in self.sanctions.of(scored.statement):
                if id(statement) not in have:
                    have.add(id(statement))
                    out.append(replace(scored, statement=statement, score=scored.score - 0.05))
        return out

    def _list_of(self, statement: Statement) -> int | None:
        """Which list a statement is an item of."""
        stem = self.stem(statement.clause)
        return None if stem is None else stem.start

    # saying

    def _say_sides(self, draft: Draft, query: Query, sides: Sides, readings: Sequence[Reading]) -> None:
        if len({r.text for r in readings}) == 1:
            where = self.where(query, self.index.documents[readings[0].statement.clause.doc_id])
            draft.say(where + readings[0].text, *readings[0].spans)
            if len({r.place for r in readings}) > 1:
                self._say_verdict(draft, query, sides, readings)
            return
        documents = {r.statement.clause.doc_id for r in readings}
        stems = [self.stem(r.statement.clause) for r in readings]
        first = stems[0]
        apart = len({r.year for r in readings}) > 1
        shared = first is not None and all(s is first for s in stems)
        if shared and first is not None:
            text = plain(self.text_of(first))
            if len(text) <= SHORT_STEM:
                draft.say(untitled(text), Span(first.clause, first.start, first.end))
        for side, reading, stem in zip(sides.sides, readings, stems, strict=True):
            document = self.index.documents[reading.statement.clause.doc_id]
            where = self.where(replace(query, doc_ids=()), document) if len(documents) > 1 else ""
            lead = "" if reading.own else f"{side.label}："
            spans = list(reading.spans)
            text = reading.text
            if where and text.startswith(where.rstrip("：")):
                where = ""
            if reading.year and apart and (head := self.year_lead(reading.statement.clause, reading.year)):
                text = f"到{reading.year}年，{text}"
                spans.append(head)
            if stem is not None and not shared:
                spans.append(Span(stem.clause, stem.start, stem.end))
            if document.text[spans[0].start : spans[0].end].rstrip().endswith(("：", ":")):
                end = self.with_items(spans[0].clause, spans[0].end)
                spans[0] = Span(spans[0].clause, spans[0].start, end)
                text = untitled(plain(document.text[spans[0].start : end])).rstrip("，,、；;。")
            draft.say(f"{where if lead else where.rstrip('：')}{lead}{text}", *spans)
        if COMPARABLE.search(query.text) and len({r.text for r in readings}) > 1:
            draft.sentences.insert(0, (NOT_THE_SAME, ()))
            return
        asked = sides.order or first_or_last(query.text) or BY_HOW_MUCH.search(query.text)
        if len(documents) > 1 and not asked and all(s.placed for s in sides.sides):
            return  # two documents that nobody asked to compare, or two questions in one
        if not asked and _THE_OTHER.search(query.text):
            return  # 彩礼多少，随礼呢: each for itself
        self._say_verdict(draft, query, sides, readings)

    def _say_verdict(self, draft: Draft, query: Query, sides: Sides, readings: Sequence[Reading]) -> None:
        names = [plain(s.label) for s in sides.sides]
        names = [_as_its_row(n, r.statement.clause) for n, r in zip(names, readings, strict=True)]
        if turn := first_or_last(query.text):
            said = sooner([(n, r.text) for n, r in zip(names, readings, strict=True)], turn, query.text)
            draft.sentences[:0] = [(said, ())] if said else []
            return
        if not (FIGURE.search(query.text) or SAME.search(query.text)):
            return
        order = sides.order or ("重" if SANCTION.search(query.text) else "")
        given = self.in_one_column(query, [r.statement.clause for r in readings])
        told = list[Amount | None](given) or [r.amount for r in readings]
        figures = list(zip(names, told, strict=True))
        verdict = ratio(figures) if as_difference(query.raw) else weigh(figures, order)
        if verdict:
            special = any(r.special for r in readings) and len({r.text for r in readings}) > 1
            draft.sentences.insert(0, (f"按一般情形，{verdict}" if special else verdict, ()))


def _unmeasured(asked: Query, reading: Reading) -> bool:
    """Whether a sentence has another figure than the rate or index that is asked for by name: 抽检合格率 of 参数覆盖率."""
    if not asked.asks_figure or reading.statement.clause.row is not None or reading.portion:
        return False
    return any(MEASURED.search(w.text) and w.said_in(flat(reading.text)) < SAID for w in asked.words)


def _with_places(sides: Sides, text: str, places: Sequence[str]) -> Sides:
    """The sides with the place before a name that its rank begins: 西安市质量奖, of which 市质量奖 is no name."""

    def full(name: str) -> str:
        return next((p + name for p in places if name[:1] in "省市县区" and p + name in text), name)

    return replace(sides, sides=tuple(replace(s, name=full(s.name)) for s in sides.sides))


def _as_its_row(name: str, clause: Clause) -> str:
    """A side's name with what stands before it in its row's: 质量奖 of 西安市质量奖拥有量 beside 陕西质量奖."""
    at = clause.title.find(name) if clause.row else -1
    return clause.title[: at + len(name)] if at > 0 else name


def _omits(name: str, text: str) -> bool:
    """Whether a sentence speaks of leaving undone what the side's name says is not done: 不报, 未按照…规定报告."""
    m = re.search(r"(?:没有?|未|不)([\u4e00-\u9fa5]+)$", name)
    if not m:
        return False
    return any(
        m[1] in run or m[1][-2:] in run or (len(m[1]) == 1 and m[1] in run)
        for run in re.findall(r"未[^，,；;。]{0,24}", text)
    )


def _apart(name: str, others: Sequence[str]) -> str:
    """What of a name none of the other names has."""
    for other in others:
        name = _besides(name, other) if _besides(name, other) != name else name
    return name


def _besides(name: str, title: str) -> str:
    """A name without the words of a title; the whole name where nothing else is in it."""
    left = name
    for size in range(len(name), 1, -1):
        for i in range(len(left) - size + 1):
            if left[i : i + size] in title:
                left = left[:i] + " " + left[i + size :]
                break
    left = left.replace(" ", "")
    return left or name


def _together(statements: Sequence[Statement], list_of: object) -> float:
    """What speaks for statements being meant for one another: one sentence, one list, one article."""
    bonus = 0.0
    first = statements[0]
    for other in statements[1:]:
        if other is first:
            bonus += SAME_CLAUSE
        elif callable(list_of) and list_of(first) is not None and list_of(first) == list_of(other):
            bonus += SAME_LIST
        elif other.unit is first.unit:
            bonus += SAME_UNIT
        elif other.clause.doc_id == first.clause.doc_id:
            bonus += SAME_DOCUMENT
        else:
            bonus -= 0.2
        if (other.clause.row is None) != (first.clause.row is None):
            bonus -= 0.5  # a target and a rule are not alike
    return bonus
