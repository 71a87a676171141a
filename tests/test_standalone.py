"""What a follow-up becomes: like is exchanged for like, what happens otherwise is supposed, a list is pointed into."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.assistant import Assistant
from assistant.conversation.followup import take_apart
from assistant.conversation.kin import kind_of
from assistant.conversation.supposed import supposes
from assistant.types import Answer, Turn
from index.build import build_index
from index.policy_index import PolicyIndex

RULES = """\
铜陵市算力券和专利奖励办法
第一条 算力券是指由市级财政出资、用于抵扣算力费用的电子凭证。企业每年最高抵扣50万元；高校和科研院所每年最高抵扣30万元。
第二条 算力券自领取之日起6个月内有效，逾期作废，不得转让。
第三条 五星级饭店奖励100万元，四星级饭店奖励50万元；甲级民宿奖励20万元。
第四条 获得中国专利金奖的，每项奖励50万元；获得中国专利银奖的，每项奖励30万元；获得安徽省专利金奖的，每项奖励15万元。
第五条 主导制定国际标准的企业，每项补助40万元；主导制定行业标准的企业，每项补助10万元，同一企业每年最高80万元。
第六条 卫生许可证有效期为4年。证件丢失的，应当发布遗失声明，声明满3日后申请补发。
第七条 技改项目按设备投入的8%给予补助，最高400万元；列入市级重点项目的，最高500万元。
第八条 市科技局于2028年组织中期评估，2031年6月底前完成终期评估。
"""
PLAN = """\
铜陵市标准化工作方案
一、重点任务
（一）推进食品标准化。开展食品标准化试点。（市市场监管局、市卫生健康委、市商务局负责）
（二）推进医疗标准化。开展医疗标准化试点。（市卫生健康委、市财政局负责）
"""
MANIFEST = """\
[rules]
file = "rules.txt"
title = "铜陵市算力券和专利奖励办法"
region = "铜陵市"
level = "市级"

[plan]
file = "plan.txt"
title = "铜陵市标准化工作方案"
region = "铜陵市"
level = "市级"
"""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    folder = tmp_path_factory.mktemp("standalone")
    for name, text in {"rules.txt": RULES, "plan.txt": PLAN, "manifest.toml": MANIFEST}.items():
        (folder / name).write_text(text, encoding="utf-8")
    build_index(folder, folder / "store", progress=False)
    assistant = Assistant(PolicyIndex.open(folder / "store"))

    def ask(*questions: str) -> Answer:
        history: list[Turn] = []
        for question in questions:
            history.append(Turn(question, assistant.ask(question, tuple(history))))
        return history[-1].answer

    return ask


@pytest.mark.parametrize(
    ("turns", "standalone"),
    [
        # a body takes a body's place, and no thing's; where none is named it is for whom it is asked
        (("铜陵租算力，企业一年抵扣最高多少", "大学呢"), "铜陵租算力，大学一年抵扣最高多少"),
        (("铜陵算力券企业每年最多抵多少", "高校呢"), "铜陵算力券高校每年最多抵多少"),
        (("铜陵算力券每年最高抵多少", "个体户呢"), "铜陵个体户算力券每年最高抵多少"),
        # words that the dictionary takes apart, or that begin like thanks or with a word of asking
        (("铜陵四星级饭店奖励多少", "甲级民宿呢"), "铜陵甲级民宿奖励多少"),
        (("铜陵获中国专利银奖给多少", "金奖呢"), "铜陵获中国专利金奖给多少"),
        (("铜陵主导制定国际标准补多少", "行业标准呢"), "铜陵主导制定行业标准补多少"),
        # the city's own text tells of the province's
        (("铜陵获中国专利银奖给多少", "省里的金奖呢"), "铜陵获安徽省专利金奖给多少"),
        # what was asked for gives way to what is asked for now
        (("铜陵算力券有效期多久", "能转让吗"), "铜陵算力券能转让吗"),
        (("铜陵政务服务中心的办公时间是？", "星期六能去办吗"), "铜陵政务服务中心星期六能去办吗"),
        (("铜陵主导制定行业标准补多少", "一年最多拿多少"), "铜陵主导制定行业标准一年最多拿多少"),
        # what leans on the turn before
        (("铜陵算力券企业每年最高抵多少", "和技改补助能一起拿吗"), "铜陵算力券企业和技改补助能一起拿吗"),
        (
            ("铜陵一家店一年能查几次", "有人投诉上门的也算在里头吗"),
            "铜陵一家店一年能查几次，有人投诉上门的也算在里头吗",
        ),
        (("铜陵串通投标，谁来处理", "公司老板罚多少"), "铜陵串通投标，公司老板罚多少"),
        # what happens otherwise
        (("铜陵卫生许可证到期了怎么办", "要是丢了呢"), "铜陵卫生许可证丢了怎么办"),
        (("铜陵宾馆换了老板，许可证要多久去改", "那我要是搬到别的街呢"), "铜陵宾馆搬到别的街，许可证怎么办"),
        (
            ("铜陵技改设备投入最高补多少", "要是列进市里的重点项目呢"),
            "铜陵技改设备投入，列进市级的重点项目，最高补多少",
        ),
        # so long after the year asked about
        (("铜陵2028年谁组织评估", "再过三年呢"), "铜陵到2031年谁组织评估"),
        (("铜陵2031年谁组织评估", "三年前呢"), "铜陵到2028年谁组织评估"),
        # the clause beside the one that was cited
        (("铜陵算力券能转让吗", "下一条呢"), "《铜陵市算力券和专利奖励办法》第三条是什么内容"),
        (("铜陵算力券能转让吗", "上一条讲高校的，最高多少"), "《铜陵市算力券和专利奖励办法》第一条最高多少"),
        # bodies of a list
        (("铜陵食品标准化由谁负责", "第二个部门还管什么"), "铜陵市卫生健康委还管什么"),
        (("铜陵食品标准化由谁负责", "第二个部门还管什么", "第三个呢"), "铜陵市商务局还管什么"),
    ],
)
def test_a_follow_up_stands_alone(
    talk: Callable[..., Answer], turns: tuple[str, ...], standalone: str
) -> None:
    assert talk(*turns).standalone_question.rstrip("？") == standalone


def test_the_second_body_is_answered_with_its_own_clauses(talk: Callable[..., Answer]) -> None:
    answer = talk("铜陵食品标准化由谁负责", "第二个部门还管什么")
    assert answer.outcome == "answered"
    assert {c.clause for c in answer.citations} >= {"（二）"}


def test_what_happens_otherwise_is_answered_only_where_a_clause_tells_of_it(
    talk: Callable[..., Answer],
) -> None:
    assert "遗失声明" in talk("铜陵卫生许可证有效期几年", "要是丢了呢").text
    assert talk("铜陵卫生许可证有效期几年", "要是烧了呢").outcome == "refused"


def test_an_everyday_word_for_what_is_asked_is_heeded(talk: Callable[..., Answer]) -> None:
    assert "2031年6月" in talk("铜陵中期评估什么时候做", "那最后总评呢").text
    assert talk("铜陵中期评估什么时候做", "那审计呢").outcome == "refused"


def test_what_begins_like_thanks_is_no_thanks() -> None:
    assert take_apart("行业标准呢").text == "行业标准呢"
    assert take_apart("可以转让吗").text == "可以转让吗"
    assert take_apart("好，那浙江呢").text == "浙江呢"


def test_kinds_that_take_one_anothers_place() -> None:
    assert kind_of("个体户") == "body"
    assert kind_of("应届毕业生") == "person"
    assert kind_of("大专") == "degree"
    assert kind_of("算力") == ""


def test_what_supposes_that_something_happens() -> None:
    assert supposes("还是解决不了")
    assert supposes("列进重点项目", said=True)
    assert not supposes("进口设备", said=True)
    assert not supposes("农产品质量安全")
