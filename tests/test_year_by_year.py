"""Keywords with several places and years: each place's figure of each year, on three invented documents, two of them nested."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.applies.conditions import facts
from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

PROVINCE = """\
江西省质量强省意见
一、主要目标
专栏1 主要指标
| 序号 | 指标 | 2027年 | 2030年 | 属性 |
| --- | --- | --- | --- | --- |
| 1 | 公共服务质量满意度（分） | 82 | 85 | 预期性 |
| 2 | 每万人口专利拥有量（件） | 7 | 9 | 预期性 |
二、激励
（一）标准奖励。对主导制定国际标准的，每项奖励80万元；主导制定国家标准的，每项奖励40万元；主导制定行业标准的，每项奖励20万元。
（二）融资支持。取得质量贷的企业，按实际支付利息的40%给予贴息，贴息期不超过3年。
"""
CITY = """\
赣州市质量强市方案
一、主要目标
专栏1 主要指标
| 序号 | 指标 | 2027年 | 2028年 | 属性 |
| --- | --- | --- | --- | --- |
| 1 | 公共服务质量满意度（分） | 81.5 | 83 | 预期性 |
| 2 | 首席质量官设立比例（%） | 55 | 68 | 预期性 |
二、激励
（一）标准奖励。市级按下列标准给予奖励（单位：万元）：
标准类别	主导制定	参与制定
国际标准	50	15
国家标准	25	8
行业标准	12	4
（二）融资支持。取得质量贷的企业，市财政按实际支付利息的30%给予贴息，单户每年最高20万元，贴息期不超过2年。
（三）规模以上工业企业认证率到2027年达到60%，2030年达到85%。
（四）实施评估。2028年上半年开展中期评估，委托第三方承担，评估结果向社会公开。
"""
COUNTY = """\
于都县2026年质量强县工作要点
一、年度目标
专栏1 主要指标
| 序号 | 指标 | 2026年 | 责任单位 |
| --- | --- | --- | --- |
| 1 | 公共服务质量满意度（分） | 80 | 县行政审批局 |
二、说明
公共服务质量满意度：指由第三方调查得出的群众评分。
"""
MANIFEST = "\n".join(
    f'[{key}]\nfile = "{key}.txt"\ntitle = "{title}"\nregion = "{region}"\nlevel = "{level}"\nstatus = "虚构示例"\n'
    for key, title, region, level in (
        ("province", "江西省质量强省意见", "江西省", "省级"),
        ("city", "赣州市质量强市方案", "赣州市", "市级"),
        ("county", "于都县2026年质量强县工作要点", "于都县", "县级"),
    )
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("years")
    texts = {"province.txt": PROVINCE, "city.txt": CITY, "county.txt": COUNTY}
    return assistant_over(folder, {**texts, "manifest.toml": MANIFEST})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # with a blank between them a province and its city are two places
        ("江西 赣州 公共服务质量满意度 2027", ("82分", "81.5分")),
        # a year alone does not choose the plan of that year where two places are named
        ("赣州 于都 公共服务质量满意度 2026年", ("80分", "赣州市")),
        (
            "公共服务质量满意度 江西和赣州 2027年和2030年",
            ("82分", "81.5分", "85分", "2030年，没有查到赣州市"),
        ),
    ],
)
def test_each_place_and_each_year_is_told(assistant: Assistant, question: str, said: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert all(words in answer.text for words in said), answer.text


def test_what_stands_before_the_next_amount_is_not_said_of_the_one_before(assistant: Assistant) -> None:
    text = assistant.ask("主导制定行业标准 江西和赣州各奖多少").text
    assert "主导制定行业标准的，每项奖励20万元" in text
    assert "40万元" not in text
    assert "主导制定：12万元" in text


def test_a_sentence_with_both_units_does_not_lack_one(assistant: Assistant) -> None:
    text = assistant.ask("质量贷贴息 江西 赣州").text
    assert "40%" in text
    assert "30%" in text
    assert "没有以" not in text


def test_a_second_year_in_the_same_sentence_is_told(assistant: Assistant) -> None:
    text = assistant.ask("赣州 规模以上工业企业认证率 2027 2030").text
    assert "60%" in text
    assert "85%" in text


def test_how_a_rate_is_reckoned_is_what_it_means(assistant: Assistant) -> None:
    assert "群众评分" in assistant.ask("于都公共服务质量满意度怎么算的").text


def test_somebody_commissioned_is_who_does_it(assistant: Assistant) -> None:
    text = assistant.ask("赣州中期评估什么时候，谁来做").text
    assert "委托第三方" in text
    assert "没有查到" not in text


def test_what_is_dealt_out_to_those_who_lead_is_not_for_those_who_take_part(tmp_path: Path) -> None:
    text = (
        "青禾市标准奖励办法\n第一条 对主导制定国际标准、国家标准、行业标准的单位，每项分别给予50万元、30万元、15万元的补助，"
        "参与制定的按照主导制定标准的30%给予补助。\n第二条 本办法自印发之日起施行。\n"
    )
    manifest = '[doc]\nfile = "doc.txt"\ntitle = "青禾市标准奖励办法"\nregion = "青禾市"\nlevel = "市级"\nstatus = "虚构示例"\n'
    assistant = assistant_over(tmp_path, {"doc.txt": text, "manifest.toml": manifest})
    for question in ("青禾市参与制定国家标准补多少", "我们公司在青禾市，参与制定了国家标准，能补多少"):
        assert "30%" in assistant.ask(question).text
    led = assistant.ask("青禾市主导制定国家标准补多少").text
    assert "30万元" in led
    assert "30%" not in led


def test_a_year_before_a_blank_is_no_amount() -> None:
    assert not facts("首席质量官 2027 学时")
    assert facts("我们有200 家门店")
