"""What a question takes for granted against what the documents say: figure, year, attribute, place.

The answer begins with 是的, 不对, 不全对 or 文件没有写明, and shows the clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answers.comparisons import Comparisons
from assistant.answers.readout import Composed
from assistant.answers.render import Draft, Span
from assistant.answers.statements import Scored
from assistant.understand.question import Query
from assistant.understand.words import content_words, coverage
from corpus.numerals import flatten
from corpus.types import Clause, Indicator, Quantity


class Checks(Comparisons):
    """Answers 是不是, 对吧."""

    def check(self, query: Query) -> Composed:
        """是不是, 对吧: what the documents say of it, and whether the question has figure, year and attribute right."""
        if (foreign := self._foreign(query)) is not None:
            return foreign
        if not (query.claims or query.attribute or query.years):
            return self.fact(query)
        if query.attribute and not any(w.weight >= 0.3 for w in query.words):
            return self.refuse(query, what="所问的是哪一项指标")
        asked = replace(query, wants_number=bool(query.claims), years=(), attribute=None, unit="")
        scope = self.scope(query)
        if len(query.regions) > 1 and (own := self.lexicon.docs_by_region.get(query.regions[0].name)):
            # 陕西要求的…适用西安吗: the figure is said to be the first place's
            scope = own
        ranked = [s for s in self.ranker.rank(asked, scope) if not s.statement.heading]
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        best = next((s for s in ranked if self.supported(asked, s)), None)
        bound = self._bound(asked, ranked, best) if best else []
        if best is None or not bound:
            if scope != self.scope(query):
                elsewhere = self.fact(
                    replace(asked, doc_ids=tuple(d for d in query.doc_ids if d not in scope))
                )
                elsewhere.draft.sentences.insert(0, (f"{query.regions[0].name}的文件中没有这一项", ()))
                return elsewhere
            if best is not None and query.years and not query.claims:
                years = best.statement.years
                if years and not years & set(query.years):
                    # the year is what the question has wrong
                    draft = Draft()
                    draft.say("不对")
                    self.say_statement(draft, asked, best)
                    return Composed("answered", draft, looked)
            if query.attribute:
                return self.refuse(query, nearest=looked[0] if looked else None, looked=looked)
            return self.fact(asked)
        draft = Draft()
        verdicts = [[self._agrees(query, claim, i) for i in same] for claim, same in bound]
        right = [True if True in v else None if None in v else False for v in verdicts]
        if None not in right:
            draft.say("是的" if all(right) else "不对" if not any(right) else "不全对")
        elif query.attribute:
            draft.say("文件没有写明这一项的属性")
        for (_, same), verdict in zip(bound, verdicts, strict=True):
            chosen = [i for i, v in zip(same, verdict, strict=True) if v][:1] or same
            for indicator in chosen:
                clause = self.index.tree.get(indicator.clause_id)
                if clause is not None:
                    self._say_with_year(draft, query, clause, indicator)
        return Composed("answered", draft, looked)

    def _say_with_year(self, draft: Draft, query: Query, clause: Clause, indicator: Indicator) -> None:
        """A figure, with its year and where that stands if the question assumed another one."""
        text, spans = self.say_figure(query, indicator), [self.figure_span(clause, indicator)]
        if (
            query.years
            and indicator.year
            and indicator.year not in query.years
            and str(indicator.year) not in text
        ):
            lead = self.year_lead(clause, indicator.year)
            if lead is not None:
                to = "" if indicator.actual else "到"
                text, spans = f"{to}{indicator.year}年，{text}", [*spans, lead]
        draft.say(text, *spans)

    def _foreign(self, query: Query) -> Composed | None:
        """宝鸡要执行西安的80%吗: the documents of one place do not bind another that does not lie in it."""
        lone = [
            r for r in query.regions if r.level != "国家级" and not self.lexicon.docs_by_region.get(r.name)
        ]
        for place in lone:
            for other in query.regions:
                docs = self.lexicon.docs_by_region.get(other.name, ())
                if not docs or other.contains(place):
                    continue
                draft = Draft()
                heads = [c for d in docs for c in self.index.tree.roots(d) if c.kind == "other"]
                spans = [Span(c, c.start, c.end) for c in heads[:1]]
                draft.say(
                    f"不适用。{other.name}的文件及其指标只适用于{other.name}，不适用于{place.name}", *spans
                )
                return Composed("answered", draft, tuple(heads))
        return None

    def _bound(
        self, query: Query, ranked: Sequence[Scored], best: Scored
    ) -> list[tuple[Quantity | None, list[Indicator]]]:
        """Each figure the question takes for granted with the indicator it is said of; [] where that is not clear.

        The words before a figure in the question tell whose it is; an indicator's name must say most of them.
        """
        if len(query.claims) <= 1:
            indicator = self.indicator_of(query, best.statement)
            if indicator is None or (
                not best.statement.clause.row and coverage(query.words, indicator.name.lower()) < 0.5
            ):
                return []
            same = [indicator]
            for scored in self.contradictions(query, list(ranked), best):
                other = self.indicator_of(query, scored.statement)
                if other is not None:
                    same.append(other)
            if len(query.years) == 1:
                same.sort(key=lambda i: i.year not in query.years)
            return [(query.claims[0] if query.claims else None, same)]
        pool = [i for s in ranked[:4] for i in s.statement.indicators]
        out: list[tuple[Quantity | None, list[Indicator]]] = []
        at = 0
        for claim in query.claims:
            end = flatten(query.text).find(flatten(claim.text).strip(), at)
            words = content_words(query.text[at : max(at, end)], self.lexicon.rarity, self.lexicon.knows)
            at = max(at, end) + len(claim.text)
            shares = [(coverage(words, i.name.lower()), i) for i in pool]
            share = max((c for c, _ in shares), default=0.0)
            if share < 0.5:
                return []
            named = [i for c, i in shares if c == share]
            if query.years:
                named = [i for i in named if i.year in query.years] or named
            out.append((claim, named[:2]))
        return out

    def _agrees(self, query: Query, claim: Quantity | None, indicator: Indicator) -> bool | None:
        """Whether what the question takes for granted of a figure stands in the text; None where that is not said."""
        q = indicator.quantity
        if query.attribute and indicator.attribute is None:
            return None
        if query.attribute and indicator.attribute != query.attribute:
            return False
        if query.years and indicator.year and indicator.year not in query.years:
            return False
        if claim is None:
            return True
        value, unit = _scaled(claim)
        stated, its_unit = _scaled(q)
        if unit and its_unit and unit != its_unit:
            return False
        if claim.comparator not in ("=", q.comparator):
            # 超过1万家吗, where the text has ≥1.2万家: neither yes nor no says it rightly
            return None
        return value == stated


def _scaled(quantity: Quantity) -> tuple[Decimal, str]:
    """A figure with 万 and 亿 multiplied out: 1.2万家 is 12000家."""
    factor, unit = Decimal(1), quantity.unit
    while unit[:1] in ("万", "亿", "千", "百") and unit[:1]:
        factor *= {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[unit[0]]
        unit = unit[1:]
    return quantity.low * factor, unit
