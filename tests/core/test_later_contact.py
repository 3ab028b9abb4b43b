"""Whom a mail names for questions."""

from __future__ import annotations

import pytest

from inbox_helper.core.facts import read_facts
from inbox_helper.core.text import prepare
from inbox_helper.core.types import Facts, Identity
from tests.core.test_facts import mail

SENDER = "Ada Larch <ada.larch@greenfield.example>"


def facts(line: str) -> Facts:
    """Read the facts of a refusal with this line."""
    body = f"Dear Sam,\n\nWe have decided to go on with other candidates.\n\n{line}\n\nKind regards,\nAda Larch"
    message = mail(body, sender=SENDER)
    return read_facts(message, prepare(message), Identity("", ""))


def test_name_and_address_are_found_together() -> None:
    """The user learns whom to ask, and where."""
    found = facts("If you have any questions, please contact Ingrid Vale (ingrid.vale@greenfield.example).")
    assert (found.later_contact.value, found.later_contact.sure) == ("Ingrid Vale", True)
    assert found.contact_email.value == "ingrid.vale@greenfield.example"


def test_name_without_address_is_found() -> None:
    """A name and a telephone number are enough."""
    assert facts("For questions please call Mrs Ingrid Vale on +44 20 7946 0123.").later_contact.value == "Ingrid Vale"


@pytest.mark.parametrize(
    "line",
    [
        "If you have any questions, please contact Ada Larch.",
        "If you have any questions, please contact Human Resources.",
        "If you have any questions, please contact us.",
        "We have offered the job to Ingrid Vale.",
    ],
)
def test_nobody_else_is_named(line: str) -> None:
    """Who signed, a department, or who got the job is not named for questions."""
    assert not facts(line).later_contact.value
