"""Whether documents speak of a thing at all: 西安提到过机器人吗, 陕西文件里写到民宿没, 浙江对快递有什么说法.

Told by the very word: the sentences that write it, one a clause, and how many clauses do. Knows nothing of what is
said of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.readout import Readout
from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import untitled
from assistant.understand.asker import Concern
from assistant.understand.matters import matter_of
from assistant.understand.question import Kind, Query

_SAYS = "(?:提|讲|说|写|涉及|谈)"
_SAID = f"(?:{_SAYS}(?:到|及|过)+(?:了)?|[写提列]了)"
_WHERE = "(?:文件|方案|意见|政策|计划|条例|办法|规定)?(?:里面?|中|上|当中)?(?:面|头)?"
_ABOUT = "(?:关于|有关|对于?|针对)?"
_WORDING = "(?:方面|这块|相关|有关)?的?(?:内容|说法|提法|条款|条文|表述|字眼|字样|段落|地方)"
_MARK = r"(?:没有?|了没有?|了吗|过吗|过没有?|吗|么|不)?(?:呢|啊|呀)?[？?。\s]*$"
# whether it is written there is all that is asked
_MENTIONED = tuple(
    re.compile(p)
    for p in (
        rf"^{_WHERE}(?:有没有|有无|是否|是不是)(?:都|也)?{_SAID}{_ABOUT}(?P<what>[^，,。？?]{{2,12}}?){_MARK}",
        rf"^{_WHERE}(?P<a>[提讲说写])[没不](?P=a)(?:到|及|过)?{_ABOUT}(?P<what>[^，,。？?]{{2,12}}?)[？?。\s]*$",
        rf"^{_WHERE}{_SAID}{_ABOUT}(?P<what>[^，,。？?]{{2,12}}?)(?:没有?|了没有?|了吗|过吗|吗|么)[？?。\s]*$",
        rf"^(?P<what>[^，,。？?]{{2,12}}?)(?:在)?{_WHERE}(?:有没有)?{_SAYS}(?:到|及|过)+(?:没有?|了没有?|了吗|过吗|吗)?[？?。\s]*$",
    )
)
# ... or what is: asked once no answer is found
_SPOKEN_OF = tuple(
    re.compile(p)
    for p in (
        rf"^{_WHERE}有没有{_ABOUT}(?P<what>[^，,。？?]{{2,10}}?){_WORDING}[？?。\s]*$",
        rf"^{_WHERE}有{_ABOUT}(?P<what>[^，,。？?]{{2,10}}?)(?:{_WORDING})?[吗么没][？?。\s]*$",
        rf"^{_WHERE}(?:对|关于|在)(?P<what>[^，,。？?]{{2,10}}?)(?:方面|这块)?(?:有|是|都)?(?:什么|啥|哪些|怎么)(?:说法|说的?|讲的?|提法|内容|规定|要求|写的?)[？?。\s]*$",
    )
)
_PLACES = "(?:哪几|哪些|几|多少)(?:个|些)?(?:[条处款章节]|地方|条款|条文|部分|次)"
# ... or where it is
_PLACES_ASKED = tuple(
    re.compile(p)
    for p in (
        # 哪些条款是关于知识产权的
        rf"^{_WHERE}(?:都)?(?:有)?(?:哪些|哪几|几)(?:个|条)?(?:条款|条文|条|章节|地方)(?:里)?(?:是|都)*(?:关于|有关|涉及|针对|讲|说|写|提|管)(?:到|了)?(?P<what>[^，,。？?]{{2,12}}?)的?[？?。\s]*$",
        rf"^{_WHERE}(?:都|一共|总共)?(?:有|在)?{_PLACES}(?:都|里面?|中)?{_SAID}{_ABOUT}(?P<what>[^，,。？?]{{2,12}}?)(?:的|了)?[？?。\s]*$",
        rf"^{_WHERE}{_SAID}(?:了)?(?:几|多少)(?:次|处|回){_ABOUT}(?P<what>[^，,。？?]{{2,12}}?)[？?。\s]*$",
        rf"^{_WHERE}(?:跟|和|与|同)?(?P<what>[^，,。？?]{{2,10}}?)(?:有关|相关)的(?:条款|条文|规定|内容|地方|部分)(?:都)?(?:有|是|在)?(?:哪些|哪几[条处]|哪里|哪儿|几[条处]|多少[条处])[？?。\s]*$",
        rf"^{_WHERE}{_SAID}{_ABOUT}(?P<what>[^，,。？?]{{2,12}}?)的(?:条款|条文|地方|部分|内容)?(?:都)?(?:有|是|在)(?:哪些|哪几[条处]|哪里|哪儿|几[条处]|多少[条处])(?:条款|条文|地方)?[？?。\s]*$",
        rf"^(?P<what>[^，,。？?]{{2,12}}?)(?:都|一共|总共)?(?:在|有|出现在)?{_WHERE}(?:的)?{_PLACES}(?:里面?|中)?(?:都)?(?:{_SAID}|出现)(?:的|了)?[？?。\s]*$",
    )
)
# what a whole document is meant by and for
AIMS = re.compile("指导思想|总体要求|基本原则|总体思路")
_NO_NAME = re.compile("^(?:这|那|它|该|此|我|你|您|他)|多少|几|谁|哪|什么|啥|怎|咋|如何")
_AROUND = re.compile("^(?:关于|有关|对于?|针对|的)+|(?:方面|这块|这一块|相关|有关|的)+$")
_KINDS = frozenset({Kind.FACT, Kind.CHECK, Kind.LIST, Kind.DEFINITION, Kind.INDICATOR})
FEW = 8  # clauses that write a matter
LISTED = 8  # places that are listed
TOLD = 3  # clauses that are read out
NAMED = 4  # further ones that are named
LONG = 160  # characters of a sentence that is read out whole


class Mentions(Readout):
    """Finds where a thing is spoken of by its name."""

    def mentioned(self, query: Query) -> Composed | None:
        """Whether a thing is spoken of, where no more is asked; None for others, and where it may be called otherwise."""
        what = self._spoken_thing(query, _MENTIONED)
        if not what:
            return None
        if told := self._where_written(query, what, self._writing(query, what)):
            return told
        words = [w for w in query.words if w.text in what.lower()]
        if any(w.known for w in words):
            return None  # it may be said in other words
        return self.refuse(query, saying=f"这些文件里没有提到“{what}”")

    def where_mentioned(self, query: Query) -> Composed | None:
        """Every clause that writes a thing, by its place; None where that is not asked, or where it may be called otherwise."""
        what = self._spoken_thing(query, _PLACES_ASKED)
        found = self._writing(query, what) if what else []
        if not found:
            return None
        draft = Draft()
        shown = found[:LISTED]
        draft.say(f"写到“{what}”的有{len(found)}处")
        told = ""
        for statement in shown:
            document = statement.unit.doc_id
            # the document is named once, before the first of its clauses
            where = self.renderer.label if document != told else self.renderer.place
            draft.say(where(statement.unit), self.span_of(statement))
            told = document
        if left := len(found) - len(shown):
            draft.note(f"其余{left}处未列出")
        return Composed("answered", draft, tuple(s.clause for s in shown), settled=True)

    def spoken_of(self, query: Query) -> Composed | None:
        """The sentences that write what is asked about by its name, where nothing tells what is said of it."""
        if what := self._spoken_thing(query, _SPOKEN_OF):
            return self._where_written(query, what, self._writing(query, what))
        return self._where_written(query, *self._whole_matter(query))

    def instead_of_aims(self, query: Query, composed: Composed) -> Composed | None:
        """Where a matter is written, where only the thought behind a whole document (指导思想) was told of it; else None."""
        units = {self.ranker.book.unit_of(c) for c in composed.draft.clauses()}
        if not units or not all(AIMS.search(u.title) for u in units):
            return None
        what, found = self._whole_matter(query)
        apart = any(not AIMS.search(s.unit.title) for s in found)
        return self._where_written(query, what, found) if apart else None

    def note_elsewhere(self, query: Query, draft: Draft) -> None:
        """Where else a matter is written that was asked about as a whole."""
        _, found = self._whole_matter(query)
        told = {self.ranker.book.unit_of(c) for c in draft.clauses()}
        others = [s.unit for s in found if s.unit not in told] if told else []
        if others and not any("还有" in note for note in draft.notes):
            self.note_further(draft, others, NAMED)

    def _whole_matter(self, query: Query) -> tuple[str, list[Statement]]:
        """The matter on which it is asked what is said, as few clauses write it, and where; a common word names none."""
        matter = matter_of(self.unscoped(query)) if query.kind in _KINDS else ""
        if not matter or query.refs or query.english or query.outside or query.concern is not Concern.NONE:
            return "", []
        # 加班: 延长工作时间
        others = (f for w in query.words if w.text == matter.lower() for f in w.forms)
        written = ((m, self._writing(query, m)) for m in (matter, *others))
        return next(((m, found) for m, found in written if 0 < len(found) <= FEW), ("", []))

    def _spoken_thing(self, query: Query, asked: tuple[re.Pattern[str], ...]) -> str:
        if query.kind not in _KINDS or query.refs or query.english or query.outside or query.years:
            return ""
        text = query.placeless
        for name in query.called:
            text = text.replace(name, "")
        text = re.sub('[“”"《》]', "", re.sub("^(?:[那这]份|的)+", "", text))
        m = next((m for p in asked if (m := p.match(text))), None)
        what = _AROUND.sub("", m["what"]) if m else ""
        return "" if _NO_NAME.search(what) else what

    def _where_written(self, query: Query, what: str, found: Sequence[Statement]) -> Composed | None:
        """:param found: the sentences that write it, one a clause."""
        if not found:
            return None
        found = sorted(found, key=lambda s: (bool(AIMS.search(s.unit.title)), len(s.text) > LONG))
        draft = Draft()
        several = len({s.clause.doc_id for s in found}) > 1
        draft.say(f"写到“{what}”的有以下几处" if len(found) > 1 else f"写到了“{what}”")
        for statement in found[:TOLD]:
            text = untitled(plain(self.text_of(statement)))
            document = self.index.documents[statement.clause.doc_id]
            lead = f"《{document.title}》：" if several or not query.doc_ids else ""
            draft.say(lead + text, self.span_of(statement))
        if left := found[TOLD:]:
            self.note_further(draft, [s.unit for s in left], NAMED)
        return Composed("answered", draft, tuple(s.clause for s in found[: TOLD + NAMED]), settled=True)

    def _writing(self, query: Query, what: str) -> list[Statement]:
        """The first sentence of every clause that writes a thing, in the documents asked about."""
        doc_ids, wanted = self.scope(query), flat(what)
        first: dict[str, Statement] = {}
        for clause in self.index.tree:
            if doc_ids and clause.doc_id not in doc_ids:
                continue
            for statement in self.ranker.book.of(clause):
                if wanted in statement.text and not statement.heading:
                    first.setdefault(statement.unit.clause_id, statement)
        return list(first.values())
