"""What a mailbox does when the line breaks, on servers that differ: Dovecot and Cyrus."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from inbox_helper.errors import ConnectionLost
from inbox_helper.waiting import drive
from tests.mailbox.conftest import Backend
from tests.mailbox.messages import plain
from tests.running import eventually
from tests.servers.proxy import Action, Side, TcpProxy, append_is_complete, has_sent, sends

DRAFT = plain(99, "My answer.")
DRAFT_ID = "<plain-99@example.com>"

pytestmark = pytest.mark.parametrize("backend", ["dovecot", "cyrus"], indirect=True)


@pytest.fixture
def line(backend: Backend) -> Iterator[TcpProxy]:
    """The line to the server."""
    assert backend.settings is not None
    proxy = TcpProxy(backend.settings.port)
    yield proxy
    proxy.close()


@pytest.mark.parametrize("action", [Action.DROP_ANSWER, Action.RESET, Action.CLOSE, Action.BYE, Action.GHOST])
def test_a_draft_whose_answer_is_lost_is_found_by_its_id(backend: Backend, line: TcpProxy, action: Action) -> None:
    """The server has stored it, the client never heard of it; the next connection finds it, once."""
    mailbox = backend.through(line)
    line.add(Side.CLIENT, append_is_complete, action)
    with pytest.raises(ConnectionLost):
        mailbox.append_draft("Drafts", DRAFT)
    eventually(lambda: backend.messages("Drafts") != [], lambda: "the server never stored it")
    assert _drafts(backend) == [DRAFT_ID]


def test_a_draft_of_which_half_arrived_is_not_there(backend: Backend, line: TcpProxy) -> None:
    """A literal that is cut off is no message."""
    mailbox = backend.through(line)
    line.add(Side.CLIENT, sends(rb"APPEND [^\r\n]*\r\n(?s:.){40}"), Action.RESET, pass_on=False)
    with pytest.raises(ConnectionLost):
        mailbox.append_draft("Drafts", DRAFT)
    assert _drafts(backend) == []


@pytest.mark.parametrize("octets", [1, 50, 300, 700, 1200, 2000])
def test_a_session_cut_at_any_byte_says_so(backend: Backend, line: TcpProxy, octets: int) -> None:
    """At the greeting, at the login, in the middle of an answer: a lost connection, never another error."""
    for number in range(20):
        backend.deliver(plain(number))
    line.add(Side.SERVER, has_sent(octets), Action.CLOSE, octets=octets)
    with pytest.raises(ConnectionLost):
        _read_everything(backend, line)


def test_answers_in_single_bytes_are_understood(backend: Backend, line: TcpProxy) -> None:
    """A line that cuts everything into pieces changes nothing."""
    backend.deliver(plain(1))
    line.chunk = 1
    assert _read_everything(backend, line) == 1


def test_a_line_that_stalls_is_given_up(backend: Backend, line: TcpProxy) -> None:
    """A connection that looks alive and is dead ends with the read timeout."""
    assert backend.settings is not None
    backend.settings = replace(backend.settings, read_timeout=1.0)
    mailbox = backend.through(line)
    line.cut(Action.STALL)
    with pytest.raises(ConnectionLost):
        mailbox.status("INBOX")


def test_waiting_ends_when_the_line_is_cut(backend: Backend, line: TcpProxy) -> None:
    """Also in the middle of IDLE."""
    mailbox = backend.through(line)
    mailbox.uids_from("INBOX", 1)
    timer = threading.Timer(0.3, line.cut, [Action.RESET])
    timer.start()
    with pytest.raises(ConnectionLost):
        drive(mailbox.waiting("INBOX", 30))
    timer.join()


def _drafts(backend: Backend) -> list[str]:
    """Return the Message-IDs of what a new connection finds in Drafts."""
    mailbox = backend.mailbox()
    return [each.message_id for each in mailbox.thread_ids("Drafts", mailbox.uids_from("Drafts", 1))]


def _read_everything(backend: Backend, line: TcpProxy) -> int:
    mailbox = backend.through(line)
    return len(list(mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))))
