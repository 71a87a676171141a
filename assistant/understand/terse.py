"""What is asked by a blank, a mark or a written word where most say an asking word: 条款号, 国内____, ——, 何部门.

Forms, notes and official letters ask so. Written out as a sentence asks (多少项, 写在哪一条, 罚多少, 国内多少, 哪个部门), so that
nothing behind it has to know both. Works on the question alone; knows nothing of the corpus.
"""

from __future__ import annotations

import re

_BEHIND = r"(?=[？?。.！!，,；;\s]*$)"
_ASKS = re.compile(
    r"多少|几|哪|什么|啥|谁|怎|咋|如何|何|吗|么|呢|是否|有没有|有无|能否|可否|多[久长大高远]|(.)[不没]\1|还是|how|wh"
)
_PIECE = re.compile(r"[，,；;。？?！!：:]")

# 平台48小时告知——条款号, 举报奖励→序号: a pause; not in a title or a span of years
_PAUSE = re.compile(r"\s*(?:——+|－－+|--+>?|[→⇒➡➜]|[=－]+[>＞])\s*(?![^《》]*》)")

# 给个准数：…, …写的是个什么数, 核对…的数: the figure is wanted
_FIGURE = (
    (
        re.compile(
            rf"(?:写|定|列|填)?的?(?:是|在)?(?:一?个)?(?:什么|啥)(?:样的?)?数(?:字|值|据)?(?:上|来着)?{_BEHIND}"
        ),
        "是多少",
    ),
    (
        re.compile(
            r"^(?:我)?(?:想|要|请|麻烦|帮我|帮忙)*(?:核对|核实|查询|查|报|给|要|求|核)(?:一下|下|一个|个|我)*(?:[：:，,])?"
            rf"(?P<of>[^，,。；;？?]{{5,}}?)的(?:具体)?数(?:字|值|据|目)?{_BEHIND}"
        ),
        r"\g<of>是多少",
    ),
    (
        re.compile(
            r"^(?:我)?(?:想|要|请|麻烦|帮我|帮忙)*(?:给|报|要|说)(?:一下|下|一个|个|我)*(?:准|实|确切|具体)?(?:的)?(?:数|数字|数值|数据)[：:，,]\s*(?P<of>.{5,}?)"
            rf"(?:是)?{_BEHIND}"
        ),
        r"\g<of>是多少",
    ),
)

_UNIT = (
    r"(?:个?(?:工作日|小时|月|学时|百分点)|[百千万亿]*(?:元|块|吨|亩|户|人|家|件|项|个|平方米|公里)|"
    r"[项家个户次件名人种类所处条座台天日年届张倍分米度%])"
)
_BLANK = r"(?:[_＿]{2,}|[（(]\s*[）)]|[【\[]\s*[】\]]|[□◻]+)"
# 第____条, 由____负责, 补____元, 到____年; what is asked to be done with it
_BLANKS = (
    (re.compile(rf"第\s*{_BLANK}\s*(?=[条款项章])"), "第几"),
    (re.compile(rf"(?<=[由归向找给])\s*{_BLANK}\s*(?=[负牵主管审批办受核监提报申备])"), "谁"),
    (re.compile(rf"{_BLANK}\s*(?=部门|单位|机关|[局厅委](?![员托]))"), "哪个"),
    (re.compile(rf"(?<=[在到于至])\s*{_BLANK}\s*(?=年)"), "哪一"),
    (re.compile(rf"(?<=[时日]间|日期|截止|截至)(?:[是为于到]|[：:])*\s*{_BLANK}"), "是什么时候"),
    (re.compile(rf"{_BLANK}\s*(?={_UNIT}|[，,；;。？?！!、\s]|$)"), "多少"),
)
_FILL_IN = re.compile(
    r"[，,。；;\s]*(?:请|帮我|帮忙)?(?:填空|填(?:一)?下|填上|补全|补充完整|填好)(?:题)?[。！!\s]*$"
)

# 的条款号, 对应条文序号是？, 所在条款
_CLAUSE_NUMBER = re.compile(
    r"(?:[，,]|的|里|中|依据|所依据|对应|具体|相应|所在|是|在)*(?:"
    r"(?:条款|条文|法条|条目|条|任务)(?:的)?(?:序号|编号|号码|号)|(?:所在|对应|相应|依据的?|法律|法规)(?:条款|条文|法条)|(?<=任务)[，,]?序号)"
    rf"(?:是|为|呢)*(?:多少|几号?|哪个|什么)?{_BEHIND}"
)
# 给个条款, 指明出处, 能定位到条吗
_CLAUSE_WANTED = re.compile(
    r"[，,；;。\s]*(?:请|麻烦|帮我|帮忙)*(?:"
    r"(?:给|指|注|标|附|报|说|写)(?:我|个|一个|出|明|上|清|一下)+(?:其|所依据的?|具体|对应|相应|准确|所在)*的?(?:条款号?|条文号?|出处|条号|法条|依据条款|第几条)|"
    rf"(?:能|可以|可)?(?:不能)?(?:定位|具体|精确)到(?:具体)?(?:哪一?|第几)?(?:条款|条文|条|款))(?:吗|么|不)?{_BEHIND}"
)
_FINE_BILL = re.compile(
    rf"[，,]?罚单(?:上)?(?:要|会|得)?(?:写|开|是|列)?(?:多少|多大|几)(?:钱|元|块)?{_BEHIND}"
)
# 该找哪家, 落在哪个口子, 责任落到谁
_WHOSE = re.compile(
    r"[，,]?(?:(?:该|应该?|要|得)找哪(?:一)?(?:家|个)(?:单位|部门)?|(?:是|归|由)?(?:落|挂|归|放)?(?:在|到|属)?哪(?:一)?个口子(?:上|里)?(?:管|负责)?(?:的)?|"
    rf"责任(?:主体)?(?:落|算|压|压实|落实|归)(?:在|到|给)?(?:了)?(?:谁|哪(?:家|个部门|个单位))(?:身上|头上|肩上)?){_BEHIND}"
)
# 截止收件时间, 完成日期: when it is done; 营业时间 and 出台时间 have names of their own
_DONE = (
    "完成|完工|竣工|建成|投用|启用|上线|开通|办结|改完|修完|编制|制定|制订|修订|交付|提交|上报|报送|申报|报名|启动|达标|落地|推出|废止|"
    "拨付|兑付|兑现|到账|发放|验收|评选|截止收件|收件|开工|动工|起算"
)
_WHEN = re.compile(rf"(?<=[一-龥]{{2}})(?:的|，|,)?(?P<done>{_DONE})(?:的)?(?:时间|日期|时点){_BEHIND}")
_MONTH = re.compile(rf"(?P<done>{_DONE}|出台|印发|发布|公布|施行|实施|生效)(?:的)?月份(?:是)?{_BEHIND}")
_DEADLINE = re.compile(r"(?:的)?\s*(?<![a-z])(?:deadline|ddl)(?![a-z])\s*", re.IGNORECASE)

# 何部门, 何级; 何种 and 何处 are read as they are
_WHICH = (
    (re.compile("何(?=部门|单位|机关|机构|级|款|条|章)(?<![如任为]何)"), "哪个"),
    (re.compile("(?<![如任为])何人"), "谁"),
    (re.compile(rf"(?<=[一-龥]{{2}})几何{_BEHIND}"), "多少"),
    (re.compile("(?<=哪)个(?=级)"), ""),
)
_TRUE = re.compile(
    r"[，,。；;\s]*(?:请问|以上|上述|此|该|这)?(?:话|说法|情况|消息|信息|内容|数字|数据)?(?:是否|是不是|可否)(?:属实|准确|正确|真实|确实|无误|如此|确有其事)(?:否|吗)?"
    rf"{_BEHIND}|[，,。；;\s]+(?:请|烦请|望)?予?以?(?:确认|核实|核对){_BEHIND}"
)
_HEARD = re.compile("^(?:据称|据传|有人称|有说法称|传闻|网传|坊间传|有传言说?)[，,：:]?")
_OTHERWISE = (
    (re.compile(rf"(?P<v>[一-龥])与否{_BEHIND}"), r"\g<v>吗"),
    (re.compile(rf"(?<=[一-龥]{{4}})(?<![是能可与会有当应得须需])否{_BEHIND}"), "吗"),
    (re.compile("抑或(?:是)?|亦或(?:是)?|或是"), "还是"),
    # 出得出不得, 得不得交钱, 中不中
    (re.compile("([一-龥])得\\1不得(?:了)?"), r"能不能\1"),
    (re.compile("得不得(?=[付交缴出收花掏])"), "要不要"),
    (re.compile("(?<![一-龥]得)得不得(?=[一-龥])"), "会不会"),
    (re.compile(rf"中不中(?:啊|呀|呢|嘛)?{_BEHIND}"), "行不行"),
    (
        re.compile(
            r"(?:属于?|是|系)?(?P<a>约束性|预期性)的?[，,]?(?:或者?|还是|/|、)(?:属于?|是)?(?P<b>约束性|预期性)(?:的|指标)*(?=[，,？?。\s]|$)"
        ),
        "是约束性还是预期性",
    ),
    # 奖励数额有没有差别
    (
        re.compile(
            rf"(?:的)?有(?:没有|无)(?:什么|啥|何|任何)?(?:差别|差异|差距|差|两样|高低)(?:呢|啊)?{_BEHIND}"
        ),
        "一样吗",
    ),
    # 2030年目标减去2027年目标，等于多少
    (
        re.compile(
            r"(?<=[一-龥\d])减(?:去|掉)?(?P<b>[^，,。；;？?]{2,}?)[，,]?(?:的?(?:差|差值|结果))?(?:等于|得|是|为)?(?:多少|几)(?P<u>[个百分点项家万亿元]*)"
            rf"{_BEHIND}"
        ),
        r"和\g<b>差多少\g<u>",
    ),
)


def spelled_out(text: str) -> str:
    """A (simplified) question with what it asks by a noun, a blank or a mark asked as a sentence asks."""
    text = _PAUSE.sub("，", text)
    if re.search(_BLANK, text):
        text = _FILL_IN.sub("", text)
        for pattern, asked in _BLANKS:
            text = pattern.sub(asked, text)
    for pattern, asked in _WHICH:
        text = pattern.sub(asked, text)
    text = _HEARD.sub("听说", text)
    if m := _TRUE.search(text):
        asked = "" if _ASKS.search(text[: m.start()]) else "，对吗"
        text = text[: m.start()] + asked + text[m.end() :]
    for pattern, mostly in _OTHERWISE:
        text = pattern.sub(mostly, text)
    text = _DEADLINE.sub("截止时间", text)
    for pattern, asked in _FIGURE:
        text = pattern.sub(asked, text)
    text = _CLAUSE_NUMBER.sub("写在哪一条", _CLAUSE_WANTED.sub("写在哪一条", text))
    text = _WHOSE.sub("由谁负责", _FINE_BILL.sub("罚多少", text))
    if _ASKS.search(_last_piece(text)):
        return text
    text = _WHEN.sub(r"什么时候\g<done>", text)
    return _MONTH.sub(r"几月\g<done>", text)


def _last_piece(text: str) -> str:
    """What stands behind the last mark that has anything behind it."""
    return _PIECE.split(text.rstrip("？?。.！!，,；; "))[-1]
