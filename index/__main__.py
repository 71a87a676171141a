"""python -m index build | add FILE... | remove DOC_ID | status. Wiring only; the work is in index/build.py."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import PolicyError
from index.build import BuildReport, add_files, build_index, remove_document, status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, 1 (failed) or 2 (bad input)."""
    args = _parser().parse_args(argv)
    progress = not args.quiet if "quiet" in args else False
    try:
        if args.command == "status":
            found = status(args.store)
            print(json.dumps(found, ensure_ascii=False, indent=1) if args.json else _status_lines(found))
        elif args.command == "build":
            _report(build_index(args.corpus, args.store, progress=progress))
        elif args.command == "add":
            _report(add_files(args.files, args.store, progress=progress))
        else:
            _report(remove_document(args.doc_id, args.store, progress=progress))
    except PolicyError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("error: interrupted; the index is as it was", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description="Build and keep the search index.")
    commands = parser.add_subparsers(dest="command", required=True)
    store = argparse.ArgumentParser(add_help=False)
    store.add_argument(
        "--store", type=Path, help="folder of the index (default: POLICY_STORE, or index/store)"
    )
    quiet = argparse.ArgumentParser(add_help=False)
    quiet.add_argument("--quiet", action="store_true", help="no progress bar")
    build = commands.add_parser("build", parents=[store, quiet], help="read the corpus, make the index anew")
    build.add_argument("--corpus", type=Path, help="folder with manifest.toml (default: corpus)")
    add = commands.add_parser("add", parents=[store, quiet], help="add policy files")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    remove = commands.add_parser("remove", parents=[store, quiet], help="take one document out")
    remove.add_argument("doc_id", metavar="DOC_ID")
    show = commands.add_parser("status", parents=[store], help="what the index holds")
    show.add_argument("--json", action="store_true")
    return parser


def _report(report: BuildReport) -> None:
    for warning in report.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    for doc_id in report.left_out:
        print(f"warning: {doc_id} had been added and is not in the corpus: left out", file=sys.stderr)
    print(
        f"{report.store}: {report.documents} documents, {report.clauses} clauses, {report.chunks} chunks "
        f"({report.embedded} embedded, {report.reused} kept), {report.indicators} indicators, "
        f"encoder {report.encoder}, {report.seconds:.1f} s"
    )


def _status_lines(found: dict[str, object]) -> str:
    counts = found["counts"]
    assert isinstance(counts, dict)
    encoder = found["encoder"]
    assert isinstance(encoder, dict)
    lines = [
        f"{found['store']}: " + ", ".join(f"{value} {name}" for name, value in counts.items()),
        f"encoder {encoder['id']} ({encoder['dim']} dimensions), built {found['built_at']}",
    ]
    if found["corpus_changed"]:
        lines.append(f"the corpus {found['corpus']} has changed since: run python -m index build")
    documents = found["documents"]
    assert isinstance(documents, list)
    lines += [
        f"  {d['doc_id']}  {d['title']}  {d['clauses']} clauses, {d['chunks']} chunks" for d in documents
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
