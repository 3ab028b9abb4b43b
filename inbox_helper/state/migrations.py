"""The schema, as steps that only go forward; each is recorded in the transaction that makes it.

Columns never change their meaning; a new meaning gets a new column.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from inbox_helper.errors import StateError

Migration = Callable[[sqlite3.Connection], None]


def _first_tables(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT")
    connection.execute(
        """
        CREATE TABLE cursor (
            account       TEXT NOT NULL,
            folder        TEXT NOT NULL,
            uidvalidity   INTEGER NOT NULL,
            last_uid      INTEGER NOT NULL,
            covered_since TEXT NOT NULL,
            moved_at      TEXT NOT NULL,
            PRIMARY KEY (account, folder)
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE message (
            account           TEXT NOT NULL,
            source_key        TEXT NOT NULL,
            folder            TEXT NOT NULL,
            uidvalidity       INTEGER NOT NULL,
            uid               INTEGER NOT NULL,
            state             TEXT NOT NULL
                CHECK (state IN ('passed', 'done', 'planned', 'appending', 'filed', 'failed')),
            label             TEXT NOT NULL,
            score             REAL NOT NULL,
            action            TEXT NOT NULL,
            reason            TEXT NOT NULL,
            rules             TEXT NOT NULL,
            rulebook_version  TEXT NOT NULL,
            judged_at         TEXT NOT NULL,
            changed_at        TEXT NOT NULL,
            draft_message_id  TEXT,
            drafts_folder     TEXT,
            base_uidvalidity  INTEGER,
            base_uidnext      INTEGER,
            draft_uidvalidity INTEGER,
            draft_uid         INTEGER,
            PRIMARY KEY (account, source_key)
        ) STRICT
        """
    )
    connection.execute("CREATE INDEX message_by_state ON message (account, state, changed_at)")


def _labelled_mail(connection: sqlite3.Connection) -> None:
    connection.execute(
        """
        CREATE TABLE labelled_mail (
            number      INTEGER PRIMARY KEY AUTOINCREMENT,
            digest      TEXT NOT NULL UNIQUE,
            subject     TEXT NOT NULL,
            sender      TEXT NOT NULL,
            body        TEXT NOT NULL,
            html        TEXT NOT NULL,
            label       TEXT NOT NULL,
            labelled_at TEXT NOT NULL
        ) STRICT
        """
    )


def _health(connection: sqlite3.Connection) -> None:
    connection.execute(
        """
        CREATE TABLE account_health (
            account    TEXT PRIMARY KEY,
            state      TEXT NOT NULL,
            since      TEXT NOT NULL,
            contact_at TEXT,
            error      TEXT NOT NULL,
            remedy     TEXT NOT NULL,
            error_at   TEXT,
            retry_at   TEXT
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE daemon (
            pid              INTEGER NOT NULL,
            started_at       TEXT NOT NULL,
            rulebook_version TEXT NOT NULL,
            rules            INTEGER NOT NULL,
            problem          TEXT NOT NULL,
            ended_at         TEXT
        ) STRICT
        """
    )
    connection.execute("CREATE INDEX message_by_judgement ON message (account, judged_at)")


def _fuses(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE message ADD COLUMN employer TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX message_by_employer ON message (account, employer) WHERE employer != ''")
    connection.execute(
        """
        CREATE TABLE drafting (
            account      TEXT PRIMARY KEY,
            confirmed_at TEXT,
            hold_kind    TEXT,
            hold_reason  TEXT,
            held_at      TEXT
        ) STRICT
        """
    )


def _drafts(connection: sqlite3.Connection) -> None:
    # The number is what people call a draft, so it is never given twice.
    connection.execute(
        """
        CREATE TABLE draft (
            number       INTEGER PRIMARY KEY AUTOINCREMENT,
            account      TEXT NOT NULL,
            source_key   TEXT NOT NULL,
            revision     INTEGER NOT NULL,
            digest       TEXT NOT NULL,
            tone         TEXT NOT NULL,
            language     TEXT NOT NULL,
            recipients   TEXT NOT NULL,
            made_at      TEXT,
            replaced     TEXT,
            discarded_at TEXT,
            UNIQUE (account, source_key)
        ) STRICT
        """
    )
    connection.execute(
        "INSERT INTO draft (account, source_key, revision, digest, tone, language, recipients, made_at)"
        " SELECT account, source_key, 1, '', '', '', '[]', changed_at FROM message"
        " WHERE draft_message_id IS NOT NULL ORDER BY changed_at"
    )
    connection.execute(
        "CREATE TRIGGER draft_goes_with_its_message AFTER DELETE ON message BEGIN"
        " DELETE FROM draft WHERE account = OLD.account AND source_key = OLD.source_key; END"
    )


MIGRATIONS: tuple[Migration, ...] = (_first_tables, _labelled_mail, _health, _fuses, _drafts)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date. Raise StateError if a newer version of the program wrote it."""
    if connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _go_forward(connection)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _go_forward(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise StateError(
            f"The state was written by a newer version of inbox-helper (schema {version}).",
            "Install that version again, or point --state-dir to another folder.",
        )
    for number, step in enumerate(MIGRATIONS[version:], start=version + 1):
        step(connection)
        connection.execute(f"PRAGMA user_version = {number}")
