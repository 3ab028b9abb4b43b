"""What can be wrong beyond the single value: names, secrets, and keys that do not go together."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inbox_helper.config.model import ACCOUNT_KEYS
from inbox_helper.config.places import Path
from inbox_helper.providers import find_provider

_ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SECRET = re.compile(r"(app|imap|mail|account)?[_-]?(password|passwd|passwort|passphrase|pass|pw|secret|token)", re.I)
_DOMAIN = re.compile(r"[^\s<>@]+")
_SERVER_KEYS = ("host", "port", "security", "ca_file", "username", "password_command", "password_env")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong; `problem` and `remedy` without full stops at the end."""

    path: Path
    problem: str
    remedy: str


def is_secret(key: str) -> bool:
    """Tell whether a key seems to hold a password, whose value must not be shown."""
    return _SECRET.fullmatch(key) is not None


def mistakes_of(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Given the file as tomllib reads it, yield every mistake that no single value shows."""
    yield from _secrets(data, ())
    accounts = data.get("accounts")
    if accounts is None or accounts == {}:
        yield Mistake(("accounts",), "there is no account", "Add [accounts.home] with the keys address and name")
    elif isinstance(accounts, dict):
        for alias, account in accounts.items():
            yield from _account(alias, account)
        yield from _twins(accounts)


def _secrets(table: Mapping[str, Any], path: Path) -> Iterator[Mistake]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _secrets(value, (*path, key))
        elif is_secret(key):
            yield Mistake(
                (*path, key),
                "passwords never stand in this file",
                "Remove the line; then keep the password in the system's keyring (inbox-helper login), let a command"
                ' print it (password_command = ["pass", "mail"]), or name an environment variable that holds it'
                ' (password_env = "MAIL_PASSWORD")',
            )


def _account(alias: str, account: Any) -> Iterator[Mistake]:
    path = ("accounts", alias)
    if not isinstance(account, dict):
        problem = "an account has a name of its own" if alias in ACCOUNT_KEYS else "this must be a table"
        heading = "home" if alias in ACCOUNT_KEYS else alias
        yield Mistake(path, problem, f"Write [accounts.{heading}] above its keys")
        return
    if not _ALIAS.fullmatch(alias):
        yield Mistake(
            path,
            "this name of an account is not allowed",
            "Use up to 64 letters, digits, dots, hyphens and underscores, a letter or digit first",
        )
    if "alias" in account:
        yield Mistake((*path, "alias"), "there is no such key", "Did you mean aliases?")
    if "maildir" in account:
        yield from (
            Mistake((*path, key), "this has no meaning beside maildir", "Remove it, or remove maildir")
            for key in _SERVER_KEYS
            if key in account
        )
    else:
        yield from _server(path, account)


def _server(path: Path, account: Mapping[str, Any]) -> Iterator[Mistake]:
    address, host = account.get("address"), account.get("host")
    domain = address.rpartition("@")[2] if isinstance(address, str) else ""
    if host is None and _DOMAIN.fullmatch(domain) and find_provider(str(address)) is None:
        yield Mistake(
            (*path, "address"),
            f"the mail server of {domain} is not known",
            'Add the line: host = "imap.example.org", with the server that your provider names',
        )
    elif host == "":
        yield Mistake((*path, "host"), "it is empty", "Write the name of the server, or remove the line")
    if account.get("security") == "plaintext" and isinstance(host, str) and not is_loopback(host):
        yield Mistake(
            (*path, "security"),
            '"plaintext" would show the password to everybody on the way',
            'It is for servers on this machine only. Write "tls", or "starttls" where the server has nothing else',
        )
    if account.get("password_command") == []:
        yield Mistake((*path, "password_command"), "it is empty", 'Write program and arguments: ["pass", "mail"]')


def _twins(accounts: Mapping[str, Any]) -> Iterator[Mistake]:
    seen: dict[tuple[Any, ...], str] = {}
    for alias, account in accounts.items():
        if not isinstance(account, dict) or not isinstance(account.get("address"), str):
            continue
        mailbox = tuple(str(account.get(key)).casefold() for key in ("address", "host", "username", "maildir"))
        first = seen.setdefault(mailbox, alias)
        if first != alias:
            yield Mistake(
                ("accounts", alias),
                f"this is the same mailbox as accounts.{first}",
                'Remove one of the two; several folders go into one account: watch = ["INBOX", "Jobs"]',
            )


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, without asking anybody."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
