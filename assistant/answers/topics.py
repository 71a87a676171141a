"""What is said on a topic that the texts name: 西安首席质量官怎么说.

Asked for where no single sentence stands out as the answer: the sentences that say every word of the topic, one a
clause. Knows nothing of figures and of who asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.facets import only_whom_to_ring
from assistant.answers.ranking import Scored
from assistant.answers.render import Composed, Draft
from assistant.answers.shortfall import Shortfall
from assistant.answers.signals import KEY_WEIGHT
from assistant.answers.statements import flat
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word

_OPEN = re.compile(
    r"(?:(?:怎么|咋|如何|怎样)(?:个)?(?:规定|要求|说|讲|提|写|安排)|"
    r"(?:有|提到|写了|说了|做了|作了)?(?:什么|啥|哪些)(?:样)?(?:的)?(?:相关|具体)?(?:规定|要求|说法|提法|讲法|写法|内容|安排))"
    r"(?:的|了|过)?(?:呢|吗|啊|呀)?[？?。\s]*$"
)
# 西安 首席质量官: typed into a box, nothing is asked
_BARE = re.compile(r"[一-龥a-zA-Z“”·\s]{2,14}")
_ASKING = re.compile(
    "多少|几|哪|什么|啥|谁|怎|咋|如何|为何|吗|呢|吧|么|何|是否|有没有|能不能|可以|可不可以|应该|介绍|写|帮|给我|想|说说|讲讲|我|你|您|"
    "(?<![申邀聘])请(?!示)|意思|含义|定义|区别|比较|对比|目标|指标"
)
_YEAR_TYPED = re.compile(r"[到至]?(?:20)?\d\d年(?:底|末|前)?")
_TOPICAL = frozenset({Kind.FACT, Kind.LIST, Kind.DEFINITION})
ALL_SAID = 0.75  # of each word that carries the topic, by a sentence on it
LEAST_SAID = 1.0  # the weight of these words: fewer name no topic
TERM = 4  # characters of a word that is a topic however often it is written
LEAST_TOPIC = 0.45  # of a word that is the topic where a clause is headed by it
MOST_CLAUSES = 6  # speak of a topic; more do of a common word
MOST_OF_ALL = 12  # where only the topic is typed
NAMED = 3  # further clauses that are named
TOLD = 3  # clauses that are read out
LONGEST = 16  # characters of keywords


class Topics(Shortfall):
    """Answers what is said of a thing by name."""

    def said_on(self, query: Query) -> Composed | None:
        """The sentences that name the topic, one a clause; None where no topic is asked about or half the corpus names it."""
        if query.kind not in _TOPICAL or query.asks_figure or query.english:
            return None
        if keywords_alone(query):
            return self._named_topic(query)
        if not _OPEN.search(query.text):
            return None
        found = self.saying_all(query)
        if not found or len(found) > MOST_CLAUSES:
            # 标准化: a common word names a topic where a clause is headed so
            found = self._under_heading(query)
        if not found:
            return None
        draft = Draft()
        for scored in found[:TOLD]:
            self.say_statement(draft, query, scored)
        return Composed("answered", draft, tuple(s.statement.clause for s in found), settled=True)

    def bare_topic(self, query: Query) -> Composed | None:
        """Of a topic typed without any question: the row it is the measure of, and the sentences that name it, one a clause."""
        text = query.text.strip()
        if query.kind not in _TOPICAL or query.asks_figure or query.refs or query.english:
            return None
        if not _BARE.fullmatch(text) or _ASKING.search(text) or query.years or query.outside:
            return None
        # 知识产权 is no name of the row on patents
        found = [
            s
            for s in self.saying_all(query, LEAST_TOPIC)
            if not only_whom_to_ring(text, s.statement.text)
            if (s.statement.clause.row is None and _writes_one(query, s.statement.text))
            or _names(query, s.statement.text)
        ]
        if not 1 < len(found) <= MOST_OF_ALL:
            told = self._named_topic(query) if keywords_alone(query) else None
            several = (
                told is not None and len({self.ranker.book.unit_of(c) for c in told.draft.clauses()}) > 1
            )
            return told if several else None
        found.sort(key=lambda s: s.statement.clause.row is None)
        draft = Draft()
        for scored in found[:TOLD]:
            # 新增“鲁班奖”5项 of a list of targets
            measured = any(said_by(query, flat(i.name)) for i in scored.statement.indicators)
            self.say_statement(draft, replace(query, wants_number=measured), scored)
        if left := found[TOLD:]:
            self.note_further(draft, [s.statement.unit for s in left], NAMED)
        return Composed("answered", draft, tuple(s.statement.clause for s in found), settled=True)

    def _named_topic(self, query: Query) -> Composed | None:
        """What the clauses say that name all the keywords, wherever in them; None where no clause does or too many do."""
        heavy = [w for w in query.words if w.weight >= LEAST_TOPIC]
        telling = sum(w.weight for w in heavy) >= LEAST_SAID or any(w.weight >= KEY_WEIGHT for w in heavy)
        if not telling or not all(w.known for w in heavy):
            return None
        book = self.ranker.book
        units: dict[str, list[Scored]] = {}
        for scored in self.ranker.rank(query, self.scope(query)):
            units.setdefault(scored.statement.unit.clause_id, []).append(scored)
        told = [u for u in units.values() if _names_all(heavy, book.text_of(u[0].statement.unit))]
        if not told or len(told) > MOST_CLAUSES:
            return None
        # whom to ring comes after what there is
        told.sort(key=lambda u: only_whom_to_ring(query.text, u[0].statement.text))
        draft = Draft()
        for found in told[:TOLD]:
            missing = list(heavy)
            for scored in found:
                text = scored.statement.text
                if scored.statement.heading or not any(_written(w, text) for w in missing):
                    continue
                one = Draft()
                self.say_statement(one, query, scored)
                before = "".join(said for said, _ in draft.sentences)
                draft.sentences += [s for s in one.sentences if s[0] not in before]
                so_far = "".join(said for said, _ in draft.sentences)
                missing = [w for w in missing if w.said_in(so_far) < ALL_SAID]
        if not draft.sentences:
            return None
        return Composed("answered", draft, tuple(dict.fromkeys(draft.clauses())), settled=True)

    def _under_heading(self, query: Query) -> list[Scored]:
        """The likeliest sentence of each clause whose heading says the heaviest of a question's words."""
        words = [w for w in query.words if w.weight >= LEAST_TOPIC]
        topic = max(words, key=lambda w: w.weight, default=None)
        if query.refs or topic is None:
            return []
        found: dict[str, Scored] = {}
        for scored in self.ranker.rank(query, self.scope(query)):
            statement = scored.statement
            if (
                not statement.heading
                and topic.text in statement.under
                and topic.said_in(statement.text) >= ALL_SAID
            ):
                found.setdefault(statement.unit.clause_id, scored)
        return list(found.values())

    def saying_all(self, query: Query, weight: float = LEAST_SAID) -> list[Scored]:
        """The likeliest sentence of each clause in scope that says every word of a question's that carries it.

        :param weight: of these words, without which no sentence is taken to be on the same thing.
        """
        heavy = [w for w in query.words if w.weight >= KEY_WEIGHT]
        telling = sum(w.weight for w in heavy) >= weight or any(len(w.text) >= TERM for w in heavy)
        # 养老服务: words that say little each, and are a name where they are written together
        name = "" if telling else flat(query.topic)
        if query.refs or not (telling or (heavy and len(name) >= TERM)):
            return []
        found: dict[str, Scored] = {}
        for scored in self.ranker.rank(query, self.scope(query)):
            text = scored.statement.text
            if not scored.statement.heading and said_by(query, text) and name in text:
                found.setdefault(scored.statement.unit.clause_id, scored)
        return list(found.values())


def keywords_alone(query: Query) -> bool:
    """Whether a question is only a few keywords, and asks nothing of them."""
    plain = not (
        query.years or query.refs or query.claims or query.departments or query.attribute or query.outside
    )
    asks = _ASKING.search(query.text) or re.search(r"(.)[不没]\1|好多|[?？\d]", query.text)
    return plain and len(query.text) <= LONGEST and not asks


def half_said(query: Query, told: str) -> bool:
    """Whether only a thing and a year are typed (西安2025年研发投入), and what is told (flat) says half of the thing."""
    text = _YEAR_TYPED.sub("", query.text)
    if not query.years or not keywords_alone(replace(query, text=text, years=())):
        return False
    return any(w.weight >= LEAST_TOPIC and w.said_in(told) < ALL_SAID for w in query.words)


def _names(query: Query, text: str) -> bool:
    """Whether a text writes every word that carries a question, or another form of it (CQO)."""
    return all(_written(w, text) for w in query.words if w.weight >= KEY_WEIGHT)


def _writes_one(query: Query, text: str) -> bool:
    """Whether a text writes a word that carries a question: 发展协会 is no 展会."""
    return any(_written(w, text) for w in query.words if w.weight >= LEAST_TOPIC)


def _written(word: Word, text: str) -> bool:
    return any(form in text for form in (word.text, *word.forms))


def _names_all(words: Sequence[Word], text: str) -> bool:
    """Whether a text says all of some words, and writes one of them as it stands."""
    return any(_written(w, text) for w in words) and all(w.said_in(text) >= ALL_SAID for w in words)


def said_by(query: Query, text: str) -> bool:
    """Whether a text says every word that carries a question."""
    return all(w.said_in(text) >= ALL_SAID for w in query.words if w.weight >= KEY_WEIGHT)
