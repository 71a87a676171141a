"""The clause numbers a question names: 第三十四条, （五）, 专栏6第2项, Article 13.

Only grammar; knows nothing of which clauses there are (answers/lookup.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numerals import CHINESE_NUMERAL, flatten, format_ordinal, parse_ordinal


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause asked for by number. ``kind``: part (附件), chapter, section, article, box, row or item.

    ``label``: of a number of an outline as it is printed (2.1); "" where ``number`` is all there is.
    """

    kind: str
    number: int
    text: str
    label: str = ""


_NUM = rf"[{CHINESE_NUMERAL}\d]"
# what is counted by 条 and is no clause: 养了三条狗, 两条马路
_LONG_THING = (
    "[一-龥]?(?:狗|犬|鱼|蛇)|[一-龥]{0,2}(?:马路|道路|公路|铁路|[街河船沟渠]|隧道|管道|跑道|(?<!底|红|条)线(?!索)|腿|裤)|"
    "烟|信息|短信|消息|评论|留言|人命"
)
# 2.1条, 第2.1项, clause 2.1; bare where the question is what stands there: 2.1怎么规定. 2.1% is a figure
_OUTLINE = r"(\d{1,2}(?:\.\d{1,2}){1,4})(?![\d.])"
_OUTLINES = re.compile(
    rf"第\s*{_OUTLINE}\s*(?:条款|[条款项点节])?|(?<![\d.a-z]){_OUTLINE}\s*(?:条款?|节|款|这一?[条款项节])(?!件|例|龙)|"
    rf"\b(?:article|clause|section|paragraph|provision|item|point)\s*{_OUTLINE}|"
    rf"(?:细则|办法|规定|规则|规程|方案|标准|预案|指南|文件|根据|按照?|依照|依据)[》”]?(?:的|里的?|中的?)?\s*{_OUTLINE}(?!\s*[%‰万亿\d元倍个])|"
    rf"(?<![\d.a-z]){_OUTLINE}(?=\s*(?:怎么|如何|是怎么|都)?(?:规定|讲|说|写|要求)|\s*(?:是|讲|说|写)(?:的是)?(?:什么|啥)|\s*(?:里|的规定|的内容))"
)
_REFS = (
    # an annex where something in it is counted (附件1第4项), or what stands there is asked
    ("part", re.compile(
        rf"附[件表]\s*({_NUM}{{1,2}})(?=\s*(?:的|中的?|里的?|里面)?(?:第|有(?:哪些|什么|啥)|列了?(?:哪些|什么|啥)|是什么|讲|写了?|的?内容))"
    )),
    ("box", re.compile(
        rf"(?:专栏|box)\s*[（(]?({_NUM}{{1,4}})[）)]?|"
        rf"(?<![代报图列发仪手电钟水外])(?:附表|表)\s*[（(]?({_NUM}{{1,2}})[）)]?(?![一-龥]*[率额])(?=里|中|上|的|第|有|列|是|讲|写|说|内|[，,。？?\s]|$)"
    )),
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
        rf"(?<![\d万亿千百十.哪这那每某任几第])({_NUM}{{1,4}})\s*条(?!例|件|款|龙|街|形|{_LONG_THING})"
    )),
    ("item", re.compile(
        rf"第\s*({_NUM}{{1,4}})\s*(?:项|点|小项|小点|款)|\b(?:item|point|paragraph|row)\s*(\d{{1,3}})\b"
    )),
)  # fmt: skip

# 专栏七第二个, （二）下面第一个目标: a thing counted inside a clause that is named
_COUNTED = re.compile(
    rf"第\s*({_NUM}{{1,3}})\s*(?:[个种类样件]?(?:破折号|短横线?|横杠)(?:那[条个项])?|[个种类样件](?!月|工作日|百分点))"
)
# a document's only box, which has no number
_LONE_BOX = re.compile(
    r"(?:专栏|附表)(?=(?:里面?|中|上)?(?:有|列了?|写了?|包括|讲|是)?(?:的)?(?:哪些|什么|啥|几)|(?:的)?(?:内容|全部)|第)"
)
_ARTICLE_BEFORE = re.compile(rf"第\s*{_NUM}{{1,6}}\s*条(?:\s*第\s*{_NUM}{{1,3}}\s*款)?\s*$")
# 有下列行为：（一）虚构…: the number of a point that is written out
_OPENED = re.compile(r"[：:；;。]\s*$")
_POINT = re.compile(r"(?!讲|说|写|是|有|规定|要求|怎么|如何|具体|里|中|的|第|条|款|项|和|与|跟)[一-龥“《]{2}")
_COUNTING = re.compile(r"(?:多少|几|哪几|共|有|一共)\s*$")
# 航线是60条, 增加到20条: so many of a thing; 依据是28条 is where something stands
_AS_MANY = re.compile(
    r"(?<!依据)(?<!根据)(?<!出处)(?<!条款)(?:是|为|达|达到|[增加升要需应得]到|超过|突破|不[少低]于|至少|最多|建成|开通|新[增建开])\s*$"
)


def find_refs(text: str) -> tuple[ClauseRef, ...]:
    """The clause numbers a (simplified) text names, each once, larger units first."""
    flat = flatten(text).lower()
    found: list[ClauseRef] = []
    taken = [False] * len(flat)
    for m in _OUTLINES.finditer(flat):
        label = next(g for g in m.groups() if g)
        start = flat.index(label, m.start()) if m.group()[:1] not in "第" else m.start()
        found.append(
            ClauseRef("article", int(label.rpartition(".")[2]), flat[start : m.end()].strip(), label)
        )
        taken[start : m.end()] = [True] * (m.end() - start)
    for kind, pattern in _REFS:
        for m in pattern.finditer(flat):
            if any(taken[m.start() : m.end()]) or _COUNTING.search(flat[: m.start()]):
                continue
            if m.group()[0].isdigit() and _AS_MANY.search(flat[: m.start()]):
                continue
            if m.group()[0] in "（(" and _OPENED.search(flat[: m.start()]) and _POINT.match(flat, m.end()):
                continue  # a list that the question quotes
            digits = next(g for g in m.groups() if g)
            number = parse_ordinal(digits)
            if not number or number > 2000:
                continue
            if digits == "一" and not re.search(r"[第（(]", m.group()) and kind == "article":
                continue  # 一条都别漏, 那一条: a clause, not the first one
            last = _ARTICLE_BEFORE.search(flat[: m.start()]) if kind == "article" else None
            inside_it = last and "第" in last.group() and re.match(r"第?\s*[（(]", m.group())
            # 第三十九条第（二）项: of an article by its number a bracketed one is an item
            found.append(ClauseRef("item" if inside_it else kind, number, m.group().strip()))
            taken[m.start() : m.end()] = [True] * (m.end() - m.start())
    if not any(r.kind == "box" for r in found) and (lone := _LONE_BOX.search(flat)):
        at = sum(r.kind not in ("item", "row") for r in found)
        found.insert(at, ClauseRef("box", 0, lone.group()))
    if found and not any(r.kind in ("item", "row") for r in found):
        after = flat.find(found[-1].text) + len(found[-1].text)
        inside = _COUNTED.search(flat, after, after + 14)
        if inside and (number := parse_ordinal(inside[1])):
            found.append(ClauseRef("item", number, inside.group().strip()))
    return tuple(found)


_PART = r"条|项指标|项|款|章|节"
_SPAN = "到|至|—+|-|～|~"
_TOKEN = rf"(?:第\s*{_NUM}{{1,4}}\s*(?:{_PART})?|[（(]\s*{_NUM}{{1,4}}\s*[）)]|{_NUM}{{1,4}})"
# 第三条和第五条, （九）（十）（十一）条, 第6、7、8项, 第5项到第8项
_SEVERAL = re.compile(
    rf"(?:第\s*{_NUM}{{1,4}}\s*(?:{_PART})?|[（(]\s*{_NUM}{{1,4}}\s*[）)])"
    rf"(?:\s*(?:、|，|,|和|与|及|以及|{_SPAN})\s*{_TOKEN}|[（(]\s*{_NUM}{{1,4}}\s*[）)])+\s*(?P<part>{_PART})?"
)
MOST = 10  # clauses that are asked for at once


def several(text: str) -> tuple[int, int, tuple[str, ...]] | None:
    """Where a (simplified) text names several clauses of one kind by number, and each as it is named alone.

    None where it names none, or more than ``MOST``; 第八条第二款 is one clause.
    """
    for m in _SEVERAL.finditer(text):
        parts = {p[0] for p in re.findall(_PART, m.group())}
        bracketed = bool(re.search("[（(]", m.group()))
        if len(parts) > 1 or not (parts or bracketed):
            continue
        part = next(iter(parts), "")
        numbers: list[int] = []
        for joint, written in re.findall(rf"({_SPAN})?[、，,和与及以\s]*({_TOKEN})", m.group()):
            digits = re.search(rf"{_NUM}+", written)
            number = parse_ordinal(digits.group()) if digits else None
            if number is None:
                break
            if joint and numbers:
                numbers += range(numbers[-1] + 1, min(number, numbers[-1] + MOST) + 1)
            else:
                numbers.append(number)
        else:
            names = dict.fromkeys(
                f"（{format_ordinal(n)}）" if bracketed else f"第{format_ordinal(n)}{part}" for n in numbers
            )
            if 2 <= len(names) <= MOST:
                return m.start(), m.end(), tuple(names)
    return None
