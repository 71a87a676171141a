"""Reads the public texts the recipe trains and measures on. Knows nothing of pairs or models.

The folder given to the recipe holds ``stard/`` (lay questions → articles of law, BEIR-like files) and
``laws/just-laws.tar.gz`` (national laws in Markdown).
"""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a law."""

    law: str
    number: str  # 第十三条
    text: str
    headings: tuple[str, ...] = ()  # 编, 章, 节 above it


@dataclass(frozen=True, slots=True)
class Stard:
    """Queries by id, articles by id, and which articles answer which query."""

    queries: Mapping[str, str]
    articles: Mapping[str, Article]
    gold: Mapping[str, tuple[str, ...]]


def read_stard(folder: Path) -> Stard:
    """Reads ``queries.train.jsonl``, ``qrels.train.tsv`` and ``corpus.jsonl.gz``.

    :raises InputError: a file is missing or a line of it is not what it should be.
    """
    try:
        queries = {
            row["_id"]: row["text"]
            for row in map(json.loads, (folder / "queries.train.jsonl").read_text("utf-8").splitlines())
        }
        with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            articles = {
                row["_id"]: Article(row["law"], row["article"], row["content"])
                for row in map(json.loads, lines)
            }
        gold: dict[str, list[str]] = {}
        for line in (folder / "qrels.train.tsv").read_text("utf-8").splitlines()[1:]:
            query, article, _ = line.split("\t")
            gold.setdefault(query, []).append(article)
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{folder}: not the STARD files the recipe reads ({error!r})") from error
    return Stard(queries, articles, {query: tuple(ids) for query, ids in gold.items()})


_ARTICLE = re.compile(r"^\*\*(第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)\*\*\s*(.*)$")
_HEADING = re.compile(r"^(#{2,5})\s*(第[零一二三四五六七八九十百]+[编章节])\s*(.*)$")


def read_laws(archive: Path) -> Iterator[Article]:
    """The articles of the laws in ``just-laws.tar.gz``, file by file in the order of their names.

    :raises InputError: not such an archive.
    """
    try:
        with tarfile.open(archive) as tar:
            members = sorted((m for m in tar if m.isfile() and m.name.endswith(".md")), key=lambda m: m.name)
            for member in members:
                stream = tar.extractfile(member)
                if stream is not None:
                    yield from _articles(stream.read().decode("utf-8"))
    except (OSError, tarfile.TarError, UnicodeDecodeError) as error:
        raise InputError(f"{archive}: not the archive of laws the recipe reads ({error!r})") from error


def _articles(markdown: str) -> Iterator[Article]:
    law = ""
    headings: dict[int, str] = {}
    number, text = "", ""
    for line in [*markdown.splitlines(), "# "]:
        heading, article = _HEADING.match(line), _ARTICLE.match(line)
        if (heading or article or line.startswith("# ")) and number and law:
            yield Article(law, number, text.strip(), tuple(headings[level] for level in sorted(headings)))
            number = ""
        if line.startswith("# "):
            law, headings = line[2:].strip(), {}
        elif heading:
            level = len(heading[1])
            headings = {k: v for k, v in headings.items() if k < level}
            headings[level] = f"{heading[2]} {heading[3].strip()}".strip()
        elif article:
            number, text = article[1], article[2]
        elif number and line.strip() and not line.startswith(("#", "---", "[", "|")):
            text += "\n" + line.strip()
