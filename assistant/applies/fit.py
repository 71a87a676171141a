"""Whether an addressee of a text is the one who asks: by head, trade and size; and which fact is missing to be sure.

Knows nothing of clauses, of what is said of the addressee, or of wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.applies.conditions import matches
from assistant.applies.profile import Profile
from assistant.understand.asker import BODIES
from assistant.understand.words import Word, coverage, segment
from corpus.addressees import Addressee

SURE = 0.66  # share of an addressee's words that the profile must say
MAYBE = 0.45  # ... to be possibly meant
UNTOLD = 0.2  # score of a measure for a trade, where none is told
OF_TRADE = "是否属于“"
GENERIC = 0.3  # score of a measure for all 企业; every particular one ranks above
_TRADING = frozenset({"企业", "机构", "店", "平台"})
# heads that tell the trade themselves
_KINDRED = re.compile(r"药店|药房|超市|商场|饭店|餐馆|银行|医院|保险公司|农场")
_ENTERPRISE = frozenset({"企业", "店", "平台"})
# heads of addressees → the bodies they may mean; a head that is not here means bodies called just that
_HEADS = (
    (re.compile(r"合作社|农场"), frozenset({"合作社", "农户"})),
    (re.compile(r"协会|商会|学会|联盟|社会组织|社会团体|消费者组织"), frozenset({"协会"})),
    (re.compile(r"院校|高校|学校|中小学"), frozenset({"院校"})),
    (re.compile(r"院所|研究院"), frozenset({"院所"})),
    (re.compile(r"园区|集聚区|聚集区"), frozenset({"园区"})),
    (re.compile(r"店|超市|商场|餐馆"), frozenset({"店"})),
    (re.compile(r"医院|银行|保险公司"), frozenset({"机构"})),
    (re.compile(r"平台"), frozenset({"平台", "企业"})),
    (re.compile(r"个人|从业人员|人才|老年人|毕业生|劳动者|^消费者"), frozenset({"个人"})),
    (re.compile(r"农户|养.{1,2}户|种植户"), frozenset({"农户", "合作社", "个人"})),
    (re.compile(r"养.{1,2}场|养殖小区"), frozenset({"企业", "农户", "合作社"})),
    (re.compile(r"食堂"), frozenset({"院校", "机构", "企业"})),
    (re.compile(r"机构|医院|银行|保险公司"), frozenset({"机构"})),
    (re.compile(r"主体|经营者|生产者|销售者|提供者|工商户|个体户"), _ENTERPRISE | {"合作社", "机构", "农户"}),
    (re.compile(r"单位"), _ENTERPRISE | {"机构", "院所", "院校"}),
    (re.compile(r"企业|公司|商$"), _ENTERPRISE | {"机构"}),
)
# heads that tell what is done with goods, and the words of trades that do it
_ROLES = {
    "生产者": frozenset({"生产", "制造", "加工", "工业", "制造业", "种植", "养殖", "农业"}),
    "销售者": frozenset({"销售", "零售", "批发", "商贸", "流通", "超市", "商场", "店", "贸易"}),
}
# what one has to have done or to be, in front of the body that is meant
_CONDITIONAL = re.compile(
    r"^(?P<cond>.*(?:获|取得|入选|入驻|新[增认设引评]|首次|租用|购买|实施|完成|通过|[一二三四五六七八九\dA]级|符合|达到|突破|参加|承担|使用|投保|签订|吸纳|招用|举办|建立|开展|认定|评为|列入|"
    r"超过|不少于|不低于|以上|以下|成立|注册|缴纳|承租|存在|发生|未|不|组织|共建|引进|年[产销营]).*)的(?P<noun>[^的]*)$"
)
_ONE_KIND = re.compile("场$|食堂|小区|^设计|施工")
COND_TOLD = 0.45  # share of the question's words that a condition says, to take it as told
_SIZE_WORD = re.compile(r"^(?:全[省市国]|\d+(?:余)?[家个名户])+")
_ALL = re.compile(r"^[\W的]*$")


ONE_OF = 0.8  # how far 检验检测认证机构 is the name of one that does only the first


def names_all(a: Addressee) -> bool:
    """Whether nothing stands before the head but size and quantity: 企业, 各类单位."""
    return bool(_ALL.match(a.modifiers))


def judge(
    profile: Profile, a: Addressee, topic: Sequence[Word] = (), *, widely: bool = False
) -> tuple[float, str, bool] | None:
    """(score, missing fact, generic) of an addressee for a profile; None where it is someone else.

    :param widely: a name that lists several things done (检验检测认证机构) means whoever does one of them.
    """
    m = _CONDITIONAL.match(a.modifiers)
    if m is None or not a.head:
        return _judged(profile, a, widely)
    # 首次突破1亿元的软件企业: a condition on somebody who is named behind it
    judged = _judged(profile, replace(a, modifiers=m["noun"]), widely)
    if judged is None:
        return None
    score, missing, generic = judged
    told = coverage(tuple(topic), m["cond"]) >= COND_TOLD or any(
        h.met for h in matches(profile.facts, m["cond"])
    )
    if told:
        # the question says what the clause wants of its addressee, whoever that is
        return max(score, 0.5) + 0.25, missing, False
    own = any(t in m["cond"] for t in profile.terms)
    return score + (0.25 if own else 0.0), missing or f"是否{m['cond']}", generic and not own


def _roles_told(profile: Profile) -> list[str]:
    if profile.bodies == {"店"}:
        return ["销售者"]  # 家具店, whatever else is done with furniture
    return [role for role, words in _ROLES.items() if words & {*profile.terms, *profile.umbrella}]


def _other_role(profile: Profile, a: Addressee) -> bool:
    """Whether a head tells a role (生产者, 销售者) and the profile another one."""
    told = _roles_told(profile)
    return a.head in _ROLES and (a.head not in told if told else profile.bodies == {"机构"})


def _judged(profile: Profile, a: Addressee, widely: bool) -> tuple[float, str, bool] | None:
    if _other_role(profile, a):
        return None
    bodies = next((b for p, b in _HEADS if p.search(a.head)), frozenset({a.head}))
    own_head = bool(profile.bodies & bodies)
    size, missing = size_fits(profile, a)
    if size is None:
        return None
    if names_all(a) and not _KINDRED.search(a.head):
        if not own_head and (profile.bodies or bodies != _HEADS[-1][1]):
            return None
        if a.sizes:
            return (0.4 + size, missing, False)
        if a.head in ("企业", "单位", "主体", "公司", "企事业单位", "机构", "经营者"):
            return (GENERIC if "企业" in profile.bodies or not profile.bodies else GENERIC - 0.05, "", True)
        if profile.terms and a.head in _ROLES and not _roles_told(profile):
            return (UNTOLD, f"{OF_TRADE}{a.text}”", False)  # 外卖平台 may sell, or not
        if not (profile.terms or _called(profile, a.head)):
            return (UNTOLD, f"{OF_TRADE}{a.text}”", False)  # 食堂, where 企业 asks
        return (0.75, "", False)
    exact, broad = _cover(profile, a.modifiers + (a.head if _KINDRED.search(a.head) else ""))
    if widely and a.head == "机构" and _does_one_of(profile, a.modifiers):
        exact = max(exact, ONE_OF)
    likeness = min(1.0, exact + broad)
    # a company that tests is a 检验检测机构, whatever it calls itself
    trading = bool(profile.bodies & _TRADING) and bool(bodies & _TRADING) and exact >= 0.5
    if not own_head and profile.bodies and not trading:
        return None
    if not profile.terms and own_head:
        # the trade is not told: it may be anybody's
        return (UNTOLD, f"{OF_TRADE}{a.text}”", False)
    if not exact and broad < SURE:
        return None
    if not exact and a.head in ("园区", "产业园区"):
        return None
    if likeness >= SURE and (exact >= 0.3 or broad >= SURE):
        # a name over many trades tells less than the trade's own
        own = 0.5 if exact else 0.3
        return (own + 0.6 * exact + 0.3 * broad + size, missing, False)
    if likeness >= MAYBE and exact:
        return (0.35 + 0.3 * likeness, f"{OF_TRADE}{a.text}”", False)
    return None


def _called(profile: Profile, head: str) -> bool:
    """Whether a head is a word for what the asker is, not for one kind of it: 养殖场 is one of 企业."""
    own = any(p.search(head) for name, p in BODIES if name in profile.bodies)
    return own and not _ONE_KIND.search(head)


def _does_one_of(profile: Profile, modifiers: str) -> bool:
    """Whether a body's name lists several things that it may do (检验检测认证机构) and the asker does one of them (检测)."""
    does = segment(re.sub(r"[\W和及与]", "", modifiers))
    return len(does) > 1 and all(f[:1] == "v" for _, f in does) and any(w in profile.terms for w, _ in does)


def size_fits(profile: Profile, a: Addressee) -> tuple[float | None, str]:
    """(what a matching size adds, the missing fact); (None, "") where the sizes contradict each other."""
    if not a.sizes:
        return 0.0, ""
    if a.sizes & profile.sizes:
        # 小微企业 speaks of a small firm more than 中小企业 does
        return (0.5 if a.sizes <= profile.sizes else 0.4), ""
    if "龙头" in a.sizes:
        return 0.0, "是否龙头骨干企业"
    told = profile.sizes - {"龙头"}
    if not told or (a.sizes <= {"规上", "规下"}) != bool(told & {"规上", "规下"}):
        # 规上 tells nothing of 大中小, nor the other way round
        if "个体" in told and "规上" in a.sizes:
            return None, ""
        return 0.0, f"是否{_SIZE_WORD.sub('', a.text)}"
    return None, ""


def _cover(profile: Profile, words: str) -> tuple[float, float]:
    """Shares of an addressee's words that the profile's own words and the umbrella names over them say."""
    words = re.sub(r"[\W的和及与等]", "", words)
    if not words:
        return 0.0, 0.0
    own = [False] * len(words)
    over = [False] * len(words)
    # 行业, 产业 fill up a name; alone they name nobody
    filling = (
        ("行业", "产业", "主体", "服务")
        if any(n in words for n in (*profile.terms, *profile.umbrella))
        else ()
    )
    for marks, names in ((own, profile.terms), (over, (*profile.umbrella, *filling))):
        for name in names:
            at = words.find(name)
            while at >= 0:
                marks[at : at + len(name)] = [True] * len(name)
                at = words.find(name, at + 1)
    exact = sum(own)
    broad = sum(o and not e for o, e in zip(over, own, strict=True))
    return exact / len(words), broad / len(words)
