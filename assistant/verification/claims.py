"""A draft → sentences, each with its marks and its stretches. Knows nothing of clauses or truth."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.verification.grounds import norm, open_brackets
from corpus.numerals import find_quantities
from corpus.types import Comparator, Quantity

MARK_RE = re.compile(
    r"[【\[［]\s*(?:证据|依据|材料|来源|条款|见)?\s*(\d{1,3}(?:\s*[,，、和;；]\s*\d{1,3})*)\s*[】\]］]"
)
_LIST_RE = re.compile(r"^\s*(?:[-*•·>]+\s*|\d{1,2}[.、)）](?!\d)\s*|#{1,6}\s*)+")
_STOP = "。！？!?\n"
_OPEN, _CLOSE = "“「『《〈（(", "”」』》〉）)"

_FAR_COMPARATOR: tuple[tuple[str, Comparator], ...] = (
    ("不低于", "≥"), ("不少于", "≥"), ("不小于", "≥"), ("至少", "≥"), ("最低", "≥"), ("最少", "≥"),
    ("不超过", "≤"), ("不高于", "≤"), ("不大于", "≤"), ("不多于", "≤"), ("至多", "≤"), ("最多", "≤"), ("最高", "≤"),
    ("超过", ">"), ("高于", ">"), ("大于", ">"), ("多于", ">"), ("突破", ">"),
    ("低于", "<"), ("少于", "<"), ("小于", "<"), ("不足", "<"), ("不到", "<"), ("接近", "≈"), ("大约", "≈"), ("约", "≈"),
)  # fmt: skip
_FAR_RE = re.compile(
    rf"({'|'.join(sorted((w for w, _ in _FAR_COMPARATOR), key=len, reverse=True))})"
    "(?:要|应|需|须|得|达到|达|为|是|在|完成|实现|做到|目标|值|:)*$"
)
_TAIL_RE = re.compile(r"\(?(?:含|包括本数)?\)?(?:[,及或]?(?:其)?以上|或更[高多]|起|及更高)")
_TAIL_LOW_RE = re.compile(r"\(?含?\)?(?:[,及或]?(?:其)?以[下内]|或更[低少])")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence with the marks that hold for it. ``text`` is folded, without marks."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft. ``text`` as written without a list sign, marks still inside."""

    text: str
    stretches: tuple[Stretch, ...]
    marks: tuple[int, ...]

    @property
    def plain(self) -> str:
        """The folded text without marks."""
        return "".join(s.text for s in self.stretches)


def split_draft(draft: str) -> list[Sentence]:
    """The sentences of a draft, each once. Marks right behind a full stop belong to the sentence before it.

    Marks before the first sentence belong to that one; a draft of nothing but marks has no sentence.
    """
    out: list[Sentence] = []
    ahead = ""  # marks on a line of their own before anything is said
    repeated = False  # the last sentence was said before: marks behind it are its own, not those of out[-1]
    for raw in _cut(draft):
        text = _LIST_RE.sub("", raw).strip().replace("**", "")
        if not text:
            continue
        if not _bare(text):
            if out and not repeated:
                out[-1] = _sentence(_put_before_stop(out[-1].text, text))
            elif not out:
                ahead += "".join(m.group() for m in MARK_RE.finditer(text))
            continue
        text, ahead = ahead + text, ""
        lead = re.match(rf"(?:{MARK_RE.pattern}\s*)+", text)
        if lead and out and not repeated and not out[-1].marks:  # 。【1】 next sentence
            out[-1] = _sentence(_put_before_stop(out[-1].text, lead.group()))
            text = text[lead.end() :].strip()
        # small models fall into saying the same over again, sometimes under the next mark
        repeated = any(_bare(text) == _bare(s.text) for s in out)
        if text and not repeated:
            out.append(_sentence(text))
    return out


def _bare(text: str) -> str:
    """What is left of a sentence without marks and the signs around it."""
    return MARK_RE.sub("", text).strip(" 。，,;；、.！!？?")


def _put_before_stop(text: str, marks: str) -> str:
    stop = re.search(r"[。！？!?；;.]*$", text)
    at = stop.start() if stop else len(text)
    return text[:at] + marks.strip() + text[at:]


def _cut(draft: str) -> list[str]:
    parts, at, depth = [], 0, 0
    for i, c in enumerate(draft):
        if c == "\n":
            depth = 0
        elif c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        if c in _STOP and (depth == 0 or c == "\n"):
            parts.append(draft[at : i + 1])
            at = i + 1
    parts.append(draft[at:])
    return parts


def _sentence(text: str) -> Sentence:
    stretches: list[Stretch] = []
    at = 0
    pending = ""
    marks: list[int] = []
    for m in MARK_RE.finditer(text):
        between = text[at : m.start()]
        if marks and re.search(r"\w", between):
            stretches.append(Stretch(norm(pending), tuple(marks)))
            pending, marks = between, []
        else:
            pending += between
        marks.extend(int(n) for n in re.findall(r"\d+", m[1]))
        at = m.end()
    rest = text[at:]
    if marks and re.search(r"\w", rest):
        stretches.append(Stretch(norm(pending), tuple(marks)))
        stretches.append(Stretch(norm(rest), ()))
    else:
        stretches.append(Stretch(norm(pending + rest), tuple(marks)))
    every = tuple(dict.fromkeys(n for s in stretches for n in s.marks))
    # what follows the last mark is said of everything cited before it: 差0.5个百分点
    filled = tuple(replace(s, marks=every) if not s.marks else s for s in stretches)
    return Sentence(text, filled, every)


def with_marks(text: str, numbers: tuple[int, ...]) -> str:
    """A sentence's text with its marks normalised to 【n】, or put before its stop where it has none."""
    if MARK_RE.search(text):
        return MARK_RE.sub(lambda m: "".join(f"【{n}】" for n in re.findall(r"\d+", m[1])), text)
    return _put_before_stop(text, "".join(f"【{n}】" for n in numbers))


def said_quantities(text: str) -> list[Quantity]:
    """The amounts of a normalised stretch; comparators some words away (至少要达到80%) are read as well."""
    opened = open_brackets(text)
    found: list[Quantity] = []
    for q in find_quantities(opened):
        comparator = q.comparator
        if comparator == "=":
            if far := _FAR_RE.search(opened[max(0, q.start - 9) : q.start]):
                comparator = dict(_FAR_COMPARATOR)[far[1]]
            elif _TAIL_RE.match(opened, q.end):
                comparator = "≥"
            elif _TAIL_LOW_RE.match(opened, q.end):
                comparator = "≤"
        found.append(replace(q, unit=norm(q.unit), comparator=comparator))
    return found
