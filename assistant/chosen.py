"""A follow-up read in three ways, and which of the answers is told.

The rules of conversation/ know places, years and rows, and what was told before; the rewriter (index/rewriter.py) knows how
people talk; and many a message stands alone. Each reading gets its own answer. Told is the one of the highest score: what
the verifier makes of the talk and the answer, what the judge makes of the bare message and the answer, and how often
that way of reading is right (choosing.toml, ``python -m eval calibrate --choice``), fitted on talks that no reading was
made for. Knows nothing of how a question is answered.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.answers.render import unmarked
from assistant.told_parts import Asked
from corpus.script import simplify
from index.judge import PolicyJudge
from index.rewriter import PolicyRewriter
from index.verifier import PolicyVerifier

WAYS = ("rules", "rewriter", "alone")
# the ways whose refusal is one; a message that is not answered alone may be so with the talk
REFUSING = ("rules", "rewriter")
# what an answer is scored by: the verifier's logit beside the talk, the judge's beside the bare message
VALUES = ("verifier", "judge")
HIGHEST = 8.0  # logits beyond are no surer
LEAST_NAME, NAME = 4, 8  # characters of a name before its last one
READ = 300  # characters of an answer that the judge reads


@dataclass(frozen=True, slots=True)
class Scores:
    """Coefficients of VALUES, what each of WAYS has more for an answer, and what each of REFUSING has for a refusal."""

    weights: tuple[float, ...]
    told: tuple[float, ...]
    refused: tuple[float, ...]

    def of(self, way: str, known: tuple[float, ...] | None) -> float:
        """An answer's score.

        :param known: its VALUES; None for a refusal.
        """
        if known is None:
            return self.refused[REFUSING.index(way)] if way in REFUSING else -math.inf
        return self.told[WAYS.index(way)] + sum(w * k for w, k in zip(self.weights, known, strict=True))


@lru_cache(maxsize=1)
def scores() -> Scores:
    """What choosing.toml holds."""
    data = tomllib.loads(resources.files("assistant").joinpath("choosing.toml").read_text("utf-8"))
    parts = (("weights", VALUES), ("told", WAYS), ("refused", REFUSING))
    return Scores(*(tuple(float(data[part][name]) for name in names) for part, names in parts))


def values(
    verifier: PolicyVerifier, judge: PolicyJudge, messages: Sequence[str], told: str
) -> tuple[float, ...]:
    """The VALUES of an answer to the last of some messages.

    :param messages: as they were said, oldest first. :param told: as it is shown, with its marks.
    """
    said, text = [simplify(m) for m in messages], unmarked(told)
    logits = (verifier.logit(said, text), float(judge.logits(said[-1], [text[:READ]])[0]))
    return tuple(max(-HIGHEST, min(HIGHEST, logit)) for logit in logits)


@dataclass(frozen=True, slots=True)
class Heard:
    """A follow-up as it was heard.

    ``messages``: as they were said, oldest first, this one last. ``asked_before``: what the others were read as. ``plain``: this
    one without what is said around it. ``leans``: it says too little to have an answer alone. ``lead``: what the score
    of the rules' answer is raised by.
    """

    messages: Sequence[str]
    asked_before: Sequence[str]
    plain: str
    leans: bool
    lead: float


class Chosen:
    """Reads follow-ups in the other ways beside the rules, and chooses."""

    def __init__(
        self,
        rewriter: PolicyRewriter | None,
        verifier: PolicyVerifier | None,
        judge: PolicyJudge | None,
        ask: Callable[[str], Asked],
        told: Callable[[Asked], str],
        known: Callable[[str], bool],
    ) -> None:
        """:param ask: answers a question that stands alone. :param told: an answer's text, "" for a refusal.

        :param known: whether the documents write something.
        """
        self._rewriter = rewriter
        self._verifier = verifier
        self._judge = judge
        self._ask = ask
        self._told = told
        self._known = known

    def best(
        self, heard: Heard, asked: Asked, fits: Callable[[Asked], bool], none: Asked | None = None
    ) -> Asked:
        """What is told to a follow-up.

        :param asked: it as the rules read it. :param fits: whether another reading's answer may be told.
        :param none: its refusal, where the rules leave a message alone that says too little for it (不合格会怎样).
        """
        if self._verifier is None or self._judge is None:
            return asked
        read = self._read(heard, asked, fits)
        told = {way: self._told(a) for way, a in read.items()}
        if len(set(told.values())) == 1 and none is None:
            return asked
        known_of = {
            t: values(self._verifier, self._judge, heard.messages, t) for t in set(told.values()) if t
        }
        scored = {way: scores().of(way, known_of.get(t)) for way, t in told.items()}
        scored["rules"] += heard.lead
        if none is not None:
            scored["rules"] = scores().of("alone", known_of[told["rules"]])
            if max(scored.values()) < scores().of("rules", None):
                return none
        return read[max(scored, key=lambda way: scored[way])]

    def better(self, messages: Sequence[str], one: Asked, other: Asked) -> Asked:
        """Of two readings of a message that has some parts beside its question the one of the higher score; the first of equals.

        :param messages: as they were said, oldest first, this one last.
        """
        texts = [self._told(a) for a in (one, other)]
        if not all(texts) or texts[0] == texts[1] or self._verifier is None or self._judge is None:
            return one if texts[0] or not texts[1] else other
        first, second = (
            scores().of("rules", values(self._verifier, self._judge, messages, t)) for t in texts
        )
        return one if first >= second else other

    def warm(self) -> None:
        """Loads what is read with."""
        if self._verifier is not None and self._judge is not None:
            self._made(["质量"], "质量")
            values(self._verifier, self._judge, ["质量"], "质量")

    def _read(self, heard: Heard, asked: Asked, fits: Callable[[Asked], bool]) -> dict[str, Asked]:
        """What each of WAYS makes of a follow-up, where it makes something else than the ways before it."""
        read = {"rules": asked}
        plain = _flat(heard.plain)
        stands = asked.answered and plain == _flat(asked.standalone)
        if not heard.leans and plain != _flat(asked.standalone):
            alone = self._ask(heard.plain)
            stands = alone.answered
            if fits(alone):
                read["alone"] = alone
        made = self._made(heard.messages[:-1], heard.plain)
        # what was asked before is asked again by the rules alone (dialogue.once_more)
        ways = [a.standalone for a in read.values()]
        known = (*heard.messages[:-1], *heard.asked_before, *ways)
        if _flat(made) and _flat(made) not in map(_flat, known) and _bare(made) not in map(_bare, ways):
            other = self._ask(made)
            # where a message has an answer by itself, what it took over from the talk is no reason to refuse it
            if fits(other) if other.answered else not stands:
                read["rewriter"] = other
        return read

    def _made(self, before: Sequence[str], plain: str) -> str:
        """The message as the rewriter reads it, "" without one."""
        if self._rewriter is None:
            return ""
        talk = [simplify(m) for m in before]
        made = self._rewriter.rewrite([*talk, simplify(plain)]).text
        for message in talk:
            made = self._whole(made, message)
        return made

    def _whole(self, made: str, message: str) -> str:
        """A reading in which no name of a message is cut before its last character (首席质量|官)."""
        for at in range(LEAST_NAME, len(message)):
            last, beyond = message[at], message[at : at + 2]
            heads = (message[n:at] for n in range(max(at - NAME, 0), at - LEAST_NAME + 1))
            head = next((h for h in heads if h in made), "")
            # 检验检测|机构 is cut where a word ends
            if not head or head + last in made or (len(beyond) > 1 and self._known(head + beyond)):
                continue
            if self._known(head + last):
                return made.replace(head, head + last, 1)
        return made


def _bare(text: str) -> str:
    """A reading without what says no more of what is asked: 首席质量官(要)学多少小时."""
    return re.sub(r"\W|要", "", text)


def _flat(text: str) -> str:
    return re.sub(r"\W", "", text)
