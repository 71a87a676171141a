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
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from corpus.script import simplify
from index.encoder import Encoder

Vectors = npt.NDArray[np.float32]

# a corpus's most frequent words; more would cost minutes at indexing and find only rarer ones
LIMIT = 20_000
BACKGROUND = 2_000  # words that a word's density is measured against
DENSITY = 10  # neighbours that make it
LEAST_WORDS = 50  # fewer tell nothing about what is near
# below this cosine two words are not alike in any encoder we know, however far they stand out
LEAST_COSINE = 0.5
_WORD = re.compile(r"[一-龥]{2,6}")


class Vocabulary:
    """Words of one corpus, most frequent first."""

    def __init__(self, words: Sequence[str], vectors: Vectors) -> None:
        """:param vectors: shape (len(words), dim), unit length."""
        self.words = tuple(words)
        self.vectors = vectors
        self._at = {w: i for i, w in enumerate(self.words)}
        step = max(1, len(self.words) // BACKGROUND)
        self._background = np.arange(0, len(self.words), step)[:BACKGROUND]
        self._density = self._densities(vectors, np.arange(len(self.words)))
        self._mean, self._spread = self._scale()

    @classmethod
    def build(
        cls,
        texts: Iterable[str],
        encoder: Encoder,
        known: Mapping[str, Vectors] | None = None,
        progress: bool = False,
    ) -> Vocabulary:
        """The words of ``texts``; those whose vectors are ``known`` are not embedded again."""
        words = frequent_words(texts)
        known = known or {}
        fresh = [w for w in words if w not in known]
        made = dict(zip(fresh, encoder.encode_passages(fresh, progress=progress), strict=True))
        rows = [known[w] if w in known else made[w] for w in words]
        return cls(words, np.asarray(rows, np.float32).reshape(len(words), encoder.dim))

    def vector_of(self) -> dict[str, Vectors]:
        """Word → vector, for the next build."""
        return dict(zip(self.words, self.vectors, strict=True))

    def near(self, words: Sequence[str], vectors: Vectors, k: int = 5) -> list[tuple[tuple[str, float], ...]]:
        """For each word its ``k`` nearest words of the corpus with their scores, best first; never itself.

        :param vectors: shape (len(words), dim), unit length.
        :return: scores in standard deviations above the corpus's mean pair; about 2 is akin, 3 and more the same.
        """
        if len(self.words) < LEAST_WORDS or not words:
            return [()] * len(words)
        cosines = vectors @ self.vectors.T
        own = np.asarray([self._at.get(w, -1) for w in words])
        density = self._densities(vectors, own)
        scores = (2 * cosines - self._density - density[:, None] - self._mean) / self._spread
        scores[cosines < LEAST_COSINE] = -np.inf
        out = []
        for row, at in zip(scores, own, strict=True):
            if at >= 0:
                row[at] = -np.inf
            best = np.argsort(-row, kind="stable")[:k]
            out.append(tuple((self.words[i], float(row[i])) for i in best if np.isfinite(row[i])))
        return out

    def dumps(self) -> bytes:
        """As an .npz file; vectors in half precision."""
        buffer = io.BytesIO()
        np.savez(buffer, words=np.asarray(self.words, str), vectors=self.vectors.astype(np.float16))
        return buffer.getvalue()

    @classmethod
    def loads(cls, data: bytes) -> Vocabulary:
        """:raises ValueError, KeyError, OSError: not what ``dumps`` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            return cls([str(w) for w in stored["words"]], stored["vectors"].astype(np.float32))

    def _densities(self, vectors: Vectors, own: npt.NDArray[np.int64]) -> Vectors:
        """Mean cosine to the nearest words of the background, a word itself (row ``own``) left out."""
        background = self.vectors[self._background]
        if len(background) <= DENSITY:
            return np.zeros(len(vectors), np.float32)
        out = np.empty(len(vectors), np.float32)
        for start in range(0, len(vectors), 1000):
            part = slice(start, start + 1000)
            cosines = vectors[part] @ background.T
            cosines[own[part][:, None] == self._background[None]] = -1
            out[part] = np.partition(cosines, -DENSITY, axis=1)[:, -DENSITY:].mean(axis=1)
        return out

    def _scale(self) -> tuple[float, float]:
        """Mean and standard deviation of the background's pairs."""
        rows = self._background[:500]
        if len(rows) < 2:
            return 0.0, 1.0
        density = self._density[rows]
        scores = 2 * self.vectors[rows] @ self.vectors[rows].T - density[None] - density[:, None]
        pairs = scores[np.triu_indices(len(rows), 1)]
        return float(pairs.mean()), float(pairs.std()) or 1.0


def frequent_words(texts: Iterable[str]) -> list[str]:
    """The dictionary words of two to six characters that the texts write, most frequent first."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    counts: Counter[str] = Counter()
    for text in texts:
        # without its model for unseen words: that one makes words out of torn compounds
        counts.update(
            w for w in jieba.cut(re.sub(r"\s+", "", simplify(text)), HMM=False) if _WORD.fullmatch(w)
        )
    return sorted(counts, key=lambda w: (-counts[w], w))[:LIMIT]
