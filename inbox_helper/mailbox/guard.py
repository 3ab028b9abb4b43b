"""What may leave for the server: a closed list of commands, held against every byte that is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

ALLOWED_COMMANDS = frozenset(
    {
        b"CAPABILITY",
        b"STARTTLS",
        b"AUTHENTICATE",
        b"LOGIN",
        b"ID",
        b"NAMESPACE",
        b"LIST",
        b"XLIST",
        b"STATUS",
        b"EXAMINE",
        b"UID SEARCH",
        b"UID FETCH",
        b"APPEND",
        b"IDLE",
        b"NOOP",
        b"LOGOUT",
    }
)
"""Nothing here changes a flag, moves, removes or sends. SELECT is missing on purpose: EXAMINE marks nothing.

What discarding one draft takes is let through by `CommandGuard.discarding` alone, and only letter by letter.
"""

_COMMAND = re.compile(rb"[A-Za-z0-9]{1,20} ((?:UID )?[A-Za-z0-9]+)(?: |\r\n)")
_LITERAL = re.compile(rb"\{(\d{1,10})\+?\}\r\n\Z")
_SASL = re.compile(rb"(?:[A-Za-z0-9+/]*={0,2}|\*)\r\n\Z")
_MARKS_AS_READ = re.compile(rb"BODY\[|BINARY\[|RFC822(?!\.SIZE)", re.IGNORECASE)
_DRAFT_FLAG = re.compile(rb"\([^()]*\\Draft\b[^()]*\)")
_QUOTED = re.compile(rb'"(?:[^"\\\x00-\x1f\x7f-\xff]|\\["\\])+"')
_OPENS = frozenset({b"SELECT", b"EXAMINE"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class ForbiddenCommandError(RuntimeError):
    """The program was about to send what it must never send. Nothing of it has left."""


def clean_value(value: str) -> str:
    """Return a value that goes into a command. Raise ForbiddenCommandError if it holds a control character.

    A line break in a value would end the command and begin another one of the value's choice.
    """
    if _CONTROL.search(value):
        raise ForbiddenCommandError(f"a control character in a value for the mail server: {value!r}")
    return value


@dataclass(frozen=True, slots=True)
class _Discarding:
    """The only lines that may change a mailbox: those that take one message away, once its folder was opened."""

    opening: bytes
    removing: frozenset[bytes]


def _discarding(folder: str, uid: int, trash: str | None) -> _Discarding:
    """Return the lines, without tag and line end, that discarding one message of a folder takes."""
    names = [each.encode("ascii", "replace") for each in (folder, trash) if each is not None]
    if uid < 1 or not all(_QUOTED.fullmatch(name) for name in names):
        raise ForbiddenCommandError(f"not a place of one message: {folder!r}, {uid}")
    removing = {
        b"UID STORE %d +FLAGS.SILENT (\\Deleted)" % uid,
        b"UID EXPUNGE %d" % uid,
        *(b"UID MOVE %d %b" % (uid, name) for name in names[1:]),
    }
    return _Discarding(b"SELECT " + names[0], frozenset(removing))


class CommandGuard:
    """Reads along with everything that is sent on one connection.

    Works on the byte stream itself (RFC 3501 section 2.2.1), so it holds whatever library builds the commands.
    """

    def __init__(self) -> None:
        self._line = b""
        self._literal = 0
        self._goes_on = False
        self._command = b""
        self._discarding: _Discarding | None = None
        self._is_open = False
        """Whether the folder that holds what is being discarded was the last one to be opened, for writing."""

    @contextmanager
    def discarding(self, folder: str, uid: int, trash: str | None) -> Iterator[None]:
        """Let the lines pass that discard one message, as long as this lasts; `folder` and `trash` are quoted strings.

        Raise ForbiddenCommandError for anything that is not one name or one UID.
        """
        self._discarding, self._is_open = _discarding(folder, uid, trash), False
        try:
            yield
        finally:
            self._discarding, self._is_open = None, False

    def check(self, data: bytes) -> None:
        """Given the bytes about to be sent, return if they may be. Raise ForbiddenCommandError if not."""
        while data:
            if self._literal:
                skipped = min(self._literal, len(data))
                self._literal -= skipped
                data = data[skipped:]
                continue
            head, newline, data = data.partition(b"\n")
            self._line += head + newline
            if newline:
                self._judge_line()

    @property
    def last_command(self) -> bytes:
        """The command that was sent last."""
        return self._command

    def literal_refused(self) -> None:
        """Take note that the server declined the literal that was announced: it will not be sent."""
        self._literal = 0
        self._goes_on = False

    def _judge_line(self) -> None:
        line, self._line = self._line, b""
        if not line.endswith(b"\r\n") or b"\r" in line[:-2] or b"\0" in line:
            raise ForbiddenCommandError("a command holds a control character")
        if not self._continues(line):
            match = _COMMAND.match(line)
            self._command = match[1] if match else b""
        self._judge_command(line)
        literal = _LITERAL.search(line)
        self._literal = int(literal[1]) if literal else 0
        self._goes_on = literal is not None

    def _continues(self, line: bytes) -> bool:
        if self._goes_on:
            return True
        if self._command == b"AUTHENTICATE":
            return _SASL.match(line) is not None
        return self._command == b"IDLE" and line == b"DONE\r\n"

    def _discards(self, line: bytes) -> bool:
        """Tell whether a line is one of those that discard what is to be discarded."""
        said = line.removesuffix(b"\r\n").partition(b" ")[2]
        lines = self._discarding
        if lines is None or self._goes_on:
            return False
        if self._command in _OPENS:
            self._is_open = said == lines.opening
            return self._is_open
        return self._is_open and said in lines.removing

    def _judge_command(self, line: bytes) -> None:
        if self._discards(line):
            return
        if self._command not in ALLOWED_COMMANDS:
            raise ForbiddenCommandError(f"not an allowed command: {line[:40]!r}")
        if self._command == b"UID FETCH" and _MARKS_AS_READ.search(line):
            raise ForbiddenCommandError("a FETCH without PEEK would mark mail as read")
        if self._command == b"APPEND" and not self._goes_on and not _DRAFT_FLAG.search(line):
            raise ForbiddenCommandError("an APPEND of something that is not a draft")
