"""The file of readings: questions with texts that answer them and texts that do not, for the judge and the encoder.

A reading has the product's likeliest statements (what the judge reads) and its likeliest clauses (what the encoder
embeds). ``marks`` are logits that judges gave to these texts which had not been trained on the question: what looks
like a wrong text and is right after all has a high one. Knows nothing of models, nor of where questions come from.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError

Texts = tuple[str, ...]
Marks = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with texts, likeliest first. ``answers`` and ``clauses`` are empty where nothing answers it.

    ``marks`` belong to ``answers`` then ``others``, ``clause_marks`` to ``clauses`` then ``elsewhere``; empty where no
    judge has read them.
    """

    question: str
    search: str  # what is searched for: the question without what only tells where or when
    answers: Texts
    others: Texts
    clauses: Texts = ()
    elsewhere: Texts = ()
    marks: Marks = ()
    clause_marks: Marks = ()


def write(path: Path, readings: Sequence[Reading]) -> None:
    """Writes readings as one JSON object, compressed; each text is written once."""
    at: dict[str, int] = {}
    rows = [
        [
            r.question,
            r.search,
            *([at.setdefault(t, len(at)) for t in texts] for texts in _texts(r)),
            *([round(m, 1) for m in marks] for marks in (r.marks, r.clause_marks)),
        ]
        for r in readings
    ]
    data = {"texts": list(at), "readings": rows}
    path.write_bytes(lzma.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()))


def read(path: Path) -> list[Reading]:
    """What ``write`` wrote.

    :raises InputError: no such file.
    """
    try:
        data = json.loads(lzma.decompress(path.read_bytes()))
        told = data["texts"]

        def texts(ids: Sequence[int]) -> Texts:
            return tuple(told[i] for i in ids)

        return [
            Reading(
                question,
                search,
                texts(answers),
                texts(others),
                texts(clauses),
                texts(elsewhere),
                tuple(marks),
                tuple(clause_marks),
            )
            for question, search, answers, others, clauses, elsewhere, marks, clause_marks in data["readings"]
        ]
    except (OSError, lzma.LZMAError, ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(f"{path}: no readings of `python -m eval reading` ({error!r})") from error


def _texts(reading: Reading) -> tuple[Texts, Texts, Texts, Texts]:
    return reading.answers, reading.others, reading.clauses, reading.elsewhere
