"""`inbox-helper service …`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings

if TYPE_CHECKING:
    from inbox_helper.service.definitions import Job
    from inbox_helper.service.managers import Manager


@click.group("service", short_help="Let the system run the daemon: install, uninstall, status, logs.")
def command() -> None:
    """Let the system run the daemon from login on: systemd, launchd or the Windows Task Scheduler."""


@command.command("install", short_help="Start the daemon now and at every login.")
@click.option("--print", "shows_only", is_flag=True, help="Print the definition and install nothing.")
@click.pass_obj
def install(settings: Settings, shows_only: bool) -> None:  # noqa: FBT001
    """Install the daemon as a service of yours, and start it. No root is needed."""
    manager, job = _manager(settings), _job(settings)
    if shows_only:
        text = manager.definition(job)
        click.echo(text.decode("utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"), nl=False)
        return
    manager.install(job)
    click.echo(f"The daemon runs, and will at every login. Its definition: {manager.place}")
    click.echo("Whether all is well: inbox-helper status")


@command.command("uninstall", short_help="Stop the daemon and remove the service.")
@click.pass_obj
def uninstall(settings: Settings) -> None:
    """Stop the daemon and remove the service. State and configuration stay."""
    _manager(settings).uninstall()
    click.echo("The service is removed.")


@command.command("status", short_help="Show what the service manager says.")
@click.pass_obj
def status(settings: Settings) -> None:
    """Show what the service manager says; `inbox-helper status` tells how the accounts are."""
    click.echo(_manager(settings).status())


@command.command("logs", short_help="Show the end of the log.")
@click.option("--lines", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many lines.")
@click.pass_obj
def logs(settings: Settings, lines: int) -> int:
    """Show the end of the daemon's log."""
    from inbox_helper.errors import UserError

    place = _manager(settings).logs(lines)
    if not isinstance(place, Path):
        return subprocess.run(place, check=False).returncode
    try:
        text = place.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UserError(f"There is no log yet: {place}.", "Install the service, or look at: service status") from error
    click.echo("\n".join(text.splitlines()[-lines:]))
    return 0


def _manager(settings: Settings) -> Manager:
    from inbox_helper.service.managers import manager_of_this_system

    return manager_of_this_system(Path.home(), settings.state_folder)


def _job(settings: Settings) -> Job:
    import platformdirs

    from inbox_helper.service.definitions import Job

    configuration = settings.configuration()
    options = ("--config", str(settings.config_file.resolve()), "--state-dir", str(settings.state_folder.resolve()))
    cache = platformdirs.user_cache_path("inbox-helper", appauthor=False)
    cache.mkdir(parents=True, exist_ok=True)
    return Job(
        command=(sys.executable, "-m", "inbox_helper", *options, "watch"),
        writable=(settings.state_folder.resolve(), cache),
        log_file=settings.state_folder.resolve() / "watch.log",
        runs_commands=any(account.password_command for account in configuration.accounts),
    )
