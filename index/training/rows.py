"""Files of rows: a JSON list a line, compressed. Knows nothing of what stands in them."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import InputError

Row = TypeVar("Row")


def write(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows, one a line."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_bytes(lzma.compress("\n".join(lines).encode()))


def read(path: Path, made: Callable[[list[Any]], Row], what: str) -> list[Row]:
    """What ``write`` wrote, each row as ``made`` makes it.

    :param what: what the rows are, for the message.
    :raises InputError: no such file.
    """
    try:
        return [made(json.loads(line)) for line in lzma.decompress(path.read_bytes()).splitlines()]
    except (OSError, lzma.LZMAError, ValueError, TypeError) as error:
        raise InputError(f"{path}: no {what} ({error!r})") from error
