"""Prompt templates: Markdown files of prompts/, loaded and checked by name. Knows nothing of models.

A template begins with the names of its variables between two lines of ---, then has a part for each message:
## system, ## user. Variables stand as {{name}}.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from corpus.errors import InputError

FOLDER = Path(__file__).resolve().parents[2] / "prompts"
Role = Literal["system", "user", "assistant"]
_HEAD_RE = re.compile(r"---\nvariables:(?P<names>[^\n]*)\n---\n(?P<body>.*)", re.DOTALL)
_PART_RE = re.compile(r"^## (\w+)[ \t]*$", re.MULTILINE)
_VARIABLE_RE = re.compile(r"\{\{(\w+)\}\}")


class PromptError(InputError):
    """A template that is missing or malformed, or is filled with other variables than it declares."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A loaded template; ``parts`` in the order of the file."""

    name: str
    variables: frozenset[str]
    parts: tuple[Message, ...]

    def fill(self, **values: str) -> tuple[Message, ...]:
        """The messages with every variable put in.

        :raises PromptError: a variable is missing or unknown.
        """
        if missing := sorted(self.variables - values.keys()):
            raise PromptError(f"prompt {self.name}: no value for {', '.join(missing)}")
        if unknown := sorted(values.keys() - self.variables):
            raise PromptError(f"prompt {self.name}: unknown variable {', '.join(unknown)}")
        return tuple(
            Message(part.role, _VARIABLE_RE.sub(lambda m: values[m[1]], part.text)) for part in self.parts
        )


def load_prompt(name: str, folder: Path = FOLDER) -> Prompt:
    """The template prompts/NAME.md.

    :raises PromptError: it is missing or malformed, or its text and its declared variables differ.
    """
    path = folder / f"{name}.md"
    try:
        source = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: cannot be read as a prompt: {error}") from None
    head = _HEAD_RE.match(source)
    if head is None:
        raise PromptError(f"{path}: expected it to begin with ---, a line 'variables: ...' and ---")
    pieces = _PART_RE.split(head["body"])
    if pieces[0].strip() or len(pieces) < 3:
        raise PromptError(f"{path}: expected only parts '## system', '## user' behind the variables")
    parts = []
    for role, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if role not in get_args(Role):
            raise PromptError(
                f"{path}: unknown part '## {role}', expected one of {', '.join(get_args(Role))}"
            )
        parts.append(Message(role, text.strip()))  # type: ignore[arg-type]
    declared = frozenset(n.strip() for n in head["names"].split(",") if n.strip())
    used = frozenset(n for part in parts for n in _VARIABLE_RE.findall(part.text))
    if declared != used:
        odd = ", ".join(sorted(declared ^ used))
        raise PromptError(f"{path}: declared and used variables differ: {odd}")
    return Prompt(name, declared, tuple(parts))
