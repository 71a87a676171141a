"""Of a list that was told, the things that a follow-up asks for: 里面有没有管特种设备的, 其中跟环境有关的是哪几个, 剩下的呢.

The list is put together anew as the clauses that the answer before looked at, so that none is missed that was not cited.
A thing is of the kind asked for where it writes the word, in its text or over it; where none does, the message is read
otherwise, as it may be said in other words. Knows nothing of how a list is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import cut, untitled
from assistant.compose import Composer
from assistant.told_parts import Asked
from assistant.types import Turn
from assistant.understand.words import Word
from corpus.script import simplify
from corpus.types import Clause

LIST = 3  # things that make a list
SAID = 0.9  # of each word of weight of the kind asked for, by a thing of that kind
WEIGHT = 0.3  # of such a word
SHOWN = 8  # things that are told
LONG = 150  # characters of a sentence that is read out
_INSIDE = (
    "(?:(?:你|您)?(?:刚才|刚刚|刚|前面|上面)?(?:念|说|讲|报|列|提到?)(?:过)?的|上面|前面|刚才|这些?|那些?|它们?|以上)*"
    "(?:里[面边头]?|其中|当中|中间?)(?:的)?[，,]?"
)
_KIND = re.compile(
    rf"^(?:那|那么|请问)*[，,]?{_INSIDE}(?:还|都|又)*(?:有没有|有无|有|哪[些几](?:个|项|条)?(?:是)?|哪[个项条](?:是)?)?"
    r"(?:跟|和|与|涉及(?:到)?|关于|针对|管|讲|说|提到?|写(?:到)?|属于|对)?(?:到|了)?(?P<what>[一-龥A-Za-z“”]{1,10}?)"
    r"(?:有关|相关|方面|这[块类]|沾边|挂钩)?(?:系)?的?(?:任务|条款|内容|指标|项目|措施|工作|部分|规定)?"
    r"(?:是|有)?(?:哪[些几](?:个|项|条|句)?|哪[个项条句]|吗|么|没有?|不)?[？?。！!呢啊呀\s]*$"
)
_REST = re.compile(
    r"^(?:那|那么)?(?:剩(?:下|余)?的?|其余的?|其它的?|其他的?|余下的?|另外(?:那|的)?)(?:几|那几)?[个项条]?(?:呢|是(?:什么|哪些|啥)|有哪些|都?(?:念|说|讲|报)(?:一?下|来听听)?)?[？?。！!\s]*$"
)
_THESE = ("这一项", "以下几项")
_PICKED = "，其中与“"
_NO_KIND = re.compile("多少|几|谁|什|[那哪这]条|讲|说|啥|怎|哪|时候|第|[这那]个|可以|能|负责")


class Picked:
    """Picks from told lists, over one corpus."""

    def __init__(self, composer: Composer, ask: Callable[[str], Asked]) -> None:
        """:param ask: answers a question that stands alone."""
        self._composer = composer
        self._ask = ask

    def at(self, message: str, history: Sequence[Turn]) -> Asked | None:
        """The answer to a message that asks for some of the list told before it; None for any other message."""
        text = simplify(message)
        if not history or history[-1].answer.outcome != "answered":
            return None
        if _REST.match(text) and len(history) > 1:
            return self._rest(history)
        before, _, picked = history[-1].answer.standalone_question.partition(_PICKED)
        asked = _KIND.match(text) or (_KIND.match(f"其中{text}") if picked else None)
        what = asked["what"].strip("“”") if asked else ""
        if not what or _NO_KIND.search(what):
            return None
        listed = self._ask(before)
        things = self._things(listed)
        query = self._composer.understander.understand(what)
        words = tuple(w for w in query.words if w.weight >= WEIGHT)
        of_kind = [c for c in things if self._says(c, words)] if len(things) >= LIST and words else []
        if not of_kind or len(of_kind) == len(things) or query.regions or query.departments:
            return None
        return self._told(
            f"其中{_THESE[len(of_kind) > 1]}写到“{what}”",
            of_kind,
            words,
            listed,
            f"{_PICKED}{what}”有关的有哪些",
        )

    def _rest(self, history: Sequence[Turn]) -> Asked | None:
        """The things of the list before that the last answer picked none of."""
        listed = self._ask(history[-2].answer.standalone_question)
        things = self._things(listed)
        last = {c.clause_id for c in history[-1].answer.citations}
        told = [c for c in things if self._ids(c) & last]
        rest = [c for c in things if c not in told]
        if len(things) < LIST or not told or not rest:
            return None
        return self._told(f"其余{_THESE[len(rest) > 1]}", rest, (), listed, "，其余的有哪些")

    def _things(self, listed: Asked) -> list[Clause]:
        """The clauses of a list; the parts of one clause where it alone was told."""
        if not listed.answered:
            return []
        clauses = (
            list(dict.fromkeys(listed.composed.looked_at)) if listed.query.departments else listed.clauses
        )
        if len(clauses) != 1:
            return clauses
        return [c for c in self._composer.index.tree.children(clauses[0]) if c.title or c.row]

    def _ids(self, clause: Clause) -> set[str]:
        return {clause.clause_id, *(d.clause_id for d in self._composer.index.tree.descendants(clause))}

    def _statements(self, clause: Clause) -> list[Statement]:
        tree, book = self._composer.index.tree, self._composer.ranker.book
        return [s for c in (clause, *tree.descendants(clause)) for s in book.of(c)]

    def _says(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Whether a thing writes all of some words."""
        group = clause.row.group or "" if clause.row else ""
        text = flat(f"{clause.title}{group}") + "".join(s.text for s in self._statements(clause))
        return all(any(form in text for form in (w.text, *w.forms)) for w in words)

    def _told(
        self, lead: str, things: Sequence[Clause], words: Sequence[Word], listed: Asked, asks: str
    ) -> Asked:
        draft = Draft()
        for clause in things[:SHOWN]:
            name = (
                clause.row.name
                if clause.row
                else f"{clause.label if clause.number is not None else ''}{clause.title}"
            )
            said = next(
                (s for s in self._statements(clause) if words and any(w.text in s.text for w in words)), None
            )
            if clause.row or said is None or said.heading:
                end = clause.start + len(clause.text.split("\n", 1)[0].rstrip())
                draft.say(
                    name or plain(clause.text), Span(clause, clause.start, clause.end if clause.row else end)
                )
                continue
            text = untitled(plain(self._composer.text_of(said)))
            named = f"{name}：" if name and name not in text else ""
            draft.say(named + cut(text, LONG), Span(said.clause, said.start, said.end))
        draft.sentences.insert(0, (lead, ()))
        if (left := len(things) - SHOWN) > 0:
            draft.note(f"另有{left}项未读出")
        standalone = listed.standalone.rstrip("？?。 ") + asks
        composed = Composed("answered", draft, tuple(things), settled=True)
        return Asked(standalone, listed.query, composed, listed.understood, frozenset({listed.query.kind}))
