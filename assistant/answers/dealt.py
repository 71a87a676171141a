"""Which of the figures a clause deals out (三级、四级、五级，分别给予…) is for what a question names.

The list may stand in another sentence of the article (【支持对象】 before 【支持标准】). Knows nothing of how the clause
was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.intervals import amounts
from assistant.answers.portions import Portion, deals_apart, portion_for, portions
from assistant.answers.provisions import Provisions
from assistant.answers.render import Span
from assistant.answers.statements import Statement, flat
from assistant.answers.units import unit_is
from assistant.understand.question import Query
from assistant.understand.words import segment

TELLING = 0.4  # the weight of a word that tells what of a sentence is asked for
BEFORE = 4  # sentences before one that deals out in which its list may stand


class Dealt(Provisions):
    """Shares out a sentence's figures."""

    def shared(
        self, statement: Statement, wanted: frozenset[str] = frozenset(), *, every: bool = False
    ) -> list[tuple[Portion, tuple[Span, ...]]]:
        """The portions a statement deals out, each with what it stands on.

        :param every: of all its lists, not of the first only.
        """
        text = self.text_of(statement)
        before = [s for s in self._unit_mates(statement) if s.end <= statement.start][-BEFORE:][::-1]
        out: list[tuple[Portion, tuple[Span, ...]]] = []
        for portion in portions(text, [self.text_of(s) for s in before], wanted, every=every):
            span = self.span_of(statement)
            if portion.where:
                out.append((portion, (span, self.span_of(before[portion.where - 1]))))
            else:
                out.append((portion, (span,)))
        return out

    def own_portion(self, query: Query, statement: Statement) -> tuple[Portion, tuple[Span, ...]] | None:
        """The one portion that a question names by its member (个人, 破5亿), of this sentence or of one that deals
        out what this one lists; None where it names none or several."""
        shared = self.dealt(query, statement)
        if not shared:
            return None
        lead = _lead(self.text_of(statement), [p.member for p, _ in shared])
        named = [p for p in shared if says_member(query.text, p[0].member, lead)]
        if not named and any(says_member(query.text, p.member) for p, _ in shared):
            return None  # 上市奖励, of 对…上市的企业，按辅导备案、成功上市…分别: what all of them are for
        if len(named) == 1:
            return named[0]
        whole = {m for p, _ in named if (m := _written_end(flat(p.member).rpartition("的")[2], query.text))}
        if sum(not any(m != o and m in o for o in whole) for m in whole) > 1:
            return None  # 国家级、省级首台套: both are asked for
        by_amount = bool(amounts(shared[0][0].member))
        portion = portion_for(query.text if by_amount else query.topic, [p for p, _ in shared])
        return next((p for p in shared if p[0] is portion), None)

    def dealt(self, query: Query, statement: Statement) -> list[tuple[Portion, tuple[Span, ...]]]:
        """The figures of the kind asked for that a sentence deals out, or that a later one does to what it lists."""
        for sentence in (statement, *(s for s in self._unit_mates(statement) if s.start >= statement.end)):
            if not deals_apart(sentence.text):
                continue
            # 省长质量奖 may be of the second list, 中国质量奖 of the first
            shared = self.shared(sentence, every=True)
            if len(shared) < 2 or not shared[0][0].listed_apart:
                continue
            if sentence is not statement and shared[0][1][-1].start != statement.start:
                continue
            if asks_behind(query, sentence.text, shared[0][0].figure.text):
                continue
            if not query.unit or unit_is(query.unit, [shared[0][0].figure.text]):
                return shared
        return []

    def _unit_mates(self, statement: Statement) -> list[Statement]:
        """The sentences of its article, in reading order."""
        unit = statement.unit
        clauses = [unit, *self.index.tree.descendants(unit)]
        return sorted((s for c in clauses for s in self.ranker.book.of(c)), key=lambda s: s.start)


def asks_behind(query: Query, text: str, first: str) -> bool:
    """Whether a question asks for what follows what is dealt out: 参与制定的按30%, behind 主导制定…分别给予50万元、30万元.

    A word that tells what is asked stands behind the figures, and not with the list.
    """
    at = text.find(flat(first))
    end = re.search("[；;。，,](?![^，,；;。]{0,12}(?:分别|依次))", text[at:]) if at >= 0 else None
    if end is None:
        return False
    listed, behind = text[: at + end.start()], text[at + end.end() :]
    return any(
        w.weight >= TELLING and w.known and w.text in behind and w.text not in listed for w in query.words
    )


def _lead(text: str, members: Sequence[str]) -> str:
    """What stands before the list of a sentence: what all its members are of."""
    first = min((at for m in members if (at := flat(text).find(flat(m))) >= 0), default=0)
    return flat(text)[:first]


def says_member(question: str, member: str, lead: str = "") -> bool:
    """Whether a question names a member of a list: 四级, 本科 of 本科及以上; a figure is compared as such elsewhere.

    :param lead: what all members are of; its words tell none of them.
    """
    if amounts(member):
        return False
    bare = flat(member)
    words = [w for w, _ in segment(bare) if len(w) > 1 and w not in ("以上", "以下", "以内")]
    words = [w for w in words if w not in lead]
    return bare in question or any(w in question for w in words)


def _written_end(member: str, question: str) -> str:
    """The longest end of a member that a question writes, of two characters or more (国家级 of 对获评国家级); "" for none."""
    ends = (member[n:] for n in range(len(member) - 1))
    return next((end for end in ends if end in flat(question)), "")
