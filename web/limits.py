"""How often one user may ask. Counts in memory, a moving window, through the limits library."""

from __future__ import annotations

import os
from collections.abc import Mapping

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from corpus.errors import InputError

DEFAULT_RATE = "60/minute"


class RateLimitError(InputError):
    """A user has asked more often than allowed."""


class RateLimiter:
    """One for the whole server. Safe to share between threads."""

    def __init__(self, rate: RateLimitItem) -> None:
        self._rate = rate
        self._window = MovingWindowRateLimiter(MemoryStorage())

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> RateLimiter:
        """POLICY_RATE, like 60/minute (the default) or 500/hour.

        :raises InputError: a rate that cannot be read.
        """
        env = os.environ if environ is None else environ
        raw = env.get("POLICY_RATE") or DEFAULT_RATE
        try:
            return cls(parse(raw))
        except ValueError as error:
            raise InputError(f"POLICY_RATE={raw!r}: expected a rate like {DEFAULT_RATE}") from error

    def check(self, user: str) -> None:
        """Count one question of ``user``.

        :raises RateLimitError: one too many.
        """
        if not self._window.hit(self._rate, user):
            raise RateLimitError(f"提问过于频繁，请稍后再试（限 {self._rate}）")
