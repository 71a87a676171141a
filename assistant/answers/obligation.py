"""Whether a text demands a thing or only favours it: 是必须的还是鼓励的.

Told by the word that the text uses (严格执行, 鼓励, 推动); what a law makes of such a word is not known here. What an asker
of some kind has to do is another question (applies/checklist.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answers.readout import Composed
from assistant.answers.shortfall import Shortfall
from assistant.answers.statements import flat
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
_PIECES = re.compile("[，,；;。]")


class Obligation(Shortfall):
    """Answers whether a thing is demanded or favoured."""

    def obligation(self, query: Query) -> Composed | None:
        """The clause on the thing, and with which word it speaks of it; None where that is not asked."""
        either = _EITHER.search(query.text)
        if either is None or query.english or query.attribute:
            return None
        rest = (query.text[: either.start()] + query.text[either.end() :]).strip("？?。，, ")
        asked = self.understander.understand(f"{rest}有什么规定？")
        asked = replace(
            asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around, kind=Kind.FACT
        )
        told = self.fact(asked)
        if told.outcome != "answered" or not told.draft.sentences:
            return None
        text = told.draft.sentences[0][0]
        if not (word := _word_for(asked, text)):
            return told
        demanded = bool(_DEMANDS.fullmatch(word))
        verdict = f"原文用的是“{word}”，是要求" if demanded else f"原文用的是“{word}”，没有写“必须”“应当”"
        told.draft.sentences.insert(0, (verdict, ()))
        return replace(told, settled=True)


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
