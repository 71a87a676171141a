"""``python -m assistant ask "问题"`` and ``python -m assistant batch FILE.jsonl --out FILE.jsonl``.

Knows nothing of how an answer is made; prints what Assistant returns.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import ANSWERERS, Assistant
from assistant.types import Answer, Turn
from corpus.errors import InputError, PolicyError


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit status (2 bad input, 1 failed)."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant", description="Answers from the policy corpus."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="answer one question")
    ask.add_argument("question")
    ask.add_argument(
        "--turn", action="append", default=[], metavar="QUESTION", help="an earlier question, oldest first"
    )
    ask.add_argument("--json", action="store_true", help="print the contract's JSON")
    batch = commands.add_parser("batch", help="answer many questions in one process")
    batch.add_argument("file", type=Path, help='JSON lines: {"id": ..., "turns": [...]}')
    batch.add_argument("--out", type=Path, required=True)
    for command in (ask, batch):
        command.add_argument("--store", type=Path, default=None)
        command.add_argument("--answerer", choices=ANSWERERS, default="extractive")
    args = parser.parse_args(argv)
    try:
        return _ask(args) if args.command == "ask" else _batch(args)
    except PolicyError as error:
        print(str(error), file=sys.stderr)
        return error.exit_status


def converse(assistant: Assistant, turns: Sequence[str]) -> Answer:
    """The answer to the last of several questions; the earlier ones are answered to make the history."""
    history: list[Turn] = []
    for question in turns[:-1]:
        history.append(Turn(question, assistant.ask(question, history)))
    return assistant.ask(turns[-1], history)


def _ask(args: argparse.Namespace) -> int:
    assistant = Assistant.open(args.store, args.answerer)
    answer = converse(assistant, [*args.turn, args.question])
    if args.json:
        print(json.dumps(answer.to_json(), ensure_ascii=False, indent=1))
        return 0
    print(answer.text)
    for citation in answer.citations:
        print(f"【{citation.number}】{citation.label}\n    {citation.quote.strip()}")
    for note in answer.notes:
        print(f"（{note}）")
    return 0


def _read(path: Path) -> list[tuple[str, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}, expected a readable UTF-8 file of JSON lines") from error
    out: list[tuple[str, list[str]]] = []
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item: Any = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{path}:{n}: {error.msg} at column {error.colno}, expected a JSON object"
            ) from error
        turns = item.get("turns") if isinstance(item, dict) else None
        if (
            not isinstance(turns, list)
            or not turns
            or not all(isinstance(t, str) for t in turns)
            or "id" not in item
        ):
            raise InputError(
                f'{path}:{n}: found {line[:60]!r}, expected {{"id": ..., "turns": ["question", ...]}}'
            )
        out.append((str(item["id"]), turns))
    if not out:
        raise InputError(f"{path}: found no questions, expected one JSON object a line")
    return out


def _batch(args: argparse.Namespace) -> int:
    from tqdm import tqdm

    questions = _read(args.file)
    assistant = Assistant.open(args.store, args.answerer)
    partial = args.out.with_name(args.out.name + ".partial")
    if args.out.is_dir():
        raise InputError(f"{args.out}: found a folder, expected a file to write")
    try:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        partial.touch()
    except OSError as error:
        raise InputError(f"{args.out}: {error.strerror}, expected a place to write a file") from error
    with partial.open("w", encoding="utf-8") as out:
        for key, turns in tqdm(questions, unit="q", file=sys.stderr, disable=not sys.stderr.isatty()):
            try:
                body = converse(assistant, turns).to_json()
            except InputError as error:
                # one bad question must not cost the others their answers
                body = {"question": turns[-1], "error": str(error)}
            out.write(json.dumps({"id": key, **body}, ensure_ascii=False) + "\n")
    os.replace(partial, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
