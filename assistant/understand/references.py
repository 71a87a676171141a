"""The clause numbers a question names: 第三十四条, （五）, 专栏6第2项, Article 13.

Only grammar; knows nothing of which clauses there are (answers/lookup.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numerals import CHINESE_NUMERAL, flatten, parse_ordinal


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause asked for by number. ``kind``: chapter, section, article, box, row or item."""

    kind: str
    number: int
    text: str


_NUM = rf"[{CHINESE_NUMERAL}\d]"
_REFS = (
    ("box", re.compile(rf"(?:专栏|box)\s*[（(]?({_NUM}{{1,4}})[）)]?")),
    ("row", re.compile(
        rf"(?:第\s*({_NUM}{{1,4}})\s*(?:项指标|行|号指标)|序号\s*(?:为|是)?\s*({_NUM}{{1,4}})|"
        r"指标\s*(\d{1,3})(?!\d|%|个|项))"
    )),
    ("chapter", re.compile(
        rf"第\s*({_NUM}{{1,4}})\s*(?:章|部分|大部分|大点|大块)|([{CHINESE_NUMERAL}]{{1,3}})\s*、\s*(?=[（(]\s*{_NUM})|"
        r"\b(?:chapter|part)\s*(\d{1,3})\b"
    )),
    ("section", re.compile(rf"第\s*({_NUM}{{1,4}})\s*节|\bsection\s*(\d{{1,3}})\b")),
    ("article", re.compile(
        rf"第\s*({_NUM}{{1,6}})\s*条|\b(?:article|clause|art\.|provision)\s*(\d{{1,3}})\b|第?[（(]\s*({_NUM}{{1,4}})\s*[）)]\s*(?:条|款|点)?|"
        rf"(?<![\d万亿千百十.哪这那每某任几第])({_NUM}{{1,4}})\s*条(?!例|件|款|龙|街|形)"
    )),
    ("item", re.compile(
        rf"第\s*({_NUM}{{1,4}})\s*(?:项|点|小项|小点|款)|\b(?:item|point|paragraph|row)\s*(\d{{1,3}})\b"
    )),
)  # fmt: skip

# 专栏七第二个, （二）下面第一个目标: a thing counted inside a clause that is named
_COUNTED = re.compile(
    rf"第\s*({_NUM}{{1,3}})\s*(?:[个种类样件]?(?:破折号|短横线?|横杠)(?:那[条个项])?|[个种类样件](?!月|工作日|百分点))"
)
_COUNTING = re.compile(r"(?:多少|几|哪几|共|有|一共)\s*$")


def find_refs(text: str) -> tuple[ClauseRef, ...]:
    """The clause numbers a (simplified) text names, each once, larger units first."""
    flat = flatten(text).lower()
    found: list[ClauseRef] = []
    taken = [False] * len(flat)
    for kind, pattern in _REFS:
        for m in pattern.finditer(flat):
            if any(taken[m.start() : m.end()]) or _COUNTING.search(flat[: m.start()]):
                continue
            digits = next(g for g in m.groups() if g)
            number = parse_ordinal(digits)
            if not number or number > 2000:
                continue
            if digits == "一" and not re.search(r"[第（(]", m.group()) and kind == "article":
                continue  # 一条都别漏, 那一条: a clause, not the first one
            found.append(ClauseRef(kind, number, m.group().strip()))
            taken[m.start() : m.end()] = [True] * (m.end() - m.start())
    if found and not any(r.kind in ("item", "row") for r in found):
        after = flat.find(found[-1].text) + len(found[-1].text)
        inside = _COUNTED.search(flat, after, after + 14)
        if inside and (number := parse_ordinal(inside[1])):
            found.append(ClauseRef("item", number, inside.group().strip()))
    return tuple(found)
