"""``python -m corpus parse FILE`` prints the clauses of a text; ``check FOLDER`` what its numbering looks like."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.check import check_folder, report
from corpus.errors import PolicyError
from corpus.load import entry_for, load_file
from corpus.parse import parse
from corpus.tree import ClauseTree
from corpus.types import Clause, ParsedDocument


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; the exit status is 0, 1 (failed) or 2 (bad input)."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description="Reads a policy text into clauses.")
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("parse", help="print the clauses of one text")
    read.add_argument("file", type=Path)
    read.add_argument("--doc-id", help="id of the document (default: the manifest's, else the file's name)")
    read.add_argument("--json", action="store_true", help="print JSON instead of an outline")
    check = commands.add_parser(
        "check", help="report whether the article numbers of a folder's texts follow on"
    )
    check.add_argument("folder", type=Path)
    args = parser.parse_args(argv)
    try:
        if args.command == "check":
            print(report(list(check_folder(args.folder))))
            return 0
        parsed = parse(load_file(args.file, entry_for(args.file), doc_id=args.doc_id))
    except PolicyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    if args.json:
        print(json.dumps(as_json(parsed), ensure_ascii=False, indent=1))
    else:
        print(outline(parsed))
    return 0


def as_json(parsed: ParsedDocument) -> dict[str, Any]:
    """What ``parse --json`` prints: document, clauses, warnings."""
    return {
        "document": dataclasses.asdict(parsed.document),
        "clauses": [_clause(c) for c in parsed.clauses],
        "standing": [dataclasses.asdict(s) for s in parsed.standing],
        "warnings": list(parsed.warnings),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    row = clause.row
    cells = None
    if row is not None:
        cells = {k: getattr(row, k) for k in ("no", "group", "name", "unit", "target", "attribute")}
        cells["year"] = row.year
        cells["targets"] = [list(t) for t in row.targets]
        cells["others"] = [list(t) for t in row.others]
    fields = ("clause_id", "kind", "number", "label", "title", "parent_id", "text", "start", "end")
    return {k: getattr(clause, k) for k in fields} | {"departments": list(clause.departments), "row": cells}


def outline(parsed: ParsedDocument) -> str:
    """The clauses as an indented list for people."""
    tree = ClauseTree(parsed.clauses)
    lines = [parsed.document.title]
    for clause in parsed.clauses:
        indent = "  " * (1 + len(tree.ancestors(clause)))
        title = "" if clause.title == clause.label else clause.title
        if clause.row is not None:
            cells = [clause.row.name, clause.row.target + (clause.row.unit or ""), clause.row.attribute or ""]
            title = " ".join(x for x in cells if x)
        duty = f"（责任单位：{'、'.join(clause.departments)}）" if clause.departments else ""
        lines.append(f"{indent}{clause.label} {title}{duty}".rstrip())
    lines += [f"提示：{w}" for w in parsed.warnings]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    raise SystemExit(main())
