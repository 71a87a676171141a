"""How many parts a document or a clause of it has: 专栏1有几个指标, 西安方案有多少条.

The count is taken from the parts themselves, and the first and the last are quoted, so that their numbers show it. Knows
nothing of what the parts say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.provisions import Provisions
from assistant.answers.render import Composed, Draft, Span
from assistant.answers.statements import flat
from assistant.understand.question import Query
from corpus.numerals import CHINESE_NUMERAL, format_ordinal, parse_ordinal
from corpus.types import Clause

_COUNTED = re.compile(
    "(?:(?:有|共|分|包括|包含|列|设|含|是)(?:了|成|为|出|着)?|(?<=文件)|(?<=[那这][份个]))(?:几|多少)(?:个|项|条|大)?"
    "(?P<what>指标|专栏|条款|条(?![件例形])|章|部分|大块|附件)[^，,。]{0,2}[？?。\\s]*$"
)
# 专栏6有几项, 第八条分几点: the parts of what is named by number, whatever they are
_PARTS = re.compile(
    r"(?:有|共|分|包括|包含|列|设|含|讲|写|说|是)(?:了|成|为|出|着)?(?:几|多少)(?:大|小)?(?P<what>个?方面|项|款|点)(?:内容|任务|行动|要求|规定)?[？?。\s]*$"
)
# 专栏6有几个行动: those of its parts that are headed so
_HEADED = re.compile(
    r"(?:有|共|分|包括|包含|列|设|含)(?:了|成|为)?(?:几|多少)(?:个|项|条|大)(?P<what>[一-龥]{2,4}?)(?:[，,](?:都|分别)?(?:是|叫|有)(?:什么|哪些|哪几[个项]|啥))?[？?。\s]*$"
)
# 有8个专栏对吧: a count that is taken for granted
_CLAIMED = re.compile(
    rf"(?:有|共|分|包括|包含|列|设|含)(?:了|成|为)?(?P<number>[\d{CHINESE_NUMERAL}]+)(?:个|项|条|大)?"
    r"(?P<what>指标|专栏|条款|条(?![件例形])|章|部分|大块|附件)[，,]?(?:是|对|没错|是不是|对不对|没记错)*(?:吗|吧|么|对不对|是不是)[？?。\s]*$"
)
# what is counted → the kinds of clause
_KINDS = {
    "指标": ("row",),
    "专栏": ("box",),
    "条款": ("article",),
    "条": ("article",),
    "章": ("chapter",),
    "部分": ("chapter",),
    "大块": ("chapter",),
    "附件": ("part",),
}
_MEASURE = {"指标": "项", "专栏": "个", "附件": "个", "部分": "个", "大块": "个"}
LEAST_SUBJECT = 0.5  # weight of a word that makes it a question about something else


class Counted(Provisions):
    """Counts the parts of documents and clauses."""

    def counted(self, query: Query) -> Composed | None:
        """How many parts there are; None where something else is asked."""
        if (
            query.refs
            and (parts := _PARTS.search(query.text))
            and (told := self._counted_parts(query, parts["what"]))
        ):
            return told
        if (
            query.refs
            and (headed := _HEADED.search(query.text))
            and (told := self._counted_parts(query, "项", headed["what"]))
        ):
            return told
        asked = _COUNTED.search(query.text) or (_CLAIMED.search(query.text) if not query.attribute else None)
        if asked is None:
            return None
        claimed = parse_ordinal(asked["number"]) if "number" in asked.re.groupindex else None
        what = asked["what"]
        doc_ids = query.doc_ids if len(query.doc_ids) == 1 or query.refs else query.named_docs
        names = "".join(self.lexicon.titles[d] for d in doc_ids)
        other = (w for w in query.words if w.text not in what and w.text not in names)
        if any(w.weight >= LEAST_SUBJECT for w in other):
            return None
        if claimed is not None:
            query = replace(query, refs=tuple(r for r in query.refs if r.number != claimed))
        wholes = self.by_refs(query) if query.refs else self._chapter_named(query, doc_ids)
        if (query.refs and not wholes) or (not wholes and len(doc_ids) != 1):
            return None
        if wholes:
            found = [d for d in self.index.tree.descendants(wholes[0]) if d.kind in _KINDS[what]]
            where = self.renderer.label(wholes[0])
        else:
            found = [c for c in self.index.tree if c.doc_id == doc_ids[0] and c.kind in _KINDS[what]]
            where = f"《{self.index.documents[doc_ids[0]].title}》"
        if not found:
            return None
        draft = Draft()
        measure = _MEASURE.get(what, what)
        # the figure as the last part's own number writes it: 专栏8, （二十九）
        number = str(len(found)) if str(len(found)) in found[-1].label else format_ordinal(len(found))
        count = f"{number}{measure}"
        kind = what if measure != what else ""
        ends = "" if len(found) == 1 else f"，从{_named(found[0])}到{_named(found[-1])}"
        spans = (Span(c, c.start, min(c.end, c.start + 40)) for c in dict.fromkeys((found[0], found[-1])))
        if claimed is not None:
            draft.say("是的" if claimed == len(found) else "不对")
        draft.say(f"{where}共有{count}{kind}{ends}", *spans)
        return Composed("answered", draft, tuple(found), settled=True)

    def _counted_parts(self, query: Query, what: str, headed: str = "") -> Composed | None:
        """How many parts the one clause has that is named by number, and which; None where it has none.

        :param headed: a word that the heading of each has.
        """
        wholes = self.by_refs(query)
        parts = self.index.tree.children(wholes[0]) if len(wholes) == 1 else ()
        parts = tuple(p for p in parts if headed in flat(p.title)) if headed else parts
        if len(parts) < 2 or any(p.row for p in parts):
            return None  # of a table of indicators those asked for are counted (overview.py)
        measure = what if what in "项款点" or all(p.title for p in parts) else "项"
        named = "；".join(p.title or p.label for p in parts)
        spans = (Span(c, c.start, min(c.end, c.start + 40)) for c in parts)
        draft = Draft()
        draft.say(f"{self.renderer.label(wholes[0])}共{len(parts)}{measure}：{named}", *spans)
        return Composed("answered", draft, parts, settled=True)

    def _chapter_named(self, query: Query, doc_ids: Sequence[str]) -> list[Clause]:
        """The chapter whose heading a question writes, where it writes one: 强化组织保障里有几条."""
        return [c for c in self.headed(query.text, doc_ids) if c.kind == "chapter"][:1]


def _named(clause: Clause) -> str:
    return f"“{clause.label}{' ' if clause.label[-1:].isdigit() else ''}{clause.title}”"
