"""What a clause's own words say to a question that wants a ruling: 可以, 不可以, 需要, 不适用 — or nothing.

A sentence is parted into rules, each with what it says (不得, 应当, 可以, 除外) of which act. It rules on a question only where
the question tells nearly all of the rule: whom it is for, and the act. What bounds an amount rules only against an
amount told. Knows nothing of how the sentence was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, takewhile

from assistant.answers.intervals import Amount, amounts
from assistant.answers.statements import flat
from assistant.understand.question import Query
from assistant.understand.rulings import Asked, Ruling, ruling_of
from assistant.understand.spoken import spoken_quantities
from assistant.understand.words import segment


class Said(StrEnum):
    """What a rule says of an act."""

    DENIED = "denied"
    EXEMPT = "exempt"
    OBLIGED = "obliged"
    PERMITTED = "permitted"
    TAKEN_AS = "taken as"


_MODALS = re.compile(
    r"(?P<exempt>不适用|不参加|不属于|不视为|不计入|不列入|不纳入|可以不|可不(?!予)|无需|无须|不需要?|不必|不用|免于|免予|免除|不享受)|"
    r"(?P<denied>不得|禁止|严禁|不准|不许|不能|不可以?|不允许|不予|无权)|"
    r"(?P<taken>视为|视同|属于|按照?[一-龥]{2,12}(?:处理|管理|对待))|"
    r"(?P<obliged>应当|必须|须(?!知)|应(?=[一-龥])(?!用|急|对|收|付|届|聘|诉|税|有))|"
    r"(?P<permitted>可以|有权|允许|准予|可(?=[一-龥])(?!持续|靠|再生|行|能|见|不|追溯|视))"
)
_KINDS = {
    "exempt": Said.EXEMPT,
    "denied": Said.DENIED,
    "taken": Said.TAKEN_AS,
    "obliged": Said.OBLIGED,
    "permitted": Said.PERMITTED,
}
_RULES = re.compile(r"[；;。：:]")
# 允许进入的，应当…; 可以决定是否允许: a case, or what is left open, is no rule. What a must or a ban is broken by
# (应当缴纳而未缴纳的) says all the same that there is one
_CASE = re.compile("的[，,]?$")
_LEFT_OPEN = re.compile("(?:是否|能否|可否)$")
_STRICT = re.compile("不得|禁止|严禁|不准|不许")
# an exception behind (…的除外) or before (除…外, 在…外)
_OUT_BEHIND = re.compile(r"(?:的|情形|规定)?除外|(?:的)?不[在受](?:此|该|上述)(?:规定)?限制?")
_OUT_BEFORE = re.compile(r"(?:除|在)(?P<what>[^。；;]{4,60}?)(?:以外|之外|外)[，,]")
_REFERS = re.compile("法律|法规|规定|前款|本条|本法|约定|国家|另有")
_BOUND = re.compile(r"超过|超出|高于|低于|少于|多于|不足|不满")
# 有下列情形之一的，不予复检：: for these cases, and for no other
_CASES_BELOW = re.compile("(?:下列|以下|如下)[^，,。；;]{0,14}(?:情形|情况|条件|行为|之一|规定)")
_ITEM_NUMBER = re.compile(r"^(?:[（(][一-龥\d]+[）)]|\d+[.．、])")
_ONE = re.compile("(?<=[签订办买租用过续存交定满押])一(?=年|个月|周|天)")  # 签一年 tells how long
_NEGATION = re.compile("[未不无没非]")
# whom every rule is for, and words that hold a rule together
_ANYBODY = frozenset(
    "经营者 消费者 单位 个人 企业 公民 组织 法人 当事人 任何 其他 有关 相关 规定 依法 情形 情况 下列 以下 以上 等 进行 "
    "实施 予以 或者 以及 并且 不得 应当 给予 按照 依照 根据 符合 条件 上述 本 其 该 各 所 的 是 有 为 应 可 条例 办法 "
    "本法 部门 机构 人员 方面 活动 行为 要求".split()
)
_IN = {"年": (12, "月"), "周": (7, "日")}
ACT, RULE = 0.6, 0.5  # shares of an act, and of a whole rule, that a question must tell
PER_CHARACTER = 0.7  # how far 收 says 收取, 检查费 says 费用


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a sentence: what it says, of which act, with what stands before (whom, when)."""

    said: Said
    before: str
    act: str
    listed: bool = False  # an item of a list that is opened by what is said


def rules(text: str) -> Iterator[Rule]:
    """The rules of a flattened sentence, in order."""
    for part in _RULES.split(text):
        if m := _OUT_BEHIND.search(part):
            yield Rule(Said.EXEMPT, "", re.sub(r"^但是?[，,]?", "", part[: m.start()]))
            continue
        if m := _OUT_BEFORE.search(part):
            yield Rule(Said.EXEMPT, "", m["what"])
        found = list(_MODALS.finditer(part))
        starts = [0, *(_last_comma(part, a.end(), b.start()) for a, b in pairwise(found))]
        for start, end, m in zip(starts, [*starts[1:], len(part)], found, strict=False):
            rule = Rule(_KINDS[m.lastgroup or ""], part[start : m.start()], part[m.end() : end])
            if not (_LEFT_OPEN.search(part[: m.start()]) or _only_a_case(rule, m.group())):
                yield rule


def _only_a_case(rule: Rule, modal: str) -> bool:
    """Whether a modal stands in words that say for which case a rule is, or who may decide it."""
    if _LEFT_OPEN.search(rule.act):
        return True
    return rule.said is not Said.OBLIGED and not _STRICT.match(modal) and bool(_CASE.search(rule.act))


def _last_comma(text: str, start: int, end: int) -> int:
    """Where the piece begins in which the next modal stands; the modal itself where it stands in the same piece."""
    at = max(text.rfind("，", start, end), text.rfind(",", start, end))
    return at + 1 if at >= 0 else end


@lru_cache(maxsize=1024)
def _carrying(text: str) -> tuple[str, ...]:
    return tuple(
        w
        for w, flag in segment(text)
        # 同时, 再次 tell which act is meant, 也 and 都 do not
        if (flag[:1] in "nvaljibs" or (flag[:1] in "dc" and len(w) > 1)) and w.strip() and w not in _ANYBODY
    )


class _Told:
    """What a question tells, to hold a rule's words against."""

    def __init__(self, query: Query) -> None:
        self.text = flat(query.text)
        words = [w for w, _ in segment(self.text)]
        self.single = {w for w in words if len(w) == 1}
        self.ends = {w[-1] for w in words if len(w) > 1}
        self.forms = [f for w in query.words for f in w.forms]
        self.words = {w.text for w in query.words}
        self.amounts = amounts(_ONE.sub("1", self.text), quantities=spoken_quantities)
        self.akin = {other: share for w in query.words for other, share in w.akin}

    def says(self, word: str) -> float:
        """How far the question says a word of a rule."""
        if word in self.text or any(word in f or f in word for f in self.forms):
            return 1.0
        # 个账 of 个人账户, 保健品 of 保健食品
        if (len(word) == 4 and word[::2] in self.text) or any(_shortened(w, word) for w in self.words):
            return 1.0
        best = self.akin.get(word, 0.0)
        if len(word) == 2 and (set(word) & self.single or word[0] in self.ends):
            best = max(best, PER_CHARACTER)
        if len(word) > 2:
            pairs = [word[i : i + 2] for i in range(len(word) - 1)]
            best = max(best, sum(p in self.text for p in pairs) / len(pairs))
        return best

    def share(self, text: str) -> float | None:
        """The share of what a text says that the question tells; None where it says nothing of its own."""
        words = _carrying(text)
        total = sum(map(len, words))
        return sum(len(w) * self.says(w) for w in words) / total if total else None

    def share_of_act(self, rule: Rule) -> float | None:
        """The share of a rule's act that the question tells; of one that forbids things (购买药品、烟酒) of the likeliest one.

        What may be done is told in whole: a list of what is paid for says nothing of a case that shares one word with it.
        """
        apart = _members(rule.act) if rule.said in (Said.DENIED, Said.EXEMPT) else []
        apart += _things(rule.act) if rule.listed else []
        shares = [s for text in (rule.act, *apart) if (s := self.share(text)) is not None]
        return max(shares, default=None)


def _shortened(short: str, word: str) -> bool:
    """Whether a word is another one with characters left out inside: 保健品 of 保健食品, 社保卡 of 社会保障卡."""
    if not 3 <= len(short) < len(word) or short[0] != word[0] or short[-1] != word[-1]:
        return False
    rest = iter(word)
    return all(c in rest for c in short)


def _members(act: str) -> list[str]:
    """The acts of one that lists what it is done to: 用于体育健身, 购买保健食品 and 购买化妆品; [] where it lists no things.

    在学校、车站吸烟 lists where something is done: neither of them alone is the act.
    """
    parts = [p for p in re.split("、|，?以及|或者|和|及", act.split("，")[0].rstrip("等。；;")) if p]
    if len(parts) < 2:
        return []
    tagged = [segment(p) for p in parts]
    if not tagged[-1][-1][1].startswith("n") or not tagged[0][0][1].startswith("v"):
        return []
    verb, out = "", []
    for part, words in zip(parts, tagged, strict=True):
        # 用于购买药品: of several verbs the last one has the things
        verbs = [w for w, _ in takewhile(lambda w: w[1] in ("v", "p"), words[:-1])]
        verb = verbs[-1] if verbs else verb
        out.append(part if verbs else verb + part)
    return out


def _things(act: str) -> list[str]:
    """The things that an item of a list names side by side (乳制品、罐头、饮料); [] where it says an act or one thing."""
    parts = re.split("、|，?以及|或者|和|及", act)
    tagged = [segment(p) for p in parts if p]
    things = all(len(words) <= 3 and words[-1][1].startswith("n") for words in tagged)
    return [p for p in parts if len(p) > 1] if len(parts) > 1 and things else []


def verdict(query: Query, sentences: Sequence[str]) -> str | None:
    """What (flattened) sentences say to the question, in its own terms; None where they leave that open."""
    ruling = ruling_of(query.text)
    if ruling is None:
        return None
    told = _Told(query)
    found: set[str] = set()
    opened: Said | None = None
    opening: tuple[str, ...] = ()
    for sentence in sentences:
        stated = list(rules(sentence))
        if opened is not None:
            # 逾期提出复检申请的, of what is 不予复检: not the case of all who ask for one
            item = _without(opening, _ITEM_NUMBER.sub("", sentence).rstrip("；;。"))
            stated.append(Rule(opened, "", item, listed=True))
            opened = None if sentence.endswith("。") else opened
        if sentence.endswith(("：", ":")):
            opened, opening = opens_denial(sentence), _carrying(sentence)
        found |= {
            said
            for rule in (_for_payer(ruling, r) for r in stated)
            if _bears(told, rule) and (said := _worded(ruling, rule.said)) is not None
        }
    return found.pop() if len(found) == 1 else None


def _without(words: Sequence[str], text: str) -> str:
    """A text without some words; as it is where nothing would be left."""
    rest = text
    for word in words:
        rest = rest.replace(word, "")
    return rest if _carrying(rest) else text


# 不得收取救援费用, 不得扣除手续费: whoever is asked to pay need not
_TAKES = re.compile("(?:再|另行|额外|向[^，。；]{1,12})*(?:收取|收费|扣除|扣收|索要|索取|加收)")


def _for_payer(ruling: Ruling, rule: Rule) -> Rule:
    """What a rule says to who asks if he has to pay: that others, whoever they are, may not take it frees him of it."""
    asked = ruling.asked in (Asked.MUST, Asked.NEED_NOT)
    taken = asked and rule.said is Said.DENIED and _TAKES.match(rule.act)
    return Rule(Said.EXEMPT, "", rule.act) if taken else rule


def opens_denial(sentence: str) -> Said | None:
    """What the list says that a sentence opens: 不得有下列行为：, 但下列商品除外：."""
    last = re.split("[，,；;。]", sentence)[-1]
    if "除外" in last or re.search("不适用|不属于", last):
        return Said.EXEMPT
    return Said.DENIED if re.search("不得|禁止|严禁|不予", last) else None


def bearing(query: Query, sentence: str) -> float:
    """How much of its likeliest rule a question tells, 0..1: of two sentences the one that rules on the question."""
    ruling = ruling_of(query.text)
    if ruling is None:
        return 0.0
    told = _Told(query)
    shares = [
        1.0
        if r.said is Said.DENIED and _BOUND.match(r.act) and _beyond(told, r)
        else told.share_of_act(r) or 0.0
        for r in rules(sentence)
        # what may be done in general (可以申报) says little of a case
        if r.said is not Said.PERMITTED and _worded(ruling, r.said) is not None
    ]
    return max(shares, default=0.0)


def has_exception(sentence: str) -> bool:
    """Whether a (flattened) sentence leaves something out of its rule, other than by pointing elsewhere."""
    m = _OUT_BEFORE.search(sentence)
    return bool(m and not _REFERS.search(m["what"])) or bool(_OUT_BEHIND.search(sentence))


def _bears(told: _Told, rule: Rule) -> bool:
    act = told.share_of_act(rule)
    if act is None or _CASES_BELOW.search(rule.before):
        return False
    if rule.said is Said.DENIED and _BOUND.match(rule.act):
        return _beyond(told, rule)
    if act < ACT or (_NEGATION.search(rule.act) and not _NEGATION.search(told.text)):
        return False
    if rule.said is Said.PERMITTED and any(a.kind for a in told.amounts):
        return False  # 一百万能全拿到吗: whether so much is, is not said
    before = told.share(rule.before)
    return before is None or before >= RULE


def _beyond(told: _Told, rule: Rule) -> bool:
    """Whether an amount told is beyond a bound that a rule sets (两年 where 不得超过十二个月)."""
    bounds = [_plain(a) for a in amounts("不得" + rule.act)]
    if len(bounds) != 1 or not any(told.says(w) for w in _carrying(rule.before)):
        return False
    low, high, kind = bounds[0]
    values = [a for a, b, k in map(_plain, told.amounts) if k == kind and a is not None and a == b]
    if len(values) != 1 or (low is not None and low == high):
        return False
    return (high is not None and values[0] > high) or (low is not None and values[0] < low)


def _plain(amount: Amount) -> tuple[Decimal | None, Decimal | None, str]:
    """(low, high, unit) of an amount, years in months and weeks in days."""
    factor, kind = _IN.get(amount.kind, (1, amount.kind))
    return (
        amount.low * factor if amount.low is not None else None,
        amount.high * factor if amount.high is not None else None,
        kind,
    )


# which body or matter a document is for as a whole
_SCOPE = re.compile("(?:本|该)[一-龥]{1,6}(?:只|仅)?适用于")
_WHOLE_DOCUMENT = re.compile(
    "(?:政策|办法|条例|措施|意见|细则|规定|方案|法|文件)(?:里|上|还|也|就|又|都)?(?:适用|管|对我|能|吗|么|不|吧|[？?。\\s]*$)|适用"
)


def sets_scope(query: Query, sentence: str) -> bool:
    """Whether it is asked if a document holds for somebody, and a (flattened) sentence says for whom it does."""
    ruling = ruling_of(query.text)
    if ruling is None or ruling.asked not in (Asked.MAY, Asked.COVERED):
        return False
    return bool(_WHOLE_DOCUMENT.search(query.text) and _SCOPE.search(sentence))


def _worded(ruling: Ruling, said: Said) -> str | None:
    """The verdict in words; None where what is said is no answer to what is asked."""
    match ruling.asked, said:
        case Asked.MAY, Said.DENIED:
            return {"能": "不能", "能不能": "不能"}.get(ruling.word) or (
                f"不{ruling.word}" if ruling.word in ("合法", "合规", "合理", "允许", "行") else "不可以"
            )
        case Asked.MAY, Said.EXEMPT:
            return "不适用"
        case Asked.MAY, Said.PERMITTED:
            return "可以"
        case Asked.MAY_NOT, Said.DENIED:
            return "是的，不可以"
        case Asked.MAY_NOT, Said.PERMITTED:
            return "不对，可以" if ruling.claimed else "可以"
        case Asked.MUST, Said.OBLIGED:
            return "需要"
        case Asked.MUST, Said.EXEMPT:
            return "不需要"
        case Asked.MUST, Said.DENIED:
            return "不对" if ruling.claimed else None
        case Asked.NEED_NOT, Said.OBLIGED:
            return "不对，需要"
        case Asked.NEED_NOT, Said.EXEMPT:
            return "是的，不需要"
        case Asked.COUNTS, Said.EXEMPT:
            return "不算"
        case Asked.COUNTS, Said.TAKEN_AS:
            return "算"
        case Asked.COVERED, Said.EXEMPT:
            return "不适用"
        case _:
            return None
