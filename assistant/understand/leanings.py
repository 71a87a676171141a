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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

LEANINGS = ("who", "where", "compared")
LONGEST = 3  # characters of a run
SURELY = 50.0  # logits beyond are no surer


@dataclass(frozen=True, slots=True)
class Model:
    """``limit``: the probability from which on what has some features is taken to be so."""

    bias: float
    limit: float
    weights: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """0..1, of what has these features."""
        logit = self.bias + sum(self.weights.get(feature, 0.0) for feature in features)
        return 1.0 / (1.0 + math.exp(-max(-SURELY, min(SURELY, logit))))

    def takes(self, features: Iterable[str]) -> bool:
        """Whether what has these features is taken to be so."""
        return self.probability(features) >= self.limit


def runs(text: str) -> set[str]:
    """The runs of characters in a text, its begin (^) and end ($) among them, each number as one 0."""
    text = f"^{re.sub(r'[0-9]+', '0', unicodedata.normalize('NFKC', text).lower())}$"
    return {text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1)}


def read_models(package: str, name: str, of: Sequence[str]) -> Mapping[str, Model]:
    """Some models of a TOML file that lies in a package."""
    data = tomllib.loads(resources.files(package).joinpath(name).read_text("utf-8"))
    return {n: Model(float(data[n]["bias"]), float(data[n]["limit"]), data[n]["weights"]) for n in of}


@cache
def models() -> Mapping[str, Model]:
    """What leanings.toml holds."""
    return read_models("assistant.understand", "leanings.toml", LEANINGS)


def leans(leaning: str, text: str) -> bool:
    """Whether a (simplified) question is likely to ask what a leaning, one of LEANINGS, is called after."""
    return models()[leaning].takes(runs(text))
