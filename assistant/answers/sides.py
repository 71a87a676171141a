"""What a question sets side by side: two or more named things, or two questions in one.

Each side becomes the question that asks for it alone; names joined by 和, 跟 or 比 are found by coordination.py.
Works on words and their order only; knows nothing of documents, nor whether anything is said of a side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers.coordination import CLAUSE, DEGREES, MOST, REACH, VERY_ALIKE, alike, coordinated
from assistant.answers.framing import BY_HOW_MUCH
from assistant.answers.listing import MEASURE
from assistant.understand.topic import ATTRIBUTE_CHOICE
from assistant.understand.words import segment
from corpus.gazetteer import gazetteer

# what tells that things are set side by side
_SIGNAL = re.compile(
    r"分别|各自|各(?:是|要|有|罚|奖|补|给|占|为)?(?:多少|几|什么|啥)|各(?:要|在|由|归|该|得|需要?|能|管)(?=[一-龥])|相?差(?:多少|几|在|别|距|额|多大)|"
    r"相差|区别|区分|怎么分|咋分|不同|不一样|一样|异同|相比|对比(?!材料|表|稿|报告)|比较|比一比|"
    r"(?:哪|谁)(?:一)?(?:个|家|种|类|项|边|样|地|方|者|头|条)?[^，,。？?]{0,8}?(?:更|最)?(?:高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚|远|近|贵)|"
    r"[高低多少大小快慢重轻长短严早晚](?:，|,)?还是|是不是都|都是(?:多少|几)|又(?:是|要|有)?(?:多少|几)|"
    rf"[高低多少大小快慢重轻长短早晚贵](?:多少|几|出)|{BY_HOW_MUCH.pattern}|"
    r"(?:哪|谁)(?:一)?(?:个|家|项|份|边)?(?:的|会|要|是)?(?:最|更)?(?:先|后|早|晚)(?=[一-龥]{1,6}$)"
)
_FIGURE_ASKED = re.compile(r"多少|(?<!第)几(?=[\u4e00-\u9fa5])|多[久长大高重远]")
# 甲，和乙，这两种分别…: the mark before 和 parts nothing
_PAUSED = re.compile(
    r"[，,](?=(?:和|跟|与|以及)[^，,。；;？?]{2,}[，,](?:这|那)?两[种个样类者])|(?<=[^，,]{2})[，,](?:这|那)两[种个样类者](?:情况|情形|行为)?(?=分别|各)"
)
# 和国家比高多少: 比 is no part of what it stands behind
_BESIDE_IT = re.compile(
    r"([和跟与同][^，,。；;？?和跟与同比]{1,12})(?:相?比(?:较|起来)?)[，,]?(?=(?:要|会|能)?相?[高低多少大小长短差](?:出|了)?(?:多少|几))"
)
# 西安牵头的标准，国际的和国家的哪个多: one noun, said before its kinds
_OF_ONE_NOUN = re.compile(
    r"(?P<thing>[一-龥]{2,12})[，,](?P<a>[一-龥]{2,4})的[和跟与](?P<b>[一-龥]{2,4})的[，,]?(?=哪|谁|各|分别|差|相差)"
)
_BLANK = re.compile(r"(?<=[一-龥]{3})\s+(?=[一-龥]{3})")
# 一共多少项，其中某类占几项: a share of what is asked for before
_OF_THE_FIRST = re.compile("(?:这|那)?(?:其中|里[面头]|当中)")
# a closing remark that asks which of the two, and nothing else
_WHICH = re.compile(
    r"^(?:那|请问|到底|究竟)?(?:哪|谁)(?:一)?(?:个|家|种|类|项|边|样|者|头|条)?(?:的|要|会|是|定得|要求|规定)?(?:更|最)?"
    r"(?:高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚|远|近|贵)(?:些|一些|点|一点)?$|^(?:两[个者边家]|它们|二者)?(?:差|相差|区别|不同|一样).*$"
)
_REWRITE = (
    # 哪个先建好
    (
        re.compile(
            r"(?:哪|谁)(?:一)?(?:个|家|项|份|边)?(?:的|会|要|是)?(?:最|更)?(?:先|后|早|晚)(?P<w>[一-龥]{1,6})$"
        ),
        r"什么时候\g<w>",
    ),
    (
        re.compile(
            rf"(?:哪|谁)(?:一)?(?:个|家|种|类|项|边|样|者|头|条)?(?:的|要|会|是)?(?P<w>[^，,]{{0,10}}?)(?:定得|得|的|更|最|要)*(?:{DEGREES})(?:一些|些|一点|点)?$"
        ),
        r"\g<w>多少",
    ),
    (re.compile(r"(?:相|有多大)?(?:差|差距|差额|差别)(?:是|有)?(?:多少|多大|几)(?:个)?(百分点|点)$"), "多少"),
    (re.compile(r"(?:要|会|能)?相?差(?:距|额)?(?:是|有)?(?=多少|几)"), ""),
    (re.compile(r"(?:要|会|能)?(?:多|少|高|低)(?=[罚奖补给赔拿交](?:多少|几))"), ""),
    (re.compile(r"(?:要|会|能)?(?:多|少|高|低|大|长|贵)(?:出)?(?=多少|几[^乎])"), ""),
    (
        re.compile(
            r"(?:有|存在)?(?:什么|啥|何|哪些|咋个|怎么|如何)?(?:的)?(?:区别|不同|不一样|差别|差异|异同)(?:在哪|在哪里|吗|么|是什么)?$|差在(?:哪[里儿]?|什么地方)$|"
            r"(?:是不是)?都?(?:一个样|一样|相同|一致)(?:吗|么|不|嘛)?$|(?:要|该)?(?:怎么|咋|如何|怎样)(?:区)?分(?:的)?$"
        ),
        "",
    ),
)
_OF_TEXTS = re.compile("法律?$|文件$|意见$|方案$|规定$|条例$|办法$|[省市县区]里$|我[省市县区]$|全[省市国]$")
_JOINING = re.compile("^(?:另外|还有|此外|以及|同时|请问|顺便|那么?)+(?=[一-龥]{2})")
_DONE_WITH = re.compile(
    "(?<=[一-龥]{2})(?:要|得|应当?|需要?|打算|计划|准备)(?:培|建|搞|做|设|办|造|评|发|报)?$"
)
_TARGET_VERB = re.compile(
    r"新增|培育|培训|培养|建设|建成|新建|改造|创建|打造|遴选|形成|完成|申报|推进|实现|引进|制定|修订|发展|认定|达到|要求|需要|支持|推广|开展|设立|"
    r"增加|减少|提高|降低|招收|招聘|安装|配备"
)
_ALIKE = 1.2  # how alike the names are where the question says that it compares
_NEARLY = 1.0  # a second way to read the names counts where it is that near to the first
_SMALLER = frozenset("低少小轻短早近")
_ORDER = re.compile(
    r"(?:哪|谁)[^，,。？?]{0,10}?(?:更|最)?(高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚|远|近|贵)|"
    r"(高|低|多|少|大|小|快|慢|重|轻|长|短|严|早|晚|远|近|贵)(?:，|,)?还是"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: what the question calls it, and the question for it alone."""

    name: str
    question: str
    placed: bool = True  # the place that the whole question names is this side's too

    @property
    def label(self) -> str:
        """Its name as an answer says it, without words that only join it or do with it what is asked (另外…, …要培)."""
        return _DONE_WITH.sub("", _JOINING.sub("", self.name)) or self.name


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared. ``order``: the word asked for (高, 快 …), "" where none is."""

    sides: tuple[Side, ...]
    order: str = ""
    separate: bool = False  # two questions in one, each about something of its own
    plain: bool = False  # the question says in so many words that it compares


def sides_of(text: str, places: Sequence[str] = ()) -> list[Sides]:
    """The ways to read a (simplified) question as a comparison, likeliest first; [] where it sets nothing side by side.

    :param places: the place names in it: they may stand before a side's name and are no part of it.
    """
    # 是约束性还是预期性 asks for one thing's kind
    text = re.sub(rf"[，,\s]*{ATTRIBUTE_CHOICE}", "", text.strip().rstrip("？?。！!"))
    text = _OF_ONE_NOUN.sub(_with_noun, _BESIDE_IT.sub(r"\1", _PAUSED.sub("", text)))
    if _SIGNAL.search(text):
        # 西安质量奖 陕西质量奖 各要多少
        text = _BLANK.sub("、", re.sub(rf"\s+(?={_SIGNAL.pattern})", "", text))
    order = order_of(text)
    if (two := _two_questions(text, places)) is not None:
        return [Sides(two, order, separate=True, plain=bool(order))]
    found = _elliptic(text) or _either(text)
    if found is not None:
        return [Sides(found, order, plain=True)]
    signal = bool(_SIGNAL.search(text))
    if not signal and not _FIGURE_ASKED.search(text):
        return []
    text, aside = _aside(_parted(text, places) if signal else text, places)
    out = []
    found_ways = coordinated(text, places)[:2]
    for score, names in found_ways:
        if score < (_ALIKE if signal else VERY_ALIKE) or score < found_ways[0][0] - _NEARLY:
            continue
        if any(re.match("多少|几", n) or f"哪{n}" in text for n, _ in names):
            continue  # 拿哪种补贴、几块钱: two questions, and no names
        out.append(
            Sides(
                tuple(_one(n, alone(q), aside, text.find(n)) for n, q in _in_full(names, places)),
                order,
                plain=signal,
            )
        )
    return out


def order_of(text: str) -> str:
    """The word a question compares by (哪个罚得重: 重); "" where it has none."""
    return next((a or b for a, b in _ORDER.findall(text)), "")


def _with_noun(m: re.Match[str]) -> str:
    """国际标准和国家标准 of 标准，国际的和国家的; 襄阳的和国家法律的 are no kinds of it."""
    if any(gazetteer().find(m[side]) or _OF_TEXTS.search(m[side]) for side in "ab"):
        return m[0]
    noun = segment(m["thing"])[-1][0]
    return f"{m['thing'].removesuffix(noun)}{m['a']}{noun}和{m['b']}{noun}" if len(noun) > 1 else m[0]


def _in_full(names: Sequence[tuple[str, str]], places: Sequence[str]) -> list[tuple[str, str]]:
    """食品合格率比药品高多少: the rate that only the first name has is the others' as well; (name, question) of each."""
    last = segment(names[0][0])[-1][0]
    if (
        not last.endswith("率")
        or last == names[0][0]
        or any(n.startswith(p) for n, _ in names for p in places)
    ):
        return list(names)
    return [(n, q) if MEASURE.search(n) else (n + last, q.replace(n, n + last, 1)) for n, q in names]


def _aside(text: str, places: Sequence[str]) -> tuple[str, tuple[str, int] | None]:
    """养殖场不报（江西）跟…: a place in brackets belongs to the name before it; (text without it, (place, where))."""
    for place in places:
        if m := re.search(rf"[（(]{re.escape(place)}[省市]?[）)]", text):
            return text[: m.start()] + text[m.end() :], (place, m.start())
    return text, None


def _parted(text: str, places: Sequence[str]) -> str:
    """初审复审哪个长: two names of one length and end that stand side by side, with 和 between them."""
    words = segment(text)
    for (a, f), (b, g) in pairwise(words):
        twins = len(a) == len(b) > 1 and a[-1] == b[-1] and a != b and f[:1] == g[:1] and f[:1] in "nvj"
        if twins and a not in places and b not in places and not re.search("[和跟与、比]|还是", text):
            return text.replace(a + b, f"{a}和{b}", 1)
    return text


def alone(question: str) -> str:
    """What is asked for one side: 哪个罚得重 becomes 罚多少."""
    for pattern, plain in _REWRITE:
        question = pattern.sub(plain, question)
    return question.strip("，, ")


def _one(name: str, question: str, aside: tuple[str, int] | None, at: int) -> Side:
    if aside is None:
        return Side(name, question)
    if at >= 0 and at + len(name) == aside[1]:
        return Side(name, aside[0] + question)
    return Side(name, question, placed=False)


def smaller_is_meant(order: str) -> bool:
    """Whether the word asks for the smaller number: 低, 短."""
    return order in _SMALLER


def _two_questions(text: str, places: Sequence[str]) -> tuple[Side, ...] | None:
    """投诉几天给答复，举报又是几天，哪个快: clauses that each ask for a figure of their own."""
    parts = [p.strip() for p in CLAUSE.split(text) if p.strip()]
    if len(parts) < 2:
        return None
    asked: list[str] = []
    lead = ""
    for part in parts:
        if _OF_THE_FIRST.match(part) and asked:
            return None
        if _WHICH.match(part):
            continue
        if _FIGURE_ASKED.search(part):
            asked.append(lead + part)
            lead = ""
        else:
            lead += part + "，"
    if not 2 <= len(asked) <= MOST or lead:
        return None
    subjects = [_subject(a, places) for a in asked]
    if not all(subjects):
        return None  # 2027年要建多少张，现在有多少: one thing at two times
    return tuple(
        Side(name, re.sub(r"又(?=是|要|有|得|多|几)", "", a)) for a, name in zip(asked, subjects, strict=True)
    )


def _subject(part: str, places: Sequence[str]) -> str:
    """What a question is about, for naming it: 江西举报养殖污染 of 江西举报养殖污染又是几天; "" where it names nothing."""
    asked = _FIGURE_ASKED.search(part)
    if asked is None:
        return ""
    head = re.split("[，,]", part[: asked.start()].rstrip("，,"))[-1]
    head = re.sub(
        r"(?:最[高多低少]|又|是|要|得|该|应|能|可以|给|有|目标|现在|目前|分别|各|会|被|的|了)+$", "", head
    )
    for words in (
        head,
        re.sub(r"^(?:多少|几|多[久长大高重远])(?:[个家项名人件张天])?", "", part[asked.start() :]),
    ):
        bare = re.sub(r"(?:19|20)?\d\d年|[省市县区国]里|全[省市国]|国家(?!级)", "", words)
        for place in places:
            bare = bare.replace(place, "")
        if any(_names(w, f) for w, f in segment(bare)):
            return words.strip("，, ")
    return ""


def _names(word: str, flag: str) -> bool:
    """Whether a word can be what a question is about; the verb of a target (新增, 培训) needs its noun."""
    if flag[:1] == "n" or flag in ("j", "l", "i"):
        return True
    return flag[:1] == "v" and len(word) > 1 and not _TARGET_VERB.match(word)


def _either(text: str) -> tuple[Side, ...] | None:
    """甲多还是乙多: the word of comparison stands behind both."""
    m = re.search(
        r"(?P<a>[^，,；;。]{1,24}?)(?:定得|得|更|要)?(?P<w>[高低多少大小快慢重轻长短严早晚])(?:一些|些|点)?[，,]?还是(?P<b>[^，,；;。]{1,24}?)(?:定得|得|更|要)?(?P=w)(?:一些|些|点)?$",
        text,
    )
    if not m:
        return None
    head, a, b = text[: m.start()], m["a"], m["b"]
    shared = _shared_tail(a, b)
    name_a, name_b = (a[: -len(shared)], b[: -len(shared)]) if shared else (a, b)
    if not name_a or not name_b or name_a == name_b:
        return None
    return Side(name_a, f"{head}{a}多少"), Side(name_b, f"{head}{b}多少")


def _shared_tail(a: str, b: str) -> str:
    """挑的 of 省里挑的 and 西安挑的."""
    n = 0
    while n < min(len(a), len(b)) - 1 and a[-1 - n] == b[-1 - n]:
        n += 1
    return a[len(a) - n :] if n else ""


def _elliptic(text: str) -> tuple[Side, ...] | None:
    """国家级奖多少，省级呢: the second side stands alone and takes the first one's place."""
    m = re.match(
        r"(?P<first>.+?(?:多少|几[\u4e00-\u9fa5]|什么|啥)[^，,；;？?]*)[，,；;？?](?P<b>[^，,；;？?]{2,12})呢(?:[，,；;？?].*)?$",
        text,
    )
    if not m:
        return None
    tokens = [w for w, _ in segment(m["first"])]
    best, score = (0, 0), 0.0
    for i in range(len(tokens)):
        for j in range(i + 1, len(tokens) + 1):
            piece = "".join(tokens[i:j])
            if len(piece) > REACH:
                break
            if (near := alike(piece, m["b"])) > score:
                best, score = (i, j), near
    if score < 2.5:
        return None
    i, j = best
    name = "".join(tokens[i:j])
    return (
        Side(name, m["first"]),
        Side(m["b"], "".join(tokens[:i]) + m["b"] + "".join(tokens[j:])),
    )
