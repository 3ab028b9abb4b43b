"""A mail server of our own for a while: pymap in a child process, on loopback, gone when we are gone.

This room plays the outside world: whoever delivers mail, and the mail program that the user reads with. It therefore
uses imapclient by itself and not the mailbox room, which can neither fill an inbox nor would be a fair witness of
what it did.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from types import TracebackType

from imapclient import IMAPClient

from inbox_helper.demo import HOST
from inbox_helper.errors import UserError

FOLDERS = ("Drafts", "Sent", "Trash")
"""Made beside INBOX. pymap knows no special-use attributes; the names are what programs go by."""

_START_SECONDS = 30.0
_END_SECONDS = 5.0
_CLIENT_SECONDS = 30.0


class DemoServer:
    """A running IMAP server with one user; a context manager. `host`, `port`, `user` and `password` reach it.

    Raise UserError if pymap is missing or does not start.
    """

    def __init__(self, user: str) -> None:
        self.host = HOST
        self.port = 0
        self.user = user
        self.password = secrets.token_urlsafe(12)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> DemoServer:
        _require_pymap()
        try:
            self._start()
            with self.client() as client:
                for folder in FOLDERS:
                    client.create_folder(folder)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def client(self) -> Iterator[IMAPClient]:
        """Yield a client that is logged in, as the outside world has it; it is logged out at the end."""
        client = IMAPClient(self.host, self.port, ssl=False, timeout=_CLIENT_SECONDS)
        try:
            # Without it every literal waits for a delayed acknowledgement: 40 ms a mail.
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.login(self.user, self.password)
            yield client
        finally:
            client.shutdown()

    def append(
        self, folder: str, raw: bytes, received: datetime, flags: Sequence[str] = (), client: IMAPClient | None = None
    ) -> None:
        """Put a message into a folder, with its INTERNALDATE; over an open client if one is given."""
        with contextlib.nullcontext(client) if client else self.client() as connected:
            connected.append(folder, raw, flags, received)

    def close(self) -> None:
        """End the server. Safe to call more than once."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        # A child that died before has closed its end of the pipe.
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _start(self) -> None:
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "inbox_helper.demo.embedded"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None
        assert process.stdout is not None
        order = {"user": self.user, "password": self.password}
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
        # A child that hangs is ended, and then its pipe ends too.
        too_late = threading.Timer(_START_SECONDS, process.kill)
        too_late.start()
        answer = process.stdout.readline()
        too_late.cancel()
        if not answer.strip().isdigit():
            raise UserError(
                "The embedded mail server did not start; what it said stands above.",
                "Install it anew: pip install --force-reinstall 'inbox-helper[demo]'",
            )
        self.port = int(answer)


def _require_pymap() -> None:
    if importlib.util.find_spec("pymap") is None:
        raise UserError(
            "The demo needs the mail server pymap, which is not installed.",
            "Install it: pip install 'inbox-helper[demo]'",
        )
