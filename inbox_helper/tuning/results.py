"""One result per message: the JSON that scripts outside rely on."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Any

from inbox_helper.core.decision import Decision, decide, decide_skimmed
from inbox_helper.core.fact_list import known_facts, sayings
from inbox_helper.core.parse import parse_message
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.types import DraftingOptions, Facts, Identity
from inbox_helper.tuning.sources import SourceItem


@dataclass(frozen=True, slots=True)
class Result:
    """What was found out about one message of a file, or why nothing could be."""

    item: SourceItem
    decision: Decision | None
    error: str = ""


def decide_item(item: SourceItem, rulebook: Rulebook, identity: Identity, options: DraftingOptions) -> Result:
    """Return the decision on one message. What breaks on it becomes the result's error."""
    message, raw = item.message, item.raw
    if message is None:
        return Result(item, None, item.error)
    try:
        if raw:
            return Result(item, decide_skimmed(message, lambda: parse_message(raw), rulebook, identity, options))
        return Result(item, decide(message, rulebook, identity, options))
    except Exception as error:  # noqa: BLE001 - told in the result; the next message is judged all the same
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return Result(item, None, f"It could not be processed ({type(error).__name__} in {frame.name}).")


def as_object(result: Result, *, with_facts: bool = False) -> dict[str, Any]:
    """Return a result in the form of the contract: id, label, score, evidence, language, plan and facts, or error.

    `with_facts` adds all facts with their sources and certainty, and what the mail says of the application.
    """
    decision = result.decision
    if decision is None:
        return {"id": result.item.id, "error": result.error}
    verdict, facts = decision.verdict, decision.facts
    return {
        "id": result.item.id,
        "label": str(verdict.label),
        "score": round(verdict.score, 2),
        "evidence": [
            {
                "rule": hit.rule,
                "weight": hit.weight,
                "part": str(hit.part),
                "text": hit.text,
                "muted_by": hit.muted_by or None,
            }
            for hit in verdict.evidence
        ],
        "language": verdict.language,
        "plan": {"action": str(decision.plan.action), "reason": decision.plan.reason},
        "facts": {
            "company": facts.company.value,
            "position": facts.position.value,
            "contact": facts.contact.value,
            "stage": facts.stage.value,
        },
        **(_details(facts) if with_facts else {}),
    }


def _details(facts: Facts) -> dict[str, Any]:
    known = {name: {"value": fact.value, "source": fact.source, "sure": fact.sure} for name, fact in known_facts(facts)}
    return {"fact_details": known, "says": list(sayings(facts))}
