"""What people write otherwise than texts do: years in two digits, dialects and everyday words for units and amounts.

Works on the question alone; knows nothing of the corpus.
"""

from __future__ import annotations

import re

from assistant.understand.spoken import numeral
from assistant.understand.terse import spelled_out
from corpus.numerals import CHINESE_NUMERAL, find_quantities, parse_ordinal

# 期限是10年, 保存不少于15年: how long, not when
_LASTING = re.compile(
    r"(?:期|期限|年限|时限|寿命|保存|留存|保管|不[少低]于|不超过|不得超过|至少|最[少多长短]|[未不]?满|超过|低于|少于|长达|为期|每隔?)"
    r"(?:要|应|应当|必须|得|定)?(?:[是为有]|的是)?$|"
    # 交了12年, 用了22年; 到了25年 is a point in time
    r"(?<![到过])了(?:有|快|将近|差不多|整整|大概)?$"
)
# 现在都26年了: no span
_BY_NOW = re.compile("(?:都|现在|如今|已经)(?:是|到)?$")


_WHOSE_LOAD = re.compile(
    "(?:是|要|该|都|会)?(?:挂|落|压|摊|算|归|放|扣|记)(?:在|到|给)(?:了)?(?P<who>谁|哪(?:几|[一两二三四五六七八九十])?(?:家|个)(?:部门|单位|[局厅委])?)的?(?:头上|身上|肩上|名下)"
)
# 什么样的企业不能报, 哪种人能领
_WHAT_LIKE = re.compile(
    "(?<![指是叫算])(?:(?:什么|啥|怎么?)样(?:子)?的|哪(?:种|样|一?类)(?:的)?|什么|啥)"
    "(?=(?:企业|公司|单位|机构|组织|个人|人员|家庭|项目|产品)[^，,。？?]{0,8}(?:不(?:能|得|可以|让|准|许|予)|[报领申]不了))"
)
# 质量奖的钱从哪来, 奖金谁出
_WHOSE_MONEY = re.compile(
    "(?:奖金|(?<=奖的)(?:资金|钱))(?:是|都|又)?(?:从哪(?:里|儿)?(?:来|出)|由?谁(?:来)?(?:出|掏))的?(?=[？?。，,呢啊\\s]|$)"
)
# 报市长质量奖
_APPLY_FOR = re.compile(
    "(?<![申上填举汇通预播情日])报(?![销名告警价表送备税考审批])(?=[^，,。；;？?报]{0,8}(?:奖(?!励|补|金)|专项|试点|示范))"
)
# 是哪个部门在抓, 谁在管
_IN_HAND = re.compile(
    "(?:是|由|归)?(?P<who>谁|哪(?:几|[一两二三])?(?:家|个)(?:部门|单位|[局厅委]))(?:(?:在|来)(?:主)?抓|在管)(?:的|呢|啊|这事|这块)?(?=[？?。，,\\s]|$)"
)


# 增加值是2027，对吗: a figure that is told, or a year
TOLD_AS_FIGURE = re.compile(
    r"(?:是|为|达到?|有|到)(?P<n>(?:19|20)\d\d)(?=[，,、]?(?:对|吗|么|吧|是吗|是吧|是不是|没错|不是|[？?]))"
)
_YEAR_BEFORE_WORDS = re.compile(
    r"(?<![\d.〔\[(（第号])(20[1-4]\d)(?=[一-龥]|[A-Z]{2})(?![年号版式余多几度届])"
)
# 2027家庭医生, 2028省级: no 家, no 省 is counted
_WORD_OF_UNIT = re.compile(
    "省|家[庭电具长政禽畜]|人[均才口民社工]|个[人体税]|项目|条[例款]|户[籍均]|名[牌优特录]|分[类级]"
)


def _bare_years(text: str) -> str:
    """浙江2027空气优良天数, 比2025涨几万, 是2025就要100%: a year without 年, unless it counts something (2025元, 2030亩)."""
    counted = {
        q.start for q in find_quantities(text) if q.unit and not _WORD_OF_UNIT.match(text, q.start + 4)
    }
    told = {m.start("n") for m in TOLD_AS_FIGURE.finditer(text)}

    def written(m: re.Match[str]) -> str:
        return m[1] if m.start() in counted | told else f"{m[1]}年"

    text = re.sub(r"(?<=[一-龥])([（(])(20[1-4]\d)(?=[）)][？?。\s]*$)", r"\1\2年", text)
    return _YEAR_BEFORE_WORDS.sub(written, text)


_BEHIND = r"(?=[？?。，,\s]|$)"
_LEADS = r"(?:负责)?(?:牵头|主办|主责|主抓|主导|挑头|领头|带头|打头|主)(?:的|单位|部门|方)?"
_HELPS = r"(?:负责)?(?:配合|协助|协办|辅助|打下手|搭把手|帮衬|跟着干|辅)(?:的|单位|部门|方)?"
# another way to write a word of asking, and how it is mostly written
_MOSTLY = (
    (re.compile(r"(?<![十好])几时(?![间段])|多会儿|多咱|啥时候|啥时间|何时(?!何地)"), "什么时候"),
    (re.compile(r"多少天|(?<![哪这那好十])几日(?=[内之以，,。？?\s]|$)"), "几天"),
    (re.compile("是否(?!一致|相同)"), "是不是"),
    (re.compile("能否|可否|可不可以"), "能不能"),
    # 是主还是辅, 系牵头单位还是配合单位, 挑头的还是打下手的: which of the two a body is
    (
        re.compile(
            rf"(?:是|系|算|属于)?(?:{_LEADS}还是(?:是)?{_HELPS}|{_HELPS}还是(?:是)?{_LEADS}){_BEHIND}"
        ),
        "是牵头单位还是配合单位",
    ),
    (re.compile(rf"(?<=.{{5}})(?<!不)[，,]?对不对{_BEHIND}"), "，对吗"),
    # 还有效，对吗: where nothing is measured, a plain question
    (re.compile(r"(?<=[有的效])[，,](?:对吗|对吧|是吗|是吧|没错吧)(?=[？?。\s]*$)"), "吗"),
    (re.compile("(?<![由是归找该让给跟和向])谁(?:来|在|去)(?=负责|牵头|主管|监管|落实)"), "由谁"),
    (re.compile(rf"(?:该|应该?)?(?:怎么|如何|咋|怎样)理解{_BEHIND}"), "是什么意思"),
    (re.compile(rf"(?<!是)是?个?啥意思{_BEHIND}"), "是什么意思"),
    (re.compile(rf"是?(?:指|指的是?|是指)的?(?:什么|啥){_BEHIND}"), "是指什么"),
    (re.compile("(?<=[目指]标)(?:值|数值)|(?<=目标)数(?!量|[字据])"), ""),
    (re.compile("任务数(?!量|[字据])"), "目标"),
    (re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})(?:个|号)专栏"), r"专栏\1"),
    (re.compile(r"^(?:那|这个?)?(?:有没有|有无|有)约束力[吗么]?(?=[？?。\s]*$)"), "是约束性的吗"),
    (re.compile("约束(?:的|型|类)?还是(?:属于|说)?预期(?:的|型|类)?(?!性)"), "约束性还是预期性"),
    (re.compile("预期(?:的|型|类)?还是(?:属于|说)?约束(?:的|型|类)?(?!性)"), "预期性还是约束性"),
    (re.compile(r"(?<=[谁门位家局])(?:来)?(?:主抓|抓总|挑头|主理)(?=[的呢啊，,。？?\s]|$)"), "负责"),
    (re.compile(rf"(?:还管不?管用|还管用|管不管用|还作数|还算数)(?:吗|么|不)?{_BEHIND}"), "还有效吗"),
    (re.compile(r"^(?:那)?钱呢?(?=[？?。\s]*$)"), "补贴呢"),
    (
        re.compile(rf"有(?:没有|没得|无)?钱(?:可以|能|可)?(?:拿|领|补|给)?(?:吗|么|不|没有?)?{_BEHIND}"),
        "有没有补贴",
    ),
    (re.compile("(?:得|要|会)?[交缴]纳?(?:多少|几)(?:钱)?的?罚[金款]"), "罚多少钱"),
    (re.compile("每一(?:个)?(?=[百千万])"), "每"),
    (re.compile("(?<=每[百千万])个(?=人)"), ""),
    (re.compile(r"百分之(\d+(?:\.\d+)?)"), r"\1%"),
    (re.compile("眼下|如今|当下|这会儿"), "现在"),
    (re.compile("多少(?=个(?:工作日|星期|礼拜|月)|年(?!前|来|度|轻|纪|级))"), "几"),
    (re.compile("相差(?=多少|几)"), "差"),
    (re.compile("(?<=每人)((?:要|达|到|是)*(?:多少|几)万)(?!元|块)"), r"\1元"),
    (re.compile("(?<=[交带供备要的些么啥])资料(?=[？?。，,\\s]|$)"), "材料"),
    (re.compile("几个钱|几块钱|多少(?:元|块钱?)(?![/／每一])"), "多少钱"),
    (re.compile("咋(?!呼|舌)"), "怎么"),
    # 现在还有效吗里面…由谁负责
    (re.compile("(?<=[一-龥]{2}吗)(?=[一-龥]{4})"), "，"),
    (
        re.compile("几多|好多(?=钱|块|[个家天万亿](?!人)|[分岁斤亩次](?:[？?。，,！!吧呢啊嘛呀哦了\\s]|$))"),
        "多少",
    ),
    (re.compile(r"(?<=罚)(?:款(?:是|为)?)?(?:多少钱?|几块)"), "多少"),
)


_HOW_LONG = re.compile("多(?:长|少)的?时间(?!之?内|以内)")
_UNTIL_WHEN = re.compile("什么时候|哪[一]?天|几号|几月")


# 打了八十七分: points, and no hundredth of anything
_POINTS = re.compile(
    rf"(?<=[打得评考拿有才到了])(?P<n>[{CHINESE_NUMERAL}]{{2,4}})分(?![之钟别成红店公支级类期子年批项])"
)
_KIN = (
    "爸妈?|妈妈?|爹|娘|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|丈人|丈母娘|"
    "老伴|老人家?|老爷子|老太太|老头子?"
)
# 我奶奶今年93了, 我爸八十二
_AGED = re.compile(
    rf"(?P<who>{_KIN})(?P<now>(?:今年|现在|已经|都|快|刚|也|就|有|满|过)*)(?P<n>\d{{2,3}}|[{CHINESE_NUMERAL}]{{2,4}})(?P<le>了?)(?=[，,。；;\s]|$)"
)
_OLD = (40, 120)  # the age that a bare number of somebody's parent may be


def _own_figures(text: str) -> str:
    """What people tell of themselves with its unit and in digits: 打了八十七分 → 打了87分, 我奶奶今年93了 → 我奶奶今年93岁了."""

    def aged(m: re.Match[str]) -> str:
        years = numeral(m["n"])
        if years is None or not _OLD[0] <= years <= _OLD[1]:
            return m[0]
        return f"{m['who']}{m['now']}{years:f}岁{m['le']}"

    def scored(m: re.Match[str]) -> str:
        points = numeral(m["n"])
        return m[0] if points is None else f"{points:f}分"

    return _AGED.sub(aged, _POINTS.sub(scored, text))


def written_out(text: str) -> str:
    """A (simplified) question with its years and words of asking as they are mostly written: 几多 → 多少, 何时 → 什么时候,
    多长时间 → 多久, 可否 → 能不能, 2027空气 → 2027年空气; what he tells of himself in digits.

    So that nothing behind it has to know them all. 好多人 may be many.
    """
    text = spelled_out(text)
    for pattern, mostly in _MOSTLY:
        text = pattern.sub(mostly, text)
    if not _UNTIL_WHEN.search(text):
        # 最晚什么时候去查，多长时间给说法: two terms, which the same word would make one
        text = _HOW_LONG.sub("多久", text)
    return _bare_years(_own_figures(text))


def full_years(text: str) -> str:
    """25年 as people say it for 2025年; 3年内 and 15年以上 stay spans of time."""
    text = re.sub(
        r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)",
        lambda m: str(parse_ordinal(m.group()) or m.group()),
        text,
    )
    # 从25到27年
    text = re.sub(r"(?<![\d.])([1-4]\d)年?(?=(?:到|至|—|-)(?:20)?[1-4]\d年)", r"20\1年", text)
    # 明年（2027）, 2026那批
    text = re.sub(r"(?<=年)([（(])(20[1-4]\d)(?=[）)])", r"\1\2年", text)
    text = re.sub(r"(?<!\d)(20[1-4]\d)(?=(?:这|那)一?(?:批|次|轮|期))", r"\1年", text)
    # 2025这一年, 2025那年
    text = re.sub(r"(?<!\d)(20\d\d)(?:这|那)一?年", r"\1年", text)

    def lasts(m: re.Match[str]) -> bool:
        before, behind = text[: m.start()], text[m.end() :]
        return bool(_LASTING.search(before)) or (behind.startswith("了") and not _BY_NOW.search(before))

    return re.sub(
        r"(?<![\d.])([1-4]\d)\s*年(?!以上|以内|内|期|间|来|后|前|代|龄|工龄|整|头)",
        lambda m: m.group() if lasts(m) else f"20{m[1]}年",
        text,
    )


# 赶得上陕西吗, 严过陕西, 超过陕西没有; a target or a limit is reached or passed otherwise
_REACHES_IT = re.compile(
    r"(?:赶得?|比得|追得?)上(?:了)?(?P<a>[^，,。？?\d目标要求]{2,6}?)(?:那边|了)?(?=[吗么没不]|[？?。\s]*$)|"
    r"(?P<how>[严高低多少大小快])过(?P<b>[^，,。？?\d目标要求了几多少]{2,6}?)(?=[吗么没不]|[？?。\s]*$)|"
    r"(?:超过|高于|多于)(?:了)?(?P<c>[^，,。？?\d目标要求标准规定限几多少]{2,6}?)(?:了)?(?:没有|没|了吗|吗)(?=[？?。\s]*$)"
)


def _compared_plainly(text: str) -> str:
    """A comparison as texts of questions put it: 西安赶得上陕西吗 → 西安比陕西高吗, 西安几，陕西几 → …多少."""

    def put(m: re.Match[str]) -> str:
        if m["c"]:
            return f"比{m['c']}高吗"
        return f"比{m['a'] or m['b']}{m['how'] or '高'}"

    text = re.sub(r"(?<=[一-龥])\s*[vV][sS]\.?\s*(?=[一-龥])", "和", text)
    text = re.sub(r"(?<=[一-龥]{2})(?<![第到是十好期周拜初号分])几(?=[，,；;？?。\s]|$)", "多少", text)
    text = re.sub(
        r"(?<=比)([^，,。？?例重率较]{2,6}?)(?:定|写|要求|规定)?的(?=[高低多少]出?(?:了)?(?:多少|几))",
        r"\1",
        text,
    )
    return _REACHES_IT.sub(put, text)


# 一共有几个，都是什么; 我要…的清单; 逐个说
_HOW_MANY_WHICH = re.compile(
    r"(?:一共|总共|共)?有?(?<!哪)几[个项种条类家样][，,](?:都|分别|各)?(?:是|叫|有)(?:什么|啥|哪些|哪几[个项种条类家样])(?=[？?。\s]*$)"
)
# 分几类，都是什么
_OF_KINDS_WHICH = re.compile(
    r"分(?P<into>[为成作]?)几(?P<kinds>[类种档级])[，,](?:都|分别|各)?(?:是|叫|有)(?:什么|啥|哪些|哪几[类种档级])(?=[？?。\s]*$)"
)
_LIST_WANTED = re.compile(
    r"^(?:我要|给我|来一份|要一份|发我)(?P<what>.{4,}?)的?(?:完整)?清单(?=[？?。\s]*$)|"
    r"^(?P<whose>.{4,}?)的(?:完整)?(?:清单|名单)(?:给我|发我|呢|来一份)?(?=[？?。\s]*$)|"
    r"(?<=.{4})[，,]?(?:逐个|逐一|挨个|一个个|一项项)(?:地)?(?:给我)?(?:说|讲|列|报|念)(?:一?下|一遍|出来|说)?(?=[？?。\s]*$)"
)


def _listed_plainly(text: str) -> str:
    """What asks for a list, as 有哪些."""
    text = _HOW_MANY_WHICH.sub("有哪些", _OF_KINDS_WHICH.sub(r"分\g<into>哪几\g<kinds>", text))
    text = re.sub(
        r"(?:(?<=能)|(?<=可以)|(?<=财政)|(?<=一次性))(?:给|拿|领|发)(?:到)?多少(?=[？?。\s]*$)",
        r"\g<0>钱",
        text,
    )
    # 枢纽型的跟节点型的补助比例: of two kinds
    text = re.sub(
        "([一-龥]{1,6}[型级类档])的([和跟与同])([一-龥]{1,6}[型级类档])的(?=[一-龥]{2})", r"\1\2\3的", text
    )
    text = re.sub(r"材料的?清单(?=[？?。\s]*$)", "材料有哪些", text)
    return _LIST_WANTED.sub(lambda m: f"{m['what'] or m['whose'] or ''}有哪些", text)


# 原文在哪, 是几条几款, 哪儿提到了
_WHERE_SAID = re.compile(
    r"(?<=.{3})[，,]?(?:在(?:哪儿|哪里)|哪儿|哪里)(?:提|写|说|讲)(?:到|过|了|的)+(?=[？?。\s]*$)|"
    r"(?<=.{3})[，,]?在(?:文件|方案|意见|规定|条例|办法)的?(?:哪个|什么)(?:位置|地方)(?:写的|说的|提的)?(?=[？?。\s]*$)|"
    r"(?<=.{3})的?原文在(?:哪里|哪儿|哪)(?=[？?。\s]*$)|(?<=.{3})是?[在第]?几条几款(?=[？?。\s]*$)|"
    r"(?<=.{3})[，,]?(?:是|由)?哪一?[条款](?:里)?(?:规定|要求|提|写|说|讲)(?:了|到|过)?的(?=[？?。\s]*$)"
)
# 领导说…, 我记得…, …，帮我核实: a claim to be held against the text, where nothing is asked of it
_SAID_TO_ME = re.compile(
    r"^(?:我)?(?:好像|隐约)?(?:我?记得|我?印象[里中]|领导说|老板说|同事说|人家说|别人说|网上说|新闻[上里]?说|文件[上里]?说|群里说|客户说|来电人?说|"
    r"(?:麻烦|请|帮我|帮忙)?(?:确认|核实|核对|核一下)(?:一?下)?)[，,：:是]*(?P<claim>.{6,}?)[？?。！!\s]*$"
)
_TO_BE_CHECKED = re.compile(
    r"[，,](?:麻烦|请|你|您)?(?:(?:帮我|帮忙|给我)?(?:确认|核实|核对|查证)(?:一?下)?(?:吧)?|(?:到底)?(?:有没有这回事|准不准|准吗|靠谱吗|属实吗|可信吗|有这回事吗))(?=[？?。！!\s]*$)"
)
_ASKS_ITSELF = re.compile(
    "多少|几|什么|啥|谁|哪|怎|咋|如何|吗|么|吧|呢|(.)[不没]\\1|是否|有没有|多[久大高长]"
)


def _checked_plainly(text: str) -> str:
    """A claim that is told to be checked, as one that asks: 领导说覆盖率要到90% → 覆盖率要到90%，对吗."""
    bare = _TO_BE_CHECKED.sub("", text)
    m = _SAID_TO_ME.match(bare)
    claim = m["claim"] if m else bare
    told = (m or bare != text) and re.search(r"\d|[一二三四五六七八九十]成|全覆盖|约束性|预期性", claim)
    return f"{claim.rstrip('？?。！! ')}，对吗" if told and not _ASKS_ITSELF.search(claim) else text


_STRENGTH = "[“\"'‘]?(?:必须|应当|应该|一定要|得|鼓励|支持|引导|要求|可以|推动|探索)[”\"'’]?"
# 用的是“必须”还是啥词: the sentence itself tells
_WORD_USED = re.compile(
    f"[，,]?(?:用的|写的|说的|原文|原话|措辞)(?:词|字眼)?是?{_STRENGTH}还是(?:啥|什么|哪个|{_STRENGTH})(?:别的)?(?:词儿?|字眼|字)?(?=[？?。\\s]*$)"
)


def plainly(text: str) -> str:
    """What dialects and everyday talk write otherwise: 几钿 for 多少钱, 50平 for 50平方米, 市一级 for 市级, 往上抬了 for 提高了,
    挂在谁头上 for 由谁负责, 赶得上陕西吗 for 比陕西高吗; what ``written_out`` writes otherwise too.
    """
    text = written_out(text)
    text = re.sub(r"(?<=[\d百千万])(?:个)?平(?:米)?(?=[的，,。、？?左多以\s]|$)|平米|㎡", "平方米", text)
    text = re.sub(r"(?<=[\d百千万])方(?=[的水气土，,。、？?\s]|多少|$)", "立方米", text)
    # 市一级的示范单位
    text = re.sub(
        r"(?<!城)([省市县区乡镇])一级(?!保护|文物|博物|甲|注册|建造|学科|重点|医院|响应|预警|风险|缺陷)",
        r"\1级",
        text,
    )
    text = _WORD_USED.sub("怎么规定的", text)
    text = _WHOSE_MONEY.sub("经费从哪里列支", text)
    text = _APPLY_FOR.sub("申报", _WHAT_LIKE.sub("哪些", text))
    text = re.sub("往上(?:抬|提|调|走|涨)(?=了|多少|几)", "提高", text)
    text = _WHERE_SAID.sub("写在哪一条", _checked_plainly(_listed_plainly(_compared_plainly(text))))
    # 18.5万一个人
    text = re.sub(r"(?<=\d)([万千亿])(?:元|块钱?)?(?:每个?|一个)人(?=[，,。？?\s]|$)", r"\1元/人", text)
    # 挂在哪三家头上, 落到谁身上
    text = _IN_HAND.sub(r"由\g<who>负责", _WHOSE_LOAD.sub(r"由\g<who>负责", text))
    return re.sub("(?<![哪这那])几(?:块|铜?钿)(?:钱)?(?=[？?。，,、！!吧呢啊嘛呀了\\s]|$)", "多少钱", text)
