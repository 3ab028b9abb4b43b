"""That nothing but the allowed commands is ever on the wire, and that nothing here could send mail."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import inbox_helper
from inbox_helper.mailbox.guard import ALLOWED_COMMANDS, ForbiddenCommandError
from inbox_helper.waiting import drive
from tests.conftest import MailboxFactory
from tests.mailbox.messages import plain, with_attachment
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import TcpProxy

SENDERS = {"smtplib", "aiosmtplib", "smtpd", "aiosmtpd", "nntplib", "sendmail", "yagmail", "mailer", "msal"}


def commands_on(wire: bytes) -> list[bytes]:
    """Return the command names in what a client has sent; literals are left out."""
    names, rest = [], wire
    while rest:
        line, _end, rest = rest.partition(b"\r\n")
        found = re.match(rb"\S+ ((?:UID )?[A-Z]+)", line)
        names.append(found[1] if found else line)
        if literal := re.search(rb"\{(\d+)\+?\}\Z", line):
            rest = rest[int(literal[1]) + 2 :]
    return names


def test_only_allowed_commands_are_on_the_wire(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """Every method of the mailbox, recorded on its way to Dovecot: nothing else is ever said."""
    for number in range(3):
        dovecot.deliver(user, plain(number))
    dovecot.deliver(user, with_attachment())
    mailbox = mailbox_factory(user, port=proxy.port)
    mailbox.special_folders()
    uids = mailbox.uids_from("INBOX", 1)
    assert len(list(mailbox.fetch("INBOX", uids))) == 4
    assert len(list(mailbox.thread_ids("INBOX", uids))) == 4
    mailbox.append_draft("Drafts", plain(9))
    mailbox.status("Drafts")
    drive(mailbox.waiting("INBOX", 0.1))
    mailbox.close()
    said = commands_on(bytes(proxy.traffic.from_client))
    assert set(said) - {b"DONE"} <= ALLOWED_COMMANDS
    assert {b"EXAMINE", b"UID FETCH", b"UID SEARCH", b"STATUS", b"APPEND", b"IDLE", b"LIST"} <= set(said)
    assert b"BODY[" not in bytes(proxy.traffic.from_client)


HOSTILE = [
    'x"\r\nX1 STORE 1:* +FLAGS (\\Deleted)\r\nX2 EXPUNGE\r\n',
    "Drafts\r\nX1 EXPUNGE",
    "Drafts\nX1 EXPUNGE",
    "Drafts\rX1 EXPUNGE",
    "Dra\0fts",
    "Drafts\x7f",
]


@pytest.mark.parametrize("folder", HOSTILE)
def test_a_folder_name_cannot_be_a_command(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str, folder: str
) -> None:
    """A name with a line break in it is refused before anything is sent, by every method that takes a name."""
    dovecot.deliver(user, plain())
    mailbox = mailbox_factory(user, port=proxy.port)
    mailbox.uids_from("INBOX", 1)
    said = len(proxy.traffic.from_client)
    attempts = (
        lambda: mailbox.status(folder),
        lambda: mailbox.uids_from(folder, 1),
        lambda: list(mailbox.fetch(folder, [1])),
        lambda: list(mailbox.thread_ids(folder, [1])),
        lambda: mailbox.append_draft(folder, plain()),
        lambda: drive(mailbox.waiting(folder, 0.1)),
    )
    for attempt in attempts:
        with pytest.raises(ForbiddenCommandError):
            attempt()
    assert len(proxy.traffic.from_client) == said
    assert len(dovecot.messages(user, "INBOX")) == 1


@pytest.mark.parametrize("folder", ['Quo"te', "Back\\slash", "Entwürfe & Co", "草稿箱", "x" * 200, "{5}", "%*", "a b"])
def test_any_other_name_stays_one_name(
    dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str, folder: str
) -> None:
    """Quotes, backslashes, wildcards, braces and letters of every script are names like any other."""
    with dovecot.connect(user) as client:
        client.create_folder(folder)
    mailbox = mailbox_factory(user)
    assert mailbox.append_draft(folder, plain()) is not None
    assert mailbox.status(folder).messages == 1
    assert folder in {each.name for each in mailbox.folders()}
    ((uid,),) = [mailbox.uids_from(folder, 1)]
    assert [each.message_id for each in mailbox.thread_ids(folder, [uid])] == ["<plain-1@example.com>"]


def test_a_hostile_username_or_password_is_no_command(dovecot: Dovecot, mailbox_factory: MailboxFactory) -> None:
    """A line break in the user name never reaches the server."""
    with pytest.raises(ForbiddenCommandError):
        mailbox_factory('anna"\r\nX1 LOGOUT')


def imported_modules(path: Path) -> set[str]:
    """Return the top-level names of everything that a source file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_no_module_can_send_mail() -> None:
    """No source file imports what could hand a message to a mail server for delivery."""
    sources = list(Path(inbox_helper.__file__).parent.rglob("*.py"))
    assert len(sources) > 10
    guilty = {str(path): imported_modules(path) & SENDERS for path in sources}
    assert {path: found for path, found in guilty.items() if found} == {}


def test_the_scan_for_senders_finds_one(tmp_path: Path) -> None:
    """The scan itself works, also for imports inside functions."""
    culprit = tmp_path / "culprit.py"
    culprit.write_text("def f():\n    from smtplib import SMTP\n    return SMTP\n", encoding="utf-8")
    assert imported_modules(culprit) & SENDERS == {"smtplib"}
