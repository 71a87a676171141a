"""What follows from a breach where the clause that says so is no limb of a law, asked in everyday words."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import city_document

TITLE = "青禾市技术改造补助资金管理办法"
TEXT = f"""\
# {TITLE}
第一条 技术改造项目建设期不超过十八个月，期满仍未完成的，终止项目并收回已拨资金。
第二条 现场核查由两名以上工作人员进行。申报单位无正当理由拒绝核查的，不再安排补助。
第三条 评审专家应当回避与其有亲属关系的申报单位。
第四条 申报单位对评审结果有异议的，应当在公示期内书面提出；匿名提出的，不予受理。
第五条 受补助的单位应当每半年报送一次设备运行报告。
第六条 违反本办法第五条规定的，责令改正，可以处五千元以下罚款。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("funds"), TITLE, TEXT)


@pytest.mark.parametrize(
    ("question", "clause", "said"),
    [
        ("核查的人上门了，我们没理由就是不让进，会怎么样", "第二条", "不再安排补助"),
        ("技改项目过了期限还没弄完，有什么后果", "第一条", "终止项目"),
    ],
)
def test_what_a_notice_threatens_with_is_read_out(
    clerk: Assistant, question: str, clause: str, said: str
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert answer.citations[0].clause == clause


@pytest.mark.parametrize(
    "question",
    [
        "技改项目没按期做完，罚多少钱",  # what follows is no fine
        "设备装好了不让邻居参观，会罚多少钱",  # the fine is for something else
    ],
)
def test_what_follows_from_another_breach_or_is_no_fine_is_no_answer(clerk: Assistant, question: str) -> None:
    assert clerk.ask(question).outcome == "refused"
