"""Edits of a user's rule files as text: whatever else stands in them stays as it is, comments and blanks included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.items import AoT

from inbox_helper.core.rule_values import SCHEMA, parse_toml
from inbox_helper.core.toml_lines import TomlLines

_LONG_LIST = 80
"""Characters from which a list takes a line for each of its entries."""
_MARK = "\ufeff"

Value = str | float | Sequence[str]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the rules of a file."""

    language: str
    group: str
    mute: tuple[str, ...] = ()
    """Guards that mute every phrase of the file."""


def with_rule(text: str, head: Head, rule: Mapping[str, Value]) -> str:
    """Return a rule file with one rule more at its end, given its text (empty for a new one) and the rule's keys.

    Keys whose value is empty are left out. Nothing is checked here.
    """
    kind = "guard" if head.group == "guard" else "phrase"
    start = text if text.strip(_MARK + " \t\r\n") else _new_file(head)
    return _appended(start, kind, rule)


def with_change(text: str, identity: str, change: Mapping[str, Value]) -> str:
    """Return a file of changes in which the rule `identity` has this change, instead of the one that it had."""
    if not text.strip(_MARK + " \t\r\n"):
        text = f"schema = {SCHEMA}\n"
    if not _entries(text, identity):
        return _appended(text, "change", {"id": identity, **change})
    mark, document = _parsed(text)
    entries = document["change"]
    assert isinstance(entries, AoT)
    for entry in entries:
        if entry["id"] == identity:
            for key in {"weight", "status"} & entry.keys() - change.keys():
                entry.remove(key)
            entry.update(change)
    return mark + tomlkit.dumps(document)


def without_change(text: str, identity: str) -> str:
    """Return a file of changes without those of the rule `identity`; comments beside them stay."""
    lines = text.splitlines(keepends=True)
    for start in reversed(_entries(text, identity)):
        del lines[start - 1 : _end(lines, start)]
    return "".join(lines)


def has_change(text: str, identity: str) -> bool:
    """Return whether a file of changes names the rule `identity`."""
    return bool(_entries(text, identity))


def _entries(text: str, identity: str) -> list[int]:
    """Return the lines, counted from 1, in which the changes of a rule begin."""
    plain = text.removeprefix(_MARK)
    entries = parse_toml(plain, "changes.toml").get("change", [])
    lines = TomlLines(plain)
    assert isinstance(entries, list)
    return [lines.entry("change", number) for number, entry in enumerate(entries) if entry.get("id") == identity]


def _end(lines: Sequence[str], start: int) -> int:
    """Return how many lines lead up to the end of the last key of the entry that begins in line `start`."""
    end = start
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if line.startswith("["):
            break
        if line and not line.startswith("#"):
            end = number + 1
    return end


def _parsed(text: str) -> tuple[str, tomlkit.TOMLDocument]:
    mark = _MARK if text.startswith(_MARK) else ""
    return mark, tomlkit.parse(text.removeprefix(_MARK))


def _new_file(head: Head) -> str:
    keys: dict[str, Any] = {"schema": SCHEMA, "lang": head.language, "group": head.group}
    if head.mute:
        keys["mute"] = list(head.mute)
    return _table(keys)


def _appended(text: str, kind: str, keys: Mapping[str, Value]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    shown = {key: value for key, value in keys.items() if value not in ("", (), [])}
    added = f"\n[[{kind}]]\n{_table(shown)}".replace("\n", end)
    return text + ("" if text.endswith("\n") else end) + added


def _table(keys: Mapping[str, Any]) -> str:
    table = tomlkit.table()
    for key, value in keys.items():
        table.add(key, value if isinstance(value, str | int | float) else _list(value))
    return table.as_string()


def _list(texts: Sequence[str]) -> tomlkit.items.Array:
    made = tomlkit.array()
    made.extend(texts)
    return made.multiline(len(texts) > 1 and sum(map(len, texts)) > _LONG_LIST)
