"""An opened store: its documents, clauses and indicators, and search over them.

The encoder, Chroma and BM25 are loaded when a search first needs them, so that opening is quick. Safe to
share between threads. Knows nothing of questions and answers: a search text in, clauses with scores out.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError
from corpus.script import simplify
from corpus.tree import ClauseTree
from corpus.types import Clause, Document, Indicator, StandingNote
from index.allowed import Allowed, AllowedRows
from index.catalog import Catalog
from index.chunks import search_text
from index.dense import DenseIndex
from index.encoder import Encoder, make_encoder
from index.exact import ExactVectors, cosines, largest
from index.fuse import fuse
from index.generation import BM25, CHROMA, NAMES, VECTORS, check_encoder, load_catalog, load_vocabulary
from index.judge import PolicyJudge, make_judge
from index.rerank import Reranker, make_reranker
from index.settings import Settings
from index.source import corpus_changed
from index.sparse import SparseIndex
from index.store import Manifest
from index.types import Evidence, Filters
from index.vocabulary import Near, Vocabulary

Mode = Literal["dense", "sparse", "hybrid"]
Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# how many chunks each search hands to the mixing; measured: more changes nothing for the first ten
POOL = 200
# how many clauses a reranker reads
RERANKED = 20


class PolicyIndex:
    """Use ``open``. Attributes are read-only; the store is not changed by anything here."""

    def __init__(
        self,
        store: Path,
        manifest: Manifest,
        catalog: Catalog,
        encoder: Encoder,
        settings: Settings,
        reranker: Reranker | None = None,
    ) -> None:
        self.judge: PolicyJudge | None = make_judge(settings)
        self.store = store
        self.manifest = manifest
        self.settings = settings
        self.encoder = encoder
        self._catalog = catalog
        self._reranker = reranker
        self._lock = threading.Lock()
        self._opened_sparse: SparseIndex | None = None
        self._opened_dense: DenseIndex | None = None
        self._embed = lru_cache(maxsize=256)(self._embed_now)
        self._passages: dict[str, Floats] = {}  # of ``likenesses``
        self._allowed = lru_cache(maxsize=64)(AllowedRows(catalog).of)
        self._near: dict[str, Near] = {}
        self._plain: dict[str, str] = {}

    @classmethod
    def open(
        cls,
        store: str | Path | None = None,
        encoder: Encoder | None = None,
        *,
        settings: Settings | None = None,
        reranker: Reranker | None = None,
    ) -> PolicyIndex:
        """Open the store (default: the settings').

        :raises StoreError: missing, damaged or foreign store; built with another encoder; or its corpus has
            changed since.
        """
        settings = settings or Settings.from_env()
        folder = Path(store or settings.store)
        encoder = encoder or make_encoder(settings=settings)
        if reranker is None and settings.reranker is not None:
            reranker = make_reranker(settings.reranker, settings)
        manifest = Manifest.read(folder)
        check_encoder(folder, manifest, encoder)
        if corpus_changed(folder, manifest):
            raise StoreError(
                f"{folder}: built from another state of {manifest.corpus}; run: python -m index build"
            )
        try:
            catalog = load_catalog(folder, manifest)
        except StoreError:
            # a build may have ended between reading the manifest and its files
            current = Manifest.read(folder)
            if current.generation == manifest.generation:
                raise
            manifest = current
            catalog = load_catalog(folder, manifest)
        return cls(folder, manifest, catalog, encoder, settings, reranker)

    @property
    def documents(self) -> Mapping[str, Document]:
        """By doc_id, in the order of the corpus."""
        return self._catalog.documents

    def plain(self, doc_id: str) -> str:
        """A document's text in simplified characters, character for character."""
        text = self._plain.get(doc_id)
        if text is None:
            text = self._plain[doc_id] = simplify(self.documents[doc_id].text)
        return text

    def chunks(self) -> Iterator[tuple[str, str]]:
        """The body of every chunk as it stands in its document, with what is embedded of it."""
        for span in self._catalog.spans:
            clause = self._catalog.clauses[span.clause]
            body = self.documents[clause.doc_id].text[span.start : span.end]
            yield body, self.embedded(clause, span.start, span.end)

    def embedded(self, clause: Clause, start: int, end: int) -> str:
        """What encoder and BM25 see of a chunk."""
        return search_text(self.documents[clause.doc_id], self.tree, clause, start, end)

    @property
    def tree(self) -> ClauseTree:
        """Over the clauses of all documents."""
        return self._catalog.tree

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Of all documents, in reading order."""
        return self._catalog.indicators

    @cached_property
    def standing(self) -> tuple[StandingNote, ...]:
        """Of all documents, in reading order."""
        return tuple(note for p in self._catalog.parsed for note in p.standing)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What reading the documents could not make sense of, one line each."""
        return tuple(warning for p in self._catalog.parsed for warning in p.warnings)

    def search(
        self, query: str, *, k: int = 10, filters: Filters | None = None, mode: Mode = "hybrid"
    ) -> list[Evidence]:
        """The best ``k`` clauses for ``query``, best first, each once with its best chunk.

        Scores of different modes, and of different searches, cannot be compared. A sparse search finds only
        clauses that share a token with the query. An empty query finds nothing.

        :param filters: exact restrictions; a clause outside them is never returned.
        :raises StoreError: the vectors or the BM25 index cannot be read.
        :raises InputError: the encoder's model is not on this machine.
        """
        if not self._can_find(query, k, filters):
            return []
        allowed, pool = self._allowed(filters or Filters()), max(POOL, 5 * k)
        if mode == "sparse":
            rows, scores = self._sparse_rows(self._sparse.scores(query), pool, allowed)
        elif mode == "dense":
            rows, scores = self._dense_rows(query, pool, allowed)
        else:
            rows, scores = self._hybrid_rows(query, pool, allowed, self._dense_rows(query, pool, allowed))
        return self._evidence(query, rows, scores, mode, k)

    def search_both(
        self, query: str, *, k: int = 10, filters: Filters | None = None
    ) -> tuple[list[Evidence], list[Evidence]]:
        """(hybrid, dense): what ``search`` gives in these two modes, for the price of the first.

        :raises StoreError, InputError: as ``search``.
        """
        if not self._can_find(query, k, filters):
            return [], []
        allowed, pool = self._allowed(filters or Filters()), max(POOL, 5 * k)
        by_sense = self._dense_rows(query, pool, allowed)
        hybrid = self._hybrid_rows(query, pool, allowed, by_sense)
        return self._evidence(query, *hybrid, "hybrid", k), self._evidence(query, *by_sense, "dense", k)

    def likeness(self, query: str, clauses: Sequence[Clause]) -> float:
        """The cosine of a query to the nearest chunk of some clauses.

        A clause without a chunk of its own counts with the one it was searched in; 0 where nothing can be found.

        :raises StoreError, InputError: as ``search``.
        """
        if not self._can_find(query, 1, None):
            return 0.0
        vector = self._embed(query)
        wanted = np.unique(np.asarray([row for c in clauses for row in self._rows_around(c)], np.int64))
        near = self._exact.nearest(vector, wanted, 1)[1]
        return float(near[0]) if len(near) else 0.0

    def likenesses(self, query: str, texts: Sequence[str]) -> Floats:
        """The cosine of a query to each of some texts that have no chunk of their own; each is encoded once.

        :raises StoreError, InputError: as ``search``.
        """
        new = [t for t in dict.fromkeys(texts) if t not in self._passages]
        if new:
            self._passages.update(zip(new, self.encoder.encode_passages(new), strict=True))
        if not texts or not query.strip():
            return np.zeros(len(texts), np.float32)
        return cosines(np.asarray([self._passages[t] for t in texts]), self._embed(query))

    def _rows_around(self, clause: Clause) -> Sequence[int]:
        """The rows of the chunks of a clause and of what is in it, or else of what it lies in."""
        inside = [
            r for c in (clause, *self.tree.descendants(clause)) for r in self._rows_of.get(c.clause_id, ())
        ]
        if inside:
            return inside
        around = (self._rows_of.get(c.clause_id) for c in self.tree.ancestors(clause))
        return next((rows for rows in around if rows), ())

    @cached_property
    def _rows_of(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row, span in enumerate(self._catalog.spans):
            rows.setdefault(self._catalog.clauses[span.clause].clause_id, []).append(row)
        return rows

    def idf(self, token: str) -> float:
        """How rare a token of ``index.sparse.tokens`` is: 0 (everywhere) upwards."""
        return self._sparse.idf(token)

    def has_word(self, word: str) -> bool:
        """Whether a word is one of the corpus's, whose nearest words are known: what is near any other has to be encoded.

        :raises StoreError: the words cannot be read.
        """
        return word in self._vocabulary

    def names_alike(self, name: str, others: Sequence[str]) -> list[float]:
        """How near in sense each of some other names is to a name (cosines)."""
        vectors = self.encoder.encode_passages([name, *others])
        return [float(v) for v in vectors[1:] @ vectors[0]]

    def near_words(self, words: Sequence[str]) -> list[Near]:
        """For each word the corpus's words nearest to it in sense, with scores: see ``Vocabulary.near``.

        :raises StoreError: the words cannot be read.
        """
        found = {w: self._near[w] for w in words if w in self._near}
        new = [w for w in dict.fromkeys(words) if w not in found]
        if new:
            found.update(zip(new, self._vocabulary.near(new, self.encoder.encode_queries), strict=True))
            if len(self._near) > 10_000:
                self._near.clear()
            self._near.update((w, found[w]) for w in new)
        return [found[w] for w in words]

    def names_like(self, text: str) -> Floats:
        """How near in sense each indicator's name is to a text: row i is of ``indicators[i]``.

        :return: standard deviations above the corpus's mean pair of words (index.vocabulary); about 2 is akin.
        :raises StoreError: the names' vectors cannot be read.
        """
        if not self.indicators:
            return np.zeros(0, np.float32)
        vectors, density, at = self._names
        return self._vocabulary.likeness(vectors, density, self._embed(text))[at]

    def warm(self) -> None:
        """Load everything a search or the judge needs now, so that the first question of a server is not slow."""
        _ = self._sparse
        if self._catalog.spans:
            self.search("质量", k=1)
        if self.judge is not None:
            self.judge.logits("质量", ["质量"])

    @property
    def _sparse(self) -> SparseIndex:
        with self._lock:
            if self._opened_sparse is None:
                folder = self.store / self.manifest.generation / BM25
                self._opened_sparse = SparseIndex.load(folder, len(self._catalog.spans))
            return self._opened_sparse

    @property
    def _dense(self) -> DenseIndex:
        with self._lock:
            if self._opened_dense is None:
                folder = self.store / self.manifest.generation / CHROMA
                self._opened_dense = DenseIndex.open(folder, len(self._catalog.spans))
            return self._opened_dense

    @cached_property
    def _exact(self) -> ExactVectors:
        return ExactVectors.open(self.store / self.manifest.generation / VECTORS, len(self._catalog.spans))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return load_vocabulary(self.store, self.manifest)

    @cached_property
    def _names(self) -> tuple[Floats, Floats, Rows]:
        """The vectors of the indicators' names, their densities, and each indicator's row among them."""
        names = self._catalog.indicator_names
        vectors = ExactVectors.open(self.store / self.manifest.generation / NAMES, len(names)).vectors
        row = {name: i for i, name in enumerate(names)}
        at = np.asarray([row[i.name] for i in self.indicators], np.int64)
        return vectors, self._vocabulary.densities(vectors), at

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {chunk_id: i for i, chunk_id in enumerate(self._catalog.chunk_ids)}

    def _embed_now(self, query: str) -> Floats:
        vector: Floats = self.encoder.encode_queries([query])[0]
        if len(vector) != self.manifest.dim:
            raise StoreError(
                f"{self.store}: vectors of {self.manifest.dim} dimensions, the encoder gives {len(vector)}; "
                "run: python -m index build"
            )
        return vector

    def _can_find(self, query: str, k: int, filters: Filters | None) -> bool:
        if not query.strip() or k <= 0 or not self._catalog.spans:
            return False
        allowed = self._allowed(filters or Filters())
        return allowed is None or bool(allowed.rows.size)

    def _sparse_rows(self, scores: Floats, pool: int, allowed: Allowed | None) -> tuple[Rows, Floats]:
        found = np.flatnonzero(scores > 0 if allowed is None else (scores > 0) & allowed.mask)
        rows = found[largest(scores[found], pool)]
        return rows, scores[rows]

    def _dense_rows(self, query: str, pool: int, allowed: Allowed | None) -> tuple[Rows, Floats]:
        vector = self._embed(query)
        if allowed is not None:
            return self._exact.nearest(vector, allowed.rows, pool)
        found, near = self._dense.search(vector, pool)
        return np.asarray([self._row_of[i] for i in found], np.int64), near

    def _hybrid_rows(
        self, query: str, pool: int, allowed: Allowed | None, by_sense: tuple[Rows, Floats]
    ) -> tuple[Rows, Floats]:
        bm25 = self._sparse.scores(query)
        by_words, _ = self._sparse_rows(bm25, pool, allowed)
        rows = np.union1d(by_words, by_sense[0])
        dense = np.full(len(rows), np.nan, np.float32)
        dense[np.searchsorted(rows, by_sense[0])] = by_sense[1]
        return rows, fuse(self.settings.fusion, dense, bm25[rows])

    def _evidence(self, query: str, rows: Rows, scores: Floats, mode: Mode, k: int) -> list[Evidence]:
        found = self._best_chunks(rows, scores, mode, k if self._reranker is None else max(k, RERANKED))
        if self._reranker is not None and mode == "hybrid":
            found = self._rerank(query, found)
        return found[:k]

    def _best_chunks(self, rows: Rows, scores: Floats, mode: Mode, k: int) -> list[Evidence]:
        found: dict[int, Evidence] = {}
        for i in np.argsort(-scores, kind="stable"):
            span = self._catalog.spans[rows[i]]
            if span.clause not in found:
                clause = self._catalog.clauses[span.clause]
                found[span.clause] = Evidence(clause, float(scores[i]), mode, span.start, span.end)
                if len(found) == k:
                    break
        return list(found.values())

    def _rerank(self, query: str, found: list[Evidence]) -> list[Evidence]:
        assert self._reranker is not None
        head = found[:RERANKED]
        texts = [
            search_text(self.documents[e.clause.doc_id], self.tree, e.clause, e.start, e.end) for e in head
        ]
        scores = self._reranker.scores(query, texts)
        return [
            Evidence(head[i].clause, float(scores[i]), head[i].source, head[i].start, head[i].end)
            for i in np.argsort(-scores, kind="stable")
        ]
