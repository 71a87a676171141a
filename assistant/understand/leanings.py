"""How surely a question asks who is responsible, where something is written, or how two sides compare, however it puts that.

The words of asking so that can be listed are in kinds.py and question.py; what they miss (归住建一家还是还有别的局, 出处给一下,
比省里哪个狠) a logistic regression tells, one for each LEANINGS, over a question's runs of one to three characters
(leanings.toml, ``python -m eval calibrate --leanings``). Knows nothing of what the question is about.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

LEANINGS = ("who", "where", "compared")
LONGEST = 3  # characters of a run
SURELY = 50.0  # logits beyond are no surer


@dataclass(frozen=True, slots=True)
class Model:
    """``limit``: the probability from which on a question is taken to ask so."""

    bias: float
    limit: float
    weights: Mapping[str, float]

    def probability(self, text: str) -> float:
        """0..1, of a (simplified) question."""
        logit = self.bias + sum(self.weights.get(run, 0.0) for run in runs(text))
        return 1.0 / (1.0 + math.exp(-max(-SURELY, min(SURELY, logit))))


def runs(text: str) -> set[str]:
    """The runs of characters in a question, its begin (^) and end ($) among them, each number as one 0."""
    text = f"^{re.sub(r'[0-9]+', '0', unicodedata.normalize('NFKC', text).lower())}$"
    return {text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1)}


@cache
def models() -> Mapping[str, Model]:
    """What leanings.toml holds."""
    data = tomllib.loads(resources.files("assistant.understand").joinpath("leanings.toml").read_text("utf-8"))
    return {n: Model(float(data[n]["bias"]), float(data[n]["limit"]), data[n]["weights"]) for n in LEANINGS}


def leans(leaning: str, text: str) -> bool:
    """Whether a (simplified) question is likely to ask what a leaning, one of LEANINGS, is called after."""
    model = models()[leaning]
    return model.probability(text) >= model.limit
