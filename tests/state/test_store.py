"""What is remembered survives, once, and only for its owner."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_helper.core.types import Action, Label, Where
from inbox_helper.errors import StateError
from inbox_helper.state.file import open_file
from inbox_helper.state.labelled import Content, LabelledStore
from inbox_helper.state.migrations import MIGRATIONS
from inbox_helper.state.store import Cursor, DraftPlace, Entry, EntryState, Store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def entry(key: str = "id:<a@example.com>", state: EntryState = EntryState.PLANNED) -> Entry:
    """Return an entry for a rejection."""
    where = Where("work", "INBOX", 7, 42)
    return Entry(key, where, state, Label.REJECTION, 6.5, Action.REPLY, "A person wrote.", ("en.decision.x",), "v1")


PLACE = DraftPlace("<draft@example.com>", "Drafts", 3, 10)


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    """A new process sees exactly what the old one knew."""
    written = entry().becomes(EntryState.APPENDING, PLACE)
    with Store(tmp_path) as store:
        store.remember(NOW, written)
    with Store(tmp_path) as store:
        assert store.find("work", written.source_key) == written


def test_a_message_has_one_row_whatever_happens_to_it(tmp_path: Path) -> None:
    """The same message judged twice, in two folders, stays one."""
    with Store(tmp_path) as store:
        store.remember(NOW, entry())
        store.remember(NOW, entry().becomes(EntryState.APPENDING, PLACE), entry().becomes(EntryState.FILED, PLACE))
        assert store.counts("work") == {"filed": 1}


def test_accounts_do_not_see_each_other(tmp_path: Path) -> None:
    """A mail that reached two accounts is handled in both."""
    with Store(tmp_path) as store:
        store.remember(NOW, entry())
        assert store.find("home", entry().source_key) is None
        assert store.entries("home", EntryState.PLANNED) == ()


def test_the_cursor_is_remembered_per_folder(tmp_path: Path) -> None:
    """Where the reading stopped is where it goes on."""
    cursor = Cursor(7, 42, NOW - timedelta(days=3), NOW)
    with Store(tmp_path) as store:
        store.move_cursor("work", "INBOX", cursor)
        assert store.cursor("work", "INBOX") == cursor
        assert store.cursor("work", "Jobs") is None


def test_the_days_drafts_are_counted_with_those_under_way(tmp_path: Path) -> None:
    """The daily cap counts what is filed and what may be."""
    with Store(tmp_path) as store:
        store.remember(NOW - timedelta(days=2), entry("id:<old@example.com>").becomes(EntryState.FILED, PLACE))
        store.remember(NOW, entry("id:<b@example.com>").becomes(EntryState.FILED, PLACE))
        store.remember(NOW, entry("id:<c@example.com>").becomes(EntryState.APPENDING, PLACE))
        store.remember(NOW, entry("id:<d@example.com>", EntryState.PASSED))
        assert store.drafts_between("work", NOW - timedelta(days=1), NOW) == 2


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    """Draft ids stay the same over restarts."""
    with Store(tmp_path) as store:
        secret = store.secret()
    with Store(tmp_path) as store:
        assert store.secret() == secret
    assert len(secret) == 32


def test_only_the_owner_can_read_the_state(tmp_path: Path) -> None:
    """Nobody else on the machine learns who turned the user down."""
    folder = tmp_path / "state"
    with Store(folder) as store:
        store.remember(NOW, entry())
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes <= {0o700, 0o600}


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """An older program does not damage what a newer one wrote."""
    Store(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "state.sqlite3")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StateError, match="newer version"):
        Store(tmp_path)


def test_a_damaged_file_is_reported_and_kept(tmp_path: Path) -> None:
    """The user hears of it, and the file is left for repair."""
    path = tmp_path / "state.sqlite3"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(StateError, match="cannot be opened"):
        Store(tmp_path)
    assert path.read_bytes().startswith(b"this is no database")


def test_a_write_that_fails_changes_nothing(tmp_path: Path) -> None:
    """Entries that belong together are written together or not at all."""
    broken = entry("id:<second@example.com>").becomes(EntryState.FILED, PLACE)
    object.__setattr__(broken, "state", "no such state")
    with Store(tmp_path) as store:
        with pytest.raises(sqlite3.IntegrityError):
            store.remember(NOW, entry("id:<first@example.com>"), broken)
        assert store.counts("work") == {}


def test_other_processes_come_and_go_while_two_threads_work(tmp_path: Path) -> None:
    """What is written stays where everybody finds it, whoever else opens and closes the state meanwhile."""
    look = "import sys, pathlib; from inbox_helper.state.store import Store; Store(pathlib.Path(sys.argv[1])).close()"
    first = Store(tmp_path)
    first.remember(NOW, entry("id:<a@example.com>"))
    second = Store(tmp_path)
    subprocess.run([sys.executable, "-c", look, str(tmp_path)], check=True)
    first.remember(NOW, entry("id:<b@example.com>"))
    second.remember(NOW, entry("id:<c@example.com>"))
    count = (
        "import sys, pathlib; from inbox_helper.state.store import Store;"
        "print(Store(pathlib.Path(sys.argv[1])).counts('work'))"
    )
    seen = subprocess.run([sys.executable, "-c", count, str(tmp_path)], check=True, capture_output=True, text=True)
    first.close()
    second.close()
    assert seen.stdout.strip() == "{'planned': 3}"


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state that an older version of the program wrote."""
    with monkeypatch.context() as before:
        for module in ("inbox_helper.state.migrations", "inbox_helper.state.file"):
            before.setattr(f"{module}.MIGRATIONS", MIGRATIONS[:2])
        connection = open_file(tmp_path / "state.sqlite3")
    connection.execute(
        "INSERT INTO message (account, source_key, folder, uidvalidity, uid, state, label, score, action, reason,"
        " rules, rulebook_version, judged_at, changed_at) VALUES"
        " ('work', 'id:<a@example.com>', 'INBOX', 7, 42, 'passed', 'other', 0.0, 'none', '', '[]', 'v1', '', '')"
    )
    connection.close()
    return tmp_path


def test_an_older_state_is_brought_up_to_date_and_a_copy_of_it_stays(older: Path) -> None:
    """Nothing is judged anew after an update, and there is a way back."""
    with Store(older) as store:
        assert store.counts("work") == {"passed": 1}
        store.remember(NOW, entry())
    copy = older / "state.sqlite3.schema-2"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM message").fetchone() == (1,)
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_what_is_purged_is_not_kept_in_a_copy(older: Path) -> None:
    """Beyond recovery means everywhere."""
    with LabelledStore(older) as store:
        store.put("other", [Content("Lunch", "kim@example.com", "Friday?", "")], NOW)
        store.purge()
    assert [path.name for path in older.glob("*.schema-*")] == []


def test_threads_that_share_a_state_lose_nothing(tmp_path: Path) -> None:
    """A thousand accounts share one open file; each finds what it wrote, and the last user closes it."""
    store = Store(tmp_path)
    accounts = [f"account{number}" for number in range(8)]

    def work(account: str, shared: Store) -> None:
        for number in range(25):
            where = Where(account, "INBOX", 7, number + 1)
            shared.remember(NOW, replace(entry(f"id:<{number}@example.com>"), where=where))
            assert shared.counts(account) == {"planned": number + 1}
        shared.close()

    with ThreadPoolExecutor(8) as workers:
        done = [workers.submit(work, account, store.share()) for account in accounts]
    for each in done:
        each.result()
    assert [store.judged(account) for account in accounts] == [(25, 25)] * 8
    store.close()
    with Store(tmp_path) as again:
        assert [again.judged(account)[0] for account in accounts] == [25] * 8


def test_after_a_write_error_the_same_open_state_goes_on(tmp_path: Path) -> None:
    """A disk that was full for a moment costs the write that met it, and no restart."""
    with Store(tmp_path) as store:
        store.remember(NOW, entry("id:<first@example.com>"))
        with closing(sqlite3.connect(tmp_path / "state.sqlite3")) as other:
            (pages,) = other.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StateError, match="cannot be written"):
            store.remember(NOW, *(entry(f"id:<{number}-{'x' * 900}@example.com>") for number in range(200)))
        store.remember(NOW, entry("id:<second@example.com>"))
        assert store.find("work", "id:<first@example.com>") is not None
        assert store.counts("work") == {"planned": 2}
