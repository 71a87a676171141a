"""Who asked what, which clauses were shown, by which answerer, when; and what readers thought. In SQLite.

Rows older than the retention are removed at opening and once a day. Knows nothing of HTTP or HTML.
"""

from __future__ import annotations

import csv
import os
import threading
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from sqlalchemy import DateTime, Integer, String, Text, create_engine, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from corpus.errors import FailedError, InputError
from web.contract import StoredTurn

DEFAULT_PATH = Path(__file__).resolve().parent.parent / "var" / "journal.sqlite3"
DEFAULT_DAYS = 180
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Base(DeclarativeBase):
    pass


class Asked(_Base):
    """One question; ``outcome`` is the answer's, or "stopped" where the reader called it off."""

    __tablename__ = "asked"

    turn_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime, index=True)
    user: Mapped[str] = mapped_column(String(100))
    door: Mapped[str] = mapped_column(String(10))
    answerer: Mapped[str] = mapped_column(String(20))
    question: Mapped[str] = mapped_column(Text)
    standalone: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(10))
    answer: Mapped[str] = mapped_column(Text)
    clauses: Mapped[str] = mapped_column(Text)  # ids, a line each


class Feedback(_Base):
    """One judgement of one answer; the last one of a user counts."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    turn_id: Mapped[str] = mapped_column(String(32), index=True)
    at: Mapped[datetime] = mapped_column(DateTime, index=True)
    user: Mapped[str] = mapped_column(String(100))
    verdict: Mapped[str] = mapped_column(String(4))
    reason: Mapped[str | None] = mapped_column(String(10))
    comment: Mapped[str] = mapped_column(Text)


TABLES: dict[str, type[Asked] | type[Feedback]] = {"asked": Asked, "feedback": Feedback}


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class SqliteJournal:
    """An open journal. Safe to share between threads."""

    def __init__(self, path: Path, days: int) -> None:
        """:param days: how long rows are kept; 0 keeps them for ever.

        :raises FailedError: the file cannot be opened as a journal.
        """
        self.path = path
        self.days = days
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(f"sqlite:///{path}")
            _Base.metadata.create_all(self._engine)
        except (OSError, SQLAlchemyError) as error:
            raise FailedError(f"{path}: journal cannot be opened: {str(error).splitlines()[0]}") from error
        self._purged = _now()
        self.purge()

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> SqliteJournal:
        """POLICY_JOURNAL (file) and POLICY_RETENTION_DAYS.

        :raises InputError: a retention that is no whole number of days.
        :raises FailedError: the file cannot be opened.
        """
        env = os.environ if environ is None else environ
        raw = env.get("POLICY_RETENTION_DAYS") or str(DEFAULT_DAYS)
        if not raw.isascii() or not raw.isdigit():
            raise InputError(f"POLICY_RETENTION_DAYS={raw!r}: expected a whole number of days, 0 keeps all")
        return cls(Path(env.get("POLICY_JOURNAL") or DEFAULT_PATH), int(raw))

    def asked(self, turn: StoredTurn, user: str, door: str, answerer: str) -> None:
        """Write down an answered question."""
        answer = turn.answer
        self._add(
            Asked(
                turn_id=turn.turn_id,
                at=_now(),
                user=user,
                door=door,
                answerer=answerer,
                question=answer.question,
                standalone=answer.standalone_question,
                outcome=answer.outcome,
                answer=answer.answer,
                clauses="\n".join(c.clause_id for c in answer.citations),
            )
        )

    def stopped(self, question: str, said: str, user: str, door: str, answerer: str) -> None:
        """Write down a question whose answer was called off, with what was said of it."""
        self._add(
            Asked(
                turn_id=uuid.uuid4().hex,
                at=_now(),
                user=user,
                door=door,
                answerer=answerer,
                question=question,
                standalone=question,
                outcome="stopped",
                answer=said,
                clauses="",
            )
        )

    def feedback(self, turn_id: str, user: str, verdict: str, reason: str | None, comment: str) -> None:
        """Write down what a reader thought of an answer."""
        self._add(
            Feedback(
                turn_id=turn_id, at=_now(), user=user, verdict=verdict, reason=reason, comment=comment[:2000]
            )
        )

    def _add(self, row: Asked | Feedback) -> None:
        with self._lock, Session(self._engine) as session:
            session.add(row)
            session.commit()
        if _now() - self._purged > timedelta(days=1):
            self.purge()

    def purge(self) -> None:
        """Remove what is older than the retention."""
        self._purged = _now()
        if self.days == 0:
            return
        before = self._purged - timedelta(days=self.days)
        with self._lock, Session(self._engine) as session:
            for table in TABLES.values():
                session.execute(delete(table).where(table.at < before))
            session.commit()

    def export(self, table: str, out: IO[str]) -> int:
        """Write a table as CSV, oldest first; returns how many rows.

        A cell that a spreadsheet would take for a formula gets an apostrophe in front.
        """
        model = TABLES[table]
        columns = [c.name for c in model.__table__.columns]
        writer = csv.writer(out)
        writer.writerow(columns)
        count = 0
        with Session(self._engine) as session:
            for row in session.scalars(select(model).order_by(model.at)):
                writer.writerow([_cell(getattr(row, name)) for name in columns])
                count += 1
        return count

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
