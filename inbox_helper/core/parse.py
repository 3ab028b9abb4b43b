"""From bytes to a Message. Nothing that comes over the wire raises here; what is wrong with it is recorded."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message as MimeMessage
from functools import cache
from typing import TYPE_CHECKING

from inbox_helper.core.addresses import addresses, as_addresses, shielded
from inbox_helper.core.charset import decode_text, tidy_text
from inbox_helper.core.dates import iso_date, parse_date
from inbox_helper.core.headers import MAX_NAME, Fields, header_text, message_ids, read_fields, single_id, split_message
from inbox_helper.core.mime import Texts, decode_leaves, text_leaves
from inbox_helper.core.types import Address, Message

if TYPE_CHECKING:
    from mailparser import MailParser

MAX_BYTES = 2_000_000
"""Header and text that are read of one message."""
MAX_STRUCTURE = 60
"""Content-Type fields that are read of one message: every nesting costs the parser another pass over each line."""
MAX_TEXT = 262_144
"""Characters of plain text that are judged; a message with more says so in its defects."""
MAX_HTML = 1_000_000
"""Characters of HTML that are judged."""
MAX_DEFECTS = 30

_BOUNDARY = re.compile(rb"boundary[ \t]{0,9}=[ \t]{0,9}\"?([^\"\s;]{1,100})", re.IGNORECASE)
# What mail-parser is given of the header. It decodes every field twice and reads each trace field word for word,
# which costs more than all the rest, and quadratically so on hostile ones.
_CONTENT = frozenset(("mime-version", "content-type", "content-transfer-encoding", "content-disposition"))
_ADDRESSES = frozenset(("from", "reply-to", "to", "cc"))
_STRUCTURE = frozenset((*_CONTENT, *_ADDRESSES, "date"))
_ONCE = ("from", "date", "subject", "reply-to", "sender")


@dataclass(frozen=True, slots=True)
class People:
    """The address fields of a message."""

    from_: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]


def parse_message(raw: bytes, received: datetime | None = None) -> Message:
    """Given a message as bytes, and when it was received, return it decoded. Never raises.

    `received` (INTERNALDATE) stands in where the Date field is missing or wrong.
    """
    fields, body, defects = _parted(raw)
    return read_message(fields, body, received, defects, len(raw))


def skim_message(raw: bytes, received: datetime | None = None) -> Message:
    """Given a message as bytes, and when it was received, return it decoded without mail-parser. Never raises.

    Of well-formed mail it is what `parse_message` returns, at less than half of the cost; what mail-parser finds
    wrong with a message is not among the defects.
    """
    fields, body, defects = _parted(raw)
    texts = _read_with_standard_library(_wire(fields, _bounded(fields, body, defects), _CONTENT), defects)
    if not texts.plain and not texts.html:
        return parse_message(raw, received)
    date = parse_date(fields.first("date")) or moment_of(fields, received, defects)
    return compose(fields, read_people(fields), texts, date, defects, len(raw))


def _parted(raw: bytes) -> tuple[Fields, bytes, list[str]]:
    header, body = split_message(raw[:MAX_BYTES])
    fields = read_fields(header)
    return fields, body, [*fields.defects, *(["message too large"] if len(raw) > MAX_BYTES else [])]


def read_message(
    fields: Fields, body: bytes, received: datetime | None, defects: list[str], size: int, header: Fields | None = None
) -> Message:
    """Given the header fields and the MIME body, return the message, read by mail-parser.

    `header` has the fields to show where they are not the ones that describe the body.
    """
    wire = _wire(fields, _bounded(fields, body, defects))
    people, texts, date = _read(wire, fields, defects)
    return compose(header or fields, people, texts, date or moment_of(fields, received, defects), defects, size)


def _wire(fields: Fields, body: bytes, wanted: frozenset[str] = _STRUCTURE) -> bytes:
    lines = [f"{name}: {value}\r\n" for name, value in _first_ones(fields, wanted) if "\n" not in value]
    return "".join(lines).encode("utf-8", "replace") + b"\r\n" + body


def _first_ones(fields: Fields, wanted: frozenset[str]) -> list[tuple[str, str]]:
    seen: set[str] = set()
    kept = []
    for name, value in fields.items:
        if name in wanted and name not in seen:
            seen.add(name)
            kept.append((name, shielded(value) if name in _ADDRESSES else value))
    return kept


def _bounded(fields: Fields, body: bytes, defects: list[str]) -> bytes:
    """Cut a body off where it has more parts than anybody would send."""
    lowered = body.lower()
    ends = [_last_allowed(lowered, mark) for mark in (b"content-type", b"message/rfc822")]
    ends += [_last_allowed(body, b"--" + boundary) for boundary in _boundaries(fields, body, lowered)]
    end = min(ends)
    if end < len(body):
        defects.append("too many parts")
    return body[:end]


def _last_allowed(data: bytes, mark: bytes) -> int:
    """Return where the mark stands once too often, or the length of the data."""
    if data.count(mark) <= MAX_STRUCTURE:
        return len(data)
    position = -1
    for _ in range(MAX_STRUCTURE):
        position = data.find(mark, position + 1)
    return position


def _boundaries(fields: Fields, body: bytes, lowered: bytes) -> set[bytes]:
    described = fields.first("content-type").encode("utf-8", "replace")
    found = set(_BOUNDARY.findall(described))
    position = lowered.find(b"boundary")
    while position >= 0 and len(found) < MAX_STRUCTURE:
        found.update(_BOUNDARY.findall(body, position, position + 200))
        position = lowered.find(b"boundary", position + 200)
    return found


def _read(wire: bytes, fields: Fields, defects: list[str]) -> tuple[People, Texts, datetime | None]:
    try:
        return _read_with_mail_parser(wire, defects)
    except Exception as error:  # noqa: BLE001 - mail-parser and email leak nearly every built-in error
        defects.append(f"mail-parser failed: {type(error).__name__}")
    return read_people(fields), _read_with_standard_library(wire, defects), parse_date(fields.first("date"))


def _read_with_mail_parser(wire: bytes, defects: list[str]) -> tuple[People, Texts, datetime | None]:
    parser = _mail_parser()(email.message_from_bytes(wire))
    people = People(*(as_addresses(pairs) for pairs in (parser.from_, parser.reply_to, parser.to, parser.cc)))
    texts = _texts(parser.message, defects)
    if not texts.plain and not texts.html:
        plain, html = tidy_text("\n\n".join(parser.text_plain)), tidy_text("\n".join(parser.text_html))
        texts = Texts(plain if plain.strip() else "", html if html.strip() else "", texts.defects)
    defects.extend(sorted(parser.defects_categories - {"CharsetDecodeDefect"}))
    return people, texts, parser.date


@cache
def _mail_parser() -> type[MailParser]:
    """Import mail-parser when it is first needed, and keep it from logging: it logs what stands in the mail."""
    from mailparser import MailParser, core, utils

    core.log.disabled = utils.log.disabled = True
    return MailParser


def _read_with_standard_library(wire: bytes, defects: list[str]) -> Texts:
    try:
        return _texts(email.message_from_bytes(wire), defects)
    except Exception as error:  # noqa: BLE001 - the last resort below needs no parser at all
        defects.append(f"unreadable structure: {type(error).__name__}")
        return Texts(decode_text(wire.partition(b"\r\n\r\n")[2])[0], "", ())


def _texts(message: MimeMessage, defects: list[str]) -> Texts:
    return decode_leaves(text_leaves(message, defects))


def read_people(fields: Fields) -> People:
    """Given a header, return its address fields."""
    return People(*(addresses(fields.first(name)) for name in ("from", "reply-to", "to", "cc")))


def moment_of(fields: Fields, received: datetime | None, defects: list[str]) -> datetime | None:
    """Given a header without a usable Date field, return the moment to take instead, and record the defect."""
    value = fields.first("date")
    defects.append("bad Date" if value else "no Date")
    moment = iso_date(value) or received
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def compose(
    fields: Fields, people: People, texts: Texts, date: datetime | None, defects: list[str], size: int
) -> Message:
    """Given everything that was read of a message, return it as one value, with all its defects."""
    message_id, id_defect = single_id(fields.all("message-id"))
    known = [*defects, id_defect, *texts.defects, *_repeated(fields)]
    known += ["no From address"] if not people.from_ else []
    known += ["text longer than is judged"] if len(texts.plain) > MAX_TEXT or len(texts.html) > MAX_HTML else []
    return Message(
        message_id=message_id,
        subject=header_text(fields.first("subject"), MAX_NAME),
        from_=people.from_,
        reply_to=people.reply_to,
        to=people.to,
        cc=people.cc,
        delivered_to=_delivered_to(fields),
        in_reply_to=message_ids(fields.first("in-reply-to")),
        references=message_ids(fields.first("references")),
        date=date,
        headers=tuple((name, header_text(value)) for name, value in fields.items),
        text_plain=texts.plain,
        text_html=texts.html,
        defects=tuple(dict.fromkeys(defect for defect in known if defect))[:MAX_DEFECTS],
        size=size,
    )


def _repeated(fields: Fields) -> list[str]:
    return [f"several {name} fields" for name in _ONCE if len(fields.all(name)) > 1]


def _delivered_to(fields: Fields) -> tuple[str, ...]:
    found: list[str] = []
    for name in ("delivered-to", "envelope-to", "x-envelope-to", "x-original-to"):
        for value in fields.all(name):
            found.extend(address.email for address in addresses(value))
    return tuple(dict.fromkeys(found))
