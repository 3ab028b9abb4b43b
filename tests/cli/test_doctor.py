"""`doctor` and `state`: what is wrong, what is kept, and how to be rid of it."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.mine import GATE, mark
from tests.letters import letter
from tests.servers.dovecot import Dovecot
from tests.test_killed import configuration


@pytest.fixture
def options(dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> list[str]:
    """An account in which drafts were made for a good many rejections, and the options that name it."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    for number in range(1, 13):
        dovecot.deliver(user, letter(number))
    chosen = configuration(dovecot, user, tmp_path / "mailbox")
    assert run(*chosen, "scan", "--since", "30d").code == 0
    return chosen


def state_file(options: list[str]) -> Path:
    """Return the file of the state."""
    return Path(options[-1]) / "state.sqlite3"


def damage(path: Path) -> None:
    """Overwrite a page in the middle of a table, as a failing disk does."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        pages = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = 'message' AND pagetype = 'leaf' ORDER BY pageno"
        ).fetchall()
    connection.close()
    raw = bytearray(path.read_bytes())
    page = pages[len(pages) // 2][0]
    raw[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(raw)


def test_all_is_well(run: Run, options: list[str]) -> None:
    """One line for each thing that was looked at."""
    done = run(*options, "doctor")
    assert done.code == 0, done.out
    assert done.out.splitlines() == [
        "configuration: well", "rules and templates: well", "password of work: well", "state: well"
    ]  # fmt: skip


def test_what_the_daemon_lacks_is_told(
    run: Run, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library for the figures and a program for the desktop, where they are wanted."""
    config = Path(options[1])
    wishes = "\n[daemon]\nmetrics_port = 9469\ndesktop_notification = true\n"
    config.write_text(config.read_text(encoding="utf-8") + wishes, encoding="utf-8")
    (tmp_path / "notify-send").write_text("#!/bin/sh\n")
    (tmp_path / "notify-send").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    there = run(*options, "doctor")
    assert (there.code, "daemon: well" in there.out) == (0, True)
    (tmp_path / "notify-send").unlink()
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    missing = run(*options, "doctor")
    assert missing.code == 1
    assert "metrics_port needs prometheus-client" in missing.out
    assert "no program that shows notifications" in missing.out


def test_everything_that_is_wrong_is_told(
    run: Run, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do about it, and the exit code of a complaint."""
    monkeypatch.delenv("TEST_PASSWORD")
    broken = tmp_path / "mailbox" / "rules" / "en" / "decision.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("schema = 1\nwhat = 2\n")
    state_file(options).chmod(0o644)
    done = run(*options, "doctor")
    assert done.code == 1
    assert "TEST_PASSWORD" in done.out
    assert "decision.toml" in done.out
    assert "Others may read" in done.out
    state_only = run(*options, "doctor", "--state")
    assert "TEST_PASSWORD" not in state_only.out


def test_a_damaged_state_is_mended_and_no_draft_is_made_twice(
    run: Run, options: list[str], dovecot: Dovecot, user: str
) -> None:
    """What can be read is saved, the broken file is kept, and the mailbox tells the rest."""
    path = state_file(options)
    damage(path)
    told = run(*options, "doctor", "--state")
    assert told.code == 1
    assert "is damaged" in told.out
    assert "doctor --state --repair" in told.out
    mended = run(*options, "doctor", "--state", "--repair")
    assert mended.code == 0, mended.out
    assert "state: well" in mended.out
    assert len(list(path.parent.glob("state.sqlite3.broken-*"))) >= 1
    assert run(*options, "scan", "--since", "30d").code == 0
    assert len(dovecot.messages(user, "Drafts")) == 12


def test_a_whole_state_is_left_alone(run: Run, options: list[str]) -> None:
    """Nothing is mended that is not broken."""
    before = state_file(options).read_bytes()
    assert "nothing to mend" in run(*options, "doctor", "--state", "--repair").out
    assert state_file(options).read_bytes() == before


def test_everything_that_is_kept_can_be_read(run: Run, options: list[str]) -> None:
    """Row by row, without the key by which our drafts are known, and without mail text."""
    shown = run(*options, "state", "export").out
    rows = [json.loads(line) for line in shown.splitlines()]
    assert sum(row["table"] == "message" and row["state"] == "filed" for row in rows) == 12
    assert {row["table"] for row in rows} >= {"message", "cursor"}
    assert not any(row["table"] == "secret" for row in rows)
    assert "Greenfield Nurseries" not in shown
    assert run(*options, "state", "export", "--account", "other").out == ""


def test_forgotten_mail_gets_no_second_draft(run: Run, options: list[str], dovecot: Dovecot, user: str) -> None:
    """After a purge of the account, or of everything, the drafts in the mailbox are found again."""
    assert run(*options, "state", "purge", "--account", "work", stdin="n\n").code == 130
    assert run(*options, "state", "purge", "--account", "work", "--yes").code == 0
    assert run(*options, "state", "export", "--account", "work").out == ""
    assert run(*options, "scan", "--since", "30d").code == 0
    assert len(dovecot.messages(user, "Drafts")) == 12
    assert run(*options, "state", "purge", "--all", "--yes").code == 0
    assert not state_file(options).exists()
    assert run(*options, "scan", "--since", "30d").code == 0
    assert len(dovecot.messages(user, "Drafts")) == 12


def test_only_what_is_old_is_forgotten(run: Run, options: list[str]) -> None:
    """Messages of today stay."""
    assert "0 messages are forgotten" in run(*options, "state", "purge", "--older-than", "1h", "--yes").out
    connection = sqlite3.connect(state_file(options))
    with connection:
        connection.execute("UPDATE message SET changed_at = '2020-01-01' WHERE uid <= 5")
        connection.execute("UPDATE message SET state = 'planned' WHERE uid = 1")
    connection.close()
    assert "4 messages are forgotten" in run(*options, "state", "purge", "--older-than", "1y", "--yes").out
    assert run(*options, "state", "purge", "--all", "--older-than", "1y").code == 2


def test_purged_mail_text_is_gone_from_the_disk(run: Run, tmp_path: Path) -> None:
    """Labelled mail as well."""
    mark(run, tmp_path)
    assert run("state", "purge", "--all", "--yes").code == 0
    assert all(GATE.encode() not in path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file())
