"""Which stretch of a document's text is read out: by commas, by semicolons, without the number printed before it.

Pure functions over a text and a statement in it. Knows nothing of documents, lists or answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answers.statements import Statement, flat
from assistant.understand.words import Word, coverage
from corpus.types import Clause

EXCERPT = 170  # characters of a sentence that are read out whole
FRAGMENT = 40  # characters; less of a long sentence cannot be understood
PER_CHARACTER = 0.0008  # what a longer stretch has to say more


def excerpt(
    text: str, words: tuple[Word, ...], statement: Statement, holding: tuple[int, int] | None = None
) -> tuple[int, int]:
    """The stretch of a statement to read out: all of it, or the run of clauses that says most of the question.

    :param text: the document's.
    :param words: the question's.
    :param holding: what must stand in it.
    """
    if statement.end - statement.start <= EXCERPT:
        return statement.start, statement.end
    cuts = [statement.start]
    cuts += [
        m.end() + statement.start for m in re.finditer(r"[，,；;]", text[statement.start : statement.end])
    ]
    if cuts[-1] != statement.end:
        cuts.append(statement.end)
    best, best_score = (statement.start, min(statement.end, statement.start + EXCERPT)), -1.0
    for i, a in enumerate(cuts[:-1]):
        for b in cuts[i + 1 :]:
            if b - a > EXCERPT and b != cuts[i + 1]:
                break
            if b - a < FRAGMENT or (holding and not a <= holding[0] < holding[1] <= b):
                continue
            score = coverage(words, flat(text[a:b])) - PER_CHARACTER * (b - a)
            if score > best_score:
                best, best_score = (a, b), score
    return best


def limb_around(text: str, statement: Statement, start: int, end: int) -> tuple[int, int]:
    """The stretch between semicolons of a statement in which a piece of it lies."""
    before = max(text.rfind(mark, statement.start, start) for mark in "；;")
    after = [at for mark in "；;" if (at := text.find(mark, end - 1, statement.end)) >= 0]
    return max(statement.start, before + 1), min([at + 1 for at in after], default=statement.end)


def joined(text: str, pieces: Iterable[tuple[int, int, Clause]]) -> list[tuple[int, int, Clause]]:
    """(start, end, clause) of stretches in reading order; those that adjoin in one clause are one."""
    out: list[tuple[int, int, Clause]] = []
    for start, end, clause in pieces:
        if out and out[-1][2] is clause and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end, clause)
        else:
            out.append((start, end, clause))
    return out


def untitled(text: str) -> str:
    """A sentence without the dashes and number that its clause prints before it."""
    return re.sub(
        r"^(?:[—-]{2,}|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]{1,3}、|\d+(?:、|[.．](?!\d)|[.．](?=(?:19|20)\d\d年))|"
        r"第[一二三四五六七八九十百千零\d]+条(?:之[一二三四五六七八九十]+)?(?![、，和与及至到所第规的]))",
        "",
        text,
    )


def cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
