"""A rate or a time limit that a document does not set is not answered by another thing's figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.subjects import counts_another, of_another_subject
from assistant.understand.words import content_words
from tests.small_corpus import city_document

PLAN = """\
青禾市质量强市工作要点
一、年度目标
专栏1 主要指标
序号 | 指标名称 | 单位 | 2026年 | 2028年 | 属性 |
1 | 规上工业企业首席质量官 | 人 | 46 | 80 | 预期性 |
2 | 无理由退货承诺店 | 家 | 110 | 180 | 预期性 |
3 | 知识产权保护社会满意度 | 分 | 80 | 84 | 预期性 |
4 | 全员劳动生产率 | 万元/人 | 18 | 21 | 预期性 |
5 | 绿色建筑面积占比 | % | 60 | 90 | 预期性 |
二、重点任务
（二）推广绿色建材。推进绿色建材产品认证。
（一）规范退货。鼓励商家作出无理由退货承诺。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("subjects")
    return city_document(folder, "青禾市质量强市工作要点", PLAN).ask


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("青禾市规上工业企业首席质量官设立比例目标是多少", "80"),
        ("青禾市无理由退货承诺期限目标是多少", "180"),
        ("青禾市生活性服务业顾客满意度是多少", "84"),
        ("青禾市绿色建材占比", "90"),
    ],
)
def test_another_things_figure_is_not_told(ask, question: str, figure: str) -> None:
    answer = ask(question)
    assert answer.outcome == "refused"
    assert figure not in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("青禾市规上工业企业首席质量官有多少人", "80"),
        ("青禾市无理由退货承诺店要到几家", "180"),
        ("青禾市知识产权社会满意度目标是多少", "84"),
        ("青禾市全员劳动生产率目标是多少", "21"),
    ],
)
def test_the_things_own_figure_is(ask, question: str, figure: str) -> None:
    assert figure in ask(question).text


def _of_another(asked: str, name: str) -> bool:
    words = content_words(asked, lambda _: 0.6, lambda _: True)
    return of_another_subject(asked, words, name, "", lambda _: 0.6, lambda _: True)


def test_both_must_name_a_thing_that_the_other_does_not() -> None:
    assert _of_another("规模以上工业企业标准公开率是多少", "规模以上工业企业首席质量官设置率")
    assert _of_another("规模以上工业企业标准公开率现在多少", "规模以上工业企业首席质量官设置率")
    assert not _of_another("规模以上工业企业首席质量官聘任率是多少", "规模以上工业企业首席质量官配备率")
    assert not _of_another("农产品合格率是多少", "农产品质量安全例行监测合格率")
    assert not _of_another("农产品抽检要有几成合格", "食品抽检合格率")


PLATFORMS = "推进质量基础设施产业服务平台建设"


@pytest.mark.parametrize(
    ("question", "text", "heading", "another"),
    [
        ("西安要建多少个一站式服务平台", "申报建设1个国家级质检中心、1-2个省级质检中心。", PLATFORMS, True),
        ("西安要建多少个一站式服务平台，陕西呢？", "申报建设1个国家级质检中心。", PLATFORMS, True),
        ("西安要建多少个一站式服务平台", "建设一站式服务平台120个。", PLATFORMS, False),  # it says the thing
        (
            "西安要建多少个一站式服务平台",
            "到2025年建成20个。",
            PLATFORMS,
            False,
        ),  # its number is of the heading
        ("西安要建多少个质检中心", "申报建设1个国家级质检中心。", PLATFORMS, False),
        ("西安要建几个产业计量测试中心", "申报建设1个国家级质检中心。", PLATFORMS, True),  # other centres
        ("西安要建几个质量检验检测中心", "申报建设1个国家级质检中心。", PLATFORMS, False),  # its short form
        ("不合格的扣几个推荐名额", "评价不合格的，扣减2个名额。", "名额分配", False),  # of any name
        ("西安要建几个国家级中心", "申报建设1个国家级质检中心。", PLATFORMS, False),  # whichever
        ("培训多少名老师傅", "培训100名技师。", "技能提升", False),  # a word of the asker's own
        ("研发投入强度多少", "新增1个中心。", "研发投入强度", False),  # nothing is counted
    ],
)
def test_counts_other_things(question: str, text: str, heading: str, another: bool) -> None:
    assert counts_another(question, text, heading) is another
