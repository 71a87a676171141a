"""STARD's metrics by hand, and a split in which no gold article stands on two sides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import InputError
from eval.__main__ import main
from eval.stard import (
    Hits,
    limited,
    parts_of,
    recall_at,
    reciprocal_rank,
    render,
    run_stard,
    tune,
    vectors_of,
)
from index.encoder import Vectors
from index.training.data import Article, Stard


class Counting:
    """Vectors that count three characters; an encoder small enough to know by heart."""

    id = "counting"
    dim = 3

    def __init__(self) -> None:
        self.encoded = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> Vectors:
        self.encoded += len(texts)
        counts = np.asarray([[t.count(c) + 0.01 for c in "租婚税"] for t in texts], np.float32)
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), np.float32)


def test_recall_and_reciprocal_rank_by_hand() -> None:
    ranked = [7, 3, 9, 1]
    assert recall_at(ranked, [3, 1], 2) == 0.5
    assert recall_at(ranked, [3, 1], 4) == 1
    assert recall_at(ranked, [5], 4) == 0
    assert reciprocal_rank(ranked, [9, 1]) == pytest.approx(1 / 3)
    assert reciprocal_rank(list(range(20)), [10]) == 0


def test_no_gold_article_stands_in_two_parts() -> None:
    # queries in chains: q and q+1 share an article inside each run of three
    gold = {str(q): (str(q // 3 * 10), str(q // 3 * 10 + q % 3)) for q in range(300)}
    parts = parts_of(gold)
    sides = [{a for q in side for a in gold[q]} for side in (parts.trained, parts.tuned, parts.test)]
    assert not sides[0] & sides[1]
    assert not sides[0] & sides[2]
    assert not sides[1] & sides[2]
    assert sorted(parts.trained + parts.tuned + parts.test, key=int) == list(gold)
    assert len(parts.test) > 40


def test_what_a_search_did_not_find_is_not_in_its_order() -> None:
    hits = Hits(
        np.asarray([4, 5, 6]),
        np.asarray([0.9, np.nan, 0.8], np.float32),
        np.asarray([0.0, 3.0, 1.0], np.float32),
    )
    assert hits.ranked("BM25", 0).tolist() == [5, 6]
    assert hits.ranked("dense", 0).tolist() == [4, 6]
    assert hits.ranked("hybrid", 0.0).tolist()[0] == 5
    assert hits.ranked("hybrid", 1.0).tolist()[0] == 4


def test_the_weight_is_the_best_on_the_tuning_queries_alone() -> None:
    # more rows than the depth that is tuned on: 20 that words find, 20 that vectors find
    rows = np.arange(40)
    words = np.where(rows < 20, 20.0 - rows, 0).astype(np.float32)
    sense = np.where(rows >= 20, 60.0 - rows, 0).astype(np.float32)
    hits = {"q": Hits(rows, sense, words)}
    assert tune(hits, {"q": [0, 1, 2]}, ["q"]) == 0
    assert tune(hits, {"q": [20, 21, 22]}, ["q"]) > 0.3


def test_vectors_are_kept_and_a_changed_text_is_encoded_anew(tmp_path: Path) -> None:
    encoder = Counting()
    texts = ["租房", "结婚", "纳税人"]
    first, _ = vectors_of(encoder, texts, tmp_path)
    again, _ = vectors_of(encoder, texts, tmp_path)
    assert encoder.encoded == 3
    assert np.array_equal(first, again)
    assert np.allclose(first, encoder.encode_passages(texts))
    vectors_of(encoder, ["租房", "离婚", "纳税人"], tmp_path)
    assert encoder.encoded == 9


def small() -> Stard:
    words = ("租", "婚", "税")
    articles = {
        str(i): Article("某法", f"第{i}条", words[i % 3] * (i % 5 + 1) + f"规定{i}") for i in range(60)
    }
    queries = {str(i): words[i % 3] + f"怎么办规定{i}" for i in range(60)}
    return Stard(queries, articles, {str(i): (str(i),) for i in range(60)})


def test_a_small_run_reports_every_system_on_every_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.stard.read_stard", lambda folder: small())
    found = run_stard(tmp_path, tmp_path / "out", encoder=Counting())
    assert found["articles"] == 60
    assert found["results"]["BM25"]["all"]["queries"] == 60
    assert found["results"]["hybrid"]["all"]["R@100"] == 1
    text = render(found)
    assert text.count("| hybrid |") == 3
    assert (tmp_path / "out" / "stard.json").is_file()
    assert not list((tmp_path / "out").glob("chroma-*"))


def test_a_limit_keeps_queries_whose_gold_is_there() -> None:
    whole = small()
    few = limited(Stard(whole.queries, whole.articles, {str(i): (str(i),) for i in range(20)}), 10)
    assert len(few.articles) == 10
    assert few.gold
    assert all(a in few.articles for ids in few.gold.values() for a in ids)


def test_a_folder_without_stard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stard", "--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "not the STARD files" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    with pytest.raises(InputError):
        run_stard(tmp_path, tmp_path / "out", encoder=Counting())
