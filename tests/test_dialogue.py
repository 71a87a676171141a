"""Follow-ups: the slot they name is exchanged, what they leave unsaid is kept, a new subject stays new."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from index.build import build_index
from index.policy_index import PolicyIndex


@dataclass
class Talk:
    """One conversation with the real assistant."""

    assistant: Assistant

    def __call__(self, *questions: str) -> Answer:
        history: list[Turn] = []
        for question in questions:
            answer = self.assistant.ask(question, tuple(history))
            history.append(Turn(question, answer))
        return history[-1].answer


@pytest.fixture
def talk(real_assistant: Assistant) -> Talk:
    return Talk(real_assistant)


def first(answer: Answer) -> tuple[str, str | None, str | None]:
    assert answer.citations, answer.text
    return answer.citations[0].doc_id, answer.citations[0].clause, answer.citations[0].row


INDEX = "西安制造业质量竞争力指数2025年目标是多少？"
PATENTS = "西安每万人口高价值发明专利拥有量是多少？"


def test_without_history_a_question_stands_as_it_is(real_assistant: Assistant) -> None:
    assert real_assistant.dialogue.standalone(INDEX, ()) == INDEX


# another place


@pytest.mark.parametrize(
    ("before", "follow", "place", "figure"),
    [
        (INDEX, "那浙江呢？", ("zhejiang-2022", "（二）", None), "92"),
        (INDEX, "陕西呢", ("shaanxi-2023", "专栏1", "4"), "86"),
        (PATENTS, "换成全省呢？", ("shaanxi-2023", "专栏1", "3"), "8件"),
        (PATENTS, "省里呢", ("shaanxi-2023", "专栏1", "3"), "8件"),
        ("陕西每万人口高价值发明专利拥有量是多少？", "市里呢？", ("xian-2024", "专栏1", "3"), "12件"),
        (
            "陕西数字经济核心产业增加值占地区生产总值比重是多少？",
            "如果换成西安呢",
            ("xian-2024", "专栏1", "8"),
            "10%",
        ),
    ],
)
def test_another_place(
    talk: Talk, before: str, follow: str, place: tuple[str, str | None, str | None], figure: str
) -> None:
    answer = talk(before, follow)
    assert answer.outcome == "answered"
    assert first(answer) == place
    assert figure in answer.text


def test_another_place_without_a_document_is_refused(talk: Talk) -> None:
    answer = talk(INDEX, "那重庆呢？")
    assert answer.outcome == "refused"
    assert answer.citations == ()
    assert "重庆" in answer.standalone_question


# another year


def test_another_year(talk: Talk) -> None:
    before = "浙江全员劳动生产率2025年目标是多少？"
    assert "22万元/人" in talk(before).text
    answer = talk(before, "到2027年呢？")
    assert "28万元/人" in answer.text
    assert "22万元" not in answer.text
    assert "2025" not in answer.standalone_question


def test_another_year_without_a_figure_is_refused(talk: Talk) -> None:
    assert talk("浙江全员劳动生产率2025年目标是多少？", "2035年呢？").outcome == "refused"


def test_slots_exchanged_one_after_the_other(talk: Talk) -> None:
    answer = talk(INDEX, "那浙江呢？", "到2027年呢？")
    assert "92.5" in answer.text
    assert first(answer)[0] == "zhejiang-2022"


# this, the second, the next


@pytest.mark.parametrize("follow", ["这个由谁负责？", "谁负责？", "这项工作的责任单位是谁"])
def test_who_is_responsible_for_it(talk: Talk, follow: str) -> None:
    answer = talk("西安怎么提升食品质量安全水平？", follow)
    assert first(answer) == ("xian-2024", "（九）", None)
    for name in ("市市场监管局", "市农业农村局", "市卫生健康委", "市工信局"):
        assert name in answer.text


def test_the_second_of_what_was_listed(talk: Talk) -> None:
    answer = talk("西安方案专栏3有哪些内容？", "第二个呢？")
    assert answer.outcome == "answered"
    assert answer.citations[0].item == "促进消费品质量提升"
    assert "92%" in answer.text


def test_a_list_has_no_ninth_of_two(talk: Talk) -> None:
    answer = talk("西安方案专栏3有哪些内容？", "第九个呢？")
    assert not any(c.item for c in answer.citations[:1])


@pytest.mark.parametrize(
    ("follows", "label"),
    [
        (("下一条呢？",), "（九）"),
        (("上一条呢",), "（七）"),
        (("下一条呢？", "下一条呢？"), "（十）"),
        (("下一条呢？", "上一条呢"), "（八）"),
    ],
)
def test_the_neighbouring_clause(talk: Talk, follows: tuple[str, ...], label: str) -> None:
    answer = talk("西安方案第八条讲什么？", *follows)
    assert first(answer) == ("xian-2024", label, None)


def test_behind_the_last_clause_there_is_none(talk: Talk) -> None:
    answer = talk("浙江实施意见第二十七条讲什么？", "下一条呢？")
    assert answer.outcome == "refused"


def test_another_clause_of_the_same_document(talk: Talk) -> None:
    assert first(talk("西安方案第八条讲什么？", "第十一条呢？")) == ("xian-2024", "（十一）", None)


# corrections


def test_a_corrected_place(talk: Talk) -> None:
    answer = talk("浙江制造业产品质量合格率是多少？", "不是，我问的是西安")
    assert first(answer) == ("xian-2024", "专栏1", "12")
    assert "≥94%" in answer.text


def test_a_corrected_subject_keeps_the_place(talk: Talk) -> None:
    answer = talk("西安农产品质量安全监测合格率是多少？", "错了，我问的是食品安全评价性抽检合格率")
    assert first(answer) == ("xian-2024", "专栏1", "11")


def test_a_corrected_clause(talk: Talk) -> None:
    assert first(talk("西安方案第十二条讲什么？", "不对，我问的是第十三条")) == (
        "xian-2024",
        "（十三）",
        None,
    )


# another subject


def test_another_subject_of_the_same_kind(talk: Talk) -> None:
    answer = talk("西安首席质量官覆盖率目标是多少？", "新增获证人数呢？")
    assert "500" in answer.text
    assert "80" not in answer.text
    assert first(answer)[:2] == ("xian-2024", "专栏6")


def test_another_subject_of_a_question_of_duty(talk: Talk) -> None:
    assert first(talk("西安药品质量谁负责？", "那农产品呢？")) == ("xian-2024", "（八）", None)


def test_another_department(talk: Talk) -> None:
    answer = talk("市水务局有哪些任务？", "市体育局呢？")
    assert first(answer) == ("xian-2024", "（十七）", None)
    assert "市水务局" not in answer.standalone_question


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("西安方案第八条讲什么？", "浙江的研发投入强度2025年目标是多少？"),
        ("浙江全员劳动生产率2027年目标是多少？", "陕西要培训多少名首席质量官？"),
        ("西安首席质量官覆盖率目标是多少？", "浙江省的实施意见什么时候印发的？"),
        ("重庆的目标是多少？", "西安方案专栏1第16项是什么？"),
        ("那陕西的首席质量官呢？", "质量强国建设纲要2025年制造业质量竞争力指数目标是多少？"),
        ("西安的方案和陕西的意见哪个先出台？", "你们能查什么文件？"),
    ],
)
def test_a_question_that_stands_alone_is_answered_as_if_it_came_first(
    talk: Talk, before: str, question: str
) -> None:
    alone, later = talk(question), talk(before, question)
    assert later.standalone_question == question
    assert (later.outcome, later.text) == (alone.outcome, alone.text)
    assert later.citations == alone.citations


def test_the_difference_to_the_place_before(talk: Talk) -> None:
    answer = talk(INDEX, "那浙江呢？", "比西安高多少？")
    assert {c.doc_id for c in answer.citations} == {"zhejiang-2022", "xian-2024"}
    assert "92" in answer.text
    assert "86" in answer.text
    assert "6" in answer.text.split("相差")[-1]


def test_thanks_are_no_claim(talk: Talk) -> None:
    answer = talk(INDEX, "谢谢")
    assert "86" not in answer.text


# another part of the question before, over invented documents

RULES = """\
铜陵市电动自行车管理条例
第一条 为了规范电动自行车管理，制定本条例。
第二条 停放电动自行车的场所离居民楼不得少于六米，离学校不得少于十米。
第三条 禁止下列行为：
（一）在楼道内充电；
（二）改装电池；
（三）载人超过一名。
第四条 快递企业应当建立车辆台账，自购车之日起十五日内向公安机关备案。
第五条 违反本条例第四条规定，快递企业未建立台账的，处五百元罚款；未备案的，处二千元罚款。
第六条 本条例自2022年5月1日起施行。
"""
SUPPORT = """\
铜陵市软件和养老服务扶持办法
第一条 为了支持软件和养老服务发展，制定本办法。
第二条 软件企业年度收入首次突破1亿元的，奖励50万元；首次突破5亿元的，奖励100万元。
第三条 新建老年食堂的，每个补助10万元；建设农村互助服务站的，每个补助8万元。
第四条 八十岁以上老人每月发放津贴100元；九十岁以上老人每月发放津贴300元。
第五条 申报单位应当在每年三月提交材料，由市民政局受理。
"""
YEARLY = """\
安徽省质量工作2015年行动计划
一、重点任务
（一）推进诚信建设。建立质量失信黑名单，公布旅游企业失信记录。（省发展改革委、省旅游局负责）
（二）打击假货。整治农村市场假冒商品。（省工商局负责）
"""
PLAN = """\
安徽省质量强省建设方案
一、重点任务
（一）提升旅游服务。开展旅游服务质量评价。（省文化和旅游厅负责）
（二）净化农村市场。开展农村假冒商品治理。（省市场监管局负责）
"""
MANIFEST = """\
[rules]
file = "rules.txt"
title = "铜陵市电动自行车管理条例"
region = "铜陵市"
level = "市级"

[support]
file = "support.txt"
title = "铜陵市软件和养老服务扶持办法"
region = "铜陵市"
level = "市级"

[yearly]
file = "yearly.txt"
title = "安徽省质量工作2015年行动计划"
region = "安徽省"
level = "省级"
date = "2015"
period_end = 2015

[plan]
file = "plan.txt"
title = "安徽省质量强省建设方案"
region = "安徽省"
level = "省级"
date = "2023-05-01"
"""


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    folder = tmp_path_factory.mktemp("invented")
    texts = {"rules": RULES, "support": SUPPORT, "yearly": YEARLY, "plan": PLAN}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    build_index(folder, folder / "store", progress=False)
    return Talk(Assistant(PolicyIndex.open(folder / "store")))


@pytest.mark.parametrize(
    ("turns", "standalone"),
    [
        # amounts
        (("铜陵软件企业收入首次突破1亿元奖多少", "破5亿呢"), "铜陵软件企业收入首次突破5亿元奖多少"),
        (("铜陵80岁以上老人每月补多少", "90岁的呢"), "铜陵90岁以上老人每月补多少"),
        # deeds, things, places
        (("铜陵快递企业没建台账罚多少", "那没备案呢"), "铜陵快递企业没备案罚多少"),
        (("铜陵新建一个老年食堂补多少钱", "农村互助站呢"), "铜陵新建一个农村互助站补多少钱"),
        (("铜陵停车场所离居民楼要多远", "离学校呢"), "铜陵停车场所离学校要多远"),
        # more of the same thing
        (("铜陵软件企业奖多少", "什么时候交材料，交给谁"), "铜陵软件企业什么时候交材料，交给谁"),
        (("铜陵快递企业要备案吗", "不备案罚多少"), "铜陵快递企业不备案罚多少"),
        # what is left behind, what is kept
        (("铜陵软件企业奖多少", "换个问题，安徽旅游服务怎么评价"), "安徽旅游服务怎么评价"),
        (("铜陵软件企业奖多少", "换个问题，老年食堂补多少"), "铜陵市老年食堂补多少"),
        (("铜陵软件企业奖多少", "另外问一下，安徽旅游服务怎么评价"), "安徽旅游服务怎么评价"),
        (("安徽农村假货怎么治", "安徽的不用了，铜陵呢"), "铜陵市农村假货怎么治"),
        (("安徽2015年有没有质量失信黑名单", "旅游方面呢"), "安徽2015年有没有旅游方面的质量失信黑名单"),
        (("安徽2015年农村假货怎么治", "不是问15年，问现在的"), "安徽农村假货怎么治"),
        (("安徽2015年农村假货怎么治", "那2023年那份呢"), "《安徽省质量强省建设方案》农村假货怎么治"),
        # clauses
        (("电动自行车条例第三条讲什么", "第二项呢"), "电动自行车条例第三条第二项讲什么"),
        (
            ("电动自行车条例第三条第一项讲什么", "下一项呢"),
            "《铜陵市电动自行车管理条例》第三条第二项是什么内容",
        ),
        (("电动自行车条例第三条讲什么", "那罚款吗"), "电动自行车条例第三条罚款吗"),
        (("电动自行车条例第三条讲什么", "扶持办法第二条呢"), "扶持办法第二条讲什么"),
        (("铜陵软件企业奖多少", "这个写在第几条"), "铜陵软件企业奖多少，写在第几条"),
        # thanks in between
        (("铜陵新建一个老年食堂补多少钱", "谢谢", "农村互助站呢"), "铜陵新建一个农村互助站补多少钱"),
    ],
)
def test_what_a_follow_up_leaves_unsaid(invented: Talk, turns: tuple[str, ...], standalone: str) -> None:
    assert invented(*turns).standalone_question == standalone


def test_the_document_of_a_year_is_kept_over_turns(invented: Talk) -> None:
    answer = invented("安徽15年有没有质量失信黑名单", "旅游方面呢", "谁负责")
    assert {c.doc_id for c in answer.citations} == {"yearly"}
    assert "省旅游局" in answer.text


def test_a_law_is_not_asked_for_what_only_another_says(invented: Talk) -> None:
    answer = invented("电动自行车条例第三条讲什么", "软件企业收入破1亿奖多少")
    assert "电动自行车" not in answer.standalone_question


def test_the_amount_asked_for_is_answered(invented: Talk) -> None:
    assert "8万元" in invented("铜陵新建一个老年食堂补多少钱", "农村互助站呢").text


# over the five texts


@pytest.mark.parametrize(
    ("turns", "standalone"),
    [
        (("西安专栏七第一个讲啥", "第二个呢"), "西安专栏七第二个讲啥"),
        (("浙江（二）下面第一个目标讲什么", "第二个呢"), "浙江（二）下面第二个目标讲什么"),
        (("国家那份意见怎么说奶业", "电饭锅呢"), "国家那份意见怎么说电饭锅"),
        (("国家意见对奶业咋说", "那仿制的药呢"), "国家意见对仿制的药怎么说"),
        (("西安制造业产品质量合格率多少", "食品的呢"), "西安食品安全评价性抽检合格率多少"),
        (("陕西制造业质量竞争力指数25年多少", "不用了，看浙江的"), "浙江省制造业质量竞争力指数2025年多少"),
        (("西安农产品归谁管", "省里呢"), "陕西省农产品归谁管"),
        (("我是西安做食品的，有哪些要求", "那支持呢"), "我是西安做食品的，有哪些支持"),
        (("西安食品安全评价性抽检合格率多少", "比陕西高吗"), "西安食品安全评价性抽检合格率比陕西高吗"),
        (("西安市体育局有哪些任务", "省水利厅呢"), "陕西省水利厅有哪些任务"),
        (
            ("浙江研发投入强度2025年多少", "陕西呢", "西安呢", "哪个最高"),
            "浙江省、陕西省和西安市2025年研发投入强度哪个最高",
        ),
        (
            ("What is Zhejiang's target for R&D intensity by 2025?", "and 2027?"),
            "What is Zhejiang's target for R&D intensity by 2027?",
        ),
        (("浙江全员劳动生产率2025年多少", "what about 2027?"), "浙江全员劳动生产率到2027年多少"),
        (("浙江全员劳动生产率2025年多少", "and Shaanxi?"), "陕西省全员劳动生产率2025年多少"),
    ],
)
def test_follow_ups_over_the_five_texts(talk: Talk, turns: tuple[str, ...], standalone: str) -> None:
    assert talk(*turns).standalone_question == standalone


def test_another_place_is_asked_for_the_subject_not_for_the_clause(talk: Talk) -> None:
    answer = talk("西安首席质量官覆盖率要到多少", "谁来管", "那浙江呢")
    assert answer.standalone_question == "浙江省首席质量官覆盖率谁来管"


def test_the_second_of_a_list_two_turns_ago(talk: Talk) -> None:
    answer = talk("西安专栏3有哪些内容", "第一个谁负责", "第二个谁负责")
    assert answer.citations[0].item == "促进消费品质量提升"


TARGET = "西安首席质量官覆盖率多少"


@pytest.mark.parametrize(
    "follow",
    [
        "几点下班",
        "明天上班吗",
        "罚多少",
        "我能领多少补贴",
        "不达标会怎样",
        "附近有什么好吃的",
        "人工客服",
        "谢谢",
        "你会写代码吗",
    ],
)
def test_a_figure_is_not_given_again_for_other_words(talk: Talk, follow: str) -> None:
    answer = talk(TARGET, follow)
    assert answer.outcome == "refused"
    assert answer.citations == ()
    assert "80" not in answer.text


def test_small_talk_leaves_the_subject(talk: Talk) -> None:
    answer = talk(TARGET, "讲个笑话", "这是约束性的吗")
    assert first(answer) == ("xian-2024", "专栏1", "22")


def test_what_is_exchanged_is_not_answered_by_what_it_took_the_place_of(invented: Talk) -> None:
    answer = invented("铜陵新建一个老年食堂补多少钱", "改建的呢")
    assert answer.outcome == "refused", (answer.standalone_question, answer.text)


def test_a_part_of_a_numbered_box(talk: Talk) -> None:
    answer = talk("西安专栏8有几项工程？", "第二个呢，具体干啥")
    assert answer.citations[0].item == "实施放心消费创建宣传行动"


def test_must_be_reached_is_what_the_table_calls_binding(talk: Talk) -> None:
    answer = talk("西安制造业产品质量合格率多少", "是必须完成的吗")
    assert answer.text.startswith("是的")
    assert "约束性的吗" in answer.standalone_question


@pytest.mark.parametrize("follow", ["省级的里面有多少", "其中省级有几家？"])
def test_how_many_of_them_are_of_a_level(talk: Talk, follow: str) -> None:
    answer = talk("陕西放心消费示范单位到2025年多少家", follow)
    assert "百余家省级" in answer.text


def test_which_of_the_places_compared_before(talk: Talk) -> None:
    answer = talk("西安每万人口高价值发明专利拥有量是多少？", "陕西呢", "两个差多少", "谁更高")
    assert "西安市更高" in answer.text
    assert "12件" in answer.text
    assert "8件" in answer.text


def test_how_much_after_whether_there_is_a_demand(talk: Talk) -> None:
    assert "13%" in talk("西安单位GDP能耗有要求吗", "是多少").text


def test_of_a_word_alone_that_another_figure_has_nothing_is_told(talk: Talk) -> None:
    assert talk("浙江单位GDP能耗有要求吗").outcome == "refused"


@pytest.mark.parametrize("question", ["标准化方面西安要做什么", "西安高新区有什么任务"])
def test_what_a_place_is_to_do_is_told_from_its_own_document(talk: Talk, question: str) -> None:
    answer = talk(question)
    assert answer.outcome == "answered"
    assert {c.doc_id for c in answer.citations} == {"xian-2024"}


def test_which_document_says_so_names_it_and_the_clause(talk: Talk) -> None:
    answer = talk("陕西省体系认证证书保有量目标是多少？", "这是哪份文件写的？")
    assert answer.text.startswith("写在《陕西省关于贯彻落实〈质量强国建设纲要〉的实施意见》专栏1第13项")


# whether it is found elsewhere too


@pytest.mark.parametrize("follow", ["省里也有一样的吗", "省里有没有类似的", "陕西有吗，我家在咸阳"])
def test_whether_another_place_has_it_too(talk: Talk, follow: str) -> None:
    answer = talk("西安首席质量官培训有什么规定", "这个归谁管", follow)
    assert answer.outcome == "answered"
    assert first(answer)[0] == "shaanxi-2023"
    assert "5000名" in answer.text


def test_read_to_the_letter(talk: Talk) -> None:
    before = "西安怎么提升食品质量安全水平？"
    read = talk(before, "原话念一下")
    assert talk(before, "原话念给我，一个字别改").text == read.text


# two places, two years


@pytest.mark.parametrize("follow", ["省会和省里比呢", "陕西和西安哪个高", "陕西、西安分别多少"])
def test_two_places_named_at_once(talk: Talk, follow: str) -> None:
    answer = talk("浙江制造业劳动生产率增长", follow)
    assert {c.doc_id for c in answer.citations} == {"xian-2024", "shaanxi-2023"}
    assert "相差0.5个百分点" in answer.text


@pytest.mark.parametrize("follow", ["离27年的目标还差多少", "跟2027年比差几个点", "27年多少，多了几个点"])
def test_how_far_two_years_are_apart(talk: Talk, follow: str) -> None:
    answer = talk("浙江研发投入强度25年目标", follow)
    assert "相差0.1个百分点" in answer.text
    assert "3.3%" in answer.text
    assert "3.4%" in answer.text


@pytest.mark.parametrize("follow", ["那省里培训多少人", "省里要培训多少名"])
def test_a_rate_is_not_counted(talk: Talk, follow: str) -> None:
    answer = talk("西安首席质量官覆盖率", follow)
    assert first(answer)[0] == "shaanxi-2023"
    assert "5000名" in answer.text
    assert "覆盖率" not in answer.standalone_question


def test_the_talk_goes_back_to_what_an_answer_told(talk: Talk) -> None:
    # the question says 质量官, its answer tells 专栏6 of 质量人才
    told = ("西安首席质量官要新增多少", "浙江研发投入强度2027年多少", "陕西制造业劳动生产率增长多少")
    answer = talk(*told, "说回人才，谁负责")
    assert first(answer)[0] == "xian-2024"
    assert "市教育局" in answer.text


# several ranks, what is added up


@pytest.mark.parametrize("follow", ["国家级和省级加起来多少", "国字号和省字号的一共多少家"])
def test_ranks_of_what_was_asked_for_are_added_up(talk: Talk, follow: str) -> None:
    answer = talk("西安单项冠军企业25年要达到几家", follow)
    assert "合计70家（20家+50家）" in answer.text
    assert "绿色工厂" not in answer.text


def test_ranks_of_what_was_asked_for_of_another_place(talk: Talk) -> None:
    answer = talk("国家农产品质量安全县陕西要创几个", "西安那边，国字号的跟省字号的各几个")
    assert {c.doc_id for c in answer.citations} == {"xian-2024"}
    assert "1个" in answer.text
    assert "3个" in answer.text


def test_a_list_gives_way_as_a_whole(talk: Talk) -> None:
    answer = talk("西安专精特新和小巨人25年要新增几家", "单项冠军呢")
    assert "小巨人" not in answer.standalone_question
    assert "20家" in answer.text


# kinds asked for without the name of the thing


def test_a_kind_of_a_rate_is_no_other_rate(talk: Talk) -> None:
    answer = talk("西安食品抽检合格率多少", "药品的要多少")
    assert answer.outcome == "refused"
    assert "95%" not in answer.text


@pytest.mark.parametrize("follow", ["西安新拿证的要多少", "西安自己新增获证的要多少人"])
def test_those_who_do_something_in_another_place(talk: Talk, follow: str) -> None:
    answer = talk("陕西首席质量官要培训多少人", follow)
    assert first(answer)[0] == "xian-2024"
    assert "500名" in answer.text
    assert "培训" not in answer.standalone_question


def test_a_thing_called_like_a_county_elsewhere(talk: Talk) -> None:
    answer = talk("西安国家级农安县新添几个", "全省要建几个国家级的")
    assert "10个" in answer.text
    assert first(answer)[0] == "shaanxi-2023"
