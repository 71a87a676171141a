"""Memory of a process, as Linux tells it in /proc. Knows nothing of what the process does."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.errors import FailedError


def _status(pid: int | None, field: str) -> float:
    path = Path("/proc") / str(pid or os.getpid()) / "status"
    try:
        lines = path.read_text("ascii", "replace").splitlines()
    except OSError as error:
        raise FailedError(f"{path}: {error.strerror}; memory is measured on Linux only") from error
    for line in lines:
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise FailedError(f"{path}: found no {field}; the process has ended")


def resident_mib(pid: int | None = None) -> float:
    """Resident memory now, in MiB; of this process where no ``pid`` is given.

    :raises FailedError: no such process, or no /proc.
    """
    return _status(pid, "VmRSS")


def peak_mib(pid: int | None = None) -> float:
    """The most resident memory the process ever had, in MiB.

    :raises FailedError: no such process, or no /proc.
    """
    return _status(pid, "VmHWM")
