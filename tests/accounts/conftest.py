"""The keyring of the system, chosen by the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from keyring.backend import KeyringBackend

from tests.accounts.keyrings import MemoryKeyring, keyring_of_the_system


@pytest.fixture
def use_keyring() -> Iterator[Callable[[KeyringBackend], None]]:
    """Choose the keyring of the system for one test."""
    with ExitStack() as stack:
        yield lambda backend: stack.enter_context(keyring_of_the_system(backend))


@pytest.fixture
def memory_keyring(use_keyring: Callable[[KeyringBackend], None]) -> MemoryKeyring:
    """The system has a keyring, and it is empty."""
    made = MemoryKeyring()
    use_keyring(made)
    return made


@pytest.fixture(autouse=True)
def no_other_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine that runs the tests has no say."""
    for name in ("CREDENTIALS_DIRECTORY", "SYSTEMD_EXEC_PID"):
        monkeypatch.delenv(name, raising=False)
