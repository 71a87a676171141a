"""Questions put as slips of paper, as letters, turned about or told first are answered as the plain question is."""

from __future__ import annotations

import pytest

from assistant.answers.named import lacks_names
from assistant.assistant import Assistant
from assistant.understand.phrasing import as_question


@pytest.mark.parametrize(
    "slip",
    [
        "西安绿色工厂创建家数、责任单位",
        "西安绿色工厂家数及牵头部门",
        "请提供西安市绿色工厂创建目标数量以及责任单位",
        "查西安的绿色工厂：创建的家数，连同管事的部门，一块告诉我",
        "绿色工厂——西安要创建的家数，连同责任部门，一起报",
    ],
)
def test_two_things_asked_in_nouns(real_assistant: Assistant, slip: str) -> None:
    text = real_assistant.ask(slip).text
    assert "10家以上" in text
    assert "责任单位是市工信局" in text


@pytest.mark.parametrize(
    "asked",
    [
        "谁牵头：西安强化工程质量保障那条",
        "责任单位：西安强化工程质量保障那条",
        "由谁负责——说的是西安强化工程质量保障",
        "单位名单：西安强化工程质量保障那一条",
    ],
)
def test_asked_before_what_it_is_of(real_assistant: Assistant, asked: str) -> None:
    assert "责任单位是市住建局" in real_assistant.ask(asked).text


@pytest.mark.parametrize(
    "claim",
    [
        "请确认西安市首席质量官覆盖率目标为90%，该表述是否正确",
        "西安首席质量官覆盖率要到90%，这个说法对否",
        "西安首席质量官覆盖率2025年到90%，我这句话成立不",
        "西安首席质量官覆盖率要到90%，是否无误",
        "请核实：西安首席质量官覆盖率目标是否为90%",
        "公函：请核实西安市首席质量官覆盖率目标是否为90%",
        "12345转办：请核实西安首席质量官覆盖率目标是否为90%",
        "【市民来电内容】：西安首席质量官覆盖率是90%对吗",
    ],
)
def test_claims_to_be_checked(real_assistant: Assistant, claim: str) -> None:
    text = real_assistant.ask(claim).text
    assert text.startswith("不对")
    assert "80%" in text


@pytest.mark.parametrize(
    "over",
    [
        "陕西2015行动计划还有效期没",
        "2015年的行动计划现在是否已失效",
        "陕西2015年行动计划过没过期",
        "国务院质量提升行动意见，主要目标到哪年，还有效期没",
        "国务院关于开展质量提升行动的指导意见中主要目标的截止年份，以及该目标期限目前是否已经届满",
        "到哪一年算头，如今过没过期：说的是国务院质量提升行动那份意见的主要目标",
    ],
)
def test_whether_its_time_is_over(real_assistant: Assistant, over: str) -> None:
    assert "规划期已届满" in real_assistant.ask(over).text


@pytest.mark.parametrize(
    "known",
    [
        "浙江不是说要搞一站式平台嘛，27年要多少个",
        "浙江不是要建一站式服务平台么，到27年要有多少个",
        "浙江说是要建质量的一站式服务平台来着，27年要建多少个",
    ],
)
def test_told_first_as_known(real_assistant: Assistant, known: str) -> None:
    assert "200个以上" in real_assistant.ask(known).text


@pytest.mark.parametrize(
    "asked",
    [
        "陕西2015年旅游市场“四黑”具体指什么",
        "“四黑”拆开来是哪四样，陕西旅游，2015",
        "陕西2015旅游整治“四黑”，列明",
        "请列明陕西省2015年旅游市场“四黑”的名称",
        "陕西2015年整治旅游的“四黑”，从头到尾数一遍",
    ],
)
def test_what_a_number_of_them_are(real_assistant: Assistant, asked: str) -> None:
    text = real_assistant.ask(asked).text
    assert "黑导" in text
    assert "黑网站" in text


@pytest.mark.parametrize(
    "asked",
    [
        "西安减陕西，每万人发明专利，等于几件",
        "西安每万人发明专利减去陕西的等于几件",
    ],
)
def test_taken_from_one_another(real_assistant: Assistant, asked: str) -> None:
    assert "相差4件" in real_assistant.ask(asked).text


@pytest.mark.parametrize(
    "asked",
    [
        "农产品监测合格率，三家定的是不是一般高啊",
        "三家的农产品监测合格率并排放一起，有高低之分没有",
        "农产品监测合格率三地有无高低之分",
    ],
)
def test_as_high_as_one_another(real_assistant: Assistant, asked: str) -> None:
    text = real_assistant.ask(asked).text
    assert text.startswith("数值相同")
    assert "西安市" in text


@pytest.mark.parametrize(
    "ending", ["是否设有同一指标", "是否也列有该指标", "列没列这一项", "有没有列入这一指标"]
)
def test_whether_it_is_set_elsewhere(real_assistant: Assistant, ending: str) -> None:
    text = real_assistant.ask(f"浙江省工程质量一次交验合格率为100%，西安和陕西{ending}").text
    assert "没有查到西安市的这一项" in text
    assert "没有查到陕西省的这一项" in text


@pytest.mark.parametrize(
    "asked",
    [
        "把西安遴选的那100家中小微企业名字一个个列给我",
        "西安选出的一百户中小微公司都是哪些，名册给看看",
        "西安遴选的100家中小微企业是哪些企业",
        "西安遴选100家中小微企业，名单",
        "西安不是挑了一百家中小微企业么，都挑的谁家呀，有名单没",
    ],
)
def test_names_that_are_not_there(real_assistant: Assistant, asked: str) -> None:
    assert real_assistant.ask(asked).outcome == "refused"


def test_names_of_so_many() -> None:
    assert lacks_names("100家中小微企业都是谁", "遴选100家中小微企业")
    assert not lacks_names("3家龙头企业有哪些企业", "引导甲乙、丙丁、戊己等3家龙头企业")


@pytest.mark.parametrize(
    "plain",
    [
        "浙江2027：研发投入、劳动生产率、制造业质量指数 三个数",
        "西安打算到2025年有多少家国家级高新技术企业",
        "我是卖楼的，宣传单想写“到地铁口只要五分钟”，能这么写不",
        "不写到哪年为止的那种合同，单位必须给签吗",
        "医生说我练不了了，剩下的课能退吗，要不要扣违约金",
        "提没提家政，怎么说的",
        "责任单位不落实的怎么办",
        "请问西安鲁班奖要新增几项",
    ],
)
def test_plain_questions_stay(plain: str) -> None:
    assert as_question(plain) == plain


@pytest.mark.parametrize(
    "asked",
    [
        "西安智能制造2级3级各几家",
        "西安智能制造2级、3级的企业各几家",
        "西安智能制造2级和3级分别多少家",
    ],
)
def test_grades_in_figures(real_assistant: Assistant, asked: str) -> None:
    text = real_assistant.ask(asked).text
    assert "80家以上" in text
    assert "20家" in text


@pytest.mark.parametrize("part", ["“浙”字头", "用“浙”字起头", "以“浙”字开头", "“浙”字打头"])
def test_names_by_their_first_character(real_assistant: Assistant, part: str) -> None:
    assert "浙有善育" in real_assistant.ask(f"浙江{part}的公共服务平台有哪些").text


@pytest.mark.parametrize(
    "name", ["研究与试验发展（R&D）经费投入强度", "研究与试验发展(R&D)投入强度", "研发（R&D）投入强度"]
)
def test_a_name_with_its_abbreviation(real_assistant: Assistant, name: str) -> None:
    assert "3.3%" in real_assistant.ask(f"浙江省2025年{name}的目标是多少").text


@pytest.mark.parametrize(
    "text",
    [
        "一柜子货卡在港口走不了",
        "在小店里卖菜",
        "我们老城改造",
        "住在平房里",
        "企业到解放前线",
        "是清水的排放",
    ],
)
def test_ordinary_words_are_no_places(real_assistant: Assistant, text: str) -> None:
    assert not real_assistant.lexicon.mentions(text)


def test_a_county_by_its_whole_name(real_assistant: Assistant) -> None:
    assert real_assistant.lexicon.mentions("防城港市港口区的企业")


@pytest.mark.parametrize("whatever", ["啥质量的事都能办", "什么事都可以办"])
def test_whatever_is_not_asked(real_assistant: Assistant, whatever: str) -> None:
    text = real_assistant.ask(f"浙江那种去一趟{whatever}的质量基础设施服务平台，到27年底得有多少个").text
    assert "200个以上" in text
    assert "没有查到" not in text


@pytest.mark.parametrize("kind", ["哪一型公司", "哪种企业", "哪类公司"])
def test_a_kind_of_company_has_no_name(real_assistant: Assistant, kind: str) -> None:
    assert "链主型" in real_assistant.ask(f"浙江供应链质量管理，主要靠{kind}带动").text


@pytest.mark.parametrize(
    "asked",
    [
        "老说食品安全四个最严，是哪四个呀",
        "陕西食品安全“四个最严”是哪四个",
        "陕西要建的5个省级质检中心分别是做什么的",
    ],
)
def test_members_that_are_not_told(real_assistant: Assistant, asked: str) -> None:
    assert real_assistant.ask(asked).outcome == "refused"


@pytest.mark.parametrize(
    "asked",
    [
        "陕西2015年“五小”是哪五小",
        "西安工地“三微”创新是哪三个",
        "国家质量基础设施的“四级”是哪四级",
        "陕西2015年四大质量提升专项行动是哪四个",
    ],
)
def test_members_that_are_told(real_assistant: Assistant, asked: str) -> None:
    assert real_assistant.ask(asked).outcome == "answered"


@pytest.mark.parametrize("wanted", ["给个数", "报个数字就行", "给个准数", "说个百分数"])
def test_a_number_is_wanted(real_assistant: Assistant, wanted: str) -> None:
    assert "3.4%" in real_assistant.ask(f"浙江2027年研发投入强度，{wanted}").text


@pytest.mark.parametrize("wanted", ["请予答复", "望尽快回复", "敬请明示", "请答复为盼"])
def test_an_answer_is_wanted(real_assistant: Assistant, wanted: str) -> None:
    text = real_assistant.ask(f"听说西安首席质量官覆盖率要到90%，对不对，{wanted}").text
    assert text.startswith("不对")


@pytest.mark.parametrize(
    "supposed",
    [
        "判断题：西安首席质量官覆盖率2025年要达到{}%",
        "对还是错：西安首席质量官覆盖率要到{}%",
        "西安首席质量官覆盖率我猜是{}%",
        "西安首席质量官覆盖率，我印象里是{}%",
        "难道西安首席质量官覆盖率不是{}%吗",
    ],
)
def test_what_is_supposed(real_assistant: Assistant, supposed: str) -> None:
    assert real_assistant.ask(supposed.format(90)).text.startswith("不对")
    assert real_assistant.ask(supposed.format(80)).text.startswith("是的")


@pytest.mark.parametrize("share", ["落到{}头上的指标查一下", "摊到{}身上的任务是多少", "压给{}头上的数"])
def test_what_falls_to_one(real_assistant: Assistant, share: str) -> None:
    assert "2.6万家" in real_assistant.ask(f"放心消费示范单位，{share.format('陕西')}").text
    assert real_assistant.ask(f"放心消费示范单位，{share.format('榆林市')}").outcome == "refused"


@pytest.mark.parametrize("kinds", ["是约束的还是预期的", "是约束型还是预期型", "是预期的还是约束的"])
def test_of_which_of_two_kinds(real_assistant: Assistant, kinds: str) -> None:
    assert "25个（约束性）" in real_assistant.ask(f"西安手里要有几个陕西质量奖，这个目标{kinds}").text


@pytest.mark.parametrize("steps", ["走什么程序", "按哪些流程", "走怎样的步骤"])
def test_steps_that_are_not_there(real_assistant: Assistant, steps: str) -> None:
    assert real_assistant.ask(f"参评西安市质量奖{steps}").outcome == "refused"


@pytest.mark.parametrize(
    "asked",
    [
        "西安网约车规范、无废城市建设，分别由哪些部门负责",
        "把西安这两件事的分工单位各列一串：网约车规范、无废城市建设",
        "西安这两项工作的责任单位分别列出来：网约车规范、无废城市建设",
        "西安网约车规范和无废城市建设，各归谁负责",
    ],
)
def test_who_of_two_things(real_assistant: Assistant, asked: str) -> None:
    text = real_assistant.ask(asked).text
    assert "市交通局" in text
    assert "市发改委" in text


@pytest.mark.parametrize("every", ["所有", "各种", "各类", "各项"])
def test_every_is_no_thing_of_its_own(real_assistant: Assistant, every: str) -> None:
    assert "99.5%" in real_assistant.ask(f"浙江2025年{every}抽检合格率里面最高的是哪一类，是多少").text


@pytest.mark.parametrize(
    "asked",
    [
        "每一万个人有多少件高价值专利那个，西安、陕西、浙江里头是不是有一个没定目标，是哪个",
        "每万人高价值专利，西安、陕西、浙江里面是不是有一个没定目标，哪个",
    ],
)
def test_one_of_them_has_none(real_assistant: Assistant, asked: str) -> None:
    text = real_assistant.ask(asked).text
    assert "没有查到浙江省的这一项" in text
    assert "12件" in text


@pytest.mark.parametrize("who", ["是哪家单位评的", "由谁评", "哪个部门颁发的", "是谁评选的"])
def test_who_gives_a_prize(real_assistant: Assistant, who: str) -> None:
    assert real_assistant.ask(f"雁塔杯{who}").outcome == "refused"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("培训基地的个数", "培训基地多少个"),
        ("配首席质量官的企业家数？", "配首席质量官的企业多少家？"),
        ("每年演练次数", "每年演练多少次"),
        ("情节严重的，罚款额度", "情节严重的，罚多少钱"),
        ("木工高级证，补贴金额", "木工高级证，补贴多少钱"),
    ],
)
def test_nouns_that_ask(said: str, asked: str) -> None:
    assert as_question(said) == asked
