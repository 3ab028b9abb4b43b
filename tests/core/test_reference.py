"""The number by which the employer knows the application."""

from __future__ import annotations

import pytest

from inbox_helper.core.reference import read_reference
from inbox_helper.core.text import prepare
from tests.core.test_facts import mail


def reference(body: str, subject: str = "") -> str:
    """Read the number of a mail."""
    return read_reference(prepare(mail(body, subject=subject))).value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gardener (Ref: LA-2231)", "LA-2231"),
        ("Our reference: GLE04412.", "GLE04412"),
        ("the vacancy (Req ID 558120) is closed", "558120"),
        ("JR-10293 Gardener", "JR-10293"),
        ("Kennziffer 2231", "2231"),
        ("Ausschreibung Nr. 47/2026", "47/2026"),
        ("réf. CT-2026-07", "CT-2026-07"),
        ("l'offre n° 2026-45", "2026-45"),
        ("vacaturenummer 2026-031", "2026-031"),
        ("nr ref. DK/04/2026", "DK/04/2026"),
        ("č. j. MUL/226/2026", "MUL/226/2026"),
        ("İlan No: 88213", "88213"),
        ("求人番号：20260114", "20260114"),
    ],
)
def test_numbers_behind_labels_are_found(text: str, number: str) -> None:
    """The user finds the number again, in every language, without the brackets and dots around it."""
    assert reference(text) == number
    assert reference("Thank you for applying.", subject=text) == number


@pytest.mark.parametrize(
    "text",
    [
        "With reference to your application of 12.03.2026",
        "We refer to your letter.",
        "Registered in England, number 01234567",
        "the position 2026 in our team",
        "Reference: see above",
        "Ref 7",
    ],
)
def test_dates_and_words_are_no_numbers(text: str) -> None:
    """A date, a year or the number of a register is not shown as a reference."""
    assert reference(text) == ""
