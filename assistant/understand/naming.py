"""Which documents a question names: by title, by a short form of it, by date, by level; and names nobody has here.

消法 is the one law whose title it abbreviates, 2015年那个 the document of that year, 消费者权益保护法实施条例 a
document of its own that this corpus may not hold. Names come from the corpus's titles, and from the list of the country's laws
(statutes.toml) where the corpus holds none of the name. Knows nothing of
what else a question asks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

from assistant.understand.words import segment
from corpus.gazetteer import Gazetteer, Region
from corpus.numerals import flatten
from corpus.script import fold
from corpus.types import Document, Indicator

DOC_TYPES = (
    "纲要|实施意见|指导意见|意见|实施方案|行动计划|工作方案|方案|行动方案|"
    "计划|规划|办法|条例|细则|决定|通知|措施|规定|法"
)
DOC_TYPE, _TYPE_END = re.compile(DOC_TYPES), re.compile(f"(?:{DOC_TYPES})$")
_STRETCH = 5  # so much of a title at least names it
_SHORT = 4  # so much is short for a document that titles only name: 强国纲要
# a word this frequent in the general dictionary is a word, whatever law it might abbreviate
COMMON = 100
_NOISE = re.compile(r"[《》〈〉“”\"'（）()\s]")
# what a title begins with before it says what it is about
_TITLE_LEAD = re.compile(r"^(?:中华人民共和国|中共中央国务院|国务院|关于|人民政府|办公厅|办公室)+")
# a document made to carry out another one is not that other one
_EXTENDED = re.compile(r"的?(?:(?:实施|执行|管理|暂行)(?:条例|细则|办法|规定|意见|方案)|司法解释|条例|细则)")
_STATUTE = re.compile(r"(?:法|条例)(?=的?第[一二三四五六七八九十百零〇\d]+条)")
# where the name of a law stands that a question asks of
_ASKS_OF = re.compile(
    "(?:^|[，,。？?！!：:；;]|按照?|根据|依据|依照|照着?|查一?查|看看?|请问|中华人民共和国|国家的?|现行的?)$"
)
_ASKED_OF = re.compile("[对里中上第的是有说][^、]|规定|怎么|如何|关于|要求|什么|哪|多少|[？?，,。]|$")
_SHORT_KINDS = "法|条例|细则|办法|规定|方案|意见|计划|规划|纲要|措施"
_SHORT_TYPE = re.compile(_SHORT_KINDS.replace("法|", "法(?![人定律规院治制官庭])|", 1))
# where a short form cannot begin: who says 有哪些数字经济措施 means measures, not a document
_ASKED_KIND = re.compile(r"(?:哪些|什么|啥|哪几[个项条]|几[个项条]|多少[个项条]?|新|各种|相关|有关)的?$")
_POINTING = re.compile(r"(?:本|该|这|那|此|个|部|新|旧|方|办|做|说|看|想|依|按|违|合|执|司|立|用|无)$")
# 省实施意见, 看市方案: the level before the type of document
_OPENS = "(?<![一-龥])|(?<=[个按照跟和与看在据查问])"
_ALL_OF = "(?<![安健齐完保])全"  # no 全县 in 农产品质量安全县
LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "省级",
        re.compile(
            rf"{_ALL_OF}省|我省|咱省|省里(?!程)|省级(?:文件|政策|层面|的(?:文件|意见|方案))|(?<![节俭])省的|省上|省内|"
            rf"省(?:一级|层面|那[份个边]|这边)|(?:{_OPENS})省(?=(?:委|政府)?的?(?:{DOC_TYPES}|文件|政策))"
        ),
    ),
    (
        "市级",
        re.compile(
            rf"{_ALL_OF}市(?!场)|我市|咱市|市里|市级(?:文件|政策|层面|的(?:文件|意见|方案))|(?<![超城都门股楼集夜闹])市(?:的|上(?!架|市))|本市|"
            r"(?<![超城都门股楼集夜闹])市(?:内|一级|层面|那[份个边]|这边)|"
            rf"(?:{_OPENS})市(?=(?:委|政府)?的?(?:{DOC_TYPES}|文件|政策))"
        ),
    ),
    ("县级", re.compile(rf"{_ALL_OF}县|我县|咱县|县里|县上|本县")),
    (
        "国家级",
        re.compile(
            r"(?<!哪个)(?<![哪各外])国家(?:的(?!级)|层面|级文件|那[份个边]|这[份个边]|一级|意见|文件|方面|里|上(?!市)|"
            r"(?:政策|规定|要求)(?=里|中|上|是|怎|咋|如何|对)|"
            r"(?=\d{2,4}年)|(?<=\d年)(?=[跟和与同说讲提要定出])|(?=对|怎|咋|如何|有没有|有无|有啥|有什么|是不是|是否|到底|说|呢|也有|[，,。？?]|$))|"
            # 落实国务院的通知, 报国务院批准: somebody else acts on it
            r"中央|(?<!落实)(?<!贯彻)(?<!依据)(?<!根据)(?<!按照)(?<!转发)(?<![经报由])国务院(?!批准|同意|审批|办公)|"
            r"全国|党中央|\bnational\b|\bcentral\b|state council",
            re.IGNORECASE,
        ),
    ),
)

_YEAR = r"((?:19|20)\d{2})"
# 2021—2025年计划; 从2024年到2026年 is a stretch of time
_PERIOD = re.compile(
    r"(?<![从由自])(20\d\d)年?\s*(?:[—–~～-]{1,2}|[至到](?=\s*20\d\d年?的?(?:计划|规划|方案|行动|纲要|意见)))\s*(20\d\d)年?"
)
# 2026年全市计划新增: what is planned, no document
_DOES = "(?<=[计规]划)(?:新[增建开]|建[设成]|完成|投[资入]|实施|发放|改造|培[训育]|招[收聘]|安排|引进|达到|推广|开展|举办)"
_DATED = re.compile(
    rf"{_YEAR}\s*年?(?:版|出台|印发|发布|制定|下发|"
    rf"的?(?:中央|国家|[一-龥]{{2,3}}[省市]?)?的?那[个份版部]|的?那(?:会儿?|时候?|阵子?|年)|"
    rf"的?(?:那[个份])?(?:(?!什么|哪[些几]|啥|怎么|如何|有没有)[一-龥]){{0,12}}(?:{DOC_TYPES}|文件)(?<![说做写提讲叫看想]法))(?!目标|{_DOES})"
)
_THAT_ONE = re.compile("那[个份版部]")
THAT_PAPER = "的那份文件"
_BARE = re.compile(
    rf"(?<![\d到至自从截止])(?<![以之]前){_YEAR}(?!\d)"
    r"(?!\s*年?的?(?:\s*[-—~～至到]|\d|[底末前后起初]|以[来后前]|开始|[^，,。；;]{0,8}"
    r"(?:成立|注册|开业|开的|办的|建成|投产|毕业|出生|入职|评上|获得|拿到|买的)))\s*年?的?"
)
_QUOTED = re.compile(r"[《〈]([^《》〈〉]{5,40})[》〉]")
# a document is what is asked (里的目标, 规定罚多少), not a thing that others pass, amend or act on
_AS_SOURCE = re.compile(
    r"(?:这[个份部])?(?:里|中|内|上)|[^，,。？?]{0,4}(?:提出|规定|要求|明确|指出|说|讲|写|对|第[一二三四五六七八九十百零〇\d]+[条章项]|一共|总共|共有)|"
    r"[^，,。？?]{0,24}(?:目标|指标|任务)"
)
_ITSELF = re.compile(
    "(?:是|由|的)*(?:谁|什么时候|何时|哪一?[年天]|哪个?(?:部门|单位|机关)|几几?年|文号|发文|成文|印发|有效期)"
)
_ACTED_ON = re.compile(
    "(?:贯彻|落实|实施|执行|依据|根据|依照|按照?|对照|围绕|依|为|宣传|学习|制定|修订|修改|出台|废止|衔接|对接)(?:好|了|国家|国务院|中央)*$"
)
# what may stand before a name: nothing, or a word that no name ends in
_BOUNDARY = re.compile(
    r"(?:^|[^一-龥]|[的里中和与跟及或问在是有看查讲说念你我他们下把对用那这部个按照据从到反背守犯合])$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A document and the words of the question that name it."""

    doc_id: str
    said: str


@lru_cache(maxsize=1)
def _statutes() -> re.Pattern[str]:
    """The names of the country's laws and regulations (statutes.toml), longer ones first."""
    data = tomllib.loads(resources.files("assistant.understand").joinpath("statutes.toml").read_text("utf-8"))
    return re.compile("|".join(map(re.escape, sorted(data["names"], key=len, reverse=True))))


class Naming:
    """The document names of one corpus."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        titles: Mapping[str, str],
        places: Gazetteer,
        indicators: Sequence[Indicator] = (),
    ) -> None:
        """:param titles: doc_id → title folded, without brackets."""
        self._documents = documents
        self._titles = titles
        self._places = places
        self._target_years: dict[str, set[int]] = {}
        for i in indicators:
            if i.year:
                self._target_years.setdefault(i.doc_id, set()).add(i.year)
        # a question is looked through several times, mostly in the same words
        self.find = lru_cache(maxsize=256)(self._find)

    @cached_property
    def _cores(self) -> dict[str, str]:
        """doc_id → its title without the words that only say who issued it."""
        out = {}
        for doc_id, title in self._titles.items():
            core = _TITLE_LEAD.sub("", title)
            region = self._documents[doc_id].region or ""
            if region and core.startswith(region):
                core = _TITLE_LEAD.sub("", core.removeprefix(region))
            out[doc_id] = core
        return out

    @cached_property
    def _ending(self) -> dict[str, list[str]]:
        """Kind of document → the documents whose titles end in it, but for a span of years."""
        kinds = _SHORT_KINDS.split("|")
        bare = {d: re.sub(r"\d{4}|年|[-—]", "", core) for d, core in self._cores.items()}
        return {kind: [d for d, core in bare.items() if core.endswith(kind)] for kind in kinds}

    def _find(self, text: str) -> tuple[Named, ...]:
        """The documents a question names by title, by a stretch that only one title has, or by a short form."""
        folded = _NOISE.sub("", fold(text))
        whole = self._whole(folded)
        if whole:
            return tuple(
                Named(d, self._stretch(folded, d)) for d, core in whole if not self._extended(folded, core)
            )
        scored: dict[str, str] = {}
        for doc_id in self._sharing(folded):
            # ends in 的 by chance: …纲要的方案 and …纲要的实施意见
            best = self._stretch(folded, doc_id).removesuffix("的")
            # a stretch that other titles share tells nothing, nor does one without a word for a document
            if (
                len(best) >= _STRETCH
                and DOC_TYPE.search(best)
                and sum(best in t for t in self._titles.values()) == 1
                and not self._extended(folded, best)
                and not self._of_another_place(folded, doc_id)
            ):
                scored[doc_id] = best
        if scored:
            return tuple(Named(d, scored[d]) for d in sorted(scored, key=lambda d: -len(scored[d])))
        if len(dated := self._dated_places(folded)) > 1:
            return dated
        return tuple(n for n in self._short_forms(folded) if not self._extended(folded, n.said))

    def _dated_places(self, folded: str) -> tuple[Named, ...]:
        """陕西2023和浙江2022, 2017中央: documents by place and year, where several are named so.

        One alone may as well be a place and the year of a figure.
        """
        out = []
        for doc_id, document in self._documents.items():
            years = {(document.date or "")[:4], *self._years[doc_id]} - {""}
            said = [year for year in years if year in folded]
            if not said:
                continue
            region = self._places.get(document.region or "")
            nation = document.level == "国家级"
            if region is None and not nation:
                continue
            names = ["中央", "国家", "全国"] if nation or region is None else [region.name, region.short]
            place = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
            for year in said:
                m = re.search(
                    rf"(?:{place}){year}(?:年(?=[里那和与跟同、]))?(?![\d年])|(?<!\d){year}年?(?:{place})",
                    folded,
                )
                if m:
                    out.append(Named(doc_id, m.group()))
                    break
        return tuple(out)

    @cached_property
    def _by_stretch(self) -> dict[str, list[str]]:
        """Each stretch of ``_STRETCH`` characters of a title → the documents with it."""
        table: dict[str, list[str]] = {}
        for doc_id, title in self._titles.items():
            for stretch in {title[i : i + _STRETCH] for i in range(len(title) - _STRETCH + 1)}:
                table.setdefault(stretch, []).append(doc_id)
        return table

    def _sharing(self, folded: str) -> list[str]:
        """The documents whose titles share a stretch with a text that may be enough to name one, in their order."""
        if not DOC_TYPE.search(folded):
            return []
        found: set[str] = set()
        for start in range(len(folded) - _STRETCH + 1):
            found.update(self._by_stretch.get(folded[start : start + _STRETCH], ()))
        return [d for d in self._titles if d in found] if found else []

    def _whole(self, folded: str) -> list[tuple[str, str]]:
        """The documents whose whole title (less its issuer) stands in a text, longest first."""
        hits = [(d, c) for d, c in self._cores.items() if len(c) >= 3 and c in folded]
        # 劳动合同法 is not 合同法
        hits = [h for h in hits if len(h[1]) > 8 or self._begins(folded, self._stretch(folded, h[0]), h[0])]
        hits.sort(key=lambda h: -len(h[1]))
        return [(d, c) for n, (d, c) in enumerate(hits) if not any(c in longer for _, longer in hits[:n])]

    def _stretch(self, folded: str, doc_id: str) -> str:
        return longest_common(folded, self._titles[doc_id])

    def _begins(self, folded: str, said: str, doc_id: str) -> bool:
        """Whether a name stands in a text as a whole: not as the end of a longer one, not as another place's."""
        before = folded[: folded.find(said)]
        places = self._places.mentions(before)
        if not places or places[-1].end < len(before.removesuffix("的")):
            return bool(_BOUNDARY.search(before))
        return self._has_to_do(doc_id, places[-1].regions)

    def _of_another_place(self, folded: str, doc_id: str) -> bool:
        """Whether a question names places, and none of them has to do with that of a document."""
        named = [r for mention in self._places.mentions(folded) for r in mention.regions]
        return bool(named) and not self._has_to_do(doc_id, named)

    def _has_to_do(self, doc_id: str, regions: Iterable[Region]) -> bool:
        """Whether one of some regions holds that of a document or lies in it; any, where the document has none."""
        own = self._places.get(self._documents[doc_id].region or "")
        return own is None or any(own.contains(r) or r.contains(own) for r in regions)

    def _extended(self, folded: str, said: str) -> str:
        """The longer name that the words of a known title are only the beginning of; "" where there is none."""
        m = _EXTENDED.match(folded, folded.find(said) + len(said))
        name = said + m.group().removeprefix("的") if m else ""
        # 贯彻质量强国建设纲要的实施意见: short for a title that says more between
        held = (t for t in self._titles.values() if (runs := _runs(name, t)) and min(map(len, runs)) > 1)
        return "" if any(held) else name

    def unknown(self, text: str) -> tuple[str, ...]:
        """Documents a question names that the corpus does not hold."""
        folded = _NOISE.sub("", fold(text))
        said = [c for _, c in self._whole(folded)]
        if not said and DOC_TYPE.search(folded):
            said = [s for d in self._titles if _TYPE_END.search(s := self._stretch(folded, d))]
        said += [n.said for n in self._short_forms(folded)]
        longer = [name for s in said if len(s) >= 2 and (name := self._extended(folded, s))]
        if longer:
            return (max(longer, key=len),)
        if cited := self._only_cited(text, folded):
            return (cited,)
        if self.find(text):
            return ()
        for m in _STATUTE.finditer(folded):
            before = re.split(
                r"请问|按照?|根据|依据|违[反背]|遵守|符合|触犯|[，,。？?！!：:、的里和与问]",
                folded[: m.start()],
            )[-1]
            regions = self._places.mentions(before)
            if regions:
                before = before[regions[-1].end :]
            # 梧州供水条例: the one of that place, whose title says more
            places = {r.name for mention in regions for r in mention.regions}
            own = any(
                doc.region in places and before in doc.title and self._cores[d].endswith(m.group())
                for d, doc in self._documents.items()
            )
            if len(before) >= 2 and not own and not _POINTING.search(before):
                return (before + m.group(),)
        return self._national(folded) or self._of_no_year(text)

    def _national(self, folded: str) -> tuple[str, ...]:
        """A law of the country that a question asks of by its name, where no document here is it (标准化法对企业标准怎么规定)."""
        titles = [fold(doc.title) for doc in self._documents.values()]
        for m in _statutes().finditer(folded):
            asked = _ASKS_OF.search(folded[: m.start()]) and _ASKED_OF.match(folded, m.end())
            if asked and not any(m.group() in title for title in titles):
                return (m.group(),)
        return ()

    def _of_no_year(self, text: str) -> tuple[str, ...]:
        """2016年那份计划, where no document here is of that year, or aims at it."""
        aims = set().union(*self._target_years.values())
        for m in _DATED.finditer(flatten(text)):
            year = int(m[1])
            if (
                _THAT_ONE.search(m.group())
                and year not in aims
                and not self.of_year(year, tuple(self._titles))
            ):
                return (f"{year}年{THAT_PAPER}",)
        return ()

    @cached_property
    def _inside_titles(self) -> tuple[str, ...]:
        """The documents that titles name and that are not here: 质量强国建设纲要 of …贯彻落实《质量强国建设纲要》的实施意见."""
        inside = (m[1] for doc in self._documents.values() for m in _QUOTED.finditer(doc.title))
        held = {*self._titles.values(), *self._cores.values()}
        return tuple(dict.fromkeys(n for name in inside if (n := _NOISE.sub("", fold(name))) not in held))

    def _only_cited(self, text: str, folded: str) -> str:
        """The name of a document asked for what it says, which no document here bears, though one may cite it; else ""."""
        quoted = [_NOISE.sub("", fold(m[1])) for m in _QUOTED.finditer(text)]
        names = [(said, name) for name in self._inside_titles if (said := _called(name, folded))]
        names += [(n, n) for n in quoted if all(n != name for _, name in names) and self._is_nobodys(n)]
        for said, name in names:
            at = folded.find(said)
            before, after = folded[:at], folded[at + len(said) :]
            asked = _AS_SOURCE.match(after) or (name in self._inside_titles and _ITSELF.match(after))
            if not asked or _ACTED_ON.search(before) or self._extended(folded, said):
                continue
            around = f"{before} {after}"
            level = level_of(around)
            elsewhere = self._places.mentions(around) or (level is not None and level != "国家级")
            if (
                not elsewhere
                and not self.find(around)
                and not any(len(n.said) > len(said) for n in self.find(text))
            ):
                return name
        return ""

    def _is_nobodys(self, name: str) -> bool:
        """Whether a name in 《》 is no title here, nor put together from the words of one."""
        if self._places.mentions(name) or not _TYPE_END.search(re.sub(r"[\d—–\-年]+$|试行$", "", name)):
            return False
        return not any(title in name or _runs(name, title) for title in self._titles.values())

    def _short_forms(self, folded: str) -> list[Named]:
        """消法, 餐厨垃圾办法: the words that only one title abbreviates to, and the title's document."""
        out: list[Named] = []
        for m in _SHORT_TYPE.finditer(folded):
            for start in range(max(0, m.start() - 12), m.start()):
                said = folded[start : m.end()]
                if not re.fullmatch("[一-龥]+", said) or _ASKED_KIND.search(folded[:start]):
                    continue
                fits = [d for d in self._ending[m.group()] if _abbreviates(said, m.group(), self._cores[d])]
                if len(fits) == 1 and self._begins(folded, said, fits[0]):
                    out.append(Named(fits[0], said))
                if fits:
                    break
        return out

    def by_date(
        self,
        text: str,
        pool: Sequence[str],
        *,
        placed: bool,
        several: bool = False,
        speak: Callable[[str], frozenset[str]] | None = None,
    ) -> tuple[tuple[str, ...], str, bool]:
        """2023年的实施意见, 2015年那份: documents by a year that dates them, how that is said, whether it aims too.

        :param pool: the documents of the place a question names; all of them where ``placed`` is false.
        :param several: it names several places, of which a year alone chooses none.
        :param speak: the documents that speak of what the rest of a text asks; a year alone names no other one.
        :returns: (documents, the words that name them, whether the year may still be the year of a figure).
        """
        flat = flatten(text)
        for m in _PERIOD.finditer(flat):
            # 江西2021—2025年计划: by the years of its title; the figure asked for may be of any year
            if hits := tuple(d for d in pool if {m[1], m[2]} <= set(self._years[d])):
                return hits, text[m.start() : m.end()], True
        for m in _DATED.finditer(flat):
            if hits := self.of_year(int(m[1]), pool):
                return hits, text[m.start() : m.end()], False
        bare = list(_BARE.finditer(flat))
        if several or len({m[1] for m in bare}) != 1:
            return (), "", False
        m = bare[0]
        year = int(m[1])
        hits = self.of_year(year, pool)
        others = [d for d in pool if d not in hits]
        if any(year in self._target_years.get(d, ()) for d in others):
            return (), "", False
        # a plan for one year has no other year to aim at
        annual = tuple(
            d
            for d in hits
            if self._documents[d].period_end == year and max(self._target_years.get(d, {year})) <= year
        )
        matter = (
            speak(text[: m.start()] + " " + text[m.end() :])
            if annual and speak and not placed
            else frozenset()
        )
        if annual and matter and not matter & set(annual):
            return (), "", False  # 装CT，2026那批: a year of another document's
        if annual:
            return annual, text[m.start() : m.end()], False
        if placed and hits and others:
            return hits, text[m.start() : m.end()], True
        return (), "", False

    @cached_property
    def _years(self) -> dict[str, list[str]]:
        """doc_id → the years its title names."""
        return {d: re.findall(r"(?:19|20)\d{2}", doc.title) for d, doc in self._documents.items()}

    def without_period(self, text: str, doc_ids: Sequence[str]) -> str:
        """A text without the years between which a plan's title says that it holds: nobody asks for them."""
        titled = [set(self._years[d]) for d in doc_ids]
        return _PERIOD.sub(lambda m: " " if any({m[1], m[2]} <= years for years in titled) else m[0], text)

    def dated(self, text: str) -> list[tuple[int, int]]:
        """(where, year) of all the years in a text that say which document (2015年那份, 2023年的意见)."""
        return [(m.start(), int(m[1])) for m in _DATED.finditer(flatten(text))]

    def of_year(self, year: int, pool: Sequence[str]) -> tuple[str, ...]:
        """The documents of a pool that were issued in a year, or whose title has no other year."""
        return tuple(
            d
            for d in pool
            if (self._documents[d].date or "").startswith(str(year)) or self._years[d] == [str(year)]
        )


def level_of(text: str) -> str | None:
    """省级 … where a question only says 全省, 市里, 国家那份."""
    said = next((level for level, pattern in LEVELS if pattern.search(text)), None)
    if said is None and (m := re.match(r"国家(?!级)(?![^，,。]{1,4}的)", text)):
        # 国家评质量: who acts; 国家标准: a kind of thing
        following = segment(text[m.end() :])[:1]
        if following and following[0][1][:1] in "vdp":
            return "国家级"
    return said


def _common_word(text: str) -> bool:
    """Whether a (simplified) text is a word people use often (做法), not one that abbreviates a name (消法)."""
    segment("")  # opens the dictionary
    import jieba

    return bool((jieba.dt.FREQ.get(text) or 0) >= COMMON)


def _abbreviates(said: str, kind: str, core: str) -> bool:
    """Whether a short form can stand for a title of its kind: 消法, 食安法 by first characters, 餐厨垃圾办法 by its words."""
    stem = said.removesuffix(kind)
    if not stem:
        return False
    if said == core:
        return True
    runs = _runs(stem, core.removesuffix(kind))
    if not runs:
        return False
    if kind in ("法", "条例") and len(stem) <= 3 and stem[0] == core[0]:
        return not _common_word(said)  # 办法 and 做法 are no laws
    # 劳动合同法 is not what 合同法 means, but nobody else's 餐厨垃圾办法 is meant
    least = 2 if kind in ("细则", "办法") else 4
    return len(stem) >= least and min(map(len, runs)) >= 2 and not _POINTING.search(stem)


def _called(name: str, folded: str) -> str:
    """How a (folded) text calls a document: by its name, or short for it (质量强国纲要); "" where it does not."""
    if name in folded:
        return name
    kind = _TYPE_END.search(name)
    if kind is None:
        return ""
    for m in re.finditer(kind.group(), folded):
        for start in range(max(0, m.end() - len(name)), m.end() - _SHORT + 1):
            runs = _runs(folded[start : m.end()], name)
            # 强国纲要: where nothing stands before it, the name may begin later
            begins = start == 0 or name.startswith(runs[0] if runs else name)
            if runs and min(map(len, runs)) >= 2 and begins:
                return folded[start : m.end()]
    return ""


def _runs(short: str, long: str) -> list[str]:
    """The stretches of ``long``, in order, that ``short`` is put together from; [] where it is not."""
    out: list[str] = []
    at = 0
    while short:
        size = next((n for n in range(len(short), 0, -1) if long.find(short[:n], at) >= 0), 0)
        if not size:
            return []
        at = long.find(short[:size], at) + size
        out.append(short[:size])
        short = short[size:]
    return out


def longest_common(a: str, b: str) -> str:
    """The longest stretch two texts share; of equally long ones the first of ``a``."""
    best = ""
    for start in range(len(a)):
        # only a longer stretch matters, so most places cost one look
        while start + len(best) < len(a) and a[start : start + len(best) + 1] in b:
            best = a[start : start + len(best) + 1]
    return best


def without(text: str, said: str) -> str:
    """A text without the words that name a document, however they are bracketed there."""
    pattern = r"[《》〈〉“”\s]*".join(map(re.escape, said))
    return re.sub(rf"[《〈]?{pattern}[》〉]?", " ", text, count=1, flags=re.IGNORECASE) if said else text
