"""Which of several amounts of one kind is read out: the part a question names, or all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.narrowing import narrowed

STANDARDS = "主导制定国际标准的，每项奖励30万元；主导制定国家标准的，每项奖励15万元；主导制定行业标准的，每项奖励6万元。参与制定的，按三成执行。"
ENGINEERS = "取得中级质量工程师证书且连续缴纳社会保险满1年的，给予个人补贴3000元，高级的给予5000元，每人只能享受一次。"
WATER = "瓶装水价格最高不超过景区外同品牌零售价的2倍。山顶因挑夫运输成本较高的，可放宽至3倍，但须同时公示挑运成本。"
VOUCHERS = "企业可抵扣合同金额的30%，单家企业每年不超过50万元；高校和科研院所可抵扣50%，每年不超过30万元。"


def said(question: str, words: list[str], text: str, unit: str = "") -> str | None:
    kept = narrowed(question, words, text, unit)
    return None if kept is None else "".join(text[a:b] for a, b in kept)


@pytest.mark.parametrize(
    ("question", "words", "text", "unit", "kept"),
    [
        (
            "我们牵头做了一个国家标准奖多少",
            ["国家", "标准"],
            STANDARDS,
            "元",
            "主导制定国家标准的，每项奖励15万元；参与制定的，按三成执行。",
        ),
        (
            "中级质量工程师能领多少钱",
            ["中级", "质量", "工程师"],
            ENGINEERS,
            "元",
            "取得中级质量工程师证书且连续缴纳社会保险满1年的，给予个人补贴3000元，每人只能享受一次。",
        ),
        # what stands before the part in its own sentence may hold for it too
        ("高级质量工程师能领多少钱", ["高级", "工程师"], ENGINEERS, "元", None),
        ("山顶的水能卖几倍价", ["山顶", "水"], WATER, "倍", WATER[WATER.index("山顶") :]),
        ("高校用算力一年最多抵多少", ["高校", "算力"], VOUCHERS, "", VOUCHERS[VOUCHERS.index("高校") :]),
        (
            "合格率2023年目标",
            ["合格率", "2023"],
            "合格率2023年达到93%，2025年达到94%。",
            "",
            "合格率2023年达到93%，",
        ),
        # none of them is named, or several, or all are asked for
        ("制定标准每项奖励多少", ["制定", "标准", "奖励"], STANDARDS, "元", None),
        ("国际标准和国家标准奖多少", ["国际", "国家", "标准"], STANDARDS, "元", None),
        ("国家标准各奖多少", ["国家", "标准"], STANDARDS, "元", None),
    ],
)
def test_the_part_that_is_named(
    question: str, words: list[str], text: str, unit: str, kept: str | None
) -> None:
    assert said(question, words, text, unit) == kept


@given(
    st.lists(
        st.sampled_from(["甲级", "乙级", "国家", "省里", "企业", "个人", "高校"]), min_size=1, max_size=4
    ),
    st.lists(
        st.sampled_from(
            [
                "甲级企业奖励3万元，",
                "乙级的5万元；",
                "高校可抵扣50%。",
                "每人一次。",
                "国家标准的，补20万元；",
            ]
        ),
        max_size=6,
    ),
)
def test_what_is_kept_stands_in_the_text_in_its_order(words: list[str], pieces: list[str]) -> None:
    text = "".join(pieces)
    kept = narrowed("奖多少", words, text, "")
    if kept is not None:
        assert kept == sorted(kept)
        assert all(0 <= a < b <= len(text) for a, b in kept)
        assert all(b <= c for (_, b), (c, _) in zip(kept, kept[1:], strict=False))
        assert 0 < sum(b - a for a, b in kept) < len(text)
