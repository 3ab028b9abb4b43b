"""The first step of reading: header fields, facts and structure of many messages at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from imapclient.datetime_util import parse_to_datetime

from inbox_helper.mailbox.answers import Value
from inbox_helper.mailbox.mime import PART_LIMIT
from inbox_helper.mailbox.structure import TextSection, text_sections
from inbox_helper.mailbox.uidsets import fetch_commands, header_of, run_fetch
from inbox_helper.mailbox.wire import Command, Wire

HEADER_FIELDS = (
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Bcc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Return-Path",
    "Received",
    "Delivered-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Original-To",
    "Authentication-Results",
    "Auto-Submitted",
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Failed-Recipients",
    "Precedence",
    "List-Id",
    "List-Post",
    "X-Spam-Flag",
    "X-LinkedIn-Template",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
"""What parsing, the shipped rules and reply planning read.

Servers write this list back with every message, so that each name costs its length a thousand times; the header
as a whole is 4 to 12 KB in today's mail, most of it signatures, seals and the marks of spam filters.
"""

_FIELD_NAME = re.compile(r"[A-Za-z0-9_.-]{1,78}")

SHORT_BODY = 24 * 1024
"""Octets of a body that are fetched along with the header when few messages are wanted."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the first step tells about a message."""

    uid: int
    flags: frozenset[str]
    internal_date: datetime | None
    size: int
    header: bytes
    sections: tuple[TextSection, ...] | None
    """None where the server could not tell: the message is taken apart here."""
    body: bytes | None = None
    """The whole body, where it was short and came along."""

    @property
    def text_size(self) -> int:
        """Octets of text that are still to be fetched."""
        if self.body is not None:
            return 0
        if self.sections is None:
            return PART_LIMIT
        return sum(min(section.size, PART_LIMIT) for section in self.sections)


def header_fields(extra: Sequence[str]) -> tuple[str, ...]:
    """Return HEADER_FIELDS and more. Raise ValueError for a name that is none (RFC 5322 section 2.2)."""
    for name in extra:
        if not _FIELD_NAME.fullmatch(name):
            raise ValueError(f"not the name of a header field: {name!r}")
    known = {name.lower() for name in HEADER_FIELDS}
    return HEADER_FIELDS + tuple(dict.fromkeys(name for name in extra if name.lower() not in known))


def fetch_heads(
    wire: Wire, uids: Sequence[int], fields: Sequence[str], max_octets: int, *, with_body: bool
) -> list[Head]:
    """Return the heads of messages of the open folder, in the order of their ascending UIDs.

    Given `with_body`, short bodies come along, which saves a round trip and costs SHORT_BODY at most.
    """
    return heads_of(run_fetch(wire, head_commands(uids, fields, max_octets, with_body=with_body), uids), uids)


def head_commands(uids: Sequence[int], fields: Sequence[str], max_octets: int, *, with_body: bool) -> list[Command]:
    """Return the commands that `fetch_heads` sends."""
    listed = f"BODY.PEEK[HEADER.FIELDS ({' '.join(fields).upper()})]"
    header = listed if len(listed) < max_octets // 2 else "BODY.PEEK[HEADER]"
    body = f" BODY.PEEK[TEXT]<0.{SHORT_BODY}>" if with_body else ""
    items = f"(UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE {header}{body})"
    return fetch_commands(uids, items, max_octets)


def heads_of(items: Mapping[int, Mapping[bytes, Value]], uids: Sequence[int]) -> list[Head]:
    """Return the heads of those messages whose items are there."""
    return [_head(uid, items[uid]) for uid in uids if uid in items]


def _head(uid: int, items: Mapping[bytes, Value]) -> Head:
    size, body = items.get(b"RFC822.SIZE"), items.get(b"BODY[TEXT]")
    octets = size if isinstance(size, int) else 0
    return Head(
        uid=uid,
        flags=frozenset(_words(items.get(b"FLAGS"))),
        internal_date=_date(items.get(b"INTERNALDATE")),
        size=octets,
        header=header_of(items),
        sections=_sections(items.get(b"BODYSTRUCTURE"), octets),
        body=body if isinstance(body, bytes) and len(body) < SHORT_BODY else None,
    )


def _sections(structure: Value, octets: int) -> tuple[TextSection, ...] | None:
    sections = text_sections(structure)
    # Of broken MIME, servers make empty parts. Where a short message seems to have no text, look for ourselves.
    if sections is not None and octets < SHORT_BODY and not any(section.size for section in sections):
        return None
    return sections


def _words(value: Value) -> Iterator[str]:
    for each in value if isinstance(value, tuple) else ():
        if isinstance(each, bytes):
            yield each.decode("latin-1")
        elif isinstance(each, int):
            yield str(each)


def _date(value: Value) -> datetime | None:
    if not isinstance(value, bytes):
        return None
    try:
        moment = parse_to_datetime(value, normalise=False)
        return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    except (ValueError, TypeError, OverflowError):
        return None
