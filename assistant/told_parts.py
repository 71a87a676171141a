"""Which part of a question is told by which answer: whether an answer has what its part asks for, and what it lacks.

A day, a number or a body that a part asks for has to stand in its answer; what one clause says of all parts is kept
and the rest left out; what an answer to another part says already is not asked for again. Knows nothing of how parts
are asked (several.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.answers.actors import names_body
from assistant.answers.render import Composed, Draft
from assistant.answers.statements import flat
from assistant.answers.units import unit_is, units_in
from assistant.compose import Composer
from assistant.conversation.compound import kind, names_own
from assistant.conversation.parts import content
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.numerals import CHINESE_NUMERAL
from corpus.types import Clause

# so much of a part its answer has to say where the whole question has none and another part is not found
LEAST_SAID = 0.5
SURELY = 2.0  # the judge's logit from which on a part's answer is one however few of its words stand there
CLEARLY = (
    2.0  # by so much that of one clause for all the parts lies above those of the clauses told part by part
)
# what is told of a document or a body as such
_AS_SUCH = frozenset({Kind.META, Kind.TASKS, Kind.CLAUSE})
_NUMERAL = rf"(?:[\d０-９]+|[{CHINESE_NUMERAL}]+)"
# what an answer to a part of a kind cannot lack
TELLS = {
    "when": re.compile(
        rf"{_NUMERAL}\s*(?:个|多)?(?:年|月|天|日|号|小时|分钟|周|工作日|季度)|之日|[每当全]年|[年季月]度|[年月季]底|长期|届满|随时|即时|当[日天]"
    ),
    "amount": re.compile(rf"{_NUMERAL}|免费|不收|全部|全覆盖"),
    "call": re.compile(r"[\d０-９]{3,}|@|网站|平台"),
    "attribute": re.compile("约束|预期|强制"),
    "papers": re.compile(
        "材料|资料|证明|证件|身份证|申请[书表]|复印件|照片|执照|许可证|户口[簿本]|合同|发票|报告|附件|原件|免提交"
    ),
}
# 不保养罚多少: what follows from a breach, and never the rule itself
_FINE_ASKED = re.compile("罚(?!下)")
_FINES = re.compile("罚|没收|吊销|处分|追究|警告|拘留|责令|取消|追[回缴]|约谈|通报|赔|失信|黑名单")
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
    (re.compile("完成|建成|达到|实现|哪一?年的?$"), re.compile(r"20\d\d年|\d+月(?:底|\d+日)?前|年底前")),
)
# 有几部，叫什么: where the names are told, as many as are listed
_NAMES_ASKED = re.compile(
    "(?:分别|都|各自?|具体)*(?:叫|是|有|包括)*(?:什么|啥|哪些|哪几[个部项家种条])(?:名字|名称|名儿?|来着)?[？?。]*"
)
_COUNTS = re.compile("几[部项个种类条方样]")
_LISTED = re.compile("[、》”]")


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


def sign_of(part: str) -> re.Pattern[str] | None:
    """What the answer to a part cannot lack; None where nothing tells it."""
    return TELLS.get(kind(part)) or (_FINES if kind(part) == "cost" and _FINE_ASKED.search(part) else None)


# 要带什么证件, 过哪几关: a step of applying, which every document has for what it gives
_STEP_ALONE = re.compile(
    "^(?:那|还|又|都|要|需要?|得|再|带|交|准备|提供|过|走|办|填)*(?:什么|啥|哪些|哪几|几)(?:样|道|个)?的?"
    "(?:证件|材料|资料|手续|流程|程序|条件|表格|关)[？?。呢啊呀\\s]*$"
)


class ToldParts:
    """Holds answers against the parts of a question."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer

    def from_one_clause(self, parts: Sequence[str], asked: Sequence[Asked]) -> list[Asked]:
        """The answers, without what other clauses say where one clause holds what all the parts ask for."""
        unit = self._composer.ranker.book.unit_of
        units = [{unit(c).clause_id for c in a.clauses} for a in asked]
        common = set.intersection(*units) if all(units) else set()
        if len(common) != 1:
            return list(asked)
        out = []
        for part, found in zip(parts, asked, strict=True):
            query = found.query
            if len(query.years) > 1 or len(query.regions) > 1 or query.kind is Kind.COMPARE:
                out.append(found)  # the other year's or place's figure stands elsewhere
                continue
            draft = found.composed.draft
            here = [
                (text, spans)
                for text, spans in draft.sentences
                if spans and {unit(s.clause).clause_id for s in spans} == common
            ]
            alone = replace(found, composed=replace(found.composed, draft=Draft(here, draft.notes)))
            one = kind(part) in TELLS or kind(part) == "who"
            out.append(alone if one and here and self.told(part, alone).answered else found)
        return out

    def surely(self, parts: Sequence[str], whole: Asked) -> Asked:
        """A question none of whose parts finds an answer, from the one clause in which the judge finds one to all of it.

        What each part asks for as a thing (a day, a number, a body) has to stand there.
        """
        told = self._composer.surely(whole.query)
        if told is None:
            return whole
        found = replace(whole, composed=told)
        return found if all(self.told(p, found).answered for p in parts) else whole

    def says(self, query: Query, found: Asked) -> float:
        """How much of a question the clauses say that another one is answered from."""
        book = self._composer.ranker.book
        units = dict.fromkeys(map(book.unit_of, found.clauses))
        texts = [book.text_of(u) + "".join(s.context for s in book.of(u)[:1]) for u in units]
        return max((coverage(query.words, t) for t in texts), default=0.0)

    def told(self, part: str, asked: Asked) -> Asked:
        """The answer, or a refusal where it lacks the very thing that a part asks for: a day, a number, a body."""
        if not asked.answered:
            return asked
        said = asked.said
        asks = kind(part)
        tells = sign_of(part)
        nobody = asks == "who" and not names_body(said) and "责任单位" not in said
        other = asks == "amount" and asked.query.unit and not unit_is(asked.query.unit, units_in(said))
        # 有几部: they are listed by name
        listed = bool(_COUNTS.search(part)) and len(_LISTED.findall(said)) > 1 and "责任单位" not in said
        if nobody or ((other or (tells and not tells.search(said))) and not listed):
            return replace(asked, composed=self._composer.refuse(asked.query))
        return asked

    def told_by(self, first: Asked, part: str, found: Asked) -> Asked:
        """Nothing more to say to a part that the answer before tells already.

        …每月1200元，最长36个月; 能拿多久. …逾期不予受理; 逾期了怎么办.
        """
        if found.answered or not first.answered:
            return found
        if names_own(part):
            # 额度多少，利率多少: what is said of the one with its number may be said of the other
            own = content(part) if kind(part) == "amount" else []
            pieces = (
                piece
                for text, _ in first.composed.draft.sentences
                for piece in map(flat, re.split("[，,；;。]", text))
            )
            if own and any(
                all(w in piece for w in own) and TELLS["amount"].search(piece) for piece in pieces
            ):
                return replace(found, composed=Composed("answered", Draft(), ()))
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
        unsigned = kind(part) not in TELLS and kind(part) != "who"
        if (sign and sign.search(said)) or (unsigned and words and len(words) == len(content(part))):
            return replace(found, composed=Composed("answered", Draft(), ()))
        return found

    def says_it_all(self, whole: Asked, parts: Sequence[str], asked: Sequence[Asked]) -> bool:
        """Whether the question asked as one is answered from where its parts are, with all that they ask for."""
        if not whole.answered or not any(a.answered for a in asked):
            return False
        there = {self._where(c) for c in whole.clauses}
        if not {self._where(c) for a in asked for c in a.clauses} <= there:
            return False
        said = [text for a in asked if a.answered for text, _ in a.composed.draft.sentences]
        adds = any(text not in said for text, _ in whole.composed.draft.sentences)
        for part, found in zip(parts, asked, strict=True):
            # what says no more than the answers to other parts tells a how or a what of none
            signed = kind(part) in TELLS or kind(part) == "who"
            if not found.answered and not (adds or signed):
                return False
            if found.query.doc_ids and not {c.doc_id for c in whole.clauses} & {*found.query.doc_ids}:
                return False  # it is asked of another place
            if not self.told(part, replace(whole, query=found.query)).answered:
                return False
        return True

    def may_be_one(self, asked: Sequence[Asked]) -> bool:
        """Whether one clause may tell all that was asked: nothing of a document, a body or a numbered clause as such."""
        return not any(a.query.kind in _AS_SUCH or a.query.refs for a in asked)

    def _where(self, clause: Clause) -> str | None:
        """Where a part may be read from: any row of a table of fees, and of one of targets its own."""
        if clause.row and not clause.row.attribute:
            return clause.parent_id
        return self._composer.ranker.book.unit_of(clause).clause_id

    def surer_as_one(self, whole: Asked, parts: Sequence[str], asked: Sequence[Asked]) -> bool:
        """Whether the judge surely finds the answer to all of a question in one clause, and no part was answered from there.

        能叫他们停下来吗，最多停多久: a part that leaves out what the other says finds some other clause.
        """
        unit = self._composer.ranker.book.unit_of
        there = {unit(c).clause_id for c in whole.clauses}
        led = [c for a in asked for c in a.clauses]
        if len(there) != 1 or not led or there & {unit(c).clause_id for c in led}:
            return False
        if not all(
            self.told(p, replace(whole, query=a.query)).answered for p, a in zip(parts, asked, strict=True)
        ):
            return False
        of = self._composer.judging.likeliest_of
        best = of(whole.query, whole.clauses)
        return best >= SURELY and best >= of(whole.query, led) + CLEARLY

    def only_sure(
        self, parts: Sequence[str], asked: Sequence[Asked], lead: int, again: Collection[int], whole: Asked
    ) -> list[Asked]:
        """The answers that hold where another part is not found.

        What is said of a subject that nothing was found of is a guess; so is what says little of its part where the
        question as one has no answer.

        :param again: the parts that ask the same of another place or thing, which may well be found.
        """
        unit = self._composer.ranker.book.unit_of
        led = {unit(c).clause_id for c in asked[lead].clauses}
        out = []
        for n, (part, found) in enumerate(zip(parts, asked, strict=True)):
            of_paper = found.query.kind is Kind.META
            own = of_paper or (names_own(part) and not _STEP_ALONE.search(part))
            guessed = n not in {lead, *again} and not asked[lead].answered and not own
            held = bool(led & {unit(c).clause_id for c in found.clauses})
            vague = (
                not (whole.answered or held or of_paper)
                and found.query.words
                and self.says(found.query, found) < LEAST_SAID
            )
            # an everyday story shares few words with its rule: the judge may know better
            vague = vague and not self._composer.judging.vouches(found.query, found.clauses, least=SURELY)
            if found.answered and (guessed or vague):
                found = replace(found, composed=self._composer.refuse(found.query))
            out.append(found)
        return out
