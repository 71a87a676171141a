"""Whether a statement answers a question: its words, a figure of the kind asked for, the year, the level.

The base of what is read out (readout.py). Knows nothing of how an answer is worded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.answerable import is_task
from assistant.answers.facets import only_whom_to_ring
from assistant.answers.judging import Judging, decision
from assistant.answers.lookup import Lookup
from assistant.answers.measures import LEAST_NAME, LEAST_SAID, PRESENT, Measure, Measures
from assistant.answers.measures import model as measures_model
from assistant.answers.pertinence import Pertinence
from assistant.answers.ranking import AHEAD, Ranker, Scored, mostly_named_by_heading, named_by_heading
from assistant.answers.render import Renderer, Span
from assistant.answers.sanctions import Sanctions
from assistant.answers.series import of_other_member
from assistant.answers.signals import FEATURES, KEY_WEIGHT, RARE_WEIGHT, Signals
from assistant.answers.statements import Statement, defines, flat
from assistant.answers.units import in_other_unit, is_money, paid_out, unit_is
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, coverage, segment
from corpus.indicators import piece_around
from corpus.numerals import find_years, parse_ordinal
from corpus.types import Clause, Indicator
from index.policy_index import PolicyIndex

# words that weigh less than this together ask for nothing (你是谁)
LEAST_WEIGHT = 0.25
LEAST_HEAD = 3  # characters at a name's end that stand for it
NEAR_A_NAME = 200  # characters within which a name tells what a figure is of
SO_NAMED = 0.5  # of a question, said by the name of a figure of the year asked for
_RATE = re.compile("[率度]$")  # 办结率, 覆盖率: no sum of money, whatever it is the rate of
WHOLE_TERM = 0.9  # of the question said by a sentence that defines its term: that is the answer
# 多少万元 is no share of a subsidy, as 多少钱 may be
_SUM = re.compile("(?:多少|几)[百千万亿]*元")
_OF_SUM = re.compile("(?:金|款|费|贴|资)总?额的[\\d.]+%")
_PRICED = re.compile(
    "[\\d一二三四五六七八九十][%‰倍折成]|百分之|分之|免费|不收|无偿|承担|自理|自费|自付|另行|价|免[予征收缴]|半数|一半|全额|个月"
)
_CAP = re.compile("上限|封顶|顶格|最高(?:补|给|奖|拿|能|可以|不超过|是)")
MEASURED = re.compile("(?:率|(?<![额限幅程年季角制进尺])度|指数|比重|占比)$")
# a target of whose thing less than so much is said has to be heard surely by the judge
FIGURE_SAID, HEARD_SURELY = 0.5, 0.5
# ... where the words that are not said, each of some weight, make a name of so many characters that the texts write
TELLS, LEAST_OTHER = 0.5, 4
# the share of a question's words that no text here writes, from which on the judge has to read a statement that says words of
# like sense, and from which logit on it may be the answer
UNWRITTEN, _STRANGE = 0.8, FEATURES.index("strange")
NEAR_IN_WORDS = -6.0
HALF_SAID = 0.5  # of a word that carries a question
SURE_OF_FIGURE = 1.0  # the judge's logit for a figure whose statement says none of them
MEASURE_SAYS = 0.3  # of its weight, a word for any measure tells of which figure is meant
_MEASURE_ALONE = re.compile("占比|比重|比例|份额|总量|数量|总数|数额|金额|额度|数值")
# 占比 may be said by a share alone (不少于总时长的20%)
_SHARE = re.compile("(?:比重|占比)$")
_GROWTH = re.compile("年均增[长速幅]|增长率|增速|增幅|同比增长|年增长")
_GROWTH_SAID = re.compile("增[长速幅加]|提高|提升|上升|下降|降低|倍")
_TAKES = re.compile(
    "(?:多久|多长时间|几天|多少天|几个?工作日)[^，,。？?]{0,3}[办批审发拿出][^，,。？?]{0,2}(?:下来|[好完成结到证]|$)|"
    "[办批审发拿](?!年)[^，,。？?]{0,6}(?:要|需要?|得|花)(?:多久|多长时间|几天|多少天|几个?工作日)"
)
_HOLDS = re.compile("有效期|有效期限|长期有效")
_TAKEN = re.compile("工作日|[日天]内|当[场日天]|即时|办结|小时")
_SENTENCE_END = re.compile("[。；;]")

TAIL = 4  # characters right before it, of which no two may stand in the other name
LEAST_HEAD = 3  # characters that two names end alike with


class Fitting:
    """Holds the statements of one index against questions."""

    def __init__(
        self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, ranker: Ranker, renderer: Renderer
    ) -> None:
        self.index = index
        self.lexicon = lexicon
        self.lookup = lookup
        self.ranker = ranker
        self.renderer = renderer
        self.signals = Signals(ranker.book)
        self.judging = Judging(index, ranker.book, self.signals)
        self.pertinence = Pertinence(index, ranker.book)
        self.measures = Measures(index, ranker.book)
        self.sanctions = Sanctions(index, ranker.book)

    def scope(self, query: Query) -> tuple[str, ...]:
        """The documents a question is to be answered from; () for all of them."""
        if query.doc_ids:
            return query.doc_ids
        return query.around

    def ranked(
        self, query: Query, doc_ids: Sequence[str] = (), *, k: int = 30, read: bool = False
    ) -> list[Scored]:
        """The statements that say most of the question, best first; where that is in doubt, as the judge sees them.

        :param read: as the judge sees them, in doubt or not.
        """
        found = self.ranker.rank(query, doc_ids, k=k)
        return self.judging.read(query, found) if read else self.judging.judged(query, found)

    def _names_other(self, query: Query, statement: Statement) -> bool:
        """放心消费示范单位, of which a target says 示范 and the unit: another name of the same texts is asked for."""
        told, name = f"{statement.text} {statement.context}", ""
        for word in (*query.words, None):
            if word is not None and word.known and word.weight >= TELLS and not word.said_in(told):
                name += word.text
                continue
            if len(name) >= LEAST_OTHER and name in flat(query.text) and self.lexicon.contexts.writes(name):
                return True
            name = ""
        return False

    def supported(self, query: Query, scored: Scored, *, beside: bool = False) -> bool:
        """Whether a statement says enough of the question to be its answer.

        :param beside: others may answer as well: that they are as likely tells nothing against it.
        """
        statement = scored.statement
        if beside:
            scored = replace(scored, ahead=AHEAD)
        if sum(w.weight for w in query.words) < LEAST_WEIGHT:
            return False
        # English words stand for the corpus's own
        unknown = any(w.weight >= KEY_WEIGHT and not w.known for w in query.words)
        defined = query.kind is Kind.DEFINITION and defines(query, statement)
        if query.kind is Kind.DEFINITION and unknown and not query.english and not defined:
            return False
        if is_task(query.text):
            return False
        if statement.clause.kind == "row" and only_whom_to_ring(query.text, statement.text):
            return False
        if defined and scored.own >= WHOLE_TERM:
            return True
        named = named_by_heading(flat(query.text), statement) or mostly_named_by_heading(
            flat(query.topic), statement
        )
        if not query.asks_figure and named:
            return not self.lacks(query, statement)
        names = [i.name.lower() for i in statement.indicators]
        # the share of something in the asked thing is no figure of that thing
        if query.asks_figure and names and all(in_denominator_only(query.words, name) for name in names):
            return False
        if query.asks_figure:
            other = self.signals.of_other_level(query, statement)
        else:
            other = of_other_member(flat(query.text), statement.text, statement.context)
        if other:
            return False
        if query.asks_figure and is_money(query.unit) and not self._tells_price(statement):
            return False
        if query.asks_figure and is_money(query.unit) and paid_out(query.text, statement.text):
            return False
        if query.asks_figure and (self._says_nothing(query, scored) or in_other_unit(query.unit, statement)):
            return False
        if query.unit and of_another_span(query.text, statement.text):
            return False
        aims = query.asks_figure and not query.english and any(i.year for i in statement.indicators)
        unsure = scored.own < FIGURE_SAID and scored.logit is not None and scored.logit < HEARD_SURELY
        if aims and unsure and self._names_other(query, statement):
            return False
        values = self.signals.values(query, scored)
        likely, enough = decision(values, scored, figure=query.asks_figure)
        if scored.logit is None and likely >= enough and values[_STRANGE] >= UNWRITTEN and not query.english:
            # 公租房租金, of which 租赁 of cars is the nearest that is written
            heard = self.judging.heard(query.text, [statement])
            return heard is None or heard[0] >= NEAR_IN_WORDS
        return likely >= enough

    def _says_nothing(self, query: Query, scored: Scored) -> bool:
        """Whether an indicator's row says no word that carries the question, a rare one of the corpus among them.

        The judge may be sure of it for all that. Sentences may say a thing in words of their own.
        """
        if not scored.statement.clause.row or not any(
            i.attribute or i.year for i in scored.statement.indicators
        ):
            return False
        heavy = [w for w in query.words if w.weight >= KEY_WEIGHT]
        # not who sees to it: 农村 is none of the names in a row of 市农业农村局
        names = "".join(flat(f"{i.name}{i.unit or ''}{i.quantity.text}") for i in scored.statement.indicators)
        around = f"{scored.statement.context} {names}"
        unsaid = all(w.said_in(around) < HALF_SAID for w in heavy)
        rare = any(w.known and w.weight >= RARE_WEIGHT for w in heavy)
        elsewhere = any(w.said_in(scored.statement.text) >= HALF_SAID for w in heavy)
        return (rare or elsewhere) and unsaid and (scored.logit or 0.0) < SURE_OF_FIGURE

    def _tells_price(self, statement: Statement) -> bool:
        """Whether a statement's clause has any sum or share, or says who pays or fixes it: 多少钱 is not answered without."""
        text = statement.context + self.ranker.book.text_of(statement.unit)
        return is_money(text) or bool(_PRICED.search(text))

    def lacks(self, query: Query, statement: Statement) -> bool:
        """Whether the question asks for a kind of thing that neither a statement's clause nor its headings say."""
        return self.signals.lacks(query, statement)

    def named_figure(self, query: Query, doc_ids: Sequence[str]) -> Measure | None:
        """The figure whose name a how-much question says, in whatever words; None where none stands out."""
        if not query.asks_figure or is_task(query.text) or sum(w.weight for w in query.words) < LEAST_WEIGHT:
            return None
        found = self.measures.likeliest(query, doc_ids)
        if found is None or found.share < measures_model().named:
            return None
        indicator, statement = found.indicator, found.statement
        units = [indicator.quantity.unit, indicator.unit or ""]
        if query.unit and not unit_is(query.unit, units):
            return None
        if is_money(query.unit):
            named = () if _SUM.search(query.text) else (indicator.name,)
            if not is_money(*units, *named) or _RATE.search(indicator.name):
                return None
            if _OF_SUM.search(statement.text) and "%" in units:
                return None  # 不得超过奖金总额的30%: how much of the sum, and no sum
            if paid_out(query.text, statement.text):
                return None
        if not indicator.actual and self.lacks(query, statement):
            return None
        if self.other_measure(query, statement, (indicator,)) or of_another_span(query.text, statement.text):
            return None
        if in_denominator_only(query.words, indicator.name.lower()) or self._narrowed(query, found):
            return None
        if self.of_another_thing(query, statement, (indicator,)):
            return None
        return None if self.signals.of_other_level(query, statement) else found

    def other_measure(
        self, query: Query, statement: Statement, figures: Sequence[Indicator] | None = None
    ) -> bool:
        """Whether figures' own words lack the rate or index that is asked for, or the growth of a thing: its level is none.

        :param figures: those of the statement's that may be meant; None for all.
        """
        named = statement.indicators if figures is None else figures
        said = flat(" ".join([statement.text, *(f"{i.name} {i.quantity.text}" for i in named)]))
        if _GROWTH.search(query.topic) and not _GROWTH_SAID.search(said):
            return True
        return any(
            w.weight >= KEY_WEIGHT
            and MEASURED.search(w.text)
            and not _SHARE.search(w.text)
            and w.said_in(said) < LEAST_SAID
            for w in query.words
        )

    def without_its_name(self, query: Query, statement: Statement) -> bool:
        """Whether a name that a question puts in quotation marks stands nowhere around a figure.

        “浙江制造”标准多少项 asks for no 制造业质量竞争力指数.
        """
        quoted = [flat(q) for q in re.findall("“([^”]{2,12})”", query.text)]
        names = [n for n in quoted if self.lexicon.writing(n)]
        book = self.ranker.book
        near = [
            statement,
            *(s for s in book.of(statement.clause) if abs(s.start - statement.start) <= NEAR_A_NAME),
        ]
        around = "".join(f"{s.text}{s.context}" for s in near) if names else ""
        # 市长质量奖提名奖 may stand there as 提名奖
        return any(
            not any(name[n:] in around for n in range(max(len(name) - LEAST_HEAD, 0) + 1)) for name in names
        )

    def _narrowed(self, query: Query, found: Measure) -> bool:
        """公共服务质量满意度 of 服务质量满意度: a word right before the name, that the clause never says, makes it another's."""
        asked, name = flat(query.text), flat(found.indicator.name)
        at = asked.find(name)
        if at <= 0:
            return False
        statement = found.statement
        said = f"{self.ranker.book.text_of(statement.unit)}{statement.context}{self.lexicon.titles[statement.clause.doc_id]}"
        if len(name) < LEAST_NAME:
            # 覆盖率 alone is of whatever its clause is about
            return any(
                w.weight >= KEY_WEIGHT and w.text not in name and w.said_in(said) < LEAST_SAID
                for w in query.words
            )
        return any(
            w.weight >= KEY_WEIGHT / 2 and asked[:at].endswith(w.text) and w.said_in(said) < LEAST_SAID
            for w in query.words
        )

    def narrowed(self, query: Query, statement: Statement) -> bool:
        """Whether the words of a question make each of a row's rates that it names another's (药品抽检合格率 of 抽检合格率)."""
        rates = [i for i in statement.indicators if MEASURED.search(flat(i.name))]
        named = [i for i in rates if flat(i.name) in flat(query.text)]
        return bool(named) and all(self._narrowed(query, Measure(i, statement, 1.0)) for i in named)

    def of_another_thing(self, query: Query, statement: Statement, figures: Sequence[Indicator]) -> bool:
        """药品抽检合格率 of 食品评价性抽检合格率: right before the same head each names a thing that the other does not say.

        :param figures: those that may be meant; all that end like what is asked for have to be of other things.
        """
        alike = [
            self.names_another(query, flat(f.name), f"{f.group or ''}{statement.context}") for f in figures
        ]
        known = [a for a in alike if a is not None]
        return bool(known) and all(known)

    def names_another(self, query: Query, name: str, around: str = "") -> bool | None:
        """Whether a figure's name has another thing before the head that it shares with the question; None where it shares none.

        :param name: as flat() writes it.
        :param around: what the document says of it beside its name.
        """
        asked = flat(query.text)
        heads = (name[n:] for n in range(len(name) - LEAST_HEAD + 1) if name[n:] in asked)
        # of other heads (航线) nobody can tell whether they are of another thing
        if not (head := next(heads, "")) or not MEASURED.search(head):
            return None
        before, own = asked[: asked.find(head)], name[: -len(head)]
        mine = any(
            w.weight >= KEY_WEIGHT and before.endswith(w.text) and w.said_in(name + around) < LEAST_SAID
            for w in query.words
        )
        # 集采药 of 集采品种
        tail = before[-TAIL:]
        mine = mine and not any(tail[n : n + 2] in name for n in range(len(tail) - 1))
        theirs = next((word for word, flag in segment(own) if flag[:1] == "n" and len(word) > 1), "")
        return mine and bool(theirs) and theirs not in asked

    def of_grade(self, query: Query, found: Measure) -> Indicator:
        """The figure found; where its words are of another grade (2级) than the one asked for (三级), that one's beside it."""
        asked, text = _grades(query.text), self.index.documents[found.indicator.doc_id].text

        def grades(indicator: Indicator) -> set[str]:
            start, end = piece_around(
                text, found.statement.start, found.statement.end, indicator.quantity.start
            )
            return _grades(text[start:end])

        own = grades(found.indicator)
        if not asked or not own or asked & own:
            return found.indicator
        alike = (i for i in found.statement.indicators if i.quantity.unit == found.indicator.quantity.unit)
        return next((i for i in alike if asked & grades(i)), found.indicator)

    def of_other_grade(self, query: Query, statement: Statement) -> bool:
        """Whether a statement tells figures by grade (2级, 3级以上) and none of the grade asked for (四级)."""
        asked = _grades(query.text) if query.asks_figure else set()
        own = _grades(statement.text) if asked else set()
        return bool(own) and not asked & own

    def year_fits(self, query: Query, scored: Scored) -> bool:
        years = scored.statement.years
        if not query.years:
            return True
        if years & set(query.years):
            return not self._of_other_year(query, scored.statement)
        if years:
            return False
        # a figure without a year of its own is meant for the one of its list's opening, or of most of the document's targets
        clause = scored.statement.clause
        own = (
            self._headed_year(clause) or self._year_of_title(clause.doc_id) or self._usual_year(clause.doc_id)
        )
        return set(query.years) <= {own}

    def _of_other_year(self, query: Query, statement: Statement) -> bool:
        """Whether of a sentence in pieces the one that says most of the question is of other years than the one asked for."""
        pieces = [p for p in _SENTENCE_END.split(statement.text) if re.search(r"\d", p)]
        if statement.clause.row or len(pieces) < 2:
            return False
        told = set(find_years(max(pieces, key=lambda p: coverage(query.words, p))))
        # 2026年…达到38%；2025年为33.6%: the piece of the year asked for says the rest by standing there
        short = any(_YEAR_ALONE.match(p) and set(query.years) & set(find_years(p)) for p in pieces)
        # …达到32件；到2030年，达到45件: the figure goes on from the one that has the name
        short = short or any(
            i.year in query.years and coverage(query.words, i.name.lower()) >= SO_NAMED
            for i in statement.indicators
        )
        return bool(told) and not told & set(query.years) and not short

    def _headed_year(self, clause: Clause) -> int | None:
        """The one year of the opening of a clause's list, or of the nearest heading that has a single one."""
        opening = _SENTENCE_END.split(self.ranker.book.intro(clause).rstrip("：:。"))[-1]
        above = (c.title for c in (clause, *self.index.tree.ancestors(clause)))
        for text in (opening, *above):
            years = set(find_years(text))
            if len(years) == 1:
                return years.pop()
        return None

    def _usual_year(self, doc_id: str) -> int | None:
        targets = (i for i in self.index.indicators if i.doc_id == doc_id and not i.actual)
        years = Counter(i.year for i in targets if i.year)
        return years.most_common(1)[0][0] if years else None

    def _year_of_title(self, doc_id: str) -> int | None:
        """The one year that a document's title says it is for (2026年度…申报的通知)."""
        years = set(find_years(self.index.documents[doc_id].title))
        return years.pop() if len(years) == 1 else None

    def indicator_of(self, query: Query, statement: Statement) -> Indicator | None:
        """The indicator of a statement that the question asks for."""
        if not statement.indicators:
            return None
        words = of_which(query.words)

        def fit(indicator: Indicator, grams: frozenset[str]) -> tuple[float, float]:
            match = coverage(words, indicator.name.lower())
            year = 0.5 if query.years and indicator.year in query.years else 0.0
            unit = (
                0.5
                if query.unit and unit_is(query.unit, [indicator.quantity.unit, indicator.unit or ""])
                else 0.0
            )
            present = 0.5 if indicator.actual and not query.years and PRESENT.search(query.text) else 0.0
            capped = (
                0.5
                if _CAP.search(query.text) and is_money(indicator.quantity.unit, indicator.unit or "")
                else 0.0
            )
            return (year + unit + present + capped + match, -len(grams))

        fits = [fit(*named) for named in zip(statement.indicators, statement.names, strict=True)]
        best = max(fits)
        return statement.indicators[fits.index(best)] if statement.clause.row or best[0] > 0 else None

    def text_of(self, statement: Statement) -> str:
        return self.index.documents[statement.clause.doc_id].text[statement.start : statement.end]

    def span_of(self, statement: Statement) -> Span:
        return Span(statement.clause, statement.start, statement.end)


def of_another_span(question: str, text: str) -> bool:
    """Whether it is asked how long something takes (多久办下来), and a text says how long the thing holds (有效期为4年)."""
    return bool(_TAKES.search(question) and _HOLDS.search(text) and not _TAKEN.search(text))


def of_which(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a question, those for any measure counting little: of 研发花的钱占比, 研发 tells which figure is meant."""
    return tuple(
        replace(w, weight=MEASURE_SAYS * w.weight) if _MEASURE_ALONE.fullmatch(w.text) else w for w in words
    )


_GRADE = re.compile("(?<![a-z])([a-d]{1,3}|[一二三四五六七八九十]|\\d{1,2})(?=[级星类等档])")


def _grades(text: str) -> set[str]:
    """The grades a text names (三级, 2级, A类), numerals in digits."""
    return {str(parse_ordinal(g) or g) for g in _GRADE.findall(flat(text))}


_YEAR_ALONE = re.compile(r"(?:其中)?(?:到)?(?:19|20)\d\d年?底?(?:的)?[为是达约]")


def in_denominator_only(words: Sequence[Word], name: str) -> bool:
    """Whether a share's name says the question only in what it is a share of: GDP of 数字经济…占GDP比重."""
    whole, sign, base = name.rpartition("占")
    if sign and re.search(r"(?:比重|比例|占比|份额)$", base):
        numerator = whole
    elif name.startswith("单位"):
        numerator = re.sub(r"^单位(?:地区生产总值|国内生产总值|gdp|产值|面积|产品)", "", name)
    else:
        return False
    asked = [w for w in words if w.weight >= 0.3]
    return any(w.said_in(name) >= 0.9 for w in asked) and not any(w.said_in(numerator) >= 0.5 for w in asked)
