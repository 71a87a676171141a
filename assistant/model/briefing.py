"""Evidence as a model is shown it: numbered, each clause cut to what the question needs, within a budget.

Knows nothing of models or of what they answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verification.grounds import CitedClause, Statement, bigrams, norm
from corpus.script import simplify

# a Chinese character is about one token, seldom more, in the vocabularies in use
BUDGET = 900
_PER_CLAUSE = 260
YEAR_RE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DUTY_WORDS = frozenset("负责 单位 部门 牵头 分工 职责 哪个局 主管".split())
_LONG = 120  # characters of a sentence from which on only its asked-for parts are shown
_MIN_LEFT = 40  # below this many characters a further clause would be a torso


def brief(evidence: Sequence[CitedClause], question: str, budget: int = BUDGET) -> str:
    """The evidence as lines 【n】place：text, best first, at most ``budget`` characters or so."""
    words = bigrams(norm(question))
    years = frozenset(map(int, YEAR_RE.findall(norm(question))))
    lines: list[str] = []
    left = budget
    for ground in evidence:
        if lines and left < _MIN_LEFT:
            break
        head = f"【{ground.number}】{_place(ground)}："
        body = _body(ground, words, years, max(_MIN_LEFT, min(_PER_CLAUSE, left - len(head))))
        lines.append(head + body)
        left -= len(head) + len(body)
    return "\n".join(lines)


def _place(ground: CitedClause) -> str:
    region = ground.document.region or f"《{ground.document.title}》"
    if ground.clause.row is not None:
        return region + "".join(ground.labels[-2:])
    return region + (ground.headings[-1][:24] if ground.headings else ground.clause.label)


def _body(ground: CitedClause, words: set[str], asked: frozenset[int], room: int) -> str:
    """The statements that say most of the question, in reading order, as far as the room goes."""
    worth = [n for n, s in enumerate(ground.statements) if not _is_frame(ground, s, words)]
    ranked = sorted(
        worth or range(len(ground.statements)),
        key=lambda n: (-len(words & bigrams(ground.statements[n].text)), n),
    )
    chosen: list[int] = []
    used = 0
    for n in ranked:
        size = len(_said(ground, ground.statements[n], words, asked))
        if chosen and (used + size > room or not words & bigrams(ground.statements[n].text)):
            continue
        chosen.append(n)
        used += size
    return "".join(_said(ground, ground.statements[n], words, asked) for n in sorted(chosen))


def _is_frame(ground: CitedClause, statement: Statement, words: set[str]) -> bool:
    """A bare heading, or the brackets with the departments where the question does not ask for them."""
    bare = re.sub(r"\W", "", statement.text)
    if any(bare == re.sub(r"\W", "", norm(h)) for h in ground.headings):
        return True
    return statement.text.startswith("(") and "负责" in statement.text and not words & _DUTY_WORDS


def _said(ground: CitedClause, statement: Statement, words: set[str], asked: frozenset[int]) -> str:
    """A statement in one line. A year that only the head of its table or article has is said where it is asked for:
    a model repeats it, and the words beside the answer would not show it."""
    row = statement.clause.row
    if row is None:
        text = "".join(simplify(ground.document.text[statement.start : statement.end]).split())
        years = sorted(statement.years)
        if len(text) > _LONG:
            text = _asked_pieces(text, words)
        if len(years) == 1 and years[0] in asked and str(years[0]) not in text:
            return f"（到{years[0]}年）{text}"
        return text
    out = []
    targets = row.targets or ((row.year, row.target),)
    for year, target in targets:
        value = target if row.unit is None or row.unit in target else _with_unit(target, row.unit)
        yearly = "年均" if "年均" in target else ""
        shown = year and (year in asked or len(targets) > 1)
        out.append(f"{f'{year}年' if shown else ''}{row.name}{yearly}{value}")
    attribute = f"（{row.attribute}）" if row.attribute else ""
    for year, figure, word in row.others:  # behind the targets, so that none of them is taken for one
        value = figure if row.unit is None or row.unit in figure else _with_unit(figure, row.unit)
        attribute += f"；{f'{year}年' if year else ''}{word}{value}"
    return "；".join(out) + attribute + "。"


def _asked_pieces(text: str, words: set[str]) -> str:
    """The comma parts of a long sentence that say something of the question: a small model copies the rest."""
    pieces = re.split(r"(?<=[，,；;])", text)
    scores = [len(words & bigrams(norm(p))) for p in pieces]
    least = max(1, max(scores) // 2)
    kept = [p for p, score in zip(pieces, scores, strict=True) if score >= least]
    return "".join(kept).rstrip("，,；;。") + "。" if kept else text[:_LONG]


def _with_unit(target: str, unit: str) -> str:
    """7（年均） with % is said 7%: the words in brackets stand before the name already."""
    bare = target.split("（")[0].split("(")[0]
    return bare + unit
