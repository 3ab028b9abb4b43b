"""One message out of a mailbox, named by its UID or its Message-ID."""

from __future__ import annotations

from collections.abc import Iterator

from inbox_helper.config import AccountConfig
from inbox_helper.errors import UserError
from inbox_helper.mailbox.port import Mailbox
from inbox_helper.tuning.sources import SourceItem

_WINDOW = 1000
"""UIDs whose headers are fetched together when a Message-ID is looked for, newest first."""
_FURTHEST = 50
"""Windows that are looked through."""


def fetch_one(account: AccountConfig, folder: str, uid: int | None, message_id: str) -> SourceItem:
    """Return one message of a folder, given its UID or its Message-ID. Raise UserError if it is not there.

    A Message-ID is looked for among the newest 50,000 messages; the ids are compared here, because searches by header
    are unreliable with several providers.
    """
    from inbox_helper.core.fetched import parse_fetched
    from inbox_helper.opening import open_mailbox

    mailbox = open_mailbox(account)
    try:
        wanted = [uid] if uid is not None else _uids_of(mailbox, folder, message_id)
        for fetched in mailbox.fetch(folder, wanted):
            return SourceItem(f"{account.alias}:{folder}:{fetched.uid}", parse_fetched(fetched))
    finally:
        mailbox.close()
    named = f"UID {uid}" if uid is not None else f"Message-ID {message_id}"
    raise UserError(
        f"There is no message with {named} in {folder} of account {account.alias}.",
        "The log and scan name UIDs; a message that was moved has another one in its new folder (--folder).",
    )


def _uids_of(mailbox: Mailbox, folder: str, message_id: str) -> list[int]:
    bare = message_id.strip().strip("<>")
    for first, last in _windows(mailbox.status(folder).uidnext):
        uids = [uid for uid in mailbox.uids_from(folder, first) if uid < last]
        found = [ids.uid for ids in mailbox.thread_ids(folder, uids) if ids.message_id.strip("<>") == bare]
        if found:
            return found[-1:]
    return []


def _windows(uidnext: int) -> Iterator[tuple[int, int]]:
    last = uidnext
    for _ in range(_FURTHEST):
        if last <= 1:
            return
        first = max(1, last - _WINDOW)
        yield first, last
        last = first
