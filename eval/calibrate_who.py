"""``python -m eval calibrate --who FILE...``: by which runs of characters a question asks who is responsible (who.toml).

Each answerable question of one message is an example, with the category that its author gave it. Knows nothing of answers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.understand.kinds import Kind, asks
from assistant.understand.who import runs
from corpus.script import simplify
from eval.gold import read_gold

C = 5.0  # scikit-learn's
OFTEN = 2  # questions that a run must stand in
RUNS = 1500  # that are kept, those that weigh most
LIMIT = 0.1  # what is said besides costs little where it was not asked for
FOLDS = 8


def calibrate_who(paths: Sequence[Path], target: Path) -> str:
    """Fit on gold files; write ``target``; what that finds of the questions that no listed word tells, by held-out files.

    :raises GoldError: a file that cannot be read.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    examples = [
        (str(path), simplify(q.turns[0]), q.category == Kind.RESPONSIBLE)
        for path in paths
        for q in read_gold(path)[0]
        if len(q.turns) == 1
    ]
    # what the listed words tell needs nothing else; where the author asks for another thing by them it is no example
    examples = [e for e in examples if e[2] or not asks(Kind.RESPONSIBLE, e[1])]
    sources, texts, asked = zip(*examples, strict=True)
    counted = CountVectorizer(analyzer=runs, min_df=OFTEN, binary=True)
    table, wanted = counted.fit_transform(texts), np.array(asked)
    regression = LogisticRegression(C=C, max_iter=3000)
    found = cross_val_predict(
        regression, table, wanted, groups=sources, cv=GroupKFold(FOLDS), method="predict_proba"
    )[:, 1]
    regression.fit(table, wanted)
    names = counted.get_feature_names_out()
    heaviest = sorted(np.argsort(-np.abs(regression.coef_[0]))[:RUNS], key=lambda i: names[i])
    lines = [
        "# Made by `python -m eval calibrate --who`; the limit is kept as it is.",
        f"bias = {regression.intercept_[0]:.3f}",
        "# taken to ask who from this probability on",
        f"limit = {LIMIT}",
        "",
        "[weights]",
        *(f"{json.dumps(names[i], ensure_ascii=False)} = {regression.coef_[0][i]:.3f}" for i in heaviest),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    untold = np.array([not asks(Kind.RESPONSIBLE, t) for t in texts])
    over = found >= LIMIT
    return (
        f"{len(examples)} questions, {int(wanted.sum())} ask who, {int((wanted & untold).sum())} of them in no listed words\n"
        f"held out, from {LIMIT} on: {int((over & wanted & untold).sum())} of those, "
        f"{int((over & ~wanted).sum())} of {int((~wanted).sum())} others"
    )

