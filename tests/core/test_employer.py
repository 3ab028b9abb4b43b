"""Mails of one employer are known as such, whoever sends them."""

from __future__ import annotations

import pytest

from inbox_helper.core.employer import employer_key
from inbox_helper.core.parse import parse_message
from inbox_helper.core.types import Fact, Facts
from tests.letters import letter

SURE = Facts(company=Fact("Blue Harbor GmbH", "signature", sure=True))
GUESSED = Facts(company=Fact("Blue Harbor", "body", sure=False))


@pytest.mark.parametrize(
    ("sender", "facts", "key"),
    [
        ("ada@blueharbor.example", Facts(), "domain:blueharbor.example"),
        ("Jobs <no-reply@careers.BlueHarbor.example>", SURE, "domain:blueharbor.example"),
        ("ada@blueharbor.co.uk", Facts(), "domain:blueharbor.co.uk"),
        ("ada@mail.blueharbor.co.uk", Facts(), "domain:blueharbor.co.uk"),
        ("no-reply@us.greenhouse-mail.io", SURE, "name:blueharbor"),
        ("no-reply@us.greenhouse-mail.io", GUESSED, ""),
        ("blueharbor.jobs@gmail.com", SURE, "name:blueharbor"),
        ("blueharbor.jobs@gmail.com", Facts(), ""),
    ],
)
def test_by_domain_or_else_by_a_sure_name(sender: str, facts: Facts, key: str) -> None:
    """Whole firms are compared, and systems that many firms share are not taken for one."""
    assert employer_key(parse_message(letter(1, sender=sender)), facts) == key
