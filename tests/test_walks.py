"""Talks that go from figure to figure: what is told at every turn is the figure of the place, year and thing meant.

A seeded walk over the five texts, its answers held against the table of indicators; and the turns that went wrong in
such walks over other texts, each on a small corpus.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from index.policy_index import PolicyIndex
from tests.small_corpus import assistant_over, conversation

PLACES = {"西安市": "西安", "浙江省": "浙江", "陕西省": "陕西"}
NAMED = re.compile("[一-龥]{5,18}")
# what a name begins with that is an act or a place's own, and no figure's name
ACT = re.compile("^(?:新增|培育|建|打造|遴选|申报|创建|实现|力争)|陕西|浙江|西安|每年")
OTHER_PLACE = ("那{p}呢", "换成{p}", "{p}的目标是多少", "不对，我问的是{p}")
OTHER_THING = ("那{n}呢", "{n}是多少", "还想问{n}", "对了，{n}呢", "不对，我问的是{n}")
ASIDE = ("谢谢", "写在哪")
CLAIM = ("我记得是{v}", "不是应该{v}吗", "{v}对吧")


def _told(answer: Answer, value: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(value)}(?![\d])", answer.text) is not None


def _figures(index: PolicyIndex) -> dict[tuple[str, str], set[str]]:
    """Place and name → the figures that the five texts have for it, where they call only one thing so."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for i in index.indicators:
        if (
            i.region in PLACES
            and not i.actual
            and i.unit == "%"
            and NAMED.fullmatch(i.name)
            and not ACT.search(i.name)
        ):
            found[PLACES[i.region], i.name].add(f"{i.quantity.low:f}")
    names = defaultdict(set)
    for place, name in found:
        names[place].add(name)
    return {
        (p, n): v for (p, n), v in found.items() if not any(n != m and (n in m or m in n) for m in names[p])
    }


def test_a_walk_from_figure_to_figure(real_index: PolicyIndex, real_assistant: Assistant) -> None:
    rng = random.Random(11)
    figures = _figures(real_index)
    keys = sorted(figures)
    assert len(keys) > 12
    for _ in range(8):
        place, name = rng.choice(keys)
        turns: list[Turn] = []

        def ask(question: str, turns: list[Turn] = turns) -> Answer:
            answer = real_assistant.ask(question, turns)
            turns.append(Turn(question, answer))
            return answer

        assert any(_told(ask(f"{place}{name}是多少"), v) for v in figures[place, name]), (place, name)
        for _ in range(3):
            places = [p for p, n in keys if n == name and p != place]
            if places and rng.random() < 0.5:
                place = rng.choice(places)
                answer = ask(rng.choice(OTHER_PLACE).format(p=place))
            elif rng.random() < 0.3:
                ask(rng.choice(ASIDE))
                answer = ask(f"{name}是多少来着")
            else:
                name = rng.choice([n for p, n in keys if p == place and n != name])
                answer = ask(rng.choice(OTHER_THING).format(n=name))
            said = [t.question for t in turns]
            assert any(_told(answer, v) for v in figures[place, name]), (said, answer.text)
            value = max(figures[place, name])
            claim = ask(rng.choice(CLAIM).format(v=f"{value}1%"))
            assert not claim.text.startswith("是的"), (said, claim.text)


PLANS_MANIFEST = """\
[tea]
file = "tea.txt"
title = "云泽市茶产业发展规划"
region = "云泽市"
level = "市级"
date = "2025-01-01"

[trade]
file = "trade.txt"
title = "临江市2026年优化营商环境行动方案"
region = "临江市"
level = "市级"
date = "2026-01-01"

[cards]
file = "cards.txt"
title = "临江市预付卡管理条例"
region = "临江市"
level = "市级"
date = "2025-02-01"
"""
TEA = """\
云泽市茶产业发展规划
第一章 目标
专栏1 主要指标
序号 | 指标名称 | 2026年 | 2028年 | 属性
1 | 茶园绿色防控覆盖率（%） | 62 | 75 | 约束性
2 | 茶叶加工企业（家） | 140 | 180 | 预期性
3 | 制茶能手（人） | 320 | 500 | 预期性
第二章 任务
第一节 种植
推广绿色防控，茶园统一用药面积达到8万亩。（责任单位：市农业农村局）
第三章 保障
第一节 人才
制茶能手由行业协会评定，每两年评一次。（责任单位：市人力资源社会保障局）
"""
TRADE = """\
临江市2026年优化营商环境行动方案
一、目标
到2026年，全程网办率达到96%，新设企业平均开办时间压缩到4小时。
"""
CARDS = """\
临江市预付卡管理条例
第一章 总则
第一条 为了规范预付卡经营行为，制定本条例。
第二章 经营规范
第二条 收取预付款的健身房应当自首次收款之日起三十日内办理备案，提交营业执照和资金存管协议。备案不收取费用。
第三条 预付卡记名的，不得设定有效期；不记名的，有效期不得少于三年。
第三章 法律责任
第四条 违反本条例第二条规定，未办理备案的，由商务主管部门责令限期改正；逾期不改正的，处二千元以上一万元以下的罚款。
第五条 违反本条例第三条规定的，由市场监督管理部门责令改正，处五千元以上二万元以下的罚款。
"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    texts = {"manifest.toml": PLANS_MANIFEST, "tea.txt": TEA, "trade.txt": TRADE, "cards.txt": CARDS}
    return assistant_over(tmp_path_factory.mktemp("walks"), texts)


FIRST = "云泽2026年茶园绿色防控覆盖率多少"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        # a figure that is claimed is the one told before
        ((FIRST, "63%对吧"), ("不对", "62%")),
        ((FIRST, "我记得是62%"), ("是的", "62%")),
        ((FIRST, "谁负责", "不是应该70%吗"), ("不对", "62%")),
        # another year's beside it, or both
        ((FIRST, "与2028年相比变化多少"), ("62%", "75%", "13")),
        ((FIRST, "是约束性的吗", "跟28年比呢"), ("62%", "75%")),
        ((FIRST, "2026年和2028年呢"), ("62%", "75%")),
        ((FIRST, "28年呢，差多少"), ("62%", "75%", "13")),
        # a year that another place's paper has in its title
        (("云泽2028年茶叶加工企业多少", "2026年的目标呢"), ("140家",)),
        (("云泽2028年茶叶加工企业多少", "写在哪", "2026年要到多少"), ("140家",)),
        # two things at once
        ((FIRST, "茶叶加工企业和制茶能手呢"), ("140家", "320人")),
        ((FIRST, "茶叶加工企业呢，还有制茶能手呢"), ("140家", "320人")),
        # said once more, or gone back to
        ((FIRST, "还想问制茶能手", "刚才茶园绿色防控覆盖率说的是多少"), ("62%",)),
        ((FIRST, "茶叶加工企业是多少", "回到茶园绿色防控覆盖率，是多少"), ("62%",)),
        ((FIRST, "再报一下那个数"), ("62%",)),
        # another figure after a difference is asked for both years
        ((FIRST, "和2028年差多少", "错了，是茶叶加工企业"), ("140家", "180家", "40")),
    ],
)
def test_what_follows_is_of_the_figure_meant(
    plans: Assistant, turns: tuple[str, ...], told: tuple[str, ...]
) -> None:
    answer = conversation(plans, *turns)
    assert answer.outcome == "answered", answer.text
    assert all(t in answer.text for t in told), answer.text


def test_a_section_of_a_number_that_each_chapter_has_is_the_one_named(plans: Assistant) -> None:
    answer = conversation(plans, "云泽制茶能手几年评一次", "谁负责")
    assert "人力资源社会保障局" in answer.text
    assert "农业农村局" not in answer.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("临江开健身房收预付款要备案吗", "谁来罚"), "商务主管部门"),
        (("临江开健身房收预付款要备案吗", "违反了罚多少"), "二千元以上一万元以下"),
        (("临江开健身房收预付款要备案吗", "收费吗"), "不收取费用"),
        (("临江预付卡能设有效期吗", "罚多少"), "五千元以上二万元以下"),
    ],
)
def test_a_breach_is_of_the_article_that_was_cited(
    plans: Assistant, turns: tuple[str, ...], told: str
) -> None:
    answer = conversation(plans, *turns)
    assert told in answer.text, answer.text
