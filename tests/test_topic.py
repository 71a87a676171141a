"""What a question is about: words of asking go, the words they are part of stay; stories count little."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.statements import StatementBook
from assistant.understand.topic import topic_of, topic_to_do, without_story
from assistant.understand.words import Word
from index.build import build_index
from index.policy_index import PolicyIndex
from tests.small_corpus import write_corpus


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("我的申请要交到哪里", "申请"),
        ("聘请专家要谁同意", "聘请"),
        ("法院的执行请求怎么办", "请求"),
        ("厂里主要负责人要培训吗", "负责人"),
    ],
)
def test_words_that_hold_a_word_of_asking_stay_whole(question: str, kept: str) -> None:
    assert kept in topic_of(question, [], (), lambda word: True)


@pytest.mark.parametrize("question", ["请问软件收入", "软件收入由谁负责"])
def test_words_of_asking_go(question: str) -> None:
    assert topic_of(question, [], (), lambda word: True) == "软件收入"


def test_what_a_question_is_wanted_for_counts_little_before_a_colon() -> None:
    words = (Word("核实", 1.0, False), Word("支柱产业", 1.0, True))
    told = without_story(words, "写稿核实：六大支柱产业的总规模要突破多少")
    assert [w.weight for w in told] == [0.2, 1.0]


def test_an_articles_number_on_its_own_line_is_no_sentence(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    law = tmp_path / "corpus" / "law.txt"
    law.write_text(law.read_text("utf-8").replace("第三条 河道", "第三条\n河道"), encoding="utf-8")
    build_index(tmp_path / "corpus", tmp_path / "store", progress=False)
    index = PolicyIndex.open(tmp_path / "store")
    book = StatementBook(index)
    told = [s for c in index.tree if c.doc_id == "law" for s in book.of(c)]
    assert {s.text for s in told if s.text == "第三条"} <= {s.text for s in told if s.heading}
    assert any(s.text.startswith("河道管理范围内") and not s.heading for s in told)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("标准化方面云泽要做什么", "标准化"),
        ("云泽在计量方面有哪些举措？", "计量"),
        ("云泽品牌建设怎么推进", "品牌建设"),
        ("云泽高新区有什么任务", "高新区"),
        ("软件业务收入要到多少", ""),
        ("市数据局由谁管", ""),
    ],
)
def test_a_topic_on_which_it_is_asked_what_is_to_be_done(question: str, topic: str) -> None:
    assert topic_to_do(question, ["云泽"]) == topic
