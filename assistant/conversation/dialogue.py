"""A follow-up and the turns before it → a question that stands alone.

那浙江呢？ 到2027年呢？ 破5亿呢？ 这个由谁负责？ 上面说的第二个呢？ 浙江的不用了，西安多少: the slot the follow-up names
(place, year, clause, department, subject, amount) takes the place of that slot in the question before it; what it
leaves unsaid is kept. Knows nothing of search; what was answered before comes in with the turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answers.aims import lists_aims
from assistant.answers.every_paper import asks_every_paper
from assistant.answers.render import book_marks
from assistant.answers.totals import asks_total, asks_total_alone
from assistant.conversation.again import (
    all_of_kind,
    asked_again,
    asks_count,
    counted,
    held_against,
    other_end,
    other_kind,
    set_beside,
    some_of,
    told_of_kin,
    weighed,
)
from assistant.conversation.apart import Apart
from assistant.conversation.asides import asides
from assistant.conversation.askers import tells_who, told_anew
from assistant.conversation.beside_clause import BesideClause
from assistant.conversation.compound import compares
from assistant.conversation.ellipsis import Ellipsis
from assistant.conversation.followup import (
    FollowUp,
    asks,
    ended,
    finished,
    headless,
    without_tail,
)
from assistant.conversation.frames import runs_late
from assistant.conversation.heed import Added, in_its_place
from assistant.conversation.jointly import Jointly, asks_beside
from assistant.conversation.kin import actor
from assistant.conversation.memory import MEMORY, OF_ME, Memory
from assistant.conversation.of_papers import OfPapers
from assistant.conversation.one_figure import CLAIMED, MEASURED_BESIDE, YEAR_ALONE, OneFigure, is_claim
from assistant.conversation.otherwise import Otherwise
from assistant.conversation.parts import content, nominal, of_those_who, same_asked
from assistant.conversation.pointing import Pointing, about_clause, clause_name, in_full
from assistant.conversation.ranks import Ranks
from assistant.conversation.rereading import Rereading, points
from assistant.conversation.resumed import Resumed, on_a_deed
from assistant.conversation.roles import without_asides
from assistant.conversation.slots import DEPTH, EVERYWHERE, PRESENT, Slots, level_to_region, level_word
from assistant.conversation.supposed import supposes, without_us
from assistant.conversation.told import Said, Told
from assistant.conversation.years import told_year, years_on
from assistant.types import Turn
from assistant.understand.asker import Concern
from assistant.understand.contexts import flat
from assistant.understand.kinds import asks_membership
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query, Understander, check_question
from assistant.understand.smalltalk import is_aside
from assistant.understand.tabular import asks_indicators
from corpus.script import simplify
from corpus.types import Clause

_AGAINST = re.compile("[比跟和与较同]")  # 比2025年高多少 needs both years
_YEAR_SAID = re.compile(r"(?:到|至|截至)?20\d\d年(?:底|末|前)?的?")
_WHEN_ASKED = re.compile("哪一?年|几几年|什么时候|何时")
_YEARS_ASKED = re.compile(r"(?:目标|指标|完成)?(?:的)?(?:年份|年度)(?:呢|是)?[？?。\s]*")
_OF_IT = re.compile("的?(?:这|那)(?:个|项)?(?:数字?|目标|指标|值)")
_THIS_CLAUSE = re.compile("[这那]一?[条款项]")
_HAS_ANY = re.compile(
    "有(?:没有)?(?:具体|明确|量化)?的?(?:数字|数|指标|目标|数值|期限|时间)(?:上的)?(?:要求)?(?:吗|么|没有|没)?[？?。\\s]*"
)
_THERE_TOO = re.compile(
    "(?:也|都)?(?:有(?:没有)?|提到?)(?:了)?(?:这个|这项|这样的?|类似的?|相应的?)?(?:数|指标|规定|目标|要求|说法|项目|政策|条款)?(?:吗|么|没有|没)?[？?。\\s]*"
)
_SO_TOO = re.compile(
    "(?:也|都)(?:是|要|得|能|可以|算)?(?![这那]么)(?P<what>[^\\d，,。；;？?]{1,8}?)(?:吗|么|没有?|吧|不)?[？?。\\s]*"
)
_ONLY = re.compile("(?:只|光|就|单|仅)(?:看|说|讲|要|列|报|挑|问)[^，,。？?]{2,14}的[。！!\\s]*")
_AIM_ALONE = re.compile("(?:具体|量化)?的?(?:目标|指标|数字|数值)(?:值|数)?(?:呢|是什么|是多少)?[？?。\\s]*")
_AIM = re.compile("目标|指标|要求")
_YEAR_BESIDE = re.compile(r"(?:到|至)?(?:20)?\d\d年(?:底|末|的)?")

OWN_WORDS = 2  # of weight, of a message that may stand alone
# questions of what applies to somebody
_APPLIES = frozenset({Concern.OPEN, Concern.BODY})
# answers that are reckoned, or told of a document as such, and not found by what a sentence says
_RECKONED = frozenset({Kind.COMPARE, Kind.META})

_COUNTED_IN = re.compile(
    r"(?:也|都|还|要)(?:一起)?(?:算|计)(?:不算|上|进|在|入|作|数|一|[吗么?？])|(?:算|计算?|包括|包含)(?:进|在|入)?(?:里头|里面|其中|在内|进去|之内)"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message that others than the rules may read.

    ``leans``: it says too little to have an answer alone (农产品呢, 怎么申请). ``exact``: the rules mostly read it rightly,
    as it puts a thing in another's place, corrects the question before, or asks where something stands. ``little``: but for
    its place it leans (西安有哪些安排).
    """

    leans: bool
    exact: bool
    little: bool


class Dialogue:
    """Resolves follow-ups for one corpus."""

    def __init__(self, lexicon: Lexicon, understander: Understander) -> None:
        self._lexicon = lexicon
        self._understander = understander
        self._ellipsis = Ellipsis(lexicon)
        self._slots = Slots(lexicon, understander)
        self._apart = Apart(understander, self._slots)
        self._memory = Memory(lexicon, understander, self._slots)
        self._papers = OfPapers(lexicon, understander, self._slots)
        self._ranks = Ranks(lexicon, self._ellipsis)
        self._told = Told(lexicon)
        self._jointly = Jointly(understander, self._slots, self._ellipsis, self._told)
        self._pointing = Pointing(
            lexicon, understander, self._slots, self._ellipsis, self._told, self._jointly
        )
        self._figure = OneFigure(
            lexicon, understander, self._slots, self._ellipsis, self._jointly, self._told
        )
        self._beside = BesideClause(lexicon, self._slots, self._told)
        self._resumed = Resumed(lexicon, understander, self._slots, self._ellipsis, self._told)
        self._otherwise = Otherwise(lexicon, understander, self._slots, self._told, self._jointly)
        self._rereading = Rereading(understander, self._slots, self._ellipsis, self._told)

    def standalone(self, question: str, history: Sequence[Turn]) -> str:
        """The question as it would have been asked without the turns before it (simplified where changed).

        :raises QuestionError: see ``assistant.understand.question.check_question``.
        """
        current = check_question(question)
        turns = self._memory.told(history)
        if not turns or is_aside(simplify(current)):
            return current
        current = in_full(simplify(current), turns[-1].query.text) or current
        said = self._apart.take(self._lexicon.with_capital(simplify(current)))
        if not re.search(r"\w", said.text) and not said.current:
            return current
        if taken := self._otherwise.taken_back(simplify(current), turns[-1].query):
            return _printed(taken)
        if said.back is not None:
            turns = list(self._memory.gone_back(said, turns))
            said = self._memory.named_back(said)
        if not said.text:
            last = turns[-1].query
            current_one = self._slots.current(last)
            if not last.wants_number or last.named_docs:
                return _printed(current_one)
            # 合格率多少, then 现在呢: no other document, but where it stands
            turns = [*turns[:-1], replace(turns[-1], query=self._understander.understand(current_one))]
            said = replace(said, text="现状呢", current=False)
        now = self._understander.understand(said.text)
        placed = now.regions or now.years or now.level
        if placed and not said.story and (not self._slots.content(now) or compares(said.text)):
            turns = list(self._otherwise.in_its_name(turns))
        as_said = current if said.text == simplify(current) else said.text
        if now.unheard or asks_every_paper(said.text) or lists_aims(now):
            return as_said  # a document that is not here, all of them or a whole one have no part in what was talked of
        if said.fresh and (asks(said.text) or not said.elliptic):
            return self._fresh(said.text, now, turns[-1].query)
        made = self._resolved(said, now, turns)
        if made is not None:
            told = said.story and said.story not in made
            return _printed(f"{ended(made)}，{said.story}" if told else made)
        return as_said

    def without_asides(self, question: str) -> str:
        """A follow-up without what is only said beside what it asks, as long as the rest names a place where a part does."""

        def bears(part: str, rest: str) -> bool:
            named, other = self._understander.understand(part), self._understander.understand(rest)
            return bool(
                (named.regions or named.named_docs) and not (other.regions or other.named_docs or other.level)
            )

        asked = simplify(question)
        bare = without_asides(asked, bears)
        # 嗯信用黑名单，好: asks nothing
        return bare if self._apart.take(bare).text and not is_aside(bare) else asked

    def once_more(self, question: str, history: Sequence[Turn]) -> tuple[str, Sequence[Turn]] | None:
        """The earlier question that a message wants answered once more (再说一遍), and the turns before it; else None."""
        turns = self._memory.told(history)
        asked = simplify(check_question(question))
        if not turns or is_aside(asked):
            return None
        said = self._apart.take(asked)
        again = self._at_place(said.text, turns)
        # nothing is said once more of what was not told
        before = [t.query.text if t.turn.answer.outcome == "answered" else "" for t in turns]
        if re.search("多少|几", again):
            before = ["" if asks_beside(t.query) else b for t, b in zip(turns, before, strict=True)]
        n = asked_again(again, before)
        if n is None:
            # the same message again, 谁牵头 put once more; 那浙江呢 twice goes on from where the talk is
            said_before = [ended(t.turn.question) == ended(question) for t in turns]
            alone = [
                same
                and (
                    t.turn.answer.standalone_question == question or (t is turns[-1] and asks_beside(t.query))
                )
                for t, same in zip(turns, said_before, strict=True)
            ]
            n = alone.index(True) if any(alone) else None
        if n is None:
            return None
        at = next(i for i, turn in enumerate(history) if turn is turns[n].turn)
        return history[at].question, history[:at]

    def asides(self, question: str, *, told: bool) -> Iterator[tuple[str, str]]:
        """What a message says first or last and may say beside its question, as it names nothing; and the rest of it.

        :param told: it goes on with a talk, so that the rest may lean on that.
        """
        for part, rest in asides(simplify(check_question(question)), told=told):
            query = self._understander.understand(part)
            if not (self._slots.named(query, None) or query.regions or query.level or query.claims):
                yield part, rest

    def readings(
        self, question: str, history: Sequence[Turn], first: str, *, of_clause: bool
    ) -> Iterator[str]:
        """Other questions that a follow-up may be, the likeliest first, without the one it was first taken for.

        :param of_clause: it may ask of the clause that was just cited.
        """
        turns = self._memory.told(history)
        asked = simplify(check_question(question))
        said = self._apart.take(asked)
        if self._otherwise.says_itself(said.text, self._understander.understand(said.text or asked)):
            return
        if turns and not (said.fresh or said.back is not None or is_aside(asked) or OF_ME.match(asked)):
            made = self._rereading.readings(said, turns, first, of_clause=of_clause)
            yield from map(_printed, made if re.search(r"\w", said.text) else ())

    def beside_before(self, standalone: str, history: Sequence[Turn]) -> bool:
        """Whether a reading of a follow-up is the question before with the follow-up said beside it."""
        turns = self._memory.told(history)
        return bool(turns) and standalone.startswith(_printed(ended(turns[-1].query.text)))

    def row_beside(self, question: str, history: Sequence[Turn], *, own: bool) -> tuple[Clause, str] | None:
        """The row that a follow-up names (糖尿病呢) in the table whose row the last answer was read from; None for none.

        :param own: it may ask something of its own (献血有分吗).
        :returns: the row, and the question that stands alone, "" where the follow-up asks itself.
        """
        turns = self._memory.told(history)
        said = self._apart.take(simplify(check_question(question)))
        cited = self._told.cited(turns[-1].turn) if turns else None
        asking = asks(said.text)
        if cited is None or said.fresh or not re.search(r"\w", said.text):
            return None
        now = self._understander.understand(said.text)
        if now.regions or now.named_docs or now.refs or now.years or not (own if asking else said.elliptic):
            return None
        if now.kind is Kind.RESPONSIBLE:
            return None  # 是哪个部门在抓
        bare = without_tail(said.text).removesuffix("的")
        words = [w for w in content(bare) if self._lexicon.knows(w)]
        rows = self._lexicon.contexts
        if asking:
            return (row, "") if (row := rows.row_beside(cited, words)) else None
        row = rows.row_beside(cited, [flat(bare)]) or rows.row_beside(cited, words)
        frame = self._ellipsis.frame(turns[-1].query)
        return (row, _printed(f"{frame.lead}{frame.front}{bare}{frame.back}")) if row else None

    def _at_place(self, text: str, turns: Sequence[Said]) -> str:
        """A follow-up with the place for 市里, 全省, as it was talked of."""
        if not level_word(text):
            return text
        region = self._slots.region(self._understander.understand(text), [t.query for t in turns])
        return level_to_region(text, region) if region is not None else text

    def doubt(
        self, question: str, history: Sequence[Turn], standalone: str, *, answered: bool
    ) -> Doubt | None:
        """In how far a message may be read otherwise than by the rules; None where only they can read it.

        It says no word of weight (浙江呢, 谁管), supposes something else (要是丢了呢), points at what was told (下一条) or asks
        more of that clause, asks what is reckoned or looked up (两个差多少, 约束性的吗), or is said to the assistant.

        :param standalone: what they read it as. :param answered: whether that has an answer.
        """
        asked = simplify(check_question(question))
        said = self._apart.take(asked)
        turns = self._memory.told(history)
        if is_aside(asked) or asks_count(said.text) or points(said.text) or asks_every_paper(asked):
            return None
        if said.supposed or (turns and turns[-1].query.concern in _APPLIES):
            return None
        if not self._slots.content(self._understander.understand(said.text or asked)):
            return None
        read = self._understander.understand(standalone)
        reckoned = read.kind in _RECKONED or len(read.regions) > 1 or asks_total(read.text)
        if reckoned or read.attribute is not None or (answered and about_clause(read)):
            return None
        exchanged = said.elliptic and not asks(said.text)
        return Doubt(
            leans=exchanged or len(content(asked)) < OWN_WORDS,
            exact=exchanged or said.corrected or read.asks_where,
            little=len(content(self._slots.without_places(asked))) < OWN_WORDS,
        )

    def strays(self, question: str) -> bool:
        """Whether a message speaks of nothing that the corpus speaks of; 五份文件哪份最新 speaks of the corpus itself."""
        asked = simplify(question)
        return not (asks_every_paper(asked) or tells_who(asked)) and self._memory.strays(question)

    def in_scope(self, question: str, standalone: str, history: Sequence[Turn]) -> str | None:
        """A follow-up put to the place or document that is talked of, where neither it nor its reading names one.

        None where it does, where it begins anew or means all, or where none is talked of.

        :param standalone: what it was read as.
        """
        said = self._apart.take(simplify(check_question(question)))
        if said.fresh or EVERYWHERE.search(said.text) or asks_every_paper(said.text):
            return None
        for query in map(self._understander.understand, (said.text or question, standalone)):
            if query.regions or query.named_docs or query.level or query.outside or query.unheard:
                return None
        turns = [self._understander.understand(t.answer.standalone_question) for t in history[-MEMORY:]]
        before = next((q for q in reversed(turns) if q.regions or q.named_docs), None)
        if before is None or not before.doc_ids:
            return None
        return _printed(self._slots.with_scope(simplify(standalone), before))

    def of_another(self, question: str) -> tuple[str, str] | None:
        """What a question tells of one place, and what it asks of another; None where it does no such thing."""
        return self._otherwise.of_another(simplify(question))

    def about(self, before: Query, ask: str, *, own: bool = False) -> str:
        """A question asked in one breath with another one: about its subject, place and document.

        :param own: it names a subject itself.
        """
        text = simplify(ask)
        return _printed(
            self._slots.scoped(text if own else self._ellipsis.with_subject(before, text), before)
        )

    def added(self, question: str, standalone: str) -> Added | None:
        """What a follow-up itself says, where it was made into another question; None where it was not."""
        said = self._apart.take(simplify(check_question(question)))
        again = asked_again(said.text, [standalone] * MEMORY) is not None or asks_count(said.text)
        again = again or asks_total_alone(said.text) or is_claim(said.text)
        # what it says of its asker is weighed where it is told what applies to them
        again = again or (tells_who(said.text) and standalone.startswith(said.text))
        again = again or bool(_HAS_ANY.fullmatch(said.text))
        if standalone == question or said.fresh or again or not re.search(r"\w", said.text):
            return None
        words = self._understander.understand(said.text)
        new = without_tail(said.text)
        if not said.elliptic or asks(said.text) or not supposes(new, said=said.supposed):
            if asks(said.text):
                return Added(words, words)
            frame = self._ellipsis.frame(self._understander.understand(standalone))
            return in_its_place(words, new, frame, self._understander.understand)
        at = max(standalone.find(without_us(new)), 0)
        return Added(words, self._understander.understand(standalone[at:]), supposed=True)

    def _fresh(self, text: str, now: Query, before: Query) -> str:
        """换个问题，…: nothing of the subject before is kept; who asks is still where they were."""
        if now.regions or now.named_docs or now.level or now.refs or EVERYWHERE.search(text):
            return text
        return "和".join(r.name for r in before.regions) + text

    def _resolved(self, said: FollowUp, now: Query, turns: Sequence[Said]) -> str | None:
        """The question asked; None where it says itself all that is asked."""
        made: str | None
        turns = self._jointly.left_behind(said, now, turns)
        year, before = YEAR_ALONE.fullmatch(said.text), turns[-1].query
        one = now.named_docs == before.doc_ids or len(now.named_docs) > 1
        if year and now.named_docs and (one or self._of_others(now, before)):
            # 2028年多少, then 2026年呢: no plan of that year, neither another place's nor the one asked
            years = (int(f"20{year[1]}"),)
            now = replace(now, named_docs=(), called=(), doc_ids=before.doc_ids, years=years, topic="")
        turns = self._figure.asked_before(said.text, now, turns)
        text, before = said.text, turns[-1].query
        bare = self._slots.without_places(text) if now.regions and now.regions == before.regions else ""
        if _OF_IT.match(bare):
            # 西安呢, then 西安这个数是硬指标吗
            text, said = bare, replace(said, text=bare)
            now = self._understander.understand(text)
        instead = said.supposed or (said.elliptic and not tells_who(text))
        if before.concern in _APPLIES and (made := told_anew(text, now, before, instead=instead)):
            return made
        if made := self._figure.resolve(text, before):
            return made
        if made := self._beside.resolve(text, turns[-1]):
            return made
        if now.regions and now.regions == before.regions and self._figure.asked_by_name(text):
            return None  # 云南2024年的多少, then 另外，云南省级企业技术中心是多少
        if (
            said.elliptic
            and re.match("比(?![例重率])", text)
            and re.search("(?<![占百])比(?![例重率])", before.text)
        ):
            # 比陕西高多少, then 比西安呢
            text, now = text[1:], self._understander.understand(text[1:])
        if before.kind is Kind.RESPONSIBLE and MEASURED_BESIDE.match(text):
            # 食品合格率谁负责, then 比省里高吗: of the figure
            before = self._understander.understand(self._jointly.figure_asked(before))
            turns = [*turns[:-1], replace(turns[-1], query=before)]
        if PRESENT.match(text) and (name := self._told.figure(turns[-1])) and name not in before.text:
            # 商标目标, of which one of several rows was told, then 现在有多少: of that one
            before = self._understander.understand(
                f"{''.join(r.name for r in before.regions)}{name}目标是多少"
            )
            turns = [*turns[:-1], replace(turns[-1], query=before)]
        if _HAS_ANY.fullmatch(text) and about_clause(before) and (name := clause_name(before)):
            return f"{name}{text}"  # 谁负责, then 有数字吗
        if _ONLY.fullmatch(text):
            return f"{ended(before.text)}，{text}"  # 只说要求企业做的
        if _AIM_ALONE.fullmatch(text) and not before.wants_number:
            return self._slots.scoped(self._ellipsis.with_subject(before, "目标是多少"), before)
        if _YEARS_ASKED.fullmatch(text):
            text, said = "是哪一年的", replace(said, text="是哪一年的")
        if whole := self._ellipsis.completed(before, text):
            text, said = whole, replace(said, text=whole)
            now = self._understander.understand(text)
        if self._otherwise.says_itself(text, now):
            return None
        if made := self._ranks.other(text, before):
            return made
        ranked = self._ranks.of_each(text, before)
        if ranked and (made := self._jointly.of_each_place(self._understander.understand(ranked), turns)):
            return made
        kind = headless(text) if before.wants_number and not year else ""
        bare = re.sub("^(?:自己|自个儿?|本身|那边|这边|[，,的])+", "", self._slots.without_places(text))
        if kind and of_those_who(headless(bare)):
            # 首席质量官覆盖率多少, then 新拿证的要多少人, 西安自己新拿证的要多少
            lead = now.regions[-1].name if now.regions and now.regions != before.regions else None
            made = self._ellipsis.with_subject(before, bare, lead=lead)
            return made if lead else self._slots.scoped(made, before)
        if kind and nominal(kind) and not self._lexicon.names_figure(kind):
            # 食品抽检合格率多少, then 药品的要多少
            text, said = f"{kind}的呢", replace(said, text=f"{kind}的呢", elliptic=True)
            now = self._understander.understand(text)
        since = before.years[-1] if before.years else told_year(turns[-1].turn.answer)
        dated = years_on(text, since) if since else None
        if dated and (not now.years or len(dated) < len(text)):
            # 2025年要到多少, then 再过两年呢; 过两年，27年
            text, said = dated, replace(said, text=dated)
            now = self._understander.understand(text)
        if made := self._figure.years_apart(text, now, before):
            return made
        if other := other_kind(text, before.text) or other_end(text, before.text):
            return other
        if asks_count(text) and before.refs and not (before.attribute and counted(text, before.text)):
            # 专栏8讲什么, then 一共几项
            return self._slots.scoped(f"{clause_name(before) or self._refs(before)}有几项", before)
        if (
            other := (set_beside(text, before.text) if len(now.regions) < 2 else "")
            or counted(text, before.text)
            or some_of(text, before.text)
            or all_of_kind(text, before.text)
        ):
            return other
        if said.too:
            turns = self._pointing.rooted(turns)
            before = turns[-1].query
        if told := told_of_kin(text):
            # 我妈93了，她呢
            text, said = f"{told}呢", replace(said, text=f"{told}呢", elliptic=True)
            now = self._understander.understand(text)
        if now.kind is Kind.META and now.regions and asks(text) and not said.elliptic:
            return None  # 西安这份是哪年到哪年: of the document it names
        if made := self._papers.resolve(said, now, before, turns[-1]):
            return made
        if before.wants_number and _AIM.search(text) and PRESENT.search(before.text):
            # 现在有多少, then 陕西的目标呢
            before = self._understander.understand(PRESENT.sub("", before.text))
            turns = [*turns[:-1], replace(turns[-1], query=before)]
        if (now.years or (said.corrected and now.regions)) and _WHEN_ASKED.search(before.text):
            # 是哪一年的, then 27年呢: the figure of that year; 不是，我问的是陕西的
            figure = [
                n
                for n, t in enumerate(turns)
                if t.query.wants_number and not _WHEN_ASKED.search(t.query.text)
            ]
            turns = turns[: figure[-1] + 1] if figure else turns
            before = turns[-1].query
        other_year = before.years and now.years and not set(now.years) & set(before.years)
        if other_year and asks(text) and not _AGAINST.match(text):
            # 2027年多少, then 2030年有没有定
            before = self._understander.understand(_YEAR_SAID.sub("", before.text))
            turns = [*turns[:-1], replace(turns[-1], query=before)]
        if before.kind is Kind.RESPONSIBLE and asks_membership(text) and self._otherwise.only_bodies(now):
            # 谁负责, then 里面有省质监局吗
            return f"{ended(before.text)}，{text}"
        if (
            asks_membership(text)
            and self._otherwise.only_bodies(now)
            and (cited := turns[-1].turn.answer.citations)
        ):
            # 学校食堂怎么管, then 教育厅管不管
            return self._told.asked_of(cited[0], text) if cited[0].clause else None
        listed = (*now.departments, *now.unknown_bodies)
        if listed and _THIS_CLAUSE.search(text) and asks_membership(text) and turns[-1].turn.answer.citations:
            # 谁负责, then 这条里列了市教育局没有
            return self._told.asked_of(turns[-1].turn.answer.citations[0], f"里有没有{'、'.join(listed)}")
        if made := self._slots.of_all(text, now, before):
            return made
        region = self._slots.region(now, [t.query for t in turns])
        there = (
            self._understander.understand(self._slots.swap(before, now, region)) if now.regions else before
        )
        bare = self._slots.without_places(text).lstrip("那边里的，, ") if now.regions else text
        if now.regions and (_THERE_TOO.fullmatch(bare) or self._likewise(bare, turns[-1])):
            # 给多少钱, 谁牵头, then 赣州有吗: what the talk is about, and not who leads it
            asked = (t.query for t in reversed(turns) if not _beside_it(t.query))
            return self._slots.swap(next(asked, turns[0].query), now, now.regions[-1])
        if now.regions and said.elliptic and (made := self._ranks.other(bare, there)):
            return made  # 西安国家级的呢
        if made := self._ranks.several(bare, there):
            return self._slots.scoped(made, there)
        if region and region not in before.regions[:1] and len(now.regions) < 2:
            # 西安…多少, then 和陕西比呢
            # 跟浙江25年差多少 after the figure of that year
            same_year = now.years and set(now.years) <= set(before.years)
            aside = _YEAR_BESIDE.sub("", text) if same_year else text
            how = held_against(self._slots.without_places(aside))
            if how == "" or (how and not text.startswith("比")):
                return self._slots.held_against(before, region, how)
        if region and (
            made := self._jointly.more_by(bare, region, turns) or self._jointly.alike(bare, region, turns)
        ):
            return made
        beside = region and region not in before.regions[:1] and before.wants_number and len(now.regions) < 2
        if region and beside and (how := weighed(bare)):
            return self._slots.held_against(before, region, how)
        if (
            region
            and (now.level or len(now.regions) == 1)
            and (own := self._ranks.told_of(region, text, before, supposed=said.supposed))
        ):
            # 中国专利银奖多少, then 省里的金奖呢: the city's own text tells of it
            text, region = own, None
            said, now = replace(said, text=text), self._understander.understand(text)
            now = replace(now, regions=(), outside=(), level=None, doc_ids=before.doc_ids)
        if now.departments and not before.departments and said.elliptic:
            # 教育局负责什么, 第一个写在哪, then 市财政局呢: asked of a body
            bodies = [t for t in turns if t.query.departments and not about_clause(t.query)]
            before = bodies[-1].query if bodies and about_clause(before) else before
        rest = self._slots.content(now)
        placed = self._slots.named(now, region)
        if rest and (region or now.years) and not now.refs and same_asked(bare, before):
            rest = []  # 陕西打算弄到几件, then 西安自己定的是几件: no more than how many
        if self._asks_whole_table(said, now, before):
            # 首席质量官覆盖率多少, then 约束性指标有哪些
            if now.regions or now.named_docs:
                return None
            return level_to_region(text, region) if region else self._slots.with_scope(text, before)
        if said.corrected and actor(text) and (made := self._ellipsis.for_kind(before, text)):
            # 个人奖多少, then 不对，我问的是单位
            return self._slots.scoped(made, before)
        if _COUNTED_IN.search(text) and asks(text) and not placed:
            # 一年能查几回, then 有人投诉上门的也算在里头吗
            return f"{ended(before.text)}，{text}"
        if pointed := self._pointing.resolve(text, now, turns, placed):
            return pointed
        whose = not placed and self._ellipsis.asked_of(before, text)
        strange = self._memory.strange(text, now) and not (on_a_deed(text) or runs_late(text))
        if not said.elliptic and not whose and (strange or OF_ME.match(text)):
            return None
        if now.wants_number and not before.wants_number and not rest and asks(before.text):
            # 谁牵头, then 重庆多少: the number asked for before that
            before = next((t.query for t in reversed(turns) if t.query.wants_number), before)
        if year and before.kind is Kind.RESPONSIBLE:
            # 起降点多少个, 谁负责, then 2028年呢: a year is asked of the number
            before = next((t.query for t in reversed(turns) if t.query.kind is not before.kind), before)
        elsewhere = bool(region or now.level or now.named_docs) and not now.refs
        if elsewhere:
            before = self._pointing.unnamed(turns)
        if not rest and region and not now.refs and _newly_asks_who(now, before):
            # 绿色建筑是哪年的, then 西安谁负责
            return self._ellipsis.with_subject(before, bare, lead=region.name)
        if not rest and region and now.wants_number and asks(bare) and not (before.wants_number or now.refs):
            # 商标品牌建设陕西怎么做, then 西安的目标是多少
            return self._ellipsis.with_subject(before, bare.removeprefix("的"), lead=region.name)
        if region and not rest and not now.refs and CLAIMED.search(_YEAR_SAID.sub("", bare)):
            # 西安500人是吧, then 陕西是5000人吧
            root = next((t.query for t in reversed(turns) if t.query.claims), before)
            return self._ellipsis.with_subject(root, bare, lead=region.name)
        if region and not rest and before.wants_number and PRESENT.search(bare):
            return self._ellipsis.with_subject(before, "现在多少", lead=region.name)  # 株洲现在多少
        named = said.corrected and region and before.doc_ids and self._resumed.named_for_a_place(said, before)
        if named:
            return named
        if not rest and (placed or now.level):
            if now.refs and (now.named_docs or now.regions):
                return finished(text) if said.elliptic else None
            if now.refs and now.kind is Kind.RESPONSIBLE:
                # 专栏3 …, then 第一项谁负责
                outer = "".join(r.text for r in before.refs if DEPTH[r.kind] < DEPTH[now.refs[0].kind])
                return self._slots.with_scope(outer + finished(text), before, region)
            if now.refs and not before.refs and asks(text):
                return self._slots.with_scope(text, before, region)  # 专栏6有几项
            return self._slots.swap(before, now, region, current=said.current)
        if (
            said.elliptic
            and region
            and before.doc_ids
            and (made := self._resumed.named_for_a_place(said, before))
        ):
            return made
        if (
            said.elliptic
            and not asks(text)
            and not any(r.text in turns[-1].turn.question for r in before.refs)
        ):
            # 农产品合格率多少, 谁负责, then 食品的呢: no clause is said that is only pointed at
            before = self._pointing.unnamed(turns)
            turns = [*turns[:-1], replace(turns[-1], query=before)]
        if elsewhere or region or EVERYWHERE.search(text):
            return self._resumed.elsewhere(said, now, before, region, rest)
        if self._resumed.stays_in_clause(said, now, turns[-1]):
            return self._slots.scoped((clause_name(before) or self._refs(before)) + text, before)
        return self._resumed.here(said, now, turns)

    def _asks_whole_table(self, said: FollowUp, now: Query, before: Query) -> bool:
        """Whether a follow-up asks for the indicators of a table, and not for those of the subject before."""
        of_kind = now.attribute and re.search("哪些|几[个项]", said.text)
        in_clause = before.refs and before.refs[-1].kind != "box"
        if said.elliptic or said.corrected or in_clause or not (of_kind or asks_indicators(said.text)):
            return False
        return bool(now.attribute or now.regions or now.named_docs or before.wants_number)

    def _likewise(self, bare: str, last: Said) -> bool:
        """Whether a follow-up, its place left out, asks if it is so there too, in words that were said or told (也是试点吗)."""
        too = _SO_TOO.fullmatch(bare)
        said = flat(last.query.text) + flat(simplify(last.turn.answer.text))
        words = content(too["what"]) if too else []
        return bool(words) and all(w in said for w in words)

    def _of_others(self, now: Query, before: Query) -> bool:
        """Whether a follow-up's documents are of other places than the question before was about."""
        region = self._lexicon.region_of
        theirs = {region(self._lexicon.documents[d]) for d in before.doc_ids}
        return not theirs & {region(self._lexicon.documents[d]) for d in now.named_docs}

    def _refs(self, before: Query) -> str:
        return "".join(r.text for r in before.refs)


def _beside_it(query: Query) -> bool:
    """Whether a question asks something beside a thing: who, where, when, of what kind."""
    return (
        query.kind is Kind.RESPONSIBLE
        or query.attribute is not None
        or query.asks_where
        or bool(_WHEN_ASKED.search(query.text))
    )


def _newly_asks_who(now: Query, before: Query) -> bool:
    """Whether a follow-up asks who is responsible, and the question before did not."""
    return now.kind is Kind.RESPONSIBLE is not before.kind


def _printed(text: str) -> str:
    """A question as Chinese is printed: full-width marks after Chinese, titles inside titles in 〈〉."""
    for mark, wide in ((",", "，"), (r"\?", "？"), (";", "；"), ("!", "！")):
        text = re.sub(rf"(?<=[一-龥》”）]){mark}", wide, text)
    text = re.sub(r"\(([一二三四五六七八九十]+)\)", r"（\1）", text)
    return book_marks(text)
