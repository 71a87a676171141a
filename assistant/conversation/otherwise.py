"""Questions in other words than what they go on with: a figure's own name, a message that says itself what it is about.

Reads the turns and the words of a message; puts nothing in another question's place. Knows nothing of search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.again import put_right, withdrawn_word
from assistant.conversation.followup import asks
from assistant.conversation.jointly import Jointly
from assistant.conversation.parts import nominal, wanted
from assistant.conversation.slots import PRONOUN, Slots
from assistant.conversation.told import Said, Told
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Query, Understander

_TOLD_AND_ASKED = re.compile(
    r"(?P<told>[^，,？?。；;]{6,40})[，,](?P<asked>[^，,？?。；;]{2,6}(?:是不是|也|有没有|有|要求|定)[^，,？?。；;]{0,10}?(?:吗|么|吧|没有?)?[？?。\s]*)"
)
_YEARS = re.compile(r"(?<!\d)((?:20)?\d\d)年")
_OF_THE_SAME = re.compile(
    r"^(?:国家|中央|国务院)(?:那边|层面|[里上])?|要求|规定|标准|目标|指标|这么|一样|\d[\d.]*%?[一-龥]?"
)


_AMONG_THEM = re.compile("还有|在不在|不在|里面|里头|其中|名单|参与|负责|牵头|管|管不管|归|属于")
# what only leads to a place, or ties a message to the turn before
_TO_PLACE = re.compile(
    "^(?:那|那么|请问|要是|如果|换成|再|和|跟|与|比|[，,])+|(?:在|到|去|从|对|按|[，,的])+$"
)


_RELATED = re.compile(
    "[跟和与同][^，,。？?]{1,8}(?:有关|相关)的[^，,。？?]{1,8}(?:有?哪些|是什么|有什么|有啥)"
)


class Otherwise:
    """Tells them for one corpus."""

    def __init__(
        self, lexicon: Lexicon, understander: Understander, slots: Slots, told: Told, jointly: Jointly
    ) -> None:
        self._lexicon = lexicon
        self._understander = understander
        self._slots = slots
        self._told = told
        self._jointly = jointly

    def in_its_name(self, turns: Sequence[Said]) -> Sequence[Said]:
        """The turns, the last one's figure asked for by its name where everyday words were said for it.

        西安对地里收的菜、果子检测，合格率卡多少, answered by 农产品质量安全监测合格率: what follows asks for that one.
        """
        last = turns[-1]
        name = self._told.figure(last)
        if not name or last.query.english or self._jointly.says_its_name(last.query, name):
            return turns
        place = "和".join(r.name for r in last.query.regions)
        year = "".join(f"{y}年" for y in last.query.years[-1:])
        asked = self._understander.understand(f"{place}{year}{name}是多少")
        return [*turns[:-1], replace(last, query=asked)] if asked.doc_ids == last.query.doc_ids else turns

    def of_another(self, question: str) -> tuple[str, str] | None:
        """What is told of one place or year, and whether it is so in another (西安94%，省里也是94吗); None for others."""
        m = _TOLD_AND_ASKED.fullmatch(question)
        if m is None or asks(m["told"]) or not re.search(r"\d", m["told"]):
            return None
        told, asked = (self._understander.understand(t) for t in (m["told"], m["asked"]))
        years = [[y[-2:] for y in _YEARS.findall(m[part])] for part in ("told", "asked")]
        other = (
            asked.level
            or re.match("国家|中央", m["asked"])
            or (asked.regions and not set(asked.regions) & set(told.regions))
            or (all(years) and not set(years[0]) & set(years[1]))
        )
        if (
            not told.regions
            or not other
            or len(asked.regions) > 1
            or not nominal(self._slots.without_places(m["told"]))
        ):
            return None
        own = nominal(_OF_THE_SAME.sub("", self._slots.without_places(m["asked"])))
        return None if own else (m["told"], m["asked"])

    def says_itself(self, text: str, now: Query) -> bool:
        """Whether a message names its place in the middle, and before it what it is about: 药企在陕西有啥要求.

        Or it says of which things it asks (浙江跟创新有关的指标有哪些).
        """
        if now.regions and _RELATED.search(text):
            return True
        mentions = self._lexicon.mentions(text) if now.regions and asks(text) else []
        named = _TO_PLACE.sub("", text[: mentions[0].start]) if mentions else ""
        plain = asks(named) or wanted(named) or PRONOUN.search(named)
        return len(named) > 1 and nominal(named) and not plain

    def taken_back(self, text: str, before: Query) -> str:
        """不是投诉，是质疑: the question before with the right word; "" where a slot is put right (不是2015年，是2023年)."""
        old = withdrawn_word(text, before.text)
        said = self._understander.understand(old) if old else None
        if said is None or self._slots.named(said, None) or said.regions or said.level:
            return ""
        return put_right(text, before.text)

    def only_bodies(self, now: Query) -> bool:
        """Whether a message says nothing of weight besides the bodies it names (公安和旅游局: one of them in short)."""
        named = (*now.departments, *now.unknown_bodies)
        telling = (w for w in now.words if w.weight >= 0.3 and not _AMONG_THEM.fullmatch(w.text))
        bodies = (*named, *self._lexicon.departments)
        return bool(named) and all(any(w.text in d for d in bodies) for w in telling)
