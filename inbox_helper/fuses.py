"""What keeps a broken rule, or a first run, from filling Drafts: nothing is lost, drafts follow after a word."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from inbox_helper.core.types import DraftingOptions, Label
from inbox_helper.state.store import Hold, HoldKind, Store

LEAST_HISTORY = 100
"""Mails that must have been judged before it is known what is usual."""
FAR_MORE = 4.0
"""How many times the usual share is far more than usual."""

FIRST_RUN = "Drafts wait until you have confirmed once."
FIRST_RUN_REMEDY = (
    "See what would be drafted: inbox-helper scan --since 30d --dry-run. Then: inbox-helper watch --confirm"
)
FLOOD_REMEDY = (
    "See which rules counted: inbox-helper explain, rules frequencies. Mend or mute the rule that is wrong, then:"
    " inbox-helper watch --confirm. The mails are judged anew then; none is forgotten."
)


def remedy_of(hold: Hold) -> str:
    """Return what to do about a hold."""
    return FIRST_RUN_REMEDY if hold.kind is HoldKind.FIRST_RUN else FLOOD_REMEDY


class FloodGauge:
    """Tells when suddenly far more mails than usual count as rejections."""

    def __init__(
        self, earlier: int, earlier_rejections: int, latest: Iterable[bool], *, limit: int, window: int
    ) -> None:
        """Given how many mails were judged before the latest ones, and whether each of the latest is a rejection.

        It trips where at least `limit` of the last `window` mails are rejections, that is far more than usual, and
        enough was judged earlier to know what is usual. A `limit` of 0 switches it off.
        """
        self._latest = deque(latest, maxlen=window)
        self._earlier = earlier
        self._earlier_rejections = earlier_rejections
        self._limit = limit

    def add(self, *, rejection: bool) -> None:
        """Count one more mail."""
        if len(self._latest) == self._latest.maxlen:
            self._earlier += 1
            self._earlier_rejections += self._latest[0]
        self._latest.append(rejection)

    def tripping(self) -> str:
        """Return what is wrong if one more rejection makes it trip, or an empty text."""
        latest = [*self._latest, True][-(self._latest.maxlen or 0) :]
        count, mails = sum(latest), len(latest)
        if not self._limit or count < self._limit or self._earlier < LEAST_HISTORY:
            return ""
        usual = self._earlier_rejections / self._earlier
        if count <= FAR_MORE * usual * mails:
            return ""
        return (
            f"Drafting is held: {count} of the last {mails} mails count as rejections; usual are"
            f" {self._earlier_rejections} of {self._earlier}. A rule may be broken."
        )


@dataclass(slots=True)
class Fuses:
    """The fuses of one account, for as long as a connection lasts."""

    account: str
    options: DraftingOptions
    store: Store
    dry_run: bool = False
    explicit: bool = False
    """Whether the user asked for just this mail to be looked at: that confirms it, and however many there are."""
    _gauge: FloodGauge | None = None
    _confirmed_at: datetime | None = None
    _would_draft: list[str] = field(default_factory=list)
    """In a dry run: the employers that drafts would have gone to."""

    def begin(self, now: datetime) -> None:
        """Hold the first drafts if the user wants to be asked, and no longer if they do not any more."""
        if self.dry_run:
            return
        held = self.store.hold(self.account)
        if not self.options.confirm_first:
            if held is not None and held.kind is HoldKind.FIRST_RUN:
                self.store.confirm(self.account, now, lift=HoldKind.FIRST_RUN)
        elif held is None and self.store.confirmed_at(self.account) is None:
            self.store.put_hold(self.account, Hold(HoldKind.FIRST_RUN, FIRST_RUN, now))

    def hold(self) -> Hold | None:
        """Return what holds drafting, or None. The user may lift it while the daemon runs."""
        held = self.store.hold(self.account)
        if held is None or self.dry_run:
            return None
        return None if self.explicit and held.kind is HoldKind.FIRST_RUN else held

    def objection(self, now: datetime) -> str:
        """Return why a rejection that is being judged gets no draft yet, or an empty text."""
        held = self.hold()
        self._forget_confirmed()
        if held is None and not self.explicit and not self.dry_run and (problem := self._measure().tripping()):
            held = Hold(HoldKind.FLOOD, problem, now)
            self.store.put_hold(self.account, held)
        return held.reason if held else ""

    def judged(self, label: Label) -> None:
        """Take note of a mail that was judged for the first time."""
        if not self.explicit and not self.dry_run:
            self._measure().add(rejection=label is Label.REJECTION)

    def end_explicit(self, now: datetime) -> None:
        """Take note that the user's own command came to its end: what it judged tells nothing about rules."""
        if self.explicit and not self.dry_run:
            self.store.confirm(self.account, now, lift=HoldKind.FIRST_RUN)
        self.explicit = False
        self._gauge = None

    def would_draft(self, employer: str) -> None:
        """Take note of a draft that a dry run leaves out, so that it tells what the real run would do."""
        self._would_draft.append(employer)

    def drafts_today(self, now: datetime) -> int:
        """Return how many drafts were made in the last 24 hours."""
        # What was stamped by a clock that ran ahead would use up the limit until that time has come.
        return self.store.drafts_between(self.account, now - timedelta(days=1), now) + len(self._would_draft)

    def recently_drafted(self, employer: str, now: datetime) -> bool:
        """Tell whether an employer got a draft within the period that the user chose."""
        days = self.options.employer_days
        if not days or not employer:
            return False
        since = now - timedelta(days=days)
        return employer in self._would_draft or self.store.drafted_employer(self.account, employer, since)

    def _forget_confirmed(self) -> None:
        """Measure anew once the user has confirmed what there was: another process may have told us so."""
        if self._gauge is not None and self.store.confirmed_at(self.account) != self._confirmed_at:
            self._gauge = None

    def _measure(self) -> FloodGauge:
        if self._gauge is None:
            confirmed = self._confirmed_at = self.store.confirmed_at(self.account)
            total, rejections = self.store.judged(self.account)
            latest = self.store.latest_labels(self.account, self.options.flood_window, confirmed)
            found = [label is Label.REJECTION for label in latest]
            self._gauge = FloodGauge(
                total - len(found),
                rejections - sum(found),
                found,
                limit=self.options.flood_limit,
                window=self.options.flood_window,
            )
        return self._gauge
