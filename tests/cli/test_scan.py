"""One pass over real accounts, from the command line, against Dovecot."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.letters import CONFIRMATION, letter, message_id
from tests.servers.dovecot import Dovecot
from tests.test_killed import configuration, drafts


@pytest.fixture
def options(dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write a configuration and return the options that name it."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    return configuration(dovecot, user, tmp_path / "mailbox")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        [sys.executable, "-m", "inbox_helper", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_first_contact_leaves_older_mail_alone_and_says_how_to_look_at_it(
    options: list[str], dovecot: Dovecot, user: str
) -> None:
    """Nobody gets drafts for last year's mail without asking."""
    dovecot.deliver(user, letter(1))
    first = run(*options, "scan")
    assert first.returncode == 0
    assert "--since 30d" in first.stdout
    assert drafts(dovecot, user) == []
    dovecot.deliver(user, letter(2))
    second = run(*options, "scan")
    assert "1 draft made" in second.stdout
    assert drafts(dovecot, user) == [message_id(2)]


def test_since_looks_back_as_far_as_asked(options: list[str], dovecot: Dovecot, user: str) -> None:
    """And no further."""
    now = datetime.now(UTC)
    dovecot.deliver(user, letter(1, date=now - timedelta(days=90)), received=now - timedelta(days=90))
    dovecot.deliver(user, letter(2, date=now - timedelta(days=5)), received=now - timedelta(days=5))
    assert run(*options, "scan", "--since", "30d").returncode == 0
    assert drafts(dovecot, user) == [message_id(2)]


def test_a_dry_run_tells_the_same_and_writes_nothing(options: list[str], dovecot: Dovecot, user: str) -> None:
    """Neither on the server nor in the state."""
    dovecot.deliver(user, letter(1))
    dovecot.deliver(user, letter(2, CONFIRMATION))
    dry = run(*options, "scan", "--since", "30d", "--dry-run", "--json")
    assert drafts(dovecot, user) == []
    real = run(*options, "scan", "--since", "30d", "--json")
    assert drafts(dovecot, user) == [message_id(1)]
    told = [[json.loads(line) for line in each.stdout.splitlines()] for each in (dry, real)]
    assert [one["outcome"] for one in told[0]] == ["dry_run", "dry_run"]
    assert [one["outcome"] for one in told[1]] == ["filed", "not_planned"]
    same = ("uid", "label", "score", "rules", "plan")
    assert [[one[key] for key in same] for one in told[0]] == [[one[key] for key in same] for one in told[1]]


def test_an_answered_mail_and_a_begun_draft_are_left_alone(options: list[str], dovecot: Dovecot, user: str) -> None:
    """The user was quicker; also after the state was lost."""
    dovecot.deliver(user, letter(1), flags="RS")
    dovecot.deliver(user, letter(2))
    dovecot.deliver(user, letter(90, "My own words.", In_Reply_To=message_id(2)), folder="Drafts", flags="DS")
    dovecot.deliver(user, letter(3))
    dovecot.deliver(user, letter(91, "Thank you.", In_Reply_To=message_id(3)), folder="Sent", flags="S")
    done = run(*options, "scan", "--since", "30d", "--json")
    plans = [json.loads(line)["plan"]["action"] for line in done.stdout.splitlines()]
    assert plans == ["done", "done", "done"]
    assert drafts(dovecot, user) == [message_id(2)]


def test_an_unknown_account_is_named_with_those_that_exist(options: list[str]) -> None:
    """Before anything is connected to."""
    done = run(*options, "scan", "wrok")
    assert done.returncode == 3
    assert "work" in done.stderr


def test_a_terminal_sees_how_far_it_is(options: list[str], dovecot: Dovecot, user: str) -> None:
    """A mailbox of years takes minutes; what goes to a file is the same as without a terminal."""
    for number in range(30):
        dovecot.deliver(user, letter(number, CONFIRMATION))
    main_end, terminal = os.openpty()
    command = [sys.executable, "-m", "inbox_helper", *options, "scan", "--since", "30d", "--dry-run"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, text=True, timeout=60, check=False)
    os.close(terminal)
    shown = os.read(main_end, 100_000).decode("utf-8", "replace")
    os.close(main_end)
    assert done.returncode == 0
    assert "30/30" in shown
    assert done.stdout == run(*options, "scan", "--since", "30d", "--dry-run").stdout


def test_an_interrupted_scan_goes_on_where_it_was(options: list[str], dovecot: Dovecot, user: str) -> None:
    """Ctrl-C loses nothing and makes nothing twice."""
    count = 300
    for number in range(count):
        dovecot.deliver(user, letter(number, CONFIRMATION))
    dovecot.deliver(user, letter(count))
    command = [sys.executable, "-m", "inbox_helper", "--verbose", *options, "scan", "--since", "30d"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _line in range(210):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    again = run(*options, "scan", "--since", "30d")
    assert "1 draft made" in again.stdout
    assert "known already" in again.stdout
    assert drafts(dovecot, user) == [message_id(count)]
