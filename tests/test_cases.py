from __future__ import annotations

import pytest

from assistant.answers.checks import Checks
from assistant.answers.duties import Duties
from assistant.answers.provisions import Provisions
from assistant.answers.render import Draft
from assistant.applies.cases import Cases
from assistant.assistant import Assistant
from assistant.understand.question import Understander
from index.build import build_index
from index.policy_index import PolicyIndex

RULES = """\
凯里市养殖与用工规定
第一章 总则
第一条 为了规范养殖和用工，制定本规定。
第二条 本规定所称养殖场，是指达到下列规模之一的场所：
（一）山羊年出栏三百只以上；
（二）肉牛存栏五十头以上。
本规定所称养殖户，是指未达到前款规定规模标准的单位和个人。
第三条 养殖场应当自投入使用之日起二十日内向县级农业农村主管部门备案。
养殖户无需备案，但应当向村民委员会登记养殖数量。
第四条 矿山、建筑施工单位应当配备专职安全员。
前款规定以外的其他单位，从业人员超过五十人的，应当配备专职安全员；从业人员在五十人以下的，可以配备兼职安全员。
第五条 存栏一千头以上的牛场扩建项目，应当编制环境影响报告书；其他牛场扩建项目，应当填报登记表。
"""
SUPPORT = """\
凯里市惠民惠企措施
第一章 惠民
第一条 敬老食堂为65周岁以上老年人供餐，其中80周岁以上老年人每餐补助5元，
65至79周岁的困难老年人每餐补助3元。新建敬老食堂一次性补助8万元。
第二章 惠企
第二条 发放云算券
【支持对象】租用云算力的企业。
【支持标准】按租金的10%给予补助，每年最高30万元；成立不满两年的企业，补助比例提高到25%，每年最高20万元。
【申报条件】合同金额不低于5万元。
第三条 奖励上台阶
【支持对象】年销售收入首次突破1亿元、3亿元、9亿元的银饰企业。
【支持标准】分别给予10万元、40万元、90万元一次性奖励。
第四条 民宿评级奖励。新评定为乙级、甲级的民宿，分别给予2万元、6万元一次性奖励。
第五条 技改补助。对设备投资200万元以上的技改项目，按设备投资额的12%给予补助。
第六条 公寓申请。离异人员申请人才公寓的，离婚应当满1年，但离婚时未分得住房的不受此限；孤儿年满18周岁的，可以单独申请。
第七条 市水务局直接受理下列场所的申请：
（一）水面面积900平方米以上的垂钓园；
（二）水上乐园。
第八条 成年母子、父女同住的，公寓面积可以上调一档。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over an invented regulation and an invented list of benefits of one town."""
    folder = tmp_path_factory.mktemp("town")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    (folder / "support.txt").write_text(SUPPORT, encoding="utf-8")
    (folder / "manifest.toml").write_text(
        "".join(
            f'[{name}]\nfile = "{name}.txt"\ntitle = "{text.splitlines()[0]}"\nregion = "凯里市"\nlevel = "县级"\n\n'
            for name, text in (("rules", RULES), ("support", SUPPORT))
        ),
        encoding="utf-8",
    )
    build_index(folder, folder / "store", progress=False)
    return Assistant(PolicyIndex.open(folder / "store"))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("我妈83岁，在凯里敬老食堂吃饭补几块", "每餐补助5元", "3元"),
        ("我爸70岁，家里困难，凯里敬老食堂吃饭补几块", "每餐补助3元", "5元"),
        ("我们是凯里一家刚成立一年的公司，租云算力能补多少", "25%", "兼职"),
        ("我们是凯里一家成立六年的公司，租云算力能补多少", "10%", "25%"),
        ("我们厂80个人，要不要配专职安全员", "超过五十人的，应当配备专职安全员", "兼职"),
        ("我们厂30个人，要不要配专职安全员", "可以配备兼职安全员", "超过五十人"),
        ("我们建筑公司才20个人，要不要配专职安全员", "应当配备专职安全员", "兼职"),
        ("我在凯里养山羊，一年出栏100只，要备案吗", "养殖户无需备案", "二十日内"),
        ("我在凯里养山羊，一年出栏400只，要备案吗", "二十日内", "无需备案"),
        ("我的牛场存栏1500头，想扩建，写报告书还是填登记表", "应当编制环境影响报告书", "填报登记表"),
        ("我的牛场存栏200头，想扩建，写报告书还是填登记表", "填报登记表", "应当编制环境影响报告书"),
        ("我家民宿刚评上甲级，有没有奖", "6万元", "食堂"),
    ],
)
def test_the_branch_that_holds_for_the_asker(town: Assistant, question: str, said: str, unsaid: str) -> None:
    answer = town.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert unsaid not in answer.text
    assert all(c.verified for c in answer.citations)


def test_an_exception_to_the_rule_that_keeps_him_out_is_read_out(town: Assistant) -> None:
    answer = town.ask("我刚离婚三个月，房子判给了前妻，能申请凯里的人才公寓吗")
    assert "未分得住房的不受此限" in answer.text


def test_an_item_is_said_with_the_sentence_that_opens_its_list(town: Assistant) -> None:
    answer = town.ask("我开垂钓园，水面有一千二百平米，凯里哪里受理申请")
    assert "市水务局直接受理" in answer.text


@pytest.mark.parametrize(("logit", "answers"), [(2.0, True), (-6.0, False)])
def test_where_the_judge_finds_no_answer_in_the_clause_who_asks_decides_nothing(
    town: Assistant, monkeypatch: pytest.MonkeyPatch, logit: float, answers: bool
) -> None:
    composer = town.composer
    monkeypatch.setattr(composer.judging, "in_doubt", lambda query, first: True)
    monkeypatch.setattr(composer.judging, "_logits", lambda question, said: [logit] * len(said))
    query = Understander(composer.lexicon).understand("我们厂80个人，要不要配专职安全员")
    assert (composer.case(query) is not None) is answers


def test_one_sure_clause_comes_before_a_list_of_what_applies(
    town: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    composer = town.composer
    monkeypatch.setattr(composer, "case", lambda query: None)
    monkeypatch.setattr(
        composer.checklist, "answer", lambda query: ("answered", Draft([("以下各条", ())]), ())
    )
    monkeypatch.setattr(composer.judging, "in_doubt", lambda query, first: True)
    for logit, listed in ((5.0, False), (-4.0, True)):
        monkeypatch.setattr(
            composer.judging, "_logits", lambda question, said, logit=logit: [logit] * len(said)
        )
        answer = town.ask("我们养殖户养山羊，要不要备案")
        assert (answer.text.startswith("以下各条")) is listed


def test_the_figure_of_the_asker_leads_where_figures_are_shared_out(town: Assistant) -> None:
    assert town.ask("我家民宿刚评上甲级，有没有奖").text.startswith("甲级给予6万元")


def test_a_tier_is_the_highest_that_is_reached(town: Assistant) -> None:
    answer = town.ask("我们银饰企业今年销售收入头一次做到5亿，能奖多少")
    assert answer.text.startswith("3亿元给予40万元")


def test_whom_a_threshold_keeps_out_is_told_so(town: Assistant) -> None:
    answer = town.ask("我们想在凯里搞技改，设备投了90万，能补多少")
    assert "不在“200万元以上”之内" in answer.text


def test_the_name_that_the_document_gives_is_said_with_its_size(town: Assistant) -> None:
    answer = town.ask("我在凯里养山羊，一年出栏100只，要备案吗")
    assert "未达到“山羊年出栏三百只以上”" in answer.text
    assert "“养殖户”" in answer.text


def test_what_is_still_open_is_noted(town: Assistant) -> None:
    answer = town.ask("我们是凯里一家刚成立一年的公司，租云算力能补多少")
    assert any("合同金额不低于5万元" in n for n in answer.notes)
    assert any("不满两年" in n for n in answer.notes)


def test_a_figure_of_the_place_is_no_case_of_the_asker(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("我们是做认证咨询的，想知道陕西全省体系认证证书保有量25年目标多少张")
    assert "6万张" in answer.text


def test_the_rooms_of_the_composer_have_names_of_their_own() -> None:
    def own(room: type) -> set[str]:
        shared = set(Provisions.__mro__)
        return {n for k in room.__mro__ if k not in shared for n in vars(k) if not n.startswith("__")}

    assert not own(Cases) & own(Checks)
    assert not own(Cases) & own(Duties)
    assert not own(Checks) & own(Duties)
