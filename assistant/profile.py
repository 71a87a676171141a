"""Who asks "哪些和我有关": place, trade, role, size; from a question's own words or from the fields of a form.

Trades come from the classification (corpus.industries), places from the gazetteer, weights from the corpus.
Knows nothing of clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.lexicon import Lexicon
from assistant.question import Kind, Query
from assistant.words import segment
from corpus.addressees import SIZES, Address
from corpus.gazetteer import Region
from corpus.industries import industries

# people of staff up to which a firm counts as small and as medium (统计上大中小微型企业划分办法（2017）, 工业)
_SMALL_STAFF, _MEDIUM_STAFF = 300, 1000
_LITTLE = re.compile(
    r"小(?:型|微)?(?:的)?[一-龥]{0,6}?(?:厂|店|企业|公司|作坊|馆|铺|机构|农场|餐厅|超市|老板)"
)
_STAFF = re.compile(r"(\d+|[一二两三四五六七八九十百]+)(?:来|多|几|余)?(?:个|名|号)?(?:人|员工|职工|工人)")
# what kinds of body a questioner may be, by the end of the word for it
_BODIES = (
    ("合作社", re.compile(r"合作社|合作联社")),
    ("协会", re.compile(r"协会|商会|学会|联盟|社会组织|社会团体|社团")),
    ("院校", re.compile(r"大学|高校|学院|院校|职校|高职|技校|中学|小学|学校")),
    ("院所", re.compile(r"研究院|研究所|科研院所|科研单位")),
    ("园区", re.compile(r"园区|产业园|集聚区|聚集区|孵化器")),
    ("店", re.compile(r"药店|药房|超市|商场|门店|商店|便利店|饭店|饭馆|餐馆|餐厅|网店|[一-龥]店")),
    ("平台", re.compile(r"(?:电商|交易|直播|外卖|网络)平台")),
    ("个人", re.compile(r"个人|求职者|技师|工程师|工人(?!数)|学生")),
    ("农户", re.compile(r"农户|农民(?!专业|工)|养殖户|种植户|果农|菜农|家庭农场")),
    ("机构", re.compile(r"机构|检测站|检测所|检验所|实验室|质检站|医院|诊所|养老院|银行|事务所")),
    (
        "企业",
        re.compile(
            r"企业|公司|工厂|[一-龥]厂|[一-龥]企(?!业)|单位|供应商|供货商|经销商|生产商|厂家|作坊|集团|个体户|工商户|商户|施工队|经营者|生产者|销售者|运营商|服务商|开发商|业主|设计院"
        ),
    ),
)
_BODY_END = re.compile(r"(?:厂|店|公司|企业|单位|机构|商|馆|户|队|协会|厂家|老板|经营者)$")
_BODY_WORD = re.compile(r"厂|店|公司|企业|单位|机构|商|户|队|协会|合作社|经营者|主体|院|[和与及、]")
_SELF = re.compile(
    r"我(?:们|司|厂|家|店|社|校|院|单位|公司|企业)?(?!省|市|国|县|区)|本(?:人|公司|企业|单位|厂|店|社)|咱(?:们)?|自己"
)
_BEING = re.compile(r"作为|开(?:了|着)?一?[家个间]|从事|经营|(?:来|打电话)(?:问|咨询)|^开|^做|^办")
_CONCERN = re.compile(
    r"(?:和|跟|与|对|给|关于)?(?:我|我们|咱们|咱).{0,6}(?:有关|相关|适用|沾边|关系|影响|管)|有关|适用|义务|责任|要求|支持|扶持|鼓励|好处|优惠|补贴|补助|奖励|激励|帮扶|引导|"
    r"政策|规定|条款|约束|希望|(?:能|可以)参与|做(?:些|点)?(?:什么|啥)|要(?:做|遵守|注意|准备)|该(?:做|怎么做|注意)|要不要|用不用|需要|需不需要|必须|能(?:不能)?(?:享受|申请|得到|拿到|参加)|免费|管(?:不管)?(?:得到|得着)?(?:我|咱)"
)
_WHAT_FOR = re.compile(
    r"(?:们|都|又|究竟)?(?:要|应当?|需要?|该|能|可以)?(?:有|承担|担|负|履行|遵守|享受|得到|获得)?(?:些)?(?:哪些|什么|啥|何种?)(?:样的?)?"
    r"(?:质量)?(?:义务|责任|要求|支持|扶持|鼓励|奖励|优惠|补贴|帮扶|监管)"
)
_ASKS_DUTY = re.compile(
    r"义务|责任|要求|必须|遵守|该做|要做(?:什么|啥|哪)|不能做|禁止|要不要|用不用|监管|管什么|红线|合规"
)
_ASKS_SUPPORT = re.compile(
    r"支持|扶持|鼓励|好处|优惠|补贴|补助|奖励|激励|帮扶|引导|资助|红利|免费|辅导|享受|扶助|帮我|帮助|贷款|融资|培训机会|资金"
)
# words every policy is made of; they tell no trade
COMMON = frozenset(
    (
        "重点 国家 质量 服务 技术 管理 发展 工程 项目 产品 标准 品牌 建设 企业 公司 单位 机构 政策 "
        "条款 责任 义务 要求 支持 鼓励 引导 奖励 扶持 帮扶 补贴 补助 好处 优惠 规定 有关 "
        "相关 适用 政府 国家 全国 全省 全市 省里 市里 方案 文件 意见 纲要 指导意见 实施意见 "
        "实施方案 实施 主体 方面 老板 负责人 事情 我司 本人 设备 规模 小型 中型 大型 微型 "
        "人员 员工 职工 提升 推进 加强 开展 生产 需要 时候 专业 行业 工作 措施 内容 "
    ).split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Who asks. Empty fields are not known; nothing is taken for granted."""

    place: Region | None = None
    doc_ids: tuple[str, ...] = ()  # the documents that bind there, nearest region first
    foreign: tuple[str, ...] = ()  # documents asked about that do not bind there
    terms: tuple[str, ...] = ()  # words of trade and role: 食品, 建材, 供应, 监理
    umbrella: tuple[str, ...] = ()  # what covers the trade: 工业, 制造业
    sizes: frozenset[str] = frozenset()  # keys of SIZES
    bodies: frozenset[str] = frozenset()  # 企业, 机构, 合作社, 店 …
    kinds: frozenset[Address] = frozenset()  # only these are asked for; empty: all


def concerns_asker(query: Query) -> bool:
    """Whether a question is about what applies to the one who asks (or to a body described like one)."""
    text = query.text
    if query.kind is Kind.APPLICABILITY:
        return True
    if query.refs or query.kind in (Kind.COMPARE, Kind.META, Kind.DEFINITION, Kind.RESPONSIBLE, Kind.TASKS):
        return False
    if not any(p.search(text) for _, p in _BODIES) or not _CONCERN.search(text):
        return False
    first, _, later = _parted(text)
    foreign = len(query.regions) > 1 and not any(
        a.contains(b) or b.contains(a) for a, b in pairwise(query.regions)
    )
    named = foreign or (
        any(re.search(rf"(?:{p.pattern})$", first) for _, p in _BODIES) and bool(_CONCERN.search(later))
    )
    return bool(_SELF.search(text) or _BEING.search(text)) or named


def concerns_body(query: Query) -> bool:
    """Whether a question asks what some kind of body has to do or may get: 建设单位有什么责任."""
    if query.refs or query.wants_number:
        return False
    return any(re.search(rf"(?:{p.pattern}){_WHAT_FOR.pattern}", query.text) for _, p in _BODIES)


def checks_size(query: Query) -> bool:
    """Whether a question checks a duty of bodies of some size: 规下企业要设首席质量官吗."""
    if query.kind is not Kind.CHECK or not sizes_told(query.text):
        return False
    return bool(re.search(r"要不要|需不需要|要|需要|必须|应当?", query.text))


def _parted(text: str) -> tuple[str, str, str]:
    """温州一家小微企业，有哪些扶持: who is described, and what is asked for them."""
    m = re.search(r"[，,；;。]", text)
    return (text[: m.start()].strip(), m.group(), text[m.end() :]) if m else ("", "", text)


def sizes_told(text: str) -> frozenset[str]:
    """The sizes a (simplified) self-description tells: 规上, 小型 …; a staff of twenty is a small firm."""
    found = {name for name, pattern in SIZES.items() if pattern.search(text)}
    # 中小 in a description says that it is one of both: nothing to choose between
    if _LITTLE.search(text) and not found & {"规上", "大型", "龙头"}:
        found |= {"小型", "微型"}
    if m := _STAFF.search(text):
        staff = _count(m[1])
        if 0 < staff < _SMALL_STAFF:
            found |= {"小型", "微型"} if staff < 20 else {"小型"}
        elif staff and staff < _MEDIUM_STAFF:
            found.add("中型")
    return frozenset(found)


def _count(text: str) -> int:
    from corpus.numerals import parse_ordinal

    return int(text) if text.isdigit() else (parse_ordinal(text.replace("两", "二")) or 0)


def kinds_asked(text: str) -> frozenset[Address]:
    """What kind of measure is asked for; empty where both or none."""
    duty, support = bool(_ASKS_DUTY.search(text)), bool(_ASKS_SUPPORT.search(text))
    if duty == support:
        return frozenset()
    return frozenset({Address.DUTY if duty else Address.SUPPORT})


def documents_for(lexicon: Lexicon, place: Region) -> tuple[str, ...]:
    """The documents that bind in a place: its own and those of every region around it, nearest first."""
    own, around = lexicon.docs_covering(place)
    return (*own, *around)


def profile_from_fields(
    lexicon: Lexicon, *, place: str = "", description: str = "", kinds: frozenset[Address] = frozenset()
) -> Profile:
    """A profile from a form: ``place`` a division's name, ``description`` trade, size and role in free words."""
    regions = lexicon.places.find(place.strip()) if place.strip() else ()
    region = regions[0] if regions else None
    terms, umbrella = _trade(lexicon, description)
    return Profile(
        place=region,
        doc_ids=documents_for(lexicon, region) if region else tuple(lexicon.documents),
        terms=terms,
        umbrella=umbrella,
        sizes=sizes_told(description),
        bodies=_bodies(description),
        kinds=kinds,
    )


def profile_of(lexicon: Lexicon, query: Query) -> Profile:
    """The profile a question tells of its asker."""
    places = [r for r in query.regions if r.level != "国家级"]
    place = places[0] if places else None
    binding = documents_for(lexicon, place) if place else tuple(lexicon.documents)
    asked: tuple[str, ...] = query.named_docs
    level = query.level or ("国家级" if place is None and "国家" in query.text else None)
    if not asked and level:
        asked = tuple(d for d in binding if lexicon.documents[d].level == level)
    doc_ids = tuple(d for d in binding if d in asked) if asked else binding
    others = [r for r in places[1:] if place and not (r.contains(place) or place.contains(r))]
    elsewhere = [d for r in others for d in lexicon.docs_by_region.get(r.name, ())]
    foreign = tuple(dict.fromkeys([*(d for d in asked if d not in binding), *elsewhere]))
    text = query.text
    for region in places:
        text = text.replace(region.name, " ").replace(region.short, " ")
    terms, umbrella = _trade(lexicon, text)
    return Profile(
        place=place,
        doc_ids=doc_ids,
        foreign=foreign,
        terms=terms,
        umbrella=umbrella,
        sizes=sizes_told(text),
        bodies=_bodies(text),
        kinds=kinds_asked(text),
    )


def _bodies(text: str) -> frozenset[str]:
    found = frozenset(name for name, pattern in _BODIES if pattern.search(text))
    # a cooperative or a shop may be called 企业 in passing (哪些企业政策); what is special tells who it is
    return found - {"企业"} if found & {"合作社", "协会", "院校", "院所", "园区"} else found


def _self_description(text: str) -> str:
    """What of a text says who asks: the parts that do not ask, and of those that do the words before a body."""
    told: list[str] = []
    for part in re.split(r"[，,；;。？?！!]", text):
        if not _CONCERN.search(part):
            # what somebody wants to do is a subject, not a trade
            told.append(re.split(r"想|打算|准备|计划", part)[0])
            continue
        for _, pattern in _BODIES:
            told.extend(part[max(0, m.start() - 6) : m.end()] for m in pattern.finditer(part))
    return "，".join(told) or text


def _trade(lexicon: Lexicon, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of the asker's trade and role, and the names that may stand over them."""
    table = industries()
    text = _self_description(text)
    known = table.trade(text)
    terms = list(known.words)
    umbrella = list(known.umbrella)
    tokens = segment(text)
    for n, (word, flag) in enumerate(tokens):
        stem = _BODY_END.sub("", word)
        following = tokens[n + 1][0] if n + 1 < len(tokens) else ""
        # 监理单位, 养老机构: before the body any word tells a role, whatever it is elsewhere
        role = flag[:1] in "njlbvaz" and bool(_BODY_WORD.match(following)) and lexicon.knows(stem)
        noun = flag[:1] in "njlb" or flag == "vn"
        if flag == "ns" or len(stem) < 2 or not (role or (noun and flag != "nr")):
            continue
        if any(p.fullmatch(stem) for p in SIZES.values()):
            continue
        if stem in COMMON:
            umbrella.append(stem)
            continue
        terms.append(stem)
        umbrella.extend(table.trade(stem).umbrella)
    return tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(umbrella))
