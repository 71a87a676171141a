"""Who asks for money, a number to ring, papers or how to apply gets it said, or is told that it does not stand there."""

from __future__ import annotations

import pytest

from assistant.answers.facets import asked_term, defines, lacks_facet, parts_of_name, tells_part
from assistant.assistant import Assistant
from tests.small_corpus import assistant_over

TEXT = """\
云泽市促进工业设计发展若干措施
为促进工业设计发展，制定本措施。
第一条 鼓励企业申报国家级工业设计中心、云泽设计奖，支持设计人员申报工艺美术专业职称。
第二条 加强对小微企业的服务，推动小微企业与设计机构对接，提升小微企业的设计水平。
第三条 推进首席设计官制度，举办首席设计官研修班，到2027年培训首席设计官300名。
第四条 企业租用设计园区办公用房的，按每平方米每月20元给予租金补贴，每家企业每年最高10万元。
第五条 申请租金补贴的企业应当于每年6月底前向市工业和信息化局提交申请书、租赁合同和付款凭证，市工业和信息化局在15个工作日内审核。
第六条 本措施所称设计机构，是指以工业设计为主营业务的企业和院校下属单位。
第七条 建设市场监管指挥平台，及时处理企业投诉举报。
第八条 设计专利转化为产品的，一次性奖励20万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"design.txt": TEXT, "manifest.toml": '[design]\nfile = "design.txt"\n'}
    return assistant_over(tmp_path_factory.mktemp("facets"), files)


@pytest.mark.parametrize(
    "question",
    [
        "云泽设计奖怎么申报",
        "工业设计中心怎么申报，要交哪些材料",
        "工艺美术专业职称在云泽怎么申报",
        "有没有说给小微企业补贴",
        "市场监管投诉电话是多少",
        "首席设计官有没有津贴",
    ],
)
def test_what_is_only_wished_for_or_near_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome == "refused"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("租金补贴怎么申请", "提交申请书、租赁合同"),
        ("申请租金补贴要交哪些材料", "租赁合同"),
        ("有没有租金补贴", "租金补贴"),
        ("租金补贴申请几个工作日审核完", "15个工作日"),
    ],
)
def test_what_stands_there_is_answered(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert said in answer.text


def test_a_term_that_is_only_used_is_told_to_be_undefined(assistant: Assistant) -> None:
    used, defined = assistant.ask("首席设计官是什么"), assistant.ask("什么是设计机构")
    assert used.text.startswith("文件没有给出定义")
    assert "300名" in used.text
    assert "没有给出定义" not in defined.text
    assert "主营业务" in defined.text


def test_a_wish_is_no_way_to_apply() -> None:
    assert lacks_facet("职称怎么申报", "支持企业人员申报标准化、计量专业职称。")
    assert lacks_facet("生产许可证怎么办", "推行生产许可证审批服务模式和网上办理。")
    # who was called asks for no number
    assert not lacks_facet("有人打电话投诉我的店，也算检查吗", "因投诉举报实施的检查不受此限。")
    assert lacks_facet("主管部门负责人要给什么处分", "出现系统性质量问题的，要严肃追究责任。")
    assert not lacks_facet("主管部门负责人要给什么处分", "对直接负责的主管人员依法给予记过或者降级处分。")
    assert lacks_facet("那120个站点分别设在哪些县", "支持各地建设服务站点120个。")
    assert not lacks_facet("那120个站点分别设在哪些县", "在甲县、乙县建设服务站点120个。")
    assert lacks_facet("人才公寓多少钱一平", "租金按市场价的50%收取。")
    assert not lacks_facet("奖补每年哪几天报，在哪报", "每年5月1日至31日通过平台提出申报。")
    assert not lacks_facet("核查预约打什么电话", "现场核查预约：0411-0000-4015。")
    assert not lacks_facet("怎么申报", "申报单位通过平台在线提交材料。")
    assert not lacks_facet("怎么申报", "鼓励企业参评。企业应当在公告之日起三十日内向市局提出申请。")


def test_bodies_that_collect_taxes_promise_no_tax_cut() -> None:
    assert lacks_facet("有没有减税", "责任单位：市税务局。")
    assert not lacks_facet("有没有减税", "免征房产税三年。")


def test_terms_and_their_definitions() -> None:
    assert asked_term("什么是重大危险源？") == asked_term("重大危险源是啥意思") == "重大危险源"
    assert asked_term("方案里的主要目标是什么") == ""
    assert defines("三微创新", "鼓励工艺微改进、设备微改造、工法微改良等三微创新")
    assert defines("gep", "加快生态系统生产总值（gep）核算")
    assert defines("首席质量官", "推进首席质量官制度全覆盖") is False
    assert defines("首席质量官", "推进标准化工作") is None


def test_a_part_of_a_name() -> None:
    assert parts_of_name("“1+n”里的n是指什么") == ("n",)
    assert parts_of_name("415x集群中的4和15分别是哪些") == ("4", "15")
    assert parts_of_name("“415x”产业集群是哪些") == ()
    assert parts_of_name("西安的3是什么") == ()


def test_what_a_part_of_a_name_stands_for() -> None:
    assert tells_part("4", "建设4个世界级集群、15个省级集群")
    assert not tells_part("4", "打造415x集群，形成14个园区")


@pytest.mark.parametrize(
    ("question", "lacking", "held"),
    [
        (
            "检测站礼拜天开不开门",
            "检测站设在工业园区，3个工作日内出具报告。",
            "检测站周一至周五9:00至17:00开放。",
        ),
        ("评估由哪家第三方机构来做", "规划于2028年开展中期评估。", "评估委托省标准化研究院进行。"),
        ("高龄津贴以后每年会涨多少", "90周岁以上每人每月150元。", "津贴每年提高5%。"),
        ("体验馆建在啥地方", "建设体验馆1座。", "体验馆建在开发区科技路8号。"),
        ("负责人要给什么处分", "对失职的严肃追究责任。", "对失职的给予警告或者记过。"),
    ],
)
def test_kinds_of_thing_an_answer_may_not_lack(question: str, lacking: str, held: str) -> None:
    assert lacks_facet(question, lacking)
    assert not lacks_facet(question, held)


def test_how_often_is_told_in_words_of_its_own() -> None:
    assert lacks_facet("电梯多久检验一次", "检验机构应当自受理之日起十个工作日内实施检验。")
    assert not lacks_facet("电梯多久检验一次", "电梯每年检验一次。")
    assert not lacks_facet("质量奖几年评一次", "质量奖每两年评选一届。")


def test_a_fine_that_is_told_is_not_asked_for() -> None:
    text = "财产不足以支付的，优先用于承担民事责任。"
    assert not lacks_facet("又要赔客户钱又要交罚款，先付哪个", text)
    assert lacks_facet("这样做要交罚款吗", text)
