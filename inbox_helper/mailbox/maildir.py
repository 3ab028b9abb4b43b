"""A mailbox in a Maildir++ folder on this computer, as offlineimap, mbsync, or a local mail server keep it."""

from __future__ import annotations

import errno
import itertools
import os
import re
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import Timeout
from imapclient.imap_utf7 import decode as decode_utf7
from imapclient.imap_utf7 import encode as encode_utf7

from inbox_helper.core.types import FetchedMessage
from inbox_helper.errors import ConnectionLost, MailboxError
from inbox_helper.mailbox.folders import Folder, special_folders
from inbox_helper.mailbox.guard import clean_value
from inbox_helper.mailbox.mime import split_header, text_parts
from inbox_helper.mailbox.port import AppendedUid, DraftToDiscard, FolderStatus, Look, SpecialFolders, ThreadIds
from inbox_helper.mailbox.threads import thread_ids
from inbox_helper.mailbox.uidlist import UidKeeper, UidList, unique_part
from inbox_helper.waiting import Steps, WaitEnd, pause

READ_LIMIT = 4 * 1024 * 1024
"""Octets of one message that are read; what follows can only be attachments."""

HEADER_LIMIT = 256 * 1024

_FLAGS = {"S": "\\Seen", "R": "\\Answered", "D": "\\Draft", "F": "\\Flagged", "T": "\\Deleted", "P": "$Forwarded"}
_INFO = "!2," if sys.platform == "win32" else ":2,"
_LETTERS = re.compile(r"[:!;]2,([A-Za-z]*)\Z")
_deliveries = itertools.count(1)


class MaildirMailbox:
    """The Mailbox in a Maildir++ folder: the top is INBOX, `.Name` below it is the folder Name.

    Given `poll_seconds`, how often `wait` looks. Raise MailboxError where there is no Maildir.
    """

    def __init__(self, top: Path, *, poll_seconds: float = 1.0) -> None:
        self._top = top
        self._poll_seconds = poll_seconds
        self._keepers: dict[str, UidKeeper] = {}
        self._known: dict[str, int] = {}
        """By folder: the UIDNEXT up to which the caller knows every message."""
        self._folder("INBOX")

    def folders(self) -> tuple[Folder, ...]:
        """Return INBOX and every folder below it."""
        found = [Folder("INBOX", "/", frozenset())]
        with _mapped("listing the folders"):
            names = sorted(each.name for each in self._top.iterdir() if _is_maildir(each) and each.name[0] == ".")
        found += (Folder(_decoded(name[1:]), "/", frozenset()) for name in names)
        return tuple(found)

    def special_folders(self) -> SpecialFolders:
        """Return the special-use folders by their names; a Maildir has no attributes."""
        return special_folders(self.folders())

    def status(self, folder: str) -> FolderStatus:
        """Return the fresh status of a folder. Raise MailboxError if it does not exist."""
        uids = self._read(folder)
        self._known.setdefault(folder, uids.uidnext)
        return FolderStatus(uids.uidvalidity, uids.uidnext, len(uids.files))

    def statuses(self, folders: Sequence[str]) -> dict[str, FolderStatus]:
        """Return the fresh status of several folders, without those that do not exist."""
        found = {}
        for folder in folders:
            with suppress(MailboxError):
                found[folder] = self.status(folder)
        return found

    def look(self, folder: str, first_uid: int, beside: Sequence[str] = ()) -> Look:
        """Return all that is to be known when mail came in. Raise MailboxError if the folder does not exist."""
        uids = self.uids_from(folder, first_uid)
        return Look(self.status(folder), uids, None, self.statuses(beside))

    def uids_from(self, folder: str, first_uid: int, since: date | None = None) -> tuple[int, ...]:
        """Return the UIDs at or above `first_uid`, ascending.

        Given `since`, leave out messages whose file is older than that day.
        """
        uids = self._read(folder)
        self._known[folder] = uids.uidnext
        return tuple(uid for uid, path in uids.files.items() if uid >= first_uid and _came_since(path, since))

    def fetch(self, folder: str, uids: Sequence[int]) -> Iterator[FetchedMessage]:
        """Yield header and text parts of the given messages, ascending by UID.

        Messages that vanished in between are left out. No file is changed or renamed.
        """
        for uid, path, raw in self._contents(folder, uids, READ_LIMIT):
            size = path.stat().st_size if path.exists() else len(raw)
            header, _body = split_header(raw)
            parts = text_parts(raw, complete=size <= len(raw))
            yield FetchedMessage(uid, _flags(path), _received(path), size, header, parts)

    def thread_ids(self, folder: str, uids: Sequence[int]) -> Iterator[ThreadIds]:
        """Yield the thread ids of the given messages."""
        for uid, _path, raw in self._contents(folder, uids, HEADER_LIMIT):
            yield thread_ids(uid, split_header(raw)[0])

    def append_draft(self, folder: str, raw: bytes) -> AppendedUid | None:
        r"""Store a complete message, with the flags \Draft and \Seen, and return its place.

        It appears at once and whole, or not at all.
        """
        place = self._folder(folder)
        name = _new_name()
        with _mapped("storing the draft"):
            waiting = place / "tmp" / name
            _write(waiting, raw.replace(b"\r\n", b"\n"))
            waiting.rename(place / "cur" / f"{name}{_INFO}DS")
            _sync_folder(place / "cur")
        uids = self._read(folder)
        stored = (uid for uid, path in uids.files.items() if unique_part(path.name) == name)
        uid = next(stored, None)
        return AppendedUid(uids.uidvalidity, uid) if uid is not None else None

    def discards(self, trash: str | None) -> bool:  # noqa: ARG002 - the port's signature
        """Tell whether one message can be taken away: a file always can."""
        return True

    def discard_draft(self, draft: DraftToDiscard, trash: str | None) -> bool:
        """Move one draft to Trash, or remove it for good where there is no Trash; False if it is not there any more.

        Raise MailboxError where the folder was renumbered or another message lies in that place.
        """
        if self._read(draft.folder).uidvalidity != draft.uidvalidity:
            raise _another(draft)
        for uid, path, raw in self._contents(draft.folder, [draft.uid], HEADER_LIMIT):
            if thread_ids(uid, split_header(raw)[0]).message_id != draft.message_id:
                raise _another(draft)
            return self._take_away(path, trash)
        return False

    def _take_away(self, path: Path, trash: str | None) -> bool:
        with _mapped("discarding the draft"):
            try:
                if trash is None:
                    path.unlink()
                else:
                    place = self._folder(trash) / "cur"
                    path.rename(place / path.name)
                    _sync_folder(place)
            except FileNotFoundError:
                return False
            _sync_folder(path.parent)
        return True

    def waiting(self, folder: str, seconds: float) -> Steps[bool]:
        """Wait for news in a folder for `seconds` at most, looking every now and then.

        Return True as soon as there is new mail, also what came since the last look (`uids_from`); False after
        the time, or as soon as somebody wakes us.
        """
        known = self._known.setdefault(folder, self._read(folder).uidnext)
        deadline = time.monotonic() + seconds
        while self._read(folder).uidnext <= known:
            left = deadline - time.monotonic()
            if left <= 0 or (yield from pause(min(left, self._poll_seconds))) is WaitEnd.WOKEN:
                return False
        return True

    def close(self) -> None:
        """Forget what was read; a Maildir holds nothing open."""
        self._keepers.clear()

    def _folder(self, folder: str) -> Path:
        path = self._top if folder.upper() == "INBOX" else self._top / ("." + _encoded(clean_value(folder)))
        if not folder or not _is_maildir(path) or path.parent not in (self._top, self._top.parent):
            raise MailboxError(f"There is no Maildir folder {folder} in {self._top}.", "Create it, or name another.")
        return path

    def _read(self, folder: str) -> UidList:
        keeper = self._keepers.setdefault(folder, UidKeeper(self._folder(folder)))
        with _mapped(f"reading the folder {folder}"):
            return keeper.read()

    def _contents(self, folder: str, uids: Sequence[int], limit: int) -> Iterator[tuple[int, Path, bytes]]:
        for uid in sorted(set(uids)):
            with _mapped(f"reading the folder {folder}"):
                found = self._content(folder, uid, limit)
            if found:
                yield uid, *found

    def _content(self, folder: str, uid: int, limit: int) -> tuple[Path, bytes] | None:
        # A mail program may rename a file, for a flag, between our look and our reading: look again, once.
        for _attempt in range(2):
            path = self._read(folder).files.get(uid)
            if path is None:
                return None
            try:
                with path.open("rb") as file:
                    return path, file.read(limit)
            except FileNotFoundError:
                self._keepers.pop(folder, None)
        return None


def _another(draft: DraftToDiscard) -> MailboxError:
    return MailboxError(
        f"Another message than the draft lies in {draft.folder} under UID {draft.uid} now.",
        "Nothing was changed. Try again: the draft is looked for anew.",
    )


def _is_maildir(path: Path) -> bool:
    return all((path / kind).is_dir() for kind in ("tmp", "new", "cur"))


def _encoded(name: str) -> str:
    return encode_utf7(name.replace("/", ".")).decode("ascii")


def _decoded(name: str) -> str:
    return decode_utf7(name.encode("ascii", "replace")).replace(".", "/")


def _flags(path: Path) -> frozenset[str]:
    found = _LETTERS.search(path.name)
    return frozenset(_FLAGS[letter] for letter in found[1] if letter in _FLAGS) if found else frozenset()


def _came_since(path: Path, since: date | None) -> bool:
    received = _received(path)
    return since is None or (received is not None and received.astimezone().date() >= since)


def _received(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None


def _new_name() -> str:
    seconds, micros = divmod(time.time_ns() // 1000, 1_000_000)
    host = socket.gethostname().replace("/", "\\057").replace(":", "\\072")
    return f"{seconds}.M{micros}P{os.getpid()}Q{next(_deliveries)}.{host}"


def _write(path: Path, raw: bytes) -> None:
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _mapped(doing: str) -> Iterator[None]:
    try:
        yield
    except Timeout as error:
        raise ConnectionLost(f"{doing}: another process holds the lock of the Maildir", 30) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EPERM):
            problem = f"{doing.capitalize()} failed: {error.strerror}."
            raise MailboxError(problem, "Look after free space and permissions of the Maildir.") from error
        raise ConnectionLost(f"{doing}: {error.strerror or error}") from error
