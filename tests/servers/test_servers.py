"""That the servers of the tests are what the tests take them for."""

from __future__ import annotations

import time

import pytest

from inbox_helper.errors import ConnectionLost
from tests.conftest import MailboxFactory
from tests.mailbox.messages import plain
from tests.servers.dovecot import Dovecot
from tests.servers.processes import listens
from tests.servers.proxy import Action, Side, TcpProxy, append_is_complete, has_sent, sends


def test_mail_survives_a_restart_and_a_crash(dovecot: Dovecot, user: str) -> None:
    """Ports, mail and UIDs stay over stop, kill and start."""
    dovecot.deliver(user, plain(1))
    dovecot.deliver(user, plain(2), flags="S")
    before = dovecot.flags(user)
    assert len(before) == 2
    dovecot.restart()
    assert dovecot.flags(user) == before
    dovecot.kill()
    assert not listens(dovecot.port)
    dovecot.start()
    assert dovecot.flags(user) == before


def test_nothing_is_left_behind(dovecot: Dovecot) -> None:
    """After closing, ports and files are gone, and no other server is harmed."""
    server = Dovecot()
    folder, ports = server.folder, (server.port, server.tls_port)
    assert all(listens(port) for port in ports)
    server.close()
    assert not folder.exists()
    assert not any(listens(port) for port in ports)
    assert listens(dovecot.port)


def test_the_lost_answer_after_a_stored_append(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """The case that makes duplicates: the server has the draft, and the client never hears of it."""
    mailbox = mailbox_factory(user, port=proxy.port)
    proxy.add(Side.CLIENT, append_is_complete, Action.DROP_ANSWER)
    with pytest.raises(ConnectionLost):
        mailbox.append_draft("Drafts", plain(1))
    assert dovecot.messages(user, "Drafts") == [plain(1)]


@pytest.mark.parametrize("action", [Action.CLOSE, Action.RESET])
def test_an_append_cut_in_its_middle_stores_nothing(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str, action: Action
) -> None:
    """Half a draft is no draft."""
    mailbox = mailbox_factory(user, port=proxy.port)
    proxy.add(Side.CLIENT, sends(rb"APPEND"), action, pass_on=False)
    with pytest.raises(ConnectionLost):
        mailbox.append_draft("Drafts", plain(1))
    assert dovecot.messages(user, "Drafts") == []


def test_a_rule_counts_its_times(dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str) -> None:
    """Two connections are cut, the third one holds."""
    proxy.add(Side.SERVER, has_sent(1), Action.CLOSE, times=2, pass_on=False)
    for _attempt in range(2):
        with pytest.raises(ConnectionLost):
            mailbox_factory(user, port=proxy.port)
    assert mailbox_factory(user, port=proxy.port).status("INBOX").messages == 0
    assert proxy.traffic.connections == 3


def test_delay_and_rate(dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str) -> None:
    """A slow line is slow."""
    mailbox = mailbox_factory(user, port=proxy.port)
    proxy.delay = 0.05
    begun = time.monotonic()
    mailbox.status("INBOX")
    assert 0.1 <= time.monotonic() - begun < 1
    proxy.delay, proxy.rate = 0.0, 2000
    begun = time.monotonic()
    mailbox.append_draft("Drafts", plain(1, "x" * 1000))
    assert time.monotonic() - begun > 0.4


def test_refused_and_cut_from_outside(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """A test can pull the plug at any moment, and keep it pulled."""
    mailbox = mailbox_factory(user, port=proxy.port)
    proxy.cut()
    with pytest.raises(ConnectionLost):
        mailbox.status("INBOX")
    proxy.refuse = True
    with pytest.raises(ConnectionLost):
        mailbox_factory(user, port=proxy.port)
