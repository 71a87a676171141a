"""Figures that are asked for together, added up: 国家级和省级加起来多少家.

Each is found as it is told alone; only like amounts that the texts give as one number each are added, and the sum shows
them. Knows nothing of how a figure is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.apiece import Apiece
from assistant.answers.intervals import Amount, amount_of, say_number
from assistant.answers.render import Composed, Draft
from assistant.understand.question import Query
from corpus.gazetteer import Region
from corpus.numerals import find_quantities, flatten
from corpus.types import Quantity

# 加起来多少家, 合计要几个
_TOTAL = re.compile(
    r"[，,]?(?:(?:上面|上述|前面|前头|刚才|刚刚|以上)(?:说|讲|提到?|问|查)?(?:过|了)?的?)?"
    r"(?:[这那]?[两三四五几]?[个项者笔样](?:数字?|指标)?|这[两三四五几]?|它们|两[者项笔])?(?:都|全|全部)?(?:加(?:在|到)?(?:一起|一块儿?|起来)|合(?:在一起|起来|一块儿?|计|到一起)|相加|总共|一共|之和|的?总和)"
    r"(?:的?(?:目标|指标|总数))?(?:(?:是|有|要|得|能|可以?|共|为|达到?|新增|拿|领|给|奖励?|补贴?|补助|发)*(?:多少|几)[个家项名人件张例种元块钱万]*(?:呢|啊)?|呢|(?<=[加合]起来)|(?<=加一起)|(?<=在一起)|(?<=相加))[？?。\s]*$"
)
# what no sum is asked of, but how many a list names
_SEVERAL = re.compile("[和跟与及、]")


def asks_total(text: str) -> bool:
    """Whether a (simplified) question asks for the sum of several figures."""
    m = _TOTAL.search(text)
    return m is not None and bool(
        re.search("加|合|之和|总和", m.group()) or _SEVERAL.search(text[: m.start()])
    )


def asks_total_alone(text: str) -> bool:
    """Whether a (simplified) question asks for a sum and names nothing of its own (这两个加起来多少)."""
    return bool(_TOTAL.match(text)) and asks_total(text)


class Totals(Apiece):
    """Adds up figures."""

    def total(self, query: Query) -> Composed | None:
        """The figures that a question lists, with their sum; None where no sum is asked, or not each of them is found."""
        m = _TOTAL.search(query.text)
        if m is None or query.english or not asks_total(query.text):
            return None
        # 加起来目标几项: the unit tells which figures are meant
        counted = re.search("(?:多少|几)[一-龥]+?(?=呢|啊|[？?。]|$)", m.group())
        how_much = counted.group() if counted else "是多少"
        asked = self.understander.understand(f"{query.text[: m.start()]}分别{how_much}")
        asked = replace(asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around)
        told = self.compose(asked)
        told_of = [(said, spans) for said, spans in told.draft.sentences if spans]
        if told.outcome != "answered" or told.draft.lacking:
            return None  # no sum of what is only half there
        amounts = _amounts([said for said, _ in told_of], many=len(_SEVERAL.split(query.text[: m.start()])))
        if amounts is not None and len(amounts) < 2:
            return None
        draft = Draft([(sum_of(amounts), ())] if amounts else [])
        draft.sentences.extend(told_of)
        if amounts is None:
            draft.note("各项的数字没有相加：原文不能确定是哪几个数，请按所引原文核对")
        elif inside := _inside(query.regions):
            draft.note(f"{inside[1]}的数字可能已包含{inside[0]}的，相加会重复计算，请核对")
        for note in told.draft.notes:
            draft.note(note)
        return Composed("answered", draft, told.looked_at, settled=True)


def _inside(places: Sequence[Region]) -> tuple[str, str] | None:
    """Of two places that are added up, one in the other: its name and that of the greater one."""
    pairs = ((a.name, b.name) for a in places for b in places if a != b and b.contains(a))
    return next(pairs, None)


def _amounts(said: Sequence[str], *, many: int) -> list[Amount] | None:
    """The amounts that some sentences tell, one each, or all in one of them; None where it is not clear which they are.

    :param many: how many were asked for.
    """
    found = [[q for q in find_quantities(text) if _counts(q)] for text in map(flatten, said)]
    if len(said) == many and all(len(f) == 1 for f in found):
        return [amount_of(f[0]) for f in found]
    if len(said) == 1 and len(found[0]) == many:
        return [amount_of(q) for q in found[0]]
    return None


def _counts(quantity: Quantity) -> bool:
    return not (not quantity.unit and 1900 <= quantity.low <= 2100) and quantity.unit not in (
        "年",
        "月",
        "日",
    )


def sum_of(amounts: Sequence[Amount]) -> str:
    """合计70家（20家+50家）, or why the amounts are not added."""
    kinds = {a.kind for a in amounts}
    points = [a.point for a in amounts]
    if len(kinds) > 1:
        return "几项单位不同，不能相加"
    kind = next(iter(kinds))
    known = [p for p in points if p is not None]
    if kind == "%" or len(known) < len(points) or any(a.bound == "range" for a in amounts):
        return "几项数字不能直接相加"
    least = "至少" if any(a.bound in ("≥", ">") for a in amounts) else ""
    parts = "+".join(say_number(p, kind) for p in known)
    return f"合计{least}{say_number(sum(known[1:], known[0]), kind)}（{parts}）"
