"""`inbox-helper login`."""

from __future__ import annotations

import click

from inbox_helper.cli import Settings
from inbox_helper.config import AccountConfig


@click.command("login", short_help="Ask for an account's password, try it, and keep it in the keyring.")
@click.argument("account")
@click.option("--check", is_flag=True, help="Only try the password that is there.")
@click.pass_obj
def command(settings: Settings, account: str, check: bool) -> None:  # noqa: FBT001
    """Ask for the password of ACCOUNT, try it on the server, and keep it in the system's keyring."""
    from inbox_helper.accounts.secrets import find_password, store_password
    from inbox_helper.errors import ConfigurationError
    from inbox_helper.providers import find_provider

    chosen = settings.configuration().account(account)
    if chosen.maildir is not None:
        raise ConfigurationError(f"Account {account} is a Maildir and has no password.", "There is nothing to do.")
    if check:
        _try(chosen, find_password(chosen))
        click.echo(f"{account}: the password works.")
        return
    provider = find_provider(chosen.address)
    if provider and provider.before_login:
        click.echo(f"{provider.name}: {provider.before_login}")
    password = click.prompt(f"Password for {chosen.username} at {chosen.host}", hide_input=True)
    _try(chosen, password)
    click.echo(f"{account}: the password works.")
    store_password(chosen, password)
    click.echo("It is kept in the system's keyring.")


def _try(account: AccountConfig, password: str) -> None:
    from inbox_helper.opening import connect_account

    mailbox = connect_account(account, password)
    mailbox.close()
