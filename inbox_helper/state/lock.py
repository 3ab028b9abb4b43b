"""One process at a time works with a state folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from inbox_helper.errors import StateError

_LOCK = "inbox-helper.lock"
_REPLACING = "inbox-helper.replacing.lock"
_OWNER = "inbox-helper.pid"
_PATIENCE_SECONDS = 0.3
"""Somebody who asks whether the lock is held holds it for a moment."""


@contextmanager
def only_process(folder: Path) -> Iterator[None]:
    """Hold a state folder for this process. Raise StateError, naming the process, if another one has it."""
    lock = FileLock(folder / _LOCK, mode=0o600)
    try:
        lock.acquire(timeout=_PATIENCE_SECONDS, poll_interval=0.05)
    except Timeout as error:
        raise StateError(
            f"Another inbox-helper works with {folder}: process {_owner(folder) or 'unknown'}.",
            "Let it do the work, or end it first; for a second set of accounts choose another --state-dir.",
        ) from error
    try:
        owner = folder / _OWNER
        owner.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        lock.release()


@contextmanager
def replacing_drafts(folder: Path) -> Iterator[bool]:
    """Hold the right to put a draft in the place of another one; False where another process has it.

    A daemon that clears up what a crash left must not take what is being done for that.
    """
    lock = FileLock(folder / _REPLACING, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def working_process(folder: Path) -> int | None:
    """Return the process that holds a state folder, or None where none does.

    The lock tells, not the number that a process left behind: the system gives numbers of the dead to others.
    """
    if not (folder / _LOCK).exists():
        return None
    lock = FileLock(folder / _LOCK, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _owner(folder)
    lock.release()
    return None


def _owner(folder: Path) -> int | None:
    try:
        return int((folder / _OWNER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
