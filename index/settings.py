"""What can be set from outside: where the store lies, which models, how scores are mixed.

Read from the environment each time it is asked for, never at import. Knows nothing of files or vectors.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from corpus.errors import InputError

FusionMethod = Literal["zscore", "rrf"]

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """How dense and sparse scores are mixed; index/fuse.py has the formula and what was measured.

    ``dense`` is the share of the dense score, 0 (BM25 alone) to 1 (vectors alone); the rest is BM25's.
    """

    method: FusionMethod = "zscore"
    dense: float = 0.6


@dataclass(frozen=True, slots=True)
class Settings:
    """One reading of the environment.

    ``store`` folder of the index (POLICY_STORE), ``corpus`` folder that holds manifest.toml,
    ``encoder`` (ENCODER) and ``reranker`` (RERANKER, none by default): a built-in name, or a
    sentence-transformers name or folder; ``threads`` (ENCODER_THREADS) for the models, None: theirs to
    choose; ``allow_download`` (ALLOW_DOWNLOAD=1) lets a named model be fetched from a hub;
    ``judge`` (JUDGE=off: without) reads question and passage together where an answer is in doubt;
    ``rewriter`` (REWRITER=off: without) makes follow-ups stand alone beside what the rules make of them;
    ``verifier`` (VERIFIER=off: without) tells which reading of a follow-up has the answer to it;
    ``token_budget`` (CHUNK_TOKENS) the most o200k tokens a chunk's body may have.
    """

    store: Path = ROOT / "index" / "store"
    corpus: Path = ROOT / "corpus"
    encoder: str = "policy-e5"
    reranker: str | None = None
    judge: bool = True
    rewriter: bool = True
    verifier: bool = True
    threads: int | None = None
    allow_download: bool = False
    token_budget: int = 350
    fusion: FusionWeights = FusionWeights()

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """The settings the environment asks for.

        :raises InputError: a variable whose value cannot be used; the message names it.
        """
        env = os.environ if environ is None else environ
        plain = cls()
        method = env.get("FUSION") or plain.fusion.method
        if method not in ("zscore", "rrf"):
            raise InputError(f"FUSION={method!r}: expected zscore or rrf")
        return cls(
            store=Path(env.get("POLICY_STORE") or plain.store),
            corpus=Path(env.get("POLICY_CORPUS") or plain.corpus),
            encoder=(env.get("ENCODER") or plain.encoder).strip(),
            reranker=(env.get("RERANKER") or "").strip() or None,
            judge=_switch(env, "JUDGE"),
            rewriter=_switch(env, "REWRITER"),
            verifier=_switch(env, "VERIFIER"),
            threads=_whole(env, "ENCODER_THREADS", None, 1, 1024),
            allow_download=env.get("ALLOW_DOWNLOAD") == "1",
            token_budget=_whole(env, "CHUNK_TOKENS", plain.token_budget, 50, 100_000) or plain.token_budget,
            fusion=FusionWeights(
                method=cast(FusionMethod, method),
                dense=_share(env, "FUSION_DENSE", plain.fusion.dense),
            ),
        )


def _switch(env: Mapping[str, str], name: str) -> bool:
    raw = env.get(name) or "on"
    if raw not in ("on", "off"):
        raise InputError(f"{name}={raw!r}: expected on or off")
    return raw == "on"


def _whole(env: Mapping[str, str], name: str, default: int | None, low: int, high: int) -> int | None:
    raw = env.get(name)
    if not raw:
        return default
    if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
        raise InputError(f"{name}={raw!r}: expected a whole number from {low} to {high}")
    return int(raw)


def _share(env: Mapping[str, str], name: str, default: float) -> float:
    raw = env.get(name)
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise InputError(f"{name}={raw!r}: expected a number from 0 to 1")
    return value
