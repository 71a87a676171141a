"""The walls of the house (docs/architecture.md): who imports whom, what starts light, what is public."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import corpus
from assistant import types as assistant_types
from assistant.assistant import Assistant
from assistant.compose import Composer
from corpus import types as corpus_types
from corpus.tree import ClauseTree
from index import types as index_types
from index.policy_index import PolicyIndex

ROOT = Path(__file__).resolve().parent.parent

# room → the rooms it may import
MAY_IMPORT = {
    "corpus": set(),
    "index": {"corpus"},
    "assistant": {"corpus", "index"},
    "eval": {"corpus", "index", "assistant"},
    "web": {"corpus", "index", "assistant"},
    "app": {"corpus", "index", "assistant", "web"},
}
# inside assistant/: package → the packages it may import besides assistant.types
WITHIN_ASSISTANT: dict[str, set[str]] = {
    "understand": set(),
    "answers": {"understand"},
    "applies": {"understand", "answers"},
    "conversation": {"understand", "answers"},
    "verification": set(),
    "model": {"verification"},
}
HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "onnxruntime",
    "chromadb",
    "llama_index",
    "gradio",
    "pandas",
    "openpyxl",
    "matplotlib",
    "jieba",
    "pypinyin",
}
# a module may stand on a heavy library where it is nothing without it; then nobody imports it at the top
ON_TOP_OF = {"index.nodes": {"llama_index"}} | {
    f"web.{path.stem}": {"gradio"} for path in (ROOT / "web").glob("*_page.py")
}


class Import(NamedTuple):
    """One import statement's target: ``at_load`` is False inside functions."""

    name: str
    line: int
    at_load: bool


@cache
def sources() -> dict[str, Path]:
    """Module name → file, for everything that is shipped."""
    paths = [
        ROOT / "app.py",
        *(p for room in MAY_IMPORT if room != "app" for p in (ROOT / room).rglob("*.py")),
    ]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
        # a store and other generated folders hold no code of ours
        if all(part.isidentifier() for part in path.relative_to(ROOT).with_suffix("").parts)
    }


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(sources()[module].read_text(encoding="utf-8"))


def _walk(node: ast.AST, at_load: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for other in child.orelse:
                yield from _walk(other, at_load)
        elif isinstance(child, ast.Import | ast.ImportFrom):
            yield child, at_load
        else:
            yield from _walk(child, at_load and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def imports(module: str) -> tuple[Import, ...]:
    """What the module imports when it runs, ``from a import b`` as a.b where that is a module."""
    found = []
    path = sources()[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node, at_load in _walk(tree_of(module), at_load=True):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [base])])
            names = [f"{base}.{a.name}" if f"{base}.{a.name}" in sources() else base for a in node.names]
        found += [Import(name, node.lineno, at_load) for name in names]
    return tuple(found)


def room(name: str) -> str:
    return name.partition(".")[0]


MODULES = sorted(sources())


def test_every_room_is_walked() -> None:
    assert {room(m) for m in MODULES} == set(MAY_IMPORT)
    assert Import("index.generation", 19, True)._replace(line=0) in {
        i._replace(line=0) for i in imports("index.policy_index")
    }


@pytest.mark.parametrize("module", MODULES)
def test_nothing_imports_upward(module: str) -> None:
    allowed = MAY_IMPORT[room(module)] | {room(module)}
    wrong = [i for i in imports(module) if room(i.name) in {*MAY_IMPORT, "tests"} - allowed]
    assert wrong == []


@pytest.mark.parametrize("package", WITHIN_ASSISTANT)
def test_the_packages_of_the_assistant_stand_in_one_order(package: str) -> None:
    allowed = {f"assistant.{name}" for name in (package, *WITHIN_ASSISTANT[package])} | {"assistant.types"}
    wrong = [
        (module, i.name)
        for module in MODULES
        if module.startswith(f"assistant.{package}.")
        for i in imports(module)
        if room(i.name) == "assistant" and i.name not in allowed and i.name.rpartition(".")[0] not in allowed
    ]
    assert wrong == []


def test_there_are_no_circles() -> None:
    graph = {m: {i.name for i in imports(m) if i.name in sources() and i.name != m} for m in MODULES}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("module", MODULES)
def test_heavy_libraries_wait_until_they_are_needed(module: str) -> None:
    at_load = [i for i in imports(module) if i.at_load]
    allowed = ON_TOP_OF.get(module, set())
    assert [i for i in at_load if room(i.name) in HEAVY - allowed] == []
    assert [i for i in at_load if i.name in ON_TOP_OF] == []


def test_commands_start_light() -> None:
    starts = [m for m in MODULES if m.endswith("__main__") and "training" not in m]
    wanted = ["app", "assistant.assistant", "index.policy_index", *starts]
    code = f"import sys, importlib\nfor m in {wanted!r}: importlib.import_module(m)\n"
    code += f"print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    empty = not tree_of(module).body
    assert empty or ast.get_docstring(tree_of(module))


def test_the_map_names_every_module_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named: set[str] = set()
    for line in text.splitlines():
        if not line.startswith("| `"):
            continue
        folder = ""
        for name in re.findall(r"`([\w/.]+\.py)`", line.split("|")[1]):
            folder = name.rpartition("/")[0] or folder
            named.add(f"{folder}/{name.rpartition('/')[2]}".lstrip("/"))
    named = {name for name in named if not name.startswith("scripts/")}
    there = {p.relative_to(ROOT).as_posix() for p in sources().values() if p.name != "__init__.py"}
    # a row about a whole folder stands for what is in it
    folders = re.findall(r"^\| `([\w/]+/)`", text, re.MULTILINE)
    there = {p for p in there if not p.startswith(tuple(folders))}
    assert (sorted(there - named), sorted(named - there)) == ([], [])


def public(thing: object) -> set[str]:
    return {name for name in vars(thing) if not name.startswith("_")}


def defined(module: object) -> set[str]:
    name = getattr(module, "__name__", "")
    return {n for n in public(module) if getattr(getattr(module, n), "__module__", None) == name}


def test_the_public_surface() -> None:
    """Other people's programs rest on these names: add with care, take away with a new version."""
    assert set(corpus.__all__) == {"ClauseTree", "load_corpus", "load_file", "parse"}
    assert defined(corpus_types) == {
        "Clause",
        "Document",
        "Indicator",
        "ParsedDocument",
        "Quantity",
        "Row",
        "StandingNote",
    }
    assert defined(index_types) == {"Chunk", "Evidence", "Filters"}
    assert defined(assistant_types) == {"Answer", "Citation", "Turn"}
    assert public(PolicyIndex) >= {
        "documents",
        "idf",
        "indicators",
        "open",
        "search",
        "standing",
        "tree",
        "warm",
        "warnings",
    }
    assert public(Assistant) >= {"ask", "open", "stream"}
    assert public(ClauseTree) >= {
        "ancestors",
        "children",
        "cite_parts",
        "container",
        "get",
        "parent",
        "path",
    }


def test_no_room_takes_another_ones_private_name() -> None:
    """The rooms are one class in the end: a private method of the same name would silently replace the other's."""
    defined: dict[str, list[str]] = {}
    for room in Composer.__mro__[:-1]:
        for name in vars(room):
            if name.startswith("_") and not name.startswith("__"):
                defined.setdefault(name, []).append(room.__name__)
    assert {name: rooms for name, rooms in defined.items() if len(rooms) > 1} == {}


def test_no_room_takes_the_name_of_anothers_method() -> None:
    """The rooms are one class in the end: a helper of the same name would be called in place of the other's."""
    from assistant.compose import Composer

    meant = {"ranked", "compose", "named_figure"}  # the composer's own way to do what a room leaves open
    named: dict[str, str] = {}
    for room in reversed(Composer.__mro__[:-1]):
        for name, value in vars(room).items():
            if callable(value) and not name.startswith("__") and name not in meant:
                assert named.setdefault(name, room.__name__) == room.__name__, name
