"""Which turns of a conversation a follow-up goes on with, and what in it is foreign to the corpus.

Knows nothing of how a follow-up is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.again import asked_again, asks_count, wants_it_read
from assistant.conversation.compound import kind_in_plain_words
from assistant.conversation.followup import FIRST, FollowUp, claimed, take_apart
from assistant.conversation.frames import own_topic
from assistant.conversation.parts import content, nominal, wanted
from assistant.conversation.roles import says_nothing
from assistant.conversation.slots import Slots
from assistant.conversation.told import Said
from assistant.types import Turn
from assistant.understand.contexts import flat
from assistant.understand.glossary import expand
from assistant.understand.lexicon import Lexicon
from assistant.understand.naming import longest_common
from assistant.understand.question import Kind, Query, Understander, check_question
from assistant.understand.smalltalk import is_aside
from corpus.numerals import CHINESE_NUMERAL
from corpus.script import simplify

# so many turns are looked back on
MEMORY = 6
# a word of the corpus this near to one it never writes says it
_NEAR = 0.5
# characters of a question that an answer says in one piece where it tells of it
_STRETCH = 3
# what ties a question to the talk before it says anything: 换个问题, 不对，我要问
_OPENING = re.compile(
    r"^(?:换(?:一)?个(?:问题|话题)[，,。！!\s]*|(?:不对|不是|错了|算了|那)[，,](?:我)?(?:是|要|想)*(?:问|查|说)(?:的)?(?:是)?)+(?=.{4,})"
)
# words that ask, of which dictionaries make nouns and adverbs
_ASKING = re.compile("多少.?|几.|怎么.{0,2}|咋.?|如何|什么.{0,2}|一共|总共|合计|为什么|哪.{0,2}")
# 五千？这么多: what was told, said once more
_ECHO = re.compile(
    rf"(?!.*(?:多少|几))(?:[{CHINESE_NUMERAL}\d.]+|百分之|[%％个家项名件人元块分天]|这么|那么|哦|啊|嗯|才|就|只|都|有|要|得|太|好|挺|真|够|不少|[多少高低大小严]|了|呀|吧|吗|啦|哇|[，,。？?！!\s])+"
)
# 帮我写个总结, 发我邮箱, 说人话: wanted of the assistant, not asked of a text
OF_ME = re.compile(r"^(?:请|麻烦)?(?:你|您)?(?:能不能|可以|能)?(?:帮|给|替|发|教|告诉|推荐)(?:给)?(?:我|咱)")


class Memory:
    """The turns before, as one corpus's questions."""

    def __init__(self, lexicon: Lexicon, understander: Understander, slots: Slots) -> None:
        self._lexicon = lexicon
        self._understander = understander
        self._slots = slots

    def told(self, history: Sequence[Turn]) -> list[Said]:
        """The turns that can be gone on with: not 谢谢, and not what strayed from all that the corpus speaks of."""
        told = [
            t
            for t in history
            if not is_aside(simplify(t.question))
            and (t is history[0] or not _goes_nowhere(simplify(t.question)))
            and not (OF_ME.match(simplify(t.question)) and t.answer.outcome != "answered")
        ]
        told = [t for t in told if take_apart(simplify(t.question)).text or t.answer.outcome == "answered"]
        turns = [
            Said(
                t, self._understander.understand(_OPENING.sub("", t.answer.standalone_question or t.question))
            )
            for t in told[-MEMORY:]
        ]
        kept = [
            s
            for s in turns
            if not (s.turn.answer.outcome == "refused" and self.strange(s.query.text, s.query))
        ]
        return kept or turns

    def strange(self, text: str, query: Query) -> bool:
        """Whether a message names nothing, and all it says is foreign to the corpus (几点下班, 附近有什么好吃的)."""
        if self._slots.named(query, None) or query.regions or query.level or query.english:
            return False
        if query.kind in (Kind.RESPONSIBLE, Kind.META, Kind.COMPARE) or query.asks_where or query.attribute:
            return False
        # one character may be a verb of asking (学多少小时), and names no thing
        words = [w for w in content(text) if len(w) > 1 and not wanted(w) and not _ASKING.fullmatch(w)]
        near = {w.text: max((share for _, share in w.akin), default=0.0) for w in query.words}
        return bool(words) and not any(
            self._lexicon.knows(w)
            or expand(w)
            or near.get(w, 0.0) >= _NEAR
            or (len(w) > 2 and self._lexicon.contexts.writes(w))
            for w in words
        )

    def gone_back(self, said: FollowUp, turns: Sequence[Said]) -> Sequence[Said]:
        """The turns up to the one that a follow-up goes back to: that it names, or whose answer says what it names or asks.

        Where none does, the one before the last.
        """
        if said.back == FIRST:
            return turns[:1]
        named = self._understander.understand(said.back) if said.back else None
        words = content(said.back or "")
        # the one that says it whole, or most of it; one that was answered sooner than one that was not
        order = sorted(
            range(len(turns)),
            key=lambda n: (
                said.back is not None and said.back in turns[n].query.text,
                sum(w in turns[n].query.text for w in words),
                turns[n].turn.answer.outcome == "answered",
                n,
            ),
            reverse=True,
        )
        for n in order:
            query = turns[n].query
            same_place = named and named.regions and set(named.regions) <= set(query.regions)
            if same_place or any(w in query.text for w in words) or (said.back and said.back in query.text):
                return turns[: n + 1]
        if not said.back:
            return turns[:-1] or turns
        told = [_answered(t) for t in turns[:-1]]
        shares = [sum(w in text for w in words) for text in told]
        if not any(shares):
            # 朝天椒基地多少亩, …, then 说回辣椒，一袋一码要到几成
            shares = [len(longest_common(said.text, text)) for text in told]
            shares = [n if n >= _STRETCH else 0 for n in shares]
        if any(shares):
            return turns[: shares.index(max(shares)) + 1]
        return turns[:-1] or turns

    def named_back(self, said: FollowUp) -> FollowUp:
        """回到食品那条，合格率多少: 食品合格率多少."""
        if said.back == FIRST:
            return said
        thing = re.sub("的?那?(?:一)?[条个项件份块](?:事|规定)?$", "", said.back or "")
        now = self._understander.understand(said.text)
        if not nominal(thing) or self._understander.understand(thing).regions or thing in said.text:
            return said
        own = self._slots.content(now) and not now.regions and not now.level and own_topic(said.text)
        return replace(said, text=thing + said.text) if own else said

    def strays(self, question: str) -> bool:
        """Whether a message speaks of nothing that the corpus speaks of."""
        text = take_apart(kind_in_plain_words(simplify(check_question(question)))).text
        if asked_again(text, ("",)) is not None or asks_count(text) or wants_it_read(text) or claimed(text):
            return False  # 能不能简单说, 221家对吧: the question before is put once more
        few = len(content(text)) <= 2  # a longer story may say in its own words what the texts say in theirs
        return (
            few and bool(re.search(r"\w", text)) and self.strange(text, self._understander.understand(text))
        )


def _goes_nowhere(message: str) -> bool:
    """Whether a message asks nothing that can be gone on with: 五千？这么多; 才1个，那我们别想了."""
    return bool(_ECHO.fullmatch(message)) or says_nothing(message)


def _answered(said: Said) -> str:
    """What an answer says, with the labels of what it cites; "" of a refusal."""
    answer = said.turn.answer
    if answer.outcome != "answered":
        return ""
    return flat(answer.text + "".join(c.label for c in answer.citations))
