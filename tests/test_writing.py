"""Texts by the places of their characters: everywhere the same as reading them one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.words import Word, said
from assistant.understand.writing import Writing, pairs

TEXTS = ("单位能源消耗降低", "能耗双控", "", "质量强市、能 耗", "规模以上企业𠮷ab能")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("能耗", [0.9, 1.0, 0, 0, 0]),  # 能源消耗 writes it out, 能 耗 has what is no ideograph between
        ("规上企业", [0, 0, 0, 0, 0.9]),
        ("强市能", [0, 0, 0, 0.4, 0]),  # one of two pairs, and no reaching over the 、
        ("控质", [0, 0, 0, 0, 0]),  # nor from one text into the next
        ("𠮷a", [0, 0, 0, 0, 1.0]),
        ("", [1.0] * 5),
    ],
)
def test_how_far_each_text_says_a_word(word: str, expected: list[float]) -> None:
    assert Writing(TEXTS).said(word).tolist() == pytest.approx(expected)


_CHARACTERS = st.sampled_from("能源消耗质量ab1、 𠮷")


@given(st.lists(st.text(_CHARACTERS, max_size=30), min_size=1, max_size=5), st.text(_CHARACTERS, max_size=6))
def test_the_same_as_one_by_one(texts: list[str], word: str) -> None:
    writing = Writing(texts)
    assert writing.said(word).tolist() == [said(word, text) for text in texts]
    assert writing.writes(word) is any(word in text for text in texts)
    assert writing.knows(word) is any(said(word, text) >= 0.9 for text in texts)


@given(
    st.lists(st.text(_CHARACTERS, max_size=30), min_size=1, max_size=5),
    st.text(_CHARACTERS, min_size=1, max_size=4),
    st.lists(st.text(_CHARACTERS, min_size=1, max_size=4), max_size=2),
    st.lists(st.tuples(st.text(_CHARACTERS, min_size=1, max_size=3), st.floats(0.4, 0.8)), max_size=3),
)
def test_words_with_their_other_forms_too(
    texts: list[str], word: str, forms: list[str], akin: list[tuple[str, float]]
) -> None:
    asked = Word(word, 1.0, True, tuple(forms), tuple(akin))
    assert Writing(texts).said_in(asked).tolist() == [asked.said_in(text) for text in texts]


def test_pairs_are_counted_within_texts() -> None:
    assert pairs(["质量质量a能", "耗能"]) == {"质量": 2, "量质": 1, "耗能": 1}


def test_a_word_somewhere_before_something_else() -> None:
    assert Writing(["平安县", "平安工程"]).writes("平安", not_before="市县")
    assert not Writing(["平安县", "平安市"]).writes("平安", not_before="市县")
    assert Writing(["在平安"]).writes("平安", not_before="市县")


def test_no_texts() -> None:
    nothing = Writing([])
    assert len(nothing) == 0
    assert pairs([]) == {}
    assert nothing.said("质量").tolist() == []
    assert not nothing.knows("质量")
