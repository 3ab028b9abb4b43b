"""What the log tells, to whom, and what it never tells."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inbox_helper.cli import logs
from inbox_helper.cli.logs import Log
from inbox_helper.core.types import Action, Label, Outcome, Receipt, Where
from inbox_helper.daemon import HealthUnwritten, Jumped, Notice, Reloaded
from inbox_helper.desktop import NotShown
from inbox_helper.errors import AuthenticationError, StateError, UserError
from inbox_helper.flow import Handled
from inbox_helper.library import Refreshed
from inbox_helper.state.store import Entry, EntryState
from inbox_helper.watcher import Connected, Ended, Held, Lost, Refused, Started, Waiting

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WHERE = Where("work", "INBOX", 7, 42)
ENTRY = Entry(
    "id:<ada@greenfield.example>",
    WHERE,
    EntryState.FILED,
    Label.REJECTION,
    6.5,
    Action.REPLY,
    "It comes from ada@greenfield.example.",
    ("en.decision.x",),
    "v1",
    employer="domain:greenfield.example",
)
NOTICES: tuple[Notice | NotShown, ...] = (
    Started("work", NOW),
    Connected("work", NOW),
    Waiting("work", NOW),
    Handled(WHERE, ENTRY, Receipt(Outcome.FILED)),
    Lost("work", NOW, "The line broke.", 2.5),
    Refused("work", NOW, AuthenticationError("The password is wrong.", "Type it again."), final=True),
    Held("work", NOW, "Drafts wait.", "Confirm."),
    Ended("work", NOW),
    Refreshed("v2"),
    Refreshed("v2", "decision.toml:2: not valid TOML."),
    Reloaded(("study",), ()),
    Reloaded(problem="config.toml:3: no such key."),
    Jumped(3600.4),
    HealthUnwritten("work", StateError("The disk is full.", "Free some space.")),
    NotShown("notify-send ended with code 1."),
)


def written(file: Path, *, as_json: bool, verbose: bool = True) -> list[str]:
    """Log everything there is and return the lines."""
    log = Log(as_json=as_json, verbose=verbose, file=file)
    for notice in NOTICES:
        log(notice)
    log.close()
    return file.read_text(encoding="utf-8").splitlines()


def test_every_notice_is_an_object_with_time_level_and_name(tmp_path: Path) -> None:
    """A program reads all of it."""
    events = [json.loads(line) for line in written(tmp_path / "log", as_json=True)]
    assert len(events) == len(NOTICES)
    assert all({"event", "level", "timestamp"} <= set(event) for event in events)
    by_name = {event["event"]: event for event in events}
    assert by_name["message"] | {"timestamp": ""} == {
        "event": "message",
        "level": "info",
        "timestamp": "",
        "account": "work",
        "folder": "INBOX",
        "uid": 42,
        "label": "rejection",
        "score": 6.5,
        "rules": ["en.decision.x"],
        "action": "reply",
        "outcome": "filed",
    }
    assert by_name["refused"]["remedy"] == "Type it again."
    assert by_name["connection lost"]["retry_in"] == 2.5


def test_people_read_one_line_for_each_notice(tmp_path: Path) -> None:
    """In words."""
    lines = written(tmp_path / "log", as_json=False)
    assert len(lines) == len(NOTICES)
    assert "drafting held" in "\n".join(lines)


@pytest.mark.parametrize("as_json", [False, True])
def test_no_address_of_others_is_told(tmp_path: Path, as_json: bool) -> None:
    """Neither the sender's, nor their domain, nor what identifies the mail."""
    assert "greenfield" not in "\n".join(written(tmp_path / "log", as_json=as_json))


def test_what_happens_all_the_time_is_told_on_demand_only(tmp_path: Path) -> None:
    """A quiet day is a short log."""
    events = [json.loads(line)["event"] for line in written(tmp_path / "log", as_json=True, verbose=False)]
    assert not {"started", "waiting", "ended"} & set(events)
    assert "connected" in events


def test_a_full_log_file_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It never grows beyond all bounds, and every line stands in one of the files."""
    monkeypatch.setattr(logs, "LARGEST_FILE", 2000)
    log = Log(as_json=True, verbose=True, file=tmp_path / "log")
    for _ in range(150):
        log(Connected("work", NOW))
    log.close()
    files = sorted(tmp_path.glob("log*"))
    assert [file.name for file in files] == ["log", *(f"log.{number}" for number in range(1, logs.OLDER_FILES + 1))]
    assert all(file.stat().st_size <= 2000 for file in files)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_log_that_cannot_be_written_is_told_before_anything_begins(tmp_path: Path) -> None:
    """With the name of the file."""
    with pytest.raises(UserError, match="cannot be written"):
        Log(as_json=False, verbose=False, file=tmp_path / "missing" / "log")


class FullDisk(io.StringIO):
    """Standard error in a file on a disk that is full for a while."""

    is_full = True

    def flush(self) -> None:
        """Fail as the real one does."""
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_costs_lines_and_not_the_daemon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The accounts go on; once there is room again the log says how much it lost."""
    full = FullDisk()
    monkeypatch.setattr(sys, "stderr", full)
    log = Log(as_json=True, verbose=True)
    log(Connected("work", NOW))
    log(Waiting("work", NOW))
    full.is_full = False
    log(Ended("work", NOW))
    assert "2 lines of the log could not be written" in full.getvalue()
    assert "ended" in full.getvalue().splitlines()[-1]


def test_a_log_file_on_a_full_disk_costs_lines_and_not_the_daemon(tmp_path: Path) -> None:
    """Nor where the complaint about that cannot be written either."""
    program = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from inbox_helper.cli.logs import Log
from inbox_helper.watcher import Connected, Ended
log = Log(as_json=True, verbose=True, file=Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
log(Connected("work", datetime.now(UTC)))
log(Connected("work", datetime.now(UTC)))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log(Ended("work", datetime.now(UTC)))
log.close()
"""
    file = tmp_path / "log"
    with (tmp_path / "complaints").open("w") as complaints:
        done = subprocess.run([sys.executable, "-c", program, str(file)], stderr=complaints, timeout=60, check=False)
    assert done.returncode == 0
    said = file.read_text(encoding="utf-8").splitlines()
    assert "2 lines of the log could not be written" in said[-2]
    assert "ended" in said[-1]
