"""Follow-ups in other people's words: what only ties, asks or points is read in its plain form, whatever it is called."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.conversation.frames import own_topic, runs_late
from assistant.conversation.plain_turns import in_plain_turns
from tests.small_corpus import conversation


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        # the same of another one
        ("换到西安看", "西安呢"),
        ("再查西安", "西安呢"),
        ("再给我讲讲西安的", "西安呢"),
        ("轮到株洲了", "株洲呢"),
        ("西安市该项目标", "西安市呢"),
        ("西安市同年度目标为多少，与浙江省相差多少", "西安市呢，与浙江省相差多少"),
        ("换西安，年份不变，两边隔着多大", "西安呢，差多少"),
        ("若为西安，数值多少", "西安呢"),
        ("同上，改低保边缘户", "低保边缘户呢"),
        ("换成退休人员（我父亲）", "退休人员呢"),
        ("入住养老院的也报一个", "入住养老院呢"),
        ("煤锅炉那块也讲讲", "煤锅炉呢"),
        ("换成仿制药，同样念念", "仿制药呢"),
        ("重大事故也是这样吗？具体呢", "重大事故呢"),
        ("关于家政的又是怎么说的", "家政呢"),
        ("请继续说明下一条", "下一条呢"),
        ("劳动生产率也跟我讲讲，几个年份都要", "劳动生产率是多少"),
        # what is said before the question
        ("诶对了，西安的质量奖谁评", "西安的质量奖谁评"),
        ("知道了，再打听一件，绿色产品统一哪些东西", "绿色产品统一哪些东西"),
        ("请一并告知陕西省首席质量官的培训人数目标", "陕西省首席质量官的培训人数目标"),
        ("确定？浙江多少", "浙江多少"),
        ("浙江省的无需提供，请告知西安市的数值。", "浙江省的不用了，西安市呢"),
        # which of those told
        ("那排第二的那个，到底是要干些啥", "那第二个，到底是要干些啥"),
        ("把老二展开讲讲", "第二个讲什么"),
        ("那它后头挨着的那一条写的啥", "那下一条写的啥"),
        ("往下翻一条，念给我听听", "下一条，念给我听听"),
        ("该条之后的下一条规定了什么内容", "下一条规定了什么内容"),
        # how they compare
        ("三者之中何者最高，数值是多少", "这三个里哪个最高"),
        ("排个头名出来，带数", "几个里哪个最高"),
        ("谁垫底", "几个里哪个最低"),
        ("后面那年减前面那年等于几", "两年差多少"),
        ("这三个奖合起来一共多少项", "这三个加起来一共多少项"),
        # who is responsible
        ("部门名单", "由哪些部门负责"),
        ("不止一个局吧，都有谁？", "由哪些部门负责"),
        ("责任主体是谁", "由谁负责"),
        ("牵头的是哪家", "由谁牵头"),
    ],
)
def test_a_follow_up_in_plain_words(said: str, plain: str) -> None:
    assert in_plain_turns(said) == plain


@pytest.mark.parametrize(
    "said",
    [
        "再说一遍",
        "没听清，再说一下",
        "能再详细说说吗",
        "再给我念一下原文",
        "请说明理由",
        "还有别的要求吗",
        "也要备案吗",
        "也是这样吗",
        "陕西现在也这样吗",
        "要是丢了呢",
        "要是没达到呢，怎么算",
        "西安也是约束性的吗",
        "换证要多少钱",
        "改建的补多少",
        "这三个哪个最高",
        "好的，谢谢",
        "浙江呢",
    ],
)
def test_what_says_something_stays(said: str) -> None:
    assert in_plain_turns(said) == said


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("浙江研发投入强度，2025", "2027", "两年差"), "相差0.1个百分点"),
        (
            (
                "请提供浙江省2025年研发投入强度目标。",
                "请同时提供2027年的目标。",
                "2027年较2025年提高了多少？",
            ),
            "0.1",
        ),
        (("陕西战略性新兴产业占工业总产值多少 25年", "换到西安看"), "50%"),
        (
            ("请问陕西省食品评价性抽检合格率目标", "西安市该项目标", "浙江省该项目标", "三者之中何者最高"),
            "浙江省最高",
        ),
        (("数一数西安专栏8里的工程", "把老二展开讲讲"), "放心消费示范单位"),
        (("西安首席质量官得覆盖到百分之多少啊", "诶对了，你能给我写个程序不"), "帮不上忙"),
        (("到2025年西安要新增几项鲁班奖", "长安杯"), "“长安杯”50项"),
        (
            (
                "我在西安卖菜的，听说现在菜要带个合格证，是个啥证？",
                "哦。那这个事归哪个局管？",
                "不止一个局吧，都有谁？",
            ),
            "市商务局",
        ),
        (("浙江25年研发投入强度", "27年呢，高几个点", "劳动生产率也报，全都要", "西安"), "21万元/人"),
    ],
)
def test_it_is_told_the_same(real_assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in conversation(real_assistant, *turns).text


@pytest.mark.parametrize(
    "said",
    ["我拖过头了，银行不给，开票的还管吗", "过期了还能要吗", "要是到了日子没交，会怎样", "错过了怎么办"],
)
def test_what_runs_late_is_said_before(said: str) -> None:
    assert runs_late(said)
    assert not own_topic(said)


@pytest.mark.parametrize("said", ["许可证过期了怎么办", "食品过了保质期罚多少", "浙江呢"])
def test_what_says_itself_what_is_late(said: str) -> None:
    assert not runs_late(said)


@pytest.mark.parametrize(
    ("new", "names", "likest"),
    [
        ("机构养老", ["重度失能", "居家老人", "月补贴"], "居家老人"),
        ("离岗退休", ["在岗职工", "三级医院", "门诊"], "在岗职工"),
        ("低保边缘户", ["残障人士", "低保户", "生活补助"], "低保户"),
        ("调解书", ["法律约束力", "裁决书"], "裁决书"),
        ("养猫", ["人才公寓", "养大狗"], "养大狗"),
        ("公交晚点", ["半个多小时", "地铁晚点", "退票"], "地铁晚点"),
    ],
)
def test_what_is_nearest_in_sense(real_assistant: Assistant, new: str, names: list[str], likest: str) -> None:
    assert real_assistant.lexicon.likest(new, names)[0] == likest
