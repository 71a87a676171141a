"""What the corpus itself knows: its regions, documents, departments and characters.

Built once from an opened index; every name a question is matched against comes from here or from the
gazetteer. Knows nothing of questions' grammar or of answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from assistant.understand.contexts import Contexts
from assistant.understand.glossary import HOME, English, abbreviations, expand
from assistant.understand.naming import Naming
from assistant.understand.slips import Slips
from assistant.understand.thesaurus import as_written
from assistant.understand.words import Word, segment
from assistant.understand.writing import Writing, pairs
from corpus.gazetteer import Gazetteer, Mention, Region, gazetteer
from corpus.script import fold, simplify
from corpus.types import Clause, Document
from index.policy_index import PolicyIndex
from index.sparse import tokens

_TITLE_NOISE = re.compile(r"[《》〈〉“”\"'（）()\s]")
# what a department's name may begin with, and what every such name ends in
# words of like sense: from this nearness on (standard deviations, see index.vocabulary), and how much they count
AKIN_FROM, AKIN_LEAST, AKIN_STEP, AKIN_MOST = 1.6, 0.25, 0.3, 0.8
AKIN_WEIGHT = 0.2
_AKIN_WORD = re.compile("[一-龥]{2,8}")
_LEVEL_PREFIX = re.compile(r"^(?:国家|中共|全国|省级|市级|县级|省|市|县|区)(?:委)?(?=.{2,})")
_BODY = re.compile(
    r"(?<![一-龥])[一-龥]{2,4}[局厅](?=要|负责|管|有|该|做|干|承担|牵头|在|得|应)|[省市县区][一-龥]{2,8}?(?:局|厅|委员会|管委会|法院|检察院)|"
    r"(?:(?<![一-龥])|(?<=[的让给叫]))(?![哪什么啥有相该这那主])(?:(?![各让把给向到在是的和与让找归由被叫])[一-龥]){2,10}?(?:主管部门|管理部门|部门|机关|支队|大队)"
)
_BODY_ENDS = "局厅委"
_LEVELS = "省市县区"
_SET_TO = re.compile("(?:让|叫|请|由|要)(?P<who>[一-龥]{2,4}?)(?:参与|参加|配合|负责|牵头|来管|出面)")
_DEPARTMENT_WORD = re.compile(
    r"[一-龥]{2,12}?(?:(?<![格布结全大定破开当时僵棋])局|厅|委员会|委|办公室|办|管委会|政府|总队|支队|大队|中心|分行|部|署|院|法院|银行)"
)

_AREA = re.compile("[一-龥]{2,8}(?:[区县市旗镇乡]|街道|园)")
# two ideographs are a word of their own from so many times on, and such a share of the rarer one's places
TWICE, COINED, ONCE = 2, 0.12, 0.25
OFTEN = 10  # what is written oftener (奖补) tells little, as one word or as two
WRITTEN = 0.9  # how far a document says a word that it writes
# 建成国家级质检中心: what is done with as many names no figure
_DEED = re.compile("^(?:新增|培育|建成|建设|新建|创建|打造|遴选|形成|引进|认定|发展|累计)(?=.{4})")
_LEAST_NAME = 3  # characters of a figure's name
# “质量贷”, “三微”: a name of few ideographs; a saying is longer, 一站式 is a word
_COINED_NAME = re.compile("[“‘]([一-龥]{2,6})[”’]")

_OURS, _HERE = "(?<![诉给帮让为替向跟对请])(?:咱们?|俺们?|我们)", "[这那][边里儿]"
_OURS_OR_HERE = re.compile(f"{_OURS}|{_HERE}")

_ABBREVIATED = re.compile(r"(?P<before>[一-龥]{2,})\s*[（(](?P<inside>[A-Za-z][A-Za-z&]{1,5})[）)]")
# ordinary words after which counties are called as well: without 县 or 区 behind them no place, unless documents are of it
ORDINARY = frozenset(
    "港口 解放 前进 通道 比如 延长 东方 南部 中方 复兴 光明 洞口 工农 前锋 大方 清水 运河 开化 小店 平房 东风 回民 平定 安定 "
    "大名 长子 灯塔 海盐 莲花 名山 石棉 同心 盐池 围场 宏伟 大厂 老城 无为 万年 进贤 富裕 振兴 新兴 友好 城中 公安 资源 "
    "合作 平安 和平 互助 平和 安居 民主 青年 团结 建设 向阳 红旗 胜利 城关 城区 矿区 郊区 桥东 桥西 路南 路北".split()
)


class Lexicon:
    """Names and characters of one corpus."""

    def __init__(self, index: PolicyIndex) -> None:
        self.documents: Mapping[str, Document] = index.documents
        self._tree = index.tree
        self._idf = index.idf
        self._near_words = index.near_words
        self._likeness = index.names_alike
        self._has_word = index.has_word
        self._plain = index.plain
        self._indicators = index.indicators
        # the same words come back within a question and from one question to the next
        self.knows = lru_cache(maxsize=4096)(self._knows)
        self.rarity = lru_cache(maxsize=4096)(self._rarity)
        by_region: dict[str, list[str]] = defaultdict(list)
        for doc_id, document in self.documents.items():
            if document.region:
                region = gazetteer().get(document.region)
                by_region[region.name if region else document.region].append(doc_id)
        self.docs_by_region: dict[str, tuple[str, ...]] = {r: tuple(d) for r, d in by_region.items()}
        self.places: Gazetteer = gazetteer().at_home(self.docs_by_region)

    @cached_property
    def departments(self) -> dict[str, list[Clause]]:
        """Department (simplified, as the texts name it) → the clauses that name it as responsible."""
        table: dict[str, list[Clause]] = defaultdict(list)
        for clause in self._tree:
            for name in clause.departments:
                table[name].append(clause)
        return dict(table)

    @cached_property
    def _areas(self) -> tuple[str, ...]:
        """The names of parts of a place (仙女湖区, 袁河经开区) that rows of tables stand for, longest first."""
        names = {simplify(c.row.name) for c in self._tree if c.row and _AREA.fullmatch(simplify(c.row.name))}
        return tuple(sorted(names, key=len, reverse=True))

    def area_in(self, text: str) -> str:
        """The part of a place that a (simplified) question names as a table of the corpus does; "" where it names none."""
        return next((name for name in self._areas if name in text), "")

    @cached_property
    def _coined_names(self) -> tuple[str, ...]:
        """What the documents put in quotation marks and no dictionary has as one word (质量贷, 三微), longest first.

        浙江标准 may be a name, and what a place sets as well.
        """
        found = {m[1].lower() for text in self._texts for m in _COINED_NAME.finditer(text)}
        places = [r.short for r in map(self.places.get, self.docs_by_region) if r is not None]
        names = [n for n in found if len(segment(n)) > 1 and not any(p in n for p in places)]
        return tuple(sorted(names, key=len, reverse=True))

    def names_in(self, text: str) -> list[str]:
        """The names that a (simplified) question takes over from the documents' quotation marks, longest first."""
        lowered = text.lower()
        return [name for name in self._coined_names if name in lowered]

    @cached_property
    def _figures(self) -> dict[str, frozenset[str]]:
        """What a figure is called, without places and marks → the documents that call one so."""
        named: dict[str, set[str]] = defaultdict(set)
        for indicator in self._indicators:
            named[figure_name(indicator.name)].add(indicator.doc_id)
        return {name: frozenset(docs) for name, docs in named.items() if name}

    @cached_property
    def _bare_figures(self) -> dict[str, frozenset[str]]:
        """The same, without what is done with as many (建成国家级质检中心)."""
        named: dict[str, set[str]] = defaultdict(set)
        for name, docs in self._figures.items():
            named[_DEED.sub("", name)] |= docs
        return {name: frozenset(docs) for name, docs in named.items()}

    def names_figure(self, text: str, doc_ids: Sequence[str] = ()) -> bool:
        """Whether a (simplified) text is the name of a figure in some documents, word for word; () for any.

        国家级质检中心 is, where they write 建成国家级质检中心2家.
        """
        bare = _DEED.sub("", figure_name(text))
        docs = self._bare_figures.get(bare, frozenset())
        return bool(docs) and (not doc_ids or not docs.isdisjoint(doc_ids))

    def has_figure(self, text: str, year: int, doc_ids: Sequence[str]) -> bool:
        """Whether some of the documents have a figure of that name for a year."""
        bare = _DEED.sub("", figure_name(text))
        return any(
            i.year == year and i.doc_id in doc_ids and _DEED.sub("", figure_name(i.name)) == bare
            for i in self._indicators
        )

    def figure_names(self, doc_id: str) -> list[str]:
        """What the figures of a document are called, without places and marks."""
        return [name for name, docs in self._figures.items() if doc_id in docs]

    def docs_with_figure(self, name: str) -> list[str]:
        """The documents whose own name for a figure begins so (陕西质量奖拥有量), its place included."""
        docs = (docs for figure, docs in self._figures.items() if figure.startswith(name))
        return sorted(set().union(*docs))

    @cached_property
    def _texts(self) -> list[str]:
        return [re.sub(r"\s+", "", self._plain(doc_id)) for doc_id in self.documents]

    @cached_property
    def _writing(self) -> Writing:
        """What each document writes, white space and quotation marks aside."""
        return Writing([re.sub(r"[“”‘’\"]+", "", text).lower() for text in self._texts])

    def writing(self, word: str) -> frozenset[str]:
        """The documents that write a (simplified, lower-case) word or what it abbreviates."""
        said = self._writing.said(word)
        return frozenset(d for d, share in zip(self.documents, said, strict=True) if share >= WRITTEN)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Chinese bigram → how often the corpus writes it."""
        return pairs(self._texts)

    def coined(self, pair: str) -> bool:
        """Whether the corpus hardly writes one of two ideographs but with the other: 困人, 黑飞, 优果."""
        together = self.vocabulary.get(pair, 0)
        begins, ends = self._neighbours
        places = min(begins[pair[0]], ends[pair[1]])
        least = COINED if together >= TWICE else ONCE
        return 0 < together <= OFTEN and together >= least * places

    @cached_property
    def _neighbours(self) -> tuple[Counter[str], Counter[str]]:
        """How often each ideograph stands before another one, and behind one."""
        begins, ends = Counter[str](), Counter[str]()
        for pair, count in self.vocabulary.items():
            begins[pair[0]] += count
            ends[pair[1]] += count
        return begins, ends

    def _rarity(self, word: str) -> float:
        """0 for a word the corpus writes everywhere, 1 for one it writes once or never."""
        grams = tokens(word)
        if not grams:
            return 0.0
        idfs = [self._idf(g) or self._top_idf for g in grams]
        return min(1.0, sum(idfs) / len(idfs) / self._top_idf)

    @cached_property
    def english(self) -> English:
        """English words → words of this corpus."""
        order = {"国家级": 0, "省级": 1, "市级": 2, "县级": 3}

        def writes(word: str) -> bool:
            return word[:2] in self.vocabulary and self._writing.writes(word)

        def rank(name: str) -> int | None:
            found = self.places.find(name)
            if any(r.name in self.docs_by_region for r in found):
                return HOME  # Taizhou: 泰州 where there are documents of 泰州, else 台州
            return order[found[0].level] if found else None

        return English(writes, rank)

    @cached_property
    def _top_idf(self) -> float:
        return math.log(1 + len(self._tree))

    def akin(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words, each with the corpus's words of like sense (找工作: 就业).

        A name that the corpus writes itself or spells out, and that is none of its words (高新技术企业, 规上), needs no
        others: it would have to be encoded. A place is like no other one.
        """
        asked = [
            w.text
            for w in words
            if w.weight >= AKIN_WEIGHT and _AKIN_WORD.fullmatch(w.text)
            if (self._has_word(w.text) or not w.known) and not self.places.find(w.text)
        ]
        near = dict(zip(asked, self._near_words(asked), strict=True))
        return tuple(
            # a part of the word (汽车 of 汽车产量) is near it and says only a part
            replace(
                w,
                akin=tuple(
                    (n, _share(z) * (len(n) / len(w.text) if n in w.text else 1.0))
                    for n, z in near.get(w.text, ())
                    if z >= AKIN_FROM
                ),
            )
            for w in words
        )

    def as_written(self, text: str) -> str:
        """A (simplified) question in the corpus's words, where it has others for the very same (督导: 督查)."""
        return as_written(text, self._writing.writes)

    def without_twin(self, text: str) -> str:
        """研究与试验发展（R&D）经费 → 研发经费: of a name and its abbreviation, side by side, the one that the corpus writes."""

        def one(m: re.Match[str]) -> str:
            inside, forms = m["inside"], expand(m["inside"])
            long = max((f for f in forms if m["before"].endswith(f)), key=len, default="")
            if not long:
                return m.group()
            written = next((f for f in (long, inside, *forms) if self._writing.writes(f)), long)
            return m["before"].removesuffix(long) + written

        return _ABBREVIATED.sub(one, text) if "(" in text or "（" in text else text

    def near(self, words: Sequence[str]) -> list[tuple[tuple[str, float], ...]]:
        """For each word the corpus's nearest words with their scores (index.vocabulary), best first."""
        return list(self._near_words(list(words)))

    def likest(self, name: str, others: Sequence[str]) -> tuple[str, float]:
        """The one of some names that is nearest in sense to another name, and how near (a cosine)."""
        scores = self._likeness(name, others)
        best = max(range(len(others)), key=scores.__getitem__)
        return others[best], scores[best]

    def _knows(self, word: str) -> bool:
        """Whether the corpus writes a (simplified) word, or a longer one that it abbreviates."""
        return self._writing.knows(word)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """County names that the corpus uses as ordinary words (平安 in 平安百年工程)."""
        return frozenset(
            r.short
            for r in self.places.regions.values()
            if r.level == "县级"
            and r.name not in self.docs_by_region
            and r.short != r.name
            and r.short[:2] in self.vocabulary
            and self._writing.writes(r.short, not_before="市县区旗")
        )

    @cached_property
    def _no_places(self) -> frozenset[str]:
        """Words that name no place in a question without 县 or 区 behind them."""
        own = {r.short for name in self.docs_by_region if (r := self.places.get(name))}
        return self.common_words | (ORDINARY - own)

    def mentions(self, text: str) -> list[Mention]:
        """The places that a (simplified) question names."""
        return [m for m in self.places.mentions(text, self._no_places) if not self.is_term(m)]

    def is_term(self, mention: Mention) -> bool:
        """Whether a county's name is a word of this corpus that means something else there (农安县 for 农产品安全县)."""
        if mention.regions[0].level != "县级" or not self._writing.writes(mention.text):
            return False
        covered = [r for name in self.docs_by_region if (r := self.places.get(name)) and r.level != "国家级"]
        return not any(c.contains(r) for c in covered for r in mention.regions)

    def region_of(self, document: Document) -> Region | None:
        """The gazetteer's region of a document."""
        return self.places.get(document.region) if document.region else None

    def docs_covering(self, region: Region) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Documents of exactly this region, and documents of the regions around it (nearest first)."""
        own = self.docs_by_region.get(region.name, ())
        around: list[str] = []
        for up in self.places.path(region)[1:]:
            around.extend(self.docs_by_region.get(up.name, ()))
        return own, tuple(around)

    def find_departments(self, text: str) -> list[str]:
        """Departments of the corpus that a (simplified) question names, abbreviations included.

        市监局 stands for 市市场监管局: an abbreviation is a subsequence of the full name that keeps its last
        character; 西安市市场监管局 and 市场监督管理局 are full names written otherwise.
        """
        exact = [d for d in self.departments if d in text]
        exact = [d for d in exact if not any(d != other and d in other for other in exact)]
        beside = [d for d in exact if re.search(f"[、和与跟及]{d}|{d}[、和与跟及]", text)]
        if exact and not beside:
            return exact
        for d in exact:  # 市卫健委和市教育局: the other one may be abbreviated
            text = text.replace(d, "，")
        found: list[str] = exact
        for m in _DEPARTMENT_WORD.finditer(text):
            asked = m.group()
            written = [d for form in expand(asked) for d in self.departments if d.endswith(form)]
            if written:
                found.extend(d for d in written if d not in found)
                continue
            for cut in range(len(asked) - 2):
                hits = self._departments_like(asked[cut:])
                level = asked[cut - 1] if cut else next(iter(_LEVEL_PREFIX.findall(asked)), "")
                if level and level in _LEVELS:
                    # 省水务局 is not 市水务局, nor is 省市场监管局 one of a 市
                    same = [h for h in hits if h[0] not in _LEVELS or h[0] == level]
                    if hits and not same:
                        break
                    hits = same
                if hits:
                    found.extend(h for h in hits if h not in found)
                    break
        return found or self._called_short(text)

    def _called_short(self, text: str) -> list[str]:
        """Departments that a question has do something by what they are called in talk: 让公安参与."""
        m = _SET_TO.search(text)
        return [d for d in self.departments if m and _LEVEL_PREFIX.sub("", d)[:-1] == m["who"]]

    def with_capital(self, text: str) -> str:
        """A text with the city that 省会 means: the named province's, else the one capital that the corpus has documents of."""
        if "省会" not in text:
            return text
        for mention in self.places.mentions(text, self.common_words):
            city = self.places.capital(mention.regions[0])
            if city and re.match(
                "省?的?省会(?!议)",
                text[mention.end :] if mention.text[-1] != "省" else f"省{text[mention.end :]}",
            ):
                return re.sub(rf"{mention.text}省?的?(?:省会|(?<=省)会)(?:城市)?", city.short, text)
        found = [r for n in self.docs_by_region if (r := self.places.get(n))]
        capitals = [r.short for r in found if (up := self.places.parent(r)) and self.places.capital(up) == r]
        return re.sub("省会(?!议)(?:城市)?", capitals[0], text) if len(capitals) == 1 else text

    def bare_places(self, text: str) -> str:
        """A text with its places as texts write them: 咱西安, 我们陕西, 西安这边 → 西安, 陕西."""
        if not _OURS_OR_HERE.search(text):
            return text
        for name in dict.fromkeys(re.escape(m.text) for m in self.mentions(text)):
            text = re.sub(rf"{_OURS}(?={name})", "", text)
            text = re.sub(rf"({name}[省市县区]?){_HERE}", r"\1", text)
        return text

    def unknown_bodies(self, text: str) -> list[str]:
        """Names of state bodies in a question that no clause names as responsible: 市税务局."""
        named = [m.group() for m in _BODY.finditer(text)]
        # 环保局 without 省 or 市: known by what it is called now
        named += [a for a in _short_bodies() if a in text]
        if any(c in text for c in _BODY_ENDS):
            named += [
                w for w, flag in segment(text) if len(w) > 2 and w[-1] in _BODY_ENDS and flag[:1] == "n"
            ]
        named = [n for n in named if not any(n != other and n in other for other in named)]
        return [n for n in dict.fromkeys(named) if not self.find_departments(n)]

    @cached_property
    def _by_ending(self) -> dict[str, list[tuple[str, str]]]:
        """Last character → the departments that end in it, each with its name without 省 or 市."""
        table: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in self.departments:
            core = _LEVEL_PREFIX.sub("", name)
            table[core[-1]].append((name, core))
        return dict(table)

    def _departments_like(self, asked: str) -> list[str]:
        scored: list[tuple[int, str]] = []
        bare = _LEVEL_PREFIX.sub("", asked)
        for name, core in self._by_ending.get(bare[-1], ()) if len(bare) >= 2 else ():
            if asked[0] in _LEVELS and name[0] in _LEVELS and asked[0] != name[0]:
                continue
            if (subsequence(bare, core) and (len(bare) >= 3 or bare == core)) or (
                subsequence(core, bare) and len(core) >= 3
            ):
                scored.append((abs(len(core) - len(bare)), name))
        if not scored:
            return []
        best = min(s for s, _ in scored)
        return [name for s, name in scored if s == best]

    def correct_typos(self, text: str) -> str:
        """Slips in a (simplified) question put right where the corpus's own words tell."""
        return self._slips.put_right(text)

    @cached_property
    def _slips(self) -> Slips:
        def names(text: str) -> Iterator[tuple[int, int]]:
            yield from (m.span() for m in _DEPARTMENT_WORD.finditer(text))
            yield from ((m.start, m.end) for m in self.places.mentions(text, self.common_words))

        return Slips(self.vocabulary, self._writing.writes, self.knows, names)

    @cached_property
    def contexts(self) -> Contexts:
        """Which words stand together."""
        return Contexts(self._tree)

    @cached_property
    def naming(self) -> Naming:
        """Which documents a question names."""
        return Naming(self.documents, self.titles, self.places, self._indicators)

    @cached_property
    def titles(self) -> dict[str, str]:
        """doc_id → title folded, without brackets."""
        return {d: _TITLE_NOISE.sub("", fold(doc.title)) for d, doc in self.documents.items()}


@lru_cache(maxsize=1)
def _short_bodies() -> tuple[str, ...]:
    """The abbreviations that are names of state bodies."""
    return tuple(a for a in abbreviations() if re.search("[局厅委办队门]$", a))


def _share(score: float) -> float:
    """How far a word of this nearness says the one asked with."""
    return min(AKIN_MOST, AKIN_LEAST + AKIN_STEP * (score - AKIN_FROM))


def subsequence(short: str, long: str) -> bool:
    """Whether the characters of one word stand in another in the same order."""
    at = iter(long)
    return all(c in at for c in short)


def figure_name(text: str) -> str:
    """制造业产品质量合格率 of 全市制造业产品质量合格率（%）; "" where that is too short to name one."""
    name = re.sub(r"（[^（）]*）|\([^()]*\)|[“”\"\s]|^全[国省市县区]|的?目标值?$", "", text.lower())
    return name if len(name) >= _LEAST_NAME else ""
