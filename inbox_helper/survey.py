"""How everything is, out of the state alone: it needs no daemon to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from inbox_helper.fuses import remedy_of
from inbox_helper.state.health import AccountState, Counts, DaemonRecord, Health, HealthStore, Judged
from inbox_helper.state.lock import working_process
from inbox_helper.state.store import Hold

LONGEST_SILENCE = timedelta(minutes=15)
"""A server is asked every five minutes at the latest; one that was silent for longer is out of reach."""

_EVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Life(StrEnum):
    """Whether the daemon lives."""

    RUNNING = "running"
    DEAD = "dead"
    """It ended without saying so: killed, crashed, or the machine was switched off."""
    STOPPED = "stopped"
    """It ended because somebody asked for that, or because every account was refused."""
    NEVER_STARTED = "never started"


@dataclass(frozen=True, slots=True)
class AccountSurvey:
    """How one account is."""

    account: str
    health: Health | None
    """None where it was never watched."""
    today: Counts
    total: Counts
    waiting: int
    """Drafts that are due and not made yet."""
    last_judged: Judged | None
    hold: Hold | None = None
    """What holds drafting."""
    complaints: tuple[str, ...] = ()
    """What needs attention, one sentence each."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How everything is."""

    at: datetime
    life: Life
    daemon: DaemonRecord | None
    other_process: int | None
    """A process that works with the state and is not the daemon: a scan."""
    accounts: tuple[AccountSurvey, ...]

    @property
    def complaints(self) -> tuple[str, ...]:
        """Everything that needs attention; empty where all is well."""
        return (*self._own(), *(each for account in self.accounts for each in account.complaints))

    def _own(self) -> tuple[str, ...]:
        if self.life is not Life.RUNNING:
            return (_NOT_RUNNING[self.life],)
        return ("An edit is not in force.",) if self.daemon and self.daemon.problem else ()


_NOT_RUNNING = {
    Life.DEAD: "The daemon has died; start it again: inbox-helper watch",
    Life.STOPPED: "The daemon was stopped; start it again: inbox-helper watch",
    Life.NEVER_STARTED: "The daemon was never started: inbox-helper watch",
}


def survey(folder: Path, accounts: Sequence[str], now: datetime) -> Survey:
    """Return how everything is, given the state folder, the accounts, and the time in the user's zone.

    Raise StateError where the state cannot be read.
    """
    process = working_process(folder)
    with HealthStore(folder) as store:
        record = store.daemon()
        life = _life(record, process)
        found = tuple(_account(store, each, now, running=life is Life.RUNNING) for each in accounts)
    return Survey(now, life, record, process if life is not Life.RUNNING else None, found)


def _life(record: DaemonRecord | None, process: int | None) -> Life:
    if record is None:
        return Life.NEVER_STARTED
    if record.ended_at is not None:
        return Life.STOPPED
    return Life.RUNNING if process == record.pid else Life.DEAD


def _account(store: HealthStore, account: str, now: datetime, *, running: bool) -> AccountSurvey:
    health, hold = store.health(account), store.hold(account)
    held = [f"Account {account}: {hold.reason} {remedy_of(hold)}"] if hold else []
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return AccountSurvey(
        account,
        health,
        store.counts_since(account, midnight),
        store.counts_since(account, _EVER),
        store.waiting(account),
        store.last_judged(account),
        hold,
        (*(_complaints(health, now) if health and running else ()), *held),
    )


def _complaints(health: Health, now: datetime) -> list[str]:
    if health.state is AccountState.NEEDS_USER:
        return [f"Account {health.account} needs you: {health.error}"]
    if health.state is AccountState.STOPPED:
        return []
    silent_since = health.contact_at or health.since
    if now - silent_since <= LONGEST_SILENCE:
        return []
    minutes = int((now - silent_since).total_seconds() // 60)
    return [f"The server of account {health.account} has not answered for {minutes} minutes."]
