"""Noticing that the machine slept, or that somebody set the clock."""

from __future__ import annotations

import time
from collections.abc import Callable

LEAST_JUMP = 60.0
"""Seconds; less is a busy machine, or a clock that is being corrected."""


class ClockWatch:
    """Compares the clock on the wall with one that cannot be set, between two looks."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time) -> None:
        self._monotonic = monotonic
        self._wall = wall
        self._last = (monotonic(), wall())

    def jump(self) -> float:
        """Return the seconds that went by unseen since the last look, negative where the clock was set back, or 0.

        While a machine sleeps the monotonic clock stands still (Linux, macOS) or runs on (Windows), and the process
        does not run at all; to be asked every few seconds.
        """
        now = (self._monotonic(), self._wall())
        passed, passed_on_wall = now[0] - self._last[0], now[1] - self._last[1]
        self._last = now
        unseen = passed_on_wall - passed
        if abs(unseen) >= LEAST_JUMP:
            return unseen
        return passed if passed >= LEAST_JUMP else 0.0
