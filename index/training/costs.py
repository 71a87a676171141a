"""What each step of the recipe costs: time on the clock, processor time, the most memory held. Knows no step."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor time (all cores, child processes too), peak MiB up to its end."""

    step: str
    seconds: float
    processor_seconds: float
    peak_mib: float | None


@dataclass(slots=True)
class Costs:
    """The steps so far, in their order."""

    steps: list[Cost] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Times what runs inside, says its name before and its cost after; a step that fails is not counted."""
        print(f"{name} …", flush=True)
        clock, processor = time.perf_counter(), processor_seconds()
        yield
        cost = Cost(name, time.perf_counter() - clock, processor_seconds() - processor, peak_mib())
        self.steps.append(cost)
        print(f"  {cost.seconds:.0f} s, {cost.processor_seconds:.0f} s of processor time", flush=True)

    def table(self) -> str:
        """The steps and their sum as Markdown."""
        lines = ["| step | s | processor s | peak MiB |", "| --- | --: | --: | --: |"]
        for cost in self.steps:
            peak = "" if cost.peak_mib is None else f"{cost.peak_mib:,.0f}"
            lines.append(f"| {cost.step} | {cost.seconds:,.0f} | {cost.processor_seconds:,.0f} | {peak} |")
        clock = sum(cost.seconds for cost in self.steps)
        processor = sum(cost.processor_seconds for cost in self.steps)
        return "\n".join([*lines, f"| all | {clock:,.0f} | {processor:,.0f} | |"])


def processor_seconds() -> float:
    """Processor time of this process and of its children that ended, in seconds."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def children_seconds() -> float:
    """Processor time of the child processes that ended, in seconds."""
    times = os.times()
    return times.children_user + times.children_system


def peak_mib() -> float | None:
    """The most memory this process ever held, in MiB; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 2**20 if sys.platform == "darwin" else held / 2**10
