"""Sums, days, conditions and papers of a measure, in the words that people put them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

TEXT = """柳溪市家庭养老床位和首席质量官奖补办法

第一条 为发展家庭养老床位，培育首席质量官，制定本办法。

第二条 家庭养老床位每张给予建床补贴一次性3000元。首次取得首席质量官证书并任职满1年的，给予所在企业一次性奖励2万元。

第三条 申报主体应当在本市行政区域内注册、具有独立法人资格，近三年未发生较大以上安全事故。

第四条 申报材料包括：
1. 申报表；
2. 任职证明；
3. 信用承诺书。

第五条 每年3月1日至4月15日集中申报，区级受理后10个工作日内完成初审。

第六条 企业质量数字化改造投入50万元以上的，按实际投入的10%给予补助，最高60万元；专精特新企业比例提高至15%，最高80万元。

第七条 本办法自2026年1月1日起施行。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("sums")
    return assistant_over(folder, {"liuxi.txt": TEXT})


@pytest.mark.parametrize(
    "wording",
    "补多少 奖多少 能拿多少 给多少钱 有多少奖励 补助标准 奖励金额 能申请多少资金 财政给多少 一次给多少".split(),
)
def test_a_sum_by_whatever_word(clerk: Assistant, wording: str) -> None:
    assert "3000元" in clerk.ask(f"柳溪家庭养老床位建床{wording}").text


def test_no_sum_is_told_for_what_is_given_none(clerk: Assistant) -> None:
    assert clerk.ask("柳溪申报表奖多少").outcome == "refused"
    assert clerk.ask("柳溪信用承诺书能拿多少").outcome == "refused"


@pytest.mark.parametrize("wording", ["什么时候申报", "哪天开始报", "什么时候受理", "几号截止"])
def test_when_it_is_handed_in(clerk: Assistant, wording: str) -> None:
    assert "3月1日" in clerk.ask(f"柳溪首席质量官奖补{wording}").text


@pytest.mark.parametrize("wording", ["要交什么材料", "材料清单", "需要准备什么材料"])
def test_all_of_the_papers(clerk: Assistant, wording: str) -> None:
    text = clerk.ask(f"柳溪首席质量官奖补申报{wording}").text
    assert all(t in text for t in ("申报表", "任职证明", "信用承诺书"))


def test_what_is_asked_of_one_thing_is_no_side_of_a_comparison(clerk: Assistant) -> None:
    text = clerk.ask("柳溪专精特新企业搞质量数字化改造，按几成补，封顶多少？").text
    assert "15%" in text
    assert "80万元" in text
    assert "比较" not in text
