"""What is known of a provider's servers reaches the connection; against Dovecot, taken for such a server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from inbox_helper import providers
from inbox_helper.config import AccountConfig
from inbox_helper.opening import connect_account, slice_seconds
from inbox_helper.providers import PROVIDERS, Quirks, find_provider, quirks_of
from inbox_helper.waiting import drive
from tests.letters import letter
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import TcpProxy


def on(proxy: TcpProxy, user: str) -> AccountConfig:
    """Return an account behind a proxy."""
    return AccountConfig(
        alias="work",
        address=user,
        name="Sam Rivers",
        host="127.0.0.1",
        port=proxy.port,
        security="plaintext",
        username=user,
    )


def known_as(monkeypatch: pytest.MonkeyPatch, quirks: Quirks) -> None:
    """Let the servers on this machine be those of a provider with these quirks."""
    bridge = find_provider("sam@proton.me")
    assert bridge is not None
    monkeypatch.setitem(providers._BY_HOST, "127.0.0.1", replace(bridge, quirks=quirks))


def test_where_idle_cannot_be_trusted_it_is_not_used(
    monkeypatch: pytest.MonkeyPatch, dovecot: Dovecot, proxy: TcpProxy, user: str
) -> None:
    """Mail is found by asking, as often as the provider bears."""
    known_as(monkeypatch, Quirks(idles=False, poll_seconds=0.2))
    mailbox = connect_account(on(proxy, user), dovecot.password)
    assert mailbox.uids_from("INBOX", 1) == ()
    dovecot.deliver(user, letter(1))
    assert drive(mailbox.waiting("INBOX", 10))
    mailbox.close()
    assert b"IDLE" not in bytes(proxy.traffic.from_client)


def test_no_command_is_longer_than_the_provider_takes(
    monkeypatch: pytest.MonkeyPatch, dovecot: Dovecot, proxy: TcpProxy, user: str
) -> None:
    """Not even for scattered mail, of which no ranges can be made."""
    known_as(monkeypatch, quirks_of("imap.mail.yahoo.com"))
    for number in range(400):
        dovecot.deliver(user, letter(number, date=datetime(2026, 3, 1, tzinfo=UTC)))
    mailbox = connect_account(on(proxy, user), dovecot.password)
    every_second = mailbox.uids_from("INBOX", 1)[::2]
    assert len(list(mailbox.fetch("INBOX", every_second))) == 200
    assert len(list(mailbox.thread_ids("INBOX", every_second))) == 200
    mailbox.close()
    longest = max(map(len, bytes(proxy.traffic.from_client).split(b"\r\n")))
    assert 500 < longest <= 1000


def test_a_slice_is_as_short_as_user_and_provider_want_it() -> None:
    """The shorter one of the two."""
    rambler = AccountConfig(alias="one", address="sam@rambler.ru", name="Sam Rivers")
    assert slice_seconds(rambler) == 55
    assert slice_seconds(rambler.model_copy(update={"poll_seconds": 30})) == 30
    unknown = AccountConfig(alias="two", address="sam@rivers.example", name="Sam Rivers", host="imap.rivers.example")
    assert slice_seconds(unknown) == 300


def test_a_domain_of_ones_own_at_a_known_provider_has_the_providers_quirks() -> None:
    """The server counts, not the address."""
    own = AccountConfig(alias="own", address="sam@rivers.example", name="Sam Rivers", host="imap.163.com")
    assert not quirks_of(own.host).idles


def test_every_provider_can_be_watched() -> None:
    """The table holds nothing that would hammer a server or sleep for ever."""
    for provider in PROVIDERS:
        quirks = provider.quirks
        assert 50 <= quirks.idle_seconds <= 1500, provider.name
        assert 20 <= quirks.poll_seconds <= 120, provider.name
        assert quirks.command_octets >= 1000, provider.name
        assert quirks.logins_at_once >= 1, provider.name
