"""``python -m eval calibrate``: the coefficients by which the assistant decides whether a statement answers.

Each question gives one example: the features of the statement ranked first, and whether it is what the gold cites.
Knows nothing of how answers are worded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from assistant.answers import judging
from assistant.answers.answerable import Model, model
from assistant.answers.ranking import Scored, likeliest
from assistant.answers.signals import FEATURES
from assistant.assistant import Assistant
from assistant.types import Turn
from assistant.understand.question import Kind, Query
from eval.gold import Question, load_gold
from eval.logistic import Floats, as_toml, fit, probabilities
from eval.matching import Place, points_at
from eval.product import library_of

REGULARISATION = 0.2  # scikit-learn's C, over standardised features
WRONG_COSTS = 3.0  # a wrong answer, in right ones that are not given
LIMITS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # what the table tells the worth of
# questions of these kinds are not answered by a ranked statement
_OTHER_WAYS = (Kind.CLAUSE, Kind.COMPARE, Kind.META, Kind.TASKS)


@dataclass(frozen=True, slots=True)
class Example:
    """One statement ranked first. ``source``: the corpus, so that it can be held out."""

    source: str
    values: tuple[float, ...]
    right: bool
    figure: bool


def calibrate(sets: Sequence[tuple[Path, Path]], target: Path, *, judged: bool = False) -> str:
    """Fit on gold files, each with the store of its corpus; write ``target``; a table of what that does.

    The table's figures come from models that did not see the corpus they are reported on.

    :param sets: (gold file, store).
    :param judged: the second decision, of statements that the judge has read; else the first one.
    :raises GoldError, InputError: a gold file or store that cannot be used.
    """
    opened = {store: Assistant.open(store) for store in dict.fromkeys(store for _, store in sets)}
    examples = [e for gold, store in sets for e in _examples(gold, str(store), opened[store], judged)]
    held_out = np.zeros(len(examples))
    for source in dict.fromkeys(e.source for e in examples):
        rest = [e for e in examples if e.source != source]
        mine = [i for i, e in enumerate(examples) if e.source == source]
        if len({e.right for e in rest}) == 2:
            weights, bias = _fit(rest)
            held_out[mine] = probabilities([examples[i].values for i in mine], weights, bias)
    weights, bias = _fit(examples)
    limits: Model | judging.Model = judging.model() if judged else model()
    kept = {k: v for k, v in asdict(limits).items() if k not in ("weights", "bias")}
    command = "python -m eval calibrate" + (" --judge" if judged else "")
    names = judging.JUDGED_FEATURES if judged else FEATURES
    target.write_text(as_toml(command, names, weights, bias, kept), "utf-8")
    return _table(examples, held_out, limits)


def open_sets(golds: Sequence[Path], out: Path) -> list[tuple[Path, Path]]:
    """(gold file, store) of each: a file is asked of the project's store, a folder holds gold.jsonl and corpus/.

    :raises InputError: a corpus that cannot be read.
    """
    from index.build import build_index
    from index.settings import Settings

    sets = []
    for gold in golds:
        if not gold.is_dir():
            sets.append((gold, Settings.from_env().store))
            continue
        store = out / gold.name
        build_index(gold / "corpus", store)
        sets.append((gold / "gold.jsonl", store))
    return sets


def _examples(gold: Path, source: str, assistant: Assistant, judged: bool) -> Iterator[Example]:
    questions, _ = load_gold(gold, library_of(assistant.index.documents.values()))
    for question in questions:
        query = understood(question, assistant)
        if query.kind in _OTHER_WAYS or query.refs or (query.outside and not query.doc_ids):
            continue
        ranked = assistant.ranker.rank(query, assistant.composer.scope(query))
        first = likeliest(query.asks_figure, ranked)
        if judged and first:
            # only where the judge is asked
            if not assistant.composer.judging.in_doubt(query, first):
                continue
            first = assistant.composer.judging.read(query, ranked)
        if not first:
            continue
        if query.asks_figure and not assistant.composer.year_fits(query, first[0]):
            continue  # the year alone refuses it
        right = question.answerable and is_cited(question, first[0], assistant)
        values = assistant.composer.signals.values(query, first[0])
        yield Example(
            source, judging.judged_features(values, first[0]) if judged else values, right, query.asks_figure
        )


def understood(question: Question, assistant: Assistant) -> Query:
    """The last turn as the assistant understands it after the turns before."""
    history: list[Turn] = []
    for turn in question.turns[:-1]:
        history.append(Turn(turn, assistant.ask(turn, history)))
    return assistant.understander.understand(assistant.dialogue.standalone(question.turns[-1], history))


def is_cited(question: Question, scored: Scored, assistant: Assistant) -> bool:
    """Whether a statement stands at a place the gold cites."""
    clause = scored.statement.clause
    place = Place(clause.doc_id, *assistant.index.tree.cite_parts(clause))
    return any(points_at(gold, place) for gold in question.citations)


def _fit(examples: Sequence[Example]) -> tuple[Floats, float]:
    return fit(
        [e.values for e in examples], [e.right for e in examples], [1.0] * len(examples), REGULARISATION
    )


def _worth(judged: Sequence[tuple[Example, float]], limit: float) -> float:
    """What answers from this limit on are worth a question, corpora counting alike; a refusal is worth nothing."""
    by_corpus: dict[str, list[float]] = {}
    for example, p in judged:
        gain = 0.0 if p < limit else 1.0 if example.right else -WRONG_COSTS
        by_corpus.setdefault(example.source, []).append(gain)
    return sum(sum(gains) / len(gains) for gains in by_corpus.values()) / (len(by_corpus) or 1)


def _table(examples: Sequence[Example], held_out: Floats, limits: Model | judging.Model) -> str:
    lines = [f"{len(examples)} examples; each corpus judged by a model that did not see it"]
    for figure, enough in ((True, limits.enough_figure), (False, limits.enough)):
        mine = [(e, p) for e, p in zip(examples, held_out, strict=True) if e.figure is figure]
        right = [p for e, p in mine if e.right]
        wrong = [p for e, p in mine if not e.right]
        lines.append(
            f"{'figures' if figure else 'texts':8s} from {enough:.2f}: "
            f"right ones refused {sum(p < enough for p in right)}/{len(right)}, "
            f"others let through {sum(p >= enough for p in wrong)}/{len(wrong)}"
        )
        worth = ", ".join(f"{_worth(mine, limit):.3f} from {limit:.2f}" for limit in LIMITS)
        lines.append(f"         worth a question: {worth}")
    return "\n".join(lines)
