"""Whether a statement answers a question: a probability from how the two agree.

The probability is a logistic regression over what the ranking knows; its coefficients stand in answerable.toml,
made by ``python -m eval calibrate`` from the development questions. Knows nothing of documents, places or years.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.answers.signals import FEATURES


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients by feature, and the probabilities from which an answer is given."""

    weights: tuple[float, ...]
    bias: float
    enough: float
    enough_figure: float


@lru_cache(maxsize=1)
def model() -> Model:
    """What answerable.toml holds."""
    data, weights = fitted("answerable.toml", FEATURES)
    return Model(weights, float(data["bias"]), float(data["enough"]), float(data["enough_figure"]))


def fitted(name: str, features: Sequence[str]) -> tuple[Mapping[str, Any], tuple[float, ...]]:
    """What a file of fitted coefficients beside this module holds, and its weights in the order of the features."""
    data = tomllib.loads(resources.files("assistant.answers").joinpath(name).read_text("utf-8"))
    return data, tuple(float(data["weights"][feature]) for feature in features)


def probability(values: tuple[float, ...]) -> float:
    """That a statement with these features is the answer's."""
    m = model()
    return logistic(m.weights, m.bias, values)


def logistic(weights: Sequence[float], bias: float, values: Sequence[float]) -> float:
    """The probability that a logistic regression gives to these values of its features."""
    return 1.0 / (1.0 + math.exp(-(bias + sum(w * v for w, v in zip(weights, values, strict=True)))))


# work to be done for the asker is no question about a text
_TASK = re.compile(
    r"(?:帮|给|替|为)(?:我|咱)们?.{0,8}(?:写|起草|拟|翻译|画|做个|打个?电话|投诉一下|举报一下|订|买)|"
    # 想写一份对比材料，…: the asker's own work
    r"(?<![想要在来得须需该])(?:写|起草)(?:一)?[份封篇首个](?!.{0,6}(?:规定|条款))|推荐(?:一)?[家个款下]|"
    r"write (?:me )?an? |recommend"
)
# 网点能顺手帮我写…吗: what others may do is a question about them
_OTHERS = re.compile(
    "(?<![你您们])(?<!麻烦)(?<!，)(?<!,)(?<!请)[一-龥](?<![你您])(?:能不能|可不可以|可以|能|会|肯)[^，,]{0,3}$"
)


def is_task(question: str) -> bool:
    """Whether the question wants work done, not a text explained."""
    task = _TASK.search(question)
    return task is not None and not _OTHERS.search(question[: task.start()])
