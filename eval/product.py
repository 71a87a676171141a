"""Opens what is measured: the texts, the store and the assistant over it. Knows nothing of metrics or reports."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.types import Document
from eval.gold import Finding, Library, Question, load_gold
from eval.matching import Place
from eval.records import Record
from eval.run import Asker, fingerprint, run_questions

ROOT = Path(__file__).resolve().parent.parent
ANSWERERS = ("extractive", "llm")
_CODE = ("corpus", "index", "assistant", "prompts")


def library_of(documents: Iterable[Document]) -> Library:
    """The documents with every place that can be cited in them."""
    from corpus.parse import parse
    from corpus.tree import ClauseTree

    by_id: dict[str, Document] = {}
    places: set[Place] = set()
    for document in documents:
        by_id[document.doc_id] = document
        clauses = parse(document).clauses
        tree = ClauseTree(clauses)
        places.update(Place(document.doc_id, *tree.cite_parts(clause)) for clause in clauses)
    return Library(by_id, frozenset(places))


def open_library(corpus: Path | None = None) -> Library:
    """The texts in a corpus folder (default: the settings').

    :raises InputError: a folder or a text that cannot be read.
    """
    from corpus.load import load_corpus
    from index.settings import Settings

    return library_of(load_corpus(corpus or Settings.from_env().corpus))


@dataclass(frozen=True, slots=True)
class Opened:
    """The assistant over a store. ``ground`` changes with anything that its answers depend on."""

    asker: Asker
    store: Path
    encoder: str
    model: str | None
    ground: str


def open_assistant(store: Path, answerer: str) -> Opened:
    """The assistant as the environment sets it up.

    :raises InputError: no store, another encoder's store, no language model where one is asked for.
    """
    from assistant.assistant import Assistant
    from index.settings import Settings
    from index.store import Manifest

    settings = Settings.from_env()
    asker = Assistant.open(store=store, answerer=answerer)
    manifest = Manifest.read(store)
    model = os.environ.get("LLM_MODEL") if answerer == "llm" else None
    # where the store lies changes no answer
    facts = (
        # not the generation: a store that was built again from the same texts answers the same
        sorted(manifest.documents.items()),
        manifest.encoder,
        manifest.token_budget,
        replace(settings, store=Path(), corpus=Path()),
        answerer,
        model,
        os.environ.get("LLM_BASE_URL") if answerer == "llm" else None,
        fingerprint(ROOT / name for name in _CODE),
    )
    ground = hashlib.sha256(repr(facts).encode()).hexdigest()
    return Opened(asker, store, manifest.encoder, model, ground)


def shown_path(path: Path) -> str:
    """The path as others will read it: relative to the repository where it lies there, else the name alone."""
    full = path.resolve()
    return full.relative_to(ROOT).as_posix() if full.is_relative_to(ROOT) else full.name


def _target(out: Path, corpus: Path | None, store: Path | None) -> Path:
    """The store to ask: the one that is named, of a corpus one under ``out``, else the settings'."""
    from index.settings import Settings

    return store or (out / "store" if corpus else Settings.from_env().store)


def _opened(
    gold: Path, out: Path, corpus: Path | None, store: Path | None
) -> tuple[Path, Library, list[Question], tuple[Finding, ...]]:
    """The store to ask, what can be cited in it, and the gold questions with the doubts about them."""
    from index.build import build_index
    from index.policy_index import PolicyIndex

    target = _target(out, corpus, store)
    library = open_library(corpus) if corpus else library_of(PolicyIndex.open(target).documents.values())
    questions, doubts = load_gold(gold, library)
    if corpus:
        build_index(corpus, target)
    return target, library, list(questions), tuple(doubts)


def run_framed(
    gold: Path, out: Path, *, corpus: Path | None = None, store: Path | None = None, sample: int = 60
) -> str:
    """``python -m eval framed``: the table of what is lost when questions are put in frames.

    :raises GoldError: at the gold file's first fault.
    :raises InputError: corpus, store or settings that cannot be used.
    """
    from eval.framed import put_in_frames, read_frames

    target, library, questions, _ = _opened(gold, out, corpus, store)
    asker = open_assistant(target, "extractive").asker
    return put_in_frames(questions, asker, library, read_frames(), sample=sample, out=out)


def run_headings(
    out: Path, *, corpus: Path | None = None, store: Path | None = None, sample: int = 200
) -> str:
    """``python -m eval headings``: the table of which headings are found when their matter is asked about.

    :raises InputError: corpus, store or settings that cannot be used.
    """
    from eval.headings import put_headings
    from index.build import build_index
    from index.policy_index import PolicyIndex

    target = _target(out, corpus, store)
    if corpus:
        build_index(corpus, target)
    index = PolicyIndex.open(target)
    asker = open_assistant(target, "extractive").asker
    return put_headings(asker, index.tree, list(index.documents.values()), sample=sample, out=out)


def run_retold(rewritings: Path, out: Path, *, store: Path | None = None) -> str:
    """``python -m eval retold``: the table of what is lost when questions are put in other people's words.

    Their gold files are named from the folder above the file's own, as in eval/gold/retold.

    :param store: index of the project's own texts (default: the settings'); the other corpora are indexed under ``out``.
    :raises GoldError: a fault of the file or of a gold file.
    :raises InputError: corpus, store or settings that cannot be used.
    """
    from eval.retold import Ground, put_retold, read_retold
    from index.build import build_index
    from index.policy_index import PolicyIndex
    from index.settings import Settings

    def ground_of(corpus: Path | None) -> Ground:
        target = out / "stores" / corpus.parent.name if corpus else store or Settings.from_env().store
        if corpus:
            build_index(corpus, target, progress=False)
        library = library_of(PolicyIndex.open(target).documents.values())
        return Ground(open_assistant(target, "extractive").asker, library)

    root = rewritings.resolve().parent.parent
    return put_retold(read_retold(rewritings, root), ground_of, out)


def run_gold(
    gold: Path,
    out: Path,
    *,
    corpus: Path | None = None,
    store: Path | None = None,
    answerer: str = "extractive",
) -> tuple[Record, tuple[Finding, ...]]:
    """``python -m eval run``: checks the gold file, opens the product, asks, writes the run into ``out``.

    With ``corpus`` the store (default: ``out``/store) is first made to hold exactly that corpus; a store that is
    already right costs nothing. Without, the store is taken as it is. Nothing is written before the gold file
    was found good.

    :returns: the summary, and the doubts about the gold file.
    :raises GoldError: at the gold file's first fault.
    :raises InputError: corpus, store or settings that cannot be used.
    """
    target, library, questions, doubts = _opened(gold, out, corpus, store)
    opened = open_assistant(target, answerer)
    about: dict[str, Any] = {
        "gold": shown_path(gold),
        "gold_sha256": hashlib.sha256(gold.read_bytes()).hexdigest(),
        "corpus": shown_path(corpus) if corpus else None,
        "answerer": answerer,
        "encoder": opened.encoder,
        "model": opened.model,
    }
    summary = run_questions(
        questions, opened.asker, library, out, about=about, doubts=doubts, ground=opened.ground
    )
    return summary, doubts
