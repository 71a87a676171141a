"""One browser's running conversation and the steps a reader can take in it.

The conversation itself is kept in the reader's browser (localStorage, written by conversations.js); the
server holds it only while the page is open, one Tab a browser tab. Knows nothing of layout.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.errors import InputError
from web.cards import evidence_html
from web.chat_view import live_html, log_html, problem_html, stopped_html
from web.contract import MAX_TURNS, Conversation, StoredTurn, Verdict, read_conversation
from web.desk import Desk

logger = logging.getLogger(__name__)
TITLE = 24
ARRIVES = 10.0  # seconds a question may be ahead of the step that it follows
FAILED = "出错了，这个问题没有答成。请再试一次；如仍不行，请告知管理员。"
LOST = "与服务器的连接中断过。对话保存在浏览器里，请刷新页面后继续。"


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

    ``saved`` is what the browser is to keep; ``saying`` the question that is being answered and what was said.
    """

    session: Session
    log: str | None = None
    live: str | None = None
    evidence: str | None = None
    saved: dict[str, Any] | None = None
    saying: tuple[str, str] | None = None


class Tab:
    """What the server knows of one browser tab, and which of its answers may still speak.

    ``epoch`` counts how often the reader turned away: to a new conversation, to another one, or by stopping. The
    browser counts, because it alone knows in which order the reader did things: requests overtake one another.
    An answer belongs to the epoch in which its question was put; once that is over, nothing of it is kept or
    shown. (Gradio's own ``cancels`` ends whatever runs in the same function when it arrives, also the next
    question.) Safe to share between threads.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._epoch = 0
        self._session = Session()
        self._saying: tuple[str, str] | None = None

    def __deepcopy__(self, memo: object) -> Tab:
        return Tab()  # gr.State copies its first value for each browser tab

    @property
    def session(self) -> Session:
        """The conversation as it stands."""
        return self._session

    @property
    def epoch(self) -> int:
        """The epoch of the reader's last step."""
        return self._epoch

    def turn(self, epoch: int, session: Session | None = None) -> tuple[str, str] | None:
        """Begin an epoch, with another conversation or (None) with the same; returns what was being said.

        A step that was overtaken by a later one changes nothing.
        """
        with self._changed:
            said = self._saying
            if epoch > self._epoch:
                self._epoch, self._saying = epoch, None
                self._session = self._session if session is None else session
                self._changed.notify_all()
            return said

    def begin(self, epoch: int, question: str) -> Session | None:
        """The conversation to answer in; None where the reader has turned away, or an answer is on its way.

        :raises InputError: the epoch has not begun within ``ARRIVES``: its first step was lost.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._epoch >= epoch, ARRIVES):
                raise InputError(LOST)
            if self._epoch > epoch or self._saying is not None:
                return None
            self._saying = (question, "")
            return self._session

    def keep(self, epoch: int, view: View) -> bool:
        """Take over what a view says of the conversation; False where its epoch is over."""
        with self._changed:
            if self._epoch != epoch:
                return False
            self._saying = view.saying
            if view.saved is not None:
                self._session = view.session
            return True

    def change(self, epoch: int, how: Callable[[Session], Session]) -> Session | None:
        """The conversation after a small change; None where the reader has turned away."""
        with self._changed:
            if self._epoch != epoch:
                return None
            self._session = how(self._session)
            return self._session

    def end(self, epoch: int) -> None:
        """Nothing is being said any more."""
        with self._changed:
            if self._epoch == epoch:
                self._saying = None


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
    return evidence_html(
        desk.index,
        stored.answer.citations,
        stored.evidence,
        turn=turn,
        active=number,
        question=stored.answer.question,
    )


def ask(
    desk: Desk,
    session: Session,
    question: str,
    *,
    user: str,
    at: int | None = None,
    latest: Callable[[], Session] | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Iterator[View]:
    """Put a question; ``at`` replaces the exchange of that number and drops what came after it.

    :param latest: the conversation as it stands when the answer is whole: a thumb may have been given meanwhile.
    :param wanted: whether anybody still waits for the answer.
    """
    question = question.strip()
    turns = session.turns if at is None else session.turns[: max(at, 0)]
    if len(turns) >= MAX_TURNS:
        yield View(session, live=problem_html(question, f"一段对话最多 {MAX_TURNS} 轮，请新建对话。"))
        return
    log = None if at is None else log_html(turns, []) if turns else " "
    text = ""
    yield View(session, log=log, live=live_html(question, text), saying=(question, text))
    try:
        for piece in desk.ask(question, turns, user=user, door="page", wanted=wanted):
            if isinstance(piece, str):
                text += piece
                yield View(session, live=live_html(question, text), saying=(question, text))
                continue
            now = latest() if latest is not None else session
            before = now.turns[: len(turns)]
            done = replace(now, turns=(*before, piece), title=now.title or question[:TITLE])
            yield View(
                done,
                log=log_html(done.turns, []),
                live="",
                evidence=evidence_of(desk, done, len(done.turns) - 1),
                saved=_saved(done),
            )
    except InputError as error:
        yield View(session, log=log and log_html(session.turns, []), live=problem_html(question, str(error)))
    except Exception:
        # the reader must not wait for an answer that will not come
        logger.exception("question could not be answered: %s", question)
        yield View(session, log=log and log_html(session.turns, []), live=problem_html(question, FAILED))


def put(
    desk: Desk, tab: Tab, epoch: int, question: str, *, user: str, at: int | None = None
) -> Iterator[View]:
    """As ``ask`` in the tab's conversation, for as long as the reader stays in ``epoch``."""
    try:
        session = tab.begin(epoch, question)
    except InputError as error:
        yield View(tab.session, live=problem_html(question, str(error)))
        return
    if session is None:
        return
    try:
        views = ask(
            desk,
            session,
            question,
            user=user,
            at=at,
            latest=lambda: tab.session,
            wanted=lambda: tab.epoch == epoch,
        )
        for view in views:
            if not tab.keep(epoch, view):
                return
            yield view
    finally:
        tab.end(epoch)


def stop(tab: Tab, epoch: int, examples: list[str]) -> View:
    """Call off the answer on its way; what was said so far stays to be read, marked as unfinished."""
    said = tab.turn(epoch)
    now = tab.session
    return View(
        now, log=log_html(now.turns, [] if said else examples), live=stopped_html(*said) if said else ""
    )


def reopen(payload: object) -> Session:
    """The conversation a browser kept.

    :raises InputError: it is not in the form this page writes.
    """
    kept = read_conversation(payload)
    return Session(kept.conversation_id, kept.title, tuple(kept.turns))


def give_feedback(
    desk: Desk,
    tab: Tab,
    epoch: int,
    turn: int,
    verdict: Verdict,
    reason: str | None,
    comment: str,
    *,
    user: str,
) -> View | None:
    """Write down what the reader thought, and keep the thumb with the exchange; None where it is gone by now.

    :raises InputError: there is no such exchange.
    """
    session = tab.session
    if not 0 <= turn < len(session.turns):
        raise InputError(f"feedback: turn {turn}: the conversation has {len(session.turns)}")
    turn_id = session.turns[turn].turn_id
    if desk.journal is not None:
        desk.journal.feedback(turn_id, user, verdict, reason, comment)

    def judged(now: Session) -> Session:
        turns = (t.model_copy(update={"verdict": verdict}) if t.turn_id == turn_id else t for t in now.turns)
        return replace(now, turns=tuple(turns))

    done = tab.change(epoch, judged)
    return None if done is None else View(done, saved=_saved(done))
