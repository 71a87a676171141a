"""One sentence's figures shared out among what it lists: 对A、B、C分别给予X、Y、Z; 重度400元、中度200元.

The list may stand in a sentence before (【支持对象】…、…、… / 【支持标准】分别给予…). Text in, portions with offsets out;
knows nothing of clauses or questions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.answers.coordination import alike
from assistant.answers.intervals import Amount, amounts, is_condition
from assistant.understand.words import segment
from corpus.script import simplify

_RESPECTIVELY = re.compile("分别|依次|相应(?:地)?(?=给予|按)")
_WRAP = r"(?:(?<![一-龥、])\n|\n(?![一-龥]))"  # the end of a line; 国家⏎标准 is one that is only wrapped
_PIECE = re.compile(rf"[，,；;。：:]|{_WRAP}")
_LIST_JOIN = re.compile(r"^\s*(?:[、，,]|和|及|以及|与|或者?)\s*$")
_ALSO_JOIN = re.compile(r"、|(?<!不)(?:以及|或者|和|及|与|或)(?!以上|以下|其他)")
_REACH = 14  # characters between 分别 and its first figure
_EXTENDS = re.compile("(?:及|或)?(?:以上|以下)")
# 2025年, 近3年: no name begins within one
_TIME = re.compile(r"(?:最?近|前|过去|连续|每)?\d+(?:年度?|个?月)(?:[底末初内前后]|以来|以内)?")


@dataclass(frozen=True, slots=True)
class Portion:
    """A figure and what it is given to. Offsets are into the text that was passed in."""

    member: str
    figure: Amount
    start: int  # of what states the figure, up to its next stop
    end: int
    said: str  # the portion in words of the text: 给予50万元一次性奖励
    listed: tuple[int, int] | None = None  # where the list stands, if in a text before
    where: int = 0  # which of the texts before, counted from the nearest (1); 0: the same text
    listed_apart: bool = False  # ``said`` does not hold the member's name


def portions(
    text: str, before: Sequence[str] = (), kinds: frozenset[str] = frozenset(), *, every: bool = False
) -> list[Portion]:
    """The portions a sentence deals out; [] where it states no more than one figure to one thing.

    :param before: the sentences before it in the same article, nearest first.
    :param kinds: the units that are asked for; any where empty.
    :param every: of all lists with 分别, not of the first only.
    """
    text = simplify(text)
    listed = _respectively(text, before)
    if len({p.start for p in listed}) > 1 and any(
        p is not q and p.start == q.start and p.member in q.member for p in listed for q in listed
    ):
        return []  # 省长质量奖、省长质量奖提名奖… 市长质量奖、市长质量奖提名奖…: 提名奖 alone is of either list
    if not every:
        listed = [p for p in listed if p.start == listed[0].start]
    return [p for p in listed if not kinds or p.figure.kind in kinds] or _interleaved(text, kinds)


def deals_apart(text: str) -> bool:
    """Whether a text may deal figures out to what is listed apart from them (分别给予)."""
    return bool(_RESPECTIVELY.search(text))


def _respectively(text: str, before: Sequence[str]) -> list[Portion]:
    out: list[Portion] = []
    for m in _RESPECTIVELY.finditer(text):
        row = _row_of(text, m.end())
        if len(row) < 2:
            continue
        lead = text[m.end() : row[0].start]
        tail_end = _stop(text, row[-1].end)
        tail = text[row[-1].end : tail_end]
        found = _listing(text[: m.start()], len(row))
        where, place = 0, None
        if not found:
            for n, earlier in enumerate(before, 1):
                if found := _listing(simplify(earlier), len(row)):
                    where, place = n, (found[0][1], found[-1][2])
                    break
        if not found:
            continue
        out += [
            Portion(
                member=member,
                figure=figure,
                start=m.start(),
                end=tail_end,
                said=f"{lead}{figure.text}{tail}",
                listed=place,
                where=where,
                listed_apart=True,
            )
            for (member, _, _), figure in zip(found, row, strict=True)
        ]
    return out


def _row_of(text: str, at: int) -> list[Amount]:
    """The figures that stand one after another behind 分别: 10万元、20万元、30万元."""
    row: list[Amount] = []
    for amount in amounts(text[at:], base=at):
        if not row:
            if amount.start - at > _REACH or _PIECE.search(text[at : amount.start]):
                return []
        elif not _LIST_JOIN.match(text[row[-1].end : amount.start]):
            break
        row.append(amount)
    if len({a.kind for a in row if a.kind}) > 1:
        return []
    return row


def _listing(text: str, count: int) -> list[tuple[str, int, int]]:
    """The last enumeration of ``count`` things in a text: (name, start, end)."""
    edges = [0, *(m.end() for m in _PIECE.finditer(text)), len(text)]
    for start, end in reversed([(a, b) for a, b in pairwise(edges) if b > a]):
        piece = text[start:end]
        for joins in (re.compile("、"), _ALSO_JOIN):
            cuts = [0, *(x for m in joins.finditer(piece) for x in (m.start(), m.end())), len(piece)]
            items = [(start + a, start + b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
            if len(items) == count and all(b > a for a, b in items):
                return _trimmed(text, items)
    return []


def _trimmed(text: str, items: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """The names without what leads into the list and what follows it (获评 … 的企业)."""
    first, last = items[0], items[-1]
    second = text[slice(*items[1])]
    words = [w for w, _ in segment(text[slice(*first)])]
    best, at = -1.0, first[0]
    times = [m.span() for m in _TIME.finditer(text, *first)]
    for i in range(len(words)):
        name = "".join(words[i:])
        begin = first[1] - len(name)
        if any(a < begin < b for a, b in times):
            continue
        if (score := max(alike(name, second), alike(name, second[: len(name)]))) > best:
            best, at = score, begin
    at = next((a for a, b in times if b == at), at)  # of 2025年新认定的国家级 the year belongs to it
    items = [(at, first[1]), *items[1:-1], last]
    name = text[slice(*last)]
    model = text[slice(*items[-2])]
    if "的" in name and "的" not in model:
        items[-1] = (last[0], last[0] + name.index("的"))
    name = text[slice(*items[-1])]
    words = [w for w, _ in segment(name)]
    best, end = -1.0, items[-1][1]
    for i in range(1, len(words) + 1):
        head = "".join(words[:i])
        whole = 0.3 if i == len(words) else 0.0
        if (score := alike(head, model) + whole) > best:
            best, end = score, items[-1][0] + len(head)
    if m := _EXTENDS.match(text, end):
        end = m.end()
    if any(text[items[-1][0] : end] == text[a:b] for a, b in items[:-1]):
        end = items[-1][1]  # 市长质量奖、市长质量奖提名奖: what makes it another one belongs to its name
    items[-1] = (items[-1][0], end)
    return [(text[a:b], a, b) for a, b in items]


def _interleaved(text: str, wanted: frozenset[str]) -> list[Portion]:
    """重度失能每张每月400元、中度失能每张每月200元: every part with its own label and one figure of one kind."""
    found = [a for a in amounts(text) if (not wanted or a.kind in wanted) and not is_condition(text, a)]
    counts = Counter(a.kind for a in found if a.kind)
    for count in sorted({n for n in counts.values() if n > 1}, reverse=True):
        # of kinds that stand there equally often, only the name asked for tells which is meant
        rows = ([a for a in found if a.kind == kind] for kind, n in counts.items() if n == count)
        if out := [portion for row in rows for portion in _labelled(text, row)]:
            return sorted(out, key=lambda p: p.figure.start)
    return []


def _labelled(text: str, row: Sequence[Amount]) -> list[Portion]:
    """Figures of one kind, each with the label before it; [] where one has none."""
    out: list[Portion] = []
    for n, figure in enumerate(row):
        floor = row[n - 1].end if n else 0
        start = floor
        for m in re.finditer(r"[、，,；;。：:]", text[: figure.start]):
            # 基本药物、集采品种抽检合格率: names that share a figure are one label
            if m.end() > floor and (m.group() != "、" or (floor and start == floor)):
                start = m.end()
        end = _stop(text, figure.end, "、")
        out.append(Portion(text[start : figure.start], figure, start, end, text[start:end]))
    return out if all(len(re.sub(r"\W", "", p.member)) >= 2 for p in out) else []


def _stop(text: str, at: int, more: str = "") -> int:
    m = re.compile(rf"[，,；;。：:{more}]|{_WRAP}").search(text, at)
    return m.start() if m else len(text)


def portion_for(name: str, shared: Sequence[Portion]) -> Portion | None:
    """The portion of the thing a question calls ``name``; None where none or several would do."""
    if len(shared) < 2:
        return None
    said = amounts(name)
    scored: list[tuple[float, Portion]] = []
    for portion in shared:
        member = portion.member if portion.listed_apart else portion.said
        own = amounts(portion.member)
        if said and own:
            # 破1亿 and 1亿元 are one thing, 10亿元 is another
            same = same_points(said, own)
            # 60多岁 is one of 60至79周岁
            same = same or {
                a.point for a in said if a.point and any(o.bound == "range" and o.holds(a.point) for o in own)
            }
            scored.append((1.0 if same else 0.0, portion))
        else:
            scored.append((likeness(name, member), portion))
    scored.sort(key=lambda s: -s[0])
    if scored[0][0] < 0.45 or scored[0][0] - scored[1][0] < 0.15:
        return None
    return scored[0][1]


def same_points(a: Sequence[Amount], b: Sequence[Amount]) -> set[Decimal]:
    """The exact values that two texts both tell: 破6亿 and 6亿元."""
    return {x.point for x in a if x.point is not None} & {x.point for x in b if x.point is not None}


def likeness(name: str, member: str) -> float:
    """How far a name and a member of a list say one another (大专生, 大专)."""
    return max(overlap(name, member), overlap(member, name) if len(member) > 1 else 0.0)


def overlap(name: str, text: str) -> float:
    """The share of a name's character pairs that a text has, 0..1; a name of one character counts as such."""
    name = re.sub(r"\W", "", name.lower())
    text = text.lower()
    if not name:
        return 0.0
    if name in text:
        return 1.0
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(p in text for p in pairs) / len(pairs) if pairs else 0.0
