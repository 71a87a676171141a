from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.verdicts import verdict
from assistant.assistant import Assistant
from assistant.understand.rulings import Asked, asks_ruling_alone, ruling_of, without_asking
from index.build import build_index
from index.policy_index import PolicyIndex
from tests.small_corpus import city_document

CAMPS = """\
凯里市营地管理条例
2024年3月1日凯里市人民代表大会常务委员会通过
第一章 总则
第一条 为了规范露营地经营，制定本条例。
第二条 本条例所称经营者，是指从事露营地经营的企业、合作社和村民。
第三条 本条例所称精品营地，是指年接待游客一万人次以上的露营地。
第二章 经营
第四条 露营地租赁合同的期限不得超过六个月。
第五条 营地帐篷区禁止使用明火。
第六条 营地应当公示收费标准，写明帐篷租金、押金、清洁费和停车费。
第七条 露营者自预订之日起三日内可以取消预订，经营者应当退还押金。但是，节假日当天的预订除外。
第八条 团队人数在三十人以下的，不需要报备。
第九条 营地评定满分100分：90分以上为五星，75分以上不满90分为四星，60分以上不满75分为三星。
第九条之一 营地经营者可以决定其营地是否允许宠物进入；允许宠物进入的，应当设置明显标识。
第三章 法律责任
第十条 违反本条例第六条规定，不公示收费标准的，由文化和旅游部门责令改正，处一千元以上五千元以下罚款。
第十一条 本条例自2024年6月1日起施行。
"""
BOATS = """\
凯里市游船管理办法
第一章 总则
第一条 为了规范游船经营，制定本办法。
第二条 本办法所称经营者，是指取得营运许可的船公司。
第三条 游船应当配备救生衣。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over two invented regulations of one town."""
    folder = tmp_path_factory.mktemp("camps")
    texts = {"camps": CAMPS, "boats": BOATS}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "manifest.toml").write_text(
        "".join(
            f'[{name}]\nfile = "{name}.txt"\ntitle = "{text.splitlines()[0]}"\nregion = "凯里市"\nlevel = "县级"\n\n'
            for name, text in texts.items()
        ),
        encoding="utf-8",
    )
    build_index(folder, folder / "store", progress=False)
    return Assistant(PolicyIndex.open(folder / "store"))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("多收我一笔清洁费，合法吗", Asked.MAY),
        ("能不能提前退租", Asked.MAY),
        ("这么扣押金违法不", Asked.MAY_NOT),
        ("搭帐篷要不要登记", Asked.MUST),
        ("小团队不用报备的吧", Asked.NEED_NOT),
        ("算不算精品营地", Asked.COUNTS),
        ("这条例管得着我吗", Asked.COVERED),
        ("押金多少", None),
        ("谁负责检查", None),
    ],
)
def test_what_a_question_wants_ruled(question: str, asked: Asked | None) -> None:
    ruling = ruling_of(question)
    assert (ruling.asked if ruling else None) == asked


def test_words_that_only_ask_are_no_subject() -> None:
    assert "合法" not in without_asking("多收我一笔清洁费，合法吗")
    assert "合法权益" in without_asking("怎么维护合法权益")
    assert not asks_ruling_alone("补贴能领多少，我能不能领")


@pytest.mark.parametrize(
    ("question", "begins", "holds"),
    [
        ("露营地租赁合同签一年可以吗", "不可以", "不得超过六个月"),
        ("营地帐篷区可以使用明火吗", "不可以", "禁止使用明火"),
        ("二十人的团队要报备吗", "不需要", "不需要报备"),
    ],
)
def test_a_ruling_begins_with_what_the_clause_says(
    town: Assistant, question: str, begins: str, holds: str
) -> None:
    answer = town.ask(question)
    assert answer.text.startswith(begins)
    assert holds in answer.text


def test_an_amount_within_the_bound_is_not_ruled_on(town: Assistant) -> None:
    answer = town.ask("露营地租赁合同签三个月可以吗")
    assert "不得超过六个月" in answer.text
    assert not answer.text.startswith(("不可以", "可以"))


@pytest.mark.parametrize("question", ["宠物允许进入营地吗", "营地可以带宠物进入吗"])
def test_what_is_left_to_others_is_no_permission(town: Assistant, question: str) -> None:
    answer = town.ask(question)
    assert "是否允许宠物进入" in answer.text
    assert not answer.text.startswith(("可以", "不可以"))


def test_a_rule_is_read_with_its_exception(town: Assistant) -> None:
    answer = town.ask("露营者取消预订，经营者要退还押金吗")
    assert "应当退还押金" in answer.text
    assert "节假日当天的预订除外" in answer.text


def test_the_rule_is_read_and_not_what_breaking_it_costs(town: Assistant) -> None:
    answer = town.ask("营地收费标准公示要写哪些东西")
    assert "帐篷租金、押金、清洁费和停车费" in answer.text
    assert "罚款" not in answer.text


def test_a_score_is_told_its_grade(town: Assistant) -> None:
    assert "四星" in town.ask("凯里营地评定80分算什么等级").text


def test_a_term_is_explained_by_the_text_itself(town: Assistant) -> None:
    answer = town.ask("凯里营地条例里的“经营者”包括村民吗")
    assert answer.text.startswith("包括")
    assert "企业、合作社和村民" in answer.text
    both = town.ask("《凯里市营地管理条例》和《凯里市游船管理办法》里“经营者”的定义有啥不同")
    assert "村民" in both.text
    assert "船公司" in both.text


def test_when_a_law_takes_effect_is_its_own_clause(town: Assistant) -> None:
    assert "2024年6月1日" in town.ask("凯里市营地管理条例哪天开始生效").text


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        # of what a sentence forbids in a row one thing is asked for, in short too
        ("医保个账能买保健品吗", "个人账户不得用于公共卫生费用、体育健身以及购买保健食品、化妆品。", "不能"),
        ("消费券能买烟吗", "消费券不得用于购买药品、烟酒和日用百货。", "不能"),
        # where something is done is no thing it is done to
        ("学校能收赞助费吗", "经营者不得在医院、学校、车站等场所吸烟。", None),
        # a list of what is paid for allows nothing that shares one word with it
        ("个人账户能给老婆买化妆品吗", "个人账户可以用于支付本人、老婆、父母的门诊费用。", None),
        ("医保个账能买保健品吗", "在定点零售药店购买药品、医疗器械、医用耗材；", None),
    ],
)
def test_one_of_the_things_that_a_rule_lists_is_enough(
    town: Assistant, question: str, sentence: str, said: str | None
) -> None:
    assert verdict(town.understander.understand(question), [sentence]) == said


_CASES = ["有下列情形之一的，不予复检：", "（一）微生物指标不合格的；", "（二）逾期提出复检申请的。"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("抽查不合格，能申请复检吗", None),  # for these cases, and for no other
        ("微生物指标不合格能复检吗", "不能"),
    ],
)
def test_a_list_of_cases_rules_on_them_alone(town: Assistant, question: str, said: str | None) -> None:
    assert verdict(town.understander.understand(question), _CASES) == said


def test_the_cases_follow_what_opens_them(tmp_path: Path) -> None:
    rules = (
        "黔东南州产品抽查办法\n2024年3月1日发布\n第一条 为了规范产品抽查，制定本办法。\n"
        "第二条 复检由组织抽查的部门指定的复检机构承担，复检机构与初检机构不得为同一机构。\n"
        "复检费用由申请人先行垫付。\n有下列情形之一的，不予复检：\n（一）微生物指标不合格的；\n"
        "（二）备用样品超过保质期的；\n（三）逾期提出复检申请的。\n第三条 本办法自2024年5月1日起施行。\n"
    )
    answer = city_document(tmp_path, "黔东南州产品抽查办法", rules).ask("产品抽查不合格，能申请复检吗")
    assert not answer.text.startswith("不")
    text = answer.text
    if "不予复检" in text:
        assert text.index("微生物指标") - text.index("不予复检") < 15
