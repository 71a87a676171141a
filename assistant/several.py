"""A question that asks several things: each part answered, what is not found said so, and all of it told as one.

The part that names what all are about is asked first, the others as follow-ups to it. A part without a subject of its
own is about the clause that answered that one, and is not answered from anywhere with less than it asks for. Knows
nothing of how a question is taken apart (conversation/compound.py) nor of searching.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answers.actors import names_body
from assistant.answers.readout import Composed
from assistant.answers.render import Draft
from assistant.answers.statements import flat
from assistant.answers.together import joined, named_once
from assistant.answers.units import unit_is, units_in
from assistant.compose import Composer
from assistant.conversation.compound import in_plain_words, kind, leading, names_own
from assistant.conversation.parts import content, wanted
from assistant.types import Answer, Turn
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.numerals import CHINESE_NUMERAL
from corpus.types import Clause

# so much of a part its answer has to say where the whole question has none and another part is not found
LEAST_SAID = 0.5
SURELY = 2.0  # the judge's logit from which on a part's answer is one however few of its words stand there
MOST_TASKS = 5  # so many tasks' deadlines are told at once
_NUMERAL = rf"(?:[\d０-９]+|[{CHINESE_NUMERAL}]+)"
# what an answer to a part of a kind cannot lack
_TELLS = {
    "when": re.compile(
        rf"{_NUMERAL}\s*(?:个|多)?(?:年|月|天|日|号|小时|分钟|周|工作日|季度)|之日|[每当全]年|[年季月]度|[年月季]底|长期|届满|随时|即时|当[日天]"
    ),
    "amount": re.compile(rf"{_NUMERAL}|免费|不收|全部|全覆盖"),
    "call": re.compile(r"[\d０-９]{3,}|@|网站|平台"),
    "attribute": re.compile("约束|预期|强制"),
}
_POINTS = re.compile("[这那]|[它其该此][项条事]?|里面|里头|其中|上述")
# how long, until when a thing is done → what tells it
_WHO_FINES = re.compile(
    "(?:谁|哪个?(?:部门|单位|机关|局)|(?:什么|啥)部门)(?:来|去|负责|有权)*(?:罚|处罚|查|管|执法|处理|执行)"
)
_FINED_BY = re.compile(
    "由[^，。；]{2,30}(?:部门|机关|机构|局|委员会)(?:依法)?(?:责令|处|给予|没收|查处|予以|警告)"
)
_TIMES = (
    (
        re.compile("多久|多长时间|多少[天年个]|几[天年个]"),
        re.compile(rf"{_NUMERAL}(?:个月|个?工作日|天|日内|小时|分钟|年内)"),
    ),
    (re.compile("完成|建成|达到|实现|哪年$|哪一年$"), re.compile(r"20\d\d年|\d+月(?:底|\d+日)?前|年底前")),
)
# 有几部，叫什么: where the names are told, as many as are listed
_NAMES_ASKED = re.compile(
    "(?:分别|都|各自?|具体)*(?:叫|是|有|包括)*(?:什么|啥|哪些|哪几[个部项家种条])(?:名字|名称|名儿?|来着)?[？?。]*"
)
_COUNTS = re.compile("几[部项个种类条方样]")
_LISTED = re.compile("[、》”]")
# what the part of a clause is called that says it: 【申报条件】 beside 【支持标准】
LABELS = {
    "terms": re.compile("条件|资格"),
    "papers": re.compile("材料|资料"),
    "how": re.compile("程序|流程|方式|办理|步骤"),
    "when": re.compile("时间|期限|时限"),
    "amount": re.compile("标准|金额|额度"),
}


def _displaced(now: Query, before: Query) -> bool:
    """Whether a part that names no place is asked outside the place of the question it belongs to."""
    return (
        bool(before.regions and before.doc_ids) and not now.regions and not {*now.doc_ids} & {*before.doc_ids}
    )


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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, understood, and what is said to it."""

    standalone: str
    query: Query
    composed: Composed
    understood: float  # when it was understood, in seconds of the process's clock
    kinds: frozenset[Kind]

    @property
    def answered(self) -> bool:
        """Whether anything answers it."""
        return self.composed.outcome == "answered"

    @property
    def said(self) -> str:
        """Its answer as statements are matched."""
        return flat("。".join(text for text, _ in self.composed.draft.sentences))

    @property
    def clauses(self) -> list[Clause]:
        """The clauses its answer rests on."""
        return self.composed.draft.clauses() if self.answered else []


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
        self._ask = ask
        self._answer = answer

    def answer(self, question: str, parts: Sequence[str], history: Sequence[Turn]) -> Asked:
        """The answer to a question that asks ``parts``; asked as one where that tells more."""
        if len(own := [p for p in parts if not asks_whether_said(p)]) == 1:
            return self._ask(own[0], history)
        parts = own or parts
        lead = leading(parts)
        alike = len(set(map(kind, parts))) < len(parts)
        whole = self._ask(question, history) if alike else None
        if whole and len(whole.clauses) >= len(parts):
            return whole
        place = self._place_before(parts, lead)
        by_part = {lead: self._told(parts[lead], self._ask(place + in_plain_words(parts[lead]), history))}
        told = [*history, Turn(parts[lead], self._answer(parts[lead], by_part[lead]))]
        for n in (n for n in range(len(parts)) if n != lead):
            by_part[n] = self._follow(parts[n], told, by_part[lead])
            told.append(Turn(parts[n], self._answer(parts[n], by_part[n])))
        asked = [by_part[n] for n in range(len(parts))]
        if not all(a.answered for a in asked):
            whole = whole or self._ask(question, history)
            if self._says_it_all(whole, parts, asked):
                return whole
            asked = self._only_sure(parts, asked, lead, whole)
        asked = self._from_one_clause(parts, asked)
        asked = [self._told_by(by_part[lead], p, a) for p, a in zip(parts, asked, strict=True)]
        composed = joined(parts, [a.composed for a in asked])
        if composed is None:
            whole = whole or self._ask(question, history)
            told_of = whole if whole.answered else self._surely(parts, whole)
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

    def _follow(self, part: str, told: Sequence[Turn], first: Asked) -> Asked:
        """The answer to a part that comes after the one that says what all are about."""
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
            asked = self._told_apart(part, self._told(part, asked), told, first)
            return asked if asked.answered else self._until(part, first, asked)
        asked = self._told(part, self._ask(in_plain_words(part), told, first.query))
        for clause in first.clauses[:1]:
            if kind(part) == "cost" and (cost := self._composer.cost_at(clause, asked.query)):
                return replace(asked, composed=cost)
            unit = self._composer.ranker.book.unit_of(clause)
            if kind(part) == "who" and (here := self._composer.responsible_at(clause, asked.query)):
                return replace(asked, composed=here)
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
            if here := self._composer.within_unit(unit, asked.query, words, _TELLS.get(kind(part))):
                return self._told(part, replace(asked, composed=here))
            if not there and self._says(first.query, asked) < LEAST_SAID:
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
        own = self._told(part, self._ask(in_plain_words(part), told, first.query, own=True))
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

    def _from_one_clause(self, parts: Sequence[str], asked: Sequence[Asked]) -> list[Asked]:
        """The answers, without what other clauses say where one clause holds what all the parts ask for."""
        unit = self._composer.ranker.book.unit_of
        units = [{unit(c).clause_id for c in a.clauses} for a in asked]
        common = set.intersection(*units) if all(units) else set()
        if len(common) != 1:
            return list(asked)
        out = []
        for part, found in zip(parts, asked, strict=True):
            if len(found.query.years) > 1:
                out.append(found)  # the other year's figure stands elsewhere
                continue
            draft = found.composed.draft
            here = [
                (text, spans)
                for text, spans in draft.sentences
                if spans and {unit(s.clause).clause_id for s in spans} == common
            ]
            alone = replace(found, composed=replace(found.composed, draft=Draft(here, draft.notes)))
            one = kind(part) in _TELLS or kind(part) == "who"
            out.append(alone if one and here and self._told(part, alone).answered else found)
        return out

    def _surely(self, parts: Sequence[str], whole: Asked) -> Asked:
        """A question none of whose parts finds an answer, from the one clause in which the judge finds one to all of it.

        What each part asks for as a thing (a day, a number, a body) has to stand there.
        """
        told = self._composer.surely(whole.query)
        if told is None:
            return whole
        found = replace(whole, composed=told)
        return found if all(self._told(p, found).answered for p in parts) else whole

    def _says(self, query: Query, found: Asked) -> float:
        """How much of a question the clauses say that another one is answered from."""
        book = self._composer.ranker.book
        units = dict.fromkeys(map(book.unit_of, found.clauses))
        texts = [book.text_of(u) + "".join(s.context for s in book.of(u)[:1]) for u in units]
        return max((coverage(query.words, t) for t in texts), default=0.0)

    def _strays(self, now: Query, before: Query) -> bool:
        """Whether a part names a document by its year alone (2024年度那个通知), and that was found in another place."""
        dated = any(re.match(r"\D{0,2}\d{2}", said) for said in now.called)
        return dated and bool(before.regions) and not now.regions and not {*now.doc_ids} & {*before.doc_ids}

    def _told(self, part: str, asked: Asked) -> Asked:
        """The answer, or a refusal where it lacks the very thing that a part asks for: a day, a number, a body."""
        if not asked.answered:
            return asked
        said = asked.said
        asks = kind(part)
        tells = _TELLS.get(asks)
        nobody = asks == "who" and not names_body(said) and "责任单位" not in said
        other = asks == "amount" and asked.query.unit and not unit_is(asked.query.unit, units_in(said))
        # 有几部: they are listed by name
        listed = bool(_COUNTS.search(part)) and len(_LISTED.findall(said)) > 1
        if nobody or ((other or (tells and not tells.search(said))) and not listed):
            return replace(asked, composed=self._composer.refuse(asked.query))
        return asked

    def _told_by(self, first: Asked, part: str, found: Asked) -> Asked:
        """Nothing more to say to a part that the answer before tells already.

        …每月1200元，最长36个月; 能拿多久. …逾期不予受理; 逾期了怎么办.
        """
        if found.answered or not first.answered or names_own(part):
            return found
        said = first.said
        sign = next((sign for asked, sign in _TIMES if asked.search(part)), None)
        words = [w for w in content(part) if w in said]
        if _NAMES_ASKED.fullmatch(part) and len(_LISTED.findall(said)) > 1:
            return replace(found, composed=Composed("answered", Draft(), ()))
        if kind(part) == "who" and _WHO_FINES.search(part) and _FINED_BY.search(said):
            return replace(
                found, composed=Composed("answered", Draft(), ())
            )  # 由消防救援机构责令改正; 谁来罚
        unsigned = kind(part) not in _TELLS and kind(part) != "who"
        if (sign and sign.search(said)) or (unsigned and words and len(words) == len(content(part))):
            return replace(found, composed=Composed("answered", Draft(), ()))
        return found

    def _says_it_all(self, whole: Asked, parts: Sequence[str], asked: Sequence[Asked]) -> bool:
        """Whether the question asked as one is answered from where its parts are, with all that they ask for."""
        if not whole.answered:
            return False
        unit = self._composer.ranker.book.unit_of
        there = {unit(c).clause_id for c in whole.clauses}
        if not {unit(c).clause_id for a in asked for c in a.clauses} <= there:
            return False
        said = [text for a in asked if a.answered for text, _ in a.composed.draft.sentences]
        adds = any(text not in said for text, _ in whole.composed.draft.sentences)
        for part, found in zip(parts, asked, strict=True):
            # what says no more than the answers to other parts tells a how or a what of none
            signed = kind(part) in _TELLS or kind(part) == "who"
            if not found.answered and not (adds or signed):
                return False
            if not self._told(part, replace(whole, query=found.query)).answered:
                return False
        return True

    def _only_sure(
        self, parts: Sequence[str], asked: Sequence[Asked], lead: int, whole: Asked
    ) -> list[Asked]:
        """The answers that hold where another part is not found.

        What is said of a subject that nothing was found of is a guess; so is what says little of its part where the
        question as one has no answer.
        """
        out = []
        for n, (part, found) in enumerate(zip(parts, asked, strict=True)):
            guessed = n != lead and not asked[lead].answered and not names_own(part)
            vague = not whole.answered and found.query.words and self._says(found.query, found) < LEAST_SAID
            # an everyday story shares few words with its rule: the judge may know better
            vague = vague and not self._composer.judging.vouches(found.query, found.clauses, least=SURELY)
            if found.answered and (guessed or vague):
                found = replace(found, composed=self._composer.refuse(found.query))
            out.append(found)
        return out
