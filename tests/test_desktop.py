"""What the desktop is told, and that nothing which happens there holds up the daemon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inbox_helper.config import load_configuration
from inbox_helper.core.decision import Decision, decide
from inbox_helper.core.parse import parse_message
from inbox_helper.core.types import Action, DraftingOptions, Fact, Identity, Label, Outcome, Receipt, Where
from inbox_helper.desktop import Desktop, NotShown
from inbox_helper.desktop_programs import Call, Text
from inbox_helper.errors import AuthenticationError, ConfigurationError, MailboxError, StateError
from inbox_helper.flow import Handled
from inbox_helper.library import read_books
from inbox_helper.state.store import Entry, EntryState
from inbox_helper.watcher import Connected, Held, Lost, Refused, Started, Waiting
from tests.letters import CONFIRMATION, letter, message_id
from tests.running import ROOT, Daemon, account, eventually
from tests.servers.dovecot import Dovecot
from tests.test_killed import drafts

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ON = "[daemon]\ndesktop_notification = true\n"


class Screen:
    """A desktop in PATH: a notify-send that writes down its last two arguments, and does what a script says."""

    def __init__(self, folder: Path, then: str = "") -> None:
        self.folder = folder
        self.file = folder / "shown"
        self.tries = folder / "tries"
        self.program = folder / "notify-send"
        folder.mkdir()
        self.do(then)

    def do(self, then: str) -> None:
        """Let it do something else from now on."""
        quoted = f"echo try >> '{self.tries}'\n{then}\n"
        code = f'for last; do title=$body; body=$last; done\nprintf "%s | %s\\n" "$title" "$body" >> \'{self.file}\'\n'
        fresh = self.folder / "fresh"
        fresh.write_text(f"#!/bin/sh\n{quoted}{code}", encoding="utf-8")
        fresh.chmod(0o755)
        fresh.rename(self.program)

    def shown(self) -> list[str]:
        """Return the texts, a line each."""
        return self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []

    def call(self, text: Text) -> Call:
        """Return the call that shows a text here."""
        return Call((str(self.program), text.title, text.body), {"PATH": os.environ["PATH"]})


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """A desktop that works."""
    return Screen(tmp_path / "bin")


@pytest.fixture(scope="module")
def decision() -> Decision:
    """What was found out about a rejection."""
    books = read_books(Path("no rules"), Path("no templates"))
    message = parse_message(letter(1))
    return decide(message, books.rulebook, Identity("sam.rivers@home.example", "Sam Rivers"), DraftingOptions())


def draft(account: str = "work", outcome: Outcome = Outcome.FILED, decision: Decision | None = None) -> Handled:
    """Return what became of a rejection."""
    where = Where(account, "INBOX", 7, 42)
    reason = "From ada@greenfield.example."
    entry = Entry("id:<x@y>", where, EntryState.FILED, Label.REJECTION, 6.5, Action.REPLY, reason, (), "v1")
    return Handled(where, entry, Receipt(outcome), decision)


def refused(error: AuthenticationError | MailboxError | StateError, account: str = "work") -> Refused:
    """Return that an account cannot go on."""
    return Refused(account, NOW, error, final=True)


WRONG = AuthenticationError("The mail server refuses the login of sam@corp.example: no.", "Type it again.")


def told(screen: Screen, *notices: object, wanted: bool = True) -> list[str]:
    """Return what the desktop shows of some notices."""
    complaints: list[NotShown] = []
    desktop = Desktop(complaints.append, call=screen.call, gather_seconds=30)
    desktop.want(wanted)
    for notice in notices:
        desktop(notice)  # type: ignore[arg-type]
    desktop.close(10)
    assert complaints == []
    return screen.shown()


def with_company(decision: Decision, value: str, *, sure: bool) -> Decision:
    """Return a decision about a mail of a company."""
    return replace(decision, facts=replace(decision.facts, company=Fact(value, "body", sure=sure)))


def test_a_draft_is_told_with_account_and_company(screen: Screen, decision: Decision) -> None:
    """The company as it was read, on one line and not longer than a line."""
    named = with_company(decision, "Green\n\x1b[2Jfield " + "x" * 100, sure=True)
    (line,) = told(screen, draft(decision=named))
    assert line == f"New reply draft | work: Green [2Jfield {'x' * 45}"


def test_a_company_that_is_not_sure_is_not_told(screen: Screen, decision: Decision) -> None:
    """A wrong name is worse than none."""
    assert told(screen, draft(decision=with_company(decision, "Greenfield", sure=False))) == ["New reply draft | work"]


def test_a_draft_that_an_earlier_process_had_stored_is_told(screen: Screen) -> None:
    """Nobody was told of it then."""
    assert told(screen, draft(outcome=Outcome.RECOVERED)) == ["New reply draft | work"]


def test_many_drafts_are_told_in_one_text(screen: Screen) -> None:
    """A catch-up after a holiday is no hail of notifications."""
    assert told(screen, *[draft()] * 3, draft("study")) == ["4 new reply drafts | work: 3, study: 1"]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (WRONG, "Its login is refused."),
        (MailboxError("No folder of Ada's.", "Look."), "Its mailbox refuses."),
        (StateError("The disk is full.", "Free some space."), "The state cannot be used."),
    ],
)
def test_an_account_that_needs_the_user_is_told(
    screen: Screen, error: AuthenticationError | MailboxError | StateError, why: str
) -> None:
    """With where to look, and nothing of what the server says."""
    assert told(screen, refused(error)) == [f"Account work needs you | {why} See: inbox-helper status"]


def test_a_need_is_told_once_until_it_is_over(screen: Screen) -> None:
    """What is refused every hour does not nag every hour; after it was well it counts as new."""
    shown = told(screen, refused(WRONG), refused(WRONG), refused(WRONG, "study"))
    assert [line.partition(" | ")[0] for line in shown] == ["Account work needs you", "Account study needs you"]
    screen.file.unlink()
    desktop = Desktop(print, call=screen.call, gather_seconds=0)
    desktop.want(True)
    for notice in (refused(WRONG), Waiting("work", NOW), refused(WRONG)):
        desktop(notice)
        time.sleep(0.3)
    desktop.close(10)
    assert len(screen.shown()) == 2


def test_drafting_that_is_held_is_told(screen: Screen) -> None:
    """Only the user can lift it."""
    shown = told(screen, Held("work", NOW, "Ada's mail …", "Confirm."))
    assert shown == ["Account work needs you | Drafting is held until you confirm. See: inbox-helper status"]


def test_what_needs_nobody_is_not_told(screen: Screen) -> None:
    """Nor is anything where nobody asked for it."""
    everyday = (Started("work", NOW), Connected("work", NOW), Lost("work", NOW, "Broken.", 1.0), Waiting("work", NOW))
    assert told(screen, *everyday, draft(outcome=Outcome.ALREADY_DONE), draft(outcome=Outcome.NOT_PLANNED)) == []
    assert told(screen, draft(), refused(WRONG), wanted=False) == []


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda _text: None, "There is no program that shows notifications; on Linux it is notify-send."),
        (lambda _text: Call(("/not/there",), {}), "there cannot be run: No such file or directory."),
        (lambda text: Call(("sh", "-c", "exit 3", text.body), os.environ), "sh ended with code 3."),
        (lambda _text: Call(("sleep", "60"), os.environ), "sleep did not end within 0.2 seconds."),
    ],
)
def test_a_desktop_that_fails_is_told_once(call: Callable[[Text], Call | None], problem: str) -> None:
    """Without what the program says, which may repeat the text."""
    complaints: list[NotShown] = []
    desktop = Desktop(complaints.append, call=call, gather_seconds=0, timeout=0.2)
    desktop.want(True)
    for _ in range(3):
        desktop(draft())
        time.sleep(0.3)
    desktop.close(5)
    assert [each.problem for each in complaints] == [problem]
    assert "desktop_notification" in complaints[0].remedy


def test_a_failure_after_it_worked_is_told_again(screen: Screen) -> None:
    """Somebody logged out of the desktop."""
    complaints: list[NotShown] = []
    desktop = Desktop(complaints.append, call=screen.call, gather_seconds=0)
    desktop.want(True)
    for then in ("exit 1", "exit 1", "", "exit 1"):
        screen.do(then)
        before = _tries(screen)
        desktop(draft())
        eventually(lambda before=before: _tries(screen) > before, lambda: "nobody was called")  # type: ignore[misc]
        time.sleep(0.2)
    desktop.close(5)
    assert len(complaints) == 2


def _tries(screen: Screen) -> int:
    return len(screen.tries.read_text().splitlines()) if screen.tries.exists() else 0


def test_a_desktop_that_hangs_holds_nobody_up(screen: Screen) -> None:
    """Notices go on at once, and the end waits no longer than it was told to."""
    screen.do("sleep 60")
    desktop = Desktop(lambda _: None, call=screen.call, gather_seconds=0)
    desktop.want(True)
    began = time.monotonic()
    for _ in range(2000):
        desktop(draft())
    assert time.monotonic() - began < 1
    began = time.monotonic()
    desktop.close(0.3)
    assert 0.2 < time.monotonic() - began < 2


@pytest.mark.parametrize("value", ['"yes"', "1"])
def test_the_key_is_true_or_false_and_off_by_default(tmp_path: Path, value: str) -> None:
    """With file and line."""
    file = tmp_path / "config.toml"
    file.write_text(account("work", "sam", 143), encoding="utf-8")
    assert load_configuration(file).daemon.desktop_notification is False
    file.write_text(account("work", "sam", 143) + f"[daemon]\ndesktop_notification = {value}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"config.toml:11: daemon.desktop_notification: this must be true or"):
        load_configuration(file)


def test_a_running_daemon_tells_the_desktop(
    dovecot: Dovecot, user: str, tmp_path: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once asked for, of the draft alone; account and company, no mail and no address."""
    monkeypatch.setenv("PATH", str(screen.folder), prepend=os.pathsep)
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port)
    try:
        eventually(lambda: "] waiting " in daemon.log(), daemon.log)
        dovecot.deliver(user, letter(1))
        eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
        daemon.configure(account("work", user, dovecot.port), ON)
        daemon.process.send_signal(signal.SIGHUP)
        eventually(lambda: "configuration in force" in daemon.log(), daemon.log)
        dovecot.deliver(user, letter(2, CONFIRMATION))
        dovecot.deliver(user, letter(3))
        eventually(lambda: screen.shown() != [], daemon.log)
        assert screen.shown() == ["New reply draft | work: Greenfield Nurseries"]
        assert "desktop not notified" not in daemon.log()
    finally:
        assert daemon.end() == 0


def test_a_refused_login_is_told_before_the_daemon_ends(
    dovecot: Dovecot, user: str, tmp_path: Path, screen: Screen
) -> None:
    """Where every account is refused the daemon ends; its last word reaches the desktop."""
    done = watch(dovecot, user, tmp_path, str(screen.folder))
    assert done.returncode == 5
    assert screen.shown() == ["Account work needs you | Its login is refused. See: inbox-helper status"]


def test_a_desktop_that_is_missing_is_logged_and_harms_nothing(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """A server has none."""
    (tmp_path / "empty").mkdir()
    done = watch(dovecot, user, tmp_path, "")
    assert done.returncode == 5
    assert done.stderr.count("desktop not notified") == 1
    assert "remove desktop_notification" in done.stderr


def watch(dovecot: Dovecot, user: str, folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    """Run a daemon whose password is wrong to its end."""
    (folder / "config.toml").write_text(account("work", user, dovecot.port) + ON, encoding="utf-8")
    place = ["--config", str(folder / "config.toml"), "--state-dir", str(folder / "state")]
    return subprocess.run(
        [sys.executable, "-m", "inbox_helper", *place, "watch"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={
            **os.environ,
            "TEST_PASSWORD": "wr0ng-again",
            "PATH": path + (":/bin:/usr/bin" if path else str(folder / "empty")),
        },
    )
