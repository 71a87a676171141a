"""Words for "哪些和我有关": duties first, then support, then what may apply, each from its clause's own words.

Decides nothing about who is addressed (applicability.py); picks what is read out and says what is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.readout import untitled
from assistant.answers.render import EXPIRED, Draft, Renderer, Span, plain
from assistant.answers.statements import StatementBook, flat
from assistant.applies.applicability import SCALE, Applicability, Applicable
from assistant.applies.definitions import scales_of
from assistant.applies.profile import COMMON, Profile, checks_size, concerns_asker, concerns_body, profile_of
from assistant.types import Outcome
from assistant.understand.asker import Concern
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Query
from assistant.understand.words import Word
from corpus.addressees import SIZES, Address
from corpus.script import simplify
from corpus.types import Clause, Document
from index.policy_index import PolicyIndex
from index.sparse import tokens

ITEMS = 6  # read out at most
ON_CONDITION = 1.0  # score of a measure that is for the asker if one more fact holds
MENTIONS = 2  # clauses that only speak of the asker's trade, beside those that bind or help
A_CLAUSE = 2  # sentences of one clause
UNSURE = 3  # items that hang on a fact not told, where there is nothing surer
EXCERPT = 130  # characters of a sentence that are read out
OPEN, NARROW = 0.6, 0.8  # share of the best score an item needs, in an open and in a narrow question
TOLD = 0.2  # share of the subject's words that make an item speak of it
NARROWING = 3  # words about a subject from which on a question is not an open one
SAME = 0.6  # share of a sentence's bigrams that another one already said
LISTED = 260  # ... of one with the items of its list
SUBJECT = 0.35  # weight from which a word is what the question asks about
ALL = 480  # characters of all sentences read out
RARE = 0.2  # how seldom the corpus must write goods for a mention of them to tell something
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
_LABEL = re.compile(r"^(?:[—\-*#]+|[（(][一二三四五六七八九十\d]+[）)])+")
_MONEY = re.compile(r"免费|无偿|减税|免税|贴息|贷款|罚款|罚金")
_ORDER = (Address.DUTY, Address.SUPPORT, Address.RELATED)


@dataclass(frozen=True, slots=True)
class _Group:
    """What is said of one clause: spans (clause, start, end) of its document."""

    kind: Address
    meant: Address
    unit: Clause
    missing: str
    spans: list[tuple[Clause, int, int]]


class Checklist:
    """Answers about applicability over one index."""

    def __init__(
        self,
        index: PolicyIndex,
        lexicon: Lexicon,
        applicability: Applicability,
        renderer: Renderer,
        book: StatementBook,
    ) -> None:
        self._index = index
        self._lexicon = lexicon
        self._applicability = applicability
        self._renderer = renderer
        self._book = book

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
        weak = all(
            a.generic or a.kind is Address.RELATED or (a.missing and not a.missing.startswith(SCALE))
            for a in chosen
        )
        told = any(self._applicability.about(topic, a) > TOLD for a in chosen)
        if query.concern is Concern.CASE and not told and not profile.foreign:
            return None
        if profile.foreign and (weak or not told):
            return self._only_elsewhere(profile, draft)
        own = any(a.kind is Address.RELATED and not a.missing and not a.generic for a in chosen)
        if weak and not own and (not asker or len(topic) > NARROWING):
            # the question is about its subject rather than about who asks
            return None
        if not chosen:
            return self._only_elsewhere(profile, draft)
        groups = self._groups(profile, chosen, found, topic)
        several = len({g.unit.doc_id for g in groups}) > 1 or bool(profile.foreign)
        if profile.foreign:
            self._say_foreign(draft, profile)
        if profile.terms and all(a.generic for a in chosen):
            draft.say(f"没有查到专门针对{'、'.join(profile.terms[:2])}的条款，以下面向各类主体")
        if scale := self._say_scale(draft, profile, groups):
            groups = [replace(g, missing="") if g.missing == scale else g for g in groups]
        self._say_groups(draft, groups, several=several)
        self._note(draft, profile, chosen, rest)
        self._note_unsaid(draft, query, chosen)
        return "answered", draft, tuple(dict.fromkeys(a.clause for a in (*chosen, *rest, *found[:10])))

    def _groups(
        self,
        profile: Profile,
        chosen: Sequence[Applicable],
        found: Sequence[Applicable],
        topic: Sequence[Word],
    ) -> list[_Group]:
        """What is said of each clause: the sentence that speaks of the asker and those that say what he gets or must do."""
        groups: dict[str, _Group] = {}
        for kind in _ORDER:
            for entry in (a for a in chosen if a.kind is kind):
                unit = self._book.unit_of(entry.clause)
                group = groups.setdefault(unit.clause_id, _Group(kind, entry.meant, unit, entry.missing, []))
                span = (entry.clause, *self._excerpt(entry))
                if not any(a <= span[1] < b for _, a, b in group.spans):
                    group.spans.append(span)
        # a clause that names the asker's very goods is told of, also where it binds nobody
        for entry in found:
            unit = self._book.unit_of(entry.clause)
            if unit.clause_id in groups or not self._names_goods(profile, self._text(entry)):
                continue
            if len(groups) < ITEMS and entry.clause.doc_id in {g.unit.doc_id for g in groups.values()}:
                groups[unit.clause_id] = _Group(
                    entry.kind, entry.meant, unit, entry.missing, [(entry.clause, *self._excerpt(entry))]
                )
        for group in groups.values():
            self._add_goods(profile, group, found)
            self._add_deed(group)
            self._add_whom(group)
            self._add_topic(group, topic)
        return sorted(groups.values(), key=lambda g: _ORDER.index(g.kind))

    def _say_scale(self, draft: Draft, profile: Profile, groups: Sequence[_Group]) -> str:
        """The size from which the document's name for the asker holds, where most of the list hangs on it; else ""."""
        hanging = [g.missing for g in groups if g.missing.startswith(SCALE)]
        if not hanging or len(hanging) * 2 < len(groups):
            return ""
        missing = max(set(hanging), key=hanging.count)
        term = missing.removeprefix(SCALE).split("”")[0]
        clauses = [c for c in self._index.tree if c.doc_id == groups[0].unit.doc_id]
        for clause, start, end in scales_of(term, clauses, self._index.tree, self._book):
            text = self._index.documents[clause.doc_id].text[start:end]
            if any(t in flat(text) for t in (*profile.goods, *profile.terms)):
                words = untitled(_LABEL.sub("", plain(text))).rstrip("，,；;、。")
                draft.say(
                    f"先看规模：{self._renderer.place(clause)}所称“{term}”要达到：{words}；以下是对“{term}”的规定",
                    Span(clause, start, end),
                )
                return missing
        return ""

    def _names_goods(self, profile: Profile, text: str) -> bool:
        return any(len(g) > 1 and self._lexicon.rarity(g) >= RARE and g in text for g in profile.goods)

    def _add_goods(self, profile: Profile, group: _Group, found: Sequence[Applicable]) -> None:
        """The sentence of the same clause that names what the asker grows, makes or sells."""
        if self._names_goods(profile, self._said_of(group)):
            return
        for entry in found:
            same = self._book.unit_of(entry.clause).clause_id == group.unit.clause_id
            if same and self._names_goods(profile, self._text(entry)):
                group.spans.append((entry.clause, *self._excerpt(entry)))
                return

    def _add_deed(self, group: _Group) -> None:
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
                end = min(statement.end, _cut_at(text, statement.start, statement.end, EXCERPT))
                group.spans.append((statement.clause, statement.start, end))
                return

    def _add_whom(self, group: _Group) -> None:
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

    def _add_topic(self, group: _Group, topic: Sequence[Word]) -> None:
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
                    start, end = _around(text, statement.start, statement.end, at, EXCERPT)
                    group.spans.append((statement.clause, start, end))
                    return

    def _said_of(self, group: _Group) -> str:
        text = self._index.documents[group.unit.doc_id].text
        return flat("".join(text[a:b] for _, a, b in group.spans))

    def _say_groups(self, draft: Draft, groups: Sequence[_Group], *, several: bool) -> None:
        used = 0
        left: list[_Group] = []
        for group in groups:
            document = self._index.documents[group.unit.doc_id]
            spans = [
                s
                for n, s in enumerate(sorted(group.spans, key=lambda s: s[1]))
                if n < A_CLAUSE or _has_figure(document.text, s)
            ]
            words = "；".join(
                untitled(_LABEL.sub("", plain(document.text[a:b]))).rstrip("，,；;、：。")
                for _, a, b in spans
            )
            if used and used + len(words) > ALL:
                left.append(group)
                continue
            used += len(words) + 20
            where = self._where(document) if several else ""
            sure = f"（还要看{group.missing}）" if group.missing else ""
            if group.missing and group.kind is Address.RELATED:
                sure = f"（可能相关，还要看{group.missing}）"
            kind = group.meant if group.missing else group.kind
            draft.say(
                f"{kind.value}{sure}：{where}{self._renderer.place(group.unit)}{words}",
                *(Span(c, a, b) for c, a, b in spans),
            )
        if left:
            places = "、".join(dict.fromkeys(self._renderer.place(g.unit) for g in left))
            draft.note(f"与您有关的还有：{places}")

    def _where(self, document: Document) -> str:
        """Whose clause it is, where several documents answer: the region, or the title where that tells nothing."""
        alike = [d for d in self._index.documents.values() if d.region == document.region]
        if document.region and document.level != "国家级" and len(alike) == 1:
            return document.region
        return f"《{document.title}》"

    def _choose(
        self, profile: Profile, found: Sequence[Applicable], *, narrow: bool
    ) -> tuple[list[Applicable], list[Applicable]]:
        """What is read out and what is only mentioned: the nearest document's own, without saying a thing twice."""
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
        open_ones = [a for a in found if a.missing and not a.generic and a.score >= ON_CONDITION][:MENTIONS]
        pool = (
            (binding + open_ones + mentions if binding else [])
            # nothing binds or helps the trade, but it is spoken of
            or [a for a in particular if a.kind is Address.RELATED][:UNSURE]
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
            if (
                self._book.unit_of(other.clause) == self._book.unit_of(entry.clause)
                and other.start != entry.start
            ):
                continue
            theirs = set(tokens(self._text(other)))
            if mine and theirs and len(mine & theirs) >= SAME * min(len(mine), len(theirs)):
                return True
        return False

    def _text(self, entry: Applicable) -> str:
        start, end = self._excerpt(entry)
        return flat(self._index.documents[entry.clause.doc_id].text[start:end])

    def _excerpt(self, entry: Applicable) -> tuple[int, int]:
        """The clauses of the sentence that name the addressee and what follows, as far as EXCERPT goes.

        A sentence that opens a list (下列义务：) is read with its items.
        """
        start, end = self._sentence(entry)
        text = self._index.documents[entry.clause.doc_id].text
        if text[start:end].rstrip().endswith(("：", ":")):
            for item in self._index.tree.children(entry.clause):
                if item.start >= end - 1 and item.end - start <= LISTED:
                    end = item.end
        return start, end

    def _sentence(self, entry: Applicable) -> tuple[int, int]:
        text = self._index.documents[entry.clause.doc_id].text
        if len(flat(text[entry.start : entry.end])) <= EXCERPT:
            return entry.start, entry.end
        cuts = [m.end() + entry.start for m in re.finditer(r"[，,；;：]", text[entry.start : entry.end])]
        start = max([entry.start, *(c for c in cuts if c <= entry.at)])
        ends = [c for c in (*cuts, entry.end) if c > start]
        within = [c for c in ends if len(flat(text[start:c])) <= EXCERPT]
        return start, within[-1] if within else ends[0]

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
        units = {self._book.unit_of(a.clause).clause_id for a in chosen}
        maybe = [
            a
            for a in rest
            if a.missing and a.clause.doc_id in homes and self._book.unit_of(a.clause).clause_id not in units
        ]
        generic = [a for a in rest if a.generic and a.clause.doc_id in homes]
        if particular:
            draft.note(f"与您有关的还有：{self._labels(particular, whole=True)}")
        noted: set[str] = set()
        for entry in maybe:
            place = self._renderer.place(entry.clause)
            if place not in noted and len(noted) < 2:
                noted.add(place)
                draft.note(f"可能相关，还要看{entry.missing}：{place}")
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
            document = self._index.documents[entry.clause.doc_id]
            places.append((self._where(document) if whole else "") + self._renderer.place(entry.clause))
        return "、".join(list(dict.fromkeys(places))[:6])


def _around(text: str, start: int, end: int, at: int, limit: int) -> tuple[int, int]:
    """The clauses of a sentence around a place, as far as ``limit`` goes."""
    if end - start <= limit:
        return start, end
    cuts = [start, *(start + m.end() for m in re.finditer(r"[，,；;]", text[start:end])), end]
    begin = max(c for c in cuts if c <= at)
    ends = [c for c in cuts if c > begin and c - begin <= limit]
    return begin, ends[-1] if ends else min(c for c in cuts if c > begin)


def _cut_at(text: str, start: int, end: int, limit: int) -> int:
    """Where a stretch ends that is no longer than ``limit``, at a mark of its sentence."""
    if end - start <= limit:
        return end
    cuts = [start + m.end() for m in re.finditer(r"[，,；;。]", text[start:end])]
    return next((c for c in reversed(cuts) if c - start <= limit), cuts[0] if cuts else end)


def _has_figure(text: str, span: tuple[Clause, int, int]) -> bool:
    return bool(re.search(r"\d|百分之|[一二三四五六七八九十百千万]元", text[span[1] : span[2]]))


def _topic(query: Query) -> tuple[Word, ...]:
    """What a question asks about besides who asks: words of the corpus that tell no size and frame nothing."""
    if query.english:
        return ()
    return tuple(
        w
        for w in query.words
        if w.known
        and len(w.text) > 1
        and w.text not in COMMON
        and not any(p.search(w.text) for p in SIZES.values())
    )
