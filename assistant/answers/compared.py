"""What a comparison is of: the documents, places or years a question sets side by side, each with its own question.

Knows nothing of what their documents say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.apiece import Alone
from assistant.answers.contrasts import Contrasts
from assistant.answers.placed import PlacedSide, of_places
from assistant.understand.question import Query
from assistant.understand.words import segment
from corpus.gazetteer import Region

ORDER = re.compile(
    r"(?:谁|哪)[^，,。]{0,8}?(?:更|最|定得|得)*([高低多少大小快慢长短早晚重轻严久])|((?<!增)[高低多少大小快慢长短重轻严])(?:，|,)?还是|多[少几]|差|几倍|"
    r"[高低长短](?:出)?(?:多少|几)"
)
# from one year to the other
CHANGE = re.compile(
    r"(?:增加|提高|提升|上升|增长|下降|降低|减少|多|少|高|低|涨|降|升|差)(?:了|出)?(?:多少|几)|变化|(?:升|涨|高|多)了?还是(?:降|跌|低|少)"
)
# 三家, 几个地方, 各地: all that the corpus has, where none is named
ALL_OF_THEM = re.compile(
    r"(?:[两三四五几]|各|哪(?:个|些)?)(?:家(?!企业|公司)|地(?!方?标)|个?(?:地方(?!标)|省市|省份?|城市))"
)
_ANY_OF_THEM = re.compile(ALL_OF_THEM.pattern + "|谁|哪[家边里儿省市]")
_YEAR = re.compile(r"(20\d\d)年?")
# places as they are said without a name; 全国重点实验室 and 哪个国家的 are none: a side is joined to others or has
# something of its own
_OWN = "[和与跟同、，,]|比|呢|还是|层面|那[边份个]|这[边份个]|的?(?:目标|指标|要求|规定|政策|文件|纲要|意见|法律|法规)"
_BESIDE_WORLD = re.compile("国际[^，,。？?和跟与同比]{0,6}[，,]?[和跟与同、比]$")
_WORLD_BESIDE = re.compile("[^，,。？?和跟与同比]{0,6}[，,]?[和跟与同、比]国际")
UNNAMED = (
    (
        "国家级",
        re.compile(
            r"(?<!哪个)(?<![哪各外])(?:国家(?!级)|中央|全国|国务院)"
            rf"(?={_OWN})"
            r"|(?<=[和与跟同、比])(?:国家(?!级)|中央|全国|国务院)"
        ),
    ),
    ("省级", re.compile(r"省[里上内](?!级)|全省|我省")),
    ("市级", re.compile(r"市[里上内](?!级)|全市|我市")),
)


def _stands_alone(text: str, m: re.Match[str]) -> bool:
    """Whether 国家 is a place where it is found: in 国际标准和国家标准, 国际的和国家的 it is a part of what is compared."""
    if _BESIDE_WORLD.search(text[: m.start()]) or _WORLD_BESIDE.match(text[m.end() :]):
        return False
    if m.group()[:1] in "省市我全" or re.match(_OWN, text[m.end() :]):
        return True
    behind = segment(text[m.start() :])
    return behind[0][0] == m.group() and not (len(behind) > 1 and behind[1][1].startswith("n"))


@dataclass(frozen=True, slots=True)
class Group:
    """One of the things compared: how it is called, the question put to it, where it is looked up."""

    name: str
    query: Query
    doc_ids: tuple[str, ...]


class Compared(Contrasts):
    """Finds what a question compares."""

    def places_compared(self, query: Query) -> list[Region]:
        """The places compared, in the order of the question: named ones, and 省里, 市里 beside one of them."""
        documents = self.lexicon.docs_by_region
        at: dict[str, int] = {}
        regions: dict[str, Region] = {r.name: r for r in query.regions}
        for region in query.regions:
            at[region.name] = max(0, query.text.find(region.short))
        named: list[tuple[Region, int]] = []
        mentions = self.lexicon.mentions(query.text)
        for mention in mentions:
            if self.understander.places.names_a_thing(mention, mentions, query.text):
                continue  # 陕西质量奖 in a city's text
            of = next((r for r in mention.regions if documents.get(r.name)), None)
            # 全国 is a side where it is joined to others (below), not in 走在全国前列
            if of is not None and of.level != "国家级":
                named.append((of, mention.start))
        # 陕西西安 is one place; 浙江陕西西安 are three, and so are two of them that are compared
        if len({r.name for r, _ in named}) > 2 or len([r for r in regions if documents.get(r)]) < 2:
            for region, start in named:
                regions.setdefault(region.name, region)
                at.setdefault(region.name, start)
        covered = [r for r in regions.values() if documents.get(r.name)]
        if covered:
            # beside several named places, only the whole country is one more
            for level, pattern in UNNAMED if len(covered) == 1 else UNNAMED[:1]:
                m = next((m for m in pattern.finditer(query.text) if _stands_alone(query.text, m)), None)
                if m and (other := self._unnamed(level, covered[0])) is not None:
                    regions.setdefault(other.name, other)
                    at.setdefault(other.name, m.start())
        found = [r for r in regions.values() if documents.get(r.name)]
        return sorted(found, key=lambda r: at[r.name])

    def _unnamed(self, level: str, beside: Region) -> Region | None:
        """The place of a level that is meant beside a named one: its province, its only city with documents."""
        if beside.level == level:
            return None
        covered = [r for n in self.lexicon.docs_by_region if (r := self.lexicon.places.get(n)) is not None]
        if level == "市级":
            cities = [r for r in covered if r.level == level and beside.contains(r)]
            return cities[0] if len(cities) == 1 else None
        around = [r for r in self.lexicon.places.path(beside)[1:] if r.level == level]
        return next((r for r in [*around, *covered] if r.level == level and r in covered), None)

    def groups(self, query: Query) -> list[Group]:
        """What is compared, each with the question put to it: documents by name, places, else years."""
        documents = self.index.documents
        asked = query if query.asks_figure else replace(query, wants_number=bool(ORDER.search(query.text)))
        if len(query.named_docs) > 1:
            return [Group(f"《{documents[d].title}》", asked, (d,)) for d in query.named_docs]
        if len(dated := self.dated(query)) > 1:
            papers = {d: f"{y}年《{documents[d].title}》" for d, y in dated.items()}
            return [Group(name, replace(asked, years=()), (d,)) for d, name in papers.items()]
        places = self._with_years(
            query,
            [
                Group(r.name, asked, tuple(self.lexicon.docs_by_region[r.name]))
                for r in self.places_compared(query)
            ],
        )
        if len(places) > 1:
            return places
        if len(query.years) > 1:
            return [
                Group(
                    f"{y}年" if str(y) in query.raw else f"{y % 100}年",
                    # 到2030年涨多少: of each year how much it is
                    replace(asked, years=(y,), wants_number=True, text=CHANGE.sub("多少", asked.text)),
                    self.scope(query),
                )
                for y in query.years
            ]
        if not query.doc_ids and not query.regions and _ANY_OF_THEM.search(query.text):
            return [Group(name, asked, docs) for name, docs in self.lexicon.docs_by_region.items()]
        return places

    def placed(self, query: Query, groups: Sequence[Group]) -> list[PlacedSide]:
        """What the question says of each of the places compared, in their order; [] where they are no sides of it."""
        spans: dict[str, tuple[int, int]] = {}
        for mention in self.lexicon.mentions(query.text):
            for region in mention.regions:
                spans.setdefault(region.name, (mention.start, mention.end))
        at = [self._place_of_group(g) for g in groups]
        if len(groups) < 2 or len(set(at)) < len(at) or not all(name in spans for name in at):
            return []
        return of_places(query.text, sorted(spans[name] for name in at))

    def _place_of_group(self, group: Group) -> str:
        """The place of one of the things compared: its own name, or where its document is from."""
        regions = {self.index.documents[d].region or "" for d in group.doc_ids}
        return regions.pop() if len(regions) == 1 else group.name

    def alone(self, query: Query, groups: Sequence[Group]) -> list[Alone]:
        """The question for each of the places compared; [] where they are no sides of it."""
        sides = self.placed(query, groups)
        groups = sorted(groups, key=lambda g: query.text.find(self._place_of_group(g)[:2]))
        asked = [
            self.within(g, self.understander.understand(s.question))
            for g, s in zip(groups, sides, strict=False)
        ]
        words = [frozenset(w.text for w in a.words) for a in asked]
        apart = len({s.own for s in sides}) > 1
        return [
            Alone(
                g.name,
                a,
                frozenset().union(*(w for m, w in enumerate(words) if m != n)) if apart else frozenset(),
            )
            for n, (g, a) in enumerate(zip(groups, asked, strict=False))
        ]

    def within(self, group: Group, asked: Query) -> Query:
        """A side's question, looked up where the side is."""
        regions = (
            tuple(r for r in asked.regions if r.name == self._place_of_group(group)) or asked.regions[:1]
        )
        docs = tuple(d for d in asked.doc_ids if d in group.doc_ids) or group.doc_ids
        named = tuple(d for d in asked.named_docs if d in docs)
        return replace(asked, regions=regions, doc_ids=docs, named_docs=named, around=(), outside=())

    def dated(self, query: Query) -> dict[str, int]:
        """陕西2015年那份和2023年那份: the documents a question tells apart by the year they are of."""
        said = [
            (m.start(), r.short) for r in query.regions for m in re.finditer(re.escape(r.short), query.text)
        ]
        found: dict[str, int] = {}
        for at, year in self.lexicon.naming.dated(query.text):
            before = [p for p in sorted(said) if p[0] < at]
            region = next((r for r in query.regions if before and r.short == before[-1][1]), None)
            pool = self.lexicon.docs_by_region.get(region.name, ()) if region else self.index.documents
            for doc_id in self.lexicon.naming.of_year(year, tuple(pool)):
                found.setdefault(doc_id, year)
        return found

    def _with_years(self, query: Query, groups: list[Group]) -> list[Group]:
        """芜湖2026年的比株洲2025年的: each place with the year behind it, of a figure or of a document of its own."""
        at = {g.name: query.text.find(g.name[:2]) for g in groups}
        years = {m.start(): int(m[1]) for m in _YEAR.finditer(query.text)}
        own: dict[str, int] = {}
        for start, year in years.items():
            before = [n for n, p in at.items() if 0 <= p < start]
            if before:
                own.setdefault(max(before, key=lambda n: at[n]), year)
        out = []
        for group in groups:
            meant = own.get(group.name)
            hits = self.lexicon.naming.of_year(meant, group.doc_ids) if meant else ()
            if meant and hits and len(group.doc_ids) > len(hits) and not query.asks_figure:
                group = replace(group, doc_ids=hits, query=replace(group.query, years=()))
            elif len(own) > 1 and len(own) == len(years) and len(set(own.values())) > 1:
                group = replace(group, query=replace(group.query, years=(meant,) if meant else query.years))
            elif not query.asks_figure and any(
                y in own.values() and self.lexicon.naming.of_year(y, tuple(self.index.documents))
                for y in query.years
            ):
                group = replace(group, query=replace(group.query, years=()))
            out.append(group)
        return out
