"""Where the latest evaluation lies. Knows nothing of how it came about."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent


def latest_report() -> tuple[Path, dict[str, Any]] | None:
    """The newest summary.json under POLICY_REPORTS (default eval/out), with its folder; None where there is none."""
    root = Path(os.environ.get("POLICY_REPORTS") or _ROOT / "eval" / "out")
    found = sorted(root.glob("**/summary.json"), key=lambda p: p.stat().st_mtime) if root.is_dir() else []
    if not found:
        return None
    try:
        summary = json.loads(found[-1].read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        logger.warning("%s: not shown: %s", found[-1], error)
        return None
    return (found[-1].parent, summary) if isinstance(summary, dict) else None
