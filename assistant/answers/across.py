"""Two places' tables of indicators held against each other, row by row: what one has, what both have, what one sets higher.

Rows are told to be the same by their names alone, and the answer says so. One indicator that is asked for by name is
compared elsewhere (comparisons.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.differences import alike
from assistant.answers.extremes import Extremes
from assistant.answers.intervals import amount_of_indicator
from assistant.answers.render import Composed, Draft, Span, say_value
from assistant.answers.target_tables import row_name
from assistant.understand.naming import LEVELS
from assistant.understand.question import Query
from assistant.understand.tabular import Held, asks_held
from corpus.gazetteer import Region
from corpus.types import Clause
from index.sparse import tokens


class Across(Extremes):
    """Answers which indicators one place has and another one has not, or both have."""

    def across(self, query: Query) -> Composed | None:
        """The rows of one table that the other has no like of, or the pairs; None where no two places are set so."""
        if query.english or query.refs or (held := asks_held(query.text)) is None:
            return None
        named = self._places_in(query)
        if len({r.name for _, r in named}) != 2:
            return None
        first, other = dict.fromkeys(r for _, r in named)
        if held.lacking_before is not None:
            # 西安有陕西没有: the place that stands last before 没有 lacks it
            before = [r for at, r in named if at < held.lacking_before]
            if not before:
                return None
            other = before[-1]
            first = next(r for _, r in named if r != other)
        mine, theirs = (self.rows_in(self.lexicon.docs_by_region.get(r.name, ())) for r in (first, other))
        if query.attribute:
            mine = [c for c in mine if c.row and c.row.attribute == query.attribute]
            if held.shared:
                theirs = [c for c in theirs if c.row and c.row.attribute == query.attribute]
        if not mine and not theirs:
            return None
        for region, rows in ((first, mine), (other, theirs)):
            if not rows:
                return self.refuse(
                    query,
                    saying=f"{region.name}的文件没有这样的指标表，不能逐项对照",
                    nearest=self.index.tree.parent((mine or theirs)[0]),
                )
        return self._rows_apart(held, (first, mine), (other, theirs))

    def _rows_apart(
        self, held: Held, mine: tuple[Region, list[Clause]], theirs: tuple[Region, list[Clause]]
    ) -> Composed:
        (here, own), (there, other) = mine, theirs
        pairs = _pairs(own, other)
        if held.order:
            return self._rows_above(held, mine, theirs, pairs)
        draft = Draft()
        if held.shared:
            both = [(c, pairs[c.clause_id]) for c in own if c.clause_id in pairs]
            names = "；".join(
                row_name(a)
                if row_name(a) == row_name(b)
                else f"{row_name(a)}（{there.short}作“{row_name(b)}”）"
                for a, b in both
            )
            said = f"{here.name}和{there.name}都有的指标：{names}"
            rows = [c for pair in both for c in pair]
        else:
            rows = [c for c in own if c.clause_id not in pairs]
            said = f"{here.name}有、{there.name}没有的指标：{'；'.join(map(row_name, rows))}"
        if rows:
            draft.say(said, *(Span(c, c.start, c.end) for c in rows))
        else:
            none = "没有名称相同的指标" if held.shared else f"没有{there.name}所无的指标"
            draft.say(f"{here.name}的指标表里{none}", Span(own[0], own[0].start, own[0].end))
        draft.note("按指标名称逐项对照两地的指标表得出；名称不同而内容相近的，请再核对原文")
        return Composed("answered", draft, (*own, *other), settled=True)

    def _rows_above(
        self,
        held: Held,
        mine: tuple[Region, list[Clause]],
        theirs: tuple[Region, list[Clause]],
        pairs: dict[str, Clause],
    ) -> Composed:
        """Of the indicators that both have, those whose target one place sets higher (or lower) than the other."""
        (here, own), (there, other) = mine, theirs
        draft = Draft()
        for row in own:
            beside = pairs.get(row.clause_id)
            figures = [self.last_target(c) for c in (row, beside)] if beside is not None else []
            if len(figures) < 2 or any(f is None for f in figures):
                continue
            a, b = (amount_of_indicator(f) for f in figures if f is not None)
            if a.kind != b.kind or a.point is None or b.point is None:
                continue
            if (a.point > b.point) if held.order == "高" else (a.point < b.point):
                said = [say_value(f) for f in figures if f is not None]
                draft.say(
                    f"{row_name(row)}：{here.short}{said[0]}，{there.short}{said[1]}",
                    *(Span(c, c.start, c.end) for c in (row, beside) if c is not None),
                )
        if not draft.sentences:
            draft.say(
                f"两地都有的指标中，没有{here.name}比{there.name}{held.order}的",
                Span(own[0], own[0].start, own[0].end),
            )
        draft.note("按名称相近、单位相同的指标逐项比较得出；名称不同的请核对是不是同一口径")
        return Composed("answered", draft, (*own, *other), settled=True)

    def _places_in(self, query: Query) -> list[tuple[int, Region]]:
        """The places with documents that a question names, and where; 省里 and 市里 beside one of them."""
        found: list[tuple[int, Region]] = []
        for m in self.lexicon.mentions(query.text):
            region = next((r for r in m.regions if self.lexicon.docs_by_region.get(r.name)), None)
            if region is not None:
                found.append((m.start, region))
        if len({r.name for _, r in found}) == 1:
            for _, pattern in LEVELS:
                said = pattern.search(query.text)
                if said and (up := self._of_level(said.group(), found[0][1])):
                    found.append((said.start(), up))
        return sorted(found, key=lambda f: f[0])

    def _of_level(self, word: str, beside: Region) -> Region | None:
        """The place with documents that a word for a level (省里) means beside a named one."""
        level = self.understander.understand(word).level
        around = [r for r in self.lexicon.places.path(beside) if r.level == level and r != beside]
        return next((r for r in around if self.lexicon.docs_by_region.get(r.name)), None)


def _pairs(own: Sequence[Clause], other: Sequence[Clause]) -> dict[str, Clause]:
    """A row's id → the row of the other table that is called like it; each at most once, the likest first."""
    ranked = sorted(
        ((_likeness(row_name(a), row_name(b)), n, k) for n, a in enumerate(own) for k, b in enumerate(other)),
        key=lambda r: -r[0],
    )
    pairs: dict[str, Clause] = {}
    taken: set[int] = set()
    for like, n, k in ranked:
        if like > 0 and own[n].clause_id not in pairs and k not in taken:
            pairs[own[n].clause_id] = other[k]
            taken.add(k)
    return pairs


def _likeness(a: str, b: str) -> float:
    """0 for names of other things, else the share of their character pairs that both have."""
    mine, other = set(tokens(a)), set(tokens(b))
    if not alike(a, b) or a[-2:] != b[-2:]:
        return 0.0
    return len(mine & other) / len(mine | other)
