"""``python -m eval calibrate --leanings FILE...``: by which runs of characters a question asks who, where, or to compare.

Each question of one message is an example, with the category that its author gave it. Knows nothing of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.understand.kinds import Kind, asks
from assistant.understand.leanings import LEANINGS, runs
from assistant.understand.references import find_refs
from corpus.script import simplify
from eval.gold import read_gold
from eval.logistic import fit_features

C = 5.0  # scikit-learn's
RUNS = 1500  # that are kept, those that weigh most
CATEGORIES = dict(zip(LEANINGS, (Kind.RESPONSIBLE, Kind.CLAUSE, Kind.COMPARE), strict=True))
# who and where are told besides, which costs little where they were not asked for; a comparison is an answer of its own
LIMITS = dict(zip(LEANINGS, (0.1, 0.1, 0.2), strict=True))
# what the listed words tell is no example where the author asks another thing by them, nor is the text of a numbered clause
_NO_EXAMPLE: dict[str, Callable[[str, bool], bool]] = {
    "who": lambda text, wanted: not wanted and asks(Kind.RESPONSIBLE, text),
    "where": lambda text, _: bool(find_refs(text)),
    "compared": lambda text, wanted: not wanted and asks(Kind.COMPARE, text),
}


def calibrate_leanings(paths: Sequence[Path], target: Path) -> str:
    """Fit on gold files; write ``target``; what each finds in files that it did not see.

    :raises GoldError: a file that cannot be read.
    """
    read = [
        (str(path), simplify(q.turns[0]), q.category)
        for path in paths
        for q in read_gold(path)[0]
        if len(q.turns) == 1
    ]
    lines = ["# Made by `python -m eval calibrate --leanings`; taken to ask so from `limit` on."]
    told = []
    for leaning in LEANINGS:
        category, left_out = CATEGORIES[leaning], _NO_EXAMPLE[leaning]
        examples = [(f, t, c == category) for f, t, c in read if not left_out(t, c == category)]
        made, figures = _fit(leaning, examples)
        lines += made
        told.append(figures)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "\n".join(told)


def _fit(leaning: str, examples: Sequence[tuple[str, str, bool]]) -> tuple[list[str], str]:
    """(lines of TOML, what it finds), of (source, question, whether it asks so)."""
    sources, texts, asked = zip(*examples, strict=True)
    fitted = fit_features([runs(t) for t in texts], asked, sources, strength=C, kept=RUNS)
    wanted, over = np.array(asked), fitted.found >= LIMITS[leaning]
    return fitted.as_toml(leaning, LIMITS[leaning]), (
        f"{leaning}: from {LIMITS[leaning]} on {int((over & wanted).sum())} of {int(wanted.sum())} questions that ask so, "
        f"{int((over & ~wanted).sum())} of {int((~wanted).sum())} others"
    )
