"""How often a store's searches find what gold questions about policies need. Knows nothing of encoders or answers.

Reads the gold files of docs/gold.md. A question's evidence counts as found where every passage it needs stands inside
one of the first k clauses; the turns of a conversation are joined.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import InputError
from corpus.script import fold
from index.policy_index import Mode, PolicyIndex

from .check import Recall

DEPTHS = (5, 10)
MODES: tuple[Mode, ...] = ("dense", "sparse", "hybrid")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the passages it needs as (document, folded words)."""

    query: str
    needed: tuple[tuple[str, str], ...]


def read_questions(path: Path) -> list[Asked]:
    """The questions of a gold file that need evidence.

    :raises InputError: not such a file, or one without evidence.
    """
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        found = [
            Asked(" ".join(row["turns"]), tuple((p["doc"], fold(p["text"])) for p in row["evidence_all"]))
            for row in rows
            if row.get("evidence_all")
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a gold file ({error!r})") from error
    if not found:
        raise InputError(f"{path}: no question names the passages it needs (evidence_all)")
    return found


def evidence_recall(
    index: PolicyIndex, questions: Sequence[Asked], modes: Sequence[Mode] = MODES
) -> Mapping[str, Recall]:
    """Each mode's share of questions whose evidence is found."""
    folded = cache(fold)
    found: dict[str, Recall] = {}
    for mode in modes:
        hits: dict[int, list[float]] = {k: [] for k in DEPTHS}
        for question in questions:
            best = index.search(question.query, k=max(DEPTHS), mode=mode)
            clauses = [(e.clause.doc_id, folded(e.clause.text)) for e in best]
            for k in DEPTHS:
                hits[k].append(
                    float(
                        all(
                            any(d == doc and words in text for d, text in clauses[:k])
                            for doc, words in question.needed
                        )
                    )
                )
        found[mode] = Recall({k: tuple(values) for k, values in hits.items()})
    return found
