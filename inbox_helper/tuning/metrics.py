"""Precision, recall and their company, from judged and labelled mail. Pure.

A verdict of *rejection* counts as yes; *unsure* and *other* count as no. Because an unsure mail is shown to the user,
recall with unsure counted as found stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from inbox_helper.core.types import Label


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled mail and what the rules say of it."""

    id: str
    rejection: bool
    """The truth: whether a person calls it a rejection."""
    label: Label
    score: float
    language: str = ""
    kind: str = ""
    """The kind of mail by its label: rejection, confirmation, offer, other …"""
    group: str = ""
    """Mails of one template share it."""
    rules: tuple[str, ...] = ()
    """Ids of the rules that counted."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The confusion matrix, with the unsure ones told apart."""

    true_positive: int = 0
    false_positive: int = 0
    false_negative: int = 0
    true_negative: int = 0
    unsure_rejections: int = 0
    """Rejections that were called unsure; they are among the false negatives."""
    unsure_others: int = 0
    """Other mail that was called unsure; it is among the true negatives."""

    @property
    def rejections(self) -> int:
        """How many rejections there are."""
        return self.true_positive + self.false_negative

    @property
    def total(self) -> int:
        """How many mails there are."""
        return self.rejections + self.false_positive + self.true_negative

    @property
    def precision(self) -> float | None:
        """The part of what was called a rejection that is one; None where nothing was called so."""
        return _part(self.true_positive, self.true_positive + self.false_positive)

    @property
    def recall(self) -> float | None:
        """The part of the rejections that was called so; None where there are none."""
        return _part(self.true_positive, self.rejections)

    @property
    def recall_with_unsure(self) -> float | None:
        """Recall with unsure counted as found."""
        return _part(self.true_positive + self.unsure_rejections, self.rejections)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None or precision + recall == 0:
            return None
        return 2 * precision * recall / (precision + recall)


def _part(some: int, whole: int) -> float | None:
    return some / whole if whole else None


def count(judged: Iterable[Judged]) -> Counts:
    """Return the counts over all mails."""
    found = {(truth, label): 0 for truth in (True, False) for label in Label}
    for one in judged:
        found[one.rejection, one.label] += 1
    return Counts(
        true_positive=found[True, Label.REJECTION],
        false_positive=found[False, Label.REJECTION],
        false_negative=found[True, Label.UNSURE] + found[True, Label.OTHER],
        true_negative=found[False, Label.UNSURE] + found[False, Label.OTHER],
        unsure_rejections=found[True, Label.UNSURE],
        unsure_others=found[False, Label.UNSURE],
    )


def count_by(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, Counts]:
    """Return the counts for each value of `key`, in the order of the values."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[key(one)].append(one)
    return {value: count(groups[value]) for value in sorted(groups)}


@dataclass(frozen=True, slots=True)
class Operating:
    """What a threshold for *rejection* would give, by the score alone."""

    threshold: float
    precision: float | None
    recall: float | None


def sweep(judged: Sequence[Judged]) -> tuple[Operating, ...]:
    """Return precision and recall at every threshold that makes a difference, lowest first.

    The score alone decides here; vetoes, which keep a mail from being a rejection at any score, are not seen.
    """
    thresholds = sorted({one.score for one in judged})
    return tuple(_at(judged, threshold) for threshold in thresholds)


def _at(judged: Sequence[Judged], threshold: float) -> Operating:
    yes = [one for one in judged if one.score >= threshold]
    right = sum(one.rejection for one in yes)
    return Operating(threshold, _part(right, len(yes)), _part(right, sum(one.rejection for one in judged)))


@dataclass(frozen=True, slots=True)
class Change:
    """A mail whose label is another one after an edit of the rules."""

    before: Judged
    after: Judged

    @property
    def better(self) -> bool:
        """Whether the new label is right and the old one was not."""
        return (self.after.label is Label.REJECTION) == self.after.rejection

    @property
    def gained(self) -> tuple[str, ...]:
        """Ids of the rules that count now and did not before."""
        return tuple(rule for rule in self.after.rules if rule not in self.before.rules)

    @property
    def lost(self) -> tuple[str, ...]:
        """Ids of the rules that counted before and do not now."""
        return tuple(rule for rule in self.before.rules if rule not in self.after.rules)


def changes(before: Iterable[Judged], after: Iterable[Judged]) -> tuple[Change, ...]:
    """Return the mails whose label changed, given the same mails judged twice in the same order."""
    pairs = zip(before, after, strict=True)
    return tuple(Change(old, new) for old, new in pairs if old.label is not new.label)
