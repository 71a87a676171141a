"""``python -m eval calibrate --choice FILE...``: how the assistant chooses between two readings of a follow-up.

Each line of FILE (eval/talks/choices.jsonl) is a follow-up with two readings of it, the question and the answer of each, and
what a person who knows the documents thinks of either answer. The judge reads them anew; one logistic regression a case
is fitted (assistant/choosing.toml). Knows nothing of how readings come about.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.rewritten import CASES, VALUES, Reading, case_of, values
from corpus.errors import InputError
from eval.logistic import Floats, fit, probabilities
from index.judge import PolicyJudge

REGULARISATION = 0.3  # scikit-learn's C, over standardised values
# what an answer is worth: a wrong one costs what a right one is worth, a refusal of what the documents say nothing
WORTH = {"right": 1.0, "part": 0.3, "refused": 0.0, "wrong": -1.0}
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Graded:
    """Two readings of one follow-up, how they are judged, and what their answers are worth (WORTH)."""

    talk: str
    case: str
    values: tuple[float, ...]
    first: str
    other: str

    @property
    def gain(self) -> float:
        """What the other answer is worth more."""
        return WORTH[self.other] - WORTH[self.first]


def calibrate_choice(paths: Sequence[Path], target: Path) -> str:
    """Fit on graded readings; write ``target``; a table of what that does, each talk judged by rules that did not see it.

    :raises InputError: a line that cannot be used.
    """
    graded = [g for path in paths for g in _read(path)]
    lines = [f"{len(graded)} follow-ups of {len({g.talk for g in graded})} talks"]
    sections = []
    for case in CASES:
        mine = [g for g in graded if g.case == case]
        talks = sorted({g.talk for g in mine})
        fold = {talk: n % FOLDS for n, talk in enumerate(talks)}
        held_out = np.zeros(len(mine))
        for n in range(FOLDS):
            at = [i for i, g in enumerate(mine) if fold[g.talk] == n]
            if at:
                weights, bias = _fit([g for g in mine if fold[g.talk] != n])
                held_out[at] = probabilities([mine[i].values for i in at], weights, bias)
        lines.append(_told(case, mine, held_out))
        sections.append(_section(case, *_fit(mine)))
    target.write_text("# Made by `python -m eval calibrate --choice`.\n" + "".join(sections), "utf-8")
    return "\n".join(lines)


def _read(path: Path) -> list[Graded]:
    judge, graded = PolicyJudge(), []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            first, other = Reading(*row["first"]), Reading(*row["other"])
            case = case_of(first, other)
            if case is None or {row["first_grade"], row["other_grade"]} - WORTH.keys():
                raise ValueError(f"nothing to choose, or a grade that is none of {', '.join(WORTH)}")
            known = values(judge, row["message"], first, other, float(row["certainty"]), int(row["messages"]))
            graded.append(Graded(row["talk"], case, known, row["first_grade"], row["other_grade"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: no graded readings of a follow-up ({error})") from error
    return graded


def _fit(graded: Sequence[Graded]) -> tuple[Floats, float]:
    told = [g for g in graded if g.gain]
    return fit(
        [g.values for g in told], [g.gain > 0 for g in told], [abs(g.gain) for g in told], REGULARISATION
    )


def _told(case: str, graded: Sequence[Graded], held_out: Floats) -> str:
    chosen = [g.other if p > 0.5 else g.first for g, p in zip(graded, held_out, strict=True)]
    first = [g.first for g in graded]
    return (
        f"{case:10s} {len(graded):4d}: right {first.count('right')} → {chosen.count('right')}, "
        f"wrong {first.count('wrong')} → {chosen.count('wrong')}"
    )


def _section(case: str, weights: Floats, bias: float) -> str:
    told = (f"{name} = {weight:.3f}" for name, weight in zip(VALUES, weights, strict=True))
    return "\n".join((f"\n[{case}]", f"bias = {bias:.3f}", *told)) + "\n"
