"""The employer's number of the vacancy or of the application."""

from __future__ import annotations

import re
from functools import lru_cache

from inbox_helper.core.contact_words import JAPANESE_REFERENCE_LABELS, REFERENCE_LABELS, SYSTEM_REFERENCE
from inbox_helper.core.types import NO_FACT, Fact, PreparedText

_MOST_CHARACTERS = 8_000
_FEWEST_DIGITS = 2
_NUMBER = r"(?P<number>[A-Za-z0-9](?:[\w/.\-]{0,28}[\w])?)(?![\w@/-])"
_MARKS = r"[\s.:#()\[\]–-]{0,4}(?:(?:no|nr|num|number|nummer|id|n|č|nº|n°|№)\b[.º°ª]?)?[\s.:#º°ª№]{0,4}"
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|(?:19|20)\d{2}|\d{4}-\d{2}-\d{2}")


def read_reference(prepared: PreparedText) -> Fact:
    """Return the number that stands behind a label such as "Ref." or "Kennziffer"; subject and body are read."""
    for source, text in (("subject", prepared.subject), ("body", prepared.body[:_MOST_CHARACTERS])):
        for match in _labelled().finditer(text):
            if _is_reference(match["number"]):
                return Fact(match["number"], source, sure=True)
        if unlabelled := SYSTEM_REFERENCE.search(text):
            return Fact(unlabelled.group(), source, sure=True)
    return NO_FACT


def _is_reference(number: str) -> bool:
    digits = sum(map(str.isdigit, number))
    return len(number) > _FEWEST_DIGITS and digits >= _FEWEST_DIGITS and not _DATE.fullmatch(number)


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    labels = sorted(REFERENCE_LABELS, key=len, reverse=True)
    spelled = "|".join(r"[\s.:-]{1,2}".join(map(re.escape, label.split())) for label in labels)
    japanese = "|".join(map(re.escape, JAPANESE_REFERENCE_LABELS))
    return re.compile(rf"(?:(?<!\w)(?:{spelled})(?!\w){_MARKS}|(?:{japanese})\s?[:：は]?\s?){_NUMBER}", re.IGNORECASE)
