"""Keyrings of every kind, in memory; each passes for the one that its module names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


@contextmanager
def keyring_of_the_system(backend: KeyringBackend) -> Iterator[None]:
    """Let the system have a certain keyring for a while."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    yield
    keyring.set_keyring(before)


class MemoryKeyring(KeyringBackend):
    """A keyring that works."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}

    def unlock(self) -> None:
        """Get ready to answer."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return an entry."""
        self.unlock()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep an entry."""
        self.unlock()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Remove an entry."""
        del self.entries[service, username]


class LockedKeyring(MemoryKeyring):
    """A keyring that nobody unlocks."""

    def unlock(self) -> None:
        """Refuse."""
        raise KeyringLocked("Failed to unlock the collection!")


class BrokenKeyring(MemoryKeyring):
    """A keyring whose bus is gone; the library lets that error through."""

    def unlock(self) -> None:
        """Fail."""
        raise ZeroDivisionError("the bus\nis \x1b[31mgone")


class PlaintextKeyring(MemoryKeyring):
    """A keyring that anybody can read."""


MemoryKeyring.__module__ = LockedKeyring.__module__ = "keyring.backends.SecretService"
BrokenKeyring.__module__ = "keyring.backends.kwallet"
PlaintextKeyring.__module__ = "keyrings.alt.file"
