"""Gold files: what is read, and what a person who wrote one wrongly is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import GoldError
from corpus.types import Document
from eval.gold import Library, check_gold, load_gold, read_gold
from eval.matching import Place

LIBRARY = Library(
    documents={"d": Document("d", "某市实施方案", "（二十）首席質量官\n覆蓋率達到８０％以上。", "0")},
    places=frozenset({Place("d", "（二十）", None, None), Place("d", "专栏1", "22", None)}),
)
GOOD: dict[str, Any] = {
    "id": "a",
    "category": "indicator",
    "turns": ["覆盖率是多少？"],
    "answerable": True,
    "answer": "80%以上",
    "must_contain": [["80%", "百分之八十"]],
    "must_not_contain": ["全覆盖"],
    "citations": [{"doc": "d", "clause": "（二十）", "row": None, "item": None}],
    "evidence_all": [{"doc": "d", "text": "首席质量官覆盖率达到80%以上"}],
    "asker": "hotline",
    "note": "",
}


def write(tmp_path: Path, *lines: str | dict[str, Any]) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        "".join((x if isinstance(x, str) else json.dumps(x, ensure_ascii=False)) + "\n" for x in lines),
        "utf-8",
    )
    return path


def messages(path: Path) -> list[str]:
    questions, faults = read_gold(path)
    return [str(f).removeprefix(f"{path}:") for f in faults + check_gold(path, questions, LIBRARY)]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    questions, doubts = load_gold(write(tmp_path, GOOD, "", GOOD | {"id": "b"}), LIBRARY)
    assert [q.id for q in questions] == ["a", "b"]
    assert questions[0].must_contain == (("80%", "百分之八十"),)
    assert questions[0].documents == ("d",)
    assert doubts == ()


def test_what_may_be_left_out_may_be_left_out(tmp_path: Path) -> None:
    line = {"id": "x", "category": "refusal", "turns": ["？"], "answerable": False}
    (question,), doubts = load_gold(write(tmp_path, line), LIBRARY)
    assert (question.answer, question.must_contain, question.citations, question.asker) == ("", (), (), "")
    assert doubts == ()


def test_a_row_number_may_stand_without_quotes(tmp_path: Path) -> None:
    place = {"doc": "d", "clause": "专栏1", "row": 22}
    assert messages(write(tmp_path, GOOD | {"citations": [place]})) == []


def without(key: str) -> dict[str, Any]:
    return {k: v for k, v in GOOD.items() if k != key}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", ', '1: column 13: found "{"id": "a", ", expected JSON'),
        ("[1]", '1: line: found "[1]", expected an object with id, category'),
        (GOOD | {"must_contains": []}, '1: line: found "must_contains", expected only the keys id, category'),
        (without("turns"), "expected the key turns"),
        (GOOD | {"turns": []}, '1: turns: found "[]", expected at least one question'),
        (GOOD | {"turns": "覆盖率？"}, '1: turns: found "覆盖率？", expected a list'),
        (GOOD | {"turns": ["  "]}, '1: turns[0]: found "  ", expected a string that is not empty'),
        (GOOD | {"answerable": "yes"}, '1: answerable: found "yes", expected true or false'),
        (GOOD | {"must_contain": ["80%"]}, '1: must_contain[0]: found "80%", expected a list'),
        (GOOD | {"must_contain": [[]]}, '1: must_contain[0]: found "[]", expected at least one alternative'),
        (GOOD | {"id": 7}, '1: id: found "7", expected a string'),
        ('{"id": "a", "id": "b"}', '1: id: found "id", expected each key once'),
        (
            GOOD | {"citations": [{"doc": "d", "article": "（二十）"}]},
            '1: citations[0]: found "article", expected only the keys doc, clause, row, item',
        ),
        (GOOD | {"citations": [{"doc": "d"}]}, "expected a clause, or an item outside every chapter"),
        (
            GOOD | {"citations": [{"doc": "e", "clause": "（二十）"}]},
            '1: citations[0].doc: found "e", expected one of d',
        ),
        (
            GOOD | {"citations": [{"doc": "d", "clause": "（二）"}]},
            '1: doubt: citations[0]: found "d （二）", expected a clause of d as it is cited',
        ),
        (
            GOOD | {"evidence_all": [{"doc": "e", "text": "x"}]},
            '1: evidence_all[0].doc: found "e", expected one of d',
        ),
        (
            GOOD | {"evidence_all": [{"doc": "d", "text": "首席质量官覆盖率达到90%以上"}]},
            '1: evidence_all[0].text: found "首席质量官覆盖率达到90%以上", expected words copied from d'
            ' (after "首席质量官覆盖率达到" the document goes on differently)',
        ),
        (
            GOOD | {"answer": "八成"},
            '1: doubt: answer: found "八成", expected it to contain its own fact 80% | 百分之八十',
        ),
        (GOOD | {"answer": "80%，全覆盖"}, 'doubt: answer: found "全覆盖" in it, expected none'),
        (GOOD | {"must_contain": [], "citations": []}, "doubt: must_contain: found nothing to score"),
        (GOOD | {"answerable": False}, "doubt: citations: found some though answerable is false"),
    ],
)
def test_a_wrong_line_is_told_what_was_found_and_what_was_expected(
    tmp_path: Path, line: str | dict[str, Any], message: str
) -> None:
    found = messages(write(tmp_path, line))
    assert len(found) == 1
    assert message in found[0]


def test_every_wrong_line_is_listed_and_the_good_ones_are_still_read(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, "{", GOOD, GOOD | {"id": "b", "turns": []})
    questions, faults = read_gold(path)
    assert [q.id for q in questions] == ["a"]
    assert [f.line for f in faults] == [2, 3, 4]
    assert 'found "a" again (line 1), expected each id once' in str(faults[1])


def test_a_file_without_questions(tmp_path: Path) -> None:
    path = write(tmp_path, "", "")
    assert messages(path) == [" found no questions, expected at least one line"]


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b"\n" + "覆盖率".encode("gb18030"))
    assert messages(path) == ["2: byte 1: found 0xb8, expected UTF-8"]


def test_loading_stops_at_the_first_fault_and_counts_the_others(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, GOOD, GOOD)
    with pytest.raises(GoldError, match=r"gold\.jsonl:2: id: .* \(and 1 more: python -m eval check "):
        load_gold(path, LIBRARY)
    with pytest.raises(GoldError, match="No such file"):
        load_gold(tmp_path / "none.jsonl", LIBRARY)


def test_a_doubt_does_not_stop_a_run(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD | {"citations": [{"doc": "d", "clause": "（二）"}]})
    questions, doubts = load_gold(path, LIBRARY)
    assert len(questions) == 1
    assert [d.severity for d in doubts] == ["doubt"]


ROOT = Path(__file__).parent.parent
GOLD = ROOT / "eval" / "gold"


@pytest.mark.parametrize(
    ("name", "corpus"),
    [
        ("dev.jsonl", ROOT / "corpus"),
        ("heldout.jsonl", ROOT / "corpus"),
        ("TEMPLATE.jsonl", ROOT / "corpus"),
        ("offtopic.jsonl", ROOT / "corpus"),
        ("other/gold.jsonl", GOLD / "other" / "corpus"),
        ("train-five.jsonl", ROOT / "corpus"),
        ("train-five-2.jsonl", ROOT / "corpus"),
        ("train-five-3.jsonl", ROOT / "corpus"),
        ("train-turns.jsonl", ROOT / "corpus"),
        ("train-compound.jsonl", ROOT / "corpus"),
        ("train-compare.jsonl", ROOT / "corpus"),
        ("train-rules/gold.jsonl", GOLD / "train-rules" / "corpus"),
        ("train-new/gold.jsonl", GOLD / "train-new" / "corpus"),
        ("train-mixed/gold.jsonl", GOLD / "train-mixed" / "corpus"),
        ("train-quality/gold.jsonl", GOLD / "train-quality" / "corpus"),
        ("train-five-4.jsonl", ROOT / "corpus"),
        ("unread/five-4.jsonl", ROOT / "corpus"),
        ("train-quality-2/gold.jsonl", GOLD / "train-quality-2" / "corpus"),
        ("unread/quality-2.jsonl", GOLD / "train-quality-2" / "corpus"),
        ("train-plans-2/gold.jsonl", GOLD / "train-plans-2" / "corpus"),
        ("unread/plans-2.jsonl", GOLD / "train-plans-2" / "corpus"),
        ("train-notices-2/gold.jsonl", GOLD / "train-notices-2" / "corpus"),
        ("unread/notices-2.jsonl", GOLD / "train-notices-2" / "corpus"),
        ("train-rules-2/gold.jsonl", GOLD / "train-rules-2" / "corpus"),
        ("unread/rules-2.jsonl", GOLD / "train-rules-2" / "corpus"),
        ("train-laws-2/gold.jsonl", GOLD / "train-laws-2" / "corpus"),
        ("unread/laws-2.jsonl", GOLD / "train-laws-2" / "corpus"),
        ("train-pages/gold.jsonl", GOLD / "train-pages" / "corpus"),
        ("unread/pages.jsonl", GOLD / "train-pages" / "corpus"),
        ("train-quality-3/gold.jsonl", GOLD / "train-quality-3" / "corpus"),
        ("train-plans-3/gold.jsonl", GOLD / "train-plans-3" / "corpus"),
        ("train-notices-3/gold.jsonl", GOLD / "train-notices-3" / "corpus"),
        ("train-rules-3/gold.jsonl", GOLD / "train-rules-3" / "corpus"),
        ("train-places/gold.jsonl", GOLD / "train-places" / "corpus"),
        ("train-laws-3/gold.jsonl", GOLD / "train-laws-3" / "corpus"),
        ("train-pages-2/gold.jsonl", GOLD / "train-pages-2" / "corpus"),
        ("unread/five.jsonl", ROOT / "corpus"),
        ("train-notices/gold.jsonl", GOLD / "train-notices" / "corpus"),
        ("train-plans/gold.jsonl", GOLD / "train-plans" / "corpus"),
        ("unread/five-3.jsonl", ROOT / "corpus"),
        ("unread/plans.jsonl", GOLD / "train-plans" / "corpus"),
        ("train-notices/opened.jsonl", GOLD / "train-notices" / "corpus"),
        ("train-rules/opened.jsonl", GOLD / "train-rules" / "corpus"),
        ("unread/new/gold.jsonl", GOLD / "unread" / "new" / "corpus"),
        ("train-firms/gold.jsonl", GOLD / "train-firms" / "corpus"),
        ("train-livelihood/gold.jsonl", GOLD / "train-livelihood" / "corpus"),
        ("train-programmes/gold.jsonl", GOLD / "train-programmes" / "corpus"),
        ("train-supervision/gold.jsonl", GOLD / "train-supervision" / "corpus"),
        ("train-laws/gold.jsonl", GOLD / "train-laws" / "corpus"),
        ("train-supervision/opened.jsonl", GOLD / "train-supervision" / "corpus"),
        ("train-laws/opened.jsonl", GOLD / "train-laws" / "corpus"),
        ("train-calls.jsonl", ROOT / "corpus"),
        ("train-calls-2.jsonl", ROOT / "corpus"),
        ("train-calls-3.jsonl", ROOT / "corpus"),
        ("train-calls-8.jsonl", ROOT / "corpus"),
        ("train-laws-3/callers.jsonl", GOLD / "train-laws-3" / "corpus"),
        ("unread/laws-3.jsonl", GOLD / "train-laws-3" / "corpus"),
        ("train-notices-3/callers.jsonl", GOLD / "train-notices-3" / "corpus"),
        ("unread/notices-3.jsonl", GOLD / "train-notices-3" / "corpus"),
    ],
)
def test_the_evidence_of_the_projects_own_gold_stands_in_its_texts(name: str, corpus: Path) -> None:
    from eval.product import open_library

    questions, faults = read_gold(GOLD / name)
    findings = check_gold(GOLD / name, questions, open_library(corpus))
    assert [str(f) for f in faults + findings if f.severity == "fault"] == []


def test_the_projects_own_gold_is_large_and_asks_about_every_text() -> None:
    questions = [q for name in ("dev.jsonl", "heldout.jsonl") for q in read_gold(GOLD / name)[0]]
    assert len(questions) >= 200
    assert {d for q in questions for d in q.documents} == {
        "shaanxi-2023",
        "xian-2024",
        "shaanxi-2015",
        "zhejiang-2022",
        "central-2017",
    }
    turns = [[q.turns for q in read_gold(GOLD / name)[0]] for name in ("dev.jsonl", "heldout.jsonl")]
    assert not [t for t in turns[0] if t in turns[1]]


def test_the_unread_gold_is_as_large_as_its_readme_says_and_shares_no_question_with_the_read_one() -> None:
    five, new = (read_gold(GOLD / "unread" / name)[0] for name in ("five.jsonl", "new/gold.jsonl"))
    assert [(len(qs), sum(not q.answerable for q in qs)) for qs in (five, new)] == [(120, 17), (80, 11)]
    read = {
        q.turns
        for path in GOLD.rglob("*.jsonl")
        if "unread" not in path.parts and path.name not in ("heldout.jsonl", "TEMPLATE.jsonl")
        for q in read_gold(path)[0]
    }
    # counted, not shown: a failing test must not print what nobody is to read
    assert sum(q.turns in read for q in five + new) == 0
