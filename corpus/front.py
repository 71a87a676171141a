"""What stands before the first heading: title, 发文机关, 发文字号, 成文日期, and where the preamble begins.

Knows nothing of clauses or of the manifest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lines import Line
from corpus.numerals import flatten, parse_ordinal

_KINDS = (
    "意见|方案|办法|通知|规划|规划纲要|纲要|计划|措施|规定|细则|条例|决定|公告|通告|指南|政策|要点|批复|函|法|典|标准|规程|"
    "规则|报告|决议|解释|章程|制度|清单|目录|行动|目标|任务|预案|守则|准则|公报|令|若干政策|修正案|宪法"
)
_TITLE = re.compile(rf"[^。！？；;]{{2,100}}(?:{_KINDS})(?:[(（〔][^()（）]*[)）〕])*$")
_LINE_END = re.compile(r"[。；;，,、：:]$")
_DATE = re.compile(
    r"[(（]?\s*((?:19|20)\d\d|二[〇○零０0Ｏ一二三四五六七八九]{3})\s*年\s*([\d一二三四五六七八九十]{1,3})\s*月(?:\s*([\d一二三四五六七八九十]{1,3})\s*日)?\s*[)）]?(?:印发|发布|公布|通过)?"
)
_DATE_IN = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日[^。]{0,60}(?:会议通过|通过|公布|发布)")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:字|发|办|函|规|令|通|政)?[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*第?\s*\d+\s*号"
)
_ISSUER = re.compile(
    r"(?:中共[\u4e00-\u9fff]{0,12}(?:中央|委员会|省委|市委|区委|县委|委)(?:办公厅|办公室)?"
    r"|国务院(?:办公厅)?|全国人民代表大会(?:常务委员会)?"
    r"|[\u4e00-\u9fff]{2,20}?(?:人民政府(?:办公厅|办公室)?|人民代表大会(?:常务委员会)?|管理委员会|管委会|委员会|总局|"
    r"监督管理局|管理局|[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅|办公厅|办公室|[\u4e00-\u9fff]{2,10}部))"
)
_FOOTER = re.compile(
    r"(?:(?:打印|关闭|分享|扫一扫|上一[篇条]|下一[篇条]|返回顶部|收藏|字体|纠错)[\s\S]{0,30}$"
    r"|相关(?:文件|解读|链接|阅读|政策|附件|新闻)|版权所有|主办单位?[:：]|承办单位?[:：]|网站(?:地图|标识|声明)|ICP备|.{0,12}ICP备"
    r"|责任编辑|(?:信息)?来源[:：]|备案号|技术支持|.{0,8}公网安备)"
)
_FURNITURE = re.compile(
    r"[(（](?:上接|下转|此件|注|附)[^)）]*[)）]|分享[:：]?|打印(?:本页)?|索引号.*|来源[:：].*|发布(?:时间|日期|机构)[:：].*"
)


@dataclass(frozen=True, slots=True)
class Front:
    """``title_lines``: indices of the title's lines. ``preamble``: index of the preamble's first line."""

    title: str | None
    title_lines: tuple[int, ...]
    issuers: tuple[str, ...]
    number: str | None
    date: str | None
    preamble: int


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page around a text (打印 关闭, 版权所有, 相关解读) and not to the text."""
    return len(text) <= 80 and bool(_FOOTER.match(text))


def is_title(text: str) -> bool:
    """Whether a line reads like the title of a policy."""
    if (
        _LINE_END.search(text)
        or _DATE.fullmatch(flatten(text))
        or text.startswith(("根据", "为", "按照", "现将"))
    ):
        return False
    bare = re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", "《》", text)
    return bool(_TITLE.match(text)) and "，" not in bare.replace("关于", "") and len(text) <= 100


def read_date(text: str) -> str | None:
    """A line that is a date → "2024-04-28"; a month alone → "2017-09"."""
    match = _DATE.fullmatch(flatten(text).strip())
    if match is None:
        return None
    year, month = (
        parse_ordinal(re.sub("[○０0Ｏ]", "〇", match[1]) if match[1][0] == "二" else match[1]),
        parse_ordinal(match[2]),
    )
    day = parse_ordinal(match[3]) if match[3] else None
    if year is None or month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def read_issuers(text: str) -> tuple[str, ...]:
    """A line that names issuing bodies and nothing else → their names."""
    parts = text.split()
    if parts and len(text) <= 80 and all(_ISSUER.fullmatch(p) for p in parts):
        return tuple(parts)
    return ()


def title_issuers(title: str) -> tuple[str, ...]:
    """The bodies a title begins with: 中共中央 国务院关于… → 中共中央, 国务院."""
    head = re.split(r"关于|印发|令第", title, maxsplit=1)
    if len(head) < 2:
        return ()
    rest, found = head[0].strip(), []
    if whole := read_issuers(rest):
        return whole
    while rest:
        match = _ISSUER.match(rest)
        if match is None:
            return ()
        found.append(match.group())
        rest = rest[match.end() :].strip()
    return tuple(found)


def read_front(lines: Sequence[Line], first: int, known_title: str = "") -> Front:
    """The title block and preamble among ``lines[:first]``.

    :param first: index of the first heading.
    :param known_title: folded title the manifest gives, recognised even where it does not look like one.
    """
    from corpus.script import fold

    title_lines: tuple[int, ...] = ()
    for i in range(min(first, len(lines))):
        text = lines[i].text
        same = bool(known_title) and fold(text) == known_title
        if same or (is_title(text) and not read_issuers(text)) or lines[i].level == 1:
            title_lines = (i,)
            k = i - 1
            while k >= 0 and k >= i - 2 and not same and _runs_into_title(lines[k].text, lines[k + 1].text):
                title_lines = (k, *title_lines)
                k -= 1
    title = "".join(lines[i].text for i in title_lines) or None
    issuers: tuple[str, ...] = ()
    number = date = None
    last = title_lines[-1] if title_lines else -1
    preamble = last + 1
    for i in range(min(first, len(lines))):
        text = lines[i].text
        found = read_issuers(text)
        stamp = read_date(text)
        numbered = _NUMBER.fullmatch(re.sub(r"\s", "", text))
        if found:
            issuers = issuers + tuple(x for x in found if x not in issuers)
        if stamp:
            date = stamp
        if numbered:
            number = re.sub(r"\s", "", text)
        passed = _DATE_IN.search(flatten(text)) if i > last and len(text) < 120 else None
        if passed and date is None:
            date = f"{passed[1]}-{int(passed[2]):02}-{int(passed[3]):02}"
        block = found or stamp or numbered or _FURNITURE.fullmatch(text)
        adopted = re.match(r"[*(（]*\s*(?:根据)?(?:19|20)\d\d年", flatten(text)) and re.search(
            "通过|公布|发布|修正|修订|印发|批准|施行", text
        )
        if i == preamble and (block or (title_lines and adopted and len(text) < 200)):
            preamble = i + 1
    if title and not issuers:
        issuers = title_issuers(title)
    return Front(title, title_lines, issuers, number, date, preamble)


def _runs_into_title(before: str, after: str) -> bool:
    if _LINE_END.search(before) or read_issuers(before) or read_date(before) or len(before) > 60:
        return False
    if _NUMBER.search(before) or "。" in before or _FURNITURE.fullmatch(before) or is_title(before):
        return False
    opened = before.count("《") > before.count("》")
    return opened or ("关于" in before and "关于" not in after)
