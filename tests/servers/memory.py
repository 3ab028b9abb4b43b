"""A mail server in memory, behind the same port as the real ones, with faults on demand.

It passes the contract suite of `tests/mailbox/test_contract.py`; what it is for is the state machine of
`tests/test_exactly_once.py`, which needs thousands of sessions.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import parseaddr

from inbox_helper.core.types import FetchedMessage, TextPart
from inbox_helper.errors import ConnectionLost, MailboxError
from inbox_helper.mailbox.port import AppendedUid, DraftToDiscard, FolderStatus, Look, SpecialFolders, ThreadIds
from inbox_helper.waiting import Steps, pause


@dataclass(slots=True)
class Stored:
    """One message on the server."""

    uid: int
    raw: bytes
    internal_date: datetime
    flags: frozenset[str] = frozenset()


@dataclass(slots=True)
class MemoryFolder:
    """One folder on the server."""

    uidvalidity: int = 1
    uidnext: int = 1
    messages: list[Stored] = field(default_factory=list)

    def add(self, raw: bytes, flags: frozenset[str] = frozenset(), when: datetime | None = None) -> int:
        """Store a message and return its UID."""
        uid = self.uidnext
        self.uidnext += 1
        self.messages.append(Stored(uid, raw, when or datetime.now(UTC), flags))
        return uid

    def remove(self, uid: int) -> Stored:
        """Take a message away and return it."""
        stored = next(stored for stored in self.messages if stored.uid == uid)
        self.messages.remove(stored)
        return stored

    def renumber(self) -> None:
        """Give new UIDs under a new UIDVALIDITY, as after a restore."""
        self.uidvalidity += 1
        for uid, stored in enumerate(self.messages, start=1):
            stored.uid = uid
        self.uidnext = len(self.messages) + 1


@dataclass(slots=True)
class MemoryServer:
    """The folders of one account; it outlives its connections."""

    folders: dict[str, MemoryFolder] = field(
        default_factory=lambda: {name: MemoryFolder() for name in ("INBOX", "Drafts", "Sent", "Trash", "Junk")}
    )

    discarded: list[bytes] = field(default_factory=list)
    """What was taken away by `discard_draft`."""

    def connect(self, fault: Callable[[str], None] = lambda _step: None) -> MemoryMailbox:
        """Return a new connection. `fault` is called with the name of each step, and may raise ConnectionLost."""
        return MemoryMailbox(self, fault)


@dataclass(slots=True)
class MemoryMailbox:
    """A connection, as the port describes it."""

    server: MemoryServer
    fault: Callable[[str], None]
    lost: bool = False
    announced: dict[str, int] = field(default_factory=dict)

    def special_folders(self) -> SpecialFolders:
        """See the port."""
        self._step("list")
        return SpecialFolders("Drafts", "Sent", "Trash", "Junk")

    def status(self, folder: str) -> FolderStatus:
        """See the port."""
        self._step("status")
        found = self._folder(folder)
        self.announced[folder] = found.uidnext
        return FolderStatus(found.uidvalidity, found.uidnext, len(found.messages))

    def statuses(self, folders: Sequence[str]) -> dict[str, FolderStatus]:
        """See the port."""
        return {folder: self.status(folder) for folder in folders if folder in self.server.folders}

    def look(self, folder: str, first_uid: int, beside: Sequence[str] = ()) -> Look:
        """See the port."""
        status = self.status(folder)
        uids = self.uids_from(folder, first_uid)
        return Look(status, uids, tuple(self.fetch(folder, uids)) if len(uids) <= 4 else None, self.statuses(beside))

    def uids_from(self, folder: str, first_uid: int, since: date | None = None) -> tuple[int, ...]:
        """See the port."""
        self._step("search")
        found = self._folder(folder)
        self.announced[folder] = found.uidnext
        return tuple(
            stored.uid
            for stored in found.messages
            if stored.uid >= first_uid and (since is None or stored.internal_date.date() >= since)
        )

    def fetch(self, folder: str, uids: Sequence[int]) -> Iterator[FetchedMessage]:
        """See the port."""
        self._step("fetch")
        wanted = set(uids)
        for stored in [stored for stored in self._folder(folder).messages if stored.uid in wanted]:
            yield _fetched(stored)

    def thread_ids(self, folder: str, uids: Sequence[int]) -> Iterator[ThreadIds]:
        """See the port."""
        self._step("thread ids")
        wanted = set(uids)
        for stored in [stored for stored in self._folder(folder).messages if stored.uid in wanted]:
            parsed = email.message_from_bytes(stored.raw)
            yield ThreadIds(
                stored.uid,
                str(parsed.get("Message-ID", "")).strip(),
                tuple(str(parsed.get("In-Reply-To", "")).split()),
                tuple(str(parsed.get("References", "")).split()),
                parseaddr(str(parsed.get("From", "")))[1].lower(),
            )

    def append_draft(self, folder: str, raw: bytes) -> AppendedUid | None:
        """See the port. The faults `append sent` and `append stored` stand on either side of the storing."""
        self._step("append sent")
        found = self._folder(folder)
        uid = found.add(raw, frozenset({"\\Draft", "\\Seen"}))
        self._step("append stored")
        return AppendedUid(found.uidvalidity, uid)

    def discards(self, trash: str | None) -> bool:  # noqa: ARG002 - the port's signature
        """See the port."""
        return True

    def discard_draft(self, draft: DraftToDiscard, trash: str | None) -> bool:
        """See the port. The faults `discard sent` and `discarded` stand on either side of the removal."""
        self._step("discard sent")
        found = self._folder(draft.folder)
        if found.uidvalidity != draft.uidvalidity:
            raise MailboxError("The folder was renumbered.", "Try again.")
        for ids in list(self.thread_ids(draft.folder, [draft.uid])):
            if ids.message_id != draft.message_id:
                raise MailboxError("Another message lies there.", "Try again.")
            stored = found.remove(draft.uid)
            if trash is not None:
                self._folder(trash).add(stored.raw, stored.flags, stored.internal_date)
            self.server.discarded.append(stored.raw)
            self._step("discarded")
            return True
        return False

    def waiting(self, folder: str, seconds: float) -> Steps[bool]:
        """See the port."""
        self._step("wait")
        if self._folder(folder).uidnext != self.announced.get(folder, 1):
            return True
        yield from pause(seconds)
        return self._folder(folder).uidnext != self.announced.get(folder, 1)

    def close(self) -> None:
        """See the port."""
        self.lost = True

    def _folder(self, name: str) -> MemoryFolder:
        if name not in self.server.folders:
            raise MailboxError(f"There is no folder {name}.", "Choose another one.")
        return self.server.folders[name]

    def _step(self, name: str) -> None:
        if self.lost:
            raise ConnectionLost("The connection was closed before.")
        try:
            self.fault(name)
        except ConnectionLost:
            self.lost = True
            raise


def _fetched(stored: Stored) -> FetchedMessage:
    parsed = email.message_from_bytes(stored.raw, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    header = stored.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    parts = tuple(_text_part(part) for part in parsed.walk() if part.get_content_maintype() == "text")
    return FetchedMessage(stored.uid, stored.flags, stored.internal_date, len(stored.raw), header, parts)


def _text_part(part: email.message.Message) -> TextPart:
    payload = part.get_payload()
    encoding = str(part.get("Content-Transfer-Encoding", "7bit"))
    return TextPart(part.get_content_type(), part.get_content_charset("us-ascii"), encoding, str(payload).encode())
