"""`inbox-helper login`."""

from __future__ import annotations

import sys

import click

from inbox_helper.cli import Settings
from inbox_helper.config import AccountConfig
from inbox_helper.mailbox.port import Mailbox
from inbox_helper.providers import Provider


@click.command("login", short_help="Ask for an account's password, try it, and keep it in the keyring.")
@click.argument("account")
@click.option("--check", is_flag=True, help="Only try the password that is there.")
@click.option("--forget", is_flag=True, help="Remove the password from the keyring.")
@click.pass_obj
def command(settings: Settings, account: str, check: bool, forget: bool) -> int:  # noqa: FBT001
    """Ask for the password of ACCOUNT, try it on the server, and keep it in the system's keyring.

    Without a terminal, the password is the first line of standard input.
    """
    from inbox_helper.accounts.secrets import find_password

    if check and forget:
        raise click.UsageError("--check and --forget exclude each other.")
    chosen = settings.configuration().account(account)
    _expect_a_server(chosen)
    if forget:
        return _forget(chosen)
    if check:
        _try(chosen, find_password(chosen))
    else:
        _store(chosen)
    return 0


def _store(account: AccountConfig) -> None:
    from inbox_helper.accounts import keychain
    from inbox_helper.accounts.secrets import store_password

    # Whatever makes the password useless is told before somebody looks it up and types it.
    _expect_no_other_source(account)
    _prepare(account.provider)
    keychain.require(account)
    password = _asked(account)
    _try(account, password)
    store_password(account, password)
    click.echo("It is kept in the system's keyring.")


def _prepare(provider: Provider | None) -> None:
    from inbox_helper.errors import AuthenticationError

    if provider and not provider.takes_passwords:
        raise AuthenticationError(
            f"{provider.name} accepts no passwords, only OAuth 2.0, which inbox-helper does not offer yet.",
            "Let it forward your mail to an account elsewhere, and watch that one.",
        )
    if provider and provider.before_login:
        click.echo(f"{provider.name}: {provider.before_login}", err=True)


def _asked(account: AccountConfig) -> str:
    if sys.stdin.isatty():
        password: str = click.prompt(f"Password for {account.username} at {account.host}", hide_input=True, err=True)
        return password
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise click.UsageError("There is no terminal to ask on, and standard input holds no password.")
    return password


def _try(account: AccountConfig, password: str) -> None:
    from inbox_helper.opening import connect_account

    mailbox = connect_account(account, password)
    try:
        click.echo(f"{account.alias}: the password works.")
        _look_at_folders(account, mailbox)
    finally:
        mailbox.close()


def _look_at_folders(account: AccountConfig, mailbox: Mailbox) -> None:
    for folder in (*account.watch, *([account.drafts] if account.drafts else [])):
        mailbox.status(folder)
    drafts = account.drafts or mailbox.special_folders().drafts
    if drafts:
        click.echo(f"Drafts go into the folder {drafts}.")
    else:
        click.echo(
            f"There is no folder for drafts that is surely one. Name it under [accounts.{account.alias}]:"
            ' drafts = "Drafts"',
            err=True,
        )


def _forget(account: AccountConfig) -> int:
    from inbox_helper.accounts.secrets import forget_password

    if forget_password(account):
        click.echo(f"{account.alias}: the password is removed from the keyring.")
        return 0
    click.echo(f"{account.alias}: the keyring holds no password for it.")
    return 1


def _expect_a_server(account: AccountConfig) -> None:
    from inbox_helper.errors import ConfigurationError

    if account.maildir is not None:
        raise ConfigurationError(
            f"Account {account.alias} is a Maildir and has no password.", "It can be used as it is."
        )


def _expect_no_other_source(account: AccountConfig) -> None:
    from inbox_helper.accounts.secrets import configured_source
    from inbox_helper.errors import ConfigurationError

    if source := configured_source(account):
        raise ConfigurationError(
            f"Account {account.alias} takes its password from {source}; one in the keyring would never be used.",
            f"Try that one with: inbox-helper login --check {account.alias}. To use the keyring, remove it first.",
        )
