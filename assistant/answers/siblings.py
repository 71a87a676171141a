"""Which of a rule's parallel amounts a question does not mean: of 一级的补贴4000元；二级的，补贴2000元 the second.

Only what stands beside as the same kind of amount for another case is left out: conditions, limits and exceptions of
the amount that is meant stay. Nothing is left out unless words of the question (or a year, a grade, a number of the
asker's) stand with one of the amounts and with no other. Text in, offsets out; knows nothing of clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.intervals import Amount, amounts, is_condition, is_time
from assistant.answers.series import apart
from assistant.answers.units import unit_is
from assistant.understand.measured import OFTEN
from assistant.understand.words import Word
from corpus.numerals import find_years
from corpus.script import simplify

TELLING = 0.35  # a word of so much weight tells two amounts apart ...
SAID = 0.6  # ... where it is said so much more beside one than beside the other
_STOP = re.compile("[，,；;。]")
_END = re.compile("[；;。]")
CAP_ASKED = re.compile("最高|最多|封顶|上限|顶多|顶天|顶格|撑死|at most|maximum")
_FOR_WHOM = re.compile("^\\s*(?:对|凡|属于|符合)|的[，,]?\\s*$")
_GIVES = re.compile("给予|补[助贴]|奖励|资助|抵扣|按|支付|收取|执行|发放|办结|处")
# what holds for all amounts
_EXCEPTS = re.compile("^\\s*(?:但|同一|合计|累计|上述|同时|其中)|除外|不重复|不得|不再")
# more than one thing is asked, or what is added to the amount before
_TWICE = re.compile("(?:多少|几).*(?:多少|几(?!年前|乎))|[，,][^，,]{1,8}呢")
_ADDED = re.compile("再|另|额外|基础上|增加|上浮|提高")
_LEVELS = re.compile("各|分别|哪些|都有|几[种档类]|标准是(?:什么|怎)|怎么(?:分|算|定)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two marks, with its amounts that are no conditions."""

    start: int
    end: int
    segment: int
    figures: tuple[Amount, ...]


def left_out(
    text: str, question: str, words: Sequence[Word], unit: str, years: Sequence[int]
) -> list[tuple[int, int]]:
    """The stretches (start, end) of a text with amounts for other cases than the one asked of; [] where none surely is.

    :param unit: the unit asked for, "" for any.
    """
    text = simplify(text)
    if _LEVELS.search(question) or _TWICE.search(question) or OFTEN.search(question):
        return []
    pieces = _pieces(text)
    capped = bool(CAP_ASKED.search(question))
    groups: dict[tuple[str, bool], list[int]] = {}
    for n, piece in enumerate(pieces):
        for figure in piece.figures:
            # 15日内 is how long it takes, 最高15万元 a limit to another amount
            key = (figure.kind, figure.bound == "≤" and not is_time(figure.kind))
            if n not in groups.setdefault(key, []):
                groups[key].append(n)
    meant: set[int] = set()
    others: set[int] = set()
    for (kind, cap), group in groups.items():
        if len(group) < 2 or not unit_is(unit, [kind]) or (cap and not capped and unit):
            continue
        if (one := _meant(text, pieces, group, question, words, years)) is not None:
            meant.add(one)
            others |= set(group) - {one}
    return _dropped(text, pieces, others - meant, meant)


def kept_of(text: str, out: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a text without some stretches."""
    kept, at = [], 0
    for start, end in sorted(out):
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    if at < len(text):
        kept.append((at, len(text)))
    return [(a, b) for a, b in kept if re.search(r"\w", text[a:b])]


def _pieces(text: str) -> list[_Piece]:
    found = [a for a in amounts(text) if a.kind and not is_condition(text, a)]
    out: list[_Piece] = []
    at = depth = segment = 0
    for i, c in enumerate(text):
        depth += (c in "（(“《") - (c in "）)”》")
        last = i + 1 == len(text)
        if (depth <= 0 and _STOP.match(c)) or last:
            inside = tuple(a for a in found if at <= a.start < i + 1)
            out.append(_Piece(at, i + 1, segment, inside))
            segment += bool(_END.match(c))
            at = i + 1
    return out


def _label(text: str, pieces: Sequence[_Piece], group: Sequence[int], n: int) -> str:
    """What an amount is said of: from the amount of its kind before it, or the mark that ends a rule, to its piece's end."""
    first = n
    while first and pieces[first - 1].segment == pieces[n].segment and first - 1 not in group:
        first -= 1
    return text[pieces[first].start : pieces[n].end].lower()


def _meant(
    text: str,
    pieces: Sequence[_Piece],
    group: Sequence[int],
    question: str,
    words: Sequence[Word],
    years: Sequence[int],
) -> int | None:
    """Which of the pieces with amounts of one kind the question means; None where nothing or too much tells."""
    labels = {n: _label(text, pieces, group, n) for n in group}
    if any(_ADDED.search(label) for label in labels.values()):
        return None
    if len(set(years)) == 1:
        of_year = [n for n in group if set(years) & set(find_years(labels[n]))]
        if len(of_year) == 1 and all(find_years(labels[n]) for n in group):
            return of_year[0]
    if (case := _by_number(labels, question)) is not None:
        return case
    graded = [n for n in group if not apart(question, labels[n])]
    told = [n for n in group if apart(question, labels[n])]
    if len(graded) == 1 and told:
        return graded[0]
    if not told and any(is_condition(label, a) for label in labels.values() for a in amounts(label)):
        return None  # numbers tell for whom, and none was told
    points: dict[int, float] = dict.fromkeys(group, 0.0)
    for word in words:
        if word.weight < TELLING:
            continue
        shares = {n: word.said_in(labels[n]) for n in group}
        best = max(shares, key=lambda n: shares[n])
        others = max(share for n, share in shares.items() if n != best)
        if shares[best] - others >= SAID:
            points[best] += word.weight
    # what all are about is said beside the first alone
    meant = [n for n in (graded if told else group[1:]) if points[n] > 0]
    return meant[0] if len(meant) == 1 else None


def _by_number(labels: dict[int, str], question: str) -> int | None:
    """The one whose condition (超过200个的) a number of the question meets; that without one, where no condition is met."""
    own = [a for a in amounts(question) if a.point is not None]
    # 贷15万
    told = {a.kind or "元": a.point for a in own if a.kind or "万" in a.text}
    bounds = {
        n: [a for a in amounts(label) if a.kind in told and is_condition(label, a)]
        for n, label in labels.items()
    }
    bound = [n for n in labels if bounds[n]]
    met = [n for n in bound if all(a.holds(told[a.kind] or a.point) for a in bounds[n])]  # type: ignore[arg-type]
    free = [n for n in labels if not bounds[n]]
    if not bound or len(met) > 1:
        return None
    return met[0] if met else free[0] if len(free) == 1 else None


def _dropped(text: str, pieces: Sequence[_Piece], others: set[int], meant: set[int]) -> list[tuple[int, int]]:
    """Where the amounts for other cases stand, with what only says for whom they are."""
    out: list[tuple[int, int]] = []
    kept_segments = {pieces[n].segment for n in meant}
    for segment in sorted({pieces[n].segment for n in others}):
        whole = [n for n, p in enumerate(pieces) if p.segment == segment]
        said = {n: text[pieces[n].start : pieces[n].end] for n in whole}
        gives = [n for n in whole if n not in others and pieces[n].figures and _GIVES.search(said[n])]
        if segment not in kept_segments and not gives:
            if not any(_EXCEPTS.search(s) for s in said.values()):
                out.append((pieces[whole[0]].start, pieces[whole[-1]].end))
            continue
        for n in sorted(others & set(whole)):
            if _EXCEPTS.search(said[n]):
                continue
            first = n
            while first > whole[0] and first - 1 not in meant and _FOR_WHOM.search(said[first - 1]):
                first -= 1
            out.append((pieces[first].start, pieces[n].end))
    return out
