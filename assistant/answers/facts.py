"""Facts, figures, definitions and lists: the statement that says most of the question, or a refusal.

Knows nothing of comparisons or departments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.answerable import probability
from assistant.answers.enumerations import (
    alike,
    asks_alike,
    asks_cases,
    asks_when_it_holds,
    counted_alike,
    counts_alike,
    denies_too,
    opens_list,
    opens_refused,
)
from assistant.answers.facets import lacks_facet
from assistant.answers.fitting import MEASURED
from assistant.answers.goals import Goals
from assistant.answers.judging import NO_ANSWER
from assistant.answers.measures import LEAST_SAID, Measure
from assistant.answers.ranking import Scored, likeliest
from assistant.answers.refusals import ITS_MATTER
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.statements import UNRELATED, Statement, flat
from assistant.answers.stretches import untitled
from assistant.answers.subjects import counts_another, of_another_subject
from assistant.answers.tabular_lists import TabularLists
from assistant.answers.units import has_amount, has_figure, is_money, only_shares
from assistant.answers.verdicts import ACT, bearing, sets_scope, verdict
from assistant.understand.measured import names_measure
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, coverage
from corpus.types import Clause, Indicator

_FIGURE = re.compile("[\\d零一二两三四五六七八九十百千万亿半倍]|等值|全额|免")
_TARGET = re.compile("目标|指标")
_AWARDED = re.compile("奖励|补助|补贴|资助|给予|贴息")
# so many of the likeliest statements have to be one clause's, and so likely by the first decision, for it to lead
LED, SURELY_LED = 4, 0.9
LIKELY = 0.6  # by the first decision: less, and the words speak against the likeliest statement
LEAST_NAMED = 0.9  # the weight of translated words that name a figure
SO_CALLED = 0.7  # share of a bare name that a figure's name must say
# how many of the likeliest sentences, and how near the first in score, are looked at for the one that opens a list
OPENINGS, NEAR_BEST = 5, 0.75
# what is looked at beside the best: how many, and what a statement gains that rules on the question, or loses as the cost
# of a breach
# 到2030年的总目标是什么
_AIM_OF_YEAR = re.compile("目标|要达到|要实现|要建成")
# 租金怎么定, and 租金按照…确定
_HOW_SET = re.compile("(?:怎么|如何|咋|怎样)(?:定|算|收|计|核定|确定|计算|收取)")
_DEFINES = re.compile("所称[^，,。]{2,16}[，,]?(?:是指|系指|指)")
_IS_SET = "(?:标准|价格|额)?(?:按照?|由|为|实行|执行|不[高低]于|不得)"
THING, HALF_AS_LIKELY = 0.3, 0.5
RIVALS, RULES, SCOPE, COST = 20, 0.6, 0.3, 0.3
RULED = 0.5  # the judge's logit from which on a sentence that rules on the very act told is its answer
_COST = re.compile("违反.{0,40}规定|有.{0,20}(?:情形|行为)之一的，.{0,12}(?:责令|处|没收|警告)")
_COST_ASKED = re.compile("罚|处分|处理|处置|后果|责任|违反|怎么?样|咋|下场|追究|赔|吊销|查")
_FIGURE_ASKED = re.compile("多少|几|多[久长远]|[什啥]么?时候?|何时|哪[天日月年]")
_ASKS = re.compile("几|多少|什么|啥|哪|怎|咋|如何|谁|吗|么|呢|是不是|有没有|[a-z]{3}")
# a day asked for is one of the year asked for
WHICH_DAY = re.compile("哪[一]?天|几号|几月")
_CLAUSE_ASKED = re.compile(
    r"(?:哪|第几|哪一)(?:个)?(?:条(?![路街线河巷道])|款|章|部分|专栏|条款|项)|哪儿写|写在哪|which (?:article|clause)"
)


def said_whole(words: Sequence[Word], indicator: Indicator) -> bool:
    """Whether a figure's name says all of some words, and they are enough to name one."""
    name = flat(f"{indicator.name}{indicator.group or ''}")
    enough = sum(w.weight for w in words) >= LEAST_NAMED
    return enough and all(w.said_in(name) >= 0.99 for w in words if w.weight > 0.1)


class Facts(TabularLists, Goals):
    """Answers from the best supported statements."""

    def fact(self, query: Query) -> Composed:
        if query.refs and (clauses := self.by_refs(query)):
            return self._within(query, clauses)
        if told := self.goals(query):
            return told
        if query.kind in (Kind.LIST, Kind.FACT) and (named := self._named_alike(query)):
            return named
        if table := self.table_asked(query):
            return table
        ranked = self.ranked(query, self.scope(query))
        if query.part:
            there = [s for s in ranked if s.statement.clause.label == query.part]
            first = ranked[0] if ranked else None
            # 标准的前言里排第二: the clause that speaks of some foreword, not the foreword
            if first and query.part in first.statement.text and self.supported(query, first):
                return self.from_ranked(query, ranked)
            if not there:
                clauses = [
                    c for c in self.index.tree if c.label == query.part and c.doc_id in self.scope(query)
                ]
                if len(clauses) == 1:
                    draft = Draft()
                    self.say_clause(draft, query, clauses[0])
                    return Composed("answered", draft, tuple(clauses))
            ranked = there + [s for s in ranked if s not in there]
            if there and len({s.statement.clause.doc_id for s in there}) == 1:
                draft = Draft()
                self.say_statement(draft, query, there[0])
                return Composed("answered", draft, tuple(s.statement.clause for s in ranked))
        if query.around and not query.doc_ids:
            # the nearest region that says it: 西安 before 陕西 for 蓝田
            nearest: Composed | None = None
            for region in (r for place in query.regions for r in self.lexicon.places.path(place)[1:]):
                docs = self.lexicon.docs_by_region.get(region.name, ())
                near = [s for s in ranked if s.statement.clause.doc_id in docs]
                if not near:
                    continue
                answer = self.from_ranked(replace(query, around=tuple(docs)), near)
                if answer.outcome == "answered":
                    return answer
                nearest = nearest or answer
            answer = self.from_ranked(query, ranked)
            return nearest if nearest and answer.outcome == "refused" else answer
        answer = self.from_ranked(query, ranked)
        if answer.outcome == "refused" and (wider := self.around_place(query)) is not None:
            return wider
        return answer

    def likeliest_said(self, query: Query) -> Composed | None:
        """The likeliest statement said as an answer; None where its words speak against it, or tell something else."""
        if query.refs or query.part or query.absent:
            return None
        ranked = self.ranked(query, self.scope(query), read=True)
        first = next(iter(likeliest(query.asks_figure, ranked)), None)
        if first is None or self._of_something_else(query, first):
            return None
        if probability(self.signals.values(query, first)) < LIKELY:
            return None
        draft = Draft()
        self.say_best(draft, query, ranked, first)
        if query.around:
            self.note_around(draft, query)
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        return Composed("answered", draft, looked)

    def _named_alike(self, query: Query) -> Composed | None:
        """The names with a part that the question quotes or counts: “浙里”开头的平台, 哪三个强省."""
        doc_ids = self.scope(query)
        statements = (
            [
                s
                for c in self.index.tree
                if (not doc_ids or c.doc_id in doc_ids) and c.label != UNRELATED
                for s in self.ranker.book.of(c)
            ]
            if query.quoted or counts_alike(query.text) or asks_alike(query.raw)
            else []
        )
        found = counted_alike(query.text, query.words, statements)
        if found is None and (query.kind is Kind.LIST or asks_alike(query.raw)):
            found = alike(query.raw, statements)
            if found is None and query.kind is Kind.LIST and asks_alike(query.raw):
                return self.refuse(query)
        if found is None:
            return None
        clause = found.statement.clause
        document = self.index.documents[clause.doc_id]
        text = untitled(plain(document.text[found.start : found.end]))
        draft = Draft()
        draft.say(self.where(query, document) + text, Span(clause, found.start, found.end))
        return Composed("answered", draft, (clause,))

    def _of_no_such_year(self, query: Query) -> Composed | None:
        """首席质量官覆盖率2027年多少, of a figure that is there for 2025: which years it is for; None for any other question."""
        if not (query.asks_figure and query.years):
            return None
        other = self.named_figure(replace(query, years=()), self.scope(query))
        if other is None:
            return None
        own = other.indicator
        same = (i for i in self.index.indicators if (i.doc_id, i.name) == (own.doc_id, own.name))
        years = {i.year for i in (own, *same) if i.year is not None}
        if not years or years & {*query.years}:
            return None
        return self.no_such_year(query, other.statement.clause, instead=sorted(years))

    def told_of(self, query: Query) -> Composed | None:
        """云南边境县的…减半: what a document says of a place that has none of its own; never a figure, see ``_around_place``."""
        if query.asks_figure:
            return None
        answer = self.fact(replace(query, outside=(), regions=()))
        said = "".join(self.quotes(s for _, spans in answer.draft.sentences for s in spans))
        if answer.outcome != "answered" or not all(r.short in said for r in query.outside):
            return None
        names = "、".join(r.name for r in query.outside)
        answer.draft.note(f"没有{names}自己的文件，以上是别的文件里写到{names}的")
        return answer

    def _within(self, query: Query, clauses: Sequence[Clause]) -> Composed:
        """A fact asked of a clause named by number."""
        told = flat("".join(c.text for c in clauses))
        if lacks_facet(query.text, told, "", rule=True):
            return self.refuse(query, nearest=clauses[0], looked=tuple(clauses))
        inside = {d.clause_id for c in clauses for d in [c, *self.index.tree.descendants(c)]}
        ranked = [
            s
            for s in self.ranker.rank(query, tuple({c.doc_id for c in clauses}), k=200)
            if s.statement.clause.clause_id in inside and not s.statement.heading
        ]
        if query.kind is Kind.LIST or not ranked or not query.words:
            return self.clause_by_number(query) or self.refuse(query)
        dated = query.asks_figure or WHICH_DAY.search(query.text)
        if dated and self.tells_other_year(query, ranked[0].statement):
            return self.no_such_year(query, clauses[0])
        if query.asks_figure and self.of_its_part(query, ranked[0].statement):
            return self.refuse(query, nearest=clauses[0], looked=tuple(clauses))
        named = self.indicator_of(query, ranked[0].statement)
        by_name = named is not None and not unsaid_in(query.words, named)
        if query.asks_figure and not by_name and not self.supported(query, ranked[0], beside=True):
            # the clause itself rather than whichever of its figures
            return self.clause_by_number(query) or self.refuse(query)
        draft = Draft()
        self.say_statement(draft, query, ranked[0])
        return Composed("answered", draft, tuple(s.statement.clause for s in ranked[:5]))

    def from_ranked(self, query: Query, ranked: list[Scored]) -> Composed:
        everything, ranked = ranked, [s for s in ranked if not s.statement.heading] or ranked
        named = self.indicator_of(query, ranked[0].statement) if ranked and query.kind is Kind.FACT else None
        if named is not None and coverage(query.words, named.name.lower()) >= 0.75:
            # a bare indicator's name asks for its figure
            query = replace(query, wants_number=True)
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        if query.asks_figure:
            ranked = [s for s in ranked if has_figure(s.statement)] or ranked
        if query.kind is Kind.LIST and ranked and (parts := self.parts(query, ranked[0].statement.clause)):
            draft = Draft()
            self.say_clause(draft, query, parts)
            return Composed("answered", draft, looked)
        measure = self.named_figure(query, self.scope(query))
        best: Scored | None = None
        if measure is not None and any(s.statement.clause.doc_id == measure.indicator.doc_id for s in ranked):
            best = next((s for s in ranked if s.statement == measure.statement), _alone(measure))
        # a name alone is no answer where the judge has read the sentence and found none in it, nor one that is translated
        alone = best is not None and query.english and not self.supported(query, best)
        # the judge reads Chinese: of a translated question the name that says all of it is surer
        translated = query.english and measure is not None and said_whole(query.words, measure.indicator)
        if best is None or (not translated and (alone or (best.logit or 0.0) <= NO_ANSWER)):
            measure = None
            # where the judge has read the likeliest ones, no other is let in by its words alone
            read = [s for s in ranked if s.logit is not None]
            best = next((s for s in read or ranked if self.supported(query, s)), None)
        figure = self.of_grade(query, measure) if measure else None
        if best is not None and not query.asks_figure:
            best = self._ruling(query, ranked, best)
            best = self._no_definition(query, ranked, best)
        if query.kind is Kind.LIST and best is not None and not denies_too(query.text, best.statement):
            # 啥情形可以不备案, of the duty to do so: the sentence beside it that lets it be left
            unit = best.statement.unit
            beside = (s for s in ranked if s.statement.unit is unit and self.supported(query, s))
            best = next((s for s in beside if denies_too(query.text, s.statement)), None)
        if best is None and not query.asks_figure:
            best = self._led(query, ranked) or self._ruled(query, ranked)
        if best is not None and asks_when_it_holds(query.text) and opens_list(best.statement.text):
            query = replace(query, kind=Kind.LIST)  # all the cases are read out
        if query.kind is Kind.LIST and (opening := self._refused_cases(query, ranked)):
            best = opening
        bare = query.kind is Kind.FACT and query.asks_figure and not _ASKS.search(query.text)
        if best is not None and bare:
            best = self._so_called(query, best)
        if best is not None and self._of_something_else(query, best):
            best = None
        if best is None and query.asks_where:
            best = self._written(query, everything)
        if best is None:
            return self._of_no_such_year(query) or self.refuse(query, looked=looked)
        if query.asks_figure and (share := self.own_share(query, best.statement)):
            return share
        if table := self.listed_in_table(query, best.statement):
            return table
        draft = Draft()
        if _CLAUSE_ASKED.search(query.text) and not query.asks_where:
            clause = best.statement.clause
            draft.say(f"见{self.renderer.label(clause)}", self.span_of(best.statement))
        if not query.doc_ids and not query.around and query.asks_figure:
            chosen = self.one_a_region(query, ranked, best)
        else:
            # 可以…吗 asks for no figure, whatever others are near
            also = query.asks_figure or query.kind is not Kind.CHECK
            chosen = [best, *(self.contradictions(query, ranked, best, figure) if also else ())]
        dealt = self.dealt(query, best.statement) if query.asks_figure and len(chosen) == 1 else []
        if dealt:
            where = self.where(query, self.index.documents[best.statement.clause.doc_id])
            if (own := self.own_portion(query, best.statement)) is not None:
                draft.say(where + untitled(plain(f"{own[0].member}{own[0].said}")), *own[1])
            else:
                # 分别 with one of its figures alone would say that this one is for all
                for span in sorted(dealt[0][1], key=lambda s: s.start):
                    text = self.index.documents[span.clause.doc_id].text[span.start : span.end]
                    draft.say(where + untitled(plain(text)).rstrip("。"), span)
                    where = ""
        elif len(chosen) == 1:
            if query.asks_figure and (
                len(_FIGURE_ASKED.findall(query.text)) < 2 or best.statement.clause.row
            ):
                self.say_statement(draft, query, best, figure=figure)
            else:
                self.say_best(draft, query, ranked, best)
        else:
            of_year = {
                id(c): i.year or 0 for c in chosen if (i := self.indicator_of(query, c.statement)) is not None
            }
            years = set(of_year.values())
            if len({c.statement.clause.doc_id for c in chosen}) == 1:
                chosen.sort(key=lambda c: of_year.get(id(c), 0))
            for scored in chosen:
                self.say_statement(
                    draft, query, scored, with_year=len(years) > 1, figure=figure if scored is best else None
                )
        if (
            query.asks_figure
            and has_figure(best.statement)
            and not any(_FIGURE.search(t) for t, _ in draft.sentences)
        ):
            # its figures stand in other parts than the one that speaks of what is asked
            return self.refuse(query, looked=looked)
        if query.around:
            self.note_around(draft, query)
        return Composed("answered", draft, looked)

    def _of_something_else(self, query: Query, scored: Scored) -> bool:
        """Whether what a statement tells is of another year, place, grade, measure or thing than the one asked for."""
        told = scored.statement
        dated = query.asks_figure or WHICH_DAY.search(query.text)
        if dated and (not self.year_fits(query, scored) or self.of_wider_place(query, scored)):
            return True
        if self.of_other_grade(query, told) or self.of_neighbour(query, told.text):
            return True
        if (
            query.years
            and not dated
            and _AIM_OF_YEAR.search(query.text)
            and not self._tells_year(query, told)
        ):
            return True
        if _TARGET.search(query.text) and _only_awards(query, told):
            return True
        return query.asks_figure and (
            self.other_measure(query, told)
            # 服务质量满意度的目标, and 满意度明显增强
            or (names_measure(query.topic) and not has_amount(told))
            or self.without_its_name(query, told)
            or self.of_another_thing(query, told, told.indicators)
            or self._of_another_subject(query, told)
            or counts_another(query.text, told.text, told.context)
            or only_shares(query.unit, told)
            or (told.clause.row is not None and self.narrowed(query, told))
        )

    def _tells_year(self, query: Query, statement: Statement) -> bool:
        """Whether a statement or its clause is of one of the years asked for."""
        unit = self.ranker.book.text_of(statement.unit) + statement.context
        return bool(statement.years & set(query.years)) or any(str(y) in unit for y in query.years)

    def _of_another_subject(self, query: Query, statement: Statement) -> bool:
        """Whether what is measured, as the question names it, is none of a statement's figures."""
        asked = flat(query.text)
        around = f"{statement.context}{statement.clause.row.group or '' if statement.clause.row else ''}"
        if statement.clause.row is None and not statement.years:
            around += (
                statement.text
            )  # a rule says its subject before or behind its rate (减按20%的税率征收企业所得税)
        return bool(statement.indicators) and all(
            of_another_subject(
                asked, query.words, flat(i.name), flat(around), self.lexicon.rarity, self.lexicon.knows
            )
            for i in statement.indicators
        )

    def _written(self, query: Query, ranked: Sequence[Scored]) -> Scored | None:
        """Which clause is asked, not what it says: the likeliest, where it is about that; its heading may be all that says so."""
        first = ranked[0] if ranked else None
        if first is None or self.pertinence.about(query, [first.statement.clause]) < ITS_MATTER:
            return None
        return first

    def _so_called(self, query: Query, best: Scored) -> Scored | None:
        """A statement with the figure that a bare name (浙江品牌指数) asks for; None where its figures are called otherwise."""
        statement = best.statement
        called = [
            flat(f"{i.name} {i.quantity.text} {i.group or ''} {statement.context}")
            for i in statement.indicators
        ]
        # what is measured stands beside the figure, not only in a heading over it; over a table's column it may
        measured = [] if statement.clause.row else [w for w in query.words if MEASURED.search(w.text)]
        if any(w.said_in(flat(statement.text)) < LEAST_SAID for w in measured):
            return None
        said = max(coverage(query.words, name) for name in called or [statement.text])
        return best if said >= SO_CALLED else None

    def _led(self, query: Query, ranked: Sequence[Scored]) -> Scored | None:
        """The opening of the list of cases, where when something holds is asked and one clause leads with all its sentences.

        Alone none of them is an answer: 政府采购应当采购本国货物, and an item says only its case.
        """
        first = likeliest(False, ranked)[:LED]
        if len(first) < LED or not asks_when_it_holds(query.text):
            return None
        unit = first[0].statement.unit
        if any(s.statement.unit is not unit for s in first):
            return None
        if probability(self.signals.values(query, replace(first[0], logit=None))) < SURELY_LED:
            return None
        opening = (s for s in ranked if s.statement.unit is unit and opens_list(s.statement.text))
        found = next(opening, None)
        return found if found is not None and denies_too(query.text, found.statement) else None

    def _ruled(self, query: Query, ranked: Sequence[Scored]) -> Scored | None:
        """Of the likeliest that one whose own words rule on the very act told, where the judge hears an answer in it too."""
        return next(
            (
                s
                for s in likeliest(False, ranked)
                if (s.logit or 0.0) >= RULED
                and verdict(query, [s.statement.text])
                and not self.lacks(query, s.statement)
            ),
            None,
        )

    def _refused_cases(self, query: Query, ranked: Sequence[Scored]) -> Scored | None:
        """有下列情形之一的，不予支持： where that is asked for; it says little of the question besides."""
        for scored in ranked[:OPENINGS]:
            near = scored.statement.unit is ranked[0].statement.unit or asks_cases(query.text)
            if scored.score < NEAR_BEST * ranked[0].score:
                return None
            if (near or scored is ranked[0]) and opens_refused(query.text, scored.statement):
                return scored
        return None

    def _ruling(self, query: Query, ranked: Sequence[Scored], best: Scored) -> Scored:
        """Of the statements that say about as much of the question, the rule it asks for.

        What may be done says the sentence that forbids or allows the very act, for whom a document is its scope, and what
        is to be done the rule, not the sentence on what breaking it costs.
        """
        asks_cost = _COST_ASKED.search(query.text)

        def value(scored: Scored) -> float:
            text = scored.statement.text
            share = bearing(query, text)
            rules = RULES * share if share >= ACT else 0.0
            scope = SCOPE if sets_scope(query, text) else 0.0
            cost = COST if not asks_cost and _COST.search(text) else 0.0
            return scored.score + rules + scope - cost

        least = value(best)
        rivals = [
            (gained, s)
            for s in ranked[:RIVALS]
            if s is not best and s.score >= NEAR_BEST * best.score and (gained := value(s)) > least
        ]
        # the sort keeps the likelier first of two that are worth as much
        rivals.sort(key=lambda r: -r[0])
        told = (s for _, s in rivals if not s.statement.heading and self.supported(query, s, beside=True))
        return next(told, best)

    def _no_definition(self, query: Query, ranked: Sequence[Scored], best: Scored) -> Scored:
        """租金怎么定: the sentence that sets it, not the one that says what the thing is and names it in passing."""
        if not _HOW_SET.search(query.text) or not _DEFINES.search(best.statement.text):
            return best
        words = [w.text for w in query.words if w.known and w.weight >= THING and len(w.text) > 1]
        sets = re.compile(f"(?:{'|'.join(map(re.escape, words)) or '(?!)'}){_IS_SET}")
        others = (
            s
            for s in ranked[:RIVALS]
            if s.score >= HALF_AS_LIKELY * best.score
            and sets.search(s.statement.text)
            and not _DEFINES.search(s.statement.text)
            and not self.lacks(query, s.statement)
        )
        return next(others, best)


def unsaid_in(words: Sequence[Word], indicator: Indicator) -> list[Word]:
    """The words carrying a question that an indicator's name does not write."""
    return [w for w in words if w.weight >= KEY_WEIGHT and w.text not in flat(indicator.name)]


def _alone(measure: Measure) -> Scored:
    """A figure's statement that the words of the question did not find."""
    return Scored(measure.statement, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def _only_awards(query: Query, statement: Statement) -> bool:
    """国际标准目标是多少, and 国际标准奖励50万元: a sum that is paid is no target, unless sums are asked for."""
    if query.unit or is_money(query.text) or statement.clause.row:
        return False
    found = statement.quantities
    return bool(found) and all(_AWARDED.search(statement.text) and is_money(q.unit) for q in found)
