"""The verifier: what it makes of answers, its files, what it learns from, and the recipe that trains it."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import numpy as np
import pytest

from corpus.errors import InputError, StoreError
from index.own_encoder import MODEL_FOLDER, ModelFiles
from index.settings import Settings
from index.training import told
from index.training.judge import make_model
from index.training.told import Told
from index.training.verifier import _one_round, train
from index.verifier import ASKED, NAME, WINDOW, PolicyVerifier, row
from tests.test_training import TEXTS, tiny_network

STALL = "食品摊贩未取得备案卡从事经营的，由乡镇人民政府责令限期改正；逾期不改正的，处三百元罚款。"


@pytest.fixture(scope="module")
def verifier() -> PolicyVerifier:
    return PolicyVerifier(threads=1)


@pytest.mark.parametrize(
    ("told_it", "asked_otherwise"),
    [
        (("摆摊卖吃的没有备案卡罚多少",), ("摆摊卖吃的备案卡要交哪些材料",)),
        (("没备案卡摆摊归谁管",), ("备案卡有效期几年",)),
        (("食品摊贩要办什么", "没办要罚多少钱"), ("食品摊贩要办什么", "办一张要多少钱")),
    ],
)
def test_what_an_answer_does_not_tell_gets_less(
    verifier: PolicyVerifier, told_it: tuple[str, ...], asked_otherwise: tuple[str, ...]
) -> None:
    assert verifier.logit(told_it, STALL) > verifier.logit(asked_otherwise, STALL) + 1


def test_the_last_message_counts_and_talks_may_be_long(verifier: PolicyVerifier) -> None:
    long = ["前面说了很多话" * 40, "再说一些" * 40, "摆摊没有备案卡", "罚多少钱"]
    assert verifier.logit(long, STALL) > verifier.logit([*long[:3], "有效期几年"], STALL)
    assert verifier.logit(long, STALL * 20) == verifier.logit(long, STALL * 40)


def test_a_row_keeps_the_end_of_what_is_asked() -> None:
    _, tokenizer = tiny_network()
    tokens = row(tokenizer, "企业" * 100 + "工资", TEXTS[0] * 40, 0, 2)
    assert len(tokens) == WINDOW
    assert tokens[0] == 0
    assert tokens[-1] == tokens[ASKED + 1] == 2
    short = row(tokenizer, "工资", TEXTS[0], 0, 2)
    at = short.index(2)
    assert tokens[ASKED - 1 : ASKED + 1] == short[at - 2 : at]


def test_it_can_be_turned_off() -> None:
    assert Settings.from_env({}).verifier is True
    assert Settings.from_env({"VERIFIER": "off"}).verifier is False
    with pytest.raises(InputError, match="VERIFIER='maybe': expected on or off"):
        Settings.from_env({"VERIFIER": "maybe"})


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    for name in (f"{NAME}.json", f"{NAME}.onnx", "tokenizer.json"):
        shutil.copy(MODEL_FOLDER / name, tmp_path / name)
    with (tmp_path / f"{NAME}.onnx").open("ab") as file:
        file.write(b"x")
    damaged = PolicyVerifier(files=ModelFiles.read(tmp_path, NAME))
    with pytest.raises(StoreError, match=rf"{NAME}\.onnx: sha256 is .*: damaged file"):
        damaged.logit(("罚多少",), STALL)


# the recipe


def test_answers_are_read_back_and_what_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "told.jsonl.xz"
    made = [Told("talk", "a", ("甲", "乙呢"), "丙", 0.25), Told("near", "b", ("甲",), "丁", 1.0)]
    told.write(path, made)
    assert told.read(path) == made
    path.write_text("[]", "utf-8")
    with pytest.raises(InputError, match=r"told\.jsonl\.xz: no answers"):
        told.read(path)


def test_a_round_has_every_wrong_answer_and_right_ones_by_their_number() -> None:
    answers = [Told("alone", "a", (str(n),), "丙", float(n >= 4)) for n in range(40)]
    answers += [Told("near", "a", (str(n),), "丁", float(n % 2)) for n in range(10)]
    drawn = [a for batch in _one_round(answers, Random(1)) for a in batch]
    assert sum(a.kind == "near" for a in drawn) == 10
    assert {a.asked for a in drawn if a.kind == "alone" and not a.right} == {(str(n),) for n in range(4)}
    assert sum(a.kind == "alone" and a.right == 1.0 for a in drawn) == 6


def test_what_is_carried_can_be_trained_further(tmp_path: Path) -> None:
    for name in ("torch", "onnx"):
        pytest.importorskip(name, reason="needs the extra 'training'")
    import torch

    from index.training import carried
    from index.training.export import export_verifier

    network, tokenizer = tiny_network()
    model = make_model(network)
    answers = [
        Told("near", "a", (TEXTS[0],), TEXTS[1], 1.0),
        Told("near", "a", (TEXTS[2],), TEXTS[1], 0.0),
    ]
    first = train(model, tokenizer, answers, 2, 1e-3, Random(1), quiet=True)
    assert train(model, tokenizer, answers, 100, 1e-3, Random(1), quiet=True) < first
    model = model.float().eval()
    export_verifier(model, tokenizer, tmp_path, tmp_path / "out")
    small = PolicyVerifier(threads=1, files=ModelFiles.read(tmp_path / "out", NAME))
    again = make_model(tiny_network()[0])
    carried.load(again, tmp_path / "out" / f"{NAME}.onnx")
    with torch.no_grad():
        for answer in answers:
            ids = torch.tensor([row(tokenizer, answer.asked[0], answer.told, 0, 2)])
            logits = [float(net.float().eval()(ids, torch.ones_like(ids))[0]) for net in (model, again)]
            assert np.allclose(logits, small.logit(answer.asked, answer.told), atol=0.3)


def test_another_graph_is_named(tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="needs the extra 'training'")
    from index.training.carried import read_back

    with pytest.raises(ValueError, match=r"policy-e5\.onnx: 12 layers of attention and 36 matrices"):
        read_back(MODEL_FOLDER / "policy-e5.onnx")
