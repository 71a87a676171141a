#!/usr/bin/env python3
"""Sets the project up and opens the chat or runs its tests: ``python3 scripts/go.py chat | test``.

Needs Python 3.11 or 3.12 with pip, and nothing installed beforehand: only the standard library is imported.
Everything goes into .venv at the root of the repository. What is already in place is not done again, so a
second call is quick. Knows nothing of policies.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# written last: its presence means that the installation is whole
MARKER = VENV / ".set-up"
VERSIONS = ((3, 11), (3, 12))
EXTRAS = {"chat": "", "test": "[dev]"}
OPENS = "from index.policy_index import PolicyIndex; PolicyIndex.open()"
CHECKS = {
    "lint": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    # a file's tests share what they set up
    "tests": ["pytest", "-n", "2", "--dist", "loadfile"],
}


class SetUpError(Exception):
    """Something the user has to mend; the message is one line that says what."""


def say(line: str) -> None:
    """One line of progress, at once also where the output is a file."""
    print(f"== {line}", flush=True)


def check_python() -> None:
    """:raises SetUpError: this is not a Python the project runs on."""
    if sys.version_info[:2] not in VERSIONS:
        found = ".".join(str(n) for n in sys.version_info[:3])
        raise SetUpError(
            f"Python {found} found at {sys.executable}, expected 3.11 or 3.12: try python3.11 scripts/go.py"
        )


def check_port(host: str, port: int) -> None:
    """:raises SetUpError: nothing can listen there."""
    if not 1 <= port <= 65535:
        raise SetUpError(f"port {port}: expected a number from 1 to 65535")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            # as the server does: a port that was closed a minute ago is free
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = error.strerror or str(error)
        raise SetUpError(
            f"{host}:{port} cannot be listened on ({why}); give another port: "
            f"python3 scripts/go.py chat --port {port % 60000 + 1}"
        ) from error


def run(command: list[str], problem: str) -> None:
    """Run ``command`` in the repository; ``problem`` says what could not be done.

    :raises SetUpError: it could not be started or failed.
    """
    try:
        status = subprocess.call(command, cwd=str(ROOT))
    except OSError as error:
        raise SetUpError(f"{problem}: {error}") from error
    if status:
        raise SetUpError(f"{problem} (exit status {status}); the lines above say why")


def works() -> bool:
    """Whether .venv holds a Python of a version we want: it may be half made, moved, or another one's."""
    script = (
        f"import sys; sys.exit(sys.version_info[:2] not in {VERSIONS!r} or sys.prefix == sys.base_prefix)"
    )
    try:
        return subprocess.call([str(PYTHON), "-c", script], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_environment() -> None:
    """Make .venv anew, with pip in it."""
    say("making .venv")
    # some systems pack ensurepip apart from Python and pip; then our own pip puts one there
    bare = importlib.util.find_spec("ensurepip") is None
    venv = [sys.executable, "-m", "venv", "--clear", *(["--without-pip"] if bare else []), str(VENV)]
    run(venv, f"{VENV}: cannot make a virtual environment")
    if bare:
        install = ["-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"]
        run([sys.executable, *install], "pip cannot install itself into .venv")


def set_up(command: str) -> None:
    """Bring .venv to what ``command`` needs; nothing is done where it is there already.

    :raises SetUpError: it cannot be made, or pip fails.
    """
    # an editable installation knows the folder's name, so a moved repository is installed again
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()).hexdigest()
    done = MARKER.read_text(encoding="utf-8").split() if MARKER.is_file() and works() else []
    # what the tests need holds what the chat needs
    if done and done[0] == wanted and (command in done[1:] or "test" in done[1:]):
        return
    if not works():
        make_environment()
    MARKER.unlink(missing_ok=True)
    say("installing into .venv; the first time this takes a few minutes")
    started = time.monotonic()
    commands = sorted({command, *done[1:]})
    extra = EXTRAS["test" if "test" in commands else "chat"]
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--editable", f".{extra}"]
    run(pip, "pip could not install the project")
    MARKER.write_text("\n".join([wanted, *commands]) + "\n", encoding="utf-8")
    say(f"installed in {time.monotonic() - started:.0f} s")


def build_index() -> None:
    """Build the index where it is missing, or does not fit the corpus or the encoder any more.

    :raises SetUpError: the build failed.
    """
    opens = subprocess.call([str(PYTHON), "-c", OPENS], cwd=str(ROOT), stderr=subprocess.DEVNULL) == 0
    if not opens:
        say("building the index")
        run([str(PYTHON), "-m", "index", "build"], "the index could not be built")


def chat(host: str, port: int, rest: list[str]) -> int:
    """Set up, build the index, serve the page until stopped."""
    check_port(host, port)
    set_up("chat")
    build_index()
    say(f"starting; when it is up, open http://{host}:{port} in a browser (Ctrl+C stops it)")
    command = [str(PYTHON), "app.py", "--host", host, "--port", str(port), *rest]
    if os.name == "nt":
        return subprocess.call(command, cwd=str(ROOT))
    # one process, so that whoever stops this stops the server
    os.chdir(ROOT)
    os.execv(command[0], command)


def test(rest: list[str]) -> int:
    """Set up, build the index, then lint, format, types and tests; 1 where one of them failed, all are run."""
    set_up("test")
    build_index()
    failed = []
    for name, tool in CHECKS.items():
        say(f"{name}: {' '.join(tool)}")
        started = time.monotonic()
        command = [str(PYTHON), "-m", *tool, *(rest if name == "tests" else [])]
        if subprocess.call(command, cwd=str(ROOT)):
            failed.append(name)
        say(f"{name}: {'FAILED' if name in failed else 'ok'}, {time.monotonic() - started:.0f} s")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def main(argv: list[str] | None = None) -> int:
    """Run one command; 2 where the user has to mend something, one line on standard error."""
    parser = argparse.ArgumentParser(prog="python3 scripts/go.py", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    page = commands.add_parser("chat", help="set up and open the chat; what app.py takes may follow")
    page.add_argument("--host", default="127.0.0.1")
    page.add_argument("--port", type=int, default=7860)
    commands.add_parser("test", help="set up and run lint, types and tests; what pytest takes may follow")
    args, rest = parser.parse_known_args(argv)
    try:
        check_python()
        return chat(args.host, args.port, rest) if args.command == "chat" else test(rest)
    except SetUpError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("error: interrupted; the same command goes on where it stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
