"""`inbox-helper watch`."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from types import FrameType

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.parameters import PERIOD
from inbox_helper.config import AccountConfig
from inbox_helper.library import Library, Refreshed
from inbox_helper.opening import Opening, utc_now
from inbox_helper.watcher import SLICE_SECONDS, Event, Stop, Watcher

_SECONDS_BETWEEN_LOOKS = 2.0
"""How often the rules and templates are looked at; nobody waits longer for an edit to count."""


@click.command("watch", short_help="Stay, and react to new mail until interrupted.")
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option("--since", type=PERIOD, metavar="PERIOD", help="Begin with older mail: 30d, 2w, 1y …")
@click.option("--json", "as_json", is_flag=True, help="Log JSON objects.")
@click.pass_obj
def command(settings: Settings, accounts: tuple[str, ...], since: timedelta | None, as_json: bool) -> int:  # noqa: FBT001
    """Watch ACCOUNTs, or all accounts: catch up, wait for mail, make drafts, until SIGINT or SIGTERM."""
    from inbox_helper.cli.books import open_library
    from inbox_helper.cli.logs import event_logger, library_logger
    from inbox_helper.state.lock import only_process

    configuration = settings.configuration()
    chosen = [configuration.account(alias) for alias in accounts] or list(configuration.accounts)
    library = open_library(settings)
    opening = Opening(settings.state_folder, library.books, configuration.drafting)
    report = event_logger(as_json=as_json, verbose=settings.verbose)
    with only_process(settings.state_folder), closing(Stop()) as stop:
        _stop_on_signals(stop)
        log = library_logger(as_json=as_json)
        return _run([_watcher(account, opening, since, report, stop) for account in chosen], stop, library, log)


def _watcher(
    account: AccountConfig,
    opening: Opening,
    since: timedelta | None,
    report: Callable[[Event], None],
    stop: Stop,
) -> Watcher:
    return Watcher(
        account=account.alias,
        folders=account.watch,
        open_flow=lambda: opening.flow(account),
        report=report,
        stop=stop,
        now=utc_now,
        slice_seconds=min(SLICE_SECONDS, float(account.poll_seconds)),
        since=utc_now() - since if since else None,
    )


def _stop_on_signals(stop: Stop) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def _run(watchers: list[Watcher], stop: Stop, library: Library, log: Callable[[Refreshed], None]) -> int:
    """Run each watcher in a thread, and read the books anew when they change.

    Return the exit code: that of a refusal if every account was refused.
    """
    crashes: list[BaseException] = []
    refusals: list[int] = []

    def run(watcher: Watcher) -> None:
        try:
            error = watcher.run()
        except BaseException as crash:  # noqa: BLE001 - raised again in the main thread
            crashes.append(crash)
            stop.set()
        else:
            refusals.extend([error.exit_code] if error else [])

    threads = [threading.Thread(target=run, args=(watcher,), name=watcher.account) for watcher in watchers]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if refreshed := library.refresh():
            log(refreshed)
        _join(threads, _SECONDS_BETWEEN_LOOKS)
    if crashes:
        raise crashes[0]
    return refusals[0] if len(refusals) == len(watchers) else 0


def _join(threads: list[threading.Thread], seconds: float) -> None:
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
