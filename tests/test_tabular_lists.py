"""A list that stands in a table or in labelled lines is read out row by row, and no other year's line with it."""

from __future__ import annotations

import pytest

from assistant.answers.facets import lacks_facet
from assistant.assistant import Assistant
from corpus.pieces import labelled_lines
from tests.small_corpus import assistant_over

PLAN = """\
云泽市数字经济提质行动方案
一、总体要求
到2028年，全市数字经济规模持续扩大。
二、组织保障
（一）加强领导。市政府建立联席会议制度，每季度召开一次会议。
表1  县区数字园区布局
县区	园区名称	主导方向	入园企业目标（2028年）
东河区	云谷人工智能产业园	工业大模型、智能网联	150家
南湖区	稻香数字小镇	预包装食品数字供应链	90家
北山区	铁城孪生基地	流程制造仿真	60家
注：连续两年无实际经营的，由园区管理机构清退。
"""
HEALTH = """\
望江区基层医疗卫生服务能力提升方案
一、工作目标
到2030年，基层医疗服务能力明显增强。
二、保障措施
（一）落实经费。基本公共卫生服务经费专款专用，不得截留、挪用。
（二）畅通监督。群众对服务态度不满意的，可以向区卫生健康局投诉。

附件
各镇卫生院CT配备次序（2026—2027年）
2026年：观音镇、横场镇、高场镇
2027年：商州镇、南广镇
注：已获社会捐赠设备的，不再重复安排。
"""
RURAL = """\
青禾县关于做好2026年乡村振兴重点工作的实施意见
一、主要目标
粮食播种面积稳定在58万亩以上。
二、压实责任
年度考核评为差的乡镇，取消当年评优资格。
"""
CARE = """\
临溪市经济困难失能老年人养老服务补贴办法
第一条 为了做好养老服务补贴工作，制定本办法。
第二条 养老服务补贴按照下表标准执行。
单位：元/人·月
对象类别	居家	入住养老机构
重度失能老人	450	600
中度失能老人	300	400
第三条 对首次评定为三级、四级、五级的养老机构，分别给予一次性奖励5万元、10万元、20万元。
第四条 本办法自2025年4月1日起施行。

附件：补贴申请材料清单
1. 申请表（一式两份）；
2. 户口簿复印件；
3. 能力评估报告。
"""
MANIFEST = """\
[plan]
file = "plan.txt"
title = "云泽市数字经济提质行动方案"
region = "云泽市"
level = "市级"
date = "2026-01-10"

[health]
file = "health.txt"
title = "望江区基层医疗卫生服务能力提升方案"
region = "望江区"
level = "县级"
date = "2026-02-01"

[rural]
file = "rural.txt"
title = "青禾县关于做好2026年乡村振兴重点工作的实施意见"
region = "青禾县"
level = "县级"
date = "2026-03-01"

[care]
file = "care.txt"
title = "临溪市经济困难失能老年人养老服务补贴办法"
region = "临溪市"
level = "市级"
date = "2025-03-01"
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"plan": PLAN, "health": HEALTH, "rural": RURAL, "care": CARE}
    texts = {f"{name}.txt": text for name, text in files.items()}
    return assistant_over(tmp_path_factory.mktemp("lists"), {**texts, "manifest.toml": MANIFEST})


@pytest.mark.parametrize("question", ["云泽的数字园区都叫啥名？", "云泽市的数字园区有哪些？"])
def test_the_rows_are_told_and_not_the_tables_head(assistant: Assistant, question: str) -> None:
    text = assistant.ask(question).text
    for row in ("东河区：云谷人工智能产业园", "南湖区：稻香数字小镇", "北山区：铁城孪生基地"):
        assert row in text
    assert "入园企业目标" not in text


def test_a_row_that_is_named_is_told_alone(assistant: Assistant) -> None:
    text = assistant.ask("云泽市南湖区有哪些数字园区？").text
    assert "稻香数字小镇" in text
    assert "云谷" not in text


@pytest.mark.parametrize(
    "question", ["望江区2026年装CT的是哪几个镇？", "哪几个镇装CT？就2026年那批", "2026年装CT的镇有哪些"]
)
def test_of_lines_under_years_only_the_one_asked_for_is_told(assistant: Assistant, question: str) -> None:
    """青禾县's plan bears the year in its title and says nothing of CT: a bare year does not name it."""
    text = assistant.ask(question).text
    assert "观音镇、横场镇、高场镇" in text
    assert "商州镇" not in text


def test_a_year_still_names_the_plan_for_it(assistant: Assistant) -> None:
    assert "58万亩" in assistant.ask("2026年粮食播种面积稳定在多少").text


def test_a_sentence_that_points_to_a_table_is_answered_by_its_rows(assistant: Assistant) -> None:
    text = assistant.ask("临溪市养老服务补贴按哪些标准执行").text
    assert "居家：450元/人·月" in text
    assert "中度失能老人" in text


def test_a_column_that_is_asked_for_by_its_head_is_read_out(assistant: Assistant) -> None:
    text = assistant.ask("临溪市养老服务补贴的对象类别有哪些").text
    assert all(name in text for name in ("重度失能老人", "中度失能老人"))


def test_the_items_below_an_annexs_title_are_told_with_it(assistant: Assistant) -> None:
    text = assistant.ask("申请临溪养老服务补贴要交哪些材料").text
    assert all(paper in text for paper in ("申请表", "户口簿", "评估报告"))


def test_two_columns_of_one_row_are_held_against_each_other(assistant: Assistant) -> None:
    text = assistant.ask("重度失能老人居家和入住养老机构每月补贴差多少").text
    assert all(said in text for said in ("相差150元", "450", "600"))
    assert "300" not in text


def test_names_that_no_text_gives_are_not_there() -> None:
    rule = "对首次评定为三级、四级、五级的养老机构，分别给予一次性奖励5万元、10万元、20万元"
    assert lacks_facet("评上五级的养老院有哪些", rule)
    assert not lacks_facet("评上五级的养老院有哪些", "首批五级为松鹤养老院、青松养老院")
    assert not lacks_facet("评上五级的养老院有哪些奖励", rule)
    assert not lacks_facet("能拿到补贴的企业有哪些", rule)


def test_lines_under_labels_stand_alone_and_a_single_one_does_not() -> None:
    text = "配备次序\n2026年：甲镇、乙镇\n2027年：丙镇\n注：不再安排。\n"
    assert [text[a:b] for a, b in labelled_lines(text, 0, len(text))] == [
        "2026年：甲镇、乙镇",
        "2027年：丙镇",
    ]
    assert not labelled_lines("名单\n2026年：甲镇、乙镇\n其余以后再定\n", 0, 20)
