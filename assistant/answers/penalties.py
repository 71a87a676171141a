"""What a breach costs and who punishes it, read from the clause that says so together with the rule that is broken.

The words of a question tell the conduct, and these stand in one clause (采用谎称有奖…的方式), what follows in another (违反本法
第十一条规定…，处…罚款): both count as one piece of evidence. Where a rule says what is asked and nothing says what
breaking it costs, that is what is answered. Knows nothing of comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answers.answerable import probability
from assistant.answers.degrees import PERSON, bare_premise, chosen, rows_meant
from assistant.answers.graded import Graded
from assistant.answers.judging import LIKELY_LOGIT
from assistant.answers.limbs import RULES, Limb, Piece, names_conduct
from assistant.answers.ranking import Scored
from assistant.answers.readout import Composed, joined, untitled
from assistant.answers.render import Draft, Span, plain, tabled
from assistant.answers.sanctions import Conduct
from assistant.answers.statements import INTRO, Statement, flat
from assistant.understand.penalty import Penalty, asks_penalty, conduct_of, penalty_of, questions_of
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, coverage
from assistant.understand.writing import Shares, Writing
from corpus.types import Clause

POOL = 400  # statements that are looked at for a conduct
OF_PERSON, OF_UNIT, LENIENT = 0.15, 0.15, 0.5
# from here on the likeliest conduct is what is meant: by words and sense together, by the probability that a statement
# answers, and by either of words and sense alone. Measured on the development questions for rules
SENSE_SHARE, SENSE_ZERO = 4.5, 0.59
NEAR, NEAR_SURE = 0.36, 0.5
LIKELY, LIKELY_SURE, LIKELY_ALONE = 0.25, 0.1, 0.5
SENSE_LEAST, OWN_LEAST = 0.61, 0.52
SHOWN = 3  # pairs whose clauses are shown as looked at
COMPETENT = 0.25  # share of a question's words that the sentence which shares out the work must say
MOST_TIERS = 5  # rows of a table of fines that are read out
NOT_SAID, NO_FIGURE = "违反这一规定会受到什么处罚", "罚款的具体数额"
RULE = "所违反的规定："
PER_CHARACTER = 0.001  # of two that say as much the shorter one says less besides
TRADE, LEAST_WORD = 0.25, 0.3
LOOKED_AT = 24  # likeliest pairs that are compared in sense
ENCODED = 6  # ... of them by their own sentences
HEARD = 0.15  # of the judge's logit
SENSE = 5.3  # of a cosine against the share of words
RULES_COMPARED = 2  # likeliest rules without a consequence that are compared in sense
FAR = 0.4
UNCOSTED = 0.2  # by how much a rule without a consequence must say more than the best one with
# a limb that says less of what is told says none of it; so near in the judge's logit another one is as likely
TOLD, AS_LIKELY = 0.15, 0.5
LEADS = 0.3  # by how much the likeliest clause with a consequence leads the others' scores
_ELSEWHERE = frozenset({Kind.COMPARE, Kind.TASKS, Kind.META})
FIGURE_ASKED = re.compile(
    "几(?:[十百千]*万|千|百|倍|元|块)|上限|最[高多]|最[低少]|多少(?:钱|元|万|倍)|罚(?:款|金)?(?:是|要|会)?多少|罚款的?(?:金额|数额|幅度)"
)
# 按照下列标准处以罚款: the sums stand below
FIGURE = re.compile("[元倍]|百分之|%|等值|日以[上下]|罚款的|下列标准|下表|罚款[：:]")
_BODY = re.compile(
    "由[^，。；]{2,40}?(?:部门|机关|政府|局|委员会|机构|中心)|[^，。；]{2,20}(?:部门|机关)(?:可以|应当|责令|处)"
)
_VAGUE_BODY = re.compile("(?:由|，)(?:行业主管|监督检查|有关|相关|主管)(?:行政)?(?:部门|机关)")
_COMPETENT = re.compile(
    "行政处罚[^。]{0,30}由[^。]{2,40}(?:决定|实施|执行)|(?:部门|机关)[^。；，]{0,6}(?:负责|主管)[^。；]{2,40}(?:监督管理|监督检查|查处)|"
    "部门对[^。；，]{2,30}进行监督检查|分别负责[^。]{4,60}监督管理"
)
_ONLY_PERSON = re.compile(
    "^[^，。；]{0,24}(?:负责人|人员|法定代表人|投资人|代言人|个人(?=有|违反|的))(?!的?(?:单位|机构))"
)
_HEAD_ASKED = re.compile("老板|老总|一把手|法人|法定代表人|厂长|主要负责人")
_HEAD = re.compile("主要负责人|法定代表人|投资人")
_PLACE_OF_TRADE = re.compile(
    "(?:店|馆|院|厂|场(?<!市场|现场|商场|立场)|公司|企业|机构|中心|铺|摊|超市|商场|酒楼|饭店|房|平台|商家|店家|户)$|^(?:餐馆|饭馆|饭店|菜摊|商家|店家|超市|商场|药店|网店|酒店|旅馆|工厂|养殖户|小店|门店|门面)$"
)
_LENIENT = re.compile("不予(?:行政)?处罚|(?:从轻|减轻|免予)[^，。；]{0,8}处罚")
_LENIENT_ASKED = re.compile("不知道|不知情|不懂|不清楚|主动|改了|改正|第一次|初次|首次|轻|免|少罚|不罚")


@dataclass(frozen=True, slots=True)
class Pair:
    """A conduct with what it costs, against a question."""

    conduct: Conduct
    scored: Scored  # its statement reads as both of them
    base: float  # by words and search
    sentence: float = 0.0  # cosine of the conduct asked about and the sentence that tells it
    cosine: float = 0.0  # ... with its clause as well
    score: float = 0.0
    logit: float | None = None  # the judge's on the sentence that tells it, None where it was not asked


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule whose breach costs nothing that is said, against a question."""

    statement: Statement
    score: float


# 哪些情形要从重处罚: the cases are asked for, not what they cost
_WHEN_GRAVER = re.compile(
    "(?:哪些|什么|啥|哪几种)(?:样的?)?(?:情况|情形|行为|条件)[^，,。？?]{0,8}(?:从[轻重]|减轻|加重|免[于予除]?|不予)[^，,。？?]{0,4}(?:处罚|罚)"
)


def _figured(pieces: Sequence[Piece], query: Query) -> bool:
    """Whether what is told says a sum: in those of its pieces whose premise the question names, where it names one."""
    named = [p for p in pieces[1:] if bare_premise(p) in flat(query.text)] or pieces
    return bool(FIGURE.search("".join(p.text for p in named)))


def _one_rule(a: Pair, b: Pair) -> bool:
    """Whether two limbs are for breaking the same sentence."""
    return a.conduct.statement is not None and a.conduct.statement == b.conduct.statement


class Penalties(Graded):
    """Answers what a breach costs."""

    def penalty(self, query: Query) -> Composed | None:
        """What the breach a question tells costs; None where it asks no such thing, or nothing here costs anything."""
        if query.refs or query.english or query.kind in _ELSEWHERE:
            return None
        if not asks_penalty(query.text) or (query.kind is Kind.CHECK and query.claims):
            return None
        if _WHEN_GRAVER.search(query.text):
            return None
        if parts := questions_of(query.text):
            return self._one_by_one(parts)
        penalty = penalty_of(query.text)
        asked = _without_trade(replace(conduct_of(query, penalty), kind=Kind.FACT))
        pairs, bare = self._weighed(asked, penalty, query.text)
        if graded := self.graded(query, asked, [p.logit for p in pairs]):
            return graded
        if not pairs:
            return None
        best = pairs[0]
        looked = tuple(dict.fromkeys(c for p in pairs[:SHOWN] for c in _clauses_of(p.conduct)))
        said = _base(best.scored) + SENSE * best.sentence + UNCOSTED
        if bare is not None and bare.score > said and not self._heard_more(query.text, pairs, bare):
            # the rule stands there, what breaking it costs does not
            clause = bare.statement.clause
            if query.kind is Kind.RESPONSIBLE:
                return None
            told = self._is_rule_told(query.text, asked, bare.statement)
            return self.refuse(query, what=NOT_SAID if told else "", nearest=clause, looked=(clause, *looked))
        if not self._is_meant(asked, best):
            if query.kind is Kind.RESPONSIBLE:
                return None
            return self.refuse(query, nearest=looked[0], looked=looked)
        if FIGURE_ASKED.search(query.text):
            # 不符合第二十七条的，责令改正；不符合其中第四项、情节严重的，处…罚款: of the limbs for one rule the one with a figure
            same = (p for p in pairs if p is best or _one_rule(p, best))
            costed = next(
                (p for p in same if _figured(chosen(query.text, penalty, p.conduct.limb), query)), None
            )
            if costed is None:
                return self.refuse(query, what=NO_FIGURE, nearest=looked[0], looked=looked)
            best = costed
        pieces = self._of_sentence(query.text, best, chosen(query.text, penalty, best.conduct.limb))
        # the limb's own words may say most, what it is for breaking is cited all the same
        with_rule = (p.conduct for p in pairs if p.conduct.limb is best.conduct.limb and p.conduct.statement)
        conduct = best.conduct if best.conduct.statement else next(with_rule, best.conduct)
        draft = Draft()
        self.say_limb(draft, query, penalty, conduct.limb, pieces)
        self._say_rule(draft, query, conduct)
        if query.around and not query.doc_ids:
            self.note_around(draft, query)
        return Composed("answered", draft, looked, settled=True)

    def _is_rule_told(self, question: str, asked: Query, rule: Statement) -> bool:
        """Whether a rule is the very one that a question tells the breach of; else nobody can tell that nothing is said of it.

        童工罚多少: the rule nearest in words is another's, and what it costs stands in words of its own.
        """
        if coverage(asked.words, rule.text) >= OWN_LEAST:
            return True
        return (self.judging.heard(question, [rule]) or [0.0])[0] >= LIKELY_LOGIT

    def _heard_more(self, question: str, pairs: Sequence[Pair], bare: Rule) -> bool:
        """Whether the judge finds the answer in the one clause that leads what costs something, and none in a bare rule."""
        best = pairs[0]
        if best.logit is None or best.logit < LIKELY_LOGIT:
            return False
        unit = best.conduct.limb.statement.unit
        others = (p.score for p in pairs if p.conduct.limb.statement.unit is not unit)
        logit = (self.judging.heard(question, [bare.statement]) or [0.0])[0]
        return logit < LIKELY_LOGIT and best.score - max(others, default=0.0) >= LEADS

    def _of_sentence(self, question: str, best: Pair, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces to be told of the limbs of a sentence, where nothing of what is told says which of them is meant.

        违反规定的，责令退回…；骗取基金的，处…: of a story in words of its own either may hold.
        """
        limb = best.conduct.limb
        if best.conduct.statement is not None or best.scored.own >= TOLD:
            return list(pieces)
        limbs = [x for x in self._sheet_of(limb.base.clause.doc_id).limbs if x.statement == limb.statement]
        parts = [x.statement.part(x.base.start, x.base.end) for x in limbs]
        logits = (self.judging.heard(question, parts) or []) if len(limbs) > 1 else []
        if not logits:
            return list(pieces)
        near = [x for x, logit in zip(limbs, logits, strict=True) if logit > max(logits) - AS_LIKELY]
        told = [p for x in near for p in (pieces if x is limb else x.pieces)]
        return sorted(dict.fromkeys(told), key=lambda p: p.start)

    def _one_by_one(self, parts: Sequence[str]) -> Composed | None:
        """The answers to several questions that stand together; None where one of them finds none."""
        reader = self.understander
        answers = [self.penalty(reader.understand(part)) for part in parts]
        found = [a for a in answers if a is not None and a.outcome == "answered"]
        if len(found) < len(parts):
            return None
        draft = Draft(
            [s for a in found for s in a.draft.sentences], [n for a in found for n in a.draft.notes]
        )
        # what breaking each costs comes first, the rules after it
        draft.sentences.sort(key=lambda s: s[0].startswith(RULE))
        return Composed("answered", draft, tuple(c for a in found for c in a.looked_at), settled=True)

    def _is_meant(self, asked: Query, best: Pair) -> bool:
        """Whether the likeliest conduct is what the question tells, and not only the nearest there is."""
        own = best.scored.own
        if any(flat(q) in best.conduct.text for q in asked.quoted):
            return True
        near = own + SENSE_SHARE * (best.cosine - SENSE_ZERO)
        likely = probability(self.signals.values(asked, best.scored))
        if own >= OWN_LEAST and likely >= LIKELY_ALONE:
            return True
        if best.logit is not None and best.logit >= LIKELY_LOGIT:
            return True
        if near < NEAR or likely < LIKELY_SURE or (likely < LIKELY and near < NEAR_SURE):
            return False
        return best.cosine >= SENSE_LEAST or own >= OWN_LEAST

    # saying

    def say_limb(
        self,
        draft: Draft,
        query: Query,
        penalty: Penalty,
        limb: Limb,
        pieces: Sequence[Piece],
        *,
        where: str | None = None,
    ) -> None:
        """What some of a limb's pieces say follows.

        :param where: what stands before it, where that is not the place or document as usual.
        """
        document = self.index.documents[limb.base.clause.doc_id]
        where = self.where(query, document) if where is None else where
        for start, end, clause in joined(document.text, ((p.start, p.end, p.clause) for p in pieces)):
            text = untitled(plain(document.text[start:end])).rstrip("；;：:，,")
            draft.say(where + text, Span(clause, start, end))
            where = ""
        if pieces[-1].text.endswith(("：", ":")):
            self._say_rows(draft, query, pieces[-1])
        if penalty.who:
            self._say_competent(draft, query, limb, "".join(p.text for p in pieces))

    def _say_rule(self, draft: Draft, query: Query, conduct: Conduct) -> None:
        """The rule that a conduct breaks, where it has one."""
        rule = conduct.statement
        if rule is None:
            return
        document = self.index.documents[rule.clause.doc_id]
        start, end = self.excerpt(query, rule)
        text = untitled(plain(document.text[start:end])).strip("；;：:，,。*# ")
        draft.say(text if not conduct.cited else f"{RULE}{text}", Span(rule.clause, start, end))

    def _say_rows(self, draft: Draft, query: Query, piece: Piece) -> None:
        """The tiers of a table that a piece opens (按照下列标准处以罚款：): the one that holds an amount told, or all of few."""
        below = [c for c in self.index.tree.children(piece.clause) if c.start >= piece.end - 1]
        rows = [(c, columns) for c in below if (columns := self.ranker.book.columns(c))]
        meant = rows_meant(query.text, [columns.cells[0][1] for _, columns in rows])
        chosen = [rows[n] for n in meant] if len(meant) == 1 else rows
        for row, columns in chosen if len(chosen) <= MOST_TIERS else ():
            draft.say(tabled(columns), *self.row_spans(row, columns))

    def _say_competent(self, draft: Draft, query: Query, limb: Limb, said: str) -> None:
        """Who that is, where the consequence names nobody or only 行业主管部门: the sentence that shares out the work."""
        if _BODY.search(said) and not _VAGUE_BODY.search(said):
            return
        doc_id = limb.base.clause.doc_id
        own = [c for c in self.index.tree if c.doc_id == doc_id and c.row is None]
        found = [s for c in own for s in self.ranker.book.of(c) if _COMPETENT.search(s.text)]
        if not found:
            return
        best = max(found, key=lambda s: coverage(query.words, s.text))
        if len(found) == 1 or coverage(query.words, best.text) >= COMPETENT:
            draft.say(untitled(plain(self.text_of(best))), self.span_of(best))

    def _weighed(self, asked: Query, penalty: Penalty, question: str) -> tuple[list[Pair], Rule | None]:
        """The conducts that cost something, likeliest first; and the likeliest rule that nothing is said to follow."""
        ranked = self.ranker.rank(asked, self.scope(asked), k=POOL)
        found = {(s.statement.clause.doc_id, s.statement.start): s for s in ranked}
        pairs = []
        for doc_id in dict.fromkeys(s.statement.clause.doc_id for s in ranked):
            sheet = self._sheet_of(doc_id)
            if not sheet.conducts:
                continue
            own, both, whole = sheet.shares(asked.words)
            for n, conduct in enumerate(sheet.conducts):
                statements = (conduct.statement, conduct.limb.statement)
                near = [s for st in statements if st is not None and (s := found.get((doc_id, st.start)))]
                if not near:
                    continue
                search = max(s.search for s in near)
                scored = Scored(
                    replace(conduct.limb.statement, text=conduct.text, context=conduct.around),
                    score=0.0,
                    coverage=float(both[n]),
                    own=float(own[n]),
                    search=search,
                    cosine=max(s.cosine for s in near),
                    whole=float(whole[n]),
                    lead=max(s.lead for s in near),
                    ahead=max(s.ahead for s in near),
                    beside=max(s.beside for s in near),
                )
                pairs.append(Pair(conduct, scored, _base(scored) + _fits(asked.text, penalty, conduct)))
        pairs.sort(key=lambda p: -p.base)
        pairs = self._compared(asked, pairs[:LOOKED_AT], question)
        rules = [
            s
            for s in ranked
            if not s.statement.heading
            and not s.statement.text.endswith(("：", ":"))
            and RULES.search(s.statement.text + s.statement.context[-INTRO:])
            and not self.sanctions.costs(s.statement)
        ]
        rules.sort(key=lambda s: -_base(s))
        # one that says far less than the pairs can never say more than they
        best = _base(pairs[0].scored) if pairs else 0.0
        likeliest = [r for r in rules[:RULES_COMPARED] if _base(r) > best - FAR]
        senses = self.index.likenesses(asked.search, [s.statement.text for s in likeliest])
        compared = [
            Rule(s.statement, _base(s) + SENSE * float(sense))
            for s, sense in zip(likeliest, senses, strict=True)
        ]
        return pairs, max(compared, key=lambda r: r.score, default=None)

    def _compared(self, asked: Query, pairs: Sequence[Pair], question: str) -> list[Pair]:
        """The pairs with how near in sense each is to what is asked, likeliest first; the others are left out.

        By the clauses first, which are encoded already; then by the very sentences of the few that lead, which the
        judge reads beside the question as it is asked.
        """
        by_clause = []
        for pair in pairs:
            conduct = pair.conduct
            clauses = [conduct.statement.clause] if conduct.statement is not None else []
            if not clauses or names_conduct(conduct.limb.base.premise):
                clauses.append(conduct.limb.base.clause)
            chunk = max(self.index.likeness(asked.search, [c]) for c in clauses)
            by_clause.append(replace(pair, cosine=chunk, score=pair.base + SENSE * chunk))
        leading = sorted(by_clause, key=lambda p: -p.score)[:ENCODED]
        told = [_told(p.conduct) for p in leading]
        near = iter(self.index.likenesses(asked.search, [t for texts in told for t in texts]))
        out = []
        read = [p.conduct.statement or self._grade_of(p.conduct.limb, asked) for p in leading]
        logits: Sequence[float | None] = self.judging.heard(question, read) or [None] * len(leading)
        for pair, texts, logit in zip(leading, told, logits, strict=True):
            sentence = max(float(next(near)) for _ in texts)
            cosine = (sentence + pair.cosine) / 2
            score = pair.base + SENSE * cosine + HEARD * (logit or 0.0)
            out.append(replace(pair, sentence=sentence, cosine=cosine, score=score, logit=logit))
        return sorted(out, key=lambda p: -p.score)

    def _grade_of(self, limb: Limb, asked: Query) -> Statement:
        """The item of a limb that says most of what is asked (发生较大事故的，处…); the limb's opening where none says a case."""
        below = dict.fromkeys(p.clause for p in limb.pieces[1:] if p.clause is not limb.base.clause)
        items = [s for clause in below for s in self.ranker.book.of(clause)]
        return max(items, key=lambda s: coverage(asked.words, s.text), default=limb.statement)

    def _sheet_of(self, doc_id: str) -> _Sheet:
        made: dict[str, _Sheet] = self.__dict__.setdefault("_sheets", {})
        if doc_id not in made:
            made[doc_id] = _Sheet(self.sanctions.in_document(doc_id).conducts)
        return made[doc_id]


class _Sheet:
    """The texts of conducts, to be matched against words all at once."""

    def __init__(self, conducts: Sequence[Conduct]) -> None:
        self.conducts = conducts
        self.limbs = list({id(c.limb): c.limb for c in conducts}.values())
        kinds = [[getattr(c, kind) for c in conducts] for kind in ("text", "around", "whole")]
        texts = list(dict.fromkeys(t for kind in kinds for t in kind))
        at = {text: i for i, text in enumerate(texts)}
        self._at = [np.asarray([at[t] for t in kind], np.int64) for kind in kinds]
        self._writing = Writing(texts)

    def shares(self, words: Sequence[Word]) -> list[Shares]:
        """Of each conduct the share of the words that its own text says, the text around it, or all of it."""
        total = sum(w.weight for w in words) or 1.0
        said = [w.weight / total * self._writing.said_in(w) for w in words]
        whole = np.sum(said, axis=0) if said else np.zeros(len(self._writing))
        return [whole[at] for at in self._at]


def _without_trade(query: Query) -> Query:
    """The query with the words that name somebody's trade (美容院, 养鸡场) counting little: they tell no breach."""
    words = tuple(
        replace(w, weight=TRADE * w.weight) if len(w.text) > 1 and _is_trade(w.text) else w
        for w in query.words
    )
    return replace(query, words=words) if any(w.weight >= LEAST_WORD for w in words) else query


def _is_trade(word: str) -> bool:
    return bool(_PLACE_OF_TRADE.search(word))


def _base(scored: Scored) -> float:
    return 0.45 * scored.own + 0.75 * scored.coverage + 0.25 * scored.whole + 0.6 * scored.search


def _told(conduct: Conduct) -> list[str]:
    """The sentences that tell a conduct: its rule's, and the consequence's where it says more than a number."""
    texts = [conduct.statement.text] if conduct.statement is not None else []
    if not texts or names_conduct(conduct.limb.base.premise):
        texts.append(conduct.limb.base.premise)
    return texts


def _clauses_of(conduct: Conduct) -> list[Clause]:
    """The clause of the rule and that of the consequence."""
    rule = [conduct.statement.clause] if conduct.statement is not None else []
    return [*rule, conduct.limb.base.clause]


def _fits(text: str, penalty: Penalty, conduct: Conduct) -> float:
    """How well a limb fits whom a question asks about, and whether it asks for mercy."""
    limb = conduct.limb
    said = "".join(p.text for p in limb.pieces)
    fit = 0.0
    if penalty.person:
        fit += OF_PERSON * (bool(PERSON.search(said)) + bool(_ONLY_PERSON.search(limb.base.premise)))
        fit += OF_PERSON * bool(_HEAD_ASKED.search(text) and _HEAD.search(limb.base.premise))
    elif penalty.unit and _ONLY_PERSON.search(limb.base.premise):
        fit -= OF_UNIT
    own = conduct.statement.text if conduct.statement is not None else limb.base.premise
    fit -= PER_CHARACTER * min(len(own), 100)
    if _LENIENT.search(said):
        fit += LENIENT if _LENIENT_ASKED.search(text) else -LENIENT
    return fit
