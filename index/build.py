"""Corpus folder → store, atomically; adding and removing documents; what a store holds.

Everything is read and embedded before the manifest is changed: whatever fails or is killed on the way, the
store stays as it was. Knows nothing of questions.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import InputError, StoreError
from corpus.indicators import extract_indicators
from corpus.load import entry_for, load_corpus, load_file
from corpus.parse import parse
from corpus.tree import ClauseTree
from corpus.types import Document, ParsedDocument
from index.catalog import Catalog, digest
from index.chunks import chunk_document
from index.dense import DenseIndex
from index.encoder import Encoder, make_encoder
from index.exact import ExactVectors
from index.generation import (
    BM25,
    CATALOG,
    CHROMA,
    NAMES,
    VECTORS,
    WORDS,
    Previous,
    check_encoder,
    load_catalog,
)
from index.settings import Settings
from index.source import Source, corpus_changed, corpus_state
from index.sparse import SparseIndex
from index.store import Manifest, claim, drop_generations, list_files, locked, new_generation
from index.types import Chunk
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``embedded`` chunks are new, ``reused`` kept the vectors they had."""

    store: Path
    encoder: str
    documents: int
    clauses: int
    chunks: int
    indicators: int
    embedded: int
    reused: int
    seconds: float
    warnings: tuple[str, ...]
    left_out: tuple[str, ...] = ()  # documents that had been added and are not in the corpus


def build_index(
    corpus_dir: str | Path | None = None,
    store: str | Path | None = None,
    encoder: Encoder | None = None,
    progress: bool = True,
) -> BuildReport:
    """Read the corpus and make the store hold exactly that.

    Folders and encoder are the settings' where not given.

    :raises InputError: a corpus, document or setting that cannot be used; the store is as it was.
    :raises StoreError: a foreign folder, or another build at work.
    """
    settings = Settings.from_env()
    folder = Path(corpus_dir or settings.corpus)
    target = Path(store or settings.store)
    started = time.perf_counter()
    encoder = encoder or make_encoder(settings=settings)
    parsed = tuple(parse(document) for document in load_corpus(folder))
    claim(target)
    with locked(target):
        old = Previous.read(target, strict=False)
        here = {p.document.doc_id for p in parsed}
        left_out = tuple(d for d in (old.manifest.documents if old.manifest else ()) if d not in here)
        source = Source(os.path.relpath(folder.resolve(), target.resolve()), corpus_state(folder))
        return _write(target, parsed, source, encoder, settings, old, progress, started, left_out)


def add_files(
    files: Iterable[str | Path],
    store: str | Path | None = None,
    encoder: Encoder | None = None,
    progress: bool = True,
) -> BuildReport:
    """Read ``files`` into an existing store; only their chunks are embedded.

    :raises InputError: a file that cannot be read, or whose doc_id is in the store already.
    :raises StoreError: no usable store, another encoder, or another build at work.
    """
    settings = Settings.from_env()
    target = Path(store or settings.store)
    started = time.perf_counter()
    encoder = encoder or make_encoder(settings=settings)
    fresh = [parse(load_file(file, entry_for(file))) for file in files]
    Manifest.read(target)
    with locked(target):
        old = Previous.read(target, strict=True)
        check_encoder(target, old.manifest, encoder)
        seen = dict.fromkeys(old.catalog.documents if old.catalog else ())
        for p in fresh:
            if p.document.doc_id in seen:
                raise InputError(
                    f"{p.document.path or p.document.doc_id}: a document {p.document.doc_id!r} is in the index "
                    f"already; remove it first: python -m index remove {p.document.doc_id}"
                )
            seen[p.document.doc_id] = None
        parsed = (*(old.catalog.parsed if old.catalog else ()), *fresh)
        return _write(target, parsed, old.source, encoder, settings, old, progress, started)


def remove_document(
    doc_id: str, store: str | Path | None = None, encoder: Encoder | None = None, progress: bool = True
) -> BuildReport:
    """Take one document out of the store.

    :raises StoreError: no usable store, another encoder, another build at work, or no such document.
    """
    settings = Settings.from_env()
    target = Path(store or settings.store)
    started = time.perf_counter()
    encoder = encoder or make_encoder(settings=settings)
    Manifest.read(target)
    with locked(target):
        old = Previous.read(target, strict=True)
        check_encoder(target, old.manifest, encoder)
        parsed = old.catalog.parsed if old.catalog else ()
        rest = tuple(p for p in parsed if p.document.doc_id != doc_id)
        if len(rest) == len(parsed):
            names = ", ".join(p.document.doc_id for p in parsed[:10]) or "none"
            raise StoreError(f"{target}: no document {doc_id!r} in the index; it holds: {names}")
        return _write(target, rest, old.source, encoder, settings, old, progress, started)


def status(store: str | Path | None = None) -> dict[str, Any]:
    """What the store holds, for people and programs; neither vectors nor models are loaded.

    :raises StoreError: no usable store.
    """
    target = Path(store or Settings.from_env().store)
    manifest = Manifest.read(target)
    catalog = load_catalog(target, manifest)
    chunks: dict[str, int] = {}
    for span in catalog.spans:
        doc_id = catalog.clauses[span.clause].doc_id
        chunks[doc_id] = chunks.get(doc_id, 0) + 1
    return {
        "store": str(target),
        "encoder": {"id": manifest.encoder, "dim": manifest.dim},
        "corpus": None if manifest.corpus is None else os.path.normpath(target.resolve() / manifest.corpus),
        "corpus_changed": corpus_changed(target, manifest),
        "built_at": manifest.built_at,
        "build_seconds": manifest.seconds,
        "token_budget": manifest.token_budget,
        "counts": manifest.counts,
        "documents": [
            {
                "doc_id": p.document.doc_id,
                "title": p.document.title,
                "sha256": p.document.sha256,
                "clauses": len(p.clauses),
                "chunks": chunks.get(p.document.doc_id, 0),
                "warnings": list(p.warnings),
            }
            for p in catalog.parsed
        ],
    }


def _write(
    store: Path,
    parsed: tuple[ParsedDocument, ...],
    source: Source,
    encoder: Encoder,
    settings: Settings,
    old: Previous,
    progress: bool,
    started: float,
    left_out: tuple[str, ...] = (),
) -> BuildReport:
    indicators = tuple(i for p in parsed for i in extract_indicators(p))
    chunks = tuple(_chunks(parsed, settings.token_budget))
    digests = [digest(chunk.search_text) for chunk in chunks]
    known = old.vectors(encoder, set(digests))
    new = [i for i, d in enumerate(digests) if d not in known]
    fresh = encoder.encode_passages([chunks[i].search_text for i in new], progress=progress)
    dim = next((len(v) for v in known.values()), 0) or encoder.dim
    vectors = np.zeros((len(chunks), dim), np.float32)
    vectors[new] = fresh
    for i, d in enumerate(digests):
        if d in known:
            vectors[i] = known[d]
    catalog = Catalog.make(parsed, indicators, chunks)
    names = catalog.indicator_names
    called = old.names(encoder)
    called.update(
        zip(unheard := [n for n in names if n not in called], encoder.encode_passages(unheard), strict=True)
    )
    vocabulary = Vocabulary.build((p.document.text for p in parsed), encoder, old.words(encoder), progress)

    drop_generations(store, old.manifest.generation if old.manifest else None)
    folder = new_generation(store)
    (folder / CATALOG).write_bytes(catalog.dumps())
    (folder / WORDS).write_bytes(vocabulary.dumps())
    ExactVectors.save(folder / VECTORS, vectors)
    ExactVectors.save(
        folder / NAMES, np.asarray([called[n] for n in names], np.float32).reshape(len(names), dim)
    )
    SparseIndex.build([chunk.search_text for chunk in chunks]).save(folder / BM25)
    # Chroma goes on writing into its own files, so only ours are listed
    files = list_files(folder)
    kinds = {c.clause_id: c.kind for c in catalog.clauses}
    metadatas = [_metadata(catalog.documents[c.doc_id], c, kinds[c.clause_id]) for c in chunks]
    DenseIndex.build(folder / CHROMA, catalog.chunk_ids, vectors, metadatas).close()
    seconds = round(time.perf_counter() - started, 2)
    counts = {
        "documents": len(parsed),
        "clauses": len(catalog.clauses),
        "chunks": len(chunks),
        "indicators": len(indicators),
        "warnings": sum(len(p.warnings) for p in parsed),
    }
    Manifest(
        generation=folder.name,
        encoder=encoder.id,
        dim=int(vectors.shape[1]),
        corpus=source.folder,
        corpus_state=source.state,
        documents={p.document.doc_id: p.document.sha256 for p in parsed},
        counts=counts,
        files=files,
        token_budget=settings.token_budget,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=seconds,
    ).write(store)
    drop_generations(store, folder.name)
    return BuildReport(
        store=store,
        encoder=encoder.id,
        documents=counts["documents"],
        clauses=counts["clauses"],
        chunks=counts["chunks"],
        indicators=counts["indicators"],
        embedded=len(new),
        reused=len(chunks) - len(new),
        seconds=seconds,
        warnings=tuple(w for p in parsed for w in p.warnings),
        left_out=left_out,
    )


def _chunks(parsed: Sequence[ParsedDocument], budget: int) -> Iterable[Chunk]:
    for p in parsed:
        yield from chunk_document(p.document, ClauseTree(p.clauses), p.clauses, budget)


def _metadata(document: Document, chunk: Chunk, kind: str) -> dict[str, str]:
    """For those who read the Chroma collection with their own tools; Chroma has no None."""
    cells = {
        "doc_id": chunk.doc_id,
        "clause_id": chunk.clause_id,
        "kind": kind,
        "region": document.region,
        "level": document.level,
        "title": document.title,
    }
    return {key: value for key, value in cells.items() if value is not None}
