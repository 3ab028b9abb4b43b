"""Names of people: taken apart, and told from names of teams, roles and machines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name and its parts; what is not known is empty."""

    full: str = ""
    first: str = ""
    last: str = ""
    academic: str = ""
    """Dr., Prof. …, without the words for a gender."""
    gender: str = ""
    """f or m, only where a title states it."""


def split_name(full: str, title: str = "") -> PersonName | None:
    """Given a person's full name and the title that the mail gives them, return the parts, or None for no name."""
    words = full.split()
    if not words:
        return None
    return PersonName(full, words[0], words[-1] if len(words) > 1 else "", title)
