"""Which words of a sentence are read out: those around whom it names, as far as a caller listens.

Knows nothing of who asks.
"""

from __future__ import annotations

import re

from assistant.answers.statements import flat
from assistant.applies.applicable import Applicable
from index.policy_index import PolicyIndex

EXCERPT = 130  # characters of a sentence that are read out
LISTED = 260  # ... of one with the items of its list


class Excerpts:
    """Cuts sentences of one index."""

    def __init__(self, index: PolicyIndex) -> None:
        self._index = index

    def text(self, entry: Applicable) -> str:
        start, end = self.of(entry)
        return flat(self._index.documents[entry.clause.doc_id].text[start:end])

    def of(self, entry: Applicable) -> tuple[int, int]:
        """The clauses of the sentence that name the addressee and what follows, as far as EXCERPT goes.

        A sentence that opens a list (下列义务：) is read with its items.
        """
        start, end = self._sentence(entry)
        text = self._index.documents[entry.clause.doc_id].text
        if text[start:end].rstrip().endswith(("：", ":")):
            for item in self._index.tree.children(entry.clause):
                if item.start >= end - 1 and item.end - start <= LISTED:
                    end = item.end
        return start, end

    def _sentence(self, entry: Applicable) -> tuple[int, int]:
        text = self._index.documents[entry.clause.doc_id].text
        if len(flat(text[entry.start : entry.end])) <= EXCERPT:
            return entry.start, entry.end
        cuts = [m.end() + entry.start for m in re.finditer(r"[，,；;：]", text[entry.start : entry.end])]
        start = max([entry.start, *(c for c in cuts if c <= entry.at)])
        ends = [c for c in (*cuts, entry.end) if c > start]
        within = [c for c in ends if len(flat(text[start:c])) <= EXCERPT]
        return start, within[-1] if within else ends[0]


def around(text: str, start: int, end: int, at: int, limit: int) -> tuple[int, int]:
    """The clauses of a sentence around a place, as far as ``limit`` goes."""
    if end - start <= limit:
        return start, end
    cuts = [start, *(start + m.end() for m in re.finditer(r"[，,；;]", text[start:end])), end]
    begin = max(c for c in cuts if c <= at)
    ends = [c for c in cuts if c > begin and c - begin <= limit]
    return begin, ends[-1] if ends else min(c for c in cuts if c > begin)


def cut_at(text: str, start: int, end: int, limit: int) -> int:
    """Where a stretch ends that is no longer than ``limit``, at a mark of its sentence."""
    if end - start <= limit:
        return end
    cuts = [start + m.end() for m in re.finditer(r"[，,；;。]", text[start:end])]
    return next((c for c in reversed(cuts) if c - start <= limit), cuts[0] if cuts else end)
