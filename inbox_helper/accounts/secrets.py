"""Passwords: from a command, the environment, systemd's credentials, or the keyring. Never from a file of ours.

A password is never logged, printed, or passed as an argument.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from inbox_helper.accounts import keychain
from inbox_helper.config import AccountConfig
from inbox_helper.errors import AuthenticationError

COMMAND_SECONDS = 60.0
"""How long a password command may take: somebody may have to unlock something first."""


def find_password(account: AccountConfig) -> str:
    """Return the password of an account.

    Looked for in this order: `password_command`, `password_env`, $CREDENTIALS_DIRECTORY/NAME, the keyring. What is
    configured must work: a command that fails is an error, and nothing else is tried.
    Raise AuthenticationError where there is none, with what to do.
    """
    if account.password_command:
        return _from_command(account)
    if account.password_env:
        return _from_environment(account, account.password_env)
    if credential := _credential(account):
        return _from_credential(account, credential)
    return keychain.read(account)


def store_password(account: AccountConfig, password: str) -> None:
    """Keep a password in the keyring. Raise AuthenticationError where no keyring can be trusted with it."""
    keychain.write(account, password)


def forget_password(account: AccountConfig) -> bool:
    """Remove a password from the keyring; tell whether there was one. Raise as `store_password` does."""
    return keychain.remove(account)


def configured_source(account: AccountConfig) -> str:
    """Return what comes before the keyring for an account, as the user knows it, or an empty text."""
    if account.password_command:
        return "password_command"
    if account.password_env:
        return f"the environment variable {account.password_env}"
    return "a credential of systemd" if _credential(account) else ""


def _from_command(account: AccountConfig) -> str:
    program, *arguments = account.password_command
    what = f"password_command {program!r}"
    command = [os.path.expanduser(program), *arguments]  # noqa: PTH111 - a Path would turn ./program into program
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        # Neither the output so far nor the arguments are told: both may hold a secret.
        raise _failed(account, f"{what} did not end within {COMMAND_SECONDS:g} seconds") from None
    except OSError as error:
        raise _failed(account, f"{what} cannot be run: {error.strerror}") from error
    if done.returncode != 0:
        raise _failed(account, f"{what} {_ending(done.returncode)}{_last_line(done.stderr)}")
    return _first_line(account, done.stdout, what)


def _ending(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    told = "".join(each for each in lines[-1] if each.isprintable())[:200] if lines else ""
    return f" and said: {told}" if told else " and said nothing"


def _first_line(account: AccountConfig, output: bytes, what: str) -> str:
    try:
        password = output.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        raise _failed(account, f"{what} gave something that is not UTF-8") from None
    if not password:
        raise _failed(account, f"{what} gave no password: its first line is empty")
    return password


def _from_environment(account: AccountConfig, variable: str) -> str:
    password = os.environ.get(variable, "")
    if not password:
        raise _failed(account, f"the environment variable {variable} is not set, or empty")
    return password


def _credential(account: AccountConfig) -> Path | None:
    """Return the file in which systemd hands over the account's password (systemd.exec(5), LoadCredential=)."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(folder, account.alias) if folder else None
    return path if path and path.exists() else None


def _from_credential(account: AccountConfig, path: Path) -> str:
    what = f"systemd's credential {path.name!r}"
    try:
        return _first_line(account, path.read_bytes(), what)
    except OSError as error:
        raise _failed(account, f"{what} cannot be read: {error.strerror}") from error


def _failed(account: AccountConfig, problem: str) -> AuthenticationError:
    remedy = f"Put that right, or choose another way under [accounts.{account.alias}]"
    return AuthenticationError(f"Account {account.alias}: {problem}.", f"{remedy}, then: {_check(account)}")


def _check(account: AccountConfig) -> str:
    return f"inbox-helper login --check {account.alias}"
