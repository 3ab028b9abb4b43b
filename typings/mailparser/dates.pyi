import datetime

class DateResult:
    value: datetime.datetime | None
    reasons: tuple[str, ...]

def parse_mail_date(raw: str | None) -> DateResult: ...
