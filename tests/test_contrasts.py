"""Named things side by side over an invented city's measures and law."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.measures_corpus import open_measures


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return open_measures(tmp_path_factory.mktemp("measures"))


@pytest.mark.parametrize(
    ("question", "said", "clauses"),
    [
        # aligned with a list in the 款 before
        ("国家级跟市级绿色工厂奖的钱差多少", ("80万元", "10万元", "相差70万元"), {"第二条"}),
        # two articles
        (
            "没备案和没建台账，哪个罚得重",
            ("一千元以上三千元以下", "五千元以上二万元以下"),
            {"第八条", "第九条"},
        ),
        # two items of one list, with its opening sentence
        ("出了一般事故和较大事故分别罚多少", ("三万元以上十万元以下", "十万元以上三十万元以下"), {"第十条"}),
        # two parts of one sentence
        ("普通申请和加急申请几天办结", ("10个工作日", "3个工作日", "相差7个工作日"), {"第八条"}),
        ("博士比硕士多补多少", ("12万元", "5万元", "相差7万元"), {"第五条"}),
        # two questions in one
        ("投诉几天答复，举报几天核查，哪个快", ("七个工作日", "三个工作日", "举报更快"), {"第七条"}),
        ("大型设施和小型设施怎么分", ("三十平方米以上", "未达到前款规定规模"), {"第二条"}),
    ],
)
def test_each_side_has_its_figure_and_its_clause(
    clerk: Assistant, question: str, said: tuple[str, ...], clauses: set[str]
) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "answered"
    for words in said:
        assert words in answer.text
    assert {c.clause for c in answer.citations} == clauses


def test_both_pieces_of_an_alignment_are_quoted(clerk: Assistant) -> None:
    answer = clerk.ask("国家级跟市级绿色工厂奖的钱差多少")
    quotes = "".join(c.quote for c in answer.citations)
    assert "获评国家级绿色工厂" in quotes
    assert "分别给予80万元" in quotes
    assert "30万元" not in answer.text


def test_what_holds_in_special_cases_is_read_out_too(clerk: Assistant) -> None:
    answer = clerk.ask("设计券和检测券哪个补的比例高")
    assert "降低到20%" in answer.text
    assert "按一般情形，检测券更高" in answer.text


def test_a_side_that_was_not_found_is_said_to_be_missing(clerk: Assistant) -> None:
    answer = clerk.ask("设计券和停车券各补多少")
    assert "25%" in answer.text
    assert "没有查到停车券" in answer.text
    weighed = clerk.ask("设计券和停车券哪个补得多")
    assert weighed.outcome == "refused"
    assert "没有查到停车券的这一项，无法比较" in weighed.text
    assert "发放设计券" in weighed.text
