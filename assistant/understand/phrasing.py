"""A question that is no plain sentence, as the one it stands for.

Slips of paper ask in nouns (新增个数、责任部门 → 新增多少个，由哪些部门负责), letters tell what is to be done (请列明…的名称 →
…有哪些), talk tells first what everyone is taken to know (不是说要…嘛), and some put what is asked before what it is
asked of (名单叫什么：…那条). Works on the words alone, before a question is taken apart; knows nothing of the corpus.
"""

from __future__ import annotations

import re

# what asks in a plain sentence
_ASKS = re.compile(
    r"多少|(?<![第好十近])几(?=[个家项名人件张例种类条处年月天日号倍位级成岁周届户期部单大元块样座款份])|百分之几|多[久长大高]|谁|哪|什么|啥|怎|咋|如何|何[时地种人处]|"
    r"是否|能否|可否|有无|是不是|有没有|(?:[吗么不没吧]|没有)[呢啊呀]?(?=[？?。，,；;\s]|$)|(.)[不没]\1|[？?]"
)
_END = r"(?=[，,；;、/／。？?！!\s]|以及|连同|[和及与跟](?!其)|$)"
_UNIT = "个|家|项|件|人|户|处|座|条|台套|台|所|张|种|类|名|部|批次|批|款|份|场|辆|次|届"
_OFFICE = "单位|部门|机构|[局厅委处]"
_DOES = "责任|牵头|主管|负责|分工|管事|归口|主责|监管|承办|主办|经办|落实|执行"
_HELPS = "配合|参与|协助|参加|协办"
# a noun that asks → the question it stands for
_NOUNS = (
    # 新增个数, 企业家数, 获证人数, 要添的项数
    (
        re.compile(
            rf"的?(?:目标|总|合计)?(?<![户口指分算倍整系参次一二两三四五六七八九十几\d])(?P<unit>{_UNIT})数(?:量|目|额)?{_END}"
        ),
        r"多少\g<unit>",
    ),
    (
        re.compile(
            rf"的?(?:目标|计划|任务)?(?:数量|总数量?|总量|合计数?|总计|数目)(?:指标)?{_END}|(?<=新增)的数{_END}"
        ),
        "的数量是多少",
    ),
    (re.compile(rf"(?:的|各)?(?:{_DOES})的?(?P<who>{_OFFICE})(?:名单)?{_END}"), r"由哪些\g<who>负责"),
    (
        re.compile(rf"(?:的|各)?(?P<does>{_HELPS})的?(?P<who>{_OFFICE})(?:名单)?{_END}"),
        r"由哪些\g<who>\g<does>",
    ),
    (
        re.compile(rf"的?(?:罚款|罚金|处罚)(?:的)?(?:具体|最高|最低)?(?:金?额度?|数额|数目|标准){_END}"),
        "罚多少钱",
    ),
    (
        re.compile(
            rf"(?:的)?(?P<what>奖金|奖励|奖补|补贴|补助|津贴|资助|赔偿|收费|押金|保费|费用?)(?:的|款|金)?(?:具体|最高|最低)?(?:金额|额度?|数额|数目|款额){_END}"
        ),
        r"\g<what>多少钱",
    ),
    (re.compile(rf"的?(?:截止|到期|期满|终止)(?:的)?(?:年份?|年头|年度){_END}"), "到哪一年"),
    (re.compile(rf"的?(?:截止|截至)(?:的)?(?:日期?|时间|期限){_END}"), "什么时候截止"),
    (
        re.compile(
            r"(?<=[局厅委办部院])[，,]?(?:在)?(?:本|该|这个?|此)?(?:方案|意见|计划|文件)?(?:里|中)?的?(?:职责|任务)?分工(?=[？?。\s]*$)"
        ),
        "分工是什么",
    ),
    (re.compile(rf"(?:责任|负责)?单位名单{_END}"), "由哪些单位负责"),
    (re.compile(rf"[，,、；;及和](?:该)?(?:指标)?的?(?:属性|性质){_END}"), "，是约束性还是预期性"),
    (
        re.compile(
            rf"(?P<does>移出|审批|办理|受理|答复|回复|公示|办结|核查|评审|整改|修复|恢复|解除|退出)(?:的)?(?:期限|时限|天数|时长|年限|时间){_END}"
        ),
        r"多久\g<does>",
    ),
)
# a part that is nothing but a noun that asks
_ALONE = re.compile(
    rf"(?:本?该?(?:条|项)?(?:所列)?)(?:(?:{_DOES})的?(?:{_OFFICE})|单位名单|(?:{_UNIT})数|数量|总数)(?:名单)?"
)
# 一起报, 连数一起报, 两问, 给个准话: how the answer is wanted
_HOW_TOLD = re.compile(
    r"(?:[，,、；;—\s]+|(?<=[？?]))(?:(?:这)?(?:两|二|三|四|几)(?:个|项|样|条|问|件事?)(?:问题)?|都|一起|一块儿?|一并|一次|分别|按顺序|顺便|顺带|依次)*"
    r"(?:帮我|给我|跟我)?(?:报|说|讲|告诉|列|写|查|念|给|回)(?:一?下|给|说|出来|出|上|清|明|全|一遍|个(?:准话|准数|数|信)|我|一个)*(?:吧|呗)?[。！!\s]*$|"
    r"[，,、；;\s]+(?:这)?[两二三四][问个]?(?:问题|连问|问)[。！!\s]*$|[，,]一个数字?即可[。\s]*$"
)
_LEAD = re.compile(
    r"^(?:查(?:一?下|一个数|个数|一查)?[：:，,\s]*(?=\S{4})(?![处获验出实看])|(?:列清单|指标卡|清单)[：:]|报(?=[一-龥]{2,}.{4})(?!名|考|告|价|销|废|案|送|批|备|税|关|到|警|社|纸|刊|道))"
)
_MARKED = re.compile(r"\s*[①-⑨]\s*")
# 名单叫什么、谁负责：2015年陕西治乱打广告那条
_ASKED_FIRST = re.compile(
    r"^(?P<ask>[^：:—；;。！!]{2,24}?)[？?]?(?:[：:]|—{1,2}|-{2})\s*(?:说的是|问的是|我说|就是|指的是|讲的是)?(?P<about>[^：:—？?；;。]{6,40}?)[。！!\s]*$"
)
# 把西安这两件事的分工单位各列一串：网约车规范、无废城市建设
_OF_EACH = re.compile(
    rf"^把?(?P<place>[一-龥]{{2,8}}?)?(?:的)?(?:这|下面|以下)?(?:[两二三四几])(?:件|个|项|样|条)(?:事情?|工作|任务)?的?"
    rf"(?P<noun>(?:{_DOES})的?(?:{_OFFICE}))(?:名单)?[，,]?(?:各自?|分别|都|逐个|一个个)?(?:列|报|写|说|讲|给)[一-龥]{{0,4}}[：:](?P<about>[^：:？?]{{4,}})$"
)
# 甲、乙，分别由谁负责: what stands before the pause is what is asked of
_EACH_APART = re.compile(r"(?<=[一-龥”])[，,](?=(?:分别|各自?)(?:由|归|该|是由|属)(?:谁|哪))")
_SAYS_NOTHING = re.compile(r"^(?:请问|问|咨询|您好|你好|我问|问题|问一下|想问)$")

# 公函：…, 12345转办：…, 市民来电内容：…: what the message is, before it
_HEADED = re.compile(
    r"^[【\[（(]?(?:市民|群众|企业|客户|网友|来电人|来访人|当事人|12345|热线|平台|电话|书面|政务)*的?"
    r"(?:公函|来函|函询|函|来电|来信|来访|留言|转办件?|交办件?|工单|诉求|咨询|询问|请示|问题|问|反映)(?:内容|事项|问题|如下|一下)?[】\])）]?[：:]\s*(?=\S{5})"
)
# letters: 请列明…的名称, 请提供…
_LETTER = re.compile(
    r"^(?:您好[，,。！!]?)?(?:敬?请|烦请|恳请|麻烦|劳烦|请问)(?:您|贵单位|贵方|你们?)?(?:再|予以|协助|帮忙?)?(?:一并|逐一|逐项|具体)?"
    r"(?P<verb>列明|列举|列出|列示|罗列|提供|告知|说明|明确|指明|写明|查明|核算|计算|测算|核实|核对|确认|查证|核查)(?:一?下)?[：:，,\s]*(?P<what>.{5,}?)[。\s]*$"
)
# …，请予答复; 专利拥有量，给个数
_ANSWER_WANTED = re.compile(
    r"[，,。]\s*(?:请|望|盼|敬请|恳请)(?:您|贵单位|贵局)?(?:予以?|及时|尽快|惠予|明确)?(?:答复|回复|解答|指教|赐复|明示|释疑|函复)(?:为盼|为感|为荷)?[。！!\s]*$"
)
_A_NUMBER = re.compile(
    r"[，,]\s*(?:请)?(?:给|报|要|说)(?:我|一)?个(?:准)?(?:数|数字|数值|百分数|百分比)(?:就行|即可)?[。！!\s]*$"
)
_LISTING = frozenset({"列明", "列举", "列出", "列示", "罗列"})
_THEIR_NAMES = re.compile(r"(?:中|里)?的?(?:全部|具体|各自的?|完整|所有)?(?:名称|名字|名单|清单|名录)$")
_EACH_WITH_FIGURE = re.compile(
    rf"(?:的)?(?:各项|各个|各|有关|相关|全部|所有)?指标(?:及|和|与|以及)其?(?:各自的?)?(?:目标)?(?:数量|数值|数|值){_END}"
)
_RISES = re.compile(
    r"由(?P<a>[^，,。]{2,14}?)(?:水平)?(?:提升|提高|上升|增长|增加)(?:至|到)(?P<b>[\d.]+%?)的?(?:增幅|幅度|提升幅度|增长幅度|差)[，,]?(?:单位(?:为|是)?百分点|按百分点)?"
)

# claims to be checked
_CLAIMED = re.compile(
    r"[，,]?(?:我)?(?:这|那|以上|上述)(?:么|样|句|个|种)?(?:话|说法|表述|写法|讲法)?(?:的)?(?:成不成立|成立不(?:成立)?|成立吗|对不对|站得住吗|有没有错|有错没|写可以吗|没问题吧|是不是真的|还成立吗)[？?。！!\s]*$|"
    r"[，,](?:这)?(?:可以|能)这么(?:写|说|讲|报|填|理解)吧[？?。！!\s]*$|"
    r"[，,](?:这个|这种|该|此)(?:说法|表述|提法)(?:帮我|请|麻烦)?(?:核实|核对|确认|查证)(?:一?下)?[？?。！!\s]*$|"
    r"[，,](?:对否|是否无误|是否属实|属实否|是否准确|是否正确|是否成立|准确吗|准不准确|是这样吧|没错吧|是这个吧|没记错吧|核实|是与否|对还是错)[？?。！!\s]*$"
)

_TO_JUDGE = re.compile(
    r"^(?:判断题?|判断(?:对错|正误|一下)|对还是错|是对是错|对不对|真还是假|是真是假|真的假的|辨析|核实|核对)[：:，,]\s*(?P<claim>.*\d.*)$"
)
_GUESSED = re.compile(
    r"[，,]?我(?:猜测?|估计|印象(?:里|中)?|觉得|以为|听说|寻思)(?:着|应该|大概|好像)*(?P<claim>(?:是|有|要到?|到|达到?|为)[^，,。？?吗吧]*\d[^，,。？?吗吧]*)[。！!\s]*$"
)
_SURELY = re.compile(
    r"^难道(?:说)?(?P<what>[^，,。？?]{4,}?)不是(?P<claim>[^，,。？?吗吧]*\d[^，,。？?吗吧]*)(?:吗|么)?[？?。！!\s]*$"
)

# whether a plan's time is over, and until when it reaches
_OVER = re.compile(
    r"(?:以及|并且|并)?(?:该|这个?|其|它)?(?:目标|规划|文件|政策|意见|方案)?(?:的)?(?:期限|有效期|时限|效期|规划期)?(?:目前|现在|现|如今|这会儿|眼下)?(?:是否|是不是|有没有)(?:早就|已经|已|都)?(?:届满|到期|过期|过了期限?|过了(?:有效)?期|期满|失效|过时)(?:了)?(?=[？?。，,；;\s]|$)|"
    r"(?:如今|现在|目前|这会儿|眼下)?(?:过没过期|过没过(?:期限|时效|有效期)|到没到期|还有(?:没有)?(?:有)?效期没?(?:有)?|还(?:在|有)(?:有)?效期(?:内)?(?:吗|没|不|么)?)(?=[？?。，,；;\s]|$)"
)
_UNTIL = (
    (
        re.compile(
            r"(?<![不没打])(?:(?<![不没打])(?:定|写|管|算|说|截止|截至|规定))?(?<![不没]写)(?:在|到|至)(?:了)?(?P<when>哪一?年|什么时候|啥时候|几几年|何时)(?:为止|算头|到头|截止|为限|完成|实现|结束)(?:啊|呀|呢|的)?(?=[？?。，,；;\s]|$)"
        ),
        r"到\g<when>",
    ),
    (re.compile(r"(?:是否|是不是)?以(?P<y>20\d\d年?)(?:底)?为(?:期|限|截止|止)"), r"是不是到\g<y>"),
    (re.compile(r"(?:的)?截止(?:的)?(?:年份?|年头|时间)(?:是|为|在)?(?P<y>20\d\d年?)"), r"到\g<y>"),
    (re.compile(r"(?:是|要)?(?<![打不])(?:管|算|写|定|用)到(?P<y>20\d\d年?)"), r"是到\g<y>"),
)

# 陕西不是说要…嘛，是搞哪几样的: what everyone knows, before what is asked
_KNOWN = re.compile(
    r"(?P<not>不是(?:说|讲|提|有说)?(?:过|了)?|(?<=.)说(?:过|了)?(?:是)?(?=[^，,]{4,40}?(?:嘛|来着)))(?P<told>(?![吧吗么])[^？?。；;]{4,40}?)(?:的?嘛|(?<![什怎那这多])么|吗|嚒|来着)[，,？?\s]+(?=(?P<ask>.{2,}))"
)
_SOME = re.compile(
    r"(?<![为])(?:那个|那种|这种|个)?(?:什么|啥)(?!程度|样|时候|地方|人|名|单|用|档|级)(?=[一-龥]{2})"
)

# 并排放一起，有高低之分没有
_AS_HIGH = re.compile(
    r"(?:并排|并列)?(?:[放摆搁](?:在)?一(?:起|块儿?)(?:看看?|比)?)?[，,]?(?:有没有|有无|有)(?:什么|啥)?(?:高低|高下)(?:之分|之别|差别|区别)?(?:没有|没|吗|么)?(?=[？?。\s]*$)"
)
# 西安减陕西，每万人发明专利，等于几件; 西安每万人发明专利减去陕西的是几件
_LESS = re.compile(
    r"^(?P<a>[一-龥]{2,4}?)(?P<what>[^，,。减]{4,})?减(?:去|掉)?(?P<b>[一-龥]{2,5}?)(?:的)?"
    r"[，,]?(?P<behind>(?<=[，,])[^，,。；;？?]{4,20}?)?[，,]?(?:等于|得|是|差|还剩)(?:多少|几)(?P<unit>[一-龥]{1,2})?[？?。\s]*$"
)
# 每万人有多少件专利那个，…: a figure called by what it counts
_CALLED_BY = re.compile(
    r"(?:有|要|得有|占|达到)?(?:多少|几)[件个家项名人张]?(?P<figure>[一-龥]{2,12}?)的?(?:那个|这个)(?:指标|数字?|目标)?[，,]"
)
# 里头是不是有一个没定目标，是哪个
_ONE_OF_THEM = re.compile(
    r"(?:里头|里面|当中|其中|中)?(?:是不是|是否)?有(?:一个|哪个)(?P<what>[^，,。；;？?]{2,12})[，,]是?哪一?个(?=[？?。啊呀呢\s]|$)"
)
# 落到榆林市头上的指标查一下: what falls to one of many
_SHARE_OF = re.compile(
    r"[，,]?(?:落|摊|分|压|派)(?:实)?(?:到|在|给)(?P<who>[一-龥]{2,7}?)(?:的)?(?:头上|身上|名下|肩上)的?(?:指标|数|数字|任务|份额|目标|名额)"
    r"(?:查(?:一?下)?|(?:是|有|为)?(?:多少|几个?)|报一?下)?(?=[？?。，,\s]|$)"
)
# 2级3级各几家: grades, and no amounts
_GRADES = re.compile(r"(?<!\d)[1-9]级(?:[、，,和及]?[1-9]级)+(?=[^，,。；;？?]{0,10}(?:各|分别))")
_IN_WORDS = str.maketrans("123456789", "一二三四五六七八九")
# 是否设有同一指标, 是否也列了这一项
_SET_THERE = re.compile(
    r"(?:是否|是不是|有没有)(?:也)?(?:设有|设立|设置|列有|列了|列入|定有|规定了?|有)?(?:同一|同样的?|该|此|相同的?|这一?)(?:个|项)?(?:指标|目标|项)(?=[？?。，,\s]|$)"
)

_THE_LIST = re.compile(
    r"[，,](?:有没有|有|要|给)?(?:个|份)?(?:名单|名册|花名册)(?:没有|没|吗|么|呢|给看看|给我|发我|看看)?[？?。\s]*$"
)

# the things that a number of them are called by: 四黑, 五小, 三化
_NUMBERED = (
    r"(?:[“\"「][二两三四五六七八九十][一-龥]{1,2}[”\"」]|"
    r"(?<![第之一-龥])[二两三四五六七八九十][大小个种项类][一-龥]{1,4})"
)
_WHAT_THEY_ARE = re.compile(
    rf"(?P<name>{_NUMBERED})(?P<what>[^，,。？?；;]{{0,8}}?)[，,]?(?:具体|分别|都|各自?|到底|究竟)*(?:是?指(?:的是|的)?|是|包括|拆开来?(?:是)?|展开(?:来)?(?:是)?)(?:什么|啥|哪[二两三四五六七八九十几][个样项种级类](?:方面|内容)?|哪些)(?P<end>[？?。\s]*$|[，,])"
)
_COUNTED_OUT = re.compile(
    r"[，,]?(?:帮我|从上到下|从头到尾|挨个|逐一|一个不落|一个不漏|一一|全部|都|给我|给|把)*(?:地)?(?:数(?:一遍|一数|全)了?|点(?:点|个|一下)?名|报(?:个|一?下|全)?名字?(?:全报一下)?|名字?(?:全)?报(?:一?[下遍]|全)|"
    r"写出名字|名字写出来|列(?:明|全|出来|一列|一串|个名单)|摘出来|补全|点出来|拆开(?:讲|说)?|一个个列(?:给我|出来))[。！!\s]*$"
)


def as_question(text: str) -> str:
    """A (simplified) message as the plain question it stands for; itself where it is one.

    Only words of asking are put otherwise; what is asked about stays as it is written.
    """
    text = _asked_behind(_letter(_ANSWER_WANTED.sub("", _HEADED.sub("", text, count=1))))
    if (m := _A_NUMBER.search(text)) and not _ASKS.search(text[: m.start()]):
        text = f"{text[: m.start()]}是多少"
    text = _supposed(text)
    text = _CLAIMED.sub("，对吗", text) if _CLAIMED.search(text) and len(text) > 10 else text
    text = _OVER.sub(lambda m: _over(text, m), text)
    for pattern, plain in _UNTIL:
        text = pattern.sub(plain, text)
    text = re.sub("[，,、？?；;]+，现在过期", "，现在过期", text)
    text = _beside(_known_first(text))
    text = _in_nouns(text)
    text = _asked_behind(text)
    return _counted(_list_wanted(text))


def _supposed(text: str) -> str:
    """判断题：覆盖率要到90%, 覆盖率我猜是90%, 难道覆盖率不是90% → 覆盖率是90%，对吗; where nothing else is asked."""
    if (m := _TO_JUDGE.match(text)) and not _ASKS.search(m["claim"]):
        return f"{m['claim'].rstrip('？?。 ')}，对吗"
    if (m := _GUESSED.search(text)) and not _ASKS.search(text[: m.start()]):
        return f"{text[: m.start()]}{m['claim']}，对吗"
    if m := _SURELY.search(text):
        return f"{m['what']}是{m['claim']}，对吗"
    return text


def _over(text: str, m: re.Match[str]) -> str:
    """还有效期没, 是否已经届满: of a paper named right before it, or beside something else that is asked of one."""
    before = text[: m.start()].rstrip("，,、？?；;")
    if not before:
        return "现在过期了吗"
    beside = _ASKS.search(before) or before != text[: m.start()] or m.group().startswith(("以及", "并"))
    return "，现在过期了吗" if beside else "现在过期了吗"


def _letter(text: str) -> str:
    """请列明…的名称 → …有哪些; 请核实…是否… → …是否…."""
    m = _LETTER.match(text)
    if m is None:
        return text
    what = m["what"]
    if m["verb"] in _LISTING and not _ASKS.search(what):
        each = _EACH_WITH_FIGURE.search(what)
        if each:
            return f"{what[: each.start()]}的有哪些指标，各多少"
        return f"{_THEIR_NAMES.sub('', what)}有哪些"
    return _RISES.sub(r"从\g<a>提高到\g<b>，提高几个百分点", what)


def _in_nouns(text: str) -> str:
    """新增个数、责任部门 → 新增多少个，由哪些部门负责."""
    # a mark alone asks nothing: …的企业家数？
    bare = _HOW_TOLD.sub("", _LEAD.sub("", text, count=1)).rstrip("？? ")
    if _ASKED_FIRST.match(bare) and _ALONE.fullmatch(re.split("[：:—]", bare)[0]):
        return bare
    bare = re.sub("[，,／/]+，", "，", _MARKED.sub("，", bare))
    if len(re.findall(r"\w", bare)) < 4:
        bare = text
    if _ASKS.search(bare):
        # 主要目标的截止年份，以及现在是否届满: what is asked before
        before, and_, behind = (
            bare.rpartition("，以及") if "，以及" in bare else bare.rpartition("，现在过期")
        )
        if and_ and not _ASKS.search(before) and (plain := _put(before)) != before:
            return f"{plain}，{and_[1:] if and_ != '，以及' else ''}{behind}"
        # 上什么名单，责任单位: a part that is the noun alone
        parts = re.split("([，,；;]|、(?=[^、]*$))", bare)
        if len(parts) < 3:
            return text
        put = [_put(p) if _ALONE.fullmatch(p.strip()) else p for p in parts]
        return "".join(put) if put != parts else text
    put_in = _put(bare)
    if put_in == bare:
        return text
    put_in += text[len(text.rstrip("？? ")) :]
    first, mark, rest = put_in.partition("，")
    if mark and _ALONE.fullmatch(bare.partition("，")[0]) and not _ASKS.search(rest):
        put_in = f"{rest}，{first}"
    return put_in


def _put(text: str) -> str:
    for pattern, plain in _NOUNS:
        text = pattern.sub(plain, text)
    # what joined the nouns parts the questions
    asks = (
        r"(?:(?:数量是)?多少(?:[一-龥]{1,3})?|由哪些(?:"
        + _OFFICE
        + r")(?:负责|"
        + _HELPS
        + r")|罚多少钱|到哪一年|什么时候截止|是约束性还是预期性)"
    )
    text = re.sub(rf"({asks})(?:[、；;/／]|以及|[，,]?连同|[，,]?外加|[和及与跟])[的]?(?=\S)", r"\1，", text)
    text = re.sub(r"(?<=[，,：:、\s])的(?=数量是多少)", "", text)
    return re.sub(r"[，,、](?:连同|以及|还有|外加)", "，", text)


def _asked_behind(text: str) -> str:
    """名单叫什么：…那条 → …那条，名单叫什么; 两件事的责任单位各列一串：甲、乙 → 甲、乙分别由哪些单位负责."""
    if m := _OF_EACH.match(text):
        return f"{m['place'] or ''}{m['about'].strip('，,。 ')}分别{_put(m['noun'])}"
    text = _EACH_APART.sub("", text)
    m = _ASKED_FIRST.match(text)
    if m is None or _ASKS.search(m["about"]) or _SAYS_NOTHING.match(m["ask"]):
        return text
    if not _ASKS.search(m["ask"]):
        # 责任单位：…那条
        return f"{m['about'].rstrip('，, ')}，{_put(m['ask'])}" if _ALONE.fullmatch(m["ask"]) else text
    return f"{m['about'].rstrip('，, ')}，{m['ask']}"


def _known_first(text: str) -> str:
    """陕西不是说要…嘛，是搞哪几样的 → 陕西要…，是搞哪几样的."""
    m = _KNOWN.search(text)
    if m is None or not _ASKS.search(m["ask"]):
        return text
    told = _SOME.sub("", m["told"])
    return f"{text[: m.start()]}{told}，{text[m.end() :]}"


def _beside(text: str) -> str:
    """三家定的是不是一般高 → …一样高; 西安减陕西，…等于几件 → …，西安比陕西多几件; 设没设, 是否设有同一指标 → 有没有这个指标."""
    text = _GRADES.sub(lambda m: m.group().translate(_IN_WORDS), text)
    text = re.sub("一般(?=[高低多少大长重严](?:$|[^一-龥]|[吗么不呢啊吧的]))", "一样", text)
    text = _ONE_OF_THEM.sub(r"哪个\g<what>", _CALLED_BY.sub(r"\g<figure>，", text))
    text = _AS_HIGH.sub("是不是一样高", _SHARE_OF.sub(r"，\g<who>是多少", text))
    if m := _LESS.match(text):
        what = m["what"] or m["behind"]
        text = f"{what}，{m['a']}比{m['b']}多几{m['unit'] or ''}"
    return _SET_THERE.sub(
        "有没有这个指标", re.sub(r"([设列定])没\1(?:[有过]|进去|给个准话)*", "有没有", text)
    )


def _list_wanted(text: str) -> str:
    """…100家企业，名单 → …100家企业的名单; …都是谁家，有名单没 asks for it twice."""
    m = _THE_LIST.search(text)
    if m is None:
        return text
    before = text[: m.start()]
    return before if _ASKS.search(before) else f"{before}的名单"


def _counted(text: str) -> str:
    """“四黑”具体指什么 → “四黑”有哪些; …，点点名 → …有哪些."""
    text = _WHAT_THEY_ARE.sub(r"\g<name>\g<what>有哪些\g<end>", text)
    if not _ASKS.search(_COUNTED_OUT.sub("", text)):
        text = _COUNTED_OUT.sub("有哪些", text)
    return text
