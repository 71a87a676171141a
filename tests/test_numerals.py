"""Ordinals both ways, and amounts told apart from years, dates and clause numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.numerals import find_quantities, find_years, flatten, format_ordinal, parse_ordinal

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


# ordinals


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 9999))
def test_a_written_ordinal_is_read_back(number: int) -> None:
    assert parse_ordinal(format_ordinal(number)) == number
    assert parse_ordinal(str(number)) == number
    assert parse_ordinal(str(number).translate(FULL_WIDTH)) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (2010, "二千零一十"),
    ],
)
def test_ordinals_as_laws_print_them(number: int, written: str) -> None:
    assert format_ordinal(number) == written


@pytest.mark.parametrize("number", [0, -3, 10_000])
def test_no_ordinal_outside_its_range(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        format_ordinal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("①", 1), ("⑳", 20), ("⑴", 1), ("⒈", 1), ("㈠", 1), ("㈩", 10), ("㊀", 1), ("廿三", 23), ("卅五", 35), ("两百", 200),
        ("兩百", 200), ("二〇二五", 2025), ("一百〇八", 108), ("１2", 12), (" 五 ", 5), ("一万", 10_000), ("三萬五千", 35_000),
    ],
)  # fmt: skip
def test_other_writings_of_a_number(text: str, number: int) -> None:
    assert parse_ordinal(text) == number


@pytest.mark.parametrize("text", ["", " ", "甲", "第一", "一、", "1.", "a", "3a", "-1", "²"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_ordinal(text) is None


# amounts

UNITS = ("%", "‰", "个", "项", "家", "件", "名", "例", "张", "元", "亿元", "万元", "万家", "万张", "万元/人",
         "个百分点", "小时", "分钟", "天", "倍", "次", "平方公里", "台", "户", "处")  # fmt: skip
BEFORE = {
    "": "=",
    "≥": "≥",
    "不低于": "≥",
    "不少于": "≥",
    "≤": "≤",
    "不超过": "≤",
    ">": ">",
    "超过": ">",
    "约": "≈",
    "低于": "<",
}
AFTER = {"以上": "≥", "以下": "≤", "以内": "≤", "左右": "≈"}
numbers = st.decimals(
    min_value=Decimal("0.01"), max_value=Decimal("99999"), places=2, allow_nan=False, allow_infinity=False
).map(lambda d: d.normalize())


@settings(deadline=None, derandomize=True)
@given(st.sampled_from(sorted(BEFORE)), numbers, st.sampled_from(UNITS), st.booleans())
def test_comparator_number_and_unit_are_read_as_written(
    before: str, number: Decimal, unit: str, wide: bool
) -> None:
    said = f"{number:f}{unit}"
    said = before + (said.translate(FULL_WIDTH) if wide else said)
    text = f"覆盖率达到{said}，质量提升。"
    (found,) = find_quantities(text)
    assert (found.text, found.low, found.high, found.unit) == (said, number, number, unit)
    assert found.comparator == BEFORE[before]
    assert text[found.start : found.end] == said


@settings(deadline=None, derandomize=True)
@given(numbers, st.sampled_from(UNITS), st.sampled_from(sorted(AFTER)))
def test_a_comparator_behind_the_unit_counts_too(number: Decimal, unit: str, after: str) -> None:
    (found,) = find_quantities(f"力争{number:f}{unit}{after}。")
    assert (found.low, found.unit, found.comparator) == (number, unit, AFTER[after])


@settings(deadline=None, derandomize=True)
@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from("-—～至"),
    st.sampled_from(["个", "家", "%", "项"]),
)
def test_ranges_keep_both_ends(low: int, more: int, dash: str, unit: str) -> None:
    (found,) = find_quantities(f"创建示范区{low}{dash}{low + more}{unit}。")
    assert (int(found.low), int(found.high), found.unit) == (low, low + more, unit)


@pytest.mark.parametrize(
    ("text", "low", "unit", "comparator", "yearly"),
    [
        ("年均增长6.5%", "6.5", "%", "=", True),
        ("6.5（年均）", "6.5", "", "=", True),
        ("年成交额不低於3300億元", "3300", "亿元", "≥", False),
        ("3,300亿元", "3300", "亿元", "=", False),
        ("指数达到92.5以上", "92.5", "", "≥", False),
        ("100余家", "100", "家", ">", False),
        ("百分之九十五点五", "95.5", "%", "=", False),
        ("不超过百分之三", "3", "%", "≤", False),
        ("处五万元以下罚款", "5", "万元", "≤", False),
        ("自收到之日起三十日内", "30", "日", "=", False),
        ("生猪年出栏五百头以上", "500", "头", "≥", False),
        ("從業人員超過一百人的", "100", "人", ">", False),
        ("外侧一百米范围", "100", "米", "=", False),
        ("年出栏300头", "300", "头", "=", False),
        ("罚款三十万以上", "30", "万", "≥", False),
        ("60至79周岁", "60", "周岁", "=", False),
        ("十五个工作日", "15", "个工作日", "=", False),
        ("提高5个百分点", "5", "个百分点", "=", False),
    ],
)  # fmt: skip
def test_amounts_as_policies_and_laws_write_them(
    text: str, low: str, unit: str, comparator: str, yearly: bool
) -> None:
    (found,) = find_quantities(text)
    assert (found.low, found.unit, found.comparator, found.yearly) == (Decimal(low), unit, comparator, yearly)


@pytest.mark.parametrize(("text", "unit"), [("3个月内办结", "个月"), ("15个工作日内办结", "个工作日")])
def test_spans_of_time_in_digits_keep_their_unit(text: str, unit: str) -> None:
    (found,) = find_quantities(text)
    assert found.unit == unit


@settings(deadline=None, derandomize=True)
@given(
    st.text(
        "一二三十百千万亿个項项家%％≥≤约不低于超过年月日第条（）()—-到至 \n0123456789０９.．,，。以上左右多余百分之点",
        max_size=40,
    ),
    st.integers(0, 500),
)
def test_offsets_are_verbatim_whatever_the_text(text: str, base: int) -> None:
    found = find_quantities(text, base)
    for quantity in found:
        assert text[quantity.start - base : quantity.end - base] == quantity.text
        assert quantity.text.strip() == quantity.text != ""
    assert [q.start for q in found] == sorted(q.start for q in found)


# not amounts


@settings(deadline=None, derandomize=True)
@given(
    st.integers(1900, 2099),
    st.sampled_from(
        [
            "{}年",
            "到{}年",
            "到{}年底，",
            "截至{} 年末",
            "（{}年12月31日）",
            "{}年行动计划",
            "{}年4月",
            "力争{}年前",
        ]
    ),
)
def test_years_are_never_amounts(year: int, form: str) -> None:
    text = form.format(year)
    assert find_quantities(text) == []
    assert find_years(text) == [year]


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 12), st.integers(1, 31))
def test_dates_are_never_amounts(month: int, day: int) -> None:
    assert find_quantities(f"于{month}月{day}日印发") == []


@settings(deadline=None, derandomize=True)
@given(
    st.integers(1, 200),
    st.sampled_from(
        [
            "第{}条",
            "第{}项",
            "第 {} 章",
            "（{}）",
            "({})",
            "专栏{}",
            "附件{}",
            "表{}",
            "国办发〔2015〕{}号",
            "{}号文",
        ]
    ),
)
def test_clause_and_document_numbers_are_never_amounts(number: int, form: str) -> None:
    assert find_quantities(form.format(number)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2011-2020年",
        "2021—2025年",
        "二十大",
        "十九届五中全会",
        "3C认证",
        "5G网络",
        "“3·15”",
        "4+×模式",
        "“6+1”领域",
        "百家争鸣",
        "千家万户",
        "千人计划",
        "三百人计划",
    ],
)
def test_periods_and_codes_are_never_amounts(text: str) -> None:
    assert find_quantities(text) == []


def test_both_years_of_a_period_are_named() -> None:
    assert find_years("《质量发展纲要（2011-2020年）》与２０３５年") == [2011, 2020, 2035]


@pytest.mark.parametrize("text", ["12025年", "2025家", "1850年", "编号202512"])
def test_what_only_looks_like_a_year(text: str) -> None:
    assert find_years(text) == []


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_flattening_keeps_the_length(text: str) -> None:
    assert len(flatten(text)) == len(text)
