"""Words for "哪些和我有关": duties first, then support, then what may apply, each from its clause's own words.

Decides nothing about who is addressed (applicability.py); picks what is read out and says what is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.procedure import gives_money
from assistant.answers.render import EXPIRED, Draft, Renderer, Span, plain
from assistant.answers.statements import StatementBook, flat
from assistant.answers.stretches import untitled
from assistant.applies.applicability import SCALE, Applicability
from assistant.applies.applicable import Applicable
from assistant.applies.choice import A_CLAUSE, Choice
from assistant.applies.definitions import scales_of
from assistant.applies.excerpts import Excerpts
from assistant.applies.fit import OF_TRADE
from assistant.applies.groups import Group, Grouping
from assistant.applies.profile import (
    COMMON,
    Profile,
    about_thing,
    checks_size,
    concerns_asker,
    concerns_body,
    profile_of,
)
from assistant.types import Outcome
from assistant.understand.asker import Concern
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Query
from assistant.understand.words import Word
from corpus.address import Address
from corpus.addressees import SIZES
from corpus.script import simplify
from corpus.types import Clause, Document
from index.policy_index import PolicyIndex

TOLD = 0.2  # share of the subject's words that make an item speak of it
NARROWING = 3  # words about a subject from which on a question is not an open one
HEADED = 20  # characters of a heading that is said
SUMS = 2  # sentences that give somebody a sum, where none is for the asker by name
ALL = 480  # characters of all sentences read out
_LABEL = re.compile(r"^(?:[—\-*#]+|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、)+")
_MONEY = re.compile(r"免费|无偿|减税|免税|贴息|贷款|罚款|罚金")


# what is asked for, the clauses that say it, and what they are called
_WANTED = (
    (
        re.compile(
            "什么义务|哪些义务|有义务|义务是|必须做|要遵守|(?:哪些|什么|啥)(?:硬性)?(?:要求|责任|义务)|"
            "[要该当](?:做|注意|怎么做|咋做)(?:到|好)?(?:些|点)?(?:什么|啥|哪些|[？?]|$)"
        ),
        Address.DUTY,
        "义务或者要求",
    ),
    (
        re.compile(
            "什么(?:支持|扶持|优惠|好处)|哪些(?:支持|扶持|优惠|好处)|(?:支持|扶持|优惠)(?:政策|措施)?(?:吗|没有|呢|[？?]|$)"
        ),
        Address.SUPPORT,
        "支持或者鼓励",
    ),
)


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
        self._excerpts = Excerpts(index)
        self._choice = Choice(index, renderer, book, self._excerpts)
        self._grouping = Grouping(index, lexicon, book, self._excerpts)

    def answer(
        self, query: Query, *, speaking: tuple[Sequence[Word], float] | None = None
    ) -> tuple[Outcome, Draft, tuple[Clause, ...]] | None:
        """Outcome, draft and the clauses looked at.

        None where a question is not about what applies to somebody, or nothing applies.

        :param speaking: words, and how much of them is to be said by all that is read out, 0..1; None for any.
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
        thing = tuple(w for w in about_thing(topic, profile) if w.text not in profile.terms)

        def about(entry: Applicable) -> float:
            return self._applicability.about(thing, entry)

        narrow = bool(profile.kinds) or len(topic) > NARROWING
        chosen, rest = self._choice.choose(profile, found, narrow=narrow, about=about)
        weak = all(
            a.generic or a.kind is Address.RELATED or (a.missing and not a.missing.startswith(SCALE))
            for a in chosen
        )
        told = any(self._applicability.about(topic, a) > TOLD for a in chosen)
        if query.concern is Concern.CASE and not told and not profile.foreign:
            return None
        asked = re.split("[，,。；;！!]", query.text)[-1]
        subject = tuple(w for w in thing if w.text in asked)
        on_it = any(self._applicability.about(subject, a) > TOLD for a in chosen)
        if subject and not on_it and not profile.foreign:
            # 食品安全方面有啥要求: what only names those who ask says nothing of it
            return None
        if speaking is not None:
            matter, least = speaking
            chosen = [a for a in chosen if self._applicability.about(matter, a) >= least]
            if weak or not chosen:
                return None
        if profile.foreign and (weak or not told):
            return self._only_elsewhere(profile, draft)
        related = any(a.kind is Address.RELATED and not a.missing and not a.generic for a in chosen)
        if weak and not related and ((not asker and thing) or len(topic) > NARROWING):
            # the question is about its subject rather than about who asks
            return None
        if not chosen:
            return self._only_elsewhere(profile, draft)
        if all(a.generic and a.kind is Address.OFFICIAL for a in chosen):
            # what an office does for all of them is nothing that anybody asks
            return None
        groups = self._grouping.groups(profile, chosen, found, topic, about)
        several = len({g.unit.doc_id for g in groups}) > 1 or bool(profile.foreign)
        if profile.foreign:
            self._say_foreign(draft, profile)
        if profile.terms and all(a.generic for a in chosen):
            draft.say(f"没有查到专门针对{'、'.join(profile.terms[:2])}的条款，以下面向各类主体")
        sure = [g for g in groups if not g.missing or g.missing.startswith(SCALE) or profile.terms]
        kinds = {k for g in groups for k in (g.kind, *([g.meant] if g in sure else []))}
        kinds |= {a.kind for a in (*chosen, *rest) if not (a.generic or a.missing)}
        for wanted, kind, said in _WANTED:
            if wanted.search(query.text) and kind not in kinds:
                draft.say(f"没有查到直接写给您这类主体的{said}，以下是与您有关的其他条款")
                # another document's clause is told with its place, and so are these
                several |= self._say_for_all(draft, kind, found) not in {"", *(g.unit.doc_id for g in groups)}
        if profile.money and not any(gives_money(self._text_of(g)) for g in groups):
            self._say_sums(draft, profile)
        if scale := self._say_scale(draft, profile, groups):
            groups = [replace(g, missing="") if g.missing == scale else g for g in groups]
        self._say_groups(draft, groups, several=several)
        self._note(draft, profile, chosen, rest)
        self._note_unsaid(draft, query, chosen)
        return "answered", draft, tuple(dict.fromkeys(a.clause for a in (*chosen, *rest, *found[:10])))

    def _say_for_all(self, draft: Draft, kind: Address, found: Sequence[Applicable]) -> str:
        """What of that kind is for any firm, where nothing is for the asker's own trade; the document it stands in, or ""."""
        general = (a for a in found if a.generic and a.kind is kind and not self._choice.expired(a))
        entry = next(general, None)
        if entry:
            start, end = self._excerpts.of(entry)
            document = self._index.documents[entry.clause.doc_id]
            words = untitled(_LABEL.sub("", plain(document.text[start:end]))).rstrip("，,；;、。")
            place = f"{self._where(document)}{self._place(self._book.unit_of(entry.clause))}"
            draft.say(f"写给各类主体的{kind.value}：{place}{words}", Span(entry.clause, start, end))
        return entry.clause.doc_id if entry else ""

    def _say_sums(self, draft: Draft, profile: Profile) -> None:
        """What the nearest document that gives sums gives to whom it does not name, or that none does."""
        for doc_id in profile.doc_ids:
            gives = [s for s in self._book.of_document(doc_id) if gives_money(s.text) and not s.heading]
            if gives and not self._renderer.expired(self._index.documents[doc_id]):
                draft.say("文件里写到金额的有以下条款，给谁以原文为准")
                for s in gives[:SUMS]:
                    words = untitled(_LABEL.sub("", plain(s.source))).rstrip("，,；;、。")
                    draft.say(f"{self._place(s.unit)}{words}", Span(s.clause, s.start, s.end))
                return
        draft.say("没有查到写给您这类主体的补贴、奖励金额，以下是与您有关的其他条款")

    def _text_of(self, group: Group) -> str:
        text = self._index.documents[group.unit.doc_id].text
        return flat("；".join(text[a:b] for _, a, b in group.spans))

    def _say_scale(self, draft: Draft, profile: Profile, groups: Sequence[Group]) -> str:
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
                    f"先看规模：{self._place(clause)}所称“{term}”要达到：{words}；以下是对“{term}”的规定",
                    Span(clause, start, end),
                )
                return missing
        return ""

    def _say_groups(self, draft: Draft, groups: Sequence[Group], *, several: bool) -> None:
        used = 0
        left: list[Group] = []
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
                f"{kind.value}{sure}：{where}{self._place(group.unit)}{words}",
                *(Span(c, a, b) for c, a, b in spans),
            )
        if left:
            places = "、".join(dict.fromkeys(self._place(g.unit) for g in left))
            draft.note(f"与您有关的还有：{places}")

    def _place(self, clause: Clause) -> str:
        """A clause's number; a heading that is the clause's own sentence is not said before it."""
        where, row, item = self._index.tree.cite_parts(clause)
        return (
            where or clause.label if item and not row and len(item) > HEADED else self._renderer.place(clause)
        )

    def _where(self, document: Document) -> str:
        """Whose clause it is, where several documents answer: the region, or the title where that tells nothing."""
        alike = [d for d in self._index.documents.values() if d.region == document.region]
        if document.region and document.level != "国家级" and len(alike) == 1:
            return document.region
        return f"《{document.title}》"

    def _say_excluded(self, draft: Draft, entry: Applicable) -> None:
        start, end = self._excerpts.of(entry)
        words = plain(self._index.documents[entry.clause.doc_id].text[start:end]).rstrip("，,；;、。")
        draft.say(
            f"{self._place(entry.clause)}的要求针对的是{entry.addressee}，不包括您这类主体：{words}",
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
        particular = [a for a in rest if not a.generic and not a.missing and not self._choice.expired(a)]
        units = {self._book.unit_of(a.clause).clause_id for a in chosen}
        maybe = [
            a
            for a in rest
            if a.missing and a.clause.doc_id in homes and self._book.unit_of(a.clause).clause_id not in units
        ]
        generic = [a for a in rest if a.generic and a.clause.doc_id in homes]
        if any(a.kind in profile.kinds for a in chosen):
            generic = [a for a in generic if a.kind in profile.kinds]
        if particular:
            draft.note(f"与您有关的还有：{self._labels(particular, whole=True)}")
        if not profile.terms:
            # no trade is told: of what names one, where it stands
            trades = [a for a in maybe if a.missing.startswith(OF_TRADE)]
            maybe = [a for a in maybe if a not in trades]
            if trades := [a for a in trades if not profile.kinds or a.meant in profile.kinds]:
                draft.note(f"写给特定行业、特定主体的还有：{self._labels(trades, whole=len(homes) > 1)}")
        noted: set[str] = set()
        for entry in maybe:
            place = self._place(entry.clause)
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
            places.append((self._where(document) if whole else "") + self._place(entry.clause))
        return "、".join(list(dict.fromkeys(places))[:6])


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
