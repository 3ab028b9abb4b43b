"""How often the server is spoken to: on a slow line, that is what people wait for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from inbox_helper.core.types import DraftingOptions, Identity, Outcome
from inbox_helper.flow import Flow, open_flow
from inbox_helper.state.store import Store
from tests.conftest import MailboxFactory
from tests.letters import CONFIRMATION, USER, letter
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import TcpProxy
from tests.test_exactly_once import books


def opened(mailbox_factory: MailboxFactory, user: str, port: int, folder: Path) -> Flow:
    """Return the flow of an account over a line that counts."""
    return open_flow(
        "work",
        Identity(USER, "Sam Rivers"),
        books,
        DraftingOptions(daily_limit=50),
        mailbox_factory(user, port=port),
        Store(folder),
        lambda: datetime.now(UTC),
    )


def test_from_the_news_to_the_draft_in_two_round_trips(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str, tmp_path: Path
) -> None:
    """One look at everything that matters, and the APPEND; our own drafts are not read back."""
    flow = opened(mailbox_factory, user, proxy.port, tmp_path)
    list(flow.catch_up("INBOX"))
    dovecot.deliver(user, letter(0))
    list(flow.catch_up("INBOX"))
    for number in range(1, 4):
        # Whoever waits for mail has this folder open.
        flow.mailbox.uids_from("INBOX", 1)
        dovecot.deliver(user, letter(number, sender=f"Ada Larch <ada.larch@firm{number}.example>"))
        flow.mailbox.uids_from("INBOX", 1)
        proxy.traffic.clear()
        (handled,) = flow.catch_up("INBOX")
        assert handled.receipt.outcome is Outcome.FILED
        assert proxy.traffic.round_trips == 2
    flow.close()
    assert len(dovecot.messages(user, "Drafts")) == 4


def test_a_draft_of_the_user_is_seen_by_the_same_look(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str, tmp_path: Path
) -> None:
    """Saving round trips never costs the look: what the user began meanwhile is found."""
    flow = opened(mailbox_factory, user, proxy.port, tmp_path)
    list(flow.catch_up("INBOX"))
    dovecot.deliver(user, letter(1))
    list(flow.catch_up("INBOX"))
    begun = letter(2, sender=f"Sam Rivers <{USER}>", In_Reply_To="<letter.3@greenfield.example>")
    dovecot.deliver(user, begun, "Drafts", flags="DS")
    dovecot.deliver(user, letter(3))
    (handled,) = flow.catch_up("INBOX")
    assert handled.receipt.outcome is Outcome.NOT_PLANNED
    flow.close()
    assert len(dovecot.messages(user, "Drafts")) == 2


def test_mail_without_a_draft_needs_one_round_trip(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str, tmp_path: Path
) -> None:
    """Most mail is no rejection."""
    flow = opened(mailbox_factory, user, proxy.port, tmp_path)
    list(flow.catch_up("INBOX"))
    dovecot.deliver(user, letter(1, CONFIRMATION))
    flow.mailbox.uids_from("INBOX", 1)
    proxy.traffic.clear()
    (handled,) = flow.catch_up("INBOX")
    assert handled.receipt.outcome is Outcome.NOT_PLANNED
    assert proxy.traffic.round_trips == 1
    flow.close()
