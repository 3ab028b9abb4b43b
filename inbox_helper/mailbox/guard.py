"""What may leave for the server: a closed list of commands, held against every byte that is sent."""

from __future__ import annotations

import re

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
"""Nothing here changes a flag, moves, removes or sends. SELECT is missing on purpose: EXAMINE marks nothing."""

_COMMAND = re.compile(rb"[A-Za-z0-9]{1,20} ((?:UID )?[A-Za-z0-9]+)(?: |\r\n)")
_LITERAL = re.compile(rb"\{(\d{1,10})\+?\}\r\n\Z")
_SASL = re.compile(rb"(?:[A-Za-z0-9+/]*={0,2}|\*)\r\n\Z")
_MARKS_AS_READ = re.compile(rb"BODY\[|BINARY\[|RFC822(?!\.SIZE)", re.IGNORECASE)
_DRAFT_FLAG = re.compile(rb"\([^()]*\\Draft\b[^()]*\)")
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


class CommandGuard:
    """Reads along with everything that is sent on one connection.

    Works on the byte stream itself (RFC 3501 section 2.2.1), so it holds whatever library builds the commands.
    """

    def __init__(self) -> None:
        self._line = b""
        self._literal = 0
        self._goes_on = False
        self._command = b""

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

    def _judge_command(self, line: bytes) -> None:
        if self._command not in ALLOWED_COMMANDS:
            raise ForbiddenCommandError(f"not an allowed command: {line[:40]!r}")
        if self._command == b"UID FETCH" and _MARKS_AS_READ.search(line):
            raise ForbiddenCommandError("a FETCH without PEEK would mark mail as read")
        if self._command == b"APPEND" and not self._goes_on and not _DRAFT_FLAG.search(line):
            raise ForbiddenCommandError("an APPEND of something that is not a draft")
