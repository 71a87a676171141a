"""Whether a worded answer is about what was asked at all: a probability from the question and the clauses it cites.

The last word on every answer, whichever room worded it: a question about divorce shares words with a policy on
quality, and what its nearest sentence says is no answer. A logistic regression; its coefficients stand in
pertinence.toml, made by ``python -m eval calibrate --foreign`` from gold questions on one side and on the other from
lay questions about other things, asked of the same corpora. Knows nothing of which sentence was chosen or why.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers.answerable import fitted, logistic
from assistant.answers.statements import StatementBook, flat
from assistant.understand.question import Query
from corpus.types import Clause
from index.policy_index import PolicyIndex

# more clauses than this are a list, and the first ones tell what it is about
LOOKED_AT = 6

FEATURES = (
    "placed",  # a place or a document is named
    "said",  # share of the question's words that the cited clauses and the headings around them say
    "unsaid",  # weight of those that they do not say
    "cited",  # cosine of the question and the nearest of the cited clauses
    "weight",  # ln(1 + weight of the words)
    "length",  # ln(1 + number of characters)
)


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients by feature, and the probability from which an answer is given."""

    weights: tuple[float, ...]
    bias: float
    enough: float


@lru_cache(maxsize=1)
def model() -> Model:
    """What pertinence.toml holds."""
    data, weights = fitted("pertinence.toml", FEATURES)
    return Model(weights, float(data["bias"]), float(data["enough"]))


class Pertinence:
    """Judges answers over one index."""

    def __init__(self, index: PolicyIndex, book: StatementBook) -> None:
        self._index = index
        self._book = book
        self._around: dict[str, str] = {}

    def features(self, query: Query, cited: Sequence[Clause]) -> tuple[float, ...]:
        """The values of FEATURES for an answer that cites these clauses."""
        units = list(dict.fromkeys(self._book.unit_of(c) for c in cited[:LOOKED_AT]))
        text = "".join(self._book.text_of(u) + self._headings(u) for u in units)
        total = sum(w.weight for w in query.words) or 1e-9
        said = {w.text: w.said_in(text) for w in query.words}
        return (
            float(bool(query.regions or query.doc_ids or query.part)),
            sum(w.weight * said[w.text] for w in query.words) / total,
            sum(w.weight * (1 - said[w.text]) for w in query.words),
            self._index.likeness(query.search, units),
            math.log1p(total),
            math.log1p(len(query.text)),
        )

    def about(self, query: Query, cited: Sequence[Clause]) -> float:
        """The probability that an answer citing these clauses is about what the question asks."""
        m = model()
        return logistic(m.weights, m.bias, self.features(query, cited))

    def pertains(self, query: Query, cited: Sequence[Clause]) -> bool:
        """Whether that probability is enough for an answer."""
        return self.about(query, cited) >= model().enough

    def _headings(self, unit: Clause) -> str:
        if (known := self._around.get(unit.clause_id)) is not None:
            return known
        document = self._index.documents[unit.doc_id]
        titles = [c.title for c in (*self._index.tree.ancestors(unit), unit)]
        group = unit.row.group or "" if unit.row else ""
        headings = flat(" ".join([document.title, document.region or "", *titles, group]))
        self._around[unit.clause_id] = headings
        return headings
