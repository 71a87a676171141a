"""The report page: complete, self-contained and safe whatever the texts hold."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from assistant.types import Answer
from eval.gold import Question, load_gold
from eval.plots import histogram, intervals, matrix
from eval.records import read_run
from eval.report import reasons, report_html
from tests.scripted import LIBRARY, Scripted, gold_lines, good, run, write_gold, wrong_number

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>&amp;'


class Page(HTMLParser):
    """Collects tags, attributes and visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def test_every_failed_question_is_there_with_what_was_expected_and_got(tmp_path: Path) -> None:
    questions = load_gold(write_gold(tmp_path, gold_lines()), LIBRARY)[0]
    run(questions, Scripted(wrong_number), tmp_path / "out")
    page = read((tmp_path / "out" / "report.html").read_text("utf-8"))
    for question in questions[:6]:
        assert question.turns[0] in page.text
        assert f"缺少事实：{question.must_contain[0][0]}" in page.text
        assert question.evidence_all[0].text in page.text
    assert "目标是103%【1】。" in page.text
    assert "数字没有出处：103" in page.text
    assert page.text.count("答错或出错（6 题）") == 1
    assert page.tags.count("svg") == 3


def test_nothing_comes_from_outside_and_nothing_runs(tmp_path: Path) -> None:
    lines = gold_lines()
    lines[0] |= {
        "id": EVIL,
        "category": EVIL,
        "asker": EVIL,
        "turns": [EVIL],
        "answer": "96%" + EVIL,
        "note": EVIL,
    }
    questions: tuple[Question, ...] = load_gold(write_gold(tmp_path, lines), LIBRARY)[0]

    def reply(question: str) -> Answer:
        if question == EVIL:
            return Answer(question, EVIL, "answered", EVIL, notes=(EVIL,))
        raise ValueError(EVIL)

    run(questions, Scripted(reply), tmp_path / "out")
    page = read((tmp_path / "out" / "report.html").read_text("utf-8"))
    assert EVIL in page.text
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not {n for n in names if n.startswith("on")}
    assert not {"src", "href"} & names


def test_reasons_are_told_gravest_first_and_only_where_something_is_wrong(tmp_path: Path) -> None:
    questions = load_gold(write_gold(tmp_path, gold_lines()), LIBRARY)[0]
    run(questions, Scripted(good), tmp_path / "out")
    summary, records = read_run(tmp_path / "out")
    assert [reasons(r) for r in records] == [[]] * 8
    assert "答错或出错（0 题）" in report_html(summary, records)


def test_plots_say_their_figures_and_stand_empty_data() -> None:
    drawn = intervals([("指标<", 0.5, 0.25, 0.75, 8)], "t")
    assert "50.0%（8 题）" in drawn
    assert "指标&lt;" in drawn
    assert "没有数据" in histogram([], "t", "ms")
    # five values of which the largest falls into the last step
    assert read(histogram([0, 0, 1, 2, 10], "t", "ms", bins=5)).text.count("ms: 0") == 2
    assert "≥ 2.0 ms" in read(histogram([1.0] * 99 + [500.0], "t", "ms")).text
    assert "≥" not in read(histogram([1.0, 2.0, 3.0], "t", "ms")).text
    assert matrix(["a", "b"], ["x", "y"], [[3, 1], [0, 2]], [0, 1], "t").count('class="wrong"') == 1
