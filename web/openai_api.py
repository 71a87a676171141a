"""The OpenAI-compatible door: other chat clients can sit on top. Knows nothing of the page.

Earlier user messages are answered by the assistant itself to build the history; what a client says the
assistant said is not believed.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from corpus.errors import InputError, PolicyError
from web.api import user_of
from web.contract import AnswerRecord, StoredTurn
from web.desk import Desk

MODEL = "policy-assistant"


class Part(BaseModel):
    """A piece of a message; only text is understood."""

    model_config = ConfigDict(extra="ignore")
    type: str
    text: Annotated[str, Field(max_length=20_000)] = ""


class Message(BaseModel):
    """A chat message."""

    model_config = ConfigDict(extra="ignore")
    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: Annotated[str, Field(max_length=20_000)] | list[Part] | None = None

    @property
    def text(self) -> str:
        """The message's text."""
        if isinstance(self.content, list):
            return "".join(p.text for p in self.content if p.type == "text")
        return self.content or ""


class ChatBody(BaseModel):
    """A chat completion request; settings for sampling mean nothing here and are ignored."""

    model_config = ConfigDict(extra="ignore")
    model: str = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=200)]
    stream: bool = False


def sources(answer: AnswerRecord) -> str:
    """The citations as text, for clients that show nothing else."""
    lines = [f"【{c.number}】{c.label}：“{' '.join(c.quote.split())}”" for c in answer.citations]
    return "\n\n依据：\n" + "\n".join(lines) if lines else ""


def _error(message: str, status: int = 400) -> JSONResponse:
    kind = "rate_limit_error" if status == 429 else "invalid_request_error"
    return JSONResponse({"error": {"message": message, "type": kind, "param": None, "code": None}}, status)


def _chunk(head: dict[str, Any], delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    body = {**head, "object": "chat.completion.chunk", "choices": [choice], **more}
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


def router(desk: Desk) -> APIRouter:
    """The routes under /v1."""
    routes = APIRouter(prefix="/v1", tags=["openai"])

    @routes.get("/models")
    def models() -> dict[str, Any]:
        return {
            "object": "list",
            "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "policy-assistant"}],
        }

    @routes.post("/chat/completions", response_model=None)
    def completions(body: ChatBody, request: Request) -> Response:
        from web.limits import RateLimitError

        user = user_of(request)
        questions = [m.text for m in body.messages if m.role == "user"]
        if not questions or body.messages[-1].role != "user":
            return _error("messages: the last one is not the user's")
        head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": MODEL}
        try:
            stream = desk.stream_after(questions, user=user, door="openai")
            first = next(stream)
        except RateLimitError as error:
            return _error(str(error), 429)
        except InputError as error:
            return _error(str(error))
        if body.stream:
            return StreamingResponse(_events(head, first, stream), media_type="text/event-stream")
        answer = _last(first, stream).answer
        message = {"role": "assistant", "content": answer.answer + sources(answer)}
        return JSONResponse(
            {
                **head,
                "object": "chat.completion",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
                "policy": answer.model_dump(mode="json"),
            }
        )

    return routes


def _last(first: str | StoredTurn, rest: Iterator[str | StoredTurn]) -> StoredTurn:
    for piece in (first, *rest):
        if isinstance(piece, StoredTurn):
            return piece
    raise RuntimeError("the stream ended without an answer")


def _events(head: dict[str, Any], first: str | StoredTurn, rest: Iterator[str | StoredTurn]) -> Iterator[str]:
    """Server-sent events. The finished answer may word itself otherwise than its pieces did (a repaired
    sentence): then the pieces are followed by the whole of it."""
    yield _chunk(head, {"role": "assistant", "content": ""})
    said = ""
    piece: str | StoredTurn | None = first
    try:
        while piece is not None:
            if isinstance(piece, str):
                said += piece
                yield _chunk(head, {"content": piece})
            else:
                answer = piece.answer
                rest_of = answer.answer if not said else ""
                if said and said != answer.answer:
                    same = answer.answer.startswith(said)
                    rest_of = answer.answer[len(said) :] if same else f"\n\n核对后的答案：{answer.answer}"
                yield _chunk(head, {"content": rest_of + sources(answer)})
                yield _chunk(head, {}, "stop", policy=answer.model_dump(mode="json"))
            piece = next(rest, None)
    except PolicyError as error:
        yield f"data: {json.dumps({'error': {'message': str(error)}}, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"
