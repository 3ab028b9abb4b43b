"""The Date field of a message (RFC 5322 section 3.3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from inbox_helper.core.headers import clean

_DATE = re.compile(
    r"[ ]*(?:[A-Z][a-z]{2},[ ]+)?([0-9]{1,2})[ ]([A-Z][a-z]{2})[ ]((?:19|2[0-9])[0-9]{2})"
    r"[ ]([0-9]{2}):([0-9]{2}):([0-9]{2})[ ]([+-])([0-9]{2})([0-5][0-9])(?:[ ]\([A-Za-z ]{1,40}\))?[ ]*"
)
_MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}


def parse_date(value: str) -> datetime | None:
    """Given a Date field, return the moment in UTC, or None. ISO 8601 is accepted beside RFC 5322."""
    from mailparser.dates import parse_mail_date

    match = _DATE.fullmatch(value)
    if match and (moment := _ordinary_date(match)):
        return moment
    text = clean(value)
    return parse_mail_date(text).value or iso_date(text)


def _ordinary_date(match: re.Match[str]) -> datetime | None:
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = match.groups()
    offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    try:
        local = datetime(int(year), _MONTHS.get(month, 0), int(day), int(hour), int(minute), int(second), tzinfo=UTC)
        return local - offset if sign == "+" else local + offset
    except (ValueError, OverflowError):
        return None


def iso_date(value: str) -> datetime | None:
    """Given an ISO 8601 moment with a zone, return it in UTC; None for anything else."""
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
