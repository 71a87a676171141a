"""Questions whose answer is a row or a cell: its unit, its place, its year, the note below the table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answers.around import own_figure
from assistant.answers.facets import lacks_facet
from assistant.answers.measures import Measure, headed
from assistant.assistant import Assistant
from corpus.types import Indicator, Quantity
from tests.small_corpus import assistant_over

PLAN = """\
澄江市优化服务行动方案（2026—2028年）
为优化服务，制定本方案。
一、主要目标
（一）现状。全市建成养老机构137家，养老床位2.94万张，其中护理型床位占比31%。
专栏1 主要指标
序号\t指标名称\t2025年\t2027年\t2028年\t属性
1\t诉求平均办结时间（工作日）\t15\t9\t6\t约束性
2\t养老机构护理型床位占比（%）\t31\t55\t70\t预期性
3\t站点群众满意度（分）\t82\t88\t90\t预期性
注：第1项不含鉴定和检测所需时间；第3项由市统计局每年9月开展调查。
二、资金安排
（二）补助。站点改造按下表给予补助。
| 县区 | 补助数量（个） | 备注 |
| --- | --- | --- |
| 抚仙县 | 12 | 含乡镇 |
| 星云区 | 7 | 限老城区 |
附件1
2026年年度任务
2025年，全市改造站点40个。2026年目标：
——改造便民驿站65个，服务覆盖率达到80%以上；
——培训站点管理员300人次。
"""
MANIFEST = '[plan]\nfile = "plan.txt"\nregion = "澄江市"\nlevel = "市级"\nissuers = ["澄江市人民政府"]\n'


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("rows"), {"plan.txt": PLAN, "manifest.toml": MANIFEST})


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        # the unit stands in the row's name, not beside its figures
        ("澄江诉求办完平均要多少天，2027年定的是几", "9工作日", "15"),
        # a base and a target asked for as one
        ("澄江诉求办结时间从多少天压到多少天", "15工作日", "55"),
        # the figure of another year by that very name is none
        ("护理型床位占比 2027年 澄江", "55%", "31%"),
        # what a row leaves unsaid stands in the note that names it
        ("澄江站点群众满意度多少分，满意度谁来调查", "市统计局", "鉴定"),
        # an item's year is that of the sentence over its list
        ("2026年澄江要改造多少个便民驿站", "65个", "40个"),
    ],
)
def test_a_cell_is_read_out_with_what_belongs_to_it(
    clerk: Assistant, question: str, said: str, unsaid: str
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert unsaid not in answer.text


def test_a_place_has_the_figure_that_is_told_of_it_by_name() -> None:
    assert own_figure("抚仙", "| 抚仙县 | 12 | 含乡镇 |")
    assert own_figure("抚仙", "星云区每平方米12元，抚仙县、江川县每平方米１０元")
    assert not own_figure("抚仙", "支持抚仙县先行先试，全市建成站点210个")


def _measure(name: str, share: float) -> Measure:
    quantity = Quantity("5", 0, 1, Decimal(5), Decimal(5), "", "=", False)
    figure = Indicator("i", "d", "c", name, None, None, quantity, None, None, 0, 1)
    return Measure(figure, None, share)  # type: ignore[arg-type]


def test_a_name_is_what_its_last_words_say() -> None:
    part, whole = _measure("核心产业增加值占GDP比重", 0.5), _measure("数字经济核心产业增加值", 0.3)
    first = headed([part, whole], "核心产业增加值")
    assert first is not None
    assert first.indicator is whole.indicator
    assert headed([part, whole], "核心产业增加值占gdp比重") is part
    assert headed([part], "核心产业增加值") is part


def test_a_telephone_number_needs_no_word_for_it() -> None:
    assert not lacks_facet("抚仙县教育局电话多少", "抚仙县教育局：0877-2600202；")
    assert lacks_facet("抚仙县教育局电话多少", "抚仙县教育局负责招生")
