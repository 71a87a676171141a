"""The project's own question rewriter: index/model/policy-rewriter.onnx makes the last message of a talk stand alone.

For each token of the messages it tells whether the question keeps it, whether the question breaks off behind it, and how
far on in the question it stands. Every character of the outcome is the user's own; nothing is written that nobody said.
Run by onnxruntime, no torch, no download. Knows nothing of how the model was made (index/training), of clauses, nor of
what was answered.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.own_encoder import ModelFiles, open_model, padded, usable_cores
from index.settings import Settings
from index.vocabulary import dictionary

Outputs = npt.NDArray[np.float32]

NAME = "policy-rewriter"
# messages that are read, the last one counted, and most tokens of them; what it was trained with
MESSAGES, WINDOW = 5, 160
BETWEEN = "\n"  # messages, where they are one text


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The last message as a question of its own.

    ``certainty``: how sure the model is of what is kept, on the mean of the characters, 0 to 1.
    """

    text: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """Messages as the model reads them: ``ids``, ``parts`` (1 in the last message), and which characters a token covers.

    ``spans`` are offsets into the messages joined by ``BETWEEN``; None for marks.
    """

    ids: list[int]
    parts: list[int]
    spans: list[tuple[int, int] | None]


class PolicyRewriter:
    """multilingual-e5-small, pruned, trained on talks whose messages people made stand alone, in int8.

    Safe to call from several threads; loads at the first talk.
    """

    def __init__(self, threads: int | None = None, files: ModelFiles | None = None) -> None:
        self._files = files or ModelFiles.read(name=NAME)
        self._threads = threads or usable_cores()
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None  # tokenizer, session
        self.id = f"{NAME}-{self._files.digest}"

    def rewrite(self, messages: Sequence[str]) -> Rewriting:
        """The last of some messages, oldest first, as a question that stands alone; "" where nothing of it is kept.

        :raises StoreError: a file of the model is missing or not the one described.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = open_model(self._files, self._threads)
        tokenizer, session = self._loaded
        # a lone surrogate, which a JSON request can hold, is no UTF-8
        told = [m.replace(BETWEEN, " ").encode("utf-8", "replace").decode("utf-8") for m in messages]
        while True:
            told = told[-MESSAGES:]
            tokens = tokens_of_talk(tokenizer, told, self._files.begin, self._files.end)
            if len(tokens.ids) <= WINDOW or len(told) == 1:
                break
            told = told[1:]
        if len(tokens.ids) > self._files.window:
            return Rewriting(told[-1], 0.0)
        rows = padded([tokens.ids], self._files.padding)
        parts = np.array([tokens.parts], np.int64)
        outputs = session.run(None, {**rows, "token_type_ids": parts})[0][0]
        return read_off(BETWEEN.join(told), tokens, outputs)


def tokens_of_talk(tokenizer: Any, messages: Sequence[str], begin: int, end: int) -> Tokens:
    """What the model reads of messages.

    :param begin, end: ids of <s> and </s>; one </s> stands behind every message.
    """
    tokens, at = Tokens([begin], [0], [None]), 0
    for n, message in enumerate(messages):
        part = int(n == len(messages) - 1)
        encoded = tokenizer.encode(message, add_special_tokens=False)
        spans = [(at + a, at + b) if b > a else None for a, b in encoded.offsets]
        for i, (one, after) in enumerate(itertools.pairwise(spans)):
            if one and after and after[0] < one[1]:
                spans[i] = None  # the mark that SentencePiece puts before a text
        tokens.ids.extend([*encoded.ids, end])
        tokens.spans.extend([*spans, None])
        tokens.parts.extend([part] * (len(spans) + 1))
        at += len(message) + len(BETWEEN)
    return tokens


def read_off(text: str, tokens: Tokens, outputs: Outputs) -> Rewriting:
    """The question that the model's outputs tell: what is kept, in runs, in the order of their places.

    :param text: the messages joined by ``BETWEEN``. :param outputs: (tokens, 3) logits: kept, breaks off, place.
    """
    kept, breaks, place = (np.full(len(text), value, np.float32) for value in (-9.0, -9.0, 0.0))
    for span, (keeps, ends, stands) in zip(tokens.spans, outputs, strict=True):
        if span:
            kept[slice(*span)], place[slice(*span)] = keeps, stands
            breaks[span[1] - 1] = ends
    at, sure = 0, list[float]()
    for word in dictionary().cut(text):
        here = slice(at, at + len(word))
        if re.fullmatch(r"\w+", word):
            # a word is kept or left out whole
            kept[here] = kept[here].mean()
            sure.extend(abs(np.tanh(kept[here] / 2)))
        at += len(word)
    runs: list[list[int]] = []
    for c, char in enumerate(text):
        if char == BETWEEN or kept[c] <= 0:
            continue
        if runs and runs[-1][-1] == c - 1 and breaks[c - 1] <= 0:
            runs[-1].append(c)
        else:
            runs.append([c])
    runs.sort(key=lambda run: float(np.mean(1 / (1 + np.exp(-place[run])))))
    return Rewriting("".join(text[c] for run in runs for c in run), float(np.mean(sure or [1.0])))


def make_rewriter(settings: Settings) -> PolicyRewriter | None:
    """The rewriter, not yet loaded; None where REWRITER=off."""
    return PolicyRewriter(settings.threads) if settings.rewriter else None
