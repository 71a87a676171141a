"""Tokens and BM25: found in any script, width and line layout; saved and opened as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import StoreError
from index.sparse import SparseIndex, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首席质量官", ["首席", "席质", "质量", "量官"]),
        ("首席質量官", ["首席", "席质", "质量", "量官"]),
        ("官", ["官"]),
        ("2025年", ["2025", "年"]),
        ("２０２５年", ["2025", "年"]),
        ("3,300亿元", ["3300", "亿元"]),
        ("2024,2025", ["2024", "2025"]),
        ("6.5％", ["6.5"]),
        ("ISO9001与5G", ["iso9001", "与", "5g"]),
        ("Chief Quality", ["chief", "quality"]),
        ("", []),
        ("——。 |", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text(max_size=200))
def test_tokens_never_hold_blanks_and_are_the_same_twice(text: str) -> None:
    found = tokens(text)
    assert all(token and not any(c.isspace() for c in token) for token in found)
    assert found == tokens(text)


TEXTS = ["首席质量官覆盖率达到80%", "建立首席质量官制度", "食品安全抽检合格率", ""]


def test_the_text_with_the_words_scores_best_and_others_zero() -> None:
    scores = SparseIndex.build(TEXTS).scores("首席質量官覆蓋率")
    assert scores.shape == (4,)
    assert int(np.argmax(scores)) == 0
    assert scores[1] > 0
    assert scores[2] == 0  # 覆盖率 and 合格率 share no bigram
    assert scores[3] == 0


def test_unknown_words_score_nothing() -> None:
    assert not SparseIndex.build(TEXTS).scores("zebra").any()
    assert not SparseIndex.build(TEXTS).scores("").any()


def test_idf_falls_with_frequency() -> None:
    index = SparseIndex.build(TEXTS)
    assert index.idf("没有") > index.idf("食品") > index.idf("首席") > 0
    assert index.idf("首席") == pytest.approx(np.log(1 + (4 - 2 + 0.5) / (2 + 0.5)))


def test_saved_and_opened(tmp_path: Path) -> None:
    built = SparseIndex.build(TEXTS)
    built.save(tmp_path / "bm25")
    opened = SparseIndex.load(tmp_path / "bm25", 4)
    assert opened.scores("首席质量官").tolist() == built.scores("首席质量官").tolist()
    assert opened.idf("首席") == built.idf("首席")


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    SparseIndex.build([]).save(tmp_path / "bm25")
    index = SparseIndex.load(tmp_path / "bm25", 0)
    assert index.scores("质量").shape == (0,)
    assert index.idf("质量") == 0


def test_damaged_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "bm25"
    SparseIndex.build(TEXTS).save(folder)
    with pytest.raises(StoreError, match="holds 4 texts, expected 5"):
        SparseIndex.load(folder, 5)
    (folder / "params.index.json").write_text("{")
    with pytest.raises(StoreError, match="bm25: the BM25 index cannot be read"):
        SparseIndex.load(folder, 4)


def test_what_a_caller_does_to_its_tokens_stays_with_it() -> None:
    tokens("质量强市").clear()
    assert tokens("质量强市") == ["质量", "量强", "强市"]
