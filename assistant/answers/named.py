"""Which names a question asks for (哪几个县, 哪家会计师事务所, 基地有哪几家), and whether a text has names of that kind.

A clause that only counts them (遴选30个集群, 32所敬老院) or calls them by their kind (委托会计师事务所) names none. What may
be answered by kinds of things (哪些企业必须…) asks for no names. Knows nothing of which clause was chosen or why.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from corpus.gazetteer import Mention, gazetteer
from corpus.numerals import parse_ordinal

_N = "[\\d一二两三四五六七八九十百]+"
# what places are called by, and what bodies are
_TOWNS = "乡镇|镇|乡|街道|村"
_PLACES = f"县市区?|县区|区县|县|区|市|{_TOWNS}|城市"
_PLACES_ASKED = re.compile(
    f"哪(?:几|些|{_N})?(?:个|座|片)?(?P<kind>{_PLACES})(?![级里委长局政府场民厅属外内域规]|办[公事])"
)
_BODIES = (
    "公司|企业|银行|网点|机构|事务所|服务商|供应商|运营商|医院|卫生院|学校|高校|大学|中学|小学|幼儿园|养老院|敬老院|福利院|商户|工厂|"
    "园区|产业园|基地|集群|公园|小区|社区|实验室|派出所|协会|商会|合作社|检测站|景区|酒店|民宿"
)
_FIRMS = re.compile("(?:企业|公司|银行|医院|学校|高校)$")
_END = "(?=[了呢啊呀吗的，,。？?\\s]|$)"
_ALL_OF = "(?:一共|都|分别|具体|到底|究竟|各自?|现在|目前)*"
_BODIES_ASKED = tuple(
    map(
        re.compile,
        (
            f"哪(?:几|{_N})?(?:家|所|座|间)[一-龥]{{0,5}}?(?P<kind>{_BODIES})",
            f"哪(?:几|{_N})?个(?P<kind>(?!机构|企业|社区|实验室.{{0,2}}(?:条件|资质))(?:{_BODIES}))",
            f"(?P<kind>{_BODIES}){_ALL_OF}(?:是|有|叫|设在|建在|指|包括)?哪(?:几|{_N})(?:家|所|座|个){_END}",
            f"(?P<kind>{_BODIES})的?(?:全称|名字|名称)?是?叫(?:什么|啥)",
            f"(?P<kind>{_BODIES})的?(?:名字|名称|全称)(?:是|有)?(?:哪些|什么|啥){_END}",
            f"(?<=[\\d百千万余多])[家个所座户](?P<kind>[^，,。]{{0,6}}?(?:{_BODIES}))[，,]?(?:都|分别)?(?:挑|选|评|定|给|遴选)?(?:的|了)?(?:都)?(?:是|有)?谁家?(?:[呀啊呢的]|{_END})",
            f"(?P<kind>{_BODIES})[，,]?的?名单(?:里面?|里头|上)?{_ALL_OF}(?:是|有|包括)?(?:谁|哪些|哪几|什么|啥)",
            f"(?P<kind>{_BODIES})[，,]?的?(?:名单|名册|花名册)(?:给|发我|有吗|有没有|有没|呢|发一份|[？?。\\s]*$)",
        ),
    )
)
# 30个集群是哪些: so many of them, each by its name
_COUNTED = re.compile(
    f"{_N}(?:个|家|所|座|处|户)(?P<kind>[一-龥]{{2,12}}?){_ALL_OF}(?:是|有|指|在)?哪(?:些|几[个家所座处户]?|里|儿)(?:{_BODIES})?{_END}"
)
# “四黑”有哪些, 四个最严是哪四个, 5个中心分别是做什么的: so many members, each of which a text has to tell
_MEMBERS = (
    re.compile(
        '(?P<n>[二两三四五六七八九十])(?:个|大|项|种)?(?P<name>[一-龥]{1,4})[”"」』]?[^，,。；;？?]{0,8}?[，,]?'
        f"{_ALL_OF}(?:是|指|有|包括)(?:的是)?哪(?P=n)(?:个|样|项|种|条|件|大)?{_END}"
    ),
    re.compile(
        '[“"「『](?P<n>[二两三四五六七八九十])(?:个|大|项|种)?(?P<name>[一-龥]{1,4})[”"」』][^，,。；;？?]{0,4}?[，,]?'
        f"{_ALL_OF}(?:是|指|有|包括)(?:的是)?哪(?:些|几[个样项种条]){_END}"
    ),
    re.compile(
        "(?P<n>[\\d二两三四五六七八九十]+)(?:个|家|项|座)(?P<name>[一-龥]{2,12}?)[，,]?(?:都)?(?:分别|各自?)"
        "(?:都)?(?:是|有|叫|做|管|搞)+[^，,。？?]{0,4}?(?:哪些|什么|啥)"
    ),
)
# by what the names of a kind end; others end like their kind
_ENDS = {
    "公司": "公司|集团|厂|股份",
    "企业": "公司|集团|企业|厂|股份",
    "服务商": "公司|集团|服务商|研究院|中心",
    "供应商": "公司|集团|供应商|厂",
    "运营商": "公司|集团|运营商|电信|移动|联通",
    "机构": "中心|院|所|公司|协会|大学|集团|检测站",
    "网点": "银行|支行|网点|信用社",
    "银行": "银行|支行|分行|信用社",
    "学校": "学校|中学|小学|学院|大学|幼儿园|职校|附中",
    "高校": "学院|大学",
    "园区": "园区?|小镇|基地|港|城",
    "产业园": "园区?|小镇|基地",
    "基地": "园区?|基地",
    "敬老院": "院|中心",
    "养老院": "院|中心|公寓",
    "小区": "小区|苑|园|花园|家园|公寓|社区",
}
# a name's own words begin so; 市级, 区内 and 县域 belong to none
_OF = "(?:[省市县区州](?![级内域场里外民属辖委府际长直])|中国|国家(?!级)|全国|国网)"
# no part of a name: what is done by it or with it
_BETWEEN = (
    "(?:(?![由为对向给把在和与及的或并将各等且应须到被以其该]|委托|支持|鼓励|组织|建设|培育|认定|推动|推进|遴选|开展|"
    "设立|会同|指定|管理|通过)[一-龥])"
)
_KINDS_ONLY = re.compile("(?:企业|用户|单位|人员|部门|领域|行业|高校|院所|机构|个人|群众|家庭)$")
_LISTED = "[一-龥a-z“”（）()0-9]{2,14}"
_LEVELS: dict[str, tuple[str, ...]] = {"市": ("市级",), "城市": ("市级", "省级")}
_TOWN_NAME = re.compile(
    "(?<![一-龥])[一-龥]{2,4}(?:镇|乡|街道)(?![镇村])|(?<=[在于、和及到是])[一-龥]{2,4}(?:镇|乡|街道|村)(?![镇村])"
)
_NO_TOWN = re.compile(
    "各|每|全|本|该|所|乡镇|城镇|[个和由为其的或]|小镇|农村|乡村|新村|行政村|自然村|老乡|家乡|下乡"
)
_ROW_OF_TOWNS = re.compile(
    f"(?:[一-龥]{{2,4}}(?:镇|乡|街道|村)?、)+[一-龥]{{2,4}}(?:等|和[一-龥]{{2,4}})?(?:{_N})?个?(?:{_TOWNS})(?![级场])|"
    "[设建]在(?:[一-龥]{2,5}、)+[一-龥]{2,5}(?=[，。；等和])"
)
_ALIKE = re.compile(
    r"(?<![一-龥])(?:[在于对])?(?!各)[一-龥]{1,5}(?P<kind>[县区市旗])、(?!各)[一-龥]{1,5}(?<![园社小级辖山片灾强域城地])(?P=kind)(?=[、，。；和等\d建设开试])"
)
_ROW = re.compile("(?:[一-龥]{2,6}、)+[一-龥]{2,6}")


def lacks_names(question: str, text: str) -> bool:
    """Whether a question asks for names of places or bodies that a (flattened) text, without its headings, does not give."""
    told = _asked(question)
    return told is not None and not told(text)


def names_asked(question: str) -> str:
    """What names a question asks for, as a refusal says that they are not there; "" where it asks for none."""
    found = next((m for p in (_PLACES_ASKED, *_BODIES_ASKED, _COUNTED) if (m := p.search(question))), None)
    return f"具体是哪些{found['kind']}" if found else ""


def asks_proper_names(question: str) -> bool:
    """Whether the names of places or bodies are asked for, and not those of things that may be called by what they are."""
    return any(p.search(question) for p in (_PLACES_ASKED, *_BODIES_ASKED))


@lru_cache(maxsize=64)
def _asked(question: str) -> Callable[[str], bool] | None:
    """What tells a text with the names that a question asks for; None where it asks for none."""
    if m := _PLACES_ASKED.search(question):
        kind, asked = m["kind"], {r.text for r in _mentions(question)}
        return lambda text: _tells_places(kind, asked, text)
    if m := next((m for p in _BODIES_ASKED if (m := p.search(question))), None):
        kind = m["kind"]
        return lambda text: _tells_bodies(kind, text)
    if m := _COUNTED.search(question):
        kind = m["kind"]
        if firm := _FIRMS.search(kind):
            return lambda text: _tells_bodies(firm[0], text)
        return lambda text: _tells_members(kind, text)
    if m := next((m for p in _MEMBERS if (m := p.search(question))), None):
        number, name = parse_ordinal(m["n"].replace("两", "二")) or 0, m["name"]
        return lambda text: _tells_so_many(number, name, text)
    return None


def _mentions(text: str) -> list[Mention]:
    return gazetteer().mentions(text)


def _tells_places(kind: str, asked: set[str], text: str) -> bool:
    """Whether a text names a place of a kind (县, 镇) that the question does not name itself."""
    if re.fullmatch(_TOWNS, kind):
        named = any(not _NO_TOWN.search(name) for name in _TOWN_NAME.findall(text))
        return named or bool(_ROW_OF_TOWNS.search(text))
    # 武山、甘谷、秦安: a county's short name alone is a word like others
    rows = (name for m in _ROW.finditer(text) for name in m[0].split("、"))
    if _ALIKE.search(text) or any(name not in asked and gazetteer().find(name) for name in rows):
        return True
    levels = _LEVELS.get(kind, ("县级", "市级") if "市" in kind else ("县级",))
    for m in _mentions(text):
        # 县级市 are 市 as well; 农安县 is no 区
        alike = any(r.level in levels or (kind == "市" and r.name.endswith("市")) for r in m.regions)
        if m.text not in asked and alike and not (kind == "区" and m.text.endswith("县")):
            return True
    return False


def _tells_bodies(kind: str, text: str) -> bool:
    """Whether a text names a body of a kind (银行, 公司): by its place, in quotation marks, in a row, or in a cell."""
    ends = f"(?:{_ENDS.get(kind, kind)})"
    if re.search(f"(?:{_OF}|”){_BETWEEN}{{0,12}}?{ends}", text):
        return True
    for m in _mentions(text):
        if re.match(f"{_BETWEEN}{{0,12}}?{ends}", text[m.end : m.end + 18]):
            return True
    if _in_a_row(f"[一-龥]{{0,8}}(?:{ends}|{kind})", text):
        return True
    pair = f"{_BETWEEN}{{2,12}}{ends}"
    if re.search(f"{pair}(?:、|和|及){pair}", text):
        return True
    return any(re.fullmatch(f"{_BETWEEN}{{2,14}}{ends}", piece) for piece in text.split("。"))


def _in_a_row(head: str, text: str) -> bool:
    """Whether a text has names in a row before what they are: 比亚迪、隆基、铂力特等龙头企业."""
    for m in re.finditer(
        f"((?:{_LISTED}、)+{_LISTED}?)(?:等(?:{_N})?[家个所座]?|{_N}[家个所座]){head}", text
    ):
        names = m[1].rstrip("等").split("、")
        if not any(_KINDS_ONLY.search(n) for n in names):
            return True
    return False


_NUMBERED = re.compile(r"[（(](?:[一二三四五六七八九十]+|\d+)[)）]|[①-⑳]")


def _tells_so_many(number: int, name: str, text: str) -> bool:
    """Whether a sentence of a (flattened) text may list so many members of what is called 四黑, or 四级.

    Where sentences write the name, they tell the members, or none does; so many numbered items may.
    """
    if len(_NUMBERED.findall(text)) >= number:
        return True
    said = text.split("。")
    return max(_members(name, s) for s in [s for s in said if name in s] or [text]) >= number


def _members(name: str, text: str) -> int:
    """How many members of what is called 四黑 a sentence may list: in a row, as items, by the character they share."""
    rows = max(piece.count("、") + 1 for piece in re.split("[，,；;：:（()）]", text))
    items = max(
        text.count("；") + 1, len(re.findall("[一二三四五六七八九十]是|第[一二三四五六七八九十]", text))
    )
    alike = max(text.count(name[0]), text.count(name[-1])) if len(name) <= 2 else 1
    return max(rows, items, alike)


def _tells_members(kind: str, text: str) -> bool:
    """Whether a sentence that has the last word of a kind of thing also has a row of names."""
    return any("、" in s or "：" in s for s in re.split("[。；;]", text) if kind[-2:] in s)
