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
# what was done to a text on a day: 2004年8月28日…通过, 根据2019年…的决定》第二次修正, …令第98号公布
_DAY = r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日"
_ACT = re.compile(
    rf"{_DAY}(?:(?!{_DAY})[^。]){{0,120}}?(修正|修订|修改|公布|发布|颁布|印发|通过|批准|施行|实施|生效)"
)
_BROKEN_OVER = 8  # lines that such a history may be broken over
_AMENDED, _ISSUED, _ADOPTED = ("修正", "修订", "修改"), ("公布", "发布", "颁布", "印发"), ("通过", "批准")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,24}令\s*第\s*\d+\s*号|[\u4e00-\u9fff]{1,12}(?:字|发|办|函|规|令|通|政)?[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*第?\s*\d+\s*号"
)
_ISSUER = re.compile(
    r"(?:中共[\u4e00-\u9fff]{0,12}(?:中央|委员会|省委|市委|区委|县委|委)(?:办公厅|办公室)?"
    r"|国务院(?:办公厅)?|全国人民代表大会(?:常务委员会)?"
    r"|[\u4e00-\u9fff]{2,20}?(?:人民政府(?:办公厅|办公室)?|人民代表大会(?:常务委员会)?|管理委员会|管委会|委员会|总局|"
    r"监督管理局|管理局|[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅|办公厅|办公室|[\u4e00-\u9fff]{2,10}部))"
)
_FOOTER = re.compile(
    r"(?:[【\[]?(?:打印|关闭|分享|扫一扫|上一[篇条]|下一[篇条]|返回顶部|收藏|字体|纠错)[\s\S]{0,30}$"
    r"|相关(?:文件|解读|链接|阅读|政策|附件|新闻)|版权所有|主办单位?[:：]|承办单位?[:：]|网站(?:地图|标识|声明)|ICP备|.{0,12}ICP备"
    r"|责任编辑|(?:信息)?来源[:：]|备案号|技术支持|.{0,8}公网安备)"
)
_FURNITURE = re.compile(
    r"[(（](?:上接|下转|此件|注|附)[^)）]*[)）]|分享[:：]?|打印(?:本页)?|索引号.*|来源[:：].*|发布(?:时间|日期|机构)[:：].*"
)
# what a government's page tells of a document in a box above it: 发文字号： | 合政办〔2024〕11号 |
_TOLD = re.compile(
    r"(索\s*引\s*号|(?:发文|文件|公文)?(?:字|文|编)\s*号|成文(?:日期|时间)|发文(?:机关|单位|机构)|(?:发布|公开)(?:机构|日期|时间)|主题分类)"
    r"\s*[：:][\s\u3000|]*([^|\s\u3000]*)"
)
# of a title: （2024—2026年）, （试行）
_TITLE_REST = re.compile(
    r"[(（](?:20\d\d\s*年?\s*(?:[—–\-~～至到]+\s*20\d\d\s*)?(?:年度?|年?版|年?修[订正]版?)|试行|暂行|修订稿?|征求意见稿|送审稿|草案)[)）]"
)
_NAVIGATION = 3  # so many lines above everything else are a page's, not the document's


@dataclass(frozen=True, slots=True)
class Front:
    """``title_lines``: indices of the title's lines. ``preamble``: index of the preamble's first line.

    ``date``: the day of the version at hand: of the last amendment, else of promulgation, else of adoption.
    """

    title: str | None
    title_lines: tuple[int, ...]
    issuers: tuple[str, ...]
    number: str | None
    date: str | None
    preamble: int
    dates: tuple[str, ...] = ()  # every day on which the text was adopted, amended or promulgated
    matter: int = 0  # how many lines at the top are a file's own settings (YAML) or the page's navigation


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


_PERIOD = re.compile(r"(20\d\d)\s*年?\s*[—–\-~～至到]+\s*20\d\d")
_FIVE_YEARS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}


def first_year(title: str) -> int | None:
    """The first year of what a title says the text plans for: “十四五”…规划 → 2021; None where it says none."""
    if match := _PERIOD.search(flatten(title)):
        return int(match[1])
    return next((year for name, year in _FIVE_YEARS.items() if name in title), None)


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


def read_signature(text: str) -> tuple[tuple[str, ...], str | None]:
    """A line that names issuing bodies, a date, or both (某市人民政府　2024年3月1日) and nothing else → these."""
    stamp = re.search(r"(?<=[\s\u3000])[^\s\u3000].*年.*$", text)
    if stamp and (date := read_date(stamp.group())) and (found := read_issuers(text[: stamp.start()])):
        return found, date
    return read_issuers(text), read_date(text)


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


def front_matter(lines: Sequence[Line]) -> int:
    """How many lines at the top of a text are a file's own settings (--- … ---), 0 where it has none."""
    if not lines or not re.fullmatch(r"-{3,}", lines[0].text):
        return 0
    ends = (i for i, line in enumerate(lines[1:60], 1) if re.fullmatch(r"-{3,}|\.{3}", line.text))
    end = next(ends, 0)
    keyed = end == 1 or re.match(r"[A-Za-z][\w-]*\s*:", lines[1].text)
    return end + 1 if end and keyed else 0


def read_front(lines: Sequence[Line], first: int, known_title: str = "") -> Front:
    """The title block and preamble among ``lines[:first]``.

    :param first: index of the first heading.
    :param known_title: folded title the manifest gives, recognised even where it does not look like one.
    """
    from corpus.script import fold

    title_lines: tuple[int, ...] = ()
    matter = front_matter(lines)
    first = min(first, len(lines))
    for i in range(matter, first):
        text = lines[i].text
        same = bool(known_title) and fold(text) == known_title
        if same or (is_title(text) and not read_issuers(text)) or lines[i].level == 1:
            title_lines = (i,)
            k = i - 1
            while (
                k >= matter and k >= i - 2 and not same and _runs_into_title(lines[k].text, lines[k + 1].text)
            ):
                title_lines = (k, *title_lines)
                k -= 1
    for k in range(title_lines[-1] + 1 if title_lines else first, first):
        if not _TITLE_REST.fullmatch(flatten(lines[k].text)):
            break
        title_lines = (*title_lines, k)
    title = "".join(lines[i].text for i in title_lines) or None
    issuers: tuple[str, ...] = ()
    number = date = None
    last = title_lines[-1] if title_lines else matter - 1
    preamble = last + 1
    history, beside, unclosed = "", "", 0
    told_of: dict[str, str] = {}
    begin = first
    for i in range(matter, first):
        text = lines[i].text
        if i < preamble:
            told_of |= {re.sub(r"\s", "", m[1]): m[2] for m in _TOLD.finditer(text) if m[2]}
        found, stamp = read_signature(text)
        numbered = _NUMBER.fullmatch(re.sub(r"\s", "", text))
        if found:
            issuers = issuers + tuple(x for x in found if x not in issuers)
        if stamp:
            date = stamp
        if numbered:
            number = re.sub(r"\s", "", text)
        if found or stamp or numbered or told_of or is_title(text) or lines[i].level or "《" in text:
            begin = min(begin, i)
        block = found or stamp or numbered or _FURNITURE.fullmatch(text)
        adopted = _is_history(text) or unclosed > 0
        if i == preamble and (block or (title_lines and adopted)):
            preamble = i + 1
            if not (found or stamp):
                history += text
                opened = len(re.findall("[(（]", history)) > len(re.findall("[)）]", history))
                unclosed = (unclosed or _BROKEN_OVER) - 1 if opened else 0
        elif i > last and len(text) < 120:
            beside += text + "。"
    dates, told = _history(history)
    if told is None:
        dates, told = _history(beside, beside=True)
    if title and not issuers:
        issuers = title_issuers(title)
    for key, value in told_of.items():
        if number is None and key.endswith("号") and _NUMBER.fullmatch(value):
            number = value
        elif not issuers and key.startswith("发文"):
            issuers = read_issuers(value)
        elif date is None and key.startswith("成文"):
            date = read_date(re.sub(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", r"\1年\2月\3日", value))
    if title_lines and begin - matter >= _NAVIGATION and begin <= title_lines[0]:
        matter = begin
    return Front(title, title_lines, issuers, number, date or told, preamble, dates, matter)


def _is_history(text: str) -> bool:
    """Whether a line tells when the text was adopted or changed: （2023年9月5日…通过 …公布）."""
    # 2021年3月，国务院… is a sentence of the preamble
    begins = re.match(r"[*(（]*\s*(?:根据)?(?:19|20)\d\d年(?!(?:\d+月)?(?:\d+日)?[以，,])", flatten(text))
    told = re.search("通过|公布|发布|修正|修订|印发|批准|施行", text) or re.match(r"[(（][^()（）]*$", text)
    # of what is longer a preamble may begin so (2021年9月，中共中央印发…，)
    return bool(begins and told) and (len(text) < 200 or (len(text) < 2000 and "，" not in text))


def _history(text: str, *, beside: bool = False) -> tuple[tuple[str, ...], str | None]:
    """The days a text names for itself, and the one that dates the version at hand.

    :param beside: the text is a preamble, where other texts are named too (2022年6月1日公布《…》).
    """
    flat = re.sub(r"\s", "", flatten(text))
    while "《" in flat and (bare := re.sub(r"[《〈][^《》〈〉]*[》〉]", "", flat)) != flat:
        flat = bare
    days: dict[str, list[str]] = {}
    for match in _ACT.finditer(flat):
        own = match[7] in ("通过", "公布", "发布") and flat[match.end() : match.end() + 1] in (
            "",
            *"，,。；;）)现自",
        )
        if own or not beside:
            days.setdefault(match[7], []).append(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    named = tuple(dict.fromkeys(day for found in days.values() for day in found))
    for kind in (_AMENDED, _ISSUED, _ADOPTED):
        if told := [day for act in kind for day in days.get(act, ())]:
            return named, max(told)
    return named, None


def _runs_into_title(before: str, after: str) -> bool:
    if _LINE_END.search(before) or read_issuers(before) or read_date(before) or len(before) > 60:
        return False
    if _NUMBER.search(before) or "。" in before or _FURNITURE.fullmatch(before) or is_title(before):
        return False
    opened = before.count("《") > before.count("》")
    return opened or ("关于" in before and "关于" not in after)
