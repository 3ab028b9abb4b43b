"""The daemon's log: account, UID, verdict and rule ids; never mail text, addresses of others, or secrets."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

import structlog

from inbox_helper.core.types import Label
from inbox_helper.flow import Handled
from inbox_helper.library import Refreshed
from inbox_helper.watcher import Connected, Event, Lost, Refused, Waiting


def event_logger(*, as_json: bool, verbose: bool) -> Callable[[Event], None]:
    """Return a function that logs events on standard error, as lines for people or as JSON objects."""
    logger = _logger(as_json=as_json, verbose=verbose)

    def log(event: Event) -> None:
        level, name, values = _described(event)
        getattr(logger, level)(name, **values)

    return log


def library_logger(*, as_json: bool) -> Callable[[Refreshed], None]:
    """Return a function that logs that rules or templates were edited."""
    logger = _logger(as_json=as_json, verbose=False)

    def log(refreshed: Refreshed) -> None:
        if refreshed.problem:
            logger.error("edit not in force", rulebook=refreshed.version, problem=refreshed.problem)
        else:
            logger.info("edit in force", rulebook=refreshed.version)

    return log


def _logger(*, as_json: bool, verbose: bool) -> Any:
    renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
    )


def _described(event: Event) -> tuple[str, str, dict[str, Any]]:
    if isinstance(event, Handled):
        return _handled(event)
    if isinstance(event, Connected):
        return "info", "connected", {"account": event.account}
    if isinstance(event, Waiting):
        return "debug", "waiting", {"account": event.account}
    if isinstance(event, Lost):
        pause = round(event.pause_seconds, 1)
        return "warning", "connection lost", {"account": event.account, "reason": event.reason, "retry_in": pause}
    level = "error" if event.final else "warning"
    error: Refused = event
    return level, "refused", {"account": error.account, "problem": error.error.problem, "remedy": error.error.remedy}


def _handled(handled: Handled) -> tuple[str, str, dict[str, Any]]:
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
