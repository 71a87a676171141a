"""The statement that answers with what belongs to it: the stem of its list, its clause's other sentences, the exception behind.

Knows nothing of how the statement was chosen.
"""

from __future__ import annotations

import re

from assistant.answers.dealt import Dealt
from assistant.answers.enumerations import denies_too, opens_list
from assistant.answers.ranking import Scored
from assistant.answers.readout import GATHER
from assistant.answers.render import Draft, Span, plain, tabled
from assistant.answers.statements import Statement
from assistant.answers.stretches import EXCERPT, joined, untitled
from assistant.answers.verdicts import ACT, bearing
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.types import Clause

# share of a question's words that a further sentence must add to be read out too
LEAST_GAIN = 0.08
_ITEMS = ("item", "subitem", "subparagraph")
# share of a question that the best sentence says by itself, and of that what a sentence beside it has to say to be read out
SAID_ALL, SAID_TOO = 0.9, 0.7
HEARD_TOO = 3.0  # by so much less a logit may be
_BUT = re.compile("但是?[，,]?|有下列.{0,12}除外")
_YEAR_ASKED = re.compile("哪一?年|什么时候|何时|几几年")
# what cannot stand before the sentence that it goes on from
_GOES_ON = re.compile(
    "其中|上述|前款|该|此|这|同时|另外?|并|也|还|但|对于?|因|如|若|逾期|否则|期满|届时|其|有下列|符合|具体"
)
_WHAT, _THINGS = (
    re.compile("什么|啥|哪些|哪几"),
    re.compile("(?:包括|(?:下列|以下|如下)[^，。；]{0,6}(?:材料|资料|文件|证件|内容))[：:]$"),
)
_UNTIL = re.compile("什么时候|何时|啥时候|哪一?年|几月|多会儿|时限|期限|什么时间")


class Assembled(Dealt):
    """Puts together what of a clause is read out."""

    def say_best(self, draft: Draft, query: Query, ranked: list[Scored], best: Scored) -> None:
        """The best statement with what belongs to it: the stem of its list, its unit's other sentences on the matter."""
        until = self.deadline_at(best.statement.clause) if _UNTIL.search(query.text) else None
        if until is not None:
            draft.sentences += until.draft.sentences
            return
        if best.statement.clause.kind == "row":
            self.say_statement(draft, query, best)
            return
        document = self.index.documents[best.statement.clause.doc_id]
        where = self.where(query, document)
        pieces = self._pieces(query, ranked, best)
        own = best.statement
        opens = any(document.text[a:b].rstrip().endswith(("：", ":")) for a, b, _ in pieces)
        goes_on = _GOES_ON.match(untitled(plain(own.source.strip()))) or self.stem(own.clause)
        if bearing(query, own.text) >= ACT or not (opens or goes_on or query.kind is Kind.LIST):
            # what answers before what stands around it
            # ... and the items of a list that it opens right behind it
            lists = own.text.endswith(("：", ":"))
            pieces.sort(key=lambda p: (not p[0] <= own.start < p[1], lists and p[1] <= own.start))
        for start, end, clause in pieces:
            if clause.kind == "row" and (columns := self.ranker.book.columns(clause)):
                # a figure without its column's head may be taken for another one's
                draft.say(where + tabled(columns), *self.row_spans(clause, columns))
                where = ""
                continue
            text = untitled(plain(document.text[start:end])).rstrip("，,、；;")
            draft.say(where + text, Span(clause, start, end))
            where = ""

    def _pieces(self, query: Query, ranked: list[Scored], best: Scored) -> list[tuple[int, int, Clause]]:
        """(start, end, clause) of what is read out, in reading order; what adjoins is one piece."""
        statement = best.statement
        text = self.index.documents[statement.clause.doc_id].text
        stem = self.stem(statement.clause)
        if stem is None and query.kind is Kind.LIST:
            stem = (
                statement
                if opens_list(statement.text)
                else self._stem_within(query, ranked, best) or self._headed(query, statement)
            )
        if stem is not None and query.kind is Kind.LIST and denies_too(query.text, stem):
            return [(stem.start, self.with_items(stem.clause, stem.end), stem.clause)]
        opening = stem or statement
        if _THINGS.search(opening.text) and _WHAT.search(query.text) and not query.asks_figure:
            # 申请公寓要带什么: one thing of those that are to be brought is no answer
            return [(opening.start, self.with_items(opening.clause, opening.end), opening.clause)]
        chosen: list[Statement] = [statement]
        if stem is not None and stem is not statement:
            chosen.append(stem)
        used = sum(min(len(s.text), EXCERPT) for s in chosen)
        mates = [
            s
            for s in ranked
            if s.statement not in chosen
            and s.statement.unit is statement.unit
            and not s.statement.heading
            and (query.kind is not Kind.LIST or denies_too(query.text, s.statement))
            # 到哪年: of two sentences the one with a year
            and (s.statement.years or not statement.years or not _YEAR_ASKED.search(query.text))
        ]
        told = {w.text: max(w.said_in(s.text) for s in chosen) for w in query.words}
        total = sum(w.weight for w in query.words) or 1.0
        while mates:
            # what says most of what the sentences before have left open
            gains = [
                sum(w.weight * max(0.0, w.said_in(m.statement.text) - told[w.text]) for w in query.words)
                / total
                for m in mates
            ]
            at = max(range(len(mates)), key=lambda i: gains[i] + 0.2 * mates[i].score)
            mate = mates.pop(at)
            said_all = query.kind is not Kind.LIST and best.own >= SAID_ALL and mate.own < SAID_TOO * best.own
            alike = mate.own >= 0.4 * best.own or mate.score >= 0.75 * best.score
            akin = (alike and not said_all) or _answers_too(mate, best)
            if (gains[at] < LEAST_GAIN and not akin) or used + len(mate.statement.text) > GATHER:
                continue
            used += len(mate.statement.text)
            chosen.append(mate.statement)
            for w in query.words:
                told[w.text] = max(told[w.text], w.said_in(mate.statement.text))
        chosen += [s for s in self.whole_clause(statement) if s not in chosen]
        if (exception := self._exception(statement)) is not None and exception not in chosen:
            chosen.append(exception)
        pieces: list[tuple[int, int, Clause]] = []
        for s in sorted(chosen, key=lambda s: s.start):
            start, end = self.excerpt(query, s)
            if not untitled(plain(text[start:end])).strip():
                continue
            if text[start:end].rstrip().endswith(("：", ":")) and len(chosen) == 1:
                end = self.with_items(s.clause, end)
            pieces.append((start, end, s.clause))
        return joined(text, pieces)

    def _exception(self, statement: Statement) -> Statement | None:
        """但是，…除外: the sentence behind a rule that takes something out of it; half a rule may mislead."""
        after = (s for s in self.ranker.book.of(statement.clause) if s.start >= statement.end)
        following = next(after, None)
        return following if following is not None and _BUT.match(following.text) else None

    def _headed(self, query: Query, item: Statement) -> Statement | None:
        """The heading an item stands under (哪些情况不能申请), where it says more of what is asked."""
        parent = self.index.tree.parent(item.clause) if item.clause.kind in _ITEMS else None
        own = self.ranker.book.of(parent) if parent is not None else ()
        if len(own) != 1 or not own[0].heading:
            return None
        both = coverage(query.words, own[0].text + item.text)
        return own[0] if both >= coverage(query.words, item.text) + LEAST_GAIN else None

    def _stem_within(self, query: Query, ranked: list[Scored], best: Scored) -> Statement | None:
        """The sentence that opens a list in the unit of the best statement, if it says about as much as that one."""
        for scored in ranked:
            s = scored.statement
            if s.unit is best.statement.unit and s.text.endswith(("：", ":")):
                if not denies_too(query.text, s):
                    return None  # what has to be handed in, where it is asked who need not
                if scored.own >= 0.5 * best.own or scored.coverage >= 0.6 * best.coverage:
                    return s
                return None
        return None


def _answers_too(mate: Scored, best: Scored) -> bool:
    """Whether the judge finds an answer in a sentence beside the best one as well."""
    return mate.logit is not None and mate.logit >= max(0.0, (best.logit or 0.0) - HEARD_TOO)
