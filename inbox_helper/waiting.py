"""Waiting as steps: whoever waits says for what, and somebody else decides which thread is spent on it."""

from __future__ import annotations

import select
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar


class WaitEnd(Enum):
    """What ended a wait."""

    READABLE = "readable"
    WOKEN = "woken"
    TIMED_OUT = "timed out"


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is waited for: a time, and before that a file descriptor that becomes readable."""

    deadline: float
    """On the clock of `time.monotonic`, in seconds."""
    fileno: int | None = None


Result = TypeVar("Result")

Steps = Generator[Awaited, WaitEnd, Result]
"""Work that yields what it waits for, and is sent what ended the wait."""


def drive(steps: Steps[Result], wake: int | None = None) -> Result:
    """Run steps to their end in this thread, and return their result.

    Every wait ends early once the file descriptor `wake` is readable.
    """
    try:
        awaited = next(steps)
        while True:
            awaited = steps.send(_end_of(awaited, wake))
    except StopIteration as end:
        result: Result = end.value
        return result


def pause(seconds: float) -> Steps[WaitEnd]:
    """Wait for a time; return what ended that."""
    return (yield Awaited(time.monotonic() + seconds))


def _end_of(awaited: Awaited, wake: int | None) -> WaitEnd:
    watched = [each for each in (awaited.fileno, wake) if each is not None]
    ready = wait_readable(watched, max(0.0, awaited.deadline - time.monotonic()))
    if awaited.fileno in ready:
        return WaitEnd.READABLE
    return WaitEnd.WOKEN if ready else WaitEnd.TIMED_OUT


def wait_readable(descriptors: Sequence[int], seconds: float) -> set[int]:
    """Return those of the descriptors that become readable within the time."""
    # poll has no limit on descriptor numbers; Windows only has select.
    if not hasattr(select, "poll"):
        if not descriptors:
            time.sleep(seconds)  # select of Windows refuses to wait for nothing
            return set()
        return set(select.select(descriptors, [], [], seconds)[0])
    poll = select.poll()
    for each in descriptors:
        poll.register(each, select.POLLIN)
    return {each for each, _event in poll.poll(seconds * 1000)}
