"""Tiers, rows and sums: the one that the asker's own figure falls into, and none beside it."""

from __future__ import annotations

import pytest

from assistant.answers.answerable import is_task
from assistant.answers.render import plain
from assistant.answers.statements import flat
from assistant.assistant import Assistant
from assistant.understand.measured import asked_unit
from corpus.numerals import marks_apart
from tests.small_corpus import assistant_over, city_document

NOTICE = """\
青禾市装备更新专项资金申报通知

青禾市各企业：为支持企业开拓国际市场，做好补贴申报工作，现将有关事项通知如下。

一、支持方向
（一）智能装备更新项目。支持企业淘汰旧设备、购置智能化成套装备。按设备投资额分档：
1. 设备投资额100万元（含）至500万元的，补助8%；
2. 500万元（含）至2000万元的，补助10%；
3. 2000万元（含）以上的，补助12%，单个项目最高300万元。
（二）技术改造奖补。按下表执行。
| 档次 | 技改投资额 | 奖补比例 | 单个项目上限 |
| --- | --- | --- | --- |
| 一档 | 300万元（含）至1000万元 | 6% | 50万元 |
| 二档 | 1000万元（含）至3000万元 | 7% | 200万元 |
| 三档 | 3000万元（含）至1亿元 | 9% | 600万元 |
（三）境外参展。展位费补贴标准如下。
| 项目 | 补贴比例 | 最高限额 |
| --- | --- | --- |
| 境外展会展位费（重点市场） | 80% | 每个展位4万元 |
| 境外展会展位费（一般市场） | 60% | 每个展位3万元 |
（四）出口保险。2026年出口信用保险覆盖面达到38%；2025年为33.6%。
二、违规处理
（五）有下列情形之一的，从重处罚：在公示期间造假的；造成群众伤亡的；两年内受过两次以上处罚的；隐匿、销毁证据的。
三、医疗
（六）居民医保普通门诊在社区卫生服务机构报销65%。职工医保参保人员的护理待遇另行规定。
四、实事
| 序号 | 任务 | 目标 | 牵头单位 |
| --- | --- | --- | --- |
| 1 | 扩充城区学位 | 新建、改扩建学校5所，新增学位4200个，其中初中1500个 | 市教育局 |
| 2 | 托育服务 | 新增托位360个 | 市卫生健康委 |
五、咨询
（七）材料核查预约：0411-0000-4015。
"""
MANIFEST = """\
[notice]
file = "notice.txt"
title = "青禾市装备更新专项资金申报通知"
region = "青禾市"
level = "市级"
date = "2026-03-01"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(
        tmp_path_factory.mktemp("own-figures"), {"notice.txt": NOTICE, "manifest.toml": MANIFEST}
    )


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        # the item that lets the sum in, though only the opening of the list says what its figures count
        ("我们在青禾换了一批智能成套装备，花了八百万，能补几个点", "补助10%", "8%"),
        ("我们厂在青禾更新智能装备投了三千万，能补几个点", "补助12%", "10%"),
        ("青禾智能装备设备投资300万补多少", "补助8%", "12%"),
        # the row that lets it in, however alike the words of all are
        ("我们青禾的厂技改投资两千两百万，奖补比例几个点", "7%", "9%"),
        ("我们青禾的厂技改投资五千万，奖补比例几个点", "9%", "7%"),
        # what a row has in brackets is asked for
        ("青禾去重点市场参加境外展会，展位费补几成", "80%", "60%"),
        # the piece of the year asked for says the rest by standing there
        ("青禾出口信用保险覆盖面2025年是多少", "33.6%", ""),
        # several things' figures in one cell, none of them named
        ("青禾今年要多出多少个上学的位子，其中初中占多少", "新增学位4200个，其中初中1500个", "360"),
        ("青禾今年要新建、改扩建几所学校", "5所", "1500"),
        # the cases are asked for, not what they cost
        ("青禾有哪些情形要从重处罚", "隐匿、销毁证据", ""),
        ("青禾核查材料要预约，打哪个电话", "0411-0000-4015", ""),
    ],
)
def test_what_the_askers_figure_falls_into(clerk: Assistant, question: str, said: str, unsaid: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert not unsaid or unsaid not in answer.text
    assert all(c.verified for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "青禾职工医保普通门诊报销多少",  # the text tells of 居民医保 alone
        "青禾开拓国际市场由哪个单位牵头",  # whom the notice greets is nobody who acts
    ],
)
def test_what_is_told_of_others_is_no_answer(clerk: Assistant, question: str) -> None:
    assert clerk.ask(question).outcome == "refused"


def test_the_mark_of_an_item_and_its_figure_stay_apart() -> None:
    item = "2. 500万元（含）至2000万元的，补助10%；"
    assert marks_apart(item) == "2、 500万元（含）至2000万元的，补助10%；"
    assert marks_apart("占2.5%的份额") == "占2.5%的份额"
    assert "2.500" not in flat(item)
    assert "2.500" not in plain(item)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("得了质量奖，一家给多少万", "元"),
        ("要发展多少万户", "户"),
        ("品牌货卖的钱要占到多少", "比例"),
        ("多出多少个位子，里头初中的占多少", "个"),
        ("给几个位置", "个"),
    ],
)
def test_what_is_counted_or_measured(question: str, unit: str) -> None:
    assert asked_unit(question) == unit


def test_work_of_the_askers_own_is_no_task() -> None:
    assert is_task("帮我写一份申请书")
    assert is_task("写一份年终总结")
    assert not is_task("想写一份对比材料，2022年是多少家")


GUIDE = """\
# 常州市武进区质量奖补措施

## 一、奖励

（一）对新列入国家级绿色工厂名单的企业，奖励60万元；新列入省级名单的，奖励25万元；新列入国家级绿色供应链管理企业名单的，奖励80万元。
（二）奖补每年5月1日至5月31日通过“武企通”平台申报。
"""
OF_A_DISTRICT = """\
[doc]
file = "doc.md"
title = "常州市武进区质量奖补措施"
region = "常州市武进区"
level = "县级"
status = "虚构示例"
"""


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"doc.md": GUIDE, "manifest.toml": OF_A_DISTRICT}
    return assistant_over(tmp_path_factory.mktemp("district"), files)


def test_a_district_told_by_the_way_to_it_is_known_by_its_name(district: Assistant) -> None:
    query = district.understander.understand("武进这套奖补每年哪几天报")
    assert [r.name for r in query.regions] == ["武进区"]
    assert query.doc_ids == ("doc",)
    answer = district.ask("武进的奖补什么时候申报")
    assert "5月1日至5月31日" in answer.text


def test_the_level_asked_for_is_that_of_the_part_that_names_the_thing(district: Assistant) -> None:
    assert "25万元" in district.ask("武进省级绿色工厂奖励多少").text
    assert "80万元" in district.ask("武进国家级绿色供应链管理企业奖励多少").text
    assert district.ask("武进省级绿色供应链管理企业奖励多少").outcome == "refused"


RULES = """\
# 青禾市政府质量奖管理办法

第一条 为推进质量强市建设，规范市政府质量奖的评选，制定本办法。
第二条 市质量奖每两年评审一届，逢双数年度开展。
第三条 每届授予市质量奖的组织不超过6家、个人不超过4名。
第四条 综合得分低于600分的，不得授予市质量奖。
第五条 弄虚作假骗取市质量奖的，撤销奖项，6年内不得再次申报。
"""


@pytest.fixture(scope="module")
def award(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("award"), "青禾市政府质量奖管理办法", RULES)


@pytest.mark.parametrize(
    "question", ["青禾政府质量奖几年评一次", "青禾市质量奖隔几年评一回", "青禾质量奖多久评一次"]
)
def test_how_often(award: Assistant, question: str) -> None:
    answer = award.ask(question)
    assert "每两年评审一届" in answer.text
    assert answer.citations[0].clause == "第二条"


PLAN = """\
# 青禾市质量行动方案

## 一、主要目标

（一）到2027年，全市制造业质量竞争力指数达到92以上，研发投入强度达到3.4%；品牌建设取得更大进展，居民满意度明显提升。
（二）创建省级质量标杆企业35家。培育工业品牌企业20家。

## 二、任务

（三）实施标杆计划，到2027年省级质量标杆企业达到35家，省级单项冠军企业达到50家，每年培训质量人员1200人次。
（四）优化消费环境。加快城市15分钟便民圈建设，提升居民质量满意度。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("plan"), "青禾市质量行动方案", PLAN)


def test_a_figure_told_in_several_places_is_told(plan: Assistant) -> None:
    answer = plan.ask("青禾要培育多少家省级质量标杆企业")
    assert answer.outcome == "answered"
    assert "35家" in answer.text
    assert "50家" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"), [("青禾研发投入强度", "3.4%"), ("青禾制造业质量竞争力指数", "92以上")]
)
def test_a_bare_name_asks_for_its_figure(plan: Assistant, question: str, said: str) -> None:
    assert said in plan.ask(question).text


@pytest.mark.parametrize("question", ["青禾城市品牌影响力指数", "青禾居民质量满意度"])
def test_a_name_that_no_figure_bears_is_refused(plan: Assistant, question: str) -> None:
    assert plan.ask(question).outcome == "refused"
