"""How whoever waits is told to end, or to wake up."""

from __future__ import annotations

import socket
from collections.abc import Callable
from enum import IntEnum

from inbox_helper.waiting import wait_readable


class Wake(IntEnum):
    """What somebody who is woken should do; the greater one counts."""

    NOTHING = 0
    LOOK = 1
    """Look for work now; something changed here."""
    RECONNECT = 2
    """Trust the connection no more; the machine slept, or the clock jumped."""


class Call:
    """A request to end, or to wake up, for somebody who waits in steps; `ring` tells whoever drives them."""

    def __init__(self, ring: Callable[[], None]) -> None:
        """`ring` is called in any thread and in signal handlers, so it must not wait."""
        self._ring = ring
        self._set = False
        self._woken = False
        self._wake = Wake.NOTHING

    def set(self) -> None:
        """Ask for the end. Safe in a signal handler, and more than once."""
        if not self._set:
            self._set = True
            self._ring()

    def is_set(self) -> bool:
        """Tell whether the end was asked for."""
        return self._set

    def wake(self, wake: Wake = Wake.LOOK) -> None:
        """End one wait early, the current one or the next. Safe in a signal handler."""
        self._wake = max(self._wake, wake)
        self._woken = True
        self._ring()

    def take(self) -> Wake:
        """Return why the wait ended early, and let the next one last."""
        # In this order: who wakes us in between is heard twice rather than not at all.
        self._woken = False
        wake, self._wake = self._wake, Wake.NOTHING
        return wake

    def is_heard(self) -> bool:
        """Tell whether the next wait is to end at once: somebody woke us since the last `take`, or it is the end."""
        return self._woken or self._set


class Bell:
    """Wakes a thread that waits for file descriptors."""

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)

    def ring(self) -> None:
        """Make it readable. Safe in any thread and in a signal handler."""
        try:
            self._writer.send(b"x")
        except OSError:
            # Full of rings that nobody has taken yet, or closed: nobody waits.
            return

    def quieten(self) -> None:
        """Make it unreadable until the next ring."""
        try:
            while self._reader.recv(4096):
                pass
        except BlockingIOError:
            return

    def fileno(self) -> int:
        """Return a file descriptor that is readable once somebody rang."""
        return self._reader.fileno()

    def close(self) -> None:
        """Free what it holds; nobody may wait any more."""
        self._reader.close()
        self._writer.close()


class Stop(Call):
    """A call to a thread that waits by itself, for a time or for file descriptors."""

    def __init__(self) -> None:
        self._bell = Bell()
        super().__init__(self._bell.ring)

    def take(self) -> Wake:
        """Return why the wait ended early, and let the next one last; after `set` none lasts."""
        self._bell.quieten()
        wake = super().take()
        if self._set:
            self._bell.ring()
        return wake

    def fileno(self) -> int:
        """Return a file descriptor that is readable once somebody called; after `set` it stays so."""
        return self._bell.fileno()

    def close(self) -> None:
        """Free what it holds; nobody may wait any more."""
        self._bell.close()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, less if somebody calls; tell whether the end was asked for."""
        wait_readable([self._bell.fileno()], max(0.0, seconds))
        return self._set
