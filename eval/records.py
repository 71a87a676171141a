"""A run on disk: one record a question, and the summary over them. Knows nothing of how answers come about.

``results.jsonl``  one record a line, in the order of the gold file
``summary.json``   figures with intervals, over all questions and by category, document, asker and turns
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.types import Answer
from corpus.errors import InputError
from eval.gold import Finding, Question
from eval.metrics import METRICS, Scored
from eval.stats import bootstrap_interval, percentile

Record = dict[str, Any]
RESULTS = "results.jsonl"
SUMMARY = "summary.json"
EVIDENCE_KEPT = 10  # as deep as evidence recall looks


def record_of(question: Question, answer: Answer, scored: Scored, ms: float) -> Record:
    """What is kept of a scored answer. ``ms``: wall time of the last turn."""
    return {
        **_asked(question),
        "outcome": answer.outcome,
        **{
            k: v
            for k, v in answer.to_json().items()
            if k in ("standalone_question", "answer", "citations", "notes")
        },
        "evidence": [
            {
                "doc_id": e.clause.doc_id,
                "clause_id": e.clause.clause_id,
                "label": e.clause.label,
                "title": e.clause.title,
                "source": e.source,
                "score": round(e.score, 6),
                "text": e.clause.text,
            }
            for e in answer.evidence[:EVIDENCE_KEPT]
        ],
        "figures": dict(scored.figures),
        "facts_missing": [list(g) for g in scored.facts_missing],
        "forbidden_found": list(scored.forbidden_found),
        "loose_numbers": list(scored.loose_numbers),
        "altered_quotes": list(scored.altered_quotes),
        "error": None,
        "ms": round(ms, 2),
        "timing_ms": {k: round(v, 2) for k, v in answer.timing_ms.items()},
    }


def is_right(record: Record) -> bool:
    """Whether an answer has the facts, or refuses what has no answer."""
    if record["error"]:
        return False
    refused = record["outcome"] == "refused"
    return not refused and bool(record["figures"]["fact_accuracy"]) if record["answerable"] else refused


def crashed_record(question: Question, error: str) -> Record:
    """What is kept of a question at which the assistant raised: no figure at all, for unscored is not wrong."""
    return {
        **_asked(question),
        "outcome": "crashed",
        "standalone_question": "",
        "answer": "",
        "citations": [],
        "notes": [],
        "evidence": [],
        "figures": dict.fromkeys(METRICS),
        "facts_missing": [],
        "forbidden_found": [],
        "loose_numbers": [],
        "altered_quotes": [],
        "error": error,
        "ms": None,
        "timing_ms": {},
    }


def _asked(question: Question) -> Record:
    return {
        "id": question.id,
        "category": question.category,
        "documents": list(question.documents),
        "asker": question.asker,
        "turns": list(question.turns),
        "answerable": question.answerable,
        "gold": {
            "answer": question.answer,
            "must_contain": [list(g) for g in question.must_contain],
            "must_not_contain": list(question.must_not_contain),
            "citations": [asdict(p) for p in question.citations],
            "evidence_all": [asdict(p) for p in question.evidence_all],
            "note": question.note,
        },
    }


def _figure(values: Sequence[float]) -> Record | None:
    if not values:
        return None
    low, high = bootstrap_interval(values)
    mean = sum(values) / len(values)
    return {"value": round(mean, 4), "low": round(low, 4), "high": round(high, 4), "n": len(values)}


def _figures(records: Sequence[Record]) -> Record:
    scored = {m: [r["figures"][m] for r in records if r["figures"][m] is not None] for m in METRICS}
    times = [r["ms"] for r in records if r["ms"] is not None]
    return {
        "questions": len(records),
        "crashed": sum(r["outcome"] == "crashed" for r in records),
        "metrics": {m: _figure(values) for m, values in scored.items()},
        "latency_ms": {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)} if times else None,
    }


# how a record falls into the groups of each breakdown; a question over two documents counts in both
GROUPS: Mapping[str, Callable[[Record], Sequence[str]]] = {
    "category": lambda r: [r["category"]],
    "document": lambda r: r["documents"] or ["(none)"],
    "asker": lambda r: [r["asker"] or "(none)"],
    "turns": lambda r: ["single" if len(r["turns"]) == 1 else "multi"],
}


def summarise(records: Sequence[Record], about: Mapping[str, Any], doubts: Sequence[Finding]) -> Record:
    """The summary of a run. ``about`` names what was run (gold file, answerer ...)."""
    groups: dict[str, dict[str, list[Record]]] = {name: {} for name in GROUPS}
    for record in records:
        for name, keys in GROUPS.items():
            for key in keys(record):
                groups[name].setdefault(key, []).append(record)
    confusion = {
        "answerable" if wanted else "unanswerable": {
            outcome: sum(r["answerable"] is wanted and r["outcome"] == outcome for r in records)
            for outcome in ("answered", "clarify", "refused", "crashed")
        }
        for wanted in (True, False)
    }
    return {
        "format": 1,
        **about,
        **_figures(records),
        "confusion": confusion,
        "groups": {name: {k: _figures(v) for k, v in sorted(by.items())} for name, by in groups.items()},
        "doubts": [str(d) for d in doubts],
    }


def write_atomically(path: Path, text: str) -> None:
    """Write by rename, so that the file is there whole or not at all."""
    partial = path.with_name(path.name + ".new")
    partial.write_text(text, "utf-8")
    partial.replace(path)


def dump(value: object, *, indent: int | None = None) -> str:
    """JSON with its characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def read_run(folder: Path) -> tuple[Record, list[Record]]:
    """Summary and records of a finished run.

    :raises InputError: ``folder`` holds no finished run.
    """
    try:
        summary = json.loads((folder / SUMMARY).read_text("utf-8"))
        # not splitlines: a text may hold U+2028
        records = [json.loads(line) for line in (folder / RESULTS).read_text("utf-8").split("\n") if line]
    except OSError as error:
        raise InputError(
            f"{folder}: found no finished run ({error.filename}), expected {SUMMARY}, {RESULTS}"
        ) from error
    except ValueError as error:
        raise InputError(f"{folder}: {SUMMARY} or {RESULTS} is not JSON ({error}); run it again") from error
    if not isinstance(summary, dict) or summary.get("format") != 1:
        raise InputError(f"{folder / SUMMARY}: found no run of format 1; run it again")
    return summary, records


def headline(summary: Record) -> str:
    """The figures of a run as a table for a terminal."""
    lines = [f"{summary['questions']} questions, {summary['crashed']} crashed"]
    for metric, figure in summary["metrics"].items():
        if figure:
            lines.append(
                f"{metric:<22}{figure['value']:>8.3f}  [{figure['low']:.3f}, {figure['high']:.3f}]  n={figure['n']}"
            )
    if summary["latency_ms"]:
        lines.append(
            f"latency p50 {summary['latency_ms']['p50']:.0f} ms, p95 {summary['latency_ms']['p95']:.0f} ms"
        )
    return "\n".join(lines)
