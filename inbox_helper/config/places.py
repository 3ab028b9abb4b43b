"""Where a key stands in a TOML file: tomllib tells values, but not lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

Path = tuple[str, ...]
"""Tables and key from the outside in; entries of a list by their number from 0."""

_TOKEN = re.compile(
    r"""
    (?P<blank>    [ \t\r]+ | \#[^\n]* )
  | (?P<newline>  \n )
  | (?P<string>   \"{3} (?: \\. | (?!\"{3}). )* \"{3,5} | '{3} .*? '{3,5}
                | " (?: \\. | [^"\\\n] )* " | ' [^'\n]* ' )
  | (?P<sign>     [][{}=,.] )
  | (?P<bare>     [^][{}=,.\s\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def lines_of_keys(source: str) -> dict[Path, int]:
    """Given TOML that tomllib accepts, return the line, from 1, of every table, key and list entry."""
    return _Scan(list(_tokens(source))).run()


def line_of(places: Mapping[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest thing around it."""
    return next((places[path[:depth]] for depth in range(len(path), 0, -1) if path[:depth] in places), 1)


def _tokens(source: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup or ""
        if kind != "blank":
            yield _Token(kind, match[0], line)
        line += match[0].count("\n")


@dataclass(slots=True)
class _Scan:
    """A walk over the tokens of one file."""

    tokens: list[_Token]
    position: int = 0
    table: Path = ()
    found: dict[Path, int] = field(default_factory=dict)
    tables_in_lists: dict[Path, int] = field(default_factory=dict)

    def run(self) -> dict[Path, int]:
        while self.position < len(self.tokens):
            if self._next_is("\n"):
                self.position += 1
            elif self._next_is("["):
                self._header()
            else:
                self._key_and_value(self.table)
        return self.found

    def _next_is(self, text: str) -> bool:
        return self.position < len(self.tokens) and self.tokens[self.position].text == text

    def _take(self) -> _Token:
        self.position += 1
        return self.tokens[self.position - 1]

    def _header(self) -> None:
        line = self._take().line
        in_list = self._next_is("[")
        self.position += in_list
        self.table = self._key()
        self.position += 1 + in_list
        if in_list:
            number = self.tables_in_lists.get(self.table, -1) + 1
            self.tables_in_lists[self.table] = number
            self._note(self.table, line)
            self.table = (*self.table, str(number))
        self._note(self.table, line)

    def _key(self) -> Path:
        """Take a key up to the sign after it, which stays."""
        parts = []
        while self.tokens[self.position].text not in ("]", "="):
            token = self._take()
            if token.kind != "sign":
                parts.append(_name(token))
        return tuple(parts)

    def _key_and_value(self, table: Path) -> None:
        line = self.tokens[self.position].line
        path = (*table, *self._key())
        self._note(path, line)
        self.position += 1
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._next_is("{"):
            self._inside("}", lambda _number: self._key_and_value(path))
        elif self._next_is("["):
            self._inside("]", lambda number: self._entry((*path, str(number))))
        else:
            while self.position < len(self.tokens) and self.tokens[self.position].text not in ("\n", ",", "]", "}"):
                self.position += 1

    def _entry(self, path: Path) -> None:
        self._note(path, self.tokens[self.position].line)
        self._value(path)

    def _inside(self, end: str, take_one: Callable[[int], None]) -> None:
        self.position += 1
        number = 0
        while not self._next_is(end):
            if self.tokens[self.position].text in ("\n", ","):
                self.position += 1
            else:
                take_one(number)
                number += 1
        self.position += 1

    def _note(self, path: Path, line: int) -> None:
        for depth in range(1, len(path) + 1):
            self.found.setdefault(path[:depth], line)


def _name(token: _Token) -> str:
    if token.kind == "bare":
        return token.text
    name: str = tomllib.loads(f"name = {token.text}")["name"]
    return name
