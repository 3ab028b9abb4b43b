"""Throwing a draft of ours away, as long as nobody has edited it. Everything else stays where it is.

IMAP never changes a message in its place: a mail program that saves an edited draft stores a new message. So what was
found untouched under a UID is what will be taken away under that UID.
"""

from __future__ import annotations

from dataclasses import dataclass

from inbox_helper.core.draft_content import content_of, digest_of
from inbox_helper.core.types import FetchedMessage
from inbox_helper.mailbox.mime import split_header, text_parts
from inbox_helper.mailbox.port import DraftToDiscard, Mailbox
from inbox_helper.state.store import DraftPlace


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """What lies in Drafts under the Message-ID of a draft of ours."""

    uidvalidity: int
    messages: tuple[FetchedMessage, ...]
    is_untouched: bool
    """Whether there is something, and all of it says what we had stored."""


def look_for(mailbox: Mailbox, place: DraftPlace) -> FoundDraft:
    """Return what lies in Drafts of a draft, by its Message-ID; what a mail program has marked as deleted is gone."""
    status = mailbox.status(place.folder)
    first = place.base_uidnext if status.uidvalidity == place.base_uidvalidity else 1
    uids = mailbox.uids_from(place.folder, first)
    ours = [ids.uid for ids in mailbox.thread_ids(place.folder, uids) if ids.message_id == place.message_id]
    messages = tuple(each for each in mailbox.fetch(place.folder, ours) if "\\Deleted" not in each.flags)
    return FoundDraft(
        status.uidvalidity, messages, bool(messages) and all(is_as_made(each, place) for each in messages)
    )


def is_as_made(fetched: FetchedMessage, place: DraftPlace) -> bool:
    """Tell whether a draft says what it said when it was made; unknown for those of which no digest was kept."""
    return bool(place.digest) and digest_of(content_of(fetched)) == place.digest


def discard(mailbox: Mailbox, place: DraftPlace, found: FoundDraft, trash: str | None) -> bool:
    """Discard what was found untouched; False if it was gone meanwhile. Raise MailboxError as the port says."""
    if not found.is_untouched:
        raise AssertionError("Only what nobody has edited is discarded.")
    taken = [
        mailbox.discard_draft(DraftToDiscard(place.folder, found.uidvalidity, each.uid, place.message_id), trash)
        for each in found.messages
    ]
    return any(taken)


def fetched_bytes(raw: bytes) -> FetchedMessage:
    """Return the bytes of a draft as they would come back from a mailbox."""
    return FetchedMessage(0, frozenset(), None, len(raw), split_header(raw)[0], text_parts(raw))


def digest_of_bytes(raw: bytes) -> str:
    """Return the digest of a draft that is about to be stored."""
    return digest_of(content_of(fetched_bytes(raw)))
