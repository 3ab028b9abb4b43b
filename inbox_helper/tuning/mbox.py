"""Splitting an mbox into messages, as a stream: no more than one message is held at a time.

The format is the one that RFC 4155 and its relatives describe: a line `From sender date` begins a message, an empty
line ends it, and lines of the message that begin with `From ` after any number of `>` have one `>` more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

LARGEST_MESSAGE = 64 << 20
"""Octets that are kept of one message; the rest of a larger one is passed over."""

_CHUNK = 1 << 20
_SEPARATOR = re.compile(rb"From \S.*\d\d:\d\d")
"""After an empty line. Programs that do not escape leave "From now on …" behind, which tells no time."""
_COMPLETE_SEPARATOR = re.compile(
    rb"From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d.{0,12}\d{4}\s*$"
)
"""Counts without an empty line before it, too, which some exports forget."""
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_separator(line: bytes) -> bool:
    """Tell whether a line at the beginning of a file makes it an mbox."""
    return _SEPARATOR.match(line) is not None


def split_mbox(stream: BinaryIO) -> Iterator[bytes]:
    """Given an mbox, opened before or behind its first `From ` line, yield its messages without these lines."""
    lines: list[bytes] = []
    size = 0
    after_empty, begun = True, False
    for line, begins in _lines(stream):
        if begins and _ends_message(line, after_empty=after_empty):
            if begun or lines:
                yield _message(lines)
            lines, size, begun = [], 0, True
        elif size < LARGEST_MESSAGE:
            lines.append(line)
            size += len(line)
        after_empty = begins and not line.strip(b"\r\n")
    if begun or lines:
        yield _message(lines)


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield lines, overlong ones in pieces, each with whether it is the beginning of a line."""
    begins = True
    while line := stream.readline(_CHUNK):
        yield line, begins
        begins = line.endswith(b"\n")


def _ends_message(line: bytes, *, after_empty: bool) -> bool:
    if not line.startswith(b"From "):
        return False
    pattern = _SEPARATOR if after_empty else _COMPLETE_SEPARATOR
    return pattern.match(line) is not None


def _message(lines: list[bytes]) -> bytes:
    if lines and not lines[-1].strip(b"\r\n"):
        lines.pop()
    return _ESCAPED.sub(rb"\1", b"".join(lines))
