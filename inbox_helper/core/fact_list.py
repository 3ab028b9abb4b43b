"""The facts in the order in which people and programs are shown them."""

from __future__ import annotations

from collections.abc import Iterator

from inbox_helper.core.types import Fact, Facts

_VALUES = (
    "company",
    "position",
    "contact",
    "contact_title",
    "stage",
    "reference",
    "telephone",
    "later_contact",
    "contact_email",
)
_SAYINGS = (
    "feedback_declined",
    "feedback_offered",
    "kept_on_file",
    "invited_to_apply_again",
    "position_cancelled",
    "filled_internally",
)


def known_facts(facts: Facts) -> Iterator[tuple[str, Fact]]:
    """Yield the names of the facts that were found, sure or not, and the facts."""
    for name in _VALUES:
        fact: Fact = getattr(facts, name)
        if fact.value:
            yield name, fact


def sayings(facts: Facts) -> tuple[str, ...]:
    """Return the names of what the mail says of the application: feedback declined, kept on file, and the like."""
    return tuple(name for name in _SAYINGS if getattr(facts, name))


def shown_fact(name: str, fact: Fact) -> str:
    """Return a fact as a person reads it: with where it comes from, and whether a draft may use it."""
    doubt = "" if fact.sure else ", not sure enough for a draft"
    return f"{name.replace('_', ' ')}: {fact.value} (from the {fact.source}{doubt})"
