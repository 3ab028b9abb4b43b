"""One account's way from inbox to Drafts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from inbox_helper.core.types import Action, DraftingOptions, Identity, Outcome
from inbox_helper.flow import Flow, open_flow
from inbox_helper.state.store import EntryState, Store
from tests.letters import CONFIRMATION, USER, letter
from tests.servers.memory import MemoryServer
from tests.test_exactly_once import books

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
YEARS_AGO = START - timedelta(days=3000)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time


def flow(server: MemoryServer, folder: Path, clock: Clock, *, daily_limit: int = 100, dry_run: bool = False) -> Flow:
    """Open a flow on a server in memory."""
    return open_flow(
        "work",
        Identity(USER, "Sam Rivers"),
        books,
        DraftingOptions(daily_limit=daily_limit),
        server.connect(),
        Store(folder),
        clock,
        dry_run=dry_run,
    )


def test_what_the_daily_limit_holds_back_follows_on_later_days(tmp_path: Path) -> None:
    """The limit is a fuse, no shredder."""
    server, clock = MemoryServer(), Clock()
    for number in range(1, 6):
        server.folders["INBOX"].add(letter(number), when=START)
    counts = []
    for _ in range(4):
        running = flow(server, tmp_path, clock, daily_limit=2)
        list(running.resume())
        list(running.catch_up("INBOX", since=YEARS_AGO))
        running.close()
        counts.append(len(server.folders["Drafts"].messages))
        clock.time += timedelta(days=1, minutes=1)
    assert counts == [2, 4, 5, 5]


def test_a_limit_that_is_reached_costs_no_look_at_the_server(tmp_path: Path) -> None:
    """A thousand waiting drafts are not fetched again at every turn."""
    server, clock = MemoryServer(), Clock()
    for number in range(1, 4):
        server.folders["INBOX"].add(letter(number), when=START)
    running = flow(server, tmp_path, clock, daily_limit=1)
    outcomes = [one.entry.action for one in running.catch_up("INBOX", since=YEARS_AGO)]
    assert outcomes == [Action.REPLY, Action.LIMIT, Action.LIMIT]
    assert list(running.resume()) == []
    running.close()


def test_a_renumbered_inbox_replays_nothing_and_loses_nothing(tmp_path: Path) -> None:
    """UIDVALIDITY changes: known mail is recognised, older mail is left alone, new mail is dealt with."""
    server, clock = MemoryServer(), Clock()
    inbox = server.folders["INBOX"]
    inbox.add(letter(1), when=START - timedelta(days=400))
    running = flow(server, tmp_path, clock)
    assert list(running.catch_up("INBOX")) == []
    clock.time += timedelta(hours=1)
    inbox.add(letter(2), when=clock.time)
    assert [one.receipt.outcome for one in running.catch_up("INBOX")] == [Outcome.FILED]
    clock.time += timedelta(hours=1)
    inbox.add(letter(3), when=clock.time)
    inbox.renumber()
    handled = list(running.catch_up("INBOX"))
    assert [one.receipt.outcome for one in handled] == [Outcome.ALREADY_DONE, Outcome.FILED]
    assert list(running.catch_up("INBOX")) == []
    running.close()
    assert len(server.folders["Drafts"].messages) == 2


def test_a_dry_run_is_the_same_code_up_to_the_filing(tmp_path: Path) -> None:
    """It finds the same and leaves no trace."""
    server, clock = MemoryServer(), Clock()
    server.folders["INBOX"].add(letter(1), when=START)
    server.folders["INBOX"].add(letter(2, CONFIRMATION), when=START)
    dry = flow(server, tmp_path, clock, dry_run=True)
    found = list(dry.catch_up("INBOX", since=YEARS_AGO))
    dry.close()
    assert [one.entry.action for one in found] == [Action.REPLY, Action.NONE]
    assert found[0].draft is not None
    assert server.folders["Drafts"].messages == []
    with Store(tmp_path) as store:
        assert store.counts("work") == {}
        assert store.cursor("work", "INBOX") is None


def test_two_messages_without_an_id_are_two(tmp_path: Path) -> None:
    """A sender that sets no Message-ID is served all the same."""
    server, clock = MemoryServer(), Clock()
    for name in ("Ada Larch", "Bea Birch"):
        raw = letter(1, sender=f"{name} <{name[:3].lower()}@greenfield.example>")
        anonymous = b"\r\n".join(line for line in raw.split(b"\r\n") if not line.lower().startswith(b"message-id:"))
        server.folders["INBOX"].add(anonymous, when=START)
    running = flow(server, tmp_path, clock)
    assert [one.receipt.outcome for one in running.catch_up("INBOX", since=YEARS_AGO)] == [Outcome.FILED] * 2
    assert list(running.catch_up("INBOX")) == []
    running.close()
    with Store(tmp_path) as store:
        assert store.counts("work") == {str(EntryState.FILED): 2}
