"""The mail that the user labelled: the one place where mail text is kept, until they purge it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from inbox_helper.state.file import kept_copies
from inbox_helper.state.store import Store

LABELS = ("rejection", "confirmation", "interview", "assessment", "offer", "outreach", "job_alert", "other")
"""The kinds of mail about jobs."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is kept of a labelled mail."""

    subject: str
    sender: str
    """The From field."""
    body: str
    html: str

    @property
    def digest(self) -> str:
        """The same for the same content: a mail is kept once, with its last label."""
        parts = (self.subject, self.sender, self.body, self.html)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class LabelledMail:
    """A labelled mail as it is kept."""

    number: int
    content: Content
    label: str
    labelled_at: datetime


class LabelledStore(Store):
    """The labelled mail in the state; opened and closed as the state is."""

    def all(self) -> list[LabelledMail]:
        """Return all labelled mail, in the order in which it was first labelled."""
        rows = self._connection.execute(
            "SELECT number, subject, sender, body, html, label, labelled_at FROM labelled_mail ORDER BY number"
        )
        return [LabelledMail(row[0], Content(*row[1:5]), row[5], datetime.fromisoformat(row[6])) for row in rows]

    def put(self, label: str, contents: Sequence[Content], now: datetime) -> int:
        """Label some mails in one transaction, and return how many of them had no label before; the last label wins."""
        moment = now.astimezone(UTC).isoformat(timespec="seconds")
        with self._transaction() as connection:
            before = _count(connection)
            connection.executemany(
                "INSERT INTO labelled_mail (digest, subject, sender, body, html, label, labelled_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (digest) DO UPDATE SET label = excluded.label, labelled_at = excluded.labelled_at",
                [(each.digest, each.subject, each.sender, each.body, each.html, label, moment) for each in contents],
            )
            return _count(connection) - before

    def purge(self, number: int | None = None) -> int:
        """Delete one labelled mail, or all, beyond recovery from the file, and return how many that were."""
        self._connection.execute("PRAGMA secure_delete = ON")
        where, values = ("", ()) if number is None else (" WHERE number = ?", (number,))
        with self._transaction() as connection:
            purged = connection.execute(f"DELETE FROM labelled_mail{where}", values).rowcount  # noqa: S608 - constants
        # What was deleted may still stand in the write-ahead log.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for copy in kept_copies(self.path):
            copy.unlink()
        return purged


def _count(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM labelled_mail").fetchone()
    return int(count)
