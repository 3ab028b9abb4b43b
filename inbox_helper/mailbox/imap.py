"""A mailbox over IMAP4rev1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from imapclient.response_parser import parse_message_list

from inbox_helper.core.types import FetchedMessage
from inbox_helper.mailbox.drafts import append_draft, discard_draft, discards
from inbox_helper.mailbox.fetch import FEW, fetch_messages, messages_of
from inbox_helper.mailbox.folders import Folder, list_folders, special_folders
from inbox_helper.mailbox.heads import HEADER_FIELDS, head_commands, heads_of
from inbox_helper.mailbox.idle import idling, polling
from inbox_helper.mailbox.port import AppendedUid, DraftToDiscard, FolderStatus, Look, SpecialFolders, ThreadIds
from inbox_helper.mailbox.status import folder_status, parse_statuses, status_command
from inbox_helper.mailbox.threads import fetch_thread_ids
from inbox_helper.mailbox.uidsets import MAX_COMMAND_OCTETS, fetched_items
from inbox_helper.mailbox.wire import Answers, Command, Wire, quoted_folder
from inbox_helper.waiting import Steps

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class ImapMailbox:
    """The Mailbox of an account over one connection. `connect` makes it."""

    def __init__(
        self,
        wire: Wire,
        *,
        fields: Sequence[str] = HEADER_FIELDS,
        poll_seconds: float = 30.0,
        use_idle: bool = True,
        max_command_octets: int = MAX_COMMAND_OCTETS,
    ) -> None:
        self._wire = wire
        self._header_fields = tuple(fields)
        self._poll_seconds = poll_seconds
        self._idles = use_idle and "IDLE" in wire.capabilities
        self._max_octets = max_command_octets
        self._open: str | None = None
        self._opened_at: int | None = None
        """UIDNEXT when the folder was opened."""
        self._known: dict[str, int] = {}
        """By folder: the UIDNEXT up to which the caller knows every message."""

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server announced after login, in capitals."""
        return self._wire.capabilities

    @property
    def alerts(self) -> tuple[str, ...]:
        """What the server wants a person to read (RFC 3501 section 7.1), newest last."""
        return tuple(self._wire.alerts)

    def folders(self) -> tuple[Folder, ...]:
        """Return every folder that can be opened."""
        return list_folders(self._wire)

    def special_folders(self) -> SpecialFolders:
        """Return the special-use folders, found by attribute, then by name in many languages."""
        return special_folders(self.folders())

    def status(self, folder: str) -> FolderStatus:
        """Return the fresh status of a folder. Raise MailboxError if it does not exist."""
        status = folder_status(self._wire, folder, is_open=folder == self._open)
        self._known.setdefault(folder, status.uidnext)
        return status

    def statuses(self, folders: Sequence[str]) -> dict[str, FolderStatus]:
        """Return the fresh status of several folders, without those that do not exist."""
        closed = [folder for folder in folders if folder != self._open]
        found = self._statuses(self._wire.run(*_beside(closed)), closed) if closed else {}
        found.update((folder, self.status(folder)) for folder in folders if folder == self._open)
        return found

    def look(self, folder: str, first_uid: int, beside: Sequence[str] = ()) -> Look:
        """Return all that is to be known when mail came in, in as few round trips as the server allows.

        That is the status of a folder, the messages at or above `first_uid`, and the status of the folders `beside` it.
        Raise MailboxError if the folder does not exist.
        """
        self._examine(folder)
        first_uid = max(first_uid, 1)
        # New mail comes one by one, and its UIDs are known before: asking for it at once saves a round trip.
        few = range(first_uid, first_uid + FEW)
        answers = self._wire.run_up_to_date(
            status_command(folder),
            _search(f"UID {first_uid}:*"),
            *head_commands(few, self._header_fields, self._max_octets, with_body=True),
            *_beside([each for each in beside if each != folder]),
            is_look=True,
        )
        uids = self._found(folder, answers, first_uid)
        statuses = self._statuses(answers, (folder, *beside))
        heads = heads_of(fetched_items(answers, uids), uids)
        fetched = None
        # A server may run commands in another order: what it found and did not fetch is fetched as usual.
        if len(heads) == len(uids):
            fetched = tuple(messages_of(self._wire, heads, self._max_octets))
        status = statuses.pop(folder, None) or self.status(folder)
        return Look(status, uids, fetched, statuses)

    def uids_from(self, folder: str, first_uid: int, since: date | None = None) -> tuple[int, ...]:
        """Return the UIDs at or above `first_uid`, ascending.

        Given `since`, leave out messages whose INTERNALDATE is earlier than that day.
        """
        self._examine(folder)
        first_uid = max(first_uid, 1)
        criteria = f"UID {first_uid}:*" + (f" SINCE {_day(since)}" if since else "")
        return self._found(folder, self._wire.run_up_to_date(_search(criteria), is_look=True), first_uid)

    def fetch(self, folder: str, uids: Sequence[int]) -> Iterator[FetchedMessage]:
        """Yield header and text parts of the given messages, ascending by UID, in batches.

        Messages that vanished in between are left out. Attachments are never transferred, nothing is marked
        as read.
        """
        if uids:
            self._examine(folder)
            yield from fetch_messages(self._wire, uids, self._header_fields, self._max_octets)

    def thread_ids(self, folder: str, uids: Sequence[int]) -> Iterator[ThreadIds]:
        """Yield the thread ids of the given messages, in batches."""
        if uids:
            self._examine(folder)
            yield from fetch_thread_ids(self._wire, uids, self._max_octets)

    def append_draft(self, folder: str, raw: bytes) -> AppendedUid | None:
        r"""Append a complete message with the flags \Draft and \Seen; return its place if the server tells.

        After ConnectionLost it is unknown whether the server stored the message.
        """
        return append_draft(self._wire, folder, raw)

    def discards(self, trash: str | None) -> bool:
        """Tell whether `discard_draft` can take away one message and surely no other, given the Trash folder."""
        return discards(self._wire, trash)

    def discard_draft(self, draft: DraftToDiscard, trash: str | None) -> bool:
        """Move one draft to Trash, or remove it for good where there is no Trash; False if it is not there any more.

        Raise MailboxError, and leave everything as it is, where the folder was renumbered, where another message
        lies in that place, or where the server cannot take away a single message.
        """
        # Afterwards the folder is open for writing, which nothing else wants.
        self._open = None
        return discard_draft(self._wire, draft, trash)

    def waiting(self, folder: str, seconds: float) -> Steps[bool]:
        """Wait for news in a folder, by IDLE or by polling, for `seconds` at most.

        Return True as soon as the server announces new mail, also what it announced since the last look
        (`uids_from`); False after the time, or as soon as somebody wakes us.
        """
        self._examine(folder)
        if self._wire.news:
            return True
        if self._idles:
            announced = yield from idling(self._wire, seconds)
            if announced is not None:
                return announced
            self._idles = False
        return (yield from polling(self._wire, folder, seconds, self._poll_seconds, self._known.get(folder, 1)))

    def close(self) -> None:
        """Log out, if the connection still allows it, and free it."""
        self._wire.log_out()

    def _found(self, folder: str, answers: Answers, first_uid: int) -> tuple[int, ...]:
        """Return the UIDs that a search for all from one on has found, and know them from now on."""
        # `n:*` names the last message even where its UID is below n (RFC 3501 section 6.4.8).
        found = sorted({uid for uid in _numbers(answers) if uid >= first_uid})
        self._known[folder] = max(self._known.get(folder, 1), self._opened_at or 1, *(uid + 1 for uid in found[-1:]))
        return tuple(found)

    def _statuses(self, answers: Answers, folders: Sequence[str]) -> dict[str, FolderStatus]:
        told = {_key(name): status for name, status in parse_statuses(answers).items()}
        found = {folder: told[_key(folder)] for folder in folders if _key(folder) in told}
        for folder, status in found.items():
            self._known.setdefault(folder, status.uidnext)
        return found

    def _examine(self, folder: str) -> None:
        """Open a folder for reading, if another one is open."""
        if self._open == folder:
            return
        self._open = None
        command = Command(f"EXAMINE {quoted_folder(folder)}", f"opening the folder {folder}")
        self._opened_at = self._wire.run(command).number("UIDNEXT")
        self._open = folder
        known = self._known.setdefault(folder, self._opened_at or 1)
        # What came while another folder was open is news too; a server that hides UIDNEXT may have some.
        self._wire.news = self._opened_at is None or self._opened_at > known


def _search(criteria: str) -> Command:
    return Command(f"UID SEARCH {criteria}", "searching for mail")


def _beside(folders: Sequence[str]) -> list[Command]:
    return [status_command(folder, is_optional=True) for folder in folders]


def _key(folder: str) -> str:
    """Return the name by which a folder is recognised (RFC 3501 section 5.1)."""
    return "INBOX" if folder.upper() == "INBOX" else folder


def _numbers(answers: Answers) -> Iterator[int]:
    for line in answers.lines("SEARCH"):
        if isinstance(line, bytes):
            yield from parse_message_list([line])


def _day(day: date) -> str:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
