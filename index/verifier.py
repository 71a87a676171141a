"""The project's own answer verifier: index/model/policy-verifier.onnx reads what was asked and what was told to it.

Its output tells whether the one tells what the other asks: a logit, near 0 where that is as likely as not. It was taught
on answers of this product that people graded, and on questions beside an answer that miss it by one point. Knows
nothing of clauses, nor of what is done with the logit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.own_encoder import PASSAGE_PREFIX, QUERY_PREFIX, ModelFiles, tokens_of
from index.pair_reader import PairReader
from index.settings import Settings

NAME = "policy-verifier"
# messages of a talk that are read, the last one counted; most tokens of them, and of them and the answer together
MESSAGES, ASKED, WINDOW = 4, 80, 192
BETWEEN = "／"  # messages
_BEGINNING = 3  # tokens of what is asked that are kept where its middle has to go


class PolicyVerifier(PairReader):
    """The judge, trained further to tell whether an answer tells what was asked, in int8."""

    def __init__(self, threads: int | None = None, files: ModelFiles | None = None) -> None:
        super().__init__(NAME, threads, files)

    def logit(self, messages: Sequence[str], told: str) -> float:
        """The higher, the more likely an answer tells what the last of some messages asks.

        :param messages: of a talk, oldest first; a question that stands alone is the only one.
        :param told: the answer, without the numbers of its citations.
        :raises StoreError: a file of the model is missing or not the one described.
        """
        asked = BETWEEN.join(messages[-MESSAGES:])
        return float(self._read([row(self._tokenizer(), asked, told, self._files.begin, self._files.end)])[0])


def row(tokenizer: Any, asked: str, told: str, begin: int, end: int) -> list[int]:
    """The tokens of what was asked and what was told, as the verifier reads them.

    :param begin, end: ids of <s> and </s>.
    """
    head = tokens_of(tokenizer, QUERY_PREFIX + asked)
    if len(head) > ASKED:
        head = [*head[:_BEGINNING], *head[_BEGINNING - ASKED :]]
    tokens = [begin, *head, end, *tokens_of(tokenizer, PASSAGE_PREFIX + told)]
    return [*tokens[: WINDOW - 1], end]


def make_verifier(settings: Settings) -> PolicyVerifier | None:
    """The verifier, not yet loaded; None where VERIFIER=off."""
    return PolicyVerifier(settings.threads) if settings.verifier else None
