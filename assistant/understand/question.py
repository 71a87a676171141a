"""A standalone question → Query: which documents, region, years, clause, department, and what kind of question.

Every name comes from the corpus (through Lexicon) or the gazetteer; the rest is the grammar of asking in
Chinese, with a little English. Knows nothing of history (dialogue.py) or of answers (compose.py).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.understand.asker import SELF, Concern, concern
from assistant.understand.kinds import WHO_ASKED, Kind, asks, attribute_of, kind_of, wants_number
from assistant.understand.lexicon import Lexicon
from assistant.understand.naming import DOC_TYPE, LEVELS, level_of, without
from assistant.understand.references import ClauseRef, find_refs
from assistant.understand.spoken import told
from assistant.understand.words import Word, content_words, translated_words
from corpus.errors import QuestionError
from corpus.gazetteer import Mention, Region
from corpus.numerals import find_quantities, find_years, flatten, parse_ordinal
from corpus.script import simplify
from corpus.types import Document, Quantity

__all__ = [
    "MAX_QUESTION",
    "ClauseRef",
    "Kind",
    "Query",
    "Understander",
    "check_question",
    "find_refs",
    "quoted",
]

MAX_QUESTION = 2000  # characters; a longer text is not a question


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood. Offsets are not kept: the topic is for searching, not for quoting."""

    raw: str  # as asked, control characters gone
    text: str  # simplified, typos put right, two-digit years written out
    kind: Kind
    concern: Concern  # how it is about the one who asks
    topic: str  # the text without places, years, titles and asking words
    search: str  # what the index is searched for: the topic, abbreviations written out, English translated
    regions: tuple[Region, ...] = ()
    doc_ids: tuple[str, ...] = ()  # the documents the question is about; () where it names none
    named_docs: tuple[str, ...] = ()  # documents named by title, a short form of it or their date
    called: tuple[str, ...] = ()  # the words that name them
    unheard: tuple[str, ...] = ()  # documents named that the corpus does not hold
    around: tuple[str, ...] = ()  # documents of the regions around a place that has none of its own
    outside: tuple[Region, ...] = ()  # places that no document covers
    level: str | None = None  # 省级 … where only that is said (全省, 市里)
    years: tuple[int, ...] = ()
    refs: tuple[ClauseRef, ...] = ()
    departments: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()  # terms in quotation marks
    unknown_bodies: tuple[str, ...] = ()  # state bodies that no clause names as responsible
    claims: tuple[Quantity, ...] = ()  # figures the question takes for granted
    wants_number: bool = False
    asks_where: bool = False  # which clause says it
    attribute: str | None = None  # 约束性 or 预期性, where the question says one
    english: bool = False
    part: str | None = None  # 题头, 前言 or 结尾, where the question points there
    unit: str = ""  # what is counted or measured: 家 in 多少家, 钱 in 多少钱
    words: tuple[Word, ...] = field(default=(), repr=False)  # what the topic is about

    @property
    def asks_figure(self) -> bool:
        """Whether the answer is a number."""
        return self.wants_number or self.kind is Kind.INDICATOR


# a year said without 年: for 2025, 2025目标
_BARE_YEAR = re.compile(
    r"(?<![\d.〔\[(（])(20[1-4]\d)(?=\s|目标|呢|的|要|得|应|能|跟|和|与|差|比|相|分别|各|、|[?？,，.。]|$)|(?:到|至|截至)\s*(20[1-4]\d)(?![\d.%年万亿家个项件名元])"
)
_MONEY = re.compile(
    r"几[十百千]*万(?![家个项件名人张])|"
    r"(?:(?:补助|补贴|奖励|奖金|罚款|罚|资助|赔|赔偿|费用?|价格|工资|薪水|金|租|税|款|钱).{0,6}|[奖补贴])(?:多少|几)"
    r"(?![十百千万]*[家个项件名人张天年月户%])|"
    r"(?:多少|几[十百千]*万?元?)的?(?:补助|补贴|奖励|奖金|罚款|资助|赔偿)"
)
_SHARE_ASKED = re.compile(
    r"(?:比例|占比|比重|率)[^，,。；;）)]{0,4}(?:多少|几)|百分之(?:几|多少)|(?:什么|啥|多大|多高)的?(?:比例|占比|比重)"
)
_ENGLISH_NAME, _ENGLISH_WORD = re.compile(r"\b[A-Z][a-z]{3,}"), re.compile("[a-z][a-z'-]*")
# a question that ends in the name of a measure asks for its figure
_TARGET_END = re.compile(r"(?<!主要)(?:目标|指标)(?:值|数)?[?？。！!\s]*$")
_WHICH = re.compile("哪|什么|啥")
_MEASURED_NOUN = re.compile(r"(?:率|指数|比重|占比|强度|增速|拥有量|保有量|产值|成交额|营收)\s*$")
_UNIT = re.compile(
    r"(?:多少|几)(?:百|千|万|十|亿|来)*\s*(?:个(?![百千万亿]))?(百分点|工作日|分(?![之钟])|点|钱|块|元|家|个(?![百千万亿])|项|件|名|人|位|张|例|分钟|小时|天|日|周|年|个月|月|条|种|类|所|"
    r"处|户|座|倍|成|米|公里|里|头|亩|吨|岁|次|回)|多(久|长|远|大年纪|大岁数)"
)
# 写在第几条, 哪一条说的: where it stands is asked, not how many
_WHERE = re.compile(
    r"(?:规定|写|出|列|说|提|放|归|属于?|见|对应|来自|出自|是)?(?:在|到|于)?(?:文件|方案|意见|办法)?的?(?:第几|哪一?)个?"
    r"(?:条款?(?![街路线龙河例])|款|专栏|章|节)(?:[里中上]面?)?(?:规定|写|说|讲|提|要求|明确)?(?:到|了|过|的)*|"
    r"(?:写在|出自|(?<!制定)(?<!制定的)依据(?:是|在)?|出处(?:是|在)?)(?:哪[里儿]?|什么)(?!文件)"
)
# words of asking, politeness and aim that tell nothing of the subject
_STOP = re.compile(
    r"请问|您好|你好|麻烦(?:你|您)?|劳驾|帮(?:我|忙)?(?:查|看|找|问)?(?:一下|下)?|想(?:要)?(?:问|了解|知道|咨询|"
    r"查)(?:一下|下)?|我(?:们)?(?:想|要)?(?=问|查|知道)|咨询(?:一下)?|"
    r"告诉我|请(?:告诉)?|问(?:一)?下|一下|到底|究竟|大概|大约是|具体(?:是|来说)?|现在|目前|那么|那|呢|啊|呀|吧|嘛|吗|么|哦|的话|"
    r"是(?:多少|什么|啥|哪些|哪几个|几)|(?:应|应该|要|需要|需|得|必须)?(?:达到|做到|实现|完成)?(?:多少|几)(?:个|家|项|名|"
    r"人|年|件|张|分|倍|种|类|所|处|条|万|成|级|款)?|多少|"
    r"(?:达到|做到|占到?)?百分之(?:几|多少)|怎么(?:样|规定|说|写|做|办|要求|定|安排)?(?:的)?|如何|怎样|有没有|是不是|是否|对吧|对不对|没错吧|是吧|对么|"
    r"没(?:有)?记错(?:了)?|记错|没错|对吗|对不|"
    r"(?:都|分别|各自|各)?(?:有|是|包括|提到|涉及|提出|说|要求|规定)?(?:了)?(?:哪些|哪几(?:个|项|条|类|种)?|什么|啥)(?:样|"
    r"内容|规定|要求|措施|具体)?|哪个|哪(?:一|两|三|四|五|六)?(?:个|项|条|类|种|家)|"
    r"分开(?:来)?(?:说|讲|列)|根据|按照|依据|(?:按|照)?法律(?:上|里|规定)|文件(?:里[面头]?|中)?|政策(?:里[面头]?|中)?|方案(?:里[面头]?|中)|意见(?:里[面头]?|中)|条款|规定(?:的)?|目标值?(?:是|为|定)?|"
    r"指标值?|要求(?:是|达到)?|数值|"
    r"谁(?:来)?(?:负责|牵头|管|主管|落实)|由谁|哪些?部门|哪个部门|责任单位|牵头单位|负责|"
    r"[两三四五]地|[两三四五几]个地方|对比|相比|比较|比一比|谁(?:更)?[高低多少大]|哪个(?:更)?[高低多少大]|差多少|相差|"
    r"几个(?:百分)?点|"
    r"[？?。！!，,；;：:、\"'“”‘’（）()《》\s]"
)  # fmt: skip
_ATTRIBUTE_WORD = "(?:约束性?|预期性?|硬性|强制性?)"
_ATTRIBUTE_ASKED = re.compile(
    rf"(?:这个|它|这)?是?{_ATTRIBUTE_WORD}(?:的|指标)*还是{_ATTRIBUTE_WORD}(?:的|指标)*|是(?:不是)?{_ATTRIBUTE_WORD}的?(?:指标)?(?=吗|么|吧|对)"
)
_PARTS = (
    (
        "结尾",
        re.compile(r"结尾|最后(?:一段|部分|对|提|要求|怎么|[让叫说讲写还给]|那[段句几])|末尾|文末|收尾"),
    ),
    (
        "前言",
        re.compile(
            r"前言|开头|序言|引言|导语|制定(?:的)?(?:依据|目的|背景)|为(?:了)?(?:落实|贯彻).{0,16}制定"
        ),
    ),
)
_A_NOT_A = re.compile(r"([一-龥])[没不]\1([一-龥])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def check_question(question: str) -> str:
    """The question as it can be worked with: NFC-safe, control characters and outer white space gone.

    :raises QuestionError: empty, nothing but control characters, or longer than MAX_QUESTION.
    """
    text = _CONTROL.sub("", question.replace("\t", " ").replace("\n", " ").replace("\r", " ")).strip()
    if not text:
        found = "nothing" if not question.strip() else "only control characters or white space"
        raise QuestionError(f"question: found {found}, expected a question (问题是空的)")
    if len(text) > MAX_QUESTION:
        raise QuestionError(
            f"question: found {len(text)} characters, expected at most {MAX_QUESTION} (问题太长，请只写要问的内容)"
        )
    if not re.search(r"[\w一-鿿]", text):
        raise QuestionError(f"question: found {text[:20]!r}, expected words (问题里没有文字)")
    return text


def _full_years(text: str) -> str:
    """25年 as people say it for 2025年; 3年内 and 15年以上 stay spans of time."""
    text = re.sub(
        r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)",
        lambda m: str(parse_ordinal(m.group()) or m.group()),
        text,
    )
    return re.sub(r"(?<![\d.])([1-4]\d)\s*年(?!以上|以内|内|期|间|来|后|前|代|龄)", r"20\1年", text)


def quoted(text: str) -> list[str]:
    """The terms a question puts in quotation marks."""
    return [
        re.sub(r"\s", "", q).lower()
        for q in re.findall(r"[“\"「『‘]([^“”\"「」『』‘’]{2,20})[”\"」』’]", text)
    ]


class Understander:
    """Reads questions against one corpus's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.naming = lexicon.naming

    def understand(self, question: str) -> Query:
        """:raises QuestionError: see ``check_question``."""
        raw = check_question(question)
        plain = simplify(unicodedata.normalize("NFKC", raw))
        unheard = self.naming.unknown(plain)
        text = self.lexicon.correct_typos(plain)
        for name in (*(n.said for n in self.naming.find(plain)), *unheard):
            # no slips are looked for in a name (消法)
            at = plain.find(name)
            text = text[:at] + name + text[at + len(name) :] if at >= 0 else text
        text = _full_years(text)
        english = len(re.findall(r"[A-Za-z]", text)) > 2 * len(re.findall(r"[一-龥]", text))
        if english or _ENGLISH_NAME.search(text):
            text = self.lexicon.english.with_places(text)
        called = self.naming.find(text)
        named = tuple(n.doc_id for n in called)
        # 西安2015年…不对，陕西2015年: what was said before the slip was put right does not count
        text = re.sub(
            r"^.{0,30}?(?:…+|\.{3}|[，,。])\s*(?:不对|错了|说错了|哦不|啊不)[，,。\s]*(?=.{6,})", "", text
        )
        # 不是问增长率: what is not asked for
        rest = re.sub(r"[（(](?:而)?不是[^（()）]*[）)]", " ", text)
        rest = re.sub(r"(?<!是)不是(?:问|说|指)[^，,。？?]*", " ", rest)
        for found in called:
            rest = without(rest, found.said)
        mentions = [
            m
            for m in self.lexicon.places.mentions(rest, self.lexicon.common_words)
            if not self.lexicon.is_term(m)
        ]
        modifiers = self._modifiers(mentions, rest)
        regions, outside, doc_ids, around = self._scope(
            self._meant([m for m in mentions if m.regions[0] not in modifiers], rest)
        )
        if named and doc_ids:
            # 陕西省的实施意见 shares a stretch with another province's title; the place decides, except that what
            # is in force around a place is asked about from there
            named = tuple(d for d in named if d in doc_ids) or tuple(
                d for d in named if self._around(self.lexicon.documents[d], regions)
            )
        doc_ids = named or doc_ids
        level = level_of(rest)
        if not doc_ids and not regions and level:
            doc_ids = tuple(d for d, doc in self.lexicon.documents.items() if doc.level == level)
            if paper := DOC_TYPE.search(rest):
                # 省实施意见 is no 行动计划
                doc_ids = tuple(d for d in doc_ids if paper.group() in self.lexicon.titles[d]) or doc_ids
        years = tuple(dict.fromkeys([*find_years(rest), *(int(a or b) for a, b in _BARE_YEAR.findall(rest))]))
        said = tuple(n.said for n in called)
        if not named and not unheard:
            pool = doc_ids or tuple(self.lexicon.documents)
            named, dated, aims = self.naming.by_date(rest, pool, placed=bool(doc_ids))
            if named:
                said, doc_ids = (dated,), named
                rest = rest.replace(dated, " ", 1)
                years = years if aims else tuple(y for y in years if str(y) not in flatten(dated))
        refs = find_refs(rest)
        departments = tuple(self.lexicon.find_departments(rest))
        unplaced = _WHERE.sub(" ", rest)
        # 人社厅要管哪条, 哪条和我有关: the clauses of a body, the clauses for somebody
        about = concern(text)
        asks_where = unplaced != rest and not departments and about is not Concern.OPEN
        if asks_where:
            rest = unplaced
        places = [m.text for m in mentions if not m.regions or m.regions[0] not in modifiers]
        kind = kind_of(rest, refs, departments, regions, about, self.lexicon)
        claims = tuple(
            q
            for q in (told if kind is Kind.CHECK else find_quantities)(rest)
            if not any(q.text.strip() in r.text for r in refs) and not (not q.unit and 1900 <= q.low <= 2100)
        )
        topic = self.topic(rest.replace("占比比", "占比 比"), mentions=places, refs=refs)
        attribute = attribute_of(rest)
        chinese = "".join(re.findall(r"[一-龥]+", topic))
        if english and len(chinese) >= 4:
            topic = chinese
        if attribute and kind is Kind.CHECK:
            topic = topic.replace(attribute, " ")
        if english and len(chinese) < 4:
            words = translated_words(self.lexicon.english.translate(topic), self.lexicon.rarity)
        else:
            for claim in claims:
                topic = topic.replace(flatten(claim.text).strip(), " ")
            terms = quoted(rest)
            explained = {m[2]: m[1] for m in _BRACKETED.finditer(rest) if self.lexicon.knows(m[2])}
            terms += [t for t in explained if t not in terms]
            whole = re.sub(r"\s", "", topic)
            if kind is Kind.DEFINITION and not terms and 3 <= len(whole) <= 10 and self.lexicon.knows(whole):
                terms = [whole]  # 三微创新: the term asked about is one word, however it is segmented
            words = self._translated(content_words(topic, self.lexicon.rarity, self.lexicon.knows, terms))
            # 人均能产出多少（全员劳动生产率）: the term says it, what stands before is another way to say it
            words = tuple(
                replace(w, weight=0.2 * w.weight)
                if not w.known and any(w.text in said for said in explained.values())
                else w
                for w in words
            )
            if sum(w.weight >= 0.2 for w in words) > 8:
                # a long story: what the corpus never writes is the story, not the question
                words = tuple(w if w.known else replace(w, weight=0.3 * w.weight) for w in words)
            words = self.lexicon.akin(_without_story(words, rest))
            titles = "".join(self.lexicon.titles[d] for d in named)
            # what only names the document tells nothing of the clause
            if any(w.weight >= 0.5 and w.text not in titles for w in words):
                words = tuple(replace(w, weight=0.2 * w.weight) if w.text in titles else w for w in words)
        return Query(
            raw=raw,
            text=text,
            kind=kind,
            concern=about,
            topic=topic,
            search=" ".join(dict.fromkeys([topic or text, *(f for w in words for f in w.forms)])),
            regions=regions,
            doc_ids=doc_ids,
            named_docs=named,
            called=said,
            unheard=unheard,
            around=around,
            outside=outside,
            level=level,
            years=years,
            refs=refs,
            departments=departments,
            quoted=tuple(quoted(rest)),
            unknown_bodies=tuple(self.lexicon.unknown_bodies(rest)),
            claims=claims,
            wants_number=bool(
                wants_number(rest)
                or _MEASURED_NOUN.search(topic)
                or (_TARGET_END.search(rest) and not _WHICH.search(rest))
            ),
            asks_where=asks_where,
            attribute=attribute,
            english=english,
            part=next((label for label, pattern in _PARTS if pattern.search(rest)), None),
            unit=_asked_unit(rest),
            words=words,
        )

    def _translated(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words, with the English ones among them (2025 target, one-stop) in the corpus's words or left out."""
        foreign = [w.text for w in words if not w.known and _ENGLISH_WORD.fullmatch(w.text)]
        if not foreign:
            return words
        said = translated_words(self.lexicon.english.translate(" ".join(foreign)), self.lexicon.rarity)
        return (*(w for w in words if w.text not in foreign), *said)

    def _around(self, document: Document, places: tuple[Region, ...]) -> bool:
        region = self.lexicon.region_of(document)
        return region is not None and any(region.contains(p) for p in places)

    def _meant(self, mentions: list[Mention], text: str) -> tuple[Region, ...]:
        """The places a question is about: of 陕西西安 the smaller, with 省里和西安 the province too."""
        found: list[Region] = []
        for n, mention in enumerate(mentions):
            following = mentions[n + 1] if n + 1 < len(mentions) else None
            region = self._likely(mention)
            adjoins = following is not None and text[mention.end : following.start] in ("", "省", "市", "的")
            if adjoins and following and region.contains(self._likely(following)):
                continue
            found.append(region)
        twice = len(re.findall("多少|几[个家项名人件]", text)) > 1
        if len(found) == 1 and (twice or asks(Kind.COMPARE, text)):
            for level, pattern in LEVELS:
                up = [r for r in self.lexicon.places.path(found[0])[1:] if r.level == level]
                if pattern.search(text) and up and up[0] not in found:
                    found.insert(0, up[0])
        return tuple(found)

    def _modifiers(self, mentions: list[Mention], text: str) -> set[Region]:
        """Places that are part of a name: 西安市拥有陕西质量奖 is about 西安."""
        out: set[Region] = set()
        for before, mention in pairwise(mentions):
            region, first = mention.regions[0], before.regions[0]
            joined = text[mention.start - 1 : mention.start] in "和与跟、比同及或，,：: ；;/"
            named = (
                bool(re.match(r"[一-龥]", text[mention.end :]))
                and text[mention.end] not in "省市的是有要也呢跟和与比"
            )
            if (
                region.contains(first)
                and region != first
                and not joined
                and named
                and mention.start >= before.end
            ):
                out.add(region)
        return out

    def _likely(self, mention: Mention) -> Region:
        """Of several places of one name, the one the corpus covers."""

        def local(region: Region) -> bool:
            own, around = self.lexicon.docs_covering(region)
            return bool(own) or any(self.lexicon.documents[d].level != "国家级" for d in around)

        return next((r for r in mention.regions if local(r)), mention.regions[0])

    def _scope(
        self, regions: tuple[Region, ...]
    ) -> tuple[tuple[Region, ...], tuple[Region, ...], tuple[str, ...], tuple[str, ...]]:
        """(regions meant, regions no document covers, documents of them, documents around them)."""
        meant = tuple(dict.fromkeys(regions))
        if any(r.level != "国家级" for r in meant) and len(meant) > 1:
            meant = tuple(r for r in meant if r.level != "国家级" or self.lexicon.docs_by_region.get(r.name))
        own: list[str] = []
        around: list[str] = []
        outside: list[Region] = []
        for region in meant:
            docs, near = self.lexicon.docs_covering(region)
            own.extend(d for d in docs if d not in own)
            if not docs:
                local = [d for d in near if self.lexicon.documents[d].level != "国家级"]
                if local:
                    around.extend(d for d in near if d not in around)
                else:
                    outside.append(region)
        return meant, tuple(outside), tuple(own), tuple(around)

    def topic(self, text: str, mentions: list[str], refs: tuple[ClauseRef, ...]) -> str:
        """What is left of a question when places, years, clause numbers and asking words are taken away."""
        for piece in [*mentions, *(r.text for r in refs)]:
            text = re.sub(re.escape(piece) + "(?:[省市](?!长))?", " ", text, count=1)
        for _, pattern in LEVELS:
            text = pattern.sub(" ", text)
        text = _ATTRIBUTE_ASKED.sub(" ", text)
        text = WHO_ASKED.sub(" ", text)
        # 落没落实, 合不合格 ask whether, the word is 落实
        text = _A_NOT_A.sub(lambda m: m[1] + m[2] if self.lexicon.knows(m[1] + m[2]) else m.group(), text)
        text = re.sub(
            r"(?:到|截至|至)?\s*(?<![\d.])(?:19|20)\d{2}(?!\d)\s*年?(?:底|末|前)?", " ", flatten(text)
        )
        text = SELF.sub(" ", text) if len(text) > 40 else text
        return re.sub(r"\s+", " ", _STOP.sub(" ", text)).strip(" 的了是和与及在为到")


# a term of the texts in brackets behind what people say for it
_BRACKETED = re.compile(r"([^，,。；;？?！!（）()]*)[（(]([一-龥]{3,14})[）)]")
_STORY = re.compile(
    r"你好|您好|我家|有人问|朋友|打电话|(?:写|做|准备|整理|赶)(?:[一两]?[个份篇张]|的|点)*[一-龥]{0,4}(?:材料|报告|汇报|稿子?|论文|作业|ppt|总结|表格)"
)
_ASKING = re.compile(r"多少|几|哪|什么|啥|谁|吗|呢|怎么|如何|有没有|是不是|能不能|[?？]")


def _without_story(words: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """The words with those of greetings and stories about oneself counting little (你好，我家孩子搞建筑的，…)."""
    parts = re.split(r"[，,。；;！!]", text)
    story = [p for p in parts[:-1] if _STORY.search(p) and not _ASKING.search(p)]
    asked = "".join(p for p in parts if p not in story).lower()
    if not story or len(asked) < 6:
        return words
    return tuple(w if w.text in asked else replace(w, weight=0.2 * w.weight) for w in words)


def _asked_unit(text: str) -> str:
    if _SHARE_ASKED.search(text):
        return "比例"
    if m := _UNIT.search(text):
        return m[1] or m[2]
    return "元" if _MONEY.search(text) else ""
