"""No rejection loses its draft, and none gets two, when mail and folders move while drafts wait. Against Dovecot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_helper.core.types import DraftingOptions, Identity
from inbox_helper.errors import ConnectionLost, StateError
from inbox_helper.flow import Flow, Handled, open_flow
from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.state.store import Store
from tests.conftest import MailboxFactory
from tests.letters import CONFIRMATION, USER, letter, message_id
from tests.servers.dovecot import Dovecot
from tests.test_exactly_once import books
from tests.test_killed import drafts

pytestmark = pytest.mark.dovecot

Open = Callable[..., Flow]


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """The time of the flow."""
    return Clock()


@pytest.fixture
def reopen(mailbox_factory: MailboxFactory, user: str, tmp_path: Path, clock: Clock) -> Open:
    """Open the flow of the one account, over a new connection each time."""

    def make(daily_limit: int = 1) -> Flow:
        options = DraftingOptions(daily_limit=daily_limit, employer_days=0, confirm_first=False)
        identity = Identity(USER, "Sam Rivers")
        return open_flow("work", identity, books, options, mailbox_factory(user), Store(tmp_path), clock)

    return make


def run(flow: Flow, *folders: str, since: datetime | None = None) -> list[Handled]:
    """Run one cycle as the watcher does, and end the session."""
    try:
        handled = list(flow.resume())
        for folder in folders or ("INBOX",):
            handled += flow.catch_up(folder, since)
        return handled
    finally:
        flow.close()


def remove(dovecot: Dovecot, user: str, number: int, folder: str = "INBOX") -> None:
    """Take a letter out of a folder, as the user does."""
    with dovecot.connect(user, folder, readonly=False) as client:
        client.delete_messages(client.search(["HEADER", "Message-ID", message_id(number)]))
        client.expunge()


def renumber(dovecot: Dovecot, user: str) -> None:
    """Let a mailbox come back from a restore: the inbox gets a new UIDVALIDITY."""
    top = dovecot.maildir(user)
    for path in top.glob("dovecot*"):
        if path.name != "dovecot-uidvalidity" and path.is_file():
            path.unlink()


def test_waiting_mail_that_was_moved_away_starves_no_other(
    dovecot: Dovecot, user: str, reopen: Open, clock: Clock
) -> None:
    """The limit held two rejections back; the user archives the older one; the younger one gets its draft."""
    run(reopen())
    for number in (1, 2, 3):
        dovecot.deliver(user, letter(number))
        run(reopen())
        clock.time += timedelta(minutes=1)
    assert drafts(dovecot, user) == [message_id(1)]
    remove(dovecot, user, 2)
    for _day in range(2):
        clock.time += timedelta(days=1, minutes=1)
        run(reopen())
    assert drafts(dovecot, user) == [message_id(1), message_id(3)]


def test_waiting_mail_is_found_again_in_a_renumbered_folder(
    dovecot: Dovecot, user: str, reopen: Open, clock: Clock
) -> None:
    """A rejection waits for weeks behind the limit; the inbox is renumbered; it gets its draft all the same."""
    month_ago = clock.time - timedelta(days=30)
    dovecot.deliver(user, letter(9), received=month_ago - timedelta(days=30))
    dovecot.deliver(user, letter(1), received=clock.time - timedelta(days=20))
    dovecot.deliver(user, letter(2), received=clock.time - timedelta(days=19))
    run(reopen(), since=month_ago)
    assert drafts(dovecot, user) == [message_id(1)]
    renumber(dovecot, user)
    clock.time += timedelta(days=1, minutes=1)
    run(reopen(daily_limit=9))
    run(reopen(daily_limit=9))
    assert drafts(dovecot, user) == [message_id(1), message_id(2)]


def test_a_waiting_mail_in_a_folder_that_is_gone_keeps_nobody_up(
    dovecot: Dovecot, user: str, reopen: Open, clock: Clock
) -> None:
    """A rejection waits in a folder that the user renames; what comes into the inbox gets its draft."""
    dovecot.maildir(user, "Jobs")
    run(reopen(), "INBOX", "Jobs")
    dovecot.deliver(user, letter(1))
    dovecot.deliver(user, letter(2), "Jobs")
    run(reopen(), "INBOX", "Jobs")
    assert drafts(dovecot, user) == [message_id(1)]
    with dovecot.connect(user) as client:
        client.rename_folder("Jobs", "Old Jobs")
    dovecot.deliver(user, letter(3))
    clock.time += timedelta(days=1, minutes=1)
    run(reopen())
    assert drafts(dovecot, user) == [message_id(1), message_id(3)]


def test_a_draft_whose_folder_was_renamed_after_a_crash_is_cleared_up(
    dovecot: Dovecot, user: str, reopen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to the APPEND is lost, and the folder it went to renamed: the account goes on, with one draft."""
    dovecot.maildir(user, "Entwurf")

    def lost(mailbox: ImapMailbox, folder: str, raw: bytes) -> None:
        stored(mailbox, folder, raw)
        raise ConnectionLost("The test cut it.")

    run(reopen())
    dovecot.deliver(user, letter(1))
    flow = reopen()
    filing = replace(flow.filing, drafts_folder="Entwurf")
    stored = ImapMailbox.append_draft
    monkeypatch.setattr(ImapMailbox, "append_draft", lost)
    with pytest.raises(ConnectionLost):
        run(replace(flow, filing=filing))
    monkeypatch.undo()
    with dovecot.connect(user) as client:
        client.delete_folder("Drafts")
        client.rename_folder("Entwurf", "Drafts")
    run(reopen())
    run(reopen())
    assert drafts(dovecot, user) == [message_id(1)]


def test_a_state_that_cannot_be_read_for_a_moment_loses_no_mail(
    dovecot: Dovecot, user: str, reopen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite reports an error while a mail is looked up: that is no fault of the mail."""
    run(reopen())
    dovecot.deliver(user, letter(1))
    flow = reopen()

    def interrupted(store: Store, account: str, key: str) -> object:
        store._connection.set_progress_handler(lambda: 1, 1)
        try:
            return found(store, account, key)
        finally:
            store._connection.set_progress_handler(None, 0)

    found = Store.find
    monkeypatch.setattr(Store, "find", interrupted)
    with pytest.raises(StateError):
        run(flow)
    monkeypatch.undo()
    run(reopen())
    assert drafts(dovecot, user) == [message_id(1)]


def test_a_clock_that_ran_ahead_blocks_no_draft_for_long(
    dovecot: Dovecot, user: str, reopen: Open, clock: Clock
) -> None:
    """Drafts were made while the clock was a year ahead; once it is right again, the limit is not used up."""
    run(reopen())
    dovecot.deliver(user, letter(1))
    clock.time += timedelta(days=365)
    run(reopen())
    clock.time -= timedelta(days=365)
    clock.time += timedelta(days=2)
    dovecot.deliver(user, letter(2))
    run(reopen())
    run(reopen())
    assert drafts(dovecot, user) == [message_id(1), message_id(2)]


def test_a_renumbering_after_the_clock_ran_ahead_loses_no_mail(
    dovecot: Dovecot, user: str, reopen: Open, clock: Clock
) -> None:
    """The cursor moved while the clock was a year ahead; then the folder is renumbered as new mail comes."""
    run(reopen(9))
    dovecot.deliver(user, letter(1, CONFIRMATION))
    clock.time += timedelta(days=365)
    run(reopen(9))
    clock.time -= timedelta(days=364)
    dovecot.deliver(user, letter(2), received=clock.time - timedelta(hours=1))
    renumber(dovecot, user)
    run(reopen(9))
    assert drafts(dovecot, user) == [message_id(2)]


def test_a_letter_of_somebody_else_in_the_trash_is_no_answer(dovecot: Dovecot, user: str, reopen: Open) -> None:
    """The employer wrote once more about the same, and the user threw that away: nobody has answered yet."""
    run(reopen())
    dovecot.deliver(user, letter(5, CONFIRMATION, References=message_id(1)), "Trash", flags="S")
    dovecot.deliver(user, letter(1))
    run(reopen())
    assert drafts(dovecot, user) == [message_id(1)]
