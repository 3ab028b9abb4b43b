"""The state file in its owner's hands: is it whole, what is in it, mend it, and take things out of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inbox_helper.errors import StateError
from inbox_helper.state.connection import FILE_NAME
from inbox_helper.state.file import kept_copies, open_file
from inbox_helper.state.journal import FOLDER as BACKTESTS
from inbox_helper.state.migrations import MIGRATIONS

_PRIVATE = ("secret",)
"""Tables whose content is nobody's business: who has the key can tell our drafts from others."""
_UNFINISHED = "('planned', 'appending')"
_OTHERS_MAY = 0o077
_BY_ACCOUNT = ("message", "cursor", "account_health", "drafting")


@dataclass(frozen=True, slots=True)
class Repaired:
    """What became of a broken state."""

    kept: Path
    """The broken file, as it was."""
    rows: int
    """How many rows could be saved."""
    lost: tuple[str, ...]
    """Tables of which something could not be read."""


def complaints_about(folder: Path) -> list[str]:
    """Return what is wrong with the state in a folder, as sentences; nothing where there is no state yet."""
    path = folder / FILE_NAME
    if not path.exists():
        return []
    found = [_about_permissions(each) for each in (folder, *sorted(folder.glob(f"{FILE_NAME}*")))]
    try:
        with closing(_read_only(path)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > len(MIGRATIONS):
                found.append(f"{path} was written by a newer version of inbox-helper (schema {version}).")
            checked = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
            found += [f"{path} is damaged: {line}." for line in checked if line != "ok"]
    except sqlite3.DatabaseError as error:
        found.append(f"{path} is damaged: {error}.")
    return [each for each in found if each]


def repair(folder: Path, now: datetime) -> Repaired:
    """Save what can be read of a broken state into a new one, and keep the broken file beside it.

    The caller holds the state folder (`only_process`). Raise StateError where files cannot be moved or written.
    """
    path = folder / FILE_NAME
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = folder / f"{FILE_NAME}.broken-{stamp}"
    try:
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                shutil.move(folder / f"{FILE_NAME}{suffix}", f"{kept}{suffix}")
        with closing(open_file(path)) as fresh:
            rows, lost = _save(kept, fresh)
    except (OSError, sqlite3.DatabaseError) as error:
        raise StateError(f"The state cannot be mended: {error}.", f"The broken file is kept: {kept}.") from error
    return Repaired(kept, rows, lost)


def exported(folder: Path, account: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield everything that is kept, row by row, with the name of its table; only of one account if it is given.

    Labelled mail belongs to no account. Raise StateError where the state cannot be read.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return
    try:
        with closing(_read_only(path)) as connection:
            for table in _tables(connection):
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                if table in _PRIVATE or (account is not None and "account" not in columns):
                    continue
                for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - a name of the schema
                    values = dict(zip(columns, row, strict=True))
                    if account in (None, values.get("account")):
                        yield {"table": table, **values}
    except sqlite3.DatabaseError as error:
        raise StateError(f"The state cannot be read: {error}.", "Look at: inbox-helper doctor --state") from error


def purge_account(folder: Path, account: str) -> int:
    """Forget an account, and return how many rows that were. Raise StateError."""
    return _delete(folder, [(f"DELETE FROM {table} WHERE account = ?", (account,)) for table in _BY_ACCOUNT])  # noqa: S608


def purge_older(folder: Path, before: datetime, account: str | None = None) -> int:
    """Forget messages that were dealt with before a time, and return how many; what is unfinished stays.

    Raise StateError.
    """
    moment = before.astimezone(UTC).isoformat(timespec="microseconds")
    where = f"changed_at < ? AND state NOT IN {_UNFINISHED} AND account = coalesce(?, account)"
    return _delete(folder, [(f"DELETE FROM message WHERE {where}", (moment, account))])  # noqa: S608


def purge_everything(folder: Path) -> int:
    """Delete every file of the state, backtests and copies included, and return how many. Raise StateError."""
    files = [*folder.glob(f"{FILE_NAME}*"), *(folder / BACKTESTS).glob("*")]
    try:
        for path in files:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StateError(f"{error.filename} cannot be deleted: {error.strerror}.", "Delete it yourself.") from error
    return len(files)


def _about_permissions(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return ""
    return f"Others may read {path}: chmod go= {path}" if mode & _OTHERS_MAY else ""


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)


def _tables(connection: sqlite3.Connection) -> list[str]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [str(row[0]) for row in connection.execute(names)]


def _save(broken: Path, fresh: sqlite3.Connection) -> tuple[int, tuple[str, ...]]:
    saved, lost = 0, []
    with closing(sqlite3.connect(broken)) as old:
        for table in _tables(fresh):
            rows, whole = _readable_rows(old, table)
            saved += _copy(fresh, table, rows)
            if not whole:
                lost.append(table)
    return saved, tuple(lost)


def _readable_rows(old: sqlite3.Connection, table: str) -> tuple[list[dict[str, Any]], bool]:
    """Return the rows that can be read, from both ends of the table, and whether those are all."""
    found: dict[int, dict[str, Any]] = {}
    for order in ("ASC", "DESC"):
        try:
            cursor = old.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid {order}")  # noqa: S608 - of the schema
            columns = [column[0] for column in cursor.description][1:]
            for rowid, *values in cursor:
                found[rowid] = dict(zip(columns, values, strict=True))
        except sqlite3.DatabaseError:
            continue
        return list(found.values()), True
    return list(found.values()), False


def _copy(fresh: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> int:
    known = {row[1] for row in fresh.execute(f"PRAGMA table_info({table})")}
    saved = 0
    for row in rows:
        kept = {name: value for name, value in row.items() if name in known}
        names, marks = ", ".join(kept), ", ".join("?" * len(kept))
        with suppress(sqlite3.IntegrityError):
            insert = f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - of the schema
            saved += fresh.execute(insert, tuple(kept.values())).rowcount
    return saved


def _delete(folder: Path, statements: list[tuple[str, tuple[Any, ...]]]) -> int:
    if not (folder / FILE_NAME).exists():
        return 0
    try:
        with closing(open_file(folder / FILE_NAME)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            deleted = sum(connection.execute(statement, values).rowcount for statement, values in statements)
            connection.execute("COMMIT")
            # What was deleted may still stand in the write-ahead log.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            for copy in kept_copies(folder / FILE_NAME):
                copy.unlink(missing_ok=True)
            return deleted
    except sqlite3.DatabaseError as error:
        raise StateError(f"The state cannot be written: {error}.", "Look at: inbox-helper doctor --state") from error
