"""Whether a question is about the one who asks, and how: which provisions apply to me, or a case of mine.

The one place that tells it; patterns over a (simplified) question's own words. Knows nothing of documents, of
trades or of answers.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Concern(StrEnum):
    """How a question is about its asker."""

    NONE = "none"
    OPEN = "open"  # which provisions apply to me, what must I do, what may I get
    CASE = "case"  # a particular question of somebody who says who they are
    BODY = "body"  # what some kind of body has to do or may get


# whose a body is; who asks tells it, and no rule is asked for by it
OWNERSHIP = re.compile(
    "(?:民营|私营|民办|私立|个体|国有|国营|公办|公立|集体|外资|中外合资|合资|港资|台资)(?:的|性质|控股)?"
)

# what kinds of body a questioner may be, by the end of the word for it
BODIES = (
    ("合作社", re.compile(r"合作社|合作联社")),
    ("协会", re.compile(r"协会|商会|学会|联盟|社会组织|社会团体|社团")),
    (
        "院校",
        re.compile(
            r"(?<!幼儿)(?:大学(?!生)|高校|学院|院校|职校|高职|技校|中学|小学(?!生)|学校)|幼儿园|托儿所|培训班"
        ),
    ),
    ("院所", re.compile(r"研究院|研究所|科研院所|科研单位|实验室")),
    ("园区", re.compile(r"园区|产业园|集聚区|聚集区|孵化器")),
    (
        "店",
        re.compile(
            r"药店|药房|超市|商场|门店|商店|便利店|饭店|饭馆|餐馆|餐厅|网店|民宿|宾馆|酒店|[一-龥]店|(?:菜|早餐|小吃)摊|铺子|商铺|[面茶]馆"
        ),
    ),
    (
        "平台",
        re.compile(
            r"(?:电商|交易|直播|外卖|网络|互联网|团购)平台|(?<![一-龥])平台(?=[都又]?(?:要|应|该|得|有|能|需|承担|负))"
        ),
    ),
    (
        "个人",
        re.compile(
            r"(?<![\d一二三四五六七八九十百来多几])个人|求职者|技师|工程师|工人(?!数)|学生|老人|老年人|老头|老太|居民|业主|市民|村民|打工|员工(?=.{0,6}[，,])|"
            r"(?:我|咱|俺)(?:们)?(?:家)?(?:妈|爸|爷|奶|爹|娘|父|母|孩子|儿子|女儿|媳妇|老婆|丈夫|老公|外婆|外公|婆婆|公公|老丈人|岳)|护理员|毕业生"
        ),
    ),
    (
        "农户",
        re.compile(
            r"农户|农民(?!专业|工)|养殖户|种植户|果农|菜农|茶农|家庭农场|[养种喂][一-龥]{1,4}(?:户|的(?=[，,。]|$))|散养"
        ),
    ),
    (
        "机构",
        re.compile(
            r"机构|检测站|检测所|检验所|实验室|质检站|医院|诊所|养老院|敬老院|福利院|护理院|银行|事务所|律所|驿站"
        ),
    ),
    (
        "企业",
        re.compile(
            r"企业|公司|工厂|[一-龥]厂|[一-龥]企(?!业)|(?<!责任)(?<!主管)(?<!事业)(?<!牵头)(?<!成员)(?<!配合)单位|供应商|供货商|经销商|生产商|厂家|厂商|作坊|集团|个体户|"
            r"工商户|商户|商家|施工队|工程队|装修队|经营者|生产者|销售者|运营商|服务商|开发商|业主|设计院|车队|养殖场|[猪牛羊鸡鸭鱼]场|农场|牧场|果园|"
            r"矿(?=[上，,。老]|$)|加油站|健身房|影院|网吧|美容院|理发|洗车|旅行社|出版社|报社|杂志社"
        ),
    ),
)
_ME = (
    r"(?:(?<!自)我|咱|俺)(?:们)?(?:厂|司|店|家|社|校|院|所|公司|企业|单位|合作社|协会|平台|机构)?"
    r"(?:这(?:种|类|样|行|边|些|个|家)的?)?(?:小?(?:企业|公司|厂|店|户))?"
)
SELF = re.compile(
    rf"{_ME}(?!省|市|国|县|区|想问|想查|要查|要问|问|查|看到|听|记得|觉得)|本(?:人|公司|企业|单位|厂|店|社|院|校)|自己(?:家|开|办|厂|店|住)|像(?:我|咱)|"
    r"\b(?:we|our|us|my|i|i'm|we're)\b"
)
# words with 我 that describe nobody
_FILLER = re.compile(
    r"(?:帮|给|替|为|跟|和|对)我(?:们)?(?=.{0,2}(?:讲|说|念|列|查|看|找|对|写|算|比|理|解释|发|打|订|画|推荐|介绍|一下|下))|让我|叫我|教我|"
    r"告诉我(?:们)?|我(?:们)?(?:就|只|再|先)?(?:想|要|来)?(?:问|查|了解|知道|咨询|请教|确认)(?:一下|下|问|到)?|我(?:看到|听说|记得|觉得|以为|看|发现)|"
    r"老板让我|领导让我|咱们?(?=[一-龥]{2,3}[省市县区]?(?:的|有|要|是|20|到|规|单|制))|"
    r"tell me|let me|i (?:want|need|would like) to know|can you|could you"
)
_BEING = re.compile(
    r"作为(?:一)?[家个名]?|开(?:了|着|的)?(?:一?[家个间])|从事|经营(?!主体|[者户额权性]|单位|场所|许可|范围|收入|成本|环境|规模|活动|行为|管理|状况|异常)|(?:来|打电话)(?:问|咨询)|^(?:开|做|办|搞|种|养|卖|干|跑)|新?开(?:了|的)?一?家|"
    r"(?:做|搞|种|养|卖|开|干|跑|弄|修|租|买|盖|造|加工|生产|经营|从事)[一-龥a-zA-Z]{1,12}的(?=[，,。？?]|$)|"
    r"\b(?:we|i) (?:run|own|make|are|am|operate|sell|have|produce|grow|build|provide)\b"
)
_WHICH = (
    r"(?:哪(?:些|几|一)?(?:条|款|项|点|句|章|块|处|个|段|方面|规定|条款|政策|内容|地方|要求)*|"
    r"什么|啥|几条|有没有|多少条|有几条)"
)
# what a list of provisions can be made of, after 哪些; a particular thing (材料, 奖, 证) is asked for otherwise
_PROVISIONS = (
    r"(?:质量|安全|法定|法律|环保)?(?:条款|条文|规定|要求|义务|责任|支持|扶持|政策|好处|优惠|补贴|补助|鼓励|帮助|待遇|影响|奖励|激励|引导|红利|监管|规矩|说法|讲究|"
    r"便利|甜头|机会|措施|举措|服务)"
)
_NOTHING_ELSE = rf"(?=[，,。？?！!、；;]|$|[吗呢呀啊吧嘛]|的?{_PROVISIONS}|的?(?:事|工作|东西|准备))"
_OPEN = re.compile(
    # 哪几条说到我们, 哪些跟我有关, 有没有提到我们
    rf"{_WHICH}.{{0,8}}(?:说到|说的是|讲到|提到|写到|涉及|牵涉|牵扯|轮到|针对|对着|管(?:到|得着|着)?|约束|照顾|适用(?:于)?|影响(?:到)?|关系到|对得上|和|跟|与|同|对)(?:了)?"
    rf"{_ME}|"
    rf"(?:和|跟|与|同|对|关于)(?:到)?{_ME}.{{0,6}}(?:有关|相关|沾边|挂钩|搭界|搭边|关系|相干|有啥|有什么|有哪些|有没有|怎么(?:说|规定|要求|写)|怎么个|是怎么)|"
    rf"(?:怎么|咋|如何|怎样)(?:样)?(?:说|讲|管|规定|要求|写|支持|扶持|对待|照顾)(?:的是|到|的)?{_ME}|"
    rf"(?:怎么|咋|如何|怎样)(?:说|讲|规定|要求|写)的?.{{0,3}}{_ME}[吗呢？?。]*$|"
    # 哪条能用上, 哪些用得上
    r"哪(?:些|几)?(?:条|款|项|点|个)?.{0,4}(?:能用上|用得上|用得着|能用|适用|对得上|沾边|该看|要看|要注意|得注意|要遵守)|"
    r"(?:能用上|用得上|用得着|适用|该注意|要注意|得注意|该遵守|要遵守)(?:的)?(?:有)?(?:哪|什么|啥)|"
    # 有什么义务, 有哪些支持, 能享受什么
    r"(?:哪些|什么|啥|哪几[条项种]|几条|哪方面)(?:样)?(?:的)?"
    rf"{_PROVISIONS}|"
    r"有(?:啥|什么|哪些|没有).{0,8}(?:支持|扶持|优惠|政策|好处|便利|义务|要求|规定|鼓励)(?:我|咱|的|不|没|吗|[，,。？?]|$)|"
    r"(?:享受|享|拿|领|得|申请|沾)(?:到|得到)?(?:哪些|什么|啥|哪几)"
    rf"{_NOTHING_ELSE}|"
    r"(?:义务|责任|要求|规定|支持|扶持|政策|优惠|补贴|奖励)(?:都)?(?:有|是)?(?:哪些|什么|啥|哪几)|"
    # 哪些是必须的, 什么是强制的
    r"(?:哪些|什么|啥|哪几[条项])(?:条款|要求|规定|内容)?(?:是|属于|算)?(?:必须|强制性?|硬性|一定要)(?:要)?(?:做|办|遵守|执行|落实)?的(?=[？?。！!呢啊呀\s]*$)|"
    # 有什么必须做的
    r"有(?:些)?(?:什么|啥|哪些)(?:是)?(?:必须|一定[要得]|非得|应该|应当)(?:做|干|遵守|注意|落实)的|"
    # 要做什么, 该注意啥, 担什么责任
    r"(?:要求?|该|得|需要|需|必须|应当?|让)(?:我|咱|俺)?(?:们)?(?:做|干|注意|遵守|担|承担|履行|准备|办|配|落实)(?:到|好|的)?(?:些|点)?(?:什么|哪些|啥|哪几)"
    rf"{_NOTHING_ELSE}|"
    r"(?:担|承担|负)(?:什么|哪些|啥)责任|管(?:不管|到|得着)(?:我|咱)|管(?:我|咱)(?:们)?(?:吗|么|不(?=[？?。]|$))|沾边|"
    # 实施意见里有什么, 能参与什么
    r"(?:文件|方案|意见|办法|计划|规划|通知|政策|条例|纲要|里面|里头)(?:里|中|上)?(?:都)?(?:有|写了|说了|讲了|提了)(?:些)?(?:什么|啥|哪些)"
    rf"{_NOTHING_ELSE}|"
    r"(?:能|可以)(?:参与|参加|做)(?:些|点)?(?:什么|啥|哪些)"
    rf"{_NOTHING_ELSE}|"
    r"(?:apply|applies|applicable|relevant|relate|relates|concern|concerns|affect|affects|matter|mean)s?"
    r"(?: to| for)? (?:us|me|our|my)|"
    r"(?:say|says|said|require|requires|demand|expect|ask|asks|do) "
    r"(?:about|of|for|from) (?:us|me|our|my|companies|firms|businesses)|"
    r"what (?:do|must|should|can|are) (?:we|i|our)|which (?:clauses|articles|provisions|rules|parts|policies|measures)|"
    r"(?:support|subsid|duties|obligation|incentive)"
)
# a figure that is asked for, whatever else is
_FIGURE = re.compile(
    r"(?<!没)多少(?!条|项|款)|百分之几|多久|多长时间|多大比例|(?<![十百千万好])几(?:个点|个百分点|成(?!立)|折|倍|块钱?)(?=[，,。？?]|$)"
)
_WHAT_FOR = re.compile(
    r"(?:们|都|又|究竟)?(?:要|应当?|需要?|该|能|可以)?(?:有|承担|担|负|履行|遵守|享受|得到|获得|拿|领|申请)?(?:到)?(?:些)?(?:哪些|什么|啥|何种?)(?:样的?)?"
    r"(?:质量|安全)?(?:义务|责任|要求|支持|扶持|鼓励|奖励|优惠|补贴|补助|政策|好处|帮扶|监管)|"
    # 食品厂要做什么, 企业应该怎么做
    r"(?:们|都|又|究竟|到底)?(?:要|应当?|应该|需要|必须|该|得)(?:(?:做|干|遵守|注意|落实)(?:到|好)?(?:些|点)?(?:什么|啥|哪些)(?:事|工作)?|(?:怎么|咋)(?:做|办))"
    r"(?=[？?。！!呢啊呀\s]*$)|"
    # 建筑公司有什么必须做的
    r"(?:都)?有(?:些)?(?:什么|啥|哪些)(?:是)?(?:必须|一定[要得]|非得|应该|应当|要)(?:做|干|遵守|注意|落实)的(?=[？?。！!呢啊呀\s]*$)|"
    # 物业公司要求是什么
    r"的?(?:质量|安全)?(?:义务|责任|要求|支持|优惠|政策|好处)(?:都)?(?:有|是)(?:些)?(?:哪些|什么|啥)(?=[？?。！!呢啊呀\s]*$)"
)
# 药企在陕西有什么要求: where he is stands between
_THERE = "(?:[现如]今|目前|在[一-龥]{2,7}?)?"
_ENDING_IN_BODY = tuple(re.compile(f"(?:{p.pattern})$") for _, p in BODIES)
_WHAT_FOR_BODY = tuple(re.compile(f"(?:{p.pattern}){_THERE}(?:{_WHAT_FOR.pattern})") for _, p in BODIES)
_ON_A_MATTER = tuple(
    re.compile(f"(?:{p.pattern})(?P<matter>[一-龥]{{2,12}}?)(?:{_WHAT_FOR.pattern})") for _, p in BODIES
)
_ONLY_SELF = re.compile(
    r"(?:你好|您好|请问)?[，,。！!\s]*(?:我们?|俺们?|咱们?)(?:这)?(?:是|开了?|做|办了?|在)(?P<who>[^，,。？?！!多少几谁哪什么啥怎么吗被]{2,30})[。！!\s]*"
)
# 我们合作社在杨凌种猕猴桃
_BODY_OF_US = re.compile(
    r"(?:我们?|俺们?|咱们?)(?:这)?(?:家)?(?:合作社|公司|企业|工厂|厂|店|单位|协会|机构|学校|医院)(?:是|在|做|种|养|卖|搞|主要|专门|生产|经营)[^，,。？?！!多少几谁哪什么啥怎么吗被]{2,24}[。！!\s]*"
)
# 能拿多少钱, of nothing that is named: all that is given is asked for
SUM_ALONE = re.compile(
    r"^(?P<who>.*?)[，,]?(?:一共|总共|到底|大概|最多)?(?:能|可以|可)(?:拿|领|得|补|申请|享受)(?:到)?多少(?:钱|补贴|补助|奖励|奖金|资金|奖补)?[？?。\s]*$"
)
_DEED = re.compile(r"[\d投买建获评招升办租考了证年]|认定|通过|新增|拿了|改造|备案|上云|入|参")
# a particular question: a figure, yes or no, one or the other, how
_PARTICULAR = re.compile(
    r"多少|几(?!条)|多久|多长|多大|百分之几|还是|吗|么(?=[？?。]|$)|要不要|能不能|用不用|有没有|可不可以|行不行|[补算给奖罚管退行可能得]不[补算给奖罚管退行可能得]|"
    r"需不需要|需要.{0,16}不(?=[？?。]|$)|不(?=[？?。]*$)|怎么|咋|如何|怎样|啥时候|什么时候|何时|哪天|谁|行吗|合规|违法|犯法|违规|"
    r"\b(?:how (?:much|many|long)|can (?:we|i)|do (?:we|i)|are (?:we|i)|is (?:it|my|our)|must (?:we|i)|should (?:we|i))\b"
)
# 中学课里, 企业要不要: a kind of body in passing
CONCERNS = re.compile(
    r"有关|适用|义务|责任|要求|支持|扶持|鼓励|好处|优惠|补贴|补助|奖励|激励|帮扶|引导|政策|规定|条款|约束|希望|(?:能|可以)参与|"
    r"做(?:些|点)?(?:什么|啥)|要(?:做|遵守|注意|准备)|该(?:做|怎么做|注意)|要不要|用不用|需要|需不需要|必须|能(?:不能)?(?:享受|申请|得到|拿到|参加)|免费|有啥|有什么"
)


def only_tells_self(text: str) -> bool:
    """Whether a (simplified) message says who asks, and asks nothing (我们是宝鸡的建筑公司)."""
    if _BODY_OF_US.fullmatch(text) and concern(text) is not Concern.OPEN:
        return True
    told = _ONLY_SELF.fullmatch(text)
    return (
        told is not None
        and any(p.search(told["who"]) for p in _ENDING_IN_BODY)
        and concern(text) != Concern.OPEN
    )


def matter_of_body(text: str) -> str:
    """质量管理, of 中小企业质量管理有什么支持: in what a kind of body gets something or has to do it; "" for none."""
    found = (m for p in _ON_A_MATTER if (m := p.search(text.lower())))
    return min((m["matter"] for m in found), key=len, default="")


def tells_self(text: str) -> bool:
    """Whether a question says who asks: 我们是…, 本公司, 温州一家小微企业，…, 榆林做煤化工的，…."""
    bare = _FILLER.sub(" ", text.lower())
    if SELF.search(bare) or _BEING.search(bare):
        return True
    first, later = parted(bare)
    return any(p.search(first) for p in _ENDING_IN_BODY) and bool(
        CONCERNS.search(later) or _OPEN.search(later)
    )


def parted(text: str) -> tuple[str, str]:
    """温州一家小微企业，有哪些扶持: who is described, and what is asked for them; ("", "") without a comma."""
    m = re.search(r"[，,；;。]", text)
    return (text[: m.start()].strip(), text[m.end() :]) if m else ("", "")


def concern(text: str) -> Concern:
    """How a (simplified) question is about the one who asks."""
    lowered = text.lower()
    alone = SUM_ALONE.match(lowered)
    if alone and not _DEED.search(alone["who"]) and any(p.search(alone["who"]) for p in _ENDING_IN_BODY):
        return Concern.OPEN
    if tells_self(lowered):
        bare = _FILLER.sub(" ", lowered)
        if _OPEN.search(bare) and not _FIGURE.search(bare):
            return Concern.OPEN
        return Concern.CASE if _PARTICULAR.search(bare) else Concern.NONE
    if any(p.search(lowered) for p in _WHAT_FOR_BODY):
        return Concern.BODY
    return Concern.NONE
