"""The rewriter: what it keeps of a talk, its files, the talks it learns from, and the recipe that trains it."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError, StoreError
from index.own_encoder import MODEL_FOLDER, ModelFiles
from index.rewriter import BETWEEN, MESSAGES, NAME, PolicyRewriter, Tokens, read_off
from index.settings import Settings
from index.training import talks
from index.training.rewriter import NOTHING, example, make_model, train
from index.training.talks import Talk, places
from tests.test_training import TEXTS, tiny_network


@pytest.fixture(scope="module")
def rewriter() -> PolicyRewriter:
    return PolicyRewriter(threads=1)


@pytest.mark.parametrize(
    ("messages", "kept", "left_out"),
    [
        (("江苏2025年高新技术企业要多少家", "广东的给报一下"), ("广东", "2025年", "高新技术企业"), "江苏"),
        (("电梯多久检验一次", "超过期限不检验会怎么处罚"), ("电梯", "不检验", "处罚"), "多久"),
        (("成都的人才公寓怎么申请", "这个由哪个部门在管"), ("成都", "人才公寓", "哪个部门"), "怎么申请"),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(
    rewriter: PolicyRewriter, messages: tuple[str, ...], kept: tuple[str, ...], left_out: str
) -> None:
    made = rewriter.rewrite(messages).text
    assert all(word in made for word in kept)
    assert left_out not in made


def test_a_new_question_stays_as_it_is(rewriter: PolicyRewriter) -> None:
    made = rewriter.rewrite(("江苏2025年高新技术企业要多少家", "换个事，残疾人护理补贴每个月发多少钱"))
    assert "残疾人护理补贴每个月发多少钱" in made.text
    assert "江苏" not in made.text
    assert "高新" not in made.text
    assert made.certainty > 0.8


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), min_size=1, max_size=8))
def test_nothing_is_written_that_nobody_said(rewriter: PolicyRewriter, messages: list[str]) -> None:
    made = rewriter.rewrite(messages)
    said = Counter("".join(m.encode("utf-8", "replace").decode() for m in messages[-MESSAGES:]) + " " * 99)
    assert not Counter(made.text) - said
    assert 0.0 <= made.certainty <= 1.0
    assert rewriter.rewrite(messages) == made


def test_a_talk_longer_than_the_window_loses_its_first_messages(rewriter: PolicyRewriter) -> None:
    long = "我家在农村，" * 30
    made = rewriter.rewrite((long, "居住证怎么办理", "要带什么材料去"))
    assert "居住证" in made.text
    assert rewriter.rewrite(("居住证怎么办理", "长" * 2000)).certainty == 0.0


def test_runs_are_put_in_the_order_of_their_places() -> None:
    text = BETWEEN.join(("甲，丙", "丁"))
    tokens = Tokens([0, 5, 6, 7, 2, 8, 2], [0] * 7, [None, (0, 1), (1, 2), (2, 3), None, (4, 5), None])
    outputs = np.full((7, 3), -5.0, np.float32)
    for at, place in ((1, -3.0), (3, 3.0), (5, 0.0)):
        outputs[at, 0], outputs[at, 2] = 5.0, place
    assert read_off(text, tokens, outputs).text == "甲丁丙"


def test_it_can_be_turned_off() -> None:
    assert Settings.from_env({}).rewriter is True
    assert Settings.from_env({"REWRITER": "off"}).rewriter is False
    with pytest.raises(InputError, match="REWRITER='maybe': expected on or off"):
        Settings.from_env({"REWRITER": "maybe"})


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    for name in (f"{NAME}.json", f"{NAME}.onnx", "tokenizer.json"):
        shutil.copy(MODEL_FOLDER / name, tmp_path / name)
    with (tmp_path / f"{NAME}.onnx").open("ab") as file:
        file.write(b"x")
    damaged = PolicyRewriter(files=ModelFiles.read(tmp_path, NAME))
    with pytest.raises(StoreError, match=rf"{NAME}\.onnx: sha256 is .*: damaged file"):
        damaged.rewrite(("居住证怎么办理", "要带什么材料"))


# the recipe


@pytest.mark.parametrize(
    "talk",
    [
        Talk(("陕西的合格率多少", "浙江呢"), "浙江的合格率多少"),
        Talk(("西安到2025年多少家", "2027年"), "西安到2027年多少家"),
        Talk(("养老金怎么领", "低保怎么领"), "低保怎么领"),
    ],
)
def test_places_tell_a_question_made_of_the_messages_words(talk: Talk) -> None:
    text, found = BETWEEN.join(talk.messages), places(talk)
    made = sorted((at, char) for char, at in zip(text, found, strict=True) if at >= 0)
    assert "".join(char for _, char in made) == talk.standalone


@given(
    st.lists(st.text("甲乙丙丁12年的", min_size=1, max_size=8), min_size=1, max_size=4),
    st.text("甲乙丙丁12年的", max_size=12),
)
def test_no_place_is_taken_twice_and_each_by_its_own_character(messages: list[str], asked: str) -> None:
    text, found = BETWEEN.join(messages), places(Talk(tuple(messages), asked))
    taken = [at for at in found if at >= 0]
    assert len(set(taken)) == len(taken)
    assert all(asked[at] == char for char, at in zip(text, found, strict=True) if at >= 0)


def test_talks_are_read_back_and_what_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "talks.jsonl.xz"
    made = [Talk(("甲", "乙呢"), "乙"), Talk(("甲", "乙", "丙呢"), "丙")]
    talks.write(path, made)
    assert talks.read(path) == made
    path.write_text("[]", "utf-8")
    with pytest.raises(InputError, match=r"talks\.jsonl\.xz: no talks"):
        talks.read(path)


def test_a_token_is_kept_where_most_of_it_is_and_breaks_where_the_question_goes_on_elsewhere() -> None:
    _, tokenizer = tiny_network()
    told = example(tokenizer, Talk(("企业每年检查", "县级"), "企业县级检查"))
    said = {span: n for n, span in enumerate(told.tokens.spans) if span}
    text = BETWEEN.join(("企业每年检查", "县级"))
    kept = "".join(text[slice(*span)] for span, n in said.items() if told.kept[n] == 1.0)
    assert kept == "企业检查县级"
    assert told.breaks[said[(0, 1)]] == 0.0
    assert told.kept[0] == NOTHING


def test_training_lowers_the_loss_and_what_runs_agrees(tmp_path: Path) -> None:
    for name in ("torch", "onnx"):
        pytest.importorskip(name, reason="needs the extra 'training'")
    import torch

    from index.training.export import export_rewriter

    network, tokenizer = tiny_network()
    model = make_model(network)
    told = [
        Talk((TEXTS[0], "县级"), "县级" + TEXTS[0][2:]),
        Talk((TEXTS[1], TEXTS[2]), TEXTS[2]),
    ]
    first = train(model, tokenizer, told, 2, 1e-3, Random(1), quiet=True)
    assert train(model, tokenizer, told, 150, 1e-3, Random(1), quiet=True) < first
    export_rewriter(model.float().eval(), tokenizer, tmp_path, tmp_path / "out")
    rewriter = PolicyRewriter(threads=1, files=ModelFiles.read(tmp_path / "out", NAME))
    for talk in told:
        tokens = example(tokenizer, talk).tokens
        with torch.no_grad():
            row = [torch.tensor([r]) for r in (tokens.ids, [1] * len(tokens.ids), tokens.parts)]
            outputs = model(*row)[0].numpy()
        assert (
            rewriter.rewrite(talk.messages).text
            == read_off(BETWEEN.join(talk.messages), tokens, outputs).text
        )
