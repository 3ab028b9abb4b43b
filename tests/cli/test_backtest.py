"""`backtest`: what would have been drafted, and nothing written."""

from __future__ import annotations

import json
import mailbox
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.mine import ADD, GATE
from tests.letters import CONFIRMATION, letter
from tests.servers.dovecot import Dovecot
from tests.test_killed import configuration

NO_MAILBOX = ("backtest", "--no-ask", "--mbox")


@pytest.fixture
def options(dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> list[str]:
    """An account with a rejection, a confirmation and a doubtful mail, and the options that name it."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    for mail in (letter(1), letter(2, CONFIRMATION), letter(3, GATE)):
        dovecot.deliver(user, mail)
    chosen = configuration(dovecot, user, tmp_path / "mailbox")
    assert run(*chosen, *ADD, "--status", "experimental").code == 0
    return chosen


def test_it_tells_what_would_be_drafted_and_writes_nothing(
    run: Run, options: list[str], dovecot: Dovecot, user: str
) -> None:
    """The user sees what the daemon would do to a year of mail, before it may."""
    before = dovecot.flags(user)
    done = run(*options, "backtest", "--no-ask")
    assert done.code == 0, done.err
    assert "rejection  reply" in done.out
    assert "3 messages, 1 rejections (1 reply), 1 unsure. Nothing was written" in done.out
    assert dovecot.flags(user) == before
    with dovecot.connect(user) as client:
        assert not client.folder_exists("Drafts") or not dovecot.messages(user, "Drafts")


def test_answers_to_its_questions_become_labels(run: Run, options: list[str]) -> None:
    """The doubtful mail is asked about once, and then is part of the user's own corpus."""
    asked = run(*options, "backtest", "--ask", stdin="what?\nr\n")
    assert "1 of 1. Is it a [r]ejection" in asked.out
    assert "garden gate stays closed" in " ".join(asked.out.split())
    assert "1 mails are marked: 1 rejection." in run(*options, "label", "--list").out
    assert "Is it a" not in run(*options, "backtest", "--ask").out
    everything = run(*options, "backtest", "--ask-all", stdin="other\n")
    assert "1 of 1. Is it a" in everything.out
    assert "1 rejection, 1 other" in run(*options, "label", "--list").out


def test_it_goes_on_where_it_was(run: Run, options: list[str], dovecot: Dovecot, user: str) -> None:
    """Only mail that came since is judged; --again begins anew, and so does an edited rule."""
    assert "judged before" not in run(*options, "backtest", "--no-ask").out
    dovecot.deliver(user, letter(4))
    again = run(*options, "backtest", "--no-ask")
    assert "3 messages were judged before." in again.out
    assert "4 messages, 2 rejections (2 reply)" in again.out
    assert "judged before" not in run(*options, "backtest", "--no-ask", "--again").out
    assert run(*options, "rules", "mute", "en.decision.gate-closed").code == 0
    edited = run(*options, "backtest", "--no-ask").out
    assert "judged before" not in edited
    assert "0 unsure" in edited


def test_no_mail_text_is_kept_for_going_on(run: Run, options: list[str], tmp_path: Path) -> None:
    """What lies in the state folder is numbers and verdicts, readable by the owner alone."""
    run(*options, "backtest", "--no-ask")
    kept = list((tmp_path / "mailbox" / "state" / "backtest").iterdir())
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o077 == 0
    text = kept[0].read_text(encoding="utf-8")
    assert "Gardener" not in text
    assert "greenfield" not in text
    kept[0].write_text(text + '\n{"found": {"num', encoding="utf-8")
    assert "3 messages were judged before." in run(*options, "backtest", "--no-ask").out


def test_an_mbox_is_judged_without_an_account(run: Run, tmp_path: Path) -> None:
    """Old mail in an archive tells as much as a mailbox."""
    archive = mailbox.mbox(tmp_path / "archive.mbox")
    for number, body in enumerate(["", CONFIRMATION]):
        archive.add(letter(number, *([body] if body else [])))
    archive.close()
    done = run(*NO_MAILBOX, tmp_path / "archive.mbox", "--json")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(each["label"], each["plan"]["action"]) for each in found] == [("rejection", "reply")]
    assert "2 messages, 1 rejections" in done.err
    old = letter(3, date=datetime(2001, 2, 3, tzinfo=UTC))
    (tmp_path / "old.eml").write_bytes(old)
    assert "0 messages, 0 rejections" in run(*NO_MAILBOX, tmp_path / "old.eml").out
    assert "1 messages, 1 rejections" in run(*NO_MAILBOX, tmp_path / "old.eml", "--since", "90y").out


def test_mistakes_are_told(run: Run, tmp_path: Path) -> None:
    """With what to do instead."""
    assert run("backtest", "work", "--mbox", tmp_path).code == 2
    assert "There is no" in run(*NO_MAILBOX, tmp_path / "missing.mbox").err
