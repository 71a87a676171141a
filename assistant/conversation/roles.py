"""What each part of a follow-up is to what it asks: asked, told beside it, or said to leave one thing and return to another.

归哪几个局管啊，我好去反映; 不聊烟台了，回到宜昌，打折力度有要求没: no list could hold what people say beside a question, so two
logistic regressions tell, over a part's runs of one to three characters, how its neighbours begin and end, and which of
them ask (roles.toml, ``python -m eval calibrate --roles``). Knows nothing of what a question is about.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.conversation.followup import asks
from assistant.understand.leanings import runs

ROLES = ("aside", "back")
SURELY = 50.0  # logits beyond are no surer
_PART = re.compile(r"[，,。；;！!：:？?\s]+")
LENGTHS, LONGEST = 3, 6  # parts are as long as others by so many characters, up to so many times that


@dataclass(frozen=True, slots=True)
class Model:
    """``limit``: the probability from which on a part is taken to have the role."""

    bias: float
    limit: float
    weights: Mapping[str, float]

    def has(self, features: set[str]) -> bool:
        """Whether a part with these features has the role."""
        logit = self.bias + sum(self.weights.get(f, 0.0) for f in features)
        return 1.0 / (1.0 + math.exp(-max(-SURELY, min(SURELY, logit)))) >= self.limit


def features(parts: Sequence[str], at: int) -> set[str]:
    """What a part of a (simplified) message is known by."""
    part = parts[at]
    place = "first" if at == 0 else "last" if at == len(parts) - 1 else "inside"
    out = {f"={run}" for run in runs(part)}
    out |= {f"@{place}", f"@{len(parts)}", f"#{min(len(part) // LENGTHS, LONGEST)}", f"?{asks(part)}"}
    out.add(f"?others{any(asks(p) for n, p in enumerate(parts) if n != at)}")
    if at:
        out.add(f"?before{asks(parts[at - 1])}")
        out |= {f"<{run}" for run in runs(parts[at - 1]) if run.endswith("$")}
    if at + 1 < len(parts):
        out.add(f"?after{asks(parts[at + 1])}")
        out |= {f">{run}" for run in runs(parts[at + 1]) if run.startswith("^")}
    return out


@cache
def models() -> Mapping[str, Model]:
    """What roles.toml holds."""
    data = tomllib.loads(resources.files("assistant.conversation").joinpath("roles.toml").read_text("utf-8"))
    return {n: Model(float(data[n]["bias"]), float(data[n]["limit"]), data[n]["weights"]) for n in ROLES}


def without_asides(message: str) -> str:
    """A (simplified) follow-up without what is only said beside what it asks; whole where nothing else would be left."""
    return _apart(message, "aside")[0]


def returning(message: str) -> tuple[str, str]:
    """What a (simplified) follow-up asks of an earlier thing, and the words by which it returns to that, "" for no such."""
    return _apart(message, "back")


def _apart(message: str, role: str) -> tuple[str, str]:
    """A message without its parts of a role, and these; whole, and "", where there are none or nothing else."""
    marks = [m for m in _PART.finditer(message) if m.start()]
    starts = [0, *(m.end() for m in marks if m.end() < len(message))]
    ends = [m.start() for m in marks]
    ends += [len(message)] if len(ends) < len(starts) else []
    parts = [message[a:b] for a, b in zip(starts, ends, strict=True)]
    has = [len(parts) > 1 and models()[role].has(features(parts, n)) for n in range(len(parts))]
    if not any(has) or all(has):
        return message, ""
    stops = [*starts[1:], len(message)]  # the marks behind a part go with it
    rest = "".join(message[a:b] for a, b, out in zip(starts, stops, has, strict=True) if not out)
    return rest.strip("，,；;：: "), "，".join(p for p, out in zip(parts, has, strict=True) if out)
