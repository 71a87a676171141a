"""Words for "哪些和我有关": duties first, then support, then what may apply, each from its clause's own words.

Decides nothing about who is addressed (applicability.py); picks what is read out and says what is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.applicability import Applicability, Applicable
from assistant.lexicon import Lexicon
from assistant.profile import COMMON, Profile, checks_size, concerns_asker, concerns_body, profile_of
from assistant.question import Query
from assistant.render import EXPIRED, Draft, Renderer, Span, plain
from assistant.statements import flat
from assistant.types import Outcome
from assistant.words import Word
from corpus.addressees import SIZES, Address
from corpus.script import simplify
from corpus.types import Clause
from index.policy_index import PolicyIndex
from index.sparse import tokens

ITEMS = 6  # read out at most
A_CLAUSE = 2  # sentences of one clause
UNSURE = 3  # items that hang on a fact not told, where there is nothing surer
EXCERPT = 90  # characters of a sentence that are read out
OPEN, NARROW = 0.6, 0.8  # share of the best score an item needs, in an open and in a narrow question
TOLD = 0.2  # share of the subject's words that make an item speak of it
NARROWING = 3  # words about a subject from which on a question is not an open one
SAME = 0.6  # share of a sentence's bigrams that another one already said
_MONEY = re.compile(r"免费|无偿|补贴|补助|奖金|奖励|减税|免税|贴息|贷款|罚款|罚金")
_ORDER = (Address.DUTY, Address.SUPPORT, Address.RELATED)


class Checklist:
    """Answers about applicability over one index."""

    def __init__(
        self, index: PolicyIndex, lexicon: Lexicon, applicability: Applicability, renderer: Renderer
    ) -> None:
        self._index = index
        self._lexicon = lexicon
        self._applicability = applicability
        self._renderer = renderer

    def answer(self, query: Query) -> tuple[Outcome, Draft, tuple[Clause, ...]] | None:
        """Outcome, draft and the clauses looked at.

        None where a question is not about what applies to somebody, or nothing applies.
        """
        asker = concerns_asker(query)
        if not (asker or concerns_body(query) or checks_size(query)):
            return None
        profile = profile_of(self._lexicon, query)
        if not (profile.terms or profile.sizes or profile.bodies):
            return None
        draft = Draft()
        topic = _topic(query)
        found = self._applicability.applicable(profile, topic, query.search)
        if excluded := self._applicability.excluded(profile, topic, query.search):
            self._say_excluded(draft, excluded[0])
            return "answered", draft, tuple(dict.fromkeys(a.clause for a in excluded))
        if not asker and not concerns_body(query):
            return None
        chosen, rest = self._choose(profile, found, narrow=bool(profile.kinds) or len(topic) > NARROWING)
        weak = all(a.generic or a.missing or a.kind is Address.RELATED for a in chosen)
        told = any(self._applicability.about(topic, a) > TOLD for a in chosen)
        if profile.foreign and (weak or not told):
            return self._only_elsewhere(profile, draft)
        if weak and (not asker or len(topic) > NARROWING):
            # the question is about its subject rather than about who asks
            return None
        if not chosen:
            return self._only_elsewhere(profile, draft)
        documents = {a.clause.doc_id for a in chosen}
        if profile.foreign:
            self._say_foreign(draft, profile)
        for kind in _ORDER:
            for entry in (a for a in chosen if a.kind is kind):
                self._say(draft, entry, several=len(documents) > 1 or bool(profile.foreign))
        self._note(draft, profile, chosen, rest)
        self._note_unsaid(draft, query, chosen)
        return "answered", draft, tuple(dict.fromkeys(a.clause for a in (*chosen, *rest, *found[:10])))

    def _choose(
        self, profile: Profile, found: Sequence[Applicable], *, narrow: bool
    ) -> tuple[list[Applicable], list[Applicable]]:
        """What is read out and what is only mentioned: the nearest document's own, without saying a thing twice."""
        particular = [a for a in found if not a.generic and not a.missing]
        # a mere mention of the addressee is no measure; it is read out where there is nothing better
        pool = (
            [a for a in particular if a.kind is not Address.RELATED]
            or [a for a in found if not a.missing and (not a.generic or a.kind is not Address.RELATED)][
                :UNSURE
            ]
            or [a for a in found if a.missing or a.generic][:UNSURE]
        )
        if not pool:
            return [], []
        if profile.place and all(self._expired(a) for a in pool):
            pool = [a for a in particular if not self._expired(a)] or pool
        home = self._home(profile, pool)
        best = max(a.score for a in pool if a.clause.doc_id == home)
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
            if entry.clause.doc_id == home and len(chosen) < ITEMS and same < A_CLAUSE:
                chosen.append(entry)
            else:
                rest.append(entry)
        rest += [a for a in found if a not in chosen and a not in rest and (a.missing or a.generic)]
        return chosen, rest

    def _home(self, profile: Profile, pool: Sequence[Applicable]) -> str:
        """The document to answer from: the nearest that is in force, or the best match where no place is told."""
        if profile.place is None:
            return pool[0].clause.doc_id
        having = {a.clause.doc_id for a in pool}
        ranked = [d for d in profile.doc_ids if d in having]
        in_force = [d for d in ranked if not self._renderer.expired(self._index.documents[d])]
        return (in_force or ranked)[0]

    def _expired(self, entry: Applicable) -> bool:
        return self._renderer.expired(self._index.documents[entry.clause.doc_id])

    def _said(self, entry: Applicable, others: Sequence[Applicable]) -> bool:
        mine = set(tokens(self._text(entry)))
        for other in others:
            theirs = set(tokens(self._text(other)))
            if mine and theirs and len(mine & theirs) >= SAME * min(len(mine), len(theirs)):
                return True
        return False

    def _text(self, entry: Applicable) -> str:
        start, end = self._excerpt(entry)
        return flat(self._index.documents[entry.clause.doc_id].text[start:end])

    def _excerpt(self, entry: Applicable) -> tuple[int, int]:
        """The clauses of the sentence that name the addressee and what follows, as far as EXCERPT goes."""
        text = self._index.documents[entry.clause.doc_id].text
        if len(flat(text[entry.start : entry.end])) <= EXCERPT:
            return entry.start, entry.end
        cuts = [m.end() + entry.start for m in re.finditer(r"[，,；;：]", text[entry.start : entry.end])]
        start = max([entry.start, *(c for c in cuts if c <= entry.at)])
        ends = [c for c in (*cuts, entry.end) if c > start]
        within = [c for c in ends if len(flat(text[start:c])) <= EXCERPT]
        return start, within[-1] if within else ends[0]

    def _say(self, draft: Draft, entry: Applicable, *, several: bool) -> None:
        document = self._index.documents[entry.clause.doc_id]
        start, end = self._excerpt(entry)
        words = re.sub(
            r"^(?:[—\-*]+|[（(][一二三四五六七八九十\d]+[）)])+", "", plain(document.text[start:end])
        )
        where = f"{document.region}" if several and document.region else ""
        sure = f"（还要看{entry.missing}）" if entry.missing else ""
        words = words.rstrip("，,；;、：")
        draft.say(
            f"{entry.kind.value}{sure}：{where}{self._renderer.place(entry.clause)}{words}",
            Span(entry.clause, start, end),
        )

    def _say_excluded(self, draft: Draft, entry: Applicable) -> None:
        start, end = self._excerpt(entry)
        words = plain(self._index.documents[entry.clause.doc_id].text[start:end]).rstrip("，,；;、。")
        draft.say(
            f"{self._renderer.place(entry.clause)}的要求针对的是{entry.addressee}，不包括您这类主体：{words}",
            Span(entry.clause, start, end),
        )

    def _say_foreign(self, draft: Draft, profile: Profile, *spans: Span) -> None:
        documents = [self._index.documents[d] for d in profile.foreign]
        regions = "、".join(dict.fromkeys(d.region for d in documents if d.region))
        if profile.place and regions:
            draft.say(f"{regions}的文件及其指标只适用于{regions}，不适用于{profile.place.name}", *spans)

    def _only_elsewhere(
        self, profile: Profile, draft: Draft
    ) -> tuple[Outcome, Draft, tuple[Clause, ...]] | None:
        """The document asked about is another region's: its first mention of that region is the proof."""
        if not (profile.foreign and profile.place):
            return None
        document = self._index.documents[profile.foreign[0]]
        for clause in self._index.tree.roots(document.doc_id):
            at = simplify(clause.text).find(document.region or document.title)
            if at >= 0:
                line = re.compile(r"[^\n。]*").match(clause.text, at)
                end = clause.start + (line.end() if line else at)
                self._say_foreign(draft, profile, Span(clause, clause.start + at, end))
                return "answered", draft, (clause,)
        self._say_foreign(draft, profile)
        return "refused", draft, ()

    def _note(
        self, draft: Draft, profile: Profile, chosen: Sequence[Applicable], rest: Sequence[Applicable]
    ) -> None:
        if profile.place is None:
            draft.note("没有说明所在地：市、省的文件只约束本行政区域内的单位")
        homes = {a.clause.doc_id for a in chosen}
        particular = [a for a in rest if not a.generic and not a.missing and not self._expired(a)]
        maybe = [a for a in rest if a.missing and a.clause.doc_id in homes]
        generic = [a for a in rest if a.generic and a.clause.doc_id in homes]
        if particular:
            draft.note(f"与您有关的还有：{self._labels(particular, whole=True)}")
        for entry in maybe[:2]:
            draft.note(f"可能相关，还要看{entry.missing}：{self._renderer.place(entry.clause)}")
        if generic:
            draft.note(f"面向各类企业的一般措施还有：{self._labels(generic)}")
        for doc_id in homes:
            document = self._index.documents[doc_id]
            if self._renderer.expired(document):
                draft.note(f"《{document.title}》{EXPIRED}")
            if profile.place and document.region and document.region != profile.place.name:
                draft.note(f"依据的是{document.region}的文件，{profile.place.name}在其适用范围内")

    def _note_unsaid(self, draft: Draft, query: Query, chosen: Sequence[Applicable]) -> None:
        """What the question hopes or fears in money and the clauses do not say."""
        text = "".join(plain(a.clause.text) for a in chosen)
        for word in _MONEY.findall(query.text):
            if word not in text:
                draft.note(f"所引条款没有写“{word}”")

    def _labels(self, entries: Sequence[Applicable], *, whole: bool = False) -> str:
        places = []
        for entry in entries:
            region = self._index.documents[entry.clause.doc_id].region or ""
            places.append((region if whole else "") + self._renderer.place(entry.clause))
        return "、".join(list(dict.fromkeys(places))[:6])


def _topic(query: Query) -> tuple[Word, ...]:
    """What a question asks about besides who asks: words of the corpus that tell no size and frame nothing."""
    return tuple(
        w
        for w in query.words
        if w.known
        and len(w.text) > 1
        and w.text not in COMMON
        and not any(p.search(w.text) for p in SIZES.values())
    )
