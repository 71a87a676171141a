"""A follow-up in other words → as the rooms behind this one read it.

Within a talk people say the same few things in very many ways: the same of another one (换到西安看, 劳动生产率也跟我讲讲,
同上，改低保边缘户, 西安市该项目标), which of the things told (排第二的那个, 随后那条), how they compare (三者之中何者最高).
Words that only ask, tie or point are told by what they do and dropped or put in their plain form; whatever else is said
is left as it stands. Text in, text out: knows no corpus and nothing of the turns before.
"""

from __future__ import annotations

import re

from assistant.conversation.followup import asks
from assistant.understand.smalltalk import is_aside

LEAST = 2  # characters that a message keeps
LONGEST = 14  # characters of a thing that is only named

_MARK = r"[，,。.!！：:；;、~…\s]"
_END = r"[？?。.！!~…\s]*$"


def _any(*words: str) -> str:
    return f"(?:{'|'.join(' '.join(words).split())})"


# what is said first and says nothing
_INTERJECTION = _any("诶 欸 哎呀? 唉 哟 哦 噢 喔 嗯+ 呃 额 嘿 喂 咦 啊 呀 哈 好嘞 嘶")
_UNDERSTOOD = _any(
    "知道了? 晓得了? 明白了? 清楚了? 懂了? 了解了? 收到 好的? 好吧 行吧? 可以 没问题"
    " 原来如此 原来是?这样 这样啊? 是这样啊? 记下了?"
    " 有数了 那就好 对 对了 是的 糟了 坏了 糟糕 完了 真是 说起来 话说 话说回来"
)
_CONNECTIVE = _any(
    "另外? 此外 还有 同时 相应[地的] 相对应[地的] 同样[地的]? 同理 与此同时 接着 紧接着 接下来 然后 其次 再者 再就是 再一个 再来"
    " 顺便 顺带 顺道 并 而 又 至于 再问 对了 还有一?[点件个条](?:事[儿情]?|问题)? 还有个事儿?"
)
# what is wanted of the one who answers
_PLEASE = _any("请 烦请 敬请 恳请 麻烦 劳烦 有劳 劳驾 拜托 望 能不能 能否 可否 可以 我?还?想")
_ALSO = _any("再 也 还 一并 一同 另 另外 同时 接着 继续 顺便 顺带 顺手 顺道 照样 同样 一样 一块儿? 一起")
_FOR_ME = _any("帮我 帮忙 给我 跟我 替我 给咱 为我 和我 向我")
_SAY = _any(
    "讲讲? 说说? 报报? 念念? 查查? 看看? 列列? 问问? 找找? 算算? 来 提提? 谈谈? 聊聊? 读读? 查询 瞧瞧? 对对? 比对 核对 翻翻?"
)
_TELL = _any(
    "说明 告知 告诉 提供 列出 列明 列示 明确 答复 回答 解答 介绍 打听 请教 咨询 了解 告诉 讲明 说清楚? 交代 补充"
)
_A_BIT = _any(
    "一下 一声 一遍 一个 一件(?:事[儿情]?)? 一句 一点 下(?!一?[条项个款章节]) 个(?!人) 我 我们 件事[儿情]?"
)
# 再说一遍, 讲详细点, 念原文: the answer before, and no other one
_OF_WHAT_WAS_TOLD = re.compile(
    r"一?[遍次回]|清楚|详细|具体|仔细|简单|简短|通俗|我?最?(?:一?开始|起初|最初|先前|开头)|我(?:刚刚?|之前|前面|头先)|原[文话]|[条全]文|依据|出处|理由|理解|人话|刚才|上面|前面|看$|[它他]|[这那](?!一?[个项条种])|答案|结果|内容|完整"
)
_LEADS = (
    # 确定？浙江多少
    re.compile(
        r"^(?:真的假的|真的吗?|不会吧|是吗|你?确定吗?|(?:不对|不是)吧(?![，,](?:我|咋|怎么))|没搞错吧|有没有搞错|当真|是这样吗|就这些|这么[高低多少])[？?！!，,。\s]+(?=.{2,})"
    ),
    re.compile(rf"^{_INTERJECTION}+(?:{_MARK}+|(?=那|对了|还有|另外|这|你|我|要是|如果))"),
    re.compile(rf"^{_UNDERSTOOD}[啊哈吧呀哦嗯啦]*{_MARK}+"),
    re.compile(rf"^(?:对了|糟了|坏了|完了){_MARK}*"),
    re.compile(rf"^{_CONNECTIVE}{_MARK}+"),
    # 再打听一件，…; 请一并告知…; 另请说明…
    re.compile(
        rf"^{_CONNECTIVE}?{_PLEASE}(?:您|你|贵[单处局]位?)?{_ALSO}*{_FOR_ME}?{_TELL}{_A_BIT}?(?:{_MARK}+|(?!的|书|会|材料|[一-龥]{{0,1}}$))"
    ),
    re.compile(rf"^(?:{_CONNECTIVE}|{_ALSO})+{_TELL}{_A_BIT}?{_MARK}*"),
    re.compile(rf"^(?:{_CONNECTIVE}|{_ALSO}|我?还?想)+{_SAY}{_A_BIT}{_MARK}+"),
)

# the same of another one
_SWAP = (
    r"(?:(?:情形|情况|对象|地[点区方]|年份|条件|主体|城市|省份|换个?(?:地方|城市|省份?|年份|问法))[，,：:]?)?(?:把它?|再|就|若|如|如果|要是|假如|那|要)?(?:(?:若|如|要是|如果|假如|倘若)(?:为|是)|"
    r"换成|换到|换作|换做|换为|换上|改成|改到|改为|改作|改问|改看|切换?[到成]|转到|轮到)"
)
_SWAPPED = re.compile(rf"^(?:那|那么)?{_SWAP}[：:，,\s]*(?P<what>[^，,。？?]+?)(?P<rest>[，,].+)?{_END}")
_SWAP_ALONE = re.compile(
    rf"^(?:那|那么|要|要是)*(?:换(?!个|一|句|领|发|证|届|岗|季|工|算|新|乘|热|气|流|取|掉|货|购)|改(?!建|造|革|善|制|正|装|版|期|签|进|变|动|了|扩))(?P<what>[^，,。？?了]{{2,10}}?)(?P<rest>[，,].+)?{_END}"
)
# 若为西安，情况如何: nothing but the same
_HOW_THEN = re.compile(
    r"[，,](?:那|又|则|情况|结果|数值?|口径|标准|要求|规定|目标|指标|该|应|是|会|还|要|得)*(?:如何|怎样|怎么样|咋样|(?:怎么|咋)(?:说|算|规定|要求|定|弄|讲|写)的?|是?什么情况|几何|(?:是|为)?多少)(?:呢|啊)?[？?。\s]*"
)
# 西安再算, 浙江那边看看; 占比 and 督查 are no such words
_AS_LOOKED_AT = re.compile(
    r"(?<=..)(?:那边|这边|那里)?(?:(?:再来?|来)(?:看看?|说|讲|算|查|问|比)|(?<![查观收])看看?|的话|试试|(?:同样)?念念)?(?:吧|呗|呢|啊|嘛|了)*$"
)
_SAME = (
    r"(?:同上|同前|照旧|照此|还是(?:一样|同样)的?(?:问题|问法)?|同样的?(?:问题|问法)|同一?个?问题|同一[行列栏条张表]|一样的?问题|"
    r"(?:其[他它余]|别的|年份|时间|条件|问题|指标|口径|标准|问法|产品|年度)(?:都|也|还是|均|全)?(?:不变|照旧|不动|一样|同上|同前|相同|不改))"
)
_SAME_FIRST = re.compile(rf"^{_SAME}[，,、：:\s]+")
_SAME_LAST = re.compile(rf"[，,\s]+{_SAME}(?=[，,]|{_END})")
# 劳动生产率也跟我讲讲, 入住养老院的也报一个, 把煤锅炉那块也说说
_TOO = re.compile(
    rf"^(?:顺便|顺带|再|那|那么|还有|然后)*(?:把|将)?(?P<what>[^，,。？?]{{2,16}}?)(?:{_ALSO})+{_FOR_ME}?(?:{_SAY}|{_TELL}|要){_A_BIT}?(?:吧|呗|嘛|啊|看)*{_END}"
)
# 重大事故也是这样吗？具体呢
_AS_WELL = re.compile(
    rf"^(?:那|那么)?(?!也|都|这|那|它|他|她|是|就|真|两|三|全|还)(?P<what>[^，,。？?]{{2,14}}?)(?:也|又|同样)(?:是)?(?:这样|一样|如此|同样|这么(?:定|规定|算|补|办|说|写|要求)?|按这个(?:来|算|办)?|这个数)的?(?:吗|么|不|吧)?[？?，,\s]+(?:具体|那|到底|究竟|实际)+(?:是|呢|怎么[说定样]|多少|如何)*(?:呢|啊)?{_END}"
)
# 关于家政的又是怎么说的, 那教育局又怎么样
_AND_WHAT = re.compile(
    rf"^(?:那|那么|至于|关于|对于?)*(?P<what>[^，,。？?]{{2,14}}?)(?:的|呢|方面|那边|那块|这块)*(?:又|则)(?:是|该|应)?(?:怎么样|如何|怎样|咋样|(?:怎么|咋)(?:说|规定|讲|写|定|算|弄|要求)的?|(?:什么|啥)(?:情况|说法|规定|样子))(?:呢|啊|的)?{_END}"
)
# 再查西安, 顺便看下绿色工厂
_AND_SAY = re.compile(
    rf"^(?:那|那么|您|你|{_PLEASE}|{_CONNECTIVE}|{_FOR_ME})*{_ALSO}(?:{_ALSO}|{_FOR_ME}|{_PLEASE})*(?:{_TELL}|{_SAY}){_A_BIT}?(?:关于)?(?P<what>[^，,。？?]{{2,12}}?){_END}"
)
# 别的地方呢 浙江
_OTHERS = re.compile(
    rf"^(?:那|那么)?(?:别的|其[他它余])(?:地方|省份?|城市|市|单位|产品|类)?(?:呢|有吗|怎么样)?[，,？?\s]+(?:比如|像|例如)?(?:说)?(?P<what>[^，,。？?]{{2,8}}?)(?:呢)?{_END}"
)
_SAID_LAST = re.compile(
    rf"[，,\s]+(?:(?:同样|一样|也|再|都|请|麻烦|全|数|数字|数值|结果)*{_FOR_ME}?(?:(?:报|带|说|给|要|写)(?:上|个|出|一?下)?(?:具体)?(?:数|数字|数值|金额)|{_SAY}(?:一?[下个遍]|出来)|讲讲|说说|念念|查查|报报|列出来|{_TELL}(?:一下|我)))(?:吧|呗|嘛)?(?={_END})"
)
_EVERY_ONE = re.compile(rf"[，,\s]+(?:[^，,几多什谁哪]|[几两]个){{0,6}}都要(?:吧|呗|嘛)?(?={_END})")
_THAT_ONE = re.compile(
    r"(?:的)?(?:这|那)(?:一)?(?:块|条|项|个|格|栏|列|行|档|头|类|边|段)(?:指标|目标|数|呢)?$|(?<=[一-龥\d])的$"
)
_ITS_STATE = re.compile("(?<=..)的(?:情况|数值?|数据|数字|信息|规定|说法|内容|要求|口径)$")
_THAT = re.compile(r"^(?:这|那)(?:一)?(?:个|项|条|种)(?=..)")
_BRACKETED = re.compile(r"(?<=..)[（(][^（）()\d]{1,10}[）)]$")
# 西安市该项目标, 西安市同年度目标为多少: what it is asked for is said without a name
_ITS = re.compile(
    r"^(?P<what>[^，,。？?这那该此同其]{2,12}?)(?:的|在)?(?:(?:该|此|这|那|同)(?:一)?(?:项|个|类|种)?(?:指标|目标|数值|数据|比例|比率|任务|要求|规定|标准|金额|数额|情况|问题)(?:值|数)?|"
    r"(?:同(?:一)?年度?|同期|当年|该年度?|该年份|那一?年)(?:的)?(?:目标|指标|数值|数据|要求|水平|情况)?(?:值|数)?|(?<=的)(?:数值|数据|数字?|情况|(?:目标|指标)值?))"
    rf"(?:(?:又|则|应|分别)*(?:是|为|系)?(?:多少|几何|如何|怎样|怎么样|什么|何))?(?P<rest>[，,].+)?{_END}"
)

# written words of asking
_WRITTEN = (
    (re.compile("何者"), "哪个"),
    (re.compile(r"(?<=[是为到要得])几(?=[，,。？?\s]|$)"), "多少"),
    (re.compile("孰(?=[高低多少大小优])"), "哪个"),
    (re.compile(rf"(?<=[目指]标)(?:值)?为何{_END}"), "是多少"),
    (re.compile(rf"(?<=[一-龥]{{2}})(?:又)?为何{_END}"), "是什么"),
    (re.compile(rf"(?<=[一-龥])(?<![差隔])(?:为|是)?几何{_END}"), "是多少"),
    (re.compile("(?:由|归|经|向|找)何(?=部门|单位|机[关构])"), lambda m: m.group()[0] + "哪个"),
    (re.compile("(?<=[由归])何(?:人|方)"), "谁"),
    (
        re.compile("(?:作|有|是)何(?=安排|要求|规定|支持|措施|条件|限制|变化|说法|区别|不同|任务|目标)"),
        "有什么",
    ),
    (re.compile("何种|何(?=名单|数据|平台|证|称号|奖)"), "什么"),
    (re.compile("是不是(?:都|全)(?:是|属于|算)?(?=[^，,。？?]{2,8}的?[吗么？?。\\s]*$)"), "都是"),
    (
        re.compile(
            "顶破天|撑破天|撑死了?(?=[能给拿领补奖罚赔报要]|[？?。]|$)|满打满算|顶天(?=[能给拿领补奖罚赔报要])"
        ),
        "最多",
    ),
    # 退了休, 离了婚
    (re.compile("(?<=[退离毕失复])了(?=[休婚职业岗学])"), ""),
)

# which of those told
_NUMBER = "[一二两三四五六七八九十\\d]"
_RANKED = re.compile(
    rf"(?:排|列|居|位列|位居|排行|处)(?:在|于|名)?第?(?P<n>{_NUMBER})位?的?(?:那(?:一)?[个项条款]|这(?:一)?[个项条款]|[个项](?![一-龥])|(?=[，,？?。呢]|是|要|具体|讲|到底|实际|$))"
)
_SECOND = re.compile(
    r"(?<![一-龥])(?:把|将|那|那个)?老(?P<n>[二三四五六])(?=呢|展开|详细|具体|也|再|是|讲|说|[，,？?]|$)"
)
_FIRST = re.compile(
    "(?:打头|排头|领头|排最前(?:面)?|最靠前|列在最前(?:面)?)的?那(?:一)?(?P<of>[个项条])|首(?P<one>[个项])(?=呢|是|讲|要)"
)
_LAST = re.compile(
    "(?:压轴|收尾|垫底|末尾|排最后(?:面)?|最靠后|列在最后(?:面)?|最末)的?(?:那)?(?:一)?(?P<of>[个项条])"
)
_TELL_THE_NTH = re.compile(
    rf"^(?:把|将|就)?(?P<nth>(?:第{_NUMBER}+|最后一|头一)[个项条点]|[上下]一[个项条])(?:也|再|就)*{_FOR_ME}?(?:展开|详细|具体|仔细|细)*(?:{_SAY}|{_TELL}|展开)(?:{_A_BIT}|说|讲|看|听)*{_FOR_ME}?(?:听|看)?(?:吧|呗)?{_END}"
)
_BEHIND = (
    r"(?:紧?(?:接|挨|跟|随)(?:着|其)|后(?:头|面|边)(?:紧?(?:挨|接|跟)着)?|下(?:头|面|边)(?:紧?(?:挨|接|跟)着)?|"
    r"随后|其后|之后|往(?:下|后)(?:再)?(?:翻|看|数|走|读)?|再往(?:下|后))"
)
_BEFORE = (
    r"(?:前(?:头|面|边)(?:紧?(?:挨|接|跟)着)?|上(?:头|面|边)(?:紧?(?:挨|接|跟)着)|"
    r"此前|之前|往(?:上|前)(?:再)?(?:翻|看|数|走|读)?|再往(?:上|前))"
)
_OF_THAT_CLAUSE = r"(?:(?:它|该|这|那|此)(?:一?[条款项])?的?)?"
_NEXT = re.compile(
    rf"{_OF_THAT_CLAUSE}{_BEHIND}(?:的)?(?:(?:那|这|后|下)?(?:一|1)|那|这)(?P<of>[条款项个])|{_OF_THAT_CLAUSE}{_BEHIND}的(?=下一[条款项])"
)
_PREVIOUS = re.compile(rf"{_OF_THAT_CLAUSE}{_BEFORE}(?:的)?(?:那|前|上)?(?:一|1)(?P<of>[条款])")

# how those told compare
_SET = (
    r"(?:这|那|上述|上面|以上|前面|前述|把)?(?:[三两二俩仨四几23](?:者|个地方|座城市|个年份|[个地省处方家项市边年])?|它们|他们)"
    r"(?:之中|之间|当中|里头|里面|里边|其中|中|里|间)?"
)
_WHO_MOST = re.compile(
    r"(?:数|要数|算|属|论)?(?:谁|哪(?:里|儿|家|边|个|一?[个家地省]|座城市|座))(?:为|是|定得|要求|的|数)?(?P<most>最[高低多少大小严快])"
)
_TOP = re.compile(
    rf"(?:(?:排|评|挑|选|报|找|说|给)(?:一?个|出)?)(?:头名|第一名?|冠军|榜首|最高的|最大的|最多的|老大|魁首|状元)(?:出来|来|给我)?(?=[，,]|{_END})|"
    rf"(?:谁|哪[个家边里儿])(?:是|能|排|拿|居|占)*(?:第一名?|头名|榜首|冠军|领先|占优|更胜一筹|拔头筹|拔尖|老大)(?=[，,]|{_END})|(?:头名|第一名?|榜首|冠军)(?:是|归|属)(?:谁|哪[个家边里儿])(?=[，,]|{_END})"
)
_BOTTOM = re.compile(
    rf"(?:谁|哪[个家边里儿])(?:是|排)?(?:垫底|最后一名?|末位|倒数第一|最落后)(?=[，,]|{_END})|(?:垫底|最后一名|末位)的?(?:是|归)?(?:谁|哪[个家边里儿])(?=[，,]|{_END})"
)
_AND_HOW_MUCH = re.compile(
    rf"(?<=[高低多少大小严快])[呀啊呢]?[，,](?:(?:又|要|能|会)?(?:[高低多少大小](?:到|达)|数值?(?:字)?(?:也)?(?:是|为)?|是|为|达到?)*(?:多少|多[大高]|几[个项家%]?)|各(?:是)?多少|带数字?|报数|数字也报一?下?){_END}"
)
_APART = re.compile(
    rf"(?:{_SET})?(?:的)?(?:(?:相?隔|相?差|拉开|差出)(?:着|了|开|出|有|是)?(?:来)?(?:多大|多远|几何)|(?:差值|差额|差距|落差)(?:是|为|有)?(?:多[少大远]|几何|几)|(?:相?隔|拉开|差出)(?:着|了|开)?多少|"
    r"(?:一个|这个|那个|前者|后者|一边|一年)比(?:另)?(?:一个|这个|那个|前者|后者|一边|一年)[高低多少大](?:出)?(?:多少|几个?点?))"
)
_LESS = re.compile(
    rf"^(?:那)?(?:[两二]年|前后(?:两年)?|[两二]者|[两二]边|两个数?)(?:之间)?(?:的)?(?:一)?(?:差|相差|差值|差额|差距|一减|相减)(?:值)?(?:(?:等于|是|得|为)(?:几|多少))?{_END}|"
    rf"^(?:那)?(?:后|前)(?:面|头|一)?(?:那|一)?(?:一)?[年个]?(?:的)?减(?:去|掉)?(?:前|后)(?:面|头|一)?(?:那|一)?(?:一)?[年个]?(?:的)?(?:等于|是|得)?(?:几|多少)?{_END}"
)
_MORE = re.compile("(?P<how>[多高少低])(?:出|上|着)(?:来|去)?(?=多少|几)")
_RISE = re.compile(
    rf"^(?:那)?(?:涨幅|增幅|升幅|增量|提升幅度|增长幅度)(?:是|为|有)?(?:多[少大]|几[^，,]{{0,4}})?{_END}"
)
_TOGETHER = re.compile(
    "(?:合|加|凑|拢|汇总|归拢|算|叠)(?:在|到)?(?:一)?(?:起|块|总|共)(?:来|儿)?(?=[，,]?(?:一共|总共|共|是|有|得|能)?(?:多少|几))"
)
# 这三个奖加起来
_SUMMED = re.compile("(?<=^[这那][两三四五几]个)[一-龥]{1,3}(?=加起来)")

_FROM_END_TO_END = re.compile(
    "(?:从头到尾|前前后后|前后|整个(?:流程|过程|下来)?|全部|全程|总的|这几步|几步)(?:算下来)?(?=加起来)"
)

# 倘若, 假使: 要是
_IF = re.compile(
    r"^(?:那|那么|唉|糟了)?[，,]?(?:倘若|倘使|倘|假使|假若|设若|如若|要不是|要是说|如果说|若是|若(?=[一-龥]))(?!干)"
)
_IF_SHORT = re.compile(r"^如(?=[迁搬未没不换逾超已丢遗拒违有仍再属为是])(?!不是|是说|为何)")


def in_plain_turns(text: str) -> str:
    """A (simplified) follow-up with what ties, asks and points in its plain form; as it is where there is nothing of the kind."""
    said = text.strip()
    if is_aside(said):
        return text
    if (m := _AND_SAY.match(_SAID_LAST.sub("", said))) and (made := _of(m["what"], "")):
        return made
    said = _untied(said)
    if is_aside(said):
        return said
    for change in (_worded, _told_of, _compared, _another):
        changed = change(said)
        said = changed if len(changed) >= LEAST else said
    return said if said != text.strip() else text


def _untied(text: str) -> str:
    """A follow-up without what only ties it to the talk, or says that something is wanted."""
    while True:
        for lead in _LEADS:
            rest = lead.sub("", text, count=1).strip("，, ")
            bare = re.sub(rf"^{_A_BIT}+", "", rest)
            doubted = lead is _LEADS[0] and not asks(rest)  # 真的假的？我们法务说是一天
            if rest != text and len(bare) >= LEAST and not (doubted or _OF_WHAT_WAS_TOLD.match(rest)):
                text = rest
                break
        else:
            return text


# 浙江省的无需提供，请告知西安市的数值
_NOT_NEEDED = re.compile(
    rf"(?:无需|无须|毋[需须庸]|不必|不用|不需要|不再|用不着)(?:再|您|你)*(?:提供|告知|列出|说明|答复|查询|赘述|考虑|关注|统计|了解|给)(?:了)?(?={_MARK})"
)


def _worded(text: str) -> str:
    if (m := _NOT_NEEDED.search(text)) and len(rest := text[m.end() :].strip("，,。；; ")) >= LEAST:
        return f"{text[: m.start()]}不用了，{_another(_untied(rest))}"
    text = _IF_SHORT.sub("要是", _IF.sub("要是", text))
    for pattern, plain in _WRITTEN:
        text = pattern.sub(plain, text)
    if asks(bare := _IN_OTHER_WORDS.sub("", text)):
        text = bare
    if _WHICH_KIND.fullmatch(text):
        return "是约束性还是预期性"
    if _WHERE.fullmatch(text):
        return "写在哪一条"
    if _WHO_LISTED.fullmatch(text):
        return "由哪些部门负责"
    if _WHO_IS.fullmatch(text):
        return "由谁负责"
    return "由谁牵头" if _WHO_LEADS.fullmatch(text) else text


# 部门名单, 牵头厅局, 不止一个局吧，都有谁: who is responsible
_WHO_LISTED = re.compile(
    r"(?:那|这|它|此)?(?:事|项|件|条)?(?:的)?(?:责任|负责|主管|牵头和配合|相关|具体|全部)*(?:部门|单位|厅局|局委|机构|委办局|责任方)(?:的)?(?:名单|名称|清单|名字|列表|有哪些|都有谁|都有哪些|有谁|是哪些|是谁|全称)(?:列出来|报一下|给我)?[？?。\s]*|"
    r"(?:(?:应该)?(?:不止|不只|不光|不会只有|肯定不止)(?:是)?(?:这)?一?(?:个|家|所)?(?:局|部门|单位|厅|家|机构)?(?:吧|的吧)?[，,。？?\s]+)(?:那)?(?:都|还|一共|具体|分别)?(?:有|是)(?:谁|哪些|哪几[个家]|什么部门)(?:呢|啊|呀)?[？?。\s]*"
)
# 性质呢，约束还是预期
_WHICH_KIND = re.compile(
    r"(?:那|这|它|该|指标|目标|个|项)*(?:的)?(?:性质|属性|类型)?(?:呢|是|上|属于)?[，,]?(?:是|属于|算)?(?:约束|预期)性?的?(?:指标)?还是(?:约束|预期)性?的?(?:指标)?(?:呢|啊)?[？?。\s]*"
)
_WHERE = re.compile(
    r"(?:那|这|它|其|相应|对应|具体)*(?:的)?(?:条款(?:号|编号|序号)?|条文(?:号|编号)|出处|依据条款|来源条款|原文位置)(?:是|为|呢)?(?:什么|多少|哪一?条|第几条)?[？?。\s]*"
)
_WHO_LEADS = re.compile(
    r"(?:那|这|它|此)?(?:事|项|件|条)?(?:的)?(?:牵头|领头|主办|主责|带头)(?:的)?(?:部门|单位|厅局|局|机构|方)?(?:名称|(?:是|算)(?:谁|哪一?[个家]|哪个[局部厅单][^，,]{0,2}))?[？?。\s]*"
)
_WHO_IS = re.compile(
    r"(?:那|这|它|此|具体)?(?:事|项|件|条)?(?:的)?(?:责任(?:主体|人|方|单位|部门)|归口(?:管理)?(?:部门|单位)|主管(?:部门|单位)|负责人|负责(?:的)?(?:部门|单位)?)(?:又)?(?:是|为|算)(?:谁|哪一?[个家]|什么(?:部门|单位)|哪些)[？?。\s]*|"
    r"(?:那|这|事|要|该|得|应该)*(?:去)?找哪一?个(?:局|部门|单位|厅|委)(?:呀|啊|呢|办)?[？?。\s]*"
)
# 是不是都是约束性的，非完成不可那种
_IN_OTHER_WORDS = re.compile(
    r"[，,](?:就是|也就是)?[^，,。？?]{2,10}(?:那种|这种|那类|那样的?|的意思)的?(?=[？?。\s]*$)"
)


def _told_of(text: str) -> str:
    """Which of what was told: 排第二的那个 → 第二个, 随后的那条 → 下一条."""
    text = _RANKED.sub(lambda m: f"第{m['n'].replace('两', '二')}个", text)
    text = _SECOND.sub(lambda m: f"第{m['n']}个", text)
    text = _FIRST.sub(lambda m: f"第一{m['of'] or m['one']}", text)
    text = _LAST.sub(lambda m: f"最后一{m['of']}", text)
    text = _NEXT.sub(lambda m: f"下一{m['of']}" if m["of"] else "", text)
    text = _PREVIOUS.sub(lambda m: f"上一{m['of']}", text)
    if m := _TELL_THE_NTH.match(_SAID_LAST.sub("", text)):
        return f"{m['nth']}讲什么"
    return text


def _compared(text: str) -> str:
    """How what was told compares: 两边隔着多大 → 差多少, 三者之中何者最高 → 这三个里哪个最高."""
    text = _FROM_END_TO_END.sub("", _SUMMED.sub("", _TOGETHER.sub("加起来", text)))
    text = _MORE.sub(lambda m: m["how"], text)
    text = _APART.sub("差多少", text)
    if _LESS.match(text):
        return "两年差多少" if "年" in text else "两个差多少"
    if _RISE.match(text):
        return "涨了多少"
    for asked, most in ((_TOP, "最高"), (_BOTTOM, "最低"), (_WHO_MOST, "")):
        m = asked.search(text)
        if m is None:
            continue
        before = text[: m.start()]
        if not most and (_UNSAID.sub("", before) or _PLAINLY.search(text)):
            continue
        number = re.search("[两三四五仨俩3-5]", before)
        of = f"这{number[0]}个" if number else "几个"
        return f"{of}里哪个{most or m['most']}".replace("仨个", "三个").replace("俩个", "两个")
    return text


_UNSAID = re.compile(rf"{_SET}|那|请问|到底|究竟|[，,\s]")
# 这三个哪个最高
_PLAINLY = re.compile(
    r"^(?:那)?(?:这|那)?(?:[几两三四五]个)?(?:里面?)?(?:哪[个边家]|谁)最[高低多少大小严快][？?。\s]*$"
)


def _another(text: str) -> str:
    """The same of another one, said in whatever way: X呢."""
    text = _SAME_LAST.sub("", text)
    same = _SAME_FIRST.match(text)
    text = text[same.end() :] if same else text
    every = _EVERY_ONE.search(text)
    bare = _SAID_LAST.sub("", _EVERY_ONE.sub("", text))
    bare = bare if len(bare) >= LEAST else text
    m = _SWAPPED.match(bare) or _SWAP_ALONE.match(bare)
    if m and (made := _of(m["what"], "" if _HOW_THEN.fullmatch(m["rest"] or "") else m["rest"] or "")):
        return made
    if m := _TOO.match(bare):
        made = _of(m["what"], "")
        # 都要: and not for the one year that was talked of
        return (f"{made.removesuffix('呢')}是多少" if made and every else made) or text
    if (m := _AS_WELL.match(bare) or _AND_WHAT.match(bare)) and (made := _of(m["what"], "")):
        return made
    if (m := _ITS.match(bare)) and (made := _of(m["what"], m["rest"] or "")):
        return made
    if m := _OTHERS.match(bare):
        return _of(m["what"], "") or text
    if same:
        return _of(bare, "") or bare
    return bare if bare.endswith("呢") else text


def _of(what: str, rest: str) -> str:
    """X呢, with what is asked of it behind; "" where X asks something itself, or says more than a name."""
    if rest and (not asks(rest) or re.search("这几|那几|这些|那些", rest)):
        return ""
    what = _AS_LOOKED_AT.sub("", _BRACKETED.sub("", what.strip()))
    what = _ITS_STATE.sub("", _THAT.sub("", _THAT_ONE.sub("", _ITS_STATE.sub("", what)))).strip("，,：: ")
    if len(what) < LEAST or len(what) > LONGEST or asks(what) or _OF_WHAT_WAS_TOLD.match(what):
        return ""
    return f"{what}呢{rest}"
