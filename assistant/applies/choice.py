"""What of all that applies is read out and what is only mentioned: the nearest document's own, nothing twice.

Knows nothing of wording.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answers.procedure import gives_money
from assistant.answers.render import Renderer
from assistant.answers.statements import StatementBook
from assistant.applies.applicability import SCALE
from assistant.applies.applicable import Applicable
from assistant.applies.excerpts import Excerpts
from assistant.applies.profile import Profile
from corpus.address import Address
from index.policy_index import PolicyIndex
from index.sparse import tokens

ITEMS = 6  # read out at most
ON_CONDITION = 1.0  # score of a measure that is for the asker if one more fact holds
MENTIONS = 2  # clauses that only speak of the asker's trade, beside those that bind or help
A_CLAUSE = 2  # sentences of one clause
FOR_ALL = 4  # clauses that are for any firm
UNSURE = 3  # items that hang on a fact not told, where there is nothing surer
OPEN, NARROW = 0.6, 0.8  # share of the best score an item needs, in an open and in a narrow question
SPEAKS = 0.5  # share of the thing asked about that makes an entry speak of it
SAME = 0.6  # share of a sentence's bigrams that another one already said


class Choice:
    """Chooses over one index."""

    def __init__(
        self, index: PolicyIndex, renderer: Renderer, book: StatementBook, excerpts: Excerpts
    ) -> None:
        self._index = index
        self._renderer = renderer
        self._book = book
        self._excerpts = excerpts

    def choose(
        self,
        profile: Profile,
        found: Sequence[Applicable],
        *,
        narrow: bool,
        about: Callable[[Applicable], float],
    ) -> tuple[list[Applicable], list[Applicable]]:
        """What is read out and what is only mentioned: the nearest document's own, without saying a thing twice.

        :param about: how much an entry says of the thing asked about, 0..1; 0 for all where none is.
        """
        particular = [a for a in found if not a.generic and (not a.missing or a.missing.startswith(SCALE))]
        # a mere mention of the addressee is no measure; it is read out where there is nothing better
        binding = [a for a in particular if a.kind is not Address.RELATED]
        units = {self._book.unit_of(a.clause).clause_id for a in binding}
        mentions = [
            a
            for a in particular
            if a.kind is Address.RELATED and self._book.unit_of(a.clause).clause_id not in units
        ][:MENTIONS]
        # of one's own trade, but on a condition that was not told
        hanging = [a for a in found if a.missing and not a.generic and a not in particular]
        open_ones = [a for a in hanging if a.score >= ON_CONDITION or about(a) >= SPEAKS][:MENTIONS]
        general = self._general(profile, found)
        asked_of_all = not profile.terms and any(a.kind in profile.kinds for a in general)
        pool = (
            (binding + open_ones + mentions if binding else [])
            or (general if asked_of_all else [])
            # nothing binds or helps the trade, but it is spoken of
            or self._unsure([a for a in particular if a.kind is Address.RELATED], hanging)
            or general[:UNSURE]
            or [a for a in found if a.missing or a.generic][:UNSURE]
        )
        if profile.money and not any(map(self._gives, pool)):
            pool = [a for a in (*general, *hanging) if self._gives(a)][:ITEMS] or pool
        if profile.money:
            # sums before what is wished for or handed in
            pool = [a for a in pool if self._gives(a)] or pool
        if not pool:
            return [], []
        if any(about(a) >= SPEAKS for a in pool):
            # the thing that is asked about decides before who asks does
            pool.sort(key=lambda a: about(a) < SPEAKS)
        if any(a.kind is Address.DUTY for a in pool) and Address.DUTY in profile.kinds:
            watched = [a for a in pool if a.kind is Address.OFFICIAL][MENTIONS:]
            pool = [a for a in pool if a not in watched]
        if profile.place and all(self.expired(a) for a in pool):
            pool = [a for a in particular if not self.expired(a)] or pool
        asked = [a for a in pool if a.kind in profile.kinds]
        pool = asked + [a for a in pool if a not in asked]
        home = self._home(profile, pool)
        # what all of them must do is asked of every place, where none is told
        everywhere = profile.place is None and asked_of_all and not binding
        # a duty is not left out for how much an office does about the same
        here = [a for a in asked if a.clause.doc_id == home] or [a for a in pool if a.clause.doc_id == home]
        best = max(a.score for a in here)
        least = best * (NARROW if narrow else OPEN)
        chosen: list[Applicable] = []
        rest: list[Applicable] = []
        for entry in (
            *(a for a in pool if a.clause.doc_id == home),
            *(a for a in pool if a.clause.doc_id != home),
        ):
            if entry.score < least or self._said(entry, [*chosen, *rest]):
                continue
            same = sum(a.clause.clause_id == entry.clause.clause_id for a in chosen)
            near = entry.clause.doc_id == home or (everywhere and not self.expired(entry))
            if near and len(chosen) < ITEMS and same < A_CLAUSE:
                chosen.append(entry)
            else:
                rest.append(entry)
        rest += [a for a in found if a not in chosen and a not in rest and (a.missing or a.generic)]
        return chosen, rest

    def _gives(self, entry: Applicable) -> bool:
        return gives_money(self._excerpts.text(entry))

    def _general(self, profile: Profile, found: Sequence[Applicable]) -> list[Applicable]:
        """What is for all of them, a clause once; only what is asked for, where there is such, and what is in force first."""
        general = [a for a in found if not a.missing and (not a.generic or a.kind is not Address.RELATED)]
        if not any(a.kind in profile.kinds for a in general):
            return general
        units: dict[str, Applicable] = {}
        for entry in (a for a in general if a.kind in profile.kinds):
            units.setdefault(self._book.unit_of(entry.clause).clause_id, entry)
        return sorted(units.values(), key=lambda a: (self.expired(a), -a.score))[:FOR_ALL]

    def _unsure(self, mentions: list[Applicable], hanging: list[Applicable]) -> list[Applicable]:
        """Where nothing binds or helps: what speaks of the asker, and one measure for him if a fact holds."""
        measures = [a for a in hanging if a.meant is not Address.RELATED and a.missing.startswith("是否")]
        return mentions[:UNSURE] + measures[:1] if mentions else []

    def _home(self, profile: Profile, pool: Sequence[Applicable]) -> str:
        """The document to answer from: the nearest that is in force, or the best match where no place is told."""
        if profile.place is None:
            near = [a for a in pool if a.score >= OPEN * pool[0].score and not self.expired(a)]
            return (near or pool)[0].clause.doc_id
        having = {a.clause.doc_id for a in pool}
        ranked = [d for d in profile.doc_ids if d in having]
        in_force = [d for d in ranked if not self._renderer.expired(self._index.documents[d])]
        return (in_force or ranked)[0]

    def expired(self, entry: Applicable) -> bool:
        return self._renderer.expired(self._index.documents[entry.clause.doc_id])

    def _said(self, entry: Applicable, others: Sequence[Applicable]) -> bool:
        mine = set(tokens(self._excerpts.text(entry)))
        for other in others:
            if (
                self._book.unit_of(other.clause) == self._book.unit_of(entry.clause)
                and other.start != entry.start
            ):
                continue
            theirs = set(tokens(self._excerpts.text(other)))
            if mine and theirs and len(mine & theirs) >= SAME * min(len(mine), len(theirs)):
                return True
        return False
