"""What a breach costs: the rule in one article, the consequence in another, asked in everyday words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers.breaches import Pair
from assistant.answers.limbs import Cite, cites
from assistant.answers.ranking import Scored
from assistant.assistant import Assistant
from assistant.types import Turn
from assistant.understand.penalty import asks_penalty, penalty_of
from tests.small_corpus import assistant_over

LAW = """\
云泽市共享单车管理条例
第一章 总则
第一条 为了规范共享单车经营服务，维护公共秩序，制定本条例。
第二条 交通运输主管部门负责共享单车的监督管理。
第二章 经营规范
第三条 经营企业应当自投放车辆之日起十日内向交通运输主管部门备案。
第四条 经营企业不得有下列行为：
（一）以虚假优惠等方式诱导用户缴纳押金；
（二）挪用用户押金；
（三）强制用户购买骑行套餐。
第五条 经营企业应当建立车辆维修台账，台账保存期限不少于二年。
第六条 用户应当在划定区域内停放车辆，不得将车辆停放在盲道上。
第七条 押金按照下列标准收取：
（一）用户注册不满一年的，不超过二百元；
（二）用户注册一年以上的，不超过一百元。
经营企业应当在每季度首月公布车辆报废数量。
第三章 法律责任
第八条 违反本条例第三条规定，未备案的，由交通运输主管部门责令限期改正；逾期不改正的，处二千元以上一万元以下罚款。
第九条 违反本条例第四条第一项规定的，由市场监督管理部门责令改正，处一万元以上三万元以下罚款；\
违反第四条第二项规定的，由交通运输主管部门责令改正，处五万元以上二十万元以下罚款；情节严重的，\
责令停业整顿，对直接负责的主管人员处一万元以上五万元以下罚款。
第十条 违反维修台账规定的，由交通运输主管部门责令限期改正；逾期不改正的，按照下列规定处罚：
（一）缺失记录不足一百份的，处一千元以上三千元以下罚款；
（二）缺失记录一百份以上的，处三千元以上二万元以下罚款。
第十一条 擅自设置停放围栏的，由交通运输主管部门责令限期拆除；逾期不拆除的，按照下列标准处以罚款：
| 占地面积 | 罚款 |
| --- | --- |
| 不足20平方米 | 三百元以上一千元以下 |
| 20平方米以上不足60平方米 | 一千元以上四千元以下 |
| 60平方米以上 | 四千元以上九千元以下 |
第十二条 本条例自2024年1月1日起施行。
"""
MANIFEST = """\
[bikes]
file = "bikes.txt"
title = "云泽市共享单车管理条例"
issuers = ["云泽市人民代表大会常务委员会"]
date = "2023-10-20"
region = "云泽市"
level = "市级"
status = "现行有效"
source = "invented"
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"bikes.txt": LAW, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("bikes"), files)


@pytest.mark.parametrize(
    ("question", "clause", "rule", "said", "unsaid"),
    [
        ("共享单车企业没备案罚多少", "第八条", "第三条", "二千元以上一万元以下", "五万元"),
        # the item decides the limb
        ("拿虚假优惠骗用户交押金，会怎么罚", "第九条", "第四条", "一万元以上三万元以下", "二十万元"),
        ("企业把用户押金挪用了，罚多少钱", "第九条", "第四条", "五万元以上二十万元以下", "一万元以上三万元"),
        ("挪用押金情节严重的，主管人员个人罚多少", "第九条", "第四条", "一万元以上五万元以下", "三万元"),
        ("挪用用户押金哪个部门来罚", "第九条", "第四条", "交通运输主管部门", "市场监督"),
        # no number is cited, the rule is named; the tier by its amount
        ("单车维修台账缺失记录150份，罚多少", "第十条", "第五条", "三千元以上二万元以下", "一千元以上"),
    ],
)
def test_the_consequence_comes_first_and_its_rule_second(
    clerk: Assistant, question: str, clause: str, rule: str, said: str, unsaid: str
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert answer.citations[0].clause == clause
    assert rule in [c.clause for c in answer.citations]
    assert said in answer.text
    assert unsaid not in answer.text.split("【")[0]


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("企业强制用户买骑行套餐罚多少", "第四条"),
        ("车停在盲道上罚多少钱", "第六条"),
        ("没公布车辆报废数量怎么处罚", "第七条"),
    ],
)
def test_a_rule_that_nothing_follows_is_named_and_not_answered(
    clerk: Assistant, question: str, nearest: str
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "refused"
    assert nearest in answer.text


@pytest.mark.parametrize("question", ["偷外卖罚多少", "电动车充电起火罚多少钱", "餐馆卫生不合格怎么罚"])
def test_another_breach_gets_no_fine_of_this_law(clerk: Assistant, question: str) -> None:
    assert clerk.ask(question).outcome == "refused"


def test_a_tier_is_read_out_with_its_condition(clerk: Assistant) -> None:
    text = clerk.ask("用户注册一年以上的，押金最多收多少元").text
    assert "一年以上的，不超过一百元" in text


def test_of_a_table_of_fines_the_row_of_the_size_told_is_read_out(clerk: Assistant) -> None:
    answer = clerk.ask("擅自设置了35平米的停放围栏，到期不拆，罚多少")
    assert "一千元以上四千元以下" in answer.text
    assert "三百元" not in answer.text
    assert "九千元" not in answer.text
    assert "三百元" in clerk.ask("擅自设置停放围栏，到期不拆，罚多少").text


def test_a_circumstance_may_be_asked_for_afterwards(clerk: Assistant) -> None:
    first = clerk.ask("挪用用户押金怎么罚")
    answer = clerk.ask("情节严重的话呢？", [Turn(first.question, first)])
    assert answer.outcome == "answered"
    assert "停业整顿" in answer.text


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("不贴价签最多罚多少", True),
        ("会有什么后果？", True),
        ("能不能少罚点", True),
        ("罚款交到哪里", False),
        ("举报有多少奖励", False),
        ("处罚决定不服怎么办", False),
        ("备案要什么材料", False),
        # whoever is caught has broken a rule, in whatever words it is told
        ("社保卡借给嫂子看病，被查到会怎样", True),
        ("接了根管子用水，逮到怎么算账", True),
        ("立了块大牌没批文，最后能罚到什么数", True),
        ("补贴的钱怎么算账", False),
        ("体检查出高血压怎么处理", False),
    ],
)
def test_what_asks_for_a_consequence(question: str, asks: bool) -> None:
    assert asks_penalty(question) is asks


def test_the_breach_is_what_is_left_of_the_question() -> None:
    asked = penalty_of("店里挪用押金，老板个人最多罚多少？")
    assert asked.person
    assert "挪用押金" in asked.conduct
    assert "罚" not in asked.conduct


def test_what_a_consequence_cites() -> None:
    assert cites("违反本法第十一条第一项、第四项规定的") == [Cite(11, None, 1), Cite(11, None, 4)]
    assert cites("违反第十三条第二款、第三款规定的") == [Cite(13, 2), Cite(13, 3)]
    assert cites("第四十九条至第五十一条规定的产品") == [Cite(49), Cite(50), Cite(51)]
    assert cites("违反《中华人民共和国价格法》第八条") == []


WATER = """\
云泽市灌溉用水管理办法
第一条 为了规范灌溉用水，制定本办法。
第二条 禁止下列行为：
（一）擅自在干渠上开口；
（二）在干渠边放牧牛羊；
（三）绕过计量井取水。
第三条 用水户应当爱护渠道。违反规定的，责令赔偿，并停水十日至二十日；冒领节水补助的，处冒领金额二倍以上四倍以下罚款。
第四条 违反第二条第一项规定的，由水务部门处二千元以上五千元以下罚款；违反第二项规定的，处一百元以上三百元以下罚款；\
违反第三项规定的，追缴水费，并处水费三倍以上六倍以下罚款。
第五条 本办法自2024年1月1日起施行。
"""


@pytest.fixture(scope="module")
def warden(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    manifest = MANIFEST.replace("bikes", "water").replace("云泽市共享单车管理条例", "云泽市灌溉用水管理办法")
    return assistant_over(tmp_path_factory.mktemp("water"), {"water.txt": WATER, "manifest.toml": manifest})


@pytest.mark.parametrize(
    ("question", "said", "rule"),
    [
        ("在干渠边放羊罚多少", "一百元以上三百元以下", "放牧牛羊"),
        ("绕过计量井偷偷取水，逮到怎么算账", "三倍以上六倍以下", "绕过计量井取水"),
        ("擅自在干渠上开口子罚多少", "二千元以上五千元以下", "擅自在干渠上开口"),
    ],
)
def test_an_item_cited_alone_is_one_of_the_article_cited_before(
    warden: Assistant, question: str, said: str, rule: str
) -> None:
    text = warden.ask(question).text
    assert said in text
    assert rule in text
    others = {"一百元", "二千元", "六倍"} - {w for w in ("一百元", "二千元", "六倍") if w in said}
    assert not any(w in text for w in others)


@pytest.mark.parametrize(("logits", "said"), [([0.0, 0.2], 2), ([-3.0, 1.0], 1)])
def test_where_either_limb_of_a_sentence_may_hold_both_are_told(
    warden: Assistant, monkeypatch: pytest.MonkeyPatch, logits: list[float], said: int
) -> None:
    composer = warden.composer
    conducts = composer.sanctions.in_document("water").conducts
    own = next(c for c in conducts if c.limb.base.premise.startswith("冒领") and c.statement is None)
    best = Pair(own, Scored(own.limb.statement, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 0.0)
    monkeypatch.setattr(composer.judging, "heard", lambda question, statements: logits)
    told = composer._of_sentence("名额借给亲戚领钱，被查到会怎样", best, own.limb.pieces)
    assert len(told) == said
    assert told[-1].text.startswith("冒领")


def test_the_judge_reads_a_limb_for_itself(warden: Assistant) -> None:
    clause = next(c for c in warden.index.tree if "冒领节水补助" in c.text)
    whole = next(s for s in warden.ranker.book.of(clause) if "冒领" in s.text)
    part = replace(whole, end=whole.start + whole.source.index("；"), source=whole.source.split("；")[0])
    judging = warden.composer.judging
    assert judging.heard("冒领补助罚多少", [whole]) != judging.heard("冒领补助罚多少", [part])


def test_that_nothing_is_said_is_told_of_the_very_rule_alone(clerk: Assistant) -> None:
    """The rule nearest in words is another's: that its breach costs nothing says nothing of the one told."""
    told = clerk.ask("车停在盲道上罚多少钱").text
    assert "没有写明违反这一规定" in told
    other = clerk.ask("用户骑车闯红灯罚多少")
    assert other.outcome == "refused"
    assert "没有写明违反这一规定" not in other.text


DEEDS = """\
云泽市矿泉水开采管理条例
第一条 为了规范矿泉水开采，制定本条例。
第二条 开采企业应当将开采水量如实记入台账。
第三条 水资源保护范围内，禁止从事爆破、打井、采石等活动。
第四条 有下列行为之一的，由水务部门责令停止违法行为，处二万元以上十万元以下罚款：
（一）未经批准擅自取用矿泉水的；
（二）未按照批准的水量取用矿泉水的。
第五条 开采企业的负责人在发生水质事故时逃匿的，由应急管理部门处六千元以上七千元以下罚款。
开采企业的负责人对水质事故隐瞒不报的，依照前款规定处罚。
第六条 开采企业非法招用未满十六周岁的未成年人的，由劳动行政部门责令改正，处以罚款。
第七条 开采企业泄露用户用水信息的，没收违法所得，并处三千元以上八千元以下罚款；对国有企业的主管人员给予处分。
第八条 矿泉水运输车辆发生侧翻，有下列情形之一的，对运输企业处四千元以上九千元以下罚款；\
运输企业负责人属于国家工作人员的，并依法给予处分：
（一）未在现场设置警示标志的；
（二）拖延清理散落水桶的。
第九条 用户拖欠水资源使用费的，由水务部门责令限期缴纳，并处所欠费用千分之五以上千分之八以下的罚款。
第十条 取水点承租人有下列行为之一的，开采企业应当解除租赁合同，收回场地款项：
（一）将取水点转租、转借的；
（二）改变取水点用途的。
第十一条 本条例自2024年1月1日起施行。
"""


@pytest.fixture(scope="module")
def miner(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    manifest = MANIFEST.replace("bikes", "deeds").replace(
        "云泽市共享单车管理条例", "云泽市矿泉水开采管理条例"
    )
    return assistant_over(tmp_path_factory.mktemp("deeds"), {"deeds.txt": DEEDS, "manifest.toml": manifest})


def test_what_is_punished_as_the_paragraph_before_says_is_told_with_it(miner: Assistant) -> None:
    answer = miner.ask("水质事故瞒报罚多少")
    assert answer.outcome == "answered"
    assert "依照前款规定处罚" in answer.text
    assert "六千元以上七千元以下" in answer.text


def test_a_degree_without_a_premise_takes_no_sum_away(miner: Assistant) -> None:
    assert "三千元以上八千元以下" in miner.ask("泄露客户信息罚多少钱").text


def test_of_a_breach_without_a_sum_what_is_said_is_told(miner: Assistant) -> None:
    answer = miner.ask("企业招用童工罚多少")
    assert answer.outcome == "refused"
    assert "没有写明罚款的具体数额，写的是“由劳动行政部门责令改正，处以罚款”" in answer.text
    assert "第六条" in answer.text


def test_a_few_words_are_read_beside_rule_and_consequence(miner: Assistant) -> None:
    assert "二万元以上十万元以下" in miner.ask("私自打井取水罚多少").text


def test_who_else_it_befalls_takes_no_sum_away(miner: Assistant) -> None:
    answer = miner.ask("散落水桶不清理，罚多少")
    assert answer.outcome == "answered"
    assert "四千元以上九千元以下" in answer.text
    assert "拖延清理" in answer.text


def test_a_share_of_thousandths_is_a_sum(miner: Assistant) -> None:
    answer = miner.ask("拖欠水资源使用费，罚款是多少")
    assert answer.outcome == "answered"
    assert "千分之五以上千分之八以下" in answer.text


@pytest.mark.parametrize("question", ["转租取水点有什么后果", "取水点转租会怎么样"])
def test_what_is_threatened_with_need_be_no_fine(miner: Assistant, question: str) -> None:
    answer = miner.ask(question)
    assert answer.outcome == "answered"
    assert "解除租赁合同" in answer.text
    assert "转租" in answer.text


SHARED = """\
云泽市电梯和供水安全条例
第一条 维护保养单位每名作业人员维护保养的电梯不得超过三十五台。维护保养单位不得转包、分包维护保养业务。
第二条 禁止下列行为：
（一）擅自将自建设施管网与公共供水管网连接；
（二）擅自转供水或者改变用水性质。
第三条 违反本条例第一条规定，转包、分包业务的，由市场监督管理部门处二万元以上十万元以下罚款。
第四条 违反本条例第二条第一项规定的，由水行政主管部门责令改正，处一万元以上五万元以下罚款。
"""


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"shared.txt": SHARED, "manifest.toml": '[shared]\nfile = "shared.txt"\n'}
    return assistant_over(tmp_path_factory.mktemp("shared"), files)


@pytest.mark.parametrize("question", ["每名维保人员维护保养电梯超过三十五台罚多少", "擅自转供水罚多少"])
def test_a_fine_for_one_sentence_or_item_is_none_for_its_neighbour(keeper: Assistant, question: str) -> None:
    answer = keeper.ask(question)
    assert answer.outcome == "refused"
    assert "万元" not in answer.text


@pytest.mark.parametrize(
    ("question", "fine"),
    [("维护保养单位转包业务罚多少", "十万元"), ("擅自把自建管网接到公共管网罚多少", "五万元")],
)
def test_the_sentence_or_item_that_it_is_for_is_fined(keeper: Assistant, question: str, fine: str) -> None:
    assert fine in keeper.ask(question).text
