"""neomutt recalls a draft from the Drafts folder, sends it or puts it back: everything in it stays right."""

from __future__ import annotations

import email
import os
import shutil
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.clients.terminal import run_in_terminal
from tests.letters import REJECTION, USER, letter, message_id
from tests.secrecy import written_by_the_user
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.test_killed import configuration

PROGRAM = shutil.which("neomutt")

_SETTINGS = """\
set folder = "imap://127.0.0.1:{port}/"
set imap_user = "{user}"
set imap_pass = "{password}"
set imap_authenticators = "plain"
set ssl_force_tls = no
set ssl_starttls = no
set spool_file = "+INBOX"
set postponed = "+Drafts"
set record = "+Sent"
set header_cache = ""
set realname = "Sam Rivers"
set from = "{address}"
set sendmail = "{sendmail}"
set editor = "true"
set edit_headers = no
set recall = yes
set quit = yes
set abort_unmodified = no
set fast_reply = yes
set confirm_append = no
set wait_key = no
"""


@pytest.fixture
def neomutt() -> str:
    """The program; where it is missing the test is left out, unless INBOX_HELPER_REQUIRE_DOVECOT=1 demands it."""
    if PROGRAM is None:
        hint = "neomutt is not installed (Debian and Ubuntu: apt-get install neomutt)"
        if os.environ.get("INBOX_HELPER_REQUIRE_DOVECOT") == "1":
            pytest.fail(hint)
        pytest.skip(hint)
    return PROGRAM


@pytest.fixture
def options(dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> list[str]:
    """An account in which one draft was made for a rejection in a thread of three, and the options that name it."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    mail = letter(
        9,
        REJECTION,
        sender='"Jördis Hale" <jordis@greenfield.example>',
        subject="Ihre Bewerbung – Gärtner",
        In_Reply_To=message_id(8),
        References=f"{message_id(7)} {message_id(8)}",
    )
    dovecot.deliver(user, mail)
    chosen = configuration(dovecot, user, tmp_path / "mailbox")
    assert run(*chosen, "scan", "--since", "30d").code == 0
    assert len(dovecot.messages(user, "Drafts")) == 1
    return chosen


def recall(neomutt: str, dovecot: Dovecot, user: str, folder: Path, keys: str) -> bytes | None:
    """Recall the draft, press keys in the compose menu, and return what was given to sendmail, if anything was."""
    sent, sendmail, settings = folder / "sent.eml", folder / "sendmail", folder / "neomuttrc"
    sendmail.write_text(f"#!/bin/sh\ncat > {sent}\n")
    sendmail.chmod(0o755)
    text = _SETTINGS.format(port=dovecot.port, user=user, password=PASSWORD, address=USER, sendmail=sendmail)
    written_by_the_user(settings).write_text(text, encoding="utf-8")
    environment = {
        "HOME": str(folder), "PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "TMPDIR": str(folder),
    }  # fmt: skip
    run_in_terminal([neomutt, "-n", "-F", str(settings), "-p"], environment, wait_for="Security:", keys=keys)
    return sent.read_bytes() if sent.exists() else None


def parsed(raw: bytes) -> EmailMessage:
    """Return a message."""
    return email.message_from_bytes(raw, policy=default)


def assert_same(message: EmailMessage, draft: EmailMessage) -> None:
    """Assert that a message is the draft: people, subject, thread and text."""
    for name in ("From", "To", "Cc", "Subject", "In-Reply-To", "References"):
        assert str(message[name]) == str(draft[name]), name
    assert message.get_content().split() == draft.get_content().split()


def test_the_draft_is_sent_as_it_was_made(
    neomutt: str, options: list[str], dovecot: Dovecot, user: str, tmp_path: Path, run: Run
) -> None:
    """Recalled and sent: the right people, subject, thread and text, and no draft is made again."""
    draft = parsed(dovecot.messages(user, "Drafts")[0])
    sent = recall(neomutt, dovecot, user, tmp_path, "y")
    assert sent is not None
    assert_same(parsed(sent), draft)
    assert parsed(sent)["In-Reply-To"] == message_id(9)
    assert str(parsed(sent)["References"]).split() == [message_id(7), message_id(8), message_id(9)]
    assert dovecot.messages(user, "Drafts") == []
    assert run(*options, "scan", "--since", "30d").code == 0
    assert dovecot.messages(user, "Drafts") == []


def test_the_draft_is_put_back_as_it_was_made(
    neomutt: str, options: list[str], dovecot: Dovecot, user: str, tmp_path: Path, run: Run
) -> None:
    """Recalled and postponed: it is the same draft, once, and no second one joins it."""
    draft = parsed(dovecot.messages(user, "Drafts")[0])
    assert recall(neomutt, dovecot, user, tmp_path, "P") is None
    kept = dovecot.messages(user, "Drafts")
    assert len(kept) == 1
    assert_same(parsed(kept[0]), draft)
    assert run(*options, "scan", "--since", "30d").code == 0
    assert dovecot.messages(user, "Drafts") == kept
