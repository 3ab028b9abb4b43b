"""`inbox-helper watch`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.parameters import PERIOD
from inbox_helper.config import AccountConfig, Configuration

if TYPE_CHECKING:
    from inbox_helper.cli.logs import Log
    from inbox_helper.daemon import Assignment, Daemon, Notice


@click.command("watch", short_help="Stay, and react to new mail until interrupted.")
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option("--since", type=PERIOD, metavar="PERIOD", help="Begin with older mail: 30d, 2w, 1y …")
@click.option("--confirm", is_flag=True, help="Confirm that drafts are wanted, where drafting is held.")
@click.option("--log-format", type=click.Choice(["human", "json"]), default="human", help="How to log.")
@click.option("--json", "as_json", is_flag=True, help="Log JSON objects; short for --log-format json.")
@click.option(
    "--log-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Log into a file, of which a few older ones are kept, instead of on standard error.",
)
@click.pass_obj
def command(
    settings: Settings,
    accounts: tuple[str, ...],
    since: timedelta | None,
    confirm: bool,  # noqa: FBT001
    log_format: str,
    as_json: bool,  # noqa: FBT001
    log_file: Path | None,
) -> int:
    """Watch ACCOUNTs, or all accounts: catch up, wait for mail, make drafts, until SIGINT or SIGTERM.

    SIGHUP makes it read the configuration, rules and templates anew.
    """
    from inbox_helper.cli.books import open_library
    from inbox_helper.cli.logs import Log
    from inbox_helper.daemon import Daemon
    from inbox_helper.desktop import Desktop
    from inbox_helper.metrics import Metrics
    from inbox_helper.state.lock import only_process, working_process

    assignment = assigned(settings.configuration(), accounts)
    if confirm:
        confirm_drafts(settings, assignment.accounts)
        if process := working_process(settings.state_folder):
            click.echo(f"Confirmed. Process {process}, which watches already, makes the drafts.")
            return 0
    library = open_library(settings)
    _raise_file_limit()
    log = Log(as_json=as_json or log_format == "json", verbose=settings.verbose, file=log_file)
    metrics, desktop = Metrics(lambda: library.books().rulebook), Desktop(log)

    def read() -> Assignment:
        configuration = settings.configuration()
        chosen = assigned(configuration, accounts)
        metrics.serve(configuration.daemon.metrics_port)
        desktop.want(configuration.daemon.desktop_notification)
        return chosen

    def report(notice: Notice) -> None:
        for each in (log, metrics, desktop):
            each(notice)

    with only_process(settings.state_folder):
        daemon = Daemon(
            settings.state_folder,
            library,
            read,
            report,
            configuration_file=settings.config_file,
            since=since,
        )
        _obey_signals(daemon, log)
        code = daemon.run()
        desktop.close()
        if not daemon.finished:
            # The lock must be held as long as anything of us could still file a draft.
            log.close()
            sys.stdout.flush()
            os._exit(code)
    log.close()
    return code


def confirm_drafts(settings: Settings, accounts: Iterable[AccountConfig]) -> None:
    """Take note that the user wants drafts, and lift what holds them."""
    from inbox_helper.opening import utc_now
    from inbox_helper.state.store import Store

    with Store(settings.state_folder) as store:
        for account in accounts:
            store.confirm(account.alias, utc_now())


def assigned(configuration: Configuration, accounts: tuple[str, ...]) -> Assignment:
    """Return what is to be watched. Raise ConfigurationError where there is no such account."""
    from inbox_helper.daemon import Assignment

    chosen = tuple(configuration.account(alias) for alias in accounts) or configuration.accounts
    return Assignment(chosen, configuration.drafting)


def _raise_file_limit() -> None:
    """Allow as many open files as the system lets us: each account holds some for its connection and its state."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        # macOS says that there is no limit, and takes less.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _obey_signals(daemon: Daemon, log: Log) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        daemon.end()

    def reload(_number: int, _frame: FrameType | None) -> None:
        log.reopen()
        daemon.reload()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, reload)
