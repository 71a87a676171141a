from __future__ import annotations

import pytest

from corpus.departments import departments_in, standing_duties


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("落实责任。（市工信局、市科技局按职责分工负责）", ("市工信局", "市科技局")),
        ("落实责任。(市市场监管局负责)", ("市市场监管局",)),
        ("落实责任。（市市场监管局牵头,市级相关部门按职责分工负责）", ("市市场监管局", "市级相关部门")),
        ("落实责任。（省质监局等按责任分工负责）", ("省质监局",)),
        ("落实责任。（由市教育局牵头，市财政局、市人社局配合）", ("市教育局", "市财政局", "市人社局")),
        ("落实责任。（责任单位：市住建局、各区县政府）", ("市住建局", "各区县政府")),
        ("落实责任。\n责任单位：市住建局；市水务局。", ("市住建局", "市水务局")),
        (
            "落实责任。（牵头单位：市发展改革委；配合单位：市财政局、市商务局等）",
            ("市发展改革委", "市财政局", "市商务局"),
        ),
        ("落实责任。（市发展改革委会同市财政局负责）", ("市发展改革委", "市财政局")),
        (
            "落实责任。（省发展改革委（省能源局）、省财政厅按职责分工负责）",
            ("省发展改革委（省能源局）", "省财政厅"),
        ),
        ("落实责任。（市工业和信息化局、市财政局）", ("市工业和信息化局", "市财政局")),
        ("落实责任。（各县（市、区）人民政府负责）", ("各县（市、区）人民政府",)),
        ("落实责任。（市委宣传部，市教育局分别负责）。", ("市委宣传部", "市教育局")),
        ("落实责任。（国务院各有关部门按职责分工落实）|", ("国务院各有关部门",)),
    ],
)
def test_who_is_named(text: str, names: tuple[str, ...]) -> None:
    assert departments_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "建立制度（试行）",
        "推进生产总值核算（GEP）。",
        "签订协定（RCEP）",
        "提升质量。",
        "加强农产品（蔬菜、水果）",
        "（一）至（三）",
        "",
    ],
)
def test_brackets_that_name_nobody(text: str) -> None:
    assert departments_in(text) == ()


def test_a_duty_given_once_for_all() -> None:
    text = "（市工信局负责。以下工作均需各区县政府、西咸新区落实,不再列出）"
    ((start, end, names),) = standing_duties(text)
    assert text[start:end] == "以下工作均需各区县政府、西咸新区落实,不再列出"
    assert names == ("各区县政府", "西咸新区")
    assert departments_in(text) == ("市工信局",)
