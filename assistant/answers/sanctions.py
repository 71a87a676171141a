"""What breaking a rule costs: the limbs of a document, and the clauses that each is for breaking.

A limb (limbs.py) is for breaking what it cites (违反本法第十一条第一项、第四项规定的),
what it names (违反明码标价规定的) and the items it lists (有下列行为之一的，…：). Knows nothing of questions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.answers.limbs import (
    CONSEQUENCE,
    LEAST_CONDUCT,
    NUMBER,
    RULES,
    Cite,
    Limb,
    Piece,
    cites,
    parts_of,
    pieces_of,
    words_besides,
)
from assistant.answers.statements import INTRO, Statement, StatementBook
from corpus.numerals import parse_ordinal
from corpus.types import Clause
from index.policy_index import PolicyIndex
from index.sparse import tokens

SANCTIONED = re.compile(r"罚款|处以|给予警告|责令|吊销|拘留|处分")
_BEFORE = re.compile(r"前([一二两三]?)款((?:[、，,和及或者]*第[（(]?[一二三四五六七八九十\d]+[）)]?项)*)")
_NAMED = re.compile("违反(?:有关|国家|本[法条例办]{1,2}(?:关于)?|关于)*([一-龥]{3,14}?)的?规定")
_NO_NAME = re.compile("^(?:本(?:法|条例|办法|规定|细则)|前款|法律|法规|国家|有关|上述|相关|第)")
# 违反第二项规定的, behind 违反第二十条第一款第一项规定的，…；
_PARTS_ALONE = re.compile(r"违反((?:[、，,和及或者]*第[（(]?[一二三四五六七八九十\d]+[）)]?[款项])+)")
_OWN_ARTICLE = re.compile("本条((?:[、，,和及或者]*第[（(]?[一二三四五六七八九十\\d]+[）)]?[款项])+)")
_OWN_PARTS = re.compile("前[一二两三]?款|本条第")
# share of the weight of the shorter, and of the longer, of two texts that say the same
SAME, SAME_LEAST = 0.55, 0.2
_AS_THERE = re.compile(
    "依照(前款|(?:本(?:法|条例|办法|规定))?第[^，。；]{1,16}条[^，。；]{0,10}?)的?规定(?:予以|给予)?处罚"
)
_LEAST_TOLD = 6  # bigrams of a text that may be told again
NEARLY = 0.85  # of the share of the likeliest limb that another one needs
ALIKE = 2  # limbs that one rule may be told again by
# what a limb says somebody did, behind the article it cites; share of it that the sentence meant has, and others may lack
_OWN_WORDS = re.compile("条的?规定[，,](?P<own>[^。；]{4,}?)的?[，,]?$")
OWN_TOLD, OWN_LEAST = 0.5, 0.2
_LEAST_DEMAND = 14  # characters of a part of a sentence that demands something by itself
_ONLY_CITES = 14  # characters besides the numbers of an item that stands for the articles it cites
_NAMED_MOST = 3  # clauses that a rule's name may stand for; more, and it names none


@dataclass(frozen=True, slots=True)
class Conduct:
    """What a limb is for: a sentence or an item elsewhere or below it, or its own words alone (``statement`` None)."""

    limb: Limb
    statement: Statement | None
    cited: bool  # stands in another clause
    text: str  # flat: the limb's own words and the statement's
    around: str  # ... with the headings, the degrees and the opening of the list
    whole: str  # ... and all of the clause


class Sanctions:
    """The sanctions of one index's laws, each document taken apart when it is first asked about."""

    def __init__(self, index: PolicyIndex, book: StatementBook) -> None:
        self._index = index
        self._book = book
        self._made: dict[str, DocumentSanctions] = {}

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        clauses: dict[str, list[Clause]] = defaultdict(list)
        for clause in self._index.tree:
            clauses[clause.doc_id].append(clause)
        return clauses

    def in_document(self, doc_id: str) -> DocumentSanctions:
        """What conduct costs by one document."""
        made = self._made.get(doc_id)
        if made is None:
            made = DocumentSanctions(self._index, self._book, self._clauses[doc_id])
            self._made[doc_id] = made
        return made

    def of(self, statement: Statement) -> list[Statement]:
        """The sentences about breaking what a statement of a law demands; [] for a sanction itself."""
        if SANCTIONED.search(statement.text):
            return []
        of_it = self.in_document(statement.clause.doc_id).by_conduct.get(statement.start, ())
        found = (c.limb.statement for c in of_it if c.cited)
        return list(dict.fromkeys(s for s in found if SANCTIONED.search(s.text)))

    def duties_of(self, statement: Statement) -> str:
        """The text of the articles that a sanction is for breaking; "" where it cites none."""
        return self.in_document(statement.clause.doc_id).duties.get(statement.start, "")

    def costs(self, statement: Statement) -> bool:
        """Whether it is said what breaking a statement costs, or the statement says what something costs."""
        document = self.in_document(statement.clause.doc_id)
        return statement.start in document.by_conduct or statement.start in document.sentences


class DocumentSanctions:
    """What conduct costs by one document."""

    def __init__(self, index: PolicyIndex, book: StatementBook, clauses: Sequence[Clause]) -> None:
        self._index = index
        self._tree = index.tree
        self._book = book
        self._clauses = clauses

    @cached_property
    def conducts(self) -> tuple[Conduct, ...]:
        """Every kind of conduct that costs something, by the limbs that say so."""
        made = [c for limb in self.limbs for c in self._conducts_of(limb)]
        return (*made, *self._told_again(made))

    @cached_property
    def limbs(self) -> tuple[Limb, ...]:
        """What conduct costs, in reading order."""
        made = [limb for clause in self._clauses for limb in self._limbs_in(clause)]
        listed = {p.start for limb in made for p in limb.pieces if p.clause is not limb.base.clause}
        return tuple(limb for limb in made if limb.base.start not in listed)

    @cached_property
    def by_conduct(self) -> dict[int, list[Conduct]]:
        """Start of a sentence → the conducts it tells."""
        table: dict[int, list[Conduct]] = defaultdict(list)
        for conduct in self.conducts:
            if conduct.statement is not None:
                table[conduct.statement.start].append(conduct)
        return dict(table)

    @cached_property
    def sentences(self) -> frozenset[int]:
        """The starts of what says a consequence."""
        inside: set[int] = set()
        for limb in self.limbs:
            inside.add(limb.statement.start)
            inside.update(p.start for p in limb.pieces)
        return frozenset(inside)

    @cached_property
    def duties(self) -> dict[int, str]:
        """Start of a sentence that says a consequence → all of the articles that it cites."""
        table: dict[int, dict[Clause, None]] = defaultdict(dict)
        for conduct in self.conducts:
            if conduct.cited and conduct.statement is not None:
                table[conduct.limb.statement.start][conduct.statement.unit] = None
        return {start: "".join(map(self._book.text_of, units)) for start, units in table.items()}

    def as_before(self, limb: Limb) -> list[Limb]:
        """The limbs that one refers to for what follows: 依照前款规定处罚, 依照本法第七十四条的规定处罚."""
        text, own = limb.base.text, limb.base.clause
        if (m := _AS_THERE.search(text)) is None:
            return []
        if "款" in m[1] and "条" not in m[1]:
            there = self._paragraphs_before(own, 1)
        else:
            there = [
                c
                for cite in cites(m[1])
                for a in self._resolve(cite)
                for c in (a, *self._tree.descendants(a))
            ]
        return [x for x in self.limbs if x.base.clause in there and x is not limb]

    def _told_again(self, conducts: Sequence[Conduct]) -> Iterator[Conduct]:
        """The rules whose breach is told in like words where it costs something, without their number.

        生产经营单位应当对从业人员进行安全生产教育和培训 and, much later, 未按照规定对从业人员…进行安全生产教育和培训的.
        """
        taken = {c.statement.start for c in conducts if c.statement is not None}
        own: list[Conduct] = []
        told: list[frozenset[str]] = []
        for conduct in conducts:
            if conduct.cited or cites(conduct.limb.base.premise):
                continue
            # 伪造产品产地的，伪造或者冒用他人厂名、厂址的: each may be a rule of its own
            text = conduct.statement.text if conduct.statement is not None else conduct.limb.base.premise
            for part in re.split("的[，,；;]|[，,]或者", text):
                if len(grams := _grams(part)) >= _LEAST_TOLD:
                    own.append(conduct)
                    told.append(grams)
        if not own:
            return
        weigh = lru_cache(maxsize=None)(self._index.idf)
        heavy = [sum(map(weigh, grams)) for grams in told]
        by_gram: dict[str, list[int]] = defaultdict(list)
        for n, grams in enumerate(told):
            for gram in grams:
                by_gram[gram].append(n)
        for clause in self._clauses:
            if clause.row is not None or clause.kind == "other":
                continue
            for statement in self._book.of(clause):
                if statement.start in taken or statement.start in self.sentences or statement.heading:
                    continue
                if not RULES.search(statement.text + statement.context[-INTRO:]):
                    continue
                grams = _grams(_demand(statement.text))
                shared: dict[int, float] = defaultdict(float)
                for gram in grams:
                    for n in by_gram.get(gram, ()):
                        shared[n] += weigh(gram)
                if not shared:
                    continue
                size = sum(map(weigh, grams))
                share = {
                    n: weight / min(heavy[n], size)
                    for n, weight in shared.items()
                    if weight >= SAME * min(heavy[n], size) and weight >= SAME_LEAST * max(heavy[n], size)
                }
                enough = NEARLY * max(share.values(), default=0.0)
                alike = sorted((n for n in share if share[n] >= enough), key=lambda n: -share[n])
                limbs = {id(own[n].limb): own[n].limb for n in alike}
                for limb in list(limbs.values())[:ALIKE]:
                    yield self._conduct(limb, statement, cited=True)

    # taking apart

    def _limbs_in(self, clause: Clause) -> Iterator[Limb]:
        """The limbs that begin in a clause's own sentences."""
        if clause.row is not None or clause.kind in ("other", "box", "row", "chapter", "part", "section"):
            return
        statements = self._book.of(clause)
        if not any(CONSEQUENCE.search(s.text) for s in statements):
            return
        begun: tuple[Statement, list[Piece]] | None = None
        for statement in statements:
            for piece in pieces_of(statement):
                if begun is not None and piece.degree:
                    begun[1].append(piece)
                    continue
                if begun is not None:
                    yield from self._limb(clause, *begun)
                named = not piece.degree or _OWN_PARTS.search(piece.premise)
                names = len(piece.premise) >= LEAST_CONDUCT and named
                begun = (statement, [piece]) if names else None
        if begun is not None:
            yield from self._limb(clause, *begun)

    def _limb(self, clause: Clause, statement: Statement, pieces: list[Piece]) -> Iterator[Limb]:
        """What some pieces say, with the items that the last of them opens; nothing where they cost nothing."""
        if pieces[-1].text.endswith(("：", ":")):
            below = self._items_below(clause, pieces[-1].end)
            listed = [[p for s in self._book.of(item) for p in pieces_of(s)] for item in below]
            if all(any(p.costs and p.premise for p in item) for item in listed):
                # 差额不足十万元的，处…: each says a consequence
                pieces = [*pieces, *(p for item in listed for p in item)]
        if any(p.costs for p in pieces):
            yield Limb(statement, tuple(pieces))

    def _items_below(self, clause: Clause, end: int) -> list[Clause]:
        """The items that a clause's sentence opens, wherever the parser hung them."""
        below = [c for c in self._tree.children(clause) if c.start >= end - 1]
        if not below and (parent := self._tree.parent(clause)):
            below = [c for c in self._tree.children(parent) if c.start >= end - 1]
        return [c for c in below if c.kind in ("subparagraph", "item", "subitem")]

    # what a limb is for

    def _conducts_of(self, limb: Limb) -> Iterator[Conduct]:
        cited = _of_own_words(limb, list(dict.fromkeys(self._cited(limb))))
        listed = list(self._listed(limb))
        for statement in cited:
            yield self._conduct(limb, statement, cited=True)
        for statement in listed:
            yield self._conduct(limb, statement, cited=False)
        if not listed:
            yield self._conduct(limb, None, cited=False)

    def _conduct(self, limb: Limb, statement: Statement | None, *, cited: bool) -> Conduct:
        own = limb.base.premise
        degrees = "".join(p.premise for p in limb.pieces[1:])
        title = limb.statement.context
        if statement is None:
            # 发生一般事故的，处…; 发生较大事故的，处…: what each of the items is for
            graded = own + "".join(p.premise for p in limb.pieces[1:] if p.clause is not limb.base.clause)
            return Conduct(limb, None, False, graded, own + title + degrees, own + title + degrees)
        text = own + _told(statement)
        around = text + statement.context + title + degrees
        return Conduct(limb, statement, cited, text, around, around + self._book.text_of(statement.unit))

    def _cited(self, limb: Limb) -> Iterator[Statement]:
        article = limb.statement.unit
        if (m := _OWN_ARTICLE.search(limb.base.premise)) and article.number is not None:
            for cite in parts_of(article.number, m[1]):
                for clause in self._resolve(cite):
                    yield from self._statements_under(clause)
        # 发布有本法第九条规定的禁止情形的广告的 may be an item of the list
        listed = (s.text for s in self._listed(limb) if words_besides(s.text) <= _ONLY_CITES)
        for text in (limb.base.premise, *listed):
            for cite in cites(text) or self._cites_on(limb, text):
                for clause in self._resolve(cite):
                    if clause is not limb.base.clause:
                        yield from self._statements_under(clause)
        if m := _BEFORE.search(limb.base.premise):
            items = {c.item for c in parts_of(0, m[2])}
            for clause in self._paragraphs_before(limb.base.clause, parse_ordinal(m[1] or "一") or 1):
                for statement in self._statements_under(clause):
                    if statement.start < limb.base.start and (not items or statement.clause.number in items):
                        yield statement
        if (m := _NAMED.search(limb.base.premise)) and not _NO_NAME.match(m[1]):
            yield from self._about(m[1], limb.base.clause)

    def _cites_on(self, limb: Limb, text: str) -> list[Cite]:
        """What a text cites by 款 or 项 alone: of the article that the piece before it in the same sentence cites last."""
        m = _PARTS_ALONE.search(text)
        before = "".join(p.text for p in pieces_of(limb.statement) if p.start < limb.base.start) if m else ""
        if m is None or not (last := cites(before)):
            return []
        own = parts_of(last[-1].article, m[1])
        return [replace(c, paragraph=c.paragraph or last[-1].paragraph) for c in own]

    def _listed(self, limb: Limb) -> Iterator[Statement]:
        """The items below a limb that name conduct and say no consequence."""
        last = limb.pieces[-1]
        if last.clause is not limb.base.clause or not last.text.endswith(("：", ":")):
            return
        for item in self._items_below(last.clause, last.end):
            yield from self._statements_under(item)

    def _statements_under(self, clause: Clause) -> Iterator[Statement]:
        made = [
            s
            for c in (clause, *self._tree.descendants(clause))
            for s in self._book.of(c)
            if not s.heading and len(NUMBER.sub("", s.text).strip("*")) >= LEAST_CONDUCT
        ]
        whole = [s for s in made if not s.text.endswith(("：", ":"))]
        yield from whole or made

    def _resolve(self, cite: Cite) -> Iterable[Clause]:
        article = self._articles.get(cite.article)
        if article is None:
            return ()
        found: Sequence[Clause] = [article]
        if cite.paragraph is not None:
            paragraphs = [c for c in self._tree.children(article) if c.kind == "paragraph"]
            if paragraphs:
                found = [c for c in paragraphs if c.number == cite.paragraph]
        if cite.item is not None:
            found = [
                d
                for c in found
                for d in self._tree.descendants(c)
                if d.kind in ("subparagraph", "item") and d.number == cite.item
            ]
        return found

    def _paragraphs_before(self, clause: Clause, count: int) -> list[Clause]:
        parent = self._tree.parent(clause)
        if clause.kind != "paragraph" or parent is None:
            return []
        before = [c for c in self._tree.children(parent) if c.kind == "paragraph" and c.start < clause.start]
        return before[-count:]

    def _about(self, name: str, but: Clause) -> list[Statement]:
        """The sentences of a document that write the name of a rule, where they are few."""
        found = [
            s
            for c in self._clauses
            if c is not but and c.row is None
            for s in self._book.of(c)
            if name in s.text and not s.heading
        ]
        return found if len(found) <= _NAMED_MOST else []

    @cached_property
    def _articles(self) -> dict[int, Clause]:
        return {c.number: c for c in self._clauses if c.kind == "article" and c.number is not None}


def _of_own_words(limb: Limb, cited: list[Statement]) -> list[Statement]:
    """Of the sentences that a limb cites those that its own words tell; all where they tell none of them for sure.

    违反第十六条规定，转包、分包业务的 costs nothing for whoever breaks another sentence of that article.
    """
    m = _OWN_WORDS.search(limb.base.premise)
    if m is None or not (own := _grams(m["own"])):
        return cited
    shares = [len(own & _grams(s.text)) / len(own) for s in cited]
    if max(shares, default=0.0) < OWN_TOLD:
        return cited
    return [s for s, share in zip(cited, shares, strict=True) if share >= OWN_LEAST]


def _demand(text: str) -> str:
    """Of a long sentence the part that says what is to be done; what it is for (保证从业人员具备…) is told nowhere again."""
    parts = [p for p in re.split("[，,；;。]", text) if RULES.search(p) and len(p) >= _LEAST_DEMAND]
    return parts[0] if len(parts) == 1 else text


def _told(statement: Statement) -> str:
    """What a sentence says that somebody does; of one that says a consequence itself only that for which."""
    if not CONSEQUENCE.search(statement.text):
        return statement.text
    return "".join(p.premise for p in pieces_of(statement)) or statement.text


def _grams(text: str) -> frozenset[str]:
    return frozenset(g for g in tokens(text) if len(g) > 1)
