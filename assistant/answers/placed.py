"""The question for each of several places that a question sets side by side, put for one of them alone.

徐州服务满意度和遵义保护满意度，分别多少 asks of each place something of its own; 芜湖和株洲，贴息给多少 the same of
both. Works on words and where the places stand; knows nothing of documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers.coordination import DEGREES, STOP_RIGHT
from assistant.answers.sides import alone
from assistant.understand.words import segment

# what stands between two sides
_JOINT = re.compile(r"(?:以及|还是|对比|[和跟与同及比或、])[，,\s]*$")
_YEAR = re.compile(r"[省市县区]?的?(?:20)?\d\d")
_MORE = re.compile(rf"[省市县区]?(?:要|会|能|得)?(?:{DEGREES})")
_MARK = re.compile("[，,；;。？?！!：:]")
# 分别, 各在哪天, 两地: that each has its own
_EACH = re.compile(
    r"分别|各自|各(?=[是要有罚奖补给占为多几在管到需得该能由归写定怎如什哪啥设])|(?<![一-龥])(?:之间|[两这]两?[地个者种份家](?!人))"
)
# 哪个交得早, 谁先完成: a day is asked for; 哪个办得快: how long
_WHICH = "(?:哪|谁)(?:一)?(?:个|家|边|地|方|者|份|部|项|条)?(?:是|更|最|要)*"
_EARLIER = re.compile(
    rf"{_WHICH}(?:(?P<done>[^，,]{{0,8}}?)(?:得|的)?(?:更|最)?[早晚](?:一?[些点])?|[先后早晚](?P<deed>[^，,]{{2,8}}))$"
)


@dataclass(frozen=True, slots=True)
class PlacedSide:
    """One place with what the question says of it alone, and the question for it."""

    said: str  # 徐州公共服务满意度; the place alone where both are asked for the same
    own: str  # what is asked of this place only; "" where it is the same for all
    question: str


def of_places(text: str, spans: Sequence[tuple[int, int]]) -> list[PlacedSide]:
    """The sides of a (simplified) question; [] where the places in it do not stand side by side.

    :param spans: where the places stand, in order.
    """
    text = text.strip().rstrip("？?。！!")
    if len(spans) < 2:
        return []
    names = [text[a:b] for a, b in spans]
    own: list[str] = []
    for (_, end), (following, _) in pairwise(spans):
        between = text[end:following]
        joint = _JOINT.search(between)
        if joint is None or _MARK.search(between[: joint.start()]):
            return []
        own.append(between[: joint.start()])
    rest = text[spans[-1][1] :]
    if any(_YEAR.match(o) for o in (*own, rest)):
        return []  # 西安2025年和陕西2023年的: figures or papers of years
    last, tail = "", rest
    if all(map(_thing, own)):
        if _MORE.match(rest):
            return []  # 西安的甲比陕西多多少
        last, tail = _name(rest)
        if not _thing(last):
            return []
    elif any(map(_thing, own)):
        return []
    own.append(last)
    head, tail = _EACH.sub("", text[: spans[0][0]]), _EACH.sub("", tail)
    tail = _EARLIER.sub(lambda m: f"什么时候{m['deed'] or m['done']}", tail)
    return [PlacedSide(n + o, _thing(o), alone(head + n + o + tail)) for n, o in zip(names, own, strict=True)]


def _thing(own: str) -> str:
    """What stands behind a place's name, without 市 and 的."""
    return re.sub(r"^[省市县区]?的?", "", own).strip()


def _name(rest: str) -> tuple[str, str]:
    """The name that a text begins with, and what follows it."""
    begin = len(rest) - len(rest.removeprefix("的"))
    at = begin
    for word, _ in segment(_MARK.split(rest[begin:])[0]):
        if STOP_RIGHT.match(word):
            break
        at += len(word)
    return rest[:at], rest[at:]
