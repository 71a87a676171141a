"""Two runs side by side: every metric's difference, and question by question what got better and worse.

Knows nothing of how a run came about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError
from eval.metrics import METRICS
from eval.records import Record, read_run
from eval.stats import mcnemar_exact

# metrics that are right or wrong for a question: McNemar's test fits only these
BINARY = tuple(m for m in METRICS if m not in ("citation_recall", "citation_precision"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Run B against run A over the questions that both answered."""

    metric: str
    better: tuple[tuple[Record, Record], ...]  # (A's record, B's record)
    worse: tuple[tuple[Record, Record], ...]
    p: float  # exact McNemar, two-sided
    means: Mapping[str, tuple[float, float, int]]  # metric → mean in A, mean in B, questions scored in both
    unpaired: tuple[str, ...]  # ids that only one run has, or that crashed in one


def compare_records(a: Sequence[Record], b: Sequence[Record], metric: str = "correct") -> Comparison:
    """Pairs records by id.

    :raises InputError: an unknown metric, one that is not right-or-wrong, or no question in common.
    """
    if metric not in BINARY:
        raise InputError(f"--metric {metric}: expected one of {', '.join(BINARY)}")
    first, second = {r["id"]: r for r in a}, {r["id"]: r for r in b}
    common = [(first[i], second[i]) for i in first if i in second]
    if not common:
        raise InputError("the two runs have no question in common")
    up = METRICS[metric]
    better: list[tuple[Record, Record]] = []
    worse: list[tuple[Record, Record]] = []
    for old, new in common:
        before, after = old["figures"][metric], new["figures"][metric]
        if before is None or after is None or before == after:
            continue
        (better if (after > before) is up else worse).append((old, new))
    means: dict[str, tuple[float, float, int]] = {}
    for m in METRICS:
        pairs = [(o["figures"][m], n["figures"][m]) for o, n in common]
        scored = [(x, y) for x, y in pairs if x is not None and y is not None]
        if scored:
            means[m] = (
                sum(x for x, _ in scored) / len(scored),
                sum(y for _, y in scored) / len(scored),
                len(scored),
            )
    crashed = {o["id"] for o, n in common if "crashed" in (o["outcome"], n["outcome"])}
    unpaired = tuple(sorted((set(first) ^ set(second)) | crashed))
    return Comparison(
        metric, tuple(better), tuple(worse), mcnemar_exact(len(worse), len(better)), means, unpaired
    )


def _line(record: Record) -> str:
    answer = " ".join(str(record["answer"]).split())
    return f"{record['outcome']}: {answer[:90]}{'…' if len(answer) > 90 else ''}"


def render(comparison: Comparison) -> str:
    """The comparison as text for a terminal."""
    lines = [f"{'metric':<22}{'A':>8}{'B':>8}{'B-A':>9}{'n':>6}"]
    for metric, (a, b, n) in comparison.means.items():
        lines.append(f"{metric:<22}{a:>8.3f}{b:>8.3f}{b - a:>+9.3f}{n:>6}")
    for title, pairs in (("better", comparison.better), ("worse", comparison.worse)):
        lines.append(f"\n{title} in B ({comparison.metric}): {len(pairs)}")
        for old, new in pairs:
            lines += [f"  {old['id']} {old['turns'][-1]}", f"    A {_line(old)}", f"    B {_line(new)}"]
    if comparison.unpaired:
        lines.append(f"\nin one run only, or crashed in one: {', '.join(comparison.unpaired)}")
    better, worse = len(comparison.better), len(comparison.worse)
    lines.append(f"\n{better} better, {worse} worse, exact McNemar p = {comparison.p:.4f}")
    return "\n".join(lines)


def compare_runs(a: Path, b: Path, metric: str = "correct") -> str:
    """Text that says what got better and worse from the run in folder ``a`` to that in ``b``.

    :raises InputError: a folder without a finished run, or runs over different gold files.
    """
    (summary_a, records_a), (summary_b, records_b) = read_run(a), read_run(b)
    heading = ""
    if summary_a.get("gold_sha256") != summary_b.get("gold_sha256"):
        heading = "note: the gold file changed between the runs; questions are paired by id\n\n"
    return heading + render(compare_records(records_a, records_b, metric))
