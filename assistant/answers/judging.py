"""The judge's part in ranking: it reads the likeliest statements beside the question where the first is in doubt.

What a word has in common with a clause is told before (ranking.py); the judge also knows 乱传猪瘟 for 散布疫情信息.
It costs a hundred times as much, so it is asked only where the cheap signs leave it open whether the first statement
answers. Knows nothing of wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answers import answerable
from assistant.answers.answerable import fitted, logistic, probability
from assistant.answers.ranking import AHEAD, LIKELIEST, Scored, held_apart, likeliest
from assistant.answers.render import tabled
from assistant.answers.signals import FEATURES, Signals
from assistant.answers.statements import Statement, StatementBook, flat
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.script import simplify
from corpus.types import Clause
from index.judge import PolicyJudge
from index.policy_index import PolicyIndex

TITLE, HEADING, OPENING = 40, 40, 60  # characters of what stands before a statement
KEPT = 4096  # logits
_PARTS = re.compile("(?<=[；;。])")
_TARGETS = re.compile("(?<=[；;。，,])")
READ_APART = 3  # parts of a sentence that are read for themselves
SHORT = 6  # characters of a part that says nothing
PLAIN = 3.0  # a logit from which on its parts need not be read
# so many of the clauses that an answer cites are read again before it is held to be about something else, and from which
# logit on the answer likely stands in one of them
VOUCHED, LIKELY_LOGIT = 2, 0.0
CLOSE = (
    0.2  # by so much less a sentence of the same unit may say: which of them answers is the judge's to say
)
# below it four in ten of those that lead by far are right, and fewer of others: the clause is near and says nothing of it
LEAST_LOGIT = -2.0
# from which probability on one of the others is worth the judge's reading where the first surely does not answer
ANOTHER = 0.2
# the share of what a question turns on that the likeliest statement and what stands over it do not say: the judge is asked
UNSAID, _MISSING = 0.45, FEATURES.index("missing")
# down to which logit a figure whose name is asked for may still be the one
NO_ANSWER = -5.0
# so many more statements are read where the judge finds no answer in the likeliest ones, none having as high a logit as the
# first of these; the logit from which on one of them is the answer, and how far it has to be above theirs: a story may
# share not one word with its rule
FURTHER, NOTHING_FOUND, FOUND, ABOVE = 6, 1.0, 2.8, 2.4
STORY = 18  # characters of a question from which on it may be one; a short one is put in the texts' own words
# a question of which one of the likeliest statements says so much is put in the texts' words too
TEXTS_WORDS = 0.8

# what the second decision goes by: the judge's logit, and what it cannot see. Which words a statement shares with the
# question is the judge's to weigh: with all values of the first decision it is no better
JUDGED_FEATURES = ("logit", "ahead", "beside", "lacks", "other", "level", "no_figure", "no_unit", "list")

# 最长要多久: a text says 三日内
_SPAN_ASKED = re.compile("最[长迟晚快](?=(?:要|得|需要?|可以?|能)?(?:多[久长]|几|多少[天日个]))")

# what a logit is known by: the question, the statement, and which of its parts was read, "" for all of it
Key = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Model:
    """The second decision's coefficients by feature, and when and with what share the judge is heard.

    ``enough``, ``enough_figure``: an answer is given from these probabilities on. ``low``, ``high``: the first decision's
    probabilities between which the judge is asked. ``share`` of its logit is added to a statement's score.
    """

    weights: tuple[float, ...]
    bias: float
    enough: float
    enough_figure: float
    low: float
    high: float
    share: float


@lru_cache(maxsize=1)
def model() -> Model:
    """What judging.toml holds."""
    data, weights = fitted("judging.toml", JUDGED_FEATURES)
    limits = ("bias", "enough", "enough_figure", "low", "high", "share")
    return Model(weights, *(float(data[name]) for name in limits))


def decision(values: tuple[float, ...], scored: Scored, figure: bool) -> tuple[float, float]:
    """The probability that a statement with these FEATURES answers, and from which on it is to be an answer."""
    m = answerable.model() if scored.logit is None else model()
    enough = m.enough_figure if figure else m.enough
    if scored.logit is None:
        return probability(values), enough
    if scored.logit < LEAST_LOGIT:
        return 0.0, enough
    return logistic(m.weights, m.bias, judged_features(values, scored)), enough


def judged_features(values: tuple[float, ...], scored: Scored) -> tuple[float, ...]:
    """The values of JUDGED_FEATURES for a statement that the judge has read."""
    known = {**dict(zip(FEATURES, values, strict=True)), "logit": scored.logit or 0.0}
    return tuple(known[name] for name in JUDGED_FEATURES)


class Judging:
    """Asks the judge of one index, or another one."""

    def __init__(
        self, index: PolicyIndex, book: StatementBook, signals: Signals, judge: PolicyJudge | None = None
    ) -> None:
        self._index = index
        self._signals = signals
        self._judge = judge or index.judge
        self._book = book
        self._known: dict[Key, float] = {}

    def judged(self, query: Query, ranked: Sequence[Scored]) -> list[Scored]:
        """The statements; where it is in doubt whether the first answers, as ``read`` gives them."""
        first = likeliest(query.asks_figure, ranked)
        if self._judge is None or not first:
            return list(ranked)
        if self.in_doubt(query, first):
            return self.read(query, ranked)
        # where the words tell for sure that the first is none, another one may be it all the same
        unlikely = probability(self._signals.values(query, first[0])) < model().low
        return self.read(query, ranked) if unlikely and self._further(query, ranked) else list(ranked)

    def read(self, query: Query, ranked: Sequence[Scored]) -> list[Scored]:
        """The statements, the likeliest read by the judge, in the order of their scores with its share; as they are without."""
        if self._judge is None:
            return list(ranked)
        read = likeliest(query.asks_figure, ranked)
        judged = []
        for scored, logit in zip(read, self._heard(query, [s.statement for s in read]), strict=True):
            # what stands around a policy is never preferred to its provisions
            heard = min(logit, 0.0) if scored.statement.clause.kind == "other" else logit
            judged.append(replace(scored, score=scored.score + model().share * heard, logit=logit))
        judged.sort(key=lambda s: -s.score)
        if (found := self._further(query, ranked)) is not None:
            judged.insert(0, replace(found, score=judged[0].score + AHEAD))
            read = [*read, *(s for s in ranked if s.statement is found.statement)]
        # others hold scores against one another by their ratio: the first one's stays what the highest was
        up = max((s.score for s in read), default=0.0) - max((s.score for s in judged), default=0.0)
        judged = [replace(s, score=s.score + up) for s in judged]
        seen = set(map(id, read))
        low = min((s.score for s in judged), default=0.0)
        judged[:1] = [self._by_its_parts(query, s) for s in judged[:1]]
        # what was not read stays behind what was
        rest = [replace(s, score=min(s.score, low)) for s in ranked if id(s) not in seen]
        return held_apart(query.asks_figure, judged + rest)

    def _heard(self, query: Query, statements: Sequence[Statement]) -> list[float]:
        """The logits of the likeliest statements; a short one for a figure that none answers is heard without its place too.

        Only that place's documents are looked in, and clauses hardly name it: 衢州本科生租房补贴 is read as if it asked for more
        than 本科毕业生租房补贴.
        """
        logits = self._logits(query.text, statements)
        short = query.placed and query.asks_figure and not query.english and len(query.text) < STORY
        if not short or max(logits, default=0.0) >= NOTHING_FOUND:
            return logits
        bare = self._logits(query.placeless, statements)
        return [max(pair) for pair in zip(logits, bare, strict=True)]

    def _further(self, query: Query, ranked: Sequence[Scored]) -> Scored | None:
        """The statement behind the likeliest ones in which the judge finds the answer, where it finds none in those.

        先付哪个 of fine and damages: other sentences say more of the question's words, and none of what is asked. English
        questions are left alone, of which the judge knows less.
        """
        if query.english or len(query.text) < STORY:
            return None
        told = likeliest(query.asks_figure, ranked, LIKELIEST + FURTHER)
        first = told[:LIKELIEST]
        # what stands around a policy is never preferred to its provisions
        behind = [s for s in told[LIKELIEST:] if s.statement.clause.kind != "other"]
        if not behind or max(s.own for s in first) >= TEXTS_WORDS:
            return None
        read = max(self._logits(query.text, [s.statement for s in first]))
        if read >= NOTHING_FOUND:
            return None
        logits = self._logits(query.text, [s.statement for s in behind])
        logit, best = max(zip(logits, behind, strict=True), key=lambda h: h[0])
        return replace(best, logit=logit) if logit >= max(FOUND, read + ABOVE) else None

    def _by_its_parts(self, query: Query, scored: Scored) -> Scored:
        """A statement with the logit of that of its parts which answers most: a long sentence hides a short answer."""
        parts = passages(self._index, self._book, scored.statement)[1:]
        if self._judge is None or not parts or scored.logit is None or scored.logit >= PLAIN:
            return scored
        if len(parts) > READ_APART:
            # of a long list those that say most of the question
            parts = sorted(parts, key=lambda p: -coverage(query.words, flat(p[p.rfind("\n") :])))[:READ_APART]
        question, s = simplify(query.text), scored.statement
        keys = [(question, s.clause.clause_id, s.start, s.end, part) for part in parts]
        return replace(scored, logit=max(scored.logit, *self._recalled(question, keys, lambda key: key[-1])))

    def vouches(self, query: Query, cited: Sequence[Clause], *, least: float = LIKELY_LOGIT) -> bool:
        """Whether the judge finds the answer to a question in one of the clauses that an answer to it cites.

        :param least: the logit from which on it does.
        """
        return self.likeliest_of(query, cited, least - 1) >= least

    def likeliest_of(self, query: Query, cited: Sequence[Clause], none: float = NO_ANSWER) -> float:
        """The judge's highest logit of the sentences of the clauses that an answer cites; ``none`` without a judge or any."""
        if self._judge is None:
            return none
        units = dict.fromkeys(self._book.unit_of(c) for c in cited[:VOUCHED])
        inside = [d for unit in units for d in (unit, *self._index.tree.descendants(unit))]
        said = [s for c in inside for s in self._book.of(c) if not s.heading]
        own = {c.clause_id for c in cited}
        said.sort(key=lambda s: s.clause.clause_id not in own)
        return max(self._logits(query.text, said[:LIKELIEST]), default=none)

    def heard(self, question: str, statements: Sequence[Statement]) -> list[float] | None:
        """The logits of some statements against a question; None without a judge."""
        return None if self._judge is None else self._logits(question, statements)

    def named(self, question: str, names: Sequence[str]) -> list[float] | None:
        """The logits of what documents call some things (the offences of a table of fines); None without a judge."""
        return None if self._judge is None else self._judge.logits(simplify(question), names).tolist()

    def in_doubt(self, query: Query, first: Sequence[Scored]) -> bool:
        """Whether the first decision leaves it open that the likeliest statement answers, or which sentence of its unit.

        :param first: the likeliest statements.
        """
        if not first:
            return False
        best = first[0]
        values = self._signals.values(query, best)
        likely = probability(values)
        if likely < model().low:
            # a figure of the wrong kind stands first: one of the others may answer
            others = (probability(self._signals.values(query, s)) for s in first[1:])
            if any(p >= ANOTHER for p in others):
                return True
        elif likely < model().high or values[_MISSING] >= UNSAID:
            return True
        unit = best.statement.unit.clause_id
        return any(s.statement.unit.clause_id == unit and best.score - s.score < CLOSE for s in first[1:])

    def _logits(self, question: str, statements: Sequence[Statement]) -> list[float]:
        question = _SPAN_ASKED.sub("", simplify(question))
        keys = [(question, s.clause.clause_id, s.start, s.end, "") for s in statements]
        of = dict(zip(keys, statements, strict=True))
        return self._recalled(question, keys, lambda key: passage(self._index, self._book, of[key]))

    def _recalled(self, question: str, keys: Sequence[Key], passage_of: Callable[[Key], str]) -> list[float]:
        """The logits of some passages against a question: one question is put to the same clauses by several rooms."""
        assert self._judge is not None
        # other threads may empty what is known in between
        known = {key: logit for key in keys if (logit := self._known.get(key)) is not None}
        new = [key for key in dict.fromkeys(keys) if key not in known]
        texts = [passage_of(key) for key in new]
        known |= zip(new, self._judge.logits(question, texts).tolist(), strict=True)
        if len(self._known) > KEPT:
            self._known.clear()
        self._known |= known
        return [known[key] for key in keys]


def passage(index: PolicyIndex, book: StatementBook, statement: Statement) -> str:
    """What the judge reads of a statement: the document's title, two headings, the opening of its list, it itself."""
    return passages(index, book, statement)[0]


def passages(index: PolicyIndex, book: StatementBook, statement: Statement) -> list[str]:
    """What the judge reads of a statement; where semicolons part it, then of each of its parts."""
    title = index.documents[statement.clause.doc_id].title
    ups = [*reversed(list(index.tree.ancestors(statement.clause))), statement.clause]
    headings = [u.title for u in ups if u.title and u.title != title][-2:]
    headings = [h[:HEADING] for h in headings if h.strip() not in statement.source]
    opening = book.intro(statement.clause)[-OPENING:]
    if opening and opening[:20] in flat(statement.source):
        opening = ""
    columns = book.columns(statement.clause)
    text = (
        tabled(columns)
        if columns
        else "".join(line.strip() for line in statement.source.strip().splitlines())
    )
    before = "›".join([title[:TITLE], *headings]) + "\n" + opening
    # a list of targets hides one of them still better
    cut = _TARGETS if statement.lists_targets else _PARTS
    parts = [] if columns else [p for p in cut.split(text) if len(p) > SHORT]
    return [before + text, *(before + part for part in parts if len(parts) > 1)]
