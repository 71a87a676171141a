"""What is said of each clause that applies: the sentence that names the asker, and those that say what he gets or must do.

Knows nothing of which clauses apply, or of how the list is worded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.statements import StatementBook, flat
from assistant.applies.applicable import Applicable
from assistant.applies.choice import ITEMS, SPEAKS
from assistant.applies.excerpts import EXCERPT, Excerpts, around, cut_at
from assistant.applies.profile import Profile
from assistant.understand.lexicon import Lexicon
from assistant.understand.words import Word
from corpus.address import Address
from corpus.types import Clause
from index.policy_index import PolicyIndex

SUBJECT = 0.35  # weight from which a word is what the question asks about
RARE = 0.2  # how seldom the corpus must write goods for a mention of them to tell something
ORDER = (Address.DUTY, Address.SUPPORT, Address.OFFICIAL, Address.RELATED)
# what somebody gets or must do
_DEED = re.compile(
    r"应当|必须|不得|须|严禁|禁止|不予|\d[\d.]*(?:%|％|万?元|亿元|家|倍)|百分之|[一二三四五六七八九十百千万]+元|给予|奖励|补助|补贴|减免|返还|发放|开展|推行|提供|"
    r"推进|加强|强化|严格|严控|规范|监管|检查|支持|鼓励|实施|落实|建立|引导|培育|遴选"
)
_WHOM = re.compile(r"^[【\[]?(?:支持|奖励|补贴|补助|扶持|资助|适用|享受|申报)(?:对象|范围|主体)")
_PART = re.compile(r"^[【\[]?(?:支持|奖励|补贴|补助|扶持|资助)(?:标准|方式|额度)")
_BY_WHOM = re.compile(
    r"^[【\[]?(?:责任|牵头|主管|实施|配合|主办|受理)(?:单位|部门)|^[（(][^（）()]*(?:负责|落实|牵头)[^（）()]*[）)]$"
)


@dataclass(frozen=True, slots=True)
class Group:
    """What is said of one clause: spans (clause, start, end) of its document."""

    kind: Address
    meant: Address
    unit: Clause
    missing: str
    spans: list[tuple[Clause, int, int]]
    asked: bool = False  # it speaks of the thing asked about


class Grouping:
    """Groups over one index."""

    def __init__(self, index: PolicyIndex, lexicon: Lexicon, book: StatementBook, excerpts: Excerpts) -> None:
        self._index = index
        self._lexicon = lexicon
        self._book = book
        self._excerpts = excerpts

    def groups(
        self,
        profile: Profile,
        chosen: Sequence[Applicable],
        found: Sequence[Applicable],
        topic: Sequence[Word],
        about: Callable[[Applicable], float],
    ) -> list[Group]:
        """What is said of each clause: the sentence that speaks of the asker and those that say what he gets or must do."""
        groups: dict[tuple[str, Address], Group] = {}
        for kind in ORDER:
            for entry in (a for a in chosen if a.kind is kind):
                unit = self._book.unit_of(entry.clause)
                key = (unit.clause_id, kind)
                if any(
                    u == unit.clause_id and k is not kind and _says(g, entry) for (u, k), g in groups.items()
                ):
                    continue
                group = groups.setdefault(
                    key, Group(kind, entry.meant, unit, entry.missing, [], about(entry) >= SPEAKS)
                )
                span = (entry.clause, *self._excerpts.of(entry))
                if not any(a <= span[1] < b for _, a, b in group.spans):
                    group.spans.append(span)
        # a clause that names the asker's very goods is told of, also where it binds nobody
        for entry in found:
            unit = self._book.unit_of(entry.clause)
            if unit.clause_id in {u for u, _ in groups} or not self._names_goods(
                profile, self._excerpts.text(entry)
            ):
                continue
            if len(groups) < ITEMS and entry.clause.doc_id in {g.unit.doc_id for g in groups.values()}:
                groups[unit.clause_id, entry.kind] = Group(
                    entry.kind, entry.meant, unit, entry.missing, [(entry.clause, *self._excerpts.of(entry))]
                )
        for group in groups.values():
            self._add_goods(profile, group, found)
            self._add_deed(group)
            self._add_whom(group)
            self._add_topic(group, topic)
        return sorted(groups.values(), key=lambda g: (not g.asked, ORDER.index(g.kind)))

    def _names_goods(self, profile: Profile, text: str) -> bool:
        return any(len(g) > 1 and self._lexicon.rarity(g) >= RARE and g in text for g in profile.goods)

    def _add_goods(self, profile: Profile, group: Group, found: Sequence[Applicable]) -> None:
        """The sentence of the same clause that names what the asker grows, makes or sells."""
        if self._names_goods(profile, self._said_of(group)):
            return
        for entry in found:
            same = self._book.unit_of(entry.clause).clause_id == group.unit.clause_id
            if same and self._names_goods(profile, self._excerpts.text(entry)):
                group.spans.append((entry.clause, *self._excerpts.of(entry)))
                return

    def _add_deed(self, group: Group) -> None:
        """The amount or the measure, where the sentence that names the asker says neither (【支持对象】…)."""
        if _DEED.search(self._said_of(group)) and not _WHOM.match(self._said_of(group)):
            return
        text = self._index.documents[group.unit.doc_id].text
        parts = (group.unit, *self._index.tree.descendants(group.unit))
        for statement in (s for c in parts for s in self._book.of(c)):
            taken = any(a < statement.end and statement.start < b for _, a, b in group.spans)
            if taken or statement.heading or _BY_WHOM.match(statement.text):
                continue
            if _DEED.search(statement.text):
                end = min(statement.end, cut_at(text, statement.start, statement.end, EXCERPT))
                group.spans.append((statement.clause, statement.start, end))
                return

    def _add_whom(self, group: Group) -> None:
        """Whom an amount is for, where another paragraph of the clause says that (【支持对象】 before 【支持标准】)."""
        text = self._index.documents[group.unit.doc_id].text
        said = [flat(text[a:b]) for _, a, b in group.spans]
        if not any(map(_PART.match, said)) or any(map(_WHOM.match, said)):
            return
        for part in self._index.tree.descendants(group.unit):
            for statement in self._book.of(part):
                if _WHOM.match(statement.text):
                    group.spans.append((statement.clause, statement.start, statement.end))
                    return

    def _add_topic(self, group: Group, topic: Sequence[Word]) -> None:
        """The sentence of the same clause that says what the question asks about and the others do not (资质)."""
        title = flat(self._index.documents[group.unit.doc_id].title)
        said = self._said_of(group)
        left = [w for w in topic if w.weight >= SUBJECT and w.said_in(said) < 0.5 and w.text not in title]
        parts = (group.unit, *self._index.tree.descendants(group.unit))
        sentences = [
            s for c in parts for s in self._book.of(c) if not s.heading and not _BY_WHOM.match(s.text)
        ]
        taken = {s.start for s in sentences for _, a, b in group.spans if a < s.end and s.start < b}
        for word in left:
            for statement in sentences:
                if statement.start not in taken and word.said_in(statement.text) >= 0.9:
                    text = self._index.documents[group.unit.doc_id].text
                    at = statement.start + max(0, statement.text.find(word.text))
                    start, end = around(text, statement.start, statement.end, at, EXCERPT)
                    group.spans.append((statement.clause, start, end))
                    return

    def _said_of(self, group: Group) -> str:
        text = self._index.documents[group.unit.doc_id].text
        return flat("".join(text[a:b] for _, a, b in group.spans))


def _says(group: Group, entry: Applicable) -> bool:
    """Whether a group already reads out the sentence of an entry."""
    return any(a < entry.end and entry.start < b for _, a, b in group.spans)
