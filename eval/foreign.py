"""``python -m eval calibrate --foreign``: the coefficients by which an answer is judged to be about the question at all.

Right answers to gold questions are one side. The other are questions about other things, asked of the same
corpora: every one that gets an answer is a wrong one. Half of them are asked with a place of the corpus put before
them, because callers say where they are whatever they ask. Knows nothing of which sentence an answer is made of.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answers.pertinence import FEATURES, Model, model
from assistant.assistant import Assistant
from assistant.types import Turn
from assistant.understand.question import Query
from corpus.errors import InputError
from eval.gold import Question, load_gold
from eval.logistic import Floats, as_toml, fit, probabilities
from eval.matching import Place, points_at
from eval.product import library_of

SEED = 20261126
FOREIGN_WEIGHT = 0.35  # they are many, and no caller asks only such
REGULARISATION = 0.3  # scikit-learn's C, over standardised features


@dataclass(frozen=True, slots=True)
class Example:
    """An answer given. ``source``: the gold set or corpus, so that it can be held out."""

    source: str
    values: tuple[float, ...]
    right: bool
    foreign: bool


@dataclass(frozen=True, slots=True)
class Foreign:
    """A question about something else. ``answered_by``: titles of the documents that would answer it after all."""

    text: str
    answered_by: frozenset[str] = frozenset()


def read_foreign(path: Path) -> list[Foreign]:
    """The questions of a gold file without answers, or of a folder in STARD's layout (with the laws that answer them).

    :raises InputError: nothing there, or not in one of these forms.
    """
    try:
        if path.is_dir():
            return list(_statute_questions(path))
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return [Foreign(str(line["turns"][-1])) for line in lines if not line["answerable"]]
    except FileNotFoundError as error:
        raise InputError(f"{error.filename}: not found, expected questions about other things") from error
    except (KeyError, ValueError, IndexError, TypeError) as error:
        raise InputError(f"{path}: {error!r}, expected lines with turns and answerable") from error


def _statute_questions(folder: Path) -> Iterator[Foreign]:
    import gzip

    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        laws = {record["_id"]: record["law"] for record in map(json.loads, file)}
    golds: dict[str, set[str]] = {}
    for line in (folder / "qrels.train.tsv").read_text("utf-8").splitlines()[1:]:
        query, article, _ = line.split("\t")
        golds.setdefault(query, set()).add(laws[article])
    for line in (folder / "queries.train.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        yield Foreign(record["text"], frozenset(golds.get(record["_id"], ())))


def calibrate_foreign(
    sets: Sequence[tuple[Path, Path]], foreign: Sequence[Path], target: Path, *, each: int = 400
) -> str:
    """Fit on gold files, each with the store of its corpus, and on foreign questions; write ``target``; a table.

    The table's figures come from models that saw neither the corpus nor the foreign questions they are reported on.

    :param sets: (gold file, store).
    :param each: so many foreign questions are asked of each store.
    :raises GoldError, InputError: a file or store that cannot be used.
    """
    questions = [q for path in foreign for q in read_foreign(path)]
    examples: list[Example] = []
    for store in dict.fromkeys(store for _, store in sets):
        assistant = Assistant.open(store)
        for gold in (gold for gold, other in sets if other == store):
            examples += _right_ones(gold, assistant, str(store))
        examples += _foreign_ones(questions, assistant, str(store), each)
    held_out = np.zeros(len(examples))
    for source in dict.fromkeys(e.source for e in examples):
        rest = [e for e in examples if e.source != source]
        mine = [i for i, e in enumerate(examples) if e.source == source]
        if len({e.right for e in rest}) == 2:
            held_out[mine] = probabilities([examples[i].values for i in mine], *_fit(rest))
    command, kept = "python -m eval calibrate --foreign", {"enough": model().enough}
    target.write_text(as_toml(command, FEATURES, *_fit(examples), kept), "utf-8")
    return _table(examples, held_out, model())


def _right_ones(gold: Path, assistant: Assistant, source: str) -> Iterator[Example]:
    questions, _ = load_gold(gold, library_of(assistant.index.documents.values()))
    for question in questions:
        history: list[Turn] = []
        for turn in question.turns[:-1]:
            history.append(Turn(turn, assistant.ask(turn, history)))
        query = assistant.understander.understand(assistant.dialogue.standalone(question.turns[-1], history))
        values = _values(query, assistant)
        if values is None:
            continue
        if not question.answerable:
            yield Example(source, values[0], False, False)
        elif _is_right(question, values[1]):
            yield Example(source, values[0], True, False)


def _foreign_ones(
    questions: Sequence[Foreign], assistant: Assistant, source: str, each: int
) -> Iterator[Example]:
    documents = assistant.index.documents.values()
    titles = {d.title for d in documents}
    places = [d.region for d in documents if d.region and d.level != "国家级"] or [""]
    draw = random.Random(SEED)
    foreign = [q for q in questions if not titles & q.answered_by]
    for question in draw.sample(foreign, min(each, len(foreign))):
        place = draw.choice(["", draw.choice(places) + draw.choice(["", "，"])])
        values = _values(assistant.understander.understand(place + question.text), assistant)
        if values is not None:
            yield Example(source, values[0], False, True)


def _values(query: Query, assistant: Assistant) -> tuple[tuple[float, ...], Place] | None:
    """(features of the answer given, where it stands); None where none is given or none is judged."""
    composer = assistant.composer
    composed = composer.draft(query)
    cited = composed.draft.clauses()
    if composed.outcome != "answered" or not cited or not composer.is_judged(query):
        return None
    place = Place(cited[0].doc_id, *assistant.index.tree.cite_parts(cited[0]))
    return composer.pertinence.features(composer.asked(query), cited), place


def _is_right(question: Question, place: Place) -> bool:
    return any(points_at(gold, place) for gold in question.citations)


def _fit(examples: Sequence[Example]) -> tuple[Floats, float]:
    shares = [FOREIGN_WEIGHT if e.foreign else 1.0 for e in examples]
    return fit([e.values for e in examples], [e.right for e in examples], shares, REGULARISATION)


def _table(examples: Sequence[Example], held_out: Floats, limits: Model) -> str:
    lines = [f"{len(examples)} answers; each corpus judged by a model that did not see it"]
    for enough in sorted({0.05, 0.1, 0.15, 0.2, 0.3, limits.enough}):
        right = [p for e, p in zip(examples, held_out, strict=True) if e.right]
        foreign = [p for e, p in zip(examples, held_out, strict=True) if e.foreign]
        lines.append(
            f"from {enough:.2f}: right answers refused {sum(p < enough for p in right)}/{len(right)}, "
            f"answers to foreign questions let through {sum(p >= enough for p in foreign)}/{len(foreign)}"
        )
    return "\n".join(lines)
