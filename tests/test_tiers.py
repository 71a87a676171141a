"""Tables of tiers and fees, rules with exceptions beside them, and who pays: what of it is read out."""

from __future__ import annotations

import pytest

from assistant.answers.facets import lacks_facet
from assistant.answers.readout import untitled
from assistant.assistant import Assistant
from corpus.addressees import addressees
from corpus.gridded import columns_of
from tests.small_corpus import city_document

MEASURES = """\
# 青禾市支持小微企业若干措施

## 一、租房补贴

| 人才类别 | 补贴标准（元/月） | 最长期限 |
| --- | --- | --- |
| 硕士研究生 | 800 | 36个月 |
| 大专毕业生 | 300 | 12个月 |

## 二、停车收费

| 区域 | 首小时 | 24小时封顶 |
| --- | --- | --- |
| 一类区域（老城） | 5元 | 40元 |
| 二类区域 | 3元 | 25元 |

## 三、哪些情况不能申请

1. 从事高耗能行业的；
2. 近两年有三次逾期记录的；
3. 已享受同类补贴的。

## 四、支持与责任

（一）贴息。对取得创业贷款的企业，市财政按实际支付利息的30%给予贴息。逾期产生的罚息不予贴息。（市财政局）
（二）组展。组织本市企业20家以上参加同一境外展会的商协会，按每家企业2000元给予组展补助，单次不超过8万元。
（三）聚餐。乡村厨师健康检查费用由县财政承担。
（四）通信管理部门负责轿厢内移动通信信号覆盖；住房和城乡建设部门负责井道土建质量监督。
（五）2026年就业。全市城镇新增就业3.1万人，其中东河区0.8万人。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("tiers"), "青禾市支持小微企业若干措施", MEASURES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # the column asked for is not the one with the first figure
        ("青禾大专毕业生租房补贴最长领多久", "大专毕业生——补贴标准（元/月）：300；最长期限：12个月"),
        # a row is known by its name among rows that are alike
        ("青禾一类区域停车24小时封顶多少钱", "24小时封顶：40元"),
        # what is excepted stands in the next sentence
        ("青禾创业贷款贴息多少", "逾期产生的罚息不予贴息"),
        # a measure per head is no addressee: the sentence stays whole
        ("我们商会带了25家企业去境外参展，青禾给商会多少钱", "按每家企业2000元"),
        # the heading asks, its items answer
        ("青禾哪些情况不能申请", "近两年有三次逾期记录的"),
        # who pays is no 责任单位
        ("青禾给乡村厨师做健康检查，费用谁来承担", "由县财政承担"),
        ("青禾轿厢里手机没信号归哪个部门管", "通信管理部门"),
    ],
)
def test_what_is_asked_is_read_out(clerk: Assistant, question: str, said: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text


def test_heads_with_figures_are_cited(clerk: Assistant) -> None:
    answer = clerk.ask("青禾一类区域停车24小时封顶多少钱")
    assert any("24小时封顶" in c.quote for c in answer.citations)
    assert all(c.verified for c in answer.citations)


def test_duty_brackets_are_not_read_out(clerk: Assistant) -> None:
    assert "市财政局" not in clerk.ask("青禾创业贷款贴息多少").text


@pytest.mark.parametrize(
    ("above", "row", "cells"),
    [
        ("| 类别 | 标准 |\n| --- | --- |\n", "| 甲 | 3万元 |", (("类别", "甲"), ("标准", "3万元"))),
        # the first cell of the row above is meant, empty or left out
        ("项目\t档次\t金额\n认证\t一星\t1\n", "二星\t3", (("项目", "认证"), ("档次", "二星"), ("金额", "3"))),
        (
            "| 类别 | 条件 | 标准 |\n| 奖 | 国家奖 | 9万元 |\n",
            "| | 省奖 | 5万元 |",
            (("类别", "奖"), ("条件", "省奖"), ("标准", "5万元")),
        ),
        # the number of a row tells nothing
        ("| 序号 | 名称 | 费用 |\n", "| 2 | 复检 | 免费 |", (("名称", "复检"), ("费用", "免费"))),
    ],
)
def test_columns_of_a_row(above: str, row: str, cells: tuple[tuple[str, str], ...]) -> None:
    found = columns_of(row, above)
    assert found is not None
    assert found.cells == cells
    assert above[found.start : found.end] == above.split("\n")[0]


def test_no_columns_without_a_head() -> None:
    assert columns_of("| 甲 | 3万元 |", "以下为标准。\n") is None


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("证书到哪个窗口拿", "给予个人补贴3000元。", True),
        ("证书到哪个窗口拿", "在政务大厅12号窗口发放证书。", False),
        ("质量贷要去哪家银行办", "信用贷款额度最高1000万元。", True),
        ("专家要什么学历", "组建由60名专家组成的服务队。", True),
        ("报名几月几号截止", "每年评选10款，展销期6个月内。", True),
        ("报名几月几号截止", "报名截至6月30日。", False),
    ],
)
def test_kinds_of_thing_that_are_told_by_their_name(question: str, text: str, lacking: bool) -> None:
    assert lacks_facet(question, text) is lacking


@pytest.mark.parametrize(
    ("asked", "figure"),
    [("青禾组展补助给几多", True), ("青禾停车一小时收几块？", True), ("青禾有好多企业参展", False)],
)
def test_how_much_in_dialect(clerk: Assistant, asked: str, figure: bool) -> None:
    assert clerk.understander.understand(asked).asks_figure is figure


def test_a_measure_per_head_is_no_addressee(clerk: Assistant) -> None:
    tree = clerk.index.tree
    clause = next(c for c in tree if "商协会" in c.text and not list(tree.children(c)))
    document = clerk.index.documents[clause.doc_id]
    assert "每家企业" not in "".join(a.text for a in addressees(document, clause, []))


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("4.2026年底前完成。", "2026年底前完成。"),
        ("3.对企业奖励。", "对企业奖励。"),
        ("4.7，结果，380", "4.7，结果，380"),
        ("（二）2.6万家", "2.6万家"),
    ],
)
def test_the_number_of_an_item_is_not_read_out_and_a_decimal_is(printed: str, said: str) -> None:
    assert untitled(printed) == said
