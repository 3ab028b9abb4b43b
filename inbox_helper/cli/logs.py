"""The daemon's log: account, UID, verdict and rule ids; never mail text, addresses of others, or secrets."""

from __future__ import annotations

import logging
import os
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any

import structlog

from inbox_helper.core.types import Label
from inbox_helper.daemon import HealthUnwritten, Jumped, Notice, Reloaded
from inbox_helper.errors import UserError
from inbox_helper.flow import Handled
from inbox_helper.library import Refreshed
from inbox_helper.watcher import Connected, Ended, Held, Lost, Refused, Started, Waiting

LARGEST_FILE = 5 * 1024 * 1024
"""Octets after which a new log file is begun."""
OLDER_FILES = 4

_Described = tuple[str, str, dict[str, Any]]


class Log:
    """Takes notices, and writes them as lines for people or as JSON objects. Safe in any thread."""

    def __init__(self, *, as_json: bool, verbose: bool, file: Path | None = None) -> None:
        """Log on standard error, or into a file. Raise UserError where the file cannot be written."""
        self._file = _LogFile(file) if file else None
        renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
        self._logger: Any = structlog.wrap_logger(
            self._file or structlog.PrintLogger(sys.stderr),
            processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), renderer],
            wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
        )

    def __call__(self, notice: Notice) -> None:
        """Log something."""
        level, name, values = _described(notice)
        getattr(self._logger, level)(name, **values)

    def reopen(self) -> None:
        """Begin the file anew if somebody moved it away. Safe in a signal handler."""
        if self._file:
            self._file.stale = True

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()


class _LogFile:
    """A file of lines that only its owner can read, with the ones before it beside it."""

    def __init__(self, path: Path) -> None:
        self.stale = False
        self._lock = threading.Lock()
        try:
            self._handler = _PrivateFileHandler(path, maxBytes=LARGEST_FILE, backupCount=OLDER_FILES, encoding="utf-8")
        except OSError as error:
            raise UserError(f"The log {path} cannot be written: {error.strerror}.", "Name another file.") from error

    def msg(self, line: str) -> None:
        """Write a line."""
        with self._lock:
            if self.stale:
                self.stale = False
                self._handler.close()
            self._handler.emit(logging.LogRecord("inbox-helper", logging.INFO, "", 0, line, None, None))

    debug = info = warning = error = msg

    def close(self) -> None:
        """Close it."""
        with self._lock:
            self._handler.close()


class _PrivateFileHandler(RotatingFileHandler):
    def _open(self) -> IO[Any]:  # type: ignore[override]
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say it once where it can still be read: a full disk must not end the daemon."""
        sys.stderr.write(f"The log {self.baseFilename} cannot be written; this line was lost: {record.msg}\n")


def _described(notice: Notice) -> _Described:
    if isinstance(notice, Handled):
        return _handled(notice)
    if isinstance(notice, Refreshed):
        return _refreshed(notice)
    if isinstance(notice, Reloaded):
        return _reloaded(notice)
    if isinstance(notice, Jumped):
        return "warning", "clock jumped, connecting anew", {"seconds": round(notice.seconds)}
    if isinstance(notice, HealthUnwritten):
        where = {"account": notice.account} if notice.account else {}
        return "error", "health not written", {**where, **_problem(notice.error)}
    if isinstance(notice, Held):
        return "warning", "drafting held", {"account": notice.account, **_told(notice.reason, notice.remedy)}
    if isinstance(notice, Lost | Refused):
        return _trouble(notice)
    level, name = _PLAIN[type(notice)]
    return level, name, {"account": notice.account}


_PLAIN: dict[type[Started | Connected | Waiting | Ended], tuple[str, str]] = {
    Started: ("debug", "started"),
    Connected: ("info", "connected"),
    Waiting: ("debug", "waiting"),
    Ended: ("debug", "ended"),
}


def _trouble(event: Lost | Refused) -> _Described:
    again = {"retry_in": round(event.pause_seconds, 1)} if event.pause_seconds else {}
    if isinstance(event, Lost):
        return "warning", "connection lost", {"account": event.account, "reason": event.reason, **again}
    return (
        "error" if event.final else "warning",
        "refused",
        {"account": event.account, **_problem(event.error), **again},
    )


def _problem(error: UserError) -> dict[str, str]:
    return _told(error.problem, error.remedy)


def _told(problem: str, remedy: str) -> dict[str, str]:
    return {"problem": problem, "remedy": remedy}


def _refreshed(refreshed: Refreshed) -> _Described:
    if refreshed.problem:
        return "error", "edit not in force", {"rulebook": refreshed.version, "problem": refreshed.problem}
    return "info", "edit in force", {"rulebook": refreshed.version}


def _reloaded(reloaded: Reloaded) -> _Described:
    if reloaded.problem:
        return "error", "configuration not in force", {"problem": reloaded.problem}
    return "info", "configuration in force", {"begun": list(reloaded.begun), "ended": list(reloaded.ended)}


def _handled(handled: Handled) -> _Described:
    entry = handled.entry
    values = {
        "account": handled.where.account,
        "folder": handled.where.folder,
        "uid": handled.where.uid,
        "label": str(entry.label),
        "score": round(entry.score, 2),
        "rules": list(entry.rules),
        "action": str(entry.action),
        "outcome": str(handled.receipt.outcome),
    }
    quiet = entry.label is Label.OTHER and entry.state != "failed"
    return "debug" if quiet else "info", "message", values
