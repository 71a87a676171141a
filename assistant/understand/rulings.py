"""Whether a question asks for a ruling: may one, must one, is it lawful, does it count as something.

The grammar of such questions, for what asks them (合法吗, 要不要, 算不算) and for what they take for granted (不用…吧).
Knows nothing of clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Asked(StrEnum):
    """What is to be ruled on."""

    MAY = "may"  # 可以吗, 能不能, 合法吗
    MAY_NOT = "may not"  # 不能…吧, 违法吗
    MUST = "must"  # 要不要, 必须…吗
    NEED_NOT = "need not"  # 不用…吧
    COUNTS = "counts"  # 算不算, 属于…吗
    COVERED = "covered"  # 管得着吗, 适用吗


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a question wants ruled, and the word it asks with (合法, 能, 需要)."""

    asked: Asked
    word: str
    claimed: bool = False  # said as if it were so: 可以…，对吧


_END = r"(?:的)?(?:[吗么嘛吧不没否呢呀啊]|对|[？?。\s]*$)"
_CLAIMED = re.compile(r"(?:对吧|是吧|对不对|对吗|对不|对么|是不是|没错吧|是吗|吧)[？?。！!\s]*$|听说|据说")
_CLOSING = (
    r"[吗么嘛吧不没否][？?。！!\s]*$|(?:对|是)(?:吧|吗|不|么)[？?。！!\s]*$|对不对[？?。\s]*$|[？?][\s]*$"
)
# asked as a whole, in words that say nothing of the matter
_LAWFUL = re.compile(
    rf"(?P<m>合不?合(?:法|规|理|适|规矩)|合(?:法|规|理)(?:合规)?|正当|符不符合规定|符合规定)(?={_END})|(?P<b>违不违(?:法|规)|违(?:法|规|章)|犯不犯法|犯法)(?={_END})"
)
_MAY = re.compile(
    rf"(?P<w>可不可以|能不能|许不许|准不准|行不行|让不让|允不允许|给不给|可否|能否|可以|可(?=[一-龥]{{1,12}}[吗么不])|允许|行(?={_END})|准许|能(?!力|源|耗|效|量|够力))"
)
_MAY_NOT = re.compile(
    r"(?P<w>不可以|不能(?!不)|不得(?!不)|不许|不准|不允许|不让|不行)(?=[一-龥，,]*(?:[吗么嘛吧]|[对是]))"
)
_MUST = re.compile(
    r"(?P<w>要不要|用不用|需不需要|需要|须不须|必不必须|必须|非得|应不应该|应该|应当|是否要|一定要|有没有义务|有义务|得(?=[一-龥]{1,14}[吗么吧不]))"
    r"|(?P<v>(?<![需不只主重能])要(?!求|么|是|点|素|件|害|紧|领|道))"
)
_NEED_NOT = re.compile(r"(?P<w>不用|不必|不需要?|无需|无须|用不着|不要(?=[一-龥]{1,8}(?:也|都)?(?:行|可以)))")
_COUNTS = re.compile(
    r"(?P<w>算不算(?:得上|是|作)?|属不属于|是不是算|算不上|算(?!什么|啥|哪|多少|几|法|力|是?什么)(?:得上|是|作)?(?=[一-龥]{1,16}[吗么吧不])|属于(?=[一-龥]{1,16}[吗么吧不])|算数|包不包括|包括(?=[一-龥]{1,12}[吗么吧不]))"
)
_COVERED = re.compile(
    r"(?P<w>管得着|管不着|管不管|适不适用|适用(?=[一-龥]{0,8}[吗么吧不])|受不受|享不享受|享受(?=[一-龥]{1,12}[吗么吧不]))"
)
_A_NOT_A = re.compile("([一-龥]{1,2})不\\1|可不可以|允不允许|需不需要|属不属于|能否|可否|是否")
# asked besides: not a ruling but what is asked with it
_OTHER = re.compile(
    "多少|哪|什么|啥|谁|怎么|咋|如何|何时|何地|为何|几(?=[个天日年月家项名人次倍成元分点])|多[久长大高]"
)


@lru_cache(maxsize=256)
def ruling_of(text: str) -> Ruling | None:
    """The ruling a (simplified) question asks for; None where it asks for something else."""
    tail = text[-60:]
    if m := _LAWFUL.search(tail):
        return Ruling(Asked.MAY if m["m"] else Asked.MAY_NOT, m.group(), bool(_CLAIMED.search(tail)))
    asking = re.search(_CLOSING, tail) or _A_NOT_A.search(tail)
    if not asking or _OTHER.search(re.split(r"[，,。；;]", tail.rstrip("？?。！! "))[-1]):
        return None
    claimed = bool(_CLAIMED.search(tail))
    for asked, pattern in (
        (Asked.NEED_NOT, _NEED_NOT),
        (Asked.COUNTS, _COUNTS),
        (Asked.COVERED, _COVERED),
        (Asked.MAY_NOT, _MAY_NOT),
    ):
        if not (m := pattern.search(tail)) or (asked is Asked.NEED_NOT and "用不用" in tail):
            continue
        # 不能健身了，退卡要付违约金吗: what is asked stands behind
        last = tail.rstrip("？?。！! ")
        last = last[max(map(last.rfind, "，,。；;")) + 1 :]
        if pattern.search(last) or not (_MAY.search(last) or _MUST.search(last)):
            return Ruling(asked, m["w"], claimed)
    found = [(m.start(), a, m) for a, p in ((Asked.MAY, _MAY), (Asked.MUST, _MUST)) for m in p.finditer(tail)]
    if not found:
        return None
    # the last one asks, what stands before tells the case; 也能…, 要不要…
    _, asked, m = max(found, key=lambda f: (bool(_A_NOT_A.match(f[2].group())), f[0]))
    return Ruling(asked, next(g for g in m.groups() if g), claimed)


def asks_ruling_alone(text: str) -> bool:
    """Whether a (simplified) question asks for a ruling and for nothing besides."""
    return ruling_of(text) is not None and not _OTHER.search(text)


# what only asks for the ruling; (合法权益, 可以 inside a word are left alone)
_ASKING_WORDS = re.compile(
    rf"(?:这样|这么做|那样|这)?(?:算|是|属于)?(?:不?合不?合?(?:法|规|理|适)(?:合规)?|违不违(?:法|规)|违(?:法|规|章)|犯不犯法|犯法|符不符合规定)(?={_END})|"
    r"算不算(?:得上|是|作)?|属不属于|能不能|可不可以|行不行|要不要|用不用|需不需要|许不许|准不准|管不管得?着|管得着|管不着|应不应该|合适不合适"
)


def without_asking(text: str) -> str:
    """A question without the words that only ask for the ruling."""
    return _ASKING_WORDS.sub(" ", text)
