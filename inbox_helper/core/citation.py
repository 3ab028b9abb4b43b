"""Words that a mail only quotes: “Unfortunately, we have decided …”, as everyone knows who looks for a job."""

from __future__ import annotations

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』"}
_STRAIGHT = '"'
_SIGNS = frozenset("".join(_PAIRS) + "".join(_PAIRS.values()) + _STRAIGHT)


def holds_marks(sentence: str) -> bool:
    """Tell whether a sentence holds any quotation mark."""
    return not _SIGNS.isdisjoint(sentence)


def is_quoted(sentence: str, start: int, end: int) -> bool:
    """Tell whether the words from `start` to `end` of a sentence stand within one pair of quotation marks.

    A name in quotation marks beside the words, or among them, does not quote them.
    """
    opened = _opened_before(sentence[:start])
    return bool(opened) and _closes(sentence[start:], opened, end - start)


def _opened_before(text: str) -> str:
    """Return the mark that stands open at the end of a text, or an empty text."""
    opened = ""
    for character in text:
        if opened and character in _closing(opened):
            opened = ""
        elif not opened and (character == _STRAIGHT or character in _PAIRS):
            opened = character
    return opened


def _closes(text: str, opened: str, length: int) -> bool:
    position = next((index for index, character in enumerate(text) if character in _closing(opened)), -1)
    return position >= length


def _closing(opened: str) -> str:
    return _STRAIGHT if opened == _STRAIGHT else _PAIRS[opened]
