"""Whether a rate or share that a question names in full is of another subject than the one a figure is called by, and
whether a sentence counts other things than those asked for.

Works on words alone; knows nothing of clauses, nor of how a figure was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.understand.words import Word, content_words, segment
from corpus.script import simplify

LEAST_SAID = 0.34  # how far a name must say a word to be of it
WHOLE = 0.8
MINE, OTHERS = 0.38, 0.6  # what a noun must weigh that only the question, or only the figure's name, has
# 标准公开率目标是多少, 顾客满意度要达到: a measure named as tables of targets name it
_NAMED = re.compile(
    r"[一-龥]{4,}?(?:率|(?<![额限幅程年季角制进尺])度|指数|比重|占比|比例)"
    r"(?=(?:的)?(?:目标|指标)?(?:值|数)?(?:[是为要应需得定能会有多]|达到|不低于|现[在状]|目前|当前|如今|[，,。；？?\s]|$))"
)
# everyday words for anything measured, and for a measure: they tell no subject (研发投入占比 of 研发投入强度)
_ANY = re.compile(
    "数据|情况|工作|水平|目标|指标|项目|方面|地方|全[市省县区国]|占比|比重|比例|强度|指数|增[速幅]|份额|总量|数量|幅度|程度"
)
_UNIT = "[个家项名座所处条张件种类户]"
# 建多少个一站式服务平台: what stands behind the question word, up to its end
_ASKED = re.compile(
    rf"(?:多少|几){_UNIT}(?P<thing>[^，,。；;？?！!多少几]{{2,24}}?)(?:呢|啊|吗|呀|了)?(?=[，,。；;？?！!\s]|$)"
)
_LEVEL = re.compile("(?:国家|[省市县区部])级?|级|的|[“”]")
_COUNTED = re.compile(rf"\d+(?:[-—~～至到]\d+)?[余多]?{_UNIT}(?P<thing>[一-龥“”]{{2,20}})")


def of_another_subject(
    asked: str,
    words: Sequence[Word],
    name: str,
    around: str,
    rarity: Callable[[str], float],
    known: Callable[[str], bool],
) -> bool:
    """生活性服务业顾客满意度 of 知识产权保护社会满意度: each has a noun of weight that the other does not say.

    :param asked: the question, flat; ``words`` are its content words.
    :param name: the figure's own name, flat; ``around`` what else stands over it.
    """
    named = _NAMED.search(asked)
    if named is None:
        return False
    run = re.split("[的里中把将对]", named.group())[-1]
    mine = [w for w in words if w.weight >= MINE and w.text in run and _noun(w.text)]
    if not any(not _says(w, f"{name}{around}") and not _ANY.fullmatch(w.text) for w in mine):
        return False
    theirs = content_words(name, rarity, known)
    return any(
        w.weight >= OTHERS and _noun(w.text) and w.said_in(asked) < LEAST_SAID and not _ANY.fullmatch(w.text)
        for w in theirs
        if not any(m.said_in(w.text) >= LEAST_SAID for m in words)
    )


def _says(word: Word, text: str) -> bool:
    """Whether a text says a word; what a compound of the corpus ends in has to be there too (绿色建筑 is no 绿色建材)."""
    tail = word.text[-2:] if word.known and len(word.text) > 3 else ""
    return word.said_in(text) >= (WHOLE if tail and tail not in text else LEAST_SAID)


def _noun(word: str) -> bool:
    """Whether a word names a thing; 率 and 度 at its end name what is measured of it."""
    return segment(word)[-1][1][:1] in "njl"


def counts_another(question: str, text: str, heading: str) -> bool:
    """Whether a sentence counts other things than a how-many question asks for, which only its heading names.

    :param text: the sentence; every one of its numbers has a thing behind it, and nowhere is the one asked for.
    """
    asked = _ASKED.search(simplify(question))
    text = simplify(text)
    found = [m["thing"] for m in _COUNTED.finditer(text)]
    if asked is None or not found:
        return False
    word, flag = segment(asked["thing"])[-1]
    if flag[:1] != "n" or len(word) < 2 or asked["thing"] in text:
        return False
    head = word[-2:]  # 中心, of 测试中心
    if any(head in thing for thing in found):
        mine = _which(asked["thing"], head)
        # 扣减2个名额, of 几个推荐名额: whichever may be meant
        bare = any(head in thing and not _which(thing, head) for thing in found)
        return bool(mine) and not bare and all(_apart(mine, _which(thing, head) or thing) for thing in found)
    if word in text or word not in simplify(heading):
        return False
    return not any(set(word) & set(thing) for thing in found)


def _which(thing: str, head: str) -> str:
    """产业计量测试, of 产业计量测试中心: what tells which of them is meant, without its level."""
    return _LEVEL.sub("", thing[: thing.rfind(head)]) if head in thing else ""


def _apart(one: str, other: str) -> bool:
    """Whether two stretches share not one character: a short form has those of the long one (质检 of 质量检验检测)."""
    return not set(one) & set(_LEVEL.sub("", other))
