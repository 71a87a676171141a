"""The only place where text becomes HTML: Jinja templates that escape everything.

No template marks anything as safe, so a question, a title, a quote or a model's answer is always shown as
text. Knows nothing of policies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answers.render import titled

FOLDER = Path(__file__).resolve().parent
TEMPLATES = FOLDER / "templates"
STATIC = FOLDER / "static"


_BREAK = re.compile(r"\n(?:[ \t\u3000]*\n)*")
# a line of print that was full and broke off inside a sentence, and what cannot go on with it
_FULL = re.compile(r"[^\n|]{27,}[\u4e00-\u9fff，、](?=[ \t\u3000]*$)")
_BEGINS = re.compile(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十百\d]+[编章节条]|[专專][栏欄]|附件|[^\u4e00-\u9fff])"
)


def shown_and_hidden(text: str) -> list[tuple[str, str]]:
    """``text`` as pairs (what is shown, what is not): blank lines, and line ends inside a sentence that only the
    printed page asked for. Put together again it is ``text``, to the letter.
    """
    out: list[tuple[str, str]] = []
    at = 0
    for end in _BREAK.finditer(text):
        line = text[text.rfind("\n", 0, end.start()) + 1 : end.start()]
        goes_on = _FULL.search(line) and end.end() < len(text) and not _BEGINS.match(text, end.end())
        cut = end.start() if goes_on else end.start() + 1
        if cut < end.end():
            out.append((text[at:cut], text[cut : end.end()]))
            at = end.end()
    return [*out, (text[at:], "")]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["titled"] = titled
    made.filters["shown_and_hidden"] = shown_and_hidden
    return made


def render(template: str, **values: object) -> str:
    """``web/templates/<template>`` with ``values``; a value that is missing is an error."""
    return _environment().get_template(template).render(**values)


def static(name: str) -> str:
    """The text of a script or style sheet of the page."""
    return (STATIC / name).read_text(encoding="utf-8")
