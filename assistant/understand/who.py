"""How surely a question asks who is responsible, however it puts that: 归住建一家还是还有别的局, 是工信还是市场监管抓.

The words of asking so that can be listed are in kinds.py; here a logistic regression over a question's runs of one to three
characters (who.toml, ``python -m eval calibrate --who``). Knows nothing of what the question is about.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

LONGEST = 3  # characters of a run


@dataclass(frozen=True, slots=True)
class Model:
    """``limit``: the probability from which on a question is taken to ask who."""

    bias: float
    limit: float
    weights: Mapping[str, float]

    def probability(self, text: str) -> float:
        """That a (simplified) question asks who is responsible, 0..1."""
        return 1.0 / (1.0 + math.exp(-self.bias - sum(self.weights.get(run, 0.0) for run in runs(text))))


def runs(text: str) -> set[str]:
    """The runs of characters in a question, its begin (^) and end ($) among them, each number as one 0."""
    text = f"^{re.sub(r'[0-9]+', '0', text)}$"
    return {text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1)}


@cache
def model() -> Model:
    """What who.toml holds."""
    data = tomllib.loads(resources.files("assistant.understand").joinpath("who.toml").read_text("utf-8"))
    return Model(float(data["bias"]), float(data["limit"]), data["weights"])


def may_ask_who(text: str) -> bool:
    """Whether a (simplified) question is likely to ask who is responsible, whatever words it does that with."""
    m = model()
    return m.probability(text) >= m.limit
