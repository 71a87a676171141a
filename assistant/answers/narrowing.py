"""Of amounts of one kind that a text gives for several things, the part that a question names: 主导制定国家标准的，15万元.

A part is dropped only where that takes nothing from the one that is kept: what stands behind it, or beyond a full stop
or semicolon. Where the question names none of them, or several, all of it is kept. Text in, offsets out; knows nothing of
clauses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers.intervals import Amount, amounts, is_condition
from assistant.answers.statements import flat
from assistant.answers.units import unit_is
from corpus.script import simplify

_EDGE = re.compile(r"[，,；;。！]|\n")
_STRONG = re.compile(r"[；;。！\n]")
_OPENS = re.compile(r"(?:的|[者时后前]|之日起)[，,]?$")  # …的，: who is meant, before what he gets
# what leans on the part before it
_LEANS = re.compile(
    r"^[（(]?(?:其中|且|并|但|该|此|上述|前[述款项]|同时|另|再|超[过出]|不足|剩余|其[他余]|每)"
)
_TOGETHER = re.compile("分别|各(?:是|多少|有|给|补|奖)|都|一共|总共|合计|哪些|几(?:种|档|类|级)|区别|还是")
_HOW_MUCH = re.compile("多少|几(?![年月]前)|多[久长]|什么时候|何时")
# says that something is given, not for what
_GIVEN = re.compile(
    "补[贴助]|奖[励补金]|资[助金]|贴息|给予|每|最|超过|不|限额|[上下]限|领取|享受|罚款|处以|费用|金额|标准|一次|申[请报]|可以|应当|[元年月日]$"
)
_TERM = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[一-龥]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """What is given for one thing. Half-open offsets; ``apart``: a strong stop stands before it."""

    start: int
    end: int
    apart: bool


def narrowed(question: str, asked: Iterable[str], text: str, unit: str) -> list[tuple[int, int]] | None:
    """The stretches of a text to be said to a question; None where all of it is.

    :param question: as it was asked; ``asked``: its content words.
    :param unit: what is counted or measured (assistant.understand.measured), "" where that is not said.
    """
    if _TOGETHER.search(question) or len(_HOW_MUCH.findall(question)) > 1:
        return None
    text = simplify(text)
    parts = _parts(text, _alike(text, unit))
    if len(parts) < 2:
        return None
    own = [_terms(text[p.start : p.end]) for p in parts]
    wanted = _terms("。".join(asked))
    counts = Counter(t for terms in own for t in terms)
    told = [
        i
        for i, terms in enumerate(own)
        if any(counts[t] == 1 and t in wanted and not _GIVEN.search(t) for t in terms)
    ]
    if len(told) != 1:
        return None
    chosen = told[0]
    first = next(i for i in range(chosen, -1, -1) if parts[i].apart or not i)
    leans = _LEANS.match(text[parts[first].start :].lstrip())
    # what stands before the part in its own sentence may hold for it too
    kept = [p for i, p in enumerate(parts) if i == chosen or (i < chosen and (i >= first or leans))]
    if len(kept) == len(parts):
        return None
    limbs = [0, *(m.end() for m in _STRONG.finditer(text)), len(text)]
    gone: list[tuple[int, int]] = []
    for start, end in pairwise(limbs):
        inside = [p for p in parts if start <= p.start < end]
        if inside and not any(p in kept for p in inside):
            gone.append((start, end))
        else:
            gone += [(p.start, p.end) for p in inside if p not in kept]
    edges = [0, *(at for stretch in gone for at in stretch), len(text)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]


def _alike(text: str, unit: str) -> list[Amount]:
    """The amounts of the kind asked for, or that most of them are of, each a thing given and no condition."""
    found = [a for a in amounts(text) if a.kind and not is_condition(text, a)]
    if unit:
        found = [a for a in found if unit_is(unit, [a.kind])]
    kinds = Counter(a.kind for a in found)
    if not kinds:
        return []
    kind = max(kinds, key=lambda k: kinds[k])
    return [a for a in found if a.kind == kind]


def _parts(text: str, figures: Sequence[Amount]) -> list[_Part]:
    """The parts between stops with one of these figures each, with the pieces before it that say whom it is for."""
    edges = [0, *(m.end() for m in _EDGE.finditer(text)), len(text)]
    pieces = [(a, b) for a, b in pairwise(edges) if b > a]
    out: list[_Part] = []
    opening: int | None = None  # where the pieces begin that say whom the next figure is for
    for start, end in pieces:
        inside = [f for f in figures if start <= f.start < end]
        if len(inside) > 1:
            return []  # 分别10万元、20万元: dealt out otherwise
        strong = not start or bool(_STRONG.match(text[start - 1]))
        if strong:
            opening = None
        if inside:
            begin = start if opening is None else opening
            out.append(_Part(begin, end, not begin or bool(_STRONG.match(text[begin - 1]))))
            opening = None
        elif opening is None and (strong or _OPENS.search(text[start:end])):
            opening = start
        elif opening is not None and not _OPENS.search(text[start:end]) and out and not strong:
            opening = opening if _STRONG.match(text[opening - 1 : opening]) or not opening else None
    return out


def _terms(text: str) -> set[str]:
    """Words in Latin letters, numbers, and pairs of ideographs."""
    terms: set[str] = set()
    for run in _TERM.findall(flat(text)):
        if "一" <= run[0] <= "龥":
            terms |= {run[i : i + 2] for i in range(len(run) - 1)}
        else:
            terms.add(run)
    return terms
