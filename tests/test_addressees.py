from __future__ import annotations

from pathlib import Path

import pytest

from corpus.address import Address
from corpus.addressees import Addressee, addressees, sizes_of
from corpus.load import load_corpus
from corpus.parse import parse
from corpus.tree import ClauseTree
from corpus.types import Clause, Document

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def read(sentence: str) -> list[Addressee]:
    document = Document("d", "方案", sentence, "0")
    clause = Clause("d/1", "d", None, "article", 1, "（一）", "", sentence, 0, len(sentence))
    return list(addressees(document, clause, []))


def said(sentence: str) -> list[tuple[str, Address]]:
    return [(a.text, a.address) for a in read(sentence)]


D, S, G = Address.DUTY, Address.SUPPORT, Address.OFFICIAL


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("落实勘察、设计、监理单位主体责任。", [("勘察单位", D), ("设计单位", D), ("监理单位", D)]),
        ("压实监理单位主体责任。", [("监理单位", D)]),
        ("严格零售药店的督导检查。", [("零售药店", G)]),
        ("强化认证机构监管。", [("认证机构", G)]),
        ("推进全省规模以上企业首席质量官制度全覆盖。", [("全省规模以上企业", D)]),
        ("督促物业服务企业公示收费标准。", [("物业服务企业", D)]),
        ("食品生产经营者应当查验供货者的许可证。", [("食品生产经营者", D)]),
        ("网络平台上的经营者不得虚构交易。", [("网络平台上的经营者", D)]),
        ("鼓励家政企业创建服务品牌。", [("家政企业", S)]),
        ("支持中小型检验检测机构“专精特新”发展。", [("中小型检验检测机构", S)]),
        ("遴选30家小微企业开展免费诊断。", [("30家小微企业", S)]),
        ("对首次入库企业给予奖励。", [("首次入库企业", S)]),
        ("加大对获奖企业在信贷方面的支持力度。", [("获奖企业", S)]),
        (
            "面向农产品生产企业、农民专业合作社等主体推行合格证制度。",
            [("农产品生产企业", D), ("农民专业合作社", D)],
        ),
    ],
)
def test_who_is_addressed_and_how(sentence: str, expected: list[tuple[str, Address]]) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "采用国际单位制。",
        "完成任务（市工信局、各有关单位按职责分工负责）",
        "发挥“百万企业培训平台”作用。",
        "单位产品能耗下降。",
        "加强人才培养。",
    ],
)
def test_what_is_no_addressee(sentence: str) -> None:
    assert said(sentence) == []


def test_size_and_trade_are_told_apart() -> None:
    (firm,) = read("引导全市规模以上食品工业企业建立追溯体系。")
    assert firm.modifiers == "食品工业"
    assert firm.sizes == {"规上"}
    assert sizes_of("中小微企业") == {"中型", "小型", "微型"}
    assert sizes_of("企业") == frozenset()


def test_offsets_survive_hard_line_breaks_and_traditional_characters() -> None:
    text = "壓實監理單\n 位主體責任。"
    (found,) = read(text)
    assert found.text == "监理单位"
    assert text[found.at :].startswith("監理單\n 位")
    assert text[found.start : found.end] == text


def test_every_addressee_of_the_real_texts_stands_in_its_clause() -> None:
    count = 0
    for document in load_corpus(CORPUS):
        parsed = parse(document)
        tree = ClauseTree(parsed.clauses)
        for clause in parsed.clauses:
            for a in addressees(document, clause, list(tree.children(clause))):
                assert clause.start <= a.start <= a.at < a.end <= clause.end
                assert a.text.endswith(a.head)
                count += 1
    assert count > 300


@pytest.mark.parametrize(
    ("doc_id", "label", "addressee", "address"),
    [
        ("xian-2024", "（十四）", "建材供应单位", D),
        ("xian-2024", "（九）", "食品工业企业", S),
        ("xian-2024", "（八）", "农民专业合作社", D),
        ("shaanxi-2023", "（十二）", "监理单位", D),
        ("shaanxi-2023", "（十八）", "中小型检验检测机构", S),
        ("zhejiang-2022", "（十四）", "中小微企业", S),
        ("central-2017", "（二十六）", "政府质量奖获奖企业", S),
    ],
)
def test_addressees_of_the_real_texts(doc_id: str, label: str, addressee: str, address: Address) -> None:
    document = next(d for d in load_corpus(CORPUS) if d.doc_id == doc_id)
    parsed = parse(document)
    tree = ClauseTree(parsed.clauses)
    found = {
        (a.text, a.address)
        for clause in parsed.clauses
        if clause.label == label
        for a in addressees(document, clause, list(tree.children(clause)))
    }
    assert (addressee, address) in found
