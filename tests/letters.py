"""Mails that tests deliver."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

USER = "sam.rivers@home.example"

REJECTION = """\
Dear Sam,

thank you for applying for the position of Gardener at Greenfield Nurseries.
After careful consideration we have decided to move forward with other candidates.

We wish you all the best in your job search.

Kind regards,
Ada Larch
Greenfield Nurseries
"""

CONFIRMATION = """\
Dear Sam,

thank you for applying for the position of Gardener at Greenfield Nurseries. We have received your application
and will be in touch. If you are not selected for an interview, we will let you know.

Kind regards,
Ada Larch
"""


def letter(
    number: int,
    body: str = REJECTION,
    *,
    sender: str = "Ada Larch <ada.larch@greenfield.example>",
    to: str = USER,
    subject: str = "Your application as Gardener",
    date: datetime | None = None,
    **headers: str,
) -> bytes:
    """Return a mail as it lies on a server; `number` makes its Message-ID. More headers: List_Id="…"."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(date or datetime.now(UTC))
    message["Message-ID"] = message_id(number)
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def message_id(number: int) -> str:
    """Return the Message-ID of letter `number`."""
    return f"<letter.{number}@greenfield.example>"
