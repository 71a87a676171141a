"""What a question sets side by side: two or more named things, or two questions in one.

Each side becomes the question that asks for it alone. Works on words and their order only; knows nothing of
documents, nor whether anything is said of a side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.understand.words import segment

MOST = 5  # sides of one question
_REACH = 14  # characters of a side's name

# what tells that things are set side by side
_SIGNAL = re.compile(
    r"分别|各自|各(?:是|要|有|罚|奖|补|给|占|为)?(?:多少|几|什么|啥)|相?差(?:多少|几|在|别|距|额|多大)|"
    r"相差|区别|区分|怎么分|咋分|不同|不一样|一样|异同|相比|对比|比较|比一比|"
    r"(?:哪|谁)(?:一)?(?:个|家|种|类|项|边|样|地|方|者|头|条)?[^，,。？?]{0,8}?(?:更|最)?(?:高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚|远|近|贵)|"
    r"[高低多少大小快慢重轻长短严早晚](?:，|,)?还是|是不是都|都是(?:多少|几)|又(?:是|要|有)?(?:多少|几)|"
    r"[高低多少大小快慢重轻长短早晚](?:多少|几|出)"
)
_ASKING = re.compile(
    r"多少|(?<!第)几(?=[\u4e00-\u9fa5])|多[久长大高重远]|什么|啥|怎么|咋|如何|哪|谁|吗$|是否"
)
_FIGURE_ASKED = re.compile(r"多少|(?<!第)几(?=[\u4e00-\u9fa5])|多[久长大高重远]")
_JOIN = ("和", "跟", "与", "同", "及", "以及", "、", "还是", "或", "对比", "vs", "VS", "比")
_CLAUSE = re.compile(r"[，,；;。？?！!：:]")
# a closing remark that asks which of the two, and nothing else
_WHICH = re.compile(
    r"^(?:那|请问|到底|究竟)?(?:哪|谁)(?:一)?(?:个|家|种|类|项|边|样|者|头|条)?(?:的|要|会|是|定得|要求|规定)?(?:更|最)?"
    r"(?:高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚|远|近|贵)(?:些|一些|点|一点)?$|^(?:两[个者边家]|它们|二者)?(?:差|相差|区别|不同|一样).*$"
)
# words at which a side's name ends to the right
_STOP_RIGHT = re.compile(
    r"^(?:分别|各自?|的|哪.*|谁.*|差.*|相差|多少|几|怎么|咋|如何|有|有何|有什么|是|是不是|都|要|应|应该|应当|得|该|能|可以|"
    r"区别|不同|一样|相比|对比|比较|比|之间|之|高|低|更|在|方面|两|两个|两者|这|那|，|,)$"
)
# words at which it ends to the left
_STOP_LEFT = re.compile(
    r"^(?:对|对于|给|把|将|按|在|从|关于|请问|问|想|知道|比较|对比|是|的|有|了|出|发生|查|看|，|,|：|:|（|）|\(|\))$"
)
_WORD = "高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚|远|近|贵"
_REWRITE = (
    (
        re.compile(
            rf"(?:哪|谁)(?:一)?(?:个|家|种|类|项|边|样|者|头|条)?(?:的|要|会|是)?(?P<w>[^，,]{{0,10}}?)(?:定得|得|的|更|最|要)*(?:{_WORD})(?:一些|些|一点|点)?$"
        ),
        r"\g<w>多少",
    ),
    (re.compile(r"(?:相|有多大)?(?:差|差距|差额|差别)(?:是|有)?(?:多少|多大|几)(?:个)?(百分点|点)$"), "多少"),
    (re.compile(r"(?:要|会|能)?相?差(?:距|额)?(?:是|有)?(?=多少|几)"), ""),
    (re.compile(r"(?:要|会|能)?(?:多|少|高|低)(?=[罚奖补给赔拿交](?:多少|几))"), ""),
    (re.compile(r"(?:要|会|能)?(?:多|少|高|低|大|长)(?:出)?(?=多少|几[^乎])"), ""),
    (
        re.compile(
            r"(?:有|存在)?(?:什么|啥|何|哪些|咋个|怎么|如何)?(?:的)?(?:区别|不同|不一样|差别|差异|异同)(?:在哪|在哪里|吗|么|是什么)?$|"
            r"(?:是不是)?都?(?:一个样|一样|相同|一致)(?:吗|么|不|嘛)?$|(?:要|该)?(?:怎么|咋|如何|怎样)(?:区)?分(?:的)?$"
        ),
        "",
    ),
)
_TARGET_VERB = re.compile(
    r"新增|培育|培训|培养|建设|建成|新建|改造|创建|打造|遴选|形成|完成|申报|推进|实现|引进|制定|修订|发展|认定|达到|要求|需要|支持|推广|开展|设立|"
    r"增加|减少|提高|降低|招收|招聘|安装|配备"
)
_ALIKE, _VERY_ALIKE = 1.2, 4.4
_NEARLY = 1.0  # a second way to read the names counts where it is that near to the first
_AMOUNT = (
    r"\d+(?:\.\d+)?(?:[到至~—-]\d+(?:\.\d+)?)?"
    r"(?:[百千万亿]*(?:岁|元|个月|个|家|年|天|日|人|名|头|只|%|平方米|米|吨|亩|户|级|类)?)(?:以上|以下|以内)?"
)
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
    text = text.strip().rstrip("？?。！!")
    order = next((a or b for a, b in _ORDER.findall(text)), "")
    if (two := _two_questions(text, places)) is not None:
        return [Sides(two, order, separate=True, plain=bool(order))]
    found = _elliptic(text) or _either(text)
    if found is not None:
        return [Sides(found, order, plain=True)]
    signal = bool(_SIGNAL.search(text))
    if not signal and not _FIGURE_ASKED.search(text):
        return []
    text, aside = _aside(text, places)
    out = []
    found_ways = _coordinated(text, places)[:2]
    for score, names in found_ways:
        if score < (_ALIKE if signal else _VERY_ALIKE) or score < found_ways[0][0] - _NEARLY:
            continue
        out.append(
            Sides(tuple(_one(n, _alone(q), aside, text.find(n)) for n, q in names), order, plain=signal)
        )
    return out


def _aside(text: str, places: Sequence[str]) -> tuple[str, tuple[str, int] | None]:
    """养殖场不报（江西）跟…: a place in brackets belongs to the name before it; (text without it, (place, where))."""
    for place in places:
        if m := re.search(rf"[（(]{re.escape(place)}[省市]?[）)]", text):
            return text[: m.start()] + text[m.end() :], (place, m.start())
    return text, None


def _alone(question: str) -> str:
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
    parts = [p.strip() for p in _CLAUSE.split(text) if p.strip()]
    if len(parts) < 2:
        return None
    asked: list[str] = []
    lead = ""
    for part in parts:
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
    head = re.sub(r"(?:又|是|要|得|该|应|能|可以|给|有|目标|现在|目前|分别|各|会|被|的|了)+$", "", head)
    for words in (
        head,
        re.sub(
            rf"^(?:多少|几|多[久长大高重远])(?:{_AMOUNT[:0]}[个家项名人件张天])?", "", part[asked.start() :]
        ),
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
        r"(?P<first>.+?(?:多少|几[\u4e00-\u9fa5]|什么|啥)[^，,；;]*)[，,；;](?P<b>[^，,；;]{2,12})呢(?:[，,；;].*)?$",
        text,
    )
    if not m:
        return None
    tokens = [w for w, _ in segment(m["first"])]
    best, score = (0, 0), 0.0
    for i in range(len(tokens)):
        for j in range(i + 1, len(tokens) + 1):
            piece = "".join(tokens[i:j])
            if len(piece) > _REACH:
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


def _coordinated(text: str, places: Sequence[str]) -> list[tuple[float, tuple[tuple[str, str], ...]]]:
    """出了一般事故和较大事故分别罚多少: names joined by 和, 跟, 与, 、, 还是, 比; (score, (name, question)…), best first."""
    found: list[tuple[float, tuple[tuple[str, str], ...]]] = []
    at = 0
    for part in re.split(r"([，,；;。？?：:])", text):
        if not _CLAUSE.fullmatch(part) and part:
            found += _in_part(part, text[:at], text[at + len(part) :], places)
        at += len(part)
    return sorted(found, key=lambda f: -f[0])


def _in_part(
    part: str, before: str, after: str, places: Sequence[str]
) -> list[tuple[float, tuple[tuple[str, str], ...]]]:
    if (than := _than(part, places)) is not None:
        head, a, b, tail = than
        return [(_VERY_ALIKE, tuple((n, before + head + n + tail + after) for n in (a, b)))]
    tokens = _tokens(part, places)
    joins = _joins(tokens)
    out = []
    for k in range(len(joins)):
        own_place, words = _place_of(tokens, joins[k], places)
        if own_place and _repeats(words, joins[k]):
            continue  # 西安绿色工厂和浙江绿色工厂: one thing in two places
        for score, first, names, end in _around(words, _joins(words, joins[k]), places, joins[:k]):
            head, tail = before + "".join(words[:first]), "".join(words[end:]) + after
            tail = re.sub(r"^(?:之间|两[个者种]|这两[个种])?", "", tail)
            tail = re.sub(r"分别|各自|各(?=[是要有罚奖补给占为多几])", "", tail)
            heads = [head] * len(names)
            if own_place and (place := next((p for p in places if p in head), "")):
                heads[1] = head.replace(place, own_place)  # 西安的甲跟陕西的乙
            out.append((score, tuple((n, h + n + tail) for h, n in zip(heads, names, strict=True))))
    return out


def _joins(tokens: Sequence[str], since: int = 1) -> list[int]:
    return [i for i, t in enumerate(tokens) if t in _JOIN and since <= i < len(tokens) - 1]


def _place_of(tokens: list[str], join: int, places: Sequence[str]) -> tuple[str, list[str]]:
    """The place before the second name, and the words without it; "" where the name itself is the place."""
    behind = tokens[join + 1 :]
    of = 2 if behind[1:2] == ["的"] else 1
    placed = behind[:1] and behind[0] in places and len(behind) > of
    if placed and behind[of] not in _JOIN and not _STOP_RIGHT.match(behind[of]):
        return behind[0], [*tokens[: join + 1], *behind[of:]]
    return "", tokens


def _repeats(tokens: Sequence[str], join: int) -> bool:
    """Whether the words before a joining word come again right behind it."""
    left, right = "".join(tokens[:join]), "".join(tokens[join + 1 :])
    return any(left.endswith(right[:n]) for n in range(2, len(right) + 1))


def _than(part: str, places: Sequence[str]) -> tuple[str, str, str, str] | None:
    """较大事故的罚款比一般事故高多少: (what stands before, name, name, what is asked of both)."""
    m = re.match(
        rf"(?P<a>.{{2,24}}?)(?<![占百同环对相])比(?!例|率|重(?!大|点|要))(?P<b>.{{2,16}}?)(?P<t>(?:要|会|得|能)?(?:{_WORD})[罚奖补给赔拿交]?(?:多少|几|出|吗|么).*)$",
        part,
    )
    if not m:
        return None
    head, a = "", m["a"]
    for place in places:
        if place in a:
            cut = a.rindex(place) + len(place)
            head, a = a[:cut], a[cut:].removeprefix("的")
    name, of, what = a.rpartition("的")
    if of and what and name:
        return head, name, m["b"].removesuffix("的" + what), "的" + what + m["t"]
    return (head, a, m["b"], m["t"]) if a else None


def _around(
    tokens: list[str], joins: list[int], places: Sequence[str], earlier: Sequence[int]
) -> list[tuple[float, int, tuple[str, ...], int]]:
    """(score, first token, names, token behind the last) of names around the first joining word, the two best."""
    join = joins[0]
    left_from = max(
        (i + 1 for i in range(join) if _STOP_LEFT.match(tokens[i]) or tokens[i] in places), default=0
    )
    left_from = max([left_from, *(j + 1 for j in earlier)])
    right_to = min([len(tokens), *(i for i in range(join + 1, len(tokens)) if _STOP_RIGHT.match(tokens[i]))])
    # further names behind further joining words: 一级、二级和三级
    chain = [j for j in joins[1:] if j < right_to]
    stops = [*chain, right_to]
    options: list[tuple[float, int, tuple[str, ...], int]] = []
    for i in range(left_from, join):
        a = "".join(tokens[i:join])
        if len(a) > _REACH:
            continue
        for end in range(join + 2, stops[0] + 1):
            b = "".join(tokens[join + 1 : end])
            if (
                not b
                or len(b) > _REACH
                or a.endswith(b)
                or b.endswith(a)
                or a.startswith(b)
                or b.startswith(a)
            ):
                continue
            if chain and end != stops[0]:
                continue
            score = alike(a, b) + (0.8 if i == left_from else 0) + (0.5 if end == right_to else 0)
            if end < right_to and _torn(tokens[i:join], tokens[join + 1 : end], tokens[end]):
                score -= 2.0
            names, last = [a, b], end
            for start, stop in pairwise(stops):
                tail = tokens[start + 1 : stop]
                choice = max(
                    (("".join(tail[:n]), n) for n in range(1, len(tail) + 1)),
                    key=lambda c: alike(b, c[0]) + 0.5 * (c[1] == len(tail)),
                    default=("", 0),
                )
                if not choice[0]:
                    break
                names.append(choice[0])
                last = start + 1 + choice[1]
                score += 1.0
            options.append((score, i, tuple(names[:MOST]), last))
    options.sort(key=lambda o: -o[0])
    return options[:2]


def _torn(a: Sequence[str], b: Sequence[str], behind: str) -> bool:
    """Whether a name would lose its object: 瞒报 | 安全事故, where the other name (污染事故不报) has one of its own."""
    own = any(f[:1] == "n" for w in a for _, f in segment(w)[:1])
    return own and segment(b[-1])[-1][1] == "v" and segment(behind)[0][1][:1] in "nijl"


def _tokens(part: str, places: Sequence[str]) -> list[str]:
    """The words of a clause; joining words and places are words of their own, whatever the segmenter thinks."""
    marks = sorted({*places, "以及", "还是", "对比"}, key=len, reverse=True)
    pattern = "|".join([*(re.escape(m) for m in marks if m), "[和跟与、]", _AMOUNT])
    out: list[str] = []
    for piece in re.split(f"({pattern})", part):
        if piece in marks or piece in ("和", "跟", "与", "、") or re.fullmatch(_AMOUNT, piece):
            out.append(piece)
        else:
            out.extend(w for w, _ in segment(piece) if w.strip())
    return out


def alike(a: str, b: str) -> float:
    """How much two names look like names of like things."""
    score = 1.5 * min(len(a), len(b)) / max(len(a), len(b))
    if a[-1] == b[-1]:
        score += 2.0
        if len(a) > 1 and len(b) > 1 and a[-2:] == b[-2:]:
            score += 0.5
    if a[0] == b[0]:
        score += 1.5
    head_a, head_b = segment(a)[0], segment(b)[0]
    if head_a[0][-1] == head_b[0][-1] and head_a[0] != a:
        score += 1.5  # 国家级小巨人, 省级专精特新
    if segment(a)[-1][1][:1] == segment(b)[-1][1][:1]:
        score += 0.5
    return score
