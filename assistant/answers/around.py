"""Places without documents of their own, and figures of a place around the one asked for: a city's target is not its district's.

Knows nothing of how the statement was found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.answers.assembled import Assembled
from assistant.answers.ranking import Scored
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.signals import KEY_WEIGHT, UNSAID
from assistant.answers.statements import Statement
from assistant.answers.stretches import untitled
from assistant.answers.units import unit_is, units_in
from assistant.understand.question import Query
from assistant.understand.scope import named_part
from assistant.understand.words import Word, coverage
from corpus.gazetteer import Region
from corpus.numerals import flatten
from corpus.script import simplify

_PIECES = re.compile("[，,；;。]")
# 省质量奖, 省级质量奖: in a city's text it bears the province's name
_OF_PROVINCE = re.compile("省(?:级|里的?|的)?(?P<what>[一-龥]{3,6})")
LEAST_NAME = 3
SURELY = 0.8  # how far a word that the corpus never writes has to be said by another form
# 玉州区1.5亿元、北流市1.6亿元: a place with what falls to it
_SHARE = re.compile(
    r"(?:(?<=[、，,：:])(?!其中)|(?<=其中))([一-龥]{2,6}?[区县市旗镇乡])(\d[^、，,；;。]{0,12})"
)
# a part of a figure is asked for
_LINE = re.compile("[^；;。\\n]+")
LINES = 3  # places that a sentence names one after the other
# 雁塔杯: a prize, and nothing of that district
_IN_A_NAME = "(?![杯奖])"
_PART_ASKED = re.compile("里头|里面|其中|当中|分[到给摊]|摊到|落到|承担|分解")
_RULES_ON = re.compile(
    "应当|须|不得|可以|给予|予以|补助|补贴|奖励|每[人户家店个件次]|承担|负担|分担|收取|[天日时月钟年]内"
)
_TARGETED = re.compile("20\\d\\d年|力争|达到|建成|新增|培育|累计|覆盖率|年均")


class Around(Assembled):
    """Tells whose a figure is, and what the documents around a place say of it."""

    def as_its_province_calls(self, query: Query) -> Query:
        """西安的省质量奖 as the city's own text calls it: 陕西质量奖; any other question as it is."""
        m = _OF_PROVINCE.search(query.text)
        if m is None or query.english or len(query.regions) != 1 or not query.doc_ids:
            return query
        up = next((r for r in self.lexicon.places.path(query.regions[0])[1:] if r.level == "省级"), None)
        if up is None:
            return query
        for end in range(len(m["what"]), LEAST_NAME - 1, -1):
            name = up.short + m["what"][:end]
            if self.lexicon.contexts.writes(name, query.doc_ids):
                text = f"{query.text[: m.start()]}{name}{query.text[m.start('what') + end :]}"
                asked = self.understander.understand(text)
                return replace(asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around)
        return query

    def around_place(self, query: Query) -> Composed | None:
        """西安咸阳机场: what the place's own documents do not say, those around it may say of that place.

        Never for figures: a province's target is not its city's.
        """
        places = [r for r in query.regions if r.level not in ("国家级", "省级")]
        if query.asks_figure or query.named_docs or len(places) != 1 or not query.doc_ids:
            return None
        place = places[0]
        _, around = self.lexicon.docs_covering(place)
        if not around:
            return None
        name = Word(place.short, 1.0, True)
        ranked = self.ranker.rank(replace(query, doc_ids=around), around)
        said = [
            s
            for s in ranked
            if not s.statement.heading
            and place.short in s.statement.text
            and (not query.years or s.statement.years & set(query.years))
            and self.supported(query, s, beside=True)
        ]
        heavy = [w for w in query.words if w.weight >= KEY_WEIGHT]
        text = said[0].statement.text if said else ""
        if coverage((*query.words, name), text) < 0.6 or any(
            # 充电基础设施, of which 基础设施 stands there
            w.said_in(text) < (UNSAID if w.known else SURELY)
            for w in heavy
        ):
            return None
        draft = Draft()
        self.say_statement(draft, replace(query, doc_ids=()), said[0])
        draft.note(f"{place.name}自己的文件没有写，以上出自其上级地区的文件")
        return Composed("answered", draft, tuple(s.statement.clause for s in ranked))

    def of_wider_place(self, query: Query, scored: Scored) -> bool:
        """Whether a figure is that of a place around the one asked for: a city's target is not its district's."""
        part = named_part(query.text) or self.lexicon.area_in(query.text)
        if part and part not in scored.statement.text + scored.statement.context:
            return not _is_rule(query, scored.statement)
        own = self.lexicon.region_of(self.index.documents[scored.statement.clause.doc_id])
        if self.of_its_part(query, scored.statement):
            return True
        if not query.around or (own in query.regions and not self._told_as_part(query, own)):
            return False  # 杭州…，按浙江省的要求: the wider place is what is asked for
        if any(own_figure(r.short, scored.statement.source) for r in query.regions):
            return False
        if _is_rule(query, scored.statement) and not self._of_other_places(query, scored.statement.text):
            return False
        return not query.doc_ids or scored.statement.clause.doc_id in query.around

    def _told_as_part(self, query: Query, whole: Region) -> bool:
        """西安雁塔区: whether the place of a figure is only said to tell where a smaller one lies."""
        return any(
            whole in a.regions
            and any(whole.contains(r) and r != whole for r in b.regions)
            and query.text[a.end : b.start] in ("", "省", "市", "的")
            for a, b in pairwise(self.lexicon.mentions(query.text))
        )

    def of_its_part(self, query: Query, statement: Statement) -> bool:
        """这里头西安得完成多少: whether a part's share of a figure is asked for, of which a statement says the whole."""
        own = self.lexicon.region_of(self.index.documents[statement.clause.doc_id])
        if own is None or _is_rule(query, statement):
            return False
        told = statement.text + statement.context
        for mention in self.lexicon.mentions(query.text):
            inside = [r for r in mention.regions if own.contains(r) and r != own]
            before = query.text[: mention.start]
            if inside and (_PART_ASKED.search(query.text) or before.endswith(("中", "里"))):
                return not any(re.search(r.short + _IN_A_NAME, told) for r in inside)
        return False

    def own_share(self, query: Query, statement: Statement) -> Composed | None:
        """北流市1.6亿元 of 全市6.8亿元，其中玉州区1.5亿元、北流市1.6亿元: the asked place's own part of a place's figure."""
        if not query.around or len(query.regions) != 1 or statement.clause.row:
            return None
        place = query.regions[0]
        text = simplify(untitled(plain(self.text_of(statement))))
        pieces = [p for p in re.split("[；;。]", text) if place.short in p]
        if not pieces:
            return None
        piece = max(pieces, key=lambda p: coverage(query.words, p))
        shares = _SHARE.findall(piece)
        named = [(n, v) for n, v in shares if self.lexicon.places.mentions(n)]
        mine = [(n, v) for n, v in named if n.startswith(place.short)]
        if len(named) < 2 or len(mine) != 1:
            return None
        (name, value), lead = (
            mine[0],
            _SHARE.split(piece)[0].rstrip("、，, ").removesuffix("其中").rstrip("，, "),
        )
        draft = Draft()
        draft.say(f"{lead}，其中{name}{value}" if lead else f"{name}{value}", self.span_of(statement))
        return Composed("answered", draft, (statement.clause,))

    def only_its_own(self, query: Query, draft: Draft) -> None:
        """柳江区教育局's line out of a sentence that gives one district's after the other: that of the asked place alone."""
        if not query.around or query.doc_ids or len(query.regions) != 1:
            return
        place = query.regions[0]
        for n, (said, spans) in enumerate(draft.sentences):
            if len(spans) != 1:
                continue
            text = self.index.documents[spans[0].clause.doc_id].text
            pieces = list(_LINE.finditer(text, spans[0].start, spans[0].end))
            named = [
                {m.regions[0].name for m in self.lexicon.places.mentions(simplify(p.group()))} for p in pieces
            ]
            mine = [p for p, places in zip(pieces, named, strict=True) if places == {place.name}]
            if len(mine) != 1 or len({name for places in named for name in places}) < LINES:
                continue
            own = untitled(plain(mine[0].group())).strip("，,；;。 ")
            lead = re.match("[^，,；;：:。]*(?:市|县|区|省)：", said)
            draft.sentences[n] = (
                f"{lead[0] if lead else ''}{own}",
                (Span(spans[0].clause, mine[0].start(), mine[0].end()),),
            )

    def of_neighbour(self, query: Query, text: str) -> bool:
        """爱民区民政局's telephone, where 东宁市's is asked for, which has no document of its own here."""
        if not query.around or query.doc_ids or any(r.short in text for r in query.regions):
            return False
        return self._of_other_places(query, text)

    def _of_other_places(self, query: Query, text: str) -> bool:
        """Whether a sentence names places, and none of them holds one that is asked about."""
        named = [m.regions[0] for m in self.lexicon.mentions(simplify(text))]
        return bool(named) and not any(n.contains(r) for n in named for r in query.regions)


def _is_rule(query: Query, statement: Statement) -> bool:
    """Whether a sentence rules on single cases, and so in all parts of a place, rather than set it a target.

    Of a sentence in pieces the one that says most of the question beside a figure of the kind asked for tells.
    """
    pieces = [p for p in re.split("[；;。]", statement.text) if unit_is(query.unit, units_in(p))]
    if statement.clause.row or not pieces:
        return False
    piece = max(pieces, key=lambda p: coverage(query.words, p))
    return bool(_RULES_ON.search(piece)) and not _TARGETED.search(piece)


def own_figure(place: str, text: str) -> bool:
    """Whether a sentence or row has a figure for a place by its name: 东河区、九原区每平方米每月10元."""
    named = re.compile(place + _IN_A_NAME)
    return any(named.search(p) and re.search(r"\d", flatten(p)) for p in _PIECES.split(simplify(text)))
