"""Names that a question joins by 和, 跟, 与, 、, 还是 or 比, each with the question for it alone.

Where a name begins and ends, likeness tells: 一般事故和较大事故 are names of like things. Works on words and their
order only; whether the question compares at all is read by sides.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.understand.words import segment

MOST = 5  # sides of one question
REACH = 14  # characters of a side's name
_JOIN = ("和", "跟", "与", "同", "及", "以及", "、", "还是", "或", "对比", "vs", "VS", "比")
CLAUSE = re.compile(r"[，,；;。？?！!：:]")
# words at which a side's name ends to the right
STOP_RIGHT = re.compile(
    r"^(?:分别|各自?|的|哪.*|谁.*|差.*|相差|多少|几|怎么|咋|如何|有|有何|有什么|是|是不是|都|要|应|应该|应当|得|该|能|可以|"
    r"区别|不同|一样|相比|对比|比较|比|之间|之|高|低|更|在|方面|两|两个|两者|这|那|，|,)$"
)
# words at which it ends to the left
_STOP_LEFT = re.compile(
    r"^(?:对|对于|给|把|将|按|在|从|关于|请问|问|想|知道|比较|对比|是|的|有|了|出|发生|查|看|，|,|：|:|（|）|\(|\))$"
)
DEGREES = "高|低|多|少|大|小|快|慢|重|轻|长|短|严|松|早|晚|远|近|贵"
VERY_ALIKE = 4.4  # score from which the names alone tell that they are compared; 比 tells as much
_OF_ONE_KIND = re.compile(
    r"(?P<head>(?:[^，,]*?(?:[省市县]|法|条例|办法|规定))??(?:里|中|对)?)(?P<a>[^，,的]{1,10}的(?P<noun>[一-龥]{2,4}))"
    r"(?:和|跟|与|同|以及|还是)(?P<b>[^，,的]{1,10}的(?P=noun))(?P<tail>.*)$"
)
# 比去年提高几个点: the same thing at another time
_BEFORE_NOW = re.compile(
    "去年|上年|上一年|前年|今年|往年|历年|同期|现在|目前|眼下|当前|现有|以前|之前|过去|原来|基期"
)
_AMOUNT = (
    r"\d+(?:\.\d+)?(?:[到至~—-]\d+(?:\.\d+)?)?"
    r"(?:[百千万亿]*(?:岁|元|个月|个|家|年|天|日|人|名|头|只|%|平方米|米|吨|亩|户|级|类)?)(?:以上|以下|以内)?"
)


def coordinated(text: str, places: Sequence[str]) -> list[tuple[float, tuple[tuple[str, str], ...]]]:
    """出了一般事故和较大事故分别罚多少: names joined by 和, 跟, 与, 、, 还是, 比; (score, (name, question)…), best first."""
    found: list[tuple[float, tuple[tuple[str, str], ...]]] = []
    at = 0
    for part in re.split(r"([，,；;。？?：:])", text):
        if not CLAUSE.fullmatch(part) and part:
            found += _in_part(part, text[:at], text[at + len(part) :], places)
        at += len(part)
    return sorted(found, key=lambda f: -f[0])


def _in_part(
    part: str, before: str, after: str, places: Sequence[str]
) -> list[tuple[float, tuple[tuple[str, str], ...]]]:
    if (than := _than(part, places)) is not None:
        head, a, b, tail = than
        return [(VERY_ALIKE, tuple((n, before + head + n + tail + after) for n in (a, b)))]
    if not any(word in part for word in _JOIN):
        return []
    if (same := _OF_ONE_KIND.match(part)) is not None and same["a"] != same["b"]:
        # 卖淘汰的产品跟卖变质的产品: one noun behind both
        return [
            (
                VERY_ALIKE + 1,
                tuple((n, before + same["head"] + n + same["tail"] + after) for n in (same["a"], same["b"])),
            )
        ]
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
            place = next((p for p in places if p in head), "") if own_place not in head else ""
            if own_place and place:
                heads[1] = head.replace(
                    place, own_place
                )  # 西安的甲跟陕西的乙; 九江全市甲和全市乙 is one place
            out.append((score, tuple((n, h + n + tail) for h, n in zip(heads, names, strict=True))))
    return out


def _joins(tokens: Sequence[str], since: int = 1) -> list[int]:
    return [i for i, t in enumerate(tokens) if t in _JOIN and since <= i < len(tokens) - 1]


def _place_of(tokens: list[str], join: int, places: Sequence[str]) -> tuple[str, list[str]]:
    """The place before the second name, and the words without it; "" where the name itself is the place."""
    behind = tokens[join + 1 :]
    of = 2 if behind[1:2] == ["的"] else 1
    placed = behind[:1] and behind[0] in places and len(behind) > of
    if placed and behind[of] not in _JOIN and not STOP_RIGHT.match(behind[of]):
        return behind[0], [*tokens[: join + 1], *behind[of:]]
    return "", tokens


def _repeats(tokens: Sequence[str], join: int) -> bool:
    """Whether the words before a joining word come again right behind it."""
    left, right = "".join(tokens[:join]), "".join(tokens[join + 1 :])
    return any(left.endswith(right[:n]) for n in range(2, len(right) + 1))


def _than(part: str, places: Sequence[str]) -> tuple[str, str, str, str] | None:
    """较大事故的罚款比一般事故高多少: (what stands before, name, name, what is asked of both)."""
    m = re.match(
        rf"(?P<a>.{{2,24}}?)(?<![占百同环对相])比(?!例|率|重(?!大|点|要))(?P<b>.{{2,16}}?)(?P<t>(?:要|会|得|能)?(?:{DEGREES})[罚奖补给赔拿交]?(?:多少|几|出|吗|么).*)$",
        part,
    )
    if not m or _BEFORE_NOW.match(m["b"]):
        return None
    head, a = "", m["a"]
    for place in places:
        if place in a:
            cut = a.rindex(place) + len(place)
            head, a = head + a[:cut], a[cut:].removeprefix("的")
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
    right_to = min([len(tokens), *(i for i in range(join + 1, len(tokens)) if STOP_RIGHT.match(tokens[i]))])
    # further names behind further joining words: 一级、二级和三级
    chain = [j for j in joins[1:] if j < right_to]
    stops = [*chain, right_to]
    options: list[tuple[float, int, tuple[str, ...], int]] = []
    for i in range(left_from, join):
        a = "".join(tokens[i:join])
        if len(a) > REACH:
            continue
        for end in range(join + 2, stops[0] + 1):
            b = "".join(tokens[join + 1 : end])
            if (
                not b
                or len(b) > REACH
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
            last_word = tokens[join - 1]
            if end == join + 2 and i < join - 1 and len(last_word) > 1 and last_word[-1] == b[-1]:
                score -= 1.2  # 单项冠军国家级和省级: the last word alone is the other's like
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
