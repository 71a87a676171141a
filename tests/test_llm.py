"""The model seam against a real HTTP endpoint on loopback: well behaved, slow, cut off, broken, gone."""

from __future__ import annotations

import socket
import threading
from time import monotonic

import pytest

from assistant.model.llm import ChatModel, ModelSettings, ModelUnavailable
from assistant.model.prompts import Message
from corpus.errors import InputError
from tests.chat_server import (
    Behaviour,
    answers_a_web_page,
    ends_without_finish,
    fails,
    hangs_up,
    never_begins,
    says,
    sends_strange_json,
    serving,
    stops_talking,
    talks_garbage,
)

ASK = (Message("system", "你是助手。"), Message("user", "目标是多少？"))


def model(url: str, **changes: float) -> ChatModel:
    settings = {"connect_timeout": 5, "first_token_timeout": 20, "total_timeout": 30, "retries": 0, **changes}
    return ChatModel(ModelSettings(base_url=url, model="m", api_key="secret", **settings))  # type: ignore[arg-type]


def test_streams_what_the_endpoint_says_and_sends_what_it_was_given() -> None:
    with serving(says("目标是", "≥80%", "【1】。")) as server:
        assert list(model(server.url).stream(ASK)) == ["目标是", "≥80%", "【1】。"]
    request = server.requests[0]
    assert request["path"] == "/v1/chat/completions"
    assert request["stream"] is True
    assert request["model"] == "m"
    assert request["key"] == "Bearer secret"
    assert request["temperature"] == 0
    assert [(m["role"], m["content"]) for m in request["messages"]] == [
        ("system", "你是助手。"),
        ("user", "目标是多少？"),
    ]


def test_an_answer_at_its_length_limit_is_still_an_answer() -> None:
    with serving(says("第一句【1】。第二", finish="length")) as server:
        assert model(server.url).complete(ASK) == "第一句【1】。第二"


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (hangs_up, "中途断开"),
        (ends_without_finish, "中途断开"),
        (talks_garbage, "无法识别"),
        (sends_strange_json, "无法识别"),
        (answers_a_web_page, ""),
        (says(), "空回答"),
        (says("  ", "\n"), "空回答"),
        (fails(500), "HTTP 500"),
        (fails(503), "HTTP 503"),
        (fails(401), "密钥"),
        (fails(404), "HTTP 404"),
    ],
)
def test_whatever_goes_wrong_is_one_exception_with_a_reason(behaviour: Behaviour, reason: str) -> None:
    with serving(behaviour) as server, pytest.raises(ModelUnavailable) as caught:
        model(server.url).complete(ASK)
    assert reason in caught.value.reason
    assert "\n" not in caught.value.reason
    assert "secret" not in caught.value.reason


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(ModelUnavailable) as caught:
            model(url, retries=1).complete(ASK)
    assert caught.value.reason == "连不上模型服务"


def test_first_token_limit_holds_while_the_endpoint_is_silent() -> None:
    with serving(never_begins) as server:
        begun = monotonic()
        with pytest.raises(ModelUnavailable, match="没有开始回答"):
            model(server.url, first_token_timeout=0.3).complete(ASK)
        assert monotonic() - begun < 20  # far from the server's own 30 s


def test_total_limit_holds_in_the_middle_of_an_answer() -> None:
    with serving(stops_talking) as server:
        pieces = model(server.url, total_timeout=2).stream(ASK)
        assert next(pieces) == "西安市"
        with pytest.raises(ModelUnavailable, match="没有答完"):
            next(pieces)


def test_tries_again_when_the_endpoint_stumbles_before_answering() -> None:
    with serving(fails(503), says("好【1】。")) as server:
        assert model(server.url, retries=1).complete(ASK) == "好【1】。"
    assert len(server.requests) == 2


def test_retries_are_bounded() -> None:
    with serving(fails(500)) as server:
        with pytest.raises(ModelUnavailable):
            model(server.url, retries=2).complete(ASK)
        assert len(server.requests) == 3


def test_never_asks_again_after_a_piece_has_been_handed_out() -> None:
    with serving(hangs_up, says("好。")) as server:
        with pytest.raises(ModelUnavailable):
            model(server.url, retries=3).complete(ASK)
        assert len(server.requests) == 1


def test_a_refused_key_is_not_tried_again() -> None:
    with serving(fails(401)) as server:
        with pytest.raises(ModelUnavailable):
            model(server.url, retries=3).complete(ASK)
        assert len(server.requests) == 1


def test_conversations_at_once_do_not_mix() -> None:
    with serving(says("甲", "乙", "丙。")) as server:
        chat, out = model(server.url), []
        threads = [threading.Thread(target=lambda: out.append(chat.complete(ASK))) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert out == ["甲乙丙。"] * 6


def test_settings_are_read_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LLM_BASE_URL", "LLM_MODEL", "LLM_API_KEY", "LLM_TOTAL_TIMEOUT", "LLM_RETRIES"):
        monkeypatch.delenv(name, raising=False)
    assert ModelSettings.from_env() is None
    monkeypatch.setenv("LLM_BASE_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(InputError, match="LLM_MODEL"):
        ModelSettings.from_env()
    monkeypatch.setenv("LLM_MODEL", "qwen")
    monkeypatch.setenv("LLM_API_KEY", "secret")
    monkeypatch.setenv("LLM_TOTAL_TIMEOUT", "7.5")
    monkeypatch.setenv("LLM_RETRIES", "0")
    settings = ModelSettings.from_env()
    assert settings is not None
    assert (settings.model, settings.total_timeout, settings.retries) == ("qwen", 7.5, 0)
    assert "secret" not in repr(settings)
    monkeypatch.setenv("LLM_TOTAL_TIMEOUT", "soon")
    with pytest.raises(InputError, match="LLM_TOTAL_TIMEOUT"):
        ModelSettings.from_env()
    monkeypatch.setenv("LLM_TOTAL_TIMEOUT", "-1")
    with pytest.raises(InputError, match="LLM_TOTAL_TIMEOUT"):
        ModelSettings.from_env()
    monkeypatch.setenv("LLM_BASE_URL", "ftp://x")
    with pytest.raises(InputError, match="LLM_BASE_URL"):
        ModelSettings.from_env()
