from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.applies.conditions import facts, matches, thresholds


@pytest.mark.parametrize(
    ("told", "value", "dimension"),
    [
        ("我们家具厂120个人", 120, "people"),
        ("二十来个人的小店", 20, "people"),
        ("我妈83岁", 83, "age"),
        ("刚成立一年的公司", 365, "time"),
        ("设备投了800万", 8_000_000, "money"),
        ("我们投了三千万换新设备", 30_000_000, "money"),
        ("去年营收八千万左右", 80_000_000, "money"),
        ("设备投资两个亿", 200_000_000, "money"),
        ("借8万块钱做小买卖", 80_000, "money"),
        ("一年出栏300头猪", 300, "头"),
    ],
)
def test_figures_somebody_tells(told: str, value: int, dimension: str) -> None:
    assert (Decimal(value), dimension) in [(f.low, f.dimension) for f in facts(told)]


@pytest.mark.parametrize(
    ("told", "text", "held"),
    [
        ("厂里120个人", "从业人员超过一百人的，应当设专职人员", [True]),
        ("厂里100个人", "从业人员超过一百人的，应当设专职人员", [False]),
        ("厂里100个人", "从业人员在一百人以下的，可以设兼职人员", [True]),
        ("我妈83岁", "80周岁以上老年人每餐补助4元，60至79周岁的每餐补助6元", [True, False]),
        ("公司刚成立一年", "成立不满三年的企业", [True]),
        ("公司成立三年了", "成立不满三年的企业", [False]),
        ("设备投了800万", "对投资500万元以上的项目给予补助，最高300万元", [True]),
        ("一年出栏300头猪", "生猪年出栏五百头以上", [False]),
        ("借8万块钱做小买卖", "10万元及以下的个人贷款，免除反担保", [True]),
        ("借8万块钱做小买卖", "10万元以上、20万元及以下的个人贷款，提供1名担保人", [False]),
        ("设备投资两千两百万", "设备投资3000万元（含）至1亿元的项目", [False]),
        ("设备投资五千万", "设备投资3000万元（含）至1亿元的项目", [True]),
    ],
)
def test_a_threshold_is_met_or_not(told: str, text: str, held: list[bool]) -> None:
    assert [m.met for m in matches(facts(told), text)] == held


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("一年出栏300头猪", "肉牛年出栏一百头以上"),
        ("厂里120个人", "死亡十人以上的事故"),
        ("公司成立一年", "合作期限三年以上"),
        ("年收入800万", "注册资本3000万元以上的企业"),
        ("我妈83岁", "从业人员超过一百人的"),
    ],
)
def test_other_things_are_not_compared(told: str, text: str) -> None:
    assert matches(facts(told), text) == ()


def test_an_amount_that_is_given_is_no_threshold() -> None:
    assert thresholds("一次性奖励20万元") == ()
    assert thresholds("处一万元以上五万元以下罚款") == ()


@pytest.mark.parametrize(
    ("told", "text", "held"),
    [
        (
            "厂里400个人",
            "800人以上的应当设专员；200人以上不足800人的，可以兼任；不足200人的不作要求",
            [False, True, False],
        ),
        ("设备投了三千万", "设备投资300万元（含）至2000万元的补8%；2000万元（含）以上的补10%", [False, True]),
        ("担保了900万", "单户担保金额700万元及以下的费率1%；单户700万元以上的费率2%", [False, True]),
        (
            "年能耗2万吨标煤的项目",
            "年能耗6万吨标准煤以上的由省审，3000吨标准煤以上、6万吨标准煤以下的由市审",
            [False, True],
        ),
        ("公司登记才一年", "登记注册满两年的企业", [False]),
        ("营收刚破3亿", "营业收入突破3亿元的企业", [True]),
        ("肉鸭一年出栏1万只", "蛋鸭存栏五千羽以上，肉鸭年出栏二万羽以上", [False]),
        ("给20万还是30万", "投入10万元以上的", []),
        # just below a bound, and just above it
        ("我们厂不到30人", "职工30人以上的；职工不足30人的", [False, True]),
        ("我们厂超过30人", "职工30人以下的；职工超过30人的", [False, True]),
        # two years are less than five, and less than three
        ("工作不到5年", "工作满3年的；工作5年以上的", [False]),
        ("住宅每户不到140平方米", "户均面积140平方米以上的；户均面积不足140平方米的", [False, True]),
    ],
)
def test_stretches_and_sides_of_a_threshold(told: str, text: str, held: list[bool]) -> None:
    assert [m.met for m in matches(facts(told), text)] == held


def test_a_bare_stretch_counts_what_the_opening_of_its_list_says() -> None:
    told = facts("换设备花了八百万")
    assert matches(told, "500万元（含）至2000万元的，补助10%") == ()
    held = matches(told, "500万元（含）至2000万元的，补助10%", under="按设备投资额分档：")
    assert [m.met for m in held] == [True]


@pytest.mark.parametrize("question", ["一年少烧几百吨煤", "省一吨给多少钱", "每卖一台补多少"])
def test_some_and_each_are_nobodys_figure(question: str) -> None:
    assert not [f for f in facts(question) if f.dimension in ("吨", "台")]


def test_what_is_given_for_a_sum_is_asked_and_the_sum_is_told() -> None:
    assert [f.low for f in facts("设备投资300万补多少")] == [3_000_000]
    assert facts("投资300万还是多少") == ()
