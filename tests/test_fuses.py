"""Fuses hold drafts back, tell why, and lose none; on a clock of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_helper.core.types import Action, DraftingOptions, Identity, Outcome
from inbox_helper.flow import Flow, Handled, open_flow
from inbox_helper.fuses import FloodGauge
from inbox_helper.state.store import EntryState, HoldKind, Store
from tests.letters import CONFIRMATION, USER, letter, message_id
from tests.servers.memory import MemoryServer
from tests.test_exactly_once import books
from tests.test_flow import YEARS_AGO, Clock

MANY = 10_000
NO_LIMIT = DraftingOptions(daily_limit=MANY)


class Account:
    """An account over months: its server, its state, and its clock."""

    def __init__(self, folder: Path, options: DraftingOptions = NO_LIMIT) -> None:
        self.server = MemoryServer()
        self.folder = folder
        self.clock = Clock()
        self.options = options
        with self.flow() as flow:
            assert list(flow.catch_up("INBOX")) == []

    @contextmanager
    def flow(self, *, dry_run: bool = False) -> Iterator[Flow]:
        """Connect."""
        flow = open_flow(
            "work",
            Identity(USER, "Sam Rivers"),
            books,
            self.options,
            self.server.connect(),
            Store(self.folder),
            self.clock,
            dry_run=dry_run,
        )
        yield flow
        flow.close()

    def come(self, number: int, **changes: str) -> None:
        """Let a mail come in."""
        self.clock.time += timedelta(seconds=1)
        self.server.folders["INBOX"].add(letter(number, **changes), when=self.clock.time)  # type: ignore[arg-type]

    def cycle(self) -> list[Handled]:
        """Do what the watcher does at every turn."""
        with self.flow() as flow:
            return [*flow.resume(), *flow.catch_up("INBOX")]

    def drafts(self) -> int:
        """Return how many drafts lie there."""
        return len(self.server.folders["Drafts"].messages)

    def confirm(self) -> None:
        """Say that drafts are wanted, as `watch --confirm` does."""
        self.clock.time += timedelta(seconds=1)
        with Store(self.folder) as store:
            store.confirm("work", self.clock.time)


def test_an_employer_gets_one_draft_in_the_period(tmp_path: Path) -> None:
    """The second rejection is told, with the reason, and does not come back as a draft when the period is over."""
    account = Account(tmp_path, DraftingOptions(employer_days=14))
    account.come(1)
    account.come(2, sender="Bea Birch <bea@jobs.greenfield.example>")
    account.come(3, sender="Carl Cedar <carl@bluefield.example>")
    handled = account.cycle()
    assert [one.entry.action for one in handled] == [Action.REPLY, Action.LIMIT, Action.REPLY]
    assert handled[1].entry.reason == "This employer had a reply lately; one is enough."
    account.clock.time += timedelta(days=14, minutes=1)
    assert account.cycle() == []
    account.come(4)
    assert [one.receipt.outcome for one in account.cycle()] == [Outcome.FILED]
    assert account.drafts() == 3


def test_without_the_wish_each_rejection_gets_its_draft(tmp_path: Path) -> None:
    """Somebody who configured nothing finds all of them."""
    account = Account(tmp_path)
    for number in range(3):
        account.come(number)
    account.cycle()
    assert account.drafts() == 3


def test_a_first_run_reports_until_the_user_confirms(tmp_path: Path) -> None:
    """Then what it reported is drafted, once."""
    account = Account(tmp_path, DraftingOptions(confirm_first=True))
    account.come(1)
    account.come(2, body=CONFIRMATION)
    assert [one.entry.action for one in account.cycle()] == [Action.LIMIT, Action.NONE]
    assert account.cycle() == []
    assert account.drafts() == 0
    account.confirm()
    assert [one.receipt.outcome for one in account.cycle()] == [Outcome.FILED]
    account.come(3)
    assert [one.receipt.outcome for one in account.cycle()] == [Outcome.FILED]
    assert account.cycle() == []
    assert account.drafts() == 2


def test_an_explicit_look_back_confirms(tmp_path: Path) -> None:
    """Who asks for the drafts of the last month need not be asked."""
    account = Account(tmp_path, DraftingOptions(confirm_first=True))
    account.come(1)
    account.cycle()
    with account.flow() as flow:
        list(flow.resume())
        assert [one.receipt.outcome for one in flow.catch_up("INBOX", YEARS_AGO)] == [Outcome.FILED]
    account.come(2)
    account.cycle()
    assert account.drafts() == 2


def test_who_changes_their_mind_about_being_asked_is_not_held(tmp_path: Path) -> None:
    """The key counts as it is now."""
    account = Account(tmp_path, DraftingOptions(confirm_first=True))
    account.come(1)
    account.cycle()
    account.options = NO_LIMIT
    account.cycle()
    assert account.drafts() == 1


def ordinary(account: Account, count: int) -> None:
    """Let an ordinary time pass."""
    for number in range(count):
        account.come(100_000 + number, body="Dear Sam,\n\nlunch on Friday?\n\nYours\nKim\n")
    account.cycle()


def test_a_sudden_flood_holds_drafting_and_loses_nothing(tmp_path: Path) -> None:
    """A rule that takes everything for a rejection fills no Drafts folder; after a word the drafts follow, once."""
    account = Account(tmp_path, DraftingOptions(daily_limit=MANY, flood_limit=5, flood_window=10))
    ordinary(account, 120)
    for number in range(12):
        account.come(number)
    actions = [one.entry.action for one in account.cycle()]
    assert actions == [Action.REPLY] * 4 + [Action.LIMIT] * 8
    with Store(tmp_path) as store:
        hold = store.hold("work")
        assert len(store.entries("work", EntryState.PLANNED)) == 8
    assert hold is not None
    assert hold.kind is HoldKind.FLOOD
    assert "5 of the last 10 mails" in hold.reason
    account.come(50)
    account.cycle()
    assert account.drafts() == 4
    account.confirm()
    account.cycle()
    assert account.drafts() == 13
    # What was confirmed is no flood a second time.
    account.come(51)
    account.cycle()
    assert account.drafts() == 14


def test_held_mail_is_judged_anew_once_the_rule_is_mended(tmp_path: Path) -> None:
    """A draft that a broken rule wanted is not made afterwards."""
    account = Account(tmp_path, DraftingOptions(confirm_first=True))
    account.come(1)
    account.cycle()
    inbox = account.server.folders["INBOX"].messages[0]
    inbox.raw = letter(1, CONFIRMATION)
    account.confirm()
    account.cycle()
    assert account.drafts() == 0
    with Store(tmp_path) as store:
        assert store.counts("work") == {"passed": 1}


def test_confirmed_while_a_connection_lasts_it_goes_on(tmp_path: Path) -> None:
    """The running daemon hears of it."""
    account = Account(tmp_path, DraftingOptions(daily_limit=MANY, flood_limit=3, flood_window=10))
    ordinary(account, 120)
    with account.flow() as flow:
        for number in range(4):
            account.come(number)
        list(flow.catch_up("INBOX"))
        assert account.drafts() == 2
        account.confirm()
        list(flow.resume())
        account.come(9)
        list(flow.catch_up("INBOX"))
    assert account.drafts() == 5


@pytest.mark.parametrize("history", [0, 120], ids=["a fresh mailbox", "an old one"])
def test_an_explicit_look_back_is_no_flood(tmp_path: Path, history: int) -> None:
    """Thirty rejections of the last month, asked for, are thirty drafts, and the next one is one more."""
    account = Account(tmp_path)
    ordinary(account, history)
    inbox = account.server.folders["INBOX"]
    for number in range(30):
        account.come(number)
    with account.flow() as flow:
        list(flow.resume())
        list(flow.catch_up("INBOX", YEARS_AGO))
    assert account.drafts() == 30
    account.come(77)
    account.cycle()
    assert account.drafts() == 31
    assert len(inbox.messages) == history + 31


def test_a_new_mailbox_full_of_new_rejections_is_no_flood(tmp_path: Path) -> None:
    """Nobody knows yet what is usual there."""
    account = Account(tmp_path)
    for number in range(60):
        account.come(number)
    account.cycle()
    assert account.drafts() == 60


def test_a_dry_run_counts_as_the_real_run_does(tmp_path: Path) -> None:
    """It promises no drafts beyond the limits, and lifts or sets no fuse."""
    account = Account(tmp_path, DraftingOptions(daily_limit=2, employer_days=14, confirm_first=True))
    for number, employer in enumerate(("one", "two", "one", "three")):
        account.come(number, sender=f"Ada Larch <ada@{employer}.example>")
    with account.flow(dry_run=True) as dry:
        would = [one.entry.action for one in dry.catch_up("INBOX", YEARS_AGO)]
    assert would == [Action.REPLY, Action.REPLY, Action.LIMIT, Action.LIMIT]
    with Store(tmp_path) as store:
        assert store.hold("work") is not None
    with account.flow() as real:
        assert [one.entry.action for one in real.catch_up("INBOX", YEARS_AGO)] == would
    assert account.drafts() == 2


@pytest.mark.parametrize(
    ("earlier", "earlier_rejections", "mails", "trips_at"),
    [
        (40, 0, "r" * 60, None),
        (100, 0, "r" * 60, 25),
        (1000, 50, "r" * 60, 25),
        (1000, 200, "r" * 60, 25),
        (1000, 300, "r" * 60, None),
        (1000, 50, "ro" * 60, 50),
        (1000, 50, "roo" * 60, None),
    ],
    ids=["no history", "just enough", "few", "some", "a folder for jobs", "every second", "every third"],
)
def test_the_gauge_knows_what_is_usual(earlier: int, earlier_rejections: int, mails: str, trips_at: int | None) -> None:
    """It trips on far more than usual, and on nothing less."""
    gauge = FloodGauge(earlier, earlier_rejections, [], limit=25, window=50)
    tripped = None
    for number, mail in enumerate(mails, start=1):
        if mail == "r" and gauge.tripping() and tripped is None:
            tripped = number
        gauge.add(rejection=mail == "r")
    assert tripped == trips_at or (trips_at == 50 and tripped == 49)


def test_the_drafts_of_held_mail_are_the_right_ones(tmp_path: Path) -> None:
    """Each answers its own mail, and none answers two."""
    account = Account(tmp_path, DraftingOptions(confirm_first=True))
    for number in range(5):
        account.come(number)
    account.cycle()
    account.confirm()
    account.cycle()
    account.cycle()
    answered = sorted(
        line.split(b": ")[1].decode()
        for stored in account.server.folders["Drafts"].messages
        for line in stored.raw.replace(b"\r\n ", b" ").split(b"\r\n")
        if line.startswith(b"In-Reply-To: ")
    )
    assert answered == [message_id(number) for number in range(5)]
