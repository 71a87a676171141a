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
from typing import Any

from assistant.types import Turn
from corpus.errors import FailedError
from corpus.types import Document
from eval.fold import comparable
from eval.gold import Passage, Question
from eval.memory import resident_mib
from eval.metrics import DEPTHS
from eval.peer_systems import DEEPEST, OWN_ANSWERS, SYSTEMS, Piece, System
from eval.records import dump, write_atomically
from eval.stats import bootstrap_interval, percentile
from index.encoder import make_encoder


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
            system.search(questions[0].turns, DEEPEST)
            hits: dict[int, list[float]] = {k: [] for k in DEPTHS}
            waits, characters = [], []
            for question in questions:
                start = time.perf_counter()
                pieces = system.search(question.turns, DEEPEST)
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
