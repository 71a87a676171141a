"""The one split of STARD's public queries: part is trained on, part never.

Two queries that share a gold article, directly or through others, fall on the same side, so no gold article
of the kept part is ever trained on. Whoever measures on STARD takes the kept part from here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

KEPT_SHARE = 0.42


@dataclass(frozen=True, slots=True)
class Split:
    """Query ids, sorted by number."""

    train: tuple[str, ...]
    kept: tuple[str, ...]


def split_queries(gold: Mapping[str, Sequence[str]], kept_share: float = KEPT_SHARE) -> Split:
    """Splits the queries by groups that share gold articles, the same way every time.

    Groups that hold more than a twentieth of all queries are trained on, so that no single subject rules
    the kept part; of the others, in the order of a digest of their smallest id, the first are kept until
    the kept part is at least ``kept_share`` of all queries.
    """
    groups = _groups(gold)
    large = [group for group in groups if len(group) > len(gold) / 20]
    small = sorted((group for group in groups if group not in large), key=lambda g: _digest(g[0]))
    kept: list[str] = []
    train = [query for group in large for query in group]
    for group in small:
        (kept if len(kept) < kept_share * len(gold) else train).extend(group)
    return Split(tuple(sorted(train, key=_order)), tuple(sorted(kept, key=_order)))


def _groups(gold: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Connected components of the queries, each sorted."""
    leader: dict[str, str] = {}

    def find(node: str) -> str:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for query, articles in gold.items():
        for article in articles:
            leader[find(f"article {article}")] = find(f"query {query}")
    groups: dict[str, list[str]] = {}
    for query in sorted(gold, key=_order):
        groups.setdefault(find(f"query {query}"), []).append(query)
    return list(groups.values())


def _order(query: str) -> tuple[int, str]:
    return (int(query) if query.isdigit() else 0, query)


def _digest(query: str) -> str:
    return hashlib.sha256(query.encode()).hexdigest()
