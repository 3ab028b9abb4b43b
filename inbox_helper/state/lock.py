"""One process at a time works with a state folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from inbox_helper.errors import StateError

_LOCK = "inbox-helper.lock"
_OWNER = "inbox-helper.pid"


@contextmanager
def only_process(folder: Path) -> Iterator[None]:
    """Hold a state folder for this process. Raise StateError, naming the process, if another one has it."""
    lock = FileLock(folder / _LOCK, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StateError(
            f"Another inbox-helper works with {folder}: process {_owner(folder)}.",
            "Let it do the work, or end it first; for a second set of accounts choose another --state-dir.",
        ) from error
    try:
        owner = folder / _OWNER
        owner.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        lock.release()


def _owner(folder: Path) -> str:
    try:
        return (folder / _OWNER).read_text(encoding="ascii").strip()
    except OSError:
        return "unknown"
