"""Amounts by their unit: what unit a question wants, and whether a sentence or row has a figure of that kind.

Knows nothing of questions' grammar or of which figure is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answers.statements import Statement, flat
from corpus.numerals import find_quantities

_UNITS = (
    (re.compile("比例"), re.compile("%|‰|百分|成|^$|分之|/")),
    (re.compile("公斤|千克|斤|克|吨"), re.compile("公斤|千克|斤|克|吨")),
    (re.compile("升|立方"), re.compile("升|方")),
    (re.compile("平方|亩"), re.compile("平方|亩|顷")),
    (re.compile("千瓦时|度"), re.compile("千瓦时|度")),
    (re.compile("学时|课时"), re.compile("时")),
    (re.compile("[台套盒株棵只]|批次"), re.compile("[台套盒株棵只个件]|批")),
    (re.compile("米|里|远"), re.compile("米|里")),
    (re.compile("元|钱|款|块"), re.compile("元|倍|%|等值")),
    (re.compile("^分$"), re.compile("^分$|^$|%")),  # of a mark; 15分钟 is none
    (re.compile("家"), re.compile("家|个|户")),
    (re.compile("岁|纪"), re.compile("岁")),
    (re.compile("[名人位]"), re.compile("[名人位]")),
    (re.compile("个月|[天日月周年]|星期|礼拜|小时|钟头|分钟|久|长"), re.compile("[天日月周年时钟]")),
    (re.compile("次|回"), re.compile("次|回")),
    (re.compile("份"), re.compile("份|套")),
    (re.compile("成|点"), re.compile("%|成|百分|点")),
    # 个 counts anything (多少个县), but no money, share or time
    (re.compile("[个项件条种类所处例户座]"), re.compile(r"^(?!.*(?:元|[%‰年月天日]|分之|时$))")),
)
_RATE_TOLD = re.compile(r"\d[一-龥]{0,2}/[一-龥]")  # 30次/万台·月
_PER = re.compile("(?<=[个件项家名次])/[年月日]$")
_PAID_OUT = re.compile(
    "(?:全[市省县区国旗]|累计|共计?|合计)[^，,。；;]{0,6}(?:发放|支出|兑付|拨付|筹集)|(?:发放|支出|兑付|拨付)[^。；;]{0,24}(?:惠及|受益)"
)
_PAID_OUT_ASKED = re.compile(
    "发放|支出|兑付|拨付|筹集|一共|总共|合计|累计|总额|全[市省县区国]|去年|上年|20\\d\\d年|惠及"
)
_THINGS_COUNTED = re.compile("[个家项名人件座所户条处]")
_OFTEN = re.compile(
    r"每隔?[一两二三四五六七八九十半\d]*个?(?:年|季度?|月|周|星期|天|日|小时|钟头|分钟)(?!均)|(?<![第这])[一两二三四五六七八九十半\d]年(?:一|为一)[次届个]|逐[年月季]"
)
_MONEY = re.compile("[元钱块款费额价税资薪值倍息贷补奖罚赔]")
# numbers with their measure as running text writes them (连续补贴三年, 一百米), which are no targets
_MEASURED = re.compile(
    r"(?:[\d.]+|[一二两三四五六七八九十百千万]+)(?:[亿万])?(个月|个工作日|公里|公斤|千克|平方米|立方米|千瓦时|学时|课时|批次|小时|分钟|周岁|[台套盒株棵升克斤]|[年月日天周米里头只亩吨岁次回倍成元家个户座名人位项件条份])"
    # a fine as much as the goods are worth (货值金额等值以下的罚款)
    r"|(等值)(?=以[上下])"
    # two thirds of the owners (三分之二以上)
    r"|[一二三四五六七八九十\d]+(分之)[一二三四五六七八九十\d]"
)
# amounts that need no number: 全额存管, 不收费
_SHARED = re.compile("元|钱|块|比例|成|点")
_ALL_OF_IT = re.compile(
    "全额|全部(?=退|返|支付|赔|存|缴|给)|半数|一半|免费|不收取?费|[\\d一二三四五六七八九十两]个月的?(?:租金|房租|工资|平均工资|缴费)"
)
_SHARE_TOLD = re.compile(
    r"[%％‰]|百分|分之|[\d一二三四五六七八九十两几半]成|倍|个点|基点|lpr|全[额部覆]|一半|半数|减半|免|\d[:：]\d|\d/\d"
)
# 形成一批 counts nothing
_COUNT_TOLD = re.compile(
    r"\d|(?!一[批些个种类系])[一二两三四五六七八九十百千万亿]+(?:余|多|几)?(?:[个项家名人件条种类所户座张台套部处批次位只亩倍样方大款头级度名份]|$)|[、：].+[、；]|无|没有|不设|不限|[百千万]余"
)
# 一件事, 一站式 in quotation marks are names
_NAMED_ONE = re.compile("[“‘]一[^”’]{1,9}[”’]")


def fits_unit(asked: str, statement: Statement) -> bool:
    """Whether a statement has a figure of the kind asked for: 多少钱 wants money, 多少家 wants 家."""
    if _SHARED.search(asked) and _ALL_OF_IT.search(statement.text):
        return True
    row = statement.clause.row
    # a bare number in a row is in the row's unit
    bare = row.unit if row and row.unit else ""
    units = [q.unit or bare for q in statement.quantities] + [i.unit or "" for i in statement.indicators]
    if is_money(asked) and not is_money(statement.text, *units):
        return False  # a share is no sum, unless of one (货值的百分之三十)
    return unit_is(asked, [*units, *_measured(statement)])


def tells_often(text: str) -> bool:
    """Whether a (flattened) text says how often: 每两年评选一届, 每季度一次."""
    return bool(_OFTEN.search(text))


def in_other_unit(asked: str, statement: Statement) -> bool:
    """Whether a target of a table is in another unit than the one asked for: 承诺期限 of 承诺店（家）."""
    row = statement.clause.row
    if not asked or row is None or not row.targets:
        return False
    units = [u for u in (row.unit, *re.findall("[（(]([^（()）]{1,6})[）)]", row.name)) if u]
    return bool(units) and not fits_unit(asked, statement) and not unit_is(asked, units)


def only_shares(asked: str, statement: Statement) -> bool:
    """Whether things are counted by what is asked (多少个), and all figures of a sentence are shares (占比达到65%以上)."""
    told = [q.unit or "" for q in statement.quantities]
    return (
        bool(_THINGS_COUNTED.fullmatch(asked))
        and bool(told)
        and all(u in ("%", "‰") for u in told)
        and not fits_unit(asked, statement)
    )


def paid_out(question: str, text: str) -> bool:
    """Whether a text tells what was paid out in all, and a question asks what one gets (全市发放3186万元，惠及1.24万人)."""
    return bool(_PAID_OUT.search(text)) and not _PAID_OUT_ASKED.search(question)


def has_figure(statement: Statement) -> bool:
    """Whether a statement says a number of anything; that of the row itself (| 3 |) is none."""
    if statement.clause.row:
        free = bool(_ALL_OF_IT.search(statement.text))
        return free or bool(statement.indicators) or any(q.unit for q in statement.quantities)
    return has_amount(statement) or bool(_measured(statement))


def has_amount(statement: Statement) -> bool:
    """Whether a statement says how much or how many; a year or a number of a name is no amount."""
    return bool(statement.indicators or statement.quantities or _ALL_OF_IT.search(statement.text))


def _measured(statement: Statement) -> tuple[str, ...]:
    """The measures of the numbers that a statement writes in its running text."""
    text = statement.text
    if _NAMED_ONE.search(statement.source):
        text = flat(_NAMED_ONE.sub("", statement.source))
    return _measures(text)


def unit_is(asked: str, units: Sequence[str]) -> bool:
    """Whether one of these units is of the kind asked for: 多少钱 wants money, 多少家 wants 家."""
    for question, unit in _UNITS:
        if question.search(asked):
            # 9000件/年 is a number of 件
            return any(unit.search(_PER.sub("", u)) for u in units)
    return True


def lacks_amount(question: str, unit: str, told: str) -> bool:
    """Whether a share (贴几个点, 占几成) or a count (几个) is asked for, and what is told (flat) has none."""
    # 几点 is a time of the day
    if unit in ("比例", "成", "百分点") or (unit == "点" and "个点" in question):
        return not (_SHARE_TOLD.search(told) or _RATE_TOLD.search(told))
    return counts(unit) and not _COUNT_TOLD.search(told)


def is_money(*texts: str) -> bool:
    """Whether one of these units or names is of money."""
    return any(_MONEY.search(t) for t in texts)


def counts(unit: str) -> bool:
    """Whether a unit counts things (25项, 100家): neither money nor a share nor a time."""
    return bool(re.fullmatch("[项个家名人件条种类所座户张台套部处批次]", unit))


def units_in(text: str) -> list[str]:
    """The units of all amounts a text writes."""
    return [*_measures(flat(text)), *(q.unit for q in find_quantities(text))]


@lru_cache(maxsize=8192)
def _measures(text: str) -> tuple[str, ...]:
    return tuple(m[m.lastindex or 0] for m in _MEASURED.finditer(text))
