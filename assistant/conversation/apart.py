"""A follow-up taken apart by one corpus's places: 再看看陕西, 浙江有吗，我妹在杭州, 首席质量官呢，陕西.

What only ties it to the turns before is told in followup.py, by its words alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation.compound import kind_in_plain_words
from assistant.conversation.followup import FETCHED, MOVED, FollowUp, asks, take_apart, there_too
from assistant.conversation.parts import nominal
from assistant.conversation.roles import returning
from assistant.conversation.slots import Slots
from assistant.understand.question import Understander

_LIVES_THERE = re.compile(
    "(?:我们?|咱们?|俺们?)(?:的)?(?:家|老家|人|公司|厂|店|户口|父母|爸妈)?(?:就)?(?:是|在|住|住在)+[^，,。？?]{2,6}?(?:人|那边|这边|的)?"
)
_IF = re.compile("^(?:那|那么)?[，,]?(?:要是|如果|假如|假设|万一)")
_OTHERS = re.compile("别的|其[他它]|另外|地方(?!标|政)")


class Apart:
    """Takes follow-ups apart for one corpus."""

    def __init__(self, understander: Understander, slots: Slots) -> None:
        self._understander = understander
        self._slots = slots

    def take(self, text: str) -> FollowUp:
        """A (simplified) follow-up without its ties; 浙江有吗，我妹在杭州 says no more than 浙江."""
        fetched = FETCHED.match(text) or MOVED.match(_IF.sub("", text))
        place = self._understander.understand(fetched["what"]) if fetched else None
        if fetched and place and (place.regions or place.level) and not self._slots.content(place):
            text = f"{fetched['what']}呢"  # 再看看陕西, 帮我再查下陕西的, 要是我在咸阳呢; 讲讲首席质量官 asks for itself
        said = take_apart(kind_in_plain_words(text), self._names_something)
        if said.back is None and (back := returning(text))[1]:
            # 那前头说的示范单位，省级的有几家
            said = replace(take_apart(kind_in_plain_words(back[0]), self._names_something), back=back[1])
        if said.corrected and _LIVES_THERE.fullmatch(said.text.rstrip("。！! ")):
            # 啊不对，我家在柳江: another place
            moved = self._understander.understand(said.text).regions
            said = replace(said, text=f"{moved[-1].name}呢", elliptic=True) if moved else said
        where = self._understander.understand(said.story) if re.search(r"\w", said.story) else None
        if where and where.regions and _LIVES_THERE.fullmatch(said.story):
            # 浙江那边呢，我老家在浙江
            here = self._understander.understand(said.text)
            said = replace(said, story="") if {*where.regions} == {*here.regions} else said
        placed = where and where.regions and not self._slots.content(where) and not asks(said.story)
        if placed and not _OTHERS.search(said.text):
            # 首席质量官呢，陕西
            said = replace(said, text=said.story.removesuffix("的") + said.text, story="")
        there, story = there_too(said.text)
        named = self._understander.understand(f"{there}呢") if there else None
        if named is None or not (named.regions or named.level or named.named_docs):
            return said
        if self._slots.content(named):
            return said
        return replace(said, text=named.text, elliptic=True, story=story, too=True)

    def _names_something(self, text: str) -> bool:
        query = self._understander.understand(text)
        return bool(self._slots.named(query, None) or query.regions or query.level) or nominal(text)
