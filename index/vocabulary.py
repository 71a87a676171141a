"""The words of a corpus with their vectors: which of them mean about the same as a word that people ask with.

A caller says 找工作 and 牌子, the documents write 就业 and 品牌. The encoder's own vectors of single words tell
which belong together once hubs are taken out: CSLS (Conneau et al. 2018) subtracts how near each word is to
everything. Scores are in standard deviations of the corpus's own word pairs, so that they mean the same with
every encoder. Knows nothing of clauses or questions.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.script import simplify
from index.encoder import Encoder
from index.exact import cosines, largest

Vectors = npt.NDArray[np.float32]
Near = tuple[tuple[str, float], ...]

# a corpus's most frequent words; more would cost minutes at indexing and find only rarer ones
LIMIT = 20_000
BACKGROUND = 2_000  # words that a word's density is measured against
DENSITY = 10  # neighbours that make it
FEW = 8  # vectors, as a question has them; more, when an index is built, are multiplied all at once
NEAREST = 5  # how many like words are kept of each word
LEAST_WORDS = 50  # fewer tell nothing about what is near
# below this cosine two words are not alike in any encoder we know, however far they stand out
LEAST_COSINE = 0.5
_WORD = re.compile(r"[一-龥]{2,6}")


class Vocabulary:
    """Words of one corpus, most frequent first.

    Most words that people ask with are words of the corpus: what is near those is worked out when the index is
    built, so that a question embeds only the others.
    """

    def __init__(self, words: Sequence[str], vectors: Vectors, asked: Vectors | None = None) -> None:
        """
        :param vectors: shape (len(words), dim), unit length, as passages.
        :param asked: the same words as queries; None where what is near them is not wanted or known already.
        """
        self.words = tuple(words)
        self.vectors = vectors
        self.asked = asked
        self._at = {w: i for i, w in enumerate(self.words)}
        step = max(1, len(self.words) // BACKGROUND)
        self._background = np.arange(0, len(self.words), step)[:BACKGROUND]

    def __contains__(self, word: str) -> bool:
        return word in self._at

    @classmethod
    def build(
        cls,
        texts: Iterable[str],
        encoder: Encoder,
        known: Mapping[str, tuple[Vectors, Vectors]] | None = None,
        progress: bool = False,
    ) -> Vocabulary:
        """The words of ``texts``; those whose two vectors are ``known`` are not embedded again."""
        words = frequent_words(texts)
        both = dict(known or {})
        fresh = [w for w in words if w not in both]
        passages = encoder.encode_passages(fresh, progress=progress)
        both.update(zip(fresh, zip(passages, encoder.encode_queries(fresh), strict=True), strict=True))
        # rounded as they are stored, so that a vocabulary just built and one read again say the same
        rows = [np.asarray([both[w][side] for w in words], np.float16) for side in (0, 1)]
        return cls(words, *(r.astype(np.float32).reshape(len(words), encoder.dim) for r in rows))

    def known(self) -> dict[str, tuple[Vectors, Vectors]]:
        """Word → its vectors as passage and as query, for the next build."""
        return (
            {}
            if self.asked is None
            else dict(zip(self.words, zip(self.vectors, self.asked, strict=True), strict=True))
        )

    def near(self, words: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> list[Near]:
        """For each word its nearest words of the corpus with their scores, best first; never itself.

        :param encode: gives the vectors, as queries, of words that the corpus does not have.
        :return: scores in standard deviations above the corpus's mean pair; about 2 is akin, 3 and more the same.
        """
        if len(self.words) < LEAST_WORDS or not words:
            return [()] * len(words)
        found: dict[str, Near] = {}
        new = []
        for word in dict.fromkeys(words):
            at = self._at.get(word)
            if at is None:
                new.append(word)
            else:
                found[word] = self._said(*(side[at] for side in self._neighbours))
        if new:
            best, scores = self._nearest(encode(new), np.full(len(new), -1))
            found.update((word, self._said(best[i], scores[i])) for i, word in enumerate(new))
        return [found[word] for word in words]

    def densities(self, vectors: Vectors) -> Vectors:
        """How near each of these vectors is to the words of the corpus at large: shape (len(vectors),)."""
        return self._densities(vectors, np.full(len(vectors), -1))

    def likeness(self, names: Vectors, density: Vectors, asked: Vectors) -> Vectors:
        """How near each name is to what is asked, in the scale of ``near``: shape (len(names),).

        :param names: shape (n, dim), unit length, as passages; ``density`` is ``densities(names)``.
        :param asked: shape (dim,), unit length, as a query.
        """
        own = self.densities(asked[None])[0]
        scores: Vectors = (2 * cosines(names, asked) - density - own - self._scale[0]) / self._scale[1]
        return scores

    def dumps(self) -> bytes:
        """As an .npz file; vectors in half precision.

        :raises ValueError: the words' vectors as queries are not there.
        """
        if self.asked is None:
            raise ValueError("a vocabulary without its words' vectors as queries cannot be kept")
        best, scores = self._neighbours
        buffer = io.BytesIO()
        np.savez(
            buffer,
            words=np.asarray(self.words, str),
            vectors=self.vectors.astype(np.float16),
            asked=self.asked.astype(np.float16),
            best=best,
            scores=scores,
            density=self._density,
            scale=np.asarray(self._scale),
        )
        return buffer.getvalue()

    @classmethod
    def loads(cls, data: bytes, *, whole: bool = False) -> Vocabulary:
        """:param whole: with what only the next build needs.

        :raises ValueError, KeyError, OSError: not what ``dumps`` wrote.
        """
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            words = [str(w) for w in stored["words"]]
            asked = stored["asked"].astype(np.float32) if whole else None
            vocabulary = cls(words, stored["vectors"].astype(np.float32), asked)
            vocabulary._neighbours = (stored["best"], stored["scores"])
            vocabulary._density = stored["density"]
            mean, spread = stored["scale"].tolist()
            vocabulary._scale = (mean, spread)
        return vocabulary

    @cached_property
    def _neighbours(self) -> tuple[npt.NDArray[np.int32], Vectors]:
        """Of each word the nearest words and their scores: shape (len(words), NEAREST)."""
        if self.asked is None:
            raise ValueError("what is near a word is worked out of its vector as a query")
        if not self.words:
            return np.zeros((0, NEAREST), np.int32), np.zeros((0, NEAREST), np.float32)
        return self._nearest(self.asked, np.arange(len(self.words)))

    def _nearest(self, vectors: Vectors, own: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int32], Vectors]:
        """:param own: for each vector the row of its own word, -1 where it has none."""
        count = min(NEAREST, len(self.words))
        best = np.empty((len(vectors), count), np.int32)
        kept = np.empty((len(vectors), count), np.float32)
        density = self._densities(vectors, own)
        for start in range(0, len(vectors), 1000):
            part = slice(start, start + 1000)
            near = _products(vectors[part], self.vectors)
            scores = (2 * near - self._density - density[part, None] - self._scale[0]) / self._scale[1]
            scores[near < LEAST_COSINE] = -np.inf
            rows = np.arange(len(scores))
            has = own[part] >= 0
            scores[rows[has], own[part][has]] = -np.inf
            for row, of in enumerate(scores, start):
                best[row] = largest(of, count)
                kept[row] = of[best[row]]
        return best, kept

    def _said(self, best: npt.NDArray[np.int32], scores: Vectors) -> Near:
        return tuple((self.words[i], float(s)) for i, s in zip(best, scores, strict=True) if np.isfinite(s))

    @cached_property
    def _background_vectors(self) -> Vectors:
        """Of the words that densities are measured against; copying them takes as long as measuring."""
        step = max(1, len(self.words) // BACKGROUND)
        return np.ascontiguousarray(self.vectors[::step][:BACKGROUND])

    def _densities(self, vectors: Vectors, own: npt.NDArray[np.int64]) -> Vectors:
        """Mean cosine to the nearest words of the background, a word itself (row ``own``) left out."""
        background = self._background_vectors
        if len(background) <= DENSITY:
            return np.zeros(len(vectors), np.float32)
        out = np.empty(len(vectors), np.float32)
        for start in range(0, len(vectors), 1000):
            part = slice(start, start + 1000)
            near = _products(vectors[part], background)
            near[own[part][:, None] == self._background[None]] = -1
            out[part] = np.partition(near, -DENSITY, axis=1)[:, -DENSITY:].mean(axis=1)
        return out

    @cached_property
    def _density(self) -> Vectors:
        return self._densities(self.vectors, np.arange(len(self.words)))

    @cached_property
    def _scale(self) -> tuple[float, float]:
        """Mean and standard deviation of the background's pairs."""
        rows = self._background[:500]
        if len(rows) < 2:
            return 0.0, 1.0
        density = self._density[rows]
        scores = 2 * self.vectors[rows] @ self.vectors[rows].T - density[None] - density[:, None]
        pairs = scores[np.triu_indices(len(rows), 1)]
        return float(pairs.mean()), float(pairs.std()) or 1.0


def _products(vectors: Vectors, others: Vectors) -> Vectors:
    """Of each vector with each of the others: shape (len(vectors), len(others))."""
    if len(vectors) > FEW:
        return np.asarray(vectors @ others.T)
    out = np.empty((len(vectors), len(others)), np.float32)
    for row, vector in zip(out, vectors, strict=True):
        row[:] = cosines(others, vector)
    return out


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """jieba's words, apart from the common dictionary: whoever asks questions in this process adds words to that one,
    and an index must not depend on it."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer()


def frequent_words(texts: Iterable[str]) -> list[str]:
    """The dictionary words of two to six characters that the texts write, most frequent first."""
    words = dictionary()
    counts: Counter[str] = Counter()
    for text in texts:
        # without its model for unseen words: that one makes words out of torn compounds
        counts.update(
            w for w in words.cut(re.sub(r"\s+", "", simplify(text)), HMM=False) if _WORD.fullmatch(w)
        )
    return sorted(counts, key=lambda w: (-counts[w], w))[:LIMIT]
