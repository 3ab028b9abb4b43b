"""Mailboxes of every kind behind one face, for the contract, and scripted servers."""

from __future__ import annotations

import mailbox as standard_mailbox
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from imapclient import IMAPClient

from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.mailbox.maildir import MaildirMailbox
from inbox_helper.mailbox.port import Mailbox
from inbox_helper.mailbox.session import ImapSettings, connect
from tests.conftest import dovecot_settings
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import TcpProxy
from tests.servers.pymap import Pymap
from tests.servers.scripted import Answer, ScriptedServer


@dataclass(slots=True)
class Backend:
    """One kind of mailbox with the means to look at it from outside."""

    name: str
    open: Callable[[], Mailbox]
    deliver: Callable[..., object]
    """deliver(raw, folder="INBOX", *, flags="", received=None)"""
    messages: Callable[[str], list[tuple[bytes, frozenset[str]]]]
    """Whole messages with their flags, oldest first."""
    opened: list[Mailbox] = field(default_factory=list)
    settings: ImapSettings | None = None
    password: str = ""

    def through(self, proxy: TcpProxy) -> Mailbox:
        """Open the mailbox over a line that can be disturbed."""
        assert self.settings is not None
        self.opened.append(connect(replace(self.settings, port=proxy.port), self.password))
        return self.opened[-1]

    def mailbox(self) -> Mailbox:
        """Open the mailbox once more."""
        self.opened.append(self.open())
        return self.opened[-1]


@pytest.fixture(params=["dovecot", "dovecot-tls", "cyrus", "pymap", "maildir"])
def backend(request: pytest.FixtureRequest, tmp_path: Path, user: str) -> Iterator[Backend]:
    """Every kind of mailbox in turn, empty."""
    kind: str = request.param
    if kind == "maildir":
        made = _maildir_backend(tmp_path / "Maildir")
    elif kind == "pymap":
        made = _pymap_backend(request.getfixturevalue("pymap_server"))
    elif kind == "cyrus":
        made = _cyrus_backend(request.getfixturevalue("cyrus"), user)
    else:
        made = _dovecot_backend(request.getfixturevalue("dovecot"), user, kind)
    yield made
    for each in made.opened:
        each.close()


def _messages(
    connect_to: Callable[[str], AbstractContextManager[IMAPClient]], folder: str
) -> list[tuple[bytes, frozenset[str]]]:
    with connect_to(folder) as client:
        fetched = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS"])
        return [
            (items[b"BODY[]"], frozenset(flag.decode() for flag in items[b"FLAGS"]) - {"\\Recent"})
            for _uid, items in sorted(fetched.items())
        ]


def _dovecot_backend(server: Dovecot, user: str, kind: str) -> Backend:
    changes: dict[str, object] = {}
    if kind == "dovecot-tls":
        changes = {"port": server.tls_port, "security": "tls", "ca_file": server.ca_file}
    settings = dovecot_settings(server, user, **changes)
    return Backend(
        kind,
        open=lambda: connect(settings, server.password),
        deliver=lambda raw, folder="INBOX", **options: server.deliver(user, raw, folder, **options),
        messages=lambda folder: _messages(lambda name: server.connect(user, name), folder),
        settings=settings,
        password=server.password,
    )


def _pymap_backend(server: Pymap) -> Backend:
    server.clear()
    settings = ImapSettings(server.host, server.user, server.port, "plaintext", poll_seconds=0.2)
    return Backend(
        "pymap",
        open=lambda: connect(settings, server.password),
        deliver=lambda raw, folder="INBOX", **options: server.deliver(server.user, raw, folder, **options),
        messages=lambda folder: _messages(lambda name: server.connect(folder=name), folder),
    )


def _cyrus_backend(server: Cyrus, user: str) -> Backend:
    name = user.partition("@")[0]
    settings = ImapSettings(server.host, name, server.port, "plaintext", read_timeout=15.0)
    return Backend(
        "cyrus",
        open=lambda: connect(settings, server.password),
        deliver=lambda raw, folder="INBOX", **options: server.deliver(name, raw, folder, **options),
        messages=lambda folder: _messages(lambda place: server.connect(name, place), folder),
        settings=settings,
        password=server.password,
    )


def _maildir_backend(top: Path) -> Backend:
    store = standard_mailbox.Maildir(top, create=True)
    folders = {name: store.add_folder(name) for name in ("Drafts", "Sent", "Trash", "Junk")}

    def deliver(raw: bytes, folder: str = "INBOX", *, flags: str = "", received: datetime | None = None) -> None:
        message = standard_mailbox.MaildirMessage(raw)
        message.set_flags(flags)
        message.set_subdir("cur" if flags else "new")
        key = folders.get(folder, store).add(message)
        if received is not None:
            path = next((top if folder == "INBOX" else top / f".{folder}").glob(f"*/{key}*"))
            os.utime(path, (received.timestamp(), received.timestamp()))

    def messages(folder: str) -> list[tuple[bytes, frozenset[str]]]:
        place = top if folder == "INBOX" else top / f".{folder}"
        paths = sorted((*place.glob("new/*"), *place.glob("cur/*")), key=lambda path: path.stat().st_mtime_ns)
        names = {"S": "\\Seen", "R": "\\Answered", "D": "\\Draft"}
        letters = (path.name.partition(":2,")[2] for path in paths)
        return [
            (path.read_bytes(), frozenset(names[each] for each in flags))
            for path, flags in zip(paths, letters, strict=True)
        ]

    return Backend("maildir", lambda: MaildirMailbox(top, poll_seconds=0.1), deliver, messages)


ScriptedFactory = Callable[..., ScriptedServer]


@pytest.fixture
def scripted() -> Iterator[ScriptedFactory]:
    """Start scripted servers: `scripted({b"NOOP": [segments]}, greeting=…)`."""
    started: list[ScriptedServer] = []

    def start(answers: dict[bytes, Answer | list[Answer]] | None = None, **options: Any) -> ScriptedServer:
        started.append(ScriptedServer(answers or {}, **options))
        return started[-1]

    yield start
    for each in started:
        each.close()


def scripted_settings(server: ScriptedServer, **changes: object) -> ImapSettings:
    """Return settings for a scripted server."""
    values: dict[str, object] = {
        "host": server.host,
        "port": server.port,
        "security": "plaintext",
        "username": "anna",
        "connect_timeout": 2.0,
        "read_timeout": 2.0,
        "poll_seconds": 0.2,
    }
    return ImapSettings(**{**values, **changes})  # type: ignore[arg-type]


def open_scripted(server: ScriptedServer, **changes: object) -> ImapMailbox:
    """Log in to a scripted server."""
    return connect(scripted_settings(server, **changes), "s3cret")
