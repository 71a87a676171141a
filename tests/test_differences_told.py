"""Two things that one text tells of, side by side, and what follows: over an invented county's measures and its rules."""

from __future__ import annotations

import pytest

from assistant.answers.weighing import sooner
from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

MEASURES = """\
德清县促进算力产业发展若干措施
为促进算力产业发展，制定本措施。
一、支持政策
（一）支持培训。个人取得算力运维师证书并在本县就业满6个月的，补贴培训费3000元；退役军人补贴5000元。
（二）支持标准。对主导制定国家标准的企业，每项给予20万元补助；主导制定强制性国家标准的，在上述额度上上浮20%。
（三）支持评级。算力中心等级评定三级以上的，给予一次性奖励：三级5万元、四级8万元、五级15万元。
（四）发展目标。到2027年，全县每万人算力拥有量达到32台；到2030年，达到45台。
专栏1 主要指标
指标	2025年基数	2027年目标	2030年目标	属性
算力服务满意度（分）	80.2	82	85	预期性
绿色电力使用率（%）	40	55	70	预期性
二、附则
本措施自2026年2月1日起施行，有效期至2027年12月31日。
附件1
算力服务指导价
服务类型\t指导价（元/P·小时）\t上浮上限
训练算力\t6.2\t10%
推理算力\t4.8\t15%
附件2
机房建设补助标准
机房类型	用地面积	建设补助比例	单个上限
枢纽型	不少于6000平方米	40%	300万元
节点型	不少于800平方米	30%	60万元
附件3
任务分工表
序号\t任务\t责任单位\t配合单位\t完成时限
1\t编制公平竞争审查工作手册\t县市场监管局\t县司法局\t2026年11月底
2\t建立标准化统计调查制度\t县统计局\t县市场监管局\t2026年12月底
"""
RULES = """\
德清县促进算力产业发展若干措施实施细则
第一章 总则
第一条 为落实若干措施，制定本细则。
第二章 罚则
第二条 在算力中心供水保护区内设置排污口的，由县水利局责令限期拆除；逾期不拆除的，处五万元以上十万元以下的罚款。
第三条 在机房消防通道堆放杂物的，由县消防救援局责令改正，处一万元以上五万元以下的罚款。
第四条 各乡镇推荐名额见下表。
地区        推荐名额（个）  资金上限（万元）
武康镇      8               620
莫干镇      5               400
第五条 发生算力中心事故，隐瞒不报的，处五万元以上二十万元以下罚款。
第六条 算力中心发生重大事故的，处五十万元以上二百万元以下罚款。
第七条 因报名人数不足取消开放日的，境内参观应当至少提前七日通知，境外参观应当至少提前三十日通知。
第三章 附则
第八条 本细则自2026年4月1日起施行，有效期至2028年3月31日。
"""
MANIFEST = """\
[measures]
file = "measures.txt"
title = "德清县促进算力产业发展若干措施"
region = "德清县"
level = "县级"
date = "2026-01-15"
source = "虚构"

[rules]
file = "rules.txt"
title = "德清县促进算力产业发展若干措施实施细则"
region = "德清县"
level = "县级"
date = "2026-03-20"
source = "虚构"
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"measures.txt": MEASURES, "rules.txt": RULES, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("county"), files)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # the column in 元 of two rows, not the one in %
        ("德清训练算力比推理算力一P小时贵几块", ("训练算力更高，相差1.4元", "6.2", "4.8")),
        ("德清训练算力和推理算力的指导价差多少", ("训练算力更高，相差1.4元",)),
        # figures that stand in their cells with their units, a share of another column beside them
        ("德清枢纽型和节点型机房，建设补助上限分别多少", ("枢纽型更高，相差240万元",)),
        # the special case of a sentence beside what it gives in general, whatever it calls it
        ("考算力运维师证书，退伍兵比一般人多补多少", ("退伍兵更高，相差2000元", "3000元", "5000元")),
        ("供水保护区设排污口和消防通道堆杂物，哪个罚得重", ("设排污口更重", "五万元以上", "一万元以上")),
        # the row's number is none of its figures
        (
            "公平竞争审查手册和标准化统计调查制度，哪项先到期",
            ("审查手册更早", "2026年11月底", "2026年12月底"),
        ),
        # the second thing asked of in the same breath
        ("德清算力中心评上三级奖多少？五级呢，差多少", ("五级更高，相差10万元", "三级5万元", "五级15万元")),
        # two years of one thing: a column of where things stand, two columns, a sentence that goes on
        ("德清算力服务满意度2025基数跟2030目标差多少分", ("相差4.8分", "80.2", "85")),
        ("德清绿色电力使用率27年到30年要涨多少", ("30年更高，相差15个百分点", "55%", "70%")),
        ("德清每万人算力拥有量27年跟30年目标差几台", ("30年更多，相差13台", "32台", "45台")),
        (
            "武康镇和莫干镇谁的推荐名额多，多几个",
            ("武康镇更多，相差3个", "推荐名额（个）：8", "推荐名额（个）：5"),
        ),
        ("武康镇和莫干镇哪个的资金上限高", ("武康镇更高，相差220万元",)),
        # the one of two parts that is left, for a name much like its own
        ("开放日取消，国内参观团和境外参观提前通知差几天", ("相差23天", "七日", "三十日")),
        # of a span the end is asked for, or its beginning
        ("德清算力若干措施和它的实施细则，哪个后失效", ("实施细则》更晚", "2027年12月31日", "2028年3月31日")),
        ("德清算力若干措施和它的实施细则，哪个先施行", ("若干措施》更早", "2026年2月1日", "2026年4月1日")),
    ],
)
def test_both_sides_are_told_and_what_follows(
    county: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = county.ask(question)
    assert answer.outcome == "answered"
    assert [t for t in told if t not in answer.text] == []


def test_a_special_case_told_as_a_share_is_read_out(county: Assistant) -> None:
    answer = county.ask("主导制定强制性国家标准比普通的多补多少")
    assert answer.outcome == "answered"
    assert "上浮20%" in answer.text


@pytest.mark.parametrize(
    ("question", "missing", "untold"),
    [
        # what is done about accidents of no degree is not the penalty for the gravest
        ("特别重大事故比重大事故罚款多多少", "特别重大事故", "更重"),
        ("武康镇的推荐名额，今年比去年多几个", "去年", "相差"),
    ],
)
def test_a_side_that_is_not_there_is_named(
    county: Assistant, question: str, missing: str, untold: str
) -> None:
    answer = county.ask(question)
    assert answer.outcome == "refused"
    assert missing in answer.text
    assert untold not in answer.text


def test_rates_of_two_rows_are_not_weighed_where_no_column_is_asked_for(county: Assistant) -> None:
    assert "更" not in county.ask("德清训练算力和推理算力有什么不同").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [("哪个先失效", "甲更早"), ("哪个先施行", "乙更早"), ("", "")],
)
def test_a_span_begins_and_ends(asked: str, said: str) -> None:
    spans = [
        ("甲", "自2026年3月1日起施行，有效期至2027年1月1日"),
        ("乙", "自2025年3月1日起施行，有效期至2028年1月1日"),
    ]
    assert sooner(spans, "早", asked) == said
