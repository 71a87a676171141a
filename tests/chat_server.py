"""A real OpenAI-compatible endpoint on loopback that behaves as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.model.llm import ChatModel, ModelSettings, ModelUnavailable
from assistant.model.prompts import Message

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Reads the request, remembers it, and lets the server's next behaviour answer."""

    server: ChatServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({"path": self.path, "key": self.headers["Authorization"], **body})
        behaviours = self.server.behaviours
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(self)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def event(self, text: str | None, finish: str | None = None) -> None:
        delta = {"role": "assistant", "content": text} if text is not None else {}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        data = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.chunk(b"data: " + json.dumps(data).encode() + b"\n\n")

    def plain(self, status: int, data: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


class ChatServer(ThreadingHTTPServer):
    """``behaviours`` are used one after the other, the last one for ever. ``release`` ends every wait."""

    daemon_threads = True

    def __init__(self, behaviours: Sequence[Behaviour]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours = list(behaviours)
        self.requests: list[dict[str, Any]] = []
        self.release = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[ChatServer]:
    server = ChatServer(behaviours)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def says(*pieces: str, finish: str = "stop") -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.begin_stream()
        for piece in pieces:
            handler.event(piece)
        handler.event(None, finish)
        handler.chunk(b"data: [DONE]\n\n")
        handler.chunk(b"")

    return behave


def never_begins(handler: Handler) -> None:
    handler.begin_stream()
    handler.server.release.wait(30)
    handler.close_connection = True


def stops_talking(handler: Handler) -> None:
    handler.begin_stream()
    handler.event("西安市")
    handler.server.release.wait(30)
    handler.close_connection = True


def hangs_up(handler: Handler) -> None:
    handler.begin_stream()
    handler.event("西安市2025年")
    handler.close_connection = True


def ends_without_finish(handler: Handler) -> None:
    handler.begin_stream()
    handler.event("西安市2025年")
    handler.chunk(b"")


def talks_garbage(handler: Handler) -> None:
    handler.begin_stream()
    handler.chunk(b"data: {]]]not json\n\n")
    handler.chunk(b"")


def answers_a_web_page(handler: Handler) -> None:
    handler.plain(200, b"<html><body>Welcome</body></html>", "text/html")


def sends_strange_json(handler: Handler) -> None:
    handler.begin_stream()
    handler.chunk(b'data: {"choices": 7}\n\n')
    handler.chunk(b"")


def fails(status: int) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.plain(status, b'{"error": {"message": "no"}}')

    return behave


class ScriptedModel(ChatModel):
    """A model whose answers are written beforehand; keeps what it was asked.

    An answer that is an exception is raised.
    """

    def __init__(self, *answers: str | ModelUnavailable) -> None:
        super().__init__(ModelSettings(base_url="http://127.0.0.1:9/v1", model="scripted"))
        self.answers = list(answers)
        self.asked: list[tuple[Message, ...]] = []

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        self.asked.append(tuple(messages))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, ModelUnavailable):
            raise answer
        yield from (answer[i : i + 5] for i in range(0, len(answer), 5))
