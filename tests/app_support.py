"""For the tests of the page and of the programs' doors: a real store, a real server on a free port.

The engine is the real one over the five texts; RecordingAssistant only writes down what it was asked, or says
what a test puts into its mouth.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from index.policy_index import PolicyIndex


class RecordingAssistant(Assistant):
    """The real assistant; ``asked`` keeps (question, history), ``says`` overrides the next answers."""

    def __init__(self, index: PolicyIndex) -> None:
        super().__init__(index)
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.says: list[Answer] = []

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        self.asked.append((question, tuple(history)))
        if self.says:
            answer = self.says.pop(0)
            yield answer.text
            yield answer
        else:
            yield from super().stream(question, history)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of ``app`` on a free loopback port, until the block ends."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
