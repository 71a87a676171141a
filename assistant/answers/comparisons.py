"""One figure of several places, documents or years side by side, or what each of them says of one matter.

The verdict is computed from the figures (differences.py) and stands first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.aims import asks_aims
from assistant.answers.apiece import weighed
from assistant.answers.compared import ALL_OF_THEM, CHANGE, Group
from assistant.answers.contrasted import SAME, asks_money, kinds_wanted
from assistant.answers.differences import ALIKE, alike, difference, one_unit
from assistant.answers.fitting import MEASURED
from assistant.answers.framing import (
    COMPARABLE,
    NOT_THE_SAME,
    STRICT,
    as_difference,
    asks_share,
    matter,
    weighs_only,
)
from assistant.answers.gathered import Found, Gathered
from assistant.answers.intervals import amounts, is_time
from assistant.answers.listed import first_or_last
from assistant.answers.render import Composed, Draft, Span, plain, tabled
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.stated import unsaid
from assistant.answers.stretches import untitled
from assistant.answers.subjects import counts_another
from assistant.answers.year_by_year import year_by_year
from assistant.understand.naming import without
from assistant.understand.question import Kind, Query
from assistant.understand.rulings import asks_ruling_alone
from assistant.understand.words import coverage
from corpus.types import Clause, Indicator

# several places are compared without a word like 相比: 是不是都一样, 谁多, 省里多还是西安多
_BESIDE = re.compile(
    r"一样|一个样|相同|一致|谁|哪(?:个|边|里|儿|家|省|市|一)|分别|各[一-龥]{0,3}?(?:多少|几)|都(?:是|要|要求|有)?(?:多少|几|\w{2,10}多少)|"
    r"[高低多少大小快慢重轻长短严](?:，|,)?还是|差|比|几倍|一回事|口径|变化|都(?:提|写|有|定|讲|说|规定)(?!关)|有没有|[定提写]了没|(?:约束|预期)性|"
    r"[高低多少长短](?:出)?(?:多少|几)"
)
# which of two days comes first
_DAYS = re.compile("(?:哪|谁)[^，,。？?]{0,10}?(早|晚)(?=$|[，,。？?些点])")
_ORDER_WORD = re.compile("最[高低多少大小快慢严]|高于|低于|多于|少于|超过|差距?|相差")
# another time than now, and what a text says of the change since
_BEFORE = re.compile("去年|上一?年度?|前年|往年|上一?届|上个?月")
_CHANGE_SAID = re.compile("增|涨|提高|提升|上升|减|降|同比|比上年|比去年")
# how something is worded (用的动词有啥不同); what is compared is words then, no figures
_PHRASED = re.compile(
    "动词|名词|措辞|用词|词语|字眼|字句|表述|表达|提法|说法|讲法|写法|叫法|语气|口气|口吻|(?:怎么|咋|如何)(?:说|写|讲|提)"
)
# ... or how it is meant (口径一样吗)
_WORDING = re.compile(
    _PHRASED.pattern + "|口径|力度|强度|程度|松紧|轻重|不同|不一样|区别|差别|差异|异同|出入|一致"
)
_KIND_ASKED = re.compile(
    r"(?:是不是|是否|都|是|属于|算|为|哪个|哪些|谁)*(?:约束|预期|硬性)性(?:的|指标)*(?:还是(?:约束|预期)性(?:的|指标)*)?(?:吗|么|的|吧)?[？?。\s]*$"
)
_YEAR_ASKED = re.compile("哪一?年|几几年|什么时候")
_AS_MUCH = re.compile("一样[高多大长重]")


class Comparisons(Gathered):
    """Answers 哪个高, 差多少 about places, documents and years."""

    def beside(self, query: Query) -> Composed | None:
        """What the question sets side by side, where it does: named things, else places."""
        if other := as_difference(query.text, self._is_place):
            asked = replace(self.understander.understand(other), raw=query.raw)
            told = self.beside(asked) or self.compare(replace(asked, kind=Kind.COMPARE))
            several = len(self.places_compared(asked)) > 1 or len(asked.years) > 1
            answers = told.outcome == "answered" and (several or told.draft.sentences[0][0].endswith("倍"))
            return told if answers else None
        checks = query.kind is Kind.CHECK
        if (not checks or SAME.search(query.text)) and (named := self.contrast(_untitled(query))) is not None:
            return self._of_each_place(query, named) or named
        if query.kind is Kind.COMPARE or query.refs:
            return None
        if len(query.years) > 1 and CHANGE.search(query.text) and len(self.places_compared(query)) < 2:
            return self.compare(replace(query, kind=Kind.COMPARE))
        everywhere = not query.regions and not query.doc_ids and ALL_OF_THEM.search(query.text)
        if not _BESIDE.search(query.text) and not (everywhere and query.asks_figure):
            return None
        if not everywhere and len(self.places_compared(query)) < 2 and len(self.dated(query)) < 2:
            return None
        return self.compare(replace(query, kind=Kind.COMPARE))

    def _of_two_times(self, query: Query, told: Composed) -> Composed:
        """An answer to 今年比去年多几项: a refusal where it is one figure, and says nothing of the change."""
        before = _BEFORE.search(query.text)
        if before is None or told.outcome != "answered" or not weighs_only(query.text):
            return told
        said = "".join(text for text, _ in told.draft.sentences)
        if _CHANGE_SAID.search(said):
            return told
        return self.one_sided(query, [before[0]], told.draft.clauses())

    def _of_each_place(self, query: Query, named: Composed) -> Composed | None:
        """Two places side by side, where the things named are what both are asked about: 学历、年限; 劳动生产率和能耗.

        None where the things as they are told alone are found, and of each of the places.
        """
        places = self.places_compared(query)
        if len(places) < 2:
            return None
        cited = {c.doc_id for c in named.draft.clauses()}
        if not named.draft.lacking and all(cited & {*self.lexicon.docs_by_region[p.name]} for p in places):
            return None
        things = self.things_asked(query) if query.asks_figure else []
        asked = [self.understander.understand(t.question) for t in things] or [query]
        told = [self.compare(replace(a, kind=Kind.COMPARE)) for a in asked]
        if any(t.outcome != "answered" or (t.draft.lacking and not things) for t in told):
            return None
        draft = Draft()
        for n, one in enumerate(told):
            for said, spans in one.draft.sentences:
                draft.say(said if spans or not things else f"{things[n].label}：{said}", *spans)
            for note in one.draft.notes:
                draft.note(note)
        return Composed("answered", draft, tuple(dict.fromkeys(draft.clauses())), settled=True)

    def apiece(self, query: Query) -> Composed | None:
        """How long two documents hold, who leads in two places: each told alone; None for any other question."""
        if told := self.each_paper(query):
            return told
        if query.kind not in (Kind.META, Kind.RESPONSIBLE) or query.refs or query.english:
            return None
        if told := self.each_duty(query):
            return told
        if len(asked := self.alone(query, self.groups(query))) > 1:
            return self.each(asked, least=1, order=first_or_last(query.text))
        # 《…补贴和两项补贴管理办法》 is one document, not two things
        return self.contrast(query) if query.kind is Kind.META and len(query.doc_ids) != 1 else None

    def compare(self, query: Query) -> Composed:
        """The figure of every place, document or year that is compared, and what follows from them."""
        absent = [
            r for r in query.regions if r.level != "国家级" and not self.lexicon.docs_by_region.get(r.name)
        ]
        if absent and len(query.regions) > 1:
            return self.refuse(query, "、".join(r.name for r in absent))
        if told := self._each_year(query):
            return told
        if query.attribute and (aim := _KIND_ASKED.sub("目标", query.text)) != query.text:
            # 是约束性吗 of several places: of the figure of each, whether its text says of what kind it is or not
            asked = self.understander.understand(aim)
            query = replace(
                asked,
                kind=query.kind,
                attribute=query.attribute,
                doc_ids=query.doc_ids,
                regions=query.regions,
            )
        whole, query = query, self._matter(query)
        groups = self.groups(query)
        if len(groups) < 2:
            return self.contrast(_untitled(whole)) or self._of_two_times(whole, self.fact(query))
        alone = {a.name: a for a in self.alone(whole, groups)}
        own = any(a.others for a in alone.values())
        order = next((w for w in _DAYS.findall(whole.text)), "")
        rule = asks_ruling_alone(re.sub("[，,][^，,]*$", "？", whole.text)) and not whole.asks_figure
        if alone and (order or rule or (own and not query.asks_figure)):
            if told := self.each(
                [alone[g.name] for g in groups], least=len(groups), order=order, whole=whole
            ):
                rows = {c.title for c in told.draft.clauses() if c.row}
                if COMPARABLE.search(whole.text) and len(rows) == len(groups):
                    told.draft.sentences.insert(0, (NOT_THE_SAME, ()))
                return told
        elif own:
            groups = [replace(g, query=replace(alone[g.name].query, wants_number=True)) for g in groups]
        if asks_aims(replace(query, kind=Kind.FACT)) and (told := self._aims_beside(query, groups)):
            return told
        looked: list[Clause] = []
        candidates = [self.statements_of(query, g, looked) for g in groups]
        found = self.fitting(groups, candidates)
        if not found and STRICT.search(query.text) and not query.asks_figure:
            # 谁的要求更严 of texts without figures
            groups = [replace(g, query=replace(g.query, wants_number=False)) for g in groups]
            found = self.fitting(groups, [self.statements_of(query, g, looked) for g in groups])
        found = self._of_the_kind(whole, found or self.borne_out(groups))
        found = [f for f in found if not self._of_wrong_year(f)]
        if (
            not found
            and alone
            and (told := self.each([alone[g.name] for g in groups], least=len(groups), whole=whole))
        ):
            return told
        if not found:
            return self._not_found(query, looked)
        for group in groups:
            beside = [f for f in found if f.name != group.name]
            mine = next((f for f in found if f.name == group.name), None)
            if mine is not None and (not query.asks_figure or self.figure_of(mine) is not None):
                continue
            # 鼓励申报鲁班奖 is no figure beside another side's 新增25项
            other = self.counterpart(group, beside)
            if other is not None and self.says_what_it_is_of(group, other):
                found = [*beside, other]
        found = [f for f in found if not self._of_other_thing(query, f)]
        found = self._of_the_kind(whole, self.of_the_matter(query, self.beside_a_row(query, found)))
        if not found:
            return self._not_found(query, looked)
        if query.asks_figure:
            # what no other side bears out has to answer alone
            of_name = {g.name: g for g in groups}
            # 学生体检合格率: two rates of food bear each other out, and say nothing of pupils
            near = " ".join(f"{f.scored.statement.text} {f.scored.statement.context}" for f in found)
            things = [w for w in query.words if w.weight >= KEY_WEIGHT and not MEASURED.search(w.text)]
            foreign = bool(things) and len(unsaid(things, near)) == len(things)
            found = [
                f
                for f in found
                if (
                    not foreign
                    and self.borne_out_by(f, found)
                    and self.says_what_it_is_of(of_name[f.name], f)
                )
                or self._answers_alone(of_name[f.name], f)
            ]
            if not found:
                return self._not_found(query, looked)
        order = [g.name for g in groups]
        found.sort(key=lambda f: order.index(f.name))
        missing = [g for g in groups if g.name not in {f.name for f in found}]
        apart = {
            g.name: told for g in missing if g.name in alone and (told := self.each([alone[g.name]], least=1))
        }
        missing = [g for g in missing if g.name not in apart]
        if not query.regions and not query.named_docs and not query.years:
            missing = []  # of all documents there are, those that speak of it
        denied = {g.name: said for g in missing if (said := self.denied_by(g)) is not None}
        missing = [g for g in missing if g.name not in denied]
        if missing and len(groups) - len(missing) < 2 and weighs_only(whole.text):
            cited = [
                *(f.scored.statement.clause for f in found),
                *(c for a in apart.values() for c in a.draft.clauses()),
            ]
            return self.one_sided(query, [g.name for g in missing], cited)
        of_side = dict(zip(order, candidates, strict=True))
        others = [[f.scored, *(s for s in of_side[f.name] if s is not f.scored)] for f in found]
        found = self.same_year(query, found, others)
        if not query.regions and not query.named_docs and sum(f.indicator is not None for f in found) > 1:
            # of all documents there are, those with a figure
            found = [f for f in found if f.indicator is not None]
        draft = Draft()
        figures = query.asks_figure or all(f.indicator is not None for f in found)
        years = {f.indicator.year for f in found if f.indicator is not None}
        dated = len(years) > 1 or bool(_YEAR_ASKED.search(query.text))
        for one in found:
            self._say_group(draft, query, one, figures, apart=dated)
        if not figures and len(found) == len(groups):
            # 哪个禁得更久: its figure is one among others, and tells it all the same
            sides = [(f.name, said) for f, (said, _) in zip(found, draft.sentences, strict=True)]
            draft.sentences[:0] = [(v, ()) for v in [weighed(whole.text, sides)] if v]
        for told in apart.values():
            draft.sentences += told.draft.sentences
        for name, scored in denied.items():
            text = untitled(plain(self.text_of(scored.statement)))
            draft.say(f"{name}：{text}", self.span_of(scored.statement))
        for group in missing:
            spoken = self.speaks_of(group)
            draft.say(f"没有查到{group.name}的这一项" if spoken else f"{group.name}的文件中没有这一项")
        worded = bool(_PHRASED.search(whole.text)) and not whole.asks_figure
        if (
            figures
            and not apart
            and not denied
            and not worded
            and (verdict := self._verdict(draft, query, found))
        ):
            draft.sentences.insert(0, (f"只看查到的几处，{verdict}" if missing else verdict, ()))
        # judged by what is compared: the words that compare stand in no clause
        settled = len(found) > 1 and self.pertinence.pertains(query, draft.clauses())
        return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=settled)

    def _each_year(self, query: Query) -> Composed | None:
        """Several places in each of several years; None where not all of them are asked about for all of these."""
        if len(set(query.years)) < 2 or CHANGE.search(query.text) or len(self.places_compared(query)) < 2:
            return None
        groups = self.groups(query)
        if any(g.query.years != query.years for g in groups):
            return None  # 芜湖2026年的和株洲2025年的
        return year_by_year(query, [g.name for g in groups], self.compare)

    def _not_found(self, query: Query, looked: Sequence[Clause]) -> Composed:
        return self.refuse(query, nearest=looked[0] if looked else None, looked=tuple(looked) or None)

    def _answers_alone(self, group: Group, one: Found) -> bool:
        """Whether a side's figure is the one of the asked name, or its row says every word that the question turns on.

        A sentence says more than its figure's name, and is held against the question before.
        """
        statement = one.scored.statement
        if not statement.clause.row:
            return True
        named = self.named_figure(group.query, group.doc_ids)
        if named is not None and named.indicator == one.indicator:
            return True
        return not unsaid(group.query.words, f"{statement.text}{statement.context}")

    def _of_other_thing(self, query: Query, one: Found) -> bool:
        """Whether a side's figure is of another thing than the one compared: 食品抽检合格率 is no side of 药品抽检合格率."""
        told = one.scored.statement
        if query.asks_figure and counts_another(query.text, told.text, told.context):
            return True
        return one.indicator is not None and self.of_another_thing(query, told, (one.indicator,))

    def _of_wrong_year(self, one: Found) -> bool:
        """Whether the figure of a side that is a year is of another one: 到2027年，达到32件 is no figure of 2030."""
        figure = self.figure_of(one) if re.fullmatch(r"(?:20)?\d\d年", one.name) else None
        return figure is not None and figure.year is not None and str(figure.year)[-2:] != one.name[-3:-1]

    def _of_the_kind(self, query: Query, found: list[Found]) -> list[Found]:
        """The sides' figures but those that are no span of time, or no money, where that is asked for (管的年头, 给多少)."""
        wanted, money = kinds_wanted(query.text), asks_money(query)
        if not any(map(is_time, wanted)) and not money:
            return found
        wanted = wanted or frozenset(("元", "倍", "%"))
        return [
            f
            for f in found
            if (x := self.figure_of(f)) is None or x.amount.kind in wanted or x.amount.kind == ""
        ]

    def _matter(self, query: Query) -> Query:
        """The question with the words of what is compared only: 最高, 差多少, 是一回事吗 say how to compare, not what."""
        about = matter(query.text, [c.text for c in query.claims])
        if len(re.sub(r"\W", "", about)) > 1:
            bare = self.understander.understand(about)
            if sum(w.weight for w in bare.words) >= KEY_WEIGHT:
                query = replace(query, words=bare.words, topic=bare.topic, search=bare.search)
        words = tuple(
            w
            for w in query.words
            if not _ORDER_WORD.fullmatch(w.text) and (query.asks_figure or not _WORDING.fullmatch(w.text))
        )
        return replace(
            query,
            words=words or query.words,
            unit="" if query.unit in ("倍", "分", "点") else query.unit,
            wants_number=query.wants_number or bool(query.claims or _AS_MUCH.search(query.text)),
        )

    def _verdict(self, draft: Draft, query: Query, found: Sequence[Found]) -> str:
        """差0.5个百分点 of two figures, the highest of several; why not, where units, names or years differ."""
        figures = [self.figure_of(f) for f in found]
        told = [f for f in figures if f is not None]
        if len(told) < max(2, len(found)):
            return ""
        units = {f.indicator.unit or "" for f in found if f.indicator is not None}
        if len({f.amount.kind for f in one_unit(told)}) > 1 and len(units) > 1:
            if not query.asks_figure and not all(alike(told[0].what, f.what) for f in told[1:]):
                return ""  # 在品牌建设上有什么不同: each says it in figures of its own
            return self._other_unit(query, [f for f in found if f.indicator is not None])
        if STRICT.search(query.text) and any(self._several_times(f) for f in found):
            return ""  # 满12年的每2年, 15年以上的每3年: which of the two makes it strict nobody can tell
        times = bool(as_difference(query.raw, self._is_place))
        verdict = difference(
            query.text,
            told,
            asks_attribute=query.attribute is not None,
            times=times,
            share=asks_share(query.raw),
        )
        by_year = all(f.side.endswith("年") for f in told)
        if len({f.year for f in told}) > 1 and not by_year and "年份" not in verdict:
            draft.note("各处目标年份不同，比较时请注意")
        return verdict

    def _is_place(self, text: str) -> bool:
        """Whether a text names a place and no more (陕西, 全省)."""
        bare = self.understander.understand(text)
        named = self.lexicon.mentions(text)
        whole = any(m.start == 0 and text[m.end :] in ("", "省", "市") for m in named)
        return whole or (bare.level is not None and len(text) == 2)

    def _several_times(self, found: Found) -> bool:
        """Whether a side's sentence has several spans of time, of which its figure is one."""
        figure = self.figure_of(found)
        if figure is None or not is_time(figure.amount.kind) or found.scored.statement.clause.row:
            return False
        return sum(is_time(a.kind) for a in amounts(self.text_of(found.scored.statement))) > 1

    def _aims_beside(self, query: Query, groups: Sequence[Group]) -> Composed | None:
        """What each side wants to have reached in a year, as a whole; None where no document says it."""
        draft = Draft()
        silent = []
        for group in groups:
            told = self.aims_of(replace(query, years=group.query.years), group.doc_ids)
            if not told:
                silent.append(group.name)
            for n, statement in enumerate(told):
                lead = "" if n else f"{group.name}："
                draft.say(lead + untitled(plain(self.text_of(statement))), self.span_of(statement))
        if not draft.sentences:
            return None
        if silent:
            draft.say(f"没有查到{'、'.join(silent)}的这一项目标")
        return Composed("answered", draft, tuple(dict.fromkeys(draft.clauses())))

    def _say_group(self, draft: Draft, query: Query, figure: Found, figures: bool, *, apart: bool) -> None:
        """One group's figure.

        :param apart: the figures are meant for different years, so that each says its own.
        """
        statement, indicator = figure.scored.statement, figure.indicator
        if (
            figure.stated is None
            and indicator is not None
            and _of_no_year(figure.name, indicator, statement.text)
        ):
            figure = replace(figure, name="没有写年份")
        if figure.stated is not None:
            stated, spans = figure.stated, list(figure.stated.spans)
            if stated.portion is None and statement.clause.row is None:
                # its words may begin before its own piece
                spans = [Span(statement.clause, self.figure_start(query, stated), stated.end)]
            draft.say(f"{figure.name}：{self.figure_text(query, stated)}", *spans)
            return
        if statement.clause.row and indicator:
            text, spans = (
                self.say_indicator(query, indicator),
                [Span(statement.clause, statement.start, statement.end)],
            )
        elif statement.clause.kind == "row" and (columns := self.ranker.book.columns(statement.clause)):
            text, spans = f"{figure.name}：{tabled(columns)}", self.row_spans(statement.clause, columns)
        else:
            start, end = self.stretch(replace(query, wants_number=figures), statement, indicator)
            bare = untitled(plain(self.index.documents[statement.clause.doc_id].text[start:end]))
            text, spans = (
                f"{figure.name}：{bare.rstrip('，,、；;。')}",
                [Span(statement.clause, start, end)],
            )
        if apart and indicator is not None and indicator.year and str(indicator.year) not in text:
            begin = self.year_start(statement.clause, indicator)
            if begin < indicator.start or str(indicator.year) in self.text_of(statement):
                spans = [Span(statement.clause, min(begin, statement.start), statement.end)]
            elif (lead := self.year_lead(statement.clause, indicator.year)) is not None:
                spans.append(lead)
            to = "" if indicator.actual else "到"
            text = re.sub(r"^((?:[^：]*：)?)", rf"\g<1>{to}{indicator.year}年，", text, count=1)
        draft.say(text, *spans)

    def _other_unit(self, query: Query, found: Sequence[Found]) -> str:
        """Figures in other units: whose documents have none in the unit of the others, or of the question.

        "" where a sentence has one beside the figure that was taken for its own (按利息的30%，最高20万元), and of spans of time.
        """
        known = [(f.name, f.indicator) for f in found if f.indicator is not None]
        units = [i.unit or "" for _, i in known]
        wanted = next((u for u in units if u and u in query.text), max(units, key=units.count))
        if all(map(is_time, units)) or any(_beside_its_own(f, wanted) for f in found):
            return ""
        lacking = []
        for name, indicator in known:
            has = any(
                other.unit == wanted and coverage(query.words, other.name.lower()) >= ALIKE
                for other in self.index.indicators
                if other.doc_id == indicator.doc_id
            )
            has = has or any(
                any(q.unit == wanted for q in s.quantities) and coverage(query.words, s.text) >= ALIKE
                for s in self.ranker.book.of_document(indicator.doc_id)
            )
            if wanted and indicator.unit != wanted and not has:
                lacking.append(name)
        if lacking:
            return f"{'、'.join(lacking)}的文件中没有以“{wanted}”计的这一项，不能直接比较"
        return "几处单位不同，不能直接比较"


def _of_no_year(side: str, indicator: Indicator, text: str) -> bool:
    """Whether a figure that is told for a year is of none: 新增鲁班奖25项, asked for 2025."""
    return bool(re.fullmatch(r"20\d\d年", side)) and indicator.year is None and side[:4] not in text


def _beside_its_own(found: Found, unit: str) -> bool:
    """Whether a side's sentence has an amount in a unit other than its figure's."""
    row, own = found.scored.statement.clause.row, found.indicator
    if row or own is None or own.unit == unit:
        return False
    return any(q.unit == unit for q in found.scored.statement.quantities)


def _untitled(query: Query) -> Query:
    """The question without the name of the one document it is asked of: 《…补贴和两项补贴管理办法》 sets nothing side by side."""
    if len(query.named_docs) != 1:
        return query
    text = query.text
    for said in query.called:
        text = without(text, said) if re.search("[和与及跟、]", said) else text
    return replace(query, text=text) if re.search(r"[一-龥]{2}", text) else query
