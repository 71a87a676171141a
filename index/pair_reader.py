"""A carried cross-encoder: a network that reads two texts together and tells one number.

The judge and the verifier are such networks; what they read and what their number means stands with them. Run by
onnxruntime, no torch, no download. Knows nothing of questions.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from index.own_encoder import ModelFiles, open_model, padded, usable_cores

Logits = npt.NDArray[np.float32]


class PairReader:
    """Safe to call from several threads; loads at the first texts. Rows are read side by side, each by one thread: two
    threads on one row wait for each other most of the time.
    """

    def __init__(self, name: str, threads: int | None, files: ModelFiles | None) -> None:
        self._files = files or ModelFiles.read(name=name)
        self._threads = threads or usable_cores()
        self._lock = threading.Lock()
        self._readers = ThreadPoolExecutor(self._threads, thread_name_prefix=name)  # starts none until asked
        self._loaded: tuple[Any, Any] | None = None  # tokenizer, session
        self.id = f"{name}-{self._files.digest}"

    def _tokenizer(self) -> Any:
        return self._open()[0]

    def _open(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = open_model(self._files, threads=1)
        return self._loaded

    def _read(self, rows: Sequence[list[int]]) -> Logits:
        """(len(rows),) float32, the number for each row of tokens.

        :raises StoreError: a file of the model is missing or not the one described.
        """
        session = self._open()[1]

        # one by one: nothing is padded, and int8 scales its activations by what is in a pass, so that a logit would
        # depend on the rows beside
        def read(at: int) -> np.float32:
            logit: np.float32 = session.run(None, padded([rows[at]], self._files.padding))[0][0]
            return logit

        order = sorted(range(len(rows)), key=lambda at: -len(rows[at]))  # the last ones to end are short
        side_by_side = self._threads > 1 and len(rows) > 1
        logits = np.zeros(len(rows), np.float32)
        logits[order] = list(self._readers.map(read, order) if side_by_side else map(read, order))
        return logits
