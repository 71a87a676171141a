"""What a comparison is about, and what follows from its figures."""

from __future__ import annotations

import pytest

from assistant.answers.differences import Figure, difference
from assistant.answers.framing import matter, weighs_only
from assistant.answers.intervals import amounts


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("制造业质量竞争力指数谁定得最高", "制造业质量竞争力指数"),
        ("园区数量差几家", "园区数量"),
        ("补贴标准是不是都一样高", "补贴标准"),
        ("能耗降低有没有区别", "能耗降低"),
        ("新增数比保有量多几个", "新增数 保有量"),
        ("学前教育占比各是多少", "学前教育占比 多少"),
        ("2025年比例从40%提高到多少", "2025年比例从40%提高到多少"),
    ],
)
def test_words_that_compare_are_no_matter(question: str, about: str) -> None:
    assert matter(question) == about


def _figure(side: str, text: str, what: str) -> Figure:
    return Figure(side, amounts(text)[0], what)


@pytest.mark.parametrize(
    ("question", "figures", "said"),
    [
        ("谁多，差几个", [("甲", "30个", "建设园区"), ("乙", "20家", "建设园区")], "甲更多，相差10个"),
        ("谁多", [("甲", "3-5家", "示范县"), ("乙", "1-2家", "示范县")], "甲更多"),
        ("差多少", [("甲", "6万张", "证书保有量"), ("乙", "300张", "新增证书")], "不能直接比较"),
        ("差多少批次", [("甲", "8000批次", "5年共抽查"), ("乙", "800批次", "每年抽查")], "不能直接比较"),
        ("差多少", [("甲", "30%", "绿化率"), ("乙", "20个", "绿化率")], "单位不同"),
        ("哪个更严", [("甲", "不超过5天", "办结时限"), ("乙", "不超过3天", "办结时限")], "乙"),
    ],
)
def test_a_verdict_only_where_units_and_bases_agree(
    question: str, figures: list[tuple[str, str, str]], said: str
) -> None:
    assert said in difference(question, [_figure(*f) for f in figures])


@pytest.mark.parametrize(
    ("question", "only"),
    [
        ("浙江和西安，覆盖率目标谁高？", True),
        ("两地的奖金哪个高些", True),
        ("甲比乙差几件", True),
        ("到2025年比2020年提高多少", True),
        ("退役军人比一般人多补多少", True),
        ("甲和乙各是多少，差几件", False),
        ("甲定了多少，乙呢，谁多", False),
        ("三个地方哪个没定目标", False),
        ("甲和乙有什么不同", False),
        ("要培训多少人", False),
        ("西安和陕西的能耗降低是多少", False),
        ("西安和陕西的能耗要降低多少", False),
        ("能耗2030年比2025年降低多少", True),
    ],
)
def test_what_asks_only_which_is_more(question: str, only: bool) -> None:
    assert weighs_only(question) is only
