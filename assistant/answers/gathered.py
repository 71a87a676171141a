"""What each side of a comparison says of the matter: the statements that fit it, and one another.

A figure is held against the other sides' by its name, its unit and what it counts. Knows nothing of saying it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.answers.compared import Compared, Group
from assistant.answers.contrasted import kinds_wanted
from assistant.answers.differences import ALIKE, Figure, alike, bases_differ, counted_per, one_unit
from assistant.answers.intervals import amount_of, amount_of_indicator, amounts, is_condition
from assistant.answers.ranking import Scored
from assistant.answers.render import say_value
from assistant.answers.series import of_other_member
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.stated import Meant, Stated, unsaid
from assistant.answers.statements import flat
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.types import Clause, Indicator, Quantity

ABSENT = 0.35  # of a question's words: less in every sentence of a document, and it does not speak of it
APART = 0.34  # of the weight of the words that carry a question, said of another figure of the sentence only
CANDIDATES = 3  # statements of a side that are weighed against those of the others
NEARER = 0.1  # how much more of a question the half of a sentence says in which another figure stands
NEAREST = 6  # ... that are looked at for a side's figure in the words of another side
OTHER_NAME, OTHER_UNIT = 0.2, 0.3  # what speaks against two sides' figures being meant for one another
RUN, RUN_WEIGHT = 3, 0.06  # characters in a row that a sentence has of the matter, and what each counts
DISTINCT = 0.9  # weight of a word that tells one thing from another
OTHER_WORD = 0.6  # a word of the question said no better than that is not said
SAID = 0.5  # of the question, said by a sentence that is borne out by something else
ROW_SAID = 0.3  # ... by the row whose very figure the question tells
TOLD = 0.4  # what speaks for a figure that the question tells itself
TARGETED = 0.8  # what speaks for a figure that is a target, where targets are asked for
BESIDE_A_ROW = 0.7  # of a question that is an indicator's name, by a sentence without a figure
WORD_FOR_WORD = 0.8  # what speaks for a figure whose whole name the question says
OUTDONE = 0.3  # by so much less of the question a sentence says than one beside it that is meant
LITERAL = 0.7  # of the matter's characters in a row: a sentence that has them speaks of it

# 不设个人奖: that a thing is not there at all
_DENIES = re.compile("不(?:再)?(?:设立?|设置|给予|予以?|发放|安排)(?P<what>[一-龥]{2,8})")
_AIM = re.compile("目标|指标")
_LAST = re.compile("最终|最后|期末|末期|远期|到头")


@dataclass(frozen=True, slots=True)
class Found:
    """What a group's document says."""

    name: str
    indicator: Indicator | None
    scored: Scored
    stated: Stated | None = None  # where the sentence deals it out, or has figures of several years


def _aimed(query: Query, scored: Scored) -> bool:
    """Whether targets are asked for and a statement has one of what is asked.

    首席质量官覆盖率, and not how often they are trained.
    """
    if not _AIM.search(query.text):
        return False
    names = (flat(i.name) for i in scored.statement.indicators if not i.actual)
    return any(coverage(query.words, name) >= LITERAL for name in names)


def _named_by(query: Query, found: Found) -> bool:
    """Whether a side's figure is called just what the question calls it; 制造业 | 全员劳动生产率 is called otherwise."""
    if found.indicator is None:
        return False
    asked = flat(query.text)
    before, name, _ = asked.partition(flat(found.indicator.name))
    return bool(name) and not any(w.weight >= KEY_WEIGHT and before.endswith(w.text) for w in query.words)


class Gathered(Compared):
    """Finds what the documents say of each side."""

    def statements_of(self, query: Query, group: Group, looked: list[Clause]) -> list[Scored]:
        """The statements of a group that say what is asked, best first."""
        ranked = [s for s in self.ranker.rank(group.query, group.doc_ids) if not s.statement.heading]
        looked.extend(s.statement.clause for s in ranked[:6])
        about = re.sub(r"\W", "", query.topic).lower()
        held = []
        for scored in ranked:
            run = 0 if group.query.asks_figure else _run(about, scored.statement.text)
            told = any(_same(q, c) for q in scored.statement.quantities for c in query.claims)
            literal = run >= max(RUN, LITERAL * len(about))
            literal |= told and scored.coverage >= (ROW_SAID if scored.statement.clause.row else SAID)
            aimed = _aimed(query, scored)
            if not literal and not aimed and not self.supported(group.query, scored, beside=True):
                continue
            if self.year_fits(group.query, scored):
                gain = RUN_WEIGHT * run if run >= RUN else 0.0
                gain += TOLD * told + TARGETED * aimed
                held.append(replace(scored, score=scored.score + gain) if gain else scored)
        of_it = [s for s in held if self._is_of_it(group.query, s)]
        # 伪造结果的，处5万元, and behind it 逾期的，扣减20%: of the sentences of one clause the one that says what is asked
        outdone = [(s, t) for s in of_it for t in held if group.query.asks_figure and _outdoes(t, s)]
        lesser = {id(s) for s, _ in outdone}
        out = [s for s in held if id(s) not in lesser and (s in of_it or any(t is s for _, t in outdone))]
        return sorted(out, key=lambda s: -s.score)

    def fitting(self, groups: Sequence[Group], candidates: Sequence[Sequence[Scored]]) -> list[Found]:
        """One statement a side, those that fit best and one another: figures of one name and unit."""
        held = [(g, c) for g, c in zip(groups, candidates, strict=True) if c]
        best: tuple[float, list[Found]] | None = None
        sides = [
            [
                (s.score, self.found_in(g, s))
                for s in c[: CANDIDATES if g.query.asks_figure or g.query.attribute else 1]
            ]
            for g, c in held
        ]
        for chosen in product(*sides) if sides else ():
            found = [f for _, f in chosen]
            total = sum(score for score, _ in chosen)
            total += WORD_FOR_WORD * sum(_named_by(g.query, f) for (g, _), f in zip(held, found, strict=True))
            told = one_unit([x for f in found if (x := self.figure_of(f)) is not None])
            for other in told[1:]:
                total -= OTHER_UNIT * (other.amount.kind != told[0].amount.kind)
                named = other.what and told[0].what
                total -= OTHER_NAME * bool(named and not alike(told[0].what, other.what))
                total -= OTHER_UNIT * bases_differ(told[0].what, other.what)
            if best is None or total > best[0]:
                best = (total, found)
        return best[1] if best else []

    def of_the_matter(self, query: Query, found: list[Found]) -> list[Found]:
        """The sides but those whose figure is of something else: 消费品, which another side's figure is called, is not said.

        A rate of 制造业产品 answers no question of 消费品, however alike the names are.
        """
        names = {f.name: x.what for f in found if (x := self.figure_of(f)) is not None}

        def strays(one: Found) -> bool:
            near = f"{names.get(one.name, '')} {one.scored.statement.text} {one.scored.statement.context}".lower()
            return any(
                w.weight >= KEY_WEIGHT
                and w.said_in(near) < OTHER_WORD
                # 食品安全 is said by 食品评价性抽检合格率
                and w.text[:2] not in names.get(one.name, "")
                and any(w.text in flat(what) for side, what in names.items() if side != one.name)
                for w in query.words
            )

        kept = [f for f in found if not names.get(f.name) or not strays(f)]
        return kept or found

    def beside_a_row(self, query: Query, found: list[Found]) -> list[Found]:
        """The sides but those that only share some words with what is an indicator for another side.

        单位生产总值能耗降低 of a place that has none is not its 能源化工产业.
        """
        if not any(f.indicator is not None and f.scored.statement.clause.row for f in found):
            return found
        return [
            f
            for f in found
            if f.indicator is not None or coverage(query.words, f.scored.statement.text) >= BESIDE_A_ROW
        ]

    def borne_out(self, groups: Sequence[Group]) -> list[Found]:
        """Figures of one name and unit in two sides' documents, each about what is asked: they bear each other out."""
        held: list[tuple[Group, list[Stated]]] = []
        for group in groups if all(g.query.asks_figure for g in groups) else ():
            ranked = [s for s in self.ranker.rank(group.query, group.doc_ids) if not s.statement.heading]
            about = [s for s in ranked[:CANDIDATES] if s.coverage >= SAID and self.year_fits(group.query, s)]
            meant = self.meant(group.query, about)
            held.append((group, [m.figure for m in meant if not m.figure.condition and m.own >= SAID]))
        for first, *rest in product(*(f for _, f in held)) if len(held) > 1 else ():
            if all(
                first.amount.kind == r.amount.kind and first.amount.kind and alike(first.name, r.name)
                for r in rest
            ):
                return [
                    Found(g.name, f.indicator, Scored(f.statement, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0), f)
                    for (g, _), f in zip(held, (first, *rest), strict=True)
                ]
        return []

    def borne_out_by(self, one: Found, found: Sequence[Found]) -> bool:
        """Whether another side has a figure of the same kind."""
        own = self.figure_of(one)
        others = [x for f in found if f is not one and (x := self.figure_of(f)) is not None]
        return bool(others) and (own is None or any(own.amount.kind == x.amount.kind for x in others))

    def says_what_it_is_of(self, group: Group, one: Found) -> bool:
        """Whether a side's sentence, or what it stands under, says the word that the question turns on.

        30万元 for 地理标志 are no 质量奖, however well they go with what another side pays for its own.
        """
        topic = max((w for w in group.query.words if w.known), key=lambda w: w.weight, default=None)
        if topic is None or one.scored.statement.clause.row is not None:
            return True
        near = f"{one.scored.statement.text} {one.scored.statement.context}".lower()
        return topic.said_in(near) >= OTHER_WORD

    def counterpart(self, group: Group, found: Sequence[Found]) -> Found | None:
        """A missing side's figure by the name that another side has for it, in the same unit."""
        model = next((x for f in found if (x := self.figure_of(f)) is not None and x.what), None)
        named = self.named_figure(group.query, group.doc_ids) if group.query.asks_figure else None
        if named is not None and not (model and bases_differ(model.what, named.indicator.name)):
            scored = next(
                (
                    s
                    for s in self.ranker.rank(group.query, group.doc_ids)
                    if named.indicator in s.statement.indicators and self.year_fits(group.query, s)
                ),
                None,
            )
            if scored is not None:
                return Found(group.name, named.indicator, scored)
        told = [f.scored.statement.text for f in found]
        model = model or next((x for f in found if (x := self.figure_of(f)) is not None), None)
        if model is None or not group.query.asks_figure or not model.amount.kind:
            return None
        asked = group.query
        if model.what:
            bare = self.understander.understand(model.what)
            asked = replace(asked, words=bare.words, topic=bare.topic, search=bare.search)
        for scored in self.ranker.rank(asked, group.doc_ids)[:NEAREST]:
            near = f"{scored.statement.text} {scored.statement.context}"
            silent = any(  # 个人奖, which the other side has and this one does not
                w.weight >= DISTINCT and w.said_in(near) < OTHER_WORD and any(w.text in t for t in told)
                for w in group.query.words
            )
            if silent or scored.statement.heading or not self.year_fits(group.query, scored):
                continue
            for meant in self.meant(asked, [scored], model.amount.kind)[:1]:
                figure = meant.figure
                if figure.portion is not None and unsaid(group.query.words, near, OTHER_WORD):
                    continue  # what is dealt out has no name to be held against the other side's
                fits = coverage(group.query.words, f"{figure.context} {scored.statement.text}")
                own = coverage(group.query.words, figure.name) >= SAID
                same = figure.portion is not None or not model.what or own or alike(model.what, figure.name)
                if fits < ALIKE or not same or figure.condition or bases_differ(model.what, figure.name):
                    continue
                dealt = figure.portion is not None or figure.indicator is None
                return Found(group.name, figure.indicator, scored, figure if dealt else None)
        return None

    def figure_of(self, found: Found) -> Figure | None:
        """The amount that a side's statement says of the matter; None where there is none, or several."""
        indicator = found.indicator
        attribute = indicator.attribute if indicator else None
        text = self.text_of(found.scored.statement)
        if found.stated is not None:
            what = "" if found.stated.portion else found.stated.name
            per = counted_per(flat(text), found.stated.amount.text)
            return Figure(found.name, found.stated.amount, what, found.stated.year, attribute, per)
        if indicator is not None:
            amount = replace(amount_of_indicator(indicator), text=say_value(indicator))
            per = (
                "" if found.scored.statement.clause.row else counted_per(flat(text), indicator.quantity.text)
            )
            return Figure(found.name, amount, indicator.name, indicator.year, attribute, per)
        given = [a for a in amounts(text) if not is_condition(text, a)]
        if len(given) != 1:
            return None
        return Figure(found.name, given[0], flat(text[: given[0].start] + text[given[0].end :]))

    def found_in(self, group: Group, scored: Scored) -> Found:
        """What a statement says of a group: its indicator, or its portion of what the sentence deals out."""
        indicator = self.indicator_of(group.query, scored.statement)
        if group.query.asks_figure and scored.statement.clause.row is None:
            every = self.meant(group.query, [scored])
            wanted = kinds_wanted(group.query.text)
            wanted = frozenset("元") if "元" in wanted else wanted
            meant = [m for m in every if m.figure.amount.kind in wanted] or every
            if meant and (meant[0].figure.portion or (meant[0].figure.year in group.query.years)):
                figure = meant[0].figure
                dealt = figure.portion is not None or figure.indicator is not indicator
                return Found(group.name, figure.indicator or indicator, scored, figure if dealt else None)
            if meant and indicator is not None and meant[0].figure.indicator is not indicator:
                own = next((m.near for m in meant if m.figure.indicator is indicator), None)
                # 国家级质检中心, where 省级 ones are asked for
                other = of_other_member(flat(group.query.text), flat(indicator.name))
                if own is None or other or meant[0].near > own + NEARER:
                    # 每名奖励8万元, behind 个人奖不超过2名
                    return Found(group.name, meant[0].figure.indicator, scored, meant[0].figure)
            if indicator is None and meant and self._named_so(meant):
                # 对新列入…名单的企业，一次性奖励60万元: called otherwise by its last words alone
                return Found(group.name, meant[0].figure.indicator, scored, meant[0].figure)
        return Found(group.name, indicator, scored)

    def _named_so(self, meant: Sequence[Meant]) -> bool:
        """Whether the first of a sentence's figures is said of what is asked, and no other one nearly as much."""
        first, *rest = meant
        return not first.figure.condition and first.own >= LITERAL and all(m.own < first.own for m in rest)

    def _is_of_it(self, query: Query, scored: Scored) -> bool:
        """Whether the figure meant is said of what the question names, not only stands in one sentence with it."""
        if not query.asks_figure:
            return True
        meant = self.meant(query, [scored])
        if not meant:
            return True
        figure = meant[0].figure
        lacking = sum(w.weight for w in unsaid(query.words, f"{figure.name} {figure.statement.context}"))
        whole = sum(w.weight for w in query.words if w.weight >= KEY_WEIGHT)
        others = [m for m in meant if not m.figure.condition]
        if len(others) < 2 or figure.portion is not None or lacking <= APART * whole:
            return True
        return not unsaid(query.words, scored.statement.text)

    def same_year(self, query: Query, found: list[Found], others: list[list[Scored]]) -> list[Found]:
        """Where one side has targets for several years, the one of the year that the other sides have too."""
        years = {f.indicator.year for f in found if f.indicator is not None and f.indicator.year}
        if len(years) < 2 or query.years:
            return found
        choices = [self._by_year(query, side) for side in others]
        if not all(set(c) - {None} for c in choices):
            return found
        common = set.intersection(*(set(c) for c in choices)) - {None}
        told = [sorted(y for y in c if y is not None) for c in choices]
        if _LAST.search(query.text):
            chosen = tuple(years[-1] for years in told)
        elif common:
            chosen = (min(y for y in common if y is not None),) * len(found)
        else:
            # the years that lie nearest to one another, the later ones where two pairs do
            chosen = min(product(*told), key=lambda ys: (max(ys) - min(ys), -sum(ys)))
        return [Found(f.name, *choices[n][chosen[n]]) for n, f in enumerate(found)]

    def _by_year(self, query: Query, side: Sequence[Scored]) -> dict[int | None, tuple[Indicator, Scored]]:
        """A side's targets by year: of a row all that its figure has."""
        out: dict[int | None, tuple[Indicator, Scored]] = {}
        for scored in side:
            meant = self.indicator_of(query, scored.statement)
            for indicator in scored.statement.indicators if meant is not None else ():
                if meant and indicator.name == meant.name and not indicator.actual:
                    out.setdefault(indicator.year, (indicator, scored))
        return out

    def denied_by(self, group: Group) -> Scored | None:
        """The sentence by which a side's document says that there is no such thing there: 不设个人奖; None where none does."""
        telling = [w for w in group.query.words if w.weight >= KEY_WEIGHT and len(w.text) > 1]
        for scored in self.ranker.rank(group.query, group.doc_ids)[:NEAREST]:
            said = _DENIES.search(scored.statement.text)
            if said is not None and any(w.text in said["what"] for w in telling):
                return scored
        return None

    def speaks_of(self, group: Group) -> bool:
        """Whether any sentence of the group's documents says enough of the question to be about it."""
        return any(
            coverage(group.query.words, s.text) >= ABSENT
            for doc_id in group.doc_ids
            for s in self.ranker.book.of_document(doc_id)
        )


def _outdoes(one: Scored, other: Scored) -> bool:
    """Whether a sentence says far more of the question than another one of its clause, with a figure of the same kind."""
    if one.statement.unit is not other.statement.unit or one.own < other.own + OUTDONE:
        return False
    kinds, others = ({a.kind for a in amounts(s.statement.text)} for s in (one, other))
    return bool(kinds & others) or bool({"元", "%"} & kinds and {"元", "%"} & others)


def _same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are one number."""
    return amount_of(a).point == amount_of(b).point


def _run(wanted: str, text: str) -> int:
    """The most characters in a row that a text has of what is wanted."""
    text = flat(text)
    for size in range(len(wanted), RUN - 1, -1):
        if any(wanted[i : i + size] in text for i in range(len(wanted) - size + 1)):
            return size
    return 0
