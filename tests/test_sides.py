"""What a question sets side by side, and what is asked for each side."""

from __future__ import annotations

import pytest

from assistant.answers.sides import sides_of


@pytest.mark.parametrize(
    ("question", "places", "sides"),
    [
        (
            "南昌国家级跟省级示范店，奖的钱差多少",
            ("南昌",),
            [("国家级", "南昌国家级示范店，奖的钱多少"), ("省级", "南昌省级示范店，奖的钱多少")],
        ),
        (
            "出了轻微事故和严重事故，公司分别罚多少",
            (),
            [("轻微事故", "出了轻微事故，公司罚多少"), ("严重事故", "出了严重事故，公司罚多少")],
        ),
        (
            "没报备和没投保险，哪个罚得重",
            (),
            [("没报备", "没报备，罚多少"), ("没投保险", "没投保险，罚多少")],
        ),
        ("出租户跟经营户怎么分", (), [("出租户", "出租户"), ("经营户", "经营户")]),
        ("初中生比高中生少补多少", (), [("初中生", "初中生补多少"), ("高中生", "高中生补多少")]),
        (
            "特大事故的罚款比重大事故高多少",
            (),
            [("特大事故", "特大事故的罚款多少"), ("重大事故", "重大事故的罚款多少")],
        ),
        (
            "一等奖奖金多少，二等奖呢",
            (),
            [("一等奖", "一等奖奖金多少"), ("二等奖", "二等奖奖金多少")],
        ),
        (
            "新评一星、二星、三星饭店分别奖多少",
            (),
            [("一星", "新评一星饭店奖多少"), ("二星", "新评二星饭店奖多少"), ("三星", "新评三星饭店奖多少")],
        ),
        (
            "70岁以上和60到69岁老人各补多少",
            (),
            [("70岁以上", "70岁以上老人补多少"), ("60到69岁", "60到69岁老人补多少")],
        ),
        (
            "投诉几天给答复，南昌举报偷排又是几天，哪个快",
            ("南昌",),
            [("投诉", "投诉几天给答复"), ("南昌举报偷排", "南昌举报偷排是几天")],
        ),
    ],
)
def test_each_side_and_the_question_for_it_alone(
    question: str, places: tuple[str, ...], sides: list[tuple[str, str]]
) -> None:
    ways = [[(s.name, s.question) for s in way.sides] for way in sides_of(question, places)]
    assert sides in ways


def test_a_mark_before_the_second_name_parts_nothing() -> None:
    sides = sides_of("没拿到许可证就行医，和把许可证借给别人用，这两种分别罚多少倍")[0].sides
    assert [s.question for s in sides] == ["没拿到许可证就行医罚多少倍", "把许可证借给别人用罚多少倍"]


def test_each_with_a_verb_between_sets_side_by_side() -> None:
    sides = sides_of("食品安全管理员和食品检验员，每年各要培训多长时间")[0].sides
    assert [s.name for s in sides] == ["食品安全管理员", "食品检验员"]


def test_a_share_of_what_is_asked_for_is_no_side() -> None:
    assert sides_of("治理标准一共多少项，里面网格管理类占几项") == []


def test_two_questions_in_one_are_told_from_one_about_two_things() -> None:
    (two,) = sides_of("投诉几天答复，举报几天核查，哪个快")
    assert two.separate
    assert two.order == "快"
    one = sides_of("投诉和举报哪个快")[0]
    assert not one.separate
    assert one.order == "快"


def test_a_place_in_brackets_is_that_of_the_name_before_it() -> None:
    way = sides_of("饭店污水不报（南昌）跟老板瞒报火灾，罚款有什么不同", ("南昌",))[0]
    first, second = way.sides
    assert first.question.startswith("南昌")
    assert "南昌" not in second.question
    assert first.placed
    assert not second.placed


@pytest.mark.parametrize(
    "question",
    [
        "三大核心素养分别是什么",
        "质量管理和品牌建设有哪些措施",
        "床位27年要建多少张，现在有多少",
        "技术合同成交额要到多少",
        "企业和个人都要遵守哪些规定",
    ],
)
def test_what_sets_nothing_side_by_side(question: str) -> None:
    assert sides_of(question) == []


def test_a_word_of_comparing_is_no_part_of_a_name() -> None:
    (sides, *_) = sides_of("食品合格率和农产品合格率比高多少")
    assert [s.name for s in sides.sides] == ["食品合格率", "农产品合格率"]
