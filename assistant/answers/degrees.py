"""Which degrees of what a breach costs are read out: by the circumstances, amounts and persons that a question tells.

Knows nothing of how a limb was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.answers.intervals import Amount, amounts
from assistant.answers.limbs import Limb, Piece
from assistant.answers.statements import flat
from assistant.understand.penalty import SEVERE, Penalty

LONGEST = 230  # characters of what a breach costs that are read out
NAMED_ITEM = 4  # characters of an item that a question must say to mean it
PERSON = re.compile("个人|负责人|主管人员|责任人员|工作人员|从业人员|法定代表人|投资人|代言人")

_GRAVER = re.compile("(?:特别|极其|非常)(?P<what>[一-龥]{4})")
_SQUARE = re.compile("个?平米|㎡|个?平方(?![米公])")


def chosen(text: str, penalty: Penalty, limb: Limb) -> list[Piece]:
    """The pieces of a limb that are read out: the one that names the conduct, then those that fit what is told."""
    base, *degrees = limb.pieces
    listed = [p for p in degrees if p.clause is not base.clause]
    lead = [p for p in degrees if p.clause is base.clause]
    if penalty.who and not penalty.much:
        return [base] if base.costs else [base, *lead[:1]]
    fitting = {p: fit for p in degrees if (fit := _degree_fit(text, penalty, p))}
    if listed and (named := _named_item(text, listed, fitting)):
        return [base, *(p for p in lead if fitting.get(p, 0) >= 0), *named]
    chosen = [base]
    used = len(base.text)
    for piece in sorted(degrees, key=lambda p: -fitting.get(p, 0)):
        fit = fitting.get(piece, 0)
        opens = piece.text.endswith(("：", ":"))
        if fit < 0 or (used + len(piece.text) > LONGEST and fit <= 0 and not opens):
            continue
        chosen.append(piece)
        used += len(piece.text)
    return sorted(chosen, key=lambda p: p.start)


def _degree_fit(text: str, penalty: Penalty, piece: Piece) -> int:
    """How well a degree fits the circumstances, amounts and persons told: below 0 where it is for others."""
    fit = sum(bool(re.search(SEVERE[name], piece.premise)) for name in penalty.severe)
    told = amounts_told(text)
    bounds = [b for b in amounts(piece.premise) if b.bound != "="]
    alike = [(a, b) for a in told for b in bounds if a.kind == b.kind and a.low is not None]
    if alike:
        return fit + 2 if any(b.holds(a.low) for a, b in alike if a.low is not None) else -1
    if penalty.person and PERSON.search(piece.text):
        fit += 1
    return fit


def is_lesser(text: str, said: str) -> bool:
    """Whether what is said holds for a lesser thing than the question tells: 重大事故, of 特别重大事故."""
    return any(m["what"] in said and m.group() not in said for m in _GRAVER.finditer(text))


def amounts_told(text: str) -> list[Amount]:
    """The plain amounts of a question, 平米 as texts write it."""
    return [a for a in amounts(_SQUARE.sub("平方米", text)) if a.bound == "="]


def rows_meant(text: str, tiers: Sequence[str]) -> list[int]:
    """Which of several tiers, told by the cell that says for what each is, hold an amount that a question tells."""
    told = amounts_told(text)
    return [
        n
        for n, tier in enumerate(tiers)
        if any(
            b.bound != "=" and b.kind == a.kind and a.low is not None and b.holds(a.low)
            for b in amounts(tier)
            for a in told
        )
    ]


def _named_item(text: str, listed: Sequence[Piece], fitting: dict[Piece, int]) -> list[Piece]:
    """The items of a list of degrees that a question names, by an amount or by their own words; [] where by neither."""
    if by_amount := [p for p in listed if fitting.get(p, 0) >= 2]:
        return by_amount
    asked = flat(text)
    said = [
        SequenceMatcher(None, bare_premise(p), asked, autojunk=False).find_longest_match().size
        for p in listed
    ]
    # 重大事故 stands in 特别重大事故 as well
    most = max(said)
    best = [p for p, size in zip(listed, said, strict=True) if size == most]
    return best if most >= NAMED_ITEM and len(best) == 1 else []


def bare_premise(piece: Piece) -> str:
    """What a degree is for, without its number."""
    return re.sub("^[（(][^）)]*[）)]|的$", "", piece.premise)
