"""What follows from figures side by side: which is more, by how much, or that they cannot be compared.

Only from the figures themselves; knows nothing of where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answers.intervals import Amount, is_time, say_number
from assistant.answers.render import plain
from assistant.answers.sides import smaller_is_meant
from corpus.numerals import flatten

TEN = 10  # a longer span is told in digits, whatever its ends are written in
_ORDERS = frozenset("重快慢长短早晚远近严高低多少大小")
_OPPOSITE = dict(zip("高低多少大小长短快慢重轻远近", "低高少多小大短长慢快轻重近远", strict=True))
_TIME_ORDERS = frozenset("快慢长短早晚")


def weigh(figures: Sequence[tuple[str, Amount | None]], order: str = "") -> str:
    """甲更高，相差5万元; "" where nothing follows.

    :param figures: (what it is called, its one figure or None).
    :param order: the word the question asks with (高, 重, 快 …).
    """
    known = [(n, a) for n, a in figures if a is not None]
    if len(known) < 2 or len(known) < len(figures):
        return ""
    kinds = {a.kind for _, a in known}
    if len(kinds) > 1:
        return "" if all(is_time(k) for k in kinds) else "几处单位不同，不能直接比较"
    word = _word(order, next(iter(kinds)))
    # quick is what takes little time
    upwards = not smaller_is_meant(word) and word != "快"
    if all(a.point is not None and a.bound != "range" for _, a in known):
        return _of_points(known, word, upwards)
    return _of_ranges(known, word, upwards) if len(known) == 2 else ""


def ratio(figures: Sequence[tuple[str, Amount | None]], *, share: bool = False) -> str:
    """陕西省是西安市的5倍, the larger by the smaller; "" unless there are two figures, each one number of the same unit.

    :param figures: as for :func:`weigh`.
    :param share: the smaller by the larger: 西安市是陕西省的20%.
    """
    known = [(n, a.point, a) for n, a in figures if a is not None and a.point is not None]
    if len(known) != 2 or len(figures) != 2 or len({a.kind for _, _, a in known}) > 1:
        return ""
    (one, first, a), (other, second, b) = sorted(known, key=lambda k: -k[1])
    if not first or not second or a.bound == "range" or b.bound == "range":
        return ""
    as_written = "" if a.bound == b.bound else "按所写的数，"
    if share and a.kind == "%":
        return ""  # one rate is no part of another
    if share:
        part = (second / first * 100).quantize(Decimal("0.1"))
        about = "" if part * first == second * 100 else "约"
        return f"{as_written}{other}是{one}的{about}{part.normalize():f}%"
    times = (first / second).quantize(Decimal("0.01"))
    about = "" if times * second == first else "约"
    return f"{as_written}{one}是{other}的{about}{times.normalize():f}倍"


def in_order(figures: Sequence[tuple[str, Amount]], *, upwards: bool) -> str:
    """从高到低：浙江省、陕西省和西安市（数值相同） of three or more figures; "" where one has no single value, or all are equal.

    :param upwards: the lowest first.
    """
    points = [(n, a.point) for n, a in figures if a.point is not None and a.bound != "range"]
    values = sorted({p for _, p in points}, reverse=not upwards)
    if len(points) < max(3, len(figures)) or len(values) < 2 or len({a.kind for _, a in figures}) > 1:
        return ""
    ranks = [[n for n, p in points if p == value] for value in values]
    said = (names[0] if len(names) == 1 else f"{'和'.join(names)}（数值相同）" for names in ranks)
    return f"从{'低到高' if upwards else '高到低'}：{'、'.join(said)}"


def furthest(figures: Sequence[tuple[str, Amount]]) -> str:
    """最高与最低相差5个百分点 of three or more figures; "" where one has no single value."""
    points = [a.point for _, a in figures if a.point is not None and a.bound != "range"]
    if len(points) < max(3, len(figures)) or min(points) == max(points):
        return ""
    return f"最高与最低相差{say_number(max(points) - min(points), figures[0][1].kind)}"


# 2025年12月底, 2026年9月, 3月31日前: year, month, day
_DAY = re.compile(r"(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日|[份]?([上中下]旬|底|末))?|(底|末))?")


# 自2026年2月1日起施行，有效期至2027年12月31日
_FROM_DAY = re.compile(rf"自\s*{_DAY.pattern}\s*起")
_TO_DAY = re.compile(rf"(?<=[至到止])\s*{_DAY.pattern}")
_ENDS = re.compile("到期|失效|废止|过期|作废|届满|截止|终止|结束")


def sooner(said: Sequence[tuple[str, str]], order: str, asked: str = "") -> str:
    """双流更早 of sides that each tell one day; "" where one tells none or several, or the days are not comparable.

    :param said: (side, its answer).
    :param order: 早 or 晚.
    :param asked: the question: of a span 到期 asks when it ends, anything else when it begins.
    """
    days = []
    for side, text in said:
        if asked and _FROM_DAY.search(text) and _TO_DAY.search(text):
            text = (_FROM_DAY if _ENDS.search(asked) else _TO_DAY).sub("", text)
        found = {m.groups() for m in _DAY.finditer(text)}
        if len(found) != 1:
            return ""
        year, month, day, late, year_end = next(iter(found))
        last = 28 if late or year_end else 0
        days.append(((int(year), int(month or 12 * bool(year_end)), int(day or last)), side))
    days.sort(reverse=order == "晚")
    (first, side), (second, _), *_ = days
    # 2025年 and 2025年11月: which comes first nobody can tell
    vague = first[0] == second[0] and not (first[1] and second[1])
    close = first[:2] == second[:2] and not (first[2] and second[2])
    if first == second:
        return "时间相同"
    return "" if vague or close else f"{side}更{order}"


def _word(order: str, kind: str) -> str:
    word = order if order in _ORDERS else ""
    if is_time(kind):
        return word if word in _TIME_ORDERS else "长"
    return word or ("高" if kind in ("元", "%", "倍", "") else "多")


def _of_points(known: Sequence[tuple[str, Amount]], word: str, upwards: bool) -> str:
    values = [(n, a.point) for n, a in known]
    points: list[tuple[str, Decimal]] = [(n, p) for n, p in values if p is not None]
    low, high = min(points, key=lambda v: v[1]), max(points, key=lambda v: v[1])
    if low[1] == high[1]:
        if len({a.bound for _, a in known}) == 1:
            return "数值相同"
        return "数值相同，但写法不同：" + "，".join(f"{n}为{plain(a.text)}" for n, a in known)
    winner = high if upwards else low
    if len(points) == 2:
        apart, kind = high[1] - low[1], known[0][1].kind
        # 二十三天 is 23天 to whoever counts
        written = not any(re.search(r"\d", flatten(a.text)) for _, a in known)
        written = written and not (is_time(kind) and apart > TEN)
        gap = say_number(apart, kind, written=written)
        return f"{winner[0]}更{word}，相差{gap}"
    ends = [(high[1], word), (low[1], _OPPOSITE.get(word, ""))]
    if not upwards:
        ends = [(low[1], word), (high[1], _OPPOSITE.get(word, ""))]
    return "，".join(f"{'、'.join(n for n, v in points if v == end)}最{w}" for end, w in ends if w)


def _of_ranges(known: Sequence[tuple[str, Amount]], word: str, upwards: bool) -> str:
    """Of ranges only what holds at both ends."""
    (a, first), (b, second) = known
    if first.high is None or second.high is None:
        return ""
    one, other = (first.low or Decimal(0), first.high), (second.low or Decimal(0), second.high)
    if one == other:
        return "幅度相同"
    if any(r[0] == r[1] for r in (one, other)) and (one[0] == other[0] or one[1] == other[1]):
        return ""  # 1-2个 and 1个: they may come to the same
    if one[0] >= other[0] and one[1] >= other[1]:
        return f"{a if upwards else b}更{word}"
    if other[0] >= one[0] and other[1] >= one[1]:
        return f"{b if upwards else a}更{word}"
    return ""
