"""scripts/go.py: what a person sees whose Python, port or pip is not as it should be."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_project import ROOT, script

GO = ROOT / "scripts" / "go.py"


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(lines) == 1, done.stderr
    assert done.returncode == 2
    return lines[0]


def go(*arguments: str, at: Path = GO, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(at), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_another_python_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = script("scripts/go.py")
    monkeypatch.setattr(module, "VERSIONS", ((2, 7),))
    assert module.main(["test"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"error: Python {sys.version_info[0]}.{sys.version_info[1]}.")
    assert said.err.count("\n") == 1


def test_a_taken_port_is_named_before_anything_is_installed(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = go("chat", "--port", str(port), cwd=tmp_path)
    assert f"127.0.0.1:{port}" in one_line(done)
    assert done.stdout == ""


def test_an_impossible_address_is_one_line() -> None:
    assert "port 70000" in one_line(go("chat", "--port", "70000"))
    # an address of documentation (RFC 5737): no machine has it
    assert "192.0.2.1:7860 cannot be listened on" in one_line(go("chat", "--host", "192.0.2.1"))


def test_an_installation_that_fails_is_said_and_not_taken_for_whole(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(GO, tmp_path / "scripts" / "go.py")
    (tmp_path / "pyproject.toml").write_text("this is no TOML\n", encoding="utf-8")
    done = go("test", at=tmp_path / "scripts" / "go.py", cwd=tmp_path)
    assert "pip could not install the project" in one_line(done)
    assert not (tmp_path / ".venv" / ".set-up").exists()


def test_the_script_needs_nothing_but_python() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(GO), "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "chat" in done.stdout
    assert "test" in done.stdout
