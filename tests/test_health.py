"""From events to health, and from health to what needs attention, on a clock of the test's own."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_helper.errors import AuthenticationError, MailboxError
from inbox_helper.health import HealthRecorder, after
from inbox_helper.state.health import AccountState, DaemonRecord, Health, HealthStore
from inbox_helper.state.lock import only_process, working_process
from inbox_helper.survey import Life, survey
from inbox_helper.watcher import Connected, Ended, Lost, Refused, Started, Waiting

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FRESH = Health("work", AccountState.STOPPED, NOW - 99 * MINUTE)


def test_watching_is_dated_from_its_beginning_and_proven_by_the_last_answer() -> None:
    """Since when it is well, and when it last proved that."""
    health = after(FRESH, Started("work", NOW))
    assert (health.state, health.contact_at) == (AccountState.CATCHING_UP, None)
    health = after(health, Connected("work", NOW + MINUTE))
    for minutes in (2, 7, 12):
        health = after(health, Waiting("work", NOW + minutes * MINUTE))
    assert (health.state, health.since) == (AccountState.WATCHING, NOW + 2 * MINUTE)
    assert health.contact_at == NOW + 12 * MINUTE


def test_a_loss_says_when_it_tries_again_and_is_forgotten_by_no_success() -> None:
    """The last error stays to be read; the next try does not."""
    lost = after(FRESH, Lost("work", NOW, "The line broke.", 90.0))
    assert (lost.state, lost.error) == (AccountState.RETRYING, "The line broke.")
    assert lost.retry_at == NOW + timedelta(seconds=90)
    well = after(lost, Waiting("work", NOW + 2 * MINUTE))
    assert (well.error, well.error_at, well.retry_at) == ("The line broke.", NOW, None)


def test_refusals_need_the_user() -> None:
    """With or without another try."""
    wrong = AuthenticationError("The password is wrong.", "Type it again.")
    final = after(FRESH, Refused("work", NOW, wrong, final=True))
    assert (final.state, final.remedy, final.retry_at) == (AccountState.NEEDS_USER, "Type it again.", None)
    full = MailboxError("The mailbox is full.", "Remove some mail.")
    again = after(FRESH, Refused("work", NOW, full, final=False, pause_seconds=3600.0))
    assert (again.state, again.retry_at) == (AccountState.NEEDS_USER, NOW + 60 * MINUTE)


def test_what_is_recorded_survives_and_goes_on(tmp_path: Path) -> None:
    """A new process knows the old one's last error."""
    for event in (Lost("work", NOW, "The line broke.", 1.0), Ended("work", NOW + MINUTE)):
        with HealthStore(tmp_path) as store:
            assert HealthRecorder(store, "work").record(event, event.at) is None
    with HealthStore(tmp_path) as store:
        health = store.health("work")
    assert health is not None
    assert (health.state, health.since, health.error) == (AccountState.STOPPED, NOW + MINUTE, "The line broke.")


def begun(folder: Path, health: Health, problem: str = "") -> None:
    """Write what a daemon of this very process would have."""
    with HealthStore(folder) as store:
        store.put_daemon(DaemonRecord(os.getpid(), NOW - 99 * MINUTE, "v1", 12, problem))
        store.put_health(health)


@pytest.mark.parametrize(
    ("state", "silent_minutes", "complains"),
    [
        (AccountState.WATCHING, 14, False),
        (AccountState.WATCHING, 16, True),
        (AccountState.CATCHING_UP, 16, True),
        (AccountState.RETRYING, 3, False),
        (AccountState.RETRYING, 16, True),
        (AccountState.NEEDS_USER, 0, True),
        (AccountState.STOPPED, 5000, False),
    ],
)
def test_silence_is_measured_in_answers_of_the_server(
    tmp_path: Path, state: AccountState, silent_minutes: int, complains: bool
) -> None:
    """A short loss alarms nobody; a daemon that believes to watch but hears nothing does."""
    contact = NOW - silent_minutes * MINUTE
    begun(tmp_path, Health("work", state, NOW - 60 * MINUTE, contact))
    with only_process(tmp_path):
        found = survey(tmp_path, ["work"], NOW)
    assert found.life is Life.RUNNING
    assert bool(found.complaints) is complains


def test_a_process_with_the_number_of_the_dead_daemon_is_not_taken_for_it(tmp_path: Path) -> None:
    """The lock tells who lives; this test's own process is alive and no daemon."""
    begun(tmp_path, Health("work", AccountState.WATCHING, NOW, NOW))
    with only_process(tmp_path):
        assert working_process(tmp_path) == os.getpid()
    assert working_process(tmp_path) is None
    found = survey(tmp_path, ["work"], NOW)
    assert found.life is Life.DEAD
    assert found.complaints == ("The daemon has died; start it again: inbox-helper watch",)


def test_an_account_that_is_watched_no_more_is_shown_as_stopped(tmp_path: Path) -> None:
    """What the last daemon watched and this one does not."""
    begun(tmp_path, Health("study", AccountState.WATCHING, NOW, NOW))
    with HealthStore(tmp_path) as store:
        store.stop_others(["work"], NOW + MINUTE)
        study = store.health("study")
    assert study is not None
    assert (study.state, study.since) == (AccountState.STOPPED, NOW + MINUTE)


def test_a_broken_edit_needs_attention(tmp_path: Path) -> None:
    """Though everything runs."""
    begun(tmp_path, Health("work", AccountState.WATCHING, NOW, NOW), "rules/en/decision.toml:2: not valid TOML.")
    with only_process(tmp_path):
        assert survey(tmp_path, ["work"], NOW).complaints == ("An edit is not in force.",)
