"""Figures as the clauses state them, and which of them a question means.

A figure is known by the words it is said of, its year and its attribute, never by its digits: a sentence with
three targets has three figures, one that deals out (分别给予…) as many as it lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.dealt import asks_behind
from assistant.answers.facts import Facts
from assistant.answers.fitting import of_which
from assistant.answers.intervals import Amount, amount_of_indicator, amounts, is_condition
from assistant.answers.portions import Portion
from assistant.answers.ranking import Scored
from assistant.answers.render import Draft, Span, plain
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.statements import Statement, asked_tokens, flat
from assistant.answers.stretches import untitled
from assistant.understand.question import Query
from assistant.understand.spoken import spoken_quantities
from assistant.understand.words import Word, coverage
from corpus.indicators import piece_around
from corpus.numerals import find_years, flatten
from corpus.script import simplify
from corpus.types import Indicator
from index.sparse import tokens

SAID = 0.5  # how far a text must say a word that carries the question
AIM = 0.2  # what speaks for a figure that is called a target, as the question calls it
ALIKE_FIT = 0.15  # of two figures that fit about as well, either may be meant
FULLY = 0.75  # of a word, by the pieces before a figure that are read out with it for this word
OWN_WORDS = 0.6  # of the question in the piece around a figure: it is understood without the pieces before
BARE = 10_000  # a number without a unit from which it is money or a count of something
LEAD = 90  # characters of the pieces before that are read out with it
# a piece that says only by how much, of what the piece before it names (，到2027年底达到95%)
_BARE = re.compile(
    r"(?:到|至|截至|自|从|在)?(?:19|20)?\d*年?(?:底|末|初|前|以前|以后|内)?|达到?|提高到?|提升到?|增加到?|增至|升至|降至|降到|不低于|不高于|"
    r"不少于|不超过|为|约|再|力争|争取|分别|以上|以下|左右|其中|累计|全部|[\d.%％—\-~～至到、，,。；;：:（）()\s]"
)
# ... or only that something is given, and how often
_PAYS_OUT = re.compile(
    "每(?:个|家|名|人|位|户|项|件|次|年|月|亩|辆|台|套|届)|(?:各|分别|再|另|将|可|均|由)*(?:给予|奖励|奖补|补助|补贴|资助|发放|处以?|并处)|"
    "一次性|最高|最多|定额|标准|按|罚款|的"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in its sentence or row. ``start``/``end``: the piece that says it, as document offsets."""

    statement: Statement
    amount: Amount
    name: str  # what it is said of, flat: the piece without the figure, the row's name
    around: str  # what else its half of the sentence says, up to the next figure
    year: int | None
    start: int
    end: int
    indicator: Indicator | None = None
    portion: Portion | None = None
    condition: bool = False  # it only says who is meant (500人以上的企业)
    spans: tuple[Span, ...] = ()

    @property
    def attribute(self) -> str | None:
        """约束性 or 预期性, where the table says it."""
        return self.indicator.attribute if self.indicator else None

    @property
    def context(self) -> str:
        """All that tells what it is said of."""
        return f"{self.name} {self.around} {self.statement.context}"


@dataclass(frozen=True, slots=True)
class Meant:
    """A figure with how well it fits the question, and the shares of the question that its words say."""

    figure: Stated
    fit: float
    own: float
    near: float  # the same with what else its half of the sentence says


class StatedFigures(Facts):
    """Finds the figure a question means among those its statements state."""

    def stated(self, statement: Statement) -> list[Stated]:
        """The figures of a statement in reading order."""
        if statement.clause.row is not None:
            return [
                Stated(
                    statement,
                    amount_of_indicator(i),
                    flat(i.name),
                    "",
                    i.year,
                    statement.start,
                    statement.end,
                    i,
                    spans=(self.span_of(statement),),
                )
                for i in statement.indicators
            ]
        return self._in_text(statement)

    def _in_text(self, statement: Statement) -> list[Stated]:
        document = self.index.documents[statement.clause.doc_id]
        text = simplify(self.text_of(statement))
        known = {i.quantity.start: i for i in statement.indicators}
        dealt = {p.figure.start: (p, s) for p, s in self.shared(statement, every=True) if p.listed_apart}
        out: list[Stated] = []
        for amount in amounts(text, quantities=spoken_quantities):
            at = statement.start + amount.start
            indicator = known.get(at)
            if not amount.kind and indicator is None and amount.point is not None and amount.point < BARE:
                continue  # a number of something else: a table's cell, a serial
            start, end = piece_around(document.text, statement.start, statement.end, at)
            before, after = (
                text[start - statement.start : amount.start],
                text[amount.end : end - statement.start],
            )
            half = max(text.rfind(c, 0, start - statement.start) for c in "；;") + 1
            name, around = before + after, text[half : start - statement.start]
            spans: tuple[Span, ...] = (Span(statement.clause, start, end),)
            portion, stands = dealt.get(amount.start, (None, ()))
            if portion is not None:
                name, spans = f"{portion.member} {portion.said}", stands
                around = text[half : amount.start]
                for other, _ in dealt.values():
                    # what the list gives to others is not said of this one
                    member = other.member[-len(portion.member) - 1 :]  # 对获得国家级 is 国家级 beside 省级
                    around = around.replace(member, "") if member not in name else around
            elif _BARE.sub("", around) and not _BARE.sub("", _PAYS_OUT.sub("", name)):
                # 对获得市质量奖的个人，每名奖励8万元: whose it is stands in the piece before
                piece = max(around.rfind(c, 0, -1) for c in "，,") + 1
                start = statement.start + half + piece
                name, around, spans = (
                    around[piece:] + name,
                    around[:piece],
                    (Span(statement.clause, start, end),),
                )
            elif len(_BARE.sub("", name)) < 2 and out:
                name, start, around = f"{out[-1].name} {name}", out[-1].start, out[-1].around
                spans = (Span(statement.clause, start, end),)
            years = _years_of(text[half : amount.start])
            out.append(
                Stated(
                    statement,
                    amount,
                    flat(name).strip("，,、；;。：:—"),
                    flat(around),
                    years[-1] if years else indicator.year if indicator else None,
                    start,
                    end,
                    indicator,
                    portion,
                    is_condition(text, amount),
                    spans,
                )
            )
        return [self._with_rest(f, out[n + 1] if n + 1 < len(out) else None) for n, f in enumerate(out)]

    def _with_rest(self, figure: Stated, following: Stated | None) -> Stated:
        """A figure with what its half of the sentence says behind it, up to the next figure's piece."""
        end = figure.statement.end if following is None else following.start
        if figure.portion is not None or end <= figure.end:
            return figure
        text = self.index.documents[figure.statement.clause.doc_id].text
        if text[figure.end - 1] in "；;":
            return figure  # its half ends with it
        rest = text[figure.end : end]
        return replace(figure, around=figure.around + flat(simplify(re.split("[；;]", rest)[0])))

    def meant(
        self, query: Query, ranked: Sequence[Scored], kind: str | None = None, words: tuple[Word, ...] = ()
    ) -> list[Meant]:
        """The figures of some statements, those the question means first.

        :param kind: the unit it is asked or told in, "" for one told without; None where any will do.
        :param words: what the question says of the figure, where not all its words.
        """
        words = of_which(words or query.words)
        asked = asked_tokens(query.text + query.search)
        top = ranked[0].score if ranked else 1.0
        out: list[Meant] = []
        for scored in ranked:
            for figure in self.stated(scored.statement):
                if kind is not None and not alike_kind(kind, figure.amount.kind):
                    continue
                dealt = figure.portion.figure.text if figure.portion is not None else ""
                if dealt and asks_behind(query, scored.statement.text, dealt):
                    continue  # 参与制定的按30%, behind 主导制定…分别给予60万元、20万元
                own = coverage(words, figure.name)
                near = coverage(words, f"{figure.name} {figure.around}")
                wide = coverage(words, f"{figure.context} {scored.statement.text}")
                grams = set(tokens(figure.name))
                share = len(grams & asked) / len(grams) if grams else 0.0
                fit = 0.8 * own + 0.9 * near + 0.3 * wide + 0.3 * share + 0.25 * scored.score / (top or 1.0)
                if query.years and figure.year in query.years:
                    fit += 0.5
                fit += _rates(query.text, figure.name) + _levels(query.text, figure.name)
                fit += actors(query.text, figure.name)
                fit += AIM * bool(_AIMS.search(query.text) and _AIMS.search(figure.name))
                out.append(Meant(figure, fit - 0.4 * figure.condition, own, near))
        return sorted(out, key=lambda m: -m.fit)

    def figure_text(self, query: Query, figure: Stated) -> str:
        """A figure as it is read out: its piece, with what comes before where the piece does not say of what."""
        if figure.indicator is not None and figure.statement.clause.row is not None:
            return self.say_indicator(query, figure.indicator)
        if figure.portion is not None:
            return untitled(plain(figure.portion.member + figure.portion.said)).rstrip("，,、；;。")
        text = self.index.documents[figure.statement.clause.doc_id].text
        start = self.figure_start(query, figure)
        said = untitled(plain(text[start : figure.end])).rstrip("，,、；;。")
        return re.sub(r"^[^，,；;。：【]{0,24}【[^】]*】", "", said)

    def figure_start(self, query: Query, figure: Stated) -> int:
        """Where the words begin that tell what a figure is said of."""
        enough = coverage(query.words, figure.name) >= OWN_WORDS and len(figure.name) > 3
        lost = {w.text for w in unsaid(query.words, figure.name)}
        if enough and not lost - {w.text for w in unsaid(query.words, figure.around, FULLY)}:
            return figure.start
        text = self.index.documents[figure.statement.clause.doc_id].text
        half = max(text.rfind(c, figure.statement.start, figure.start) for c in "；;") + 1
        first = max(half, figure.statement.start)
        cuts = [first, *(m.end() for m in re.finditer("[，,]", text[: figure.start]) if m.end() > first)]
        return next((c for c in cuts if figure.end - c <= LEAD), figure.start)

    def say_stated(self, draft: Draft, query: Query, figure: Stated) -> None:
        """A figure, with its year and where that stands if the question assumed another one."""
        text, spans = self.figure_text(query, figure), list(figure.spans)
        clause, indicator = figure.statement.clause, figure.indicator
        if figure.portion is None and clause.row is None:
            spans = [Span(clause, self.figure_start(query, figure), figure.end)]
        if query.years and figure.year and str(figure.year) not in text:
            if indicator is not None and clause.row is None:
                begin = self.year_start(clause, indicator)
                spans = [Span(clause, min(begin, spans[0].start), spans[0].end)]
            said = "".join(self.index.documents[clause.doc_id].text[s.start : s.end] for s in spans)
            lead = None if str(figure.year) in said else self.year_lead(clause, figure.year)
            if lead is not None or str(figure.year) in said:
                to = "" if indicator is not None and indicator.actual else "到"
                text = f"{to}{figure.year}年，{text}"
                spans += [lead] if lead is not None else []
        draft.say(text, *spans)


# 由2015年的160万吨提高到420万吨: the year is that of the figure right behind it, and of no other
_SET_AGAINST = re.compile(r"[由从较比与](?:19|20)\d\d年(?:底|末)?的?(?!$)")


def _years_of(text: str) -> list[int]:
    """The years that what stands before a figure says of it."""
    return find_years(_SET_AGAINST.sub(" ", flatten(text)))


LEVEL = re.compile("(?:国家|[省市县区]|[特一二三四五六七八九])级")
# what is aimed at, beside where things stand: 网办率97.2%；2025年网办率目标为98%以上
_AIMS = re.compile("目标|(?:要|应|需|力争|将)(?:达?到|达)")
_COUNTERS = frozenset("个项家件名处所座种类例台套户批张场期次")
_RATES = (
    re.compile("每年|一年|年度|按年|每届"),
    re.compile("每个?月|一个月|按月|月(?=补|租|均)"),
    re.compile("每天|每日|一天|按天"),
    re.compile("每次|一次(?!性)|单次|单场"),
)


def alike_kind(told: str, stated: str) -> bool:
    """Whether an amount told in one unit may be one stated in another: 25个 of 25项, 100万 of 100万元, not of 30%."""
    if told == stated:
        return True
    if "/" in stated and "/" not in told:
        return told == stated.split("/")[0]
    if not told:
        return stated in ("", "元") or stated in _COUNTERS
    return "个" in (told, stated) and told in _COUNTERS and stated in _COUNTERS


def _levels(asked: str, name: str) -> float:
    """What 国家级, 省级, 二级 in question and figure speak for: the same, or another one; without one, the whole."""
    mine, other = set(LEVEL.findall(asked)), set(LEVEL.findall(name))
    if not mine and other:
        return -0.2
    if not mine or not other:
        return 0.0
    return 0.3 if mine & other else -1.2


# whom a figure is for: 获奖个人 is no 企业, and 组织 is
_ACTORS = (re.compile("个人|自然人|本人"), re.compile("企业|公司|单位|组织|机构|法人|厂"))


def actors(asked: str, name: str) -> float:
    """What 个人 or 企业 in question and figure speak for: the same, or the other one."""
    mine = {n for n, r in enumerate(_ACTORS) if r.search(asked)}
    other = {n for n, r in enumerate(_ACTORS) if r.search(name)}
    if len(mine) != 1 or len(other) != 1:
        return 0.0
    return 0.3 if mine == other else -0.5


def _rates(asked: str, name: str) -> float:
    """What 每年, 每月 … in question and figure speak for: the same, or another one."""
    mine = {n for n, r in enumerate(_RATES) if r.search(asked)}
    other = {n for n, r in enumerate(_RATES) if r.search(name)}
    if not mine or not other:
        return 0.0
    return 0.3 if mine & other else -1.2


def unsaid(words: Sequence[Word], text: str, least: float = SAID) -> list[Word]:
    """The words carrying a question that a text does not say."""
    return [
        w
        for w in words
        if w.weight >= KEY_WEIGHT and not OF_KIND.fullmatch(w.text) and w.said_in(text) < least
    ]


# what only says of which kind a figure is; the figure itself says it (时限: 20个工作日)
OF_KIND = re.compile(
    "时限|期限|时间|年限|天数|日期|比例|占比|比重|份额|金额|资金|数额|额度|费用|人数|家数|数量|个数|总数|数目|数值|"
    "超过|不到|高于|低于|达到|至少|最多|最少|最高|最低|以上|以下|左右|上限|下限|封顶"
)
