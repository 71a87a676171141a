"""The project's own cross-encoder: index/model/policy-judge.onnx reads a question and a passage together.

Its output tells whether the passage answers the question rather than nothing does: a logit, near 0 where the two
are as likely. Run by onnxruntime, no torch, no download. Knows nothing of how the model was made (index/training),
of clauses, nor of what is done with the logit.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from index.own_encoder import (
    PASSAGE_PREFIX,
    QUERY_PREFIX,
    ModelFiles,
    open_model,
    padded,
    tokens_of,
    usable_cores,
)
from index.settings import Settings

Logits = npt.NDArray[np.float32]

NAME = "policy-judge"
# most tokens of a question, of its and the passage's together; what it was trained with
QUESTION, WINDOW = 44, 128


class PolicyJudge:
    """multilingual-e5-small, pruned, trained to tell answers from what only looks like one, in int8.

    Safe to call from several threads; loads at the first question. Passages are read side by side, each by one thread:
    two threads on one passage wait for each other most of the time.
    """

    def __init__(self, threads: int | None = None, files: ModelFiles | None = None) -> None:
        self._files = files or ModelFiles.read(name=NAME)
        self._threads = threads or usable_cores()
        self._lock = threading.Lock()
        self._readers = ThreadPoolExecutor(self._threads, thread_name_prefix=NAME)  # starts none until asked
        self._loaded: tuple[Any, Any] | None = None  # tokenizer, session
        self.id = f"{NAME}-{self._files.digest}"

    def logits(self, question: str, passages: Sequence[str]) -> Logits:
        """(len(passages),) float32: the higher, the more likely a passage answers the question.

        :raises StoreError: a file of the model is missing or not the one described.
        """
        if not passages:
            return np.zeros(0, np.float32)
        with self._lock:
            if self._loaded is None:
                self._loaded = open_model(self._files, threads=1)
        tokenizer, session = self._loaded
        rows = paired(tokenizer, question, passages, self._files.begin, self._files.end)

        # one by one: nothing is padded, and int8 scales its activations by what is in a pass, so that a logit would
        # depend on the passages beside
        def read(at: int) -> np.float32:
            logit: np.float32 = session.run(None, padded([rows[at]], self._files.padding))[0][0]
            return logit

        order = sorted(range(len(rows)), key=lambda at: -len(rows[at]))  # the last ones to end are short
        side_by_side = self._threads > 1 and len(rows) > 1
        logits = np.zeros(len(rows), np.float32)
        logits[order] = list(self._readers.map(read, order) if side_by_side else map(read, order))
        return logits


def paired(tokenizer: Any, question: str, passages: Sequence[str], begin: int, end: int) -> list[list[int]]:
    """The tokens of a question with each of its passages, as the judge reads them.

    :param begin, end: ids of <s> and </s>.
    """
    head = [begin, *tokens_of(tokenizer, QUERY_PREFIX + question)[:QUESTION], end]
    room = WINDOW - len(head) - 1
    return [[*head, *tokens_of(tokenizer, PASSAGE_PREFIX + p)[:room], end] for p in passages]


def make_judge(settings: Settings) -> PolicyJudge | None:
    """The judge, not yet loaded; None where JUDGE=off."""
    return PolicyJudge(settings.threads) if settings.judge else None
