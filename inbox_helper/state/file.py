"""The file of the state: made private, opened so that nothing gets lost, and brought up to date."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from inbox_helper.state.migrations import MIGRATIONS, migrate

_CREATION = threading.Lock()


def open_file(path: Path) -> sqlite3.Connection:
    """Return a connection to the state; what is missing is made. A write is on the disk when its commit returns.

    An older schema is brought up to date, and a copy of what it was stays beside it. Raise StateError where the
    schema is newer than the program, sqlite3.DatabaseError or OSError where the file cannot be used. Threads may share
    the connection if they take turns.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _CREATION:
        _create(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _keep_copy(connection, path)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def kept_copies(path: Path) -> Iterator[Path]:
    """Yield the copies of earlier schemas beside a state."""
    yield from sorted(path.parent.glob(f"{path.name}.schema-*"))


def _create(path: Path) -> None:
    """Make the file, readable by its owner alone, if it is missing.

    A file that is there must not be opened here: when a process closes any descriptor of a file, it loses every POSIX
    lock that it holds on it. Another process would then believe that nobody uses the state, and delete the write-ahead
    log that this one goes on writing into (sqlite.org/howtocorrupt.html, section 2.2).
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _keep_copy(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    copy = path.with_name(f"{path.name}.schema-{version}")
    if not 0 < version < len(MIGRATIONS) or copy.exists():
        return
    # Under another name until it is whole: the process may die on the way.
    part = path.with_name(f"{path.name}.part-{os.getpid()}-{threading.get_ident()}")
    _create(part)
    with closing(sqlite3.connect(part)) as target:
        connection.backup(target)
    part.replace(copy)
