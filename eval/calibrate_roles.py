"""``python -m eval calibrate --roles FILE...``: by which runs of characters a part of a follow-up is said beside what it asks.

The files have messages taken apart by their writers (eval/talks/parts.jsonl). Knows nothing of answers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.conversation.roles import ROLES, features
from corpus.errors import InputError
from corpus.script import simplify
from eval.logistic import fit_features

C = 3.0  # scikit-learn's
KEPT = 2000  # features, those that weigh most
# what the writers call that which has a role here; who leaves a thing says no more of it
CALLED = {"aside": ("aside", "drop"), "back": ("back",)}
LIMITS = {"aside": 0.8, "back": 0.6}
LABELS = frozenset({"ask", "case", "aside", "drop", "back"})


def calibrate_roles(paths: Sequence[Path], target: Path) -> str:
    """Fit on files of messages; write ``target``; what each role finds in messages that it did not see.

    :raises InputError: a line that is no message with its parts.
    """
    known: list[set[str]] = []
    labels: list[str] = []
    messages: list[int] = []
    for number, parts in enumerate(read_parts(paths)):
        texts = [simplify(text) for text, _ in parts]
        known += [features(texts, n) for n in range(len(texts))]
        labels += [label for _, label in parts]
        messages += [number] * len(parts)
    lines = ["# Made by `python -m eval calibrate --roles`; taken to have the role from `limit` on."]
    told = []
    for role in ROLES:
        wanted = np.array([label in CALLED[role] for label in labels])
        fitted = fit_features(known, list(wanted), messages, strength=C, kept=KEPT)
        over = fitted.found >= LIMITS[role]
        lines += fitted.as_toml(role, LIMITS[role])
        others = ", ".join(
            f"{int((over & (np.array(labels) == other)).sum())} of {labels.count(other)} {other}"
            for other in sorted(LABELS - {*CALLED[role]})
        )
        told.append(
            f"{role}: from {LIMITS[role]} on {int((over & wanted).sum())} of {int(wanted.sum())}; {others}"
        )
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "\n".join(told)


def read_parts(paths: Sequence[Path]) -> list[list[tuple[str, str]]]:
    """The parts of each message with their labels, one of LABELS.

    :raises InputError: a line that is no message with its parts.
    """
    out = []
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                parts = [(str(text), str(label)) for text, label in json.loads(line)["parts"]]
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f'{path}:{number}: found {line[:40]!r}, expected {{"parts": [[text, label], …]}}'
                ) from error
            if wrong := next((label for _, label in parts if label not in LABELS), None):
                raise InputError(f"{path}:{number}: found label {wrong!r}, expected one of {sorted(LABELS)}")
            out.append(parts)
    return out
