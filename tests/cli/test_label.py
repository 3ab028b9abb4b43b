"""`label`: mail that the user marks is a corpus of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.mine import GATE, NEWS, lines, mark
from tests.letters import CONFIRMATION, REJECTION, letter, message_id
from tests.servers.dovecot import Dovecot
from tests.test_killed import configuration


def test_marked_mail_is_listed_and_measured(run: Run, tmp_path: Path) -> None:
    """What was marked is the corpus `mine`."""
    mark(run, tmp_path)
    (tmp_path / "letter.eml").write_bytes(letter(1, REJECTION))
    run("label", "rejection", tmp_path / "letter.eml")
    assert "3 mails are marked: 2 rejection, 1 confirmation." in run("label", "--list").out
    measured = run("rules", "eval", "mine", "--json").out
    assert '"mails": 3' in measured
    assert '"true_positive": 1' in measured
    assert "right  mine#1 (rejection)" in run("rules", "try", "gate stays closed", "mine").out
    assert "en.decision." in run("rules", "frequencies", "mine").out


def test_the_last_label_wins(run: Run, tmp_path: Path) -> None:
    """A mail marked twice is kept once."""
    mark(run, tmp_path)
    assert "0 of them for the first time" in run("label", "other", tmp_path / "no.jsonl").out
    assert "2 mails are marked: 1 other, 1 confirmation." in run("label", "--list").out


def test_purged_mail_is_gone_from_the_disk(run: Run, tmp_path: Path) -> None:
    """No text of it is left in any file of the state."""
    mark(run, tmp_path)
    assert run("label", "--purge", "mine#1").code == 0
    assert "1 mails are marked: 1 confirmation." in run("label", "--list").out
    left = b"".join(path.read_bytes() for path in (tmp_path / "state").iterdir())
    assert GATE.encode() not in left
    assert NEWS.encode() in left
    assert run("label", "--purge", "--yes").code == 0
    assert NEWS.encode() not in b"".join(path.read_bytes() for path in (tmp_path / "state").iterdir())


def test_all_is_purged_only_after_a_yes(run: Run, tmp_path: Path) -> None:
    """The user's work does not go by a slip."""
    mark(run, tmp_path)
    assert run("label", "--purge", stdin="n\n").code == 130
    assert "2 mails are marked" in run("label", "--list").out


def test_the_marked_mail_is_readable_by_its_owner_alone(run: Run, tmp_path: Path) -> None:
    """It is private mail."""
    mark(run, tmp_path)
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "state").iterdir()] == [0]


def test_mistakes_are_told(run: Run, tmp_path: Path) -> None:
    """With what to do instead."""
    path = lines(tmp_path / "no.jsonl", GATE)
    assert 'Did you mean "rejection"?' in run("label", "rejections", path).err
    assert "Name mail to mark" in run("label", "rejection").err
    assert "stand alone" in run("label", "rejection", path, "--list").err
    assert "There is no marked mail 7." in run("label", "--purge", "7").err
    assert "is no id" in run("label", "--purge", "seven").err
    assert "Mark some: inbox-helper label" in run("rules", "eval", "mine").err
    assert "has a label" in run("rules", "eval", path).err


def test_broken_mail_is_told_and_the_rest_is_marked(run: Run, tmp_path: Path) -> None:
    """One bad line does not lose the others."""
    path = lines(tmp_path / "no.jsonl", GATE)
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    ran = run("label", "rejection", path)
    assert ran.code == 1
    assert "The field body is missing." in ran.err
    assert "1 mails are marked: 1 rejection." in run("label", "--list").out


def test_a_message_in_the_mailbox_is_marked(
    run: Run, dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its UID or its Message-ID, as the log and a mail client name it."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    dovecot.deliver(user, letter(1, CONFIRMATION))
    dovecot.deliver(user, letter(2))
    options = configuration(dovecot, user, tmp_path / "mailbox")
    assert run(*options, "label", "rejection", "--account", "work", "--uid", "2").code == 0
    assert run(*options, "label", "confirmation", "--account", "work", "--message-id", message_id(1)).code == 0
    assert "2 mails are marked: 1 rejection, 1 confirmation." in run(*options, "label", "--list").out
    assert '"true_positive": 1' in run(*options, "rules", "eval", "mine", "--json").out
    assert run(*options, "label", "other", "--account", "work", "--uid", "99").code == 2
