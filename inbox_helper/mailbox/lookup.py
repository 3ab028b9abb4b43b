"""Finding a message by its Message-ID."""

from __future__ import annotations

from collections.abc import Iterator

from inbox_helper.mailbox.port import Mailbox

_WINDOW = 1000
"""UIDs whose headers are fetched together, newest first."""
_FURTHEST = 50
"""Windows that are looked through."""


def uids_of_message_id(mailbox: Mailbox, folder: str, message_id: str) -> list[int]:
    """Return the UID of the newest message with an id among the newest 50,000 of a folder; none if it is not there.

    The ids are compared here, because searches by header are unreliable with several providers.
    """
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
