"""The project's own cross-encoder: index/model/policy-judge.onnx reads a question and a passage together.

Its output tells whether the passage answers the question rather than nothing does: a logit, near 0 where the two
are as likely. Run by onnxruntime, no torch, no download. Knows nothing of how the model was made (index/training),
of clauses, nor of what is done with the logit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.own_encoder import PASSAGE_PREFIX, QUERY_PREFIX, ModelFiles, tokens_of
from index.pair_reader import Logits, PairReader
from index.settings import Settings

NAME = "policy-judge"
# most tokens of a question, of its and the passage's together; what it was trained with
QUESTION, WINDOW = 44, 128


class PolicyJudge(PairReader):
    """multilingual-e5-small, pruned, trained to tell answers from what only looks like one, in int8."""

    def __init__(self, threads: int | None = None, files: ModelFiles | None = None) -> None:
        super().__init__(NAME, threads, files)

    def logits(self, question: str, passages: Sequence[str]) -> Logits:
        """(len(passages),) float32: the higher, the more likely a passage answers the question.

        :raises StoreError: a file of the model is missing or not the one described.
        """
        if not passages:
            return np.zeros(0, np.float32)
        return self._read(paired(self._tokenizer(), question, passages, self._files.begin, self._files.end))


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
