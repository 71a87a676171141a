"""What every door (page, REST, OpenAI-compatible, MCP) does with a question: limit, ask, write down.

Knows nothing of HTML or HTTP.
"""

from __future__ import annotations

import copy
import itertools
import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal, Protocol

from assistant.answers.lookup import Lookup
from assistant.answers.render import titled
from assistant.compose import Composer
from assistant.types import Answer, Turn
from assistant.understand.lexicon import Lexicon
from assistant.understand.question import Understander
from corpus.errors import PolicyError
from index.policy_index import PolicyIndex
from web.checklist import Checklist, make
from web.contract import AnswerRecord, StoredTurn, evidence_records, record, to_turn
from web.finder import Finder

logger = logging.getLogger(__name__)

Door = Literal["page", "rest", "openai", "mcp"]
HISTORY = 12  # earlier turns that the assistant gets to see
MAX_EXAMPLES = 6


class Engine(Protocol):
    """The assistant as the doors use it: assistant.assistant.Assistant is one."""

    answerer: str
    index: PolicyIndex
    understander: Understander
    lookup: Lookup
    lexicon: Lexicon
    composer: Composer

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The whole answer."""

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        """Text pieces, the whole answer last."""

    def warm(self) -> None:
        """Loads what is loaded when first needed."""


class Journal(Protocol):
    """Where questions and feedback are written down; web.journal has the one in SQLite."""

    def asked(self, turn: StoredTurn, user: str, door: str, answerer: str) -> None:
        """Write down an answered question."""

    def stopped(self, question: str, said: str, user: str, door: str, answerer: str) -> None:
        """Write down a question whose answer was called off, with what was said of it."""

    def feedback(self, turn_id: str, user: str, verdict: str, reason: str | None, comment: str) -> None:
        """Write down what a reader thought of an answer."""


class Limiter(Protocol):
    """Who may ask how often; web.limits has the one in use."""

    def check(self, user: str) -> None:
        """:raises RateLimitError: ``user`` has asked too often."""


@dataclass(frozen=True)
class Desk:
    """One for the whole server; holds nothing of any single reader. Safe to share between threads."""

    engine: Engine
    answerer: str = "extractive"
    journal: Journal | None = None
    limiter: Limiter | None = None

    @property
    def index(self) -> PolicyIndex:
        """The opened store."""
        return self.engine.index

    @cached_property
    def finder(self) -> Finder:
        """Clauses by number, department and keyword."""
        return Finder(self.index, self.engine.understander, self.engine.lookup)

    def checklist(self, *, place: str, trade: str, size: str, roles: Sequence[str]) -> Checklist:
        """What applies to whoever filled in the form.

        :raises InputError: the form says too little, or names a place that is not known.
        """
        return make(
            self.index,
            self.engine.lexicon,
            self.engine.composer.applicability,
            place=place,
            trade=trade,
            size=size,
            roles=roles,
        )

    def ask(
        self,
        question: str,
        turns: Sequence[StoredTurn],
        *,
        user: str,
        door: Door,
        wanted: Callable[[], bool] = lambda: True,
    ) -> Iterator[str | StoredTurn]:
        """Text pieces as they come, the finished exchange last; ends early where it is not ``wanted`` any more.

        :raises InputError: the question cannot be put as it stands, or the user has asked too often.
        """
        if self.limiter is not None:
            self.limiter.check(user)
        history = [to_turn(t, self.index) for t in turns[-HISTORY:]]
        said, settled = "", False
        try:
            for piece in self.engine.stream(question, history):
                if not wanted():
                    return
                if isinstance(piece, str):
                    said += piece
                    yield piece
                    continue
                stored = StoredTurn(
                    turn_id=uuid.uuid4().hex,
                    asked_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    answer=record(piece),
                    evidence=evidence_records(piece),
                )
                if self.journal is not None:
                    self.journal.asked(stored, user, door, self.answerer)
                settled = True
                yield stored
        except PolicyError:
            settled = True  # a question that could not be put was not answered in part
            raise
        finally:
            # what was shown was shown, also where the reader did not wait for the end
            if self.journal is not None and not settled:
                self.journal.stopped(question, said, user, door, self.answerer)

    def stream_after(self, questions: Sequence[str], *, user: str, door: Door) -> Iterator[str | StoredTurn]:
        """As ``ask`` for the last question; the assistant answers the earlier ones itself for the history.

        :raises InputError: as ``ask``.
        """
        history: list[Turn] = []
        for earlier in questions[:-1][-HISTORY:]:
            history.append(Turn(earlier, self.engine.ask(earlier, history)))
        kept = [
            StoredTurn(
                turn_id=uuid.uuid4().hex,
                asked_at="",
                answer=record(turn.answer),
                evidence=evidence_records(turn.answer),
            )
            for turn in history
        ]
        yield from self.ask(questions[-1], kept, user=user, door=door)

    def answer_after(self, questions: Sequence[str], *, user: str, door: Door) -> AnswerRecord:
        """The answer to the last question, earlier ones as in ``stream_after``.

        :raises InputError: as ``ask``.
        """
        for piece in self.stream_after(questions, user=user, door=door):
            if isinstance(piece, StoredTurn):
                return piece.answer
        raise RuntimeError("the assistant's stream ended without an answer")

    @cached_property
    def _plain(self) -> Engine:
        """The same engine without a model: what is asked at start must not wait for one."""
        plain = copy.copy(self.engine)
        plain.answerer = "extractive"
        return plain

    def warm(self) -> None:
        """Put one question of each kind, so that what is loaded when first needed is there for the first reader."""
        self._plain.warm()
        kinds = list(itertools.islice(_candidates(self.index), 3))
        for question in (*kinds, "第一条由谁负责？", "What is the target?", "哪些条款和我们企业有关？"):
            try:
                self._plain.ask(question)
            except PolicyError as error:
                logger.warning("warming up: %s: %s", question, error)
        self.finder.find("质量")

    def examples(self) -> list[str]:
        """Questions made from the corpus that the assistant was just seen to answer, one kind after another."""
        kept: list[str] = []
        for question in _candidates(self.index):
            if len(kept) == MAX_EXAMPLES:
                break
            try:
                if self._plain.ask(question).outcome == "answered":
                    kept.append(question)
            except PolicyError as error:
                logger.warning("example question left out: %s", error)
        return kept


def _candidates(index: PolicyIndex) -> Iterator[str]:
    """A target, a responsible department and a clause by its number from each document in turn."""
    by_document: list[list[str]] = []
    for doc_id, document in index.documents.items():
        place = "" if document.region in (None, "全国") else str(document.region)
        questions = []
        rows = [i for i in index.indicators if i.doc_id == doc_id and i.attribute and i.year]
        if rows:
            one = rows[-1]
            questions.append(f"{place}{one.year}年{one.name}的目标是多少？")
        named = [c for c in index.tree if c.doc_id == doc_id and c.kind == "article" and c.title]
        owned = [c for c in named if c.departments]
        if owned:
            questions.append(f"{place}{owned[len(owned) // 2].title}由哪些部门负责？")
        if named:
            questions.append(f"{titled(document.title)}{named[0].label}讲什么？")
        by_document.append(questions)
    for kind in range(3):
        for questions in by_document:
            if kind < len(questions):
                yield questions[kind]
