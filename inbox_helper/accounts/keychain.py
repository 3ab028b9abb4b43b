"""The system's keyring, where there is one that passwords can be trusted to.

An entry is found by login name and server, so that a changed host never gets another server's password.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from inbox_helper.accounts.other_ways import fitting_way
from inbox_helper.config import AccountConfig
from inbox_helper.errors import AuthenticationError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "inbox-helper"
_TRUSTED_MODULES = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""keyrings.alt keeps passwords readable in a file, and the null backend loses them without a word."""

_Answer = TypeVar("_Answer")


def read(account: AccountConfig) -> str:
    """Return the password of an account. Raise AuthenticationError where there is none, or no keyring."""
    password = _ask(account, lambda backend: backend.get_password(SERVICE, _entry(account)))
    if password:
        return password
    raise AuthenticationError(
        f"Account {account.alias}: there is no password yet for {_entry(account)}.",
        f"Run: inbox-helper login {account.alias}",
    )


def write(account: AccountConfig, password: str) -> None:
    """Keep a password. Raise AuthenticationError where that cannot be done safely."""
    _ask(account, lambda backend: backend.set_password(SERVICE, _entry(account), password))


def remove(account: AccountConfig) -> bool:
    """Remove a password; tell whether there was one. Raise AuthenticationError where there is no keyring."""

    def forget(backend: KeyringBackend) -> bool:
        if backend.get_password(SERVICE, _entry(account)) is None:
            return False
        backend.delete_password(SERVICE, _entry(account))
        return True

    return _ask(account, forget)


def require(account: AccountConfig) -> None:
    """Raise AuthenticationError, with the way that fits instead, where there is no keyring to be trusted."""
    _trusted_backend(account)


def _ask(account: AccountConfig, question: Callable[[KeyringBackend], _Answer]) -> _Answer:
    backend = _trusted_backend(account)
    from keyring.errors import KeyringLocked

    try:
        return question(backend)
    except KeyringLocked as error:
        raise AuthenticationError(
            f"Account {account.alias}: the system's keyring is locked, and nobody unlocked it.",
            f"Unlock it, by logging in to the desktop for example. Without a desktop: {fitting_way(account.alias)}",
        ) from error
    except Exception as error:  # backends let the errors of D-Bus, COM and others through
        raise AuthenticationError(
            f"Account {account.alias}: the system's keyring fails ({type(error).__name__}: {_one_line(str(error))}).",
            f"Without it: {fitting_way(account.alias)}",
        ) from error


def _trusted_backend(account: AccountConfig) -> KeyringBackend:
    # The import takes 140 ms, and looks for backends all over the system.
    import keyring

    try:
        backend = keyring.get_keyring()
        candidates: list[KeyringBackend] = getattr(backend, "backends", None) or [backend]
    except Exception as error:  # a wrong PYTHON_KEYRING_BACKEND or keyringrc.cfg raises anything
        raise _no_keyring(account, f"its settings are wrong: {_one_line(str(error))}") from error
    for each in candidates:
        if type(each).__module__.startswith(_TRUSTED_MODULES):
            return each
    raise _no_keyring(account, f"there is only {type(candidates[0]).__module__}")


def _entry(account: AccountConfig) -> str:
    return f"{account.username}@{account.host}"


def _no_keyring(account: AccountConfig, problem: str) -> AuthenticationError:
    return AuthenticationError(
        f"Account {account.alias}: this system has no keyring that a password can be trusted to ({problem}).",
        fitting_way(account.alias),
    )


def _one_line(text: str) -> str:
    return "".join(each for each in text.replace("\n", " ") if each.isprintable())[:200].rstrip(". ")
