"""Labelled mail in the state."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from inbox_helper.state.connection import FILE_NAME
from inbox_helper.state.labelled import Content, LabelledStore
from inbox_helper.state.migrations import MIGRATIONS

NOW = datetime(2026, 1, 2, tzinfo=UTC)
MAIL = Content("No", "jobs@garden.example", "The gate stays closed.", "")


def test_mail_comes_back_with_its_label_and_time(tmp_path: Path) -> None:
    """Across restarts."""
    with LabelledStore(tmp_path) as store:
        assert store.put("rejection", [MAIL, MAIL], NOW) == 1
    with LabelledStore(tmp_path) as store:
        (kept,) = store.all()
    assert (kept.content, kept.label, kept.labelled_at) == (MAIL, "rejection", NOW)


def test_a_number_is_never_used_twice(tmp_path: Path) -> None:
    """What a user noted down does not become another mail."""
    with LabelledStore(tmp_path) as store:
        store.put("rejection", [MAIL], NOW)
        assert store.purge() == 1
        store.put("rejection", [MAIL], NOW)
        assert [mail.number for mail in store.all()] == [2]


def test_an_older_state_is_taken_over(tmp_path: Path) -> None:
    """The table is added to the state of the version before."""
    connection = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    MIGRATIONS[0](connection)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with LabelledStore(tmp_path) as store:
        assert store.all() == []
        assert store.secret()
