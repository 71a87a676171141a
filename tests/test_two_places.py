"""Two or three places side by side that each say several things in one sentence: the figure of the kind that is asked for."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over, conversation

GAN = """\
赣州市质量强市实施方案
为建设质量强市，制定本方案。
（一）首席质量官行动。首席质量官应当具有大专以上学历或者中级以上职称，从事质量管理工作5年以上。
（二）放心消费行动。线下无理由退货承诺店到2028年累计达到3000家，退货期限不少于7天。
（三）质量奖。市长质量奖每两年评选一次，组织奖每家奖励80万元，个人奖每名奖励8万元。
（四）质量贷行动。对取得质量贷的企业，市财政按实际支付利息的30%给予贴息，单户每年最高20万元，贴息期不超过2年。
（五）监督。骗取、套取补助资金的，追回资金，三年内不得申报市级项目；涉嫌犯罪的，移送司法机关。
"""
JIU = """\
九江市质量提升办法
第一条 为提升质量，制定本办法。
第二条 首席质量官应当具有本科以上学历，从事质量管理工作3年以上，自任命之日起20日内完成备案。
第三条 线下无理由退货承诺店到2028年达到1800家，退货期限不少于10天。
第四条 市长质量奖每年评选一次，每家奖励50万元。不设个人奖。
第五条 质量贷贴息比例为实际支付利息的40%，单户每年不超过15万元，贴息期不超过3年。
第六条 虚报冒领、骗取补助资金的，追回资金，列入失信名单，五年内不得享受市级奖补。本办法有效期三年。
"""
MANIFEST = """\
[gan]
file = "gan.txt"
title = "赣州市质量强市实施方案"
region = "赣州市"
level = "市级"
date = "2026-01-10"
source = "虚构"

[jiu]
file = "jiu.txt"
title = "九江市质量提升办法"
region = "九江市"
level = "市级"
date = "2026-02-10"
source = "虚构"
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"gan.txt": GAN, "jiu.txt": JIU, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("two"), files)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        # days are asked for, not how many shops there are
        ("无理由退货，赣州和九江谁给的天数长", ("九江市更长，相差3天", "7天", "10天"), ("赣州市更",)),
        ("质量贷贴息，赣州和九江哪个比例高", ("九江市更高，相差10个百分点", "30%", "40%"), ()),
        # how long somebody is barred, not how long the document holds
        ("骗取补助资金的，赣州和九江哪个禁得更久", ("九江市更长，相差两年", "三年内", "五年内"), ()),
        # what is listed is asked of both places
        (
            "当首席质量官，赣州和九江对学历、年限要求有啥不同",
            ("大专以上", "5年以上", "本科以上", "3年以上"),
            ("没有查到",),
        ),
        (
            "质量贷贴息的比例和上限，赣州和九江各是多少",
            ("30%", "20万元", "40%", "15万元", "上限：赣州市更高，相差5万元"),
            ("没有查到",),
        ),
    ],
)
def test_the_figure_asked_for_is_the_one_compared(
    two: Assistant, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    answer = two.ask(question)
    assert answer.outcome == "answered"
    assert [t for t in told if t not in answer.text] == []
    assert [t for t in untold if t in answer.text] == []


def test_two_things_of_two_places_are_each_compared(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("浙江和西安的全员劳动生产率、研发投入强度各是多少")
    for words in ("22万元/人", "21万元/人", "3.3%", "没有查到西安市的这一项"):
        assert words in answer.text


def test_that_a_place_has_no_such_thing_is_told_where_its_text_says_so(two: Assistant) -> None:
    answer = two.ask("市长质量奖个人奖，九江和赣州各奖多少")
    for words in ("8万元", "九江市：不设个人奖"):
        assert words in answer.text
    assert "50万元" not in answer.text


def test_a_measure_of_two_places_is_asked_of_what_was_asked_before(two: Assistant) -> None:
    answer = conversation(two, "赣州质量贷贴息多少", "那九江的比例和赣州比哪个高，上限呢")
    for words in ("九江市更高，相差10个百分点", "40%", "30%", "15万元", "20万元"):
        assert words in answer.text
