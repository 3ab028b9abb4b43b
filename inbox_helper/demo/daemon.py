"""The daemon as users run it, on the demo's server: the same watcher, flow, configuration and state."""

from __future__ import annotations

import os
import queue
import secrets
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from inbox_helper.config import AccountConfig
from inbox_helper.core.types import DraftingOptions
from inbox_helper.demo.mailbox import SAM, DemoMail, deliver
from inbox_helper.demo.server import DemoServer
from inbox_helper.errors import UserError
from inbox_helper.flow import Handled
from inbox_helper.library import Books
from inbox_helper.opening import Opening, utc_now
from inbox_helper.waiting import drive
from inbox_helper.wake import Stop
from inbox_helper.watcher import Event, Lost, Refused, Waiting, Watcher

PERIOD = timedelta(days=60)
"""How far back the daemon looks."""

_ALIAS = "demo"
_PATIENCE_SECONDS = 30.0
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What the daemon did about the mail that was there when it came."""

    handled: tuple[Handled, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the daemon did about one mail that came in while it watched."""

    handled: Handled
    seconds: float
    """From the delivery until the mail was dealt with and, where there is a draft, that lay on the server."""


class Daemon:
    """A daemon that watches the demo's mailbox in a thread, with a state of its own that is thrown away.

    A context manager. Raise UserError where it loses the server or does not answer in time.
    """

    def __init__(self, server: DemoServer, books: Books) -> None:
        self._server = server
        self._stop = Stop()
        self._events: queue.SimpleQueue[Event | BaseException] = queue.SimpleQueue()
        self._state = tempfile.TemporaryDirectory(prefix="inbox-helper-demo-")
        opening = Opening(Path(self._state.name), lambda: books, DraftingOptions())
        # The daemon looks for the password where the configuration says; each one gets a place of its own.
        self._variable = f"INBOX_HELPER_DEMO_{secrets.token_hex(4).upper()}"
        account = _account(server, self._variable)
        self._watcher = Watcher(
            account=_ALIAS,
            folders=account.watch,
            open_flow=lambda: opening.entering(account, self._stop),
            report=self._events.put,
            stop=self._stop,
            now=utc_now,
            since=utc_now() - PERIOD,
        )
        self._thread = threading.Thread(target=self._run, name="demo daemon")
        self._started = time.monotonic()

    def __enter__(self) -> Daemon:
        self._started = time.monotonic()
        os.environ[self._variable] = self._server.password
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._stop.close()
        del os.environ[self._variable]
        self._state.cleanup()

    def catch_up(self) -> CaughtUp:
        """Wait until the daemon has dealt with everything and waits for news; return what it did."""
        handled = tuple(self._until(Waiting))
        return CaughtUp(handled, time.monotonic() - self._started)

    def react_to(self, mail: DemoMail, now: datetime) -> Reaction:
        """Let a mail come in, and return what the daemon does about it."""
        started = time.monotonic()
        deliver(self._server, mail, now)
        handled = next(self._until(Handled))
        seconds = time.monotonic() - started
        list(self._until(Waiting))
        return Reaction(handled, seconds)

    def wait(self) -> None:
        """Go on watching until the server is gone, or KeyboardInterrupt."""
        while not self._stop.wait(_LOOK_SECONDS):
            while not self._events.empty():
                self._next(time.monotonic())

    def _run(self) -> None:
        try:
            drive(self._watcher.watching(), self._stop.fileno())
        except BaseException as error:  # noqa: BLE001 - raised again where somebody waits
            self._events.put(error)

    def _until(self, kind: type[Event]) -> Iterator[Handled]:
        """Yield what is handled up to the next event of a kind; where the kind is Handled, that one as well."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            event = self._next(end)
            if isinstance(event, Handled):
                yield event
            if isinstance(event, kind):
                return

    def _next(self, end: float) -> Event:
        try:
            event = self._events.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise UserError(
                f"The daemon did not come to an end within {_PATIENCE_SECONDS:.0f} seconds.",
                "The machine may be very busy; try again.",
            ) from None
        if isinstance(event, BaseException):
            raise event
        if isinstance(event, Refused):
            raise event.error
        if isinstance(event, Lost):
            raise UserError(f"The demo's mail server is gone: {event.reason}.", "Try again.")
        return event


def drafts_of(server: DemoServer, folder: str = "Drafts") -> list[bytes]:
    """Return the messages in a folder as any mail program gets them, oldest first."""
    with server.client() as client:
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search(), ["BODY.PEEK[]"])
    return [found[uid][b"BODY[]"] for uid in sorted(found)]


def flags_of(server: DemoServer, folder: str = "INBOX") -> dict[int, frozenset[bytes]]:
    r"""Return the flags of every message in a folder by UID; \Recent, which servers set, left aside."""
    with server.client() as client:
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search(), ["FLAGS"])
    return {uid: frozenset(data[b"FLAGS"]) - {b"\\Recent"} for uid, data in found.items()}


def _account(server: DemoServer, password_variable: str) -> AccountConfig:
    return AccountConfig(
        alias=_ALIAS,
        address=SAM.address,
        name=SAM.name,
        aliases=SAM.aliases,
        host=server.host,
        port=server.port,
        security="plaintext",
        username=server.user,
        password_env=password_variable,
    )
