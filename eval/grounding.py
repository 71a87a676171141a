"""Which numbers an answer says, and whether each of them stands on something.

On purpose its own reading of numbers, apart from ``corpus.numerals``: what a checker shares with the checked,
it cannot find. Knows nothing of gold questions.

A number is an Arabic numeral, 百分之…, a year in Chinese digits, a Chinese numeral of two characters or more
that has a value (二十, 五千), or a single one before 倍 or 个百分点; names such as 十四五 and idioms such as
统一 are none. Marks are no numbers: 【1】, a list's "1." at the start of a line and
"2、" behind a colon or semicolon, ①, and clause labels
(（二十）, 专栏1, 第22项, 问4) that exist in the documents; a label that nowhere exists is a number like others.
Whether a label is the right one is for the citation metrics to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from eval.fold import comparable, folded

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_CN = "零〇一二两三四五六七八九十百千万亿"

_WRAP = re.compile(rf"(?<=[\d.{_CN}])[^\S\n]*\n[^\S\n]*(?=[\d.{_CN}])")
# 50 0元: a text printed with a gap in a number
_GAP = re.compile(r"(?<=\d)[^\S\n](?=\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)(?=年)")
_YEARS = frozenset(map(Decimal, range(1900, 2101)))
_COUNT = re.compile(r"共(\d+)条")  # how many clauses are named, each with its citation
_MARK = re.compile(r"【[\d\s,，、;；\-–]*】|[\u2460-\u249b\u3251-\u325f\u32b1-\u32bf\u2776-\u2793]")
_LIST = re.compile(
    rf"(?m)(?:^|›)[ \t>*•·#-]*(?:\d{{1,2}}[.、)](?!\d)|\(\d{{1,2}}\)|[{_CN}]{{1,3}}、)|(?<=[：:；;])[ \t]*\d{{1,2}}、"
)
_LABEL = re.compile(
    rf"(?:专栏|附?表|附[件录]|问)\s*(?:\d+|[{_CN}]+)|第\s*(?:\d+|[{_CN}]+)\s*[项条款章节编目]"
    rf"|[(]\s*(?:\d+|[{_CN}]+)\s*[)]|[{_CN}]{{1,3}}、"
    r"|(?:^|(?<=[》›]))\d{1,2}(?:\.\d{1,2}){0,4}(?![\d.%‰])"  # 《…》2 抽样›2.5: an outline's numbers in a path
)
_TITLE = re.compile(r"《[^《》]*》")
# the power word counts only where it is one: 3千米, 2个百分点 have none
_POWER = r"(?P<power>千亿|百亿|十亿|万亿|千万|百万|十万|亿|万|千(?![米克瓦伏卡赫帕])|百(?!分))?"
_ARABIC = re.compile(rf"(?P<rank>第\s*)?(?P<num>\d+(?:\.\d+)?(?:,\d{{3}}(?!\d))*)\s*{_POWER}")
_CHINESE = re.compile(
    rf"百分之(?P<percent>[{_CN}]+(?:点[零〇一二三四五六七八九]+)?)"
    r"|(?P<year>[零〇一二三四五六七八九]{4})(?=年)"
    rf"|(?P<many>[{_CN}]{{2,}})"
    r"|(?P<one>[一二两三四五六七八九十])(?=倍|个百分点)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said. ``power`` is the factor of a following 万 or 亿, None where there is none."""

    text: str
    value: Decimal
    power: int | None
    rank: bool = False  # said as 第N

    def agrees(self, other: Number) -> bool:
        """Equal in full, or equal as figures where only one of them carries its 万 or 亿 (a table's header may)."""
        if (self.power is None or other.power is None) and self.value == other.value:
            return True
        return self.value * (self.power or 1) == other.value * (other.power or 1)


_SUM = re.compile(r"[（(]([^（()）+]+(?:\+[^（()）+]+)+)[）)]")  # 合计55项（5项+50项）


def _chinese_value(text: str) -> Decimal | None:
    """The value of a well-formed Chinese numeral; None for 十四五, 百千 and the like."""
    whole, _, fraction = text.partition("点")
    total = section = 0
    digit: int | None = None
    last = 10**9
    for c in whole:
        if c in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[c]
        elif c in _UNITS:
            if _UNITS[c] >= last or (digit is None and c != "十"):
                return None
            last = _UNITS[c]
            section += (1 if digit is None else digit) * last
            digit = None
        else:
            if section == 0 and digit is None:
                return None
            total = (total + section + (digit or 0)) * _BIG[c]
            section, digit, last = 0, None, 10**9
    if (
        digit is not None
        and digit
        and last != 10**9
        and last > 10
        and "零" not in whole
        and "〇" not in whole
    ):
        return None  # 一百五: 105 or 150, nobody knows
    value = Decimal(total + section + (digit or 0))
    if fraction:
        value += Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
    return value


def _power(word: str | None) -> int | None:
    if not word:
        return None
    factor = 1
    for c in word:
        factor *= _UNITS.get(c) or _BIG[c]
    return factor


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order of their kind: Arabic ones first. Marks and labels are the caller's."""
    flat = folded(text)
    found = [
        Number(m[0].strip(), Decimal(m["num"].replace(",", "")), _power(m["power"]), bool(m["rank"]))
        for m in _ARABIC.finditer(flat)
    ]
    for match in _CHINESE.finditer(_ARABIC.sub(" ", flat)):
        if match["year"]:
            value: Decimal | None = Decimal("".join(str(_DIGITS[c]) for c in match["year"]))
        else:
            value = _chinese_value(match["percent"] or match["many"] or match["one"])
        if value is not None:
            found.append(Number(match[0], value, None))
    return found


def label_marks(labels: Iterable[str]) -> frozenset[str]:
    """The marks in clause labels (（二十）, 专栏1, 第22项), folded, as ``ungrounded_numbers`` knows them again."""
    return frozenset(comparable(m[0]) for label in labels for m in _LABEL.finditer(folded(label)))


def _unmarked(title: str) -> str:
    """A title without its marks, those of a title inside it too: 《〈…〉政策解读》."""
    return re.sub("[《》〈〉]", "", comparable(title))


def _without_marks(answer: str, labels: Collection[str], titles: Collection[str]) -> str:
    """The answer's own words: marks out, labels and titles out where they are known ones."""
    text = folded(_MARK.sub(" ", answer))
    text = _LIST.sub(" ", text)
    known_titles = {_unmarked(t) for t in titles}

    def title(match: re.Match[str]) -> str:
        return "》" if _unmarked(match[0]) in known_titles else match[0]

    def label(match: re.Match[str]) -> str:
        return " " if comparable(match[0]) in labels else match[0]

    return _LABEL.sub(label, _TITLE.sub(title, text))


def ungrounded_numbers(
    answer: str,
    *,
    quotes: Sequence[str],
    question: Sequence[str],
    labels: Collection[str] = (),
    titles: Collection[str] = (),
) -> list[str]:
    """The numbers in ``answer`` that stand nowhere, as written.

    A number stands if a quote or the user's own words say it (25年 says 2025), if it is the difference of two
    quoted numbers that the answer also says, or of one of them and one of the user's, how many times one of them
    is of another (5倍) or how great a part of it (20%), the sum of those that the answer adds up (5项+50项), if it
    counts the clauses cited (共6条), or if it ranks (第2) among no fewer quoted numbers that the answer says.
    ``labels``: ``label_marks`` of the documents' clauses; ``titles``: titles of the documents.
    Source: the contract's grounding rule (docs/gold.md).
    """
    # a hard line break may part a number (２⏎615亿元); two cells of a table are parted likewise, so both readings hold
    quoted = [
        n
        for quote in quotes
        for text in {quote, _WRAP.sub("", quote), _GAP.sub("", quote)}
        for n in numbers(text)
    ]
    asked = [n for turn in question for n in numbers(turn)]
    asked += [n for turn in question for n in numbers(_SHORT_YEAR.sub(r"20\1", folded(turn)))]
    said = numbers(_without_marks(answer, labels, titles))
    shown = {n.value * (n.power or 1) for n in said if any(n.agrees(q) for q in quoted)}
    computed = {abs(a - b) for a, b in combinations(shown, 2)}
    told = {n.value * (n.power or 1) for n in asked}
    computed |= {abs(a - b) for a in shown for b in told if not {a, b} <= _YEARS}
    times = {
        n.text
        for n in said
        if f"{n.text}倍" in folded(answer)
        and any(b and n.value == (a / b).quantize(Decimal("0.01")) for a in shown for b in shown)
    }
    times |= {
        n.text
        for n in said
        if f"的{n.text}%" in folded(answer) or f"的约{n.text}%" in folded(answer)
        if any(b and n.value == (a / b * 100).quantize(Decimal("0.1")) for a in shown for b in shown if a < b)
    }
    counted = {m[1] for m in _COUNT.finditer(folded(answer)) if int(m[1]) == len(quotes)}
    added = ([n.value * (n.power or 1) for n in numbers(m[1])] for m in _SUM.finditer(answer))
    computed |= {sum(terms, Decimal(0)) for terms in added if shown.issuperset(terms)}
    loose: list[str] = []
    for n in said:
        if any(n.agrees(other) for other in (*quoted, *asked)):
            continue
        if n.value * (n.power or 1) in computed:
            continue
        if n.text in counted | times:
            continue
        if n.rank and n.power is None and 1 <= n.value <= len(shown):
            continue
        loose.append(n.text)
    return loose
