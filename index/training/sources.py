"""What both recipes train on: questions with texts that answer them and texts that do not, likeliest first.

From STARD's lay questions (its training part), from what laws say about themselves (pairs.py), and from readings. No
text is a gold article of STARD's kept part. Knows nothing of networks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np

from corpus.errors import InputError
from index.sparse import SparseIndex

from . import pairs
from .data import Stard, read_laws, read_stard
from .readings import Reading
from .split import Split, split_queries

PER_KIND = 500  # pairs of each kind from the laws
Kind = Literal["stard", "law", "reading"]


@dataclass(frozen=True, slots=True)
class Source:
    """A question. ``marks`` of its ``answers`` and then its ``others``, empty where no judge has read them."""

    kind: Kind
    question: str
    answers: tuple[str, ...]
    others: tuple[str, ...]
    foreign: tuple[str, ...] = ()  # of laws that do not answer it at all
    marks: tuple[float, ...] = ()

    @property
    def misses(self) -> tuple[str, ...]:
        """The others, without those that a judge takes for about as right as the answer."""
        if not self.marks or not self.answers:
            return self.others
        best = max(self.marks[: len(self.answers)])
        told = zip(self.others, self.marks[len(self.answers) :], strict=True)
        return tuple(text for text, mark in told if mark < best - 1)


def of_statements(readings: Sequence[Reading]) -> list[Source]:
    """What the judge learns from readings."""
    return [Source("reading", r.question, r.answers, r.others, (), r.marks) for r in readings if r.others]


def of_clauses(readings: Sequence[Reading], banned: set[str]) -> list[Source]:
    """What the encoder learns from readings: those with an answer.

    :param banned: squeezed texts that may answer nothing, see ``public_sources``.
    """
    return [
        Source("reading", r.search, r.clauses, r.elsewhere, (), r.clause_marks)
        for r in readings
        if r.clauses
        and r.elsewhere
        and not any(ban in pairs.squeeze_all(text) for text in r.clauses for ban in banned)
    ]


def public_sources(data: Path, random: Random) -> tuple[list[Source], set[str]]:
    """STARD's training questions and pairs of the laws; the squeezed gold articles of its kept part, which are in none.

    :raises InputError: no such data.
    """
    stard = read_stard(data / "stard")
    split = split_queries(stard.gold)
    banned = {pairs.squeeze(stard.articles[a].text) for q in split.kept for a in stard.gold[q]}
    laws = list(read_laws(data / "laws" / "just-laws.tar.gz"))
    if not laws:
        raise InputError(f"{data}: no article found in laws/just-laws.tar.gz")
    made = [
        *pairs.law_pairs(laws, banned, PER_KIND, random),
        *pairs.sentence_pairs(laws, banned, PER_KIND, random),
    ]
    found = stard_sources(stard, split, banned, random)
    return [*found, *(Source("law", p.query, (p.passage,), (p.negative,)) for p in made)], banned


def stard_sources(stard: Stard, split: Split, banned: set[str], random: Random) -> list[Source]:
    """STARD's training questions, with articles that are near in words: of any law, and of laws that do not answer."""
    ids = list(stard.articles)
    texts = [stard.articles[i].text for i in ids]
    bare = [pairs.squeeze(t) for t in texts]
    index = SparseIndex.build(texts)
    laws = sorted({a.law for a in stard.articles.values()})

    def styled(at: int) -> str:
        article = stard.articles[ids[at]]
        return f"{article.law}\n{article.text}" if random.random() < 0.7 else article.text

    out = []
    for query in split.train:
        gold = [ids.index(a) for a in stard.gold[query]]
        same = {bare[g] for g in gold} | banned
        order = np.argsort(-index.scores(stard.queries[query]), kind="stable")[:12000].tolist()
        order = [at for at in order if bare[at] not in same]
        own = {stard.articles[ids[g]].law for g in gold}
        beside = set(random.sample(laws, 10)) | own  # a small corpus with the law that answers
        away = set(random.sample(laws, 8)) - own  # one without it
        law = {at: stard.articles[ids[at]].law for at in order}
        near = [at for at in order[:6000] if law[at] in beside][:8]
        out.append(
            Source(
                "stard",
                stard.queries[query],
                tuple(map(styled, gold[:4])),
                tuple(map(styled, dict.fromkeys([*order[2:14], *near]))),
                tuple(map(styled, [at for at in order if law[at] in away][:10])),
            )
        )
    return out
