"""What became of the drafts that were made, and what the user wants done with one: throw it away, or make it anew.

The user's own words are never touched. Only a draft that lies in Drafts just as it was made is discarded or replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from inbox_helper.core.decision import Decision, decide
from inbox_helper.core.draft_content import DraftContent, content_of, digest_of
from inbox_helper.core.fetched import parse_fetched
from inbox_helper.core.keys import is_of_message_id, key_of_message_id, message_id_of_key, source_key
from inbox_helper.core.types import Draft, FetchedMessage
from inbox_helper.discarding import discard, fetched_bytes, look_for
from inbox_helper.errors import MailboxError, UserError
from inbox_helper.flow import Flow
from inbox_helper.mailbox.lookup import uids_of_message_id
from inbox_helper.state.lock import replacing_drafts
from inbox_helper.state.store import DraftPlace, Entry, EntryState

BUSY = UserError("Another process is making drafts anew.", "Try again in a moment.")


class Whereabouts(StrEnum):
    """What became of a draft."""

    WAITING = "waiting"
    """It lies in Drafts as it was made."""
    EDITED = "edited"
    """It lies in Drafts, and says something else, or was saved anew by a mail program."""
    SENT = "sent"
    """An answer to the mail lies in Sent."""
    GONE = "gone"
    """It lies neither in Drafts nor in Sent: deleted, moved, or sent without a copy."""
    DISCARDED = "discarded"
    """It was thrown away by `drafts discard`."""
    UNKNOWN = "unknown"
    """It is being stored, or a crash left that open; the next connection tells."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was found of a draft."""

    whereabouts: Whereabouts
    content: DraftContent | None = None
    """What lies in Drafts now."""


@dataclass(frozen=True, slots=True)
class DraftReview:
    """The drafts of one account, over an open flow."""

    flow: Flow

    def sight(self, entry: Entry) -> Sighting:
        """Look for the draft of an entry. Raise MailboxError and ConnectionLost as mailboxes do."""
        if entry.state is EntryState.APPENDING:
            return Sighting(Whereabouts.UNKNOWN)
        place = _place(entry)
        found = look_for(self.flow.mailbox, place)
        if found.messages:
            as_made = Whereabouts.WAITING if found.is_untouched else Whereabouts.EDITED
            return Sighting(as_made, content_of(found.messages[-1]))
        if (saved_anew := self._saved_anew(entry, place)) is not None:
            return Sighting(Whereabouts.EDITED, content_of(saved_anew))
        if self._is_sent(entry, place):
            return Sighting(Whereabouts.SENT)
        return Sighting(Whereabouts.DISCARDED if entry.discarded_at else Whereabouts.GONE)

    def source(self, entry: Entry) -> Decision | None:
        """Return the mail that is answered, judged and planned with the books in force; None if it is not there."""
        for fetched in self.flow.mailbox.fetch(entry.where.folder, self._source_uids(entry)):
            message = parse_fetched(fetched)
            if source_key(message) == entry.source_key:
                return decide(message, self.flow.books().rulebook, self.flow.identity, self.flow.options)
        return None

    def as_made(self, entry: Entry, source: Decision) -> DraftContent | None:
        """Return what the draft said when it was made; None where rules, templates or settings have changed since."""
        place = _place(entry)
        if not source.plan.action.drafts:
            return None
        made = content_of(fetched_bytes(self._compose(entry, source, place.tone, place.revision).raw))
        return made if digest_of(made) == place.digest else None

    def discard(self, entry: Entry) -> None:
        """Throw the draft away. Raise UserError, and touch nothing, where it is not there as it was made."""
        with replacing_drafts(self.flow.store.path.parent) as is_ours:
            if not is_ours:
                raise BUSY
            found = look_for(self.flow.mailbox, _place(entry))
            if not found.is_untouched:
                raise _not_as_made(entry, self.sight(entry).whereabouts)
            discard(self.flow.mailbox, _place(entry), found, self.flow.filing.folders.trash)
            self.flow.store.discarded(self.flow.now(), entry)

    def redraft(self, entry: Entry, tone: str) -> tuple[Entry, Draft]:
        """Make the draft anew in another tone, and discard the one before. Return the entry and the new draft.

        Raise UserError, and touch nothing, where the user has edited or sent the draft, or the mail is not there.
        """
        with replacing_drafts(self.flow.store.path.parent) as is_ours:
            if not is_ours:
                raise BUSY
            # Read again: another process may have made it anew before the lock was ours.
            entry = self.flow.store.find(entry.where.account, entry.source_key) or entry
            if (seen := self.sight(entry).whereabouts) in (Whereabouts.EDITED, Whereabouts.SENT, Whereabouts.UNKNOWN):
                raise _not_as_made(entry, seen)
            source, place = self._answerable(entry), _place(entry)
            draft = self._compose(entry, source, tone, place.revision + 1)
            plan = replace(source.plan, tone=tone)
            replacing = replace(entry, replaced=place, discarded_at=None)
            filed = self.flow.filing.file(replacing, draft, plan, place.revision + 1)
            return self.flow.filing.settle(filed), draft

    def _answerable(self, entry: Entry) -> Decision:
        source = self.source(entry)
        if source is None:
            raise UserError(
                f"The mail that draft {entry.number} answers is not in {entry.where.folder} any more.",
                "Move it back, and try again; or change the draft in your mail program.",
            )
        if not source.plan.action.drafts:
            raise UserError(
                f"By the rules and settings of today draft {entry.number} would not be made: {source.plan.reason}",
                "Change the draft in your mail program, or look at: inbox-helper explain",
            )
        return source

    def _compose(self, entry: Entry, source: Decision, tone: str, revision: int) -> Draft:
        wanted = replace(source, plan=replace(source.plan, tone=tone or source.plan.tone))
        return self.flow.compose(wanted, entry.source_key, revision)

    def _source_uids(self, entry: Entry) -> list[int]:
        where, mailbox = entry.where, self.flow.mailbox
        try:
            if mailbox.status(where.folder).uidvalidity == where.uidvalidity and where.uid in mailbox.uids_from(
                where.folder, where.uid
            ):
                return [where.uid]
            if is_of_message_id(entry.source_key):
                return uids_of_message_id(mailbox, where.folder, message_id_of_key(entry.source_key))
        except MailboxError:
            # The folder is gone, and the mail with it as far as we can see.
            return []
        return []

    def _saved_anew(self, entry: Entry, place: DraftPlace) -> FetchedMessage | None:
        """Return the newest draft that answers the same mail: mail programs may save under an id of their own."""
        mailbox = self.flow.mailbox
        same = mailbox.status(place.folder).uidvalidity == place.base_uidvalidity
        uids = mailbox.uids_from(place.folder, place.base_uidnext if same else 1)
        answers = [
            ids.uid
            for ids in mailbox.thread_ids(place.folder, uids)
            if entry.source_key in map(key_of_message_id, ids.in_reply_to)
        ]
        living = [each for each in mailbox.fetch(place.folder, answers) if "\\Deleted" not in each.flags]
        return living[-1] if living else None

    def _is_sent(self, entry: Entry, place: DraftPlace) -> bool:
        sent = self.flow.filing.folders.sent
        if sent is None or not is_of_message_id(entry.source_key):
            return False
        since = place.made_at or self.flow.now()
        return self.flow.filing.index.replies(sent, message_id_of_key(entry.source_key), since)


def _place(entry: Entry) -> DraftPlace:
    if entry.draft is None:
        raise AssertionError(f"{entry.source_key} has no draft")
    return entry.draft


_WHY_NOT = {
    Whereabouts.EDITED: "was edited, so it is yours",
    Whereabouts.SENT: "was sent",
    Whereabouts.GONE: "is not in Drafts any more",
    Whereabouts.DISCARDED: "was discarded already",
    Whereabouts.UNKNOWN: "is being stored",
    Whereabouts.WAITING: "changed while we looked",
}


def _not_as_made(entry: Entry, whereabouts: Whereabouts) -> UserError:
    there = whereabouts in (Whereabouts.EDITED, Whereabouts.WAITING)
    remedy = "Change or delete it in your mail program." if there else "Look at: inbox-helper drafts list --look"
    return UserError(f"Draft {entry.number} {_WHY_NOT[whereabouts]}; nothing was changed.", remedy)
