"""The only place where text becomes HTML: Jinja templates that escape everything.

No template marks anything as safe, so a question, a title, a quote or a model's answer is always shown as
text. Knows nothing of policies.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.render import titled

FOLDER = Path(__file__).resolve().parent
TEMPLATES = FOLDER / "templates"
STATIC = FOLDER / "static"


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
    return made


def render(template: str, **values: object) -> str:
    """``web/templates/<template>`` with ``values``; a value that is missing is an error."""
    return _environment().get_template(template).render(**values)


def static(name: str) -> str:
    """The text of a script or style sheet of the page."""
    return (STATIC / name).read_text(encoding="utf-8")
