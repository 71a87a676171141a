"""Which words the corpus writes together: in one clause, in one document. Knows nothing of questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from unicodedata import normalize

from assistant.understand.words import said
from corpus.script import simplify
from corpus.tree import ClauseTree
from corpus.types import Clause

# from here on a text says a word: in full, written out, or most of it
SAID = 0.5
EVERYWHERE = 0.15
# what is small enough that words in it belong together; a chapter says everything
_KINDS = frozenset({"article", "item", "subitem", "box_item", "row", "paragraph", "subparagraph"})


class Contexts:
    """The clauses of a corpus as bags of words."""

    def __init__(self, tree: ClauseTree) -> None:
        self._tree = tree
        self._texts: dict[str, tuple[str, ...]] = {}

    def together(self, words: Sequence[str], doc_ids: Sequence[str] = ()) -> bool:
        """Whether one clause of these documents (of all where none is named) says all of these words."""
        wanted = [w for w in dict.fromkeys(words) if w]
        return bool(wanted) and any(
            all(said(w, text) >= SAID for w in wanted)
            for doc_id in doc_ids or self._clauses
            for text in self._of(doc_id)
        )

    def name(self, begin: str, head: str, doc_ids: Sequence[str] = ()) -> str:
        """The one name these documents write that begins and ends with these words; "" where there is none or several."""
        pattern = re.compile(rf"{re.escape(begin)}[一-龥]{{0,10}}?{re.escape(head)}")
        found = {
            m.group() for d in doc_ids or self._clauses for t in self._of(d) for m in pattern.finditer(t)
        }
        return found.pop() if len(found) == 1 else ""

    def writes(self, text: str, doc_ids: Sequence[str] = ()) -> bool:
        """Whether these documents write a text to the letter."""
        return any(text in t for d in doc_ids or self._clauses for t in self._of(d))

    def everywhere(self, word: str, doc_ids: Sequence[str] = ()) -> bool:
        """Whether a word stands in so many clauses of these documents that it goes with everything there."""
        texts = [t for d in doc_ids or self._clauses for t in self._of(d)]
        return sum(word in t for t in texts) >= EVERYWHERE * len(texts)

    def parts(self, clause: Clause, kind: str) -> list[str]:
        """The headings inside a clause, or inside the one of this kind around it, in order."""
        holders = [clause, *self._tree.ancestors(clause)]
        holder = next((c for c in holders if c.kind == kind), None)
        return [c.title for c in self._tree.children(holder) if c.title] if holder else []

    def row_beside(self, row: Clause, words: Sequence[str]) -> Clause | None:
        """The one row of a row's table that says all of these words, which that row does not; None for none or several.

        What an indicator is called says them, not who sees to it (农村 in 市农业农村局).
        """
        parent = self._tree.parent(row)
        if parent is None or row.kind != "row" or not words:
            return None
        rows = [c for c in self._tree.children(parent) if c.kind == "row"]
        said = (f"{c.row.name}{c.row.group or ''}" if c.row else c.text for c in rows)
        texts = [(c, _as_numbered(flat(text))) for c, text in zip(rows, said, strict=True)]
        saying = [c for c, text in texts if all(_as_numbered(w) in text for w in words)]
        return saying[0] if len(saying) == 1 and saying != [row] else None

    def siblings(self, clause: Clause) -> int:
        """How many clauses of its kind stand beside a clause, itself included."""
        parent = self._tree.parent(clause)
        return sum(c.kind == clause.kind for c in self._tree.children(parent)) if parent else 0

    def beside(self, clauses: Sequence[Clause], shift: int, *, articles: bool) -> Clause | None:
        """The article or box so many places behind (before) the first that holds one of some clauses; None where there is none.

        :param articles: an article is meant, where one of them lies in one.
        """
        holders = [h for c in clauses if (h := self._tree.container(c)) is not None]
        own = [h for h in holders if h.kind == "article"] if articles else []
        holder = next(iter(own or holders), None)
        if holder is None:
            return None
        alike = [c for c in self._tree if c.doc_id == holder.doc_id and c.kind == holder.kind]
        at = alike.index(holder) + shift
        return alike[at] if 0 <= at < len(alike) else None

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        table: dict[str, list[Clause]] = defaultdict(list)
        for clause in self._tree:
            if clause.kind in _KINDS:
                table[clause.doc_id].append(clause)
        return dict(table)

    def _of(self, doc_id: str) -> tuple[str, ...]:
        if doc_id not in self._texts:
            self._texts[doc_id] = tuple(flat(c.text) for c in self._clauses.get(doc_id, ()))
        return self._texts[doc_id]


def flat(text: str) -> str:
    """A text as words are looked for in it: simplified, lower case, without white space and quotation marks."""
    return re.sub(r"[\s“”‘’\"]", "", simplify(text)).lower()


def _as_numbered(text: str) -> str:
    """A flat text with its numbers and ages in one spelling: ８０周岁 as 80岁."""
    return normalize("NFKC", text).replace("周岁", "岁")
