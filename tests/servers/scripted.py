"""A fake IMAP server that answers each command as told, in the very segments that are told."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Mapping

HANG_UP = b"<hang up>"
"""In place of a segment: close the connection."""

PAUSE = 0.03
"""Seconds between two segments, so that they arrive apart."""

_COMMAND = re.compile(rb"(\S+) ((?:UID )?[A-Z]+)")
_LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r\n\Z")

Answer = list[bytes]
"""Segments; `%t` in them stands for the tag."""

DEFAULTS: dict[bytes, Answer] = {
    b"CAPABILITY": [b"* CAPABILITY IMAP4rev1 IDLE UIDPLUS\r\n%t OK done\r\n"],
    b"EXAMINE": [b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 10] ok\r\n%t OK done\r\n"],
    b"LOGOUT": [b"* BYE bye\r\n%t OK done\r\n", HANG_UP],
}


class ScriptedServer:
    """Listens on `port`. Answers a command by its name as `answers` says, else with a bare OK.

    Given lists of answers for a name, they are used up one by one; the last one stays. `DONE` is a name too.
    `heard` holds every line that clients have sent. Without `consents` it never asks for a literal.
    """

    def __init__(
        self, answers: Mapping[bytes, Answer | list[Answer]], greeting: bytes = b"* OK ready\r\n", consents: bool = True
    ) -> None:
        self.host = "127.0.0.1"
        self.heard: list[bytes] = []
        self._answers = {name: self._as_list(each) for name, each in {**DEFAULTS, **answers}.items()}
        self._greeting = greeting
        self._consents = consents
        self._idle_tag = b""
        self._listener = socket.create_server((self.host, 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()

    @staticmethod
    def _as_list(answer: Answer | list[Answer]) -> list[Answer]:
        return [each for each in answer if isinstance(each, list)] or [[e for e in answer if isinstance(e, bytes)]]

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.sendall(self._greeting)
                self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as lines:
            for line in lines:
                self.heard.append(line)
                command = _COMMAND.match(line)
                tag, name = (command[1], command[2]) if command else (self._idle_tag, line.strip())
                if name == b"IDLE":
                    self._idle_tag = tag
                if (literal := _LITERAL.search(line)) and (self._consents or literal[2]):
                    connection.sendall(b"" if literal[2] else b"+ go on\r\n")
                    self.heard.append(lines.read(int(literal[1])))
                    lines.readline()
                if name.startswith(b"AUTHENTICATE"):
                    connection.sendall(b"+ \r\n")
                    self.heard.append(lines.readline())
                if not self._answer(connection, name, tag):
                    return

    def _answer(self, connection: socket.socket, name: bytes, tag: bytes) -> bool:
        answers = self._answers.get(name, [[b"%t OK done\r\n"]])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        for number, segment in enumerate(answer):
            if segment == HANG_UP:
                return False
            if number:
                time.sleep(PAUSE)
            connection.sendall(segment.replace(b"%t", tag))
        return True
