"""The line to the server under imapclient: guarded on the way out, buffered and bounded on the way in."""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
import sys
from typing import TYPE_CHECKING, Any

from imapclient import IMAPClient, SocketTimeout

from inbox_helper.mailbox.guard import CommandGuard
from inbox_helper.waiting import Awaited, Steps, WaitEnd

MAX_LINE = 32 * 1024 * 1024
"""Octets of one line; a SEARCH answer for millions of messages fits."""

MAX_LITERAL = 16 * 1024 * 1024
"""Octets of one literal; we ask for far less, so a bigger one is a fault or an attack."""

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_CHUNK = 256 * 1024
_STATUS_WITHOUT_TEXT = re.compile(rb"\S+ (?:OK|NO|BAD|BYE)\r\n\Z")

_KEEPALIVE_IDLE = 100
_KEEPALIVE_INTERVAL = 5
_KEEPALIVE_COUNT = 6


def tune_socket(sock: socket.socket) -> None:
    """Send without delay, and let the system notice a peer that is gone, within some two minutes."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    options = {
        "TCP_KEEPALIVE" if sys.platform == "darwin" else "TCP_KEEPIDLE": _KEEPALIVE_IDLE,
        "TCP_KEEPINTVL": _KEEPALIVE_INTERVAL,
        "TCP_KEEPCNT": _KEEPALIVE_COUNT,
    }
    for name, value in options.items():
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def acknowledge_at_once(sock: socket.socket) -> None:
    """Let the system acknowledge what comes next without delay.

    A server that does not switch off Nagle's algorithm (Cyrus, Courier) sends the second part of an answer only when
    the first one is acknowledged, for which systems take 40 ms. Linux forgets the wish, so it is told before reading.
    """
    if hasattr(socket, "TCP_QUICKACK"):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


class ImapConnection(imaplib.IMAP4):
    """imaplib's connection with its reading and sending replaced.

    A buffer of our own (imaplib's is unusable after a timeout, and hides what IDLE waits for), limits to what
    a server may announce, and the command guard in front of the socket.
    """

    def __init__(
        self,
        host: str,
        port: int,
        ssl_context: ssl.SSLContext | None,
        connect_timeout: float,
        read_timeout: float,
    ) -> None:
        self.guard = CommandGuard()
        self._ssl_context = ssl_context
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._received = bytearray()
        super().__init__(host, port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:  # noqa: ARG002 - imaplib's signature
        sock = socket.create_connection((self.host, self.port), self._connect_timeout)
        try:
            tune_socket(sock)
            if self._ssl_context is not None:
                sock = self._ssl_context.wrap_socket(sock, server_hostname=self.host)
            sock.settimeout(self._read_timeout)
        except BaseException:
            sock.close()
            raise
        return sock

    def send(self, data: Buffer) -> None:
        """Send bytes that the guard lets pass."""
        outgoing = bytes(data)
        self.guard.check(outgoing)
        self.sock.sendall(outgoing)

    def read(self, size: int) -> bytes:
        """Return exactly `size` bytes. Raise imaplib's abort at the end of the stream."""
        if size > MAX_LITERAL:
            raise self.abort(f"the server announced a literal of {size} bytes")
        while len(self._received) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        """Return one line with its CRLF. Raise imaplib's abort at the end of the stream."""
        searched = 0
        while (end := self._received.find(b"\n", searched)) < 0:
            searched = len(self._received)
            if searched > MAX_LINE:
                raise self.abort("the server sent a line without end")
            self._receive()
        line = self._take(end + 1)
        # `A1 OK` without text is legal in IMAP4rev2 and unknown to imaplib.
        return line[:-2] + b" \r\n" if _STATUS_WITHOUT_TEXT.match(line) else line

    def line_arrives(self, deadline: float) -> Steps[WaitEnd]:
        """Wait until a whole line is there, up to a time on the monotonic clock, or until somebody wakes us.

        Raise imaplib's abort when the stream ends. A line that came in part stays in the buffer.
        """
        while b"\n" not in self._received:
            if self._receive_at_once():
                continue
            end = yield Awaited(deadline, self.sock.fileno())
            if end is not WaitEnd.READABLE:
                return end
        return WaitEnd.READABLE

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> Any:
        """Turn the line into a TLS one (RFC 3501 section 6.2.1). Raise imaplib's error where that fails."""
        if ssl_context is None:
            raise ValueError("STARTTLS without a context would verify nothing")
        status, data = self._simple_command("STARTTLS")
        if status != "OK":
            raise self.error(f"STARTTLS was refused: {data!r}")
        if self._received:
            raise self.abort("the server sent data between STARTTLS and TLS: somebody may have put it there")
        self.sock = ssl_context.wrap_socket(self.sock, server_hostname=self.host)
        self._get_capabilities()
        return status, data

    def _receive(self) -> None:
        acknowledge_at_once(self.sock)
        self._keep(self.sock.recv(_CHUNK))

    def _receive_at_once(self) -> bool:
        """Receive what is there without waiting; tell whether anything was.

        A readable socket is no promise: what arrived may be part of a TLS record, or a message of TLS itself.
        """
        self.sock.settimeout(0.0)
        try:
            data = self.sock.recv(_CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        finally:
            self.sock.settimeout(self._read_timeout)
        self._keep(data)
        return True

    def _keep(self, data: bytes) -> None:
        if not data:
            raise self.abort("the server closed the connection")
        self._received += data

    def _take(self, size: int) -> bytes:
        taken = bytes(self._received[:size])
        del self._received[:size]
        return taken


class GuardedClient(IMAPClient):
    """imapclient over our connection."""

    def __init__(
        self,
        host: str,
        port: int,
        ssl_context: ssl.SSLContext | None,
        connect_timeout: float,
        read_timeout: float,
    ) -> None:
        self._times = SocketTimeout(connect_timeout, read_timeout)
        super().__init__(
            host,
            port,
            ssl=ssl_context is not None,
            ssl_context=ssl_context,
            timeout=self._times,
        )
        # imapclient logs every line and literal, mail included, and spends most of its time on that.
        self._imap.debug = 0
        self.normalise_times = False

    def _create_IMAP4(self) -> ImapConnection:  # noqa: N802 - imapclient's name
        context = self.ssl_context if self.ssl else None
        return ImapConnection(self.host, self.port, context, self._times.connect, self._times.read)

    @property
    def connection(self) -> ImapConnection:
        """The connection, for what imapclient does not do itself."""
        connection: ImapConnection = self._imap
        return connection

    def drop(self) -> None:
        """Close the socket without a word."""
        with contextlib.suppress(OSError):
            self._imap.shutdown()
