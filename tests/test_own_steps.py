"""Scales of amounts: the step that the asker's own amount falls into, in a table, a list or one sentence, and no bound."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.question import Understander
from corpus.numerals import find_quantities, marks_apart
from tests.small_corpus import assistant_over

NOTICE = """\
青禾市企业技术改造奖补办法
第一章　总则
第一条　申报项目的设备投资额不低于300万元。
第二条　按设备投资额分档给予奖补：
| 档次 | 设备投资额 | 奖补比例 | 单个项目上限 |
| --- | --- | --- | --- |
| 一档 | 300万元（含）至1000万元 | 6% | 50万元 |
| 二档 | 1000万元（含）至3000万元 | 8% | 200万元 |
| 三档 | 3000万元（含）以上 | 10% | 600万元 |
第三条　老旧锅炉更新补助标准如下：
| 类别 | 使用年限 | 更新补助（每台） |
| --- | --- | --- |
| 甲类 | 二十年以上 | 15万元 |
| 乙类 | 十五年以上不满二十年 | 10万元 |
第二章　用气与预收
第四条　居民用气实行阶梯气价：
（一）每户每年不超过420立方米，执行基础气价；
（二）每户每年超过420立方米至720立方米，为基础气价的1.2倍；
（三）每户每年超过720立方米，为基础气价的1.5倍。
第五条　预收资金余额超过三万元的经营者，应当选择资金存管。
第六条　采用资金存管的，存管比例按照下列标准执行：
（一）预收资金余额三万元以上不足二十万元的，不低于余额的百分之二十；
（二）预收资金余额二十万元以上不足一百万元的，不低于余额的百分之三十；
（三）预收资金余额一百万元以上的，不低于余额的百分之四十。
"""
LINES = """\
白石市技术改造补助办法
一、支持方向
（一）设备更新补助。对实际设备投资额３００万元（含）以上的技术改造项目，按设备投资额分档补助：
　　１．３００万元（含）至１０００万元的部分，按６％补助；
　　２．１０００万元（含）至５０００万元的部分，按８％补助；
　　３．５０００万元（含）以上的部分，按１０％补助。
单个项目补助不超过６００万元。
二、附则
本办法自2025年1月1日起施行。
"""
MANIFEST = """\
[steps]
file = "steps.txt"
title = "青禾市企业技术改造奖补办法"
region = "青禾市"
level = "市级"
date = "2026-03-01"

[lines]
file = "lines.txt"
title = "白石市技术改造补助办法"
region = "白石市"
level = "市级"
date = "2025-01-01"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"steps.txt": NOTICE, "lines.txt": LINES, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("steps"), files)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("青禾技改设备2000万能补多少", "8%", "不低于300万元"),
        ("青禾技改设备投资4000万，奖补多少", "10%", "8%"),
        ("青禾锅炉22年了更新能补多少", "15万元", "10万元"),
        ("青禾锅炉用了16年更新补多少", "更新补助（每台）：10万元", "15万元"),
        ("青禾家里一年用了500方气，按几倍算", "1.2倍", "1.5倍"),
        ("青禾预收资金50万要存管多少", "百分之三十", "百分之四十"),
        # what is paid for a part of an amount is paid for each part below it too
        ("白石技改设备投资800万补多少", "按６％补助", "按８％补助"),
        ("白石技改设备投资2000万补多少", "按８％补助", "按１０％补助"),
    ],
)
def test_the_step_of_the_askers_own_amount(clerk: Assistant, question: str, said: str, unsaid: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert unsaid not in answer.text
    assert all(c.verified for c in answer.citations)


def test_the_parts_below_an_amount_are_told_with_its_own(clerk: Assistant) -> None:
    text = clerk.ask("白石技改设备投资6000万补多少").text
    assert all(rate in text for rate in ("按６％补助", "按８％补助", "按１０％补助"))


def test_the_numbers_of_lines_are_no_part_of_their_figures() -> None:
    lines = "补助：\n　１．３００万元至１０００万元的，补６％；\n　２．１０００万元以上的，补８％。"
    assert [q.low for q in find_quantities(lines)] == [300, 6, 1000, 8]
    assert "１、３００万元" in marks_apart(lines)
    # one number alone, a wrapped line and an outline are what they say
    for text in ("投入\n1.5亿元，比上年多\n2.3亿元", "1.5万元；", "1.1总则\n1.2范围"):
        assert marks_apart(text) == text


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("青禾锅炉22年了能补多少", ()),
        ("青禾社保交了12年能领吗", ()),
        ("青禾到了25年要建几个", (2025,)),
        ("青禾现在都26年了，目标达到没", (2026,)),
        ("青禾设备投资2000万补多少", ()),
    ],
)
def test_a_span_that_has_passed_is_no_year(clerk: Assistant, question: str, years: tuple[int, ...]) -> None:
    understander: Understander = clerk.understander
    assert understander.understand(question).years == years


def test_an_amount_that_looks_like_a_year_leaves_no_half_of_it(clerk: Assistant) -> None:
    words = [w.text for w in clerk.understander.understand("青禾技改设备2000万能补多少").words]
    assert "万能" not in words


def test_what_the_asker_has_lived_through_is_no_claim_about_the_text(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = (
        "青禾市劳动用工办法\n第一条 劳动合同期限三年以上的，试用期不得超过六个月。\n"
        "第二条 劳动者在同一单位连续工作满十年的，应当订立长期用工合同。\n第三条 本办法自2025年1月1日起施行。\n"
    )
    files = {"work.txt": text, "manifest.toml": MANIFEST.partition("\n\n")[0].replace("steps", "work")}
    clerk = assistant_over(tmp_path_factory.mktemp("lived"), files)
    answer = clerk.ask("我在单位干了11年，能签长期用工合同吗")
    assert "满十年" in answer.text
    assert not answer.text.startswith("不对")


def test_without_an_amount_told_all_steps_of_a_scale_are(clerk: Assistant) -> None:
    """One step alone would be said of everybody."""
    text = clerk.ask("青禾预收资金的存管比例是多少").text
    assert all(share in text for share in ("百分之二十", "百分之三十", "百分之四十"))
    assert "百分之四十" not in clerk.ask("青禾预收资金50万，存管比例多少").text


TAX = """\
青禾市香料产业税费办法
第一条 企业应当依法缴纳产业发展税。产业发展税的税率为25％。
第二条 符合条件的小型微利企业，减按20％的税率征收产业发展税。
第三条 年度指标如下：
| 指标 | 单位 | 2025年实际 | 2026年 | 2028年 |
| --- | --- | --- | --- | --- |
| 种植面积 | 万亩 | 118 | 124 | 135 |
| 抽检合格率 | % | 96.8 | 97.5 | 98.5 |
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # a rule says its subject behind its rate
        ("青禾小型微利企业产业发展税税率是多少", "20％"),
        ("青禾抽检合格率目标是多少", "98.5%"),
        # the word before the name makes it another thing's
        ("青禾药品抽检合格率是多少", ""),
    ],
)
def test_whose_a_rate_is(tmp_path_factory: pytest.TempPathFactory, question: str, said: str) -> None:
    manifest = (
        MANIFEST.partition("\n\n")[0].replace("steps", "tax").replace("企业技术改造奖补", "香料产业税费")
    )
    clerk = assistant_over(tmp_path_factory.mktemp("tax"), {"tax.txt": TAX, "manifest.toml": manifest})
    answer = clerk.ask(question)
    assert (answer.outcome == "answered") == bool(said)
    assert said in answer.text
