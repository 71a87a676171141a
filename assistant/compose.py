"""Answers without a model: which room answers which kind of question.

Each answer is worded in one to three sentences from cells and sentences of the corpus; where nothing supports
one, the nearest clause is named. Knows nothing of models, pages or history.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.actors import commissions, names_body
from assistant.answers.answerable import is_task
from assistant.answers.checks import AWAY
from assistant.answers.complaints import Complaints
from assistant.answers.consequences import Consequences
from assistant.answers.contacts import Contacts
from assistant.answers.contrasted import compares
from assistant.answers.counted import Counted
from assistant.answers.duties import Duties
from assistant.answers.every_paper import EveryPaper
from assistant.answers.facts import WHICH_DAY
from assistant.answers.guides import Guides
from assistant.answers.lookup import Lookup
from assistant.answers.meanings import Meanings
from assistant.answers.measures import Measure
from assistant.answers.mentions import Mentions
from assistant.answers.named import asks_proper_names, lacks_names
from assistant.answers.outline import Outline
from assistant.answers.overview import Overview
from assistant.answers.procedure import gives_money, sums_otherwise
from assistant.answers.ranking import LIKELIEST, Ranker, Scored
from assistant.answers.render import Composed, Draft, Renderer
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.statements import flat
from assistant.answers.tasks import Tasks
from assistant.answers.topics import half_said
from assistant.answers.totals import Totals
from assistant.answers.units import is_money
from assistant.answers.wanted import asks_body, asks_unimplied, asks_who_bears, names_somebody
from assistant.applies.applicability import Applicability
from assistant.applies.case_questions import tells_case, without_asker
from assistant.applies.cases import asks_bound
from assistant.applies.checklist import Checklist
from assistant.applies.conditions import facts
from assistant.applies.eligibility import Eligibility
from assistant.applies.profile import about_thing, asks_body_alone, profile_of
from assistant.applies.shut_out import ShutOut
from assistant.completed import READ_OUT, Completed
from assistant.understand.asker import BODIES, Concern, matter_of_body
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query
from assistant.understand.rulings import asks_ruling_alone
from assistant.understand.smalltalk import LINES, asks_holdings, small_talk
from assistant.understand.topic import topic_to_do
from assistant.understand.unnamed import SAYING, names_nothing
from corpus.addressees import SIZES
from corpus.numerals import parse_ordinal
from index.policy_index import PolicyIndex

NAMES_SAID = 0.6  # of the question, by a statement with the names that it asks for
_TOPICAL = frozenset({Kind.FACT, Kind.LIST})
_SO_MANY = re.compile(r"哪([两二三四五六七八九十]+|\d+)[家个方]")

# the judge's logit from which on one clause answers somebody's particular question
PARTICULAR = 1.0
# of the matter asked about, by each thing that is told of what a kind of body gets or has to do in it
SPEAKING = 0.75
# 交了12年, 干满10年了
# 晚了五天，会罚吗
_COMES = re.compile(
    "(?:会不会|是否会|会|要不要|用不用|要|得)被?(?:处?罚|退|扣|收回|追回?|停|取消|赔|补交)[^，,。；;？?]{0,4}(?:吗|么|不|没)?[？?。\\s]*$"
)
_LIVED = re.compile(
    "(?<![到过])[了满](?:快|将近|差不多)?[\\d一二两三四五六七八九十]+(?:多|来|几)?个?[年月天](?!底|初|末)"
)


class Composer(
    Totals,
    Counted,
    Overview,
    Outline,
    Guides,
    Consequences,
    Duties,
    Tasks,
    EveryPaper,
    Contacts,
    Complaints,
    Meanings,
    Mentions,
    Eligibility,
    ShutOut,
    Completed,
):
    """Words answers over one index."""

    def __init__(
        self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, ranker: Ranker, renderer: Renderer
    ) -> None:
        super().__init__(index, lexicon, lookup, ranker, renderer)
        self.applicability = Applicability(index, lexicon, lookup, ranker.book)
        self.checklist = Checklist(index, lexicon, self.applicability, renderer, ranker.book)

    def ranked(
        self, query: Query, doc_ids: Sequence[str] = (), *, k: int = 30, read: bool = False
    ) -> list[Scored]:
        """The statements that say most of the question, of fellows the one that lets the asker's figures in."""
        found = super().ranked(query, doc_ids, k=k, read=read)
        return self.let_in(query, found) if tells_case(query) else found

    def named_figure(self, query: Query, doc_ids: Sequence[str]) -> Measure | None:
        """The figure whose name a how-much question says; a bound for the asker's own figure is not what he asks for.

        设备投资2000万能补多少: 设备投资额不低于300万元 bounds whom the rule is for.
        """
        found = super().named_figure(query, doc_ids)
        if found is None or not tells_case(query):
            return found
        told = tuple(f for f in facts(query.text) if not asks_bound(query.text, f))
        figure = flat(found.indicator.quantity.text)
        bounds = any(
            figure in m.threshold.text or m.threshold.text in figure for m in self.held(told, found.statement)
        )
        return None if bounds else found

    def compose(self, query: Query) -> Composed:
        """The answer to an understood question; where none stands out, what is said of the topic it names."""
        if names_nothing(query.text, self.lexicon.mentions(query.text)):
            return Composed("refused", Draft([(SAYING, ())]), ())
        headed = self.under_heading(query)
        if not headed and (told := self.mentioned(query) or self.where_mentioned(query)):
            return told
        composed = self._composed(query)
        if told := self.under_its_heading(query, composed, headed):
            return told
        if dated := self.window(query, composed):
            composed = dated
        elif composed.outcome == "answered" and (
            told := self.step_instead(query, composed) or self.instead_of_aims(query, composed)
        ):
            composed = told
        elif composed.outcome == "answered":
            composed = self.whole_scale(query, composed) or composed
        elif not (query.unheard or query.absent):
            composed = self._otherwise_found(query) or composed
        if composed.outcome == "answered":
            self.only_its_own(query, composed.draft)
            composed.draft.once_each()
            self.note_elsewhere(query, composed.draft)
        return composed

    def _otherwise_found(self, query: Query) -> Composed | None:
        """What the rooms that need no single sentence have to say, the first that lacks nothing."""
        rooms = (
            self.for_body,
            self.sum_otherwise,
            self.demanded,
            self.said_on,
            self.complaint,
            self.comes_of,
            self.step_of_paper,
            self.spoken_of,
        )
        found = (told for room in rooms if (told := room(query)) is not None)
        return next((t for t in found if self._fits_asked(query, t)), None)

    def _fits_asked(self, query: Query, told: Composed) -> bool:
        """Whether an answer lacks nothing that is asked for, and is of the place and the year asked about."""
        lacks = self.lacking(query, told) is not None
        return not (lacks or self.neighbours(query, told) or self.of_other_years(query, told))

    def for_body(self, query: Query) -> Composed | None:
        """中小企业质量管理有什么支持: what in that matter is addressed to such bodies, where no sentence surely answers."""
        matter = matter_of_body(query.text)
        on = tuple(w for w in query.words if w.text in matter)
        if query.concern is not Concern.NONE or query.wants_number or not on:
            return None
        applied = self.checklist.answer(replace(query, concern=Concern.BODY), speaking=(on, SPEAKING))
        return Composed(*applied) if applied else None

    def sum_otherwise(self, query: Query) -> Composed | None:
        """A sum that is given, asked for by another word than its text has (奖多少 of a 补贴); None where none is found."""
        for text in sums_otherwise(query.text):
            asked = self.understander.understand(text)
            asked = replace(asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around)
            told = self._composed(asked)
            if told.outcome == "answered" and any(
                gives_money(flat(t)) or (c and c[0].clause.kind == "row" and is_money(flat(t)))
                for t, c in told.draft.sentences[:1]
            ):
                return told
        return None

    def _composed(self, query: Query) -> Composed:
        """The answer to an understood question; a refusal where what was found is about something else."""
        composed = self.draft(query)
        cited = composed.draft.clauses()
        if self.neighbours(query, composed):
            return self.refuse(query, nearest=cited[0], looked=composed.looked_at)
        judged = composed.outcome == "answered" and cited and not composed.settled and self.is_judged(query)
        if judged and not self.pertains(query, cited):
            return self.refuse(query, nearest=cited[0], looked=composed.looked_at)
        if composed.outcome == "answered" and cited and (what := self.lacking(query, composed)) is not None:
            saying = f"这些文件里没有查到{what}" if what else ""
            refused = self.refuse(query, saying=saying, nearest=cited[0], looked=composed.looked_at)
            return self._named_beside(query) or refused
        if judged and half_said(query, flat("".join(text for text, _ in composed.draft.sentences))):
            return self.refuse(query, nearest=cited[0], looked=composed.looked_at)
        if judged and (self.unexplained(query, cited) or self.unquoted(query, cited)):
            return self.refuse(query, nearest=cited[0], looked=composed.looked_at)
        if composed.outcome == "answered":
            self.complete(query, composed, judged=bool(judged))
            self._say_who(query, composed.draft)
        return composed

    def likely(self, query: Query) -> Composed | None:
        """What the likeliest statement says, sure or not, where no figure is asked for; None where it lacks what is asked.

        Never one that is said to the assistant, nor of a document that is not here.
        """
        put = [query, *map(self.understander.understand, self.asked_on_topic(query))]
        return next((told for q in put if (told := self._likely_as_put(q)) is not None), None)

    def _likely_as_put(self, query: Query) -> Composed | None:
        aside = small_talk(query.text) or is_task(query.text) or query.unheard
        figure = query.asks_figure or query.unit or query.years or query.claims
        if query.kind not in READ_OUT or figure or query.english or aside:
            return None
        composed = self.likeliest_said(query)
        if composed is None or self.lacking(query, composed) is not None:
            return None
        cited = composed.draft.clauses()
        if self.unexplained(query, cited) or self.undefined(query, cited) or self.aimless(query, cited):
            return None
        self.complete(query, composed, judged=True)
        return composed

    def _of_one_away(self, query: Query) -> Composed | None:
        """搬到济南去，钱要还吗: what a document says of those who move away or are elsewhere; never a figure."""
        if query.asks_figure or not query.elsewhere or set(query.elsewhere) != set(query.outside):
            return None
        text = query.text
        for name in (n for r in query.elsewhere for n in (r.name, r.short)):
            text = text.replace(name, "外地")
        told = self.draft(self.understander.understand(text))
        said = "".join(self.quotes(s for _, spans in told.draft.sentences for s in spans))
        return told if told.outcome == "answered" and AWAY.search(said) else None

    def _who(self, query: Query) -> Composed:
        """Who is responsible; where no body stands in the clauses, the sentence that says who decides, pays or comes."""
        if asks_who_bears(query.text) and not query.refs and (told := self._says_who(query)):
            return told
        answer = self.responsible(query)
        if self._of_other_number(query, answer) and (told := self._says_who(query)):
            return told
        if answer.outcome == "answered" or query.refs or asks_unimplied(query.text):
            return answer
        return self._says_who(query) or answer

    def _of_other_number(self, query: Query, answer: Composed) -> bool:
        """五方责任是哪五家, where ten bodies are responsible for the clause: others are meant, whom a sentence lists."""
        asked = _SO_MANY.search(query.text)
        cited = answer.draft.clauses()
        number = parse_ordinal(asked[1].replace("两", "二")) if asked else None
        if not number or not cited or query.refs:
            return False
        _, departments = self.departments_at(cited[0])
        return bool(departments) and len(departments) != number

    def _says_who(self, query: Query) -> Composed | None:
        told = self.fact(replace(query, kind=Kind.FACT))
        said = told.draft.clauses()
        # whom a notice greets is nobody who acts, nor is a figure
        acts = told.outcome == "answered" and any(c.kind != "other" and c.row is None for c in said)
        text = flat("".join(text for text, _ in told.draft.sentences))
        body = not asks_body(query.text) or names_body(text) or names_somebody(text)
        # 委托第三方查验 tells who does it, never who pays
        given = commissions(text) and not asks_unimplied(query.text)
        likely = acts and (given or (body and self.judging.vouches(query, said)))
        return told if likely else None

    def _named_beside(self, query: Query) -> Composed | None:
        """The likeliest statement that has the names asked for, where one that only counts them says more of the question."""
        if not asks_proper_names(query.text):
            return None
        ranked = self.ranked(query, self.scope(query), read=True)[:LIKELIEST]
        named = (
            s for s in ranked if not s.statement.heading and not lacks_names(query.text, s.statement.text)
        )
        best = next(named, None)
        if best is None or best.own < NAMES_SAID or self.lacks(query, best.statement):
            return None
        draft = Draft()
        self.say_statement(draft, query, best)
        return Composed("answered", draft, tuple(s.statement.clause for s in ranked))

    def draft(self, query: Query) -> Composed:
        """The answer as the room for the question's kind words it, not yet judged."""
        if said := small_talk(query.text):
            return Composed("refused", Draft([(LINES[said], ())]), ())
        if asks_holdings(query.text):
            return self.holdings()
        if told := self.every_document(query):
            return told
        if query.unheard:
            return self.unheard(query)
        if told := self.each_clause(query) or self.step_of_clause(query):
            return told
        # 佛山公租房办法第七条: no other place's, whose words it has
        query = query if query.outside else self.of_its_words(query)
        if query.doc_ids and query.refs[:1] and query.refs[0].kind == "box" and not self.by_refs(query):
            # 专栏9有哪几项行动, of a document with eight: nothing else is meant
            return self.clause_by_number(query) or self.refuse(query)
        query = self.as_its_province_calls(query)
        if query.absent:
            told = self.told_of(query) or self._of_one_away(query)
            return told or self.refuse(query, self.names(query.outside))
        if (
            told := self.mentioning(query)
            or self.issue_told(query)
            or self.total(query)
            or self.contact(query)
            or self.standing_tasks(query)
            or self.counted(query)
            or self.across(query)
            or self.extreme(query)
            or self.overview(query)
            or self.outline(query)
            or self.meanings_beside(query)
            or self.included(query)
            or self.from_now(query)
            or self.due(query)
            or self.shortfall(query)
            or self.obligation(query)
        ):
            return told
        if told := self.each_attribute(query) or self.each_claim(query) or self.apiece(query):
            return told
        if compares(query) and (beside := self.beside(query)):
            return beside
        if (cost := self.consequence(query)) is not None:
            return cost
        if tells_case(query):
            bare = without_asker(query)
            if own := self.shut_out(query) or self.eligible(query) or self.own_step(bare) or self.case(bare):
                return own
            query = self.asked(query)
        if (
            not query.refs
            and self._asks_step_alone(query)
            and (told := self.step_of_paper(query, alone=True))
        ):
            return told
        if applied := self.checklist.answer(query):
            # 个体户有什么要求: nothing is asked but what a body has to do
            settled = query.concern is Concern.OPEN or asks_body_alone(self.lexicon, query)
            listed = Composed(*applied, settled=settled)
            return self._told_alone(query) or listed
        return self._by_kind(query)

    def _asks_step_alone(self, query: Query) -> bool:
        """我是双流区一家小企业，怎么申请: a step of applying, of no thing that is named."""
        step = self.step_words(query)
        things = about_thing(query.words, profile_of(self.lexicon, query)) if step else ()
        # 液化气罐, which the corpus calls otherwise, is a thing all the same
        unheard = (w for w in query.words if not w.known and w.weight >= KEY_WEIGHT and len(w.text) > 1)
        told = {
            w.text
            for w in (*things, *unheard)
            if not any(p.search(w.text) for p in (*SIZES.values(), *(p for _, p in BODIES)))
        }
        return bool(step) and all(t in step for t in told)

    def _told_alone(self, query: Query) -> Composed | None:
        """The one clause that answers a particular question, where it is surely that one, and no list of what applies."""
        if query.concern is not Concern.CASE and not asks_ruling_alone(query.text):
            return None
        ranked = self.ranked(query, self.scope(query))
        if not ranked or not self.supported(query, ranked[0]):
            return None
        unit = ranked[0].statement.unit
        heard = [s.logit for s in ranked if s.logit is not None and s.statement.unit is unit]
        if heard and max(heard) < PARTICULAR:
            return None
        told = self._by_kind(query)
        units = {self.ranker.book.unit_of(c) for c in told.draft.clauses()}
        return told if told.outcome == "answered" and unit in units else None

    def _by_kind(self, query: Query) -> Composed:
        """The answer of the room for the question's kind."""
        match query.kind:
            case Kind.CLAUSE if query.years and WHICH_DAY.search(query.text):
                return self.fact(query)  # 2027年度的几号开始填, of a clause of this year
            case Kind.CLAUSE:
                return self.clause_by_number(query) or self.fact(query)
            case Kind.RESPONSIBLE:
                return self._who(query)
            case Kind.TASKS:
                return self.tasks(query)
            case Kind.COMPARE:
                return self.compare(query)
            case Kind.CHECK if _LIVED.search(query.text) and (
                asks_ruling_alone(query.text) or _COMES.search(query.text)
            ):
                # 干了11年能签无固定期限合同吗: a figure of the asker's own is no claim about the text's
                return self.fact(replace(query, kind=Kind.FACT))
            case Kind.CHECK:
                return self.still_holds(query) or self.kind_by_number(query) or self.check(query)
            case Kind.META if not self.speaks_of_paper(query):
                return self.about_document(query)
            case _:
                told = self.meaning(query) or self._on_topic(query) or self.bare_topic(query)
                return told or self.fact(query)

    def asked_on_topic(self, query: Query) -> list[str]:
        """标准化西安要做什么, as it is mostly put (西安在标准化方面要做什么); [] for what asks no such thing."""
        topic = topic_to_do(query.text, self.places_of(query)) if query.kind in _TOPICAL else ""
        if not topic or query.refs or query.named_docs or query.concern is not Concern.NONE:
            return []
        place = "".join(r.short for r in query.regions)
        return [f"{place}在{topic}方面{ask}" for ask in ("要做什么", "有哪些要求")]

    def _on_topic(self, query: Query) -> Composed | None:
        """标准化西安要做什么: what the place's own documents say on a topic, else a refusal; None where none is asked about."""
        put = self.asked_on_topic(query)
        for text in put:
            asked = self.understander.understand(text)
            told = self.fact(replace(asked, doc_ids=query.doc_ids, around=query.around))
            cited = told.draft.clauses()
            own = not query.doc_ids or all(c.doc_id in query.doc_ids for c in cited)
            if told.outcome == "answered" and own and self.pertains(asked, cited):
                return told
        if not put:
            return None
        # what the documents around a place say of it is none of its tasks
        told = self.fact(query)
        wider = query.doc_ids and any(c.doc_id not in query.doc_ids for c in told.draft.clauses())
        return self.refuse(query, looked=told.looked_at) if wider else told
