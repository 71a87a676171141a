"""BM25 over CJK bigrams and Latin words, scored by bm25s with our own tokens.

Knows nothing of vectors or of what a clause means: a row number in, a row number out.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError
from corpus.script import simplify

# the names of a corpus and the words of a question are asked for again and again; longer texts are not
_SHORT = 100
_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# ideographs with their extensions and 〇; numbers as written; other words and mixes (5g, iso9001)
_RUN = re.compile(
    rf"(?P<cjk>[{_CJK}]+)"
    rf"|(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)*)(?=[{_CJK}]|[\W_]|$)"
    rf"|[^\W_{_CJK}]+"
)


def tokens(text: str) -> list[str]:
    """What BM25 sees of ``text``, in order.

    NFKC, simplified, lower case; each run of ideographs gives its bigrams (a lone ideograph itself),
    each Latin word or number itself, thousands separators dropped (3,300 → 3300).
    """
    return list(_tokens_short(text) if len(text) <= _SHORT else _tokens(text))


def _tokens(text: str) -> tuple[str, ...]:
    out: list[str] = []
    for match in _RUN.finditer(simplify(unicodedata.normalize("NFKC", text)).lower()):
        run = match.group()
        if match["cjk"] is None:
            out.append(run.replace(",", ""))
        elif len(run) == 1:
            out.append(run)
        else:
            out.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tuple(out)


_tokens_short = lru_cache(maxsize=1 << 12)(_tokens)


class SparseIndex:
    """An opened BM25 index; row i is the i-th text it was built from."""

    def __init__(self, bm25: Any, size: int) -> None:
        self._bm25 = bm25
        self._size = size
        self._indptr = np.asarray(bm25.scores["indptr"]) if size else np.zeros(1, np.int64)

    @classmethod
    def build(cls, texts: Sequence[str]) -> SparseIndex:
        """Index ``texts``; an empty sequence gives an index that finds nothing."""
        import bm25s

        token_lists = [tokens(text) for text in texts]
        # sorted, so that the same corpus always gives the same files
        vocabulary = {token: i for i, token in enumerate(sorted({t for ts in token_lists for t in ts}))}
        if not vocabulary:
            return cls(None, 0)
        bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        ids = [[vocabulary[t] for t in ts] for ts in token_lists]
        bm25.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        return cls(bm25, len(token_lists))

    def save(self, folder: Path) -> None:
        """Write the index into ``folder`` (made if need be)."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._bm25 is not None:
            self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> SparseIndex:
        """Open what ``save`` wrote.

        :param size: how many texts it must hold; 0 opens an index that finds nothing.
        :raises StoreError: files missing, damaged, or of another number of texts.
        """
        if size == 0:
            return cls(None, 0)
        import bm25s

        try:
            bm25 = bm25s.BM25.load(str(folder), show_progress=False)
            found = int(bm25.scores["num_docs"])
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise StoreError(f"{folder}: the BM25 index cannot be read ({error}); build it anew") from error
        if found != size:
            raise StoreError(f"{folder}: the BM25 index holds {found} texts, expected {size}; build it anew")
        return cls(bm25, size)

    def scores(self, query: str) -> npt.NDArray[np.float32]:
        """BM25 score of every row for ``query``: shape (rows,), 0 where no token is shared."""
        known = self._known(query)
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._bm25.get_scores_from_ids(known), np.float32)

    def idf(self, token: str) -> float:
        """ln(1 + (N - df + 0.5) / (df + 0.5)) as in Lucene; the largest value for an unseen token."""
        if not self._size:
            return 0.0
        number = self._bm25.vocab_dict.get(token)
        df = 0 if number is None else int(self._indptr[number + 1] - self._indptr[number])
        return math.log(1 + (self._size - df + 0.5) / (df + 0.5))

    def _known(self, query: str) -> list[int]:
        if not self._size:
            return []
        vocabulary = self._bm25.vocab_dict
        return [vocabulary[t] for t in tokens(query) if t in vocabulary]
