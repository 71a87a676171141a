"""Three and more figures asked for at once, on an invented plan: each told alone, what is not found said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.listing import listing
from assistant.assistant import Assistant
from tests.small_corpus import city_document, conversation

PLAN = """\
# 青禾市质量发展方案（2026—2030年）

## 一、总体要求

专栏1 主要指标

| 序号 | 指标 | 2028年 | 2030年 | 属性 |
| --- | --- | --- | --- | --- |
| 1 | 农产品质量安全监测合格率（%） | 98.2 | 99 | 约束性 |
| 2 | 诚信计量示范单位（家） | 120 | 300 | 预期性 |
| 3 | 市长质量奖组织（家） | 15 | 24 | 约束性 |
| 4 | 老年教育参与率（%） | 20 | 25 | 预期性 |
| 5 | 工程一次验收合格率（%） | 96 | 97.5 | 约束性 |

## 二、重点任务

（一）保障用药。基本药物、集采品种抽检合格率达到99.5%以上。（市药监局负责）

（二）加强引领。联动推进质量强市、标准强市、品牌强市建设。（市市场监管局负责）
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("listed")
    return city_document(folder, "青禾市质量发展方案（2026—2030年）", PLAN)


@pytest.mark.parametrize(
    ("question", "said", "rows"),
    [
        (
            "2030年农产品质量安全监测合格率、诚信计量示范单位和市长质量奖组织分别是多少",
            ("99%", "300家", "24家"),
            ("1", "2", "3"),
        ),
        (
            "诚信计量示范单位、工程一次验收合格率、市长质量奖组织2028年目标各是多少？",
            ("120家", "96%", "15家"),
            ("2", "5", "3"),
        ),
        # 与 is part of a name
        (
            "2030年老年教育参与率、市长质量奖组织和诚信计量示范单位分别是多少",
            ("25%", "24家", "300家"),
            ("4", "3", "2"),
        ),
        # nothing but the joining word says that they are two
        ("2030年农产品质量安全监测合格率和诚信计量示范单位是多少", ("99%", "300家"), ("1", "2")),
    ],
)
def test_each_of_several_figures_is_told_from_its_own_row(
    assistant: Assistant, question: str, said: tuple[str, ...], rows: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert all(figure in answer.text for figure in said)
    assert [c.row for c in answer.citations] == list(rows)
    assert "相差" not in answer.text  # of unlike things nothing is computed


def test_what_is_not_found_of_a_list_is_said_so(assistant: Assistant) -> None:
    answer = assistant.ask("2030年市长质量奖组织、居民幸福指数和诚信计量示范单位分别是多少")
    assert "24家" in answer.text
    assert "300家" in answer.text
    assert "没有查到居民幸福指数" in answer.text


def test_a_name_with_a_joining_mark_is_one(assistant: Assistant) -> None:
    answer = assistant.ask("基本药物、集采品种抽检合格率是多少")
    assert "99.5%以上" in answer.text
    assert "没有查到" not in answer.text


def test_things_counted_by_their_common_end(assistant: Assistant) -> None:
    answer = assistant.ask("要联动推进哪三个“强市”？")
    assert "质量强市、标准强市、品牌强市" in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question", ["青禾市长质量奖是多少", "农产品质量安全监测合格率怎么算", "甲、乙企业，各要做什么"]
)
def test_what_lists_nothing_is_no_list(question: str) -> None:
    assert listing(question, ["青禾"]) is None


def test_place_and_time_stand_before_every_name() -> None:
    listed = listing("青禾市2030年甲产品产量、乙产品产量和丙产品产量分别是多少", ["青禾"])
    assert listed is not None
    names = listed.ways()[-1]
    assert [listed.question(n) for n in names] == [f"青禾市2030年{x}产品产量是多少" for x in "甲乙丙"]


def test_all_of_a_place_is_part_of_a_name() -> None:
    listed = listing("云泽全市产品合格率和全市农产品合格率分别是多少", ["云泽", "全市"])
    assert listed is not None
    assert ("全市产品合格率", "全市农产品合格率") in listed.ways()


@pytest.mark.parametrize(
    ("follow_up", "said", "row"),
    [
        ("第二个是约束性的吗", "预期性", "2"),
        ("第三个2028年呢", "15家", "3"),
        ("最后一个再说一遍", "24家", "3"),
    ],
)
def test_one_of_a_list_is_pointed_at(assistant: Assistant, follow_up: str, said: str, row: str) -> None:
    listed = "2030年农产品质量安全监测合格率、诚信计量示范单位和市长质量奖组织分别是多少"
    answer = conversation(assistant, listed, follow_up)
    assert said in answer.text
    assert answer.citations[0].row == row


LISTED = "西安2025年首席质量官覆盖率、陕西质量奖拥有量和制造业质量竞争力指数分别是多少"


def test_a_place_that_begins_a_name_is_none_of_the_list(real_assistant: Assistant) -> None:
    answer = real_assistant.ask(LISTED)
    assert [(c.doc_id, c.row) for c in answer.citations] == [
        ("xian-2024", "22"),
        ("xian-2024", "15"),
        ("xian-2024", "6"),
    ]


@pytest.mark.parametrize(
    ("follow_up", "doc_id", "said"),
    [
        ("第二个是约束性的吗", "xian-2024", "是的"),
        ("最后一个全省目标是多少", "shaanxi-2023", "86"),
        ("第三个浙江是多少", "zhejiang-2022", "92以上"),
    ],
)
def test_one_of_the_list_there_or_elsewhere(
    real_assistant: Assistant, follow_up: str, doc_id: str, said: str
) -> None:
    answer = conversation(real_assistant, LISTED, follow_up)
    assert {c.doc_id for c in answer.citations} == {doc_id}
    assert said in answer.text


def test_the_name_is_kept_in_english_too(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("How many Shaanxi Quality Awards should Xi'an hold by 2025?")
    assert "25个" in answer.text
    assert [(c.doc_id, c.row) for c in answer.citations] == [("xian-2024", "15")]


def test_who_is_responsible_for_each_of_a_list(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安农产品质量安全、食品质量安全、药品质量安全分别由谁负责")
    assert [c.clause for c in answer.citations] == ["（八）", "（九）", "（十）"]
    assert "市农业农村局、市商务局、市市场监管局" in answer.text


def test_a_measure_said_once_is_that_of_each(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安食品、农产品、制造业产品合格率目标各是多少")
    assert [c.row for c in answer.citations][:2] == ["11", "10"]
    assert "≥94%" in answer.text
    assert "没有查到" not in answer.text


def test_nothing_but_the_names_and_what_of_them(assistant: Assistant) -> None:
    answer = assistant.ask("诚信计量示范单位、工程一次验收合格率、市长质量奖组织2028年目标")
    assert [c.row for c in answer.citations] == ["2", "5", "3"]


def test_clauses_named_by_number_are_none_of_a_list_before(real_assistant: Assistant) -> None:
    answer = conversation(real_assistant, "西安方案分哪几个部分", "第三条和第五条分别讲什么")
    assert [c.clause for c in answer.citations] == ["（三）", "（五）"]


def test_a_second_thing_behind_the_question_is_asked_the_same(assistant: Assistant) -> None:
    answer = assistant.ask("青禾市诚信计量示范单位要多少家，市长质量奖组织呢")
    assert "120" in answer.text
    assert "24家" in answer.text
    found = listing("西安消费品质量由谁负责，那建材呢？", ["西安"])
    assert found is not None
    assert found.pieces == ("消费品质量", "建材")
