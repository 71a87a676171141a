"""Whether a question tells a case of somebody's own, and which of its words say what is asked.

Works on the question alone; knows nothing of clauses.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.applies.conditions import OWN_FIGURES, facts
from assistant.understand.asker import BODIES, Concern, parted
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word

ASKER = 0.25  # what is left of the weight of words that only say who asks
KINDS = frozenset({Kind.FACT, Kind.INDICATOR, Kind.CHECK, Kind.LIST})
_ASKING = re.compile(
    r"^(?:[能可行会要用该得补算]?不?[能可行会要用该得补算](?:以)?|不能|能不能|要不要|用不用|需不需要)$"
)
_AIMED = re.compile("(?:达到?|[要会应需得]到|[提增升]高?[到至]|目标(?:值|数)?[是为]?)$")


def tells_case(query: Query) -> bool:
    """Whether a question tells a case: it says who asks, or a figure of somebody's own that a text may bound."""
    if query.concern is Concern.CASE:
        return True
    if query.concern is not Concern.NONE or query.kind not in KINDS:
        return False
    told = facts(query.text)
    if query.kind is Kind.CHECK:
        # 面积要到420万亩, 覆盖率达到80%: what a text aims at
        told = tuple(f for f in told if not _AIMED.search(query.text[: f.start]))
    # 全省绿色工厂300家对吧: a figure held against the text's own is nobody's, unless it counts what somebody has
    return any(query.kind is not Kind.CHECK or f.about in OWN_FIGURES for f in told)


def without_asker(query: Query) -> Query:
    """The query with the words that only say who asks counting little: 家具厂, 公司, and what asks yes or no."""
    bodies = (*query.departments, *query.unknown_bodies)
    words = tuple(
        replace(w, weight=ASKER * w.weight)
        if _tells_asker(query.text, w) or _ASKING.match(w.text) or any(w.text in b for b in bodies)
        else w
        for w in query.words
    )
    return replace(query, words=words) if any(w.weight >= 0.2 for w in words) else query


def topic_of(query: Query) -> tuple[Word, ...]:
    """The words of a question without those of the parts that tell figures (一年出栏300头猪，…)."""
    parts = re.split(r"[，,。；;]", query.text)
    rest = "".join(p for p in parts if not facts(p))
    words = tuple(w for w in query.words if w.text in rest)
    return words if sum(w.weight for w in words) >= 0.3 else query.words


# 健身房跟我签, 停车场多收了我钱: the one who acts on the asker is not the asker
_UPON_ME = "[^，,。；;我]{0,10}(?:跟|和|给|对|向|收|让|叫|骗|扣|欠|卖|找|逼|拦|赶|罚|坑|催)了?(?:我|咱|俺)"


def _tells_asker(text: str, word: Word) -> bool:
    if any(p.fullmatch(word.text) for _, p in BODIES) or re.fullmatch(
        "公司|企业|单位|机构|老板|人", word.text
    ):
        return not re.search(re.escape(word.text) + _UPON_ME, text)
    first, _ = parted(text)
    return not word.known and word.text in first
