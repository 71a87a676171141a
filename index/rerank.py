"""An optional cross-encoder that reads question and clause together and reorders the first hits.

Off unless RERANKER names a model: it costs about a hundred times a vector search. Knows nothing of clauses.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.encoder import loading, model_id
from index.settings import Settings


class Reranker(Protocol):
    """Scores texts against a question; safe to call from several threads."""

    @property
    def id(self) -> str:
        """Names the model."""
        ...

    def scores(self, query: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """(len(texts),) float32, higher is better."""
        ...


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder with one output, by folder or name; loaded at first use."""

    def __init__(self, name: str, *, threads: int | None = None, allow_download: bool = False) -> None:
        self.name = name
        self.id = model_id(name)
        self._threads = threads
        self._download = allow_download
        self._model: Any = None
        self._lock = threading.Lock()

    def scores(self, query: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if not texts:
            return np.zeros(0, np.float32)
        with self._lock:
            if self._model is None:
                with loading(self.name, self._download, self._threads) as options:
                    from sentence_transformers import CrossEncoder

                    self._model = CrossEncoder(self.name, num_labels=1, **options)
            pairs = [(query, text) for text in texts]
            out = self._model.predict(pairs, batch_size=8, show_progress_bar=False)
        return np.asarray(out, np.float32).reshape(len(texts))


def make_reranker(name: str, settings: Settings) -> Reranker:
    """The cross-encoder called ``name``, not yet loaded.

    :raises InputError: neither a folder with a model nor of the form of a model's name.
    """
    return CrossEncoderReranker(name, threads=settings.threads, allow_download=settings.allow_download)
