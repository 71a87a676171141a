"""Usual ways to search Chinese texts, and ours, as systems that hand out pieces: see eval/peers.py.

Knows nothing of questions files and figures. The other systems are imported when one of them is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.types import Turn
from corpus.types import Document
from eval.metrics import DEPTHS
from index.encoder import Encoder
from index.sparse import SparseIndex

Floats = npt.NDArray[np.float32]
SEPARATORS = ["\n\n", "\n", "。", "！", "？", "；", "，", "、", " ", ""]
_CHARACTERS, _OVERLAP = 500, 50
_RRF_K = 60
_WENJI_ALPHA = 0.25
DEEPEST = max(DEPTHS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document as a system hands it to whoever answers."""

    doc: str
    text: str


class System(Protocol):
    """A way to find pieces; made from documents, asked with the user's turns."""

    def search(self, turns: Sequence[str], k: int) -> list[Piece]:
        """The best k pieces, best first."""
        ...


class Pieces:
    """Pieces with their vectors and BM25: what the two mixed recipes share; the recipe is ``mix``."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        encoder: Encoder,
        mix: Callable[[Floats, Floats], Floats],
        spaced: Callable[[str], str] = str,
    ) -> None:
        self._pieces = pieces
        self._encoder = encoder
        self._mix = mix
        self._spaced = spaced
        self._vectors = encoder.encode_passages([p.text for p in pieces])
        self._sparse = SparseIndex.build([spaced(p.text) for p in pieces])

    def search(self, turns: Sequence[str], k: int) -> list[Piece]:
        query = " ".join(turns)
        cosine = self._vectors @ self._encoder.encode_queries([query])[0]
        scores = self._mix(cosine, self._sparse.scores(self._spaced(query)))
        return [self._pieces[i] for i in np.argsort(-scores, kind="stable")[:k]]


def equal_rrf(cosine: Floats, bm25: Floats) -> Floats:
    """LangChain's EnsembleRetriever with weights 0.5 and 0.5 (c = 60)."""

    def ranks(scores: Floats) -> Floats:
        out = np.empty(len(scores), np.float32)
        out[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
        return out

    found = np.where(bm25 > 0, 0.5 / (_RRF_K + ranks(bm25)), 0)
    return np.asarray(0.5 / (_RRF_K + ranks(cosine)) + found, np.float32)


def wenji_mix(cosine: Floats, bm25: Floats) -> Floats:
    """wenji's ``hybrid_combine`` at its default alpha, BM25 scaled to 0..1 by the best score."""
    scaled = bm25 / max(float(bm25.max(initial=0)), 1e-9)
    return np.asarray(_WENJI_ALPHA * scaled + (1 - _WENJI_ALPHA) * cosine, np.float32)


def langchain_recipe(documents: Sequence[Document], encoder: Encoder, work: Path) -> System:
    """Recursive splitting at Chinese separators, BM25 over our bigrams (its own tokens are whole sentences)."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=SEPARATORS, chunk_size=_CHARACTERS, chunk_overlap=_OVERLAP, keep_separator="end"
    )
    pieces = [Piece(d.doc_id, text) for d in documents for text in splitter.split_text(d.text)]
    return Pieces(pieces, encoder, equal_rrf)


def wenji_recipe(documents: Sequence[Document], encoder: Encoder, work: Path) -> System:
    """wenji's paragraph chunks, BM25 over single characters as it has them."""
    from wenji.core.chunk import chunk

    pieces = [Piece(d.doc_id, text) for d in documents for text in chunk(d.text, "paragraph")]
    return Pieces(pieces, encoder, wenji_mix, spaced=" ".join)


def llama_index_starter(documents: Sequence[Document], encoder: Encoder, work: Path) -> System:
    """What LlamaIndex's first example does, with our encoder and Chroma."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from llama_index.core import Document as LlamaDocument
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.chroma import ChromaVectorStore

    class OurEncoder(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(x) for x in encoder.encode_queries([query])[0]]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in encoder.encode_passages(texts)]

    client = chromadb.PersistentClient(str(work), settings=ChromaSettings(anonymized_telemetry=False))
    store = ChromaVectorStore(chroma_collection=client.create_collection("starter"))
    index = VectorStoreIndex.from_documents(
        [LlamaDocument(text=d.text, id_=d.doc_id, metadata={"doc": d.doc_id}) for d in documents],
        storage_context=StorageContext.from_defaults(vector_store=store),
        transformations=[SentenceSplitter(chunk_size=512, chunk_overlap=50)],
        embed_model=OurEncoder(),
    )
    retriever = index.as_retriever(similarity_top_k=DEEPEST)

    class Starter:
        def search(self, turns: Sequence[str], k: int) -> list[Piece]:
            found = retriever.retrieve(" ".join(turns))[:k]
            return [Piece(str(n.node.metadata["doc"]), n.node.get_content()) for n in found]

    return Starter()


def _our_store(documents: Sequence[Document], encoder: Encoder, work: Path) -> Path:
    from index.build import build_index
    from index.settings import Settings

    build_index(Settings.from_env().corpus, work / "store", encoder, progress=False)
    return work / "store"


def our_search(documents: Sequence[Document], encoder: Encoder, work: Path) -> System:
    """The index's hybrid search over clauses; no understanding of the question."""
    from index.policy_index import PolicyIndex

    index = PolicyIndex.open(_our_store(documents, encoder, work), encoder)

    class Search:
        def search(self, turns: Sequence[str], k: int) -> list[Piece]:
            return [Piece(e.clause.doc_id, e.clause.text) for e in index.search(" ".join(turns), k=k)]

    return Search()


def our_assistant(documents: Sequence[Document], encoder: Encoder, work: Path) -> System:
    """The evidence of the assistant, which reads question and history before it searches."""
    from assistant.assistant import Assistant

    assistant = Assistant.open(_our_store(documents, encoder, work))

    class Asked:
        def search(self, turns: Sequence[str], k: int) -> list[Piece]:
            history: list[Turn] = []
            for turn in turns[:-1]:
                history.append(Turn(turn, assistant.ask(turn, tuple(history))))
            evidence = assistant.ask(turns[-1], tuple(history)).evidence
            return [Piece(e.clause.doc_id, e.clause.text) for e in evidence[:k]]

    return Asked()


OWN_ANSWERS = "ours: assistant"
SYSTEMS: Mapping[str, Callable[[Sequence[Document], Encoder, Path], System]] = {
    "LlamaIndex starter": llama_index_starter,
    "LangChain recipe": langchain_recipe,
    "wenji chunking": wenji_recipe,
    "ours: search": our_search,
    OWN_ANSWERS: our_assistant,
}
