"""Telephone numbers of the employer, in a form that can be dialled from anywhere; no other number is taken for one."""

from __future__ import annotations

import pytest

from inbox_helper.core.telephone import read_telephone
from inbox_helper.core.text import prepare
from inbox_helper.core.types import NO_FACT, Fact
from tests.core.test_facts import mail

SENDER = "Ada Larch <ada.larch@greenfield.example>"
GERMAN = "Sehr geehrter Herr Rivers,\n\nleider haben wir uns für eine andere Bewerberin entschieden.\n\n"
ENGLISH = "Dear Sam,\n\nUnfortunately we have decided to move forward with other candidates for this role.\n\n"


def telephone(body: str, sender: str = SENDER, own: tuple[str, ...] = ()) -> Fact:
    """Read the number of a mail."""
    message = mail(body, sender=sender)
    return read_telephone(message, prepare(message), own)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (GERMAN + "Mit freundlichen Grüßen\nAda Larch\nTel.: 030 23125-018", "+49 30 23125018"),
        (GERMAN + "Sie erreichen mich unter +49 (0)30 / 23125 018.\n\nMit freundlichen Grüßen\nAda", "+49 30 23125018"),
        (ENGLISH + "Kind regards,\nAda Larch\nT +44 20 7946 0123 | F +44 20 7946 0124", "+44 20 7946 0123"),
        (ENGLISH + "Kind regards,\nAda Larch\n+1 (212) 555-0147", "+1 212-555-0147"),
    ],
)
def test_numbers_are_found_and_made_international(body: str, value: str) -> None:
    """The user can call who signed, from abroad too."""
    assert telephone(body).value == value


@pytest.mark.parametrize(
    "line",
    [
        "Fax: 030 23125-019",
        "Amtsgericht Musterstadt HRB 123456",
        "USt-IdNr. DE123456789",
        "IBAN DE89 3704 0044 0532 0130 00",
        "Referenznummer 2026-118-7733",
        "12.03.2026 14:30",
    ],
)
def test_other_numbers_are_left_alone(line: str) -> None:
    """Nobody is told to call a fax, a court or a bank account."""
    assert telephone(f"{GERMAN}Mit freundlichen Grüßen\nAda Larch\n{line}") == NO_FACT


def test_the_readers_own_number_is_not_the_employers() -> None:
    """A form that repeats what the applicant wrote does not make them call themselves."""
    body = f"{ENGLISH}Candidate: Sam Rivers\nPhone: +44 20 7946 0123"
    assert telephone(body).value
    assert telephone(body, own=("Sam Rivers",)) == NO_FACT


def test_the_country_of_the_sender_tells_the_country_of_the_number() -> None:
    """An Austrian number is not taken for a German one."""
    body = GERMAN + "Mit freundlichen Grüßen\nAda Larch\nTel.: 01 5322 1234"
    fact = telephone(body, "Ada Larch <ada@greenfield.at>")
    assert fact == Fact("+43 1 53221234", fact.source, sure=True)
