"""What is remembered of a message and of the draft that answers it, and how that lies in the tables."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from inbox_helper.core.types import Action, Label, Where


class EntryState(StrEnum):
    """How far a message is; only APPENDING needs recovery."""

    PASSED = "passed"
    """Judged; nothing to file."""
    DONE = "done"
    """The user had answered it, or begun to."""
    PLANNED = "planned"
    """A draft is due, and the server surely does not hold it."""
    APPENDING = "appending"
    """The server may hold the draft or not."""
    FILED = "filed"
    """The draft lies, or lay, in the mailbox."""
    FAILED = "failed"
    """The message could not be processed; it was passed over, and the reason kept."""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """One draft: where it is being put, what was known before the APPEND, and the place that it got."""

    message_id: str
    folder: str
    base_uidvalidity: int
    base_uidnext: int
    uidvalidity: int | None = None
    uid: int | None = None
    revision: int = 1
    """How many drafts of this mail have had a Message-ID so far."""
    digest: str = ""
    """What its content comes to (`digest_of`); empty for drafts of versions that kept none."""
    tone: str = ""
    language: str = ""
    recipients: tuple[str, ...] = ()
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one judged message."""

    source_key: str
    where: Where
    state: EntryState
    label: Label
    score: float
    action: Action
    reason: str
    rules: tuple[str, ...]
    rulebook_version: str
    draft: DraftPlace | None = None
    employer: str = ""
    """What tells employers apart (`employer_key`); empty where nothing surely does."""
    replaced: DraftPlace | None = None
    """The draft that `draft` takes the place of, as long as it may still lie in Drafts."""
    discarded_at: datetime | None = None
    """When the user had the draft thrown away."""
    number: int = field(default=0, compare=False)
    """What people call the draft; 0 before there is one."""

    def becomes(self, state: EntryState, draft: DraftPlace | None = None) -> Entry:
        """Return the entry in another state, with the draft's place if one is given."""
        return replace(self, state=state, draft=draft or self.draft)


SELECT_ENTRIES = """
    SELECT message.account, message.source_key, message.folder, message.uidvalidity, message.uid, state, label, score,
        action, reason, rules, rulebook_version, employer,
        draft_message_id, drafts_folder, base_uidvalidity, base_uidnext, draft_uidvalidity, draft_uid,
        revision, digest, tone, language, recipients, made_at, replaced, discarded_at, number
    FROM message LEFT JOIN draft ON draft.account = message.account AND draft.source_key = message.source_key
"""

UPSERT_MESSAGE = """
    INSERT INTO message (
        account, source_key, folder, uidvalidity, uid, state, label, score, action, reason, rules, rulebook_version,
        employer, draft_message_id, drafts_folder, base_uidvalidity, base_uidnext, draft_uidvalidity, draft_uid,
        judged_at, changed_at
    ) VALUES (
        :account, :source_key, :folder, :uidvalidity, :uid, :state, :label, :score, :action, :reason, :rules,
        :rulebook_version, :employer, :draft_message_id, :drafts_folder, :base_uidvalidity, :base_uidnext,
        :draft_uidvalidity, :draft_uid, :now, :now
    )
    ON CONFLICT (account, source_key) DO UPDATE SET
        folder = excluded.folder, uidvalidity = excluded.uidvalidity, uid = excluded.uid, state = excluded.state,
        label = excluded.label, score = excluded.score, action = excluded.action, reason = excluded.reason,
        rules = excluded.rules, rulebook_version = excluded.rulebook_version,
        employer = excluded.employer,
        draft_message_id = excluded.draft_message_id, drafts_folder = excluded.drafts_folder,
        base_uidvalidity = excluded.base_uidvalidity, base_uidnext = excluded.base_uidnext,
        draft_uidvalidity = excluded.draft_uidvalidity, draft_uid = excluded.draft_uid,
        changed_at = excluded.changed_at
"""

UPSERT_DRAFT = """
    INSERT INTO draft (
        account, source_key, revision, digest, tone, language, recipients, made_at, replaced, discarded_at
    ) VALUES (
        :account, :source_key, :revision, :digest, :tone, :language, :recipients, :made_at, :replaced, :discarded_at
    )
    ON CONFLICT (account, source_key) DO UPDATE SET
        revision = excluded.revision, digest = excluded.digest, tone = excluded.tone, language = excluded.language,
        recipients = excluded.recipients, made_at = excluded.made_at, replaced = excluded.replaced,
        discarded_at = excluded.discarded_at
"""


def message_row(entry: Entry, now: datetime) -> dict[str, Any]:
    """Return the values for UPSERT_MESSAGE."""
    draft = entry.draft
    return {
        "account": entry.where.account,
        "source_key": entry.source_key,
        "folder": entry.where.folder,
        "uidvalidity": entry.where.uidvalidity,
        "uid": entry.where.uid,
        "state": str(entry.state),
        "label": str(entry.label),
        "score": entry.score,
        "action": str(entry.action),
        "reason": entry.reason,
        "rules": json.dumps(entry.rules),
        "rulebook_version": entry.rulebook_version,
        "employer": entry.employer,
        "draft_message_id": draft and draft.message_id,
        "drafts_folder": draft and draft.folder,
        "base_uidvalidity": draft and draft.base_uidvalidity,
        "base_uidnext": draft and draft.base_uidnext,
        "draft_uidvalidity": draft and draft.uidvalidity,
        "draft_uid": draft and draft.uid,
        "now": utc_text(now),
    }


def draft_row(entry: Entry, draft: DraftPlace) -> dict[str, Any]:
    """Return the values for UPSERT_DRAFT."""
    return {
        "account": entry.where.account,
        "source_key": entry.source_key,
        "revision": draft.revision,
        "digest": draft.digest,
        "tone": draft.tone,
        "language": draft.language,
        "recipients": json.dumps(draft.recipients),
        "made_at": draft.made_at and utc_text(draft.made_at),
        "replaced": entry.replaced and _as_json(entry.replaced),
        "discarded_at": entry.discarded_at and utc_text(entry.discarded_at),
    }


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Return the entry in a row of SELECT_ENTRIES."""
    account, key, folder, uidvalidity, uid, state, label, score, action, reason, rules, version, employer, *rest = row
    place, (replaced, discarded_at, number) = rest[:-3], rest[-3:]
    return Entry(
        source_key=key,
        where=Where(account, folder, uidvalidity, uid),
        state=EntryState(state),
        label=Label(label),
        score=score,
        action=Action(action),
        reason=reason,
        rules=tuple(json.loads(rules)),
        rulebook_version=version,
        draft=_place(place) if place[0] is not None else None,
        employer=employer,
        replaced=_from_json(replaced) if replaced else None,
        discarded_at=_moment(discarded_at),
        number=number or 0,
    )


def utc_text(moment: datetime) -> str:
    """Return a time as the tables hold it; the texts sort as the times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _place(values: list[Any]) -> DraftPlace:
    place = DraftPlace(*values[:6])
    revision, digest, tone, language, recipients, made_at = values[6:]
    if revision is None:
        return place
    return replace(
        place,
        revision=revision,
        digest=digest,
        tone=tone,
        language=language,
        recipients=tuple(json.loads(recipients)),
        made_at=_moment(made_at),
    )


def _as_json(place: DraftPlace) -> str:
    return json.dumps({**asdict(place), "made_at": place.made_at and utc_text(place.made_at)})


def _from_json(text: str) -> DraftPlace:
    values = json.loads(text)
    return DraftPlace(**{**values, "recipients": tuple(values["recipients"]), "made_at": _moment(values["made_at"])})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
