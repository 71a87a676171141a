"""Usual ways to search Chinese texts, beside ours: same questions, same encoder, same machine, one run.

- LlamaIndex's starter: SentenceSplitter 512/50, Chroma, top-k
- LangChain's usual recipe: recursive splitter with Chinese separators, BM25 and vectors in an equal RRF
- wenji: its paragraph chunking and its weights (a quarter BM25 over characters, three quarters cosine)
- ours: clauses with the index's hybrid search, and the evidence of the whole assistant

Each runs in a process of its own. Evidence recall@k asks that every needed passage stands inside one of the first
k pieces, so larger pieces have an advantage: ``characters`` says how much text the first five are. Earlier turns are
joined before the question for all but the assistant, which reads conversations itself. Questions that a system was
tuned on flatter it, so each file of questions has a line of its own. Needs the extra ``peers``.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.types import Turn
from corpus.errors import FailedError
from corpus.types import Document
from eval.fold import comparable
from eval.gold import Passage, Question
from eval.memory import resident_mib
from eval.metrics import DEPTHS
from eval.records import dump, write_atomically
from eval.stats import bootstrap_interval, percentile
from index.encoder import Encoder, make_encoder
from index.sparse import SparseIndex

Floats = npt.NDArray[np.float32]
SEPARATORS = ["\n\n", "\n", "。", "！", "？", "；", "，", "、", " ", ""]
_CHARACTERS, _OVERLAP = 500, 50
_RRF_K = 60
_WENJI_ALPHA = 0.25
_DEEPEST = max(DEPTHS)


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
    retriever = index.as_retriever(similarity_top_k=_DEEPEST)

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


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one system over those questions of one file that have evidence."""

    name: str
    gold: str
    recall: dict[int, float]
    interval_5: tuple[float, float]
    questions: int
    characters: float  # of the first five pieces together, mean
    index_s: float
    query_p50_ms: float
    query_p95_ms: float
    memory_mib: float
    facts: float | None = None  # fact accuracy of one model over its pieces; None where no model was asked
    facts_alone: float | None = None  # ours: of the answers made without a model


def covered(needed: Sequence[Passage], pieces: Sequence[Piece]) -> bool:
    """Whether every passage stands inside one piece of its own document, after folding."""
    texts = [(p.doc, comparable(p.text)) for p in pieces]
    return all(any(doc == n.doc and comparable(n.text) in text for doc, text in texts) for n in needed)


def _facts(
    name: str, system: System, questions: Sequence[Question], work: Path
) -> tuple[float, float | None]:
    """Fact accuracy with the environment's model over the first five pieces; ours in its own way, and without."""
    from eval.peers_model import answer_from, fact_accuracy, model_from_env

    if name == OWN_ANSWERS:
        from assistant.assistant import Assistant

        def own(answerer: str) -> Callable[[Question], str]:
            assistant = Assistant.open(work / "store", answerer)

            def answer(question: Question) -> str:
                history: list[Turn] = []
                for turn in question.turns[:-1]:
                    history.append(Turn(turn, assistant.ask(turn, tuple(history))))
                return assistant.ask(question.turns[-1], tuple(history)).text

            return answer

        return fact_accuracy(questions, own("llm")), fact_accuracy(questions, own("extractive"))
    model = model_from_env()
    found = fact_accuracy(
        questions, lambda q: answer_from(model, q.turns, [p.text for p in system.search(q.turns, 5)])
    )
    return found, None


def measure(
    name: str,
    documents: Sequence[Document],
    sets: Mapping[str, Sequence[Question]],
    with_model: Sequence[Question] = (),
) -> list[Row]:
    """Builds one system and asks it everything. Indexing time includes loading the encoder for all alike.

    :param sets: name of a gold file → its questions that have evidence; a row each.
    :param with_model: questions of the last set that the environment's language model answers too.
    """
    with tempfile.TemporaryDirectory() as work:
        start = time.perf_counter()
        system = SYSTEMS[name](documents, make_encoder(), Path(work))
        index_s = time.perf_counter() - start
        rows = []
        for n, (gold, questions) in enumerate(sets.items(), start=1):
            # a first question loads what is loaded late
            system.search(questions[0].turns, _DEEPEST)
            hits: dict[int, list[float]] = {k: [] for k in DEPTHS}
            waits, characters = [], []
            for question in questions:
                start = time.perf_counter()
                pieces = system.search(question.turns, _DEEPEST)
                waits.append(time.perf_counter() - start)
                characters.append(sum(len(p.text) for p in pieces[:5]))
                for k in DEPTHS:
                    hits[k].append(float(covered(question.evidence_all, pieces[:k])))
            asked = with_model if n == len(sets) else ()
            facts, alone = _facts(name, system, asked, Path(work)) if asked else (None, None)
            rows.append(
                Row(
                    name,
                    gold,
                    {k: sum(v) / len(v) for k, v in hits.items()},
                    bootstrap_interval(hits[5]),
                    len(questions),
                    sum(characters) / len(characters),
                    index_s,
                    percentile(waits, 0.5) * 1000,
                    percentile(waits, 0.95) * 1000,
                    resident_mib(),
                    facts,
                    alone,
                )
            )
        return rows


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, the lines of a file of questions together."""
    heads = [f"recall@{k}" for k in DEPTHS]
    lines = [
        "| system | questions | n | "
        + " | ".join(heads)
        + " | @5 95% | characters@5 | index s | query p50 / p95 ms | MiB | facts |",
        "| --- | --- | --: " + "| --: " * (len(heads) + 6) + "|",
    ]
    for gold in dict.fromkeys(r.gold for r in rows):
        for r in (r for r in rows if r.gold == gold):
            recall = " | ".join(f"{r.recall[k]:.3f}" for k in DEPTHS)
            low, high = r.interval_5
            facts = "—" if r.facts is None else f"{r.facts:.3f}"
            if r.facts_alone is not None:
                facts += f" (without a model {r.facts_alone:.3f})"
            lines.append(
                f"| {r.name} | {r.gold} | {r.questions} | {recall} | {low:.3f}–{high:.3f} "
                f"| {r.characters:,.0f} | {r.index_s:.1f} "
                f"| {r.query_p50_ms:.0f} / {r.query_p95_ms:.0f} | {r.memory_mib:.0f} | {facts} |"
            )
    return "\n".join(lines)


def run_peers(golds: Sequence[Path], out: Path, model_questions: int = 0) -> str:
    """``python -m eval peers``: measures all systems on the project's corpus, writes ``peers.json``.

    :param model_questions: how many drawn questions of the last file the environment's language model answers for
        each system.
    :returns: the table.
    :raises GoldError: a gold file that does not fit the corpus.
    :raises FailedError: the extra ``peers`` is not installed.
    """
    from importlib.util import find_spec

    from eval.gold import load_gold
    from eval.peers_model import drawn, model_from_env
    from eval.product import open_library

    if model_questions:
        model_from_env()
    for package in ("langchain_text_splitters", "wenji"):
        if find_spec(package) is None:
            raise FailedError(f"{package} is not installed; expected the extra: pip install -e '.[peers]'")
    library = open_library()
    sets = {g.name: [q for q in load_gold(g, library)[0] if q.evidence_all] for g in golds}
    with_model = drawn([*sets.values()][-1], model_questions)
    documents = tuple(library.documents.values())
    rows: list[Row] = []
    for name in SYSTEMS:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            rows += pool.submit(measure, name, documents, sets, with_model).result()
        print(f"{name}: measured", file=sys.stderr)
    out.mkdir(parents=True, exist_ok=True)
    shown: list[dict[str, Any]] = [asdict(r) for r in rows]
    write_atomically(out / "peers.json", dump(shown, indent=1) + "\n")
    head = f"encoder {make_encoder().id}"
    if with_model:
        head += (
            f"; facts over {len(with_model)} questions of {golds[-1].name} with {os.environ.get('LLM_MODEL')}"
        )
    return f"{head}\n\n{table(rows)}"
