"""One figure of several places, documents or years side by side, or what each of them says of one matter.

The verdict is computed from the figures (differences.py) and stands first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.answers.aims import asks_aims
from assistant.answers.answerable import KEY_WEIGHT
from assistant.answers.compared import ALL_OF_THEM, Compared, Group
from assistant.answers.contrasted import SAME, kinds_wanted
from assistant.answers.differences import ALIKE, Figure, alike, bases_differ, difference, one_unit
from assistant.answers.framing import STRICT, matter
from assistant.answers.intervals import amount_of, amounts, is_condition
from assistant.answers.readout import Composed, untitled
from assistant.answers.render import Draft, Span, plain, say_value
from assistant.answers.stated import Stated, unsaid
from assistant.answers.statements import Scored, flat
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.types import Clause, Indicator, Quantity

# several places are compared without a word like 相比: 是不是都一样, 谁多, 省里多还是西安多
_BESIDE = re.compile(
    r"一样|一个样|相同|一致|谁|哪(?:个|边|里|儿|家|省|市|一)|分别|各(?:是|自|要|有)?(?:多少|几)|都(?:是|要|要求|有)?(?:多少|几|\w{2,10}多少)|"
    r"[高低多少大小快慢重轻长短严](?:，|,)?还是|差|比|几倍|一回事|口径|变化|都(?:提|写|有|定|讲|说|规定)(?!关)|有没有|[定提写]了没|"
    r"[高低多少长短](?:出)?(?:多少|几)"
)
# from one year to the other
_CHANGE = re.compile(
    r"(?:增加|提高|提升|上升|增长|下降|降低|减少|多|少|高|低|涨|降|升|差)(?:了|出|到)?(?:多少|几)|变化|(?:升|涨|高|多)了?还是(?:降|跌|低|少)"
)
_ORDER_WORD = re.compile("最[高低多少大小快慢严]|高于|低于|多于|少于|超过|差距?|相差")
# how something is worded, where that is what is compared (用的动词有啥不同, 口径一样吗)
_WORDING = re.compile(
    "动词|名词|措辞|用词|词语|字眼|字句|表述|表达|提法|说法|讲法|写法|叫法|口径|语气|口气|口吻|力度|强度|程度|松紧|轻重|"
    "不同|不一样|区别|差别|差异|异同|出入|一致"
)
_AS_MUCH = re.compile("一样[高多大长重]")
ABSENT = 0.35  # of a question's words: less in every sentence of a document, and it does not speak of it
APART = 0.34  # of the weight of the words that carry a question, said of another figure of the sentence only
CANDIDATES = 3  # statements of a side that are weighed against those of the others
NEAREST = 6  # ... that are looked at for a side's figure in the words of another side
OTHER_NAME, OTHER_UNIT = 0.2, 0.3  # what speaks against two sides' figures being meant for one another
RUN, RUN_WEIGHT = 4, 0.06  # characters in a row that a sentence has of the matter, and what each counts
SAID = 0.5  # of the question, said by a sentence that is borne out by something else
TOLD = 0.4  # what speaks for a figure that the question tells itself
LITERAL = 0.7  # of the matter's characters in a row: a sentence that has them speaks of it


@dataclass(frozen=True, slots=True)
class _Found:
    """What a group's document says."""

    name: str
    indicator: Indicator | None
    scored: Scored
    stated: Stated | None = None  # where the sentence deals it out, or has figures of several years


class Comparisons(Compared):
    """Answers 哪个高, 差多少 about places, documents and years."""

    def beside(self, query: Query) -> Composed | None:
        """What the question sets side by side, where it does: named things, else places."""
        checks = query.kind is Kind.CHECK
        if (not checks or SAME.search(query.text)) and (named := self.contrast(query)) is not None:
            return named
        if query.kind is Kind.COMPARE or query.refs:
            return None
        if len(query.years) > 1 and _CHANGE.search(query.text) and len(self.places_compared(query)) < 2:
            return self.compare(replace(query, kind=Kind.COMPARE))
        if not _BESIDE.search(query.text):
            return None
        everywhere = not query.regions and not query.doc_ids and ALL_OF_THEM.search(query.text)
        if not everywhere and len(self.places_compared(query)) < 2 and len(self.dated(query)) < 2:
            return None
        return self.compare(replace(query, kind=Kind.COMPARE))

    def compare(self, query: Query) -> Composed:
        """The figure of every place, document or year that is compared, and what follows from them."""
        absent = [
            r for r in query.regions if r.level != "国家级" and not self.lexicon.docs_by_region.get(r.name)
        ]
        if absent and len(query.regions) > 1:
            return self.refuse(query, "、".join(r.name for r in absent))
        query = self._matter(query)
        groups = self.groups(query)
        if len(groups) < 2:
            return self.fact(query)
        if asks_aims(replace(query, kind=Kind.FACT)) and (told := self._aims_beside(query, groups)):
            return told
        looked: list[Clause] = []
        candidates = [self._said_of(query, g, looked) for g in groups]
        found = self._together(groups, candidates)
        if not found and STRICT.search(query.text) and not query.asks_figure:
            # 谁的要求更严 of texts without figures
            groups = [replace(g, query=replace(g.query, wants_number=False)) for g in groups]
            found = self._together(groups, [self._said_of(query, g, looked) for g in groups])
        found = found or self._mutual(groups)
        if not found:
            return self.refuse(query, nearest=looked[0] if looked else None, looked=tuple(looked) or None)
        for group in groups:
            if group.name not in {f.name for f in found} and (other := self._counterpart(group, found)):
                found.append(other)
        order = [g.name for g in groups]
        found.sort(key=lambda f: order.index(f.name))
        missing = [g for g in groups if g.name not in {f.name for f in found}]
        if not query.regions and not query.named_docs and not query.years:
            missing = []  # of all documents there are, those that speak of it
        others = [
            [f.scored, *(s for s in c if s is not f.scored)]
            for f in found
            for g, c in zip(groups, candidates, strict=True)
            if g.name == f.name
        ]
        found = self._same_year(query, found, others)
        if not query.regions and not query.named_docs and sum(f.indicator is not None for f in found) > 1:
            # of all documents there are, those with a figure
            found = [f for f in found if f.indicator is not None]
        draft = Draft()
        figures = query.asks_figure or all(f.indicator is not None for f in found)
        years = {f.indicator.year for f in found if f.indicator is not None}
        for one in found:
            self._say_group(draft, query, one, figures, apart=len(years) > 1)
        for group in missing:
            said = self._speaks_of(group)
            draft.say(f"没有查到{group.name}的这一项" if said else f"{group.name}的文件中没有这一项")
        if figures and not missing and (verdict := self._verdict(draft, query, found)):
            draft.sentences.insert(0, (verdict, ()))
        # judged by what is compared: the words that compare stand in no clause
        settled = len(found) > 1 and self.pertinence.pertains(query, draft.clauses())
        return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=settled)

    def _matter(self, query: Query) -> Query:
        """The question with the words of what is compared only: 最高, 差多少, 是一回事吗 say how to compare, not what."""
        about = matter(query.text, [c.text for c in query.claims])
        if len(re.sub(r"\W", "", about)) > 1:
            bare = self.understander.understand(about)
            if sum(w.weight for w in bare.words) >= KEY_WEIGHT:
                query = replace(query, words=bare.words, topic=bare.topic, search=bare.search)
        words = tuple(
            w
            for w in query.words
            if not _ORDER_WORD.fullmatch(w.text) and (query.asks_figure or not _WORDING.fullmatch(w.text))
        )
        return replace(
            query,
            words=words if any(w.weight >= KEY_WEIGHT for w in words) else query.words,
            unit="" if query.unit in ("倍", "分", "点") else query.unit,
            wants_number=query.wants_number or bool(query.claims or _AS_MUCH.search(query.text)),
        )

    def _said_of(self, query: Query, group: Group, looked: list[Clause]) -> list[Scored]:
        """The statements of a group that say what is asked, best first."""
        ranked = [s for s in self.ranker.rank(group.query, group.doc_ids) if not s.statement.heading]
        looked.extend(s.statement.clause for s in ranked[:6])
        about = re.sub(r"\W", "", query.topic).lower()
        out = []
        for scored in ranked:
            run = 0 if group.query.asks_figure else _run(about, scored.statement.text)
            told = any(_same(q, c) for q in scored.statement.quantities for c in query.claims)
            literal = run >= max(RUN, LITERAL * len(about)) or (told and scored.coverage >= SAID)
            if not literal and not self.supported(group.query, scored):
                continue
            if self.year_fits(group.query, scored) and self._is_of_it(group.query, scored):
                gain = RUN_WEIGHT * run if run >= RUN else 0.0
                gain += TOLD * told
                out.append(replace(scored, score=scored.score + gain) if gain else scored)
        return sorted(out, key=lambda s: -s.score)

    def _together(self, groups: Sequence[Group], candidates: Sequence[Sequence[Scored]]) -> list[_Found]:
        """One statement a side, those that fit best and one another: figures of one name and unit."""
        held = [(g, c) for g, c in zip(groups, candidates, strict=True) if c]
        best: tuple[float, list[_Found]] | None = None
        sides = [
            [(s.score, self._found(g, s)) for s in c[: CANDIDATES if g.query.asks_figure else 1]]
            for g, c in held
        ]
        for chosen in product(*sides) if sides else ():
            found = [f for _, f in chosen]
            total = sum(score for score, _ in chosen)
            told = one_unit([x for f in found if (x := self._figure(f)) is not None])
            for other in told[1:]:
                total -= OTHER_UNIT * (other.amount.kind != told[0].amount.kind)
                named = other.what and told[0].what
                total -= OTHER_NAME * bool(named and not alike(told[0].what, other.what))
                total -= OTHER_UNIT * bases_differ(told[0].what, other.what)
            if best is None or total > best[0]:
                best = (total, found)
        return best[1] if best else []

    def _mutual(self, groups: Sequence[Group]) -> list[_Found]:
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
                    _Found(g.name, f.indicator, Scored(f.statement, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0), f)
                    for (g, _), f in zip(held, (first, *rest), strict=True)
                ]
        return []

    def _counterpart(self, group: Group, found: Sequence[_Found]) -> _Found | None:
        """A missing side's figure by the name that another side has for it, in the same unit."""
        model = next((x for f in found if (x := self._figure(f)) is not None and x.what), None)
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
                return _Found(group.name, named.indicator, scored)
        model = model or next((x for f in found if (x := self._figure(f)) is not None), None)
        if model is None or not group.query.asks_figure or not model.amount.kind:
            return None
        asked = group.query
        if model.what:
            bare = self.understander.understand(model.what)
            asked = replace(asked, words=bare.words, topic=bare.topic, search=bare.search)
        for scored in self.ranker.rank(asked, group.doc_ids)[:NEAREST]:
            if scored.statement.heading or not self.year_fits(group.query, scored):
                continue
            for meant in self.meant(asked, [scored], model.amount.kind)[:1]:
                figure = meant.figure
                fits = coverage(group.query.words, f"{figure.context} {scored.statement.text}")
                own = coverage(group.query.words, figure.name) >= SAID
                named = figure.portion is not None or not model.what or own or alike(model.what, figure.name)
                if fits < ALIKE or not named or figure.condition or bases_differ(model.what, figure.name):
                    continue
                dealt = figure.portion is not None or figure.indicator is None
                return _Found(group.name, figure.indicator, scored, figure if dealt else None)
        return None

    def _figure(self, found: _Found) -> Figure | None:
        """The amount that a side's statement says of the matter; None where there is none, or several."""
        indicator = found.indicator
        attribute = indicator.attribute if indicator else None
        if found.stated is not None:
            what = "" if found.stated.portion else found.stated.name
            return Figure(found.name, found.stated.amount, what, found.stated.year, attribute)
        if indicator is not None:
            quantity = replace(indicator.quantity, unit=indicator.unit or indicator.quantity.unit)
            amount = replace(amount_of(quantity), text=say_value(indicator))
            return Figure(found.name, amount, indicator.name, indicator.year, attribute)
        text = self.text_of(found.scored.statement)
        given = [a for a in amounts(text) if not is_condition(text, a)]
        return Figure(found.name, given[0], "") if len(given) == 1 else None

    def _verdict(self, draft: Draft, query: Query, found: Sequence[_Found]) -> str:
        """差0.5个百分点 of two figures, the highest of several; why not, where units, names or years differ."""
        figures = [self._figure(f) for f in found]
        told = [f for f in figures if f is not None]
        if len(told) < max(2, len(found)):
            return ""
        units = {f.indicator.unit or "" for f in found if f.indicator is not None}
        if len({f.amount.kind for f in one_unit(told)}) > 1 and len(units) > 1:
            return self._other_unit(query, [(f.name, f.indicator) for f in found if f.indicator is not None])
        verdict = difference(query.text, told, asks_attribute=query.attribute is not None)
        by_year = all(f.side.endswith("年") for f in told)
        if len({f.year for f in told}) > 1 and not by_year and "年份" not in verdict:
            draft.note("各处目标年份不同，比较时请注意")
        return verdict

    def _aims_beside(self, query: Query, groups: Sequence[Group]) -> Composed | None:
        """What each side wants to have reached in a year, as a whole; None where no document says it."""
        draft = Draft()
        silent = []
        for group in groups:
            told = self.aims_of(replace(query, years=group.query.years), group.doc_ids)
            if not told:
                silent.append(group.name)
            for n, statement in enumerate(told):
                lead = "" if n else f"{group.name}："
                draft.say(lead + untitled(plain(self.text_of(statement))), self.span_of(statement))
        if not draft.sentences:
            return None
        if silent:
            draft.say(f"没有查到{'、'.join(silent)}的这一项目标")
        return Composed("answered", draft, tuple(dict.fromkeys(draft.clauses())))

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

    def _found(self, group: Group, scored: Scored) -> _Found:
        """What a statement says of a group: its indicator, or its portion of what the sentence deals out."""
        indicator = self.indicator_of(group.query, scored.statement)
        if group.query.asks_figure and scored.statement.clause.row is None:
            meant = self.meant(group.query, [scored])
            if "元" in kinds_wanted(group.query.text):
                meant = [m for m in meant if m.figure.amount.kind == "元"] or meant
            if meant and (meant[0].figure.portion or (meant[0].figure.year in group.query.years)):
                figure = meant[0].figure
                dealt = figure.portion is not None or figure.indicator is not indicator
                return _Found(group.name, figure.indicator or indicator, scored, figure if dealt else None)
        return _Found(group.name, indicator, scored)

    def _speaks_of(self, group: Group) -> bool:
        """Whether any sentence of the group's documents says enough of the question to be about it."""
        wanted = set(group.doc_ids)
        return any(
            coverage(group.query.words, s.text) >= ABSENT
            for clause in self.index.tree
            if clause.doc_id in wanted
            for s in self.ranker.book.of(clause)
        )

    def _say_group(self, draft: Draft, query: Query, figure: _Found, figures: bool, *, apart: bool) -> None:
        """One group's figure.

        :param apart: the figures are meant for different years, so that each says its own.
        """
        statement, indicator = figure.scored.statement, figure.indicator
        if figure.stated is not None:
            draft.say(f"{figure.name}：{self.figure_text(query, figure.stated)}", *figure.stated.spans)
            return
        if statement.clause.row and indicator:
            text, spans = (
                self.say_indicator(query, indicator),
                [Span(statement.clause, statement.start, statement.end)],
            )
        else:
            start, end = self.stretch(replace(query, wants_number=figures), statement, indicator)
            bare = untitled(plain(self.index.documents[statement.clause.doc_id].text[start:end]))
            text, spans = (
                f"{figure.name}：{bare.rstrip('，,、；;。')}",
                [Span(statement.clause, start, end)],
            )
        if apart and indicator is not None and indicator.year and str(indicator.year) not in text:
            begin = self.year_start(statement.clause, indicator)
            if begin < indicator.start or str(indicator.year) in self.text_of(statement):
                spans = [Span(statement.clause, min(begin, statement.start), statement.end)]
            elif (lead := self.year_lead(statement.clause, indicator.year)) is not None:
                spans.append(lead)
            to = "" if indicator.actual else "到"
            text = re.sub(r"^((?:[^：]*：)?)", rf"\g<1>{to}{indicator.year}年，", text, count=1)
        draft.say(text, *spans)

    def _same_year(self, query: Query, found: list[_Found], others: list[list[Scored]]) -> list[_Found]:
        """Where one side has targets for several years, the one of the year that the other sides have too."""
        years = {f.indicator.year for f in found if f.indicator is not None and f.indicator.year}
        if len(years) < 2 or query.years:
            return found
        choices = [
            {i.year: (i, s) for s in side if (i := self.indicator_of(query, s.statement)) is not None}
            for side in others
        ]
        common = set.intersection(*(set(c) for c in choices)) - {None}
        if not common:
            return found
        year = min(y for y in common if y is not None)
        return [_Found(f.name, *choices[n][year]) for n, f in enumerate(found)]

    def _other_unit(self, query: Query, known: Sequence[tuple[str, Indicator]]) -> str:
        """Figures in other units: whose documents have none in the unit of the others, or of the question."""
        units = [i.unit or "" for _, i in known]
        wanted = next((u for u in units if u and u in query.text), max(units, key=units.count))
        lacking = []
        for name, indicator in known:
            has = any(
                other.unit == wanted and coverage(query.words, other.name.lower()) >= ALIKE
                for other in self.index.indicators
                if other.doc_id == indicator.doc_id
            )
            if wanted and indicator.unit != wanted and not has:
                lacking.append(name)
        if lacking:
            return f"{'、'.join(lacking)}的文件中没有以“{wanted}”计的这一项，不能直接比较"
        return "几处单位不同，不能直接比较"


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
