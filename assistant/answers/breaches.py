"""Which breach a question tells: the conducts of the corpus that cost something, weighed by words, sense and the judge.

Beside them the likeliest rule that nothing is said to follow. Knows nothing of what is said of a breach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answers.degrees import PERSON
from assistant.answers.graded import Graded
from assistant.answers.judging import LIKELY_LOGIT, STORY
from assistant.answers.limbs import RULES, Limb, names_conduct
from assistant.answers.ranking import Scored
from assistant.answers.sanctions import Conduct
from assistant.answers.statements import INTRO, Statement
from assistant.understand.penalty import Penalty
from assistant.understand.question import Query
from assistant.understand.words import Word, coverage
from assistant.understand.writing import Shares, Writing

POOL = 400  # statements that are looked at for a conduct
OF_PERSON, OF_UNIT, LENIENT = 0.15, 0.15, 0.5
PER_CHARACTER = 0.001  # of two that say as much the shorter one says less besides
TRADE, LEAST_WORD = 0.25, 0.3
LOOKED_AT = 24  # likeliest pairs that are compared in sense
ENCODED = 6  # ... of them by their own sentences
HEARD = 0.15  # of the judge's logit
RULE_READ, COST_READ = (
    100,
    80,
)  # characters of a rule and of what breaking it costs that the judge reads together
SENSE = 5.3  # of a cosine against the share of words
RULES_COMPARED = 2  # likeliest rules without a consequence that are compared in sense
FAR = 0.4
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


class Breaches(Graded):
    """Weighs the conducts of one index against a question."""

    def weighed(self, asked: Query, penalty: Penalty, question: str) -> tuple[list[Pair], Rule | None]:
        """The conducts that cost something, likeliest first; and the likeliest rule that nothing is said to follow."""
        ranked = self.ranker.rank(asked, self.scope(asked), k=POOL)
        found = {(s.statement.clause.doc_id, s.statement.start): s for s in ranked}
        pairs = []
        for doc_id in dict.fromkeys(s.statement.clause.doc_id for s in ranked):
            sheet = self.sheet_of(doc_id)
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
                pairs.append(Pair(conduct, scored, said_of(scored) + _fits(asked.text, penalty, conduct)))
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
        rules.sort(key=lambda s: -said_of(s))
        # one that says far less than the pairs can never say more than they
        best = said_of(pairs[0].scored) if pairs else 0.0
        likeliest = [r for r in rules[:RULES_COMPARED] if said_of(r) > best - FAR]
        senses = self.index.likenesses(asked.search, [s.statement.text for s in likeliest])
        compared = [
            Rule(s.statement, said_of(s) + SENSE * float(sense))
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

    def read_whole(
        self, asked: Query, penalty: Penalty, question: str, pairs: Sequence[Pair], rule: Statement | None
    ) -> tuple[list[Pair], bool | None]:
        """The pairs as the judge reads rule and consequence together, for a question of few words; and whether it finds one.

        私自打井取水罚多少: 未经批准擅自取水的 says no fine, and 有下列行为之一的，…处二万元以上十万元以下的罚款 not for what.

        :param rule: a rule that nothing is said to follow.
        :return: None of whether one is found, where one is likelier than that rule and not found for sure.
        """
        read = [self._passage_of(p.conduct, asked) for p in pairs[:ENCODED]]
        short = len(question) < STORY
        logits = self.judging.named(_as_asked(penalty), read) if short else None
        if not logits:
            return list(pairs), False
        heard = [
            replace(p, score=p.score + HEARD * (logit - (p.logit or 0.0)), logit=logit)
            for p, logit in zip(pairs, logits, strict=False)
        ]
        heard.sort(key=lambda p: -p.score)
        best = heard[0].logit or 0.0
        bare = (self.judging.heard(_as_asked(penalty), [rule]) if rule else None) or [best - 1]
        if best >= max(LIKELY_LOGIT, *bare):
            return heard, True
        return list(pairs), None if best > max(bare) else False

    def heard_whole(self, asked: Query, penalty: Penalty, pair: Pair) -> float:
        """The judge's logit of one pair, so read, whether or not a sum is said; 0 without a judge."""
        logits = self.judging.named(_as_asked(penalty), [self._passage_of(pair.conduct, asked)])
        return logits[0] if logits else 0.0

    def _passage_of(self, conduct: Conduct, asked: Query) -> str:
        """What the judge reads of a conduct: the rule, or what the limb says it is for, and what follows."""
        limb = conduct.limb
        rule = conduct.statement or self._grade_of(limb, asked)
        cost = limb.base.text[:COST_READ] if rule is not limb.statement else ""
        return f"{self.lexicon.titles[limb.base.clause.doc_id]}\n{rule.text[:RULE_READ]}{cost}"

    def _grade_of(self, limb: Limb, asked: Query) -> Statement:
        """The item of a limb that says most of what is asked (发生较大事故的，处…); the limb's opening where none says a case."""
        below = dict.fromkeys(p.clause for p in limb.pieces[1:] if p.clause is not limb.base.clause)
        items = [s for clause in below for s in self.ranker.book.of(clause)]
        return max(items, key=lambda s: coverage(asked.words, s.text), default=limb.statement)

    def sheet_of(self, doc_id: str) -> _Sheet:
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


def _as_asked(penalty: Penalty) -> str:
    """A breach as the judge is asked of it, beside a rule with what follows."""
    return f"{penalty.conduct}怎么处罚"


def without_trade(query: Query) -> Query:
    """The query with the words that name somebody's trade (美容院, 养鸡场) counting little: they tell no breach."""
    words = tuple(
        replace(w, weight=TRADE * w.weight) if len(w.text) > 1 and _is_trade(w.text) else w
        for w in query.words
    )
    return replace(query, words=words) if any(w.weight >= LEAST_WORD for w in words) else query


def _is_trade(word: str) -> bool:
    return bool(_PLACE_OF_TRADE.search(word))


def said_of(scored: Scored) -> float:
    """How much of the question a conduct or rule says, by words and search."""
    return 0.45 * scored.own + 0.75 * scored.coverage + 0.25 * scored.whole + 0.6 * scored.search


def _told(conduct: Conduct) -> list[str]:
    """The sentences that tell a conduct: its rule's, and the consequence's where it says more than a number."""
    texts = [conduct.statement.text] if conduct.statement is not None else []
    if not texts or names_conduct(conduct.limb.base.premise):
        texts.append(conduct.limb.base.premise)
    return texts


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
