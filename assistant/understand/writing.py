"""Where texts write a word, for many texts at once: ``assistant.understand.words.said`` without reading them one by one.

Every character's places are kept, so that a word costs as much as its rarest character occurs, however long the
texts are. Knows nothing of clauses or of questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.understand.words import Word, is_partly_said, is_spelled_out

Places = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

_FIRST, _LAST = ord("一"), ord("龥")  # what may stand between the characters of an abbreviation
_GAP = 2  # ... and how many of them
_GLANCE = 500  # most words that are written anywhere are written among so many places of a character
_KEPT = 5_000  # words whose texts are kept
_SHARES = 512  # words of which every text's share is kept
_END = "\0" * (_GAP + 1)  # no word reaches from one text into the next


class Writing:
    """Texts, simplified and in lower case, by the places of their characters."""

    def __init__(self, texts: Sequence[str]) -> None:
        # UTF-16: a character outside the basic plane is two units, in texts and words alike
        parts = [(text + _END).encode("utf-16-le", "surrogatepass") for text in texts]
        self._units = np.frombuffer(b"".join(parts), np.uint16)
        self._by_unit = np.argsort(self._units, kind="stable")
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(self._units, minlength=2**16))])
        self._ends = np.cumsum(np.asarray([len(part) // 2 for part in parts], np.int64))
        self._between = (self._units >= _FIRST) & (self._units <= _LAST)
        self._found: dict[str, Places] = {}
        # the same words come back from one question to the next
        self._said = lru_cache(maxsize=_SHARES)(self.said)

    def __len__(self) -> int:
        return len(self._ends)

    def writes(self, word: str, not_before: str = "") -> bool:
        """Whether any text has the word in it, somewhere before another character than these."""
        at = self._places(word, _GLANCE)
        if not not_before and at.size:
            return True
        at = self._places(word)
        if not_before:
            at = at[~np.isin(self._units[at + len(_units_of(word))], _units_of(not_before))]
        return bool(at.size)

    def knows(self, word: str) -> bool:
        """Whether any text has the word in it, or writes out what it abbreviates."""
        return self.writes(word) or (is_spelled_out(word) and bool(self._spelled(word).size))

    def said(self, word: str) -> Shares:
        """``words.said(word, text)`` of each text: shape (len(self),)."""
        out = np.zeros(len(self))
        if is_partly_said(word):
            pairs = [word[i : i + 2] for i in range(len(word) - 1)]
            for pair in pairs:
                out[self._texts_with(pair)] += 1
            out = 0.8 * out / len(pairs)
        if is_spelled_out(word):
            out[self._texts(self._spelled(word))] = 0.9
        out[self._texts_with(word)] = 1.0
        return out

    def said_in(self, word: Word) -> Shares:
        """``word.said_in(text)`` of each text: shape (len(self),)."""
        best = self._said(word.text).copy()
        for form in word.forms:
            best = np.maximum(best, self._said(form))
        for other, share in word.akin:
            at = self._texts_with(other)
            best[at] = np.maximum(best[at], share)
        return best

    def _of(self, unit: int) -> Places:
        return self._by_unit[self._starts[unit] : self._starts[unit + 1]]

    def _places(self, word: str, most: int | None = None) -> Places:
        """Where a word begins.

        :param most: only so many places of its rarest character are looked at.
        """
        units = _units_of(word)
        if not units:
            return np.arange(len(self._units))
        rare = min(range(len(units)), key=lambda i: self._starts[units[i] + 1] - self._starts[units[i]])
        at = self._of(units[rare])[:most] - rare
        at = at[(at >= 0) & (at + len(units) <= len(self._units))]
        for i, unit in enumerate(units):
            if i != rare:
                at = at[self._units[at + i] == unit]
        return at

    def _spelled(self, word: str) -> Places:
        """Where the first character of a word stands that is written out."""
        first, *others = _units_of(word)
        begun = at = self._of(first)
        for unit in others:
            ends, starts = [], []
            for step in range(1, _GAP + 2):
                # a text's last characters are no ideographs, so that this stays within the array
                hit = self._units[at + step] == unit
                ends.append(at[hit] + step)
                starts.append(begun[hit])
                inside = self._between[at + step]
                at, begun = at[inside], begun[inside]
            at, begun = np.concatenate(ends), np.concatenate(starts)
            if not at.size:
                break
        return begun

    def _texts_with(self, word: str) -> Places:
        """The texts that have a word in them; the same words come back from one question to the next."""
        found = self._found.get(word)
        if found is None:
            if len(self._found) > _KEPT:
                self._found.clear()
            found = self._found[word] = self._texts(self._places(word))
        return found

    def _texts(self, places: Places) -> Places:
        """The text that each place lies in."""
        return np.searchsorted(self._ends, places, side="right")


def pairs(texts: Sequence[str]) -> dict[str, int]:
    """Each two ideographs that stand side by side in a text, and how often."""
    units = np.frombuffer("\0".join(texts).encode("utf-16-le", "surrogatepass"), np.uint16)
    ideographs = (units >= _FIRST) & (units <= _LAST)
    both = ideographs[:-1] & ideographs[1:]
    keys = (units[:-1].astype(np.uint32) << 16 | units[1:])[both]
    found, counts = np.unique(keys, return_counts=True)
    return {chr(k >> 16) + chr(k & 0xFFFF): n for k, n in zip(found.tolist(), counts.tolist(), strict=True)}


@lru_cache(maxsize=4096)
def _units_of(word: str) -> tuple[int, ...]:
    return tuple(np.frombuffer(word.encode("utf-16-le", "surrogatepass"), np.uint16).tolist())
