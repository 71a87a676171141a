"""The gate: accepted figures in ``eval/baselines/``, and what of a new run lies below them.

A baseline is a JSON file with the gold file, the answerer and the figures that were accepted. Latency is not
gated: a clock is no test. Knows nothing of how answers are made or scored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from eval.metrics import METRICS
from eval.records import Record, dump, read_run, write_atomically

BASELINES = Path(__file__).resolve().parent / "baselines"
# rounded figures of the same answers must not differ by the rounding
_SLACK = 1e-4
# processors round the encoder's int8 arithmetic differently, which turns a question near a limit now and then: so many
# questions, or a few less, may hold one that fell
TOLERANCE, FEW_LESS = 60, 10
# what no source says must never be told, that is not a matter of rounding
STRICT = frozenset({"grounded", "quotes_verbatim", "numbers_grounded"})


def baseline_of(summary: Mapping[str, Any]) -> Record:
    """What is kept of a run as the accepted figures."""
    return {
        "gold": summary["gold"],
        "gold_sha256": summary["gold_sha256"],
        "answerer": summary["answerer"],
        "corpus": summary["corpus"],
        "encoder": summary["encoder"],
        "questions": summary["questions"],
        "crashed": summary["crashed"],
        "figures": {m: f["value"] for m, f in summary["metrics"].items() if f is not None},
    }


def accept(summary: Mapping[str, Any], folder: Path = BASELINES) -> Path:
    """Make the run's figures the accepted ones; returns the file, named after gold file and answerer.

    :raises InputError: the run crashed at a question: that is never an accepted state.
    """
    if summary["crashed"]:
        raise InputError(
            f"{summary['gold']}: {summary['crashed']} questions crashed, expected none in a baseline"
        )
    name = summary["gold"].removeprefix("eval/gold/").removesuffix(".jsonl").replace("/", "-")
    path = folder / f"{name}-{summary['answerer']}.json"
    write_atomically(path, dump(baseline_of(summary), indent=1) + "\n")
    return path


def read_baselines(folder: Path = BASELINES) -> dict[Path, Record]:
    """All accepted baselines, by file.

    :raises InputError: none there, or a file that is not a baseline.
    """
    baselines: dict[Path, Record] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            value = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise InputError(f"{path}: not JSON ({error})") from error
        if (
            not isinstance(value, dict)
            or not {"gold", "gold_sha256", "corpus", "answerer", "figures"} <= value.keys()
        ):
            raise InputError(f"{path}: expected gold, gold_sha256, corpus, answerer and figures")
        unknown = sorted(set(value["figures"]) - set(METRICS))
        if unknown:
            raise InputError(f"{path}: figures: found {unknown[0]}, expected only {', '.join(METRICS)}")
        baselines[path] = value
    if not baselines:
        raise InputError(f"{folder}: no baseline here; accept one with python -m eval gate --accept RUN")
    return baselines


def below(baseline: Mapping[str, Any], summary: Mapping[str, Any]) -> list[str]:
    """What of a run is worse than accepted, a line each; empty where the gate is open.

    Figures over other questions are not comparable, so a changed gold file fails too until accepted anew.
    """
    if baseline["gold_sha256"] != summary["gold_sha256"]:
        return [
            f"{summary['gold']}: the gold file changed since its figures were accepted; accept the new ones"
        ]
    lines = []
    if summary["crashed"]:
        lines.append(f"{summary['gold']}: {summary['crashed']} questions crashed, expected none")
    for metric, floor in baseline["figures"].items():
        figure = summary["metrics"].get(metric)
        found = None if figure is None else figure["value"]
        asked = 0 if figure is None or metric in STRICT else figure["n"]
        slack = _SLACK + ((asked + FEW_LESS) // TOLERANCE / asked if asked else 0.0)
        worse = found is None or (found < floor - slack if METRICS[metric] else found > floor + slack)
        if worse:
            said = "nothing" if found is None else f"{found:.4f}"
            lines.append(f"{summary['gold']}: {metric}: found {said}, accepted is {floor:.4f}")
    return lines


def judge(runs: Sequence[Path] | None, out: Path, folder: Path = BASELINES) -> list[str]:
    """What is worse than accepted, over finished ``runs`` or, without any, over a new run for each baseline.

    :param out: where new runs are written, a folder each.
    :raises InputError: no baseline, or none for a run that was given.
    """
    baselines = read_baselines(folder)
    if runs:
        by_key = {(b["gold"], b["answerer"]): b for b in baselines.values()}
        lines = []
        for run in runs:
            summary, _ = read_run(run)
            baseline = by_key.get((summary["gold"], summary["answerer"]))
            if baseline is None:
                raise InputError(f"{run}: no baseline for {summary['gold']} with {summary['answerer']}")
            lines += below(baseline, summary)
        return lines
    from eval.product import ROOT, run_gold

    lines = []
    for path, baseline in baselines.items():
        corpus = ROOT / baseline["corpus"] if baseline["corpus"] else None
        summary, _ = run_gold(
            ROOT / baseline["gold"], out / path.stem, corpus=corpus, answerer=baseline["answerer"]
        )
        lines += below(baseline, summary)
    return lines
