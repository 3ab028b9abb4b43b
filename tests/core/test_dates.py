"""Dates: right or missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from mailparser.dates import parse_mail_date

from inbox_helper.core.dates import parse_date


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Tue, 3 Nov 2026 10:00:00 +0100 (CET)", datetime(2026, 11, 3, 9, tzinfo=UTC)),
        ("3 Nov 26 10:00 GMT", datetime(2026, 11, 3, 10, tzinfo=UTC)),
        ("2026-11-03T10:00:00+01:00", datetime(2026, 11, 3, 9, tzinfo=UTC)),
        ("2026-11-03", None),
        ("yesterday", None),
        ("Tue, 99 Nov 2026 10:00:00 +0100", None),
    ],
)
def test_dates_are_read_or_refused(value: str, moment: datetime | None) -> None:
    """A date is right or missing, never guessed."""
    assert parse_date(value) == moment


@pytest.mark.parametrize(
    "value", ["Tue, 3 Nov 2026 10:00:60 +0000", "31 Feb 2026 10:00:00 +0000", "3 Nov 2026 23:59:59 -1130"]
)
def test_the_quick_way_gives_what_mail_parser_gives(value: str) -> None:
    """Leap seconds, days that do not exist and odd zones are no matter of how fast they are read."""
    assert parse_date(value) == parse_mail_date(value).value
