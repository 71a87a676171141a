"""Questions with their answers (问：…？ 答：…) in guides and 政策解读: each pair is a clause, and its answer is read out."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from corpus.lines import split_lines
from corpus.parse import parse
from corpus.questions import answered, asked_in
from corpus.types import Clause, Document
from tests.small_corpus import city_document

GUIDE = """\
# 青禾市小餐饮登记办事指南

## 一、适用范围

在青禾市经营小餐饮的，应当办理登记。登记证有效期4年，期满前30日申请延续。

## 二、办理时限

自受理之日起5个工作日内办结。

## 三、常见问题

**问1：** 登记证还没发下来，能先试营业吗？
**答：** 不能。未取得登记证从事经营的，按照无证经营处理。

**问2：** 登记证能转给别人用吗？
**答：** 不能。登记证不得转让、出借，接手的人应当以自己的名义新办。

**问3：** 摊位搬到另一条街怎么办？
**答：** 经营地址变更的，应当重新申请登记。原登记证由窗口收回。
"""

READING = """\
《青禾市质量强市实施方案》政策解读

近日，青禾市印发《青禾市质量强市实施方案》，现就有关问题解读如下。

问：为什么要出台这份方案？
答：一是落实上级部署的需要。二是群众的需要，2025年全市接收投诉4.3万件。

问：小微企业没有专职质量人员怎么办？
答：鼓励几家小微企业共聘一名质量官，试点为期18个月，每家补贴2000元。

问：下一步如何落实？群众有问题找谁？
答：可以拨打12345反映，市市场监管局在10个工作日内答复。
"""


def clauses_of(text: str) -> tuple[Clause, ...]:
    return parse(Document("doc", "青禾市办事指南", text, sha256="")).clauses


def _labels(clauses: tuple[Clause, ...]) -> list[str]:
    return [c.label for c in clauses]


def test_a_pair_is_a_clause_of_its_own() -> None:
    clauses = clauses_of(GUIDE)
    pairs = [c for c in clauses if c.label.startswith("问")]
    assert _labels(tuple(pairs)) == ["问1", "问2", "问3"]
    assert pairs[1].title == "登记证能转给别人用吗？"
    assert pairs[1].text.rstrip().endswith("新办。")


def test_a_text_of_nothing_but_pairs_has_them_as_clauses() -> None:
    labels = _labels(clauses_of(READING))
    assert "问：小微企业没有专职质量人员怎么办？" in labels
    assert "问：下一步如何落实？群众有问题找谁？" in labels


def test_a_numbered_pair_is_headed_by_its_question() -> None:
    text = (
        "关于小额贷款的问答\n一、常见问题\n（一）问：可以提前还款吗？答：可以，不收违约金。\n"
        "（二）问：夫妻两人能各贷一笔吗？答：不能。\n"
    )
    titles = [c.title for c in clauses_of(text)]
    assert "可以提前还款吗？" in titles
    assert "夫妻两人能各贷一笔吗？" in titles


def test_a_line_without_an_answer_asks_nothing() -> None:
    lines = split_lines("问：这是什么？\n没有人回答。")
    assert asked_in(lines, 0) is None
    assert answered("问题：设备老化？没有答案") == ()


def test_a_bare_no_stays_with_its_reason() -> None:
    text = "问：能先试营业吗？\n答：不能。未取得登记证的，按照无证经营处理。其他情形另行规定。"
    said = [text[a:b] for a, b in answered(text)]
    assert said[1:] == ["不能。未取得登记证的，按照无证经营处理。", "其他情形另行规定。"]


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("questions"), "青禾市小餐饮登记办事指南", GUIDE)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("青禾小餐饮登记证没下来能不能先试营业", "按照无证经营处理", "转让"),
        ("青禾的登记证能转给别人吗", "不得转让", "试营业"),
        ("青禾小餐饮的摊位搬到另一条街怎么办", "重新申请登记", "无证经营"),
    ],
)
def test_the_answer_is_read_out_and_not_the_question(
    clerk: Assistant, question: str, said: str, unsaid: str
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert unsaid not in answer.text
    assert "问" not in answer.text
    assert answer.citations[0].item in {"问1", "问2", "问3"}
