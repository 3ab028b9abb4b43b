"""Figures of the daemon for Prometheus, over HTTP on this machine alone: for whoever watches the watcher.

They count from the start of the daemon, and name accounts by their aliases, never mail or people.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import inbox_helper
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.types import Label, Outcome
from inbox_helper.daemon import HealthUnwritten, Notice, Reloaded
from inbox_helper.errors import ConfigurationError, ConnectionLost
from inbox_helper.flow import Handled
from inbox_helper.health import after
from inbox_helper.library import Refreshed
from inbox_helper.opening import utc_now
from inbox_helper.state.health import AccountState, Health
from inbox_helper.watcher import Connected, Ended, Event, Held, Lost, Refused, Started, Waiting

if TYPE_CHECKING:
    from prometheus_client import Metric
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

HOST = "127.0.0.1"
"""The only address that is listened on."""

_EVENTS = Started | Connected | Waiting | Lost | Refused | Ended | Held | Handled
_DRAFTED = frozenset({Outcome.FILED, Outcome.RECOVERED})
_JUDGED_BEFORE = frozenset({Outcome.ALREADY_DONE, Outcome.RECOVERED})
_Samples = Sequence[tuple[Sequence[str], float]]


class _Server(Protocol):
    """What serves HTTP in a thread of its own."""

    def shutdown(self) -> None:
        """End the thread."""

    def server_close(self) -> None:
        """Give the port back."""


@dataclass(slots=True)
class _Account:
    health: Health
    judged: Counter[Label] = field(default_factory=Counter)
    drafts: int = 0
    losses: int = 0
    error: str = ""
    error_at: datetime | None = None


class Metrics:
    """Takes notices of the daemon, and answers Prometheus. Safe in any thread."""

    def __init__(self, rulebook: Callable[[], Rulebook], now: Callable[[], datetime] = utc_now) -> None:
        """Given what tells the rulebook in force, and the clock."""
        self._rulebook = rulebook
        self._now = now
        self._began_at = now()
        self._lock = threading.Lock()
        self._accounts: dict[str, _Account] = {}
        self._edits_in_force = {"configuration": True, "rules": True}
        self._server: _Server | None = None
        self.port = 0
        """The port that is served; 0 while none is."""

    def __call__(self, notice: Notice) -> None:
        """Count something."""
        with self._lock:
            if isinstance(notice, Refreshed):
                self._edits_in_force["rules"] = not notice.problem
            elif isinstance(notice, Reloaded) and notice.problem:
                self._edits_in_force["configuration"] = False
            elif isinstance(notice, HealthUnwritten):
                self._note_error(notice.account, notice.error, self._now())
            elif isinstance(notice, _EVENTS):
                self._count(notice)

    def serve(self, port: int) -> None:
        """Answer where a configuration that was read wants it: at a port, and no more at another one; 0: at none.

        Raise ConfigurationError where the port cannot be had, or prometheus-client is not installed; then everything
        stays as it was.
        """
        before = self._server
        if port != self.port:
            self._server, self.port = _serving(port, self) if port else None, port
        with self._lock:
            self._edits_in_force["configuration"] = True
        if before is not None and before is not self._server:
            before.shutdown()
            before.server_close()

    def collect(self) -> Iterator[Metric]:
        """Yield the figures of the moment, as prometheus_client wants them."""
        with self._lock:
            found = [*self._of_the_daemon(), *self._of_the_accounts()]
        yield from found

    def _count(self, event: Event) -> None:
        alias = event.where.account if isinstance(event, Handled) else event.account
        at = self._now() if isinstance(event, Handled) else event.at
        account = self._accounts.setdefault(alias, _Account(Health(alias, AccountState.STOPPED, at)))
        account.health = after(account.health, event)
        if isinstance(event, Handled):
            # It was fetched from the server a moment ago.
            account.health = replace(account.health, contact_at=at)
            account.judged[event.entry.label] += event.receipt.outcome not in _JUDGED_BEFORE
            account.drafts += event.receipt.outcome in _DRAFTED
        elif isinstance(event, Lost):
            account.losses += 1
            self._note_error(alias, ConnectionLost(event.reason), at)
        elif isinstance(event, Refused):
            self._note_error(alias, event.error, at)

    def _note_error(self, alias: str, error: Exception, at: datetime) -> None:
        if account := self._accounts.get(alias):
            account.error, account.error_at = type(error).__name__, at

    def _of_the_daemon(self) -> Iterator[Metric]:
        rulebook = self._rulebook()
        yield _gauge("up", "Whether the daemon runs; it answers itself.", [((), 1)])
        yield _gauge("start_time_seconds", "When the daemon began, in Unix time.", [((), self._began_at.timestamp())])
        version, rules = inbox_helper.__version__, rulebook.version
        yield _gauge("build_info", "The version of inbox-helper.", [((version,), 1)], ["version"])
        yield _gauge("rulebook_info", "The version of the rules in force.", [((rules,), 1)], ["version"])
        yield _gauge("rules", "How many rules are in force.", [((), len(rulebook.rules))])
        edits = [((kind,), float(good)) for kind, good in self._edits_in_force.items()]
        yield _gauge("edit_in_force", "Whether the last edit counts; 0 where it is broken.", edits, ["kind"])

    def _of_the_accounts(self) -> Iterator[Metric]:
        named, now = list(self._accounts.items()), self._now()
        states = [
            ((alias, str(state)), float(each.health.state is state)) for alias, each in named for state in AccountState
        ]
        yield _gauge("account_state", "1 for the state that the account is in.", states, ["account", "state"])
        silence = [((alias,), _seconds_since(each.health, now)) for alias, each in named]
        told = "Seconds since the server last answered, or, where it never did, since the state began."
        yield _gauge("account_seconds_since_contact", told, silence, ["account"])
        judged = [((alias, str(label)), each.judged[label]) for alias, each in named for label in Label]
        yield _counter("mails_judged", "Mails judged.", judged, ["account", "label"])
        yield _counter("drafts_made", "Drafts made.", [((alias,), each.drafts) for alias, each in named], ["account"])
        losses = [((alias,), each.losses) for alias, each in named]
        yield _counter("connections_lost", "Connections that were lost.", losses, ["account"])
        errors = [((alias, each.error), each.error_at.timestamp()) for alias, each in named if each.error_at]
        told = "When the last error came, in Unix time, with its class."
        yield _gauge("account_last_error_time_seconds", told, errors, ["account", "error"])


def _seconds_since(health: Health, now: datetime) -> float:
    return max(0.0, (now - (health.contact_at or health.since)).total_seconds())


def _gauge(name: str, told: str, samples: _Samples, labels: Sequence[str] = ()) -> Metric:
    from prometheus_client.core import GaugeMetricFamily

    return _filled(GaugeMetricFamily(f"inbox_helper_{name}", told, labels=labels), samples)


def _counter(name: str, told: str, samples: _Samples, labels: Sequence[str]) -> Metric:
    from prometheus_client.core import CounterMetricFamily

    return _filled(CounterMetricFamily(f"inbox_helper_{name}", told, labels=labels), samples)


def _filled(family: GaugeMetricFamily | CounterMetricFamily, samples: _Samples) -> Metric:
    for labels, value in samples:
        family.add_metric(labels, value)
    return family


def require_library() -> None:
    """Raise ConfigurationError where figures cannot be served, because the library for them is missing."""
    try:
        import prometheus_client  # noqa: F401 - it is there, or it is not
    except ImportError as error:
        raise ConfigurationError(
            "metrics_port needs prometheus-client, which is not installed.",
            "Install it: pip install 'inbox-helper[metrics]'; or remove the key.",
        ) from error


def _serving(port: int, metrics: Metrics) -> _Server:
    """Return a server that answers at a port. Raise ConfigurationError."""
    require_library()
    from prometheus_client import CollectorRegistry, start_http_server

    registry = CollectorRegistry()
    registry.register(metrics)
    try:
        server, _thread = start_http_server(port, HOST, registry)
    except OSError as error:
        raise ConfigurationError(
            f"Port {port} of {HOST} cannot be listened on: {error.strerror}.",
            "Choose another metrics_port under [daemon]; two daemons need two.",
        ) from error
    return server
