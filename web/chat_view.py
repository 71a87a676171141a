"""One exchange as HTML: the question, how it was read, the answer with its citation chips, quiet notes.

Knows nothing of how answers are made, nor where conversations are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.script import fold
from web.contract import AnswerRecord, StoredTurn
from web.markup import render

_STOPS = tuple("。，；：！？、")
_MARK = re.compile(r"【(\d{1,3})】")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an answer's text, or (``number`` set) a citation chip with the mark that follows it."""

    text: str
    number: int | None = None
    label: str = ""
    after: str = ""


def pieces(text: str, labels: dict[int, str]) -> list[Piece]:
    """``text`` cut at its 【n】 marks; a mark without a citation stays text."""
    out: list[Piece] = []
    at = 0
    for match in _MARK.finditer(text):
        number = int(match[1])
        if number not in labels:
            continue
        if match.start() > at:
            out.append(Piece(text[at : match.start()]))
        out.append(Piece(match[0], number, labels[number]))
        at = match.end()
    if at < len(text):
        out.append(Piece(text[at:]))
    return out


def held_together(shown: Sequence[Piece]) -> list[Piece]:
    """The pieces with each mark of punctuation at the chip before it, so that no line begins with one."""
    out: list[Piece] = []
    for piece in shown:
        if out and out[-1].number is not None and piece.number is None and piece.text[:1] in _STOPS:
            out[-1] = replace(out[-1], after=piece.text[:1])
            piece = replace(piece, text=piece.text[1:])
        if piece.text:
            out.append(piece)
    return out


def on_lines(shown: Sequence[Piece], least: int = 3) -> list[Piece]:
    """The pieces with a line break after each cited sentence, where there are ``least`` of them or more: a list
    that is read out as one paragraph is hard to find one's way in."""
    ends = [n for n, p in enumerate(shown) if p.after == "。"]
    if len(ends) < least:
        return list(shown)
    return [replace(p, after="。\n") if n in ends and n + 1 < len(shown) else p for n, p in enumerate(shown)]


def plain_text(answer: AnswerRecord) -> str:
    """The answer with its sources, for the clipboard."""
    lines = [answer.answer]
    if answer.citations:
        lines += ["", "依据："]
        lines += [f"【{c.number}】{c.label}：“{c.quote.strip()}”" for c in answer.citations]
    return "\n".join(lines)


def turn_html(stored: StoredTurn, number: int, *, last: bool) -> str:
    """One finished exchange; ``number`` is its place in the conversation, from 0."""
    answer = stored.answer
    labels = {c.number: c.label for c in answer.citations}
    shown = pieces(answer.answer, labels)
    marked = {p.number for p in shown}
    shown += [Piece(f"【{n}】", n, label) for n, label in labels.items() if n not in marked]
    return render(
        "turn.html",
        turn=number,
        question=answer.question,
        read_as=answer.standalone_question if _differs(answer) else None,
        outcome=answer.outcome,
        pieces=on_lines(held_together(shown)),
        notes=answer.notes,
        suggestions=answer.suggestions if last else [],
        cited=len(answer.citations),
        looked_at=len(stored.evidence),
        copy_text=plain_text(answer),
        verdict=stored.verdict,
        last=last,
    )


def _differs(answer: AnswerRecord) -> bool:
    return fold(answer.question).rstrip("?？") != fold(answer.standalone_question).rstrip("?？")


def log_html(turns: Sequence[StoredTurn], examples: Sequence[str]) -> str:
    """The finished exchanges of a conversation, or where there are none the example questions."""
    if not turns:
        return render("welcome.html", examples=examples)
    return "".join(turn_html(t, n, last=n == len(turns) - 1) for n, t in enumerate(turns))


def live_html(question: str, text: str) -> str:
    """The exchange that is being answered; its marks become chips when the answer is whole."""
    return render("live.html", question=question, text=text)


def stopped_html(question: str, text: str) -> str:
    """An answer that the reader called off, as far as it had come."""
    return render("stopped.html", question=question, text=text)


def problem_html(question: str, message: str) -> str:
    """A question that could not be put: one clear line, nothing kept."""
    return render("problem.html", question=question, message=message)
