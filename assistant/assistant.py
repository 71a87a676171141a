"""The assistant: question and history in, verified answer out. Ties the rooms together; decides nothing itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from assistant.compose import Composer
from assistant.dialogue import Dialogue
from assistant.lexicon import Lexicon
from assistant.lookup import Lookup
from assistant.question import Understander, check_question
from assistant.render import Renderer
from assistant.statements import Ranker
from assistant.types import Answer, Turn
from corpus.types import Clause
from index.policy_index import PolicyIndex
from index.types import Evidence

ANSWERERS = ("extractive", "llm")


def today() -> date:
    """The day answers are given on; POLICY_TODAY (ISO) sets it for tests and replays."""
    fixed = os.environ.get("POLICY_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


class Assistant:
    """Answers questions over one opened index. Holds no conversation: history comes with each question."""

    def __init__(self, index: PolicyIndex, *, answerer: str = "extractive", day: date | None = None) -> None:
        self.index = index
        self.answerer = answerer
        self.lexicon = Lexicon(index)
        self.understander = Understander(self.lexicon)
        self.dialogue = Dialogue(self.lexicon, self.understander)
        self.ranker = Ranker(index)
        self.lookup = Lookup(index, self.lexicon)
        self.renderer = Renderer(index.documents, index.tree, day or today())
        self.composer = Composer(index, self.lexicon, self.lookup, self.ranker, self.renderer)

    @classmethod
    def open(cls, store: Path | str | None = None, answerer: str = "extractive") -> Assistant:
        """Open the store (default: the settings' one).

        :raises StoreError: the store is missing, corrupt or foreign.
        """
        from index.settings import Settings

        path = Path(store) if store is not None else Settings.from_env().store
        return cls(PolicyIndex.open(path), answerer=answerer)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer to a question.

        :raises QuestionError: the question is empty, overlong or has no words.
        """
        begun = perf_counter()
        check_question(question)
        standalone = self.dialogue.standalone(question, history)
        query = self.understander.understand(standalone)
        understood = perf_counter()
        composed = self.composer.compose(query)
        text, citations = self.renderer.finish(composed.draft)
        if composed.outcome == "refused":
            citations = ()
        ended = perf_counter()
        return Answer(
            question=question,
            standalone_question=standalone,
            outcome=composed.outcome,
            text=text,
            citations=citations,
            evidence=self._evidence(composed.looked_at),
            notes=tuple(composed.draft.notes),
            timing_ms={
                "understand": (understood - begun) * 1000,
                "answer": (ended - understood) * 1000,
                "total": (ended - begun) * 1000,
            },
        )

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, the whole Answer last."""
        answer = self.ask(question, history)
        for sentence in answer.text.split("。"):
            if sentence:
                yield sentence + "。"
        yield answer

    def _evidence(self, clauses: Sequence[Clause]) -> tuple[Evidence, ...]:
        seen = dict.fromkeys(clauses)
        return tuple(
            Evidence(clause=c, score=1.0 / (n + 1), source="hybrid", start=c.start, end=c.end)
            for n, c in enumerate(seen)
        )
