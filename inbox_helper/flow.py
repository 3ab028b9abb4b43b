"""The program on one page: fetch, parse, judge, plan, compose, file the draft, remember."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from inbox_helper.core.compose import compose
from inbox_helper.core.decision import Decision, decide_skimmed
from inbox_helper.core.employer import employer_key
from inbox_helper.core.fetched import parse_fetched, skim_fetched
from inbox_helper.core.identity import is_own
from inbox_helper.core.keys import draft_message_id, is_of_message_id, key_of_message_id, source_key
from inbox_helper.core.reply import ReplyContext
from inbox_helper.core.types import (
    Action,
    Draft,
    DraftingOptions,
    Facts,
    FetchedMessage,
    Identity,
    Label,
    Message,
    Outcome,
    Receipt,
    Where,
)
from inbox_helper.correspondence import Correspondence
from inbox_helper.errors import ConnectionLost, MailboxError, UserError
from inbox_helper.filing import SERVER_DAY_MARGIN, Clock, Filing, ThreadIndex
from inbox_helper.fuses import Fuses
from inbox_helper.library import Books
from inbox_helper.mailbox.port import Look, Mailbox
from inbox_helper.state.store import Cursor, Entry, EntryState, Store

BATCH = 200
"""Messages that are fetched, and remembered, together."""


def batched(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield the UIDs in runs of `size`, in order."""
    for start in range(0, len(uids), size):
        yield uids[start : start + size]


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one message."""

    where: Where
    entry: Entry
    receipt: Receipt
    decision: Decision | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """One account's way from inbox to Drafts."""

    account: str
    identity: Identity
    books: Callable[[], Books]
    """Gives the rules and templates in force; they may change between two messages."""
    options: DraftingOptions
    mailbox: Mailbox
    store: Store
    filing: Filing
    fuses: Fuses
    correspondence: Correspondence
    now: Clock
    dry_run: bool = False
    _pending: list[Entry] = field(default_factory=list)

    def resume(self) -> Iterator[Handled]:
        """Finish what a crash or a lost connection left half done, and what a limit or a hold kept back.

        Call it first on every new connection, and now and then after that.
        """
        if self.dry_run:
            return
        for entry in self.filing.recover(self.account):
            if entry.state is EntryState.FILED:
                yield Handled(entry.where, entry, Receipt(Outcome.RECOVERED, _draft_place(entry)))
        for folder, uidvalidity, uids in self._due():
            yield from self._handle_batch(folder, uidvalidity, uids, None)

    def catch_up(
        self, folder: str, since: datetime | None = None, found: Callable[[int], object] = bool
    ) -> Iterator[Handled]:
        """Deal with everything new in a folder, in ascending order of UIDs, and move the cursor behind it.

        The first contact starts at UIDNEXT. Given `since`, mail that came from that day on is looked at whatever
        the cursor says; what is known already is passed over. Somebody who asks for that wants its drafts.
        `found` is told how many messages there are to deal with, before the first of them is.
        """
        self.fuses.explicit = since is not None
        cursor = self.store.cursor(self.account, folder)
        look = self._look(folder, cursor, since)
        status = look.status if look else self.mailbox.status(folder)
        renumbered = cursor is not None and cursor.uidvalidity != status.uidvalidity
        # A clock that once ran ahead left times that are still to come: now is surely early enough.
        known_times = [moment for moment in (cursor and cursor.covered_since, since, self.now()) if moment]
        covered_since = min(known_times)
        last_uid = cursor.last_uid if cursor and not renumbered else 0
        if look and not renumbered:
            uids, at_hand = look.uids, look.fetched
        else:
            uids, at_hand = self._new_uids(folder, cursor, since, renumbered=renumbered), None
        found(len(uids))
        came_after = covered_since if renumbered else None
        for batch in batched(uids, BATCH):
            yield from self._handle_batch(folder, status.uidvalidity, batch, came_after, at_hand)
            if not renumbered:
                last_uid = max(last_uid, batch[-1])
                self._move_cursor(folder, Cursor(status.uidvalidity, last_uid, covered_since, self.now()))
        if cursor is None or renumbered:
            last_uid = max(last_uid, status.uidnext - 1)
            self._move_cursor(folder, Cursor(status.uidvalidity, last_uid, covered_since, self.now()))
        if self.fuses.explicit:
            self.fuses.end_explicit(self.now())

    def close(self) -> None:
        """Free the connection and the state."""
        self.mailbox.close()
        self.store.close()

    def handle(self, fetched: FetchedMessage, where: Where) -> Handled:
        """Take one message through the flow. What breaks on the message itself is remembered, not raised."""
        message: Message | None = None
        try:
            read = cache(lambda: parse_fetched(fetched))
            message = skim_fetched(fetched)
            # A message without an id is known by all that it says, for which it is read with care.
            message = message if message.message_id else read()
            key = source_key(message)
            known = self.store.find(self.account, key)
            if known and known.state is not EntryState.PLANNED:
                return Handled(where, known, Receipt(Outcome.ALREADY_DONE, _draft_place(known)))
            decision = self._decide(message, read, fetched, where)
            if known is None:
                self.fuses.judged(decision.verdict.label)
            draft = self.compose(decision, key) if decision.plan.action.drafts else None
        except (ConnectionLost, UserError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a mail does to the core, the next mail is read
            return self._poisonous(where, message, error)
        return self._settle(where, _entry(key, where, decision), decision, draft)

    def _decide(self, skimmed: Message, read: Callable[[], Message], fetched: FetchedMessage, where: Where) -> Decision:
        def context(facts: Facts) -> ReplyContext:
            message, now = read(), self.now()
            came = fetched.internal_date or message.date or now
            return ReplyContext(
                answered="\\Answered" in fetched.flags,
                drafted_or_begun=self.filing.begun_or_sent(message.message_id, came),
                drafts_today=self.fuses.drafts_today(now),
                recently_drafted_employer=self.fuses.recently_drafted(employer_key(message, facts), now),
                held=self.fuses.objection(now),
                earlier=self.correspondence.before(where, message, facts),
            )

        return decide_skimmed(skimmed, read, self.books().rulebook, self.identity, self.options, context)

    def compose(self, decision: Decision, key: str, revision: int = 1) -> Draft:
        """Return the draft for a plan that drafts; every revision has a Message-ID of its own."""
        message_id = draft_message_id(self.store.secret(), key, revision, decision.plan.from_.domain)
        return compose(
            decision.message,
            decision.prepared,
            decision.plan,
            decision.facts,
            self.identity,
            self.options,
            self.books().templates,
            message_id=message_id,
            now=self.now(),
        )

    def _settle(self, where: Where, entry: Entry, decision: Decision, draft: Draft | None) -> Handled:
        if self.dry_run:
            if draft is not None:
                self.fuses.would_draft(entry.employer)
            return Handled(where, entry, Receipt(Outcome.DRY_RUN), decision, draft)
        if draft is None:
            self._pending.append(entry)
            return Handled(where, entry, Receipt(Outcome.NOT_PLANNED), decision)
        filed = self.filing.file(entry, draft, decision.plan)
        return Handled(where, filed, Receipt(Outcome.FILED, _draft_place(filed)), decision, draft)

    def _poisonous(self, where: Where, message: Message | None, error: Exception) -> Handled:
        key = source_key(message) if message else f"place:{where.folder}:{where.uidvalidity}:{where.uid}"
        frame = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"It could not be processed ({type(error).__name__} in {frame.name}, line {frame.lineno})."
        entry = Entry(
            key,
            where,
            EntryState.FAILED,
            Label.OTHER,
            0.0,
            Action.MALFORMED,
            reason,
            (),
            self.books().rulebook.version,
        )
        if not self.dry_run:
            self._pending.append(entry)
        return Handled(where, entry, Receipt(Outcome.NOT_PLANNED, note=reason))

    def _look(self, folder: str, cursor: Cursor | None, since: datetime | None) -> Look | None:
        """Look for what came in since the cursor; None where that is not all that is asked for."""
        if cursor is None or since is not None:
            return None
        look = self.mailbox.look(folder, cursor.last_uid + 1, self.filing.looked_at)
        self.filing.index.told(look.beside)
        return look

    def _handle_batch(
        self,
        folder: str,
        uidvalidity: int,
        uids: Sequence[int],
        came_after: datetime | None,
        at_hand: Sequence[FetchedMessage] | None = None,
    ) -> Iterator[Handled]:
        # Filing opens other folders on this connection, so the batch is read to its end before it is handled.
        for fetched in at_hand if at_hand is not None else list(self.mailbox.fetch(folder, uids)):
            if came_after is None or (fetched.internal_date or self.now()) >= came_after:
                yield self.handle(fetched, Where(self.account, folder, uidvalidity, fetched.uid))
        self._remember()

    def _due(self) -> Iterator[tuple[str, int, Sequence[int]]]:
        """Yield folder, UIDVALIDITY and UIDs of messages whose draft is due, in batches."""
        room = self.options.daily_limit - self.fuses.drafts_today(self.now())
        if room <= 0 or self.fuses.hold() is not None:
            return
        planned = [entry.where for entry in self.store.entries(self.account, EntryState.PLANNED)]
        for folder, uidvalidity in dict.fromkeys((where.folder, where.uidvalidity) for where in planned):
            wanted = [where.uid for where in planned if (where.folder, where.uidvalidity) == (folder, uidvalidity)]
            # What was moved away stays due but takes no room: else it would keep out what came later, for good.
            there = self._there(folder, uidvalidity, min(wanted))
            uids = [uid for uid in wanted if uid in there][:room]
            room -= len(uids)
            yield from ((folder, uidvalidity, batch) for batch in batched(sorted(uids), BATCH))

    def _there(self, folder: str, uidvalidity: int, first_uid: int) -> frozenset[int]:
        """Return the UIDs of a folder from one on; none where it is gone, or numbered anew."""
        try:
            if self.mailbox.status(folder).uidvalidity == uidvalidity:
                return frozenset(self.mailbox.uids_from(folder, first_uid))
        except MailboxError:
            # Renamed or removed, and maybe watched no more; for a watched folder `catch_up` raises this.
            return frozenset()
        return frozenset()

    def _new_uids(
        self, folder: str, cursor: Cursor | None, since: datetime | None, *, renumbered: bool
    ) -> tuple[int, ...]:
        uids: set[int] = set()
        if since is not None:
            uids.update(self.mailbox.uids_from(folder, 1, since=since.date()))
        if cursor is not None and renumbered:
            # What we know is recognised by its Message-ID; what came before the first contact is never replayed.
            behind = cursor.moved_at if cursor.moved_at <= self.now() else min(cursor.covered_since, self.now())
            uids.update(self.mailbox.uids_from(folder, 1, since=(behind - SERVER_DAY_MARGIN).date()))
            uids.update(self._waiting_uids(folder, cursor))
        elif cursor is not None:
            uids.update(self.mailbox.uids_from(folder, cursor.last_uid + 1))
        return tuple(sorted(uids))

    def _waiting_uids(self, folder: str, cursor: Cursor) -> Iterator[int]:
        """Yield the UIDs, in a folder that was numbered anew, of what may be mail whose draft is due."""
        planned = self.store.entries(self.account, EntryState.PLANNED)
        keys = {entry.source_key for entry in planned if entry.where.folder == folder}
        if not keys:
            return
        without_id = any(not is_of_message_id(key) for key in keys)
        first_day = (min(cursor.covered_since, self.now()) - SERVER_DAY_MARGIN).date()
        uids = self.mailbox.uids_from(folder, 1, since=first_day)
        for ids in self.mailbox.thread_ids(folder, uids):
            if key_of_message_id(ids.message_id) in keys or (without_id and not ids.message_id):
                yield ids.uid

    def _remember(self) -> None:
        if self._pending and not self.dry_run:
            self.store.remember(self.now(), *self._pending)
        self._pending.clear()

    def _move_cursor(self, folder: str, cursor: Cursor) -> None:
        if not self.dry_run:
            self.store.move_cursor(self.account, folder, cursor)


def _entry(key: str, where: Where, decision: Decision) -> Entry:
    plan, verdict = decision.plan, decision.verdict
    due = plan.action.drafts or plan.later
    passed = EntryState.DONE if plan.action is Action.DONE else EntryState.PASSED
    return Entry(
        source_key=key,
        where=where,
        state=EntryState.PLANNED if due else passed,
        label=verdict.label,
        score=verdict.score,
        action=plan.action,
        reason=plan.reason,
        rules=tuple(dict.fromkeys(hit.rule for hit in verdict.evidence if not hit.muted_by)),
        rulebook_version=verdict.rulebook_version,
        employer=employer_key(decision.message, decision.facts) if verdict.label is Label.REJECTION else "",
    )


def _draft_place(entry: Entry) -> Where | None:
    draft = entry.draft
    if draft is None or draft.uid is None or draft.uidvalidity is None:
        return None
    return Where(entry.where.account, draft.folder, draft.uidvalidity, draft.uid)


def open_flow(
    account: str,
    identity: Identity,
    books: Callable[[], Books],
    options: DraftingOptions,
    mailbox: Mailbox,
    store: Store,
    now: Clock,
    *,
    drafts_folder: str = "",
    dry_run: bool = False,
) -> Flow:
    """Return the flow of an account over an open mailbox.

    Given `drafts_folder`, use that one; else the one that the mailbox has. Raise MailboxError if there is none.
    """
    folders = mailbox.special_folders()
    drafts = drafts_folder or folders.drafts
    if not drafts:
        raise MailboxError(
            f"Account {account}: no single Drafts folder was found on the server.",
            f'Name the folder for drafts in the configuration: drafts = "…" under [accounts.{account}]. '
            "With Gmail, also check that Drafts is shown in IMAP (Settings, Labels).",
        )
    filing = Filing(mailbox, store, folders, drafts, now, ThreadIndex(mailbox, lambda email: is_own(email, identity)))
    fuses = Fuses(account, options, store, dry_run)
    fuses.begin(now())
    correspondence = Correspondence(mailbox, identity)
    return Flow(account, identity, books, options, mailbox, store, filing, fuses, correspondence, now, dry_run)
