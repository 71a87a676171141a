"""Which clauses apply to whom: the addressees of the documents that bind in a place, matched to a profile.

A clause counts as applying where its addressee's trade, role and size are the profile's; where one fact is
not known, it is 可能相关 and the fact is named. Knows nothing of wording an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from assistant.answers.actors import actors
from assistant.answers.lookup import Lookup
from assistant.answers.statements import Statement, StatementBook, flat
from assistant.applies.applicable import Applicable
from assistant.applies.conditions import OWN_FIGURES, matches, thresholds
from assistant.applies.definitions import Named, named_by, thresholded
from assistant.applies.fit import SURE, judge, names_all, size_fits
from assistant.applies.goods import Goods
from assistant.applies.profile import Profile
from assistant.understand.lexicon import Lexicon
from assistant.understand.words import Word, coverage
from corpus.address import Address
from corpus.addressees import Addressee, addressees
from corpus.types import Clause
from index.policy_index import PolicyIndex
from index.types import Filters

LARGE = 3000  # clauses that bind; beyond, only what the search finds is looked at
FOUND = 200
SCALE = "是否达到“"
_MUST = re.compile(r"[^，。；]{0,14}(?:应当|必须|不得|须|严禁)|(?:等[^，。；]{0,10})?应当")
_AIMS = re.compile(
    r"总体要求|指导思想|(?:基本|工作)?(?:思路|原则)|(?:主要|总体|行动|发展|工作)目标|总则$|附则$"
)
_PENAL = re.compile(r"法律责任|罚则|监督检查|监督管理$")


class Applicability:
    """The addressees of one index, made when a clause is first looked at and kept."""

    def __init__(self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, book: StatementBook) -> None:
        self._index = index
        self._lexicon = lexicon
        self._lookup = lookup
        self._book = book
        self._goods = Goods(index, lexicon, lookup, book)
        self._made: dict[str, tuple[Addressee, ...]] = {}  # by clause_id

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        table: dict[str, list[Clause]] = {}
        for clause in self._index.tree:
            table.setdefault(clause.doc_id, []).append(clause)
        return table

    def addressees(self, clause: Clause) -> tuple[Addressee, ...]:
        """Everyone a clause's own text addresses, in reading order."""
        made = self._made.get(clause.clause_id)
        if made is None:
            document = self._index.documents[clause.doc_id]
            children = list(self._index.tree.children(clause))
            made = self._made[clause.clause_id] = tuple(addressees(document, clause, children))
        return made

    def _candidates(self, profile: Profile, search: str) -> dict[str, list[Clause]]:
        """doc_id → the clauses to look at."""
        table = {d: self._clauses.get(d, []) for d in profile.doc_ids}
        if sum(map(len, table.values())) <= LARGE:
            return table
        wanted = " ".join([search, *profile.terms, *profile.sizes, *profile.bodies]).strip()
        found = self._index.search(wanted, k=FOUND, filters=Filters(doc_ids=profile.doc_ids))
        near = {e.clause.clause_id for e in found}
        return {d: [c for c in clauses if c.clause_id in near] for d, clauses in table.items()}

    def applicable(
        self, profile: Profile, topic: Sequence[Word] = (), search: str = ""
    ) -> tuple[Applicable, ...]:
        """What applies to a profile, best first; one entry a sentence.

        :param topic: further words of the question (工程质量, 技改); they order, they do not exclude.
        :param search: what a corpus too large to be read through is searched for.
        """
        clauses = self._candidates(profile, search)
        best: dict[tuple[str, int], Applicable] = {}
        own = self._lexicon.docs_by_region.get(profile.place.name, ()) if profile.place else ()

        def for_others(statement: Statement) -> bool:
            return self.verdict(profile, statement, 0, len(statement.text)) is False

        for rank, doc_id in enumerate(profile.doc_ids):
            weight = 1.0 - 0.04 * min(rank, 4)
            # what the whole document is about tells nothing of its clauses
            title = self._lexicon.titles[doc_id]
            subject = [w for w in topic if w.text not in title]
            for entry in [
                *self._addressed(profile, clauses[doc_id], topic),
                *self._goods.measures(profile, clauses[doc_id], for_others),
            ]:
                if not asked_for(profile, entry.kind):
                    continue
                score = (entry.score + 0.8 * self.about(subject, entry) + self._standing(entry)) * weight
                if profile.place and profile.place.level != "国家级" and doc_id not in own:
                    # a province's clause that names the asker's very city
                    sentence = flat(self._index.documents[doc_id].text[entry.start : entry.end])
                    score += 0.3 if profile.place.short in sentence else 0.0
                key = (entry.clause.clause_id, entry.start)
                if key not in best or score > best[key].score:
                    best[key] = replace(entry, score=score)
        order = {d: n for n, d in enumerate(profile.doc_ids)}
        return tuple(sorted(best.values(), key=lambda a: (-a.score, order[a.clause.doc_id], a.start)))

    def excluded(self, profile: Profile, topic: Sequence[Word], search: str = "") -> tuple[Applicable, ...]:
        """Duties on bodies of another size than the profile's that say the topic: 规上 for a firm that is 规下."""
        found = []
        for clauses in self._candidates(profile, search).values():
            for a in (a for c in clauses for a in self.addressees(c)):
                if a.address is not Address.DUTY or not names_all(a) or size_fits(profile, a)[0] is not None:
                    continue
                entry = Applicable(a.clause, a.start, a.end, a.at, a.text, a.address, "", (), a.address, 0.0)
                about = self.about(topic, entry)
                if about >= SURE:
                    found.append(replace(entry, score=about))
        return tuple(found)

    def _standing(self, entry: Applicable) -> float:
        """What the place of a clause in its document takes from it: aims and penalties bind nobody first."""
        around = (entry.clause, *self._index.tree.ancestors(entry.clause))
        titles = [flat(c.title) for c in around]
        if any(_AIMS.search(t) for t in titles):
            return -0.5
        return -0.2 if any(_PENAL.search(t) for t in titles) else 0.0

    def about(self, topic: Sequence[Word], entry: Applicable) -> float:
        """How much of a topic an entry's sentence and its clause's heading say, 0..1; 0 for no topic."""
        if not topic:
            return 0.0
        text = self._index.documents[entry.clause.doc_id].text[entry.start : entry.end]
        return coverage(tuple(topic), flat(entry.clause.title) + flat(text))

    def verdicts(self, profile: Profile, clause: Clause) -> list[tuple[bool, bool]]:
        """(is the asker meant, is everybody meant) of every addressee of a clause's own sentences."""
        out = []
        for a in self.addressees(clause):
            judged = judge(profile, a)
            named = bool(a.modifiers) or bool(a.sizes)
            if judged is not None and not (judged[1] and not judged[2]):
                out.append((True, judged[2] or not named))
            elif judged is None and named:
                out.append((False, False))
        return out

    def verdict(self, profile: Profile, statement: Statement, start: int, end: int) -> bool | None:
        """Whether a stretch of a sentence is for the asker in particular (True) or for others (False).

        :param start: and ``end``: of the stretch, offsets into the flat sentence.
        """
        text = self._index.documents[statement.clause.doc_id].text
        found: list[bool] = []
        for a in self.addressees(statement.clause):
            if a.start != statement.start:
                continue
            at = len(flat(text[a.start : a.at]))
            if not start <= at < end or not (a.modifiers or a.sizes):
                continue
            judged = judge(profile, a)
            if judged is None:
                found.append(False)
            elif not judged[1] and not judged[2]:
                found.append(True)
        return any(found) if found else None

    def names(self, profile: Profile, clauses: Sequence[Clause]) -> tuple[Named, ...]:
        """What the documents call the asker by the figures he tells (养殖户: fewer than 五百头)."""
        return named_by(clauses, self._index.tree, self._book, profile.facts)

    def _addressed(
        self, profile: Profile, clauses: Sequence[Clause], topic: Sequence[Word]
    ) -> list[Applicable]:
        found = []
        named = self.names(profile, clauses)
        undecided = thresholded(clauses, self._index.tree, self._book) - {n.term for n in named}
        for a in (a for c in clauses for a in self.addressees(c)):
            judged = judge(profile, a, topic, widely=True)
            if names := [n for n in named if n.term in a.text or a.text in n.term]:
                # the document says itself whether the asker is meant
                longest = max(names, key=lambda n: len(n.term))
                judged = (0.9, "", False) if longest.is_his else None
            if judged is None or not asked_for(profile, a.address):
                continue
            score, missing, generic = judged
            condition = self._condition(profile, a)
            if condition is None:
                continue
            score, missing = score + condition[0] + self._manner(a), missing or condition[1]
            if not missing and any(t in a.text for t in undecided):
                missing = f"{SCALE}{next(t for t in undecided if t in a.text)}”的规模"
            # a size that the document sets for all its names puts nobody in doubt about whom it means
            kind = Address.RELATED if missing and not missing.startswith(SCALE) else a.address
            found.append(
                Applicable(
                    a.clause,
                    a.start,
                    a.end,
                    a.at,
                    a.text,
                    kind,
                    missing,
                    self._lookup.departments_of(a.clause)[1],
                    a.address,
                    score + (-0.2 if a.address is Address.RELATED else 0.1),
                    generic,
                )
            )
        return found

    def _manner(self, a: Addressee) -> float:
        """Who must do something is bound by it; whom a department watches over is only spoken of."""
        text = flat(self._index.documents[a.clause.doc_id].text[a.start : a.end])
        at = text.find(a.text)
        if at >= 0 and _MUST.match(text, at + len(a.text)):
            return 0.15
        return -0.2 if actors(text[: max(at, 0) + 1]) or actors(text[:40]) else 0.0

    def _condition(self, profile: Profile, a: Addressee) -> tuple[float, str] | None:
        """(what a threshold that is met adds, the fact that is missing for one) of the part that addresses somebody.

        None where the figures told contradict it: a firm of thirty and 从业人员超过一百人的.
        """
        document = self._index.documents[a.clause.doc_id]
        text = flat(document.text[a.start : a.end])
        at = len(flat(document.text[a.start : a.at]))
        start = max(text.rfind(mark, 0, at) for mark in "；。") + 1
        end = min((e for e in (text.find(mark, at) for mark in "；。") if e >= 0), default=len(text))
        part = text[start:end]
        held = matches(profile.facts, part)
        if any(m.met for m in held):
            return 0.3, ""
        if held:
            # of several thresholds in one sentence another part may hold (…的，…；…的，…)
            others = matches(profile.facts, text[end:])
            return (0.2, "") if any(m.met for m in others) else None
        for piece in re.split(r"[，,]", part):
            bounds = [t for t in thresholds(piece) if t.about in OWN_FIGURES]
            if bounds and piece.endswith("的"):
                return 0.0, f"是否{piece.removesuffix('的')}"
        return 0.0, ""


def asked_for(profile: Profile, kind: Address) -> bool:
    """Whether a kind of measure is asked for: who asks what he must do is told what is watched over, too."""
    if not profile.kinds or kind in profile.kinds or kind is Address.RELATED:
        return True
    return kind is Address.OFFICIAL and Address.DUTY in profile.kinds
