"""The only model seam: an OpenAI-compatible chat endpoint through LlamaIndex, streamed, with hard time limits.

Whatever goes wrong with it is one exception, ModelUnavailable, with a reason for the user. Knows nothing of
clauses, prompts' contents or verification.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from assistant.model.prompts import Message
from corpus.errors import FailedError, InputError


class ModelUnavailable(FailedError):  # noqa: N818  (the name says what the user is told)
    """The model gave no usable answer. ``reason`` is one Chinese line for ``Answer.notes``."""

    def __init__(self, reason: str, *, retry: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry  # whether asking again at once may help


@dataclass(frozen=True)
class ModelSettings:
    """Where the model is and how long it may take. Times in seconds."""

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    connect_timeout: float = 5.0
    first_token_timeout: float = 45.0
    total_timeout: float = 120.0
    retries: int = 1  # further attempts after the first, only while nothing has come yet
    max_tokens: int = 320
    context_window: int = 8192

    @classmethod
    def from_env(cls) -> ModelSettings | None:
        """LLM_BASE_URL, LLM_MODEL, LLM_API_KEY, LLM_CONNECT_TIMEOUT, LLM_FIRST_TOKEN_TIMEOUT,
        LLM_TOTAL_TIMEOUT, LLM_RETRIES, LLM_MAX_TOKENS; None where no base URL is set.

        :raises InputError: a base URL without a model, or a value that is no number.
        """
        base_url = os.environ.get("LLM_BASE_URL", "").strip()
        if not base_url:
            return None
        if not base_url.startswith(("http://", "https://")):
            raise InputError(f"LLM_BASE_URL: {base_url!r} is no http address")
        model = os.environ.get("LLM_MODEL", "").strip()
        if not model:
            raise InputError("LLM_MODEL: not set although LLM_BASE_URL is; expected the model's name")
        return cls(
            base_url=base_url,
            model=model,
            api_key=os.environ.get("LLM_API_KEY", "").strip(),
            connect_timeout=_number("LLM_CONNECT_TIMEOUT", cls.connect_timeout),
            first_token_timeout=_number("LLM_FIRST_TOKEN_TIMEOUT", cls.first_token_timeout),
            total_timeout=_number("LLM_TOTAL_TIMEOUT", cls.total_timeout),
            retries=int(_number("LLM_RETRIES", cls.retries, least=0)),
            max_tokens=int(_number("LLM_MAX_TOKENS", cls.max_tokens)),
        )


def _number(name: str, default: float, least: float = 0.001) -> float:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        number = float(value)
    except ValueError:
        raise InputError(f"{name}: {value!r} is no number") from None
    if not least <= number < float("inf"):
        raise InputError(f"{name}: {value!r} is out of range, expected at least {least:g}")
    return number


class _Done:
    """The stream has ended; ``error`` says how, None is well."""

    def __init__(self, error: ModelUnavailable | None) -> None:
        self.error = error


class ChatModel:
    """A chat model behind an endpoint. Holds no conversation and no connection between calls."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings

    def complete(self, messages: Sequence[Message]) -> str:
        """The whole answer.

        :raises ModelUnavailable: down, slow, cut off, unreadable, empty.
        """
        return "".join(self.stream(messages))

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The answer piece by piece as it comes.

        :raises ModelUnavailable: as ``complete``; also after pieces have come (cut off, out of time).
        """
        deadline = monotonic() + self.settings.total_timeout
        for attempt in range(self.settings.retries + 1):
            begun = False
            try:
                for piece in self._attempt(messages, deadline):
                    begun = True
                    yield piece
                return
            except ModelUnavailable as error:
                last = attempt == self.settings.retries or monotonic() >= deadline
                if begun or last or not error.retry:
                    raise

    def _attempt(self, messages: Sequence[Message], deadline: float) -> Iterator[str]:
        """One request, read in a thread of its own, so that a limit holds even while a read hangs."""
        import httpx

        settings = self.settings
        client = httpx.Client(
            timeout=httpx.Timeout(
                connect=settings.connect_timeout,
                read=max(settings.first_token_timeout, 1.0),
                write=settings.connect_timeout,
                pool=settings.connect_timeout,
            )
        )
        pieces: queue.Queue[str | _Done] = queue.Queue()
        reader = threading.Thread(
            target=self._read, args=(client, messages, pieces.put), name="model-stream", daemon=True
        )
        reader.start()
        first = min(deadline, monotonic() + settings.first_token_timeout)
        some = False
        try:
            while True:
                limit = deadline if some else first
                try:
                    piece = pieces.get(timeout=max(0.0, limit - monotonic()))
                except queue.Empty:
                    if some or limit >= deadline:
                        raise ModelUnavailable(f"模型超过{settings.total_timeout:g}秒没有答完") from None
                    raise ModelUnavailable(f"模型{settings.first_token_timeout:g}秒内没有开始回答") from None
                if isinstance(piece, _Done):
                    if piece.error is not None:
                        raise piece.error
                    if not some:
                        raise ModelUnavailable("模型返回了空回答", retry=True)
                    return
                if piece and (some or piece.strip()):
                    some = True
                    yield piece
        finally:
            client.close()  # ends a read that still hangs

    def _read(self, client: Any, messages: Sequence[Message], put: Callable[[str | _Done], None]) -> None:
        """Reads one stream to its end and says how it ended; runs in a thread and never raises."""
        try:
            finished = False
            for chunk in self._chunks(client, messages):
                put(chunk.delta or "")
                choices = getattr(chunk.raw, "choices", None) or []
                finished = finished or any(c.finish_reason for c in choices)
            put(_Done(None if finished else ModelUnavailable("模型的回答中途断开", retry=True)))
        except Exception as error:  # handed over to the caller's thread, never swallowed
            put(_Done(_unavailable(error)))

    def _chunks(self, client: Any, messages: Sequence[Message]) -> Iterator[Any]:
        from llama_index.core.llms import ChatMessage
        from llama_index.llms.openai_like import OpenAILike

        settings = self.settings
        options: dict[str, Any] = {
            "model": settings.model,
            "api_base": settings.base_url,
            "api_key": settings.api_key or "none",
            "is_chat_model": True,
            "context_window": settings.context_window,
            "max_tokens": settings.max_tokens,
            "temperature": 0.0,
            "max_retries": 0,
            "timeout": settings.total_timeout,
            "http_client": client,
        }
        llm = OpenAILike(**options)
        yield from llm.stream_chat([ChatMessage(role=m.role, content=m.text) for m in messages])


def _unavailable(error: Exception) -> ModelUnavailable:
    """What a failed request means to the user."""
    import httpx
    import openai

    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__) is not None and cause not in causes:
        causes.append(cause)
    if isinstance(error, openai.APIStatusError):
        code = error.status_code
        if code in (401, 403):
            return ModelUnavailable(f"模型服务拒绝了密钥（HTTP {code}）")
        if code == 404:
            return ModelUnavailable("模型服务没有这个模型或地址（HTTP 404）")
        return ModelUnavailable(f"模型服务出错（HTTP {code}）", retry=code >= 500 or code in (408, 429))
    if any(isinstance(c, httpx.ConnectTimeout | httpx.ConnectError) for c in causes):
        return ModelUnavailable("连不上模型服务", retry=True)
    if any(isinstance(c, httpx.TimeoutException | openai.APITimeoutError) for c in causes):
        return ModelUnavailable("模型没有按时回答")
    if any(isinstance(c, httpx.RemoteProtocolError | httpx.ReadError) for c in causes):
        return ModelUnavailable("模型的回答中途断开", retry=True)
    if any(isinstance(c, openai.APIConnectionError) for c in causes):
        return ModelUnavailable("连不上模型服务", retry=True)
    return ModelUnavailable(f"模型返回的内容无法识别（{type(error).__name__}）", retry=True)
