"""Whether a text demands a thing or only favours it: 是必须的还是鼓励的.

Told by the word that the text uses (严格执行, 鼓励, 推动); what a law makes of such a word is not known here. What an asker
of some kind has to do is another question (applies/checklist.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answers.render import Composed, Draft
from assistant.answers.statements import flat
from assistant.answers.topics import Topics
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage

_DUTY = (
    "必须(?:做|要)?(?:的)?|强制性?(?:的)?|硬性(?:要求|规定)?(?:的)?|义务|要求|责任|应当|非做不可的?|规定动作"
)
_FAVOUR = "鼓励性?(?:的)?|自愿(?:的)?|支持|倡导(?:性)?(?:的)?|引导(?:性)?(?:的)?|可选的?|号召"
# 是必须的还是鼓励的
_EITHER = re.compile(
    rf"[，,]?(?:这)?(?:到底|究竟)?(?:是|算|属于)?(?:政府)?(?:{_DUTY})(?:吗|呢)?[，,]?(?:还是|或者?|或是)(?:只是|仅仅?是|只|说|算|属于)?(?:{_FAVOUR})(?:一下)?(?:的|性质?)?|"
    rf"[，,]?(?:这)?(?:到底|究竟)?(?:是|算|属于)?(?:{_FAVOUR})(?:吗|呢)?[，,]?(?:还是|或者?|或是)(?:只是|说|算|属于)?(?:{_DUTY})(?:的|性质?)?"
)
_DEMANDS = re.compile(
    "必须|应当|不得|严禁|禁止|强制|一律|严格(?:执行|落实|实施|遵守|控制)?|严把|压实|须(?!知)|全面实行"
)
_FAVOURS = re.compile(
    "鼓励|支持|引导|倡导|提倡|推广|推动|推进|推行|促进|探索|加快|开展|加强|强化|建立|完善|健全|培育|打造|实施|组织|落实|深化|优化|提升|发展|创建"
)
# 必须配首席质量官吗, 买保险是强制的吗
_MUST = re.compile(
    r"(?:是不是|是否|有没有|要不要)?(?:要求)?(?:必须(?:要|得)?|一定[要得]|非[得要]|硬性(?:要求|规定)?|强制(?:性)?(?:要求|规定)?(?:的)?)"
)
_OF_A_TARGET = re.compile("约束|预期|指标|目标")  # 建追溯体系是硬性的吗 asks of no target
_ASKS_IF = re.compile(r"(?:吗|么|嘛|不|没有?|不是|呢)?[？?。\s]*$")
SURELY = 1.1  # the weight of the words that carry a question, for a sentence that says them to be on the same thing
_PIECES = re.compile("[，,；;。]")
_NOT_DEMANDED = "原文用的是“{}”，没有写“必须”“应当”"


class Obligation(Topics):
    """Answers whether a thing is demanded or favoured."""

    def obligation(self, query: Query) -> Composed | None:
        """The clause on the thing, and with which word it speaks of it; None where that is not asked."""
        either = _EITHER.search(query.text)
        if either is None or query.english or query.attribute:
            return None
        rest = (query.text[: either.start()] + query.text[either.end() :]).strip("？?。，, ")
        asked = self._spoken_of(query, rest)
        told = self.fact(asked)
        if told.outcome != "answered" or not told.draft.sentences:
            return None
        return self._worded(asked, told) or told

    def demanded(self, query: Query) -> Composed | None:
        """规上企业必须配首席质量官吗, where no sentence answers it: the one that speaks of the thing, and with which word."""
        must = _asked_must(query)
        if must is None or (query.attribute and _OF_A_TARGET.search(query.text)):
            return None
        rest = _ASKS_IF.sub("", query.text[: must.start()] + query.text[must.end() :])
        asked = self._spoken_of(query, re.sub(r"(?:是|算|要求)$", "", rest))
        if not (found := self.saying_all(asked, SURELY)):
            told = self.fact(asked)
            return self._worded(asked, told) if told.outcome == "answered" else None
        for scored in found:
            draft = Draft()
            self.say_statement(draft, asked, scored)
            told = Composed("answered", draft, tuple(s.statement.clause for s in found))
            if (said := self._worded(asked, told)) is not None:
                return said  # a table's row has no such word
        return None

    def say_favoured(self, query: Query, told: Composed) -> None:
        """Before an answer to 必须买保险吗 that only favours the thing: with which word it does."""
        if _asked_must(query) is None or not told.draft.sentences or not told.draft.sentences[0][1]:
            return  # not asked, or a verdict is given
        text = _nearest(query, told)
        word = _word_for(query, text)
        if word and not _DEMANDS.search(text):
            told.draft.sentences.insert(0, (_NOT_DEMANDED.format(word), ()))

    def _spoken_of(self, query: Query, rest: str) -> Query:
        """What is said of a thing, asked in the place of a question."""
        asked = self.understander.understand(f"{rest.strip('？?。，, ')}有什么规定？")
        return replace(
            asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around, kind=Kind.FACT
        )

    def _worded(self, asked: Query, told: Composed) -> Composed | None:
        """What was told behind the word with which the text speaks of the thing; None where it has no such word."""
        if not (word := _word_for(asked, _nearest(asked, told))):
            return None
        demanded = bool(_DEMANDS.fullmatch(word))
        verdict = f"原文用的是“{word}”，是要求" if demanded else _NOT_DEMANDED.format(word)
        told.draft.sentences.insert(0, (verdict, ()))
        return replace(told, settled=True)


def _asked_must(query: Query) -> re.Match[str] | None:
    """The word with which a yes-or-no question asks whether a thing is a must; None where it asks no such thing."""
    asked = query.kind is Kind.CHECK and not query.english and not query.claims
    return _MUST.search(query.text) if asked else None


def _nearest(query: Query, told: Composed) -> str:
    """The sentence of an answer that says most of what the question is about."""
    return max((text for text, _ in told.draft.sentences), key=lambda t: coverage(query.words, flat(t)))


def _word_for(query: Query, text: str) -> str:
    """The word with which a text speaks of what a question is about: in the piece that says most of it, or the nearest before."""
    pieces = [p for p in _PIECES.split(text) if p.strip()]
    if not pieces:
        return ""
    at = max(range(len(pieces)), key=lambda n: coverage(query.words, flat(pieces[n])))
    for piece in reversed(pieces[: at + 1]):
        if m := _DEMANDS.search(piece) or _FAVOURS.search(piece):
            return m.group()
    return ""
