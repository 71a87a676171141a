"""Which stretch of a question is nearest in sense to a follow-up's words, where none is made like them.

居家老人 for 机构养老, 在岗 for 离岗退休, 养大狗 for 养猫: the encoder tells, whose vectors the corpus is searched with. Knows
nothing of how a question is put together again (ellipsis.py).
"""

from __future__ import annotations

import re

from assistant.conversation.followup import asks
from assistant.conversation.frames import Frame
from assistant.conversation.parts import Span, nominal, spans_of, verbal, wanted
from assistant.understand.lexicon import Lexicon

# no name begins or ends so, nor goes on over a mark
_LOOSE = re.compile(
    r"^[的在对和与跟给为到把被让从了着过，,、（(]|[的在对和与跟给为到把被让从了着过，,、（(]$|[，,；;]"
)
_NEAR_DEED, _NEAR, _SURELY_NEAR = 0.72, 0.745, 0.82  # the cosine from which on two names can be of one kind


def nearest(
    lexicon: Lexicon, subject: str, words: list[Span], chunks: list[list[Span]], new: str
) -> list[Span]:
    """The stretch of a subject that is nearest in sense to the new words (居家老人, for 机构养老); [] where none is near."""
    runs = _runs(words) + [(c[i][0], c[-1][1]) for c in chunks for i in range(len(c))]
    # a thing takes the place of a thing, and not of what qualifies one; a deed that of a deed
    runs = [(a, b) for a, b in runs if verbal(new) or not any(c[0][0] < b < c[-1][1] for c in chunks)]
    fits = {
        subject[a:b]: (a, b)
        for a, b in runs
        if b - a > 1 and not wanted(subject[a:b]) and not _LOOSE.search(subject[a:b])
    }
    deeds = [name for name in fits if verbal(name)] if verbal(new) else []
    for names, least in ((deeds, _NEAR_DEED), (list(fits), _NEAR)):
        name, score = lexicon.likest(new, names) if names and len(new) > 1 else ("", 0.0)
        if score >= least:
            return [_with_its_equals(subject, fits[name])]
    return []


def in_what_is_asked(lexicon: Lexicon, frame: Frame, new: str) -> str:
    """公寓里 | 能养大狗吗, then 养猫呢: the question with the new words in what it asks; "" where none there is like them."""
    begin = len(frame.front) + len(frame.subject)
    if not nominal(frame.back):
        return ""
    rest = frame.front + frame.subject + frame.back
    inner = [s for s in spans_of(rest, lexicon.contexts.writes) if s[0] >= begin]
    fits = {rest[a:b]: (a, b) for a, b in _runs(inner) if b - a > 1 and not _LOOSE.search(rest[a:b])}
    fits = {name: s for name, s in fits.items() if not asks(name) and nominal(name) and not wanted(name)}
    name, score = lexicon.likest(new, list(fits)) if fits else ("", 0.0)
    if score < _SURELY_NEAR:
        return ""
    a, b = fits[name]
    return frame.lead + rest[:a] + new + rest[b:]


def _runs(words: list[Span]) -> list[Span]:
    """Up to three words that follow one another."""
    return [(words[i][0], words[j][1]) for i in range(len(words)) for j in range(i, min(i + 3, len(words)))]


def _with_its_equals(text: str, span: Span) -> Span:
    """A name with those that it is listed with: 长安杯和雁塔杯."""
    last = text[span[1] - 1]
    before = re.search(rf"(?:[一-龥]{{1,8}}{last}[和与及、])+$", text[: span[0]])
    behind = re.match(rf"(?:[和与及、][一-龥]{{1,8}}?{last})+", text[span[1] :])
    return before.start() if before else span[0], span[1] + (behind.end() if behind else 0)
