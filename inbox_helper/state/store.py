"""SQLite: cursors, and one row per (account, source message), unique.

A write is on the disk when its method returns (WAL with synchronous=FULL).
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from inbox_helper.core.types import Action, Label, Where
from inbox_helper.errors import StateError
from inbox_helper.state.file import open_file

FILE_NAME = "state.sqlite3"


class EntryState(StrEnum):
    """How far a message is; only APPENDING needs recovery."""

    PASSED = "passed"
    """Judged; nothing to file."""
    DONE = "done"
    """The user had answered it, or begun to."""
    PLANNED = "planned"
    """A draft is due, and the server surely does not hold it."""
    APPENDING = "appending"
    """The server may hold the draft or not."""
    FILED = "filed"
    """The draft lies, or lay, in the mailbox."""
    FAILED = "failed"
    """The message could not be processed; it was passed over, and the reason kept."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last message of a folder that is dealt with."""

    uidvalidity: int
    last_uid: int
    covered_since: datetime
    """Mail that came earlier is none of our business: the time of the first contact, or the `since` of a scan."""
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where a draft is being put: what was known before the APPEND, and the place that it got."""

    message_id: str
    folder: str
    base_uidvalidity: int
    base_uidnext: int
    uidvalidity: int | None = None
    uid: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one judged message."""

    source_key: str
    where: Where
    state: EntryState
    label: Label
    score: float
    action: Action
    reason: str
    rules: tuple[str, ...]
    rulebook_version: str
    draft: DraftPlace | None = None
    employer: str = ""
    """What tells employers apart (`employer_key`); empty where nothing surely does."""

    def becomes(self, state: EntryState, draft: DraftPlace | None = None) -> Entry:
        """Return the entry in another state, with the draft's place if one is given."""
        return replace(self, state=state, draft=draft or self.draft)


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


_COLUMNS = (
    "account, source_key, folder, uidvalidity, uid, state, label, score, action, reason, rules, rulebook_version,"
    " employer,"
    " draft_message_id, drafts_folder, base_uidvalidity, base_uidnext, draft_uidvalidity, draft_uid"
)


class _Rows(list[Any]):
    """The rows of an answer."""

    def first(self) -> Any:
        """Return the first one, or None."""
        return self[0] if self else None


class Store:
    """The state of one folder on the disk. One thread at a time; open one for each thread."""

    def __init__(self, folder: Path) -> None:
        """Open the state in a folder, and make what is missing. Raise StateError where that cannot be done."""
        self.path = folder / FILE_NAME
        try:
            self._connection = open_file(self.path)
        except (OSError, sqlite3.DatabaseError) as error:
            raise StateError(
                f"The state in {folder} cannot be opened: {error}.",
                "Check that the folder is yours and the disk is not full, or choose another one with --state-dir.",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

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
                    _text(cursor.covered_since),
                    _text(cursor.moved_at),
                ),
            )

    def find(self, account: str, source_key: str) -> Entry | None:
        """Return what is remembered of a message, or None."""
        row = self._read(
            f"SELECT {_COLUMNS} FROM message WHERE account = ? AND source_key = ?",  # noqa: S608 - a constant
            (account, source_key),
        ).first()
        return _entry(row) if row else None

    def entries(self, account: str, state: EntryState) -> tuple[Entry, ...]:
        """Return all entries of an account in one state, oldest change first."""
        rows = self._read(
            f"SELECT {_COLUMNS} FROM message WHERE account = ? AND state = ? ORDER BY changed_at",  # noqa: S608
            (account, str(state)),
        )
        return tuple(_entry(row) for row in rows)

    def remember(self, now: datetime, *entries: Entry) -> None:
        """Write entries in one transaction; the first judgement's time is kept."""
        with self._transaction() as connection:
            connection.executemany(_UPSERT, [_row(entry, now) for entry in entries])

    def drafts_between(self, account: str, since: datetime, until: datetime) -> int:
        """Return how many drafts were begun or filed for an account in a time, both its ends included."""
        (count,) = self._read(
            "SELECT count(*) FROM message WHERE account = ? AND state IN ('appending', 'filed')"
            " AND changed_at BETWEEN ? AND ?",
            (account, _text(since), _text(until)),
        ).first()
        return int(count)

    def drafted_employer(self, account: str, employer: str, since: datetime) -> bool:
        """Tell whether a draft to an employer was begun or filed since a time."""
        (found,) = self._read(
            "SELECT EXISTS (SELECT 1 FROM message WHERE account = ? AND employer = ?"
            " AND state IN ('appending', 'filed') AND changed_at >= ?)",
            (account, employer, _text(since)),
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
            (account, _text(after) if after else "", count),
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
                (account, str(hold.kind), hold.reason, _text(hold.since)),
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
                (account, _text(now)),
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
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO secret (name, value) VALUES ('draft-message-id', ?)",
                (secrets.token_bytes(32),),
            )
        (value,) = self._read("SELECT value FROM secret WHERE name = 'draft-message-id'").first()
        return bytes(value)

    def _read(self, statement: str, values: tuple[object, ...] = ()) -> _Rows:
        try:
            return _Rows(self._connection.execute(statement, values).fetchall())
        except sqlite3.DatabaseError as error:
            raise StateError(
                f"The state in {self.path} cannot be read: {error}.",
                "Nothing is lost, the next run goes on here. If it stays so, look at: inbox-helper doctor --state",
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            # A read that turns into a write would get BUSY at once, whatever the busy timeout.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise StateError(
                f"The state in {self.path} cannot be written: {error}.",
                "Free some disk space or end the process that holds it; nothing is lost, the next run goes on here.",
            ) from error


_UPSERT = """
    INSERT INTO message (
        account, source_key, folder, uidvalidity, uid, state, label, score, action, reason, rules, rulebook_version,
        employer, draft_message_id, drafts_folder, base_uidvalidity, base_uidnext, draft_uidvalidity, draft_uid,
        judged_at, changed_at
    ) VALUES (
        :account, :source_key, :folder, :uidvalidity, :uid, :state, :label, :score, :action, :reason, :rules,
        :rulebook_version, :employer, :draft_message_id, :drafts_folder, :base_uidvalidity, :base_uidnext,
        :draft_uidvalidity, :draft_uid, :now, :now
    )
    ON CONFLICT (account, source_key) DO UPDATE SET
        folder = excluded.folder, uidvalidity = excluded.uidvalidity, uid = excluded.uid, state = excluded.state,
        label = excluded.label, score = excluded.score, action = excluded.action, reason = excluded.reason,
        rules = excluded.rules, rulebook_version = excluded.rulebook_version,
        employer = excluded.employer,
        draft_message_id = excluded.draft_message_id, drafts_folder = excluded.drafts_folder,
        base_uidvalidity = excluded.base_uidvalidity, base_uidnext = excluded.base_uidnext,
        draft_uidvalidity = excluded.draft_uidvalidity, draft_uid = excluded.draft_uid,
        changed_at = excluded.changed_at
"""


def _row(entry: Entry, now: datetime) -> dict[str, Any]:
    draft = entry.draft
    return {
        "account": entry.where.account,
        "source_key": entry.source_key,
        "folder": entry.where.folder,
        "uidvalidity": entry.where.uidvalidity,
        "uid": entry.where.uid,
        "state": str(entry.state),
        "label": str(entry.label),
        "score": entry.score,
        "action": str(entry.action),
        "reason": entry.reason,
        "rules": json.dumps(entry.rules),
        "rulebook_version": entry.rulebook_version,
        "employer": entry.employer,
        "draft_message_id": draft and draft.message_id,
        "drafts_folder": draft and draft.folder,
        "base_uidvalidity": draft and draft.base_uidvalidity,
        "base_uidnext": draft and draft.base_uidnext,
        "draft_uidvalidity": draft and draft.uidvalidity,
        "draft_uid": draft and draft.uid,
        "now": _text(now),
    }


def _entry(row: tuple[Any, ...]) -> Entry:
    account, key, folder, uidvalidity, uid, state, label, score, action, reason, rules, version, employer, *draft = row
    return Entry(
        source_key=key,
        where=Where(account, folder, uidvalidity, uid),
        state=EntryState(state),
        label=Label(label),
        score=score,
        action=Action(action),
        reason=reason,
        rules=tuple(json.loads(rules)),
        rulebook_version=version,
        draft=DraftPlace(*draft) if draft[0] is not None else None,
        employer=employer,
    )


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
