"""python -m assistant as people run it: real processes over a small index; JSON, exit statuses, one-line errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main
from index.build import build_index
from tests.small_corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent
DENSITY = "云泽市工业机器人密度目标是多少？"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assistant-cli")
    build_index(write_corpus(folder / "texts"), folder / "store", progress=False)
    return folder / "store"


def run(*args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, args)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )


def one_line(text: str, part: str) -> None:
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert part in lines[0]
    assert "Traceback" not in text


def asked(capsys: pytest.CaptureFixture[str], *args: str | Path) -> dict[str, Any]:
    assert main([*map(str, args), "--json"]) == 0
    body: dict[str, Any] = json.loads(capsys.readouterr().out)
    return body


# real processes


def test_ask_prints_the_contracts_json(store: Path) -> None:
    done = run("ask", DENSITY, "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    body = json.loads(done.stdout)
    assert {"question", "standalone_question", "outcome", "answer", "citations", "notes", "timing_ms"} <= set(
        body
    )
    assert body["question"] == DENSITY
    assert body["outcome"] == "answered"
    assert "≥300" in body["answer"]
    first = body["citations"][0]
    assert (first["doc_id"], first["clause"], first["row"], first["verified"]) == ("plan", "专栏1", "2", True)


def test_a_missing_store_is_one_line_and_status_2(tmp_path: Path) -> None:
    done = run("ask", DENSITY, "--store", tmp_path / "nothing", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    one_line(done.stderr, "nothing")


def test_batch_writes_a_line_for_each_question_in_order(store: Path, tmp_path: Path) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "new" / "a.jsonl"
    lines = [
        {"id": "a", "turns": [DENSITY]},
        {"id": 7, "turns": ["软件业务收入2027年目标是多少？", "工业机器人密度呢？"]},
        {"id": "空", "turns": ["  "]},
        {"id": "b", "turns": ["重庆的工业机器人密度是多少？"], "extra": 1},
    ]
    questions.write_text("\n\n".join(json.dumps(x, ensure_ascii=False) for x in lines), encoding="utf-8")
    done = run("batch", questions, "--out", out, "--store", store)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [a["id"] for a in answers] == ["a", "7", "空", "b"]
    assert "≥300" in answers[0]["answer"]
    assert "≥300" in answers[1]["answer"]
    assert answers[1]["question"] == "工业机器人密度呢？"
    assert "error" in answers[2]
    assert answers[3]["outcome"] == "refused"
    assert [p.name for p in out.parent.iterdir()] == ["a.jsonl"]


# the same command inside this process


def test_earlier_turns_make_the_history(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = asked(capsys, "ask", "由谁负责？", "--turn", "云泽市怎么培育骨干企业？", "--store", store)
    assert "市工信局" in body["answer"]
    assert body["question"] == "由谁负责？"
    assert body["standalone_question"] != "由谁负责？"


def test_several_turns_oldest_first(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = asked(
        capsys, "ask", "下一条呢？", "--turn", "方案第一条讲什么？", "--turn", "下一条呢？", "--store", store
    )
    assert body["citations"][0]["clause"] == "（三）"


def test_without_json_the_answer_is_read_with_its_sources(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", DENSITY, "--store", str(store)]) == 0
    out = capsys.readouterr().out
    assert "≥300" in out.splitlines()[0]
    assert "《云泽市数字经济发展实施方案》" in out


def test_a_law_is_cited_by_its_articles(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = asked(capsys, "ask", "河道管理条例第三条讲什么？", "--store", store)
    assert body["citations"][0]["doc_id"] == "law"
    assert body["citations"][0]["clause"] == "第三条"


def test_a_refusal_is_a_good_exit(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = asked(capsys, "ask", "重庆的工业机器人密度是多少？", "--store", store)
    assert (body["outcome"], body["citations"]) == ("refused", [])


@pytest.mark.parametrize("question", ["", "\x00\x1b", "长" * 20_000])
def test_what_is_no_question_is_status_2(
    store: Path, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    assert main(["ask", question, "--store", str(store), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    one_line(captured.err, "question")


def test_a_model_that_is_not_set_is_status_2(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", DENSITY, "--store", str(store), "--answerer", "llm"]) == 2
    one_line(capsys.readouterr().err, "LLM_BASE_URL")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ('{"id": "a", "turns": ["问"]}\n{"id": ', ":2"),
        ('{"id": "a"}', "turns"),
        ('{"id": "a", "turns": []}', "turns"),
        ('{"id": "a", "turns": "问"}', "turns"),
        ('{"turns": ["问"]}', "id"),
        ("[1]", "turns"),
        ("\n\n", "no questions"),
    ],
)
def test_a_bad_file_of_questions_is_named_with_its_line(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, part: str
) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text(content, encoding="utf-8")
    assert main(["batch", str(questions), "--out", str(out), "--store", str(store)]) == 2
    error = capsys.readouterr().err
    one_line(error, part)
    assert "q.jsonl" in error
    assert not out.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_an_unreadable_file_of_questions(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    questions = tmp_path / "q.jsonl"
    if content is not None:
        questions.write_bytes(content)
    assert main(["batch", str(questions), "--out", str(tmp_path / "a.jsonl"), "--store", str(store)]) == 2
    one_line(capsys.readouterr().err, "q.jsonl")


@pytest.mark.parametrize(
    "args", [[], ["ask"], ["batch", "q.jsonl"], ["ask", "问", "--answerer", "magic"], ["sing"]]
)
def test_wrong_usage_is_status_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(args)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err
