"""Messages of every shape for the mailbox tests, all invented."""

from __future__ import annotations

import base64
from email.message import EmailMessage

HEADER = (
    b"From: Recruiting <jobs@example.com>\r\n"
    b"To: anna@example.com\r\n"
    b"Subject: Your application\r\n"
    b"Date: Mon, 2 Nov 2026 10:00:00 +0000\r\n"
    b"Received: from mx.example.com by mx.example.net; Mon, 2 Nov 2026 10:00:01 +0000\r\n"
)


def plain(number: int = 1, text: str = "Good day to you.") -> bytes:
    """Return a message of one plain part."""
    return HEADER + f"Message-ID: <plain-{number}@example.com>\r\n\r\n{text}\r\n".encode()


def reply(number: int = 1) -> bytes:
    """Return a message that answers another one."""
    return (
        HEADER
        + f"Message-ID: <reply-{number}@example.com>\r\nIn-Reply-To:\r\n <plain-{number}@example.com>\r\n".encode()
        + f"References: <root@example.com>\r\n <plain-{number}@example.com>\r\n\r\nThanks.\r\n".encode()
    )


def alternative(text: str = "Good day.", number: int = 1) -> EmailMessage:
    """Return a message with a plain and an HTML part."""
    message = EmailMessage()
    message["From"] = "Recruiting <jobs@example.com>"
    message["To"] = "anna@example.com"
    message["Subject"] = "Your application"
    message["Message-ID"] = f"<alternative-{number}@example.com>"
    message.set_content(text)
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    return message


def with_attachment(octets: int = 3000, number: int = 1) -> bytes:
    """Return an alternative message with a file of so many octets."""
    message = alternative("Find the file attached.", number)
    message.add_attachment(b"\x00" * octets, maintype="application", subtype="pdf", filename="offer.pdf")
    message.add_attachment("text that is a file", filename="notes.txt")
    return message.as_bytes().replace(b"\n", b"\r\n")


def forwarded() -> bytes:
    """Return a message with another one attached."""
    message = EmailMessage()
    message["From"] = "Ben <ben@example.org>"
    message["Subject"] = "Fwd: something"
    message["Message-ID"] = "<forwarded@example.org>"
    message.set_content("See below.")
    inner = EmailMessage()
    inner["From"] = "Recruiting <jobs@example.com>"
    inner["Subject"] = "Inner"
    inner.set_content("The inner text.")
    message.add_attachment(inner)
    return message.as_bytes().replace(b"\n", b"\r\n")


def html_only(text: str = "Grüße") -> bytes:
    """Return a message that is one HTML part, in base64 and Latin-1."""
    body = base64.encodebytes(f"<p>{text}</p>".encode("latin-1")).replace(b"\n", b"\r\n")
    return (
        HEADER
        + b"Message-ID: <html@example.com>\r\nMIME-Version: 1.0\r\n"
        + b'Content-Type: TEXT/HTML; charset="ISO-8859-1"\r\nContent-Transfer-Encoding: BASE64\r\n\r\n'
        + body
    )
