"""``python -m eval calibrate --choice FILE...``: how the assistant chooses between the readings of a follow-up.

Each line of FILE (eval/talks/choices.jsonl) is a follow-up with the messages before it, what each way of reading it was
answered, and what a person who knows the documents thinks of each answer. Verifier and judge read them anew; the scores
(assistant/choosing.toml) are those that make the answers chosen worth most. Knows nothing of how readings come about.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.chosen import REFUSING, VALUES, WAYS, values
from corpus.errors import InputError
from index.judge import PolicyJudge
from index.verifier import PolicyVerifier

Floats = npt.NDArray[np.float64]

RIDGE = 1.0
# what an answer is worth: a wrong one costs what a right one is worth, a refusal of what the documents say nothing
WORTH = {"right": 1.0, "part": 0.3, "refused": 0.0, "wrong": -1.0}
FOLDS = 10
# the coefficients: of VALUES, of each way but the first where it tells, of each that may refuse
COLUMNS = (*VALUES, *(f"{way} tells" for way in WAYS[1:]), *(f"{way} refuses" for way in REFUSING))
OUT = -100.0  # what a way that has nothing to say is scored


@dataclass(frozen=True, slots=True)
class Graded:
    """A follow-up: for each of WAYS the answer's row of ``table`` (ways, COLUMNS), its grade, and ``OUT`` or 0."""

    talk: str
    table: Floats
    out: Floats
    grades: tuple[str, ...]

    def chosen(self, weights: Floats) -> str:
        """The grade of the answer with the highest score."""
        return self.grades[int(np.argmax(self.table @ weights + self.out))]

    @property
    def worth(self) -> Floats:
        """(ways,)"""
        return np.array([WORTH[g] for g in self.grades])


def calibrate_choice(paths: Sequence[Path], target: Path) -> str:
    """Fit on graded readings; write ``target``; a table of what that does, each talk chosen by scores that did not see it.

    :raises InputError: a line that cannot be used.
    """
    graded = [g for path in paths for g in _read(path)]
    talks = sorted({g.talk for g in graded})
    fold = {talk: n % FOLDS for n, talk in enumerate(talks)}
    chosen: list[str] = []
    for n in range(FOLDS):
        weights = _fit([g for g in graded if fold[g.talk] != n])
        chosen += [g.chosen(weights) for g in graded if fold[g.talk] == n]
    target.write_text(_as_toml(_fit(graded)), "utf-8")
    lines = [f"{len(graded)} follow-ups of {len(talks)} talks"]
    lines += [_told(way, [g.grades[n] for g in graded]) for n, way in enumerate(WAYS)]
    return "\n".join((*lines, _told("chosen", chosen)))


def _read(path: Path) -> list[Graded]:
    judge, verifier, graded = PolicyJudge(), PolicyVerifier(), []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            grades = tuple(str(row["grades"][way]) for way in WAYS)
            if set(grades) - WORTH.keys():
                raise ValueError(f"a grade that is none of {', '.join(WORTH)}")
            messages = [str(m) for m in row["messages"]]
            told = {t: values(verifier, judge, messages, t) for t in map(str, row["told"].values()) if t}
            table = [_row(way, told.get(row["told"][way])) for way in WAYS]
            out = [0.0 if row["told"][way] or way in REFUSING else OUT for way in WAYS]
            graded.append(Graded(str(row["talk"]), np.array(table), np.array(out), grades))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise InputError(f"{path}:{number}: no graded readings of a follow-up ({error!r})") from error
    return graded


def _row(way: str, known: tuple[float, ...] | None) -> Floats:
    """An answer's row: with the coefficients it gives ``assistant.chosen.Scores.of``."""
    held = (
        {f"{way} refuses": 1.0}
        if known is None
        else {f"{way} tells": 1.0, **dict(zip(VALUES, known, strict=True))}
    )
    return np.array([held.get(name, 0.0) for name in COLUMNS])


def _fit(graded: Sequence[Graded]) -> Floats:
    """The coefficients under which the answers, each chosen as likely as a softmax of the scores says, are worth most."""
    from scipy.optimize import minimize

    tables = np.stack([g.table for g in graded])
    spread = tables.reshape(-1, len(COLUMNS)).std(axis=0) + 1e-6
    tables, out, worth = (
        tables / spread,
        np.stack([g.out for g in graded]),
        np.stack([g.worth for g in graded]),
    )

    def loss(weights: Floats) -> tuple[float, Floats]:
        raised = tables @ weights + out
        shares = np.exp(raised - raised.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        mean = (shares * worth).sum(axis=1)
        slope = -(shares * (worth - mean[:, None]))[..., None] * tables
        return float(RIDGE * weights @ weights - mean.sum()), slope.sum(axis=(0, 1)) + 2 * RIDGE * weights

    found = minimize(loss, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / spread)


def _as_toml(weights: Floats) -> str:
    by_name = {f"{WAYS[0]} tells": 0.0, **dict(zip(COLUMNS, map(float, weights), strict=True))}
    parts = {
        "weights": {name: by_name[name] for name in VALUES},
        "told": {way: by_name[f"{way} tells"] for way in WAYS},
        "refused": {way: by_name[f"{way} refuses"] for way in REFUSING},
    }
    lines = ["# Made by `python -m eval calibrate --choice`."]
    for part, held in parts.items():
        lines += ["", f"[{part}]", *(f"{name} = {number:.3f}" for name, number in held.items())]
    return "\n".join(lines) + "\n"


def _told(name: str, grades: Sequence[str]) -> str:
    count = Counter(grades)
    return f"{name:9s}" + ", ".join(f" {grade} {count[grade]}" for grade in WORTH)
