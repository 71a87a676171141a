"""A figure told that is the very number of a bound: whether 以下 includes it is said elsewhere in the document.

Knows the grammar of such sentences (本办法所称“以上”包括本数，“以下”不包括本数); nothing of how a clause was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.applies.conditions import Measure, matches

_WORD = re.compile("不(?:超过|低于|高于|少于|多于)|以上|以下|以内|之内|不足|不满|超过|低于|高于|少于|多于")
_INCLUDES = re.compile("本数")
_PIECE = re.compile("[，,；;。]")


def words_at_bounds(told: Sequence[Measure], text: str) -> tuple[str, ...]:
    """The words (以下) of a (flattened) text's bounds whose very number is told."""
    found: list[str] = []
    for match in matches(told, text):
        value, threshold = match.fact.low, match.threshold
        if value is None or value != match.fact.high or value not in (threshold.low, threshold.high):
            continue
        around = text[max(0, threshold.start - 2) : threshold.end + 2]
        found += _WORD.findall(around)
    return tuple(dict.fromkeys(found))


def tells_inclusion(sentence: str, words: Sequence[str]) -> bool:
    """Whether a (flattened) sentence says if bounds of one of these words include their number."""
    return bool(_INCLUDES.search(sentence)) and any(w in sentence for w in words)


def excludes(sentence: str, word: str) -> bool:
    """Whether a (flattened) sentence that tells it says that a word's bound leaves its number out."""
    before: list[str] = []
    for piece in _PIECE.split(sentence):
        own = _WORD.findall(piece)
        if _INCLUDES.search(piece):
            if word in (own or before):
                return bool(re.search("不(?:包[括含]|含|计)", piece))
            before = []
        else:
            before += own
    return False
