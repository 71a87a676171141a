"""What kind of answer a question wants: who is responsible, a list, a comparison, a figure …

The grammar of asking in Chinese, with a little English. Knows nothing of which clauses there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import permutations

from assistant.understand.asker import Concern
from assistant.understand.lexicon import Lexicon
from assistant.understand.references import ClauseRef
from assistant.understand.spoken import told
from corpus.gazetteer import Region
from corpus.numerals import find_years


class Kind(StrEnum):
    """What is asked for."""

    INDICATOR = "indicator"
    FACT = "fact"
    DEFINITION = "definition"
    LIST = "list"
    COMPARE = "compare"
    CLAUSE = "clause_lookup"
    RESPONSIBLE = "responsible_dept"
    TASKS = "department_tasks"
    APPLICABILITY = "applicability"
    CHECK = "yes_no"
    META = "document"  # issuer and date of a document


# being responsible, as people call it; some of them tell nothing of what is to be done
_LEADS = (
    "负责|牵头|挑头|带头|领头|打头|主抓|主管|分管|监管|管|盯着?|盯紧|落实|承担|说了算|做主|拍板|操心|张罗|出面|把关|兜底|"
    "主办|承办|统筹|协调|推进|推动|组织|担责任?|弄|搞|抓|办"
)
_ACTS = (
    rf"{_LEADS}|实施|查|罚|处罚|处理|处置|批|审|发证|执法|验收|受理|认定|评(?:定|选|审|的|$)|制定|定(?![得为期了])|出(?![现生台示具来])|掏钱|拨|收费|买单|埋单|督办|督促|督查|"
    "考核|检查|监督|解释|保护|配合|维护|维修|养护|修(?![改订建正])"
)
_ADVERBS = "(?:来|去|在|给|专门|具体|最后|主要|应该|应当|该|要|一起|一块儿?|共同|联合|分着|分头|分别|各自|到底|最终)*"
# 哪个部门; 哪些单位 may also be those who apply (哪些单位可以申报)
_WHICH = "(?:哪(?:个|些|几个?|家|几家|一?[两二三四五]?个)?|什么|啥|那个|几个?)"
_OFFICE = (
    "(?:政府|主管|监管|行政|市级|省级|区级|县级|职能|牵头|责任|委办)*"
    "(?:部门|部委(?:办?厅?局)?|局|厅(?!堂)|委(?!员|托)|委办局|衙门|机关|处室|口(?!径|味|号|子|罩|感)|"
    "(?:银行)?(?:单位|机构)(?!.{0,4}(?:可以?|能|有资格|适用|享受|符合|应当|必须|需要|申报|申请|获|被|不)))"
)
# 哪两家管: how many of them is known
_WHICH_ONES = r"哪(?:几|[一两二三四五六七八九十\d]+)?家"
_SEEK = "备案|申报|申请|登记|举报|投诉|反映|报备"
_ASK = {
    Kind.RESPONSIBLE: re.compile(
        # 鼓励哪些机构, 拿什么机构打底子: not who acts for the authorities
        rf"谁们?{_ADVERBS}(?:{_ACTS}|干(?![部涉预]))|(?<!鼓励)(?<!支持)(?<!引导)(?<!依托)(?<![拿以靠])(?<![弄搞建设立办]个)(?<![成设]立){_WHICH}{_OFFICE}|"
        rf"{_WHICH_ONES}{_ADVERBS}(?:{_ACTS})|几家{_ADVERBS}(?:{_LEADS})|"
        # 管钢铁准入这块是省里哪几家
        rf"{_WHICH_ONES}的(?:事|活|责任)|"
        rf"(?:{_LEADS}).{{2,24}}(?:是|属于?)(?:[市省县区国][里家内])?(?:谁|{_WHICH_ONES})[？?。\s]*$|[市省县区][里内]{_WHICH_ONES}[？?。\s]*$|"
        # 质量月宣传是哪四家; firms are no bodies
        r"^(?!.*(?:企业|公司|银行|医院|店|品牌|平台|园区|厂|那[几两三四五六七八九十\d]+[个家方])).{4,}[是归由靠]哪(?:几|[两二三四五六七八九十\d]+)家[？?。\s]*$|"
        # 哪俩部门的事, 谁来建
        r"哪(?:俩|仨|[一两二三四五几])(?:个|家)?(?:部门|单位|[局厅委])的(?:事|活|责任)|谁来(?:建|办|做|搞|抓|管|负责|落实|牵头)[？?。\s]*$|"
        r"谁(?:家)?的(?:事|活|责任|任务|职责|担子)|算谁的|"
        # 谁来扛, 谁拿总; 都有谁参与, 有几个单位管，都是谁
        rf"谁们?{_ADVERBS}(?:扛|拿总|挑大梁|牵的头|出力|经办|承接)|(?:都|还)?有谁(?:来|在|一起)?(?:参与|参加|负责|管|干|牵头|配合)(?!评|竞|比|投)|"
        rf"(?:单位|部门|家)[^，,。？?]{{0,6}}[，,](?:都|分别)?是(?:谁|{_WHICH_ONES})[？?。\s]*$|"
        # 派给谁了, 分工给了谁, 摊到哪几个局; not a sum that is shared out
        rf"(?<![钱金款贴励额])(?:派|分|摊|划|分配|分派|指派|分工|安排|压)(?:给|到)(?:了)?(?:谁|{_WHICH}{_OFFICE}|{_WHICH_ONES})|"
        rf"责任(?:主要)?在(?:谁|{_WHICH}{_OFFICE})|主责(?:单位|部门|是)|(?:承办|主办|经办|协办|落实|实施)(?:单位|部门)(?:都)?(?:是|有|呢|[？?。\s]*$)|"
        r"牵头的(?:都)?(?:是|有)(?:谁|哪(?:几|[一两二三四五])?家|哪(?:个|些|几个)(?:部门|单位|[局厅委]))|(?:职责|任务|责任)分工(?:怎么|如何|是|呢)|括号里?(?:面)?(?:写|列|标)?的?(?:单位|部门)|哪个口子|"
        # 配合的都有谁
        r"(?:配合|牵头|负责|参与|协助|主管|主办|承办|协办)(?:的|单位|部门|机构)(?:都|还|又|分别)?(?:有|是|包括)(?:谁|哪几家|哪几个(?:单位|部门|[局委办]))|"
        r"责任(?:单位|部门|主体是谁)|牵头(?:单位|部门)|主管(?:单位|部门)|负责(?:单位|部门)|由谁|归谁|靠谁|轮到谁|"
        r"归哪(?!.{0,2}(?:公司|企业|厂|银行|医院|机构))|归.{1,8}还是.{1,8}管|该找谁|找哪[个家]?(?:部门|单位|局|政府|机构|地方|里|儿)|"
        r"找谁(?!赔|要|退|算账|讨|索|修|买|借|租)(?!.{0,4}(?:赔|退钱|要钱))|"
        # 给谁打疫苗, 给谁发钱 ask who gets something
        rf"(?:向|跟|和|(?<![交报送分发奖])给(?!谁[一-龥])|报|报给|交|交给|交到|送|送到|报到)(?:{_WHICH}{_OFFICE}|哪[里儿]|谁)(?!请示|报告|汇报).{{0,6}}"
        rf"(?:{_SEEK}|提交|说|报|交|办|$|[？?])|"
        rf"(?:向|跟|和|给|报|报给|交|交给|交到|送|送到|报到)哪家?(?:{_SEEK}|提交|说|报|交|办|[？?。\s]*$)|"
        rf"(?:去|到|上|在)哪(?:里|儿|个部门|个单位|个局|家)?(?:去)?(?:{_SEEK}|办(?!公))|"
        r"which (?:department|agency|bureau|authority|office)|lead (?:department|agency)|"
        r"who is (?:responsible|in charge)|who leads|responsible (?:department|agenc|authorit)"
    ),
    Kind.COMPARE: re.compile(
        r"(?:相比|对比(?!材料|表|稿|报告)|比较|比一比|比一下|差多少|差几|相差|差距|高还是|低还是|谁(?:更|高|低|定得|的.{0,6}[高低多少大严快])|哪个(?:更|高|低|省|"
        r"地方|城市)?(?:高|低|多|少|严|大)|"
        r"哪边|哪里(?:高|低|更)|区别|有(?:何|什么|啥|哪些|没有)?(?:不同|差异|出入)|异同|一样吗|排一下|排个|排名|排序|从.{2,7}年到.{2,7}年|是否一致|是否相同|相同吗|各是多少|各多少|各自|不一样|"
        r"分别(?:是|为|要|达到|有)?多少|分别是|分别为|"
        r"compare|difference between|versus|\bvs\b|(?<!最)高多少|(?<!最)低多少|(?<![最至])多多少|(?<![最至])少多少|"
        r"(?<![占百分对])比(?![例重率较])[^是，,。；;]{1,10}(?:高|低|多(?!少)|少(?!于)|严|快|大))"
    ),
    Kind.DEFINITION: re.compile(
        r"^[^的]{2,16}是(?:什么|啥)[？?。\s]*$|是(?:做|干|管|搞)(?:什么|啥|嘛)的|(?:怎么|怎样|咋|什么样的?|啥样的?)(?:[一-龥]{0,6}才(?:能)?算|样?算(?:得上|是|作))|(?:什么是|啥是|什么叫|啥叫|指啥|指哪些|何为|何谓|是什么意思|什么意思|是啥意思|啥意思|指的是什么|指什么|是指|含义|定义|怎么理解|如何理解|"
        r"是个啥|指的啥|解释一下|"
        # what is the cap on …: a figure, what is a guide dog: what the term means
        r"what (?:is|are) (?!the\b|our\b|my\b)(?!.*(?:target|rate|number|goal|cap|maximum|minimum))[^?]{3,40}[?\s]*$|"
        r"what (?:is|are) the [^?]{3,40} (?:system|mechanism|mode|model|project|action|initiative|campaign)[?\s]*$|"
        r"what does .* mean|what is meant by|meaning of|define\b)"
    ),
    Kind.LIST: re.compile(
        r"哪些|哪几(?!个?[天日月年])|哪(?:[一两二三四五六七八九十](?![年天日月])|\d+[个项种类条大])|分(?:成|为|作)?几[类种档级]|有什么(?:任务|措施|行动|举措|内容|目标|指标|奖|平台)|包括什么|都有啥|有啥|"
        r"列(?:一下|出|举)|分别有|几项|那几[个种样类家条项]|(?:什么|啥[子个]?|哪种|哪样)(?:样的?)?(?:情况|情形|条件|材料|资料|证件)|"
        r"(?:都|能|可以|必须)(?:管|干|做|写|查|带)些?(?:什么|啥)|"
        r"包含什么|what are|which .*s\b|list"
    ),
    Kind.CHECK: re.compile(
        r"(?:吗|么|对吧|对不对|没错吧|是吧|不是吗|是不是|是否|对么|对否|有没有|能不能|可不可以|属实|正确吗|right\?|"
        r"is it true|对嘛|是嘛|(?<!给我)(?<!给咱)(?<!一下)(?<!出来)(?<!告诉我)(?<!说说)(?<!讲讲)(?<!列列)吧)[？?。!！\s]*$|"
        r"^(?:是不是|是否|is |are |does )|是不是|听说|据说|管不管(?!用|理)|适不适用|受不受"
    ),
}
# said as if it were so, and asked by the mark alone: 2025年就要全覆盖？
_ASKING = re.compile(
    "多少|几|哪|什么|啥|谁|怎|咋|如何|何时|何地|为何|多[久长大高远重]|还是|呢|介绍|说说|what|how|which|who|when"
)
_AS_IF = re.compile(r"[?？][!！?？\s]*$")
_EVEN = re.compile("就|才|都|已经?|竟|居然|只|非|必须|一定|肯定|不用|不需|不得|不能")
_META = re.compile(
    r"谁们?(?:发|印|印发|出台|制定|下发|公布|发布|颁布|颁发)的|(?:哪(?:个|些|几个|几?家)|什么|几个?)(?:单位|部门|机关|[局厅委]).{0,8}(?:发的|印的|印发|出台|公布的|下发|发文|发布的|颁布|"
    r"制定的)|(?:发文|发布|印发|制定|颁布)(?:的)?(?:机关|单位|部门|机构|主体)|发文(?:字号|日期)|落款|成文日期|"
    r"(?:什么时候|何时|哪天|哪一天|哪一?年|几几年|几月几号|几号)(?:发的|印发|出台|公布|发布|颁布|下发|成文|制定)|(?:印发|发布|颁布|出台|"
    r"成文)(?:日期|时间|单位|机关)|"
    r"(?:哪一?(?:个|份|部|项|边)?|谁)(?:是|更|最|要)*(?:[先早晚后](?:正式)?(?:出台|印发|发布|颁布|施行|实施|生效)|(?:出台|印发|发布|颁布|施行|实施|生效)得?[更最要]*[早晚])(?:一?[些点])?的?[？?。\\s]*$|"
    # of a document named right before, not of a standard that it speaks of
    r"(?:^|[\s》”])(?:是|由)?(?:谁|哪个?(?:机关|部门|单位))(?:负责)?(?:制定|印发|发布|颁布|出台)的?[？?。\s]*$|"
    r"(?:什么时候|何时|哪天|哪一天|哪年|哪一年|几时)(?:正式)?(?:开始)?(?:通过|施行|生效|实施|执行|修订|修正|到期|失效|废止|过期)的?(?:[？?。\s]*$|[，,])|"
    r"(?:文件|政策|措施|办法|细则|方案|计划|规划|意见|条例|规定)(?:的|[，,]|各自?|分别){0,3}有效期|规划到哪一?年(?:为止|去)?的?(?=[？?。，,\s]|$)|(?:管到|(?:奔|冲|瞄)[着向])(?:哪一?[年天日月]|什么时候|几时|几几年|几[月号])|"
    # 规划是哪年到哪年
    r"(?:方案|意见|计划|规划|纲要|文件|办法|细则|行动|[那这][份个]|^|[\s》”])(?:是|从|管|执行|实施|有效期?)*哪一?年(?:开始)?(?:管|执行|实施|做|用)?到哪一?年(?:的|为止)?[？?。\s]*$|"
    r"(?:发文|文件)(?:字)?号(?:是|为)?(?:多少|什么|几)|(?<!哪个)文号(?:是|为|呢)?(?:多少|什么|几)?号?[？?。\s]*$|几号令|"
    r"who issued|when was .* issued|still (?:valid|in force|in effect)"
)
# 还有效吗, where what names the document is taken away; 这个意见过期了没. A certificate's 有效期 is none
_IN_FORCE = re.compile(
    r"(?:^|\s的?|文件|政策|措施|办法|细则|方案|计划|规划|意见|条例|规定|规则|规程|基准|要点|指南|指引|公告|通告|纲要|通知|法)(?:[（(][^（）()]*[）)])?[》”]?(?:现在|目前|如今)?(?:是否|是不是|有没有)?(?:还|仍|依然|已经?)?"
    r"(?:在)?(?:现行)?(?:有效|有用|管用|(?<=还)(?:能|可以)用|作数|算(?:数|(?!了))|执行|过期|失效|废止|作废|到期)(?:着|了)?(?:的)?(?:吗|么|没有?|不|呢|[，,]?对吗|[？?。\s]*$)"
)
_NUMBER = re.compile(
    r"多少|(?<![哪那这])几(?:[十百千万]+|个|家|项|名|人|年|件|张|分|倍|种|类|所|处|条|万|成|级|款|份(?!文件|政策|通知|方案|意见))|多大|多高|多久|多长|百分之几|"
    r"比例|占比|目标值|指标值|数值|数量|(?:率|满意度|强度|指数|比重)的?目标[？?。\s]*$|"
    r"(?:target|rate|ratio|percentage|proportion|score|number of|cap|maximum|minimum|upper limit|amount of|discount)\b|"
    r"how (?:many|much|high|long)|什么水平|要到多"
)
# 分几类: which ones they are; 能不能少几个: whether there may be fewer; 十几个人, 好几千: about how many, as one tells it
_KINDS_OF = re.compile(
    "[好十没]几(?:[十百千万亿]+|[个家项名人年件张分倍种类所处条天次])+|"
    "几[类种](?!.{0,4}多少)|(?:能不能|可不可以|能否|可否|可以)[^，,。？?]{0,8}[少多晚早迟缓]几[个天家人名项年月]"
)
_DUTY = re.compile(r"(?<![么样可])(?:干|管|做|负责|承担)(?:嘛|吗|什么|啥|哪些)|任务|职责")
_TASKS = re.compile(
    r"(?:负责|承担|牵头|分管|分工|管)(?:了)?(?:些)?(?:什么|哪些|啥|哪几)|(?:有|被安排|安排|交办|分配|落实|"
    r"承担)(?:了)?(?:什么|哪些|啥|多少)(?:任务|工作|职责|事)|"
    r"(?:的)?(?:任务|职责|工作)(?:有|是|都有|包括)?(?:哪些|什么|啥)|要(?:做|干|抓)(?:什么|哪些|啥)|(?:哪些|什么|"
    r"多少)(?:条款|任务|工作|事|条).{0,8}(?:负责|牵头|参与|涉及)"
)

_ATTRIBUTES = (
    (
        "约束性",
        re.compile(
            "约束|强制性指标|硬性指标|硬指标|硬杠杠?|硬任务|硬性任务|刚性指标|是强制的|是硬性的|(?:硬性|刚性)的?(?:[吗么不吧？?]|$)|(?:能不能|可不可以|可以|能)不(?:完成|达标|达到|做到)|(?:必须|一定要|一定得)(?:完成|达到|做到)的|非.{1,4}不可|(?i:\\b(?:binding)\\b)"
        ),
    ),
    ("预期性", re.compile(r"预期性|预期的|是预期|(?i:\b(?:anticipatory|indicative|non-?binding)\b)")),
)


_DENIED_KIND = re.compile(
    "(?<![是属算])(?:不是|不算|不属于?|并非|非)(?:约束(?!性?还是|性?吗)|硬性|强制|刚性|预期(?!性?吗))(?!.*(?:还是|是不是|吗))"
)


def asks(kind: Kind, text: str) -> bool:
    """Whether a (simplified) question has the words of asking for this kind."""
    return bool(_ASK[kind].search(text.lower()))


_CHECKING = re.compile(
    r"是不是|是否|有没有|有无|该不该|要不要|在不在|(负责|牵头|管|参与|配合)不\1|[吗么嘛吧没][？?。\s]*$|没有[？?。\s]*$|[吗么嘛吧][，,]|[？?]\s*$|还有谁|还有哪"
)
# the words of asking who, without what tells of the thing to be done (由谁解释)
WHO_ASKED = re.compile(
    rf"(?:(?:该|归|由|靠|找|是|轮到)谁们?|谁们?{_ADVERBS}|(?:该|归|由|是)?(?:哪[个些]|什么|啥){_OFFICE}{_ADVERBS}(?=(?:{_LEADS})|的[事活])|哪几?家{_ADVERBS}|几家{_ADVERBS})(?:{_LEADS}|的[事活])?(?:呢|啊|呀)?"
)

# ... and what may stand around them that names nothing either
_WHO_ALONE = re.compile(
    rf"(?:谁们?|{_WHICH_ONES}|{_WHICH}{_OFFICE}|{_LEADS}|来|去|在|给|专门|具体|最后|主要|该|应该?|应当|要|一起|共同|联合|分别|各自|到底|究竟|归|由|靠|属于?|"
    r"是|的|里[头面边]|当时|那时候?|现在|又|还|都|事|活儿?|责任|任务|那|这|呢|啊|呀|吧|了|[，,。？?\s])+"
)


def asks_who_alone(text: str) -> bool:
    """Whether a (simplified) question asks who is responsible and names nothing for it: 归哪几个局管, 打头的是哪个局."""
    return asks(Kind.RESPONSIBLE, text) and bool(_WHO_ALONE.fullmatch(text))


def wants_number(text: str) -> bool:
    """Whether a (simplified) question asks how many or how much."""
    return bool(_NUMBER.search(counting(text)))


def counting(text: str) -> str:
    """A (simplified) question without 几 that asks for no number: 分几类, 能不能少几个, 好几千."""
    return _KINDS_OF.sub("", text)


def asks_in_force(text: str) -> bool:
    """Whether a (simplified) question asks if a document still holds."""
    return bool(_IN_FORCE.search(text.lower())) or "still " in text.lower()


def attribute_of(text: str) -> str | None:
    """约束性 or 预期性, where a question says one."""
    return next(iter(attributes_of(text)), None)


def attributes_of(text: str) -> tuple[str, ...]:
    """约束性, 预期性, or both (约束性和预期性各几项), as a question says them."""
    text = _BOUND.sub("", text)
    denied = _DENIED_KIND.search(text)
    if denied is not None:
        # 哪一个不是约束性的, 唯一不算硬性的: of the other kind
        return ("约束性",) if denied.group().endswith("期") else ("预期性",)
    return tuple(a for a, pattern in _ATTRIBUTES if pattern.search(text))


# 受价格法约束, 约束机制: no kind of target
_BOUND = re.compile("受[^，,。；;？?]{0,14}约束(?!性)|约束(?=机制|条件|力)")


_IN_DUTY = r"(?:负责|牵头|主管|分管|监管|参与|参加|配合|承担|管(?!委|理))"
_FREE = r"(?:没事|没关系|不用管|不用做|不归|不关|没(?:有)?(?:份|责任|任务))"
_WHETHER = "(?:是不是|是否|有没有|有无|该不该|要不要|(?<![还就只但])是|有)"
# 是不是市住建局负责, 有没有住建局的事, 里面有省质监局吗: whether a body, which is named, is one of them
_ONE_OF_THEM = re.compile(
    rf"{_WHETHER}.{{0,20}}(?:{_IN_DUTY}|{_FREE}|的(?:事|份|活|责任|任务|职责)|在内|在列)|"
    rf"{_IN_DUTY}(?:不{_IN_DUTY}|没有?|吗|么|嘛|吧|[？?])|"
    r"(?:里面|里头|其中|当中|名单|单位)(?:里|中)?(?:有没有|有无|有|包不包括|包括|含)|有没有[一-龥]{2,10}[局厅委办][？?。\s]*$|"
    r"(?:列|写|提|点)(?:了|到|出|着)[一-龥]{2,10}?[局厅委办院](?:没有?|了?吗)|"
    r"在(?:里面|里头|其中|内|列)(?:吗|么|没有?|不)|在不在(?:责任单位|名单|其中)?(?:里面|里头|里|内|其中|之列|名单)?|(?:有没有|有无)(?:让|叫|要|安排|请)[^，,。？?]{2,14}(?:参与|参加|配合|负责|管)"
)


# 是不是社区食堂的配合单位: what stands between is the thing
_IS_IT = re.compile(
    rf"{_WHETHER}(?P<thing>.{{0,20}}?)的?(?:{_IN_DUTY}(?:单位|部门)?|{_FREE}|(?:事|份|活|责任|任务|职责)(?=[吗么呢？?]|$)|在内|在列)"
)


def asks_membership(text: str) -> bool:
    """Whether a (simplified) question that names a body asks if it is one of those responsible."""
    if re.search("哪(?!家还|个还)|什么|啥", re.sub("还有(?:谁|哪.{0,4})", "", text)):
        return False
    return bool(_ONE_OF_THEM.search(text)) and bool(_CHECKING.search(text))


def without_membership(text: str, bodies: Sequence[str]) -> str:
    """What a question is about that asks whether some bodies are responsible for it (打造西安品牌那条，市国资委在不在里头)."""
    for body in bodies:
        text = text.replace(body, "□")
    text = _ONE_OF_THEM.sub("□", _IS_IT.sub(r"\g<thing>□", text))
    text = re.sub(
        r"[□，,]*(?:对吗|对吧|是吗|是吧|没错吧)?[□吗么呢吧嘛？?。\s]*$|[，,]?□(?=[，,]|$)|□", "", text
    ).strip("，, ")
    return re.sub(
        rf"^(?:{_IN_DUTY})+|(?:(?:那|这)(?:一)?[条项块件事])?(?:让|由|归|叫|请|里|中)?的?(?:责任(?:单位)?)?$",
        "",
        text,
    )


def asks_exempt(text: str) -> bool:
    """Whether a question about a body supposes that it has nothing to do with the thing."""
    return bool(re.search(_FREE, text))


def _as_if(text: str) -> bool:
    """Whether a question only states something and puts a question mark behind it."""
    if not _AS_IF.search(text) or _ASKING.search(text):
        return False
    return bool(told(text)) or bool(find_years(text) and _EVEN.search(text))


_SIDE_BY_SIDE = re.compile(r"[和与跟同及、]|各|分别|还有|[，,][^，,]{1,8}呢|[a-z]{2}")


def _one_in_another(places: list[Region], text: str) -> bool:
    """Whether of two places that nothing puts side by side one lies in the other: 陕西质量奖西安要拿几个."""
    nested = len(places) == 2 and any(a.contains(b) for a in places for b in places if a != b)
    twice = len(re.findall("多少|几[个家项名人件条]", text)) > 1
    side_by_side = _SIDE_BY_SIDE.search(text) or _figure_told_of_another(places, text)
    return nested and not twice and not _apart(places, text) and not side_by_side


def _figure_told_of_another(places: list[Region], text: str) -> bool:
    """Whether a figure is told of one place and asked for of another: 西安劳动生产率增长7%，陕西是多少."""
    *before, asked = re.split("[，,]", text)
    told = "".join(before)
    other = next((p for p in places if asked.strip().startswith(p.short)), None)
    return other is not None and bool(re.search(r"\d", told)) and any(p.short in told for p in places)


def _apart(places: list[Region], text: str) -> bool:
    """Whether two places are typed one behind the other and are no address: 西安 陕西, 陕西 西安."""
    pairs = ((a.short, b.short) for a, b in permutations(places, 2) if a.contains(b))
    return any(re.search(rf"{b}[市县区]?\s*{a}(?!.{{0,2}}奖)|{a}[省市]?[\s/]+{b}", text) for a, b in pairs)


# 主管部门几天内答复: how soon a body acts; 哪天之前交给谁: until when, and to whom, which one sentence says
_ITS_DEED = re.compile(
    r"(?<![哪个些么谁])(?:责任|牵头|主管|负责)(?:单位|部门)"
    r"(?=[^，,。；;？?是有为哪谁]{0,12}(?:几(?![家个])|多少(?![家个])|多[久长]|什么时候|何时))"
)
_UNTIL_WHEN_TO_WHOM = re.compile(
    r"(?:哪天|几号|几月|几[天日年]|几个?(?:工作日|小时|月)|什么时候|何时|多久|多长时间)[^，,。；;？?]{0,10}"
    r"(?:向|给|报|交|送|寄)(?:谁|哪[里儿]|哪个?[一-龥]{0,4}?(?:部门|单位|局|厅|委))"
)


# 鼓励谁来做, 提倡由哪些机构开展: whom a text encourages is no office in charge
_ENCOURAGED = re.compile(
    "(?:鼓励|提倡|倡导|动员|号召|发动)(?:了|过|的是)?(?:由|让|请)?(?:谁|(?:哪些|哪几|什么|哪类|哪种|啥)(?:样的?)?[一-龥]{0,4}?"
    "(?:主体|单位|机构|组织|人|企业|力量|方面|部门|行业|家))"
)


def by_whom_besides(text: str) -> str:
    """A question without the bodies it only mentions, and those it asks for beside a day by which something is handed in."""
    return _UNTIL_WHEN_TO_WHOM.sub(" ", _ITS_DEED.sub(" ", text))


_WORK = "(?:事|活|任务|工作|职责)"
_OUR_TASKS = re.compile(
    f"(?:轮到|归|派给|分给|交给|该|要)(?:我们|咱们?|俺们)[^，,。；;？?]{{0,6}}{_WORK}|"
    f"(?:我们|咱们?|俺们)(?:的|要做的|该做的){_WORK}"
)
_SHARED_OUT = re.compile("[钱金款贴励额](?:[^，,。；;？?]{0,4})(?:分|派|摊|发|给)(?:给|到)?了?谁")


def asks_no_office(text: str) -> bool:
    """Whether those that a question asks for are known to be no office in charge: whom a text encourages or pays, to whom
    something is handed in by a day."""
    spared = by_whom_besides(text) != text
    return spared or bool(_ENCOURAGED.search(text) or _SHARED_OUT.search(text))


def kind_of(
    text: str,
    refs: tuple[ClauseRef, ...],
    departments: tuple[str, ...],
    regions: tuple[Region, ...],
    about: Concern,
    lexicon: Lexicon,
) -> Kind:
    """The kind of a (simplified) question, from its words and what was found in it."""
    lowered = text.lower()

    if about is Concern.OPEN and not refs:
        # 省粮食局的人问，轮到我们的事有哪几桩
        return Kind.TASKS if departments and _OUR_TASKS.search(text) else Kind.APPLICABILITY
    if (_META.search(lowered) or _IN_FORCE.search(lowered)) and not refs:
        return Kind.META
    if not departments and (_TASKS.search(text) or _DUTY.search(text)) and lexicon.unknown_bodies(text):
        return Kind.TASKS
    if _ENCOURAGED.search(text) and not departments and not refs:
        return Kind.LIST
    if asks(Kind.RESPONSIBLE, by_whom_besides(lowered)):
        return Kind.RESPONSIBLE
    if (
        (departments or lexicon.unknown_bodies(text))
        and asks_membership(text)
        and not _TASKS.search(text)
        and not _NUMBER.search(text)
    ):
        return Kind.RESPONSIBLE
    if (
        departments
        # 在哪办公, 电话多少: what a text of tasks does not say of a body
        and (
            _TASKS.search(text)
            or re.search(
                r"(?<!在)哪(?![里儿]?办公|[个些]?(?:科室?|股室|窗口))|什么(?!时)|啥|几[件项条]|多少[件项条]",
                text,
            )
        )
        and not refs
    ):
        return Kind.TASKS
    covered = [r for r in regions if lexicon.docs_by_region.get(r.name)]
    if asks(Kind.COMPARE, lowered) or (
        len(covered) > 1 and not asks(Kind.CHECK, lowered) and not _one_in_another(covered, lowered)
    ):
        return Kind.COMPARE
    if asks(Kind.CHECK, lowered) and not re.search(
        r"多少|哪些|什么|百分之几|几(?:个|家|项|成|倍|年|天|分(?!之))", counting(text)
    ):
        return Kind.CHECK
    if not refs and _as_if(text):
        return Kind.CHECK
    if asks(Kind.LIST, lowered) and attribute_of(text):
        return Kind.LIST
    if refs and not _NUMBER.search(text) and not attribute_of(text):
        return Kind.CLAUSE
    if asks(Kind.DEFINITION, lowered):
        return Kind.DEFINITION
    if wants_number(lowered):
        return Kind.INDICATOR
    if asks(Kind.LIST, lowered):
        return Kind.LIST
    return Kind.FACT
