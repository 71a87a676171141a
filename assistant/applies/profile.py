"""Who asks: place, trade, role, size and figures; from a question's own words or from the fields of a form.

Trades come from the classification (corpus.industries) and, for words that the corpus does not write, from the
encoder's near words; places from the gazetteer, weights from the corpus. Knows nothing of clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.applies.conditions import Measure, facts
from assistant.understand.asker import BODIES, CONCERNS, OWNERSHIP, Concern
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, segment
from corpus.address import Address
from corpus.addressees import SIZES
from corpus.gazetteer import Region
from corpus.industries import industries

# people of staff up to which a firm counts as small and as medium (统计上大中小微型企业划分办法（2017）, 工业)
_SMALL_STAFF, _MEDIUM_STAFF = 300, 1000
# nearness (standard deviations, index.vocabulary) from which a word of the corpus stands for a trade it does not write
AKIN_TRADE = 2.8
THING = 0.3  # weight from which a word of a question may be the thing asked about
_LITTLE = re.compile(
    r"小(?:型|微)?(?:的)?[一-龥]{0,6}?(?:厂|店|企业|公司|作坊|馆|铺|机构|农场|餐厅|超市|老板)"
)
_BODY_END = re.compile(r"(?:厂|店|公司|企业|单位|机构|商|馆|户|队|协会|厂家|老板|经营者|场)$")
_BODY_WORD = re.compile(r"厂|店|公司|企业|单位|机构|商|户|队|协会|合作社|经营者|主体|院|场|[和与及、]")
# what is done with the word that follows → the section it lies in, where the verb alone tells
_DOING = (
    (re.compile(r"(?:种植|种|栽|收)(?:点|了|着|的)?(?P<what>[一-龥]{1,8})"), "A", ("农产品", "种植")),
    (
        re.compile(
            r"(?:养殖|(?<!抚)(?<!保)(?<!素)养(?!老|护|生|育|成)|喂)(?:点|了|着|的)?(?P<what>[一-龥]{1,6})"
        ),
        "A",
        ("养殖",),
    ),
    (re.compile(r"(?:生产|加工|制造|造(?!成|价))(?:点|了|着)?(?P<what>[一-龥]{2,10})"), "C", ()),
    (re.compile(r"(?:零售|批发|销售|卖)(?:点|了|着)?(?P<what>[一-龥]{1,10})"), "F", ("销售",)),
    (re.compile(r"(?:修理|维修|修(?!改|订))(?P<what>[一-龥]{1,6})"), "O", ()),
    (re.compile(r"(?:运输|运(?!行|营|用|动)|送(?!审|检))(?P<what>[一-龥]{1,6})"), "G", ()),
    (re.compile(r"(?:做|搞|干|跑|从事|经营)(?:点|了|着|一些)?(?P<what>[一-龥A-Za-z]{1,10})"), "", ()),
)
_ASKS_DUTY = re.compile(
    r"义务|责任|要求|必须|遵守|该做|要做(?:什么|啥|哪)|[该当要](?:怎么|咋)[做办]|不能做|禁止|要不要|用不用|监管|管什么|红线|合规|注意|规矩|罚"
)
_ASKS_SUPPORT = re.compile(
    r"支持|扶持|鼓励|好处|优惠|补贴|补助|奖励|激励|帮扶|引导|资助|红利|免费|辅导|享受|扶助|帮我|帮助|(?:拿|领|补|奖)(?:到)?多少|贷款|融资|培训机会|资金|便利|甜头"
)
_ASKS_MONEY = re.compile(r"补贴|补助|奖励|奖金|奖补|资助|(?:拿|领|补|奖)(?:到)?多少")
# what somebody wishes or is told is a subject, not a trade
_WISH = re.compile(r"想|打算|准备|计划|听说|据说|文件|方案|意见|政策|办法")
_ENGLISH_SELF = re.compile(
    r"\b(?:we|i)(?:'m|'re)? (?:run|own|make|are|am|operate|sell|have|produce|grow|build|provide|do)\b([^.?!,;]*)|"
    r"\b(?:our|my) ([a-z][a-z -]{2,40}?)(?=[.?!,;]| (?:is|has|in|must|can|needs?)\b)",
    re.IGNORECASE,
)
# words every policy is made of; they tell no trade
COMMON = frozenset(
    (
        "重点 国家 质量 服务 技术 管理 发展 工程 项目 产品 标准 品牌 建设 企业 公司 单位 机构 政策 "
        "条款 责任 义务 要求 支持 鼓励 引导 奖励 扶持 帮扶 补贴 补助 好处 优惠 规定 有关 "
        "相关 适用 政府 国家 全国 全省 全市 省里 市里 方案 文件 意见 纲要 指导意见 实施意见 "
        "实施方案 实施 主体 方面 老板 负责人 事情 我司 本人 设备 规模 小型 中型 大型 微型 "
        "人员 员工 职工 提升 推进 加强 开展 生产 需要 时候 专业 行业 工作 措施 内容 "
        "农村 城里 县里 村里 镇上 乡下 本地 当地 附近 去年 今年 明年 已经 刚刚 现在 "
        "东西 生意 买卖 业务 客户 业内 办公 业主 个人 人家 家里 场所 地方 合伙 表弟 亲戚 "
        "承担 履行 享受 拿到 得到 领到"
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
    goods: tuple[str, ...] = ()  # what the asker grows, makes or sells, in his own words: 猕猴桃
    sizes: frozenset[str] = frozenset()  # keys of SIZES
    bodies: frozenset[str] = frozenset()  # 企业, 机构, 合作社, 店 …
    kinds: frozenset[Address] = frozenset()  # only these are asked for; empty: all
    facts: tuple[Measure, ...] = ()  # figures told: 120个人, 成立一年
    money: bool = False  # sums are asked for


def about_thing(words: Sequence[Word], profile: Profile) -> tuple[Word, ...]:
    """Those of a question's words that tell a thing asked about, not who asks: no goods, size or kind of body."""
    telling = {*profile.goods, *profile.umbrella}
    return tuple(
        w
        for w in words
        if w.known
        and w.weight >= THING
        and len(w.text) > 1
        and w.text not in COMMON
        and w.text not in telling
        and not any(p.search(w.text) for p in SIZES.values())
        and not OWNERSHIP.fullmatch(w.text)
        and not any(p.fullmatch(w.text) for _, p in BODIES)
    )


def concerns_asker(query: Query) -> bool:
    """Whether a list of what applies to the one who asks is an answer to a question."""
    if query.concern is Concern.OPEN and not query.refs:
        return True
    if query.concern is not Concern.CASE or query.refs:
        return False
    if query.kind in (Kind.COMPARE, Kind.META, Kind.DEFINITION, Kind.RESPONSIBLE, Kind.TASKS):
        return False
    return any(p.search(query.text) for _, p in BODIES) and bool(CONCERNS.search(query.text))


def concerns_body(query: Query) -> bool:
    """Whether a question asks what some kind of body has to do or may get: 建设单位有什么责任."""
    return query.concern is Concern.BODY and not query.refs and not query.wants_number


def asks_body_alone(lexicon: Lexicon, query: Query) -> bool:
    """Whether a question asks what some kind of body has to do or may get, and names no thing besides."""
    if not concerns_body(query):
        return False
    profile = profile_of(lexicon, query)
    return all(w.text in profile.terms for w in about_thing(query.words, profile))


def checks_size(query: Query) -> bool:
    """Whether a question checks a duty of bodies of some size: 规下企业要设首席质量官吗."""
    if query.kind is not Kind.CHECK or not sizes_told(query.text):
        return False
    return bool(re.search(r"要不要|需不需要|要|需要|必须|应当?", query.text))


def sizes_told(text: str) -> frozenset[str]:
    """The sizes a (simplified) self-description tells: 规上, 小型 …; a staff of twenty is a small firm."""
    found = {name for name, pattern in SIZES.items() if pattern.search(text)}
    # 中小 in a description says that it is one of both: nothing to choose between
    if _LITTLE.search(text) and not found & {"规上", "大型", "龙头"}:
        found |= {"小型", "微型"}
    for staff in (int(f.low) for f in facts(text) if f.about == "staff" and f.low is not None):
        if 0 < staff < _SMALL_STAFF:
            found |= {"小型", "微型"} if staff < 20 else {"小型"}
        elif staff and staff < _MEDIUM_STAFF:
            found.add("中型")
    return frozenset(found)


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
    terms, umbrella, goods = _trade(lexicon, description)
    return Profile(
        place=region,
        doc_ids=documents_for(lexicon, region) if region else tuple(lexicon.documents),
        terms=terms,
        umbrella=umbrella,
        goods=goods,
        sizes=sizes_told(description),
        bodies=_bodies(description),
        kinds=kinds,
        facts=facts(description),
    )


def profile_of(lexicon: Lexicon, query: Query) -> Profile:
    """The profile a question tells of its asker."""
    places = [r for r in query.regions if r.level != "国家级"]
    place = places[0] if places else None
    binding = documents_for(lexicon, place) if place else tuple(lexicon.documents)
    asked = _asked_for(lexicon, query, binding)
    doc_ids = tuple(d for d in binding if d in asked) if asked else binding
    others = [r for r in places[1:] if place and not (r.contains(place) or place.contains(r))]
    elsewhere = [d for r in others for d in lexicon.docs_by_region.get(r.name, ())]
    foreign = tuple(dict.fromkeys([*(d for d in asked if d not in binding), *elsewhere]))
    text = query.text
    for region in places:
        text = text.replace(region.name, " ").replace(region.short, " ")
    for called in query.called:
        text = text.replace(called, " ")
    terms, umbrella, goods = _english(lexicon, text) if query.english else _trade(lexicon, text)
    return Profile(
        place=place,
        doc_ids=doc_ids or binding,
        foreign=foreign,
        terms=terms,
        umbrella=umbrella,
        goods=goods,
        sizes=sizes_told(text),
        bodies=frozenset({"企业"}) if query.english else _bodies(text),
        kinds=kinds_asked(text),
        facts=facts(query.text),
        money=bool(_ASKS_MONEY.search(text)),
    )


def _asked_for(lexicon: Lexicon, query: Query, binding: tuple[str, ...]) -> tuple[str, ...]:
    """The documents a question asks about by name or level; () for all that bind."""
    named = query.named_docs
    if named and not any(d in binding for d in named):
        # a short form of another region's title, where that region is not named: 省里质量强省的意见
        regions = {r.name for r in query.regions}
        named = tuple(d for d in named if lexicon.documents[d].region in regions)
    if named:
        return named
    level = query.level or ("国家级" if not query.regions and "国家" in query.text else None)
    return tuple(d for d in binding if lexicon.documents[d].level == level) if level else ()


def _bodies(text: str) -> frozenset[str]:
    found = frozenset(name for name, pattern in BODIES if pattern.search(text))
    # a cooperative or a shop may be called 企业 in passing (哪些企业政策); what is special tells who it is
    return found - {"企业"} if found & {"合作社", "协会", "院校", "院所", "园区"} else found


def _self_description(text: str) -> str:
    """What of a text says who asks: the parts that do not ask, and of those that do the words before a body."""
    told: list[str] = []
    for part in re.split(r"[，,；;。？?！!]", text):
        if not CONCERNS.search(part):
            told.append(_WISH.split(part)[0])
            continue
        for _, pattern in BODIES:
            told.extend(part[max(0, m.start() - 6) : m.end()] for m in pattern.finditer(part))
    return "，".join(t for t in told if t) or text


def _trade(lexicon: Lexicon, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Words of the asker's trade and role, the names that may stand over them, and the goods he deals in."""
    table = industries()
    text = _self_description(text)
    known = table.trade(text)
    terms = list(known.words)
    umbrella = list(known.umbrella)
    goods: list[str] = []
    for pattern, section, words in _DOING:
        for m in pattern.finditer(text):
            what = [w for w, flag in segment(m["what"]) if flag[:1] in "njlbg" or flag in ("vn", "eng")]
            dealt = [
                w
                for w in what
                if w not in COMMON and not any(p.fullmatch(w) for _, p in (*BODIES, ("", _BODY_END)))
            ]
            if not dealt:
                continue
            goods.extend(dealt[:2])
            terms.extend(words)
            umbrella.extend(table.umbrellas.get(section, ()))
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
    goods = [g for g in dict.fromkeys(goods) if len(g) > 1 or lexicon.rarity(g) > 0]
    terms.extend(g for g in goods if len(g) > 1)
    own = tuple(t for t in dict.fromkeys(terms) if t in text)
    if not any(lexicon.knows(t) for t in terms):
        terms.extend(_written(lexicon, own))
    return tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(umbrella)), tuple(goods)


def _written(lexicon: Lexicon, terms: tuple[str, ...]) -> list[str]:
    """How the corpus writes what it does not write as it was told: 煤化工 by its end, else by the nearest words."""
    ends = [t[i:] for t in terms for i in range(1, len(t) - 1) if lexicon.knows(t[i:]) and len(t) - i >= 2]
    return ends or [w for near in lexicon.near(terms) for w, score in near if score >= AKIN_TRADE][:4]


def _english(lexicon: Lexicon, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The trade an English question tells, in the corpus's own words."""
    told = " ".join(a or b for a, b in _ENGLISH_SELF.findall(text))
    terms = [
        form
        for _, forms in lexicon.english.translate(told)
        for form in forms
        if form not in COMMON and not _BODY_END.fullmatch(form)
    ]
    umbrella = [u for t in terms for u in industries().trade(t).umbrella]
    return tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(umbrella)), ()
