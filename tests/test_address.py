from __future__ import annotations

import pytest

from assistant.applies.profile import profile_from_fields
from assistant.assistant import Assistant
from corpus.address import Address, binds_handlers, meant_for
from tests.small_corpus import assistant_over


@pytest.mark.parametrize(
    ("verb", "before", "rest", "expected"),
    [
        ("", "食品企业", "应当查验证照", Address.DUTY),
        ("落实", "落实家具企业", "主体责任", Address.DUTY),
        ("强化", "强化家具企业", "监管", Address.OFFICIAL),
        ("建立", "建立家具企业", "信用评价制度", Address.OFFICIAL),
        ("推行", "面向家具企业推行", "合格证制度", Address.DUTY),
        ("对", "服务窗口对企业", "咨询应当当场答复", Address.OFFICIAL),
        ("", "县级人民政府应当为企业", "办理登记", Address.OFFICIAL),
        ("引导", "引导企业", "适应新需求", Address.SUPPORT),
        ("", "家具企业", "有权申请复检", Address.RELATED),
        ("向", "不得向家具企业", "摊派费用", Address.RELATED),
        ("", "不得要求家具企业", "重复检测", Address.RELATED),
    ],
)
def test_what_a_sentence_means_for_a_body(verb: str, before: str, rest: str, expected: Address) -> None:
    piece = before + rest
    assert meant_for(verb, before, rest, piece, "", piece) is expected


@pytest.mark.parametrize(
    ("sentence", "binds"),
    [
        ("加快推进茶叶追溯体系建设。", False),
        ("建设茶叶检验实验室，抽检覆盖率达到95%。", False),
        ("加大茶叶监督抽查力度。", False),
        ("市场监督管理部门应当抽查茶叶。", False),
        ("茶叶不得掺杂掺假。", True),
        ("严格执行茶叶进货查验制度。", True),
    ],
)
def test_only_what_handlers_keep_binds_them(sentence: str, binds: bool) -> None:
    assert binds_handlers(sentence) is binds


PLAN = """\
临沧市茶叶质量提升方案
一、重点任务
（一）提升茶叶质量。加快推进茶叶追溯体系建设，建设茶叶检验实验室。加大茶叶监督抽查力度。
（二）压实责任。茶叶不得掺杂掺假。茶叶企业应当建立台账。
（三）扶持企业。对茶叶企业技术改造给予补助。
（四）服务窗口。服务窗口对企业咨询应当当场答复。
"""


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over an invented plan of one city about tea."""
    manifest = (
        '[tea]\nfile = "tea.txt"\ntitle = "临沧市茶叶质量提升方案"\nregion = "临沧市"\nlevel = "市级"\n'
    )
    return assistant_over(tmp_path_factory.mktemp("tea"), {"tea.txt": PLAN, "manifest.toml": manifest})


def test_work_of_the_authorities_is_no_duty_of_the_enterprise(tea: Assistant) -> None:
    profile = profile_from_fields(tea.lexicon, place="临沧市", description="茶叶生产企业")
    found = tea.composer.applicability.applicable(profile)
    text = tea.index.documents["tea"].text
    duties = {text[a.start : a.end].strip() for a in found if a.kind is Address.DUTY}
    assert "茶叶企业应当建立台账。" in duties
    assert not [d for d in duties if "加快" in d or "加大" in d or "服务窗口" in d]


def test_duties_are_told_before_the_work_of_the_authorities(tea: Assistant) -> None:
    answer = tea.ask("我们是临沧的茶叶企业，有什么义务")
    assert answer.text.startswith("义务/要求")
    assert "补助" not in answer.text
