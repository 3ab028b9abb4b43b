"""One draft for one source message, whatever crashes or disconnects.

The order of the steps carries the proof: look, note UIDNEXT, write `appending`, APPEND, write `filed`. A row that is
found `appending` is cleared up by looking for its Message-ID; no second APPEND is made before that look came back
empty. IMAP has no transactions: RFC 3501 section 6.3.11 makes APPEND all-or-nothing, but its answer may get lost.

A draft that is made anew goes the same way under a Message-ID of its own. Its row names the draft in whose place it
comes: what did not reach the server falls back to that one; what did, sees to it that the old one is discarded, unless
somebody has edited it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from inbox_helper.core.types import Draft, Plan
from inbox_helper.discarding import digest_of_bytes, discard, look_for
from inbox_helper.errors import MailboxError
from inbox_helper.mailbox.port import AppendedUid, FolderStatus, Mailbox, SpecialFolders, ThreadIds
from inbox_helper.mailbox.threads import thread_ids
from inbox_helper.state.lock import replacing_drafts
from inbox_helper.state.store import DraftPlace, Entry, EntryState, Store

Clock = Callable[[], datetime]

SERVER_DAY_MARGIN = timedelta(days=2)
"""SINCE compares days in the server's zone; two days earlier is surely early enough."""


@dataclass(slots=True)
class _Loaded:
    uidvalidity: int
    uidnext: int
    since: date
    messages: list[ThreadIds]


@dataclass(slots=True)
class ThreadIndex:
    """The thread ids of Drafts, Sent and Trash, read once for a connection and then kept up to date."""

    mailbox: Mailbox
    is_own: Callable[[str], bool] = lambda _email: True
    """Whether an address is the user's."""
    _loaded: dict[str, _Loaded] = field(default_factory=dict)
    _statuses: dict[str, FolderStatus] = field(default_factory=dict)
    _seen: dict[str, FolderStatus] = field(default_factory=dict)

    def told(self, statuses: Mapping[str, FolderStatus]) -> None:
        """Take note of the fresh status of folders; it holds for the next look at each of them."""
        self._statuses.update(statuses)

    def before_append(self, folder: str) -> FolderStatus:
        """Return a status that was true before a message is appended: that of the last look, or a fresh one."""
        return self._seen.pop(folder, None) or self.mailbox.status(folder)

    def refresh(self, folders: Sequence[str]) -> None:
        """Ask for the status of those folders that it was not told of, in one go."""
        if unknown := [folder for folder in folders if folder not in self._statuses]:
            self.told(self.mailbox.statuses(unknown))

    def replies(self, folder: str, message_id: str, since: datetime, *, by_user: bool = False) -> bool:
        """Tell whether a folder holds a message that answers `message_id` and came there after `since`.

        Given `by_user`, only what the user wrote counts: other mail of the conversation may lie there, too.
        """
        answers = (ids for ids in self._messages(folder, since) if message_id in (*ids.in_reply_to, *ids.references))
        return any(not by_user or not ids.author or self.is_own(ids.author) for ids in answers)

    def appended(self, folder: str, place: AppendedUid, raw: bytes) -> None:
        """Take note of a message of ours, which need not be read back if it is the next one in its folder."""
        loaded = self._loaded.get(folder)
        if loaded is not None and (loaded.uidvalidity, loaded.uidnext) == (place.uidvalidity, place.uid):
            loaded.messages.append(thread_ids(place.uid, raw.partition(b"\r\n\r\n")[0]))
            loaded.uidnext = place.uid + 1

    def _messages(self, folder: str, since: datetime) -> list[ThreadIds]:
        status = self._statuses.pop(folder, None) or self.mailbox.status(folder)
        self._seen[folder] = status
        first_day = (since - SERVER_DAY_MARGIN).date()
        loaded = self._loaded.get(folder)
        if loaded is None or loaded.uidvalidity != status.uidvalidity or first_day < loaded.since:
            loaded = _Loaded(status.uidvalidity, 1, first_day, [])
            self._loaded[folder] = loaded
        if status.uidnext > loaded.uidnext:
            uids = self.mailbox.uids_from(folder, loaded.uidnext, since=loaded.since)
            loaded.messages.extend(self.mailbox.thread_ids(folder, uids))
            loaded.uidnext = max(status.uidnext, *(uid + 1 for uid in uids)) if uids else status.uidnext
        return loaded.messages


@dataclass(frozen=True, slots=True)
class Filing:
    """The drafts of one account."""

    mailbox: Mailbox
    store: Store
    folders: SpecialFolders
    drafts_folder: str
    now: Clock
    index: ThreadIndex

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The folders in which an answer may lie."""
        folders = (self.drafts_folder, self.folders.sent, self.folders.trash)
        return tuple(dict.fromkeys(folder for folder in folders if folder))

    def begun_or_sent(self, message_id: str, since: datetime) -> bool:
        """Tell whether the user has answered a message, begun to, or thrown a draft for it away.

        Given the time when the message came: no answer to it can be older.
        """
        if not message_id:
            return False
        self.index.refresh(self.looked_at)
        of_the_user = dict.fromkeys((self.drafts_folder, self.folders.sent))
        if any(self.index.replies(folder, message_id, since) for folder in of_the_user if folder):
            return True
        trash = self.folders.trash
        return trash is not None and self.index.replies(trash, message_id, since, by_user=True)

    def file(self, entry: Entry, draft: Draft, plan: Plan, revision: int = 1) -> Entry:
        """Put a draft into Drafts and return the entry as filed.

        Given an entry with `replaced`, and a higher revision, it takes that draft's place: call `settle` then.
        Raise ConnectionLost where it is unknown whether it lies there: `recover` tells, over a new connection.
        Raise MailboxError where the server refused it.
        """
        status = self.index.before_append(self.drafts_folder)
        place = DraftPlace(
            draft.message_id,
            self.drafts_folder,
            status.uidvalidity,
            status.uidnext,
            revision=revision,
            digest=digest_of_bytes(draft.raw),
            tone=plan.tone,
            language=plan.language,
            recipients=tuple(each.email for each in plan.to),
            made_at=self.now(),
        )
        appending = entry.becomes(EntryState.APPENDING, place)
        self.store.remember(self.now(), appending)
        try:
            appended = self.mailbox.append_draft(self.drafts_folder, draft.raw)
        except MailboxError:
            self.store.remember(self.now(), _not_there(appending))
            raise
        if appended is not None:
            self.index.appended(self.drafts_folder, appended, draft.raw)
        filed = appending.becomes(EntryState.FILED, self._settled(place, appended))
        self.store.remember(self.now(), filed)
        return filed

    def recover(self, account: str) -> Iterator[Entry]:
        """Clear up what an earlier process or connection left `appending`; yield each entry as it is then."""
        for entry in self.store.entries(account, EntryState.APPENDING):
            if entry.replaced is None and (cleared := self._cleared(entry)):
                yield cleared
        yield from self._recover_replacements(account)

    def settle(self, entry: Entry) -> Entry:
        """Discard the draft that another one took the place of, if nobody has edited it; return the entry then.

        Raise MailboxError where the server refuses that; the next `recover` tries again.
        """
        if entry.replaced is None:
            return entry
        found = look_for(self.mailbox, entry.replaced)
        if found.is_untouched:
            discard(self.mailbox, entry.replaced, found, self.folders.trash)
        settled = replace(entry, replaced=None)
        self.store.remember(self.now(), settled)
        return settled

    def _recover_replacements(self, account: str) -> Iterator[Entry]:
        appending = self.store.entries(account, EntryState.APPENDING)
        unsettled = [*(each for each in appending if each.replaced), *self.store.replacing(account)]
        if not unsettled:
            return
        with replacing_drafts(self.store.path.parent) as is_ours:
            for entry in unsettled if is_ours else ():
                yield from self._recover_replacement(account, entry.source_key)

    def _recover_replacement(self, account: str, source_key: str) -> Iterator[Entry]:
        # Read again: another process may have come to its end with it before the lock was ours.
        entry = self.store.find(account, source_key)
        if entry is None or entry.replaced is None:
            return
        cleared = self._cleared(entry) if entry.state is EntryState.APPENDING else entry
        if cleared is None:
            return
        # What the server refuses now must not keep new mail waiting: it is tried again with every connection.
        with suppress(MailboxError):
            cleared = self.settle(cleared)
        if entry.state is EntryState.APPENDING and cleared.draft != entry.replaced:
            yield cleared

    def _cleared(self, entry: Entry) -> Entry | None:
        """Return an `appending` entry as it is now; None where that cannot be found out, and it stays as it is."""
        if entry.draft is None:
            raise AssertionError(f"{entry.source_key} is appending without a place")
        try:
            found = self._find(entry.draft)
        except MailboxError:
            if entry.draft.folder == self.drafts_folder:
                raise
            # Drafts go elsewhere by now, and that folder is gone: the draft may be in it under a new name.
            return None
        cleared = entry.becomes(EntryState.FILED, found) if found else _not_there(entry)
        self.store.remember(self.now(), cleared)
        return cleared

    def _settled(self, place: DraftPlace, appended: AppendedUid | None) -> DraftPlace:
        if appended is not None:
            return replace(place, uidvalidity=appended.uidvalidity, uid=appended.uid)
        return self._find_in_drafts(place) or place

    def _find(self, place: DraftPlace) -> DraftPlace | None:
        # The UIDs of another folder say nothing about this one, even where UIDVALIDITY happens to be the same.
        elsewhere_now = replace(place, folder=self.drafts_folder, base_uidvalidity=0, base_uidnext=1)
        if found := self._find_in_drafts(place if place.folder == self.drafts_folder else elsewhere_now):
            return found
        elsewhere = (folder for folder in (self.folders.sent, self.folders.trash) if folder)
        if any(self._holds(folder, 1, place.message_id, self._recently()) for folder in elsewhere):
            return place
        return self._find_in_drafts(place) if place.folder != self.drafts_folder else None

    def _find_in_drafts(self, place: DraftPlace) -> DraftPlace | None:
        status = self.mailbox.status(place.folder)
        first = place.base_uidnext if status.uidvalidity == place.base_uidvalidity else 1
        uid = self._holds(place.folder, first, place.message_id)
        return replace(place, uidvalidity=status.uidvalidity, uid=uid) if uid else None

    def _holds(self, folder: str, first_uid: int, message_id: str, since: date | None = None) -> int | None:
        # HEADER searches miss, fail, or close the connection at several providers: compare the ids ourselves.
        uids = self.mailbox.uids_from(folder, first_uid, since=since)
        return next((ids.uid for ids in self.mailbox.thread_ids(folder, uids) if ids.message_id == message_id), None)

    def _recently(self) -> date:
        return (self.now() - timedelta(days=60)).date()


def _not_there(entry: Entry) -> Entry:
    """Return an entry whose draft surely did not reach the server: the one before it counts again, if there is one."""
    if entry.replaced is None or entry.draft is None:
        return entry.becomes(EntryState.PLANNED)
    # Its Message-ID is used up all the same: a server may show late what it has stored.
    before = replace(entry.replaced, revision=entry.draft.revision)
    return replace(entry, state=EntryState.FILED, draft=before, replaced=None)
