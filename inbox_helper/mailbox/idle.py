"""Waiting for mail: IDLE (RFC 2177) with a reader of our own, or asking now and then."""

from __future__ import annotations

import time

from inbox_helper.mailbox.status import folder_status
from inbox_helper.mailbox.transport import Arrival
from inbox_helper.mailbox.wire import Wire


def idle(wire: Wire, seconds: float, wake: int | None = None) -> bool | None:
    """Idle in the open folder for `seconds` at most; True as soon as the server announces mail.

    Return None if the server declines to idle.
    """
    deadline = time.monotonic() + seconds
    tag = wire.begin_idle()
    if tag is None:
        return None
    while not wire.news:
        if wire.hear(max(0.0, deadline - time.monotonic()), wake) is not Arrival.LINE:
            break
    # DONE also proves that the line is alive, and its answer may bring what came in the last moment.
    wire.end_idle(tag)
    return wire.news


def poll(wire: Wire, folder: str, seconds: float, every: float, next_uid: int, wake: int | None = None) -> bool:
    """Ask for news of the open folder every so many seconds; True as soon as there is some.

    Given `next_uid`, the UIDNEXT up to which everything is known. STATUS stands beside NOOP because there are
    servers whose NOOP shows nothing, or does not count as a sign of life.
    """
    deadline = time.monotonic() + seconds
    while True:
        pause_end = min(deadline, time.monotonic() + every)
        while not wire.news and (left := pause_end - time.monotonic()) > 0:
            if wire.hear(left, wake) is Arrival.WOKEN:
                return wire.news
        status = folder_status(wire, folder, is_open=True)
        if wire.news or status.uidnext > next_uid:
            return True
        if time.monotonic() >= deadline:
            return False
