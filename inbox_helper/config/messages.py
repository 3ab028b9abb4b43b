"""From pydantic's errors to sentences for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from inbox_helper.config.checks import Mistake, is_secret
from inbox_helper.config.model import (
    ACCOUNT_KEYS,
    DAEMON_KEYS,
    DRAFTING_KEYS,
    AccountConfig,
    DaemonTable,
    DraftingTable,
    RefusedValueError,
)
from inbox_helper.config.places import Path

_TABLES = {"accounts": ACCOUNT_KEYS, "drafting": DRAFTING_KEYS, "daemon": DAEMON_KEYS}
_OTHER_WORDS = {
    "email": "address", "e-mail": "address", "mail": "address", "from": "address", "alias": "aliases",
    "full_name": "name", "display_name": "name",
    "server": "host", "hostname": "host", "imap": "host", "imap_host": "host", "imap_server": "host",
    "user": "username", "login": "username", "user_name": "username",
    "ssl": "security", "tls": "security", "encryption": "security", "starttls": "security",
    "folder": "watch", "folders": "watch", "mailbox": "watch", "mailboxes": "watch", "inbox": "watch",
    "interval": "poll_seconds", "poll": "poll_seconds", "cert": "ca_file", "certificate": "ca_file",
    "password_cmd": "password_command", "passwordeval": "password_command", "path": "maildir",
    "style": "tone", "signature": "signature_name", "language": "default_language", "lang": "default_language",
    "limit": "daily_limit", "account": "accounts", "drafts": "drafting", "draft": "drafting",
    "prometheus_port": "metrics_port", "metrics": "metrics_port", "prometheus": "metrics_port",
    "notify": "desktop_notification", "notification": "desktop_notification", "desktop": "desktop_notification",
    "notifications": "desktop_notification", "desktop_notifications": "desktop_notification",
}  # fmt: skip
"""What people call a key elsewhere."""

_PLACEHOLDERS = {"address": '"you@example.org"', "name": '"Your Name"', "host": '"imap.example.org"'}
_KINDS = {
    "string_type": ("text", 'Write it in quotes: {key} = "…"'),
    "bool_type": ("true or false", "Write it without quotes: {key} = true"),
    "int_type": ("a whole number", "Write it without quotes and without a fraction"),
    "tuple_type": ("a list", 'Write it in brackets: {key} = ["…"]'),
    "path_type": ("a path", 'Write it in quotes: {key} = "…"'),
    "is_instance_of": ("a path", 'Write it in quotes: {key} = "…"'),
    "dict_type": ("a table", "Write [{key}] on a line of its own, and the keys below it"),
    "model_type": ("a table", "Write [{key}] on a line of its own, and the keys below it"),
}
"""Types as people name them, and how they are written."""


def explained(errors: Iterable[Any]) -> Iterator[Mistake]:
    """Given the `errors()` of a ValidationError, yield each as a mistake; a misspelt key is not missing as well."""
    told = [(each["type"], tuple(str(part) for part in each["loc"]), each) for each in errors]
    misspelt = {(*path[:-1], _meant_by(path)) for kind, path, _ in told if kind == "extra_forbidden"}
    for kind, path, error in told:
        if kind != "missing" or path not in misspelt:
            yield Mistake(path, *_sentences(error, path))


def unknown_key(path: Path) -> tuple[str, str]:
    """Return problem and remedy for a key that does not exist: the key that is meant, where it can be told."""
    if meant := _meant_by(path):
        return "there is no such key", f"Did you mean {meant}?"
    if home := _home_of(path[-1]):
        return "this key stands in the wrong table", f"Move it to [{home}]"
    return "there is no such key", f"Remove it, or choose from: {', '.join(_allowed_beside(path))}"


def _meant_by(path: Path) -> str:
    key, allowed = path[-1].lower(), _allowed_beside(path)
    if (other_word := _OTHER_WORDS.get(key)) in allowed:
        return str(other_word)
    return next(iter(get_close_matches(key, allowed, 1)), "")


def _allowed_beside(path: Path) -> tuple[str, ...]:
    if len(path) > 1 and path[0] in _TABLES:
        return _TABLES[path[0]]
    return tuple(_TABLES)


def _home_of(key: str) -> str:
    home = next((table for table, keys in _TABLES.items() if key in keys), "")
    return "accounts.NAME" if home == "accounts" else home


def _sentences(error: Mapping[str, Any], path: Path) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    key = next(each for each in reversed(path) if not each.isdigit())
    if kind == "extra_forbidden":
        return unknown_key(path)
    if kind == "missing":
        return "this is missing", f"Add the line: {key} = {_PLACEHOLDERS.get(key, '…')}"
    if kind == "literal_error":
        return f"{_shown(error, key)} is not allowed", f"Choose {context['expected'].replace(chr(39), chr(34))}"
    if isinstance(refused := context.get("error"), RefusedValueError):
        return _with_value(refused.problem, error, key), refused.remedy
    if kind in _KINDS:
        what, how = _KINDS[kind]
        return f"this must be {what}" + _instead(error, key), how.format(key=key) if key == path[
            -1
        ] else "Write every entry in quotes"
    return _bounds(kind, error, key)


def _bounds(kind: str, error: Mapping[str, Any], key: str) -> tuple[str, str]:
    if kind == "too_short":
        return "this list is empty", "Write at least one entry, or remove the line"
    if kind in ("greater_than_equal", "less_than_equal"):
        lowest, highest = _range(key)
        return f"{_shown(error, key)} is out of range", f"Write a number from {lowest} to {highest}"
    return re.sub(r"^Input ", "this ", error["msg"]), "See docs/configuration.md"


def _range(key: str) -> tuple[Any, Any]:
    metadata = {**AccountConfig.model_fields, **DraftingTable.model_fields, **DaemonTable.model_fields}[key].metadata
    return (
        next(each.ge for each in metadata if hasattr(each, "ge")),
        next(each.le for each in metadata if hasattr(each, "le")),
    )


def _with_value(problem: str, error: Mapping[str, Any], key: str) -> str:
    shown = _shown(error, key)
    return f"{shown}: {problem}" if shown and error["input"] != "" else problem


def _instead(error: Mapping[str, Any], key: str) -> str:
    shown = _shown(error, key)
    return f", and it is {shown}" if shown else ""


def _shown(error: Mapping[str, Any], key: str) -> str:
    """Return a value as it stands in the file, or nothing where it may be a secret or is long."""
    if key.startswith("password") or is_secret(key) or isinstance(error["input"], dict | list | tuple):
        return ""
    value = error["input"]
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return "".join(each if each.isprintable() else "?" for each in text[:80])
