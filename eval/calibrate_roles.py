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

C = 3.0  # scikit-learn's
OFTEN = 2  # parts that a feature must stand in
KEPT = 2000  # features, those that weigh most
FOLDS = 8
# what the writers call that which has a role here; who leaves a thing says no more of it
CALLED = {"aside": ("aside", "drop"), "back": ("back",)}
LIMITS = {"aside": 0.8, "back": 0.6}
LABELS = frozenset({"ask", "case", "aside", "drop", "back"})


def calibrate_roles(paths: Sequence[Path], target: Path) -> str:
    """Fit on files of messages; write ``target``; what each role finds in messages that it did not see.

    :raises InputError: a line that is no message with its parts.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    known: list[set[str]] = []
    labels: list[str] = []
    messages: list[int] = []
    for number, parts in enumerate(read_parts(paths)):
        texts = [simplify(text) for text, _ in parts]
        known += [features(texts, n) for n in range(len(texts))]
        labels += [label for _, label in parts]
        messages += [number] * len(parts)
    counted = CountVectorizer(analyzer=lambda f: f, min_df=OFTEN, binary=True)
    table = counted.fit_transform(known)
    names = counted.get_feature_names_out()
    lines = ["# Made by `python -m eval calibrate --roles`; taken to have the role from `limit` on."]
    told = []
    for role in ROLES:
        wanted = np.array([label in CALLED[role] for label in labels])
        regression = LogisticRegression(C=C, max_iter=3000)
        found = cross_val_predict(
            regression, table, wanted, groups=messages, cv=GroupKFold(FOLDS), method="predict_proba"
        )[:, 1]
        regression.fit(table, wanted)
        heaviest = sorted(np.argsort(-np.abs(regression.coef_[0]))[:KEPT], key=lambda i: names[i])
        over = found >= LIMITS[role]
        lines += [
            "",
            f"[{role}]",
            f"bias = {regression.intercept_[0]:.3f}",
            f"limit = {LIMITS[role]}",
            "",
            f"[{role}.weights]",
            *(f"{json.dumps(names[i], ensure_ascii=False)} = {regression.coef_[0][i]:.2f}" for i in heaviest),
        ]
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
                raise InputError(f'{path}:{number}: found {line[:40]!r}, expected {{"parts": [[text, label], …]}}') from error
            if wrong := next((label for _, label in parts if label not in LABELS), None):
                raise InputError(f"{path}:{number}: found label {wrong!r}, expected one of {sorted(LABELS)}")
            out.append(parts)
    return out
