from __future__ import annotations

from pathlib import Path

import pytest

from assistant.applies.excerpts import Excerpts
from assistant.applies.profile import concerns_asker, profile_from_fields, profile_of, sizes_told
from assistant.assistant import Assistant
from corpus.address import Address
from corpus.industries import industries
from tests.small_corpus import assistant_over

CITY = """\
绵阳市服务质量提升实施方案
一、重点任务
（一）规范物业管理。督促物业服务企业公示收费标准。
（二）扶持小店。遴选30家小微企业开展免费诊断。
（三）引导企业提升管理。鼓励企业采用先进标准。
（四）规上工业。推进规模以上工业企业设备联网全覆盖，联网率达到90%。
（五）规范仓储。加强冷链食品质量监督抽查，严格进货查验。
"""
PROVINCE = """\
四川省服务质量提升实施意见
一、重点任务
（一）规范家政服务。家政服务机构应当建立服务档案。
（二）规范物业管理。督促物业服务企业公示收费标准。
"""
OTHER_CITY = """\
成都市服务质量提升实施方案
一、重点任务
（一）规范物业管理。物业服务企业不得擅自停水停电。
（二）规范家政服务。家政服务机构应当投保责任险，投保率达到100%。
"""
MANIFEST = """\
[mianyang]
file = "mianyang.txt"
title = "绵阳市服务质量提升实施方案"
region = "绵阳市"
level = "市级"

[sichuan]
file = "sichuan.txt"
title = "四川省服务质量提升实施意见"
region = "四川省"
level = "省级"

[chengdu]
file = "chengdu.txt"
title = "成都市服务质量提升实施方案"
region = "成都市"
level = "市级"
"""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over three small invented plans of a province and two of its cities."""
    files = {
        "mianyang.txt": CITY,
        "sichuan.txt": PROVINCE,
        "chengdu.txt": OTHER_CITY,
        "manifest.toml": MANIFEST,
    }
    return assistant_over(tmp_path_factory.mktemp("plans"), files)


def cited(assistant: Assistant, question: str) -> list[tuple[str, str | None]]:
    return [(c.doc_id, c.clause) for c in assistant.ask(question).citations]


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("我是西安一家规上食品厂，哪些条款和我有关？", ("xian-2024", "（九）"), "危害分析"),
        ("我们在西安做建材供应商，有什么义务", ("xian-2024", "（十四）"), "终身责任"),
        ("我在西安开零售药店，有什么监管要求？", ("xian-2024", "（十）"), "督导检查"),
        ("西安一家认证机构，想知道方案鼓励我们做什么", ("xian-2024", "（十二）"), "高端品质认证"),
        ("我司是施工单位，在陕西接工程，有哪些义务", ("shaanxi-2023", "（十二）"), "主体责任"),
        ("温州一家小微企业，省里有哪些扶持措施", ("zhejiang-2022", "（十四）"), "技术改造"),
        ("我公司是家政公司，国家2017年意见有什么鼓励", ("central-2017", "（九）"), "服务品牌"),
        ("陕西的养老机构，实施意见对我们有什么规定", ("shaanxi-2023", "（十五）"), "养老机构"),
    ],
)
def test_the_clause_that_applies(
    real_assistant: Assistant, question: str, clause: tuple[str, str], words: str
) -> None:
    answer = real_assistant.ask(question)
    assert answer.outcome == "answered"
    assert clause in [(c.doc_id, c.clause) for c in answer.citations]
    assert words in answer.text
    assert len(answer.text) <= 600
    assert all(c.verified for c in answer.citations)


def test_another_citys_plan_does_not_bind(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("宝鸡规上机械厂，要不要设首席质量官？西安那个80%管我们吗")
    assert {c.doc_id for c in answer.citations} == {"shaanxi-2023"}
    assert "不适用于宝鸡市" in answer.text
    assert "首席质量官制度全覆盖" in answer.text


def test_a_size_that_a_duty_leaves_out_is_told(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("渭南规下企业，首席质量官制度我们必须设吗")
    assert "针对的是全省规模以上企业" in answer.text
    assert "不包括您" in answer.text


def test_a_question_about_support_gets_no_duties(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西中小微企业能享受什么扶持")
    assert "支持/鼓励" in answer.text
    assert "义务/要求" not in answer.text


def test_what_is_hoped_for_and_not_written_is_noted(real_assistant: Assistant) -> None:
    answer = real_assistant.ask(
        "我在西安开了个小加工厂，听说市里要挑一批小企业免费辅导体系认证，有没有这回事？"
    )
    assert "遴选100家中小微企业" in answer.text
    assert any("没有写“免费”" in n for n in answer.notes)


def test_generic_measures_are_only_mentioned_beside_particular_ones(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("我在西安开零售药店，有什么监管要求？")
    assert len(answer.citations) == 1
    assert any(n.startswith("面向各类企业的一般措施还有") for n in answer.notes)


def test_a_figure_asked_for_is_no_matter_of_applicability(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("本公司在西安，是规模以上工业企业，首席质量官覆盖率目标是多少？")
    assert "80%" in answer.text


def test_own_city_before_province_and_never_another_city(other: Assistant) -> None:
    assert cited(other, "我在绵阳开物业公司，有什么义务？") == [("mianyang", "（一）")]
    assert cited(other, "我们是绵阳的家政服务机构，有什么要求？") == [("sichuan", "（一）")]
    assert cited(other, "我们是成都的家政服务机构，有什么要求？") == [("chengdu", "（二）")]


def test_a_fact_that_is_missing_is_named(other: Assistant) -> None:
    profile = profile_from_fields(other.lexicon, place="绵阳市", description="工业企业，机械厂")
    found = other.composer.applicability.applicable(profile)
    (linked,) = [a for a in found if a.clause.label == "（四）"]
    assert linked.kind is Address.RELATED
    assert "规模以上" in linked.missing
    sure = profile_from_fields(other.lexicon, place="绵阳市", description="规上机械厂")
    (linked,) = [a for a in other.composer.applicability.applicable(sure) if a.clause.label == "（四）"]
    assert (linked.kind, linked.missing) == (Address.DUTY, "")


def test_sizes_that_contradict_are_left_out(other: Assistant) -> None:
    profile = profile_from_fields(other.lexicon, place="绵阳市", description="规下机械厂")
    assert "（四）" not in [a.clause.label for a in other.composer.applicability.applicable(profile)]


def test_measures_on_goods_reach_those_who_trade_in_them(other: Assistant) -> None:
    profile = profile_from_fields(other.lexicon, place="绵阳市", description="冷链公司")
    first = other.composer.applicability.applicable(profile)[0]
    assert (first.clause.label, first.kind) == ("（五）", Address.DUTY)


def test_only_what_is_asked_for(other: Assistant) -> None:
    profile = profile_from_fields(
        other.lexicon, place="绵阳市", description="小微企业", kinds=frozenset({Address.SUPPORT})
    )
    found = other.composer.applicability.applicable(profile)
    assert found[0].clause.label == "（二）"
    assert Address.DUTY not in {a.kind for a in found}


def test_generic_measures_rank_below_particular_ones(other: Assistant) -> None:
    profile = profile_from_fields(other.lexicon, place="绵阳市", description="物业公司")
    found = other.composer.applicability.applicable(profile)
    generic = [n for n, a in enumerate(found) if a.generic]
    assert found[0].clause.label == "（一）"
    assert generic
    assert min(generic) > 0


@pytest.mark.parametrize(
    "question",
    ["绵阳市的联网率目标是多少？", "（二）的原文是什么", "什么是小微企业", "谁负责物业管理"],
)
def test_questions_about_nobody_in_particular(other: Assistant, question: str) -> None:
    assert not concerns_asker(other.understander.understand(question))


def test_who_asks(real_assistant: Assistant) -> None:
    query = real_assistant.understander.understand("我们在西安卖水泥，是建材供应商，有什么义务")
    profile = profile_of(real_assistant.lexicon, query)
    assert profile.place is not None
    assert profile.place.name == "西安市"
    assert profile.doc_ids[0] == "xian-2024"
    assert "zhejiang-2022" not in profile.doc_ids
    assert {"建材", "供应"} <= set(profile.terms)
    assert profile.kinds == {Address.DUTY}


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("规上食品厂", {"规上"}),
        ("二十来人的小加工厂", {"小型"}),
        ("8个人的小店", {"小型", "微型"}),
        ("中小微制造企业", {"中型", "小型", "微型"}),
        ("一家公司", set()),
    ],
)
def test_sizes_told(text: str, sizes: set[str]) -> None:
    assert sizes <= sizes_told(text)
    assert bool(sizes) == bool(sizes_told(text))


SCHEME = """\
乐山市养蜂与数字产业扶持细则
第一章 总则
第一条 为了扶持产业，制定本细则。
第二条 本细则所称养蜂场，是指达到下列规模之一的场所：
（一）意大利蜂存栏二百群以上；
（二）中华蜂存栏一百群以上。
本细则所称养蜂户，是指未达到前款规定规模标准的单位和个人。
第三条 养蜂场应当向县级农业农村主管部门备案。
养蜂户无需备案，但应当向村民委员会登记。
第二章 扶持
第四条 支持民宿提质
【支持对象】首次评为甲级的民宿企业。
【支持标准】一次性奖励15万元。
【责任单位】市文化和旅游局
第五条 支持软件研发
【支持对象】从业人员超过五十人的软件企业。
【支持标准】按研发投入的8%给予补助，每年最高60万元。
【责任单位】市科技局
第六条 矿山、建筑施工单位和危险物品的生产、经营、储存单位，应当配备专职安全员。
餐饮等行业的经营单位使用燃气的，应当安装报警装置。
第七条 有关单位弄虚作假的，取消当年全部补贴。
"""


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over one invented scheme with definitions by size and paragraphs for whom and how much."""
    manifest = '[scheme]\nfile = "scheme.txt"\ntitle = "乐山市养蜂与数字产业扶持细则"\nregion = "乐山市"\nlevel = "市级"\n'
    files = {"scheme.txt": SCHEME, "manifest.toml": manifest}
    return assistant_over(tmp_path_factory.mktemp("scheme"), files)


def test_whom_a_measure_is_for_and_how_much_are_read_together(scheme: Assistant) -> None:
    answer = scheme.ask("我们在乐山开民宿，有哪些扶持？")
    assert answer.citations[0].clause == "第四条"
    assert "首次评为甲级" in answer.text
    assert "15万元" in answer.text
    assert "支持/鼓励" in answer.text
    assert "软件" not in answer.text


def test_a_duty_of_other_trades_is_not_offered_as_ones_own(scheme: Assistant) -> None:
    answer = scheme.ask("我在乐山开小饭馆，这个细则对我有什么要求？")
    assert "应当安装报警装置" in answer.text
    assert "矿山" not in answer.text
    assert answer.text.count("第六条") == 1


@pytest.mark.parametrize(
    ("staff", "kind"), [("80个人", Address.SUPPORT), ("30个人", None), ("", Address.RELATED)]
)
def test_a_threshold_of_staff_is_compared(scheme: Assistant, staff: str, kind: Address | None) -> None:
    profile = profile_from_fields(scheme.lexicon, place="乐山市", description=f"软件公司，{staff}")
    found = scheme.composer.applicability.applicable(profile)
    entry = next((a for a in found if "从业人员" in a.clause.text and "软件企业" in a.addressee), None)
    assert (entry.kind if entry else None) == kind
    if kind is Address.RELATED:
        assert entry is not None
        assert "超过五十人" in entry.missing


def test_the_documents_own_name_for_a_size_decides(scheme: Assistant) -> None:
    excerpts = Excerpts(scheme.index)
    small = profile_from_fields(scheme.lexicon, place="乐山市", description="养蜂户，中华蜂存栏60群")
    texts = [excerpts.text(a) for a in scheme.composer.applicability.applicable(small)]
    assert any("养蜂户无需备案" in t for t in texts)
    assert not any(t.startswith("养蜂场应当") for t in texts)


def test_what_is_taken_away_is_no_support(scheme: Assistant) -> None:
    profile = profile_from_fields(scheme.lexicon, place="乐山市", description="企业")
    found = scheme.composer.applicability.applicable(profile)
    assert not [a for a in found if a.clause.label == "第七条" and a.kind is Address.SUPPORT]


def test_an_english_asker_is_told_of_the_trade(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("What does the national guideline say about us? We run an e-commerce company")
    assert "电子商务" in answer.text
    assert {c.doc_id for c in answer.citations} == {"central-2017"}


def test_the_sentence_about_ones_own_product_is_read_too(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("我是周至种猕猴桃的合作社，西安这文件哪些和我们有关")
    assert "合格证" in answer.text
    assert "猕猴桃" in answer.text


def test_a_trade_that_no_clause_names_is_said_to_have_none(other: Assistant) -> None:
    answer = other.ask("我们是绵阳的快递公司，哪些条款和我们有关？")
    assert answer.outcome == "answered"
    assert "没有查到专门针对" in answer.text
    assert "快递" in answer.text


def test_trades_of_the_classification() -> None:
    assert "工业" in industries().trade("食品").umbrella
    assert "餐饮" in industries().trade("小饭馆").words
    assert "服务业" in industries().trade("餐饮").umbrella
    assert industries().trade("无此行业").words == ()


def test_the_classification_file_is_beside_the_code() -> None:
    assert (Path(__file__).resolve().parent.parent / "corpus" / "industries.toml").is_file()


def test_that_a_kind_of_clause_asked_for_is_not_there_is_said_first(real_assistant: Assistant) -> None:
    none = real_assistant.ask("西安一个食品小作坊，有什么义务")
    assert none.text.startswith("没有查到直接写给您这类主体的义务")
    some = real_assistant.ask("我们是陕西的建材供应单位，有什么义务")
    assert not some.text.startswith("没有查到")


@pytest.mark.parametrize(
    "question", ["企业有什么义务", "个体户有什么要求", "企业应该怎么做", "企业要承担什么责任"]
)
def test_what_any_firm_must_do_is_told_of_every_place(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.ask(question)
    assert answer.text.startswith("义务/要求：西安市")
    assert "首负责任制" in answer.text
    assert "浙江省" in answer.text
    assert "政府工作" not in answer.text
    assert not any("2015" in c.label for c in answer.citations)


def test_a_kind_of_body_may_be_asked_what_it_must_do(real_assistant: Assistant) -> None:
    for question in ("食品厂要做什么", "电梯公司有啥责任"):
        answer = real_assistant.ask(question)
        assert answer.text.startswith("没有查到直接写给您这类主体的义务或者要求")
        # what any firm must do is his too
        assert "写给各类主体的义务/要求：西安市（二十八）" in answer.text
    platform = real_assistant.ask("平台要承担什么责任")
    assert "指挥平台" not in platform.text
    assert "主体责任" in platform.text


def test_what_binds_canteens_is_not_told_to_any_firm(tmp_path: Path) -> None:
    text = (
        "普洱市餐饮办法\n第一条 中小学食堂不得制售生食。\n第二条 食堂应当留样。\n第三条 企业应当每月自查。\n"
    )
    manifest = '[a]\nfile = "a.txt"\ntitle = "普洱市餐饮办法"\nregion = "普洱市"\nlevel = "市级"\n'
    assistant = assistant_over(tmp_path, {"a.txt": text, "manifest.toml": manifest})
    answer = assistant.ask("企业有什么义务")
    assert "每月自查" in answer.text
    assert "食堂" not in answer.text
    assert any("写给特定行业" in n and "第二条" in n for n in answer.notes)


def test_that_no_sum_is_given_is_said_before_what_is_wished_for(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("西安的企业有什么奖励")
    assert answer.text.startswith("没有查到写给您这类主体的补贴、奖励金额")


def test_a_duty_is_told_however_much_an_office_does_about_the_trade(real_assistant: Assistant) -> None:
    answer = real_assistant.ask("陕西建筑公司要承担什么责任")
    assert answer.text.startswith("义务/要求：（十二）")
    assert "主体责任" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("蓝田的企业要执行西安方案吗", "适用。蓝田县属于西安市"),
        ("温州的企业浙江意见管不管", "适用。温州市属于浙江省"),
        ("重庆的企业，陕西文件对我有用吗", "不适用。陕西省的文件"),
    ],
)
def test_whether_a_places_document_binds_another(real_assistant: Assistant, question: str, told: str) -> None:
    assert real_assistant.ask(question).text.startswith(told)
