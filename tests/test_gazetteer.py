"""Places named in a text, and what lies in what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.gazetteer import NATION, Region, gazetteer

PLACES = gazetteer()
ALL = sorted(PLACES.regions.values(), key=lambda r: r.code)


def names(text: str) -> list[str]:
    return [m.regions[0].name for m in PLACES.mentions(text)]


def the(name: str) -> Region:
    region = PLACES.get(name)
    assert region is not None, name
    return region


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("陕西省西安市雁塔区", ["陕西省", "西安市", "雁塔区"]),
        ("宝鸡和浙江温州", ["宝鸡市", "浙江省", "温州市"]),
        ("内蒙古的目标", ["内蒙古自治区"]),
        ("新疆与广西", ["新疆维吾尔自治区", "广西壮族自治区"]),
        ("重庆市渝中区", ["重庆市", "渝中区"]),
        ("恩施", ["恩施土家族苗族自治州"]),
        ("我们在蓝田", ["蓝田县"]),
        ("全国平均", [NATION]),
        ("制造业质量竞争力", []),
    ],
)
def test_places_of_a_text(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_offsets_are_those_of_the_name() -> None:
    text = "请问温州市和西安市的目标"
    assert [text[m.start : m.end] for m in PLACES.mentions(text)] == ["温州市", "西安市"]


@pytest.mark.parametrize("text", ["平安百年品质工程", "和平发展", "长安杯", "城市更新", "高新区"])
def test_counties_named_like_ordinary_words_are_not_places(text: str) -> None:
    assert names(text) == []


def test_a_word_the_corpus_uses_is_no_place() -> None:
    assert names("蓝田的企业") == ["蓝田县"]
    assert PLACES.mentions("蓝田的企业", common={"蓝田"}) == []


@pytest.mark.parametrize(("short", "full"), [("吉林", "吉林省"), ("海南", "海南省"), ("北京", "北京市")])
def test_a_bare_name_is_the_larger_place(short: str, full: str) -> None:
    assert the(short).name == full


def test_the_city_of_a_province_of_that_name_is_found_by_its_full_name() -> None:
    assert the("吉林市").level == "市级"


def test_a_name_of_several_counties_is_left_open() -> None:
    assert PLACES.get("鼓楼区") is None
    assert len(PLACES.find("鼓楼区")) > 1
    assert PLACES.find("没有这个地方") == ()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("蓝田县", ["蓝田县", "西安市", "陕西省", NATION]),
        ("温州市", ["温州市", "浙江省", NATION]),
        ("渝中区", ["渝中区", "重庆市", NATION]),
        ("神木市", ["神木市", "榆林市", "陕西省", NATION]),
        ("仙桃市", ["仙桃市", "湖北省", NATION]),
        (NATION, [NATION]),
    ],
)
def test_what_a_place_lies_in(name: str, path: list[str]) -> None:
    assert [r.name for r in PLACES.path(the(name))] == path


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("陕西省", "宝鸡市", True),
        ("西安市", "蓝田县", True),
        ("浙江省", "温州市", True),
        ("陕西省", "重庆市", False),
        ("西安市", "宝鸡市", False),
        ("蓝田县", "西安市", False),
        (NATION, "重庆市", True),
        ("西安市", "西安市", True),
    ],
)
def test_containment(outer: str, inner: str, inside: bool) -> None:
    assert the(outer).contains(the(inner)) is inside


@settings(deadline=None, derandomize=True)
@given(st.sampled_from(ALL))
def test_every_place_lies_in_the_country_and_in_each_step_of_its_path(region: Region) -> None:
    path = PLACES.path(region)
    assert path[0] == region
    assert path[-1].name == NATION
    assert all(up.contains(region) for up in path)
    levels = ["县级", "市级", "省级", "国家级"]
    assert [levels.index(r.level) for r in path] == sorted(levels.index(r.level) for r in path)


@settings(deadline=None, derandomize=True)
@given(st.sampled_from(ALL))
def test_every_full_name_is_found_in_a_sentence(region: Region) -> None:
    assert any(region in m.regions or m.text == region.name for m in PLACES.mentions(f"请问{region.name}"))


def test_a_district_by_its_short_name_where_it_is_at_home() -> None:
    text = "惠山若干措施第11条讲的什么"
    assert gazetteer().mentions(text) == []
    (mention,) = gazetteer().at_home(["惠山区"]).mentions(text)
    assert [r.name for r in mention.regions] == ["惠山区"]
    assert gazetteer().mentions(text) == [], "the other gazetteer stays as it is"


@pytest.mark.parametrize("name", ["周至", "洛川"])
def test_a_county_by_its_short_name_where_somebody_says_who_they_are(name: str) -> None:
    (mention,) = gazetteer().mentions(f"我们是{name}种水果的合作社，有什么支持")
    assert [r.short for r in mention.regions] == [name]
    assert gazetteer().mentions(f"这是{name}种水果的书") == []


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("常州市武进区", "320412"),
        ("江苏省常州市武进区", "320412"),
        ("北京市朝阳区", "110105"),
        ("长春朝阳区", "220104"),
        ("内蒙古自治区包头市", "150200"),
    ],
)
def test_a_place_is_found_by_the_way_to_it(way: str, code: str) -> None:
    found = gazetteer().get(way)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["朝阳区", "西安市质量奖", "常州市天河区"])
def test_no_one_place_is_called_so(name: str) -> None:
    assert gazetteer().get(name) is None


def test_a_zone_of_its_own_documents_is_a_place() -> None:
    home = gazetteer().at_home(["横琴粤澳深度合作区", "苏州工业园区", "苏州市"])
    assert [m.regions[0].name for m in home.mentions("横琴的商户有什么补贴")] == ["横琴粤澳深度合作区"]
    park = home.get("苏州工业园区")
    assert park is not None
    assert [r.name for r in home.path(park)] == ["苏州工业园区", "苏州市", "江苏省", "全国"]
    assert [m.regions[0].name for m in home.mentions("苏州有多少家企业")] == ["苏州市"]
    assert not gazetteer().mentions("横琴的商户有什么补贴")
