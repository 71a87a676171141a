"""Follow-ups that name a rank or a level: 那省级呢, 里面省级的有多少, 省里的金奖呢 where no document is the province's.

A level is not always a place to ask: 国家级 and 省级 are ranks of one thing, and a city's text tells what the province
gives. Knows nothing of the other slots.
"""

from __future__ import annotations

import re

from assistant.conversation.ellipsis import Ellipsis
from assistant.conversation.followup import without_tail
from assistant.conversation.parts import nominal, wanted
from assistant.conversation.slots import level_word
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Query
from corpus.gazetteer import Region

# 襄阳国家级…, then 那省级呢: another rank of the same thing, not the province's
_OF_THEM = re.compile(
    r"(?:那)?(?:(?P<a>(?:国家|省|市|县|区)级)的?(?:在)?(?:里面|里头|其中|当中|这里面)?(?:又)?(?:有|占|是)?|"
    r"(?:这)?(?:里面|里头|其中|当中)(?:的)?(?P<b>(?:国家|省|市|县|区)级)的?(?:又)?(?:有|占|是)?)"
    r"(?:多少|几)(?:[个家项名人件条种])?(?:呢|啊)?[？?。\s]*"
)
_LEVEL = "(?:国家|国|省|市|县|区)(?:级|字号)"
# 国字号的跟省字号的各几个, 国家级和省级加起来多少: several ranks of the one thing
_SEVERAL = re.compile(
    rf"(?:那)?(?P<ranks>{_LEVEL}的?(?:[和跟与及、]{_LEVEL}的?)+)[，,]?(?:又|都|的)?"
    r"(?P<ask>(?:各|各自|分别)(?:是|有|要|创|建|占|多少|几)[^，,。？?]{0,6}|(?:加|合|一共|总共)[^，,。？?]{1,10}|(?:是|有|要|多少|几)[^，,。？?]{0,6})[？?。\s]*"
)
# 省级的，两家各自多少: another rank of what was asked of several places
_OF_EACH = re.compile(
    r"(?:那)?(?P<rank>国家|省|市|县|区)级的?[，,]?(?:这)?(?:[两二三几]?(?:个)?(?:家|边|地|处|个|地方|省市?)|俩|仨)?(?:又)?(?:各自?|分别)(?:是|有|要|报|建)?(?:多少|几)[个家项名件]?(?:呢|啊)?[？?。\s]*"
)
# 那里头县里评的大概有多少, 省里认的呢
_OF_ITS_MAKING = re.compile(
    "^(?:那)?(?:这|那)?(?:里头|里面|其中|当中)?(?:的)?(?P<level>[省市县区])(?:里|上)?(?:自己)?(?:评[定选]?|认定?|命名|批|授|办)(?:出来)?的(?:大概|大约|差不多|又)?"
)
_RANK = re.compile(r"(国家|省|市|县|区)级(?:的)?呢?[？?。\s]*")
_RANKED = re.compile("(?:国家|省|市|县|区)级")


class Ranks:
    """Resolves ranks and levels for one corpus."""

    def __init__(self, lexicon: Lexicon, ellipsis: Ellipsis) -> None:
        self._lexicon = lexicon
        self._ellipsis = ellipsis

    def other(self, text: str, before: Query) -> str | None:
        """The question before of another rank, or of those of one rank among all."""
        text = _OF_ITS_MAKING.sub(r"\g<level>级的", text)
        had = _RANKED.search(before.text)
        if (rank := _RANK.fullmatch(text)) and had:
            return _RANKED.sub(f"{rank[1]}级", before.text, count=1)
        if rank and before.wants_number:
            # 单项冠军企业多少家, then 省级的呢
            frame = self._ellipsis.frame(before)
            return (
                f"{frame.lead}{frame.front}{rank[1]}级{frame.subject}{frame.back}" if frame.subject else None
            )
        if (part := _OF_THEM.fullmatch(text)) and before.wants_number:
            # 示范单位多少家, then 省级的里面有多少
            frame = self._ellipsis.frame(before)
            level = part["a"] or part["b"]
            if had and had[0] != level:
                return _RANKED.sub(level, before.text, count=1)  # 省级几个, 国家级几个
            if frame.subject and level not in before.text:
                return f"{frame.lead}{level}{frame.front}{frame.subject}{frame.back}"
        return None

    def several(self, text: str, before: Query) -> str:
        """The question before of several ranks of what it asked for; "" where a follow-up names none, or more than them."""
        asked = _SEVERAL.fullmatch(text)
        frame = self._ellipsis.frame(before) if asked and before.wants_number else None
        if asked is None or frame is None or not frame.subject:
            return ""
        ranks = [f"{'国家' if r[0] == '国' else r[0]}级" for r in re.findall(_LEVEL, asked["ranks"])]
        thing = re.sub("^(?:国家|省|市|县|区)级?(?=.{2})", "", frame.subject)
        return f"{frame.lead}{'、'.join(ranks[:-1])}和{ranks[-1]}{thing}{asked['ask']}"

    def of_each(self, text: str, before: Query) -> str | None:
        """The question before of another rank, where a follow-up asks it of each place talked of; None for others."""
        asked = _OF_EACH.fullmatch(text)
        return self.other(f"{asked['rank']}级的呢", before) if asked else None

    def told_of(self, region: Region, text: str, before: Query, *, supposed: bool = False) -> str:
        """A follow-up with what it names of a place above, as the text asked before tells of it.

        中国专利银奖多少, then 省里的金奖呢: no document is the province's, the city's own names 贵州省专利金奖.

        :param supposed: 要是列进市里的重点项目呢 asks of no other place where the city is asked about already.
        :return: "" where there are documents of that place, or nothing of it is named.
        """
        docs = before.doc_ids
        told_itself = region.name in self._lexicon.docs_by_region
        if (told_itself and not (supposed and region in before.regions)) or not docs:
            return ""
        if not (level := level_word(text)):
            # 中华老字号多少, then 山东老字号呢
            named = without_tail(text)
            own = nominal(named.replace(region.name, "").replace(region.short, ""))
            return text if own and self._lexicon.contexts.writes(named, docs) else ""
        what = without_tail(text[text.find(level) + len(level) :].removeprefix("的"))
        if not nominal(what) or (text.startswith(level) and wanted(what)):
            return ""
        name = self._lexicon.contexts.name(region.name, what, docs)
        if name and text.startswith(level):
            return f"{name}呢"
        rank = "国家级" if region.level == "国家级" else f"{region.level[0]}级"
        return text.replace(level, rank, 1)
