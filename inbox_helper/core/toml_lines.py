"""Find the line of a key in a TOML source: the standard parser does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\[\s*\"?(\w+)\"?\s*\]\]")
_TABLE = re.compile(r"\s*\[")


class TomlLines:
    """The lines of one TOML source, counted from 1."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()
        self._headers: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, 1):
            if match := _HEADER.match(line):
                self._headers.setdefault(match.group(1), []).append(number)

    def entry(self, table: str, index: int) -> int:
        """Return the line of the `index`-th `[[table]]`, counted from 0; 1 where it is written otherwise."""
        lines = self._headers.get(table, [])
        return lines[index] if index < len(lines) else 1

    def key(self, key: str, start: int = 1) -> int:
        """Return the line of a key in the table whose header, or first line, is `start`; `start` if not found."""
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        for number in range(start, len(self._lines) + 1):
            line = self._lines[number - 1]
            if pattern.match(line):
                return number
            if number > start and _TABLE.match(line) and _HEADER.match(line):
                break
        return start

    def value(self, key: str, text: str, start: int = 1) -> int:
        """Return the line of an item of a list, given the list's key and the item's text."""
        first = self.key(key, start)
        needle = text[:40]
        for number in range(first, len(self._lines) + 1):
            line = self._lines[number - 1]
            if needle in line or needle.replace('"', '\\"') in line:
                return number
            if number > first and _HEADER.match(line):
                break
        return first
