"""`inbox-helper doctor`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings
from inbox_helper.errors import UserError

if TYPE_CHECKING:
    from inbox_helper.config import Configuration, DaemonTable


@click.command("doctor", short_help="Check everything that can be checked without a network.")
@click.option("--state", "only_state", is_flag=True, help="Only the state.")
@click.option("--repair", is_flag=True, help="Mend a damaged state; the broken file is kept.")
@click.pass_obj
def command(settings: Settings, only_state: bool, repair: bool) -> int:  # noqa: FBT001
    """Check configuration, rules, templates, passwords and the state, and say what to do about what is wrong.

    Nothing is sent over the network; `login --check` tries an account. The exit code is 1 if anything is wrong.
    """
    if repair:
        _mend(settings)
    wrong = 0
    for name, complaints in _checks(settings, only_state=only_state):
        wrong += len(complaints)
        click.echo(f"{name}: {'well' if not complaints else ''}".rstrip())
        for complaint in complaints:
            click.echo(f"  {complaint}")
    return 1 if wrong else 0


def _checks(settings: Settings, *, only_state: bool) -> Iterator[tuple[str, list[str]]]:
    if not only_state:
        configuration, complaints = _configuration(settings)
        yield "configuration", complaints
        if configuration and any(configuration.daemon.model_dump().values()):
            yield "daemon", _daemon(configuration.daemon)
        yield "rules and templates", _books(settings)
        for account in configuration.accounts if configuration else ():
            yield f"password of {account.alias}", _password(account.alias, configuration)
    yield "state", _state(settings)


def _configuration(settings: Settings) -> tuple[Configuration | None, list[str]]:
    try:
        return settings.configuration(), []
    except UserError as error:
        return None, [str(error)]


def _daemon(wishes: DaemonTable) -> list[str]:
    from inbox_helper.desktop import require_program
    from inbox_helper.metrics import require_library

    wanted = ((wishes.metrics_port, require_library), (wishes.desktop_notification, require_program))
    return [complaint for is_on, require in wanted if is_on for complaint in _complaint(require)]


def _complaint(require: Callable[[], None]) -> list[str]:
    try:
        require()
    except UserError as error:
        return [str(error)]
    return []


def _books(settings: Settings) -> list[str]:
    from inbox_helper.cli.books import load_books

    try:
        load_books(settings)
    except UserError as error:
        return [str(error)]
    return []


def _password(alias: str, configuration: Configuration | None) -> list[str]:
    from inbox_helper.accounts.secrets import find_password

    account = configuration.account(alias) if configuration else None
    if account is None or account.maildir:
        return []
    try:
        find_password(account)
    except UserError as error:
        return [str(error)]
    return []


def _state(settings: Settings) -> list[str]:
    from inbox_helper.state.care import complaints_about

    try:
        found = complaints_about(settings.state_folder)
    except UserError as error:
        return [str(error)]
    damaged = any("is damaged" in each for each in found)
    return [*found, *(["Mend it, with the daemon stopped: inbox-helper doctor --state --repair"] if damaged else [])]


def _mend(settings: Settings) -> None:
    from inbox_helper.opening import utc_now
    from inbox_helper.state.care import complaints_about, repair
    from inbox_helper.state.lock import only_process

    folder = settings.state_folder
    if not any("is damaged" in each for each in complaints_about(folder)):
        click.echo("The state is whole; there is nothing to mend.")
        return
    with only_process(folder):
        mended = repair(folder, utc_now())
    lost = f" Something is lost of: {', '.join(mended.lost)}." if mended.lost else ""
    click.echo(f"{mended.rows} rows were saved.{lost} The broken file is kept: {mended.kept}")
    click.echo("Mail whose memory is lost gets no second draft: Drafts, Sent and Trash are looked through first.")
