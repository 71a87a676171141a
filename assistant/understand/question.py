"""A standalone question → Query: which documents, region, years, clause, department, and what kind of question.

Every name comes from the corpus (through Lexicon) or the gazetteer; the rest is the grammar of asking in
Chinese, with a little English. Knows nothing of history (dialogue.py) or of answers (compose.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.understand.asker import Concern, concern
from assistant.understand.kinds import Kind, attribute_of, kind_of
from assistant.understand.lexicon import Lexicon
from assistant.understand.measured import asked_unit, asks_number
from assistant.understand.naming import DOC_TYPE, level_of, without
from assistant.understand.plainly import TOLD_AS_FIGURE, full_years, plainly
from assistant.understand.references import ClauseRef, find_refs
from assistant.understand.scope import PlacesMeant
from assistant.understand.spoken import told
from assistant.understand.topic import topic_of, without_preamble, without_story
from assistant.understand.words import Word, content_words, translated_words
from corpus.errors import QuestionError
from corpus.gazetteer import Mention, Region
from corpus.numerals import find_quantities, find_years, flatten
from corpus.script import simplify
from corpus.types import Quantity

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

_YEAR_APART = re.compile(r"(?:19|20)\d\d\s")  # 2027 学时: a year, and behind a blank what is asked of it
MAX_QUESTION = 2000  # characters; a longer text is not a question
LEAST_LEFT = 4  # characters of a question without its place
TELLING = 0.6  # the weight of a word from which on it tells what a question is about


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
    elsewhere: tuple[Region, ...] = ()  # places without documents that are only gone to: 搬到济南去，…
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
    placed: str = ""  # the one place as it is said, where only its documents are looked in
    words: tuple[Word, ...] = field(default=(), repr=False)  # what the topic is about

    @property
    def placeless(self) -> str:
        """The text without the place whose documents alone are looked in: it tells no clause from another."""
        before, _, behind = self.text.partition(self.placed) if self.placed else (self.text, "", "")
        left = before + re.sub("^(?:[省市区县]|的)+", "", behind) if behind else self.text
        return left if len(left) >= LEAST_LEFT else self.text

    @property
    def absent(self) -> bool:
        """Whether only places are named that nothing here holds for."""
        return bool(self.outside) and not (self.doc_ids or self.around)

    @property
    def asks_figure(self) -> bool:
        """Whether the answer is a number."""
        return self.wants_number or self.kind is Kind.INDICATOR


# a year said without 年: for 2025, 2025目标
_BARE_YEAR = re.compile(
    r"(?<![\d.〔\[(（])(20[1-4]\d)(?=\s|目标|基[数期]|现状|实际|呢|的|要|得|应|能|跟|和|与|差|比|相|分别|各|、|[?？,，.。:：]|$)|(?:到|至|截至)\s*(20[1-4]\d)(?![\d.%年万亿家个项件名元])|"
    # 2025和2027全员劳动生产率
    r"(?<=20[1-4]\d[和跟与、])(20[1-4]\d)(?![\d.%年万亿家个项件名元])"
)
_ENGLISH_NAME, _ENGLISH_WORD = re.compile(r"\b[A-Z][a-z]{3,}"), re.compile("[a-z][a-z'-]*")
# 写在第几条, 哪一条说的: where it stands is asked, not how many
_WHERE = re.compile(
    r"(?:规定|写|出|列|说|提|放|归|属于?|见|对应|来自|出自|是)?(?:在|到|于)?(?:文件|方案|意见|办法)?的?(?:第几|哪一?)个?"
    r"(?:条款?(?![街路线龙河例])|款|专栏|章|节)(?:[里中上]面?)?(?:规定|写|说|讲|提|要求|明确)?(?:到|了|过|的)*|"
    r"(?:第几|哪一?)[个项点]*(?=写|讲|说的|提到|规定了?)(?:规定|写|说|讲|提)(?:到|了|过|的|是)*|"
    r"(?:写在|出自|(?<!制定)(?<!制定的)依据(?:是|在)?|出处(?:是|在)?)(?:哪[里儿]?|什么)(?!文件)|"
    r"(?:是|在|由|见于?|来自|出自)?(?:哪|什么)(?:一)?[个份部项]?(?:文件|政策|方案|意见|办法|条例|规划|法律|通知)(?:[里中上]面?)?"
    r"(?:规定|写|说|讲|提|要求|明确|定)(?:出来|到|了|过|出|的|来)+(?:吗|呢)?(?=[，,。？?\s]|$)|"
    # 具体第几行, 出处
    r"(?:具体)?(?:是|在|写在|排在?)?第几[行项](?:[？?。\s]*$)|(?:的)?(?:出处|来源)[？?。\s]*$|"
    r"\b(?:[Ww]hich|[Ww]hat) (?:article|clause|section|chapter|provision|paragraph)\b(?: of(?: the)?)?"
)
_PARTS = (
    (
        "结尾",
        re.compile(r"结尾|最后(?:一段|部分|对|提|要求|怎么|[让叫说讲写还给]|那[段句几])|末尾|文末|收尾"),
    ),
    (
        "前言",
        re.compile(
            r"前言|(?<!字)(?<!字样)开头|序言|引言|导语|制定(?:的)?(?:依据|目的|背景)|为(?:了)?(?:落实|贯彻).{0,16}制定"
        ),
    ),
)
# a term of the texts in brackets behind what people say for it
_BRACKETED = re.compile(r"([^，,。；;？?！!（）()]*)[（(]([一-龥]{3,14})[）)]")
_SERVICE = re.compile(r"12\d{3}|9[56]\d{3}")  # 12345, 12315, 96333: numbers that are rung
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
        # a number in a document's name is that name (12345)
        self._numbers = frozenset(re.findall(r"\d+", " ".join(lexicon.titles.values())))
        self.places = PlacesMeant(lexicon)

    def understand(self, question: str) -> Query:
        """:raises QuestionError: see ``check_question``."""
        raw = check_question(question)
        plain = self.lexicon.as_written(simplify(unicodedata.normalize("NFKC", raw)))
        unheard = self.naming.unknown(plain)
        text = self.lexicon.correct_typos(plain)
        if unheard and self.naming.find(text) and not self.naming.unknown(text):
            plain, unheard = text, ()  # 反不正当竟争法: the slip stands in the very name
        for name in (*(n.said for n in self.naming.find(plain)), *unheard):
            # no slips are looked for in a name (消法)
            at = plain.find(name)
            text = text[:at] + name + text[at + len(name) :] if at >= 0 else text
        text = plainly(full_years(self.lexicon.without_twin(text)))
        text = self.lexicon.with_capital(text)
        english = len(re.findall(r"[A-Za-z]", text)) > 2 * len(re.findall(r"[一-龥]", text))
        if english or _ENGLISH_NAME.search(text):
            text = self.places.with_english_names(self.lexicon.english.with_places(text))
        called = self.naming.find(text)
        named = tuple(n.doc_id for n in called)
        # 西安2015年…不对，陕西2015年: what was said before the slip was put right does not count
        text = re.sub(
            r"^.{0,30}?(?:…+|\.{3}|[，,。])\s*(?:不对|错了|说错了|哦不|啊不)[，,。\s]*(?=.{6,})", "", text
        )
        # 不是问增长率: what is not asked for
        rest = re.sub(r"[（(](?:而)?不是[^（()）]*[）)]", " ", text)
        rest = re.sub(r"(?<!是)不是(?:问|说|指)[^，,。？?]*", " ", rest)
        # 别给我27年的数
        rest = re.sub(
            r"(?:别|不要|甭)(?:再)?(?:给|跟|对)?我?(?:说|报|念|讲|给我)(?!明|告)[^，,。；;？?！!]*", " ", rest
        )
        for found in called:
            rest = without(rest, found.said)
        mentions = self.lexicon.mentions(rest)
        modifiers = self.places.modifiers(mentions, rest, named)
        left = self.places.set_out_from(mentions, rest)
        bound = [m for m in mentions if m not in left]
        passing = self.places.passing(bound, rest)
        # beside a place with documents another one that is only gone to is no scope
        aside = passing if len(passing) < len(bound) else ()
        regions, outside, doc_ids, around = self.places.scope(
            self.places.meant([m for m in bound if m.regions[0] not in modifiers and m not in aside], rest)
        )
        if named and doc_ids:
            # 陕西省的实施意见 shares a stretch with another province's title; the place decides, except that what
            # is in force around a place is asked about from there
            named = tuple(d for d in named if d in doc_ids) or tuple(
                d for d in named if self.places.covers(self.lexicon.documents[d], regions)
            )
        if named and outside and not doc_ids:
            # 海口市预付式消费管理条例 is not another city's, however alike the rest of the name
            named = tuple(d for d in named if self.places.covers(self.lexicon.documents[d], outside))
        doc_ids = named or doc_ids
        # 东宁市的 names a city, and not the level of one
        unnamed = rest
        for mention in mentions:
            unnamed = without(unnamed, mention.text) if mention.text[-1] in "省市县" else unnamed
        level = level_of(unnamed)
        if not doc_ids and not regions and level:
            doc_ids = tuple(d for d, doc in self.lexicon.documents.items() if doc.level == level)
            if paper := DOC_TYPE.search(rest):
                # 省实施意见 is no 行动计划
                doc_ids = tuple(d for d in doc_ids if paper.group() in self.lexicon.titles[d]) or doc_ids
        dates = self.naming.without_period(rest, doc_ids)
        years = tuple(
            dict.fromkeys(
                [*find_years(dates), *(int(next(filter(None, found))) for found in _BARE_YEAR.findall(dates))]
            )
        )
        # 2026年增加值是2027，对吗: beside a year, the number behind 是 is the figure that is told
        figures = {m["n"] for m in TOLD_AS_FIGURE.finditer(dates)} if find_years(dates) else set()
        years = tuple(y for y in years if str(y) not in figures or y in find_years(dates))
        said = tuple(n.said for n in called)
        if not named and not unheard and (doc_ids or around or not outside):
            # 章贡区2026年: a place without documents is not answered for from the plans of that year
            pool = doc_ids or around or tuple(self.lexicon.documents)
            named, dated, aims = self.naming.by_date(
                rest,
                pool,
                placed=bool(doc_ids or around),
                several=sum(r.name in self.lexicon.docs_by_region for r in regions) > 1,
                speak=self._speaking,
            )
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
        about = Concern.NONE if kind is Kind.TASKS and about is Concern.OPEN else about
        amounts = tuple(
            q
            for q in (told if kind is Kind.CHECK else find_quantities)(rest)
            if not any(q.text.strip() in r.text for r in refs)
            and not (1900 <= q.low <= 2100 and (not q.unit or _YEAR_APART.match(q.text)))
        )
        amounts += tuple(q for q in find_quantities(rest) if not q.unit and q.text.strip() in figures)
        claims = tuple(q for q in amounts if q.unit or not self._is_name(q.text.strip()))
        topic = topic_of(rest.replace("占比比", "占比 比"), places, refs, self.lexicon.knows)
        attribute = attribute_of(rest)
        chinese = "".join(re.findall(r"[一-龥]+", topic))
        if english and len(chinese) >= 4:
            topic = chinese
        if attribute and kind is Kind.CHECK:
            topic = topic.replace(attribute, " ")
        for amount in amounts:
            topic = topic.replace(flatten(amount.text).strip(), " ")
        if english and len(chinese) < 4:
            words = translated_words(self.lexicon.english.translate(topic), self.lexicon.rarity)
        else:
            terms = quoted(rest)
            explained = {m[2]: m[1] for m in _BRACKETED.finditer(rest) if self.lexicon.knows(m[2])}
            terms += [t for t in explained if t not in terms]
            names = [name for name in self.lexicon.names_in(topic) if not any(name in t for t in terms)]
            whole = re.sub(r"\s", "", topic)
            if kind is Kind.DEFINITION and not terms and 3 <= len(whole) <= 10 and self.lexicon.knows(whole):
                terms = [whole]  # 三微创新: the term asked about is one word, however it is segmented
            lexicon = self.lexicon
            words = self._translated(
                content_words(topic, lexicon.rarity, lexicon.knows, terms, lexicon.coined, names)
            )
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
            words = self.lexicon.akin(without_preamble(without_story(words, rest), rest))
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
            elsewhere=tuple(dict.fromkeys(m.regions[0] for m in passing)),
            level=level,
            years=years,
            refs=refs,
            departments=departments,
            quoted=tuple(quoted(rest)),
            unknown_bodies=tuple(self.lexicon.unknown_bodies(rest)),
            claims=claims,
            wants_number=asks_number(rest, topic),
            asks_where=asks_where,
            attribute=attribute,
            english=english,
            part=next((label for label, pattern in _PARTS if pattern.search(rest)), None),
            unit=asked_unit(rest),
            placed="" if outside or around or not doc_ids else self._placed(text, mentions),
            words=words,
        )

    def _is_name(self, number: str) -> bool:
        """Whether a number without a unit names something: a part of a title, a service number that the corpus writes (96333)."""
        return number in self._numbers or bool(_SERVICE.fullmatch(number) and self.lexicon.knows(number))

    def _placed(self, text: str, mentions: Sequence[Mention]) -> str:
        """The one place that a question names; none where it begins a name that the corpus writes (浙江制造)."""
        placed = [m for m in mentions if m.regions]
        if len(placed) != 1 or (at := text.find(placed[0].text)) < 0:
            return ""
        end = at + len(placed[0].text)
        return "" if self.lexicon.knows(text[at : end + 2]) else placed[0].text

    def _speaking(self, rest: str) -> frozenset[str]:
        """The documents that write the word that tells most of what the rest of a question asks; none where no word does."""
        words = content_words(
            topic_of(rest, [], (), self.lexicon.knows), self.lexicon.rarity, self.lexicon.knows
        )
        telling = max((w for w in words if w.known), key=lambda w: w.weight, default=None)
        if telling is None or telling.weight < TELLING:
            return frozenset()
        return self.lexicon.writing(telling.text)

    def _translated(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words, with the English ones among them (2025 target, one-stop) in the corpus's words or left out."""
        foreign = [w.text for w in words if not w.known and _ENGLISH_WORD.fullmatch(w.text)]
        if not foreign:
            return words
        said = translated_words(self.lexicon.english.translate(" ".join(foreign)), self.lexicon.rarity)
        return (*(w for w in words if w.text not in foreign), *said)
