"""SQLite: cursors, and one row per (account, source message), unique.

A write is on the disk when its method returns (WAL with synchronous=FULL).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inbox_helper.core.types import Label
from inbox_helper.state.connection import StateFile
from inbox_helper.state.entries import (
    SELECT_ENTRIES,
    UPSERT_DRAFT,
    UPSERT_MESSAGE,
    DraftPlace,
    Entry,
    EntryState,
    draft_row,
    entry_of,
    message_row,
    utc_text,
)

__all__ = ["Cursor", "DraftPlace", "Entry", "EntryState", "Hold", "HoldKind", "Store"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last message of a folder that is dealt with."""

    uidvalidity: int
    last_uid: int
    covered_since: datetime
    """Mail that came earlier is none of our business: the time of the first contact, or the `since` of a scan."""
    moved_at: datetime


class HoldKind(StrEnum):
    """Why drafting is held."""

    FIRST_RUN = "first run"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Hold:
    """Drafting of an account is held until the user says otherwise; what is due stays due."""

    kind: HoldKind
    reason: str
    since: datetime


class Store(StateFile):
    """What is remembered of accounts, folders and messages."""

    def cursor(self, account: str, folder: str) -> Cursor | None:
        """Return the cursor of a folder, or None before the first contact."""
        row = self._read(
            "SELECT uidvalidity, last_uid, covered_since, moved_at FROM cursor WHERE account = ? AND folder = ?",
            (account, folder),
        ).first()
        return Cursor(row[0], row[1], datetime.fromisoformat(row[2]), datetime.fromisoformat(row[3])) if row else None

    def move_cursor(self, account: str, folder: str, cursor: Cursor) -> None:
        """Set the cursor of a folder."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO cursor (account, folder, uidvalidity, last_uid, covered_since, moved_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    account,
                    folder,
                    cursor.uidvalidity,
                    cursor.last_uid,
                    utc_text(cursor.covered_since),
                    utc_text(cursor.moved_at),
                ),
            )

    def find(self, account: str, source_key: str) -> Entry | None:
        """Return what is remembered of a message, or None."""
        found = self._entries("message.account = ? AND message.source_key = ?", account, source_key)
        return next(iter(found), None)

    def entries(self, account: str, state: EntryState) -> tuple[Entry, ...]:
        """Return all entries of an account in one state, oldest change first."""
        return self._entries("message.account = ? AND state = ? ORDER BY changed_at", account, str(state))

    def drafted(self, account: str) -> tuple[Entry, ...]:
        """Return the entries of an account for which a draft was begun or filed, in the order of their numbers."""
        return self._entries("message.account = ? AND state IN ('appending', 'filed') ORDER BY number", account)

    def numbered(self, number: int) -> Entry | None:
        """Return the entry whose draft has a number, or None."""
        return next(iter(self._entries("number = ? AND state IN ('appending', 'filed')", number)), None)

    def replacing(self, account: str) -> tuple[Entry, ...]:
        """Return the entries whose draft was filed in the place of another one, which may still lie there."""
        return self._entries("message.account = ? AND state = 'filed' AND replaced IS NOT NULL", account)

    def remember(self, now: datetime, *entries: Entry) -> None:
        """Write entries in one transaction; the first judgement's time is kept."""
        with self._transaction() as connection:
            connection.executemany(UPSERT_MESSAGE, [message_row(entry, now) for entry in entries])
            drafts = [draft_row(entry, entry.draft) for entry in entries if entry.draft]
            connection.executemany(UPSERT_DRAFT, drafts)

    def discarded(self, now: datetime, entry: Entry) -> None:
        """Take note that the user had a draft thrown away."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE draft SET discarded_at = ? WHERE account = ? AND source_key = ?",
                (utc_text(now), entry.where.account, entry.source_key),
            )

    def drafts_between(self, account: str, since: datetime, until: datetime) -> int:
        """Return how many drafts were begun or filed for an account in a time, both its ends included."""
        (count,) = self._read(
            "SELECT count(*) FROM message WHERE account = ? AND state IN ('appending', 'filed')"
            " AND changed_at BETWEEN ? AND ?",
            (account, utc_text(since), utc_text(until)),
        ).first()
        return int(count)

    def drafted_employer(self, account: str, employer: str, since: datetime) -> bool:
        """Tell whether a draft to an employer was begun or filed since a time."""
        (found,) = self._read(
            "SELECT EXISTS (SELECT 1 FROM message WHERE account = ? AND employer = ?"
            " AND state IN ('appending', 'filed') AND changed_at >= ?)",
            (account, employer, utc_text(since)),
        ).first()
        return bool(found)

    def judged(self, account: str) -> tuple[int, int]:
        """Return how many messages of an account were judged, and how many of them are rejections."""
        total, rejections = self._read(
            "SELECT count(*), total(label = 'rejection') FROM message WHERE account = ?", (account,)
        ).first()
        return int(total), int(rejections)

    def latest_labels(self, account: str, count: int, after: datetime | None = None) -> list[Label]:
        """Return the labels of the messages judged last, and after a time if one is given; oldest first."""
        rows = self._read(
            "SELECT label FROM message WHERE account = ? AND judged_at > ? ORDER BY judged_at DESC, uid DESC LIMIT ?",
            (account, utc_text(after) if after else "", count),
        )
        return [Label(label) for (label,) in reversed(rows)]

    def hold(self, account: str) -> Hold | None:
        """Return what holds the drafting of an account, or None."""
        row = self._read(
            "SELECT hold_kind, hold_reason, held_at FROM drafting WHERE account = ? AND hold_kind IS NOT NULL",
            (account,),
        ).first()
        return Hold(HoldKind(row[0]), row[1], datetime.fromisoformat(row[2])) if row else None

    def put_hold(self, account: str, hold: Hold) -> None:
        """Hold the drafting of an account."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO drafting (account, hold_kind, hold_reason, held_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (account) DO UPDATE SET hold_kind = excluded.hold_kind,"
                " hold_reason = excluded.hold_reason, held_at = excluded.held_at",
                (account, str(hold.kind), hold.reason, utc_text(hold.since)),
            )

    def confirmed_at(self, account: str) -> datetime | None:
        """Return when the user last confirmed that drafts are wanted, or None."""
        row = self._read("SELECT confirmed_at FROM drafting WHERE account = ?", (account,)).first()
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def confirm(self, account: str, now: datetime, lift: HoldKind | None = None) -> None:
        """Take note that the user wants drafts, and lift what holds them; given `lift`, only a hold of that kind."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO drafting (account, confirmed_at) VALUES (?, ?)"
                " ON CONFLICT (account) DO UPDATE SET confirmed_at = excluded.confirmed_at",
                (account, utc_text(now)),
            )
            connection.execute(
                "UPDATE drafting SET hold_kind = NULL, hold_reason = NULL, held_at = NULL"
                " WHERE account = ? AND hold_kind = coalesce(?, hold_kind)",
                (account, str(lift) if lift else None),
            )

    def last_confirmation(self) -> str:
        """Return something that changes whenever the user confirms anything."""
        (moment,) = self._read("SELECT coalesce(max(confirmed_at), '') FROM drafting").first()
        return str(moment)

    def counts(self, account: str) -> dict[str, int]:
        """Return how many messages of an account are in each state."""
        rows = self._read("SELECT state, count(*) FROM message WHERE account = ? GROUP BY state", (account,))
        return {state: int(count) for state, count in rows}

    def secret(self) -> bytes:
        """Return the key of this installation, 32 octets, made at the first call."""
        wanted = "SELECT value FROM secret WHERE name = 'draft-message-id'"
        known = self._read(wanted).first()
        if known is None:
            with self._transaction() as connection:
                connection.execute(
                    "INSERT OR IGNORE INTO secret (name, value) VALUES ('draft-message-id', ?)",
                    (secrets.token_bytes(32),),
                )
            known = self._read(wanted).first()
        return bytes(known[0])

    def _entries(self, condition: str, *values: str | int) -> tuple[Entry, ...]:
        rows = self._read(f"{SELECT_ENTRIES} WHERE {condition}", values)
        return tuple(entry_of(row) for row in rows)
