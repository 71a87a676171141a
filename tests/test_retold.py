"""What is lost when questions are put in other words is counted by voice; a file that is not as expected is told by its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.types import Answer
from corpus.errors import GoldError
from eval.gold import corpus_of
from eval.losses import LOST
from eval.retold import Ground, put_retold, read_retold
from tests.scripted import LIBRARY, Scripted, gold_lines, good

ROOT = Path(__file__).resolve().parent.parent / "eval" / "gold"


def _write(root: Path, lines: list[dict[str, object]]) -> Path:
    gold = root / "set" / "gold.jsonl"
    gold.parent.mkdir(parents=True)
    gold.write_text("".join(json.dumps(q, ensure_ascii=False) + "\n" for q in gold_lines()), "utf-8")
    path = root / "retold" / "read.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), "utf-8")
    return path


def _line(id_: str, voice: str, text: str) -> dict[str, object]:
    return {"gold": "set/gold.jsonl", "id": id_, "voice": voice, "turns": [text]}


def test_who_knows_one_wording_loses_the_others(tmp_path: Path) -> None:
    question = gold_lines()[0]["turns"][-1]
    path = _write(
        tmp_path,
        [
            _line("q0", "clerk", question),
            _line("q0", "citizen", "合格率得到多少"),
            _line("q1", "clerk", "官多少"),
        ],
    )

    def knows_its_own(message: str) -> Answer:
        return good(message)

    told = put_retold(
        read_retold(path, tmp_path), lambda _: Ground(Scripted(knows_its_own), LIBRARY), tmp_path / "out"
    )
    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines()[1:]}
    assert rows["clerk"] == ["2", "1"]
    assert rows["citizen"] == ["1", "1"]
    assert rows["all"] == ["3", "2"]
    lost = [json.loads(line) for line in (tmp_path / "out" / LOST).read_text("utf-8").splitlines()]
    assert {line["voice"] for line in lost} == {"clerk", "citizen"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ('{"gold": "set/gold.jsonl", "id": "q0", "turns": ["x"]}', "expected gold, id, voice, turns"),
        ('{"gold": "none.jsonl", "id": "q0", "voice": "clerk", "turns": ["x"]}', "none.jsonl"),
    ],
)
def test_a_bad_line_is_told(tmp_path: Path, line: str, said: str) -> None:
    path = _write(tmp_path, [])
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(GoldError, match=rf"read\.jsonl:1: .*{said}"):
        read_retold(path, tmp_path)


def test_an_id_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = _write(tmp_path, [_line("q99", "clerk", "合格率")])
    with pytest.raises(GoldError, match="q99"):
        put_retold(read_retold(path, tmp_path), lambda _: Ground(Scripted(good), LIBRARY), tmp_path / "out")


def test_the_carried_rewritings_name_questions_that_are_there() -> None:
    read, kept = (read_retold(ROOT / "retold" / f"{half}.jsonl", ROOT) for half in ("read", "kept"))
    ids = {}
    for gold in {x.gold for x in [*read, *kept]}:
        lines = gold.read_text("utf-8").splitlines()
        ids[gold] = {json.loads(line)["id"] for line in lines if line.strip()}
    assert all(x.id in ids[x.gold] for x in [*read, *kept])
    # a question is read or kept, in all its voices
    assert not {(x.gold, x.id) for x in read} & {(x.gold, x.id) for x in kept}
    assert not any("unread" in x.gold.parts for x in read)


def test_where_a_gold_file_s_corpus_is() -> None:
    assert corpus_of(ROOT / "dev.jsonl") is None
    assert corpus_of(ROOT / "train-plans" / "gold.jsonl") == ROOT / "train-plans" / "corpus"
    assert corpus_of(ROOT / "train-more" / "legal" / "laws.jsonl") == ROOT / "train-laws" / "corpus"
    assert corpus_of(ROOT / "train-more" / "legal" / "five.jsonl") is None
