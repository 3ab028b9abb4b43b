"""Explanations: what a person sees of a verdict."""

from __future__ import annotations

from dataclasses import replace

from inbox_helper.core.explain import Explanation, Role, explain
from inbox_helper.core.types import Cut, CutKind, Label
from tests.core.ruling import message, prepared, rulebook


def _explain(body: str, subject: str = "") -> Explanation:
    return explain(rulebook(), message(body, subject), prepared(body, subject))


def _roles(explanation: Explanation) -> dict[str, Role]:
    return {hit.rule: hit.role for hit in explanation.hits}


def test_every_hit_is_shown_in_its_sentence() -> None:
    """The reader sees the words that decided, where they stand, and what the rule says about them."""
    shown = _explain("Hello there. We have chosen another candidate for the role.").hits[0]
    assert shown.sentence == "We have chosen another candidate for the role."
    assert shown.sentence[shown.start : shown.end] == "chosen another candidate"
    assert shown.why == "They chose others."


def test_a_rejection_is_summed_up() -> None:
    """One sentence says what it is and why; the groups add up to the score."""
    explanation = _explain("We have chosen another candidate for the role.")
    assert explanation.label is Label.REJECTION
    assert explanation.summary == "A rejection: 6.5 points, 5 are enough. They chose others."
    assert sum(group.counted for group in explanation.sums) == explanation.score
    assert explanation.limits == ()


def test_muted_hits_are_shown_with_the_guard() -> None:
    """What sounds like a decision and is none is crossed out, and by whom."""
    explanation = _explain("If we have chosen another candidate, we tell you.")
    shown = next(hit for hit in explanation.hits if hit.rule == "en.decision.others")
    assert (shown.role, shown.muted_by) == (Role.MUTED, "en.guard.conditional")
    assert shown.note == "Does not count: muted by en.guard.conditional. What would be."
    assert _roles(explanation)["en.guard.conditional"] is Role.MUTES
    assert explanation.summary == "No rejection: what sounds like a decision does not count."


def test_what_is_missing_is_said() -> None:
    """A hint without a frame says what it lacks."""
    explanation = _explain("It didn't work out.")
    assert explanation.hits[0].role is Role.NEEDS
    assert "it needs frame" in explanation.hits[0].note


def test_other_mail_shows_what_was_found() -> None:
    """Also of mail that is no rejection one sees what rules hit, and why it does not matter."""
    explanation = _explain("Thank you for your application.")
    assert _roles(explanation) == {"en.frame.application": Role.COUNTS}
    assert explanation.summary == "No rejection: no decision."
    assert explanation.limits == ("No rule states a decision, so nothing else counts.",)


def test_a_veto_is_named() -> None:
    """The reader learns what held a decision back."""
    explanation = _explain("We have chosen another candidate. We are pleased to offer you a role.")
    assert _roles(explanation)["en.guard.offer"] is Role.VETOES
    assert explanation.limits == ("A veto holds it below a rejection: en.guard.offer.",)
    assert explanation.summary == "Unsure: A veto holds it below a rejection: en.guard.offer."


def test_counters_are_shown() -> None:
    """What lowers the score stands beside what raises it."""
    explanation = _explain("We have chosen another candidate. Unsubscribe.")
    assert _roles(explanation)["en.guard.newsletter"] is Role.COUNTERS


def test_what_was_cut_is_kept() -> None:
    """Quotes and signatures that were not judged can be looked at."""
    cut = Cut(CutKind.QUOTE, "> older mail")
    text = replace(prepared("Hello."), cuts=(cut,))
    assert explain(rulebook(), message("Hello."), text).cuts == (cut,)
