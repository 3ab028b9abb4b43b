"""How one thread ends, or wakes, another one that waits for something else."""

from __future__ import annotations

import select
import socket
from enum import IntEnum


class Wake(IntEnum):
    """What somebody who is woken should do; the greater one counts."""

    NOTHING = 0
    LOOK = 1
    """Look for work now; something changed here."""
    RECONNECT = 2
    """Trust the connection no more; the machine slept, or the clock jumped."""


class Stop:
    """A request to end, or to wake up, which reaches whoever waits for something else."""

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._set = False
        self._wake = Wake.NOTHING

    def set(self) -> None:
        """Ask everybody to end. Safe in a signal handler, and more than once."""
        if not self._set:
            self._set = True
            self._ring()

    def is_set(self) -> bool:
        """Tell whether the end was asked for."""
        return self._set

    def wake(self, wake: Wake = Wake.LOOK) -> None:
        """End one wait early, the current one or the next. Safe in a signal handler."""
        self._wake = max(self._wake, wake)
        self._ring()

    def take(self) -> Wake:
        """Return why the wait ended early, and let the next one last."""
        try:
            while self._reader.recv(4096):
                pass
        except BlockingIOError:
            pass
        wake, self._wake = self._wake, Wake.NOTHING
        if self._set:
            self._ring()
        return wake

    def fileno(self) -> int:
        """Return a file descriptor that is readable once somebody rang; after `set` it stays so."""
        return self._reader.fileno()

    def close(self) -> None:
        """Free what it holds; nobody may wait any more."""
        self._reader.close()
        self._writer.close()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, less if somebody rings; tell whether the end was asked for."""
        seconds = max(0.0, seconds)
        # poll has no limit on descriptor numbers; Windows only has select.
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(self._reader, select.POLLIN)
            poll.poll(seconds * 1000)
        else:
            select.select([self._reader], [], [], seconds)
        return self._set

    def _ring(self) -> None:
        try:
            self._writer.send(b"x")
        except OSError:
            # Full of rings that nobody has taken yet, or closed: nobody waits.
            return
