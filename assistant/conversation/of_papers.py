"""Follow-ups about a document as a whole: 现在还有效吗, 省里那份呢 after 哪天印发的.

Knows nothing of what a document says.
"""

from __future__ import annotations

import re

from assistant.answers.render import titled
from assistant.conversation.followup import FollowUp
from assistant.conversation.slots import Slots
from assistant.conversation.told import Said
from assistant.understand.lexicon import Lexicon
from assistant.understand.naming import DOC_TYPES
from assistant.understand.question import Kind, Query, Understander

_DAY_TAIL = re.compile(r"(?:又)?(?:是)?(?:几月几[号日]|哪一?天|哪一?年|什么时候|何时)(?:的|呢)?[？?。\s]*$")
# asked of a document as a whole
_OF_A_PAPER = re.compile(
    r"(?:那|这)?(?:它|文件|份文件)?(?:现在|目前|如今)?(?:还|是否还|是不是还)?(?:有效|管用|作数|算数|过期|失效)(?:了)?(?:吗|么|没有?|不)?[？?。\s]*|"
    r"(?:那)?(?:管|执行|实施|用|有效期?)?到(?:哪一?年|什么时候|几时|何时)(?:为止|结束|截止|失效|到期)?(?:呢)?[？?。\s]*"
)
# 里面说打假谁负责, 那里头写没写召回
_SAYS_IN_IT = re.compile(
    r"^(?:那|这)?(?:份)?(?:文件)?(?:里面|里头|里边|里|上面|上头)(?:有没有|是不是)?(?:又|还|都|是)?(?:说|讲|写|提|规定|要求)(?:的|到|了|过|没[说讲写提])?(?P<ask>.{4,})$"
)
# 23年的呢, after 《…2015年行动计划》打假谁负责
_OF_YEAR = re.compile(
    r"^(?:那)?(?:到)?(?:20)?(?P<year>\d\d)年(?:的|那份|那个)(?:文件|意见|计划|方案)?(?:呢)?[？?。\s]*$"
)


class OfPapers:
    """Resolves them for one corpus."""

    def __init__(self, lexicon: Lexicon, understander: Understander, slots: Slots) -> None:
        self._lexicon = lexicon
        self._understander = understander
        self._slots = slots

    def resolve(self, said: FollowUp, now: Query, before: Query, last: Said) -> str | None:
        """现在还有效吗, 到哪年为止, of the document talked of; 陕西的呢 after 谁印发的: the same of that place's document."""
        cited = last.turn.answer.citations
        if len(before.named_docs) == 1 and (made := self._of_year(said.text, before)):
            return made
        if now.refs or now.named_docs:
            return None
        if (
            cited
            and before.kind is Kind.META
            and not now.regions
            and (inside := _SAYS_IN_IT.match(said.text))
        ):
            return titled(self._lexicon.documents[cited[0].doc_id].title) + inside["ask"]
        if now.departments:
            return None
        of_paper = _OF_A_PAPER.fullmatch(said.text) and (before.kind is Kind.META or "到" not in said.text)
        if not now.regions and not now.level and cited and of_paper:
            asked = "管到哪年" if "到" in said.text else said.text
            return titled(self._lexicon.documents[cited[0].doc_id].title) + asked
        if before.kind is Kind.META and now.kind is Kind.META and not now.regions and not now.level:
            # 谁印发的, then 什么时候印的
            paper = cited[0].doc_id if cited else before.named_docs[0] if len(before.named_docs) == 1 else ""
            if paper:
                return titled(self._lexicon.documents[paper].title) + said.text
        region = self._slots.region(now, [before])
        without_day = _DAY_TAIL.sub("", said.text)
        bare = self._understander.understand(without_day) if without_day.strip() else now
        # 省里那份呢，几月几号
        short = said.elliptic or bare.text != now.text
        elsewhere = before.kind is Kind.META and short and region and not self._slots.content(bare)
        docs = self._lexicon.docs_by_region.get(region.name, ()) if elsewhere and region else ()
        if not docs:
            return None
        latest = max((self._lexicon.documents[d] for d in docs), key=lambda d: str(d.date or ""))
        asked = self._slots.without_places(self._slots.without_documents(before.text, before))
        return titled(latest.title) + re.sub(rf"^(?:[那这][份个])?(?:{DOC_TYPES}|文件)?(?:是)?", "", asked)

    def _of_year(self, text: str, before: Query) -> str:
        """The question before of the document of that year in the same place; "" where there is none."""
        asked = _OF_YEAR.match(text)
        document = self._lexicon.documents[before.named_docs[0]]
        if asked is None or document.title not in before.text:
            return ""
        year = f"20{asked['year']}"
        near = (
            self._lexicon.documents[d] for d in self._lexicon.docs_by_region.get(document.region or "", ())
        )
        other = [
            d for d in near if d is not document and (f"{year}年" in d.title or str(d.date).startswith(year))
        ]
        return before.text.replace(document.title, other[0].title) if len(other) == 1 else ""
