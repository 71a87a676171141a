"""A follow-up read in two ways: as the rules of conversation/ make it stand alone, and as the rewriter does.

The rules know places, years and rows; the rewriter (index/rewriter.py) knows how people talk. Each reading gets its own
answer, and which of the two is told is decided by what the judge makes of both beside the message as it was said: a
logistic regression for each case (choosing.toml, `python -m eval calibrate --choice`), fitted on talks that neither was made
for. Knows nothing of how a question is answered.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.answers.answerable import logistic
from assistant.conversation.parts import content
from assistant.told_parts import Asked
from corpus.script import simplify
from index.judge import PolicyJudge
from index.rewriter import PolicyRewriter, Rewriting

# what the choice goes by: the judge's logits of the other answer and of the first beside the message, and of the first
# beside the rewritten question; how sure the rewriter is; how alike both questions are; messages of the talk
VALUES = ("other", "first", "first_rewritten", "certainty", "alike", "messages")
# both have an answer, only the other has one, only the first has one
CASES = ("both", "found", "withdrawn")
HIGHEST = 8.0  # logits beyond are no surer; a refusal counts as the lowest
READ = 300  # characters of an answer
FEW = 2  # words of weight of a message that says nothing beside its question
_MARK = re.compile(r"【\d+】")

Rule = tuple[float, tuple[float, ...]]  # bias, weights in the order of VALUES


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a follow-up: the question, and its answer's text; "" where it is refused."""

    question: str
    told: str


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """What choosing.toml holds, by case."""
    data = tomllib.loads(resources.files("assistant").joinpath("choosing.toml").read_text("utf-8"))
    return {
        case: (float(rule["bias"]), tuple(float(rule[value]) for value in VALUES))
        for case, rule in data.items()
    }


def case_of(first: Reading, other: Reading) -> str | None:
    """Which of the rules decides; None where there is nothing to choose."""
    if first.told == other.told:
        return None
    return "both" if first.told and other.told else "found" if other.told else "withdrawn"


def values(
    judge: PolicyJudge, message: str, first: Reading, other: Reading, certainty: float, messages: int
) -> tuple[float, ...]:
    """The VALUES of a choice.

    :param message: the follow-up as it was said. :param messages: of the talk, this one counted.
    """

    def logit(question: str, told: str) -> float:
        if not told:
            return -HIGHEST
        read = float(judge.logits(simplify(question), [_MARK.sub("", told)[:READ]])[0])
        return max(-HIGHEST, min(HIGHEST, read))

    return (
        logit(message, other.told),
        logit(message, first.told),
        logit(other.question, first.told),
        certainty,
        _alike(first.question, other.question),
        float(messages),
    )


class Rewritten:
    """Reads follow-ups as the rewriter does, beside another reading of them."""

    def __init__(
        self,
        rewriter: PolicyRewriter | None,
        judge: PolicyJudge | None,
        ask: Callable[[str], Asked],
        told: Callable[[Asked], str],
    ) -> None:
        """:param ask: answers a question that stands alone. :param told: an answer's text, "" for a refusal."""
        self._rewriter = rewriter
        self._judge = judge
        self._ask = ask
        self._told = told

    def better(
        self, message: str, before: Sequence[str], asked: Asked, heeded: Callable[[Asked], bool]
    ) -> Asked:
        """What is told to a follow-up: the answer to it as it was read first, or as the rewriter reads it.

        :param message: as it was said. :param before: the messages before it, oldest first.
        :param asked: as the rules read it. :param heeded: whether an answer speaks of what the message adds to the talk.
        """
        if self._rewriter is None or self._judge is None:
            return asked
        made = self._rewriter.rewrite([simplify(m) for m in (*before, message)])
        same = _flat(made.text) == _flat(asked.standalone)
        if same or not _flat(made.text) or leaves_out(simplify(message), made.text):
            return asked
        other = self._ask(made.text)
        if other.answered and len(content(simplify(message))) <= FEW and not heeded(other):
            return asked
        return other if self._prefers(message, made, asked, other, len(before) + 1) else asked

    def _prefers(self, message: str, made: Rewriting, asked: Asked, other: Asked, messages: int) -> bool:
        assert self._judge is not None
        first = Reading(asked.standalone, self._told(asked))
        second = Reading(other.standalone, self._told(other))
        case = case_of(first, second)
        # where both have an answer, a follow-up that is read as if nothing had been said before it is no better
        if case is None or (case == "both" and _flat(second.question) == _flat(message)):
            return False
        bias, weights = rules()[case]
        known = values(self._judge, message, first, second, made.certainty, messages)
        return logistic(weights, bias, known) > 0.5


def leaves_out(message: str, made: str) -> bool:
    """Whether a rewritten question lacks a number that the message says, or, where it says little else, a word of weight."""
    words = content(message)
    weighty = words if len(words) <= FEW else []
    return any(word not in made.lower() for word in (*re.findall(r"\d+", message), *weighty))


def _flat(text: str) -> str:
    return re.sub(r"\W", "", text)


def _alike(one: str, other: str) -> float:
    """The share of pairs of characters that two texts have in common (Dice)."""
    pairs = [{t[i : i + 2] for i in range(len(t) - 1)} for t in (_flat(one), _flat(other))]
    return 2 * len(pairs[0] & pairs[1]) / max(1, sum(map(len, pairs)))
