"""The user's own tracking systems: `tracking-systems.toml` among their rules."""

from __future__ import annotations

import re

from inbox_helper.core.rules import TableReader
from inbox_helper.core.tracking_systems import TrackingSystem

KEYS = ("name", "domains", "relays", "people")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


def parse_tracking_systems(text: str, *, name: str) -> tuple[TrackingSystem, ...]:
    """Given the source of a user's file, return its systems. Raise BrokenRules with every mistake in it."""
    reader = TableReader(text, name)
    reader.check_keys(reader.table, ("schema", "system"), 1)
    reader.check_schema()
    systems = [_system(reader, table, line) for table, line in reader.tables("system")]
    _check_names(reader, systems)
    reader.raise_problems()
    return tuple(systems)


def _system(reader: TableReader, table: dict[str, object], line: int) -> TrackingSystem:
    reader.check_keys(table, KEYS, line)
    name = reader.string(table, "name", line, required=True)
    if "domains" not in table:
        reader.missing("domains", line)
    domains, relays, people = (reader.strings(table, key, line) for key in KEYS[1:])
    for each in domains:
        if not _DOMAIN.fullmatch(each):
            at = reader.lines.key("domains", line)
            reader.report(
                at, f'"{each}" is no domain.', 'Write it as in addresses, in lower case: "acme-mail.example".'
            )
    for key, patterns in (("relays", relays), ("people", people)):
        for each in patterns:
            if "@" in each or each != each.lower():
                at = reader.lines.key(key, line)
                reader.report(at, f'"{each}" matches no local part.', "Write what stands before the @, in lower case.")
    return TrackingSystem(name, domains, relays, people)


def _check_names(reader: TableReader, systems: list[TrackingSystem]) -> None:
    seen: set[str] = set()
    for system, (_table, line) in zip(systems, reader.tables("system"), strict=True):
        if system.name and system.name.casefold() in seen:
            reader.report(line, f'a second system "{system.name}".', "Put both into one entry.")
        seen.add(system.name.casefold())
