"""One browser's running conversation and the steps a reader can take in it.

The conversation itself is kept in the reader's browser (localStorage, written by conversations.js); the
server holds it only while the page is open, one Session a browser tab. Knows nothing of layout.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.errors import InputError
from web.cards import evidence_html
from web.chat_view import live_html, log_html, problem_html
from web.contract import MAX_TURNS, Conversation, StoredTurn, Verdict, read_conversation
from web.desk import Desk

TITLE = 24


def _new_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Session:
    """What the server knows of one tab."""

    conversation_id: str = field(default_factory=_new_id)
    title: str = ""
    turns: tuple[StoredTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What to show: every field is finished, escaped HTML or None for "as it was".

    ``saved`` is what the browser is to keep.
    """

    session: Session
    log: str | None = None
    live: str | None = None
    evidence: str | None = None
    saved: dict[str, Any] | None = None


def _saved(session: Session) -> dict[str, Any]:
    return {
        "op": "save",
        "stamp": _new_id(),
        "conversation": Conversation(
            conversation_id=session.conversation_id, title=session.title, turns=list(session.turns)
        ).model_dump(mode="json"),
    }


def show(desk: Desk, session: Session, examples: list[str], turn: int | None = None) -> View:
    """The whole conversation, with the evidence of ``turn`` (default: the last)."""
    at = len(session.turns) - 1 if turn is None else turn
    return View(
        session, log_html(session.turns, examples), "", evidence_of(desk, session, at) or empty_evidence(desk)
    )


def empty_evidence(desk: Desk) -> str:
    """The evidence panel before anything was asked."""
    return evidence_html(desk.index, [], [], turn=-1)


def evidence_of(desk: Desk, session: Session, turn: int, number: int | None = None) -> str | None:
    """The evidence panel of one exchange; None where there is no such exchange."""
    if not 0 <= turn < len(session.turns):
        return None
    stored = session.turns[turn]
    return evidence_html(desk.index, stored.answer.citations, stored.evidence, turn=turn, active=number)


def ask(desk: Desk, session: Session, question: str, *, user: str, at: int | None = None) -> Iterator[View]:
    """Put a question; ``at`` replaces the exchange of that number and drops what came after it."""
    question = question.strip()
    turns = session.turns if at is None else session.turns[: max(at, 0)]
    if len(turns) >= MAX_TURNS:
        yield View(session, live=problem_html(question, f"一段对话最多 {MAX_TURNS} 轮，请新建对话。"))
        return
    log = None if at is None else log_html(turns, []) if turns else ""
    text = ""
    yield View(session, log=log, live=live_html(question, text))
    try:
        for piece in desk.ask(question, turns, user=user, door="page"):
            if isinstance(piece, str):
                text += piece
                yield View(session, live=live_html(question, text))
                continue
            done = replace(session, turns=(*turns, piece), title=session.title or question[:TITLE])
            yield View(
                done,
                log=log_html(done.turns, []),
                live="",
                evidence=evidence_of(desk, done, len(done.turns) - 1),
                saved=_saved(done),
            )
    except InputError as error:
        yield View(session, live=problem_html(question, str(error)))


def reopen(payload: object) -> Session:
    """The conversation a browser kept.

    :raises InputError: it is not in the form this page writes.
    """
    kept = read_conversation(payload)
    return Session(kept.conversation_id, kept.title, tuple(kept.turns))


def give_feedback(
    desk: Desk,
    session: Session,
    turn: int,
    verdict: Verdict,
    reason: str | None,
    comment: str,
    *,
    user: str,
) -> View:
    """Write down what the reader thought, and keep the thumb with the exchange.

    :raises InputError: there is no such exchange.
    """
    if not 0 <= turn < len(session.turns):
        raise InputError(f"feedback: turn {turn}: the conversation has {len(session.turns)}")
    stored = session.turns[turn]
    if desk.journal is not None:
        desk.journal.feedback(stored.turn_id, user, verdict, reason, comment)
    turns = list(session.turns)
    turns[turn] = stored.model_copy(update={"verdict": verdict})
    done = replace(session, turns=tuple(turns))
    return View(done, saved=_saved(done))
