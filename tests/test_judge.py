"""The judge: its files, what it tells apart, when it is asked, and the recipe that trains it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from assistant.answers.judging import Judging, decision, passage
from assistant.answers.ranking import LIKELIEST
from assistant.answers.signals import FEATURES
from assistant.assistant import Assistant
from corpus.errors import InputError, StoreError
from index.judge import NAME, WINDOW, PolicyJudge, paired
from index.own_encoder import MODEL_FOLDER, ModelFiles
from index.pair_reader import Logits
from index.settings import Settings
from index.training import readings
from index.training.judge import listed, make_model, one_round, train
from index.training.readings import Reading
from index.training.sources import Source
from tests.small_corpus import assistant_over
from tests.test_training import TEXTS, tiny_network

BENEFITS = "泽州市困难群众救助办法\n"
REFUND = BENEFITS + "弄虚作假骗取救助金的，由民政部门追回已经发放的救助金，处骗取金额一倍以上三倍以下的罚款。"
REVIEW = BENEFITS + "申请人对不予批准的决定不服的，可以依法申请行政复议或者提起行政诉讼。"
DEATH = BENEFITS + "享受救助的人员死亡的，自次月起停止发放救助金，由其共同生活的家庭成员在三十日内报告。"


class Recording(PolicyJudge):
    """The judge, with what it was asked."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def logits(self, question: str, passages: Sequence[str]) -> Logits:
        self.asked.append((question, tuple(passages)))
        return super().logits(question, passages)


@pytest.fixture(scope="module")
def judge() -> PolicyJudge:
    return PolicyJudge(threads=1)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {
        "manifest.toml": '[benefits]\nfile = "benefits.txt"\ntitle = "泽州市困难群众救助办法"\nregion = "泽州县"\n'
        'level = "县级"\ndate = "2025-01-01"\n',
        "benefits.txt": "泽州市困难群众救助办法\n第一条 为了保障困难群众基本生活，制定本办法。\n"
        "第二条 申请救助的家庭应当如实申报收入和财产，由街道办事处在十个工作日内审核。\n"
        f"第三条 {REFUND.partition(chr(10))[2]}\n第四条 {REVIEW.partition(chr(10))[2]}\n"
        f"第五条 {DEATH.partition(chr(10))[2]}\n第六条 本办法自2025年1月1日起施行。\n",
    }
    return assistant_over(tmp_path_factory.mktemp("judge"), files)


def recorded(assistant: Assistant) -> tuple[Judging, Recording]:
    """A judging of the same index whose judge is recorded, with nothing remembered."""
    recording = Recording()
    index = assistant.index
    fresh = Judging(index, assistant.ranker.book, assistant.composer.signals, recording)
    return fresh, recording


def test_files_are_the_ones_described() -> None:
    files = ModelFiles.read(name=NAME)
    assert set(files.sha256) == {f"{NAME}.onnx", "tokenizer.json"}
    assert files.bytes_of(f"{NAME}.onnx")
    assert ModelFiles.read().sha256["tokenizer.json"] == files.sha256["tokenizer.json"]


def test_damaged_file_is_named_before_it_is_used(tmp_path: Path) -> None:
    for path in MODEL_FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    with (tmp_path / f"{NAME}.onnx").open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(StoreError, match=rf"{NAME}\.onnx: sha256 is"):
        PolicyJudge(files=ModelFiles.read(tmp_path, NAME)).logits("骗低保罚多少", ["处以罚款"])


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("编瞎话领了钱会怎么样", REFUND),
        ("不给批我不服气，还能找谁说理", REVIEW),
        ("老人走了，钱还发吗", DEATH),
    ],
)
def test_it_knows_the_answer_in_other_words(judge: PolicyJudge, question: str, answer: str) -> None:
    passages = [REFUND, REVIEW, DEATH]
    logits = judge.logits(question, passages)
    assert passages[int(np.argmax(logits))] == answer


def test_what_is_asked_of_something_else_gets_less(judge: PolicyJudge) -> None:
    about, other = (
        judge.logits(q, [REVIEW, DEATH]).max() for q in ("对决定不服怎么办", "幼儿园几岁能上小班")
    )
    assert about > other + 1


def test_no_passages_no_logits_and_long_or_broken_texts_are_read(judge: PolicyJudge) -> None:
    assert judge.logits("骗低保罚多少", []).shape == (0,)
    assert np.isfinite(judge.logits("罚" * 900 + "\ud800", ["处以罚款。" * 900, ""])).all()


def test_an_answer_in_other_words_is_found_and_cited(assistant: Assistant) -> None:
    answer = assistant.ask("编瞎话把救助金领到手了，查出来罚多少")
    assert answer.outcome == "answered"
    assert answer.citations[0].clause == "第三条"


def test_it_is_asked_only_in_doubt_and_once(assistant: Assistant) -> None:
    fresh, recording = recorded(assistant)
    understand = assistant.understander.understand
    sure = understand("申请人对不予批准的决定不服的，可以申请行政复议吗")
    ranked = assistant.ranker.rank(sure)
    assert fresh.judged(sure, ranked) == ranked
    assert not recording.asked
    unsure = understand("老人走了，钱还发吗")
    first = fresh.read(unsure, assistant.ranker.rank(unsure))
    again = fresh.read(unsure, assistant.ranker.rank(unsure))
    assert first == again
    assert sum(len(p) for _, p in recording.asked) == sum(s.logit is not None for s in first)


RENT = (
    "衢州市人才租房补贴办法\n\n第一章 租房补贴\n第一条 为吸引人才，制定本办法。\n第二条 租房补贴按下表标准发放：\n\n"
    "| 人才类别 | 补贴标准（元/月） | 最长期限 |\n| --- | --- | --- |\n| 硕士研究生、高级技师 | 800 | 36个月 |\n"
    "| 本科毕业生、技师 | 500 | 24个月 |\n| 大专毕业生 | 300 | 12个月 |\n\n"
    "第三条 申请租房补贴的本科、大专毕业生，应当在毕业后五年内提出。\n第四条 本办法自2025年1月1日起施行。\n"
)


def test_a_short_question_is_heard_without_the_place_whose_documents_are_looked_in(tmp_path: Path) -> None:
    """Clauses hardly name their own place: with it 本科生租房补贴 is read as if more were asked."""
    files = {
        "manifest.toml": '[rent]\nfile = "rent.md"\ntitle = "衢州市人才租房补贴办法"\nregion = "衢州市"\n'
        'level = "市级"\ndate = "2025-01-01"\n',
        "rent.md": RENT,
    }
    assistant = assistant_over(tmp_path, files)
    understand = assistant.understander.understand
    assert understand("衢州的本科生租房补贴多少").placeless == "本科生租房补贴多少"
    assert understand("本科生租房补贴多少").placeless == "本科生租房补贴多少"
    fresh, recording = recorded(assistant)
    query = understand("衢州本科生租房补贴多少")
    fresh.read(query, assistant.ranker.rank(query))
    assert {q for q, _ in recording.asked} >= {query.text, query.placeless}
    assert "500" in assistant.ask("衢州本科生租房补贴多少").text


def test_what_it_read_stands_before_what_it_did_not(assistant: Assistant) -> None:
    query = assistant.understander.understand("救助金怎么发放")
    read = assistant.composer.judging.read(query, assistant.ranker.rank(query))
    flags = [s.logit is not None for s in read]
    assert flags == sorted(flags, reverse=True)
    assert [s.score for s in read] == sorted((s.score for s in read), reverse=True)
    # the first one leads, and none of them is behind
    assert read[0].ahead > 0
    assert min(s.ahead for s in read) >= 0


class Scripted(PolicyJudge):
    """A judge that finds an answer where it is told to."""

    def __init__(self, told: dict[str, float]) -> None:
        super().__init__(threads=1)
        self.told = told

    def logits(self, question: str, passages: Sequence[str]) -> Logits:
        return np.asarray([max((x for w, x in self.told.items() if w in p), default=-4.0) for p in passages])


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ({"优先": 4.0}, True),
        # not surely enough, and not where one of those that say more of the question answers
        ({"优先": 2.0}, False),
        ({"优先": 4.0, "罚款的，": 2.0}, False),
    ],
)
def test_the_answer_is_looked_for_behind_where_the_likeliest_have_none(
    tmp_path: Path, told: dict[str, float], first: bool
) -> None:
    fines = "".join(f"第{n}条 公司缴纳第{n}种罚款的，向客户说明欠交罚款的账目。\n" for n in "二三四五六七八")
    text = f"泽州市经营管理办法\n第一条 为了规范经营，制定本办法。\n{fines}第九条 财产不足以支付的，优先用于承担民事责任。\n"
    files = {
        "manifest.toml": '[rules]\nfile = "rules.txt"\ntitle = "泽州市经营管理办法"\nregion = "泽州县"\n'
        'level = "县级"\ndate = "2025-01-01"\n',
        "rules.txt": text,
    }
    assistant = assistant_over(tmp_path, files)
    judging = Judging(assistant.index, assistant.ranker.book, assistant.composer.signals, Scripted(told))
    query = assistant.understander.understand("公司又欠客户的账，又要交罚款，财产不够支付，先付哪个")
    read = judging.read(query, assistant.ranker.rank(query))
    assert ("优先" in read[0].statement.text) is first
    assert [s.score for s in read] == sorted((s.score for s in read), reverse=True)


def test_nothing_is_looked_for_behind_where_a_question_is_put_in_the_texts_words(tmp_path: Path) -> None:
    fines = "".join(f"第{n}条 公司缴纳第{n}种罚款的，向客户说明欠交罚款的账目。\n" for n in "二三四五六七八")
    files = {
        "manifest.toml": '[rules]\nfile = "rules.txt"\ntitle = "泽州市经营管理办法"\nregion = "泽州县"\n'
        'level = "县级"\ndate = "2025-01-01"\n',
        "rules.txt": f"泽州市经营管理办法\n第一条 为了规范经营，制定本办法。\n{fines}第九条 公司财产优先用于承担民事责任。\n",
    }
    assistant = assistant_over(tmp_path, files)
    scripted = Scripted({"优先": 4.0})
    judging = Judging(assistant.index, assistant.ranker.book, assistant.composer.signals, scripted)
    query = assistant.understander.understand("公司缴纳罚款的，要不要向客户说明欠交罚款的账目")
    read = judging.read(query, assistant.ranker.rank(query))
    assert "罚款" in read[0].statement.text
    assert sum(s.logit is not None for s in read) == LIKELIEST


def test_the_parts_of_a_statement_are_read_once(tmp_path: Path) -> None:
    files = {
        "manifest.toml": '[rules]\nfile = "rules.txt"\ntitle = "泽州市资助办法"\nregion = "泽州县"\n'
        'level = "县级"\ndate = "2025-01-01"\n',
        "rules.txt": "泽州市资助办法\n第一条 为了规范资助，制定本办法。\n"
        "第二条 资助标准按下列规定执行：本科生每人三千元；专科生每人两千元；中职生每人一千元。\n",
    }
    fresh, recording = recorded(assistant := assistant_over(tmp_path, files))
    query = assistant.understander.understand("职高的娃能领几个钱")
    first = fresh.read(query, assistant.ranker.rank(query))
    asked = [p for _, passages in recording.asked for p in passages]
    assert any(p.endswith("中职生每人一千元。") and "本科生" not in p for p in asked)
    assert fresh.read(query, assistant.ranker.rank(query)) == first
    assert [p for _, passages in recording.asked for p in passages] == asked


def test_a_passage_says_whose_and_under_what_it_stands(assistant: Assistant) -> None:
    book = assistant.ranker.book
    clause = next(c for c in assistant.index.tree if c.label == "第五条")
    text = passage(assistant.index, book, book.of(clause)[0])
    assert text.startswith("泽州市困难群众救助办法")
    assert "享受救助的人员死亡的" in text


def test_a_higher_logit_makes_an_answer_likelier(assistant: Assistant) -> None:
    query = assistant.understander.understand("救助金怎么发放")
    scored = assistant.ranker.rank(query)[0]
    values = (0.0,) * len(FEATURES)
    low, high = (decision(values, replace(scored, logit=v), figure=False)[0] for v in (-1.0, 3.0))
    assert high > low


def test_it_can_be_turned_off(tmp_path: Path) -> None:
    assert Settings.from_env({"JUDGE": "off"}).judge is False
    assert Settings.from_env({}).judge is True
    with pytest.raises(InputError, match="JUDGE='maybe': expected on or off"):
        Settings.from_env({"JUDGE": "maybe"})


# the recipe

SOURCE = Source("reading", "q", ("a1", "a2"), tuple(f"o{n}" for n in range(9)))


def test_a_list_has_one_answer_or_none_and_no_other_answer_beside_it() -> None:
    random = Random(1)
    made = [listed(SOURCE, ["a1", "strange"], random) for _ in range(200)]
    assert {one.right for one in made} == {0, None}
    for one in made:
        others = one.passages[1:] if one.right == 0 else one.passages
        assert set(others) <= {*SOURCE.others, "strange"}
        assert one.right is None or one.passages[0] in SOURCE.answers
        assert len(set(one.passages)) == len(one.passages)
    unanswered = listed(replace(SOURCE, answers=()), [], random)
    assert unanswered.right is None


def test_marks_stay_with_their_passages() -> None:
    marks = {text: float(n) for n, text in enumerate((*SOURCE.answers, *SOURCE.others))}
    marked = replace(SOURCE, marks=tuple(marks.values()))
    for _ in range(50):
        one = listed(marked, ["strange"], Random(3))
        assert one.marks == tuple(marks.get(p, -6.0) for p in one.passages)


def test_a_round_shows_every_reading_once_and_some_of_the_laws() -> None:
    read = [replace(SOURCE, question=f"q{n}") for n in range(20)]
    laws = [replace(SOURCE, kind="law", question=f"law{n}") for n in range(100)]
    asked = [one.question for one in one_round([*read, *laws], Random(2))]
    assert sorted(q for q in asked if q.startswith("q")) == sorted(r.question for r in read)
    assert 10 < len(asked) - 20 < 60


def test_readings_are_read_back_and_what_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "readings.json.xz"
    made = [
        Reading(
            "问", "搜", ("甲", "乙"), ("丙",), ("甲",), ("丙", "丁"), (1.5, 0.5, -2.0), (0.1, -1.0, -3.0)
        ),
        Reading("没有答案的", "没有", (), ("丙",)),
    ]
    readings.write(path, made)
    assert readings.read(path) == made
    path.write_text("[{}]", "utf-8")
    with pytest.raises(InputError, match=r"readings\.json\.xz: no readings"):
        readings.read(path)


def test_training_lowers_the_loss_and_what_runs_agrees(tmp_path: Path) -> None:
    for name in ("torch", "onnx"):
        pytest.importorskip(name, reason="needs the extra 'training'")
    import torch

    from index.training.export import export_judge

    network, tokenizer = tiny_network()
    model = make_model(network)
    sources = [
        Source("reading", TEXTS[0], (TEXTS[0],), (TEXTS[1], TEXTS[2]), (), (2.0, -2.0, -3.0)),
        Source("reading", TEXTS[1], (), (TEXTS[0], TEXTS[2])),
    ]
    first = train(model, tokenizer, sources, 2, 1e-4, Random(1), batch=2, quiet=True)
    assert train(model, tokenizer, sources, 120, 1e-4, Random(1), batch=2, quiet=True) < first
    model.cpu()
    (tmp_path / "work").mkdir()
    export_judge(model, tokenizer, tmp_path / "work", tmp_path / "model")
    ran = PolicyJudge(threads=1, files=ModelFiles.read(tmp_path / "model", NAME)).logits(TEXTS[0], TEXTS[:3])
    with torch.no_grad():
        rows = [torch.tensor([row]) for row in paired(tokenizer, TEXTS[0], TEXTS[:3], 0, 2)]
        expected = [float(model(ids, torch.ones_like(ids))) for ids in rows]
    assert ran == pytest.approx(expected, abs=0.5)
    assert all(ids.shape[1] <= WINDOW for ids in rows)


def test_a_pair_is_read_alone(judge: PolicyJudge) -> None:
    question, texts = "骗低保罚多少", [REVIEW, DEATH, "处以罚款。" * 30]
    together = judge.logits(question, texts)
    assert together.tolist() == [judge.logits(question, [t])[0] for t in texts]


class Waiting:
    """A session whose passes end only where another one has begun."""

    def __init__(self) -> None:
        self.met = threading.Barrier(2, timeout=20)

    def run(self, _: None, given: dict[str, npt.NDArray[np.int64]]) -> list[npt.NDArray[np.float32]]:
        self.met.wait()
        return [np.asarray([given["input_ids"].shape[1]], np.float32)]


def test_passages_are_read_side_by_side_and_keep_their_places(judge: PolicyJudge) -> None:
    texts = [DEATH, "罚款。", REVIEW * 2, REFUND]
    assert judge.logits("骗低保罚多少", texts).size == len(texts)
    assert judge._loaded is not None
    tokenizer, _ = judge._loaded
    both = PolicyJudge(threads=2)
    both._loaded = tokenizer, Waiting()
    lengths = [len(row) for row in paired(tokenizer, "骗低保罚多少", texts, 0, 2)]
    assert both.logits("骗低保罚多少", texts).tolist() == lengths


def test_where_the_judge_hears_nothing_the_nearest_clause_is_no_answer(assistant: Assistant) -> None:
    scored = assistant.ranker.rank(assistant.understander.understand("救助金怎么发放"))[0]
    leading = replace(scored, logit=-3.0, ahead=1.0)
    assert decision((1.0,) * len(FEATURES), leading, figure=False)[0] == 0.0
