"""What the numbering of a folder of texts looks like: which texts have articles, and whether they follow on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.decimals import comes_after, decimal_path
from corpus.errors import DocumentError
from corpus.load import load_file, text_files
from corpus.parse import parse
from corpus.types import ParsedDocument


@dataclass(frozen=True, slots=True)
class Numbering:
    """One text. ``breaks``: the places where an article does not follow the one before it."""

    path: str
    articles: int
    first: str | None
    breaks: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """contiguous, fragment (contiguous, but beginning after 第一条), broken, or none (no articles)."""
        if not self.articles:
            return "none"
        if self.breaks:
            return "broken"
        begun = self.first in ("第一条", "（一）", "1.") or decimal_path(self.first or "")[1:] == (1,)
        return "contiguous" if begun else "fragment"


def check_folder(folder: Path) -> Iterator[Numbering]:
    """The numbering of every text below a folder, in order.

    :raises DocumentError: no such folder, or a text that cannot be read.
    """
    if not folder.is_dir():
        raise DocumentError(f"{folder}: no such folder, expected one with texts")
    for path in text_files(folder):
        yield numbering(parse(load_file(path)), str(path.relative_to(folder)))


def numbering(parsed: ParsedDocument, path: str) -> Numbering:
    """What the article numbers of a parsed text look like."""
    articles = [c for c in parsed.clauses if c.kind == "article" and c.number is not None]
    breaks = []
    for before, clause in pairwise(articles):
        printed, after = decimal_path(clause.label), decimal_path(before.label)
        if printed and (printed[-1] == 1 or comes_after(printed, after[: len(printed)])):
            continue  # 2.1 after 1.3: between them a chapter, which is no article
        a, b = before.number or 0, clause.number or 0
        starts_again = b == 1 and clause.parent_id != before.parent_id
        if b != a + 1 and not starts_again and not (b == a and "之" in clause.label):
            breaks.append(f"{before.label} → {clause.label}")
    first = articles[0].label if articles else None
    return Numbering(path, len(articles), first, tuple(breaks), parsed.warnings)


def report(found: list[Numbering]) -> str:
    """The counts, then every text that is not contiguous from its first article, with the reason."""
    reasons = {
        "fragment": "begins after its first article (a part of a larger text)",
        "broken": "numbers do not follow on",
        "none": "has no articles",
    }
    lines = [f"{len(found)} texts, {sum(n.articles for n in found)} articles"]
    for verdict in ("contiguous", *reasons):
        lines.append(f"{verdict}: {sum(n.verdict == verdict for n in found)}")
    for n in found:
        if n.verdict == "contiguous":
            continue
        where = f"{n.first} first" if n.verdict == "fragment" else "; ".join(n.breaks[:3])
        lines.append(f"{n.path}: {reasons[n.verdict]}{': ' + where if where else ''}")
    return "\n".join(lines)
