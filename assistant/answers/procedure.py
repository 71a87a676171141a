"""A step of applying that a clause on support leaves to the rest of its document: 什么条件, 怎么申请, 什么时候到账, 能不能叠加.

Who has heard of a subsidy asks this next. Most documents say it once for all that they give (申报条件, 申报程序, 附则); it is
told as such, or that neither says it. Knows nothing of amounts or of what is supported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.facets import PAPERS, tells_how
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.statements import UNRELATED, Statement, flat
from assistant.answers.stretches import untitled
from assistant.answers.windows import ASKS, BY_OFFICE, HANDS_IN, HOLDS, ON_DAY, Windows
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.numerals import find_years
from corpus.types import Clause

_GIVE = "(?:拿|领|享受|申请|申报|报|补|奖|给)"
_FORM = re.compile("(?:申请|申报|登记)[表书]")
_ONLY_STEPS = frozenset({Kind.CLAUSE, Kind.FACT, Kind.LIST, Kind.INDICATOR, Kind.CHECK})

_SUM = re.compile(
    "(?:奖励|补助|补贴|资助|贴息|奖补|给予|抵扣|减免|补偿|返还)[^。；]{0,40}(?:[\\d一二三四五六七八九十百千]+(?:\\.\\d+)?[万亿]?元|%|百分之|全额)|"
    "(?:[\\d一二三四五六七八九十百千]+(?:\\.\\d+)?[万亿]?元|%|百分之)[^。；]{0,12}(?:奖励|补助|补贴|资助|贴息|奖补|抵扣|减免)"
)
# a cap on what another sentence gives, what is handed in or given back
_NOT_GIVEN = re.compile(
    "^(?:同一|单个|单家|每家|单户|全年|年度)|停发|退回|退还|追回|申请表|罚款|(?:提交|提供)[^。；]{0,20}(?:材料|申报书|申请书)"
)


_RECEIVED = re.compile(
    r"(?:一次性?|财政|政府|[市区县省]里)?(?:能|可以|可|会)?(?:奖励?|补[贴助]?|给予?|发放?|拿|领取?|得|申请|资助)(?:到)?(?:多少|几[百千万]+)(?:资金|钱|[万亿]?[元块])?(?=[？?。\s]*$)|"
    r"(?:奖励|补贴|补助|资助|奖补)(?:资金)?的?(?:金额|数额|额度|标准)(?:是|有)?(?:多少|呢)?(?=[？?。\s]*$)|"
    r"(?:奖金|补贴金)(?:是|有)?多少钱?(?=[？?。\s]*$)|有多少(?:奖励|补贴|补助|资助)(?=[？?。\s]*$)"
)


def sums_otherwise(text: str) -> list[str]:
    """A question for a sum that somebody gets, by other words for it: a text may call 补贴 what is asked for as 奖."""
    m = _RECEIVED.search(text)
    return [f"{text[: m.start()]}{word}多少钱" for word in ("补贴", "奖励", "资助", "奖")] if m else []


def gives_money(sentence: str) -> bool:
    """Whether a (flattened) sentence gives somebody a sum."""
    return bool(_SUM.search(sentence)) and not _NOT_GIVEN.search(sentence)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of applying: how it is asked for, which (flattened) sentences say it, what stands over them."""

    name: str
    asked: re.Pattern[str]
    says: Callable[[str], bool]
    headed: re.Pattern[str]
    whole: bool = False  # all that stands under such a heading says it


def _says(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: bool(compiled.search(text))


def _tells_day(text: str) -> bool:
    """Whether a sentence gives a day for handing in."""
    dated = ON_DAY.search(text) and HANDS_IN.search(text)
    return bool(dated) and not (HOLDS.search(text) or "异议" in text)


PROCESSING = "办理时限"
STEPS = (
    Step(
        "能否同时享受其他补助",
        re.compile(rf"叠加|(?:一起|同时|重复|两(?:边|头|样|个)都|都能?){_GIVE}|{_GIVE}(?:了|过)别的"),
        _says("已(?:经)?(?:获得|享受|取得)[^。；]{0,16}(?:资金|补贴|补助|奖励|支持)|不(?:得|予|能)?重复|就高|叠加|同时享受|重复(?:享受|申报|支持|补助|奖励)|差额|择优|不再享受|[可能]享受一次"),
        re.compile("附则|原则|管理|其他|不得|情形"),
    ),
    Step(
        "拨付时间",
        re.compile(
            "(?:什么时候|啥时候|何时|多久|几月份?|哪天|多长时间)(?:才|能|可以|会)*(?:到账|到手|发(?![布生现出行展挥起动明表])|打(?:款|钱|到)|拨|兑[现付]|拿到|下来|给钱)|"
            "(?:到账|拨付|兑[现付]|发放)(?:的)?(?:时间|要多久|得多久|多久)|[钱款](?:什么时候|啥时候|何时|多久)"
        ),
        _says(
            r"(?:拨付|兑[付现]|到账|拨款|下达|发放|划拨|直达)[^。；]{0,24}(?:\d|[年月日季]|一次)|(?:\d|[年月日季]|公示|审核|验收)[^。；]{0,30}(?:拨付|兑[付现]|到账|拨款|下达|发放|划拨)"
        ),
        re.compile("拨付|兑[现付]|程序|流程|资金"),
    ),
    Step("申报时间", ASKS, _tells_day, re.compile("时间|程序|流程|受理|兑现")),
    Step(
        PROCESSING,
        re.compile(
            r"(?:多久|多长时间|几天|多少天|几个?工作日|什么时候)(?:才|能|可以|会|就|要)*(?:办|批|审|拿|出|领)(?:得|到)?[^，,。？?]{0,3}(?:下来|[好完结成证]|(?=[？?。\s]*$))|"
            r"(?:办理|办结|审批|审核|承诺|法定)(?:的)?(?:时限|时间|期限)|"
            r"[办批审](?:下来|好|完|结|理)?(?:要|需要?|得|花)(?:多久|几天|多长时间|多少天|几个?工作日)|要(?:几天|多久|多长时间)(?=[？?。\s]*$)"
        ),
        _says(
            r"(?:承诺|法定|办结|办理|审批)(?:的)?(?:时限|期限|时间)[^。；]{0,8}\d|"
            r"(?:受理|之日起)[^。；]{0,16}[\d一二三四五六七八九十]+个?(?:工作)?日[^。；]{0,16}(?:决定|办结|审批|许可|发证|登记|办理)|即[来时]即办|当场(?:办结|发证)"
        ),
        re.compile("时限|期限|决定|程序|流程"),
    ),
    Step(
        "申报材料",
        re.compile(
            "(?:要|带|交|准备|提供|提交|递|报|需)(?:些)?(?:哪些|什么|啥|几份)(?:申[请报])?(?:的)?(?:材料|资料|证件|表格)|"
            "(?:材料|资料|证件)(?:都|需要|要|有|包括|是)*(?:哪些|什么|啥|呢)|(?:申[请报])?材料(?:的)?清单|"
            r"(?:要|需要?|得)?(?:准备|提交|递交)(?:些)?(?:什么|啥|哪些)(?:东西)?[？?。\s]*$"
        ),
        lambda t: bool(PAPERS.search(t)),
        re.compile("材料|资料"),
        whole=True,
    ),
    Step(
        "申报条件",
        re.compile(
            "(?:什么|啥|哪些)(?:样的?)?(?:申报|申请|硬性|具体)?(?:条件|要求|门槛)|(?:条件|门槛|要求)(?:是|有)?(?:什么|啥|哪些)|(?:满足|具备|符合)(?:些)?(?:什么|啥|哪些)|资格要求|(?:哪些|什么样的?)(?:企业|单位|公司|人)(?:才)?(?:可以|能)(?:申请|申报|报名?|享受|参加|拿|领)?"
        ),
        _says("条件|应当?(?:同时)?(?:具备|符合|满足|在[^，。；]{2,12}(?:注册|登记))|[须需](?:具备|符合|满足)|(?:不得|不能|不可以?)(?:申报|申请|享受)"),
        re.compile("(?:条件|主体|对象|范围)$"),
        whole=True,
    ),
    Step(
        "申报办法",
        re.compile("(?:怎么|咋|如何|怎样|去哪[里儿]?|在哪[里儿]?|到哪[里儿]?)(?:才能|去|来|能)?(?:申请|申报|报名|报|申领|领取?|拿|兑现|办理)|(?:申请|申报|办理)(?:的)?(?:流程|程序|步骤)"),
        lambda t: tells_how(_FORM.sub("", t)),
        re.compile("程序|流程|办理|兑现|受理|方式"),
    ),
)  # fmt: skip
# what a sentence says of all that its document gives
_OF_ALL = re.compile(
    "本(?:若干)?(?:措施|办法|通知|细则|政策|意见|方案|计划|指南|规定)|条款|第[一二三四五六七八九十\\d]+条|同一(?:项目|企业|事项|单位|主体|设备)|申报(?:单位|企业|主体)|每年[^，。；]{0,12}(?:申报|申请|受理)|完成申报"
)
# a heading over how all of it is applied for
_PROCEDURE = re.compile("程序|流程|申[报请]|受理|兑[现付]|拨付|附则|资金管理")
_NAMES = re.compile("《[^》]*》|“[^”]*”")
_LABEL = re.compile("^第[^条]{1,8}条")
_DATED = re.compile(r"\d[\d.]*个?(?:年|月|日|天|工作日)|每[年月季]|按[年月季]|当[年月日]")
GIVEN, THING = (
    0.6,
    0.3,
)  # share of the thing asked about that a clause says that gives money for it; weight of its words
TITLED = 0.8  # share of what is asked about that the title of a guide on it says
SENTENCE = 15  # characters of a title from which on it is a sentence
TOLD = 260  # characters that are read out


FOR_ALL = "同一份文件的统一规定如下"


class Procedure(Windows):
    """Answers steps of applying from what a document says for all that it gives."""

    def tells_common_step(self, draft: Draft) -> bool:
        """Whether an answer says of itself that it is the document's rule for all that it gives."""
        return any(text.endswith(FOR_ALL) for text, spans in draft.sentences if not spans)

    def step_of_clause(self, query: Query) -> Composed | None:
        """The step that is asked of a clause named by number and that the clause leaves open; None where it does not."""
        step = _step(query)
        unit = self._clause_meant(query) if step else None
        if step is None or unit is None or self._own_steps(step, unit):
            return None
        told = self._said_for_all(
            step,
            unit.doc_id,
            unit,
            f"这一条没有写{step.name}，{FOR_ALL}",
            _years(query),
        )
        said = (s for s in self.ranker.book.of_document(unit.doc_id) if not s.heading)
        if told or step.name == "申报条件" or any(step.says(s.text) for s in said):
            return (
                told  # whom the clause names is its condition; what is said elsewhere may be of another thing
            )
        return self.refuse(query, saying=f"这一条没有写{step.name}，文件里也没有查到统一的规定", nearest=unit)

    def step_of_paper(self, query: Query, *, alone: bool = False) -> Composed | None:
        """The step that is asked of the only document of a place or name; of a clause it names, what that says.

        :param alone: nothing else is asked; otherwise no clause on the thing asked about says it.
        """
        step = _step(query)
        scope = self.scope(query)
        if step is None or query.kind not in _ONLY_STEPS:
            return None
        if query.refs:
            unit = self._clause_meant(query)
            return self._told_steps(self._own_steps(step, unit)) if unit else None
        if step.name == PROCESSING and not alone:
            # 公共场所卫生许可多久办完, of the guide that is called so
            own = [d for d in scope or self.index.documents if self._titled(query, step, d)]
            if len(own) == 1:
                return self._told_steps(self._on_step(step, own[0]) or self._anywhere(step, own[0]))
        if not alone and not self._gives_it(query, step, scope):
            return None
        titles = sorted((self.index.documents[d].title for d in scope), key=len)
        if not scope or not all(titles[0] in t for t in titles):
            return None  # of no document, or of several on different things
        opening = "" if alone else f"没有查到单独写这一项{step.name}的条款，{FOR_ALL}"
        told = (self._said_for_all(step, d, None, opening, _years(query)) for d in scope)
        return next((t for t in told if t), None)

    def step_instead(self, query: Query, composed: Composed) -> Composed | None:
        """What the document says of a step for all, where an answer found otherwise says nothing of it."""
        step = _step(query)
        if (
            step is None
            or query.refs
            or composed.settled
            or any(step.says(flat(t)) for t, _ in composed.draft.sentences)
        ):
            return None
        told = self.step_of_paper(query)
        if (
            told
            or step.name != "拨付时间"
            or any(map(_DATED.search, (t for t, _ in composed.draft.sentences)))
        ):
            return told
        if any(self._on_step(step, d) for d in self.scope(query) or self.index.documents):
            return None
        return self.refuse(query, saying=f"文件中没有写明{step.name}", nearest=composed.draft.clauses()[0])

    def _gives_it(self, query: Query, step: Step, doc_ids: Sequence[str]) -> bool:
        """Whether some clause of a document gives money for the thing asked about."""
        asked = step.asked.search(_NAMES.sub("", query.text))
        known = (asked.group() if asked else "") + "".join(_NAMES.findall(query.text))
        words = [w for w in query.words if w.weight >= THING and w.text not in known]
        units = {
            s.unit.clause_id: s.unit
            for d in doc_ids
            for s in self.ranker.book.of_document(d)
            if gives_money(s.text)
        }
        titles = "".join(flat(self.index.documents[d].title) for d in doc_ids)
        texts = (self.ranker.book.text_of(u) + flat(u.title) + titles for u in units.values())
        return any(not words or coverage(tuple(words), t) >= GIVEN for t in texts)

    def _anywhere(self, step: Step, doc_id: str) -> list[Statement]:
        """The sentences of a document that say a step, whatever they stand under."""
        of_it = (
            s for s in self.ranker.book.of_document(doc_id) if not s.heading and s.clause.kind != "other"
        )
        return [s for s in of_it if step.says(s.text)]

    def _titled(self, query: Query, step: Step, doc_id: str) -> bool:
        """Whether a document's title says all that a question asks a step of."""
        asked = step.asked.search(_NAMES.sub("", query.text))
        words = tuple(
            w for w in query.words if w.weight >= THING and w.text not in (asked.group() if asked else "")
        )
        return bool(words) and coverage(words, flat(self.index.documents[doc_id].title)) >= TITLED

    def conditions(self, doc_id: str) -> list[Statement]:
        """The conditions that a document sets under a heading of their own for all that it gives."""
        step = next(s for s in STEPS if s.name == "申报条件")
        return self._on_step(step, doc_id, headed_only=True)

    def step_words(self, query: Query) -> str:
        """Those words of a question that ask for a step of applying; "" where it asks for none."""
        step = _step(query)
        found = step.asked.search(_NAMES.sub("", query.text)) if step else None
        return found.group() if found else ""

    def _clause_meant(self, query: Query) -> Clause | None:
        """The one clause that a question names by number."""
        clauses = self.by_refs(query) if query.refs and query.kind in _ONLY_STEPS else []
        if not clauses or clauses[0].row or len({c.doc_id for c in clauses}) > 1:
            return None
        return self.ranker.book.unit_of(clauses[0])

    def _own_steps(self, step: Step, unit: Clause) -> list[Statement]:
        """The sentences of a clause that say a step."""
        inside = (unit, *self.index.tree.descendants(unit))
        return [s for c in inside for s in self.ranker.book.of(c) if not s.heading and step.says(s.text)]

    def _said_for_all(
        self, step: Step, doc_id: str, own: Clause | None, opening: str, years: frozenset[int]
    ) -> Composed | None:
        """What a document says of a step for all that it gives, what names the asked clause first; None for nothing."""
        found = [s for s in self._on_step(step, doc_id) if own is None or s.unit != own]
        if years:
            # of that year, or of every year
            title = set(find_years(self.index.documents[doc_id].title))
            found = [s for s in found if years <= {*s.years, *title} or "每年" in s.text]
        name = flat(own.title)[:5] if own else ""
        if name:
            found.sort(key=lambda s: name not in s.text)
        told = self._told_steps(found)
        if told and opening:
            told.draft.sentences.insert(0, (opening, ()))
        return told

    def _told_steps(self, found: list[Statement]) -> Composed | None:
        """Sentences as an answer, as many as can be read out; a list that one opens with its items."""
        draft = Draft()
        used = 0
        for statement in found:
            stem = self.stem(statement.clause)
            if stem is not None and stem not in found:
                # 同一事项已获得其他资金的, under 有下列情形之一的，不予奖补
                draft.say(untitled(plain(self.text_of(stem))).rstrip("：:"), self.span_of(stem))
            opens = statement.text.endswith(("：", ":"))
            end = self.with_items(statement.clause, statement.end) if opens else statement.end
            text = plain(self.index.documents[statement.clause.doc_id].text[statement.start : end])
            if used and used + len(text) > TOLD:
                break
            used += len(text)
            draft.say(untitled(text), Span(statement.clause, statement.start, end))
        clauses = tuple(dict.fromkeys(s.clause for s in found))
        return Composed("answered", draft, clauses, settled=True) if found else None

    def _on_step(self, step: Step, doc_id: str, *, headed_only: bool = False) -> list[Statement]:
        """The sentences on a step in clauses that are headed so; where there is none, those that speak of all of the document."""
        headed: list[Statement] = []
        others: list[Statement] = []
        for clause in self.index.tree:
            if clause.doc_id != doc_id or clause.label == UNRELATED or clause.kind in ("row", "other"):
                continue
            over = [
                flat(c.title)
                for c in (clause, *self.index.tree.ancestors(clause))
                if 0 < len(c.title) < SENTENCE
            ]
            under = any(step.headed.search(t) for t in over)
            for statement in self.ranker.book.of(clause):
                if statement.heading and len(clause.title) < SENTENCE:
                    continue  # a point of one sentence is its own heading
                if under and (step.whole or step.says(statement.text)):
                    headed.append(statement)
                elif step.says(statement.text) and (
                    _OF_ALL.search(_LABEL.sub("", statement.text)) or any(map(_PROCEDURE.search, over))
                ):
                    others.append(statement)
        found = headed or ([] if headed_only else others)
        # by which day an office acts, only where no day is given to those who apply
        return [s for s in found if step.says is not _tells_day or not BY_OFFICE.search(s.text)] or found


def _step(query: Query) -> Step | None:
    """The step of applying that a question asks for, its names of papers and headings left out."""
    text = _NAMES.sub("", query.text)
    return None if query.english else next((s for s in STEPS if s.asked.search(text)), None)


def _years(query: Query) -> frozenset[int]:
    """The years a question names outside the names of papers."""
    return frozenset(query.years) - set(find_years("".join(_NAMES.findall(query.text))))
