"""``python -m web``: operators and the journal's exports.

python -m web operator NAME          prints a line for the operators file; the password comes from stdin
python -m web export asked|feedback  prints the journal as CSV
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence

from corpus.errors import InputError, PolicyError
from web.operators import NAME, hashed


def _operator(name: str) -> None:
    if not NAME.fullmatch(name):
        raise InputError(f"operator {name!r}: expected up to 64 letters, digits, . _ @ or -")
    password = getpass.getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < 8:
        raise InputError("password: found fewer than 8 characters, expected at least 8")
    print(f'"{name}" = "{hashed(password)}"')


def main(argv: Sequence[str] | None = None) -> int:
    """2 for bad input, 1 for a failure, one line on stderr each."""
    parser = argparse.ArgumentParser(prog="python -m web", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    operator = commands.add_parser("operator", help="a line for the operators file")
    operator.add_argument("name")
    export = commands.add_parser("export", help="the journal as CSV")
    export.add_argument("table", choices=("asked", "feedback"))
    args = parser.parse_args(argv)
    try:
        if args.command == "operator":
            _operator(args.name)
        else:
            from web.journal import SqliteJournal

            SqliteJournal.from_env().export(args.table, sys.stdout)
    except PolicyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
