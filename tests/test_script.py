from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.script import fold, is_traditional, simplify, unify


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("顯著提升", "显著提升"),
        ("陜西省", "陕西省"),
        ("陝西省", "陕西省"),
        ("著力打造", "着力打造"),
        ("隨著", "随着"),
        ("意味著", "意味着"),
        ("執著", "执着"),
        ("著名商標", "著名商标"),
        ("著作權", "著作权"),
        ("專著", "专著"),
        ("卓著", "卓著"),
        ("沿著", "沿着"),
        ("質量標桿", "质量标杆"),
        ("徵求意見", "征求意见"),
    ],
)
def test_simplify(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


@settings(derandomize=True)
@given(st.text())
def test_simplify_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(simplify(text)) == len(text)


def test_simplified_text_stays() -> None:
    text = "深入贯彻落实《质量强国建设纲要》，显著提升，着力推进，著名品牌"
    assert simplify(text) == text
    assert not is_traditional(text)
    assert is_traditional("質量")


def test_fold_makes_writings_of_one_thing_equal() -> None:
    assert fold("西 安 市 ２０２５年 ＧＤＰ（％）") == fold("西安市2025年gdp(%)")
    assert fold("顯著") == fold("显著")


def test_the_radicals_of_a_pdf_are_read_as_the_characters_drawn_alike() -> None:
    text = "⼈⺠政府⻔⼾⻝品⻋⽉⽬"
    assert unify(text) == "人民政府门户食品车月目"
    assert simplify(text) == unify(text)
    assert len(unify(text)) == len(text)
    assert not is_traditional("⼈⺠")
    assert unify("人民政府") == "人民政府"
