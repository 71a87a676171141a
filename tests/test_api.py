"""The programs' doors over real HTTP with real clients: httpx, the openai package, an MCP client."""

from __future__ import annotations

import asyncio
import base64
import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from openai import BadRequestError, OpenAI

from app import admitted, build_app, main
from corpus.errors import InputError
from index.policy_index import PolicyIndex
from tests.app_support import RecordingAssistant, serving
from web.__main__ import main as web_main
from web.desk import Desk
from web.gate import Gate, is_loopback
from web.journal import Asked, SqliteJournal
from web.limits import RateLimiter
from web.operators import Operators, hashed

QUESTION = "西安2025年首席质量官覆盖率目标是多少？"
PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def engine(real_index: PolicyIndex) -> RecordingAssistant:
    return RecordingAssistant(real_index)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteJournal]:
    opened = SqliteJournal(tmp_path_factory.mktemp("journal") / "j.sqlite3", days=30)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(engine: RecordingAssistant, journal: SqliteJournal) -> Iterator[str]:
    with serving(build_app(Desk(engine, journal=journal))) as url:
        yield url


@pytest.fixture(scope="module")
def guarded(engine: RecordingAssistant) -> Iterator[str]:
    limiter = RateLimiter.from_env({"POLICY_RATE": "2/hour"})
    operators = Operators({"anna": hashed(PASSWORD), "bo": hashed(PASSWORD)})
    with serving(build_app(Desk(engine, limiter=limiter), operators)) as url:
        yield url


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_ask_gives_the_contract(http: httpx.Client, engine: RecordingAssistant) -> None:
    reply = http.post("/api/ask", json={"question": QUESTION})
    assert reply.status_code == 200
    body = reply.json()
    assert set(body) >= {
        "question",
        "standalone_question",
        "outcome",
        "answer",
        "citations",
        "notes",
        "timing_ms",
    }
    assert body["outcome"] == "answered"
    assert "80%" in body["answer"]
    first = body["citations"][0]
    assert set(first) >= {
        "number",
        "doc_id",
        "clause",
        "row",
        "item",
        "clause_id",
        "label",
        "quote",
        "verified",
    }
    assert (first["clause"], first["row"]) == ("专栏1", "22")
    document = engine.index.documents[first["doc_id"]]
    assert document.text[first["start"] : first["end"]] == first["quote"]


def test_ask_with_earlier_questions(http: httpx.Client, engine: RecordingAssistant) -> None:
    body = http.post("/api/ask", json={"question": "陕西呢？", "turns": [QUESTION]}).json()
    assert "首席质量官" in body["standalone_question"]
    assert [t.question for t in engine.asked[-1][1]] == [QUESTION]


@pytest.mark.parametrize(
    ("body", "status"),
    [({"question": "  "}, 400), ({"question": "？？"}, 400), ({}, 422), ({"question": "长" * 20_001}, 422)],
)
def test_a_bad_question_is_one_clear_line(http: httpx.Client, body: dict[str, str], status: int) -> None:
    reply = http.post("/api/ask", json=body)
    assert reply.status_code == status
    if status == 400:
        assert "\n" not in reply.json()["error"]


def test_search_and_clause(http: httpx.Client) -> None:
    found = http.get("/api/search", params={"q": "西安 第二十二条"}).json()["results"]
    assert found[0]["label"] == "（二十二）"
    assert found[0]["found_by"] == "编号"
    clause = http.get(f"/api/clause/{found[0]['clause_id']}").json()
    assert clause["text"] == found[0]["text"]
    assert len(clause["text"]) == clause["end"] - clause["start"]
    only = http.get("/api/search", params={"q": "质量", "region": "浙江省"}).json()["results"]
    assert {r["doc_id"] for r in only} == {"zhejiang-2022"}
    assert http.get("/api/clause/nothing").status_code == 404


def test_indicators_and_documents(http: httpx.Client) -> None:
    figures = http.get("/api/indicators", params={"name": "首席质量官 覆盖率", "region": "西安市"}).json()[
        "indicators"
    ]
    assert [f["high"] for f in figures] == [80.0]
    assert figures[0]["unit"] == "%"
    documents = http.get("/api/documents").json()["documents"]
    assert len(documents) == 5
    assert {d["doc_id"]: d["clauses"].get("article") for d in documents}["xian-2024"] == 34


def test_the_schema_names_the_doors_and_nothing_is_fetched_from_elsewhere(http: httpx.Client) -> None:
    paths = http.get("/api/openapi.json").json()["paths"]
    assert {"/api/ask", "/api/search", "/api/indicators", "/api/documents", "/v1/chat/completions"} <= set(
        paths
    )
    assert http.get("/docs").status_code == 404 or "swagger" not in http.get("/docs").text.lower()
    assert "default-src 'self'" in http.get("/").headers["content-security-policy"]


def test_openai_client(address: str) -> None:
    client = OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
    assert [m.id for m in client.models.list()] == ["policy-assistant"]
    messages: Any = [{"role": "user", "content": QUESTION}]
    whole = client.chat.completions.create(model="policy-assistant", messages=messages)
    text = whole.choices[0].message.content or ""
    assert "80%" in text
    assert "依据：\n【1】" in text
    streamed = [
        chunk.choices[0].delta.content or ""
        for chunk in client.chat.completions.create(model="policy-assistant", messages=messages, stream=True)
    ]
    assert len([s for s in streamed if s]) > 1
    assert "".join(streamed) == text
    with pytest.raises(BadRequestError, match="not the user's"):
        client.chat.completions.create(
            model="policy-assistant", messages=[{"role": "system", "content": "x"}]
        )


def test_openai_client_conversation_is_answered_by_us(address: str, engine: RecordingAssistant) -> None:
    client = OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
    client.chat.completions.create(
        model="policy-assistant",
        messages=[
            {"role": "user", "content": QUESTION},
            {"role": "assistant", "content": "目标是99%"},
            {"role": "user", "content": "由谁负责？"},
        ],
    )
    question, history = engine.asked[-1]
    assert question == "由谁负责？"
    assert "99%" not in history[0].answer.text


def test_mcp_client(address: str) -> None:
    async def talk() -> tuple[set[str], Any, Any, Any]:
        async with Client(f"{address}/mcp/") as client:
            tools = {t.name for t in (await client.list_tools()).tools}
            answer = await client.call_tool("ask_policy", {"question": QUESTION})
            clause = await client.call_tool("find_clause", {"text": "专栏6", "region": "西安市"})
            figures = await client.call_tool("compare_indicator", {"name": "首席质量官 覆盖率"})
            return tools, answer, clause, figures

    tools, answer, clause, figures = asyncio.run(talk())
    assert tools == {"ask_policy", "find_clause", "compare_indicator"}
    assert "80%" in answer.structured_content["answer"]
    assert clause.structured_content["clauses"][0]["label"] == "专栏6"
    assert figures.structured_content["groups"][0]["figures"][0]["high"] == 80.0


def test_a_stranger_gets_nothing(guarded: str) -> None:
    with httpx.Client(base_url=guarded) as stranger:
        for path in (
            "/config",
            "/api/documents",
            "/v1/models",
            "/gradio_api/info",
            "/api/openapi.json",
            "/theme.css",
        ):
            assert stranger.get(path).status_code == 401, path
        for path in (
            "/api/ask",
            "/v1/chat/completions",
            "/mcp/",
            "/export/conversation?format=md",
            "/gradio_api/queue/join",
        ):
            assert stranger.post(path, json={}).status_code == 401, path
        page = stranger.get("/", headers={"Accept": "text/html"})
        assert page.status_code == 303
        assert page.headers["location"] == "/login"
        assert "政策" not in page.text
        wrong = stranger.post("/login", data={"name": "anna", "password": "wrong"})
        assert wrong.status_code == 401
        assert "set-cookie" not in wrong.headers


def test_an_operator_logs_in_and_out(guarded: str) -> None:
    with httpx.Client(base_url=guarded) as anna:
        welcome = anna.post("/login", data={"name": "anna", "password": PASSWORD})
        assert welcome.status_code == 303
        assert "httponly" in welcome.headers["set-cookie"].lower()
        assert anna.get("/api/documents").status_code == 200
        assert anna.get("/config").status_code == 200
        anna.get("/logout")
        assert anna.get("/api/documents").status_code == 401


def test_programs_send_basic_or_bearer(guarded: str) -> None:
    basic = base64.b64encode(f"bo:{PASSWORD}".encode()).decode()
    for value in (f"Basic {basic}", f"Bearer bo:{PASSWORD}"):
        assert httpx.get(f"{guarded}/api/documents", headers={"Authorization": value}).status_code == 200
    for value in ("Basic !!", "Bearer bo", "Bearer bo:wrong", "Digest x"):
        assert httpx.get(f"{guarded}/api/documents", headers={"Authorization": value}).status_code == 401


def test_a_tool_knows_its_operator(engine: RecordingAssistant, tmp_path: Path) -> None:
    kept = SqliteJournal(tmp_path / "j.sqlite3", days=0)

    async def talk(url: str) -> Any:
        login = httpx2.AsyncClient(headers={"Authorization": f"Bearer bo:{PASSWORD}"}, follow_redirects=True)
        async with login, Client(streamable_http_client(url, http_client=login)) as client:
            return await client.call_tool("ask_policy", {"question": QUESTION})

    with serving(build_app(Desk(engine, journal=kept), Operators({"bo": hashed(PASSWORD)}))) as url:
        assert "80%" in asyncio.run(talk(f"{url}/mcp/")).structured_content["answer"]
    out = io.StringIO()
    kept.export("asked", out)
    assert [(r["user"], r["door"]) for r in csv.DictReader(io.StringIO(out.getvalue()))] == [("bo", "mcp")]
    kept.close()


def test_too_many_questions(guarded: str) -> None:
    with httpx.Client(base_url=guarded, headers={"Authorization": f"Bearer bo:{PASSWORD}"}, timeout=60) as bo:
        statuses = [bo.post("/api/ask", json={"question": QUESTION}).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert "频繁" in bo.post("/api/ask", json={"question": QUESTION}).json()["error"]
    other = {"Authorization": f"Bearer anna:{PASSWORD}"}
    assert (
        httpx.post(f"{guarded}/api/ask", json={"question": QUESTION}, headers=other, timeout=60).status_code
        == 200
    )


def test_a_page_elsewhere_cannot_borrow_the_loopback_server(address: str) -> None:
    assert httpx.get(f"{address}/api/documents", headers={"Host": "evil.example"}).status_code == 403


def test_other_addresses_need_operators(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "0.0.0.0"]) == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "--operators" in line
    assert is_loopback("127.0.0.1")
    assert not is_loopback("10.0.0.1")
    empty = tmp_path / "operators.toml"
    empty.write_text("[operators]\n")
    with pytest.raises(InputError, match="operators"):
        admitted("0.0.0.0", empty)
    empty.write_text(f'[operators]\n"anna" = "{hashed(PASSWORD)}"\n')
    found = admitted("0.0.0.0", empty)
    assert found is not None
    assert found.knows("anna", PASSWORD)
    assert not found.knows("anna", "other")
    assert not found.knows("nobody", PASSWORD)


def test_the_journal_tells_who_asked_what(http: httpx.Client, journal: SqliteJournal) -> None:
    http.post("/api/ask", json={"question": QUESTION})
    out = io.StringIO()
    assert journal.export("asked", out) >= 1
    last = list(csv.DictReader(io.StringIO(out.getvalue())))[-1]
    assert (last["user"], last["door"], last["answerer"]) == ("local", "rest", "extractive")
    assert last["question"] == QUESTION
    assert "xian-2024" in last["clauses"]


def test_feedback_is_kept_and_a_formula_is_not(journal: SqliteJournal) -> None:
    journal.feedback("0" * 32, "anna", "down", "依据错", "=HYPERLINK(1)")
    out = io.StringIO()
    journal.export("feedback", out)
    last = list(csv.DictReader(io.StringIO(out.getvalue())))[-1]
    assert (last["verdict"], last["reason"], last["comment"]) == ("down", "依据错", "'=HYPERLINK(1)")


def test_retention(tmp_path: Path) -> None:
    from sqlalchemy import update
    from sqlalchemy.orm import Session

    journal = SqliteJournal(tmp_path / "j.sqlite3", days=30)
    journal.feedback("0" * 32, "anna", "up", None, "")
    from web.journal import Feedback

    with Session(journal._engine) as session:
        session.execute(update(Feedback).values(at=Feedback.at - timedelta(days=31)))
        session.commit()
    journal.purge()
    assert journal.export("feedback", io.StringIO()) == 0
    assert Asked.__tablename__ == "asked"
    with pytest.raises(InputError, match="POLICY_RETENTION_DAYS"):
        SqliteJournal.from_env({"POLICY_RETENTION_DAYS": "soon", "POLICY_JOURNAL": str(tmp_path / "k")})
    with pytest.raises(InputError, match="POLICY_RATE"):
        RateLimiter.from_env({"POLICY_RATE": "often"})


def test_operator_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long password\n"))
    assert web_main(["operator", "anna"]) == 0
    file = tmp_path / "operators.toml"
    file.write_text("[operators]\n" + capsys.readouterr().out)
    assert Operators.read(file).knows("anna", "a long password")
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert web_main(["operator", "anna"]) == 2
    assert Gate.__doc__
