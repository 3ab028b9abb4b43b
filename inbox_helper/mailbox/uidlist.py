"""Stable UIDs for the messages of a Maildir folder, which has none of its own.

They live in a small file inside the folder, so that they move with the mail. Its first line holds format, UIDVALIDITY
and UIDNEXT, each further line a UID and the unique part of a file name.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

UID_FILE = "inbox-helper-uids"

_FORMAT = "1"
_LOCK_SECONDS = 10
_SETTLED_SECONDS = 2.0
"""A folder that changed later than this before it was read may change again under the same timestamp."""


@dataclass(frozen=True, slots=True)
class UidList:
    """The state of a folder: every message's UID, and the file where it lies now."""

    uidvalidity: int
    uidnext: int
    files: dict[int, Path]
    """By UID, ascending."""


@dataclass(frozen=True, slots=True)
class _Record:
    uidvalidity: int
    uidnext: int
    uids: dict[str, int]
    """By the unique part of the file name."""


class UidKeeper:
    """Gives UIDs to the messages of one Maildir folder and remembers them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[int, int] | None = None
        self._list: UidList | None = None

    def read(self) -> UidList:
        """Return the folder as it is now. Raise OSError if it cannot be read or written to."""
        stamp = self._stamp()
        if self._list is None or stamp != self._seen:
            with FileLock(self._folder / (UID_FILE + ".lock"), timeout=_LOCK_SECONDS):
                self._list = self._synchronised()
            settled = time.time() - max(stamp) / 1e9 > _SETTLED_SECONDS
            self._seen = stamp if settled else None
        return self._list

    def _stamp(self) -> tuple[int, int]:
        return (self._folder / "new").stat().st_mtime_ns, (self._folder / "cur").stat().st_mtime_ns

    def _synchronised(self) -> UidList:
        known = _load(self._folder / UID_FILE)
        files = _message_files(self._folder)
        uids = {name: uid for name, uid in known.uids.items() if name in files}
        uidnext = known.uidnext
        for name in sorted(files.keys() - uids.keys(), key=lambda name: (_modified(files[name]), name)):
            uids[name] = uidnext
            uidnext += 1
        record = _Record(known.uidvalidity, uidnext, uids)
        if record != known or not (self._folder / UID_FILE).exists():
            _save(self._folder / UID_FILE, record)
        by_uid = {uid: files[name] for name, uid in sorted(uids.items(), key=lambda item: item[1])}
        return UidList(record.uidvalidity, record.uidnext, by_uid)


def unique_part(name: str) -> str:
    """Return the part of a Maildir file name that stays when flags change."""
    for mark in (":2,", "!2,", ";2,"):
        name = name.partition(mark)[0]
    return name


def _message_files(folder: Path) -> dict[str, Path]:
    # `new` first: a file that moves to `cur` in between is then seen twice, not missed.
    found: dict[str, Path] = {}
    for kind in ("new", "cur"):
        with os.scandir(folder / kind) as entries:
            found.update((unique_part(each.name), Path(each.path)) for each in entries if each.name[0] != ".")
    return found


def _modified(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return time.time_ns()


def _load(path: Path) -> _Record:
    try:
        return _parse(path.read_text(encoding="utf-8", errors="surrogateescape"))
    except (FileNotFoundError, ValueError):
        # Without a list, or with a damaged one, the old UIDs mean nothing any more: say so by a new UIDVALIDITY.
        return _Record(int(time.time()), 1, {})


def _parse(text: str) -> _Record:
    first, *rest = text.splitlines()
    form, uidvalidity, uidnext = first.split()
    if form != _FORMAT:
        raise ValueError(f"format {form} of the list of UIDs is not known")
    pairs = (line.split(" ", 1) for line in rest)
    return _Record(int(uidvalidity), int(uidnext), {name: int(uid) for uid, name in pairs})


def _save(path: Path, record: _Record) -> None:
    lines = [f"{_FORMAT} {record.uidvalidity} {record.uidnext}"]
    lines += [f"{uid} {name}" for name, uid in sorted(record.uids.items(), key=lambda item: item[1])]
    fresh = path.with_name(path.name + ".new")
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="utf-8", errors="surrogateescape") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
