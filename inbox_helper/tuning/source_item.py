"""What every source of messages yields."""

from __future__ import annotations

from dataclasses import dataclass, field

from inbox_helper.core.types import Message


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a corpus says of a message; empty where it says nothing."""

    label: str = ""
    """The kind of mail: rejection, confirmation, offer …; a corrected label (`label_checked`) wins."""
    ambiguous: bool = False
    """Whether people disagree about it; it is left out of figures."""
    language: str = ""
    """ISO 639-1 code."""
    template_group: str = ""
    """Mails of one template share it: they are never split between training and test."""
    source: str = ""
    real: bool | None = None
    """Whether somebody really got it; None where that is unclear."""
    hard: str = ""
    """What makes it hard, in a few words."""


NOT_LABELLED = Labelled()


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One message, or what went wrong where one should be."""

    id: str
    """The path as it was given, for one of several in a file with `#` and a number; or the id in a JSON line."""
    message: Message | None
    error: str = ""
    """Why there is no message, in one sentence for people; never mail text."""
    labelled: Labelled = NOT_LABELLED
    raw: bytes = field(default=b"", repr=False)
    """The message as it came, where it came as one: `message` was only skimmed then."""
