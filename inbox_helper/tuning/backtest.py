"""What would have been drafted: a mailbox or files judged from a day on, without writing anything anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from inbox_helper.core.decision import decide_skimmed
from inbox_helper.core.fetched import parse_fetched, skim_fetched
from inbox_helper.core.parse import parse_message
from inbox_helper.core.reply import ReplyContext
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.types import DraftingOptions, Facts, FetchedMessage, Identity, Label, Message
from inbox_helper.errors import UserError
from inbox_helper.mailbox.port import Mailbox
from inbox_helper.state.journal import Finding, Journal
from inbox_helper.tuning.results import Result
from inbox_helper.tuning.sources import SourceItem, read_messages

BATCH = 200
"""Messages that are read, and remembered, together."""


@dataclass(frozen=True, slots=True)
class Old:
    """An old message: skimmed, to be read with care where it may be a rejection."""

    number: int
    item: SourceItem
    message: Message
    read: Callable[[], Message]
    answered: bool = False


class OldMail(Protocol):
    """Where old mail comes from."""

    name: str

    def numbers(self) -> Sequence[int]:
        """Return what messages there are, in order: UIDs, or places in files."""

    def read(self, numbers: Sequence[int]) -> Iterator[Old]:
        """Yield some of them, in order; those that vanished are left out."""


class OldMailInFolder:
    """Old mail in a folder of a mailbox."""

    def __init__(self, mailbox: Mailbox, account: str, folder: str, since: datetime | None) -> None:
        self.name = f"{account}:{folder}"
        self.uidvalidity = mailbox.status(folder).uidvalidity
        self._mailbox = mailbox
        self._folder = folder
        self._since: date | None = since.date() if since else None

    def numbers(self) -> Sequence[int]:
        """Return the UIDs of the messages that came since the day."""
        return self._mailbox.uids_from(self._folder, 1, self._since)

    def read(self, numbers: Sequence[int]) -> Iterator[Old]:
        """Yield the messages with some UIDs; no attachment is transferred, nothing is marked as read."""
        return map(self._old, self._mailbox.fetch(self._folder, numbers))

    def _old(self, fetched: FetchedMessage) -> Old:
        skimmed = skim_fetched(fetched)
        item = SourceItem(f"{self.name}:{fetched.uid}", skimmed)
        return Old(fetched.uid, item, skimmed, lambda: parse_fetched(fetched), "\\Answered" in fetched.flags)


class OldMailInFiles:
    """Old mail in files, numbered from 1."""

    def __init__(self, paths: Sequence[Path], since: datetime | None) -> None:
        self.name = ", ".join(path.as_posix() for path in paths)
        self._paths = paths
        self._since = since

    def numbers(self) -> Sequence[int]:
        """Return the places of the messages whose Date is not earlier than the moment, or unknown."""
        return [number for number, item in self._items() if self._is_meant(item)]

    def read(self, numbers: Sequence[int]) -> Iterator[Old]:
        """Yield the messages in some places."""
        wanted = frozenset(numbers)
        last = max(numbers, default=0)
        return (_old(number, item) for number, item in islice(self._items(), last) if number in wanted)

    def _items(self) -> Iterator[tuple[int, SourceItem]]:
        return enumerate(read_messages(self._paths), 1)

    def _is_meant(self, item: SourceItem) -> bool:
        if item.message is None:
            return False
        return self._since is None or item.message.date is None or item.message.date >= self._since


def _old(number: int, item: SourceItem) -> Old:
    message = item.message
    if message is None:
        raise UserError(f"{item.id} changed while it was read.", "Start the backtest again.")
    return Old(number, item, message, lambda: parse_message(item.raw) if item.raw else message)


@dataclass(frozen=True, slots=True)
class Backtest:
    """Judges old mail by the rules in force, and remembers in the journal how far it came."""

    mail: OldMail
    journal: Journal
    rulebook: Rulebook
    identity: Identity
    options: DraftingOptions

    def run(self, numbers: Sequence[int]) -> Iterator[tuple[Finding, Result]]:
        """Judge some messages that are not in the journal yet, and yield for each what was found, in order."""
        for start in range(0, len(numbers), BATCH):
            found = []
            for old in self.mail.read(numbers[start : start + BATCH]):
                finding, result = self.judge(old)
                found.append(finding)
                yield finding, result
            self.journal.add(found)

    def judge(self, old: Old) -> tuple[Finding, Result]:
        """Judge one message; what breaks on it is told in the result."""

        def context(_facts: Facts) -> ReplyContext:
            return ReplyContext(answered=old.answered)

        try:
            decision = decide_skimmed(old.message, old.read, self.rulebook, self.identity, self.options, context)
        except Exception as error:  # noqa: BLE001 - told in the result; the next message is judged all the same
            reason = f"It could not be processed ({type(error).__name__})."
            return Finding(old.number, str(Label.OTHER), 0.0, "malformed"), Result(old.item, None, reason)
        verdict, plan = decision.verdict, decision.plan
        finding = Finding(old.number, str(verdict.label), verdict.score, str(plan.action))
        return finding, Result(old.item, decision)

    def doubtful(self, *, everything: bool = False) -> list[int]:
        """Return the messages that a person should look at, in order: those that are unsure and not answered yet.

        With `everything`, those that are taken for rejections as well.
        """
        asked = (Label.UNSURE, Label.REJECTION) if everything else (Label.UNSURE,)
        findings = self.journal.findings.values()
        return sorted(
            each.number for each in findings if each.label in asked and each.number not in self.journal.answers
        )
