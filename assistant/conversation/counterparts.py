"""Which stretch of a question is made like a follow-up's words, so that they can stand in its place.

重度 for 轻度, 规下科技型 for 规上企业, 5亿 for 1亿. Works on the words alone; what the corpus writes of them is
weighed in ellipsis.py.
"""

from __future__ import annotations

import re

from assistant.conversation.frames import Frame
from assistant.conversation.parts import Written, alike, amounts, nominal, spans_of, unit_of
from assistant.understand.contexts import Contexts
from assistant.understand.words import segment
from corpus.gazetteer import Gazetteer
from corpus.numerals import flatten

_AROUND_AMOUNT = re.compile(r"[以及之]?[上下内外]|的|左右|超过|达到|不到|不足|[破满超过到在用第]")


def likest(
    subject: str, chunks: list[list[tuple[int, int]]], new: str, writes: Written
) -> list[tuple[int, int]]:
    """Up to two stretches of a subject that are made like the new words, the likest first."""
    runs = [(c[i][0], c[j][1]) for c in chunks for i in range(len(c)) for j in range(i, len(c))]
    # 食品安全, for 药品
    runs += [(a, a + len(new)) for c in chunks for a, b in c if b - a > len(new) > 1]
    found = [(a, b) for a, b in runs if alike(subject[a:b], new)]
    if not found:
        # 规下科技型, for 规上企业
        first = new[slice(*spans_of(new, writes)[0])]
        found = [
            c[0]
            for c in chunks
            if len(first) == 2 == c[0][1] - c[0][0]
            and len(c) > 1
            and subject[c[0][0]] == first[0]
            and len(new) > 2
            and subject[slice(*c[0])] != first
        ]
    if not found:
        # 轻度失能 and 重度失能 are no nouns, but of one make
        words = spans_of(subject, writes)
        runs = [
            (words[i][0], words[j][1]) for i in range(len(words)) for j in range(i, min(i + 4, len(words)))
        ]
        if len(new) > 1 and not nominal(new):
            runs += [(i, i + len(new)) for i in range(len(subject) - len(new) + 1)]
        found = [(a, b) for a, b in runs if len(new) > 1 and _one_make(subject[a:b], new)]
    found.sort(key=lambda s: (abs(s[1] - s[0] - len(new)), s[0] - s[1]))
    return found[:2]


def of_one_make(subject: str, new: str) -> list[tuple[int, int]]:
    """Where a subject qualifies with a word of two characters made like the new one: 重度, for 轻度."""
    if len(new) != 2 or new[1] in "了过着":
        return []
    if segment(new)[0][1][:1] == "v":
        # 新建, for 改建
        return [
            (a, b)
            for a, b in spans_of(subject)
            if b - a == 2 and subject[b - 1] == new[1] and subject[a:b] != new
        ][:1]
    if nominal(new):
        return []
    at = (m.start() for m in re.finditer(f"(?=.{re.escape(new[1])})", subject))
    return [(i, i + 2) for i in at if subject[i : i + 2] != new][:1]


def beside(
    subject: str,
    words: list[tuple[int, int]],
    chunks: list[list[tuple[int, int]]],
    new: str,
    contexts: Contexts,
) -> list[tuple[int, int]]:
    """The stretch of a subject that the corpus writes side by side with the new words: 城市、农村低保."""
    for start, end in words:
        old = subject[start:end]
        if end - start < 2 or old == new or contexts.everywhere(old):
            continue
        if any(contexts.writes(f"{a}{joint}{b}") for a, b in ((old, new), (new, old)) for joint in "、和或"):
            # 个人 for 生产经营单位, of which only 单位 stands beside it
            chunk = next((c for c in chunks if len(c) > 1 and c[-1] == (start, end)), None)
            if chunk and not contexts.writes(subject[slice(*chunk[-2])] + new):
                start = chunk[0][0]
            return [(start, end)]
    return []


def like_but_for_a_place(subject: str, new: str, places: Gazetteer) -> bool:
    """Whether two names end alike, and before that the old one says only a place."""
    end = next((n for n in range(min(len(subject), len(new))) if subject[-1 - n] != new[-1 - n]), 0)
    head = subject[: len(subject) - end]
    return end >= 2 and bool(head) and any(m.text == head for m in places.mentions(head))


def same_place(subject: str, chunks: list[list[tuple[int, int]]], new: str) -> tuple[int, int] | None:
    """Where a subject says with the same word what the new words say: 离居民楼, for 离学校."""
    tokens = segment(new)
    if len(tokens) < 2 or tokens[0][1][:1] not in "pv" or len(tokens[0][0]) > 1:
        return None
    start = next((a for a, b in spans_of(subject) if subject[a:b] == tokens[0][0]), None)
    if start is None:
        return None
    end = next((c[-1][1] for c in chunks if c[0][0] > start), len(subject))
    return start, end


def _one_make(old: str, new: str) -> bool:
    if len(old) != len(new) or old[-1] != new[-1]:
        return False
    return 2 * sum(x == y for x, y in zip(old, new, strict=True)) >= len(new)


def qualified_amount(frame: Frame, new: str) -> str | None:
    """80岁老人, then 70岁的特困呢: an amount with more said of it takes the place of the one that counts the same."""
    m = re.match(r"(?P<amount>[^的]{2,8})的(?P<more>[一-龥]{2,4})$", new)
    mine = amounts(flatten(m["amount"])) if m else []
    if not m or len(mine) != 1 or not unit_of(mine[0]):
        return None
    old = [a for a in amounts(flatten(frame.subject)) if unit_of(a) == unit_of(mine[0])]
    if len(old) != 1:
        return None
    subject = frame.subject[: old[0].start()] + new + frame.subject[old[0].end() :]
    return frame.lead + frame.front + subject + frame.back


def other_amount(frame: Frame, new: str) -> str | None:
    """The question before with another amount: 破1亿 → 破5亿, 80岁以上 → 90岁以上."""
    flat = flatten(new)
    mine = amounts(flat)
    if len(mine) != 1 or len(_AROUND_AMOUNT.sub("", flat[: mine[0].start()] + flat[mine[0].end() :])) > 1:
        return None
    amount = mine[0]
    text = frame.front + frame.subject + frame.back
    others = amounts(flatten(text))
    unit = unit_of(amount)
    same = [m for m in others if unit_of(m) == unit] or [m for m in others if not unit or not unit_of(m)]
    if not same:
        return None
    old = same[-1]
    said = amount.group().strip()
    if not unit:
        said += ("" if amount["scale"] else old["scale"] or "") + (old["unit"] or "")
    return frame.lead + text[: old.start()] + said + text[old.end() :]
