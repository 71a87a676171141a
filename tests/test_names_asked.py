"""Who asks for names, for the days in which an answer comes, or for what was reached gets them, or is told they are not there."""

from __future__ import annotations

import pytest

from assistant.answers.deadlines import of_another_time
from assistant.answers.facets import lacks_facet, what_lacks
from assistant.answers.named import lacks_names
from assistant.answers.units import lacks_amount
from assistant.assistant import Assistant
from tests.small_corpus import city_document

TEXT = """\
# 青禾市质量服务三年行动方案

（一）遴选30个产业集群，每个集群派驻服务专员1名。（市工业和信息化局负责）
（二）实施农村供水工程7处，在甘谷县、秦安县各建检定站1座。
（三）有32所乡镇敬老院入住率不足四成。
（四）补贴资金由市商务局委托会计师事务所审核，审核结果公示7天。
（五）质量贷由青禾农商银行、邮政储蓄银行青禾市分行发放；经办银行应当在收到申请后5个工作日内放款。
（六）对检验结果有异议的，可以自收到结果之日起十五日内申请复检，由市计量所作出复检结论。
（七）工作人员收受礼品的，依法给予处分。
（八）服务站点2027年达到120个。
（九）泄露举报人信息的，给予记过或者降级处分。
（十）检验报告自受理之日起三个工作日内出具。
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return city_document(tmp_path_factory.mktemp("names"), "青禾市质量服务三年行动方案", TEXT)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("青禾市30个产业集群是哪些", "具体是哪些"),
        ("青禾市7处农村供水工程在哪几个镇", ""),
        ("青禾市入住率不足四成的敬老院是哪几所", "具体是哪些敬老院"),
        ("青禾市补贴资金委托哪家会计师事务所审核", "具体是哪些事务所"),
        ("青禾市补贴资金审核结果哪天公示", "具体日期"),
        ("青禾市复检结论几天内作出", "办结的时限"),
        ("青禾市工作人员收受礼品给什么处分", "哪一种处分"),
        ("青禾市去年建了多少个服务站点", ""),
    ],
)
def test_a_detail_that_is_not_there_is_said_to_be_missing(clerk: Assistant, question: str, what: str) -> None:
    answer = clerk.ask(question)
    assert answer.outcome == "refused"
    assert what in answer.text
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青禾市哪几个县建检定站", "甘谷县、秦安县"),
        ("青禾市质量贷由哪几家银行发放", "青禾农商银行"),
        ("青禾市对检验结果有异议的几天内申请复检", "十五日"),
        ("青禾市检验报告几天能拿到", "三个工作日"),
        ("青禾市泄露举报人信息给什么处分", "记过或者降级"),
        ("青禾市2027年服务站点多少个", "120个"),
    ],
)
def test_the_same_kind_of_detail_that_stands_there_is_told(
    clerk: Assistant, question: str, said: str
) -> None:
    assert said in clerk.ask(question).text


@pytest.mark.parametrize(
    ("question", "lacking", "held"),
    [
        ("是哪26个县啊", "一县一策推动山区26县发展。", "推动淳安、永嘉、泰顺等26县发展。"),
        ("设在哪个区", "到2025年新增国家级农安县1个。", "设在西湖区。"),
        ("在哪座城市办", "展览在墨西哥举办。", "展览在深圳市举办。"),
        (
            "次中心设在哪几个镇",
            "建设5个次中心，覆盖各乡镇。",
            "分别设在观音、柳嘉、横江，每个不少于100张床。",
        ),
        ("由哪家公司运营", "冷库由第三方公司运营。", "冷库由市供销冷链公司运营。"),
        (
            "龙头企业是哪几家",
            "做大做强冶金、建材、食品等产业，培育龙头企业20家。",
            "引导比亚迪、隆基、铂力特等重点龙头企业先行。",
        ),
        ("供水企业叫什么名字", "公共供水，是指供水企业向单位和居民供水。", "供水企业为“清源水务”公司。"),
        ("示范基地名单有吗", "建成示范基地12个。", "青山示范基地。红岩示范基地。"),
    ],
)
def test_names_and_what_only_counts_them(question: str, lacking: str, held: str) -> None:
    assert lacks_names(question, lacking)
    assert not lacks_names(question, held)


@pytest.mark.parametrize(
    "question",
    ["哪些企业必须设首席质量官", "由哪个部门牵头", "哪几类企业能报", "哪些情况下可以免检"],
)
def test_kinds_of_things_are_no_names(question: str) -> None:
    # who asks for these is answered by what they are
    assert not lacks_names(question, "营业收入5亿元以上的应当设置。")


def test_the_days_of_another_step_tell_nothing_of_this_one() -> None:
    assert of_another_time("补发几天能拿到", "遗失的，应当自遗失之日起十日内申请补发。")
    assert not of_another_time("补发几天能拿到", "自受理申请之日起五个工作日内补发。")
    assert not of_another_time("几天内申请补发", "遗失的，应当自遗失之日起十日内申请补发。")
    assert lacks_facet("评审后几天到账", "县局15个工作日内完成初审，结果公示7日。")
    assert not lacks_facet("评审后几天到账", "公示无异议的，15个工作日内拨付。")
    assert lacks_facet("每个月几号打到卡里", "每人每月50元。")
    assert not lacks_facet("每个月几号打到卡里", "每月10日前发放到卡。")
    assert lacks_facet("扣满30分以后多久能恢复", "暂停投标3个月。")
    assert not lacks_facet("扣满30分以后多久能恢复", "六个月后信用分恢复。")


def test_what_is_only_heard_of_and_shares() -> None:
    assert lacks_facet("听说门票一次涨价不能超20%，有这条吗", "门票提高价格的，应当举行听证会。")
    assert not lacks_facet("听说门票一次涨价不能超20%，有这条吗", "门票一次提价不得超过百分之十五。")
    assert lacks_amount("政府给贴几个点", "点", "贴息办法由市财政部门制定")
    assert not lacks_amount("政府给贴几个点", "点", "按利息的40%贴息")
    assert not lacks_amount("几点关门", "点", "22时关门")
    assert lacks_amount("世界级产业集群要几个", "个", "形成一批质量效益一流的世界级产业集群")
    assert not lacks_amount("世界级产业集群要几个", "个", "形成四个世界级产业集群")


def test_what_a_refusal_calls_missing() -> None:
    assert what_lacks("经办银行是哪几家", "由经办银行发放。") == "具体是哪些银行"
    assert what_lacks("网址发我一下", "登录平台提交。") == "网址"
    assert what_lacks("电话多少，怎么申报", "电话：0571-1234567。") == ""
    assert what_lacks("首席质量官是什么", "推进首席质量官制度。") == ""
