"""Short follow-ups that lead from the clause that was cited to what stands elsewhere for it: 谁来罚, 罚多少, 电话多少.

A breach is told of by the article that says 违反本条例第七条规定, a telephone by the body that the clause names. Knows nothing
of search.
"""

from __future__ import annotations

import re

from assistant.answers.render import titled
from assistant.conversation.slots import Slots
from assistant.conversation.told import Said, Told
from assistant.understand.contexts import flat
from assistant.understand.lexicon import Lexicon
from corpus.script import simplify

# 谁来罚, 违反了罚多少, 那罚款是哪一条: of a breach that is not said
_PENALTY = re.compile(
    r"(?:那|要是|如果|不)*(?:违反|违规|违法|不遵守|不照做|不这么做)?(?:了|的话|规定|这条|会|要|得|被|，|,)*(?P<ask>"
    r"(?:最[高多])?(?:罚款?|处罚)(?:多少|几)[^，,]{0,3}|(?:由|是|归)?(?:谁|哪个部门|哪个单位)(?:来|会|负责)?(?:罚款?|处罚|查处)|怎么(?:处罚|罚款?)|"
    r"(?:有什么|什么)处罚|(?:罚款|处罚|罚则)(?:的)?(?:依据)?(?:是|在|写在)?(?:哪一?条|第几条|哪里))(?:呢|的|啊)?[？?。\s]*"
)
_BREACH = re.compile("罚|违反|违规|违法|处分|不[一-龥]{1,4}(?:会|怎么)")
_ARTICLE = re.compile("第[^第]+条$")
# 电话多少, 有联系方式吗
_TELEPHONE = re.compile(
    r"(?:那|有|请问|给我|留个|咨询|联系|办公|他们的?|它的?|那边的?|部门的?|该局的?)*(?:电话|联系方式|联系电话|咨询电话|号码)(?:号码)?(?:呢|是|有)?(?:多少|什么|几号)?(?:吗|没有?)?[？?。\s]*"
)


class BesideClause:
    """Resolves them for one corpus."""

    def __init__(self, lexicon: Lexicon, slots: Slots, told: Told) -> None:
        self._lexicon = lexicon
        self._slots = slots
        self._told = told

    def resolve(self, text: str, last: Said) -> str:
        """The question that stands alone; "" where the follow-up asks for something else, or the clause leads nowhere."""
        return self._breach(text, last) or self._telephone(text, last)

    def _breach(self, text: str, last: Said) -> str:
        asked = _PENALTY.fullmatch(text)
        cited = last.turn.answer.citations[:1]
        if asked is None or not cited or _BREACH.search(last.query.text):
            return ""
        article = _ARTICLE.search(cited[0].clause or "")
        document = self._lexicon.documents[cited[0].doc_id]
        if article is None or not re.search(
            rf"违反本[^，。；]{{1,8}}[^，。；]*{article[0]}", flat(simplify(document.text))
        ):
            return ""
        return f"违反{titled(document.title)}{article[0]}，{asked['ask']}"

    def _telephone(self, text: str, last: Said) -> str:
        clause = self._told.cited(last.turn) if _TELEPHONE.fullmatch(text) else None
        if clause is None or not clause.departments:
            return ""
        return self._slots.with_scope(f"{simplify(clause.departments[0])}电话多少", last.query)
