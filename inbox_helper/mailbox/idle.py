"""Waiting for mail: IDLE (RFC 2177) with a reader of our own, or asking now and then."""

from __future__ import annotations

import time

from inbox_helper.mailbox.status import folder_status
from inbox_helper.mailbox.wire import Wire
from inbox_helper.waiting import Steps, WaitEnd


def idling(wire: Wire, seconds: float) -> Steps[bool | None]:
    """Idle in the open folder for `seconds` at most; True as soon as the server announces mail.

    Return None if the server declines to idle.
    """
    deadline = time.monotonic() + seconds
    tag = wire.begin_idle()
    if tag is None:
        return None
    while not wire.news:
        if (yield from wire.hearing(deadline)) is not WaitEnd.READABLE:
            break
    # DONE also proves that the line is alive, and its answer may bring what came in the last moment.
    wire.end_idle(tag)
    return wire.news


def polling(wire: Wire, folder: str, seconds: float, every: float, next_uid: int) -> Steps[bool]:
    """Ask for news of the open folder every so many seconds; True as soon as there is some.

    Given `next_uid`, the UIDNEXT up to which everything is known. STATUS stands beside NOOP because there are
    servers whose NOOP shows nothing, or does not count as a sign of life.
    """
    deadline = time.monotonic() + seconds
    while True:
        pause_end = min(deadline, time.monotonic() + every)
        while not wire.news and time.monotonic() < pause_end:
            if (yield from wire.hearing(pause_end)) is WaitEnd.WOKEN:
                return wire.news
        status = folder_status(wire, folder, is_open=True)
        if wire.news or status.uidnext > next_uid:
            return True
        if time.monotonic() >= deadline:
            return False
