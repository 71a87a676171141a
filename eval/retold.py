"""Whether a question is answered the same in other people's words.

A file of rewritings (eval/gold/retold) names gold questions and gives their turns in another voice. Each question is asked as it
stands and in every voice; of those that are right as they stand, what is lost is counted. Knows nothing of wordings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import GoldError
from eval.gold import Library, Question, corpus_of, load_gold
from eval.losses import Losses
from eval.records import is_right
from eval.run import Asker, ask_question

_FIELDS = ("gold", "id", "voice", "turns")


@dataclass(frozen=True, slots=True)
class Retold:
    """One rewriting. ``gold``: the file of its question; ``turns``: the whole conversation, the last one is scored."""

    gold: Path
    id: str
    voice: str
    turns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the questions of one corpus are put to."""

    asker: Asker
    library: Library


def read_retold(path: Path, root: Path) -> list[Retold]:
    """The rewritings of a file.

    :param root: the folder that their gold files are named from.
    :raises GoldError: a line that is not as expected, or a gold file that is not there.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror})") from error
    out = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError as error:
            raise GoldError(f"{path}:{number}: found no JSON, expected an object a line") from error
        if not isinstance(data, dict) or any(f not in data for f in _FIELDS) or not data["turns"]:
            raise GoldError(f"{path}:{number}: expected {', '.join(_FIELDS)}")
        gold = root / data["gold"]
        if not gold.is_file():
            raise GoldError(f"{path}:{number}: gold: found {data['gold']!r}, expected a file under {root}")
        out.append(Retold(gold, data["id"], data["voice"], tuple(data["turns"])))
    return out


def questions_of(retold: Sequence[Retold], library: Library) -> Iterator[tuple[Question, Retold, Question]]:
    """Each rewriting between its question as it stands and as it is put there.

    :raises GoldError: a gold file's fault, or an id that it does not have.
    """
    known: dict[Path, Mapping[str, Question]] = {}
    for one in retold:
        if one.gold not in known:
            known[one.gold] = {q.id: q for q in load_gold(one.gold, library)[0]}
        question = known[one.gold].get(one.id)
        if question is None:
            raise GoldError(f"{one.gold}: found no question {one.id!r}")
        yield question, one, replace(question, turns=one.turns)


def by_corpus(retold: Sequence[Retold]) -> dict[Path | None, list[Retold]]:
    """The rewritings of each corpus."""
    out: dict[Path | None, list[Retold]] = {}
    for one in retold:
        out.setdefault(corpus_of(one.gold), []).append(one)
    return out


def put_retold(retold: Sequence[Retold], ground_of: Callable[[Path | None], Ground], out: Path) -> str:
    """Asks all of them; what is lost goes to ``out``/lost.jsonl.

    :param ground_of: a corpus folder (None: the project's own) → what is asked.
    :returns: the table, a line for each voice and for conversations, single questions and those without an answer.
    """
    losses = Losses()
    for corpus, some in by_corpus(retold).items():
        ground = ground_of(corpus)
        right: dict[tuple[Path, str], bool] = {}
        for question, one, put in questions_of(some, ground.library):
            key = (one.gold, one.id)
            if key not in right:
                right[key] = is_right(ask_question(question, ground.asker, ground.library))
            if not right[key]:
                continue
            record = ask_question(put, ground.asker, ground.library)
            losses.add([one.voice, _kind(put)], record, gold=one.gold.name, voice=one.voice)
    losses.write(out)
    return losses.table("retold")


def _kind(question: Question) -> str:
    if not question.answerable:
        return "without answer"
    return "conversations" if len(question.turns) > 1 else "single"
