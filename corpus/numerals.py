"""Numbers as policies write them: ordinals (第二十三条, （三）, ①) and quantities (≥80%, 3300亿元, 年均7%).

Knows nothing of clauses or documents: text in, numbers with offsets out.
"""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.types import Comparator, Quantity

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2, "○": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
CHINESE_NUMERAL = "〇零○一二两兩三四五六七八九十廿卅百千万萬亿億"

# one for one, so that offsets stay those of the text
_FLAT = str.maketrans("０１２３４５６７８９．，％＞＜～－／（）＋", "0123456789.,%><~-/()+")


def parse_ordinal(text: str) -> int | None:
    """The integer a numeral stands for: 二十三, 23, ２３, 廿三, ①, ⑴, ㈠, 一百零五; None if it is none.

    >>> parse_ordinal("二十三"), parse_ordinal("①"), parse_ordinal("甲")
    (23, 1, None)
    """
    text = text.strip()
    if len(text) == 1:
        code = ord(text)
        for first, count in ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x3220, 10), (0x3280, 10)):
            if first <= code < first + count:
                return code - first + 1
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if any(c not in CHINESE_NUMERAL for c in text):
        return None
    if all(c in _DIGITS for c in text) and len(text) > 1:  # 二〇二五
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SCALES:
            scale = _SCALES[c]
            section += scale if scale in (20, 30) else (digit or 1) * scale
            digit = 0
        else:
            total = (total + section + digit) * _BIG[c]
            section = digit = 0
    return total + section + digit


def format_ordinal(number: int) -> str:
    """The Chinese numeral of 1..9999: 23 → 二十三.

    :raises ValueError: outside 1..9999.
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"no clause numeral for {number}: expected 1 to 9999")
    digits = "零一二三四五六七八九"
    out, zero = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d, number = divmod(number, scale)
        if d:
            out += ("零" if zero and out else "") + digits[d] + sign
            zero = False
        else:
            zero = True
    return out[1:] if out.startswith("一十") else out


# units are compared across scripts
_PLAIN = str.maketrans(
    "萬億個項張噸戶條畝臺屆門級種類處間輛歲縣區鎮歐鐘時點頭塊頃場",
    "万亿个项张吨户条亩台届门级种类处间辆岁县区镇欧钟时点头块顷场",
)

_MEASURE = (
    "个百分点|個百分點|百分点|百分點|个工作日|個工作日|个月|個月|平方公里|平方米|立方米|标准煤|小时|小時|公里|分钟|分鐘|工作日|千瓦时|"
    "家次|人次|人年|课时|学时|人日|周岁|周歲|吉瓦|兆瓦|千瓦|微克|毫克|公斤|千克|公顷|公頃|千米|[米头頭羽株尾块塊]|[个個项項家件名人张張例分天年月日吨噸倍次户戶套条條亩畝位所座只台臺批届屆"
    "部篇门門级級种種类類处處间間辆輛艘支本元日周岁歲县縣市区區省镇鎮村]"
)
_UNIT = (
    rf"(?:[万萬亿億千百]{{0,2}}(?:(?:{_MEASURE})(?:[/／](?:{_MEASURE}))?|[美欧歐]元)|[%‰]|[万萬亿億]{{1,2}})"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BEFORE: tuple[tuple[str, Comparator], ...] = (
    ("≥", "≥"), (">=", "≥"), ("不低于", "≥"), ("不低於", "≥"), ("不少于", "≥"), ("不少於", "≥"), ("不小于", "≥"),
    ("不得低于", "≥"), ("不得少于", "≥"), ("至少", "≥"), ("最低", "≥"),
    ("≤", "≤"), ("<=", "≤"), ("不超过", "≤"), ("不超過", "≤"), ("不高于", "≤"), ("不高於", "≤"), ("不大于", "≤"),
    ("不得超过", "≤"), ("不得高于", "≤"), ("最高", "≤"), ("至多", "≤"), ("最多", "≤"), ("控制在", "≤"),
    (">", ">"), ("超过", ">"), ("超過", ">"), ("高于", ">"), ("大于", ">"), ("多于", ">"), ("突破", ">"),
    ("<", "<"), ("低于", "<"), ("少于", "<"), ("小于", "<"), ("不足", "<"),
    ("约", "≈"), ("約", "≈"), ("大约", "≈"), ("近", "≈"),
)  # fmt: skip
_AFTER: dict[str, Comparator] = {
    "以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "以內": "≤",
    "左右": "≈", "上下": "≈", "多": ">", "余": ">", "餘": ">",
}  # fmt: skip
_BEFORE_MAP = dict(_BEFORE)
_BEFORE_RE = "|".join(sorted((re.escape(w) for w in _BEFORE_MAP), key=len, reverse=True))
_AFTER_RE = "|".join(sorted(_AFTER, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?P<yearly>年均(?:增长|增速|提高|下降)?\s*)?(?P<before>{_BEFORE_RE})?\s*"
    rf"(?P<low>{_NUMBER})(?:(?P<u1>{_UNIT})?\s*[-—~～至到]\s*(?P<high>{_NUMBER}))?"
    rf"\s*(?P<more>多|余|餘)?\s*(?P<unit>{_UNIT})?\s*(?P<after>{_AFTER_RE})?(?P<tail>\(年\s*[/均]*\s*均?\))?"
)
# a bare number here is a year, a date, a clause number, a code word: not an amount
_NOT_BEFORE = re.compile(r"(?:[第〔\[（(表图圖]|[专專][栏欄]|附件|[A-Za-z&#_]|[0-9][·.]|[+])$")
_YEAR_AFTER = re.compile(r"\s*年(?!均)")
_NOT_AFTER = re.compile(r"\s*(?:[A-Za-z+·]|号|號|[〕\]]|[条條款章节節编編])")


_CN = "[一二两兩三四五六七八九十百千零〇]+"
_SPAN_MEASURE = "个工作日|個工作日|工作日|个月|個月|小时|小時|周岁|日|天|倍"
# counted things, with numbers that are too long to be part of a name (百家, 千人计划): 五百头, 一百米
_LONG_CN = "[一二两兩三四五六七八九][十百千万萬][一二两兩三四五六七八九十百千万萬零〇]*"
_COUNTED = (
    "平方米|平方公里|公里|千米|公斤|千克|公顷|公頃|"
    "[人名家头頭只羽株尾块塊米亩畝吨噸户戶辆輛台臺张張座次](?![一-龥]{0,2}计划)"
)
# amounts written out, as statutes do; a lone 三年 or 一家 is more often a name than an amount
_WRITTEN = re.compile(
    rf"(?P<before>{_BEFORE_RE})?(?:百分之(?P<percent>{_CN})(?:点(?P<point>{_CN}))?|"
    rf"(?<![第之一二两兩三四五六七八九十百千])(?P<number>{_CN})(?P<unit>[万萬亿億]?元|{_SPAN_MEASURE}|年(?=以上|以下|以内|内|期|[，。；])|"
    # 罚三十万以上: 元 goes without saying
    r"[万萬亿億](?=以上|以下|以内|以內|[，,。；？?！!吗吧么呢的对是]|$))|"
    rf"(?<![第之一二两兩三四五六七八九十百千万萬])(?P<count>{_LONG_CN})(?P<of>{_COUNTED}))"
    rf"(?P<after>{_AFTER_RE})?"
)


_ROUGHLY = re.compile(r"([百千万])(余|多)([家个項项名人件次户])")


_DIGIT = re.compile("[0-9０-９]")


def _written(text: str, base: int) -> list[Quantity]:
    found = []
    for m in _ROUGHLY.finditer(text):
        low = Decimal({"百": 100, "千": 1000, "万": 10000}[m[1]])
        if m.start() == 0 or text[m.start() - 1] not in f"{CHINESE_NUMERAL}0123456789":
            found.append(Quantity(m.group(), base + m.start(), base + m.end(), low, low, m[3], ">"))
    for m in _WRITTEN.finditer(text):
        value = parse_ordinal(m["percent"] or m["number"] or m["count"])
        if value is None:
            continue
        low = Decimal(value)
        if m["point"]:
            low = Decimal(f"{value}.{''.join(str(parse_ordinal(c)) for c in m['point'])}")
        comparator: Comparator = "="
        if m["before"]:
            comparator = _BEFORE_MAP[m["before"]]
        elif m["after"]:
            comparator = _AFTER[m["after"]]
        unit = "%" if m["percent"] else (m["unit"] or m["of"]).translate(_PLAIN)
        found.append(Quantity(m.group(), base + m.start(), base + m.end(), low, low, unit, comparator))
    return found


def flatten(text: str) -> str:
    """Full-width digits and signs as half-width ones; the length stays."""
    return text.translate(_FLAT)


_MARK_BEFORE_FIGURE = re.compile(r"(?m)^([ \t\u3000|*]*\d{1,3})[.．](?=[ \t\u3000]+\d)")


_MARK_ON_FIGURE = re.compile(r"(?m)^[ \t\u3000]*(?P<mark>\d{1,2})[.．](?=\d)")


def marks_off_figures(text: str, blank: bool = False) -> str:
    """A text of the same length in which the numbers 1, 2, 3 of its lines are no part of the figures behind them.

    One such number alone, and 1.1, 1.2 of an outline, stay.

    :param blank: leave the numbers out.
    """
    if not ("." in text or "．" in text):
        return text
    found = [m for m in _MARK_ON_FIGURE.finditer(text) if _begins_line(text, m)]
    told = [int(m["mark"]) for m in found]
    if len(told) < 2 or told != list(range(told[0], told[0] + len(told))):
        return text
    for m in found:
        mark = " " * len(m["mark"]) if blank else m["mark"]
        text = f"{text[: m.start('mark')]}{mark}、{text[m.end() :]}"
    return text


def _begins_line(text: str, m: re.Match[str]) -> bool:
    """Whether a mark begins a line that is no wrapped one: the line before it has ended."""
    before = text[: m.start()].rstrip(" \t\u3000")
    return not before or (before.endswith("\n") and before.rstrip()[-1:] in "。；;：:")


def marks_apart(text: str) -> str:
    """``2. 500万元`` as ``2、 500万元``, of the same length, so that no blank is all that parts a mark from a figure.

    Where the lines of a list are numbered right before their figures (１．３００万元…；２．１０００万元…) these are parted too.
    """
    if not ("." in text or "．" in text):
        return text
    return marks_off_figures(_MARK_BEFORE_FIGURE.sub(r"\1、", text))


def find_quantities(text: str, base: int = 0) -> list[Quantity]:
    """The amounts in a text, in order. Years, dates, clause numbers, codes (3C) are left out.

    :param base: added to the offsets of the result.
    """
    found: list[Quantity] = []
    flat = marks_off_figures(flatten(text), blank=True) if _DIGIT.search(text) else ""
    for m in _QUANTITY.finditer(flat):
        low = Decimal(m["low"].replace(",", ""))
        unit = m["unit"] or ""
        head = flat[max(0, m.start("low") - 2) : m.start("low")]
        if not m["before"] and _NOT_BEFORE.search(head):
            continue
        if _is_date(m, flat, low, unit):
            continue
        if (
            not unit
            and not m["before"]
            and _NOT_AFTER.match(flat, m.end("high") if m["high"] else m.end("low"))
        ):
            continue
        comparator: Comparator = "="
        if m["before"]:
            comparator = _BEFORE_MAP[m["before"]]
        elif m["after"]:
            comparator = _AFTER[m["after"]]
        elif m["more"]:
            comparator = ">"
        high = Decimal(m["high"].replace(",", "")) if m["high"] else low
        start, end = m.start(), m.end()
        while flat[start].isspace():
            start += 1
        while end > start and flat[end - 1].isspace():
            end -= 1
        found.append(
            Quantity(
                text=text[start:end],
                start=base + start,
                end=base + end,
                low=low,
                high=high,
                unit=unit.translate(_PLAIN),
                comparator=comparator,
                yearly=bool(m["yearly"] or m["tail"]),
            )
        )
    found.extend(_written(text, base))
    found.sort(key=lambda q: q.start)
    return found


def _is_date(m: re.Match[str], flat: str, low: Decimal, unit: str) -> bool:
    """2025年, 2011-2020年, 4月28日: points in time, not amounts (三年 and 15天 are amounts)."""
    if unit == "年" and 1900 <= low <= 2100 and low == low.to_integral_value():
        return True
    if (
        not unit
        and 1900 <= low <= 2100
        and len(m["low"]) == 4
        and (m["high"] or "")
        and _YEAR_AFTER.match(flat, m.end())
    ):
        return True
    if unit == "月" and low <= 12 and not flat[m.end() :].startswith("内"):
        return True
    if unit == "日":
        return bool(re.search(r"月\s*$", flat[: m.start("low")]))
    return unit == "年" and 1900 <= int(m["high"] or 0) <= 2100


_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?!\d)(?=\s*(?:年|[-—~～至到]))|(?<=[-—~～至到])((?:19|20)\d{2})(?=\s*年)"
)


def find_years(text: str) -> list[int]:
    """The calendar years a text names with 年, in order, repeated as written."""
    return [int(a or b) for a, b in _YEARS.findall(flatten(text))] if _DIGIT.search(text) else []
