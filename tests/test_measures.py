"""A how-much question is answered by the figure whose name it says, however it is called, or refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.answers.measures import FEATURES, model
from assistant.answers.units import is_money, unit_is
from assistant.assistant import Assistant
from eval.calibrate import open_sets
from eval.calibrate_measures import calibrate_measures
from tests.small_corpus import assistant_over

TEXT = """\
云泽市生态文明建设规划
为加快生态文明建设，制定本规划。
一、总体要求
（一）指导思想。坚持绿水青山就是金山银山，全面推进生态文明建设，完善公共服务，打造15分钟便民生活圈。
（二）主要目标。到2027年，城市空气质量优良天数比例达到92%以上，地表水达到或优于Ⅲ类断面比例达到96%，\
研发投入强度达到2.9%，公众生态环境满意度达到88分以上，万元地区生产总值用水量下降12%。
专栏1 生态文明建设主要指标
序号 | 指标名称 | 2024年现状值 | 2027年目标值 | 属性 |
1 | 城镇生活污水集中收集率（%） | 71.5 | 80 | 约束性 |
2 | 单位地区生产总值能源消耗降低（%） | 6 | 11 | 约束性 |
3 | 生态环境监测站点数量（个） | 140 | 260 | 预期性 |
4 | 农村生活垃圾无害化处理率（%） | 90 | 98 | 预期性 |
二、重点任务
（三）加强大气污染治理。推进清洁取暖改造，年度改造3万户。推动重点行业超低排放，加强扬尘管理，完善监管体系。
（四）完善激励机制。对通过绿色工厂认证的企业一次性奖励50万元，证书有效期三年。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"plan.txt": TEXT, "manifest.toml": '[plan]\nfile = "plan.txt"\n'}
    return assistant_over(tmp_path_factory.mktemp("measures"), files)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("空气好的天数要占到多少", "92%"),
        ("R&D强度目标？", "2.9%"),
        ("公众对生态环境的满意程度要达到几分", "88分"),
        ("污水集中收集要做到百分之几，必须完成的那种吗", "80%（约束性）"),
        ("污水收集率现在是多少", "71.5%（现状值）"),
        ("能号要降百分之几", "11%（约束性）"),
        ("生态环境检测站点要建多少个", "260个"),
        ("农村垃圾处理率的target是多少", "98%"),
        ("绿色工厂的证书几年到期", "三年"),
    ],
)
def test_the_figure_is_found_by_its_name_however_it_is_called(
    assistant: Assistant, question: str, figure: str
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.text
    assert figure in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "每万人发明专利要多少件",
        "公共服务满意度目标几分",
        "污水没收集好罚多少钱",
        "森林覆盖率要到多少",
        "城市地区生产总值要增长百分之几",
    ],
)
def test_a_figure_of_something_else_is_no_answer(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "refused", answer.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("环境监册站点", "环境监测站点"),
        ("能号要降", "能耗要降"),
        ("完善监官体系", "完善监管体系"),
        ("处理绿要多少", "处理率要多少"),
    ],
)
def test_slips_are_put_right_by_sound(assistant: Assistant, typed: str, meant: str) -> None:
    assert assistant.lexicon.correct_typos(typed) == meant


@pytest.mark.parametrize(
    "typed", ["要建多少个站点", "能补几成", "卡里的钱能退吗", "污水处理厂归谁管", "陕西省"]
)
def test_talk_is_no_slip(assistant: Assistant, typed: str) -> None:
    assert assistant.lexicon.correct_typos(typed) == typed


def test_money_is_no_share_and_a_count_is_no_sum() -> None:
    assert unit_is("个", ["家"])
    assert not unit_is("个", ["万元"])
    assert not is_money("%", "首席质量官覆盖率")
    assert is_money("%", "占货值金额的比例")


def test_weights_are_fitted_and_can_be_read_back(tmp_path: Path) -> None:
    import json

    folder = tmp_path / "set"
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "plan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "corpus" / "manifest.toml").write_text('[plan]\nfile = "plan.txt"\n', encoding="utf-8")
    asked = [
        ("污水收集率要到多少", "80", "1"),
        ("能耗降低多少", "11", "2"),
        ("监测站点多少个", "260", "3"),
        ("专利多少件", "", ""),
    ]
    template = json.loads(Path("eval/gold/TEMPLATE.jsonl").read_text("utf-8").splitlines()[0])
    lines = []
    for n, (question, figure, row) in enumerate(asked):
        cited = [{"doc": "plan", "clause": "专栏1", "row": row, "item": None}] if row else []
        lines.append(
            {
                **template,
                "id": f"m-{n}",
                "category": "indicator" if row else "refusal",
                "turns": [question],
                "answerable": bool(row),
                "answer": figure,
                "must_contain": [[figure]] if row else [],
                "must_not_contain": [],
                "citations": cited,
                "evidence_all": [],
            }
        )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "gold.jsonl").write_text(text, encoding="utf-8")
    target = tmp_path / "measures.toml"
    assert "4 questions" in calibrate_measures(open_sets([folder], tmp_path / "out"), target)
    fitted = tomllib.loads(target.read_text("utf-8"))
    assert list(fitted["weights"]) == list(FEATURES)
    assert fitted["named"] == model().named


def test_a_bound_of_a_fine_is_no_measure(tmp_path: Path) -> None:
    text = (
        "裁量基准\n一、总则\n（一）本基准适用于全市。\n表1 特种设备与认证\n| 序号 | 违法行为 | 档次 | 情形 | 裁量幅度 |\n"
        "| --- | --- | --- | --- | --- |\n| 1 | 销售未经认证的充电器 | 从轻 | 货值5000元以下 | 处5万元以上10万元以下罚款 |\n"
        "| 2 | 销售未经认证的充电器 | 从重 | 货值超过5000元 | 处10万元以上20万元以下罚款 |\n"
    )
    clerk = assistant_over(tmp_path, {"rule.txt": text, "manifest.toml": '[rule]\nfile = "rule.txt"\n'})
    assert not [i.name for i in clerk.index.indicators if "罚" in i.name]
    assert "目标为" not in clerk.ask("卖没有认证的充电器，罚款是多少档").text


def test_a_name_that_is_only_the_end_of_the_one_asked_for_is_not_it(real_assistant: Assistant) -> None:
    assert "90分" in real_assistant.ask("浙江服务质量满意度目标是多少").text
    for question in ("公共服务质量满意度目标", "政务服务质量满意度要达到多少分"):
        assert real_assistant.ask(question).outcome == "refused"
