"""Clauses → chunks: what is embedded and searched, each with exact offsets.

A chunk is one row, one box item, one item, one article ..., or a run of sentences of a long one. 款 and 项
of a law, and （1） under an item, stay inside the clause above them as long as it fits the token budget.
Knows nothing of vectors.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.columns import role_of
from corpus.errors import FailedError
from corpus.gridded import heads_above, row_cells
from corpus.script import fold, simplify
from corpus.tree import ClauseTree
from corpus.types import Clause, Document
from index.types import Chunk

Count = Callable[[str], int]
Span = tuple[int, int]

_FOLDED = {"subitem", "paragraph", "subparagraph"}
# their heading stands in every breadcrumb below them
_CONTAINERS = {"chapter", "part", "section"}

_SENTENCE = re.compile(r"[^。！？；!?;]*(?:[。！？；!?;]+[”’」』）)】》]*|$)", re.S)
_PHRASE = re.compile(r"[^，、,：:\n]*(?:[，、,：:\n]+|$)", re.S)
# a line break or blank between two ideographs is the page's, not the author's
_CJK = "\u3000-\u303f\u3007\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_LAYOUT = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")

_tiktoken_lock = threading.Lock()


@lru_cache(maxsize=1)
def _encoding() -> Any:
    import tiktoken

    # llama-index-core ships the vocabulary that tiktoken would download. The package itself is not
    # imported: that takes a second.
    spec = find_spec("llama_index.core")
    if spec is None or not spec.submodule_search_locations:
        raise FailedError("llama-index-core is not installed: its tiktoken vocabulary is needed to build")
    folder = Path(spec.submodule_search_locations[0]) / "_static" / "tiktoken_cache"
    with _tiktoken_lock:
        before = os.environ.get("TIKTOKEN_CACHE_DIR")
        os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
        try:
            return tiktoken.get_encoding("o200k_base")
        finally:
            if before is None:
                del os.environ["TIKTOKEN_CACHE_DIR"]
            else:
                os.environ["TIKTOKEN_CACHE_DIR"] = before


def count_tokens(text: str) -> int:
    """Tokens of ``text`` in o200k, offline. Chinese takes about 0.75 a character, in e5's own about 0.65."""
    return len(_encoding().encode_ordinary(text))


def chunk_document(
    document: Document, tree: ClauseTree, clauses: Sequence[Clause], budget: int, count: Count = count_tokens
) -> tuple[Chunk, ...]:
    """The chunks of one document in reading order.

    :param clauses: the document's own, in reading order; ``tree`` holds at least these.
    :param budget: most tokens of a body as ``count`` counts; only a single character may exceed it.
    """
    return tuple(_Chunker(document, tree, clauses, budget, count).chunks())


def search_text(document: Document, tree: ClauseTree, clause: Clause, start: int, end: int) -> str:
    """What encoder and BM25 see of ``document.text[start:end]``: breadcrumb, then the words, simplified."""
    crumb = breadcrumb(document, tree, clause, continued=start > clause.start)
    body = document.text[start:end]
    if clause.kind == "row" and clause.row is None and (holder := tree.parent(clause)) is not None:
        cells = row_cells(body) or []
        heads = heads_above(body, holder.text[: clause.start - holder.start])
        if heads:  # each cell under the head of its column
            said = [f"{head} {cell}" for head, cell in zip(heads, cells, strict=True) if cell]
            return f"{crumb}\n{simplify('；'.join(said))}"
    return f"{crumb}\n{_words(clause, tidy(body))}"


def breadcrumb(document: Document, tree: ClauseTree, clause: Clause, continued: bool = False) -> str:
    """标题›章›条 above ``clause``, simplified; with the clause's own heading where the text leaves it out."""
    parts: list[str] = []
    at: Clause | None = clause if continued else tree.parent(clause)
    while at is not None:
        heading = f"{at.label}{at.title}" if at.label != at.title else at.label
        parts.append(heading)
        at = tree.parent(at)
    title = document.title
    region = document.region
    # the region is half the question; titles as printed often leave it out
    if region and document.level != "国家级" and region.rstrip("省市") not in title:
        title = f"{region} {title}"
    return "›".join([title, *(p for p in reversed(parts) if p)])


def tidy(text: str) -> str:
    """Simplified, and without the line breaks and blanks that the page put between ideographs."""
    return _LAYOUT.sub("", simplify(text)).strip()


def _words(clause: Clause, body: str) -> str:
    row = clause.row
    if row is None or clause.kind != "row":
        return body
    # what every row of the table has alike (2024年现状值) would make them harder to tell apart
    columns = row.targets or (((row.year, row.target),) if row.target else ())
    figures = [(word, figure) for year, figure, word in row.others if role_of(word) == "span"]
    cells = [
        f"序号 {row.no}" if row.no else "",
        f"主要任务 {row.group}" if row.group else "",
        f"指标 {row.name}" + (f"（{row.unit}）" if row.unit else ""),
        *((f"{year}年" if year else "") + f"目标 {target}" for year, target in columns),
        *(f"{word} {figure}" for word, figure in figures),
        f"属性 {row.attribute}" if row.attribute else "",
        *_said_besides(clause, body),
    ]
    return "；".join(cell for cell in cells if cell)


def _said_besides(clause: Clause, body: str) -> list[str]:
    """The cells of a row that say in words what no column of an indicator table holds: 主攻方向."""
    row = clause.row
    if row is None or "|" not in body:
        return []
    known = fold(
        "".join([row.name, row.group or "", row.unit or "", row.attribute or "", *clause.departments])
    )
    known += fold("".join([c for _, c in row.targets] + [c for _, c, _ in row.others]))
    own = [c for c in map(str.strip, body.split("|")) if not fold(c).startswith(fold(row.name))]
    return [c for c in own if len(c) > 1 and not c.isdigit() and fold(c) not in known]


class _Chunker:
    def __init__(
        self, document: Document, tree: ClauseTree, clauses: Sequence[Clause], budget: int, count: Count
    ) -> None:
        self._document = document
        self._tree = tree
        self._clauses = clauses
        self._budget = budget
        self._count = count

    def chunks(self) -> Iterator[Chunk]:
        found = [c for clause in self._clauses if clause.clause_id in self._owners for c in self._of(clause)]
        yield from sorted(found, key=lambda c: (c.start, c.end))

    @cached_property
    def _owners(self) -> set[str]:
        owners: set[str] = set()
        for clause in self._clauses:  # parents come before children
            parent = self._tree.parent(clause)
            folded = clause.kind in _FOLDED and parent is not None
            if folded and parent is not None:
                folded = parent.clause_id not in owners or self._count(parent.text) <= self._budget
            if not folded:
                owners.add(clause.clause_id)
        return owners

    @cached_property
    def _below(self) -> dict[str, list[Clause]]:
        """For each owner, the nearest owners below it."""
        below: dict[str, list[Clause]] = {}
        for clause in self._clauses:
            if clause.clause_id not in self._owners:
                continue
            at = self._tree.parent(clause)
            while at is not None and at.clause_id not in self._owners:
                at = self._tree.parent(at)
            if at is not None:
                below.setdefault(at.clause_id, []).append(clause)
        return below

    def _of(self, clause: Clause) -> Iterator[Chunk]:
        below = self._below.get(clause.clause_id, [])
        number = 0
        for gap in _gaps(clause, below):
            if below and not self._worth(clause, gap):
                continue
            for start, end in split(self._document.text, gap, self._budget, self._count):
                yield Chunk(
                    chunk_id=f"{clause.clause_id}#{number}",
                    clause_id=clause.clause_id,
                    doc_id=clause.doc_id,
                    body=self._document.text[start:end],
                    start=start,
                    end=end,
                    breadcrumb=breadcrumb(self._document, self._tree, clause, start > clause.start),
                    search_text=search_text(self._document, self._tree, clause, start, end),
                )
                number += 1

    def _worth(self, clause: Clause, gap: Span) -> bool:
        """Whether what stands between a clause's children is more than a bare heading or table furniture."""
        bare = _bare(simplify(self._document.text[slice(*gap)]))
        if not bare:
            return False
        if clause.kind in _CONTAINERS:
            return len(bare) > len(_bare(clause.label + clause.title))
        first = gap[0] == clause.start
        return clause.kind != "box" or first or any(c in self._document.text[slice(*gap)] for c in "。；")


def _gaps(clause: Clause, below: Sequence[Clause]) -> Iterator[Span]:
    at = clause.start
    for child in sorted(below, key=lambda c: c.start):
        if child.start > at:
            yield at, child.start
        at = max(at, child.end)
    if at < clause.end:
        yield at, clause.end


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def split(text: str, span: Span, budget: int, count: Count) -> list[Span]:
    """``span`` cut at sentence ends into even runs of at most ``budget`` tokens, blanks at the edges off.

    A sentence that is too long by itself is cut at commas and line ends, then anywhere.
    """
    span = _strip(text, span)
    if span[0] >= span[1]:
        return []
    total = count(text[slice(*span)])
    if total <= budget:
        return [span]
    # even runs: a last run of five words finds nothing
    target = min(budget, -(-total // -(-total // budget)) * 11 // 10)
    runs: list[Span] = []
    start = end = span[0]
    for piece_start, piece_end in _pieces(text, span, budget, count):
        if end > start and count(text[start:piece_end]) > (
            target if count(text[start:end]) * 2 > target else budget
        ):
            runs.append((start, end))
            start = piece_start
        end = piece_end
    runs.append((start, end))
    return [s for s in (_strip(text, run) for run in runs) if s[0] < s[1]]


def _pieces(text: str, span: Span, budget: int, count: Count) -> Iterator[Span]:
    for sentence in _cut(text, span, _SENTENCE):
        if count(text[slice(*sentence)]) <= budget:
            yield sentence
            continue
        for phrase in _cut(text, sentence, _PHRASE):
            yield from _halve(text, phrase, budget, count)


def _cut(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    at = span[0]
    while at < span[1]:
        match = pattern.match(text, at, span[1])
        end = match.end() if match and match.end() > at else span[1]
        yield at, end
        at = end


def _halve(text: str, span: Span, budget: int, count: Count) -> Iterator[Span]:
    start, end = span
    if end - start <= 1 or count(text[start:end]) <= budget:
        yield span
        return
    middle = (start + end) // 2
    yield from _halve(text, (start, middle), budget, count)
    yield from _halve(text, (middle, end), budget, count)


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
