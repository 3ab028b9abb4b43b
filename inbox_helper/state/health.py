"""How the accounts and the daemon are: what `status` shows, also when nobody is left to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from inbox_helper.core.types import Label, Where
from inbox_helper.state.store import Store


class AccountState(StrEnum):
    """What the daemon does with an account."""

    WATCHING = "watching"
    CATCHING_UP = "catching up"
    RETRYING = "waiting to retry"
    NEEDS_USER = "needs the user"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Health:
    """How one account is."""

    account: str
    state: AccountState
    since: datetime
    contact_at: datetime | None = None
    """When the server last answered a question; no timer sets this."""
    error: str = ""
    """The last error; it stays after it was overcome."""
    remedy: str = ""
    error_at: datetime | None = None
    retry_at: datetime | None = None
    """When the next try is due; None while nothing is to be tried again."""


@dataclass(frozen=True, slots=True)
class DaemonRecord:
    """What the daemon that ran last, or runs, tells of itself."""

    pid: int
    started_at: datetime
    rulebook_version: str
    rules: int
    problem: str = ""
    """Why edited rules, templates or settings are not in force; the last good ones are."""
    ended_at: datetime | None = None
    """When it ended as it should; None while it runs, or where it died."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of everything there was."""

    judged: int = 0
    rejections: int = 0
    unsure: int = 0
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """The mail that was judged last."""

    where: Where
    label: Label
    at: datetime


_HEALTH = "account, state, since, contact_at, error, remedy, error_at, retry_at"
_DAEMON = "pid, started_at, rulebook_version, rules, problem, ended_at"


class HealthStore(Store):
    """The health in the state; opened and closed as the state is."""

    def health(self, account: str) -> Health | None:
        """Return how an account is, or None where it was never watched."""
        row = self._read(
            f"SELECT {_HEALTH} FROM account_health WHERE account = ?",  # noqa: S608 - a constant
            (account,),
        ).first()
        return _health(row) if row else None

    def put_health(self, health: Health) -> None:
        """Write how an account is."""
        values = (
            health.account,
            str(health.state),
            _text(health.since),
            _text(health.contact_at),
            health.error,
            health.remedy,
            _text(health.error_at),
            _text(health.retry_at),
        )
        with self._transaction() as connection:
            connection.execute(
                f"INSERT OR REPLACE INTO account_health ({_HEALTH}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                values,
            )

    def stop_others(self, watched: Sequence[str], now: datetime) -> None:
        """Take note that all accounts but these are not watched."""
        marks = ", ".join("?" * len(watched))
        with self._transaction() as connection:
            connection.execute(
                "UPDATE account_health SET state = ?, since = ?, retry_at = NULL"  # noqa: S608 - question marks only
                f" WHERE state != ? AND account NOT IN ({marks})",
                (str(AccountState.STOPPED), _text(now), str(AccountState.STOPPED), *watched),
            )

    def daemon(self) -> DaemonRecord | None:
        """Return what the last daemon told of itself, or None where there was none."""
        row = self._read(f"SELECT {_DAEMON} FROM daemon").first()  # noqa: S608 - a constant
        return DaemonRecord(row[0], _at(row[1]), row[2], row[3], row[4], _time(row[5])) if row else None

    def put_daemon(self, record: DaemonRecord) -> None:
        """Write what the daemon tells of itself, in the place of what was there."""
        values = (
            record.pid,
            _text(record.started_at),
            record.rulebook_version,
            record.rules,
            record.problem,
            _text(record.ended_at),
        )
        with self._transaction() as connection:
            connection.execute("DELETE FROM daemon")
            connection.execute(f"INSERT INTO daemon ({_DAEMON}) VALUES (?, ?, ?, ?, ?, ?)", values)  # noqa: S608

    def counts_since(self, account: str, since: datetime) -> Counts:
        """Return how much was judged, and how many drafts were made, since a time."""
        judged = self._read(
            "SELECT count(*), total(label = 'rejection'), total(label = 'unsure') FROM message"
            " WHERE account = ? AND judged_at >= ?",
            (account, _text(since)),
        ).first()
        drafts = self._read(
            "SELECT count(*) FROM message WHERE account = ? AND state = 'filed' AND changed_at >= ?",
            (account, _text(since)),
        ).first()
        return Counts(int(judged[0]), int(judged[1]), int(judged[2]), int(drafts[0]))

    def waiting(self, account: str) -> int:
        """Return how many drafts are due and not made yet."""
        (count,) = self._read(
            "SELECT count(*) FROM message WHERE account = ? AND state IN ('planned', 'appending')", (account,)
        ).first()
        return int(count)

    def last_judged(self, account: str) -> Judged | None:
        """Return the mail of an account that was judged last."""
        row = self._read(
            "SELECT folder, uidvalidity, uid, label, judged_at FROM message WHERE account = ?"
            " ORDER BY judged_at DESC, uid DESC LIMIT 1",
            (account,),
        ).first()
        return Judged(Where(account, *row[:3]), Label(row[3]), _at(row[4])) if row else None


def _health(row: tuple[Any, ...]) -> Health:
    account, state, since, contact_at, error, remedy, error_at, retry_at = row
    return Health(
        account,
        AccountState(state),
        _at(since),
        _time(contact_at),
        error,
        remedy,
        _time(error_at),
        _time(retry_at),
    )


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
