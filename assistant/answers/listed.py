"""The things that a question lists or sets side by side, each asked for alone and told one behind the other.

How a list's names are parted, the corpus's own figure names tell. Knows nothing of what follows from the figures
(contrasts.py, comparisons.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answers.apiece import Alone, Apiece
from assistant.answers.contrasted import SAME, SANCTION
from assistant.answers.framing import BY_HOW_MUCH, COMPARABLE
from assistant.answers.listing import LEAST_KNOWN, LEAST_NAME, Listing, listing, may_list
from assistant.answers.measures import PRESENT
from assistant.answers.render import Composed, Draft, Span, all_of_kind
from assistant.answers.sides import Side, Sides
from assistant.answers.stated import unsaid
from assistant.answers.statements import flat
from assistant.understand.question import Kind, Query
from assistant.understand.references import several
from assistant.understand.tabular import asks_if_all, asks_kind
from assistant.understand.words import coverage
from corpus.types import Indicator

ALL_SAID = 0.75  # of a listed name's words that the name of its figure says
# 哪个先出台, 哪份印发得更晚: which of two comes first
_WHICH_KIND = re.compile("哪一?[个项些]?(?:是|属于|算)(?:约束|预期|硬性|强制)")
_FIRST_LAST = re.compile("(?:哪|谁)[^，,。？?]*?(?:(先|早)|[晚后])")
# which of two documents ends or begins first, and when each does
_LIFE = "(?:到期|失效|废止|过期|作废|届满|施行|实施|生效|执行|印发|出台|发布|颁布|公布)"
_OF_PAPERS = re.compile(
    f"(?:哪|谁)(?:一?[个份部项])?(?:的|会|要|是)*(?:最|更)?[先后早晚](?P<a>{_LIFE})|"
    f"(?:各自?|分别)(?:是|都|到|在)*(?:什么时候|何时|哪一?[天年月])(?P<b>{_LIFE})"
)
_WEIGHS = re.compile(f"{BY_HOW_MUCH.pattern}|{SAME.pattern}|相差|差别|差距|对比|相比|比较")


# 陕西说5000人，西安才500人: what puts a figure to a place, and is nothing done with it
_SAYS = re.compile("说|写|才|只有?|就|的|是|要求?|为|定|达到?|到")


_CHAPTER = re.compile("(》[一二三四五六七八九十]{1,3})、(?=“)")


class Listed(Apiece):
    """Asks for each of several things alone."""

    def each_clause(self, query: Query) -> Composed | None:
        """第三条和第五条分别讲什么: each of several clauses that are named by number; None where not two are."""
        if not query.refs or query.english or (found := several(query.text)) is None:
            return None
        start, end, names = found
        rest = re.sub(
            "^(?:这)?(?:几|[两二三四五六七八九十])?[条项个]?(?:分别|各自?|都)?", "", query.text[end:]
        )
        rest = re.sub("分别|各自|各(?=是|为|由|讲|要)", "", rest)
        asked = [Alone(n, self.understander.understand(f"{query.text[:start]}{n}{rest}")) for n in names]
        return self.each(asked, least=1)

    def each_figure(self, query: Query, least: int = LEAST_KNOWN) -> Composed | None:
        """甲、乙和丙分别是多少 where they are names of figures: each as it is told alone, what is not found said so.

        :param least: names, and those of them that figures have, without which None is returned.
        """
        listed = self._listing(query)
        if listed is None or not (listed.bare or query.asks_figure) or _weighed(query):
            return None
        called: dict[str, str] = {}
        best = listed.best(lambda name: self._figure_named(query, listed, name, called), least)
        if best is not None and listed.behind and any(known is None for _, known in best):
            return None
        if best is None or not (listed.each or all(known or len(n) >= LEAST_NAME for n, known in best)):
            return None
        if listed.bare and sum(known is not None for _, known in best) < 2:
            return None
        full = [called.get(n) or listed.in_full(n) for n, _ in best]
        named = zip(best, full, strict=True)
        sides = Sides(tuple(Side(n, listed.question(f)) for (n, _), f in named), plain=True)
        return self.apart(query, sides, least=sum(known is not None for _, known in best))

    def each_attribute(self, query: Query) -> Composed | None:
        """甲和乙都是约束性的吗, 哪个是约束性的: what kind of figure each is, and the verdict; None where not all are known."""
        if (
            query.english
            or query.refs
            or not asks_kind(query.text)
            or (listed := self._listing(query)) is None
        ):
            return None
        best = listed.best(lambda name: self._figure_named(query, listed, name))
        if best is None or any(known is None for _, known in best):
            return None
        known = [i for i in self.index.indicators if i.indicator_id in {k for _, k in best}]
        if len(known) < len(best) or not all(i.attribute for i in known):
            return None
        draft = Draft([(verdict, ())] if (verdict := _all_of(query, known)) else [])
        for i in known:
            if clause := self.index.tree.get(i.clause_id):
                draft.say(f"{i.name}：{i.attribute}指标", Span(clause, i.start, i.end))
        return Composed("answered", draft, tuple(draft.clauses()), settled=True)

    def each_claim(self, query: Query) -> Composed | None:
        """鲁班奖，省25西安5，没记反吧: the figure told of each of two places, held against that place's own text."""
        if query.kind is not Kind.CHECK or query.english or not query.regions or len(query.claims) < 2:
            return None
        if COMPARABLE.search(query.text):
            return None  # 能直接比吗: not whether they are right
        own = query.regions[0]
        province = next((r.name for r in self.lexicon.places.path(own) if r.level == "省级"), "")
        names = {**dict.fromkeys(("省里", "全省", "省"), province), **{p: p for p in self.places_of(query)}}
        told = [
            (names[m["place"]], m)
            for m in re.finditer(
                rf"(?P<place>{'|'.join(map(re.escape, names))})(?P<deed>[一-龥]{{0,6}}?)"
                r"(?P<figure>[≥≤]?\d[\d.]*(?:%|[个家项名件人张例种万亿元分]+)?)(?=[，,、和与；;。？?]|[一-龥])",
                query.text,
            )
            if names[m["place"]]
        ]
        if len({name for name, _ in told}) != 2 or len(told) != len(query.claims):
            return None
        thing = query.text[: told[0][1].start()].strip("，,、：: 的")
        return self.each(
            [
                Alone(
                    name,
                    self.understander.understand(
                        f"{name}{thing}{_SAYS.sub('', m['deed']) or '是'}{m['figure']}对吧"
                    ),
                )
                for name, m in told
            ],
            least=2,
        )

    def each_listed(self, query: Query) -> Composed | None:
        """甲和乙分别是多少 of unlike names, in the first way to part them in which both are found; None where none is."""
        listed = self._listing(query)
        if listed is None or not listed.each:
            return None
        ways = (w for w in listed.ways() if len(w) == 2 and min(map(len, w)) >= LEAST_NAME)
        return self._first_parted(query, listed, ways)

    def each_duty(self, query: Query) -> Composed | None:
        """甲、乙和丙分别由谁负责: each as it is told alone, parted so that most of them have somebody; None where not two do.

        Without 分别 they are several only where the corpus writes no two of them as one, and all have somebody.
        """
        if query.kind is not Kind.RESPONSIBLE or query.refs:
            return None
        listed = self._listing(query)
        if listed is None:
            return None
        ways = [w for w in listed.ways() if min(map(len, w)) > 1]
        if not listed.each:
            ways = [w for w in ways if min(map(len, w)) >= LEAST_NAME and not self._written_as_one(listed)]
        ways.sort(key=len, reverse=True)
        return self._first_parted(query, listed, ways, missing=1 if listed.each else 0)

    def _written_as_one(self, listed: Listing) -> bool:
        """Whether the corpus writes two neighbours of a list side by side (质量安全和知识产权)."""
        writes = self.lexicon.contexts.writes
        pairs = zip(listed.pieces, listed.joints, listed.pieces[1:], strict=False)
        return any(writes(f"{a}{joint}{b}") for a, _, b in pairs for joint in "、和与及")

    def each_named(self, query: Query, ways: Sequence[Sides]) -> Composed | None:
        """Sides that are each the name of a figure, as they are told alone."""
        if not query.asks_figure or _weighed(query):
            return None
        for sides in (w for w in ways if not w.order and not w.separate):
            asked = [self.own_question(query, s) for s in sides.sides]
            if len({a.regions for a in asked}) > 1:
                continue  # of two places: with their years, and held against one another
            named = [self.named_figure(a, self.scope(a)) for a in asked]
            ids = {m.indicator.indicator_id for m in named if m is not None}
            if len(ids) == len(asked) and (told := self.apart(query, sides)):
                return told
        return None

    def each_paper(self, query: Query) -> Composed | None:
        """Which of the documents named ends, or was issued, first: each as it is told alone; None where none is asked of them."""
        if len(query.named_docs) < 2 or query.refs or not (asked := _OF_PAPERS.search(query.text)):
            return None
        titles = [f"《{self.index.documents[d].title}》" for d in query.named_docs]
        alone = [
            Alone(t, self.understander.understand(f"{t}什么时候{asked['a'] or asked['b']}")) for t in titles
        ]
        return self.each(alone, least=len(alone), order=first_or_last(query.text), whole=query)

    def apart(self, query: Query, sides: Sides, least: int = 0) -> Composed | None:
        """Each side's own question put alone, where all have an answer, or ``least`` of them."""
        if sides.separate or any(
            a.question == query.text or b.name in a.question
            for a in sides.sides
            for b in sides.sides
            if a != b
        ):
            return None
        asked = [self.own_question(query, s) for s in sides.sides]
        alone = [
            Alone(s.label, a, frozenset(w.text for b in asked if b is not a for w in b.words))
            for s, a in zip(sides.sides, asked, strict=True)
        ]
        return self.each(alone, least=least or len(alone), order=first_or_last(query.text), whole=query)

    def own_question(self, query: Query, side: Side) -> Query:
        """A side's question as it is asked alone, in the place and of the year that the whole question names."""
        asked = in_its_place(query, side, self.understander.understand(side.question))
        return of_its_year(query, asked)

    def _first_parted(
        self, query: Query, listed: Listing, ways: Iterable[tuple[str, ...]], *, missing: int = 0
    ) -> Composed | None:
        """A list in the first of some ways to part it in which all names but ``missing``, and at least two, are found."""
        for names in ways:
            sides = Sides(tuple(Side(n, listed.question(n)) for n in names), plain=True)
            if told := self.apart(query, sides, least=max(2, len(names) - missing)):
                return told
        return None

    def _listing(self, query: Query) -> Listing | None:
        # 《…方案》三、“支持政策”: the mark behind a chapter's number parts nothing
        text = _CHAPTER.sub(r"\1", query.text)
        return listing(text, self.places_of(query)) if may_list(text) else None

    def _figure_named(
        self, query: Query, listed: Listing, name: str, called: dict[str, str] | None = None
    ) -> str | None:
        """The figure whose name says all that a name of a list does; None where there is none, or it is another place's.

        :param called: takes down in which form, with the measure said once behind the last or without, it is known.
        """
        for form in dict.fromkeys((name, listed.in_full(name))):
            asked = self.own_question(query, Side(name, listed.question(form)))
            if set(asked.regions) != set(query.regions) and len(listed.pieces) < 3:
                return None  # of two places: with their years, and held against one another
            found = self.named_figure(asked, self.scope(asked))
            if found is None:
                continue
            said = flat(f"{found.indicator.name}{found.indicator.group or ''}")
            if not unsaid(asked.words, said) and coverage(asked.words, said) >= ALL_SAID:
                if called is not None:
                    called[name] = form
                return found.indicator.indicator_id
        return None


def _all_of(query: Query, indicators: Sequence[Indicator]) -> str:
    """The verdict on 都是约束性的吗, and on 哪个是约束性的; "" where neither is asked."""
    if query.attribute and _WHICH_KIND.search(query.text):
        alike = [i.name for i in indicators if i.attribute == query.attribute]
        if not alike:
            return f"没有一项是{query.attribute}指标"
        of_all = len(alike) == len(indicators)
        return f"{'都' if of_all else '、'.join(alike)}是{query.attribute}指标"
    if not query.attribute or not asks_if_all(query.text):
        return ""
    return all_of_kind(query.attribute, [i.attribute for i in indicators])


def first_or_last(text: str) -> str:
    """早 or 晚, where a question asks which of two comes first or last; else ""."""
    if (m := _FIRST_LAST.search(text)) is None:
        return ""
    return "早" if m[1] else "晚"


def in_its_place(query: Query, side: Side, asked: Query) -> Query:
    """A side's question in the place of the whole one, where it names none, or only one that is part of a name there."""
    named = asked.regions or asked.doc_ids
    part_of_name = bool(asked.regions) and not set(asked.regions) & set(query.regions)
    if not query.regions or (named and not part_of_name) or (not named and not side.placed):
        return asked
    return replace(asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around)


def of_its_year(query: Query, asked: Query) -> Query:
    """A side's question of the one year that the whole question names: 甲和乙2027年分别多少; what stands now is of none."""
    shared = len(query.years) == 1 and not asked.years and not PRESENT.search(query.text)
    return replace(asked, years=query.years) if shared else asked


def _weighed(query: Query) -> bool:
    """Whether it is asked what a breach costs, or how things compare."""
    return bool(SANCTION.search(query.text) or _WEIGHS.search(query.text))
