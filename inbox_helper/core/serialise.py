"""Drafts as bytes: one plain text part under exactly the headers that a reply needs (RFC 5322, RFC 2045)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address as HeaderAddress
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import format_datetime

from inbox_helper.core.headers import clean
from inbox_helper.core.thread import HEADER_CLASSES
from inbox_helper.core.types import Address

CONTENT_HEADERS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_LONGEST_NAME = 60
"""A quoted name that does not fit into one line is torn by the standard library, and becomes an address group."""
_LOCAL_PART = re.compile(r"(?:[\w!#$%&'*+/=?^`{|}~-]+\.)*[\w!#$%&'*+/=?^`{|}~-]+")
"""A dot-atom of RFC 5322 section 3.2.3, with the letters of RFC 6532; quoted local parts are not written to."""
_LONGEST_ADDRESS = 320
"""64 octets, the sign, and 255 octets by RFC 5321; relays of tracking systems stretch the first part."""
_LONGEST_LINE = 998
"""Octets (RFC 5322 section 2.1.1)."""
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")

_registry = HeaderRegistry()
for _name, _class in HEADER_CLASSES.items():
    _registry.map_to_type(_name, _class)
_POLICY = email.policy.SMTP.clone(header_factory=_registry)


class DraftDefect(RuntimeError):  # noqa: N818 - a mistake of this program, never of the user
    """A draft that does not read back as it was meant; it must never reach the mailbox."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a draft says, before it becomes bytes."""

    from_: Address
    to: tuple[Address, ...]
    subject: str
    date: datetime
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str

    @property
    def header_names(self) -> tuple[str, ...]:
        """The header fields of the draft, in order."""
        threading = ("In-Reply-To", "References") if self.in_reply_to else ()
        return ("From", "To", "Subject", "Date", "Message-ID", *threading, *CONTENT_HEADERS)


def is_writable(address: Address) -> bool:
    """Tell whether an address can stand in a header as it is: one mailbox, with a domain, ASCII or not."""
    try:
        _mailbox(Address("", address.email))
    except (ValueError, IndexError, AttributeError, MessageError):
        return False
    return True


def serialise(letter: Letter) -> bytes:
    """Return the bytes of a draft, with CRLF line ends. Raise DraftDefect if they do not read back as meant."""
    message = EmailMessage(_policy_for((letter.from_, *letter.to)))
    message["From"] = _mailbox(letter.from_)
    message["To"] = [_mailbox(each) for each in letter.to]
    message["Subject"] = _literal(letter.subject)
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = letter.message_id
    if letter.in_reply_to:
        message["In-Reply-To"] = letter.in_reply_to
        message["References"] = " ".join(letter.references)
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    order = {name: index for index, name in enumerate(letter.header_names)}
    message._headers.sort(key=lambda item: order.get(item[0], len(order)))  # type: ignore[attr-defined]  # noqa: SLF001
    raw = message.as_bytes()
    _prove(raw, letter)
    return raw


def _literal(text: str) -> str:
    """Return a decoded text so that the standard library does not decode it once more (RFC 2047)."""
    return text.replace("=?", "= ?")


def _policy_for(addresses: Sequence[Address]) -> email.policy.EmailPolicy[EmailMessage]:
    # A local part beyond ASCII cannot be encoded; RFC 6532 writes it as UTF-8.
    needs_utf8 = any(not each.email.isascii() for each in addresses)
    return _POLICY.clone(utf8=True) if needs_utf8 else _POLICY


def _mailbox(address: Address) -> HeaderAddress:
    local, _, domain = address.email.rpartition("@")
    name = _literal(clean(address.name, _LONGEST_NAME))
    # A name that looks like another address hides where the reply goes.
    shown = "" if "@" in name else name
    fits = len(address.email) <= _LONGEST_ADDRESS and "=?" not in local
    if not fits or not _LOCAL_PART.fullmatch(local) or not _is_domain(domain):
        raise ValueError(f"no address: {address.email!r}")
    return HeaderAddress(display_name=shown, username=local, domain=_ascii_domain(domain))


def _is_domain(domain: str) -> bool:
    return all(_LABEL.fullmatch(label) for label in domain.split("."))


def _ascii_domain(domain: str) -> str:
    return domain if domain.isascii() else domain.encode("idna").decode("ascii")


def _prove(raw: bytes, letter: Letter) -> None:
    read = email.message_from_string(raw.decode(), policy=_POLICY)
    if tuple(read.keys()) != letter.header_names:
        raise DraftDefect(f"The draft has the headers {read.keys()}.")
    if read.defects or read.is_multipart() or read.get_content_type() != "text/plain":
        raise DraftDefect("The draft is not one plain text part.")
    if read.get_content().replace("\r\n", "\n").rstrip("\n") != letter.text.rstrip("\n"):
        raise DraftDefect("The text of the draft does not read back.")
    if any(len(line) > _LONGEST_LINE or b"\r" in line or b"\n" in line for line in raw.split(b"\r\n")):
        raise DraftDefect("The draft has bad lines.")
    wanted = sorted(_mailbox(each).addr_spec.lower() for each in letter.to)
    if sorted(each.addr_spec.lower() for each in read["To"].addresses) != wanted:
        raise DraftDefect("The recipients do not read back.")
