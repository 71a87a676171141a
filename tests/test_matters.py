"""A matter asked about as a whole is told from the clause headed by it; one that no heading names, where it is written."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.matters import matter_of
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("对质量基础设施怎么说的", "质量基础设施"),
        ("怎么说质量基础设施", "质量基础设施"),
        ("质量基础设施这块有什么安排", "质量基础设施"),
        ("关于标准化说了些什么", "标准化"),
        ("有哪些质量治理现代化的措施", "质量治理现代化"),
        ("怎么提升农产品质量", "提升农产品质量"),
        ("怎么抓质量治理效能提升", "质量治理效能提升"),
        ("方案里食品安全有哪些内容", "食品安全"),
        # something single is asked for
        ("首席质量官覆盖率是多少", ""),
        ("食品安全谁管", ""),
        ("怎么申请", ""),
        ("计量测试中心有哪些", ""),
        ("有哪些约束性指标", ""),
        ("质量奖什么时候评", ""),
    ],
)
def test_which_matter_is_asked_about(text: str, matter: str) -> None:
    assert matter_of(text) == matter


@pytest.mark.parametrize(
    ("question", "told", "clause"),
    [
        ("西安对质量基础设施有什么规定", "（二十二）强化标准引领；（二十三）提升计量保障能力", "八、"),
        ("西安怎么说质量基础设施的", "（二十五）提升质量基础设施服务效能", "八、"),
        ("西安农产品质量这块怎么弄", "农产品质量安全水平", "（八）"),
        ("西安怎么强化组织保障", "（三十一）强化组织领导", "十、"),
        ("陕西2023年对服务品质提升有什么规定", "（十三）", "五、"),
        ("西安质量基础设施怎么建", "（二十三）提升计量保障能力", "八、"),
    ],
)
def test_the_headed_clause_is_told(real_assistant: Assistant, question: str, told: str, clause: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "answered"
    assert told in answer.text
    cited = real_assistant.index.tree.get(answer.citations[0].clause_id)
    assert cited is not None
    assert cited.label == clause


def test_words_in_another_order_are_another_matter(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西2023年怎么抓工程品质提升")
    assert "实施服务品质提升工程" not in answer.text


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("全国有哪些信用的措施", "信用"),
        ("陕西2023年怎么抓生态旅游", "生态旅游"),
        ("陕西2023年关于财政有哪些内容", "财政"),
    ],
)
def test_what_no_heading_names_is_told_where_it_is_written(
    real_assistant: Assistant, question: str, word: str
) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "answered"
    assert all(word in c.quote for c in answer.citations)


def test_which_document_is_meant_is_asked_where_many_have_it(real_assistant: Assistant) -> None:
    turn = "有哪些组织领导的措施"
    answer = real_assistant.ask(turn)
    assert answer.outcome in ("clarify", "answered")
    assert len({c.doc_id for c in answer.citations}) > 1


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("西安对质量基础设施怎么说的", "那农产品质量呢"), "农产品质量安全水平"),
        (("西安怎么强化组织保障", "再说说质量治理现代化"), "（二十八）提升质量监管效能"),
        (
            ("西安对质量基础设施怎么说的", "写在哪一条"),
            "写在《西安市贯彻落实〈质量强国建设纲要〉深化质量强市建设实施方案》八、",
        ),
    ],
)
def test_the_next_matter_is_asked_about_alike(
    real_assistant: Assistant, turns: tuple[str, ...], told: str
) -> None:
    assert told in conversation(real_assistant, *turns).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "西安专栏6有哪几项行动",
            "实施西安精品培育行动；提升中小微企业质量管理水平；发展壮大质量人才队伍建设",
        ),
        ("西安的保障措施有哪些", "（三十一）强化组织领导；（三十二）狠抓工作落实"),
        ("陕西2023年意见的保障措施", "（二十六）加强党的领导"),
    ],
)
def test_parts_are_listed(real_assistant: Assistant, question: str, told: str) -> None:
    assert told in real_assistant.ask(question).text


@pytest.mark.parametrize("question", ["浙江专栏2有几项行动", "西安专栏9有哪几项行动", "西安专栏9有几项"])
def test_a_box_that_is_not_there_is_said_not_to_be(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert "文件中没有写明“专栏" in answer.text


@pytest.mark.parametrize(
    "question",
    ["浙江省质量强省工作领导小组办公室的电话能给一个吗", "首批“浙江精品”都有哪些企业，名单有吗"],
)
def test_a_number_or_names_that_are_wanted_are_not_made_up_for(
    real_assistant: Assistant, question: str
) -> None:
    assert real_assistant.ask(question).outcome == "refused"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("食品安全法怎么说", "食品安全法"),
        ("产品质量法对处罚怎么规定", "产品质量法"),
        ("民法典怎么说高空抛物", "民法典"),
    ],
)
def test_a_law_that_is_not_here_is_not_answered_for(
    real_assistant: Assistant, question: str, name: str
) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "refused"
    assert f"这些文件里没有《{name}》" in answer.text


@pytest.mark.parametrize("question", ["蓝田县有什么任务", "雁塔区要做些什么"])
def test_what_every_county_has_to_do(real_assistant: Assistant, question: str) -> None:
    assert "以下工作均需各区县政府" in real_assistant.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [("陕西2015年行动计划现在还能用吗", "规划期已届满"), ("中央2017年那个文件多少条", "共有二十八条")],
)
def test_of_a_document_as_a_whole(real_assistant: Assistant, question: str, told: str) -> None:
    assert told in real_assistant.ask(question).text


@pytest.mark.parametrize(
    "turns",
    [
        ("西安鲁班奖几项", "西安的保障措施有哪些"),
        ("浙江省质量强省工作领导小组办公室的电话能给一个吗", "西安的保障措施有哪些"),
    ],
)
def test_a_document_as_a_whole_has_no_part_in_what_was_talked_of(
    real_assistant: Assistant, turns: tuple[str, ...]
) -> None:
    assert "（三十一）强化组织领导" in conversation(real_assistant, *turns).text
    assert "（二十六）加强党的领导" in conversation(real_assistant, *turns, "陕西呢").text
