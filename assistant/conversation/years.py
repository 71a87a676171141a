"""Follow-ups that move in time: 再过两年呢, and 离2027年的目标还差多少, 跟2024年比高了几个点 after another year's figure.

Text in, text and years out: knows nothing of the question before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Answer, Turn
from corpus.numerals import parse_ordinal

LONGEST = 20  # years that a follow-up goes on or back
_YEARS_ON = re.compile(
    r"(?:再|又)?(?:过|往后|推后|晚|往前|早|提前|等)(?:个)?(?P<n>[一两二三四五六七八九十\d]{1,2})年(?:之?后|以后|之?前|以前)?|"
    r"(?P<m>[一两二三四五六七八九十\d]{1,2})年(?:之?后|以后|之?前|以前)|(?P<one>次年|转年|(?:再)?(?:下|后|第二|上|前|头)一?年)(?!度)"
)
_TOLD_YEAR = re.compile(r"(?:到|至|目标年份为)(20\d\d)年")
_BACK = re.compile("往前|早|提前|前|上|头")


def told_year(answer: Answer) -> int | None:
    """The year of the figure that an answer tells first, as it or a note says it; None where neither does."""
    said = (
        _TOLD_YEAR.search(f"{answer.text}。{'。'.join(answer.notes)}")
        if answer.outcome == "answered"
        else None
    )
    return int(said[1]) if said else None


def years_on(text: str, year: int) -> str | None:
    """A follow-up with the year it means, so long after or before the one asked about: 再过两年呢 → 到2027年呢."""
    if not (m := _YEARS_ON.search(text)):
        return None
    if said := re.match(r"[，,也就是即]*(?=(?:到|至)?(?:20)?\d\d年)", text[m.end() :]):
        return text[: m.start()] + text[m.end() + said.end() :]  # 过两年，27年
    written = m["n"] or m["m"]
    count = 1 if not written else parse_ordinal(written.replace("两", "二"))
    if not count or count > LONGEST:
        return None
    meant = year - count if _BACK.search(m.group()) else year + count
    return f"{text[: m.start()]}到{meant}年{text[m.end() :]}"


_FAR = (
    r"(?:(?:还|要|会|能|又|得)?(?:相?差|[高低多少涨降增减]|变化?|(?:提|增)[高加长]|[上提]升|降低|下降|减少)(?:了|出|着)?(?:有)?(?:多少|多大|几)"
    r"[^，,。？?]{0,5}|(?<=比)呢?)[？?。\s]*$"
)
_THAN_IT = "比(?:那时候?|它|之前|前面|这个?|那个?|上一?个)"
_OF_YEAR = r"(?:20)?\d\d年(?:底|末)?"
# 离27年的目标还差多少, 跟24年那会儿比高了几个点, 比2025年涨几万; 27年多少，多了几个点
_BESIDE_YEAR = re.compile(
    rf"^(?:离|距离?|跟|和|与|同|比|从)(?:到|至)?{_OF_YEAR}(?:那会儿?|那时候?|那年)?的?(?:目标值?|指标值?|数字?|水平)?(?:相比|比|来说|算起?|看|起|开始)?[，,]?{_FAR}|"
    # 25年呢，差多少
    rf"^(?:到|至)?{_OF_YEAR}的?(?:呢)?[，,]?(?:相?差|差距)(?:了|是|有)?(?:多少|多大|几)[^，,。？?]{{0,5}}[？?。\s]*$|"
    # 跟2027年比呢
    rf"^比(?:到|至)?{_OF_YEAR}(?:的)?呢[？?。\s]*$|"
    rf"^(?:到|至)?{_OF_YEAR}(?:是|要|得|达到?|到)*(?:多少|几[^，,]{{1,4}})[，,](?:{_THAN_IT})?{_FAR}|"
    # 27年比这多几万
    rf"^(?:到|至)?{_OF_YEAR}的?(?:呢)?[，,]?(?:要|会|得)?{_THAN_IT}{_FAR}|"
    # 到2027年涨多少, 27年多了多少
    rf"^(?:到|至)?{_OF_YEAR}的?(?:呢)?[，,]?(?:要|会|得|能|又)*(?:涨|升|增[加长]?|提[高升]|[多高少低]了|下?降)(?:了|出)?(?:多少|几)[^，,。？?]{{0,5}}[？?。\s]*$"
)


# 2027年和2030年呢, 27和25年各是多少
_TWO_YEARS = re.compile(
    r"^(?:那|到|至)*(?:20)?(\d\d)年?(?:底|末)?的?(?:呢)?[和与跟、，,以及还有]+(?:到)?(?:20)?(\d\d)年(?:底|末)?的?"
    r"(?:呢|各自?|分别|都|是|要|达到?|到|有|目标)*(?:多少|几[^，,]{1,3})?[？?。\s]*$"
)


def two_years(text: str) -> tuple[int, int] | None:
    """The two years that a follow-up asks for what was asked of one (2027年和2030年呢); None for others."""
    m = _TWO_YEARS.match(text)
    return (2000 + int(m[1]), 2000 + int(m[2])) if m and m[1] != m[2] else None


# 2027年较2025年提高了多少
_BETWEEN = re.compile(
    rf"^(?:那)?(?:到|至)?(?:20)?(\d\d)年(?:底|末)?(?:的)?(?:相?较于?|[比跟和与])(?:到|至)?(?:20)?(\d\d)年(?:底|末)?(?:的)?(?:目标|水平)?(?:相比|比)?[，,]?{_FAR}"
)


def between_years(text: str) -> tuple[int, int] | None:
    """The two years that a follow-up asks to be held against one another (2027年较2025年提高了多少); None for others."""
    m = _BETWEEN.match(text)
    return (2000 + int(m[1]), 2000 + int(m[2])) if m and m[1] != m[2] else None


def beside_year(text: str) -> bool:
    """Whether a follow-up asks how far what it was asked of is from the same in the year that it names."""
    return bool(_BESIDE_YEAR.match(text))


def as_dated(standalone: str, question: str, history: Sequence[Turn]) -> str:
    """A standalone question with 25年 where no turn wrote 2025: an answer says no year that nobody has said."""
    said = "".join([question, *(t.question for t in history)])

    def short(m: re.Match[str]) -> str:
        return m[0] if m[1] in said or not re.search(rf"(?<!\d){m[1][2:]}年", said) else f"{m[1][2:]}年"

    return re.sub(r"(?<!\d)(20\d\d)年", short, standalone)
