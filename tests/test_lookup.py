"""Clauses by number and departments both ways: exact or nothing."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.question import ClauseRef, find_refs
from assistant.understand.references import several
from corpus.types import Clause


def find(assistant: Assistant, refs: str, *doc_ids: str) -> list[Clause]:
    return assistant.lookup.by_refs(find_refs(refs), doc_ids)


@pytest.mark.parametrize(
    ("doc_id", "refs", "label", "title"),
    [
        ("xian-2024", "第九条", "（九）", "提升食品质量安全水平"),
        ("xian-2024", "第三章", "三、", "提升区域产业质量竞争力"),
        ("xian-2024", "专栏7", "专栏7", "质量基础设施升级增效工程"),
        ("shaanxi-2023", "（十四）", "（十四）", "促进生活服务品质升级"),
        ("shaanxi-2015", "第八条", "（八）", "强化重点领域质量安全监管"),
        ("zhejiang-2022", "第二十五条", "（二十五）", "加强组织领导"),
        ("central-2017", "第五条", "（五）", "促进消费品提质升级"),
    ],
)
def test_a_clause_by_its_number(
    real_assistant: Assistant, doc_id: str, refs: str, label: str, title: str
) -> None:
    (clause,) = find(real_assistant, refs, doc_id)
    assert (clause.doc_id, clause.label) == (doc_id, label)
    assert title in clause.title


def test_numbers_narrow_each_other(real_assistant: Assistant) -> None:
    (row,) = find(real_assistant, "专栏1第16项", "xian-2024")
    assert row.row is not None
    assert row.row.name == "西安市质量奖拥有量"
    (item,) = find(real_assistant, "专栏6第3项", "xian-2024")
    assert item.title == "发展壮大质量人才队伍建设"


def test_every_document_with_that_number_is_given_in_order(real_assistant: Assistant) -> None:
    docs = ("shaanxi-2023", "xian-2024", "zhejiang-2022")
    found = find(real_assistant, "第二十条", *docs)
    assert [c.doc_id for c in found] == list(docs)
    assert {c.label for c in found} == {"（二十）"}


@pytest.mark.parametrize(
    ("doc_id", "refs"),
    [
        ("zhejiang-2022", "第二十八条"),
        ("zhejiang-2022", "专栏1"),
        ("xian-2024", "专栏9"),
        ("xian-2024", "专栏1第23项"),
        ("xian-2024", "专栏6第4项"),
        ("central-2017", "第一条"),
        ("shaanxi-2015", "第五章"),
    ],
)
def test_a_number_the_document_does_not_have_finds_nothing(
    real_assistant: Assistant, doc_id: str, refs: str
) -> None:
    assert find(real_assistant, refs, doc_id) == []


def test_every_article_number_of_the_corpus_leads_to_itself(real_assistant: Assistant) -> None:
    for clause in real_assistant.index.tree:
        if clause.kind in ("chapter", "article", "box") and clause.number:
            ref = ClauseRef(clause.kind, clause.number, "")
            assert clause in real_assistant.lookup.by_refs([ref], [clause.doc_id]), clause.clause_id


# departments


def test_departments_of_a_clause(real_assistant: Assistant) -> None:
    (clause,) = find(real_assistant, "第十条", "xian-2024")
    holder, departments = real_assistant.lookup.departments_of(clause)
    assert holder == clause
    assert departments == ("市市场监管局", "市卫生健康委")


def test_the_items_of_a_box_have_their_own(real_assistant: Assistant) -> None:
    (box,) = find(real_assistant, "专栏3", "xian-2024")
    within = real_assistant.lookup.departments_within(box)
    assert [c.departments for c in within] == [("市农业农村局", "市市场监管局"), ("市工信局", "市市场监管局")]


def test_where_nobody_is_named_there_is_nobody(real_assistant: Assistant) -> None:
    (clause,) = find(real_assistant, "第十条", "zhejiang-2022")
    assert real_assistant.lookup.departments_of(clause)[1] == ()


def test_a_standing_duty_holds_behind_the_place_where_it_stands_and_in_its_document_alone(
    real_assistant: Assistant,
) -> None:
    (later,) = find(real_assistant, "第十条", "xian-2024")
    note = real_assistant.lookup.standing_for(later)
    assert note is not None
    assert "各区县政府" in note.departments
    (elsewhere,) = find(real_assistant, "第十条", "shaanxi-2023")
    assert real_assistant.lookup.standing_for(elsewhere) is None
    (before,) = find(real_assistant, "第一章", "xian-2024")
    assert real_assistant.lookup.standing_for(before) is None


def test_tasks_of_a_department_are_the_clauses_that_name_it(real_assistant: Assistant) -> None:
    tasks = real_assistant.lookup.tasks_of(["市水务局"], ["xian-2024"])
    assert [c.label for c in tasks[:3]] == ["（十三）", "（十四）", "（十五）"]
    assert len(tasks) == 6
    assert all("市水务局" in c.departments for c in tasks)
    assert [c.start for c in tasks] == sorted(c.start for c in tasks)


def test_every_department_finds_all_its_clauses(real_assistant: Assistant) -> None:
    for name in real_assistant.lexicon.departments:
        tasks = {c.clause_id for c in real_assistant.lookup.tasks_of([name], ())}
        assert tasks == {c.clause_id for c in real_assistant.index.tree if name in c.departments}


def test_a_department_of_another_document_has_no_tasks_here(real_assistant: Assistant) -> None:
    assert real_assistant.lookup.tasks_of(["省粮食局"], ["xian-2024"]) == []
    assert real_assistant.lookup.tasks_of(["不存在的局"], ()) == []


def test_an_annex_is_named_by_its_number_where_something_in_it_is_asked() -> None:
    assert [(r.kind, r.number) for r in find_refs("附件1第4项谁负责")] == [("part", 1), ("item", 4)]
    assert [(r.kind, r.number) for r in find_refs("附件2有哪些任务")] == [("part", 2)]
    assert find_refs("按附件1填写") == ()


def test_of_a_places_documents_the_one_in_force_is_meant(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西第八条讲什么")
    assert answer.outcome == "answered"
    assert [(c.doc_id, c.clause) for c in answer.citations] == [("shaanxi-2023", "（八）")]
    assert any("规划期已届满" in note for note in answer.notes)
    assert real_assistant.ask("陕西2015年行动计划第八条讲什么").citations[0].doc_id == "shaanxi-2015"


def test_a_number_that_is_elsewhere_is_not_answered_from_there(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("浙江专栏1第9项是什么")
    assert answer.outcome == "refused"
    assert any("西安市" in note and "专栏1第9项" in note for note in answer.notes)


def test_a_pasted_clause_is_found_by_its_words(real_assistant: Assistant) -> None:
    """The number is in four documents; the words behind it are of one."""
    answer = real_assistant.ask(
        "（八）强化重点领域质量安全监管，加强设备安全监察，对什么项目实施质量安全督查机制"
    )
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2015"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("西安方案第三条和第五条分别讲什么", ("第三条", "第五条")),
        ("（九）（十）（十一）条的责任单位", ("（九）", "（十）", "（十一）")),
        ("专栏1第6、7、8项是多少", ("第六项", "第七项", "第八项")),
        ("西安第5项到第8项指标是什么", ("第五项", "第六项", "第七项", "第八项")),
    ],
)
def test_several_clauses_named_at_once(text: str, names: tuple[str, ...]) -> None:
    found = several(text)
    assert found is not None
    assert found[2] == names


@pytest.mark.parametrize(
    "text", ["第八条第二款讲什么", "第三十九条第（二）项", "2025、2027年的目标", "第八条", "前3、4名"]
)
def test_one_clause_is_not_several(text: str) -> None:
    assert several(text) is None


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("西安方案第三条和第五条分别讲什么", [("（三）", None), ("（五）", None)]),
        ("西安专栏1第22项和第15项是什么", [("专栏1", "22"), ("专栏1", "15")]),
        ("西安方案（九）（十）条由谁负责", [("（九）", None), ("（十）", None)]),
    ],
)
def test_each_of_several_clauses_is_told(
    real_assistant: Assistant, question: str, cited: list[tuple[str, str | None]]
) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "answered"
    assert [(c.clause, c.row) for c in answer.citations] == cited


def test_one_of_several_that_is_not_there_is_said_so(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安方案第三条、第九十条讲什么")
    assert [c.clause for c in answer.citations] == ["（三）"]
    assert "没有查到第九十条" in answer.text


@pytest.mark.parametrize(
    "question", ["家里养了三条狗要登记吗", "两条马路各有一个门", "十二条生产线", "发了3条信息"]
)
def test_what_is_counted_like_articles_is_no_article(question: str) -> None:
    assert find_refs(question) == ()


def test_articles_are_still_named_without_their_sign() -> None:
    assert [r.number for r in find_refs("三条怎么规定")] == [3]
    assert [r.number for r in find_refs("三条底线是什么")] == [3]
