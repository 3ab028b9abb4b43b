"""Earlier mail of an employer: found in a bounded window, and used for facts and for whom to write to."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from inbox_helper.core.fetched import parse_fetched
from inbox_helper.core.types import Facts, Identity, Where
from inbox_helper.correspondence import MOST_MAILS, WINDOW, Correspondence
from inbox_helper.errors import MailboxError
from tests.conftest import MailboxFactory
from tests.letters import USER, letter
from tests.running import Daemon, account
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import TcpProxy

FROM_NOBODY = "Greenfield Jobs <no-reply@greenfield.example>"
INTERVIEW = """\
Dear Sam,

it was good to meet you at the interview for the position of Gardener on Monday. We will be in touch.

Kind regards,
Ada Larch
Greenfield Nurseries
"""
SHORT_NO = """\
Dear Sam,

unfortunately we have decided to move forward with other candidates for this position.

The recruiting team
"""


@pytest.fixture
def scanned(dovecot: Dovecot, user: str, tmp_path: Path) -> Daemon:
    """An account with a mail of a person, and a refusal from an address that takes no replies."""
    dovecot.deliver(user, letter(1, INTERVIEW, subject="Our talk"))
    dovecot.deliver(user, letter(2, SHORT_NO, sender=FROM_NOBODY, subject="Your application"))
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port)
    daemon.end()
    return daemon


@pytest.mark.parametrize(("choice", "drafts"), [("ask", 0), ("always", 1), ("never", 0)])
def test_a_draft_goes_to_the_person_who_wrote_earlier_if_the_user_allows_it(
    scanned: Daemon, dovecot: Dovecot, user: str, choice: str, drafts: int
) -> None:
    """By default the log says whom it could go to."""
    scanned.configure(account("work", user, dovecot.port), f'[drafting]\nreach_out = "{choice}"')
    done = scanned.call("scan", "--since", "30d")
    assert done.returncode == 0, done.stderr
    made = [message_from_bytes(raw, policy=default) for raw in dovecot.messages(user, "Drafts")]
    assert [str(each["To"]) for each in made] == ["Ada Larch <ada.larch@greenfield.example>"] * drafts
    assert ("ada.larch@greenfield.example" in done.stdout + done.stderr) is (choice != "never")


def test_the_window_is_bounded_and_read_once(
    dovecot: Dovecot, user: str, mailbox_factory: MailboxFactory, proxy: TcpProxy
) -> None:
    """However many mails an employer has sent: two commands for the first refusal, one for the next."""
    for number in range(40):
        dovecot.deliver(user, letter(number, INTERVIEW))
    mailbox = mailbox_factory(user, port=proxy.port)
    status = mailbox.status("INBOX")
    mailbox.uids_from("INBOX", 1)
    correspondence = Correspondence(mailbox, Identity(USER, "Sam Rivers"))
    (refusal,) = mailbox.fetch("INBOX", [40])
    message = parse_fetched(refusal)
    proxy.traffic.clear()
    found = correspondence.before(Where("work", "INBOX", status.uidvalidity, 40), message, Facts())
    assert len(found) == MOST_MAILS
    first = proxy.traffic.round_trips
    assert first <= 4
    correspondence.before(Where("work", "INBOX", status.uidvalidity, 40), message, Facts())
    assert proxy.traffic.round_trips - first < first
    assert WINDOW <= 2000


def test_a_server_that_refuses_costs_nothing(
    dovecot: Dovecot, user: str, mailbox_factory: MailboxFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Earlier mail is a help, not a need."""
    dovecot.deliver(user, letter(1))
    mailbox = mailbox_factory(user)
    (refusal,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))

    def refuse(*_arguments: object) -> object:
        raise MailboxError("No.", "Never mind.")

    monkeypatch.setattr(mailbox, "thread_ids", refuse)
    correspondence = Correspondence(mailbox, Identity(USER, "Sam Rivers"))
    assert correspondence.before(Where("work", "INBOX", 1, 2), parse_fetched(refusal), Facts()) == ()
