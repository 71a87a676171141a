"""Whom a sentence addresses, and how: 落实监理单位主体责任, 支持中小型检验检测机构发展.

An addressee is a noun phrase whose head is a kind of body or person (企业, 单位, 机构, 合作社 …); the words
before the head tell its trade, role and size. What the sentence means for it is corpus.address's. Only grammar:
no list of the bodies of any text. Knows nothing of who asks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.address import Address, meant_for
from corpus.indicators import own_spans, sentences
from corpus.script import simplify
from corpus.types import Clause, Document


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body addressed by a sentence. ``start``/``end``: the sentence, offsets into Document.text."""

    clause: Clause
    start: int
    end: int
    at: int  # where the noun phrase stands, offset into Document.text
    text: str  # simplified, without white space: 中小型检验检测机构
    head: str  # 机构
    modifiers: str  # what is left without size, quantity and head: 检验检测
    sizes: frozenset[str]  # of SIZES' keys; empty where the phrase names none
    address: Address


# sizes of enterprises: 统计上大中小微型企业划分办法, and 规模以上 of the statistical reports
SIZES = {
    "规上": re.compile(r"规模以上|规上"),
    "规下": re.compile(r"规模以下|规下"),
    "龙头": re.compile(r"龙头|骨干|领军|链主(?:型)?|头部"),
    "大型": re.compile(r"大中型|大型"),
    "中型": re.compile(r"大中型|中小微型?|中小型?|中型"),
    "小型": re.compile(r"中小微型?|中小型?|小微型?|小型"),
    "微型": re.compile(r"中小微型?|小微型?|微型|微小"),
    "个体": re.compile(r"个体(?:工商户|经营者|户)?"),
}
_SIZE = re.compile(
    r"[“”]?(?:" + "|".join(sorted((p.pattern for p in SIZES.values()), key=len, reverse=True)) + r")[“”]?"
)
_HEAD = re.compile(
    r"企事业单位|企业|公司|用人单位|单位(?!制|面积|产品|国内|GDP|产值|能耗|门)|机构(?!改革|编制|设置)|合作社|家庭农场|农场|养[殖猪牛羊鸡鸭鱼蜂蚕]{1,2}[场户](?!所)|养殖小区|食堂|行业协会|协会|商会|学会|社会组织|社会团体|"
    r"联盟|产业园区|园区|集聚区|聚集区|门店|商店|药店|药房|饭店|餐馆|超市|商场|(?:电商|交易|直播|外卖|电子商务)平台|经营者|生产者|销售者|"
    r"供应商|服务商|运营商|提供者|委托人|消费者组织|(?:市场|经营|参建|参建各方|相关|等)主体(?!责任|地位|作用)|工商户|个体户|个人(?!信息|所得)|从业人员|老年人(?!能力|用品)|毕业生|劳动者|消费者(?!协会|权益|组织)|农户|养殖户|种植户|"
    r"高等院校|高等学校|职业院校|中小学校?|高校|院校|学校|科研院所|研究院|人才(?!培养|培训|队伍|建设|评价|引进|体系|强|梯队|保障|支撑|输送|工作|计划|工程|战略)|医院|(?:银行(?!业)|保险公司)(?!服务)"
)
# bodies of the administration: what they have to do is told by 责任单位, not here
_OFFICIAL = re.compile(
    r"(?:^|[^基])本(?:单位|企业|机构|行政区域单位)$|^(?:其他)?(?:单位|机构)内|(?:责任|成员|牵头|配合|部门|有关|主管|行政|机关|执法|监管|监督|议事协调|政府|党政|干部培训|示范|标杆|先进)(?:单位|机构)$"
)
_CONTROL = re.compile(
    r"鼓励和支持|鼓励支持|鼓励|支持|引导|引领|推动|助推|推进|推行|动员|督促|敦促|面向|针对|加大|加强|加快|强化|落实|压实|夯实|严格|遴选|筛选|培育|培优|壮大|打造|帮扶|帮助|扶持|"
    r"指导|奖励|补助|补贴|资助|给予|表彰|激励|吸引|吸纳|组织|促进|优化|规范|完善|建立|健全|发挥|依托|围绕|聚焦|开展|实施|提升|提高|深化|深入|全面|持续|整合|形成|树立|"
    r"创建|争创|带动|联合|倡导|要求|允许|限制|禁止|惩戒|处罚|查处|打击|激发|增强|构建|探索|制定|出台|纳入|统筹|利用|倒逼|保护|保障|保证|降低|减轻|减免|维护|实现|达到|"
    r"确保|充分|积极|大力|重点(?=围绕|面向|支持|培育)|对(?!标|外|接)|向(?!好)|为(?!主)|由|在|以(?!上|下|内|外|及)|将|把|使(?!用)|让|从(?!业|事)|至|到|拓展|优先|依法|推广|运用|实行|执行|注重|"
    r"狠抓|抓好|做好|认定|评选|申报|突出|建强|集聚|畅通|服务(?=中小|小微|企业)|设置|设立|配备|委托|接受|参加|履行|告知|应当"
)
# what is to be set up is not addressed
_MAKES = frozenset(("设置", "设立", "配备"))
# a label in front of a sentence: 第五条, （一）, 【支持对象】
_LABEL = re.compile(
    r"^[#*\s\u3000]*(?:第[〇零一二三四五六七八九十百千\d]+条)?[*\s\u3000]*(?:[（(][一二三四五六七八九十\d]+[）)])?[*\s]*(?:[【\[][^】\]]{2,10}[】\]])?"
)
# 从业人员超过五十人的企业: how many there are, not who is meant
_COUNTED = re.compile(
    r"(?:数|人数|总数|规模)?(?:超过|不少于|不低于|不足|达到|在[一二三四五六七八九十百千\d]|"
    r"[一二三四五六七八九十百千\d]+人)"
)
# a paragraph that names those who get something
_FAVOURED = re.compile(r"^[【\[]?(?:支持|奖励|补贴|补助|扶持|资助|适用|享受|申报)(?:对象|范围|主体)")
_NEUTRAL = re.compile(
    r"[“”\"]|^前款规定以外的其他|等?(?:重点|新兴|其他)*(?:行业|领域)(?:领域)?的?(?=$|生产经营$)|的?生产经营$|^(?:有条件|具备条件|符合条件|的|等|以上|化|方(?=$)|百万|市级|省级|国家级|各类|各级|各方|各|广大|全市|全省|全国|本市|本省|所有|相关|有关|更多|不少于|不低于|至少|每家|每个|单个|同一|任何|一批|一些|部分|重点|优质|优秀|优势|国内|区域内|省内|市内|我市|我省|多家|"
    r"新型|现代|第三方|其他|主要|一流|知名|传统|数字化|专业|行业(?!协会))+|^(?:市场|经营|市场经营)$|\d+(?:余)?[家个名户]|[一二三四五六七八九十百千万两]+余?家|的$|等$"
)
# 按每家企业2000元, 每家服务商全年最高24万元: how much for each, not who is meant
_PER_HEAD = re.compile("(?:按照?|以)?每")
_MEASURE = re.compile(
    "(?:每[年次月季批]|全年|年度|单次|累计|合计|一次性|最高|最多|最低|不超过|不高于|不少于|补助|补贴|奖励|给予|按)*[\\d一二两三四五六七八九十百]"
)
_COORDINATION = re.compile(r"、|以及|和|及|与|或者|或")
_BRACKETS = re.compile(r"[（(][^（）()]{4,}(?:负责|落实|牵头|分工)[^（）()]*[）)]")


def core(phrase: str, head: str) -> str:
    """What the words before the head say besides size and quantity: 全市规模以上食品生产企业 → 食品生产."""
    rest = _SIZE.sub("", phrase.removesuffix(head))
    before = None
    while before != rest:
        before = rest
        rest = _NEUTRAL.sub("", rest)
    return rest


def sizes_of(phrase: str) -> frozenset[str]:
    """The sizes a (simplified) phrase names: 中小微企业 → 中型, 小型, 微型."""
    return frozenset(name for name, pattern in SIZES.items() if pattern.search(phrase))


def addressees(document: Document, clause: Clause, children: list[Clause]) -> Iterator[Addressee]:
    """The addressees of a clause's own text, children left out, in reading order; rows and 题头 have none."""
    if clause.kind in ("other", "row"):
        return
    for start, end in own_spans(clause, children):
        body = document.text[start:end]
        for s, e in sentences(body):
            yield from _of_sentence(clause, simplify(body[s:e]), start + s, start + e)


def _of_sentence(clause: Clause, sentence: str, start: int, end: int) -> Iterator[Addressee]:
    # offsets must survive: white space and the brackets of departments are looked past, not cut out
    favoured = bool(_FAVOURED.match(re.sub(r"\s", "", sentence)))
    sentence = _LABEL.sub(lambda m: " " * len(m.group()), sentence, count=1)
    kept = [
        (i, c)
        for i, c in enumerate(_BRACKETS.sub(lambda m: " " * len(m.group()), sentence))
        if not c.isspace()
    ]
    flat = "".join(c for _, c in kept).replace(",", "，").replace(";", "；")
    if _is_heading(flat, clause):
        return
    for piece in re.finditer(r"[^，；。：！？:!?]+", flat):
        for found in _of_piece(clause, flat, piece, [i for i, _ in kept], start, end, favoured):
            yield replace(found, address=Address.SUPPORT) if favoured else found


def _is_heading(flat: str, clause: Clause) -> bool:
    title = re.sub(r"\W", "", clause.title)
    bare = re.sub(r"\W", "", flat)
    return bool(title) and bare.endswith(title) and len(bare) <= len(title) + 6


def _of_piece(
    clause: Clause,
    flat: str,
    piece: re.Match[str],
    places: list[int],
    start: int,
    end: int,
    named: bool,
) -> Iterator[Addressee]:
    """:param named: the piece does nothing but name them; its verbs are conditions (首次评为甲级的企业)."""
    text = piece.group()
    after = 0
    for head in _HEAD.finditer(text):
        if head.start() < after or _quoted(flat, piece.start() + head.start()):
            continue
        if _COUNTED.match(text, head.end()) and head.group() in ("从业人员", "个人", "人才"):
            continue
        controls = [] if named else list(_CONTROL.finditer(text, 0, head.start()))
        verb = controls[-1] if controls else None
        left = max(verb.end() if verb else 0, after)
        phrase = text[left : head.end()]
        # 合作社等主体: the sum of those just named, nobody else
        summed = (
            after
            and left == after
            and re.match(r"等(?:相关|有关|各类|市场|经营)*(?:主体|单位|组织|机构|企业)$", phrase)
        )
        after = head.end()
        if verb and verb.group() in _MAKES and left == verb.end():
            continue
        if _PER_HEAD.match(phrase) and _MEASURE.match(unicodedata.normalize("NFKC", text[head.end() :])):
            continue
        if summed or _OFFICIAL.search(phrase) or len(phrase) > 60:
            continue
        rest = text[head.end() :]
        following = re.split(r"[，；。]", flat[piece.end() + 1 :], maxsplit=1)[0]
        governs = verb.group() if verb else ""
        address = meant_for(governs, text[: head.end()], rest, text, following, flat)
        # what stands before 主体 or 平台 tells the kind, like any other modifier
        word = re.sub(r"^.+(?=(?:主体|平台)$)", "", head.group())
        for name in _split(phrase, word):
            yield Addressee(
                clause=clause,
                start=start,
                end=end,
                at=start + places[piece.start() + left],
                text=name,
                head=word,
                modifiers=core(name, word),
                sizes=sizes_of(name),
                address=address,
            )


def _quoted(flat: str, at: int) -> bool:
    """Whether a place stands inside quotation marks: the name of a platform or an action, not an addressee."""
    before = flat[:at]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


# what several bodies do with one thing: 危险物品的生产、经营、储存单位
_DOING = re.compile(
    r"^(?:生产|经营|储存|装卸|使用|运输|销售|加工|配送|流通|仓储|进口|出口|研制|安装|维修|设计|施工)+$"
)


def _split(phrase: str, head: str) -> list[str]:
    """勘察、设计、监理单位 → each with the head; what is done with one thing keeps it."""
    phrase = phrase.strip("、和及与或的“”").replace("行业、领域", "行业领域")
    thing = re.match(r"(?:.*[、和及])?([^、和及]{2,}的)(?=[^、]{2,4}、)", phrase)
    # 突破1亿元、5亿元的企业: amounts in a row are one condition
    whole = re.sub(r"(?<=[元%个家人年岁亩吨级])、(?=[\d一二三四五六七八九])", "\0", phrase.removesuffix(head))
    parts = [p.strip("“”").lstrip("的").replace("\0", "、") for p in _COORDINATION.split(whole)]
    parts = [re.sub(r"等(?:相关|有关)?$", "", p) for p in parts]
    if len(parts) > 1:
        # 建设单位首要责任和施工单位: what the one before bears is nobody's name
        parts = [p for p in parts if p and p not in ("等", "相关") and not re.search(r"责任$|义务$", p)]
    if thing and core(thing[1], ""):
        parts = [thing[1] + p if _DOING.fullmatch(p) else p for p in parts]
    return [p + head for p in parts] or [head]
