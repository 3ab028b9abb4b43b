"""Waiting for mail on servers that behave, misbehave, and die."""

from __future__ import annotations

import time

import pytest

from inbox_helper.errors import ConnectionLost
from inbox_helper.waiting import drive
from tests.conftest import MailboxFactory
from tests.mailbox.conftest import ScriptedFactory, open_scripted
from tests.mailbox.messages import plain
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Action, Side, TcpProxy, sends
from tests.servers.scripted import HANG_UP

QUICK = 1.5
"""Seconds that a wake-up may take where nothing but this machine is in the way."""


def seconds_until_news(mailbox: object, seconds: float = 20) -> float:
    """Wait for news, which must come, and return how long it took."""
    begun = time.monotonic()
    assert drive(mailbox.waiting("INBOX", seconds)) is True  # type: ignore[attr-defined]
    return time.monotonic() - begun


def test_the_race_between_look_and_idle(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """Mail that arrives between the last look and IDLE is told at once, thirty times out of thirty."""
    mailbox = mailbox_factory(user)
    known = mailbox.status("INBOX").uidnext
    for number in range(30):
        assert mailbox.uids_from("INBOX", known) == ()
        dovecot.deliver(user, plain(number))
        assert seconds_until_news(mailbox) < QUICK
        (uid,) = mailbox.uids_from("INBOX", known)
        known = uid + 1


def test_the_race_over_tls(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """What TLS has decrypted already, while the socket is silent, is not overlooked."""
    mailbox = mailbox_factory(user, security="tls", port=dovecot.tls_port, ca_file=dovecot.ca_file)
    known = mailbox.status("INBOX").uidnext
    for number in range(10):
        assert mailbox.uids_from("INBOX", known) == ()
        dovecot.deliver(user, plain(number))
        assert seconds_until_news(mailbox) < QUICK
        known = mailbox.uids_from("INBOX", known)[-1] + 1


@pytest.mark.parametrize(
    "segments",
    [
        [b"+ idling\r\n* 4 EXISTS\r\n"],
        [b"+ idling\r\n", b"* 4 EX", b"ISTS\r\n"],
        [b"+ idl", b"ing\r\n* 4 EXISTS\r", b"\n"],
        [b"* 4 EXISTS\r\n+ idling\r\n"],
        [b"* 2 FETCH (FLAGS (\\Seen))\r\n+ idling\r\n", b"* 4 EXISTS\r\n"],
        [b"+\r\n* OK Still here\r\n", b"* 1 EXPUNGE\r\n* 4 EXISTS\r\n* 1 RECENT\r\n"],
        [b"+ idling\r\n* 2 FETCH (BODY[HEADER] {9}\r\n* 9 FALSE)\r\n* 4 EXISTS\r\n"],
    ],
)
def test_news_in_whatever_segments(scripted: ScriptedFactory, segments: list[bytes]) -> None:
    """Together with the consent, cut in two, or before the consent: an announcement is an announcement."""
    server = scripted({b"IDLE": segments, b"DONE": [b"%t OK done\r\n"]})
    mailbox = open_scripted(server)
    mailbox.uids_from("INBOX", 1)
    assert seconds_until_news(mailbox, 5) < QUICK
    mailbox.close()
    assert b"DONE\r\n" in server.heard


@pytest.mark.parametrize(
    "segments",
    [
        [b"+ idling\r\n"],
        [b"+ idling\r\n* OK Still here\r\n", b"* OK Still here\r\n"],
        [b"+ idling\r\n", b"* 2 FETCH (FLAGS (\\Seen))\r\n* 1 EXPUNGE\r\n"],
        [b"+ idling\r\n* 4 EXI"],
    ],
)
def test_no_news_is_no_news(scripted: ScriptedFactory, segments: list[bytes]) -> None:
    """Signs of life, flags and removals are no new mail, and the wait takes its time."""
    server = scripted({b"IDLE": segments, b"DONE": [b"STS\r\n%t OK\r\n" if b"EXI" in segments[0] else b"%t OK\r\n"]})
    mailbox = open_scripted(server)
    mailbox.uids_from("INBOX", 1)
    begun = time.monotonic()
    assert drive(mailbox.waiting("INBOX", 0.4)) is (b"EXI" in segments[0])
    assert time.monotonic() - begun > 0.35
    mailbox.close()


@pytest.mark.parametrize(
    ("segments", "reason"),
    [
        ([b"+ idling\r\n", b"* BYE Server shutting down\r\n"], "shutting down"),
        ([b"* BYE Autologout\r\n", HANG_UP], "Autologout"),
        ([b"+ idling\r\n", HANG_UP], "closed"),
        ([b"+ idling\r\n* 4 EX", HANG_UP], "closed"),
        ([HANG_UP], "closed"),
        ([b"+ idling\r\n", b"nonsense\r\n"], "unexpected response"),
    ],
)
def test_the_end_of_the_connection_is_told_at_once(
    scripted: ScriptedFactory, segments: list[bytes], reason: str
) -> None:
    """BYE, the end of the stream, and nonsense are a lost connection, never a busy loop nor silence."""
    server = scripted({b"IDLE": segments})
    mailbox = open_scripted(server)
    mailbox.uids_from("INBOX", 1)
    begun = time.monotonic()
    with pytest.raises(ConnectionLost, match=reason):
        drive(mailbox.waiting("INBOX", 20))
    assert time.monotonic() - begun < QUICK
    with pytest.raises(ConnectionLost):
        mailbox.status("INBOX")


def test_a_line_that_only_looks_alive_is_found_out(scripted: ScriptedFactory) -> None:
    """A server that no longer answers DONE is dead, and told to be so after the read timeout."""
    server = scripted({b"IDLE": [b"+ idling\r\n"], b"DONE": [b""]})
    mailbox = open_scripted(server, read_timeout=0.5)
    mailbox.uids_from("INBOX", 1)
    with pytest.raises(ConnectionLost, match="in time"):
        drive(mailbox.waiting("INBOX", 0.2))


def test_a_server_that_declines_to_idle_is_asked_instead(scripted: ScriptedFactory) -> None:
    """Advertised but refused: from then on the mailbox asks now and then, and does not try again."""
    search = [[b"* SEARCH\r\n%t OK\r\n"]]
    status = [b'* STATUS "INBOX" (UIDVALIDITY 7 UIDNEXT 10 MESSAGES 3)\r\n%t OK done\r\n']
    noops = [[b"%t OK\r\n"]] * 4 + [[b"* 4 EXISTS\r\n%t OK\r\n"], [b"%t OK\r\n"]]
    server = scripted({b"IDLE": [b"%t BAD no\r\n"], b"STATUS": status, b"UID SEARCH": search, b"NOOP": noops})
    mailbox = open_scripted(server)
    mailbox.uids_from("INBOX", 1)
    assert drive(mailbox.waiting("INBOX", 10)) is True
    assert sum(b" IDLE" in line for line in server.heard) == 1
    mailbox.close()


def test_without_idle_the_status_tells_too(scripted: ScriptedFactory) -> None:
    """Where NOOP shows nothing (Naver, 163), a grown UIDNEXT is news."""

    def status(uidnext: int) -> list[bytes]:
        return [b'* STATUS "INBOX" (UIDVALIDITY 7 UIDNEXT %d MESSAGES 3)\r\n%%t OK done\r\n' % uidnext]

    capabilities = [b"* CAPABILITY IMAP4rev1\r\n%t OK done\r\n"]
    server = scripted({b"CAPABILITY": capabilities, b"STATUS": [status(10), status(10), status(11)]})
    mailbox = open_scripted(server)
    mailbox.uids_from("INBOX", 1)
    assert seconds_until_news(mailbox, 10) < 2
    assert not any(b" IDLE" in line for line in server.heard)
    mailbox.close()


@pytest.mark.parametrize("action", [Action.CLOSE, Action.RESET, Action.BYE])
def test_a_cut_during_idle_is_noticed_at_once(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str, action: Action
) -> None:
    """The line to a real server breaks while we wait."""
    mailbox = mailbox_factory(user, port=proxy.port)
    mailbox.uids_from("INBOX", 1)
    proxy.add(Side.SERVER, sends(rb"\+ idling"), action)
    begun = time.monotonic()
    with pytest.raises(ConnectionLost):
        drive(mailbox.waiting("INBOX", 20))
    assert time.monotonic() - begun < QUICK


def test_a_stalled_line_is_noticed_after_the_wait(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """A line that silently leads nowhere is found out by DONE at the end of the slice."""
    mailbox = mailbox_factory(user, port=proxy.port, read_timeout=0.5)
    mailbox.uids_from("INBOX", 1)
    proxy.add(Side.SERVER, sends(rb"\+ idling"), Action.STALL)
    with pytest.raises(ConnectionLost, match="in time"):
        drive(mailbox.waiting("INBOX", 0.3))


def test_byte_by_byte(dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str) -> None:
    """A line that delivers single bytes changes nothing but the speed."""
    proxy.chunk = 1
    mailbox = mailbox_factory(user, port=proxy.port)
    known = mailbox.status("INBOX").uidnext
    mailbox.uids_from("INBOX", known)
    dovecot.deliver(user, plain(3))
    assert drive(mailbox.waiting("INBOX", 20)) is True
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", known))
    assert message.parts[0].payload == b"Good day to you.\r\n"
    assert mailbox.append_draft("Drafts", plain(4)) is not None


def test_still_here_is_no_event(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """A real server's idling lasts as long as told."""
    mailbox = mailbox_factory(user)
    mailbox.uids_from("INBOX", 1)
    begun = time.monotonic()
    assert drive(mailbox.waiting("INBOX", 1.0)) is False
    assert 0.9 < time.monotonic() - begun < 2.5
