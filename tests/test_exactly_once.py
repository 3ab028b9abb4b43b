"""Every rejection gets one draft and only one, whatever is lost on the way.

A hypothesis state machine drives the real flow and the real store against a server in memory; connections break and
processes die between any two steps, among them after the server stored a draft and before it could say so.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inbox_helper.core.types import DraftingOptions, Identity
from inbox_helper.errors import ConnectionLost
from inbox_helper.flow import Handled, open_flow
from inbox_helper.library import Books, read_books
from inbox_helper.state.store import Store
from tests.letters import CONFIRMATION, REJECTION, USER, letter, message_id
from tests.servers.memory import MemoryServer, Stored

IDENTITY = Identity(USER, "Sam Rivers")
OPTIONS = DraftingOptions(daily_limit=10_000)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
STEPS = ("list", "status", "search", "fetch", "thread ids", "append sent", "append stored", "store", "stored")


class Crash(BaseException):
    """The process dies here."""


@cache
def books() -> Books:
    """Return the shipped rules and templates."""
    return read_books()


@dataclass(slots=True)
class Fault:
    """Breaks the connection, or kills the process, at the nth time that a step is reached."""

    step: str
    count: int
    kills: bool
    seen: Counter[str] = field(default_factory=Counter)

    def __call__(self, step: str) -> None:
        """Count a step, and break where it is the one."""
        self.seen[step] += 1
        if step == self.step and self.seen[step] == self.count:
            raise Crash if self.kills or step in ("store", "stored") else ConnectionLost("The test cut it.")


class FaultyStore(Store):
    """A store whose process may die before or after each write."""

    def __init__(self, folder: Path, fault: Fault) -> None:
        self._fault = fault
        super().__init__(folder)

    def remember(self, now: datetime, *entries: object) -> None:
        """Write, with faults on either side."""
        self._fault("store")
        super().remember(now, *entries)  # type: ignore[arg-type]
        self._fault("stored")


def run_once(server: MemoryServer, folder: Path, fault: Fault) -> Iterator[Handled]:
    """Run one session as the watcher does."""
    store = FaultyStore(folder, fault)
    try:
        flow = open_flow(
            "work",
            IDENTITY,
            books,
            OPTIONS,
            server.connect(fault),
            store,
            lambda: datetime.now(UTC),
        )
        yield from flow.resume()
        yield from flow.catch_up("INBOX", since=LONG_AGO)
    finally:
        store.close()


NO_FAULT = Fault("none", 0, kills=False)


class ExactlyOnce(RuleBasedStateMachine):
    """A mailbox over some weeks."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="inbox-helper-test-")
        self.states = 0
        self.server = MemoryServer()
        self.number = 0
        self.rejections: set[str] = set()
        self.answered_by_hand: set[str] = set()

    @property
    def state_folder(self) -> Path:
        """Return the state folder in use; a lost one is replaced by the next."""
        return Path(self.folder.name) / str(self.states)

    @initialize()
    def first_contact(self) -> None:
        """The mailbox is empty when the program meets it."""
        assert list(run_once(self.server, self.state_folder, NO_FAULT)) == []

    @rule(days_ago=st.integers(0, 20))
    def a_rejection_arrives(self, days_ago: int) -> None:
        """One more rejection, maybe one that a server delivered late."""
        self.number += 1
        when = datetime.now(UTC) - timedelta(days=days_ago)
        self.server.folders["INBOX"].add(letter(self.number, REJECTION, date=when), when=when)
        self.rejections.add(message_id(self.number))

    @rule()
    def other_mail_arrives(self) -> None:
        """A confirmation is no rejection."""
        self.number += 1
        self.server.folders["INBOX"].add(letter(self.number, CONFIRMATION))

    @rule(step=st.sampled_from(STEPS), count=st.integers(1, 6), kills=st.booleans())
    def the_program_runs_until_it_breaks(self, step: str, count: int, kills: bool) -> None:
        """A session with one fault."""
        with suppress(ConnectionLost, Crash):
            list(run_once(self.server, self.state_folder, Fault(step, count, kills=kills)))

    @rule()
    def the_program_runs(self) -> None:
        """A session without a fault."""
        list(run_once(self.server, self.state_folder, NO_FAULT))

    @precondition(lambda self: self.drafts())
    @rule(data=st.data(), folder=st.sampled_from(["Sent", "Trash"]))
    def the_user_sends_or_throws_away_a_draft(self, data: st.DataObject, folder: str) -> None:
        """It leaves Drafts; the client may give it a new Message-ID on the way."""
        stored = self.server.folders["Drafts"].remove(data.draw(st.sampled_from(self.drafts())).uid)
        keeps_its_id = data.draw(st.booleans())
        raw = stored.raw if keeps_its_id or folder == "Trash" else with_new_message_id(stored.raw)
        self.server.folders[folder].add(raw)

    @precondition(lambda self: self.drafts())
    @rule(data=st.data(), keeps_its_id=st.booleans())
    def the_user_edits_a_draft(self, data: st.DataObject, keeps_its_id: bool) -> None:
        """The client stores a new version and removes the old one."""
        stored = self.server.folders["Drafts"].remove(data.draw(st.sampled_from(self.drafts())).uid)
        self.server.folders["Drafts"].add(stored.raw if keeps_its_id else with_new_message_id(stored.raw))

    @rule()
    def the_user_answers_first(self) -> None:
        """A rejection arrives and is answered before the program sees it."""
        self.a_rejection_arrives(0)
        parent = message_id(self.number)
        reply = letter(10_000 + self.number, "Thank you.", sender=USER, to="ada@x.example", In_Reply_To=parent)
        self.server.folders["Sent"].add(reply)
        self.answered_by_hand.add(parent)

    @rule(folder=st.sampled_from(["INBOX", "Drafts", "Sent"]))
    def a_folder_is_renumbered(self, folder: str) -> None:
        """The provider restored it: UIDVALIDITY changes."""
        self.server.folders[folder].renumber()

    @rule()
    def the_state_is_lost(self) -> None:
        """A new machine, or a purged folder."""
        self.states += 1

    def drafts(self) -> list[Stored]:
        """Return what lies in Drafts."""
        return self.server.folders["Drafts"].messages

    def replies(self) -> Counter[str]:
        """Count the answers to each rejection, wherever they lie now."""
        stored = [stored for name in ("Drafts", "Sent", "Trash") for stored in self.server.folders[name].messages]
        return Counter(parent for one in stored for parent in self.rejections if parent.encode() in parents(one.raw))

    @invariant()
    def nothing_is_answered_twice(self) -> None:
        """Whatever happened so far."""
        assert {parent: count for parent, count in self.replies().items() if count > 1} == {}

    def teardown(self) -> None:
        """In the end, after a run without faults, every rejection has its one answer."""
        try:
            self.check_the_end()
        finally:
            self.folder.cleanup()

    def check_the_end(self) -> None:
        """One run without faults, then look."""
        list(run_once(self.server, self.state_folder, NO_FAULT))
        assert self.replies() == Counter(dict.fromkeys(self.rejections, 1))
        flags = {stored.flags for stored in self.server.folders["INBOX"].messages}
        assert flags <= {frozenset()}


def parents(raw: bytes) -> bytes:
    """Return the In-Reply-To line of a message."""
    header = raw.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    return next((line for line in header.split(b"\r\n") if line.lower().startswith(b"in-reply-to:")), b"")


def with_new_message_id(raw: bytes) -> bytes:
    """Return a message as a client stores it that replaces the Message-ID."""
    header, gap, body = raw.partition(b"\r\n\r\n")
    lines = [line for line in header.split(b"\r\n") if not line.lower().startswith(b"message-id:")]
    fresh = f"Message-ID: <{hash(raw) & 0xFFFFFFFF:x}.client@home.example>".encode()
    return b"\r\n".join([*lines, fresh]) + gap + body


TestExactlyOnce = ExactlyOnce.TestCase
TestExactlyOnce.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
