"""One account, for as long as it lasts: connect, catch up, wait, and start again after a loss."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from inbox_helper.errors import AuthenticationError, ConnectionLost, MailboxError, StateError
from inbox_helper.flow import Flow, Handled
from inbox_helper.fuses import remedy_of
from inbox_helper.waiting import Steps, WaitEnd, pause
from inbox_helper.wake import Call, Wake

__all__ = ["Backoff", "Connected", "Ended", "Event", "Held", "Lost", "Refused", "Started", "Waiting", "Watcher"]

SLICE_SECONDS = 300.0
"""The longest wait before the server is asked again in any case; home routers forget idle connections after this."""

_LONGEST_PAUSE = 15 * 60.0
_PAUSE_AFTER_REFUSAL = 60 * 60.0
_PAUSE_AFTER_STATE_ERROR = 60.0


@dataclass(slots=True)
class Backoff:
    """Growing pauses with jitter, so that many clients do not come back at the same moment."""

    jitter: random.Random = field(default_factory=random.Random)
    first_pause: float = 1.0
    """Seconds."""
    _losses: int = 0

    def pause(self, asked_for: float | None = None) -> float:
        """Return the seconds to wait after one more loss; what the server asked for counts as a minimum."""
        longest = min(_LONGEST_PAUSE, self.first_pause * 2.0 ** min(self._losses, 20))
        self._losses += 1
        return max(asked_for or 0.0, longest * self.jitter.uniform(0.5, 1.0))

    def reset(self) -> None:
        """Forget the losses. To be called after a full cycle only: a login alone proves nothing."""
        self._losses = 0


@dataclass(frozen=True, slots=True)
class Started:
    """The account is about to be connected for the first time."""

    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Connected:
    """The account is connected."""

    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything is dealt with; the watcher waits for news."""

    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lost:
    """The connection is gone; a new one is made after a pause."""

    account: str
    at: datetime
    reason: str
    pause_seconds: float


@dataclass(frozen=True, slots=True)
class Refused:
    """The account cannot go on without the user (`final`), or not for a long while."""

    account: str
    at: datetime
    error: AuthenticationError | MailboxError | StateError
    final: bool
    pause_seconds: float = 0.0
    """Until the next try; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The account is not watched any more, because somebody asked for that."""

    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Drafting of the account is held until the user confirms; everything else goes on."""

    account: str
    at: datetime
    reason: str
    remedy: str


Event = Started | Connected | Waiting | Lost | Refused | Ended | Held | Handled
OpenFlow = Callable[[], Steps[Flow]]


@dataclass(slots=True)
class Watcher:
    """Watches the folders of one account until it is stopped or the credentials are refused."""

    account: str
    folders: tuple[str, ...]
    open_flow: OpenFlow
    report: Callable[[Event], None]
    stop: Call
    now: Callable[[], datetime]
    slice_seconds: float = SLICE_SECONDS
    since: datetime | None = None
    backoff: Backoff = field(default_factory=Backoff)
    _told_hold: str = ""

    def watching(self) -> Steps[AuthenticationError | None]:
        """Watch. Return the error that ended it, or None if it was stopped."""
        self.report(Started(self.account, self.now()))
        while not self.stop.is_set():
            seconds = 0.0
            try:
                yield from self._session()
            except ConnectionLost as lost:
                seconds = self._lost(lost)
            except AuthenticationError as error:
                self.report(Refused(self.account, self.now(), error, final=True))
                return error
            except (MailboxError, StateError) as error:
                seconds = self._refused(error)
            yield from self._pause(seconds)
        self.report(Ended(self.account, self.now()))
        return None

    def _lost(self, lost: ConnectionLost) -> float:
        """Report a loss, unless it is the end that was asked for, and return the seconds until the next try."""
        if self.stop.is_set():
            return 0.0
        seconds = self.backoff.pause(lost.retry_after)
        self.report(Lost(self.account, self.now(), lost.reason, seconds))
        return seconds

    def _refused(self, error: MailboxError | StateError) -> float:
        """Report an error that needs the user, and return the seconds until the next try."""
        seconds = _PAUSE_AFTER_STATE_ERROR if isinstance(error, StateError) else _PAUSE_AFTER_REFUSAL
        self.report(Refused(self.account, self.now(), error, final=False, pause_seconds=seconds))
        return seconds

    def _session(self) -> Steps[None]:
        self.stop.take()
        with _closing((yield from self.open_flow())) as flow:
            self.report(Connected(self.account, self.now()))
            while not self.stop.is_set():
                self._cycle(flow)
                self._tell_hold(flow)
                self.backoff.reset()
                self.report(Waiting(self.account, self.now()))
                yield from flow.mailbox.waiting(self.folders[0], self.slice_seconds)
                if self.stop.take() is Wake.RECONNECT:
                    return

    def _pause(self, seconds: float) -> Steps[None]:
        """Wait; only the end, or a machine that wakes from sleep, cuts that short."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self.stop.is_set():
            if (yield from pause(left)) is WaitEnd.WOKEN and self.stop.take() is Wake.RECONNECT:
                return

    def _cycle(self, flow: Flow) -> None:
        self._report_all(flow.resume())
        for folder in self.folders:
            self._report_all(flow.catch_up(folder, self.since))
        if not self.stop.is_set():
            self.since = None

    def _tell_hold(self, flow: Flow) -> None:
        hold = flow.fuses.hold()
        if hold is not None and hold.reason != self._told_hold:
            self.report(Held(self.account, self.now(), hold.reason, remedy_of(hold)))
        self._told_hold = hold.reason if hold else ""

    def _report_all(self, handled: Iterator[Handled]) -> None:
        for one in handled:
            self.report(one)
            if self.stop.is_set():
                return


@contextmanager
def _closing(flow: Flow) -> Iterator[Flow]:
    try:
        yield flow
    finally:
        flow.close()
