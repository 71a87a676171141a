"""What an answer says besides: which of what was asked its sentences do not say.

Knows nothing of how an answer was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.fitting import of_which
from assistant.answers.readout import Readout
from assistant.answers.render import Draft, Span, plain
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import untitled
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.types import Clause

# a word of a question that tells figures apart: heavier than a verb can be
DISTINCT, LEAST_SAID = 0.7, 0.35
NAMED = 0.5  # of a question's words, by the name of the figure that is told
REST = 150  # characters of a clause of which no sentence is left out
# of several documents, of a document as such, of bodies' tasks: a clause is cited for one thing that it says
_OF_MANY = frozenset({Kind.COMPARE, Kind.META, Kind.TASKS})
_KIND_SAID = re.compile("约束|预期|属性")


# 有数字目标吗, 有没有量化指标
_ANY_FIGURE = re.compile(
    "有(?:没有)?(?:什么|啥|些)?(?:写)?(?:具体|明确|量化|数字|数值|数量)(?:的|上)*(?:目标|指标|要求|数字?|数值)?(?:要求)?(?:吗|么|没有?|不|呢)?[？?。\\s]*$"
)
_SUMMED = frozenset(("起来", "一起", "合计", "相加"))  # 加起来多少
# 什么时候完成: not the day somebody goes by, which a rule may leave open
_TIME = re.compile(
    "(?:什么时候|啥时候|何时|哪一?年|几时|多久|多长时间)(?:要|能|会|前|之前|内|才|得)*(?:全部|全面)?(?:完成|建成|实现|达到|达标|做完|做到|做成|办到|办成|兑现|落地|建好|结束|到位|全覆盖)|到哪一?年[？?。\\s]*$"
)
# 鲁班奖25项，哪一年: of a figure
_BARE_YEAR = re.compile(
    r"(?:哪一?年|几几年)(?:之?前|底|末)?(?:的)?(?:目标)?(?:呢)?[？?。\s]*$|有(?:没有)?时间(?:上的?)?(?:要求|限制)"
)
# 为什么浙江高
_WHY = re.compile("为什么|为啥|为何|怎么会|咋会|凭什么")
_REASON = re.compile("因为|因此|由于|鉴于|原因|为了|以便")
_DATED = re.compile(r"到20\d{2}年(?:底|末)?")
_YEAR_NOTED = re.compile(r"目标年份为(?P<year>20\d{2})年")
_YEAR_SAID = re.compile(r"(?:19|20)\d{2}年?")
_TIME_SAID = re.compile(
    r"(?:19|20)\d{2}年?|\d+[年月日天]|年底|年内|月底|季度|每年|每月|时间|期限|[一二三四五六七八九十]+(?:年|个月|日|天)"
)


class Remarks(Readout):
    """Adds to an answer what it lacks."""

    def say_rest(self, query: Query, draft: Draft, *, cut: bool) -> None:
        """The other sentences of the one short clause that an answer is read from: an exception, a limit, whose decision it is.

        Not where a figure is asked for: those beside it are other ones. Where one is claimed its own sentence comes first.

        :param cut: a part of a sentence that is told is the one that holds for the asker's own figure.
        """
        cited = draft.clauses()
        if len(cited) != 1 or query.asks_figure or query.unit or query.kind in _OF_MANY:
            return
        own = self.sentences_of(cited[0])
        if cited[0].row or not own or own[-1].end - own[0].start > REST:
            return
        rest = _untold(own, draft)
        begun = [s for s in own if s not in rest]
        if not begun or any(self._beside_the_point(query, s) for s in rest):
            return
        if query.claims and any(s.indicators for s in own):
            return  # 鲁班奖25项，没记反吧: the targets beside it are no part of it
        if not cut:
            self._widen(draft, begun if query.claims else own)
            rest = _untold(own, draft)
        # a body out of the clause's brackets is a whole answer
        if rest and query.kind is not Kind.RESPONSIBLE:
            text = self.index.documents[cited[0].doc_id].text
            told = "".join(untitled(plain(text[s.start : s.end])) for s in rest)
            draft.say(f"同一条还写明：{told}", *(Span(s.clause, s.start, s.end) for s in rest))

    def _widen(self, draft: Draft, over: Sequence[Statement]) -> None:
        """Read out all of some sentences of a clause where one stretch of them is the whole answer, word for word."""
        n = next(n for n, (_, spans) in enumerate(draft.sentences) if spans)
        said, spans = draft.sentences[n]
        text = self.index.documents[spans[0].clause.doc_id].text
        verbatim = untitled(plain(text[spans[0].start : spans[0].end])).rstrip("，,、；;")
        if sum(len(spans) for _, spans in draft.sentences) > 1 or not said.endswith(verbatim):
            return
        start, end = min(spans[0].start, over[0].start), max(spans[0].end, over[-1].end)
        whole = untitled(plain(text[start:end])).rstrip("，,、；;")
        draft.sentences[n] = (said.removesuffix(verbatim) + whole, (Span(spans[0].clause, start, end),))

    def _beside_the_point(self, query: Query, statement: Statement) -> bool:
        """Whether a sentence tells of another year or level than the one that is asked for."""
        other = bool(query.years and statement.years) and not statement.years & {*query.years}
        return other or self.signals.of_other_level(query, statement)

    def say_no_kind(self, draft: Draft) -> None:
        """Whether a target is binding is asked, and no text says of this one."""
        figures = any(s.indicators for c in draft.clauses() for s in self.ranker.book.of(c))
        if figures and not any(_KIND_SAID.search(text) for text, _ in draft.sentences):
            draft.say("文件没有写明这一项是约束性还是预期性")

    def say_none_written(self, query: Query, draft: Draft) -> None:
        """A figure or a time is asked for, and what is told has none: that is said first."""
        told = " ".join([*(text for text, _ in draft.sentences), *draft.notes])
        figures = query.kind is Kind.COMPARE or any(c.row for c in draft.clauses())
        if figures and _WHY.search(query.text) and not _REASON.search(told):
            draft.sentences.insert(0, ("没有写明原因", ()))
        if _ANY_FIGURE.search(query.text) and not re.search(r"\d|百分之", told):
            draft.sentences.insert(0, ("没有写具体数字", ()))
        elif (_TIME.search(query.text) and not _TIME_SAID.search(told)) or (
            _BARE_YEAR.search(query.text) and self._figure_told(told, draft) and not _YEAR_SAID.search(told)
        ):
            over = self._dated_over(draft.clauses()[0])
            draft.sentences.insert(0, over or ("没有写明时间", ()))
        elif _TIME.search(query.text) or _BARE_YEAR.search(query.text):
            self._say_its_year(draft)

    def _dated_over(self, clause: Clause) -> tuple[str, tuple[Span, ...]] | None:
        """到2020年 of the sentence that stands over the aims of which a clause is one, with where it stands; None for none."""
        for up in self.index.tree.ancestors(clause):
            if up.kind not in ("article", "item"):
                return None
            lead = next(
                (s for s in self.ranker.book.of(up) if not s.heading and s.start < clause.start), None
            )
            # behind the heading, where that is printed in one line with it
            if lead is not None and (said := _DATED.search(lead.text.split("，")[0].split(",")[0])):
                return f"{said[0]}（见上文）", (Span(lead.clause, lead.start, lead.end),)
        return None

    def _say_its_year(self, draft: Draft) -> None:
        """The year of the one figure that an answer tells, in its sentence and not only beside it, as it is asked for."""
        noted = [m for note in draft.notes if (m := _YEAR_NOTED.match(note))]
        said = [n for n, (_, spans) in enumerate(draft.sentences) if spans]
        if len(noted) != 1 or not said or noted[0]["year"] in draft.sentences[said[0]][0]:
            return
        text, spans = draft.sentences[said[0]]
        if lead := self.year_lead(spans[0].clause, int(noted[0]["year"])):
            draft.sentences[said[0]] = (f"到{noted[0]['year']}年，{text}", (*spans, lead))

    def _figure_told(self, told: str, draft: Draft) -> bool:
        """Whether an answer tells a figure that no year is known of."""
        figures = [i for c in draft.clauses() for s in self.ranker.book.of(c) for i in s.indicators]
        said = [i for i in figures if i.quantity.text in told]
        return bool(said) and not any(i.year for i in said)

    def say_years_missing(self, query: Query, draft: Draft) -> None:
        """Of two years asked for, the one that no figure told is of."""
        if len(query.years) < 2 or query.kind is Kind.CHECK:
            return
        spans = [span for _, spans in draft.sentences for span in spans]
        said = " ".join([*(text for text, _ in draft.sentences), *draft.notes])
        told = " ".join([said, *self.quotes(spans)])
        missing = [y for y in query.years if str(y) not in told or self._cited_only(y, spans, said)]
        if len(missing) == len(query.years):
            return
        figures = (
            i
            for span in spans
            for s in self.ranker.book.of(span.clause)
            for i in s.indicators
            if span.start <= i.quantity.start < span.end and i.quantity.text in told
        )
        words = of_which(query.words)
        meant = max(figures, key=lambda i: coverage(words, flat(i.name)), default=None)
        named = meant is not None and coverage(words, flat(meant.name)) >= NAMED
        for year in missing:
            same = (
                i
                for i in self.index.indicators
                if meant and named and (i.year, i.doc_id, i.name) == (year, meant.doc_id, meant.name)
            )
            indicator = next(same, None)
            clause = self.index.tree.get(indicator.clause_id) if indicator else None
            if indicator is None or clause is None:
                draft.say(f"没有查到{year}年的这一项")
                continue
            lead = self.year_lead(clause, year)
            text = self.say_figure(query, indicator)
            draft.say(
                text if str(year) in text else f"到{year}年，{text}",
                self.figure_span(clause, indicator),
                *([lead] if lead else []),
            )

    def _cited_only(self, year: int, spans: Sequence[Span], said: str) -> bool:
        """Whether a year's figure stands in what is cited, and neither the year nor the figure is told."""
        figures = [
            i
            for span in spans
            for s in self.ranker.book.of(span.clause)
            for i in s.indicators
            if i.year == year and span.start <= i.quantity.start < span.end
        ]
        said = re.sub("《[^》]*》", "", said)  # the years of a plan's title
        return bool(figures) and str(year) not in said and not any(i.quantity.text in said for i in figures)

    def note_unsaid(self, query: Query, draft: Draft) -> None:
        """What a figure was asked of that its sentence does not say: 规上工业企业 of a figure for all of society.

        Only words that the corpus writes elsewhere: others are the asker's way to say what stands there.
        """
        spans = [span for _, spans in draft.sentences for span in spans]
        around = dict.fromkeys(s.context for span in spans for s in self.ranker.book.of(span.clause))
        missing = (said for said, cited in draft.sentences if not cited)  # 没有查到… names them
        text = " ".join([*self.quotes(spans), *around, *missing])
        unsaid = [
            w.text
            for w in query.words
            if w.known and w.weight >= DISTINCT and w.said_in(text) < LEAST_SAID and w.text not in _SUMMED
        ]
        if spans and unsaid:
            words = "、".join(f"“{word}”" for word in unsaid)
            draft.note(f"引用的原文没有写{words}，请核对是不是所问的口径")


def _untold(sentences: Sequence[Statement], draft: Draft) -> list[Statement]:
    """Those of some sentences that no part of an answer is read from."""
    told = [span for _, spans in draft.sentences for span in spans]
    return [s for s in sentences if not any(a.start < s.end and s.start < a.end for a in told)]
