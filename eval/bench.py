"""How long and how large: build, cold and warm ask, memory, and their growth with the corpus.

Every size is measured in processes of its own, so that no memory of one stands in the figures of another.
A warm ask is set against the sum of its primitives (encode, BM25, Chroma), timed on the same questions in the
same process. Knows nothing of whether answers are right.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from urllib.error import URLError

from corpus.errors import FailedError, InputError
from eval.memory import peak_mib, resident_mib
from eval.plots import growth
from eval.records import dump, write_atomically
from eval.stats import percentile
from index.encoder import make_encoder

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = 200  # of a gold file, so that a 95th percentile is no single question
WARM_UP = 20  # of them, a third at most: models and word lists load at the first question that needs them
COLD_ASKS = 3
# share of the places in a long line at which a copy swaps two characters
_SWAPPED = 0.02
_LONG_LINE = 40
_PAGE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures at one size. Times in seconds or, where named so, milliseconds; memory in MiB."""

    scale: int
    documents: int
    chunks: int
    build_s: float
    build_cpu_s: float  # of all its threads: what a build costs where other work shares the machine
    build_peak_mib: float
    store_mib: float
    cold_ask_s: float  # a whole process: start, open, first answer
    open_s: float
    warm_p50_ms: float
    warm_p95_ms: float
    encode_ms: float  # medians of the primitives
    bm25_ms: float
    chroma_ms: float
    ratio: float  # median warm ask ÷ median of its primitives' sum
    slowest_ms: float  # the slowest warm ask: something was loaded late
    memory_mib: float  # of a process that has answered a few questions


def perturbed(text: str, seed: int) -> str:
    """A text like ``text`` that is not it: neighbours swapped here and there in the latter part of long lines.

    Headings and tables stay as they are, so that a copy has the same clauses.
    """
    random = Random(seed)
    lines = []
    for line in text.split("\n"):
        chars = list(line)
        if len(line) >= _LONG_LINE and "|" not in line:
            places = [
                i
                for i in range(len(chars) // 2, len(chars) - 1)
                if all("\u4e00" <= c <= "\u9fff" for c in chars[i : i + 2])
            ]
            for i in random.sample(places, min(len(places), 1 + round(len(places) * _SWAPPED))):
                chars[i], chars[i + 1] = chars[i + 1], chars[i]
        lines.append("".join(chars))
    return "\n".join(lines)


def copies(corpus: Path, scale: int, target: Path) -> int:
    """Write a corpus of ``scale`` times the documents into ``target``; returns how many there are.

    The first is the corpus itself, every other one a perturbed copy under new ids.
    """
    from corpus.load import load_corpus

    documents = load_corpus(corpus)
    (target / "texts").mkdir(parents=True, exist_ok=True)
    entries = []
    for n in range(scale):
        for document in documents:
            doc_id = document.doc_id if n == 0 else f"{document.doc_id}-copy{n}"
            text = document.text if n == 0 else perturbed(document.text, n)
            name = f"{doc_id}{Path(document.path).suffix if document.path.endswith('.md') else '.txt'}"
            (target / "texts" / name).write_text(text, "utf-8")
            entry: dict[str, Any] = {
                "file": f"texts/{name}",
                "title": document.title if n == 0 else f"{document.title}（副本{n}）",
                "issuers": list(document.issuers),
                "date": document.date,
                "region": document.region,
                "level": document.level,
                "status": document.status,
            }
            lines = [f"{key} = {dump(value)}" for key, value in entry.items() if value]
            entries.append(f"[{doc_id}]\n" + "\n".join(lines) + "\n")
    (target / "manifest.toml").write_text("\n".join(entries), "utf-8")
    return len(entries)


def _build(corpus: Path, store: Path) -> dict[str, Any]:
    from index.build import build_index

    before = time.process_time()
    report = build_index(corpus, store, progress=False)
    return {
        "documents": report.documents,
        "chunks": report.chunks,
        "build_s": report.seconds,
        "build_cpu_s": time.process_time() - before,
        "build_peak_mib": peak_mib(),
        "encoder": report.encoder,
    }


def _ask(store: Path, questions: Sequence[str]) -> dict[str, float]:
    from assistant.assistant import Assistant
    from index.dense import DenseIndex
    from index.generation import BM25, CHROMA
    from index.policy_index import POOL
    from index.sparse import SparseIndex
    from index.store import Manifest

    opened, open_s = _timed(lambda: Assistant.open(store))
    warm = min(WARM_UP, len(questions) // 3)
    warmup, measured = questions[:warm], questions[warm:]
    for question in warmup:
        opened.ask(question)
    memory = resident_mib()

    manifest = Manifest.read(store)
    folder = store / manifest.generation
    encoder = make_encoder()
    sparse = SparseIndex.load(folder / BM25, manifest.counts["chunks"])
    dense = DenseIndex.open(folder / CHROMA, manifest.counts["chunks"])

    def primitives(question: str) -> tuple[float, float, float]:
        vector, encoding = _timed(lambda: encoder.encode_queries([question])[0])
        return (
            encoding,
            _timed(lambda: sparse.scores(question))[1],
            _timed(lambda: dense.search(vector, POOL))[1],
        )

    def asking(question: str) -> float:
        return _timed(lambda: opened.ask(question))[1]

    for question in warmup:
        primitives(question)
    # turn by turn, so that whatever else the machine does falls on both alike
    parts, asks = zip(*((primitives(question), asking(question)) for question in measured), strict=True)
    encode, bm25, chroma = zip(*parts, strict=True)
    return {
        "open_s": open_s,
        "warm_p50_ms": percentile(asks, 0.5) * 1000,
        "warm_p95_ms": percentile(asks, 0.95) * 1000,
        "encode_ms": percentile(encode, 0.5) * 1000,
        "bm25_ms": percentile(bm25, 0.5) * 1000,
        "chroma_ms": percentile(chroma, 0.5) * 1000,
        "ratio": percentile(asks, 0.5) / percentile([sum(p) for p in parts], 0.5),
        "slowest_ms": max(asks) * 1000,
        "memory_mib": memory,
    }


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _apart(work: Callable[..., dict[str, Any]], *args: Any) -> dict[str, Any]:
    """``work(*args)`` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *args).result()


def _cold(store: Path, question: str) -> float:
    command = [sys.executable, "-m", "assistant", "ask", question, "--store", str(store), "--json"]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise FailedError(f"assistant ask ended with status {done.returncode}: {done.stderr.strip()[-200:]}")
    return seconds


def measure(corpus: Path, questions: Sequence[str], scale: int, work: Path) -> Measured:
    """Everything at one size; corpus copy and store are left in ``work`` and used again with the same encoder.

    :param questions: at least four different ones; the first ones, a third at most, only warm up.
    :raises FailedError: a process of the measurement failed.
    """
    folder, store = work / f"corpus-{scale}", work / f"store-{scale}"
    copies(corpus, scale, folder)
    built = work / f"build-{scale}.json"
    figures: dict[str, Any] = json.loads(built.read_text("utf-8")) if built.is_file() else {}
    if figures.pop("encoder", None) != make_encoder().id or not usable(store):
        shutil.rmtree(store, ignore_errors=True)
        figures = _apart(_build, folder, store)
        write_atomically(built, dump(figures))
        del figures["encoder"]
    figures["store_mib"] = sum(f.stat().st_size for f in store.rglob("*") if f.is_file()) / 2**20
    figures["cold_ask_s"] = percentile([_cold(store, questions[0]) for _ in range(COLD_ASKS)], 0.5)
    figures |= _apart(_ask, store, questions)
    return Measured(scale=scale, **figures)


def usable(store: Path) -> bool:
    """Whether a store of an earlier run can be opened by this version."""
    from corpus.errors import StoreError
    from index.store import Manifest

    try:
        Manifest.read(store).check_files(store)
    except StoreError:
        return False
    return True


def page_memory(store: Path) -> dict[str, float]:
    """Seconds until the page answers HTTP, and the server's memory then, in MiB.

    :raises FailedError: the page did not come up.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "app.py", "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {"POLICY_STORE": str(store)}
    start = time.perf_counter()
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - start < _PAGE_SECONDS and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10):
                    pass
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
                continue
            return {"page_s": time.perf_counter() - start, "page_mib": resident_mib(server.pid)}
        raise FailedError(f"app.py did not answer on port {port} (exit status {server.poll()})")
    finally:
        server.terminate()
        server.wait(30)


_COLUMNS: Mapping[str, str] = {
    "scale": "size ×",
    "documents": "documents",
    "chunks": "chunks",
    "build_s": "build s",
    "build_cpu_s": "processor s",
    "build_peak_mib": "build MiB",
    "store_mib": "store MiB",
    "cold_ask_s": "cold ask s",
    "open_s": "open s",
    "warm_p50_ms": "warm p50 ms",
    "warm_p95_ms": "p95 ms",
    "encode_ms": "encode ms",
    "bm25_ms": "BM25 ms",
    "chroma_ms": "Chroma ms",
    "ratio": "ask ÷ primitives",
    "slowest_ms": "slowest ms",
    "memory_mib": "memory MiB",
}


def table(rows: Sequence[Measured]) -> str:
    """The figures as a Markdown table."""

    def cell(value: float) -> str:
        return f"{value:,.0f}" if value >= 100 or float(value).is_integer() else f"{value:.2f}"

    lines = ["| " + " | ".join(_COLUMNS.values()) + " |", "| " + " | ".join("--:" for _ in _COLUMNS) + " |"]
    for row in rows:
        lines.append("| " + " | ".join(cell(asdict(row)[name]) for name in _COLUMNS) + " |")
    return "\n".join(lines)


def plot(rows: Sequence[Measured]) -> str:
    """Growth with the number of chunks, both axes logarithmic; in English and Chinese, as both READMEs show it."""
    return growth(
        [row.chunks for row in rows],
        "chunks 文本段",
        {
            "build 构建 (s)": [r.build_s for r in rows],
            "cold ask 冷启动提问 (s)": [r.cold_ask_s for r in rows],
            "open 打开 (s)": [r.open_s for r in rows],
            "warm ask 预热后提问 (ms)": [r.warm_p50_ms for r in rows],
            "memory 内存 (MiB)": [r.memory_mib for r in rows],
        },
        "growth with the corpus 随语料增长",
    )


def run_bench(
    corpus: Path, gold: Path, scales: Sequence[int], work: Path, *, page: bool, figure: Path | None = None
) -> str:
    """``python -m eval bench``: measures, writes bench.json into ``work``, returns the table.

    :param figure: where the plot goes; None: bench.svg in ``work``.
    :raises InputError: a gold file with too few questions.
    """
    from eval.gold import read_gold

    asked = tuple(dict.fromkeys(q.turns[0] for q in read_gold(gold)[0]))[:QUESTIONS]
    if len(asked) < 10:
        raise InputError(f"{gold}: found {len(asked)} different questions, expected at least 10")
    work.mkdir(parents=True, exist_ok=True)
    rows = []
    for scale in scales:
        rows.append(measure(corpus, asked, scale, work))
        print(table(rows[-1:]).splitlines()[-1], file=sys.stderr)
    shown: dict[str, Any] = {"sizes": [asdict(r) for r in rows]}
    text = table(rows)
    if page:
        shown |= page_memory(work / f"store-{scales[0]}")
        text += f"\n\npage: answers after {shown['page_s']:.1f} s, {shown['page_mib']:.0f} MiB"
    write_atomically(work / "bench.json", dump(shown, indent=1) + "\n")
    if len(rows) > 1:
        write_atomically(figure or work / "bench.svg", plot(rows))
    return text
