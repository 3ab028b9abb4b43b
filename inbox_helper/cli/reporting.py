"""What became of a message, as one line for a person and as one object for a program."""

from __future__ import annotations

from typing import Any

from inbox_helper.core.types import Action, Label, Outcome
from inbox_helper.flow import Handled

_MARKS = {
    Outcome.FILED: "draft made",
    Outcome.RECOVERED: "draft found again",
    Outcome.DRY_RUN: "would draft",
    Outcome.ALREADY_DONE: "known",
}


def as_object(handled: Handled) -> dict[str, Any]:
    """Return what became of a message, with names that scripts can rely on."""
    where, entry, receipt = handled.where, handled.entry, handled.receipt
    return {
        "account": where.account,
        "folder": where.folder,
        "uid": where.uid,
        "label": str(entry.label),
        "score": round(entry.score, 2),
        "rules": list(entry.rules),
        "plan": {"action": str(entry.action), "reason": entry.reason},
        "outcome": str(receipt.outcome),
        "draft": {"folder": receipt.where.folder, "uid": receipt.where.uid} if receipt.where else None,
    }


def as_line(handled: Handled) -> str:
    """Return what became of a message in one line, with the subject where the message is at hand."""
    entry = handled.entry
    mark = _mark(handled)
    subject = handled.decision.message.subject if handled.decision else ""
    what = subject or f"message {handled.where.uid} in {handled.where.folder}"
    return f"{entry.label:<9}  {mark:<17}  {what[:60]:<60}  {entry.reason}".rstrip()


def is_worth_telling(handled: Handled) -> bool:
    """Tell whether a person wants to hear of it: everything but the mail that is none of our business."""
    return handled.entry.label is not Label.OTHER or handled.entry.action is Action.MALFORMED


def _mark(handled: Handled) -> str:
    would = handled.receipt.outcome is Outcome.DRY_RUN and not handled.entry.action.drafts
    return "no draft" if would else _MARKS.get(handled.receipt.outcome, "no draft")
