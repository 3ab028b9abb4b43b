"""FETCH answers into values, message by message: a broken answer costs one message and not the batch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inbox_helper.mailbox.wire import Untagged

Value = int | bytes | None | tuple["Value", ...]
"""A number, a text, NIL, or a parenthesised list (RFC 3501 section 4)."""

MAX_DEPTH = 100

_RECORD = re.compile(rb"\d+ \(")
_LITERAL = re.compile(rb"\{\d+\}\Z")
_TOKEN = re.compile(
    rb'"(?P<quoted>(?:[^"\\]|\\.)*)"'
    rb"|(?P<open>\()"
    rb"|(?P<close>\))"
    rb'|(?P<atom>[^\s()"\[]+\[[^\]]*\](?:<[\d.]+>)?|[^\s()"]+)',
    re.DOTALL,
)
_PARTIAL = re.compile(rb"<[\d.]+>\Z")


class BrokenAnswerError(ValueError):
    """An answer that does not follow the grammar."""


def parse_fetch(lines: Sequence[Untagged]) -> Iterator[dict[bytes, Value]]:
    """Yield the items of each message by their names in capitals; partial sections without their offset.

    Answers without a UID, and those that break the grammar, are left out.
    """
    for record in _records(lines):
        try:
            items = _items(record)
        except BrokenAnswerError:
            continue
        if isinstance(items.get(b"UID"), int):
            yield items


def _records(lines: Sequence[Untagged]) -> Iterator[list[Untagged]]:
    record: list[Untagged] = []
    for line in lines:
        start = line[0] if isinstance(line, tuple) else line
        if record and _RECORD.match(start):
            yield record
            record = []
        record.append(line)
    if record:
        yield record


def _items(record: list[Untagged]) -> dict[bytes, Value]:
    values = _parse(record)
    body = values[1] if len(values) > 1 else None
    if not isinstance(body, tuple):
        raise BrokenAnswerError("no list of items")
    names = iter(body)
    items: dict[bytes, Value] = {}
    for name, value in zip(names, names, strict=False):
        if isinstance(name, bytes):
            items[_PARTIAL.sub(b"", name.upper())] = value
    return items


def _parse(record: list[Untagged]) -> tuple[Value, ...]:
    open_lists: list[list[Value]] = [[]]
    for each in _tokens(record):
        if each == "(":
            open_lists.append([])
            if len(open_lists) > MAX_DEPTH:
                raise BrokenAnswerError("nested too deeply")
        elif each == ")":
            if len(open_lists) < 2:
                raise BrokenAnswerError("one parenthesis too many")
            closed = tuple(open_lists.pop())
            open_lists[-1].append(closed)
        else:
            open_lists[-1].append(each)  # type: ignore[arg-type]  # the parentheses are the only str
    if len(open_lists) != 1:
        raise BrokenAnswerError("a parenthesis is missing")
    return tuple(open_lists[0])


def _tokens(record: list[Untagged]) -> Iterator[Value | str]:
    for line in record:
        text, literal = line if isinstance(line, tuple) else (line, None)
        for match in _TOKEN.finditer(_LITERAL.sub(b"", text) if literal is not None else text):
            yield _token(match)
        if literal is not None:
            yield literal


def _token(match: re.Match[bytes]) -> Value | str:
    kind, text = match.lastgroup, match[0]
    if kind == "open":
        return "("
    if kind == "close":
        return ")"
    if kind == "quoted":
        return re.sub(rb"\\(.)", rb"\1", match["quoted"]) if b"\\" in text else match["quoted"]
    if text.isdigit():
        return int(text)
    return None if text.upper() == b"NIL" else text
