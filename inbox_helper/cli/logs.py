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
from structlog.typing import Processor

from inbox_helper.core.types import Label
from inbox_helper.daemon import HealthUnwritten, Jumped, Notice, Reloaded
from inbox_helper.desktop import NotShown
from inbox_helper.errors import UserError
from inbox_helper.flow import Handled
from inbox_helper.library import Refreshed
from inbox_helper.watcher import Connected, Ended, Held, Lost, Refused, Started, Waiting

LARGEST_FILE = 5 * 1024 * 1024
"""Octets after which a new log file is begun."""
OLDER_FILES = 4

_Described = tuple[str, str, dict[str, Any]]

CONSOLE = structlog.dev.ConsoleRenderer(colors=False)


class Log:
    """Takes notices, and writes them as lines for people or as JSON objects. Safe in any thread."""

    def __init__(self, *, as_json: bool, verbose: bool, file: Path | None = None) -> None:
        """Log on standard error, or into a file. Raise UserError where the file cannot be written."""
        renderer: Processor = (
            structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
        )
        self._file = _LogFile(file, renderer) if file else None
        self._logger: Any = structlog.wrap_logger(
            self._file or _Lines(renderer),
            processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), renderer],
            wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
        )

    def __call__(self, notice: Notice | NotShown) -> None:
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


class _Lines:
    """Writes lines, whatever becomes of the disk: a log that cannot be written must not end the daemon."""

    def __init__(self, render: Processor) -> None:
        self._render = render
        self._lock = threading.Lock()
        self._unwritten = 0

    def msg(self, line: str) -> None:
        """Write a line; after lines that could not be written say first that some may be missing."""
        with self._lock:
            try:
                if self._unwritten:
                    gap = f"{self._unwritten} lines of the log could not be written when they came; some may be missing"
                    self.write(str(self._render(None, "error", {"event": gap, "level": "error"})))
                    self._unwritten = 0
                self.write(line)
            except OSError:
                self._unwritten += 1

    debug = info = warning = error = msg

    def write(self, line: str) -> None:
        """Write a line, or raise OSError."""
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


class _LogFile(_Lines):
    """A file of lines that only its owner can read, with the ones before it beside it."""

    def __init__(self, path: Path, render: Processor) -> None:
        super().__init__(render)
        self.stale = False
        try:
            self._handler = _PrivateFileHandler(path, maxBytes=LARGEST_FILE, backupCount=OLDER_FILES, encoding="utf-8")
        except OSError as error:
            raise UserError(f"The log {path} cannot be written: {error.strerror}.", "Name another file.") from error

    def write(self, line: str) -> None:
        """Write a line, or raise OSError."""
        if self.stale:
            self.stale = False
            self._handler.close()
        self._handler.emit(logging.LogRecord("inbox-helper", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Close it."""
        with self._lock:
            self._handler.close()


class _PrivateFileHandler(RotatingFileHandler):
    def _open(self) -> IO[Any]:  # type: ignore[override]
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's name
        """Let whoever writes know; called while the error is handled."""
        raise  # noqa: PLE0704


def _described(notice: Notice | NotShown) -> _Described:
    if isinstance(notice, NotShown):
        return "warning", "desktop not notified", _told(notice.problem, notice.remedy)
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
