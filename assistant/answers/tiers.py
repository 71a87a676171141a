"""Tables of fines by degree (裁量基准): the rows of one offence, and which of them the story told falls into.

The rows of an offence bound each other by an amount (4台以上10台以下; 超过10台), so the amount that somebody tells of
himself, however he says it (八台, 标价一百五, 刷了八十来笔), picks one; other circumstances are told in words that nobody
uses, and leave it to the reader. Knows nothing of how an offence is found nor of wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from assistant.answers.intervals import Amount, amounts, kind_of
from assistant.answers.limbs import CONSEQUENCE
from assistant.answers.statements import StatementBook, flat
from assistant.understand.spoken import numeral
from assistant.understand.words import segment
from corpus.gridded import Columns
from corpus.numerals import CHINESE_NUMERAL
from corpus.types import Clause
from index.policy_index import PolicyIndex

_COST_HEAD = re.compile("罚|裁量(?:幅度|标准|结果)|处理|后果")
_DEED_HEAD = re.compile("行为|事项|案由|事由")
LEAST_DEED = 3  # characters of a cell that names what somebody did
MOST = 5  # rows of an offence that are told together
MANY = 2  # rows bounded by amounts of one kind make a scale: 3日内改正 alone bounds nothing
ALIKE = 0.57  # cosine from which on a story tells a circumstance
_NUMBER = rf"(?:\d+(?:\.\d+)?|[半{CHINESE_NUMERAL}]+)"
_BELOW = re.compile("(?:不满|未满|不到|不足|低于|少于|没到|没满)$")
_ABOVE = re.compile("(?:超过|多于|大于|[超破过])(?:了)?$")
# other words for what a table counts
_COUNTED = {
    "种": "种|样|款", "台": "台|个|杆|部", "笔": "笔|单", "单": "单|笔|个订单|个客人", "人": "个人|人|名|位|个",
    "名": "个人|人|名|位|个", "处": "处|个地方|个", "件": "件|个", "辆": "辆|台|部", "次": "次|回|趟",
    "平方米": "平方米|平米|平方|个平方|㎡|平",
}  # fmt: skip
_DAYS = {"日": 1, "天": 1, "周": 7, "星期": 7, "月": 30, "年": 360}  # half a year is six months
_SPAN = re.compile(
    rf"(?P<n>{_NUMBER})(?P<more>来|多|几|余)?个?(?P<half>半)?(?P<long>多)?(?P<span>{'|'.join(_DAYS)})(?P<tail>多|半)?(?!前|初|底|份|号)"
)
# 标价总共一百五: what a sum without its unit stands behind
_SUM_WORD = (
    "(?:价|货值|总值|值|价值|价钱|总共|一共|统共|加起来|合计|费用|费|花|花了|欠|欠了|投|投了|卖|卖了|赚|赚了|挣|挣了|收|收了|得|所得|营业额|金额|货款|交易额|流水)"
    "(?:大概|大约|差不多|约|也就|才|就|只|不过|是|有|了|到)*"
)
_SUM = re.compile(
    rf"(?P<n>{_NUMBER})(?P<more>来|多|几|余)?(?P<unit>[万亿千百]?)(?:块|元)|"
    rf"{_SUM_WORD}(?P<bare>{_NUMBER})(?P<over>来|多|几|余)?(?P<big>[万亿]?)(?![共个台只件样种笔单年月天日次人名斤])"
)
_UNMEASURED = re.compile(r"(?<=[\d一二三四五六七八九十百千万])[笔单]")
_FINED = re.compile("[罚赔]款?[了我他们]*$")
_BOTH = re.compile("[和跟与]|各|分别|还是")
_SAME = 2  # characters before an amount that tell of what it is
_FIRST_YEAR = 1900
_LITTLE = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Tier:
    """A row that says what one degree of an offence costs."""

    row: Clause
    columns: Columns
    deed: str  # flat
    case: str  # for whom or when, flat


class Tiers:
    """The tables of fines of one corpus."""

    def __init__(self, index: PolicyIndex, book: StatementBook) -> None:
        self._index = index
        self._tree = index.tree
        self._book = book

    def of(self, row: Clause) -> list[Tier]:
        """The rows of a row's offence, its own among them; [] for a row of another kind of table."""
        own = self._read(row)
        holder = self._tree.parent(row)
        if own is None or holder is None:
            return []
        rows = [c for c in self._tree.children(holder) if c.kind == "row"]
        at = next((n for n, c in enumerate(rows) if c.clause_id == row.clause_id), None)
        if at is None:
            return []

        def alike(clause: Clause) -> bool:
            other = self._read(clause)
            return other is not None and other.deed == own.deed

        before = [*takewhile(alike, reversed(rows[:at]))][::-1]
        after = takewhile(alike, rows[at + 1 :])
        return [t for c in (*before, row, *after) if (t := self._read(c)) is not None]

    def deed(self, row: Clause) -> str:
        """What somebody did that a row says the price of; "" for a row of another kind of table."""
        own = self._read(row) if row.kind == "row" else None
        return own.deed if own is not None else ""

    def asked(self, text: str, row: Clause) -> list[Tier]:
        """What of a row's offence a (simplified) question is told: the rows meant, all of a few where that is in doubt."""
        tiers = self.of(row)
        own = next((t for t in tiers if t.row.clause_id == row.clause_id), None)
        if own is None:
            return []
        held = by_amount(text, tiers)
        if held:
            return [t for t in tiers if t in held or self._told(text, t, held)]
        return tiers if len(tiers) <= MOST else [own]

    def _told(self, text: str, tier: Tier, held: Sequence[Tier]) -> bool:
        """Whether a story tells in its own words a circumstance of another tier than those its amount falls into.

        卖的是生鱼片 of 经营裱花蛋糕、生食水产品: nearer in sense than the offence and the circumstances of those.
        """
        theirs = [tier.deed, *(c for t in held for c in _circumstances(t.case))]
        # 涉及1单，且已退还差价: nothing of a row whose amount another is, but what stands beside it (或者封堵安全出口)
        apart = tier.case.partition("或者")[2] if _bounds(tier.case) else tier.case
        own = [c for c in _circumstances(apart) if c not in theirs]
        for part in _parts(text, tier.deed) if own else ():
            near = [float(x) for x in self._index.likenesses(part, [*own, *theirs])]
            if max(near[: len(own)]) >= max(ALIKE, *near[len(own) :]):
                return True
        return False

    def _read(self, row: Clause) -> Tier | None:
        columns = self._book.columns(row)
        cells = columns.cells if columns is not None else ()
        if columns is None or len(cells) < 2:
            return None
        cost = next(
            (
                n
                for n, (head, cell) in reversed([*enumerate(cells)])
                if _COST_HEAD.search(head) and CONSEQUENCE.search(flat(cell))
            ),
            None,
        )
        if not cost:
            return None
        named = (flat(cell) for head, cell in cells[:cost] if _DEED_HEAD.search(head))
        longest = (flat(cell) for _, cell in cells[:cost] if len(flat(cell)) >= LEAST_DEED)
        deed = next(named, "") or next(longest, "")
        if len(deed) < LEAST_DEED:
            return None
        case = "，".join(flat(cell) for _, cell in cells[:cost] if flat(cell) != deed)
        return Tier(row, columns, deed, case)


def by_amount(text: str, tiers: Sequence[Tier], *, counted: bool = False) -> list[Tier]:
    """The tiers that a (simplified) story falls into by an amount that it tells; [] where it tells none they bound.

    :param counted: by how many alone; a time or a sum may be anything's.
    """
    held: list[Tier] = []
    for kind, bounds in _scales(tiers).items():
        if counted and kind in ("日", "元"):
            continue
        told = _told(flat(text), kind)
        held += [t for t, bound in bounds if any(bound.holds(v) for v in told) and t not in held]
    return [t for t in tiers if t in held]


def _circumstances(case: str) -> list[str]:
    """What a tier is for besides amounts: 主动送检, 经通知仍不送检."""
    parts = re.split("[，,；;、]|或者", case)
    return [p for p in parts if len(p) >= LEAST_DEED and not any(a.bound != "=" for a in _bounds(p))]


def _parts(text: str, deed: str) -> list[str]:
    """The pieces of a story, without the words that tell the offence."""
    pieces = re.split("[，,。；;？?！!]", flat(text))
    bare = ("".join(w for w, _ in segment(p) if len(w) < 2 or w not in deed) for p in pieces)
    return [p for p in bare if len(p) >= LEAST_DEED]


def _scales(tiers: Sequence[Tier]) -> dict[str, list[tuple[Tier, Amount]]]:
    """By what they count, the amounts that bound the tiers; of what only one of them speaks none."""
    out: dict[str, list[tuple[Tier, Amount]]] = {}
    for tier in tiers:
        for bound in _bounds(tier.case):
            if not bound.kind:
                continue
            bound = _in_days(bound) if bound.kind in _DAYS else bound
            out.setdefault(bound.kind, []).append((tier, bound))
    out = {k: b for k, b in out.items() if any(a.bound != "=" for _, a in b)}
    return {k: b for k, b in out.items() if len({id(t) for t, _ in b}) >= min(MANY, len(tiers))}


def _in_days(bound: Amount) -> Amount:
    factor = _DAYS[bound.kind]
    low = None if bound.low is None else bound.low * factor
    high = None if bound.high is None else bound.high * factor
    return replace(bound, low=low, high=high, kind="日")


def _bounds(case: str) -> list[Amount]:
    """The amounts of a tier's case, also of what is no unit of measure (超过100笔)."""
    # 笔 and 单 are read as 个, and called again by their name
    found = amounts(_UNMEASURED.sub("个", case))
    names = {m.start(): m.group() for m in _UNMEASURED.finditer(case)}
    out = []
    for bound in found:
        kind = next((names[at] for at in range(bound.start, bound.end + 1) if at in names), bound.kind)
        if bound.bound == "=" and _BELOW.search(case[: bound.start]):
            bound = replace(bound, low=None, open_high=True)  # 不满1个月
        elif bound.bound == "=" and _ABOVE.search(case[: bound.start]):
            bound = replace(bound, high=None, open_low=True)
        out.append(replace(bound, kind=kind))
    return out


def _told(text: str, kind: str) -> list[Decimal]:
    """The amounts of a kind that a story tells, those just above or below a number by a little so."""
    counted = re.compile(
        rf"(?P<n>{_NUMBER})(?P<more>来|多|几|余)?(?:{_COUNTED.get(kind, re.escape(kind))})(?!月|小时|工作日|钟|星期|多月|半月)"
    )
    found: dict[str, list[Decimal]] = {}
    for n, m in enumerate({"元": _SUM, "日": _SPAN}.get(kind, counted).finditer(text)):
        said = m.groupdict()
        value = numeral(said["n"] or said.get("bare") or "")
        before = text[: m.start()]
        if value is None or before.endswith("第") or (kind == "元" and _FINED.search(before)):
            continue
        if kind == "日":
            if value >= _FIRST_YEAR:
                continue
            half = bool(said["half"] or said["tail"] == "半")
            value = (value + Decimal("0.5") * half) * _DAYS[said["span"]]
        elif kind == "元":
            factor, _ = kind_of((said["unit"] or said["big"] or "") + "元")
            value *= factor
        more = {said[g] for g in ("more", "long", "tail", "over") if g in said} & {"多", "几", "余"}
        if _BELOW.search(before):
            value -= _LITTLE
        elif _ABOVE.search(before) or more:
            value += _LITTLE
        # 刷了八十笔，…刷了一百五十笔: the amount said last of the same thing, unless both are asked for
        same = str(n) if _BOTH.search(text) else before[-_SAME:]
        found.setdefault(same, []).append(value)
    return [values[-1] for values in found.values()]
