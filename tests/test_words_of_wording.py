"""What is asked of a document's wording, and until which year it plans, in words that people use for that."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "省里23年的文件，危害分析、关键控制点用的是“必须”还是啥词",
            "鼓励食品生产企业建立实施危害分析和关键控制点体系",
        ),
        ("中央2017年那个意见是奔着哪一年去的", "规划到2020年"),
        ("西安这份方案规划到哪一年", "规划到2035年"),
        ("质量教育那块，2015年陕西鼓励大学弄个什么机构", "质量教育研究机构"),
        ("西安对吃的有没有合格率的硬指标", "≥98%（约束性）"),
    ],
)
def test_it_is_told(real_assistant: Assistant, question: str, told: str) -> None:
    assert told in real_assistant.ask(question).text


def test_whose_year_it_is_not(real_assistant: Assistant) -> None:
    assert "规划期" not in real_assistant.ask("首席质量官制度规划到哪一年覆盖").text


def test_leaving_a_subject_asks_nothing_of_a_paper(real_assistant: Assistant) -> None:
    assert "规划期" not in real_assistant.ask("算了不提车了，陕西省里对机场服务有要求没").text
