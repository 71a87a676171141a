"""Members of a series that exclude each other, and of a rule's parallel amounts only the one that is asked for."""

from __future__ import annotations

import pytest

from assistant.answers.series import of_other_member
from assistant.answers.siblings import kept_of, left_out
from assistant.assistant import Assistant
from assistant.understand.words import Word
from tests.small_corpus import city_document

MEASURES = """\
# 青禾市商贸和公共服务若干措施

## 一、住宿业

（一）对新评定为五星级、四星级、三星级的旅游饭店，分别给予100万元、50万元、10万元奖励。

## 二、职业技能

（二）取得中级质量工程师证书并在本市缴纳社会保险满1年的，给予个人补贴3000元，高级的给予5000元，每人只能享受一次。

## 三、电梯

（三）乘客被困后，维保单位应当在30分钟内到达现场，山区乡镇可为45分钟。2027年底前更新住宅电梯800台。

## 四、集贸市场

（四）每个集贸市场至少设置2台公平秤，摊位超过200个的不少于4台，公平秤由市场主办者负责维护。

## 五、资金

（五）奖励资金由市与县按照4:6的比例分担，其中石门县按照7:3的比例分担，石门县每年申报名额3个。

## 六、标准

（六）主导制定国际标准的，每项奖励30万元；主导制定国家标准的，每项奖励15万元；参与制定的，按三成执行。

## 七、举报

（七）发现骗取奖励的，可以向市商务局举报，举报电话0533-6200418。

## 八、用语

（八）月度纳统，是指企业在当年1月至11月间由统计机构批准纳入限额以上单位名录库。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("siblings"), "青禾市商贸和公共服务若干措施", MEASURES)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("青禾中级质量工程师证个人补贴多少钱", "3000元", "5000元"),
        ("青禾集贸市场有230个摊位，公平秤最少摆几台", "不少于4台", "2台"),
        ("青禾主导制定国家标准每项奖励多少万元", "15万元", "30万元"),
    ],
)
def test_of_parallel_amounts_the_one_asked_for_is_read(
    clerk: Assistant, question: str, said: str, unsaid: str
) -> None:
    answer = clerk.ask(question)
    assert said in answer.text
    assert unsaid not in answer.text


def test_nothing_is_left_out_that_says_what_the_amount_is_for(clerk: Assistant) -> None:
    assert "质量工程师" in clerk.ask("青禾高级质量工程师证个人补贴多少钱").text


def test_what_holds_for_all_cases_stays(clerk: Assistant) -> None:
    assert "每人只能享受一次" in clerk.ask("青禾中级质量工程师证个人补贴多少钱").text


def test_a_note_says_that_other_cases_stand_there(clerk: Assistant) -> None:
    notes = clerk.ask("青禾中级质量工程师证个人补贴多少钱").notes
    assert any("别的情形" in note for note in notes)


def test_a_grade_that_is_not_listed_is_refused(clerk: Assistant) -> None:
    assert clerk.ask("青禾新评上两星级饭店奖励多少万元").outcome == "refused"
    assert clerk.ask("青禾新评上四星级饭店奖励多少万元").outcome == "answered"


def test_a_telephone_for_complaints_about_money_is_told(clerk: Assistant) -> None:
    assert "6200418" in clerk.ask("青禾商贸奖补的举报电话是多少").text


def test_a_term_is_explained_though_the_question_says_more(clerk: Assistant) -> None:
    assert "1月至11月" in clerk.ask("青禾措施说的月度纳统是指哪几个月入库").text


WORDS = [Word("电梯", 1.0, True), Word("乡镇", 1.0, True)]
LIFTS = "乘客被困后，维保单位应当在30分钟内到达现场，山区乡镇可为45分钟。"


def test_what_tells_for_whom_goes_with_its_amount() -> None:
    text = "一级注册计量师，补贴4000元；二级的，补贴2000元。"
    out = left_out(text, "二级注册计量师补多少钱", [], "元", ())
    assert [text[a:b] for a, b in kept_of(text, out)] == ["二级的，补贴2000元。"]


def test_a_word_beside_the_first_amount_alone_may_be_what_all_are_about() -> None:
    assert left_out(LIFTS, "电梯困人几分钟到", WORDS[:1], "分钟", ()) == []


def test_a_word_beside_a_later_amount_tells() -> None:
    out = left_out(LIFTS, "乡镇电梯困人几分钟到", WORDS, "分钟", ())
    assert "30分钟" not in "".join(LIFTS[a:b] for a, b in kept_of(LIFTS, out))


def test_all_amounts_are_read_where_all_are_asked() -> None:
    assert left_out(LIFTS, "乡镇和城区分别几分钟到", WORDS, "分钟", ()) == []


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("三级饭店奖多少", "五级、四级的，奖励50万元", True),
        ("五级饭店奖多少", "五级、四级的，奖励50万元", False),
        ("二级饭店奖多少", "三级以上的，奖励50万元", False),
        ("高中招生比例", "初中招生计划的4%", True),
        ("养猪补多少", "母牛养殖户补助500元", True),
        ("网购退货几天", "线下实体店不少于5天", True),
        ("饭店奖多少", "五级的，奖励50万元", False),
        ("职工医保门诊报多少", "居民医保门诊报销65%", True),
        ("拿了鲁班奖，监理单位得多少", "对获奖的施工总承包企业奖励100万元", True),
        ("拿了鲁班奖，施工企业得多少", "对获奖的施工总承包企业奖励100万元", False),
        ("职工医保门诊报多少", "职工基本医疗保险和居民医保都报销65%", False),
        ("交通类标准几项", "其中智能基础设施类18项", True),
        ("基础设施类标准几项", "其中智能基础设施类18项", False),
    ],
)
def test_members_of_a_series_exclude_each_other(question: str, text: str, other: bool) -> None:
    assert of_other_member(question, text) is other


def test_a_heading_that_names_the_member_counts() -> None:
    assert not of_other_member("高中招生比例", "比初中低2%", "二、高中招生")
    assert of_other_member("食品生产许可几天办好", "8个工作日", "食品经营许可办事指南")
