"""What the flow needs of a mailbox, whatever serves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from inbox_helper.core.types import FetchedMessage
from inbox_helper.waiting import Steps


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """UIDVALIDITY, UIDNEXT and message count of a folder (RFC 3501 section 6.3.10)."""

    uidvalidity: int
    uidnext: int
    messages: int


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a folder tells, and at others beside it."""

    status: FolderStatus
    uids: tuple[int, ...]
    """Of the messages that were asked for, ascending."""
    fetched: tuple[FetchedMessage, ...] | None
    """Those messages, where they are few; None where they are to be fetched."""
    beside: Mapping[str, FolderStatus]
    """The status of the other folders; of those that exist."""


@dataclass(frozen=True, slots=True)
class SpecialFolders:
    """Names of the special-use folders (RFC 6154); None where there is none or several to choose from."""

    drafts: str | None
    sent: str | None
    trash: str | None
    junk: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadIds:
    """The ids in the header of one message, each with its angle brackets, and who wrote it."""

    uid: int
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    author: str = ""
    """The first address in From, in lower case; empty where there is none."""


@dataclass(frozen=True, slots=True)
class AppendedUid:
    """The place of an appended message, as APPENDUID tells it (RFC 4315 section 3)."""

    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class DraftToDiscard:
    """A message that the user wants thrown away: its place, and the Message-ID that must be found there."""

    folder: str
    uidvalidity: int
    uid: int
    message_id: str


class Mailbox(Protocol):
    """An open mailbox of one account, for one thread at a time.

    Every method raises ConnectionLost when the connection ends or becomes useless (make a new mailbox then),
    and MailboxError when the server refuses for good. Nothing here changes a flag, moves, or removes mail, but for
    `discard_draft`, which takes one draft away when the user asks for that.
    """

    def special_folders(self) -> SpecialFolders:
        """Return the special-use folders, found by attribute, then by name in many languages."""

    def status(self, folder: str) -> FolderStatus:
        """Return the fresh status of a folder. Raise MailboxError if it does not exist."""

    def statuses(self, folders: Sequence[str]) -> Mapping[str, FolderStatus]:
        """Return the fresh status of several folders, without those that do not exist."""

    def look(self, folder: str, first_uid: int, beside: Sequence[str] = ()) -> Look:
        """Return all that is to be known when mail came in, in as few round trips as the server allows.

        That is the status of a folder, the messages at or above `first_uid`, and the status of the folders `beside` it.
        Raise MailboxError if the folder does not exist.
        """

    def uids_from(self, folder: str, first_uid: int, since: date | None = None) -> tuple[int, ...]:
        """Return the UIDs at or above `first_uid`, ascending.

        Given `since`, leave out messages whose INTERNALDATE is earlier than that day.
        """

    def fetch(self, folder: str, uids: Sequence[int]) -> Iterator[FetchedMessage]:
        """Yield header and text parts of the given messages, ascending by UID, in batches.

        Messages that vanished in between are left out. Attachments are never transferred, nothing is marked
        as read.
        """

    def thread_ids(self, folder: str, uids: Sequence[int]) -> Iterator[ThreadIds]:
        """Yield the thread ids of the given messages, in batches."""

    def append_draft(self, folder: str, raw: bytes) -> AppendedUid | None:
        r"""Append a complete message with the flags \Draft and \Seen; return its place if the server tells.

        After ConnectionLost it is unknown whether the server stored the message.
        """

    def discards(self, trash: str | None) -> bool:
        """Tell whether `discard_draft` can take away one message and surely no other, given the Trash folder."""

    def discard_draft(self, draft: DraftToDiscard, trash: str | None) -> bool:
        """Move one draft to Trash, or remove it for good where there is no Trash; False if it is not there any more.

        Raise MailboxError, and leave everything as it is, where the folder was renumbered, where another message
        lies in that place, or where the server cannot take away a single message.
        """

    def waiting(self, folder: str, seconds: float) -> Steps[bool]:
        """Wait for news in a folder for `seconds` at most; nothing else may be asked of the mailbox meanwhile.

        Return True as soon as the server announces new mail, also what it announced since the last look
        (`uids_from`); False after the time, or as soon as somebody wakes us.
        """

    def close(self) -> None:
        """Log out, if the connection still allows it, and free it."""
