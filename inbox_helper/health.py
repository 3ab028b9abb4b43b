"""From what a watcher reports to how its account is, kept where `status` finds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inbox_helper.errors import StateError
from inbox_helper.flow import Handled
from inbox_helper.state.health import AccountState, Health, HealthStore
from inbox_helper.watcher import Connected, Ended, Event, Held, Lost, Refused, Started, Waiting

RETRIES_ITSELF = "Nothing to do as long as it comes back; it tries again by itself."
_BETWEEN_PROOFS = timedelta(seconds=10)
"""While mail is caught up with, the server answers all the time; so often that is written down."""


def after(health: Health, event: Event) -> Health:
    """Return how an account is after an event, given how it was."""
    if isinstance(event, Handled | Held):
        return health
    if isinstance(event, Started):
        return _into(health, AccountState.CATCHING_UP, event.at)
    if isinstance(event, Connected):
        return replace(_into(health, AccountState.CATCHING_UP, event.at), contact_at=event.at)
    if isinstance(event, Waiting):
        return replace(_into(health, AccountState.WATCHING, event.at), contact_at=event.at)
    if isinstance(event, Ended):
        return _into(health, AccountState.STOPPED, event.at)
    return _after_trouble(health, event)


def _after_trouble(health: Health, event: Lost | Refused) -> Health:
    if isinstance(event, Lost):
        state, problem, remedy = AccountState.RETRYING, event.reason, RETRIES_ITSELF
    else:
        state, problem, remedy = AccountState.NEEDS_USER, event.error.problem, event.error.remedy
    retry_at = event.at + timedelta(seconds=event.pause_seconds) if event.pause_seconds else None
    entered = _into(health, state, event.at)
    return replace(entered, error=problem, remedy=remedy, error_at=event.at, retry_at=retry_at)


def _into(health: Health, state: AccountState, at: datetime) -> Health:
    return replace(health, state=state, since=health.since if health.state is state else at, retry_at=None)


@dataclass(slots=True)
class HealthRecorder:
    """Writes down how one account is."""

    store: HealthStore
    account: str
    _health: Health | None = None

    def record(self, event: Event, now: datetime) -> StateError | None:
        """Take an event into account. Return the error if it could not be written; the next event tries again."""
        try:
            before = self._health or self._known(now)
            health = after(before, event)
            if isinstance(event, Handled) and now - (before.contact_at or before.since) >= _BETWEEN_PROOFS:
                # It was fetched from the server a moment ago.
                health = replace(health, contact_at=now)
            if health != self._health:
                self.store.put_health(health)
                self._health = health
        except StateError as error:
            return error
        return None

    def _known(self, now: datetime) -> Health:
        return self.store.health(self.account) or Health(self.account, AccountState.STOPPED, now)
