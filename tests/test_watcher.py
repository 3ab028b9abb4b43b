"""One account for as long as it lasts."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inbox_helper.core.types import DraftingOptions, Identity, Message, Outcome
from inbox_helper.errors import AuthenticationError, ConnectionLost, StateError
from inbox_helper.flow import Flow, Handled, open_flow
from inbox_helper.state.store import Store
from inbox_helper.waiting import Steps, drive
from inbox_helper.wake import Stop, Wake
from inbox_helper.watcher import Backoff, Connected, Event, Lost, Refused, Waiting, Watcher
from tests.letters import USER, letter
from tests.servers.memory import MemoryServer
from tests.test_exactly_once import books


def no_fault(step: str) -> None:
    """Let every step pass."""


class Room:
    """A watcher in a thread, and what it reported."""

    def __init__(self, folder: Path, server: MemoryServer, fault: Callable[[str], None] = no_fault) -> None:
        self.events: list[Event] = []
        self.stop = Stop()
        self.server = server
        self.folder = folder
        self.fault = fault
        self.watcher = Watcher(
            "work", ("INBOX",), self.open_flow, self.events.append, self.stop, lambda: datetime.now(UTC)
        )
        self.watcher.slice_seconds = 0.05
        self.watcher.backoff = Backoff(random.Random(7), first_pause=0.01)
        self.thread = threading.Thread(target=self.watch)

    def open_flow(self) -> Steps[Flow]:
        """Connect."""
        yield from ()
        return open_flow(
            "work",
            Identity(USER, "Sam Rivers"),
            books,
            DraftingOptions(),
            self.server.connect(self.fault),
            Store(self.folder),
            lambda: datetime.now(UTC),
        )

    def watch(self) -> AuthenticationError | None:
        """Watch until the end."""
        return drive(self.watcher.watching(), self.stop.fileno())

    def __enter__(self) -> Room:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(10)
        assert not self.thread.is_alive()
        self.stop.close()

    def until(self, kind: type, count: int = 1) -> None:
        """Wait until an event of a kind was reported."""
        end = time.monotonic() + 10
        while sum(isinstance(event, kind) for event in self.events) < count:
            assert time.monotonic() < end, f"no {kind.__name__} among {self.events}"
            time.sleep(0.005)

    def outcomes(self) -> list[Outcome]:
        """Return how each message ended."""
        return [event.receipt.outcome for event in self.events if isinstance(event, Handled)]


def test_mail_that_arrives_is_answered_by_a_draft(tmp_path: Path) -> None:
    """The main job."""
    server = MemoryServer()
    with Room(tmp_path, server) as room:
        room.until(Waiting)
        server.folders["INBOX"].add(letter(1))
        room.until(Handled)
    assert room.outcomes() == [Outcome.FILED]
    assert len(server.folders["Drafts"].messages) == 1


def test_older_mail_is_left_alone_at_the_first_contact(tmp_path: Path) -> None:
    """Nobody gets drafts for the mail of last year without asking."""
    server = MemoryServer()
    server.folders["INBOX"].add(letter(1))
    with Room(tmp_path, server) as room:
        room.until(Waiting, 2)
    assert room.outcomes() == []


def test_mail_that_came_while_it_was_away_is_caught_up_with(tmp_path: Path) -> None:
    """A restart loses nothing."""
    server = MemoryServer()
    with Room(tmp_path, server) as room:
        room.until(Waiting)
    server.folders["INBOX"].add(letter(1))
    with Room(tmp_path, server) as room:
        room.until(Handled)
    assert room.outcomes() == [Outcome.FILED]


def test_a_lost_connection_is_replaced_and_reported(tmp_path: Path) -> None:
    """The watcher tells what happened and goes on."""
    server = MemoryServer()
    losses = iter([True, True])

    def fault(step: str) -> None:
        if step == "wait" and next(losses, False):
            raise ConnectionLost("The router forgot us.")

    with Room(tmp_path, server, fault) as room:
        room.until(Lost, 2)
        room.until(Waiting, 3)
        server.folders["INBOX"].add(letter(1))
        room.until(Handled)
    assert [event.reason for event in room.events if isinstance(event, Lost)] == ["The router forgot us."] * 2
    assert room.outcomes() == [Outcome.FILED]


def test_refused_credentials_end_the_account_at_once(tmp_path: Path) -> None:
    """No login is tried twice with a wrong password: providers lock accounts for that."""
    calls = []

    def refuse() -> Steps[Flow]:
        calls.append(1)
        raise AuthenticationError("The password is wrong.", "Run inbox-helper login work.")

    room = Room(tmp_path, MemoryServer())
    room.watcher.open_flow = refuse
    error = room.watch()
    assert isinstance(error, AuthenticationError)
    assert len(calls) == 1
    assert [event.final for event in room.events if isinstance(event, Refused)] == [True]
    room.stop.close()


def test_a_poisonous_mail_is_recorded_and_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One mail that breaks the core never stops the mail behind it."""
    from inbox_helper.core.decision import Decision, decide_skimmed

    def explode(message: Message, *arguments: Any) -> Decision:
        if "poison" in message.subject:
            raise RecursionError("too deep")
        return decide_skimmed(message, *arguments)

    monkeypatch.setattr("inbox_helper.flow.decide_skimmed", explode)
    server = MemoryServer()
    with Room(tmp_path, server) as room:
        room.until(Waiting)
        server.folders["INBOX"].add(letter(1, subject="poison"))
        server.folders["INBOX"].add(letter(2))
        room.until(Handled, 2)
        room.until(Waiting, 3)
    assert room.outcomes() == [Outcome.NOT_PLANNED, Outcome.FILED]
    with Store(tmp_path) as store:
        assert store.counts("work") == {"failed": 1, "filed": 1}
    with Room(tmp_path, server) as room:
        room.until(Waiting)
    assert room.outcomes() == []


def test_a_stop_ends_a_long_wait_at_once(tmp_path: Path) -> None:
    """Nobody waits for a slice or a pause to end."""
    room = Room(tmp_path, MemoryServer())
    room.watcher.slice_seconds = 3600
    with room:
        room.until(Connected)
        started = time.monotonic()
    assert time.monotonic() - started < 2


def test_pauses_grow_up_to_a_quarter_of_an_hour_and_start_over() -> None:
    """A server that is down is not hammered; one that asks for time gets it."""
    backoff = Backoff(random.Random(1))
    pauses = [backoff.pause() for _ in range(20)]
    assert pauses[0] <= 1
    assert 450 <= pauses[-1] <= 900
    assert backoff.pause(asked_for=2000) == 2000
    backoff.reset()
    assert backoff.pause() <= 1


def test_a_sleep_of_the_machine_makes_it_connect_anew_at_once(tmp_path: Path) -> None:
    """Nobody waits for the end of a slice on a connection that is dead; what came meanwhile is dealt with."""
    server = MemoryServer()
    room = Room(tmp_path, server)
    room.watcher.slice_seconds = 3600
    with room:
        room.until(Waiting)
        room.stop.wake(Wake.RECONNECT)
        room.until(Connected, 2)
        room.until(Waiting, 2)
    assert not any(isinstance(event, Lost) for event in room.events)


def test_a_sleep_cuts_a_pause_short_and_a_mere_look_does_not(tmp_path: Path) -> None:
    """The network may be another one; an edited rule is no reason to bother a server that asked for time."""
    losses = iter([True])

    def fault(step: str) -> None:
        if step == "wait" and next(losses, False):
            raise ConnectionLost("Come back later.", retry_after=3600)

    with Room(tmp_path, MemoryServer(), fault) as room:
        room.until(Lost)
        room.stop.wake(Wake.LOOK)
        time.sleep(0.2)
        assert sum(isinstance(event, Connected) for event in room.events) == 1
        room.stop.wake(Wake.RECONNECT)
        room.until(Connected, 2)


def test_a_call_to_look_ends_a_wait_at_once(tmp_path: Path) -> None:
    """The user confirmed, and the daemon hears of it."""
    room = Room(tmp_path, MemoryServer())
    room.watcher.slice_seconds = 3600
    with room:
        room.until(Waiting)
        room.stop.wake()
        room.until(Waiting, 2)
    assert sum(isinstance(event, Connected) for event in room.events) == 1


def test_a_full_disk_is_waited_for(tmp_path: Path) -> None:
    """The account says what to do, and goes on when there is room again."""
    room = Room(tmp_path, MemoryServer())
    opened = room.open_flow
    full = iter([True])

    def on_a_full_disk() -> Steps[Flow]:
        if next(full, False):
            raise StateError("The state cannot be written: disk full.", "Free some disk space.")
        return opened()

    room.watcher.open_flow = on_a_full_disk
    with room:
        room.until(Refused)
        room.stop.wake(Wake.RECONNECT)
        room.until(Waiting)
    (refused,) = (event for event in room.events if isinstance(event, Refused))
    assert (refused.final, refused.pause_seconds) == (False, 60.0)
