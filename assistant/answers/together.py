"""The answers to the parts of one question, said as one: in order, nothing twice, and which part was not found.

Knows nothing of how a question is taken apart, nor of how a part is answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.render import Composed, Draft, Span

# what says yes or no to a part, and of what it does nobody knows without it
_VERDICT = re.compile("是的|不是|不对|对|有|没有|可以|不可以|需要|不需要|不都是|都是")
_SOURCE = re.compile("《[^》]+》：")


def joined(parts: Sequence[str], answers: Sequence[Composed]) -> Composed | None:
    """One answer to all parts; None where none of them is answered.

    :param parts: the parts as they were asked, for naming those that nothing answers.
    """
    if not any(a.outcome == "answered" for a in answers):
        return None
    draft = Draft()
    for part, answer in zip(parts, answers, strict=True):
        if answer.outcome != "answered":
            draft.say(not_found(part))
            continue
        known = _bare("".join(text for text, spans in draft.sentences if spans))
        grounded = [text for text, spans in answer.draft.sentences if spans]
        if grounded and all(_bare(text) in known for text in grounded):
            # 可以 alone would hang in the air
            have = [text for text, _ in draft.sentences]
            for text in (text for text, spans in answer.draft.sentences if not spans and text not in have):
                draft.say(f"“{part}”：{text}" if _VERDICT.fullmatch(text) else text)
            continue
        for text, spans in answer.draft.sentences:
            _say_once(draft, text, spans)
        for note in answer.draft.notes:
            draft.note(note)
    looked = [c for a in answers if a.outcome == "answered" for c in a.looked_at[:1]]
    looked += [c for a in answers for c in a.looked_at]
    return Composed("answered", draft, tuple(dict.fromkeys(looked)), all(a.settled for a in answers))


def not_found(part: str) -> str:
    """What is said of a part that nothing answers."""
    return f"“{part}”在文件里没有查到"


def named_once(draft: Draft) -> None:
    """Say only once of which document several sentences are that stand together."""
    before = ""
    for n, (text, spans) in enumerate(draft.sentences):
        source = m.group() if (m := _SOURCE.match(text)) else ""
        if source and source == before:
            draft.sentences[n] = (text.removeprefix(source), spans)
        before = source or before


def _say_once(draft: Draft, text: str, spans: tuple[Span, ...]) -> None:
    """Add a sentence unless one before says it; one before that says less of it gives way."""
    said = _bare(text)
    for n, (other, grounds) in enumerate(draft.sentences):
        if spans and grounds and (said in _bare(other) or _parts_of(text, other)):
            return
        if spans and grounds and _bare(other) in said:
            draft.sentences[n] = (text, spans)
            return
    draft.say(text, *spans)


def _parts_of(text: str, other: str) -> bool:
    """Whether a sentence is put together of what another one says: 到2035年，绿色建筑面积比达到100%."""
    return all(_bare(piece) in _bare(other) for piece in re.split("[，,；;]", text))


def _bare(text: str) -> str:
    """A sentence's words without marks, nor what it says of where it is from."""
    # 由某局牵头的条款：“…” says who, and not only where it is from
    return re.sub(r"\W", "", re.sub(r"^(?![^：:]{2,40}的条款)[^：:]{2,40}[：:](?=.)", "", text))
