"""The open state: one SQLite file that threads share, and errors that say what to do."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from inbox_helper.errors import StateError
from inbox_helper.state.file import open_file

FILE_NAME = "state.sqlite3"


class Rows(list[Any]):
    """The rows of an answer."""

    def first(self) -> Any:
        """Return the first one, or None."""
        return self[0] if self else None


class StateFile:
    """The state of one folder on the disk. Threads that share it take turns.

    After an error the file is opened anew by whoever needs it next, so that a full disk does not outlast itself.
    """

    def __init__(self, folder: Path) -> None:
        """Open the state in a folder, and make what is missing. Raise StateError where that cannot be done."""
        self.path = folder / FILE_NAME
        self._turn = threading.RLock()
        self._users = 1
        self._opened: sqlite3.Connection | None = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def share(self) -> Self:
        """Return this store for one more user; the file is closed when every user has closed it."""
        with self._turn:
            self._users += 1
        return self

    def close(self) -> None:
        """Close the file, unless somebody else still uses it."""
        with self._turn:
            self._users -= 1
            if self._users <= 0:
                self._leave()

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> sqlite3.Connection:
        try:
            return open_file(self.path)
        except (OSError, sqlite3.DatabaseError) as error:
            raise StateError(
                f"The state in {self.path.parent} cannot be opened: {error}.",
                "Check that the folder is yours and the disk is not full, or choose another one with --state-dir.",
            ) from error

    def _leave(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _read(self, statement: str, values: tuple[object, ...] = ()) -> Rows:
        with self._turn:
            try:
                return Rows(self._connection.execute(statement, values).fetchall())
            except sqlite3.DatabaseError as error:
                self._leave()
                raise StateError(
                    f"The state in {self.path} cannot be read: {error}.",
                    "Nothing is lost, the next run goes on here. If it stays so, look at: inbox-helper doctor --state",
                ) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._turn:
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
                # Whether the transaction is still open depends on the error; a new connection surely has none.
                self._leave()
                raise StateError(
                    f"The state in {self.path} cannot be written: {error}.",
                    "Free some disk space or end the process that holds it. Nothing is lost; the next run goes on.",
                ) from error
