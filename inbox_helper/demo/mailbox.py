"""The mailbox of Sam Rivers, who is looking for a job as a designer: invented mail with what must become of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from importlib.resources import files
from typing import Any

from inbox_helper.core.types import Action, Identity, Label
from inbox_helper.demo.server import DemoServer

SAM = Identity("sam@rivers.example", "Sam Rivers", ("jobs@rivers.example",))

_ADDRESS_FIELDS = ("from", "to", "reply-to")
_STORED = ("rejections.toml", "look-alikes.toml")
_ARRIVING = ("arrivals.toml",)


@dataclass(frozen=True, slots=True)
class DemoMail:
    """One invented mail."""

    name: str
    shows: str
    """What it is there to show, as a sentence."""
    label: Label | None
    """What it must be taken for; None for mail that the daemon does not look at."""
    action: Action | None
    doubtful: bool
    """Whether it is so much like a rejection of an application that to ask a person (unsure) is right as well."""
    folder: str
    age: timedelta
    """How long before the start of the demo it came."""
    flags: tuple[str, ...]
    headers: str
    """Header fields as they stand in a message, but in Unicode; Date, and To where it is Sam, are added."""
    text: str
    html: str
    attachment: int
    """Octets of a file that is attached; 0 for none."""
    raw: str
    """The whole message instead, one character a byte (Latin-1); {date} stands for its date."""


def as_expected(mail: DemoMail, label: Label, action: Action) -> bool:
    """Tell whether a mail became what it should."""
    return (label, action) == (mail.label, mail.action) or (mail.doubtful and action is Action.REVIEW)


def stored_mails() -> tuple[DemoMail, ...]:
    """Return the mails that lie in the mailbox when the demo begins, oldest first."""
    return tuple(sorted(_read(*_STORED), key=lambda mail: mail.age, reverse=True))


def arriving_mails() -> tuple[DemoMail, ...]:
    """Return the mails that come in while the daemon watches, in their order."""
    return tuple(_read(*_ARRIVING))


def fill(server: DemoServer, now: datetime) -> tuple[DemoMail, ...]:
    """Put the stored mails into their folders, received over the weeks before `now`. Return them."""
    mails = stored_mails()
    with server.client() as client:
        for mail in mails:
            received = now - mail.age
            server.append(mail.folder, as_bytes(mail, received), received, mail.flags, client)
    return mails


def deliver(server: DemoServer, mail: DemoMail, now: datetime) -> None:
    """Let one mail come in, as the outside world does."""
    server.append(mail.folder, as_bytes(mail, now), now, mail.flags)


def as_bytes(mail: DemoMail, date: datetime) -> bytes:
    """Return a mail as it goes over the wire, with a date."""
    if mail.raw:
        raw = mail.raw.replace("{date}", format_datetime(date))
        return raw.replace("\n", "\r\n").encode("latin-1")
    fields = _unfolded(mail.headers)
    if not any(name.lower() == "to" for name, _ in fields):
        fields.append(("To", f"{SAM.name} <{SAM.address}>"))
    fields.append(("Date", format_datetime(date)))
    return b"".join(_header(name, value) for name, value in fields) + _content(mail).as_bytes(policy=SMTP)


def _content(mail: DemoMail) -> EmailMessage:
    content = EmailMessage(policy=SMTP)
    if mail.text:
        content.set_content(mail.text, cte="quoted-printable")
    else:
        content.set_content(mail.html, subtype="html", cte="quoted-printable")
    if mail.attachment:
        content.add_attachment(bytes(mail.attachment), "application", "pdf", filename="portfolio.pdf")
    return content


def _unfolded(headers: str) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for line in headers.splitlines():
        if line.startswith(" "):
            name, value = fields.pop()
            fields.append((name, f"{value}\r\n{line}"))
        else:
            name, _, value = line.partition(":")
            fields.append((name, value.strip()))
    return fields


def _header(name: str, value: str) -> bytes:
    if not value.isascii():
        is_address = name.lower() in _ADDRESS_FIELDS
        value = formataddr(parseaddr(value)) if is_address else Header(value, "utf-8").encode(linesep="\r\n")
    return f"{name}: {value}\r\n".encode("ascii")


def _read(*names: str) -> list[DemoMail]:
    folder = files("inbox_helper.demo") / "mails"
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    return [_mail(data) for text in texts for data in tomllib.loads(text)["mail"]]


def _mail(data: Mapping[str, Any]) -> DemoMail:
    return DemoMail(
        name=data["name"],
        shows=data.get("shows", ""),
        label=Label(data["label"]) if "label" in data else None,
        action=Action(data["action"]) if "action" in data else None,
        doubtful=data.get("doubtful", False),
        folder=data.get("folder", "INBOX"),
        age=timedelta(days=data["days_ago"]),
        flags=tuple(data.get("flags", ())),
        headers=data.get("headers", ""),
        text=data.get("text", ""),
        html=data.get("html", ""),
        attachment=data.get("attachment", 0),
        raw=data.get("raw", ""),
    )
