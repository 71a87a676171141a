"""A quote in its surroundings, cut by exact offsets: never by searching for words.

Offsets are half-open ranges of code points into ``Document.text``. Knows nothing of HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.script import is_traditional, simplify
from corpus.types import Document


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document around a quote; the simplified twins have the same lengths."""

    before: str
    quote: str
    after: str
    cut_before: bool  # more of the clause stands before what is shown
    cut_after: bool
    traditional: bool  # written in traditional characters

    @property
    def simplified(self) -> tuple[str, str, str]:
        """(before, quote, after) in simplified characters."""
        # as a whole: a character may depend on its neighbour
        whole = simplify(self.before + self.quote + self.after)
        start, end = len(self.before), len(self.before) + len(self.quote)
        return whole[:start], whole[start:end], whole[end:]


def passage(document: Document, around: tuple[int, int], start: int, end: int, margin: int = 600) -> Passage:
    """The quote ``[start, end)`` inside ``around``, with at most ``margin`` characters on either side.

    :raises ValueError: the quote does not lie inside the document.
    """
    if not 0 <= start <= end <= len(document.text):
        raise ValueError(f"{document.doc_id}: [{start}, {end}) outside 0..{len(document.text)}")
    low, high = min(around[0], start), max(around[1], end)
    left, right = max(low, start - margin), min(high, end + margin)
    text = document.text
    right = max(end, right - (len(text[end:right]) - len(text[end:right].rstrip())))
    return Passage(
        before=text[left:start],
        quote=text[start:end],
        after=text[end:right],
        cut_before=left > low,
        cut_after=right < high,
        traditional=is_traditional(text[left:right]),
    )
