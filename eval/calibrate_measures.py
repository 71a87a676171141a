"""The weights by which the assistant tells which figure a how-much question asks for (assistant/answers/measures).

Each development question that asks for a figure gives one example: all indicators in its scope, and which of them
the gold answer says; a question that no text answers has none. Maximum likelihood of a conditional logit. Knows
nothing of how answers are worded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answers.measures import FEATURES, Model, model
from assistant.assistant import Assistant
from corpus.types import Indicator
from eval.fold import comparable
from eval.gold import Question, load_gold
from eval.matching import Place, points_at
from eval.product import library_of

Floats = npt.NDArray[np.float64]
RIDGE = 0.05  # over standardised features


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one question. ``values``: shape (n, features); ``right``: shape (n,)."""

    source: str
    values: Floats
    names: tuple[tuple[str, str], ...]
    right: npt.NDArray[np.bool_]


def calibrate_measures(sets: Sequence[tuple[Path, Path]], target: Path) -> str:
    """Fit on gold files, each with the store of its corpus; write ``target``; a table of what that does.

    The table's figures come from weights that did not see the set they are reported on.

    :param sets: (gold file, store).
    :raises GoldError, InputError: a gold file or store that cannot be used.
    """
    examples = [e for gold, store in sets for e in _examples(gold, Assistant.open(store))]
    limits = model()
    counts: dict[str, int] = dict.fromkeys(("right", "unsure", "wrong", "refused", "missed"), 0)
    for source in dict.fromkeys(e.source for e in examples):
        others = [e for e in examples if e.source != source] or examples
        weights, none = _fit(others)
        for example in (e for e in examples if e.source == source):
            counts[_outcome(example, weights, none, limits.named)] += 1
    weights, none = _fit(examples)
    target.write_text(_toml(weights, none, limits), "utf-8")
    said = ", ".join(f"{word} {n}" for word, n in counts.items())
    return f"{len(examples)} questions for figures; each set judged by weights that did not see it: {said}"


def _examples(gold: Path, assistant: Assistant) -> Iterator[Example]:
    questions, _ = load_gold(gold, library_of(assistant.index.documents.values()))
    for question in questions:
        if len(question.turns) > 1 or question.category not in ("indicator", "fact", "refusal"):
            continue
        query = assistant.understander.understand(question.turns[0])
        if not query.asks_figure or query.outside or query.unheard:
            continue
        found = assistant.composer.measures.candidates(query, assistant.composer.scope(query))
        right = np.array([_is_right(question, indicator, assistant) for indicator, _, _ in found], bool)
        if not found or (question.answerable and not right.any()):
            continue  # the answer is no indicator
        names = tuple((i.clause_id, i.name) for i, _, _ in found)
        yield Example(str(gold), np.array([values for _, _, values in found]), names, right)


def _is_right(question: Question, indicator: Indicator, assistant: Assistant) -> bool:
    clause = assistant.index.tree.get(indicator.clause_id)
    if clause is None:
        return False
    place = Place(clause.doc_id, *assistant.index.tree.cite_parts(clause))
    figure = comparable(indicator.quantity.text).strip("≥>以上左右")
    said = any(figure in comparable(form) for group in question.must_contain for form in group)
    return said and any(points_at(cited, place) for cited in question.citations)


def _shares(example: Example, weights: Floats, none: float) -> Floats:
    """The probability of each candidate, that of none of them last."""
    logits = np.append(example.values @ weights, none)
    odds = np.exp(logits - logits.max())
    return np.asarray(odds / odds.sum())


def _outcome(example: Example, weights: Floats, none: float, named: float) -> str:
    shares = _shares(example, weights, none)
    best = int(np.argmax(shares[:-1]))
    same = np.array([name == example.names[best] for name in example.names])
    if shares[:-1][same].sum() < named:
        return "unsure" if example.right.any() else "refused"
    return "right" if example.right[same].any() else "wrong" if example.right.any() else "missed"


def _fit(examples: Sequence[Example]) -> tuple[Floats, float]:
    from scipy.optimize import minimize

    every = np.vstack([e.values for e in examples])
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-6
    scaled = [((e.values - mean) / spread, np.append(e.right, not e.right.any())) for e in examples]

    def loss(w: Floats) -> tuple[float, Floats]:
        total, slope = RIDGE / 2 * float(w[:-1] @ w[:-1]), np.append(RIDGE * w[:-1], 0.0)
        for values, right in scaled:
            logits = np.append(values @ w[:-1], w[-1])
            odds = np.exp(logits - logits.max())
            shares = odds / odds.sum()
            said = shares[right].sum()
            total -= float(np.log(said + 1e-12))
            rest = shares - np.where(right, shares / said, 0.0)
            slope[:-1] += values.T @ rest[:-1]
            slope[-1] += rest[-1]
        return total, slope

    fitted = minimize(loss, np.zeros(len(FEATURES) + 1), jac=True, method="L-BFGS-B").x
    weights = fitted[:-1] / spread
    return weights, float(fitted[-1] + (weights * mean).sum())


def _toml(weights: Floats, none: float, limits: Model) -> str:
    lines = [
        "# Made by `python -m eval calibrate --figures`; the limit is kept as it is.",
        f"none = {none:.3f}  # of no indicator at all",
        f"named = {limits.named}  # share of the probability from which on an indicator is the one asked for",
        "",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(FEATURES, weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"
