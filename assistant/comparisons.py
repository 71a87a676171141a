"""Figures side by side, and figures a question takes for granted. Differences are computed and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.facts import Facts
from assistant.question import Query
from assistant.readout import Composed, untitled
from assistant.render import Draft, Span, plain, say_value
from assistant.statements import Scored
from corpus.types import Clause, Indicator


class Comparisons(Facts):
    """Answers 哪个高, 差多少, 是不是."""

    def compare(self, query: Query) -> Composed:
        draft = Draft()
        found: list[tuple[str, Indicator | None, Scored]] = []
        missing: list[str] = []
        looked: list[Clause] = []
        groups = self._groups(query)
        if len(groups) < 2:
            return self.fact(query)
        for name, asked, doc_ids in groups:
            ranked = [s for s in self.ranker.rank(asked, doc_ids) if not s.statement.heading]
            looked.extend(s.statement.clause for s in ranked[:6])
            best = next((s for s in ranked if self.supported(asked, s) and self.year_fits(asked, s)), None)
            if best is None:
                missing.append(name)
            else:
                found.append((name, self.indicator_of(asked, best.statement), best))
        if not found:
            return self.refuse(query, nearest=looked[0] if looked else None, looked=tuple(looked))
        figures = query.asks_figure or all(i is not None for _, i, _ in found)
        for name, indicator, scored in found:
            statement = scored.statement
            if statement.clause.row and indicator:
                draft.say(
                    self.say_indicator(query, indicator),
                    Span(statement.clause, statement.start, statement.end),
                )
            else:
                start, end = self.stretch(replace(query, wants_number=figures), statement, indicator)
                text = untitled(plain(self.index.documents[statement.clause.doc_id].text[start:end]))
                draft.say(f"{name}：{text.rstrip('，,、；;')}", Span(statement.clause, start, end))
        for name in missing:
            draft.say(f"{name}的文件中没有这一项")
        if figures and not missing:
            self._say_difference(draft, [(n, i) for n, i, _ in found if i is not None])
        return Composed("answered", draft, tuple(dict.fromkeys(looked)))

    def _say_difference(self, draft: Draft, figures: Sequence[tuple[str, Indicator]]) -> None:
        """差0.5个百分点 of two figures, the highest of several; why not, where units or years differ."""
        if len(figures) < 2:
            return
        units = {i.unit or "" for _, i in figures}
        if len(units) > 1:
            draft.say("几处单位不同，不能直接比较")
            return
        if any(i.quantity.low != i.quantity.high for _, i in figures):
            return
        years = {i.year for _, i in figures if i.year}
        if len(years) > 1 and not all(n.endswith("年") for n, _ in figures):
            draft.note("各处目标年份不同，比较时请注意")
        unit = next(iter(units))
        high, low = (
            max(figures, key=lambda f: f[1].quantity.low),
            min(figures, key=lambda f: f[1].quantity.low),
        )
        gap: Decimal = high[1].quantity.low - low[1].quantity.low
        if gap == 0:
            same = len({i.quantity.comparator for _, i in figures}) == 1
            draft.say(
                "数值相同"
                if same
                else "数值相同，但写法不同：" + "，".join(f"{n}为{say_value(i)}" for n, i in figures)
            )
        elif len(figures) == 2:
            draft.say(f"{high[0]}更高，相差{gap.normalize():f}{'个百分点' if unit == '%' else unit}")
        else:
            draft.say(f"{high[0]}最高，{low[0]}最低")

    def _groups(self, query: Query) -> list[tuple[str, Query, tuple[str, ...]]]:
        """What is compared, each with the question put to it: documents by name, places, else years."""
        documents = self.index.documents
        if len(query.named_docs) > 1:
            return [(f"《{documents[d].title}》", query, (d,)) for d in query.named_docs]
        places = [(r.name, query, tuple(self.lexicon.docs_by_region.get(r.name, ()))) for r in query.regions]
        places = [g for g in places if g[2]]
        if len(places) > 1:
            return places
        if len(query.years) > 1:
            return [
                (
                    f"{y}年" if str(y) in query.raw else f"{y % 100}年",
                    replace(query, years=(y,), wants_number=True),
                    self.scope(query),
                )
                for y in query.years
            ]
        if not query.doc_ids and not query.regions:
            return [(name, query, docs) for name, docs in self.lexicon.docs_by_region.items()]
        return places

    def check(self, query: Query) -> Composed:
        """是不是, 对吧: what the documents say of it, and whether the question has figure, year and attribute right."""
        taken = bool(query.claims or query.attribute or query.years)
        if not taken:
            return self.fact(query)
        asked = replace(query, wants_number=bool(query.claims), years=(), attribute=None, unit="")
        ranked = [s for s in self.ranker.rank(asked, self.scope(query)) if not s.statement.heading]
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        best = next((s for s in ranked if self.supported(asked, s)), None)
        indicator = self.indicator_of(asked, best.statement) if best else None
        if best is None or indicator is None:
            return self.fact(asked)
        same = [indicator]
        for scored in self.contradictions(asked, ranked, best):
            other = self.indicator_of(asked, scored.statement)
            if other is not None:
                same.append(other)
        if query.years:
            same.sort(key=lambda i: i.year not in query.years)
        draft = Draft()
        right = [i for i in same if self._agrees(query, i)]
        if not right and query.claims and not query.attribute and self._all_said(query, best):
            # several figures of one sentence, each as the sentence has it
            start, end = self.excerpt(query, best.statement)
            document = self.index.documents[best.statement.clause.doc_id]
            draft.say("是的")
            draft.say(untitled(plain(document.text[start:end])), Span(best.statement.clause, start, end))
            return Composed("answered", draft, looked)
        draft.say("是的" if right else "不对")
        for n, i in enumerate(right[:1] or same):
            clause = self.index.tree.get(i.clause_id)
            if clause is None:
                continue
            text = self.say_figure(query, i)
            draft.say(text, self.figure_span(clause, i))
            if n and i.year and str(i.year) not in text:
                draft.note(f"“{plain(i.quantity.text)}”的目标年份为{i.year}年")
        return Composed("answered", draft, looked)

    def _all_said(self, query: Query, scored: Scored) -> bool:
        """Whether a statement has every figure the question takes for granted, with year and comparator."""
        statement = scored.statement
        if query.years and statement.years and not set(query.years) <= statement.years:
            return False
        stated = [(q.low, q.high, q.unit, q.comparator) for q in statement.quantities]
        return all(
            any(
                c.low == low and c.unit == unit and c.comparator in ("=", sign)
                for low, _, unit, sign in stated
            )
            for c in query.claims
        )

    def _agrees(self, query: Query, indicator: Indicator) -> bool:
        """Whether everything the question takes for granted of a figure stands in the text."""
        q = indicator.quantity
        if query.attribute and indicator.attribute != query.attribute:
            return False
        if query.years and indicator.year and indicator.year not in query.years:
            return False
        for claim in query.claims:
            if claim.low != q.low or (claim.comparator != "=" and claim.comparator != q.comparator):
                return False
        return True
