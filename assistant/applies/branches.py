"""The branches of a sentence, each with one condition, and which of them hold for the one who asks.

80周岁以上…4元；60至79周岁…6元 has two. They are told apart by the figures told, by the document's own names for a size,
and by whom each addresses. Knows nothing of which clause is meant (cases.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers.provisions import Provisions
from assistant.answers.render import Span, plain, tabled
from assistant.answers.statements import Statement
from assistant.answers.stretches import untitled
from assistant.applies.applicability import Applicability
from assistant.applies.conditions import Match, Measure, matches
from assistant.applies.definitions import Named
from assistant.applies.profile import Profile

_REST = re.compile(r"^(?:其他|其余|除此以外|除上述|上述以外)")
_NOT_BEFORE = re.compile(r"^(?:除)?前款(?:规定)?(?:以外|之外)|^除前款")
_AND = re.compile(r"以及|及|和|与|或者?")
# …分档补助：1、300万元至1000万元的部分，…；2、: what opens the list, and each of its lines
_APART = re.compile(r"[；;]|[：:](?=(?:\d{1,2}[、.．]|[（(][\d一二三四五六七八九十]{1,2}[）)])(?=.*[；;]))")
_OPENING = 40  # characters before the colon that tell what the parts behind it count
_LINE_MARK = re.compile(r"(?:^|(?<=[；;：:]))\d{1,2}、")
_BASED_ON = re.compile("(?:以[^，,；;]{2,60}为|依托|围绕|聚焦|立足|结合)")
_OPENERS = re.compile(r"^(?:其中|但|并|且|同时|对|对于)?[，,]?")


def lies_below(match: Match, part: str) -> bool:
    """Whether a part is for a stretch of an amount that lies below the one told: 300万元至1000万元的部分 for 2000万."""
    fact, bound = match.fact, match.threshold
    of_it = re.search(re.escape(bound.text) + "[^，,；;]{0,6}的部分", part)
    return bool(of_it) and fact.low is not None and bound.low is not None and fact.low >= bound.low


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch of a sentence with one condition. ``start``/``end`` are offsets into the flat sentence."""

    start: int
    end: int
    holds: bool | None  # for the asker; None: nothing told decides
    match: Match | None = None  # the threshold that is met
    by_figure: bool = False  # a figure decides, not whom the branch addresses


class Branches(Provisions):
    """Parts sentences into branches and holds each against a profile."""

    applicability: Applicability

    def branches(
        self, profile: Profile, names: Sequence[Named], statement: Statement, before: Sequence[Branch] = ()
    ) -> list[Branch]:
        """A sentence's branches with whether each holds for the asker.

        :param before: the branches of the sentence before, which 前款规定以外的 leaves out.
        """
        text = statement.text
        if _NOT_BEFORE.match(text) and any(b.holds for b in before):
            return [Branch(0, len(text), False, by_figure=True)]
        out: list[Branch] = []
        edges = [0, *(m.end() for m in _APART.finditer(text)), len(text)]
        for a, b in pairwise(edges):
            if b > a:
                for start, end in self._parts(profile, statement, a, b):
                    out.append(self._branch(profile, names, statement, start, end, out))
        return out

    def held(
        self, told: Sequence[Measure], statement: Statement, start: int = 0, end: int | None = None
    ) -> tuple[Match, ...]:
        """The thresholds in a stretch of a sentence or row that the figures told meet or fail."""
        opening = self.ranker.book.intro(statement.clause)
        if columns := self.ranker.book.columns(statement.clause):
            opening = "、".join(head for head, _ in columns.cells)  # 设备投资额 over 1000万元至3000万元
        if start and "：" in statement.text[:start]:
            # 按设备投资额分档补助：300万元至1000万元的部分
            opening += statement.text[:start].rpartition("：")[0][-_OPENING:]
        # the number of a list's line is no figure (２、１０００万元至…)
        said = _LINE_MARK.sub(lambda m: " " * len(m.group()), statement.text[start:end])
        return matches(told, said, under=opening)

    def _parts(self, profile: Profile, statement: Statement, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch parted at commas where its parts have conditions or addressees of their own that differ."""
        text = statement.text
        # 不足1000人的，可以…: a condition keeps what follows from it
        commas = re.finditer(r"(?<!的)(?<!的部分)[，,](?=.)", text[start:end])
        cuts = [start, *(start + m.end() for m in commas), end]
        starts: list[int] = []
        verdicts: set[bool] = set()
        for a, b in pairwise(cuts):
            held = self.held(profile.facts, statement, a, b)
            if not held and _BASED_ON.match(text, a, b):
                continue  # 以产业聚集区为依托，遴选中小微企业: no condition of its own
            verdict = (
                any(m.met for m in held) if held else self.applicability.verdict(profile, statement, a, b)
            )
            if verdict is not None:
                starts.append(a if starts else start)
                verdicts.add(verdict)
        bounds = list(pairwise([*starts, end]))
        # 满三年的企业，以及…的个人，可以申报: what is said of both comes behind
        joined = any(_AND.match(text, a) for a, _ in bounds[1:])
        if len(verdicts) < 2 or joined:
            return [(start, end)]
        return bounds

    def _branch(
        self,
        profile: Profile,
        names: Sequence[Named],
        statement: Statement,
        start: int,
        end: int,
        earlier: Sequence[Branch],
    ) -> Branch:
        part = statement.text[start:end]
        held = self.held(profile.facts, statement, start, end)
        holds = any(m.met or lies_below(m, part) for m in held) if held else None
        said = [n for n in names if n.term in part]
        if said and holds is None:
            holds = max(said, key=lambda n: len(n.term)).is_his
        by_figure = holds is not None
        if holds is None:
            holds = self.applicability.verdict(profile, statement, start, end)
        decided = [b.holds for b in earlier if b.holds is not None]
        if _REST.match(_OPENERS.sub("", part)) and decided:
            # 其他…: for those whom nothing before it is for
            holds, by_figure = not any(decided), True
        return Branch(start, end, holds, next((m for m in held if m.met), None), by_figure)

    def stretches(
        self, statement: Statement, left: Sequence[Branch], *, alone: bool = False
    ) -> list[tuple[str, Span]]:
        """What is read out of a sentence: the branches left, those that adjoin as one.

        :param alone: without the list that it opens, of which what holds is read out apart.
        """
        columns = self.ranker.book.columns(statement.clause) if statement.clause.kind == "row" else None
        if columns is not None:
            return [(tabled(columns), span) for span in self.row_spans(statement.clause, columns)[:1]]
        document = self.index.documents[statement.clause.doc_id]
        source = document.text[statement.start : statement.end]
        kept = [i for i, c in enumerate(source) if not (c.isspace() or c in '“”‘’"')]
        if len(kept) != len(statement.text):
            return [(untitled(plain(source)), self.span_of(statement))]
        groups: list[tuple[int, int]] = []
        for branch in left:
            if groups and groups[-1][1] == branch.start:
                groups[-1] = (groups[-1][0], branch.end)
            else:
                groups.append((branch.start, branch.end))
        out = []
        for a, b in groups:
            start, end = statement.start + kept[a], statement.start + kept[b - 1] + 1
            if document.text[start:end].rstrip().endswith(("：", ":")) and not alone:
                end = self.with_items(statement.clause, end)
            text = untitled(plain(document.text[start:end])).rstrip("，,、；;：:" if alone else "，,、；;")
            out.append((text, Span(statement.clause, start, end)))
        return out
