"""Judging labelled mail: from a corpus to the figures of `metrics`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inbox_helper.core.judge import judge
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.text import prepare
from inbox_helper.core.types import Label, Message, PreparedText, Verdict
from inbox_helper.tuning.metrics import Judged
from inbox_helper.tuning.sources import Labelled, SourceItem

REJECTION = "rejection"


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled mail, prepared once, so that several rulebooks can judge it."""

    id: str
    message: Message
    prepared: PreparedText
    labelled: Labelled


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mail that is called what it is not, with the verdict that says why."""

    case: Case
    verdict: Verdict


def cases(items: Iterable[SourceItem]) -> Iterator[Case]:
    """Yield the mails that have a label and are not marked ambiguous."""
    for item in items:
        if item.message is not None and item.labelled.label and not item.labelled.ambiguous:
            yield Case(item.id, item.message, prepare(item.message), item.labelled)


def evaluate(rulebook: Rulebook, labelled: Iterable[Case]) -> tuple[list[Judged], list[Mistake]]:
    """Return every mail judged, in order, and the mistakes among them."""
    judged: list[Judged] = []
    mistakes: list[Mistake] = []
    for case in labelled:
        verdict = judge(rulebook, case.message, case.prepared)
        one = _judged(case, verdict)
        judged.append(one)
        if one.rejection is not (verdict.label is Label.REJECTION):
            mistakes.append(Mistake(case, verdict))
    return judged, mistakes


def _judged(case: Case, verdict: Verdict) -> Judged:
    return Judged(
        id=case.id,
        rejection=case.labelled.label == REJECTION,
        label=verdict.label,
        score=verdict.score,
        language=case.labelled.language or case.prepared.language,
        kind=case.labelled.label,
        group=case.labelled.template_group or case.id,
        rules=tuple(dict.fromkeys(hit.rule for hit in verdict.evidence if not hit.muted_by)),
    )
