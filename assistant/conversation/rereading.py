"""Other ways to read a follow-up, for where the first one finds no answer.

What a follow-up leaves unsaid may be the subject of the last question or of an earlier one, what that question asked of
its subject, or the clause that was just cited. The readings are only offered here, the likeliest first; whether one
has an answer, and whether that answer heeds what was said, is judged by who asks for them (assistant.py). Knows nothing
of search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conversation.ellipsis import Ellipsis
from assistant.conversation.followup import FollowUp, asks, claimed, ended, headless, without_tail
from assistant.conversation.frames import own_topic, runs_late
from assistant.conversation.parts import content, of_those_who, wanted
from assistant.conversation.pointing import counts_off, steps
from assistant.conversation.slots import PRONOUN, Slots
from assistant.conversation.told import Said, Told
from assistant.understand.question import Understander

REACH = 3  # turns that a reading looks back on
MUCH = 2  # words of its own from which on a message may be a question by itself
# said before a question of one's own: 真的假的？我们法务说是一天
_DOUBT = re.compile(r"^(?:真的假的|真的吗?|不会吧|是吗|确定吗?|不对吧|啊)[，,？?！!。\s]*")
_ORDINAL = re.compile(r"(?:倒数)?第[\d一二三四五六七八九十]+[个条项款]?(?:是|呢|$)")
_POINTER = re.compile(rf"^(?:那|所以)?(?:{PRONOUN.pattern})")


def points(text: str) -> bool:
    """Whether a follow-up points at one of the things told, or at a figure: 下一条呢, 第三个呢, 是78%吗."""
    return bool(steps(text) or counts_off(text) or _ORDINAL.match(text) or claimed(text))


def _says_much(text: str) -> bool:
    return sum(len(w) > 1 and not wanted(w) for w in content(text)) >= MUCH


class Rereading:
    """Reads follow-ups of one corpus once more."""

    def __init__(self, understander: Understander, slots: Slots, ellipsis: Ellipsis, told: Told) -> None:
        self._understander = understander
        self._slots = slots
        self._ellipsis = ellipsis
        self._told = told

    def readings(
        self, said: FollowUp, turns: Sequence[Said], first: str, *, of_clause: bool
    ) -> Iterator[str]:
        """Questions that a follow-up may be, without the one it was first taken for.

        :param turns: the turns before, the last one last.
        :param first: that question.
        :param of_clause: it may ask of the clause that was just cited.
        """
        seen = {first}
        for made in self._all(said, turns, of_clause):
            if made and made not in seen:
                seen.add(made)
                yield made

    def _all(self, said: FollowUp, turns: Sequence[Said], of_clause: bool) -> Iterator[str | None]:
        text = _POINTER.sub("", _DOUBT.sub("", said.text)).strip("，,。 ") or said.text
        now = self._understander.understand(text)
        slot_alone = (now.years or now.regions or now.level) and not self._slots.content(now)
        # 是78%吗: of no figure but the one it was first taken for
        plain = slot_alone or points(text)
        if turns[-1].query.claims and not asks(text):
            return  # 合格率是95%吗, then 药品的呢: nobody has claimed that one
        if now.named_docs or now.outside or now.unheard or now.refs or plain:
            return  # 到2035年呢, 第三个呢: what is meant is plain, and not there
        bare = self._slots.without_places(text).strip("的，, ") if now.regions or now.level else text
        region = self._slots.region(now, [t.query for t in turns])
        last = turns[-1].query
        if region and last.regions[-1:] != (region,):
            last = self._understander.understand(self._slots.swap(last, now, region))
        if not asks(bare):
            made = self._ellipsis.exchange(last, without_tail(bare))
            yield self._slots.scoped(made, last) if made else None
        if (kind := headless(bare)) and not of_those_who(kind):
            return  # 药品的要多少 after a rate of 食品: no other figure than that rate
        # 谁来罚, of what was asked last; 几天内备案 may be of what was asked before that
        own = any(len(w) > 1 and not wanted(w) for w in content(bare))
        earlier = [t.query for t in reversed(turns[-REACH:-1])] if own else []
        for before in (last, *earlier):
            there = region in before.regions if region else before.regions == last.regions
            if asks(bare) and there:
                yield self._slots.scoped(self._ellipsis.with_subject(before, bare), before)
        if now.wants_number and own_topic(bare) and not region and last.regions:
            yield text  # 浙江呢, then 智能制造二级的多少家, which another place's document says
        if own and asks(bare) and not (region or runs_late(text)):
            yield self._slots.with_scope(text, last)  # 首次进规模以上奖多少, then 骗补怎么办
        if turns[-1].query.wants_number and self._understander.lexicon.names_figure(without_tail(bare)):
            return  # 品字标企业呢: no other figure of the clause that was cited
        if of_clause and not region and (asked := self._of_clause(turns[-1], bare)):
            yield asked
        if not region:
            yield f"{ended(turns[-1].query.text)}，{said.text}"  # 一件最多给多少, of all that was told of it
        if (
            asks(text)
            and not (region or said.elliptic or runs_late(text))
            and (own_topic(text) or _says_much(text))
        ):
            yield text  # a change of subject, of which the place talked of says nothing

    def _of_clause(self, last: Said, text: str) -> str:
        """A question about the clause that the last answer cites first; "" for none."""
        cited = last.turn.answer.citations
        return self._told.asked_of(cited[0], text) if cited and cited[0].clause else ""
