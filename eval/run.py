"""Asks every gold question and writes the run. Knows nothing of how answers are made or scored.

A run that was broken off is taken up where it stopped, if the same questions are put to the same product:
finished answers wait in ``partial.jsonl``, whose first line says what they were measured on.
"""

from __future__ import annotations

import hashlib
import json
import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.types import Answer, Turn
from eval.gold import Finding, Library, Question
from eval.metrics import score
from eval.records import (
    RESULTS,
    SUMMARY,
    Record,
    crashed_record,
    dump,
    record_of,
    summarise,
    write_atomically,
)
from eval.report import report_html

PARTIAL = "partial.jsonl"
REPORT = "report.html"


class Asker(Protocol):
    """Whatever answers: the assistant, or a scripted one in tests."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer to ``question`` after the exchanges in ``history``."""
        ...


def ask_question(question: Question, asker: Asker, library: Library) -> Record:
    """Asks all turns, scores the last answer; an exception is recorded, not raised."""
    history: list[Turn] = []
    try:
        for turn in question.turns[:-1]:
            history.append(Turn(turn, asker.ask(turn, tuple(history))))
        start = time.perf_counter()
        answer = asker.ask(question.turns[-1], tuple(history))
        ms = (time.perf_counter() - start) * 1000
    except Exception as error:  # whatever it was, the other questions are still to be asked
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return crashed_record(question, f"{type(error).__name__}: {error} ({place})")
    return record_of(question, answer, score(question, answer, library), ms)


def _finished(partial: Path, key: str) -> dict[str, Record]:
    """Records of a broken-off run on the same ground; none where the ground has changed."""
    if not partial.is_file():
        return {}
    head, *lines = partial.read_text("utf-8").split("\n")
    try:
        if json.loads(head) != {"key": key}:
            return {}
        # the last line may be torn
        return {r["id"]: r for r in map(json.loads, lines[:-1])}
    except ValueError:
        return {}


def run_questions(
    questions: Sequence[Question],
    asker: Asker,
    library: Library,
    out: Path,
    *,
    about: Mapping[str, Any],
    doubts: Sequence[Finding] = (),
    ground: str = "",
    progress: bool = True,
) -> Record:
    """Asks, scores and writes ``results.jsonl``, ``summary.json`` and ``report.html`` into ``out``.

    :param about: what the summary says of the run: gold file, answerer, encoder ...
    :param ground: fingerprint of everything that answers depend on; a broken-off run with the same one is
        taken up, any other is begun anew.
    :returns: the summary.
    """
    from tqdm import tqdm

    out.mkdir(parents=True, exist_ok=True)
    partial = out / PARTIAL
    key = hashlib.sha256(repr((ground, dict(about), questions)).encode()).hexdigest()
    done = _finished(partial, key)
    with partial.open("w", encoding="utf-8") as file:
        file.write(dump({"key": key}) + "\n")
        for record in done.values():
            file.write(dump(record) + "\n")
        file.flush()
        for question in tqdm(questions, desc="评测", unit="题", disable=None if progress else True):
            if question.id not in done:
                done[question.id] = ask_question(question, asker, library)
                file.write(dump(done[question.id]) + "\n")
                file.flush()
    records = [done[q.id] for q in questions]
    summary = summarise(records, about, doubts)
    write_atomically(out / RESULTS, "".join(dump(r) + "\n" for r in records))
    write_atomically(out / REPORT, report_html(summary, records))
    # last: its presence says that the run is whole
    write_atomically(out / SUMMARY, dump(summary, indent=1) + "\n")
    partial.unlink()
    return summary


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest over the contents of files and, for folders, of the .py, .md and .toml files below them."""
    digest = hashlib.sha256()
    for path in paths:
        files = (
            [path]
            if path.is_file()
            else sorted(p for p in path.rglob("*") if p.suffix in (".py", ".md", ".toml"))
        )
        for file in files:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
