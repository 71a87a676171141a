"""Figures dealt out to the things of a list."""

from __future__ import annotations

import pytest

from assistant.answers.portions import portion_for, portions

SUPPORT = "【支持标准】分别给予90万元、40万元、15万元一次性奖励；晋级的补足差额。"
LISTED = "【支持对象】获评国家级五星级酒店、省级示范性酒店、市级特色民宿的企业。"


def dealt(text: str, *before: str) -> list[tuple[str, str]]:
    return [(p.member, p.figure.text) for p in portions(text, before)]


def test_figures_belong_to_the_list_in_the_sentence_before() -> None:
    assert dealt(SUPPORT, LISTED) == [
        ("国家级五星级酒店", "90万元"),
        ("省级示范性酒店", "40万元"),
        ("市级特色民宿", "15万元"),
    ]
    found = portions(SUPPORT, [LISTED])
    assert all(p.where == 1 and p.listed is not None for p in found)
    assert found[1].said == "给予40万元一次性奖励"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "专科、本科及以上毕业生到本市工作满两年的，分别给予1万元、2万元补助。",
            [("专科", "1万元"), ("本科及以上", "2万元")],
        ),
        (
            "新评定为一星、二星、三星的饭店，分别奖励3万元、5万元、8万元。",
            [("一星", "3万元"), ("二星", "5万元"), ("三星", "8万元")],
        ),
        (
            "对新获得梧州市市长质量奖、市长质量奖提名奖的企业，分别给予最高40万元、12万元奖励。",
            [("市长质量奖", "最高40万元"), ("市长质量奖提名奖", "12万元")],
        ),
    ],
)
def test_figures_belong_to_the_list_of_their_own_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert dealt(text) == expected


def test_a_list_of_another_length_is_not_the_one() -> None:
    assert dealt(SUPPORT, "获评国家级酒店、省级酒店的企业。") == []


def test_parts_with_a_figure_each() -> None:
    found = portions("按照重度失能每月400元、中度失能每月200元的标准给予补贴。")
    assert [p.figure.text for p in found] == ["400元", "200元"]
    chosen = portion_for("中度失能", found)
    assert chosen is not None
    assert chosen.figure.text == "200元"


def test_of_units_that_stand_there_equally_often_the_name_tells_which_is_meant() -> None:
    text = "培育试点示范企业35家，培育质量品牌企业100家，新增“长安杯”50项、“雁塔杯”150项"
    shared = portions(text)
    for name, figure in (("雁塔杯", "150项"), ("质量品牌企业", "100家")):
        portion = portion_for(name, shared)
        assert portion is not None
        assert portion.figure.text == figure


@pytest.mark.parametrize(
    ("name", "figure"),
    [("省级", "40万元"), ("民宿", "15万元"), ("国家级", "90万元"), ("酒店", None), ("餐馆", None)],
)
def test_the_portion_of_what_is_asked_for(name: str, figure: str | None) -> None:
    chosen = portion_for(name, portions(SUPPORT, [LISTED]))
    assert (chosen.figure.text if chosen else None) == figure


def test_thresholds_are_told_apart_by_their_value() -> None:
    found = portions("分别给予5万元、20万元奖励。", ["年收入首次突破1亿元、10亿元的企业。"])
    small, large = portion_for("破1亿", found), portion_for("破10亿", found)
    assert small is not None
    assert large is not None
    assert (small.figure.text, large.figure.text) == ("5万元", "20万元")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("对2025年新认定的国家级、省级企业技术创新平台，分别给予150万元、40万元奖补", "2025年新认定的国家级"),
        ("对近3年获得中国质量奖、省政府质量奖的企业分别奖励100万元、50万元", "中国质量奖"),
    ],
)
def test_a_name_begins_at_a_word(text: str, first: str) -> None:
    assert portions(text)[0].member == first


def test_two_lists_of_names_within_names_are_not_dealt_out() -> None:
    # whose 提名奖 is meant the name alone does not tell
    text = (
        "对新获得梧州市质量奖、质量奖提名奖的企业，分别给予40万元、12万元奖励；"
        "对新获得梧州市工匠奖、工匠奖提名奖的职工，分别给予5万元、2万元奖励。"
    )
    assert dealt(text) == []
