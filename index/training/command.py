"""What the commands of the recipes share: arguments, threads, memory, one line for an error. Knows no recipe."""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.errors import PolicyError
from index.settings import ROOT


def arguments(prog: str, about: str | None, work: str, *, public: bool = True) -> argparse.ArgumentParser:
    """A parser of what every recipe asks for.

    :param work: the folder below build/ for everything on the way. :param public: it learns from public data too.
    """
    parser = argparse.ArgumentParser(prog=prog, description=about)
    if public:
        parser.add_argument(
            "--data", type=Path, required=True, help="folder with stard/ and laws/just-laws.tar.gz"
        )
    parser.add_argument("--work", type=Path, default=ROOT / "build" / work, help="for everything on the way")
    parser.add_argument("--out", type=Path, help="where the model goes (default: WORK/model)")
    parser.add_argument("--threads", type=int, help="for training and measuring (default: all cores)")
    return parser


def call(run: Callable[[argparse.Namespace], None], args: argparse.Namespace) -> int:
    """Runs a recipe; its exit status."""
    try:
        run(args)
    except PolicyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


def set_threads(threads: int | None) -> None:
    # threads that wait by spinning take the cores from the work when anything else runs beside it
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import torch

    if threads:
        torch.set_num_threads(threads)


def keep_memory() -> None:
    """Keeps glibc from handing freed memory back: each step would fetch it anew, at half the speed."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        trim_threshold, mmap_max = -1, -4
        mallopt(trim_threshold, 2**31 - 1)
        mallopt(mmap_max, 0)
