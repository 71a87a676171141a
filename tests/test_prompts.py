"""Every prompt of the project loads and fills; a broken one says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model.prompts import FOLDER, PromptError, load_prompt

GOOD = "---\nvariables: a, b\n---\n## system\n说{{a}}\n## user\n{{b}}和{{a}}\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda p: p.stem)
def test_every_prompt_loads_and_fills(path: Path) -> None:
    prompt = load_prompt(path.stem)
    messages = prompt.fill(**{name: f"<{name}>" for name in prompt.variables})
    assert messages[0].role == "system"
    assert messages[-1].role == "user"
    text = "".join(m.text for m in messages)
    assert all(f"<{name}>" in text for name in prompt.variables)
    assert "{{" not in text


def test_there_is_an_answer_prompt() -> None:
    assert load_prompt("answer").variables == {"question", "evidence"}


def test_fill_wants_exactly_the_declared_variables(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(GOOD, encoding="utf-8")
    prompt = load_prompt("p", tmp_path)
    assert [m.text for m in prompt.fill(a="甲", b="乙")] == ["说甲", "乙和甲"]
    with pytest.raises(PromptError, match="no value for b"):
        prompt.fill(a="甲")
    with pytest.raises(PromptError, match="unknown variable c"):
        prompt.fill(a="甲", b="乙", c="丙")


def test_values_are_not_read_as_templates(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(GOOD, encoding="utf-8")
    assert load_prompt("p", tmp_path).fill(a="{{b}}", b="\\1")[1].text == "\\1和{{b}}"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("说{{a}}", "begin with ---"),
        ("---\nvariables: a\n---\n说{{a}}", "expected only parts"),
        ("---\nvariables: a\n---\n## boss\n{{a}}", "unknown part"),
        ("---\nvariables: a, b\n---\n## user\n{{a}}", "differ: b"),
        ("---\nvariables: a\n---\n## user\n{{a}}{{b}}", "differ: b"),
    ],
)
def test_a_broken_template_says_what_is_wrong(source: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(source, encoding="utf-8")
    with pytest.raises(PromptError, match=message):
        load_prompt("p", tmp_path)


def test_a_missing_template(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"none\.md"):
        load_prompt("none", tmp_path)
