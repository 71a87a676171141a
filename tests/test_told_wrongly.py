"""What a question takes for granted and what is not there: no figure of another year, thing or person is told for it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document, conversation

TEXT = """\
# 青禾市质量提升行动方案（2026—2028年）

（一）对获得市质量奖的组织，每个给予一次性奖励60万元；对获得提名奖的组织，每个给予一次性奖励20万元。对获得市质量奖的个人，每名奖励8万元；提名奖个人每名奖励3万元。
（二）对主导制定国际标准、国家标准、行业标准的企业，每项分别给予60万元、20万元、10万元补助；参与制定的，按相应额度的30%执行。
（三）2025年末，每万人口发明专利拥有量17.9件。推广市级、县级示范单位，培育市级放心消费示范单位3000家，全市培育放心消费示范单位2.6万家。
（四）标准复审周期由5年缩短至3年。

表1 主要指标
| 序号 | 指标 | 单位 | 2025年实际 | 2026年 | 2028年 | 责任单位 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 每万人口高价值发明专利拥有量 | 件 | 7.6 | 9 | 12 | 市市场监管局 |
| 2 | 累计建立社会公用计量标准 | 项 | 1600 | 1800 | 2100 | 市市场监管局 |
| 3 | 首席质量官人数 | 名 | 470 | 600 | 900 | 市市场监管局 |
| 4 | 品牌授权企业数 | 家 | 36 | 45 | 70 | 市农业农村局 |
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("told"), "青禾市质量提升行动方案（2026—2028年）", TEXT)


def told(assistant: Assistant, *questions: str) -> str:
    """The answer to the last of some questions of one conversation."""
    return conversation(assistant, *questions).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青禾市首席质量官人数现在有900名吗", "不对。"),
        ("青禾市首席质量官人数目前470名对吗", "是的。"),
        ("青禾市2028年首席质量官人数900名对吗", "是的。"),
        ("青禾市2028年累计建立社会公用计量标准是2107，对吗", "不对。"),
        ("青禾市2028年累计建立社会公用计量标准是2100，对吗", "是的。"),
        ("青禾市2028年累计建立社会公用计量标准是2001，对吗", "不对。"),
        ("青禾市每万人口发明专利拥有量是7.6件，对吗", "不对。"),
        ("青禾市每万人口发明专利拥有量是17.9件，对吗", "是的。"),
        ("青禾市获得质量奖的个人奖励3万元对吗", "不对。对获得市质量奖的个人，每名奖励8万元"),
        ("青禾市放心消费示范单位3万家对吗", "不对。全市培育放心消费示范单位2.6万家"),
        ("青禾市主导制定国际标准补60万对吗", "是的。"),
    ],
)
def test_what_is_told_is_held_against_the_very_figure(clerk: Assistant, question: str, said: str) -> None:
    assert told(clerk, question).startswith(said)


def test_what_holds_for_others_is_no_proof(clerk: Assistant) -> None:
    text = told(clerk, "青禾市参与制定国际标准补60万对吗")
    assert not text.startswith("是的")
    assert "参与制定的，按相应额度的30%" in text


def test_now_is_where_it_stands(clerk: Assistant) -> None:
    assert "470名" in told(clerk, "青禾市首席质量官人数多少", "现在呢")


def test_what_is_left_behind_is_no_target(clerk: Assistant) -> None:
    assert not told(clerk, "青禾市标准复审周期5年对吗").startswith("是的")
    assert told(clerk, "青禾市标准复审周期3年对吗").startswith("是的")


def test_what_was_only_counted_is_not_told_by_its_first(real_assistant: Assistant) -> None:
    assert "21万元" not in told(real_assistant, "西安有几个指标", "第三个呢")


@pytest.mark.parametrize("thing", ["首席质量官人数和品牌授权企业数", "品牌授权企业数、首席质量官人数"])
def test_two_things_of_a_year_that_no_figure_is_of(clerk: Assistant, thing: str) -> None:
    assert clerk.ask(f"青禾市{thing}2033年分别是多少").outcome == "refused"
    text = told(clerk, f"青禾市{thing}2028年分别是多少")
    assert "900名" in text
    assert "70家" in text


def test_the_year_behind_two_names_is_that_of_both(real_assistant: Assistant) -> None:
    assert real_assistant.ask("浙江研发投入强度和全员劳动生产率2030年分别是多少").outcome == "refused"
    assert real_assistant.ask("西安食品合格率和农产品合格率2030年各是多少").outcome == "refused"
    assert "28万元/人" in told(real_assistant, "浙江研发投入强度和全员劳动生产率2027年分别是多少")


@pytest.mark.parametrize("follow", ["电话多少", "达不到罚多少", "奖金多少", "农村的呢"])
def test_a_target_is_no_answer_to_what_it_does_not_say(clerk: Assistant, follow: str) -> None:
    text = told(clerk, "青禾市首席质量官人数是多少", follow)
    assert not any(figure in text for figure in ("470", "600", "900", "45家", "70家"))


def test_what_is_counted_up_to_a_target_is_not_where_things_stand(real_assistant: Assistant) -> None:
    text = told(real_assistant, "陕西累计主导和参与制定国家、行业标准是多少", "现在是多少")
    assert "2500" not in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("西安质量强国那份是市场监管局发的吗", "不对。"),
        ("西安方案是2025年发的吧", "不对。"),
        ("西安方案是2024年4月发的对吗", "是的。"),
        ("浙江那份是浙江省政府发的吗", "是的。"),
    ],
)
def test_who_issued_a_document_and_when_is_held_against_it(
    real_assistant: Assistant, question: str, said: str
) -> None:
    text = told(real_assistant, question)
    assert text.startswith(said)
    assert "成文日期为" in text


def test_a_prize_that_is_only_won_pays_nothing(real_assistant: Assistant) -> None:
    assert real_assistant.ask("西安长安杯奖金").outcome == "refused"
    assert "50项" in told(real_assistant, "西安长安杯几项")
