"""`inbox-helper state …`."""

from __future__ import annotations

import json
from datetime import timedelta

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.parameters import PERIOD


@click.group("state", short_help="Look at what is kept, and delete it.")
def command() -> None:
    """Look at what is kept in the state folder, and delete it."""


@command.command("export", short_help="Print everything that is kept.")
@click.option("--account", metavar="ACCOUNT", help="Only of this account.")
@click.pass_obj
def export(settings: Settings, account: str | None) -> None:
    """Print everything that is kept, one JSON object a line, with the name of its table.

    There is no mail text in it but that of mail that you labelled.
    """
    from inbox_helper.state.care import exported

    for row in exported(settings.state_folder, account):
        click.echo(json.dumps(row, ensure_ascii=False))


@command.command("purge", short_help="Delete what is kept.")
@click.option("--account", metavar="ACCOUNT", help="Forget this account, or only its old messages.")
@click.option("--older-than", type=PERIOD, metavar="PERIOD", help="Forget messages that were dealt with before: 1y.")
@click.option("--all", "everything", is_flag=True, help="Delete everything, labelled mail and backtests too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def purge(settings: Settings, account: str | None, older_than: timedelta | None, everything: bool, yes: bool) -> None:  # noqa: FBT001
    """Delete what is kept, beyond recovery from the file. Mailboxes are not touched.

    Forgotten mail is looked at again only with --since, and gets no second draft as long as the first one, or what was
    sent of it, lies in Drafts, Sent or Trash.
    """
    from inbox_helper.opening import utc_now
    from inbox_helper.state.care import purge_account, purge_everything, purge_older
    from inbox_helper.state.lock import only_process

    if everything is bool(account or older_than):
        raise click.UsageError("Say what: --account, --older-than, both, or --all.")
    folder = settings.state_folder
    with only_process(folder):
        if not yes:
            click.confirm(f"Delete {_named(account, older_than)} from {folder}, for good?", abort=True)
        if everything:
            click.echo(f"{purge_everything(folder)} files are deleted.")
        elif older_than:
            click.echo(f"{purge_older(folder, utc_now() - older_than, account)} messages are forgotten.")
        else:
            click.echo(f"{purge_account(folder, account or '')} rows are deleted.")


def _named(account: str | None, older_than: timedelta | None) -> str:
    if account is None and older_than is None:
        return "everything"
    whose = f" of account {account}" if account else ""
    return f"what is older than {older_than.days} days{whose}" if older_than else f"everything{whose}"
