from __future__ import annotations

import pytest

from assistant.understand.asker import Concern, concern


@pytest.mark.parametrize(
    "question",
    [
        "我们是西安做保洁的公司，哪几条说到我们",
        "榆林做煤化工的，这里头哪些跟我有关",
        "我开了个养老院，省里文件怎么说我们",
        "宁波一个小厂，想弄体系认证，浙江文件哪条能用上",
        "我司是监理单位，要担什么责任",
        "本公司是小微企业，能享受哪些优惠",
        "温州一家小微企业，有哪些扶持",
        "我们是快递企业，要注意啥",
        "我是西安做建材的，有什么必须做的",
        "咱厂是规上企业，这办法有没有提到我们",
        "We run an e-commerce company. What does the guideline say about us?",
        "We are a food factory. Which clauses apply to us?",
    ],
)
def test_what_applies_to_the_asker(question: str) -> None:
    assert concern(question) is Concern.OPEN


@pytest.mark.parametrize(
    "question",
    [
        "我们在烟台，刚成立一年的公司，租算力训模型，能补多少",
        "我家83岁老人能领多少",
        "我们家具厂120个人，要不要配专门管安全的人",
        "我在江西一年出栏300头猪，需要备案不",
        "我们养老院刚评上四级，有没有奖",
        "我们建筑公司才30个人，安全员能不能兼着",
    ],
)
def test_a_particular_question_of_somebody_who_says_who_he_is(question: str) -> None:
    assert concern(question) is Concern.CASE


@pytest.mark.parametrize(
    "question",
    [
        "建设单位有什么责任",
        "西安建筑公司有什么必须做的",
        "昆明养老院能享受什么政策",
        "药企在昆明有啥要求",
        "物业公司要求是什么",
    ],
)
def test_what_a_kind_of_body_has_to_do(question: str) -> None:
    assert concern(question) is Concern.BODY


@pytest.mark.parametrize(
    "question",
    [
        "西安2025年首席质量官覆盖率目标是多少？",
        "帮我查一下浙江的研发投入强度",
        "老板让我查2015陕西计划里的五小是哪五小",
        "我想问一下什么是沙盒监管",
        "（二十）的原文是什么",
        "市财政局有什么任务",
        "咱们西安单位GDP能耗要降几个点",
    ],
)
def test_questions_about_nobody_in_particular(question: str) -> None:
    assert concern(question) is Concern.NONE


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("我们做家具的，省里对出口额每年要涨多少有没有要求", Concern.CASE),
        ("我们想申请贴息，具体要准备哪些材料", Concern.NONE),
        ("我开网店的，这部法要求我做什么", Concern.OPEN),
        ("我开网店的，要做哪些准备工作", Concern.OPEN),
    ],
)
def test_a_particular_thing_is_asked_about_before_who_asks(question: str, expected: Concern) -> None:
    assert concern(question) is expected


def test_who_tells_a_deed_asks_for_its_sum_alone() -> None:
    assert concern("惠山企业能拿多少钱") is Concern.OPEN
    assert concern("我考下中级证，在株洲厂里交了一年半社保，个人能领多少钱") is not Concern.OPEN
