"""What is told where nothing was found that surely answers: the likeliest sentence, where the verifier says it is the answer.

What a sentence has in common with a question is weighed before (answers/), with a word here that settles it and a rule
there that bars it; the verifier (index/verifier.py) reads the two as a whole. It is asked for no figure: of two that stand
side by side it does not tell well which is meant. Knows nothing of how a sentence is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answers.refusals import NOTHING
from assistant.answers.render import unmarked
from assistant.compose import Composer
from assistant.told_parts import Asked
from corpus.script import simplify
from index.verifier import PolicyVerifier

# the verifier's logit from which on the likeliest sentence is told; of thirteen such that nobody had read ten were right, and
# of the ten whose words agree (facts.LIKELY) all
SURE = 0.5


class SecondLook:
    """Looks once more at a question that has no answer."""

    def __init__(
        self, composer: Composer, verifier: PolicyVerifier | None, told: Callable[[Asked], str]
    ) -> None:
        """:param told: an answer's text."""
        self._composer = composer
        self._verifier = verifier
        self._told = told

    def at(self, asked: Asked) -> Asked:
        """The question with the likeliest sentence as its answer, where that is one; as it is else.

        A refusal that says what is missing stays.
        """
        if self._verifier is None or asked.answered or asked.composed.draft.sentences[0][0] != NOTHING:
            return asked
        likely = self._composer.likely(asked.query)
        if likely is None:
            return asked
        found = replace(asked, composed=likely)
        text = unmarked(self._told(found))
        put = [asked.standalone, *self._composer.asked_on_topic(asked.query)]
        if max(self._verifier.logit([simplify(question)], text) for question in put) < SURE:
            return asked
        likely.draft.note("问法与原文不尽相同，以上是最可能的一句，请对照原文核对")
        return found
