"""One figure of several places, documents or years side by side. Differences are computed and shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.aims import asks_aims
from assistant.answers.answerable import KEY_WEIGHT
from assistant.answers.compared import ORDER, Compared, Group
from assistant.answers.intervals import Amount, amount_of
from assistant.answers.readout import Composed, untitled
from assistant.answers.render import Draft, Span, plain, say_value
from assistant.answers.stated import Stated, unsaid
from assistant.answers.statements import Scored
from assistant.answers.weighing import weigh
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.types import Clause, Indicator
from index.sparse import tokens

# several places are compared without a word like 相比: 是不是都一样, 谁多, 省里多还是西安多
_BESIDE = re.compile(
    r"一样|一个样|相同|一致|谁|哪(?:个|边|里|儿|家|省|市|一)|分别|各(?:是|自|要|有)?(?:多少|几)|都(?:是|要|要求|有)?(?:多少|几|\w{2,10}多少)|"
    r"[高低多少大小快慢重轻长短严](?:，|,)?还是|差|比"
)
_ORDER_WORD = re.compile("最[高低多少大小快慢严]|高于|低于|多于|少于|超过|差距?|相差")
# how something is worded, where that is what is compared (用的动词有啥不同, 口径一样吗)
_WORDING = re.compile(
    "动词|名词|措辞|用词|词语|字眼|字句|表述|表达|提法|说法|讲法|写法|叫法|口径|语气|口气|口吻|力度|强度|程度|松紧|轻重|"
    "不同|不一样|区别|差别|差异|异同|出入|一致"
)
ABSENT = 0.35  # of a question's words: less in every sentence of a document, and it does not speak of it
APART = 0.34  # of the weight of the words that carry a question, said of another figure of the sentence only
ALIKE = 0.5  # of the shorter name's character pairs that two indicators of one kind share


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a group's document says."""

    name: str
    indicator: Indicator | None
    scored: Scored
    stated: Stated | None = None  # where the sentence deals it out, or has figures of several years


class Comparisons(Compared):
    """Answers 哪个高, 差多少 about places, documents and years."""

    def beside(self, query: Query) -> Composed | None:
        """What the question sets side by side, where it does: named things, else places."""
        if (named := self.contrast(query)) is not None:
            return named
        if query.kind is Kind.COMPARE or not _BESIDE.search(query.text):
            return None
        if len(self.places_compared(query)) < 2 or query.refs:
            return None
        return self.compare(replace(query, kind=Kind.COMPARE))

    def compare(self, query: Query) -> Composed:
        """The figure of every place, document or year that is compared, and what follows from them."""
        absent = [
            r for r in query.regions if r.level != "国家级" and not self.lexicon.docs_by_region.get(r.name)
        ]
        if absent and len(query.regions) > 1:
            return self.refuse(query, "、".join(r.name for r in absent))
        # 最高, 差多少 say how to compare, not what
        words = tuple(
            w
            for w in query.words
            if not _ORDER_WORD.fullmatch(w.text) and (query.asks_figure or not _WORDING.fullmatch(w.text))
        )
        query = replace(query, words=words if any(w.weight >= KEY_WEIGHT for w in words) else query.words)
        groups = self.groups(query)
        if len(groups) < 2:
            return self.fact(query)
        if asks_aims(replace(query, kind=Kind.FACT)) and (told := self._aims_beside(query, groups)):
            return told
        found: list[_Figure] = []
        missing: list[Group] = []
        looked: list[Clause] = []
        others: list[list[Scored]] = []
        for group in groups:
            ranked = [s for s in self.ranker.rank(group.query, group.doc_ids) if not s.statement.heading]
            looked.extend(s.statement.clause for s in ranked[:6])
            fitting = [s for s in ranked if self.supported(group.query, s) and self.year_fits(group.query, s)]
            best = next((s for s in fitting if self._is_of_it(group.query, s)), None)
            if best is None:
                missing.append(group)
            else:
                found.append(self._figure(group, best))
                others.append([best, *self.contradictions(group.query, ranked, best)])
        found = self._same_year(query, found, others)
        if not found:
            return self.refuse(query, nearest=looked[0] if looked else None, looked=tuple(looked) or None)
        draft = Draft()
        figures = query.asks_figure or all(f.indicator is not None for f in found)
        years = {f.indicator.year for f in found if f.indicator is not None}
        for figure in found:
            self._say_group(draft, query, figure, figures, apart=len(years) > 1)
        for group in missing if query.regions or query.named_docs or query.years else ():
            said = self._speaks_of(group)
            draft.say(f"没有查到{group.name}的这一项" if said else f"{group.name}的文件中没有这一项")
        if figures and not missing:
            self._say_difference(draft, query, found)
        return Composed("answered", draft, tuple(dict.fromkeys(looked)))

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

    def _is_of_it(self, query: Query, scored: Scored) -> bool:
        """Whether the figure meant is said of what the question names, not only stands in one sentence with it."""
        if not query.asks_figure:
            return True
        meant = self.meant(query, [scored])
        if not meant:
            return True
        figure = meant[0].figure
        lacking = sum(w.weight for w in unsaid(query.words, f"{figure.name} {figure.statement.context}"))
        whole = sum(w.weight for w in query.words if w.weight >= KEY_WEIGHT)
        others = [m for m in meant if not m.figure.condition]
        if len(others) < 2 or figure.portion is not None or lacking <= APART * whole:
            return True
        return not unsaid(query.words, scored.statement.text)

    def _figure(self, group: Group, scored: Scored) -> _Figure:
        """What a statement says of a group: its indicator, or its portion of what the sentence deals out."""
        indicator = self.indicator_of(group.query, scored.statement)
        if group.query.asks_figure and scored.statement.clause.row is None:
            meant = self.meant(group.query, [scored])
            if meant and (meant[0].figure.portion or (meant[0].figure.year in group.query.years)):
                figure = meant[0].figure
                dealt = figure.portion is not None or figure.indicator is not indicator
                return _Figure(group.name, figure.indicator or indicator, scored, figure if dealt else None)
        return _Figure(group.name, indicator, scored)

    def _speaks_of(self, group: Group) -> bool:
        """Whether any sentence of the group's documents says enough of the question to be about it."""
        wanted = set(group.doc_ids)
        return any(
            coverage(group.query.words, s.text) >= ABSENT
            for clause in self.index.tree
            if clause.doc_id in wanted
            for s in self.ranker.book.of(clause)
        )

    def _say_group(self, draft: Draft, query: Query, figure: _Figure, figures: bool, *, apart: bool) -> None:
        """One group's figure.

        :param apart: the figures are meant for different years, so that each says its own.
        """
        statement, indicator = figure.scored.statement, figure.indicator
        if figure.stated is not None:
            draft.say(f"{figure.name}：{self.figure_text(query, figure.stated)}", *figure.stated.spans)
            return
        if statement.clause.row and indicator:
            text, spans = (
                self.say_indicator(query, indicator),
                [Span(statement.clause, statement.start, statement.end)],
            )
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

    def _same_year(self, query: Query, found: list[_Figure], others: list[list[Scored]]) -> list[_Figure]:
        """Where one side has targets for several years, the one of the year that the other sides have too."""
        years = {f.indicator.year for f in found if f.indicator is not None and f.indicator.year}
        if len(years) < 2 or query.years:
            return found
        choices = [
            {i.year: (i, s) for s in side if (i := self.indicator_of(query, s.statement)) is not None}
            for side in others
        ]
        common = set.intersection(*(set(c) for c in choices)) - {None}
        if not common:
            return found
        year = min(y for y in common if y is not None)
        return [_Figure(f.name, *choices[n][year]) for n, f in enumerate(found)]

    def _say_difference(self, draft: Draft, query: Query, found: Sequence[_Figure]) -> None:
        """差0.5个百分点 of two figures, the highest of several; why not, where units, names or years differ."""
        if any(f.stated is not None for f in found):
            self._say_verdict_of(draft, query, found)
            return
        known = [(f.name, f.indicator) for f in found if f.indicator is not None]
        if len(known) < 2 or len(known) < len(found):
            return
        figures: list[tuple[str, Amount | None]] = [
            (n, replace(amount_of(replace(i.quantity, unit=i.unit or i.quantity.unit)), text=say_value(i)))
            for n, i in known
        ]
        if len({i.unit or "" for _, i in known}) > 1:
            self._say_other_unit(draft, query, known)
            return
        if any(not _alike(known[0][1], i) for _, i in known[1:]):
            draft.say("几处指标的说法不同，数字不宜直接比较")
            return
        if any(i.quantity.low != i.quantity.high for _, i in known):
            return
        years = {i.year for _, i in known}
        by_year = all(n.endswith("年") for n, _ in known)
        order = next((a or b for a, b in ORDER.findall(query.text) if a or b), "")
        verdict = weigh(figures, "" if order in "少小低" else order)
        if verdict == "数值相同" and len(years) > 1 and not by_year:
            said = "，".join(f"{n}为{i.year}年" if i.year else f"{n}没有写年份" for n, i in known)
            verdict = f"数值相同，但年份不同：{said}"
        elif len(years) > 1 and not by_year:
            draft.note("各处目标年份不同，比较时请注意")
        if verdict:
            draft.say(verdict)

    def _say_verdict_of(self, draft: Draft, query: Query, found: Sequence[_Figure]) -> None:
        """What follows from amounts that sentences deal out, each said in full before."""
        amounts: list[tuple[str, Amount | None]] = []
        for figure in found:
            indicator = figure.indicator
            if figure.stated is not None:
                amounts.append((figure.name, figure.stated.amount))
            elif indicator is not None:
                unit = indicator.unit or indicator.quantity.unit
                amounts.append((figure.name, amount_of(replace(indicator.quantity, unit=unit))))
        order = next((a or b for a, b in ORDER.findall(query.text) if a or b), "")
        if len(amounts) == len(found) and (verdict := weigh(amounts, "" if order in "少小低" else order)):
            draft.say(verdict)

    def _say_other_unit(self, draft: Draft, query: Query, known: Sequence[tuple[str, Indicator]]) -> None:
        """Figures in other units: whose documents have none in the unit of the others, or of the question."""
        units = [i.unit or "" for _, i in known]
        wanted = next((u for u in units if u and u in query.text), max(units, key=units.count))
        lacking = []
        for name, indicator in known:
            has = any(
                other.unit == wanted and coverage(query.words, other.name.lower()) >= ALIKE
                for other in self.index.indicators
                if other.doc_id == indicator.doc_id
            )
            if wanted and indicator.unit != wanted and not has:
                lacking.append(name)
        if lacking:
            draft.say(f"{'、'.join(lacking)}的文件中没有以“{wanted}”计的这一项，不能直接比较")
        else:
            draft.say("几处单位不同，不能直接比较")


def _alike(a: Indicator, b: Indicator) -> bool:
    """Whether two indicators' names speak of the same thing."""
    mine, other = set(tokens(a.name)), set(tokens(b.name))
    return bool(mine and other) and len(mine & other) >= ALIKE * min(len(mine), len(other))
