"""A message in the mailbox, explained."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.letters import CONFIRMATION, letter, message_id
from tests.servers.dovecot import Dovecot
from tests.test_killed import configuration


@pytest.mark.parametrize("by", ["uid", "message-id"])
def test_a_message_is_found_by_uid_and_by_message_id(
    dovecot: Dovecot, user: str, tmp_path: Path, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log names a UID; people have a Message-ID."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    dovecot.deliver(user, letter(1, CONFIRMATION))
    dovecot.deliver(user, letter(2))
    options = configuration(dovecot, user, tmp_path / "mailbox")
    name = ["--uid", "2"] if by == "uid" else ["--message-id", message_id(2)]
    done = explain([*options, "explain", "--account", "work", *name])
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("work:INBOX:2")
    assert "REJECTION" in done.stdout
    assert "decided to move forward with other candidates" in " ".join(done.stdout.split())


def test_a_message_that_is_not_there_is_named(
    dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a hint where it may be."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    options = configuration(dovecot, user, tmp_path / "mailbox")
    done = explain([*options, "explain", "--account", "work", "--message-id", "<none@example.com>"])
    assert done.returncode == 2
    assert "<none@example.com>" in done.stderr


def test_files_and_account_are_not_mixed() -> None:
    """One or the other."""
    assert explain(["explain"]).returncode == 2
    assert explain(["explain", "--account", "work"]).returncode == 2


def explain(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        [sys.executable, "-m", "inbox_helper", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
