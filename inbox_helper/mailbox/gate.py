"""How many logins at once one server sees of us, whatever the number of accounts."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inbox_helper.errors import ConnectionLost

LOGINS_AT_ONCE = 4
"""Many servers count connections by address of origin, and some take a crowd for an attack."""

_LONGEST_CLOSED = 60.0
"""Seconds; a longer pause concerns the account that was told of it."""
_LOOK_SECONDS = 0.2


class HostGate:
    """Lets a few at a time through to each host, and nobody to one that asked for a pause. Safe in any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds that never go back."""
        self._clock = clock
        self._changed = threading.Condition()
        self._inside: Counter[str] = Counter()
        self._closed_until: dict[str, float] = {}

    @contextmanager
    def passage(self, host: str, at_once: int = LOGINS_AT_ONCE, ended: Callable[[], bool] = bool) -> Iterator[None]:
        """Hold one of `at_once` places at a host; wait for it until `ended` says that nobody wants it any more.

        Raise ConnectionLost in that case. A ConnectionLost from within that names a pause closes the host for all.
        """
        self._enter(host, at_once, ended)
        try:
            yield
        except ConnectionLost as lost:
            if lost.retry_after:
                self._close(host, min(lost.retry_after, _LONGEST_CLOSED))
            raise
        finally:
            with self._changed:
                self._inside[host] -= 1
                self._changed.notify_all()

    def _enter(self, host: str, at_once: int, ended: Callable[[], bool]) -> None:
        with self._changed:
            while self._inside[host] >= at_once or self._clock() < self._closed_until.get(host, 0.0):
                if ended():
                    raise ConnectionLost(f"The connection to {host} is not wanted any more.")
                self._changed.wait(_LOOK_SECONDS)
            self._inside[host] += 1

    def _close(self, host: str, seconds: float) -> None:
        with self._changed:
            until = self._clock() + seconds
            self._closed_until[host] = max(until, self._closed_until.get(host, 0.0))
