"""The metrics, worked by hand on literal data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.types import Answer, Citation, Outcome
from corpus.types import Clause, Document
from eval.fold import comparable
from eval.gold import Library, Passage, Question
from eval.grounding import numbers, ungrounded_numbers
from eval.matching import Place, contains, points_at, same_place, says
from eval.metrics import (
    citation_precision,
    citation_recall,
    evidence_recall,
    first_citation_exact,
    score,
    window,
)
from eval.stats import bootstrap_interval, mcnemar_exact, percentile
from index.types import Evidence

TEXT = "（二十）推行首席质量官制度。规模以上工业企业首席质量官覆盖率达到80%以上。\n（二十一）质量合格率达到96%，高于全国94%。"
DOCUMENT = Document(doc_id="d", title="某市2024年实施方案", text=TEXT, sha256="0")
LIBRARY = Library(
    {"d": DOCUMENT},
    frozenset(
        {
            Place("d", "（二十）", None, None),
            Place("d", "专栏1", "22", None),
            Place("d", "表1", "22", None),
        }
    ),
)
FIRST, SECOND = TEXT.split("\n")


def clause(text: str, label: str = "（二十）", doc: str = "d") -> Clause:
    start = TEXT.index(text)
    return Clause(f"{doc}/{label}", doc, None, "article", 20, label, "", text, start, start + len(text))


def cite(quote: str, number: int = 1, label: str = "（二十）", row: str | None = None) -> Citation:
    start = TEXT.find(quote)
    return Citation(
        number,
        "d",
        label,
        row,
        None,
        f"d/{label}",
        f"《某市2024年实施方案》{label}",
        quote,
        start,
        start + len(quote),
        True,
    )


def answer(
    text: str, *citations: Citation, outcome: Outcome = "answered", evidence: tuple[Evidence, ...] = ()
) -> Answer:
    return Answer("q", "q", outcome, text, citations, evidence)


def question(**changes: object) -> Question:
    fields: dict[str, object] = {
        "id": "q1",
        "category": "indicator",
        "turns": ("首席质量官覆盖率是多少？",),
        "answerable": True,
        "answer": "80%以上",
        "must_contain": (("80%",),),
        "must_not_contain": ("全覆盖",),
        "citations": (Place("d", "（二十）", None, None),),
        "evidence_all": (Passage("d", "首席质量官覆盖率达到80%以上"),),
        "asker": "",
        "note": "",
        "line": 1,
    }
    return Question(**(fields | changes))  # type: ignore[arg-type]


# comparing


def test_folding_is_nfkc_simplified_without_white_space_in_lower_case() -> None:
    assert comparable("覆蓋率　≥８０％\n ＱＲ") == "覆盖率≥80%qr"
    assert comparable("顯著 沿着") == comparable("显着 沿著")
    assert comparable("陜西") == comparable("陝西") == comparable("陕西")


@pytest.mark.parametrize(
    ("fact", "text", "said"),
    [
        ("80%", "达到８０％以上", True),
        ("6%", "达到96%", False),
        ("6%", "达到0.6%", False),
        ("80", "80，其中", True),
        ("5", "5.5", False),
        ("2025", "2025年", True),
        ("500名", "5 000名", False),
        ("質量官", "首席质量 官", True),
        ("80", "【1】80【2】", True),
    ],
)
def test_a_fact_is_said_only_with_its_whole_number(fact: str, text: str, said: bool) -> None:
    assert says(fact, text) is said


def test_what_must_not_stand_is_found_even_inside_a_number() -> None:
    assert contains("6%", "96%")
    assert not contains("6%", "69%")


def test_only_the_first_300_characters_count_and_600_of_a_list() -> None:
    late = "字" * 297 + "80%"
    assert score(question(), answer(late), LIBRARY).figures["fact_accuracy"] == 1
    assert score(question(), answer("字" + late), LIBRARY).figures["fact_accuracy"] == 0
    assert (
        score(question(category="applicability"), answer("字" * 300 + late), LIBRARY).figures["fact_accuracy"]
        == 1
    )
    assert score(question(), answer("字" * 300 + "全覆盖"), LIBRARY).forbidden_found == ()
    assert [window(question(category=c)) for c in ("compare", "clause_lookup", "responsible_dept", "x")] == [
        600,
        600,
        600,
        300,
    ]


def test_every_group_needs_one_of_its_alternatives() -> None:
    q = question(must_contain=(("80%", "百分之八十"), ("预期性",)), must_not_contain=())
    scored = score(q, answer("百分之八十，约束性"), LIBRARY)
    assert scored.figures["fact_accuracy"] == 0
    assert scored.facts_missing == (("预期性",),)
    assert score(q, answer("百分之八十，预期性"), LIBRARY).figures["fact_accuracy"] == 1


def test_a_refusal_is_never_right_for_an_answerable_question_whatever_it_says() -> None:
    scored = score(question(), answer("80%", outcome="refused"), LIBRARY)
    assert scored.figures["correct"] == scored.figures["fact_accuracy"] == 0
    assert scored.figures["wrong_refusal"] == 1
    assert scored.figures["missed_refusal"] is None


def test_refusals_missed_and_wrong_are_counted_apart() -> None:
    q = question(answerable=False, must_contain=(), citations=(), evidence_all=())
    missed = score(q, answer("是80%"), LIBRARY).figures
    assert (missed["correct"], missed["refusal"], missed["missed_refusal"], missed["wrong_refusal"]) == (
        0,
        0,
        1,
        None,
    )
    kept = score(q, answer("文件没有规定", outcome="refused"), LIBRARY).figures
    assert (kept["correct"], kept["refusal"], kept["missed_refusal"]) == (1, 1, 0)
    asked_back = score(q, answer("请问是哪个市？", outcome="clarify"), LIBRARY).figures
    assert (asked_back["correct"], asked_back["missed_refusal"]) == (0, 1)


# citations

A, B, C = (
    Place("d", "（一）", None, None),
    Place("d", "专栏1", "22", None),
    Place("e", "（一）", None, "人才"),
)


def test_a_gold_place_is_hit_by_itself_and_by_what_lies_in_it() -> None:
    assert points_at(A, Place("d", "(一)", None, None))
    assert points_at(A, Place("d", "（一）", None, "人才培养"))
    assert not points_at(B, Place("d", "专栏1", "2", None))
    assert not points_at(B, Place("d", "专栏1", None, None))
    assert points_at(C, Place("e", "（一）", None, "——人才。"))
    assert not points_at(A, Place("e", "（一）", None, None))


def test_first_citation_exact_wants_all_four_fields() -> None:
    assert first_citation_exact([A, B], [B, C]) == 1
    assert first_citation_exact([A], [Place("d", "（一）", None, "人才")]) == 0
    assert first_citation_exact([A], [C, A]) == 0
    assert first_citation_exact([A], []) == 0
    assert first_citation_exact([], [A]) is None
    assert same_place(Place("d", "專欄1", "２２", None), B)


def test_citation_recall_looks_at_five() -> None:
    assert citation_recall([A, B], [A, C]) == 0.5
    assert citation_recall([A], [C, C, C, C, A]) == 1
    assert citation_recall([A], [C, C, C, C, C, A]) == 0
    assert citation_recall([], [A]) is None


def test_citation_precision_counts_hits_among_all_given() -> None:
    assert citation_precision([A, B], [A, B, C, C]) == 0.5
    assert citation_precision([A], [A, C, C]) == pytest.approx(1 / 3)
    assert citation_precision([A], []) == 0
    assert citation_precision([], [A]) is None


# evidence


def test_all_needed_evidence_must_stand_in_the_first_k_clauses_of_its_document() -> None:
    needed = [Passage("d", "覆蓋率達到80%"), Passage("d", "合格率达到９６%")]
    one = Evidence(clause(FIRST), 1.0, "sparse", 0, 1)
    two = Evidence(clause(SECOND, "（二十一）"), 0.5, "sparse", 0, 1)
    other = Evidence(clause(FIRST, doc="e"), 0.9, "sparse", 0, 1)
    assert evidence_recall(needed, [one, two], 1) == 0
    assert evidence_recall(needed, [one, two], 3) == 1
    assert evidence_recall(needed, [one, other, other, two], 3) == 0
    assert evidence_recall(needed[:1], [other, one], 1) == 0
    assert evidence_recall([], [one], 1) is None


# grounding


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("达到80%以上，3300亿元，1-2个", ["80", "3300", "1", "2"]),
        ("百分之八十、二〇二五年、五千名、三百六十五天", ["80", "2025", "5000", "365"]),
        ("十四五规划、统一、一批、十分、千万不要、三项", []),
        ("增长两倍，提高一个百分点", ["2", "1"]),
        ("3.6个百分点和２．５％", ["3.6", "2.5"]),
        ("1,200家", ["1200"]),
    ],
)
def test_numbers_in_a_text(text: str, values: list[str]) -> None:
    assert [n.value for n in numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("覆盖率达到80%以上【1】。", []),
        ("覆盖率达到81%【1】。", ["81"]),
        ("覆盖率达到百分之八十【1】。", []),
        ("到2025年达到80%。", []),  # 2025 is in the question
        ("96%比94%高2个百分点【3】【4】。", []),
        ("高2个百分点【3】。", ["2"]),  # what it is the difference of is not shown
        ("①80%；②96%", []),
        ("1. 80%\n2. 96%\n3. 94%", []),
        ("依据（二十）【1】", []),
        ("依据（二十五）【1】", ["二十五"]),
        ("依据一、总体›专栏1›第22项›2.高标准", []),
        ("依据专栏9第23项", ["9", "第23"]),
        ("依据问7", ["7"]),
        ("依据表1第22项", []),
        ("依据表3第22项，附件2", ["3", "2"]),
        ("《某市2024年实施方案》规定80%", []),
        ("《某市2023年实施方案》规定80%", ["2023"]),
        ("2024年为80%", ["2024"]),
        ("96%居第1，94%居第2，没有第3", ["第3"]),
        ("80%【12】", []),
        ("百分之八十五", ["百分之八十五"]),
    ],
)
def test_every_number_of_an_answer_must_stand_somewhere(text: str, loose: list[str]) -> None:
    found = ungrounded_numbers(
        text,
        quotes=["首席质量官覆盖率达到80%以上", "质量合格率达到96%，高于全国94%"],
        question=["2025年目标是多少？"],
        labels=LIBRARY.marks,
        titles=LIBRARY.titles,
    )
    assert found == loose


def test_a_power_word_may_stand_in_a_tables_header_but_not_be_another() -> None:
    assert ungrounded_numbers("3300亿元", quotes=["规模（亿元）| 3300"], question=[]) == []
    assert ungrounded_numbers("3300万元", quotes=["规模3300亿元"], question=[]) == ["3300万"]
    assert ungrounded_numbers("5000名", quotes=["培训5千名"], question=[]) == []


def test_a_quote_must_stand_in_its_document_to_the_letter_and_at_its_offsets() -> None:
    good = cite("首席质量官覆盖率达到80%以上")
    assert score(question(), answer("80%", good), LIBRARY).figures["grounded"] == 1
    folded_only = cite("首席质量官覆盖率达到80％以上")
    assert score(question(), answer("80%", folded_only), LIBRARY).altered_quotes == (1,)
    moved = Citation(2, "d", "（二十）", None, None, "x", "l", "质量", 0, 2, True)
    assert score(question(), answer("80%", good, moved), LIBRARY).altered_quotes == (2,)
    nowhere = Citation(1, "zz", "（二十）", None, None, "x", "l", "质量", 0, 2, True)
    assert score(question(), answer("80%", nowhere), LIBRARY).figures["quotes_verbatim"] == 0


# intervals and tests


def test_mcnemar_by_hand() -> None:
    assert mcnemar_exact(0, 0) == 1
    assert mcnemar_exact(0, 5) == pytest.approx(2 / 32)
    assert mcnemar_exact(1, 5) == pytest.approx(2 * 7 / 64)
    assert mcnemar_exact(3, 3) == 1


def test_a_bootstrap_interval_is_repeatable_and_holds_the_mean() -> None:
    values = [1.0] * 80 + [0.0] * 20
    low, high = bootstrap_interval(values)
    assert (low, high) == bootstrap_interval(values)
    # normal approximation: 0.8 ± 1.96·sqrt(0.8·0.2/100) = 0.8 ± 0.078
    assert low == pytest.approx(0.722, abs=0.02)
    assert high == pytest.approx(0.878, abs=0.02)
    assert bootstrap_interval([1.0, 1.0]) == (1.0, 1.0)
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([])


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([3, 1, 2, 4], 0.5) == 2
    assert percentile(list(range(1, 21)), 0.95) == 19
    assert percentile([7], 0.95) == 7


def test_a_number_over_a_hard_line_break_stands() -> None:
    assert ungrounded_numbers("突破2615亿元。", quotes=["（2023年为2\n615亿元）"], question=[]) == []
    assert ungrounded_numbers("不得超过三千元。", quotes=["不得超过三\n千元"], question=[]) == []
    assert ungrounded_numbers("是26亿元。", quotes=["2\n615亿元"], question=[]) == ["26亿"]


def test_the_marks_of_a_list_that_is_read_out_in_one_line_are_no_numbers() -> None:
    said = "分档补助：1、甲类6%；2、乙类8%；3、丙类10%，共17、19处"
    quote = "分档补助：\n1.甲类6%；\n2.乙类8%；\n3.丙类10%"
    loose = ungrounded_numbers(
        said, quotes=[quote], question=["怎么补"], labels=frozenset(), titles=frozenset()
    )
    assert loose == ["17", "19"]


def test_a_count_of_cited_clauses_a_short_year_and_a_difference_from_the_users_own_number_stand() -> None:
    quotes = ["(十三)強化工程質量保障。", "(十四)推動建筑材料質量升級。"]
    assert (
        ungrounded_numbers("条款共2条：甲；乙【1】【2】", quotes=quotes, question=["水务局领了哪几条"]) == []
    )
    assert ungrounded_numbers(
        "条款共3条：甲；乙【1】【2】", quotes=quotes, question=["水务局领了哪几条"]
    ) == ["3"]
    row = ["11 国际标准（项） 90 预期性"]
    assert ungrounded_numbers("到2025年为90项", quotes=row, question=["25年是多少"]) == []
    assert ungrounded_numbers("比目标90项还差28项", quotes=row, question=["现在62项，还缺几项"]) == []
    assert ungrounded_numbers("比目标90项还差29项", quotes=row, question=["现在62项，还缺几项"]) == ["29"]
    assert ungrounded_numbers("到2027年，差2年", quotes=["到2027年"], question=["2025年呢"]) == ["2"]
    assert ungrounded_numbers("处500元以上", quotes=["处50 0元以上"], question=["罚多少"]) == []
    quotes = ["遴选500家", "遴选100家"]
    assert ungrounded_numbers("甲是乙的5倍。甲500家。乙100家", quotes=quotes, question=["几倍"]) == []
    assert ungrounded_numbers("甲是乙的4倍。甲500家。乙100家", quotes=quotes, question=["几倍"]) == ["4"]
    assert ungrounded_numbers("乙是甲的20%。甲500家。乙100家", quotes=quotes, question=["几成"]) == []
    assert ungrounded_numbers("乙是甲的25%。甲500家。乙100家", quotes=quotes, question=["几成"]) == ["25"]
