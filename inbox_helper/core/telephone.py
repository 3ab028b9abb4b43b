"""A telephone number at which the employer can be called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from inbox_helper.core.contact_words import NOT_TELEPHONE_LABELS, QUESTIONS, REGIONS, TELEPHONE_LABELS
from inbox_helper.core.folding import normalise
from inbox_helper.core.types import NO_FACT, Fact, Message, PreparedText

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_MOST_CHARACTERS = 8_000
_MOST_TRIES = 20
_BEFORE = 40
_LETTERS_OF_A_LINE = 14
_GROUPS = 3
_MAYBE = re.compile(r"\+\s?\d|\d[\d\s./()\-\u2010-\u2015]{5,}\d")


@dataclass(frozen=True, slots=True)
class _Found:
    number: PhoneNumber
    start: int
    end: int


def read_telephone(message: Message, prepared: PreparedText, own: Sequence[str]) -> Fact:
    """Return the first telephone number that a label, its place or its form shows to be one.

    It is given in international form (ITU-T E.123). `own` are names and addresses of the reader: a number beside one
    of them is the reader's own, which application forms repeat. It is sure where the number itself or the sender's
    domain tells the country.
    """
    regions = tuple(_regions(message, prepared))
    for source, text in (("body", prepared.body[:_MOST_CHARACTERS]), ("signature", prepared.signature)):
        if not _MAYBE.search(text):
            continue
        for region, certain in regions:
            for found in _numbers(text, region):
                if _is_called(text, found) and not _is_readers(text, found, own):
                    abroad = text[found.start : found.end].lstrip("(").startswith(("+", "00"))
                    alone = certain or abroad or _is_of_one(text[found.start : found.end], regions)
                    return Fact(_shown(found.number), source, sure=alone)
    return NO_FACT


def _regions(message: Message, prepared: PreparedText) -> Iterator[tuple[str, bool]]:
    """Yield countries whose national numbers are tried, and whether the mail is certainly from there."""
    country = message.sender.domain.rpartition(".")[2].upper()
    country = {"UK": "GB"}.get(country, country)
    if country in _countries():
        yield country, True
        return
    regions = REGIONS.get(prepared.language, ())
    yield from ((region, len(regions) == 1) for region in regions or ("ZZ",))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    from phonenumbers import SUPPORTED_REGIONS

    return frozenset(SUPPORTED_REGIONS)


def _is_of_one(number: str, regions: Sequence[tuple[str, bool]]) -> bool:
    """Tell whether a national number is one in a single country of those where the language is at home."""
    from phonenumbers import is_valid_number, parse

    return sum(is_valid_number(parse(number, region)) for region, _ in regions) == 1


def _numbers(text: str, region: str) -> Iterator[_Found]:
    from phonenumbers import PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, region, max_tries=_MOST_TRIES):
        yield _Found(match.number, match.start, match.end)


def _shown(number: PhoneNumber) -> str:
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _is_called(text: str, found: _Found) -> bool:
    """Tell whether a number is one to call: its label says so, or it stands nearly alone in its line."""
    start = text.rfind("\n", 0, found.start) + 1
    line_end = text.find("\n", found.end)
    line = text[start : line_end if line_end >= 0 else len(text)]
    before = text[max(start, found.start - _BEFORE) : found.start].casefold()
    if _is_labelled(before, NOT_TELEPHONE_LABELS):
        return False
    number = text[found.start : found.end]
    if number.startswith("+") or _is_labelled(line[: found.start - start].casefold(), TELEPHONE_LABELS):
        return True
    if any(word.startswith(QUESTIONS) for word in normalise(line).split()):
        return True
    if number.startswith("0") and len(number.split()) >= _GROUPS:
        return True
    alone = sum(map(str.isalpha, line)) <= _LETTERS_OF_A_LINE
    return alone and any(not each.isdigit() for each in number)


def _is_labelled(text: str, labels: tuple[str, ...]) -> bool:
    return re.search(_any_of(labels), text) is not None


@lru_cache(maxsize=2)
def _any_of(labels: tuple[str, ...]) -> re.Pattern[str]:
    spelled = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{spelled})(?![^\W\d_])")


def _is_readers(text: str, found: _Found, own: Sequence[str]) -> bool:
    """Tell whether the reader's name or address stands in the lines just above, as in the echo of a form."""
    paragraph = text[: found.start].rpartition("\n\n")[2].casefold()
    return any(each and each.casefold() in paragraph for each in own)
