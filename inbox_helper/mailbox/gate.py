"""How many logins at once one server sees of us, whatever the number of accounts."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable

from inbox_helper.errors import ConnectionLost
from inbox_helper.waiting import Steps, pause
from inbox_helper.wake import Call

LOGINS_AT_ONCE = 4
"""Many servers count connections by address of origin, and some take a crowd for an attack."""

_LONGEST_CLOSED = 60.0
"""Seconds; a longer pause concerns the account that was told of it."""
_LONGEST_WAIT = 60.0
"""Seconds until somebody in the queue looks for himself."""


class HostGate:
    """Lets a few at a time through to each host, in order, and nobody to one that asked for a pause.

    Safe in any thread.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds that never go back."""
        self._clock = clock
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()
        self._queues: dict[str, deque[Call]] = {}
        self._invited: set[Call] = set()
        """Those for whom a place is kept that somebody left."""
        self._closed_until: dict[str, float] = {}

    def entering(self, host: str, call: Call, at_once: int = LOGINS_AT_ONCE) -> Steps[None]:
        """Wait for one of `at_once` places at a host; after it, `leave` must be called.

        Raise ConnectionLost, without a place, as soon as the end is asked for by `call`.
        """
        while seconds := self._seconds_to_wait(host, call, at_once):
            yield from pause(seconds)
            if call.is_set():
                self._withdraw(host, call)
                raise ConnectionLost(f"The connection to {host} is not wanted any more.")
            # Whatever there is to do is done by whoever is connected.
            call.take()

    def leave(self, host: str) -> None:
        """Give a place back."""
        with self._lock:
            self._pass_on(host)

    def close(self, host: str, seconds: float) -> None:
        """Let nobody through for a time, because the server asked for that."""
        with self._lock:
            until = self._clock() + min(seconds, _LONGEST_CLOSED)
            self._closed_until[host] = max(until, self._closed_until.get(host, 0.0))

    def _seconds_to_wait(self, host: str, call: Call, at_once: int) -> float:
        """Return 0 with a place taken, or how long to wait before the next question."""
        with self._lock:
            closed = self._closed_until.get(host, 0.0) - self._clock()
            if closed > 0:
                return closed
            if call in self._invited:
                self._invited.remove(call)
                return 0.0
            queue = self._queues.setdefault(host, deque())
            if self._inside[host] < at_once and (not queue or queue[0] is call):
                if queue:
                    queue.popleft()
                self._inside[host] += 1
                return 0.0
            if call not in queue:
                queue.append(call)
            return _LONGEST_WAIT

    def _withdraw(self, host: str, call: Call) -> None:
        with self._lock:
            if call in self._invited:
                self._invited.remove(call)
                self._pass_on(host)
            elif call in (queue := self._queues.get(host, deque())):
                queue.remove(call)

    def _pass_on(self, host: str) -> None:
        """Invite the next one into a place that became free, or keep it free."""
        queue = self._queues.get(host)
        if queue:
            following = queue.popleft()
            self._invited.add(following)
            following.wake()
        else:
            self._inside[host] -= 1
