"""A rule asked for with what goes with it in one breath: its price, its other case, its second term, its exception."""

from __future__ import annotations

import pytest

from assistant.answers.degrees import rows_meant
from assistant.answers.facets import lacks_facet
from assistant.applies.cases import asks_bound
from assistant.applies.conditions import facts
from assistant.assistant import Assistant
from assistant.several import asks_whether_said, in_turn
from tests.small_corpus import assistant_over

LAW = """\
云泽市客运索道管理条例
第一章 总则
第一条 为了加强客运索道管理，保障乘客安全，制定本条例。
第二条 市文化旅游主管部门负责客运索道的监督管理。
第二章 运营
第三条 运营单位不得安排未经培训的人员操作索道吊厢。
对因操作失误受过行政处罚未满三年的人员，不得安排其操作索道吊厢。
第四条 发生一般脱索事故，由县级人民政府组织调查组进行调查。
发生重大脱索事故，由市人民政府组织调查组进行调查。
第五条 乘客托运的行李丢失的，可以自乘坐之日起三十日内持行李票向运营单位查询。
运营单位应当自乘客查询之日起七日内将查询结果告知乘客。
第六条 运营单位不得有下列行为：
（一）在依法进行设备检修、避让大风天气外，擅自停止载客；
（二）强制乘客购买纪念品。
第七条 有下列情形之一的，不予受理运营许可申请：
（一）近三年内受到责令停产停业行政处罚的；
（二）被列入严重失信名单尚未移出的。
第八条 山下站每周的开放时间应当不少于六天，每天至少检修一次；半山站每周的开放时间应当不少于五天，每周至少检修五次。
交通不便的高山站和半山站每周的开放时间以及检修次数，市文化旅游主管部门可以另行规定。
第九条 运营单位确有困难的，可以申请分期缴纳安全保证金，由县级文化旅游主管部门批准。分期不超过四期，期限不超过八个月。
第三章 法律责任
第十条 违反本条例第三条第一款规定的，由文化旅游主管部门责令改正，处二千元以上六千元以下罚款。
第十一条 违反本条例第六条第二项规定的，由市场监督管理部门处五百元以上三千元以下罚款。
第十二条 本条例自2024年1月1日起施行。
"""
MANIFEST = """\
[ropeway]
file = "ropeway.txt"
title = "云泽市客运索道管理条例"
region = "云泽市"
level = "市级"
date = "2023-11-01"
status = "现行有效"
source = "invented"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("ropeway")
    return assistant_over(folder, {"ropeway.txt": LAW, "manifest.toml": MANIFEST})


def test_the_price_of_the_very_rule_found_is_told_with_it(clerk: Assistant) -> None:
    text = clerk.ask("表弟从来没培训过，想让他给我们索道操作吊厢。合不合规？硬上会怎么罚？").text
    assert "未经培训的人员" in text
    assert "二千元以上六千元以下" in text
    assert "五百元" not in text


def test_the_price_of_a_rule_is_found_by_the_limb_that_cites_it(clerk: Assistant) -> None:
    rules = [c for c in clerk.index.tree if c.text.startswith(("运营单位不得安排", "对因操作失误"))]
    asked = clerk.understander.understand("硬上会怎么罚？")
    told = [clerk.composer.cost_at(c, asked) for c in rules if c.kind == "paragraph"]
    assert [t is not None for t in told] == [True, False]
    assert told[0] is not None
    assert "二千元以上六千元以下" in told[0].draft.sentences[0][0]


def test_the_other_case_of_the_same_question_is_asked_as_well(clerk: Assistant) -> None:
    text = clerk.ask("索道出了一般脱索事故，归哪一级来组织调查？要是重大的呢？").text
    assert "县级人民政府" in text
    assert "由市人民政府" in text


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        ("一般事故归谁调查？要是重大的呢？", ["一般事故归谁调查", "要是重大的呢"]),
        ("一般事故归谁调查？", []),
        ("罚多少？为什么呢？", []),
        ("索道停了？重大的呢？", []),
    ],
)
def test_what_is_asked_of_another_case_behind_a_question(question: str, pieces: list[str]) -> None:
    assert in_turn(question) == pieces


def test_both_terms_are_told_where_until_when_and_how_long_are_asked(clerk: Assistant) -> None:
    text = clerk.ask("坐索道托运的行李丢了，我最晚啥时候之前得去查，他们多长时间给我个说法").text
    assert "三十日" in text
    assert "七日" in text


def test_that_there_is_an_exception_is_said_where_it_stands_in_the_item(clerk: Assistant) -> None:
    text = clerk.ask("刮大风我们索道停止载客，别人说这算擅自停运要挨罚。对吗？").text
    assert text.startswith("文件另有除外规定")


def test_an_item_that_is_a_case_is_told_with_what_follows_from_it(clerk: Assistant) -> None:
    text = clerk.ask("索道公司受过责令停产停业处罚，申请运营许可几年内不行？").text
    assert "不予受理" in text
    assert "近三年内" in text


def test_a_figure_told_of_what_is_asked_for_keeps_nobody_out(clerk: Assistant) -> None:
    text = clerk.ask("我们半山站一周才开三天，检修也不勤快。规定最少开几天、检修几回？").text
    assert "不少于五天" in text


@pytest.mark.parametrize(
    ("question", "asked"),
    [("一周才开三天，规定最少开几天", True), ("养了三百头猪，补多少钱", False), ("开了三天，罚多少", False)],
)
def test_a_bound_is_asked_for_in_the_unit_told(question: str, asked: bool) -> None:
    assert any(asks_bound(question, f) for f in facts(question)) is asked


def test_instalments_are_how_often_one_may_pay() -> None:
    assert not lacks_facet("保证金最多能分几回交", "分期不超过四期，期限不超过八个月", "")
    assert lacks_facet("保证金最多能分几回交", "保证金为三万元", "")
    assert lacks_facet("转贷钱一年能用几回", "使用期限不超过10个自然日", "")


def test_whether_it_is_written_is_no_question_of_its_own(clerk: Assistant) -> None:
    assert asks_whether_said("有条文规定吗")
    assert asks_whether_said("法律有没有明文规定")
    assert not asks_whether_said("有补贴吗")
    assert clerk.ask("一张索道票最贵卖多少块，有条文规定吗").outcome == "refused"


def test_a_part_said_in_everyday_words_is_told_though_another_is_not_found(clerk: Assistant) -> None:
    text = clerk.ask("坐缆车东西掉了找不着，几天里头得去问？问了没消息给赔几倍？").text
    assert "三十日" in text
    assert "没有查到" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("行李落在吊厢里找不着了，几天里头得去问，问了多久给回话", "三十日"),
        ("缆车上能不能刷医保卡，一天刷几回", ""),
    ],
)
def test_what_the_judge_is_sure_of_answers_all_parts_or_nothing_does(
    clerk: Assistant, question: str, told: str
) -> None:
    composed = clerk.composer.surely(clerk.understander.understand(question))
    assert (composed is not None) is bool(told)
    assert composed is None or told in composed.draft.sentences[0][0]


def test_square_metres_are_counted_as_people_say_them() -> None:
    tiers = ["不足30平方米", "30平方米以上不足80平方米"]
    assert rows_meant("一面四十五个平方", tiers) == [1]
    assert rows_meant("一面四十五平方公里", tiers) == []


def test_what_follows_where_nothing_is_done_is_of_the_part_that_says_what_is_to_be_done(
    clerk: Assistant,
) -> None:
    text = clerk.ask("云泽索道谁监督管理，要办什么登记证，不办罚多少").text
    assert "市文化旅游主管部门" in text
    assert "“不办罚多少”在文件里没有查到" in text
    assert "元" not in text
