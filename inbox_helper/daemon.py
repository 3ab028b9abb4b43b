"""All accounts in one process: their watchers, what is read anew while they run, and the end."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from inbox_helper.clock import ClockWatch
from inbox_helper.config import AccountConfig
from inbox_helper.core.types import DraftingOptions
from inbox_helper.errors import AuthenticationError, StateError, UserError
from inbox_helper.health import HealthRecorder
from inbox_helper.library import Library, Refreshed
from inbox_helper.mailbox.gate import HostGate
from inbox_helper.notification import Notification
from inbox_helper.opening import Opening, slice_seconds, utc_now
from inbox_helper.scheduler import Scheduler, Task
from inbox_helper.state.health import DaemonRecord, HealthStore
from inbox_helper.wake import Call, Stop, Wake
from inbox_helper.watcher import Event, Lost, Refused, Waiting, Watcher

SECONDS_BETWEEN_LOOKS = 2.0
"""How often rules, templates, configuration and clock are looked at; nobody waits longer for an edit to count."""

LONGEST_SILENCE_AT_WORK = 600.0
"""Seconds without a report in which a watcher that connects or reads mail may still be at work."""

_MARGIN_OF_A_PAUSE = 180.0
"""Seconds after the end of a wait or a pause in which a watcher is heard of."""

_GRACE_SECONDS = 1.5
"""How long a watcher may take to end before the process ends without it."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be watched, and how."""

    accounts: tuple[AccountConfig, ...]
    options: DraftingOptions


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The configuration was read anew."""

    begun: tuple[str, ...] = ()
    """Accounts that are watched from now on, among them those that changed."""
    ended: tuple[str, ...] = ()
    problem: str = ""
    """Why it is not in force; the last good one is. Empty where all is well."""


@dataclass(frozen=True, slots=True)
class Jumped:
    """The machine slept, or the clock was set; every connection is made anew."""

    seconds: float


@dataclass(frozen=True, slots=True)
class HealthUnwritten:
    """The health of an account, or of the daemon itself, could not be written."""

    account: str
    error: StateError


Notice = Event | Refreshed | Reloaded | Jumped | HealthUnwritten


@dataclass(slots=True)
class _Running:
    account: AccountConfig
    options: DraftingOptions
    watcher: Watcher
    task: Task[AuthenticationError | None]
    silent_until: float = field(default_factory=lambda: time.monotonic() + LONGEST_SILENCE_AT_WORK)
    """When it must have been heard of again, on the monotonic clock; who is silent for longer hangs."""

    @property
    def alias(self) -> str:
        return self.account.alias

    @property
    def call(self) -> Call:
        return self.task.call

    @property
    def is_over(self) -> bool:
        return self.task.is_over

    @property
    def refusal(self) -> AuthenticationError | None:
        return self.task.result


class Daemon:
    """Watches accounts until it is told to end, or until every account was refused."""

    def __init__(
        self,
        folder: Path,
        library: Library,
        assignment: Callable[[], Assignment],
        log: Callable[[Notice], None],
        *,
        configuration_file: Path | None = None,
        since: timedelta | None = None,
        clock: ClockWatch | None = None,
    ) -> None:
        """Given the state folder, and how to read what is to be watched. Raise what `assignment` raises."""
        self._folder = folder
        self._library = library
        self._read = assignment
        self._log = log
        self._file = configuration_file
        self._since = since
        self._clock = clock or ClockWatch()
        self._stamp = _stamp(configuration_file)
        self._wanted = assignment()
        self._gate = HostGate()
        self._stop = Stop()
        self._task_ended = threading.Event()
        self._running: dict[str, _Running] = {}
        self._reload = False
        self._began_at = utc_now()
        self._problems: dict[str, str] = {}
        self._confirmation = ""
        self._notification = Notification()

    def end(self) -> None:
        """Ask it to end. Safe in a signal handler."""
        self._stop.set()
        for running in tuple(self._running.values()):
            running.call.set()

    def reload(self) -> None:
        """Ask it to read everything anew, and to try refused accounts again. Safe in a signal handler."""
        self._reload = True
        self._stop.wake()

    def run(self) -> int:
        """Watch. Return the exit code: that of a refusal if every account was refused.

        Raise what a watcher did not foresee. After the end `finished` tells whether every watcher is over.
        """
        with HealthStore(self._folder) as self._store:
            self._scheduler = Scheduler(self._hear_of_end)
            try:
                self._begin()
                self._notification.ready()
                while not self._stop.is_set() and not self._all_refused():
                    self._look()
                    self._tell_of_life()
                    self._stop.wait(SECONDS_BETWEEN_LOOKS)
                    self._stop.take()
            finally:
                self._notification.stopping()
                self._end_watchers()
            self._raise_crash()
            self._note(ended_at=utc_now())
        refusals = [running.refusal for running in self._running.values() if running.refusal is not None]
        return refusals[0].exit_code if refusals and len(refusals) == len(self._running) else 0

    @property
    def finished(self) -> bool:
        """Whether nothing of it runs any more. If not, the process must end before it gives the state folder free."""
        return all(running.is_over for running in self._running.values())

    def _begin(self) -> None:
        self._store.stop_others([account.alias for account in self._wanted.accounts], utc_now())
        self._confirmation = self._store.last_confirmation()
        self._note()
        self._reconcile()
        self._since = None

    def _look(self) -> None:
        self._raise_crash()
        if refreshed := self._library.refresh():
            self._log(refreshed)
            self._problems["books"] = refreshed.problem
            self._note()
        if seconds := self._clock.jump():
            self._log(Jumped(seconds))
            self._wake(Wake.RECONNECT)
        if (confirmation := self._store.last_confirmation()) != self._confirmation:
            self._confirmation = confirmation
            self._wake(Wake.LOOK)
        if self._reload or _stamp(self._file) not in (self._stamp, None):
            self._read_anew()
        self._reconcile()

    def _read_anew(self) -> None:
        asked, self._reload = self._reload, False
        self._stamp = _stamp(self._file)
        before = {account.alias: account for account in self._wanted.accounts}
        try:
            wanted = self._read()
        except UserError as error:
            self._log(Reloaded(problem=str(error)))
            self._problems["configuration"] = str(error)
            self._note()
            return
        options_changed = wanted.options != self._wanted.options
        self._wanted = wanted
        if asked:
            self._forget_refused()
        after = {account.alias: account for account in wanted.accounts}
        begun = tuple(alias for alias in after if options_changed or after[alias] != before.get(alias))
        ended = tuple(alias for alias in before if alias not in after)
        if asked or begun or ended:
            self._log(Reloaded(begun, ended))
        self._store.stop_others(tuple(after), utc_now())
        self._problems["configuration"] = ""
        self._note()

    def _forget_refused(self) -> None:
        for alias, running in tuple(self._running.items()):
            if running.is_over:
                self._drop(alias)

    def _reconcile(self) -> None:
        """Bring what runs closer to what is wanted. An account never runs twice: its old watcher ends first."""
        wanted = {account.alias: account for account in self._wanted.accounts}
        for alias, running in tuple(self._running.items()):
            fits = (wanted.get(alias), self._wanted.options) == (running.account, running.options)
            if fits and not running.call.is_set():
                continue
            running.call.set()
            if running.is_over:
                since = running.watcher.since
                self._drop(alias)
                if alias in wanted:
                    self._start(wanted[alias], since)
        for alias, account in wanted.items():
            if alias not in self._running:
                self._start(account, utc_now() - self._since if self._since else None)

    def _drop(self, alias: str) -> None:
        running = self._running.pop(alias)
        if running.task.crash is not None:
            raise running.task.crash

    def _start(self, account: AccountConfig, since: datetime | None) -> None:
        opening = Opening(self._folder, self._library.books, self._wanted.options, gate=self._gate, store=self._store)
        recorder = HealthRecorder(self._store, account.alias)
        task = self._scheduler.new_task()
        watcher = Watcher(
            account=account.alias,
            folders=account.watch,
            open_flow=lambda: opening.entering(account, task.call),
            report=lambda event: self._report(recorder, event),
            stop=task.call,
            now=utc_now,
            slice_seconds=slice_seconds(account),
            since=since,
        )
        self._running[account.alias] = _Running(account, self._wanted.options, watcher, task)
        if self._stop.is_set():
            task.call.set()
        self._scheduler.start(task, watcher.watching())

    def _report(self, recorder: HealthRecorder, event: Event) -> None:
        self._log(event)
        if running := self._running.get(recorder.account):
            running.silent_until = time.monotonic() + silence_after(event, running.watcher.slice_seconds)
        if error := recorder.record(event, utc_now()):
            self._log(HealthUnwritten(recorder.account, error))

    def _tell_of_life(self) -> None:
        """Tell the service manager that all is well, unless an account hangs: then it restarts us."""
        now = time.monotonic()
        working = [running for running in self._running.values() if not running.is_over]
        if all(now < running.silent_until for running in working):
            self._notification.alive(f"watching {len(working)} of {len(self._running)} accounts")

    def _wake(self, wake: Wake) -> None:
        for running in self._running.values():
            running.call.wake(wake)

    def _all_refused(self) -> bool:
        return bool(self._running) and all(
            running.is_over and running.refusal is not None for running in self._running.values()
        )

    def _hear_of_end(self) -> None:
        self._task_ended.set()
        self._stop.wake()

    def _end_watchers(self) -> None:
        self.end()
        end = time.monotonic() + _GRACE_SECONDS
        while not self.finished and (left := end - time.monotonic()) > 0:
            self._task_ended.wait(left)
            self._task_ended.clear()
        self._scheduler.close()
        self._stop.close()

    def _raise_crash(self) -> None:
        tasks = [running.task for running in self._running.values()]
        for crash in (self._scheduler.crash, *(task.crash for task in tasks)):
            if crash is not None:
                raise crash

    def _note(self, ended_at: datetime | None = None) -> None:
        """Write what the daemon tells of itself."""
        rulebook = self._library.books().rulebook
        problem = "\n".join(filter(None, self._problems.values()))
        record = DaemonRecord(os.getpid(), self._began_at, rulebook.version, len(rulebook.rules), problem, ended_at)
        try:
            self._store.put_daemon(record)
        except StateError as error:
            self._log(HealthUnwritten("", error))


def silence_after(event: Event, slice_seconds: float) -> float:
    """Return for how many seconds a watcher that works may be silent after an event."""
    if isinstance(event, Waiting):
        return slice_seconds + LONGEST_SILENCE_AT_WORK
    if isinstance(event, Lost | Refused):
        return event.pause_seconds + _MARGIN_OF_A_PAUSE
    return LONGEST_SILENCE_AT_WORK


def _stamp(file: Path | None) -> tuple[int, int] | None:
    if file is None:
        return None
    try:
        status = file.stat()
    except OSError:
        # An editor has just replaced it; the next look sees the new one.
        return None
    return status.st_mtime_ns, status.st_size
