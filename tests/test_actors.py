from __future__ import annotations

import pytest

from assistant.answers.actors import actors, names_body


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由农业农村主管部门责令限期改正", ["农业农村主管部门"]),
        ("逾期不改的，由所在地县级住房和城乡建设主管部门处五百元罚款", ["县级住房和城乡建设主管部门"]),
        ("向所在地县级农业农村主管部门备案", ["县级农业农村主管部门"]),
        ("任何单位和个人有权向市水务局举报", ["市水务局"]),
        ("联席会议办公室设在市经信局，每季度调度一次", ["市经信局"]),
        (
            "自然资源主管部门负责用地保障，水行政主管部门负责河道内养殖的查处。",
            ["自然资源主管部门", "水行政主管部门"],
        ),
        ("第五条市城市管理部门负责全市餐厨垃圾的监督管理工作", ["市城市管理部门"]),
        ("应急管理部门应当定期统计分析事故情况", ["应急管理部门"]),
        ("立即如实报告当地负有监督管理职责的部门，不得隐瞒", ["负有监督管理职责的部门"]),
        ("公安、教育等部门按照各自职责，做好相关工作", ["公安、教育等部门"]),
        ("本细则由市大数据局会同市财政局负责解释", ["市大数据局"]),
        ("消费者可以请求行政主管部门予以惩处", ["行政主管部门"]),
    ],
)
def test_who_acts(text: str, names: list[str]) -> None:
    found = actors(text)
    assert [a.name for a in found] == names
    assert all(text[a.start : a.end] == a.name for a in found)


@pytest.mark.parametrize(
    "text",
    [
        "城市管理部门及其工作人员玩忽职守的，依法给予处分",
        "有关部门应当加强宣传",
        "发挥政府引导作用，推动部门协同",
        "生产经营单位应当建立安全管理制度",
        "全局谋划、布局合理",
    ],
)
def test_nobody_acts(text: str) -> None:
    assert actors(text) == ()


def test_where_one_goes_is_told_from_who_acts() -> None:
    (to,) = actors("向市文化和旅游局备案")
    (by,) = actors("由市文化和旅游局备案")
    assert to.goto
    assert not by.goto


def test_a_text_without_any_body() -> None:
    assert names_body("报有关部门备案")
    assert not names_body("企业应当自行检测")
