"""Logistic regressions whose coefficients the assistant reads from a TOML file. Knows nothing of what is decided."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def fit(
    values: Sequence[tuple[float, ...]], right: Sequence[bool], shares: Sequence[float], strength: float
) -> tuple[Floats, float]:
    """(coefficients of the values as they are, bias), fitted over standardised values.

    :param shares: how much each example counts.
    :param strength: scikit-learn's C.
    """
    from sklearn.linear_model import LogisticRegression

    table = np.array(values)
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=strength, max_iter=2000).fit(
        (table - mean) / spread, right, sample_weight=shares
    )
    weights = np.asarray(fitted.coef_[0] / spread)
    return weights, float(fitted.intercept_[0] - (weights * mean).sum())


@dataclass(frozen=True, slots=True)
class OverFeatures:
    """A regression over what has some features or not. ``found``: the probability of each example by models without its group."""

    bias: float
    weights: Mapping[str, float]
    found: Floats

    def as_toml(self, name: str, limit: float) -> list[str]:
        """The lines of a table that ``assistant.understand.leanings.read_models`` reads."""
        weights = (f"{json.dumps(k, ensure_ascii=False)} = {v:.2f}" for k, v in self.weights.items())
        head = ["", f"[{name}]", f"bias = {self.bias:.3f}", f"limit = {limit}", "", f"[{name}.weights]"]
        return [*head, *weights]


def fit_features(
    examples: Sequence[Set[str]],
    right: Sequence[bool],
    groups: Sequence[object],
    *,
    strength: float,
    kept: int,
    often: int = 2,
    folds: int = 8,
) -> OverFeatures:
    """:param kept: features, those that weigh most. :param often: examples that a feature must stand in.

    :param strength: scikit-learn's C.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    counted = CountVectorizer(analyzer=lambda features: features, min_df=often, binary=True)
    table, wanted = counted.fit_transform(examples), np.array(right)
    regression = LogisticRegression(C=strength, max_iter=3000)
    found = cross_val_predict(
        regression, table, wanted, groups=groups, cv=GroupKFold(folds), method="predict_proba"
    )[:, 1]
    regression.fit(table, wanted)
    names, weights = counted.get_feature_names_out(), regression.coef_[0]
    heaviest = sorted(np.argsort(-np.abs(weights))[:kept], key=lambda i: names[i])
    return OverFeatures(
        float(regression.intercept_[0]), {str(names[i]): float(weights[i]) for i in heaviest}, found
    )


def probabilities(values: Sequence[tuple[float, ...]], weights: Floats, bias: float) -> Floats:
    """The probability of each."""
    return np.asarray(1.0 / (1.0 + np.exp(-(np.array(values) @ weights + bias))))


def as_toml(
    command: str, names: Sequence[str], weights: Floats, bias: float, limits: Mapping[str, float]
) -> str:
    """What the assistant reads: bias, the limits by name, coefficients by feature."""
    lines = [
        f"# Made by `{command}`; the limits are kept as they are.",
        f"bias = {bias:.3f}",
        "# an answer is given from these probabilities on",
        *(f"{name} = {limit}" for name, limit in limits.items()),
        "",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"
