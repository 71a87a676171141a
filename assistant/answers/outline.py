"""How a document is laid out: its parts and boxes, its tasks, what secures them, its projects by their headings.

Reads headings only: what stands below them is told by other rooms (facts.py, provisions.py). A question that says which
matter it is about (食品方面的主要任务) is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answers.provisions import Provisions
from assistant.answers.render import Composed, Draft, Span
from assistant.answers.stretches import cut
from assistant.understand.question import Kind, Query
from corpus.types import Clause

_WHICH = (
    r"(?:都|主要|具体|分别|又|的)*(?:有|是|为|包括|包含|分|列|设|提出|部署|安排|讲|写)?(?:了|成|为)?"
    r"(?:哪些|哪几[个项条点]?|什么|啥|几[个项条点])"
)
_PARTS = re.compile(
    r"(?:分|有|包括|包含|由|列|设|讲|写)(?:了|成|为)?(?:哪(?:几|些)|几|多少|什么)(?:个)?(?:大)?(?:部分|章节?|板块|块)|"
    r"(?:文件|方案|意见|规划|计划|办法|条例|全文|整体|总体|章节)的?(?:结构|框架|目录|大纲|提纲|章节)(?:安排|设置)?(?:是|有|怎么|如何|什么|啥|[？?。]|$)|"
    # 方案主要讲什么, 意见里都有哪些内容
    r"(?:文件|方案|意见|规划|计划|[办律]?法|条例|纲要|通知|那[份个]|这[份个])(?:里|中|里面|里头)?(?:都|主要|大概|大致|总体|到底)*"
    r"(?:有|讲|说|写|提|包括|包含|规定|是关于)(?:了|些)*(?:什么|啥|哪些)(?:主要)?(?:内容|东西|事)?(?:的|呢|啊|呀)?[？?。]*$|"
    r"(?:主要|大概|大致|核心)(?:的)?内容(?:是|有|包括)?(?:什么|啥|哪些)?[？?。]*$"
)
_BOXES = re.compile(rf"专栏{_WHICH}|(?:哪些|哪几个|几个|什么)专栏")
# what is asked for → how the chapter that tells it is headed
_CHAPTERS = (
    (
        re.compile(
            rf"(?:主要|重点|工作|具体)(?:任务|工作|举措|内容)(?!分工){_WHICH}|(?:哪些|哪几[个项])(?:主要|重点|工作)(?:任务|举措)"
        ),
        re.compile("任务|(?:重点|行动|主要)(?:行动|工作|举措)|[一二三四五六七八九十]大行动"),
    ),
    (
        re.compile(
            rf"(?:组织)?保障(?:措施|机制)?{_WHICH}|(?:哪些|什么|啥)(?:组织)?保障(?:措施|机制)?|(?:组织保障|保障措施)[？?。\s]*$"
        ),
        re.compile("保障|组织实施|组织领导"),
    ),
    (
        re.compile(
            rf"(?:支持|扶持|激励|奖补|优惠)(?:政策|措施){_WHICH}|(?:哪些|什么|啥)(?:支持|扶持|激励|奖补)(?:政策|措施)"
        ),
        re.compile("(?:支持|扶持|激励|奖补|优惠)(?:政策|措施|标准)|政策(?:支持|扶持)|奖励与扶持"),
    ),
    (
        re.compile(rf"(?:基本)?原则{_WHICH}|(?:哪些|什么|哪几[个项条])(?:基本)?原则"),
        re.compile("(?:基本|工作)原则"),
    ),
)
# 有哪些重点工程: named by their headings
_PROJECTS = re.compile(
    r"(?:哪些|哪几[个项大]|几大|什么)(?:重点|重大|专项|主要)?(?P<a>工程|行动计划|行动)(?:[？?。呢吗]|$)|"
    rf"(?:重点|重大|专项|主要)(?P<b>工程|行动){_WHICH}"
)
# chapters that frame a plan and are none of its tasks
_FRAME = re.compile(
    "总体|总则|附则|目标|要求|保障|组织|领导|背景|基础与形势|发展基础|现状|法律责任|罚则|其他|其它|附件|说明|名词|适用范围"
)
_OF_ASKING = re.compile(
    "主要|重点|重大|具体|工作|任务|举措|内容|保障|保障措施|措施|机制|组织|支持|扶持|激励|奖补|优惠|政策|基本|原则|工程|专项|行动|行动计划|计划|部分|章|章节|"
    "质量|有|要|是|里|分|列|设|由|含|几|一共|共|总共|板块|结构|框架|目录|大纲|提纲|专栏|文件|方案|意见|规划|办法|条例|提出|部署|安排|分为|组成|构成|包括|包含|写|讲|说|提|规定|关于|大|块|内容|东西|主要内容|核心|大概|大致|总体|里面|里头|份|纲要|通知|事"
)
_EACH = 3  # documents that are told where several of a place are meant
LEAST_WEIGHT = 0.15  # of a word that asks for one matter
LONGEST = 28  # characters of a heading
ALL = 600  # characters of one document's outline


class Outline(Provisions):
    """Answers from headings."""

    def outline(self, query: Query) -> Composed | None:
        """The headings asked for; None where something else is asked, or the document has none of the kind."""
        if query.refs or query.english or query.kind in (Kind.CHECK, Kind.RESPONSIBLE, Kind.META, Kind.TASKS):
            return None
        if not any(
            p.search(query.text) for p in (_PARTS, _BOXES, _PROJECTS, *(asked for asked, _ in _CHAPTERS))
        ):
            return None
        documents = self._documents(query)
        if not documents or query.claims or self.telling(query, _OF_ASKING, LEAST_WEIGHT):
            return None
        draft = Draft()
        for doc_id in documents:
            heads = self._heads(query.text, doc_id)
            if not heads:
                continue
            lead = f"《{self.index.documents[doc_id].title}》：" if len(documents) > 1 else ""
            names = "；".join(f"{c.label}{c.title}" if c.label != c.title else c.title for c in heads)
            draft.say(cut(f"{lead}{names}", ALL), *(head_of(c) for c in heads))
        return Composed("answered", draft, tuple(draft.clauses()), settled=True) if draft.sentences else None

    def _documents(self, query: Query) -> list[str]:
        """The documents whose headings are read: those in force, where none is named; [] where too many may be meant."""
        scope = list(self.scope(query)) or list(self.index.documents)
        if not query.named_docs:
            scope = [d for d in scope if not self.renderer.expired(self.index.documents[d])] or scope
        return scope if len(scope) <= _EACH else []

    def _heads(self, text: str, doc_id: str) -> list[Clause]:
        """The headed clauses that a question asks a document for, in reading order; [] where there are none."""
        clauses = [c for c in self.index.tree if c.doc_id == doc_id]
        chapters = _headed(c for c in clauses if c.kind == "chapter" and c.parent_id is None)
        if _PARTS.search(text):
            return chapters
        if _BOXES.search(text):
            return _headed(c for c in clauses if c.kind == "box")
        for asked, heading in _CHAPTERS:
            if asked.search(text):
                return self._below(heading, clauses) or (
                    [c for c in chapters if not _FRAME.search(c.title)] if "任务" in heading.pattern else []
                )
        if m := _PROJECTS.search(text):
            what = m["a"] or m["b"]
            for kind in ("chapter", "box", "article", "item"):
                found = _headed(c for c in clauses if c.kind == kind and what in c.title)
                if len(found) > 1:
                    return found
        return []

    def _below(self, heading: re.Pattern[str], clauses: Sequence[Clause]) -> list[Clause]:
        """The headed parts of the first clause with such a heading that has several; [] where none has."""
        called = (c for c in clauses if heading.search(c.title) and len(c.title) <= LONGEST)
        parts = (_headed(self.index.tree.children(c)) for c in called)
        return next((p for p in parts if len(p) > 1), [])


def _headed(clauses: Iterable[Clause]) -> list[Clause]:
    return [c for c in clauses if 2 <= len(c.title) <= LONGEST]


def head_of(clause: Clause) -> Span:
    """Where its heading stands."""
    end = clause.start + len(clause.text.split("\n", 1)[0].rstrip())
    return Span(clause, clause.start, min(end, clause.start + LONGEST + 12))
