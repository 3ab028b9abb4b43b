"""Why a mail was taken for what it was, in one line that quotes the mail."""

from __future__ import annotations

from inbox_helper.core.decision import Decision
from inbox_helper.core.explain import Role, ShownHit, explain
from inbox_helper.core.rulebook import Rulebook, states_decision
from inbox_helper.core.types import Label

_LONGEST_QUOTE = 160


def in_short(rulebook: Rulebook, decision: Decision) -> str:
    """Return the main reason for a verdict, with the words of the mail that decided."""
    explanation = explain(rulebook, decision.message, decision.prepared, decision.verdict)
    deciding = [hit for hit in explanation.hits if _states_decision(rulebook, hit)]
    counted = [hit for hit in deciding if hit.role is Role.COUNTS]
    vetoes = [hit for hit in explanation.hits if hit.role is Role.VETOES]
    if counted and decision.verdict.label is not Label.OTHER:
        strongest = max(counted, key=lambda hit: (hit.weight, hit.end - hit.start))
        return _told(strongest) + (f" But {_told(vetoes[0])}" if vetoes else "")
    if vetoes:
        return _told(vetoes[0])
    if deciding:
        return f"{_quoted(deciding[0])} does not count: {_muted_because(rulebook, deciding[0])}"
    return "Nothing in it states a decision."


def _states_decision(rulebook: Rulebook, hit: ShownHit) -> bool:
    rule = rulebook.rule(hit.rule)
    return rule is not None and states_decision(rule)


def _told(hit: ShownHit) -> str:
    return f"{_quoted(hit)}: {hit.why}"


def _quoted(hit: ShownHit) -> str:
    words = " ".join(hit.sentence[hit.start : hit.end].split())
    return f"“{words}”" if len(words) <= _LONGEST_QUOTE else f"“{words[:_LONGEST_QUOTE].rstrip()} …”"


def _muted_because(rulebook: Rulebook, hit: ShownHit) -> str:
    if hit.role is Role.NEEDS:
        return "nothing else says that it is about an application."
    guard = rulebook.rule(hit.muted_by)
    return guard.why[:1].lower() + guard.why[1:] if guard else hit.note
