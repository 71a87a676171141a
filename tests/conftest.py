"""What tests share: settings as nobody set them, and one index of the five real texts.

The index is built by the project's own encoder, once for all tests and all workers; vectors of texts that did
not change are kept in pytest's cache, so that only the first run of all pays for them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.assistant import Assistant
from index.build import build_index
from index.policy_index import PolicyIndex

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SETTINGS = (
    "ALLOW_DOWNLOAD",
    "CHUNK_TOKENS",
    "ENCODER",
    "FUSION",
    "FUSION_DENSE",
    "JUDGE",
    "RERANKER",
    "REWRITER",
    "VERIFIER",
)
SETTING_PREFIXES = ("LLM_", "POLICY_")


@pytest.fixture(scope="session", autouse=True)
def plain_environment() -> Iterator[None]:
    """What somebody set for their own use must not change what a test sees."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name in SETTINGS or name.startswith(SETTING_PREFIXES):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def real_store(
    plain_environment: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The store of the five texts, as this code builds it. Nobody may change it."""
    cache = getattr(request.config, "cache", None)
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    store, whole = folder / "real-store", folder / "real-store-is-built"
    with FileLock(folder / "real-store.lock"):
        if not whole.exists():
            kept = Path(cache.mkdir("five-texts")) if cache else folder
            # two test runs may be under way in one checkout: each has a store of its own
            with FileLock(kept / "lock"):
                if (kept / "store").is_dir():
                    shutil.copytree(kept / "store", store)
                if build_index(CORPUS, store, progress=False).embedded and cache:
                    shutil.rmtree(kept / "store", ignore_errors=True)
                    shutil.copytree(store, kept / "store")
            whole.touch()
    return store


@pytest.fixture(scope="session")
def real_index(real_store: Path) -> PolicyIndex:
    """The five texts, opened."""
    return PolicyIndex.open(real_store)


@pytest.fixture(scope="session")
def real_assistant(real_index: PolicyIndex) -> Assistant:
    """An assistant over the five texts, without a language model."""
    return Assistant(real_index)
