"""What a follow-up reckons from the figures that were told just before: 快几个点, 拢共几个, 刚好是两倍吧.

The figures are taken from the answers themselves, as indicators and not as words put into another question, so that what
is reckoned is what was told. A message that names a thing of its own is none of this room's. Knows nothing of how figures
are found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answers.differences import Figure, alike, bases_differ, difference, one_unit
from assistant.answers.intervals import Amount, amount_of_indicator
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import untitled
from assistant.answers.totals import sum_of
from assistant.answers.weighing import ratio
from assistant.compose import Composer
from assistant.conversation.parts import content
from assistant.told_parts import Asked
from assistant.types import Turn
from assistant.understand.lexicon import figure_name
from assistant.understand.words import Word, coverage
from corpus.gazetteer import Region
from corpus.numerals import find_years, flatten, parse_ordinal
from corpus.script import simplify
from corpus.types import Indicator

MOST = 3  # figures that are reckoned with
_TIE = re.compile("^(?:那么?|哦|噢|嗯|好的?|行|所以|这么说|这么看|照这么说|也就是说|等于说?)*[，,]*")
_MEASURE = "(?:个百分点|个点|点|个|家|项|名|人|件|张|分|万元?|亿元?|元|倍|成)?"
_SUM = re.compile(
    f"(?:拢共|总共|一共|合计|共计|统共|加起来|合起来|加一起|加在一起|加一块儿?|合一块儿?|合在一起|相加|加总|总数)(?:是|有|要|得)*(?:多少|几{_MEASURE})?"
)
_GAP = re.compile(
    f"(?:相?差|差距)(?:是|有|了|出)*(?:多少|几{_MEASURE}|多大)|(?<![最至顶不])(?P<way>[高低多少大小快慢])(?:了|出)?(?:多少|几{_MEASURE})"
)
_ORDER = re.compile(
    "(?:哪[个边家头]|谁)(?:的|定得|要求|的目标)*(?:更|最)?[高低多少大小快慢严松](?:一?[点些])?|[算是](?:高|多|大|快)(?:还是|[，,、]?[算是])(?:低|少|小|慢)|(?:高|多|大|快)还是(?:低|少|小|慢)"
)
_TIMES = re.compile(
    r"(?:刚好|正好|差不多|几乎|大概|岂不)?(?:是|有|等于|翻了?)?[^，,。？?]{0,8}?的?(?P<n>[一两二三四五六七八九十\d.]+|几|多少)倍(?:多)?"
)
# 这两个是硬性任务还是大概的预期
_KIND = re.compile(
    "(?:(?:这|那)?[两俩二三](?:个|者|项|样|边|家)(?:数|指标|目标)?|它们|前后|都|分别|各自?)[^，,。？?]{0,6}(?:约束|预期|硬性?|强制|刚性)[^，,。？?]*"
)
_PUT = {
    _KIND: "分别是约束性还是预期性",
    _SUM: "合计多少",
    _GAP: "相差多少",
    _ORDER: "哪个更高",
    _TIMES: "相比是几倍",
}
# what such a message says besides: of what was told, that it is asked, that it is so
_IDLE = re.compile(
    "怎么(?:还|反而|反倒|倒)?[高低多少]了|反而|反倒|这[两俩二三][个者项样数]*|那[两俩二三][个者项样数]*|[两俩二三](?:个|者|项|样|边|头|家)|前头|前面|上面|刚才|后面|它们|他们|人家|"
    "跟|和|与|比|相比|起来|就是|是|的|吧|吗|么|呢|啊|咯|啦|了|没|不|对|就|都|要|得|算|会|刚好|正好|数字?|目标|指标|分别|到底|究竟|"
    "给我|帮我|告诉|说说|算下|算一下|看看|一下|等于|差不多"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure that an answer told, with the statement it stands in and the question it answers."""

    indicator: Indicator
    statement: Statement
    question: str


class Reckoned:
    """Reckons with what was told, over one corpus."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer

    def at(self, message: str, history: Sequence[Turn], asked: Asked) -> Asked:
        """The message answered from the figures told before it; ``asked`` where it is no reckoning, or reckons with them."""
        text = _TIE.sub("", simplify(message)).rstrip("。！!？? ")
        found = next(((p, m) for p in (_KIND, _SUM, _TIMES, _GAP, _ORDER) if (m := p.search(text))), None)
        if found is None:
            return asked
        pattern, match = found
        told = self._told(history, text)
        if len(told) < 2 or not self._only_of(text, match, told):
            return asked
        units = {t.statement.clause.clause_id for t in told}
        if asked.answered and units <= {c.clause_id for c in asked.clauses} and self._reckons(asked):
            return asked
        sides = self._sides(told)
        figures = [self._figure(t, s, told) for t, s in zip(told, sides, strict=True)]
        verdict = self._verdict(pattern, match, text, figures)
        if not verdict:
            return asked
        draft = Draft([(verdict, ())])
        for one, side in zip(told, sides, strict=True):
            self._say(draft, one, side)
        names = "和".join(dict.fromkeys(self._named(t) for t in told))
        standalone = f"{names}{_PUT[pattern]}"
        query = self._composer.understander.understand(standalone)
        composed = Composed("answered", draft, tuple(t.statement.clause for t in told), settled=True)
        return Asked(standalone, query, composed, asked.understood, frozenset({query.kind}))

    def _told(self, history: Sequence[Turn], text: str) -> list[_Told]:
        """The figures of the turns right before, the earliest first."""
        wanted = 3 if re.search("[三3]个|三者|三项|三家|三地", text) else 2
        out: list[_Told] = []
        for turn in reversed(history[-MOST - 1 :]):
            if turn.answer.outcome == "refused":
                continue  # 药品呢, of which there is no figure
            found = self._of_turn(turn)
            if not found or (out and len(found) > 1):
                break  # which of two years stands beside the figure after it is not told
            out = [t for t in found if all(t.indicator != o.indicator for o in out)] + out
        return out[-wanted:]

    def _of_turn(self, turn: Turn) -> list[_Told]:
        """The figure that an answer told, or the same of two years; [] where it told none, or none that stands out."""
        composer, answer = self._composer, turn.answer
        if answer.outcome != "answered" or not answer.citations:
            return []
        spans = {(c.clause_id, c.start, c.end) for c in answer.citations}
        told = flat(answer.text)
        among = [
            i
            for i in composer.index.indicators
            if any(i.clause_id == c and a <= i.quantity.start < b for c, a, b in spans)
            and all(n in told for n in re.findall(r"\d+(?:\.\d+)?", flatten(i.quantity.text)))
        ]
        query = composer.understander.understand(answer.standalone_question)
        of_years = len({i.name for i in among}) == 1 and len({i.year for i in among}) == len(among) == 2
        if len(among) > 1 and not of_years:
            measure = composer.named_figure(query, composer.scope(query))
            named = [i for i in among if measure is not None and i == measure.indicator]
            among = named or _most_said(query.words, among)
        if not (len(among) == 1 or of_years) or not (query.wants_number or among[0].quantity.unit):
            return []
        found = [(i, self._statement_of(i)) for i in sorted(among, key=lambda i: i.year or 0)]
        return [_Told(i, s, answer.standalone_question) for i, s in found if s is not None]

    def _statement_of(self, indicator: Indicator) -> Statement | None:
        clause = self._composer.index.tree.get(indicator.clause_id)
        statements = self._composer.ranker.book.of(clause) if clause is not None else ()
        return next((s for s in statements if indicator in s.indicators), None)

    def _only_of(self, text: str, match: re.Match[str], told: Sequence[_Told]) -> bool:
        """Whether a message speaks of nothing but the figures told: at most one of its words is not theirs."""
        regions = {self._region(t) for t in told}
        mentions = self._composer.lexicon.mentions(text)
        if any(m.regions[0] not in regions for m in mentions):
            return False
        if not set(find_years(text)) <= {t.indicator.year for t in told}:
            return False
        rest = text[: match.start()] + "，" + text[match.end() :]
        for mention in mentions:
            rest = rest.replace(mention.text, "")
        rest = re.sub("[省市全]里?", "", _IDLE.sub("", rest))
        names = flat("".join(t.indicator.name + t.question for t in told))
        foreign = [w for w in content(rest) if not any(c in names for c in w)]
        own = [w for w in content(rest) if w not in foreign]
        return not foreign or (len(foreign) == 1 and bool(own))

    def _reckons(self, asked: Asked) -> bool:
        """Whether an answer begins with what follows from figures, and not with one of them."""
        return not asked.composed.draft.sentences[0][1]

    def _region(self, told: _Told) -> Region | None:
        return self._composer.lexicon.region_of(self._composer.index.documents[told.indicator.doc_id])

    def _named(self, told: _Told) -> str:
        region = self._region(told)
        name = figure_name(simplify(told.indicator.name))
        return name if region is None or name.startswith(region.short) else region.name + name

    def _sides(self, told: Sequence[_Told]) -> list[str]:
        """What each figure is called beside the others: by its place, its year, or its name."""
        places = [r.name if (r := self._region(t)) is not None else "" for t in told]
        if len(set(places)) == len(told) and all(places):
            return places
        names = [figure_name(simplify(t.indicator.name)) for t in told]
        if len(set(names)) == len(told):
            return names
        years = [f"{t.indicator.year}年" if t.indicator.year else "" for t in told]
        return (
            years if len(set(years)) == len(told) else [f"{p}{y}" for p, y in zip(places, years, strict=True)]
        )

    def _figure(self, told: _Told, side: str, all_told: Sequence[_Told]) -> Figure:
        names = [t.indicator.name for t in all_told]
        like = all(alike(names[0], n) for n in names) or any(bases_differ(names[0], n) for n in names)
        found = told.indicator
        # the asker has put them side by side, whatever they are called
        return Figure(
            side, amount_of_indicator(found), found.name if like else "", found.year, found.attribute
        )

    def _verdict(
        self, pattern: re.Pattern[str], match: re.Match[str], text: str, figures: Sequence[Figure]
    ) -> str:
        if pattern is _KIND:
            return difference(text, figures, asks_attribute=True) if all(f.attribute for f in figures) else ""
        if pattern is _SUM:
            return sum_of([f.amount for f in one_unit(figures)])
        if pattern is _TIMES:
            return _times(match["n"], [(f.side, f.amount) for f in one_unit(figures)])
        # 快几个点: of a growth, as of any rate
        return difference(text.replace("快", "高").replace("慢", "低"), figures)

    def _say(self, draft: Draft, told: _Told, side: str) -> None:
        composer, statement, found = self._composer, told.statement, told.indicator
        query = replace(composer.understander.understand(told.question), wants_number=True)
        if statement.clause.row:
            text, start, end = composer.say_indicator(query, found), statement.start, statement.end
        else:
            start, end = composer.stretch(query, statement, found)
            source = composer.index.documents[found.doc_id].text[start:end]
            text = untitled(plain(source)).rstrip("，,、；;。")
            text = text if flat(side) in flat(text) else f"{side}：{text}"
        span = Span(statement.clause, start, end)
        if not any(span in spans for _, spans in draft.sentences):
            draft.say(text, span)
        if found.year:
            draft.note(f"目标年份为{found.year}年")


def _most_said(words: tuple[Word, ...], among: Sequence[Indicator]) -> list[Indicator]:
    """The figure whose name says more of a question than any other's does; none where two say as much."""
    shares = [coverage(words, flat(i.name)) for i in among]
    best = max(shares)
    return (
        [i for i, share in zip(among, shares, strict=True) if share == best]
        if shares.count(best) == 1
        else []
    )


def _times(said: str, sides: Sequence[tuple[str, Amount]]) -> str:
    """甲是乙的约1.96倍, and whether that is what the asker has said; "" where it cannot be told."""
    told = ratio(sides)
    if not told or said in ("几", "多少"):
        return told
    written = said.replace("两", "二")
    claimed = Decimal(written) if re.fullmatch(r"\d+(?:\.\d+)?", written) else parse_ordinal(written)
    values = sorted(a.point for _, a in sides if a.point)
    if claimed is None or len(values) != 2:
        return told
    return f"{'是' if values[0] * claimed == values[1] else '不是'}，{told}"
