"""Which room a question is put to: what a term means before its figure, who pays before who is responsible, where before what."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

PLAN = """\
# 青禾市放心消费行动计划（2026—2028年）

## 一、目标

| 序号 | 指标 | 2027年 | 2028年 | 属性 |
| --- | --- | --- | --- | --- |
| 1 | 首席计量师（名） | 80 | 200 | 预期性 |
| 2 | 服务站点数量（个） | 30 | 45 | 约束性 |

## 二、任务

（一）优化药品零售服务。支持连锁药店夜间售药。（市药监局）

（二）建设服务站点。服务站点分为综合站、产业站和流动站三类。基本服务项目免费。（市市场监管局）

（三）以旧换新。个人消费者交旧购新智能马桶的，按售价的15%补贴。（市商务局）

（四）培训首席质量官。5月、10月各办一期培训班，每期3天，食宿由企业自理，培训费由市财政承担。（市市场监管局）

（五）边远站点。对设在甘肃、新疆的本市企业站点，专职人员可以减半配备。（市市场监管局）

（六）首违不罚。推行首违不罚清单管理，清单由市司法局制定，每年更新。（市市场监管局）

## 三、名词解释

首席计量师，是指由企业聘任、对本单位测量管理负总责的专业人员。

先行赔付：在责任认定完成之前，由赔付金先向消费者垫付合理损失的做法。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("rooms"), "青禾市放心消费行动计划（2026—2028年）", PLAN)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        # what a thing is for, not how many of them there are to be
        ("青禾的首席计量师是干什么的", "对本单位测量管理负总责", "200"),
        # a glossary's line may say what a term means without 是指
        ("青禾说的先行赔付是什么意思", "先向消费者垫付合理损失的做法", "没有给出定义"),
        ("青禾服务站点分几类，哪几类", "综合站、产业站和流动站三类", "45"),
        # who pays stands in the sentence, who is responsible behind it
        ("厂里派人去青禾上首席质量官培训班，吃饭住宿谁掏钱", "食宿由企业自理", "责任单位"),
        ("青禾的首违不罚清单由哪个部门制定", "市司法局", "处罚"),
        # where it is written may be told by a heading alone
        ("青禾计划第几条讲药品零售", "（一）", "没有查到"),
        # a place without documents of its own may be spoken of
        ("青禾的企业在新疆设站点，专职人员可以少配吗", "减半配备", "没有查到"),
        ("青禾服务站点数量2028年是不是约束性指标", "45", "30"),
        ("青禾计划第2项服务站点数量是约束性还是预期性", "约束性", "预期性"),
    ],
)
def test_the_room_that_is_meant_answers(clerk: Assistant, question: str, said: str, unsaid: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert unsaid not in answer.text


def test_a_firm_is_no_department(clerk: Assistant) -> None:
    answer = clerk.ask("青禾换下来的旧马桶归哪家公司上门收走")
    assert answer.outcome == "refused"
    assert "以旧换新" in answer.text


def test_a_street_has_no_target_of_its_district(clerk: Assistant) -> None:
    answer = clerk.ask("青禾东升街道2028年要建几个服务站点")
    assert answer.outcome == "refused"
    assert "45" not in answer.text


def test_a_place_that_no_text_speaks_of_is_refused(clerk: Assistant) -> None:
    assert clerk.ask("广东的服务站点专职人员可以少配吗").outcome == "refused"


DUTIES = """\
# 青禾市养犬管理办法

第一条 养犬管理实行部门分工。农业农村部门负责犬只狂犬病免疫；卫生健康部门负责人用狂犬病疫苗的接种管理。

第二条 综合行政执法部门是犬只留检的主管部门，负责留检场所的监督管理。大数据管理部门负责犬只信息平台的建设。

第三条 养犬登记办法由国务院批准发布或者授权批准发布。

## 附则

1. 鼓励投保犬只责任险，按保费的40%补贴，每户每年最高100元。

2. 培训班每期不超过30人，由市公安局协调安排。（责任单位：市公安局）
"""


@pytest.fixture(scope="module")
def warden(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("dogs"), "青禾市养犬管理办法", DUTIES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青禾人用狂犬病疫苗接种管理归哪个部门", "卫生健康部门负责人用"),
        ("青禾犬只留检的主管部门是哪个", "综合行政执法部门"),
        ("青禾养犬登记办法由谁批准发布", "国务院"),
        ("青禾的犬只责任险补贴写在第几条", "1."),
    ],
)
def test_whose_business_it_is(warden: Assistant, question: str, said: str) -> None:
    answer = warden.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
