"""The commands of the harness: arguments in, one line on standard error where they are wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import PolicyError

_OUT = Path("eval") / "out"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure the answers.")
    commands = parser.add_subparsers(dest="command", required=True)

    check = commands.add_parser("check", help="say what is wrong in a gold file, line by line")
    check.add_argument("gold", type=Path, nargs="+")
    check.add_argument("--corpus", type=Path, help="folder with manifest.toml (default: the project's)")

    run = commands.add_parser("run", help="put gold questions to the assistant and score its answers")
    run.add_argument("--gold", type=Path, required=True)
    run.add_argument("--corpus", type=Path, help="folder with manifest.toml; its index is built first")
    run.add_argument(
        "--store", type=Path, help="index to use (default: the project's; with --corpus OUT/store)"
    )
    run.add_argument("--answerer", choices=("extractive", "llm"), default="extractive")
    run.add_argument(
        "--out", type=Path, required=True, help="folder for results.jsonl, summary.json, report.html"
    )

    headings = commands.add_parser(
        "headings", help="ask about a corpus's own headings in everyday turns (headings.toml); needs no gold"
    )
    headings.add_argument("--corpus", type=Path, help="folder with manifest.toml; its index is built first")
    headings.add_argument("--store", type=Path, help="as for run")
    headings.add_argument("--sample", type=int, default=200, help="so many headings")
    headings.add_argument("--out", type=Path, default=_OUT / "headings", help="folder for what is not found")
    framed = commands.add_parser(
        "framed", help="put questions that are answered right in what people say around them (frames.toml)"
    )
    framed.add_argument("--gold", type=Path, required=True)
    framed.add_argument("--corpus", type=Path, help="folder with manifest.toml; its index is built first")
    framed.add_argument("--store", type=Path, help="as for run")
    framed.add_argument("--sample", type=int, default=60, help="so many questions, each in every frame")
    framed.add_argument("--out", type=Path, default=_OUT / "framed", help="folder for what is lost")

    retold = commands.add_parser(
        "retold", help="put gold questions in other people's words (eval/gold/retold)"
    )
    retold.add_argument("rewritings", type=Path, help="file of rewritings")
    retold.add_argument("--store", type=Path, help="index of the project's texts (default: the project's)")
    retold.add_argument("--out", type=Path, default=_OUT / "retold", help="folder for what is lost")

    compare = commands.add_parser("compare", help="what got better and worse between two runs")
    compare.add_argument("a", type=Path)
    compare.add_argument("b", type=Path)
    compare.add_argument("--metric", default="correct")

    gate = commands.add_parser("gate", help="fail where a figure lies below eval/baselines")
    gate.add_argument(
        "--run", type=Path, action="append", help="judge this finished run instead of a new one"
    )
    gate.add_argument(
        "--accept", type=Path, action="append", help="make this run's figures the accepted ones"
    )
    gate.add_argument("--out", type=Path, default=_OUT / "gate", help="folder for the gate's own runs")

    bench = commands.add_parser("bench", help="times, memory and how they grow with the corpus")
    bench.add_argument("--corpus", type=Path, help="folder with manifest.toml (default: the project's)")
    bench.add_argument(
        "--gold", type=Path, default=Path("eval/gold/dev.jsonl"), help="whose questions are asked"
    )
    bench.add_argument("--scales", type=int, nargs="+", default=[1, 10, 100], help="sizes of the corpus")
    bench.add_argument("--plot", type=Path, help="file for the plot (default: bench.svg in --out)")
    bench.add_argument("--no-page", action="store_true", help="leave the running page out")
    bench.add_argument(
        "--out", type=Path, default=_OUT / "bench", help="folder for copies, stores and figures"
    )

    stard = commands.add_parser("stard", help="lay questions over 55,382 articles of law")
    stard.add_argument("--data", type=Path, required=True, help="folder of the STARD files")
    stard.add_argument("--limit", type=int, help="only so many articles, to try things out")
    stard.add_argument(
        "--out", type=Path, default=_OUT / "stard", help="folder for vectors, index and figures"
    )

    peers = commands.add_parser("peers", help="other ways to search, side by side (extra: peers)")
    peers.add_argument(
        "--gold",
        type=Path,
        nargs="+",
        default=[Path("eval/gold/dev.jsonl"), Path("eval/gold/train-five.jsonl")],
        help="files of questions, a line of the table for each",
    )
    peers.add_argument(
        "--model-questions",
        type=int,
        default=0,
        help="let the model (LLM_BASE_URL) answer so many of the last file for each system",
    )
    peers.add_argument("--out", type=Path, default=_OUT / "peers", help="folder for the figures")

    calibrate = commands.add_parser(
        "calibrate", help="fit from which likeness on a statement answers (assistant/answers/answerable.toml)"
    )
    calibrate.add_argument(
        "gold", type=Path, nargs="+", help="gold files, or folders with gold.jsonl and corpus/"
    )
    calibrate.add_argument("--out", type=Path, default=_OUT / "calibrate", help="folder for the stores")
    calibrate.add_argument(
        "--foreign",
        type=Path,
        nargs="+",
        help="questions about other things (a gold file, or STARD's folder): fit from which likeness on an answer "
        "is about the question at all (pertinence.toml) instead",
    )
    calibrate.add_argument(
        "--figures",
        action="store_true",
        help="fit by what a how-much question's figure is known (measures.toml) instead",
    )
    calibrate.add_argument(
        "--judge",
        action="store_true",
        help="fit when a statement answers that the judge has read (judging.toml) instead",
    )
    calibrate.add_argument(
        "--choice",
        action="store_true",
        help="fit which of two readings of a follow-up is told (assistant/choosing.toml) instead; the gold is "
        "eval/talks/choices.jsonl",
    )
    calibrate.add_argument(
        "--leanings",
        action="store_true",
        help="fit how a question asks who, where or to compare (assistant/understand/leanings.toml) instead",
    )
    calibrate.add_argument(
        "--roles",
        action="store_true",
        help="fit what parts of a follow-up are said beside its question (assistant/conversation/roles.toml) instead, from files "
        "of messages with their parts",
    )
    reading = commands.add_parser("reading", help="what the judge is trained on (index/training/judge.py)")
    reading.add_argument("gold", type=Path, nargs="+", help="as for calibrate")
    reading.add_argument("--out", type=Path, default=_OUT / "reading", help="folder for the stores")
    reading.add_argument("--target", type=Path, required=True, help="JSON file to write")
    calibrate.add_argument(
        "--target", type=Path, help="file to write (default: where the assistant reads it)"
    )
    return parser


def _check(args: argparse.Namespace) -> int:
    from eval.gold import check_gold, read_gold
    from eval.product import open_library

    library = open_library(args.corpus)
    wrong = 0
    for path in args.gold:
        questions, faults = read_gold(path)
        findings = sorted(faults + check_gold(path, questions, library), key=lambda f: f.line)
        for finding in findings:
            print(finding, file=sys.stderr)
        wrong += len(findings)
        print(f"{path}: {len(questions)} questions, {len(findings)} findings")
    return 2 if wrong else 0


def _run(args: argparse.Namespace) -> int:
    from eval.product import run_gold
    from eval.records import headline

    summary, doubts = run_gold(
        args.gold, args.out, corpus=args.corpus, store=args.store, answerer=args.answerer
    )
    for doubt in doubts:
        print(doubt, file=sys.stderr)
    print(headline(summary))
    print(f"\n{args.out / 'report.html'}")
    return 0


def _headings(args: argparse.Namespace) -> int:
    from eval.product import run_headings

    print(run_headings(args.out, corpus=args.corpus, store=args.store, sample=args.sample))
    print(f"\n{args.out}")
    return 0


def _framed(args: argparse.Namespace) -> int:
    from eval.product import run_framed

    print(run_framed(args.gold, args.out, corpus=args.corpus, store=args.store, sample=args.sample))
    print(f"\n{args.out}")
    return 0


def _retold(args: argparse.Namespace) -> int:
    from eval.product import run_retold

    print(run_retold(args.rewritings, args.out, store=args.store))
    print(f"\n{args.out}")
    return 0


def _compare(args: argparse.Namespace) -> int:
    from eval.compare import compare_runs

    print(compare_runs(args.a, args.b, args.metric))
    return 0


def _gate(args: argparse.Namespace) -> int:
    from eval.gate import accept, judge
    from eval.records import read_run

    if args.accept:
        for folder in args.accept:
            print(f"accepted: {accept(read_run(folder)[0])}")
        return 0
    lines = judge(args.run, args.out)
    for line in lines:
        print(line, file=sys.stderr)
    print(f"gate: {'closed' if lines else 'open'}")
    return 1 if lines else 0


def _bench(args: argparse.Namespace) -> int:
    from eval.bench import run_bench
    from index.settings import Settings

    corpus = args.corpus or Settings.from_env().corpus
    print(run_bench(corpus, args.gold, args.scales, args.out, page=not args.no_page, figure=args.plot))
    return 0


def _stard(args: argparse.Namespace) -> int:
    from eval.stard import render, run_stard

    print(render(run_stard(args.data, args.out, limit=args.limit)))
    return 0


def _peers(args: argparse.Namespace) -> int:
    from eval.peers import run_peers

    print(run_peers(args.gold, args.out, args.model_questions))
    return 0


def _reading(args: argparse.Namespace) -> int:
    from eval.calibrate import open_sets
    from eval.reading import write_readings

    print(f"{args.target}: {write_readings(open_sets(args.gold, args.out), args.target)} questions")
    return 0


def _calibrate(args: argparse.Namespace) -> int:
    from eval.calibrate import calibrate, open_sets

    folder = Path("assistant") / "answers"
    if args.choice:
        from eval.choice import calibrate_choice

        print(calibrate_choice(args.gold, args.target or Path("assistant") / "choosing.toml"))
        return 0
    if args.leanings:
        from eval.calibrate_leanings import calibrate_leanings

        target = args.target or Path("assistant") / "understand" / "leanings.toml"
        print(calibrate_leanings(args.gold, target))
        return 0
    if args.roles:
        from eval.calibrate_roles import calibrate_roles

        target = args.target or Path("assistant") / "conversation" / "roles.toml"
        print(calibrate_roles(args.gold, target))
        return 0
    sets = open_sets(args.gold, args.out)
    if args.foreign:
        from eval.foreign import calibrate_foreign

        print(calibrate_foreign(sets, args.foreign, args.target or folder / "pertinence.toml"))
    elif args.figures:
        from eval.calibrate_measures import calibrate_measures

        print(calibrate_measures(sets, args.target or folder / "measures.toml"))
    else:
        name = "judging.toml" if args.judge else "answerable.toml"
        print(calibrate(sets, args.target or folder / name, judged=args.judge))
    return 0


_COMMANDS = {
    "check": _check,
    "run": _run,
    "headings": _headings,
    "framed": _framed,
    "retold": _retold,
    "compare": _compare,
    "gate": _gate,
    "bench": _bench,
    "stard": _stard,
    "peers": _peers,
    "calibrate": _calibrate,
    "reading": _reading,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status."""
    args = _parser().parse_args(argv)
    try:
        return _COMMANDS[args.command](args)
    except PolicyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("broken off; the same command goes on where it stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
