"""Two or three questions in one: what is taken apart, what stays whole, and what is said to each part."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.conversation.compound import split
from assistant.types import Answer, Turn
from tests.small_corpus import assistant_over

PLAN = """\
兰坪市数字乡村实施方案
为建设数字乡村，制定本方案。
一、主要指标
专栏1 数字乡村主要指标
序号 | 主要任务 | 指标名称 | 2027年 | 属性 |
1 | 设施 | 行政村5G通达率（%） | ≥95 | 约束性 |
2 | 产业 | 农产品网络零售额（亿元） | 40 | 预期性 |
二、重点任务
（一）建设智慧农田。2026年10月底前建成智慧农田示范区12个，推广农机北斗终端。（市农业农村局负责）
（二）培育农村电商。培训农村电商带头人600名，设立电商服务站。（市商务局、市人社局按职责分工负责）
（三）改善村医服务。为村卫生室配备远程诊疗设备。（市卫生健康委负责）
"""
RULES = """\
兰坪市电动自行车管理办法
第一章 总则
第一条 为了加强电动自行车管理，制定本办法。
第二章 管理
第二条 电动自行车应当自购买之日起三十日内到公安机关交通管理部门申领号牌，提交购车发票和身份证明。
第三条 电动自行车不得在建筑物的门厅、楼梯间充电。
第四条 快递企业的电动自行车由邮政管理部门负责登记造册。
第三章 法律责任
第五条 违反本办法第三条规定，在建筑物的门厅、楼梯间充电的，由消防救援机构责令改正，处五百元以上一千元以下罚款。
第四章 附则
第六条 本办法自2025年6月1日起施行。2016年的《兰坪市电动自行车登记规定》同时废止。
"""
MANIFEST = """\
[plan]
file = "plan.txt"
title = "兰坪市数字乡村实施方案"
region = "兰坪市"
level = "市级"
date = "2025-01-10"
status = "现行有效"
source = "虚构"

[rules]
file = "rules.txt"
title = "兰坪市电动自行车管理办法"
region = "兰坪市"
level = "市级"
date = "2025-04-02"
status = "现行有效"
source = "虚构"
"""


@pytest.fixture(scope="module")
def lanping(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"plan.txt": PLAN, "rules.txt": RULES, "manifest.toml": MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("several"), files)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("智慧农田由谁牵头、何时完成？", ["智慧农田由谁牵头", "何时完成"]),
        ("通达率目标是多少，属于约束性还是预期性？", ["通达率目标是多少", "属于约束性还是预期性"]),
        ("楼道充电罚多少以及由哪个部门罚", ["楼道充电罚多少", "由哪个部门罚"]),
        (
            "奖励标准是什么？另外想问一下怎么申请，要哪些材料",
            ["奖励标准是什么", "怎么申请", "要哪些材料"],
        ),
        ("办法什么时候施行，原来的规定还有效吗？", ["办法什么时候施行", "原来的规定还有效吗"]),
        ("这个方案是哪个单位、哪天印发的？", ["这个方案是哪个单位印发的", "哪天印发的"]),
        ("智慧农田归谁管什么时候建成", ["智慧农田归谁管", "什么时候建成"]),
        ("农村电商谁负责；村医服务又归谁管", ["农村电商谁负责", "村医服务又归谁管"]),
        ("智慧农田谁牵头，几时建成", ["智慧农田谁牵头", "几时建成"]),
        (
            "骗补贴的，东河数字经济那边几年不能再报，西山绿色建筑这边又是几年",
            ["骗补贴的，东河数字经济那边几年不能再报", "骗补贴的，西山绿色建筑这边几年不能再报"],
        ),
        ("奖项多少年评一次，最多奖励几户", ["奖项多少年评一次", "最多奖励几户"]),
    ],
)
def test_what_asks_several_things_is_taken_apart(question: str, parts: list[str]) -> None:
    assert split(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "农田、电商、村医分别由谁负责？",
        "通达率是约束性还是预期性？",
        "两个市的通达率哪个高，差多少？",
        "任务包括哪些，比如农田、电商？",
        "我家是开网店的，去年没挣多少钱，带头人培训多少名？",
        "“谁使用、谁负责，多少都算”写在哪一条？",
        "听说要建很多示范区，是真的吗，多少个？",
        "通达率目标是多少，哪一条写的？",
        "有没有补贴，补多少？",
        "要交哪些材料，身份证要不要？",
        "几个局互相推，最后谁负责？",
    ],
)
def test_what_is_one_question_stays_whole(question: str) -> None:
    assert split(question) == []


def test_lead_and_deadline_come_from_the_task_that_is_meant(lanping: Assistant) -> None:
    answer = lanping.ask("智慧农田示范区要建多少个？由谁负责？")
    assert "12个" in answer.text
    assert "市农业农村局" in answer.text
    assert {c.clause for c in answer.citations} == {"（一）"}


def test_a_row_that_answers_both_is_read_once(lanping: Assistant) -> None:
    answer = lanping.ask("行政村5G通达率目标是多少，属于什么属性？")
    assert answer.text.count("95") == 1
    assert "约束性" in answer.text
    assert len(answer.citations) == 1


def test_each_subject_has_its_own_answer_in_order(lanping: Assistant) -> None:
    answer = lanping.ask("农村电商由谁负责，另外村医服务又归哪个部门管？")
    assert answer.text.index("市商务局") < answer.text.index("市卫生健康委")
    assert [c.clause for c in answer.citations] == ["（二）", "（三）"]


def test_amount_and_authority_of_a_penalty_are_said_once(lanping: Assistant) -> None:
    answer = lanping.ask("电动自行车在楼梯间充电罚多少，由哪个部门罚？")
    assert "五百元以上一千元以下" in answer.text
    assert "消防救援机构" in answer.text
    assert answer.text.count("一千元以下") == 1


def test_what_is_not_found_is_said_and_the_rest_answered(lanping: Assistant) -> None:
    answer = lanping.ask("农村电商带头人要培训多少名？举报电话是多少？")
    assert answer.outcome == "answered"
    assert "600名" in answer.text
    assert "“举报电话是多少”在文件里没有查到" in answer.text


def test_no_day_is_guessed(lanping: Assistant) -> None:
    answer = lanping.ask("村卫生室远程诊疗设备由谁负责，什么时候配齐？")
    assert "市卫生健康委" in answer.text
    assert "“什么时候配齐”在文件里没有查到" in answer.text
    assert "2026" not in answer.text
    assert "2027" not in answer.text


def test_nothing_found_is_a_refusal(lanping: Assistant) -> None:
    answer = lanping.ask("高铁站什么时候建成，由谁投资？")
    assert answer.outcome == "refused"
    assert not answer.citations


def test_parts_follow_up_on_the_turn_before(lanping: Assistant) -> None:
    first: Answer = lanping.ask("智慧农田示范区要建多少个？")
    answer = lanping.ask("由谁负责、什么时候建成？", [Turn(first.question, first)])
    assert "市农业农村局" in answer.text
    assert "2026年10月底" in answer.text


def test_when_rules_take_effect_is_their_own_sentence(lanping: Assistant) -> None:
    answer = lanping.ask("兰坪市电动自行车管理办法什么时候施行，号牌多久之内要申领？")
    assert "2025年6月1日" in answer.text
    assert "三十日" in answer.text


TASKS = """\
兰坪市养老服务重点任务分工表
附件1 重点任务分工表
任务 | 具体内容 | 牵头单位 | 配合单位 | 完成时限 |
设施建设 | 建成社区食堂20个 | 市民政局 | 市商务局、市市场监管局 | 2026年9月底前 |
设施建设 | 改造敬老院消防设施 | 市消防救援支队 | 市民政局 | 2025年12月底前 |
队伍建设 | 培训养老护理员300名 | 市人社局 | 市民政局、市总工会 | 长期坚持 |
"""
TASKS_MANIFEST = """\
[tasks]
file = "tasks.txt"
title = "兰坪市养老服务重点任务分工表"
region = "兰坪市"
level = "市级"
date = "2025-03-02"
status = "现行有效"
source = "虚构"
"""


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"tasks.txt": TASKS, "manifest.toml": TASKS_MANIFEST}
    return assistant_over(tmp_path_factory.mktemp("tasks"), files)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("建社区食堂谁牵头？", ["市民政局"], ["市商务局", "2026"]),
        ("社区食堂有哪些部门配合？", ["市商务局、市市场监管局"], ["市民政局", "2026"]),
        ("社区食堂什么时候建成？", ["2026年9月底前"], ["市商务局"]),
        ("社区食堂由谁负责？", ["市民政局", "市商务局"], ["市消防救援支队"]),
        ("敬老院消防设施改造由谁牵头、何时完成？", ["市消防救援支队", "2025年12月底前"], ["市商务局"]),
        ("社区食堂建多少个，哪些单位配合？", ["20个", "市商务局、市市场监管局"], ["市总工会"]),
        ("市民政局是不是社区食堂的配合单位？", ["不是", "牵头单位是市民政局"], ["市总工会"]),
        ("社区食堂谁牵头，几时建成", ["牵头单位是市民政局", "2026年9月底前"], ["2025"]),
        ("市消防救援支队牵头什么事，几月交卷", ["敬老院消防设施", "2025年12月底前"], ["2026"]),
    ],
)
def test_each_column_of_a_table_of_tasks_answers_its_own_question(
    tasks: Assistant, question: str, told: list[str], untold: list[str]
) -> None:
    text = tasks.ask(question).text
    assert [t for t in told if t not in text] == []
    assert [t for t in untold if t in text] == []


GRID = """\
兰坪市基层治理数字化方案
为推进基层治理数字化，制定本方案。
一、重点任务
（一）发布场景榜单。
专栏1 数字场景“揭榜挂帅”清单
——河道巡查数字孪生场景。榜单金额最高300万元，2026年5月发榜，揭榜方须联合1家以上勘测企业。
——社区养老智慧照护场景。覆盖社区40个，由市民政局发榜，榜单金额最高70万元。
——农产品冷链溯源场景。覆盖苹果、蜂蜜等4个品种，由市农业农村局发榜。
（二）守护数据安全。重要数据处理者每年开展一次风险评估，于次年2月15日前向市委网信办报送报告。（市委网信办、市公安局按职责分工负责）
（三）调解数据纠纷。县级以上数据主管部门收到调解申请后，4个工作日内决定是否受理。（市数据局、市司法局按职责分工负责）
（四）完善标准体系。发布基层治理标准36项，其中网格管理类14项。（市市场监管局负责）
"""
GRID_MANIFEST = TASKS_MANIFEST.replace("[tasks]", "[grid]").replace("tasks.txt", "grid.txt")


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    manifest = GRID_MANIFEST.replace("兰坪市养老服务重点任务分工表", "兰坪市基层治理数字化方案")
    return assistant_over(tmp_path_factory.mktemp("grid"), {"grid.txt": GRID, "manifest.toml": manifest})


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        # a day and to whom, of one sentence
        ("重要数据的风险评估报告哪天之前交给谁", ["2月15日", "向市委网信办"], ["市公安局"]),
        # how soon a body acts asks for no body
        ("数据纠纷调解，主管部门几天内决定受不受理", ["4个工作日"], ["市司法局"]),
        ("基层治理标准一共多少项，里面网格管理占几项", ["36项", "14项"], ["不能直接比较"]),
    ],
)
def test_two_asks_are_answered_from_one_clause(
    grid: Assistant, question: str, told: list[str], untold: list[str]
) -> None:
    text = grid.ask(question).text
    assert [t for t in told if t not in text] == []
    assert [t for t in untold if t in text] == []


def test_what_other_clauses_say_is_left_out_where_one_holds_all(grid: Assistant) -> None:
    parts = ["社区养老照护的榜单，最多给多少", "谁来发榜"]
    asked = [grid._alone(f"社区养老照护的榜单{ask}", ()) for ask in ("最多给多少", "谁来发榜")]
    other = grid._alone("河道巡查的榜单最多给多少", ()).composed.draft.sentences
    asked[0].composed.draft.sentences.extend(other)
    assert "300万元" in asked[0].said
    alone = grid.several._parts.from_one_clause(parts, asked)
    assert "70万元" in alone[0].said
    assert "300万元" not in alone[0].said
    assert "市民政局" in alone[1].said
