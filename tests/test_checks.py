"""What a question takes for granted, on two invented plans: confirmed, corrected, or left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index.build import build_index
from tests.small_corpus import LAW, MANIFEST, PLAN

OTHER = """\
青岭市数据要素发展方案
为发展数据要素产业，制定本方案。
一、主要目标
（一）产业规模。软件业务收入占比达到35%，到2028年底达到48%。
（二）数据奖励。对通过数据管理能力认证的企业，每家每年给予补助，最高12万元；对获得国家级、省级示范的企业，分别奖励80万元、20万元。示范证书有效期四年。
（三）数据培训。三年培训首席数据官1.5万人次。对首批示范给予落户奖励60万元，分三年兑现。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("checks")
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    (folder / "law.txt").write_text(LAW, "utf-8")
    (folder / "other.txt").write_text(OTHER, "utf-8")
    other = (
        '\n[other]\nfile = "other.txt"\ntitle = "青岭市数据要素发展方案"\nregion = "青岭市"\nlevel = "市级"\n'
    )
    (folder / "manifest.toml").write_text(MANIFEST + other, "utf-8")
    build_index(folder, folder / "store", progress=False)
    return Assistant.open(store=folder / "store").ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("软件业务收入占比到2028年底要到48%，对吧", "48%"),
        ("首席数据官三年培训15000人次，没错吧", "1.5万人次"),
        ("示范证书有效期是四年吧", "四年"),
        ("获得省级示范的企业奖励二十万，对吗", "20万元"),
        ("数据管理能力认证的企业每年最高补助12万元，是吧", "12万元"),
        ("工业机器人密度300台/万人以上，是约束性的吧", "≥300"),
    ],
)
def test_what_stands_there_is_confirmed_however_the_number_is_written(ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("是的")
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("软件业务收入占比到2028年底要过半，对吧", "48%"),
        ("首席数据官三年培训两万人次，没错吧", "1.5万人次"),
        ("示范证书有效期是三年吧", "四年"),
        ("获得省级示范的企业奖励80万，对吗", "20万元"),
        ("软件业务收入2027年要到150亿元？", "120亿元"),
        ("工业机器人密度是预期性的吧", "约束性"),
    ],
)
def test_what_is_otherwise_is_corrected(ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("不对")
    assert said in answer.text


def test_more_than_the_figure_is_not_confirmed(ask) -> None:
    answer = ask("首批示范落户奖励60万元是一把给清的吧")
    assert not answer.text.startswith("是的")
    assert "分三年兑现" in answer.text


@pytest.mark.parametrize(
    "claim", ["西安2028年制造业产品质量合格率是不是要提到96%", "浙江2035年研发投入强度是5%吧"]
)
def test_a_number_told_of_a_year_without_one_is_neither_right_nor_wrong(
    real_assistant: Assistant, claim: str
) -> None:
    answer = real_assistant.ask(claim)
    assert answer.outcome == "refused"
    assert "没有写明" in answer.text
    assert "%" not in answer.text


def test_another_years_number_is_put_right(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("浙江2030年研发投入强度是3.4%吧")
    assert answer.text.startswith("不对")
    assert "到2027年" in answer.text
