"""What a breach costs and who punishes it, read from the clause that says so together with the rule that is broken.

The words of a question tell the conduct, and these stand in one clause (采用谎称有奖…的方式), what follows in another (违反本法
第十一条规定…，处…罚款): both count as one piece of evidence. Where a rule says what is asked and nothing says what
breaking it costs, that is what is answered. Knows nothing of comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.answers.answerable import probability
from assistant.answers.breaches import SENSE, Breaches, Pair, Rule, said_of, without_trade
from assistant.answers.degrees import bare_premise, chosen, is_lesser, rows_meant
from assistant.answers.judging import LEAST_LOGIT, LIKELY_LOGIT
from assistant.answers.limbs import NUMBER, Limb, Piece
from assistant.answers.render import Composed, Draft, Span, plain, tabled
from assistant.answers.sanctions import Conduct
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import joined, untitled
from assistant.understand.penalty import Penalty, asks_penalty, conduct_of, penalty_of, questions_of
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.types import Clause

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
UNCOSTED = 0.2  # by how much a rule without a consequence must say more than the best one with
# a limb that says less of what is told says none of it; so near in the judge's logit another one is as likely
TOLD, AS_LIKELY = 0.15, 0.5
LEADS = 0.3  # by how much the likeliest clause with a consequence leads the others' scores
# so much of what is told has to stand in one piece, and so many characters, for a text to write it
WRITTEN, LEAST_WRITTEN = 0.8, 4
_ELSEWHERE = frozenset({Kind.COMPARE, Kind.TASKS, Kind.META})
FIGURE_ASKED = re.compile(
    "几(?:[十百千]*万|千|百|倍|元|块)|上限|最[高多]|最[低少]|多少(?:钱|元|万|倍)|罚(?:款|金)?(?:是|要|会)?多少|罚款的?(?:金额|数额|幅度)"
)
# 按照下列标准处以罚款: the sums stand below
FIGURE = re.compile("[元倍]|[百千万]分之|[%‰]|等值|日以[上下]|罚款的|下列标准|下表|罚款[：:]")
_BODY = re.compile(
    "由[^，。；]{2,40}?(?:部门|机关|政府|局|委员会|机构|中心)|[^，。；]{2,20}(?:部门|机关)(?:可以|应当|责令|处)"
)
_VAGUE_BODY = re.compile("(?:由|，)(?:行业主管|监督检查|有关|相关|主管)(?:行政)?(?:部门|机关)")
_COMPETENT = re.compile(
    "行政处罚[^。]{0,30}由[^。]{2,40}(?:决定|实施|执行)|(?:部门|机关)[^。；，]{0,6}(?:负责|主管)[^。；]{2,40}(?:监督管理|监督检查|查处)|"
    "部门对[^。；，]{2,30}进行监督检查|分别负责[^。]{4,60}监督管理"
)


# 哪些情形要从重处罚: the cases are asked for, not what they cost
_WHEN_GRAVER = re.compile(
    "(?:哪些|什么|啥|哪几种)(?:样的?)?(?:情况|情形|行为|条件)[^，,。？?]{0,8}(?:从[轻重]|减轻|加重|免[于予除]?|不予)[^，,。？?]{0,4}(?:处罚|罚)"
)


def _named(pieces: Sequence[Piece], query: Query) -> list[Piece]:
    """The degrees among some pieces whose premise a question names."""
    return [p for p in pieces[1:] if (told := bare_premise(p)) and told in flat(query.text)]


def _figured(pieces: Sequence[Piece], query: Query) -> bool:
    """Whether what is told says a sum: in those of its pieces whose premise the question names, where it names one."""
    return bool(FIGURE.search("".join(p.text for p in _named(pieces, query) or pieces)))


def _one_rule(a: Pair, b: Pair) -> bool:
    """Whether two limbs are for breaking the same sentence."""
    return a.conduct.statement is not None and a.conduct.statement == b.conduct.statement


def _looked(pairs: Sequence[Pair]) -> tuple[Clause, ...]:
    """The clauses of the likeliest pairs."""
    return tuple(dict.fromkeys(c for p in pairs[:SHOWN] for c in clauses_of(p.conduct)))


class Penalties(Breaches):
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
        asked = without_trade(replace(conduct_of(query, penalty), kind=Kind.FACT))
        pairs, bare = self.weighed(asked, penalty, query.text)
        if graded := self.graded(query, asked, [p.logit for p in pairs]):
            return graded
        if not pairs:
            return None
        uncosted = self._is_uncosted(query.text, pairs, bare)
        if uncosted or not self._is_meant(asked, pairs[0]):
            rule = bare.statement if bare is not None and uncosted else None
            pairs, found = self.read_whole(asked, penalty, query.text, pairs, rule)
            if found and rule is not None and self._writes(query, penalty, rule.text):
                # 擅自转供水 stands there word for word, and the fine is for another 擅自…
                found = self._writes(query, penalty, pairs[0].conduct.text)
            if not found and query.kind is Kind.RESPONSIBLE:
                return None
            looked = _looked(pairs)
            if not found and rule is not None:
                # the rule stands there, what breaking it costs does not
                told = self._is_rule_told(query.text, asked, rule) and found is not None
                what = NOT_SAID if told else ""
                return self.refuse(query, what=what, nearest=rule.clause, looked=(rule.clause, *looked))
            if not found:
                return self.refuse(query, nearest=looked[0], looked=looked)
        best, looked = pairs[0], _looked(pairs)
        if FIGURE_ASKED.search(query.text):
            # 不符合第二十七条的，责令改正；不符合其中第四项、情节严重的，处…罚款: of the limbs for one rule the one with a figure
            same = (p for p in pairs if p is best or _one_rule(p, best))
            costed = next((p for p in same if _figured(self._pieces_said(p, query, penalty), query)), None)
            if costed is None:
                return self._without_sum(query, asked, penalty, best, looked)
            best = costed
        pieces = self._of_sentence(query.text, best, chosen(query.text, penalty, best.conduct.limb))
        # the limb's own words may say most, what it is for breaking is cited all the same
        with_rule = (p.conduct for p in pairs if p.conduct.limb is best.conduct.limb and p.conduct.statement)
        conduct = best.conduct if best.conduct.statement else next(with_rule, best.conduct)
        of_what = [*(p.text for p in pieces), *([conduct.statement.text] if conduct.statement else [])]
        if is_lesser(query.text, "".join(of_what)):
            return self.refuse(query, nearest=looked[0], looked=looked)
        draft = Draft()
        self.say_limb(draft, query, penalty, conduct.limb, pieces)
        for limb in self._as_before(conduct.limb):
            self.say_limb(draft, query, penalty, limb, chosen(query.text, penalty, limb), where="")
        self._say_rule(draft, query, conduct)
        if query.around and not query.doc_ids:
            self.note_around(draft, query)
        return Composed("answered", draft, looked, settled=True)

    def _pieces_said(self, pair: Pair, query: Query, penalty: Penalty) -> list[Piece]:
        """The pieces of a conduct's limb that are read out, with those of what it refers to."""
        limbs = [pair.conduct.limb, *self._as_before(pair.conduct.limb)]
        return [p for limb in limbs for p in chosen(query.text, penalty, limb)]

    def _as_before(self, limb: Limb) -> list[Limb]:
        """The limbs that one refers to for what follows (依照前款规定处罚)."""
        return self.sanctions.in_document(limb.base.clause.doc_id).as_before(limb)

    def _without_sum(
        self, query: Query, asked: Query, penalty: Penalty, best: Pair, looked: Sequence[Clause]
    ) -> Composed:
        """That no sum is said, and what is said instead (责令改正，处以罚款)."""
        limb = best.conduct.limb
        if self.heard_whole(asked, penalty, best) < LEAST_LOGIT:
            # not sure enough that it is the breach told, to say that nothing is said of a sum
            return self.refuse(query, nearest=looked[0], looked=looked)
        piece = next(iter(_named(limb.pieces, query)), limb.base)
        words = untitled(NUMBER.sub("", piece.text)).removeprefix(piece.premise).strip("；;：:，,。")
        words = "" if FIGURE.search(words) else words
        return self.refuse(
            query,
            saying=f"文件中没有写明{NO_FIGURE}" + (f"，写的是“{words}”" if words else ""),
            nearest=limb.base.clause,
            looked=tuple(dict.fromkeys((limb.base.clause, *looked))),
        )

    def _is_uncosted(self, question: str, pairs: Sequence[Pair], bare: Rule | None) -> bool:
        """Whether a rule that nothing is said to follow is likelier what the question tells than what costs something."""
        best = pairs[0]
        if bare is None or bare.score <= said_of(best.scored) + SENSE * best.sentence + UNCOSTED:
            return False
        return not self._heard_more(question, pairs, bare)

    def _is_rule_told(self, question: str, asked: Query, rule: Statement) -> bool:
        """Whether a rule is the very one that a question tells the breach of; else nobody can tell that nothing is said of it.

        童工罚多少: the rule nearest in words is another's, and what it costs stands in words of its own.
        """
        if coverage(asked.words, rule.text) >= OWN_LEAST:
            return True
        return (self.judging.heard(question, [rule]) or [0.0])[0] >= LIKELY_LOGIT

    def _writes(self, query: Query, penalty: Penalty, text: str) -> bool:
        """Whether a (flattened) text writes what a question tells of a breach, and not only words of it."""
        told = flat(penalty.conduct)
        for name in (n for r in query.regions for n in (r.name, r.short)):
            told = told.replace(name, "")
        match = SequenceMatcher(None, told, text, autojunk=False).find_longest_match()
        return match.size >= max(LEAST_WRITTEN, WRITTEN * len(told))

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
        limbs = [x for x in self.sheet_of(limb.base.clause.doc_id).limbs if x.statement == limb.statement]
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


def clauses_of(conduct: Conduct) -> list[Clause]:
    """The clause of the rule and that of the consequence."""
    rule = [conduct.statement.clause] if conduct.statement is not None else []
    return [*rule, conduct.limb.base.clause]
