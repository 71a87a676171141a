"""Several places and several years at once: the places held against one another in each of the years.

江西 赣州 九江 合格率 2027 2028 asks six figures. One comparison tells one figure of each place, so each year is a
comparison of its own. Knows nothing of how one is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answers.render import Composed, Draft
from assistant.understand.question import Query
from corpus.types import Clause

_YEAR = re.compile(r"(20\d\d)年")


def year_by_year(query: Query, names: Sequence[str], compare: Callable[[Query], Composed]) -> Composed | None:
    """The comparison of each year asked for; None where no year has one.

    :param names: what is compared.
    :param compare: tells the comparison for a question of one year.
    """
    draft = Draft()
    looked: list[Clause] = []
    for year in dict.fromkeys(query.years):
        told = compare(replace(query, years=(year,)))
        sentences = [s for s in told.draft.sentences if s[1]] if told.outcome == "answered" else []
        # a place that has no figure of the year is compared by another year's
        own = [s for s in sentences if not (found := _YEAR.findall(s[0])) or str(year) in found]
        if not own:
            draft.say(f"没有查到{year}年的这一项")
            continue
        complete = len(own) == len(sentences)
        for said, spans in told.draft.sentences if complete else own:
            draft.say(said if spans else f"{year}年，{said}", *spans)
        silent = [] if complete else [n for n in names if not any(n in said for said, _ in own)]
        if silent:
            draft.say(f"{year}年，没有查到{'、'.join(silent)}的这一项")
        for note in told.draft.notes if complete else ():
            draft.note(note)
        looked += told.draft.clauses()
    return Composed("answered", draft, tuple(dict.fromkeys(looked)), settled=True) if looked else None
