"""Which places a question is about, and which documents are in force there.

The places were found by the gazetteer; of several of one name the corpus decides. Knows nothing of titles and dates.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.understand.kinds import Kind, asks, wants_number
from assistant.understand.leanings import leans
from assistant.understand.lexicon import Lexicon
from assistant.understand.naming import LEVELS
from assistant.understand.words import segment
from corpus.gazetteer import Mention, Region
from corpus.types import Document

# 东升街道, 文宫镇: smaller than any division the gazetteer knows
_PART = re.compile("街道(?!办)|[镇乡](?![一-龥]{0,1}(?:政府|企业|干部|村|人|下|里|亲|镇|级))")
_ANY = "各全每本我哪某乡城"
# where somebody goes, moves or is for the time being (搬到, 出差去, 人在); where he stays, told behind (在…打工)
_GOES = re.compile(
    "(?:(?:搬|迁|转|调|跑|嫁|派|移|飞|送|拉|去|回|出差|旅游|打工|务工|上班|读书)(?:家|厂|走|址|移|户|出)?了?(?:到|去|往|至|回|在)?|"
    "(?:想|要|打算|准备|计划|只好|只能|临时|得)(?:到|去|往|回)|"
    "(?:人|常年|长期|平时|现在|如今|目前)(?:都|就|也|已经)?在)了?$"
)
_STAYS = re.compile(
    "[省市县区]?(?:打工|上班|工作|务工|带(?:孙|外孙|孩|娃|小孩)|住(?!房)|居住|定居|读书|念书|出差|旅游|养老|做生意)"
)
# 我从上海过去, 从深圳来的: where somebody sets out from
_SETS_OUT = re.compile(
    "[省市县区]?(?:那边|这边|本地)?(?:过[来去]|赶[来去到]|出发|坐|飞|开车|[来去](?!源)|搬[来到去]|回|转[来到])"
)
# what holds there is asked, or what their offices want
_OF_THERE = re.compile(
    "适用|管用|通用|能用|执行|管得着|(?:材料|资料|手续)(?![都也没])|电话|流程|怎么[办申]|哪[里儿个]|找谁"
)
# 蕨溪镇2030年…: a name that no dictionary holds, where a question opens with it
_OPENS_PART = re.compile("([一-龥]{2,3})[镇乡](?=[的\\d一二三四五六七八九十]|今年|明年|要|到|有)")
_KIND_OF_PART = re.compile("[城重点心色小制业强古明生产般远困区县市村各全每本我哪某多少]")
_ENGLISH_NAME = re.compile(r"\s*((?:[A-Z][a-z]+\s?)+)")
NAME_LENGTH = 3  # characters behind a place that make a name with it
# 北京证券交易所, 武汉大学: a body that is named after a place
_BODY = re.compile("(?![省市县区])[一-龥]{0,8}?(?:交易所|大学|学院|医院|银行|研究[院所]|集团|协会|海关)")
_NAME_FLAGS = ("ns", "nr", "nz", "nt", "x")


def named_part(text: str) -> str:
    """The name of a 街道, 镇 or 乡 in a (simplified) question, without that word; "" where it names none (各乡镇, 重点镇)."""
    if (m := _OPENS_PART.match(text)) and not _KIND_OF_PART.search(m[1]):
        return m[1]
    at = 0
    before: tuple[str, str] = ("", "")
    for word, flag in segment(text):
        end = at + len(word)
        if (m := _PART.match(text, at)) and len(word) <= 2 and m.end() <= end + 1:
            name, kind = before
            if len(name) > 1 and kind.startswith(_NAME_FLAGS) and name[0] not in _ANY:
                return name
        elif (
            len(word) > 2
            and (m := _PART.search(word))
            and m.end() == len(word)
            and flag.startswith(_NAME_FLAGS)
        ):
            return word[: m.start()]
        at, before = end, (word, flag)
    return ""


class PlacesMeant:
    """Weighs the places mentioned in a question against one corpus."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def covers(self, document: Document, places: tuple[Region, ...]) -> bool:
        """Whether a document's own region holds one of some places."""
        region = self._lexicon.region_of(document)
        return region is not None and any(region.contains(p) for p in places)

    def meant(self, mentions: list[Mention], text: str) -> tuple[Region, ...]:
        """The places a question is about: of 陕西西安 the smaller, with 省里和西安 the province too."""
        found: list[Region] = []
        for n, mention in enumerate(mentions):
            following = mentions[n + 1] if n + 1 < len(mentions) else None
            region = self._likely(mention)
            adjoins = following is not None and text[mention.end : following.start] in ("", "省", "市", "的")
            if adjoins and following and region.contains(self._likely(following)):
                continue
            found.append(region)
        twice = len(re.findall("多少|几[个家项名人件]", text)) > 1
        beside = twice or asks(Kind.COMPARE, text) or leans("compared", text)
        if not found and beside:
            found = self._by_levels(text)
        elif len(found) == 1 and beside:
            for level, pattern in LEVELS:
                up = [r for r in self._lexicon.places.path(found[0])[1:] if r.level == level]
                if pattern.search(text) and up and up[0] not in found:
                    found.insert(0, up[0])
        return tuple(found)

    def _by_levels(self, text: str) -> list[Region]:
        """省上说…，市上又说…: the places of two levels that it says, where the documents are of one place of the lower."""
        said = [level for level, pattern in LEVELS if pattern.search(text)]
        held = [r for n in self._lexicon.docs_by_region if (r := self._lexicon.places.get(n)) is not None]
        for lowest in reversed(said):
            own = [r for r in held if r.level == lowest]
            if len(own) == 1:
                up = [r for r in self._lexicon.places.path(own[0])[1:] if r.level in said and r in held]
                return [*up[:1], *own] if up else []
        return []

    def modifiers(self, mentions: list[Mention], text: str, papers: tuple[str, ...] = ()) -> set[Region]:
        """Places that are part of a name: 西安市拥有陕西质量奖 is about 西安.

        :param papers: the documents that the question names.
        """
        out: set[Region] = set()
        for before, mention in pairwise(mentions):
            region, first = mention.regions[0], before.regions[0]
            joined = text[mention.start - 1 : mention.start] in "和与跟、比同及或，,：: ；;/"
            named = (
                bool(re.match(r"[一-龥]", text[mention.end :]))
                and text[mention.end] not in "省市的是有要也呢跟和与比"
            )
            if (
                region.contains(first)
                and region != first
                and not joined
                and named
                and mention.start >= before.end
            ):
                out.add(region)
        out |= {m.regions[0] for m in mentions if self._names_a_body(m, text)}
        return out | {m.regions[0] for m in mentions if self.names_a_thing(m, mentions, text, papers)}

    def _names_a_body(self, mention: Mention, text: str) -> bool:
        """Whether a place without documents only begins a body's name that the corpus writes: 在北京证券交易所上市."""
        body = _BODY.match(text, mention.end)
        if body is None or self._held(mention):
            return False
        return self._lexicon.contexts.writes(text[mention.start : body.end()])

    def names_a_thing(
        self, mention: Mention, mentions: list[Mention], text: str, papers: tuple[str, ...] = ()
    ) -> bool:
        """Whether a place only begins a name that the document of a place in it writes: 西安市质量奖和陕西质量奖.

        :param papers: the documents that the question names.
        """
        region = mention.regions[0]
        name = text[mention.start : mention.end + NAME_LENGTH]
        inside = [m.regions[0] for m in mentions if m.regions[0] != region and region.contains(m.regions[0])]
        docs = [d for r in inside for d in self._lexicon.docs_by_region.get(r.name, ())]
        places = {d: self._lexicon.region_of(self._lexicon.documents[d]) for d in papers}
        docs += [d for d, r in places.items() if r is not None and r != region and region.contains(r)]
        if len(name) < len(mention.text) + NAME_LENGTH or not re.fullmatch("[一-龥]+", name):
            return False
        own = self._lexicon.docs_by_region.get(region.name, ())
        if own and not inside and not docs and wants_number(text):
            # 陕西质量奖几个: a city's row is called so, and nothing of the province's own
            docs = self._lexicon.docs_with_figure(name)
            return bool(docs) and not self._lexicon.contexts.writes(name, own)
        return bool(docs) and self._lexicon.contexts.writes(name, docs)

    def with_english_names(self, text: str) -> str:
        """The names of things that begin with a place and go on in English as the documents write them: 陕西质量奖."""
        for mention in self._lexicon.places.mentions(text, self._lexicon.common_words):
            english = _ENGLISH_NAME.match(text, mention.end)
            said = self._lexicon.english.translate(english[1]) if english else ()
            forms = (mention.text + form for form in said[0][1]) if len(said) == 1 else iter(())
            name = next((f for f in forms if self._lexicon.contexts.writes(f)), "")
            if english and name:
                return self.with_english_names(f"{text[: mention.start]}{name} {text[english.end() :]}")
        return text

    def set_out_from(self, mentions: list[Mention], text: str) -> tuple[Mention, ...]:
        """The places without documents that somebody sets out from: nothing that holds there is asked."""
        return tuple(
            m
            for m in mentions
            if text[: m.start].endswith("从") and _SETS_OUT.match(text, m.end) and not self._held(m)
        )

    def passing(self, mentions: list[Mention], text: str) -> tuple[Mention, ...]:
        """The places without documents that a question names only as where somebody goes, moves or stays.

        Only beside a place that has documents, or in another part of the question than the one that asks: what is
        asked of 到深圳上学要什么材料 is Shenzhen's to say.
        """
        if _OF_THERE.search(text):
            return ()
        found: list[Mention] = []
        for mention in mentions:
            before = text[: mention.start]
            last = found[-1] if found else None
            joined = last is not None and text[last.end : mention.start] in ("、", "和", "或", "或者")
            stays = before.endswith("在") and _STAYS.match(text, mention.end)
            if (joined or stays or _GOES.search(before)) and not self._held(mention):
                found.append(mention)
        if not found or any(self._held(m) for m in mentions):
            return tuple(found)
        asking = max(text.rstrip("？?。！!吗呢 ").rfind(mark) for mark in "，,。；;？?")
        return tuple(found) if len(found) == len(mentions) and found[-1].end <= asking else ()

    def _held(self, mention: Mention) -> bool:
        """Whether the corpus has documents of a place, or of one around it below the country."""
        own, around = self._lexicon.docs_covering(self._likely(mention))
        return bool(own) or any(self._lexicon.documents[d].level != "国家级" for d in around)

    def _likely(self, mention: Mention) -> Region:
        """Of several places of one name, the one the corpus covers."""

        def local(region: Region) -> bool:
            own, around = self._lexicon.docs_covering(region)
            return bool(own) or any(self._lexicon.documents[d].level != "国家级" for d in around)

        return next((r for r in mention.regions if local(r)), mention.regions[0])

    def scope(
        self, regions: tuple[Region, ...]
    ) -> tuple[tuple[Region, ...], tuple[Region, ...], tuple[str, ...], tuple[str, ...]]:
        """(regions meant, regions no document covers, documents of them, documents around them)."""
        meant = tuple(dict.fromkeys(regions))
        if any(r.level != "国家级" for r in meant) and len(meant) > 1:
            meant = tuple(r for r in meant if r.level != "国家级" or self._lexicon.docs_by_region.get(r.name))
        own: list[str] = []
        around: list[str] = []
        outside: list[Region] = []
        for region in meant:
            docs, near = self._lexicon.docs_covering(region)
            own.extend(d for d in docs if d not in own)
            if not docs:
                local = [d for d in near if self._lexicon.documents[d].level != "国家级"]
                if local:
                    around.extend(d for d in near if d not in around)
                else:
                    outside.append(region)
        return meant, tuple(outside), tuple(own), tuple(around)
