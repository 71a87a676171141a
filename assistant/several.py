"""A question that asks several things: each part answered, what is not found said so, and all of it told as one.

The part that names what all are about is asked first, the others as follow-ups to it. A part without a subject of its
own is about the clause that answered that one, and is not answered from anywhere with less than it asks for. Knows
nothing of how a question is taken apart (conversation/compound.py) nor of searching.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answers.consequences import SURE
from assistant.answers.render import Composed, Draft, all_of_kind
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.statements import flat
from assistant.answers.together import joined, named_once, not_found
from assistant.answers.wanted import deed_wanted
from assistant.compose import Composer
from assistant.conversation.compound import (
    compares,
    in_plain_words,
    is_elliptic,
    kind,
    leading,
    names_own,
)
from assistant.conversation.parts import content, things, wanted
from assistant.told_parts import LEAST_SAID, Asked, ToldParts, sign_of
from assistant.types import Answer, Turn
from assistant.understand.leanings import leans
from assistant.understand.question import Kind, Query
from assistant.understand.tabular import asks_if_all
from assistant.understand.words import coverage

MOST_TASKS = 5  # so many tasks' deadlines are told at once
_POINTS = re.compile("[这那]|[它其该此][项条事]?|里面|里头|其中|上述")
# what the part of a clause is called that says it: 【申报条件】 beside 【支持标准】
LABELS = {
    "terms": re.compile("条件|资格"),
    "papers": re.compile("材料|资料"),
    "how": re.compile("程序|流程|方式|办理|步骤"),
    "when": re.compile("时间|期限|时限"),
    "amount": re.compile("标准|金额|额度"),
}


# 要办什么证，不办罚多少
_UNDONE = re.compile(
    "(?:那|要是|如果)?(?:不|没有?|未)(?P<deed>[一-龥]{1,2}?)(?:的话|了)?(?:会|要|得|怎么|咋|如何)*[罚赔处]"
)
# what is asked of a document as a whole
_OF_A_PAPER = frozenset({"valid", "number"})
# what a part asks for that says nothing of what it is about, be it said with a noun (是约束性的吗, 陕西有没有)
_OF_ANOTHER = frozenset({"attribute", "valid", "whether"})


def _about(parts: Sequence[str], n: int, asked: Mapping[int, Asked], lead: int) -> int:
    """Which of the parts asked so far a part is about: the last before it that asks the same or names a thing."""
    before = [m for m in range(n) if m in asked]
    if (undone := _UNDONE.match(parts[n])) and (done := [m for m in before if undone["deed"] in parts[m]]):
        return done[-1]
    if not names_own(parts[n]) or is_elliptic(parts[n]) or kind(parts[n]) == "attribute":
        named = [
            m
            for m in before
            if is_elliptic(parts[m]) or (names_own(parts[m]) and kind(parts[m]) not in _OF_ANOTHER)
        ]
        if again := [m for m in before if kind(parts[m]) == kind(parts[n]) and not is_elliptic(parts[n])]:
            return again[-1]
        return next((m for m in reversed(named) if asked[m].answered), lead)
    return lead


def _asks_again(parts: Sequence[str], n: int, about: int) -> bool:
    """Whether a part asks what the one that it is about asks, of another thing (省级几家, 陕西呢)."""
    # 还能认定吗，年纪会不会超了: whether another thing is so
    again = kind(parts[n]) == kind(parts[about]) != "whether" and not names_own(parts[n])
    return is_elliptic(parts[n]) or again


def _displaced(now: Query, before: Query) -> bool:
    """Whether a part that names no place is asked outside the place of the question it belongs to."""
    return (
        bool(before.regions and before.doc_ids) and not now.regions and not {*now.doc_ids} & {*before.doc_ids}
    )


_WHO = "由谁负责"
# 要是重大的呢: the question before it of another case, and what asks something of its own
_OTHER_CASE = re.compile("(?:那么?|如果|要是|假如|假设|换成|换作|改成|若是?)*[^，,？?。；;]{1,14}呢")
_ASKS = re.compile("什么|啥|怎|咋|如何|多少|几|谁|哪|何|吗|么|多[久长大高远]|(.)[不没]\\1")
# 有条文规定吗: whether it stands there is what every question asks
_WHETHER_SAID = re.compile(
    "(?:这个|这|那|法律?|文件|政策|条例|里头?|里面|上|现在|目前|到底)*(?:有没有|有|是否有)(?:什么|啥|明确|明文|具体|相关|专门)*的?"
    "(?:条文|规定|说法|依据|标准|文件|法律)*(?:规定|依据|可查|可依|说)?(?:过|的)?[吗么没不]?"
)


def asks_whether_said(part: str) -> bool:
    """Whether a part of a question asks only if anything is said of what the others ask (有条文规定吗)."""
    return _WHETHER_SAID.fullmatch(part) is not None


def in_turn(question: str) -> list[str]:
    """A (simplified) question and the other case that it is asked of in the same breath; [] for any other question."""
    pieces = [p.strip(" ，,。！!") for p in re.split("[？?]", question) if p.strip(" ，,。！!")]
    if len(pieces) != 2:
        return []
    other = [bool(_OTHER_CASE.fullmatch(p)) and not _ASKS.search(p) for p in pieces]
    return pieces if other == [False, True] and _ASKS.search(pieces[0]) else []


class Ask(Protocol):
    """Asks one question; ``before``: the one asked with it in one breath, whose subject it is about.

    ``own``: it names one itself, and only the place and document are those of the other.
    """

    def __call__(
        self, question: str, history: Sequence[Turn], before: Query | None = None, *, own: bool = False
    ) -> Asked: ...


class Several:
    """Answers questions in parts, by asking each."""

    def __init__(
        self,
        composer: Composer,
        ask: Ask,
        answer: Callable[[str, Asked], Answer],
    ) -> None:
        self._composer = composer
        self._parts = ToldParts(composer)
        self._ask = ask
        self._answer = answer

    def answer(self, question: str, parts: Sequence[str], history: Sequence[Turn]) -> Asked:
        """The answer to a question that asks ``parts``; asked as one where that tells more."""
        if len(own := [p for p in parts if not asks_whether_said(p)]) == 1:
            return self._ask(own[0], history)
        parts = own or parts
        lead = 0 if history and not names_own(parts[0]) else leading(parts)
        alike = len({kind(p) for p in parts if not is_elliptic(p)}) == 1
        whole = self._ask(question, history) if alike else None
        if whole and whole.answered and self._tells_all(whole, parts):
            return whole
        if whole and whole.answered and not history and self._asks_who_twice(parts):
            return whole  # 体验式调查由什么单位来开展，那份点名鼓励了谁: the same, asked twice
        place = self._place_before(parts, lead)
        by_part = {
            lead: self._parts.told(parts[lead], self._ask(place + in_plain_words(parts[lead]), history))
        }
        turns = {lead: Turn(parts[lead], self._answer(parts[lead], by_part[lead]))}
        again = {lead}
        for n in (n for n in range(len(parts)) if n != lead):
            about = _about(parts, n, by_part, lead)
            told = [*history, *(t for m, t in turns.items() if m != about), turns[about]]
            if same := _asks_again(parts, n, about):
                again.add(n)
            by_part[n] = self._follow(parts[n], told, by_part[about], same=same)
            if _UNDONE.match(parts[n]) and not by_part[about].answered and not names_own(parts[n]):
                # what follows where something is left undone, of which nothing is found
                by_part[n] = replace(by_part[n], composed=self._composer.refuse(by_part[n].query))
            elif (
                not by_part[n].answered
                and about != lead
                and by_part[lead].answered
                and not names_own(parts[n])
            ):
                told = [*history, *(t for m, t in turns.items() if m != lead), turns[lead]]
                by_part[n] = self._follow(parts[n], told, by_part[lead], same=False)
            if not by_part[n].answered and by_part[about].answered and self._only_asks_who(parts[n]):
                by_part[n] = self._follow(_WHO, told, by_part[about], same=False)
            turns[n] = Turn(parts[n], self._answer(parts[n], by_part[n]))
        asked = [by_part[n] for n in range(len(parts))]
        if all(a.answered for a in asked) and not history:
            if self._parts.may_be_one(asked):
                whole = whole or self._ask(question, history)
                if self._parts.surer_as_one(whole, parts, asked):
                    return whole
        elif not all(a.answered for a in asked):
            whole = whole or self._ask(question, history)
            if self._parts.says_it_all(whole, parts, asked):
                return whole
            asked = self._parts.only_sure(parts, asked, lead, again, whole)
        asked = [
            self._kind_of_all(p, asked[:n], a) for n, (p, a) in enumerate(zip(parts, asked, strict=True))
        ]
        asked = self._parts.from_one_clause(parts, asked)
        asked = [self._parts.told_by(by_part[lead], p, a) for p, a in zip(parts, asked, strict=True)]
        composed = joined(parts, [a.composed for a in asked])
        if composed is None:
            whole = whole or self._ask(question, history)
            if "责任单位" in whole.said and any(kind(p) != "who" for p in parts):
                # who is responsible, of what nothing is found, was not sure of the part alone
                whole = replace(whole, composed=self._composer.refuse(whole.query))
            if kind(parts[lead]) == "cost" and whole.answered and not self._sure(whole):
                # the breach told is none that costs anything, and 谁罚 behind it makes it none the more
                whole = replace(whole, composed=self._composer.refuse(whole.query))
            told_of = whole if whole.answered else self._parts.surely(parts, whole)
            for part in parts if told_of.answered else ():
                if not self._parts.told(part, told_of).answered:
                    told_of.composed.draft.say(not_found(part))
            first = by_part[lead]
            # that the thing itself is not there says more than that nobody is responsible for it
            return (
                told_of if told_of.answered or first.answered else replace(told_of, composed=first.composed)
            )
        first = by_part[lead]
        standalone = question
        if history:
            standalone = "，".join(first.standalone if n == lead else p for n, p in enumerate(parts))
        kinds = frozenset(k for a in asked for k in a.kinds)
        return Asked(standalone, first.query, composed, first.understood, kinds)

    def _asks_who_twice(self, parts: Sequence[str]) -> bool:
        """Whether one of the parts only asks who, and no two of them name a place or a document."""
        if not any(self._only_asks_who(p) and deed_wanted(p) is None for p in parts):
            return False
        read = [self._composer.understander.understand(p) for p in parts]
        return sum(bool(q.regions or q.named_docs) for q in read) < 2

    def _only_asks_who(self, part: str) -> bool:
        """得跟西安哪些局打交道: whether a part asks who is responsible, and says no thing that the texts write."""
        if not leans("who", part):
            return False
        words = self._composer.understander.understand(part).words
        return not any(w.known for w in words if w.weight >= KEY_WEIGHT)

    def _sure(self, found: Asked) -> bool:
        """Whether the judge surely finds the answer where one is told."""
        return self._composer.judging.vouches(found.query, found.clauses, least=SURE)

    def _kind_of_all(self, part: str, before: Sequence[Asked], found: Asked) -> Asked:
        """都是约束性吗, of all the figures told before it."""
        if not found.query.attribute or not asks_if_all(part):
            return found
        told = {c.clause_id for a in before for c in a.clauses if c.row}
        kinds = [i.attribute for i in self._composer.index.indicators if i.clause_id in told]
        if len(told) < 2 or not all(kinds):
            return found
        draft = Draft([(all_of_kind(found.query.attribute, kinds), ())])
        return replace(found, composed=Composed("answered", draft, tuple(found.clauses)))

    def _tells_all(self, whole: Asked, parts: Sequence[str]) -> bool:
        """Whether a question that asks the same several times is answered as one: from as many clauses, or place by place."""
        regions = [self._composer.understander.understand(p).regions for p in parts]
        names = {n for rs in regions for r in rs for n in (r.name, r.short)}
        own = (w for p in parts[1:] for w in things(p) if w not in names)
        if all(regions) and len(set(regions)) == len(regions) and not any(own):
            # 浙江建几个，陕西建几个，西安呢
            return all(r.short in whole.said for rs in regions for r in rs)
        above = {a.clause_id for c in whole.clauses for a in self._composer.index.tree.ancestors(c)}
        told = [
            c for c in whole.clauses if c.clause_id not in above
        ]  # the head over a row tells nothing of its own
        # 质检中心各几个，站点多少个 compares nothing: no verdict stands before what is told
        verdict = not all(spans for _, spans in whole.composed.draft.sentences[:1])
        compared = verdict and not any(map(compares, parts))
        return len(told) >= len(parts) and not compared and not any(map(is_elliptic, parts))

    def _place_before(self, parts: Sequence[str], lead: int) -> str:
        """The place that a part before the leading one names for all of them; "" where that names one itself.

        武进补贴什么时候申请，什么时候到账: the second names what it is about, and no place.
        """
        understand = self._composer.understander.understand
        if not lead or understand(parts[lead]).regions:
            return ""
        return next(
            ("".join(r.name for r in q.regions) for p in parts[:lead] if (q := understand(p)).regions), ""
        )

    def one_by_one(self, question: str, parts: Sequence[str], history: Sequence[Turn]) -> Asked:
        """The answer to a question and to the other case behind it; to all of it as one where that tells both, or none does."""
        whole = self._ask(question, history)
        if whole.answered and len(whole.clauses) >= len(parts):
            return whole
        first = self._ask(parts[0], history)
        then = self._ask(parts[1], [*history, Turn(parts[0], self._answer(parts[0], first))])
        composed = joined(parts, [first.composed, then.composed])
        if composed is None or not (first.answered and then.answered):
            return whole
        named_once(composed.draft)
        return Asked(question, first.query, composed, first.understood, first.kinds | then.kinds)

    def _follow(self, part: str, told: Sequence[Turn], first: Asked, *, same: bool) -> Asked:
        """The answer to a part that comes after the one that says what it is about.

        :param same: it asks the same once more, of another place or thing.
        """
        if compares(part):
            asked = self._ask(in_plain_words(part), told)
            known = {c.clause_id for t in told for c in t.answer.citations}
            cited = {c.clause_id for c in asked.clauses}
            # what it holds against one another was told, or one of them where it names another place
            placed = self._composer.understander.understand(part).regions
            strays = asked.answered and (known.isdisjoint(cited) if placed else not cited <= known)
            return replace(asked, composed=self._composer.refuse(asked.query)) if strays else asked
        if same or kind(part) in _OF_A_PAPER or first.query.kind is Kind.META:
            return self._parts.told(part, self._ask(in_plain_words(part), told))
        dated = self._composer.understander.understand(part).years
        if dated and first.query.years and not {*dated} & {*first.query.years}:
            # 2025年…多少，2027年多少 is of the same, 到2035年要达到什么目标 of all that is aimed at
            if kind(part) == "amount":
                return self._parts.told(part, self._ask(in_plain_words(part), told))
            return self._parts.told(part, self._ask(in_plain_words(part), told, first.query, own=True))
        if names_own(part):
            asked = self._ask(in_plain_words(part), told)
            if self._strays(asked.query, first.query) or _displaced(asked.query, first.query):
                place = "".join(r.name for r in first.query.regions)
                asked = self._ask(place + in_plain_words(part), told)
            elif (
                kind(part) == "who"
                and asked.query.regions == first.query.regions
                and not _POINTS.search(part)
            ):
                # 农村电商由谁负责，村医服务又归谁管: a thing of its own, whatever word says it
                asked = self._ask(part, told, first.query, own=True)
            asked = self._told_apart(part, self._parts.told(part, asked), told, first)
            return asked if asked.answered else self._until(part, first, asked)
        asked = self._parts.told(part, self._ask(in_plain_words(part), told, first.query))
        if kind(part) == "who" and len(first.query.regions) < 2:
            # 主导制定标准补多少，找谁: what is done by whom, the part alone asks
            alone = replace(asked.query, text=part)
            held = (self._composer.responsible_at(c, alone) for c in first.clauses)
            if here := next((h for h in held if h is not None), None):
                return replace(asked, composed=here)
            if len(first.clauses) == 1 and first.clauses[0].row:
                return self._parts.told(part, self._ask(in_plain_words(part), told))
        if asked.answered and self._composer.tells_common_step(asked.composed.draft):
            return asked
        for clause in first.clauses[:1]:
            if kind(part) == "cost" and (cost := self._composer.cost_at(clause, asked.query)):
                return replace(asked, composed=cost)
            unit = self._composer.ranker.book.unit_of(clause)
            if kind(part) == "when" and (here := self._composer.deadline_at(clause)):
                return replace(asked, composed=here)
            if (label := LABELS.get(kind(part))) and (
                here := self._composer.beside_it(clause, label, asked.query)
            ):
                return replace(asked, composed=here)
            words = tuple(w for w in asked.query.words if w.text in part and w.text in content(part))
            there = unit in map(self._composer.ranker.book.unit_of, asked.clauses)
            # 谁来审计: not whoever else does something there
            done = kind(part) != "who" or not words or coverage(words, asked.said) >= LEAST_SAID
            if asked.query.kind is Kind.META or (there and done):
                continue
            if here := self._composer.within_unit(unit, asked.query, words, sign_of(part)):
                return self._parts.told(part, replace(asked, composed=here))
            if not there and self._parts.says(first.query, asked) < LEAST_SAID:
                # 收费吗, of what the first part is about, not of whatever is charged for
                return replace(asked, composed=self._composer.refuse(asked.query))
        new = [w for w in content(part) if not wanted(w) and w not in first.standalone]
        return self._told_apart(part, asked, told, first) if new else asked

    def _told_apart(self, part: str, asked: Asked, told: Sequence[Turn], first: Asked) -> Asked:
        """服务那边打分又要多少分: asked of another thing in the same place, where nothing new is told."""
        if not first.answered or (asked.answered and asked.said not in first.said):
            return asked
        if asked.query.regions and asked.query.regions != first.query.regions:
            return asked  # it names a place itself
        new = [w for w in content(part) if not wanted(w) and w not in first.standalone]
        if asked.answered and new and all(flat(w) in asked.said for w in new):
            return asked  # the sentence that answers the first part answers this one as well
        own = self._parts.told(part, self._ask(in_plain_words(part), told, first.query, own=True))
        return own if own.answered and own.said not in first.said else asked

    def _until(self, part: str, first: Asked, asked: Asked) -> Asked:
        """几月交卷: the deadline of the tasks found, where the part's own words are only another way to say done."""
        own = [w for w in content(part) if self._composer.lexicon.knows(w)]
        if kind(part) != "when" or own or not 1 <= len(first.clauses) <= MOST_TASKS:
            return asked
        told = [self._composer.deadline_at(c) for c in first.clauses]
        draft = Draft([s for t in told if t for s in t.draft.sentences])
        if len(draft.sentences) < len(told):
            return asked
        return replace(asked, composed=Composed("answered", draft, tuple(first.clauses)))

    def _strays(self, now: Query, before: Query) -> bool:
        """Whether a part names a document by its year alone (2024年度那个通知), and that was found in another place."""
        dated = any(re.match(r"\D{0,2}\d{2}", said) for said in now.called)
        return dated and bool(before.regions) and not now.regions and not {*now.doc_ids} & {*before.doc_ids}
