"""What a list question asks for: the sentence that opens the list, and names alike in one sentence.

Who asks 哪些情况不能报 is answered by 有下列情形之一的，不得申报：, not by another sentence about 申报; who asks for the
“浙里” platforms, by the sentence with “浙里检”“浙里康养”. Knows nothing of documents or scores besides its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.understand.words import Word, coverage
from corpus.numerals import parse_ordinal
from corpus.script import simplify

if TYPE_CHECKING:
    from assistant.answers.statements import Statement

_QUOTED = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’]{1,12})[”\"」』’]")
_MARK = re.compile(r"[，,。；;：:]")
_LIST_OPENS = re.compile("下列|以下|如下|之一的")
# what may not be had or done, as people ask for it and as texts say it
_REFUSED_ASKED = re.compile(
    "(?<!不)(?:能|可以?)不(?!能|可|行|是)|不准|不让|(?<!能)不能|(?<!可)不可以?|不得|不许|(?<!给)不给|(?<!赔)不赔|(?<!退)不退|(?<!用)不用|(?<!算)不算|不支持|不享受|(?<!行)不行|不适用|禁止|拿不到|报不了|领不到|没资格|除外|例外|免(?!费)"
)
_REFUSED_SAID = re.compile(
    "不得|不予|禁止|除外|不承担|不适用|不再|免予|免除|不支持|不给予|不享受|不纳入|取消"
)
# what a sentence's kind adds to its score, in the ranker's units
OPENS, CASES, REFUSES, REFUSES_OPENING = 0.12, 0.1, 0.2, 0.35
_DENIES = re.compile("[不未无非禁免严]|除外|取消|撤销|收回|停止|暂停|退出|淘汰|打击|防止")
_BY_PART = re.compile('[”"」』’](?:二字|两个?字|这?个?字)?(?:开头|打头|带头|字头|起头|起首|为首|开始的)')
# 三个“转变”, 哪三个强省
_COUNTED = re.compile(
    r"(?P<number>[二两三四五六七八九2-9])(?:个|大|项|种|条|类)?(?:[“\"](?P<quoted>[一-龥]{1,4})[”\"]|(?<=哪.[个大项种条类])(?P<bare>[一-龥]{2,4}?)(?=[？?。，,]|是|分别|$))"
)
_CASES_ASKED = re.compile("情况|情形")
_WHEN_IT_HOLDS = re.compile(
    "(?:什么|啥|哪些|哪种|何种|怎样|怎么样|咋样)(?:样)?的?(?:时候|情况|情形|条件|地步|程度|场合|人|企业|单位|项目|样子)?(?:下|里)?的?[^，,。？?]{0,6}?(?:才|可以|能|必须|应当|需要|得|要|算|够)"
)
OTHERS_SAID = 0.5  # of a question's words besides the end that the things it counts have in common
ALIKE = 2  # names with the quoted part that make a list


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a statement. ``start``/``end`` are offsets into Document.text."""

    statement: Statement
    start: int
    end: int


def alike(question: str, statements: Iterable[Statement]) -> Stretch | None:
    """The piece with most names that begin with what a question quotes; None where no sentence lists such."""
    terms = _QUOTED.findall(simplify(question))
    bare = [re.sub(r"\s", "", term).lower() for term in terms]
    best: tuple[int, Stretch] | None = None
    for statement in statements if terms else ():
        if not any(term in statement.text for term in bare):
            continue
        text = simplify(statement.source)
        named = list(_QUOTED.finditer(text))
        for term in terms:
            hits = [m for m in named if m[1] != term and m[1].startswith(term)]
            if len({m[1] for m in hits}) < ALIKE or (best and len(hits) <= best[0]):
                continue
            begin = max((m.end() for m in _MARK.finditer(text[: hits[0].start()])), default=0)
            after = _MARK.search(text, hits[-1].end())
            end = after.start() if after else len(text)
            best = (len(hits), Stretch(statement, statement.start + begin, statement.start + end))
    return best[1] if best else None


def counts_alike(question: str) -> bool:
    """Whether a (simplified) question asks for so many things by what their names end in: 哪三个强省."""
    return bool(_COUNTED.search(question))


def counted_alike(question: str, words: Sequence[Word], statements: Iterable[Statement]) -> Stretch | None:
    """The piece that names so many things with one end as a question counts: 哪三个“强省”: 质量强省、标准强省、品牌强省.

    Of several such pieces the one whose sentence has most of the question's words; None where none has them.
    """
    m = _COUNTED.search(question)
    if m is None:
        return None
    number, end = parse_ordinal(m["number"]) or 0, m["quoted"] or m["bare"]
    others = tuple(w for w in words if w.text not in end)
    name, last = r"[^，,。；;：:、]", re.escape(end)
    run = re.compile(
        rf"{name}{{0,12}}{last}(?:(?:[、，,]|以及|[和与及]){{1,2}}{name}{{1,12}}{last}){{{number - 1}}}(?![、和与及])"
    )
    best: tuple[float, Stretch] | None = None
    for statement in statements:
        if number < ALIKE or statement.text.count(end) < number:
            continue
        said = coverage(others, statement.text + statement.context) if others else 1.0
        hit = run.search(simplify(statement.source))
        if hit and said >= OTHERS_SAID and (best is None or said > best[0]):
            best = said, Stretch(statement, statement.start + hit.start(), statement.start + hit.end())
    return best[1] if best else None


def asks_alike(question: str) -> bool:
    """Whether names are asked for by a part of theirs: “浙里”开头的."""
    return bool(_BY_PART.search(question))


def asks_cases(question: str) -> bool:
    """Whether the cases in which something holds are asked for."""
    return bool(_CASES_ASKED.search(question))


def asks_when_it_holds(question: str) -> bool:
    """Whether it is asked when something may or must be: 什么时候可以不买, 到什么地步必须做, 啥样的人才够得上."""
    return bool(_WHEN_IT_HOLDS.search(question))


def opens_list(text: str) -> bool:
    """Whether a sentence opens a list: 有下列情形之一的，不得申报："""
    return text.endswith(("：", ":")) and bool(_LIST_OPENS.search(text))


def denies_too(question: str, statement: Statement) -> bool:
    """Whether a sentence denies anything where the question asks what may not be; a grant is no answer to that."""
    return not _REFUSED_ASKED.search(question) or bool(_DENIES.search(statement.context + statement.text))


def opens_refused(question: str, statement: Statement) -> bool:
    """Whether a sentence opens the list of what may not be, and that is what is asked for."""
    return bool(
        _REFUSED_ASKED.search(question)
        and opens_list(statement.text)
        and _REFUSED_SAID.search(statement.text)
    )


def fit(question: str, statement: Statement) -> float:
    """What a sentence's kind adds to its score for a list question, in the ranker's units."""
    opens = opens_list(statement.text)
    score = OPENS if opens else 0.0
    if opens and _CASES_ASKED.search(question) and "情形" in statement.text:
        score += CASES
    if _REFUSED_ASKED.search(question) and _REFUSED_SAID.search(statement.text):
        score += REFUSES_OPENING if opens else REFUSES
    return score
