"""Fixtures for all tests: real mail servers, and mailboxes opened on them."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.mailbox.session import ImapSettings, connect
from tests.running import Daemon, eventually
from tests.servers.cyrus import INSTALL_HINT as CYRUS_HINT
from tests.servers.cyrus import Cyrus, cyrus_root
from tests.servers.dovecot import INSTALL_HINT, Dovecot, dovecot_program
from tests.servers.proxy import TcpProxy
from tests.servers.pymap import Pymap

pytest_plugins = ["tests.secrecy"]

MailboxFactory = Callable[..., ImapMailbox]

_users = count(1)


def pytest_configure() -> None:
    """Let Ctrl-C reach the programs that tests start: whoever runs the tests in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for Dovecot, so that `-m "not dovecot"` leaves them all out."""
    for item in items:
        if "dovecot" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.dovecot)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Run a Dovecot; skip where it is missing, or fail if INBOX_HELPER_REQUIRE_DOVECOT=1 demands it."""
    if dovecot_program() is None:
        if os.environ.get("INBOX_HELPER_REQUIRE_DOVECOT") == "1":
            pytest.fail(INSTALL_HINT)
        pytest.skip(INSTALL_HINT)
    server = Dovecot()
    yield server
    server.close()


@pytest.fixture(scope="session")
def pymap_server() -> Iterator[Pymap]:
    """Run a pymap."""
    server = Pymap()
    yield server
    server.close()


@pytest.fixture(scope="session")
def cyrus() -> Iterator[Cyrus]:
    """Run a Cyrus; skip where it was not unpacked, or fail if INBOX_HELPER_REQUIRE_CYRUS=1 demands it."""
    if cyrus_root() is None:
        if os.environ.get("INBOX_HELPER_REQUIRE_CYRUS") == "1":
            pytest.fail(CYRUS_HINT)
        pytest.skip(CYRUS_HINT)
    server = Cyrus()
    yield server
    server.close()


@pytest.fixture
def user() -> str:
    """Return a user name that no other test has: an empty mailbox on Dovecot."""
    return f"user{next(_users)}@example.com"


def dovecot_settings(dovecot: Dovecot, user: str, **changes: object) -> ImapSettings:
    """Return plaintext settings for a user of a Dovecot; `changes` replace single values, such as port."""
    values: dict[str, object] = {
        "host": dovecot.host,
        "port": dovecot.port,
        "security": "plaintext",
        "username": user,
        "connect_timeout": 5.0,
        "read_timeout": 15.0,
    }
    return ImapSettings(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def mailbox_factory(dovecot: Dovecot) -> Iterator[MailboxFactory]:
    """Open mailboxes on Dovecot: `mailbox_factory(user, port=…, security=…)`; all are closed at the end."""
    opened: list[ImapMailbox] = []

    def make(user: str, **changes: object) -> ImapMailbox:
        opened.append(connect(dovecot_settings(dovecot, user, **changes), dovecot.password))
        return opened[-1]

    yield make
    for mailbox in opened:
        mailbox.close()


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[TcpProxy]:
    """Stand between clients and Dovecot's plain port; see TcpProxy for how to disturb and to count."""
    between = TcpProxy(dovecot.port)
    yield between
    between.close()


@pytest.fixture
def daemon(dovecot: Dovecot, user: str, tmp_path: Path, proxy: TcpProxy) -> Iterator[Daemon]:
    """A daemon that has met its empty mailbox and waits; it reaches Dovecot through the proxy."""
    running = Daemon(dovecot, user, tmp_path / "daemon", proxy.port)
    try:
        eventually(lambda: "waiting" in running.log(), running.log)
        yield running
    finally:
        with contextlib.suppress(ProcessLookupError):
            running.process.kill()
        running.process.wait(10)
