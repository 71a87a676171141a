"""What each part of a follow-up is to what it asks: asked, told beside it, or said to leave one thing and return to another.

归哪几个局管啊，我好去反映; 不聊烟台了，回到宜昌，打折力度有要求没: no list could hold what people say beside a question, so two
logistic regressions tell, over a part's runs of one to three characters, how its neighbours begin and end, and which of
them ask (roles.toml, ``python -m eval calibrate --roles``). Knows nothing of what a question is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from assistant.conversation.followup import asks
from assistant.understand.leanings import Model, read_models, runs

ROLES = ("aside", "back")
_PART = re.compile(r"[，,。；;！!：:？?\s]+")
# 只要空气和水这块的: bounds what is asked
_BOUNDS = re.compile("只|光|单|就要|除|不包括|不含|不算|要是|如果|假如|万一")
LENGTHS, LONGEST = 3, 6  # parts are as long as others by so many characters, up to so many times that


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
    return read_models("assistant.conversation", "roles.toml", ROLES)


def without_asides(message: str, bears: Callable[[str, str], bool] = lambda part, rest: False) -> str:
    """A (simplified) follow-up without what is only said beside what it asks; whole where nothing else would be left.

    :param bears: whether a part has something without which the rest of the message is another one.
    """
    parts, has = _marked(message, "aside")
    if all(has):
        return message
    for n, (part, out) in enumerate(zip(parts, has, strict=True)):
        rest = "，".join(p for p, gone in zip(parts, has, strict=True) if not gone)
        has[n] = out and not (asks(part) or _BOUNDS.match(part) or bears(part, rest))
    return _kept(message, has)


def says_nothing(message: str) -> bool:
    """Whether a (simplified) follow-up has nothing but what is said beside a question (才1个，那我们别想了)."""
    parts, has = _marked(message, "aside")
    return all(has) and not any(map(asks, parts))


def returning(message: str) -> tuple[str, str]:
    """What a (simplified) follow-up asks of an earlier thing, and the words by which it returns to that, "" for no such."""
    parts, has = _marked(message, "back")
    if not any(has) or all(has):
        return message, ""
    return _kept(message, has), "，".join(p for p, out in zip(parts, has, strict=True) if out)


def _spans(message: str) -> tuple[list[int], list[int]]:
    """Where the parts of a message begin and end."""
    marks = [m for m in _PART.finditer(message) if m.start()]
    starts = [0, *(m.end() for m in marks if m.end() < len(message))]
    ends = [m.start() for m in marks]
    return starts, ends + [len(message)] * (len(starts) - len(ends))


def _marked(message: str, role: str) -> tuple[list[str], list[bool]]:
    """The parts of a message, and which of them have a role; none where there is but one."""
    parts = [message[a:b] for a, b in zip(*_spans(message), strict=True)]
    return parts, [len(parts) > 1 and models()[role].takes(features(parts, n)) for n in range(len(parts))]


def _kept(message: str, out: Sequence[bool]) -> str:
    """A message without some of its parts; whole where none or all are left out. The marks behind a part go with it."""
    if not any(out) or all(out):
        return message
    starts, _ = _spans(message)
    stops = [*starts[1:], len(message)]
    kept = "".join(message[a:b] for a, b, gone in zip(starts, stops, out, strict=True) if not gone)
    return kept.strip("，,；;：: ")
