"""Passwords: from a command, the environment, systemd's credentials, or the keyring. Never from a file of ours.

A password is never logged, printed, or passed as an argument.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from inbox_helper.config import AccountConfig
from inbox_helper.errors import AuthenticationError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "inbox-helper"
_COMMAND_SECONDS = 60
_TRUSTED_BACKENDS = (
    "keyring.backends.SecretService", "keyring.backends.libsecret", "keyring.backends.kwallet",
    "keyring.backends.macOS", "keyring.backends.Windows", "keyring.backends.chainer",
)  # fmt: skip
"""keyrings.alt keeps passwords readable in a file, and the null backend loses them silently."""

OTHER_WAYS = (
    'Let a command print the password: password_command = ["pass", "mail"]; or name an environment variable that'
    ' holds it: password_env = "MAIL_PASSWORD"; or, under systemd, give a credential with the account\'s name.'
)


def find_password(account: AccountConfig) -> str:
    """Return the password of an account.

    Looked for in this order: `password_command`, `password_env`, $CREDENTIALS_DIRECTORY/NAME, the keyring. What is
    configured must work: a command that fails is an error, and nothing else is tried.
    Raise AuthenticationError where there is none, with what to do.
    """
    if account.password_command:
        return _from_command(account)
    if account.password_env:
        return _from_environment(account)
    return _from_credentials(account) or _from_keyring(account)


def store_password(account: AccountConfig, password: str) -> None:
    """Keep a password in the keyring. Raise AuthenticationError where there is no keyring that can be trusted."""
    import keyring.errors

    backend = _backend(account)
    try:
        backend.set_password(SERVICE, _entry(account), password)
    except (keyring.errors.KeyringError, OSError) as error:
        raise _no_keyring(account, f"it refuses to store: {error}") from error


def _from_command(account: AccountConfig) -> str:
    command = list(account.password_command)
    try:
        done = subprocess.run(command, capture_output=True, timeout=_COMMAND_SECONDS, check=False, text=True)
    except (OSError, subprocess.TimeoutExpired) as error:
        problem = f"did not end within {_COMMAND_SECONDS} seconds" if isinstance(error, TimeoutError) else str(error)
        raise _failed(account, f"password_command {command[0]!r} failed: {problem}") from error
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise _failed(account, f"password_command {command[0]!r} ended with code {done.returncode}: {said[0][:200]}")
    password = done.stdout.split("\n", 1)[0].rstrip("\r")
    if not password:
        raise _failed(account, f"password_command {command[0]!r} printed nothing")
    return password


def _from_environment(account: AccountConfig) -> str:
    password = os.environ.get(account.password_env, "")
    if not password:
        raise _failed(account, f"the environment variable {account.password_env} is not set")
    return password


def _from_credentials(account: AccountConfig) -> str:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(folder, account.alias) if folder else None
    return path.read_text(encoding="utf-8").rstrip("\r\n") if path and path.is_file() else ""


def _from_keyring(account: AccountConfig) -> str:
    import keyring.errors

    backend = _backend(account)
    try:
        password = backend.get_password(SERVICE, _entry(account))
    except (keyring.errors.KeyringError, OSError) as error:
        raise _no_keyring(account, f"it does not answer: {error}") from error
    if not password:
        raise AuthenticationError(
            f"Account {account.alias}: there is no password yet.",
            f"Run: inbox-helper login {account.alias}. {OTHER_WAYS}",
        )
    return password


def _backend(account: AccountConfig) -> KeyringBackend:
    import keyring

    backend = keyring.get_keyring()
    chained = getattr(backend, "backends", None)
    if not type(backend).__module__.startswith(_TRUSTED_BACKENDS) or chained == []:
        raise _no_keyring(account, f"only {type(backend).__module__} is there")
    return backend


def _entry(account: AccountConfig) -> str:
    return f"{account.username}@{account.host}"


def _failed(account: AccountConfig, problem: str) -> AuthenticationError:
    return AuthenticationError(
        f"Account {account.alias}: {problem}.", f"Correct it in the configuration under [accounts.{account.alias}]."
    )


def _no_keyring(account: AccountConfig, problem: str) -> AuthenticationError:
    return AuthenticationError(
        f"Account {account.alias}: this system has no keyring that passwords can be trusted to ({problem}).", OTHER_WAYS
    )
