"""Two documents or places side by side, each with an answer of its own, and none with the other's."""

from __future__ import annotations

import pytest

from assistant.answers.placed import of_places
from assistant.answers.weighing import sooner
from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

QING = """\
株洲市知识产权保护行动方案（2025—2027年）
为加强知识产权保护，制定本方案。
一、目标
专栏1 主要指标
序号 | 主要任务 | 指标名称 | 2025年 | 2027年 | 属性 |
1 | 保护 | 公共服务满意度（分） | 81 | 85 | 预期性 |
2 | 运用 | 专利转化率（%） | 30 | 40 | 预期性 |
二、措施
（一）强化信贷支持。知识产权质押贷款贴息按实际支付利息的30%给予，单个企业每年最高15万元。
（二）加强组织。知识产权工作专班办公室设在市市场监管局，每季度调度一次。
（三）开展评估。2026年7月组织中期评估，2028年3月底前完成总结评估。
本方案自2025年5月10日起实施，有效期至2027年12月31日。
附件1 任务分工表
任务 | 牵头单位 | 配合单位 | 完成时限 |
建立专利统计调查制度 | 市统计局 | 市市场监管局 | 2025年12月底 |
"""
BAI = """\
双流区电子商务发展计划
为发展电子商务，制定本计划。
一、目标
专栏1 主要指标
序号 | 主要任务 | 指标名称 | 2030年 | 属性 |
1 | 服务 | 电商服务满意度（分） | 85 | 预期性 |
二、措施
（一）支持网店。对年销售额首次达到100万元的网店，一次性奖励2万元。
（二）加强领导。电子商务工作专班办公室设在区商务局，每年11月30日前组织自评。
（三）组织评估。区商务局于2031年6月底前完成终期评估。
本计划自2025年9月20日起施行，有效期三年。
附件1 任务分工表
任务 | 牵头单位 | 配合单位 | 完成时限 |
建立电商统计监测体系 | 区统计局 | 区商务局 | 2025年11月 |
"""
MANIFEST = """\
[qing]
file = "qing.txt"
title = "株洲市知识产权保护行动方案（2025—2027年）"
region = "株洲市"
level = "市级"
date = "2025-05-10"
source = "虚构"

[bai]
file = "bai.txt"
title = "双流区电子商务发展计划"
region = "双流区"
level = "县级"
date = "2025-09-18"
source = "虚构"
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"qing.txt": QING, "bai.txt": BAI, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("apiece"), files)


@pytest.mark.parametrize(
    ("text", "places", "questions"),
    [
        (
            "徐州方案和双流计划各管到什么时候",
            ("徐州", "双流"),
            ["徐州方案管到什么时候", "双流计划管到什么时候"],
        ),
        (
            "河北跟双流建统计制度的事，哪个交得早",
            ("河北", "双流"),
            ["河北建统计制度的事，什么时候交", "双流建统计制度的事，什么时候交"],
        ),
        (
            "办公室设在哪，徐州质量工作和双流数字经济分别说一下",
            ("徐州", "双流"),
            ["办公室设在哪，徐州质量工作说一下", "办公室设在哪，双流数字经济说一下"],
        ),
        # the same is asked of both
        ("西安的国际标准目标比陕西多多少项", ("西安", "陕西"), []),
        # years, which tell figures and papers apart
        ("西安2025年和陕西2025年的比重差多少", ("西安", "陕西"), []),
        # the second place is no side
        ("徐州去年从双流学了什么", ("徐州", "双流"), []),
    ],
)
def test_what_is_asked_of_each_place_alone(text: str, places: tuple[str, ...], questions: list[str]) -> None:
    spans = [(text.index(p), text.index(p) + len(p)) for p in places]
    assert [s.question for s in of_places(text, spans)] == questions


@pytest.mark.parametrize(
    ("days", "order", "said"),
    [
        (("2025年12月底", "2025年11月"), "早", "乙更早"),
        (("2025年12月底", "2025年11月"), "晚", "甲更晚"),
        (("2026年", "2027年3月"), "早", "甲更早"),
        (("2026年", "2026年3月"), "早", ""),
        (("2026年1月至2026年3月", "2026年2月"), "早", ""),
        (("长期", "2026年2月"), "早", ""),
    ],
)
def test_which_of_two_days_comes_first(days: tuple[str, str], order: str, said: str) -> None:
    assert sooner(list(zip("甲乙", days, strict=True)), order) == said


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("株洲方案和双流计划各管到什么时候", ["2027年12月31日", "有效期三年"], []),
        (
            "专班办公室设在哪个部门，株洲知识产权和双流电商分别说一下",
            ["市市场监管局", "区商务局"],
            [],
        ),
        (
            "株洲跟双流建统计制度的事，哪个交得早",
            ["双流区更早", "2025年12月底", "2025年11月"],
            ["没有查到"],
        ),
        (
            "株洲公共服务满意度和双流电商服务满意度，目标分别多少",
            ["到2027年", "到2030年", "85分"],
            ["81", "株洲市株洲市"],
        ),
        (
            "株洲的保护方案和双流的电商计划，终期评估各在什么时候搞完",
            ["2028年3月底前", "2031年6月底前"],
            [],
        ),
        # 这块 asks for no money
        ("满意度这块，株洲和双流各自的任务是多少", ["85分"], ["没有"]),
        # nothing of one side: said so, and not answered with what the other has
        (
            "专利贷款的利息补贴，株洲和双流哪个给得多",
            ["没有查到双流区", "株洲市知识产权保护行动方案"],
            ["30%", "2万元"],
        ),
    ],
)
def test_each_side_has_its_own_answer(
    both: Assistant, question: str, told: list[str], untold: list[str]
) -> None:
    text = both.ask(question).text
    assert [t for t in told if t not in text] == []
    assert [t for t in untold if t in text] == []


@pytest.mark.parametrize("question", ["株洲方案和双流计划各管到什么时候"])
def test_each_answer_is_cited_where_it_stands(both: Assistant, question: str) -> None:
    assert {c.doc_id for c in both.ask(question).citations} == {"qing", "bai"}
