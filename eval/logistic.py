"""Logistic regressions whose coefficients the assistant reads from a TOML file. Knows nothing of what is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
