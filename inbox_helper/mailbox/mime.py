"""Text parts of a message that is here as a whole: a file, or one that its server cannot take apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32

from inbox_helper.core.types import TextPart
from inbox_helper.mailbox.structure import DEFAULT_CHARSET, MAX_TEXT_PARTS

PART_LIMIT = 256 * 1024
"""Octets of one text part that are read, still encoded."""

_TEXT_TYPES = ("text/plain", "text/html")


def split_header(raw: bytes) -> tuple[bytes, bytes]:
    """Return header, with the empty line that ends it, and body."""
    ends = [raw.find(mark) + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if mark in raw]
    end = min(ends, default=len(raw))
    return raw[:end], raw[end:]


def text_parts(raw: bytes, *, complete: bool = True, limit: int = PART_LIMIT) -> tuple[TextPart, ...]:
    """Return the text parts that are no attachments, still encoded, as FETCH would give them.

    Given `complete` False, the message was cut at its end, and so is its last part. Never raises on bad mail.
    """
    try:
        leaves = list(_leaves(BytesParser(policy=compat32).parsebytes(raw)))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, IndexError):
        # The standard library's parser gives up on some hostile mail; the body as it stands is still text.
        leaves = [_flat(raw)]
    found = [_text_part(leaf, limit) for leaf in leaves if _is_text(leaf)][:MAX_TEXT_PARTS]
    if found and not complete and _is_text(leaves[-1]):
        found[-1] = replace(found[-1], truncated=True)
    return tuple(found)


def _leaves(message: Message) -> Iterator[Message]:
    if not message.is_multipart():
        yield message
    elif message.get_content_maintype() == "multipart":
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)


def _flat(raw: bytes) -> Message:
    header, body = split_header(raw)
    message = BytesHeaderParser(policy=compat32).parsebytes(header)
    del message["Content-Type"]
    message.set_payload(body.decode("ascii", "surrogateescape"))
    return message


def _is_text(part: Message) -> bool:
    # Repeated fields: one that says "attachment" is believed.
    dispositions = (str(each).partition(";")[0].strip().lower() for each in part.get_all("Content-Disposition", []))
    return part.get_content_type() in _TEXT_TYPES and "attachment" not in dispositions


def _text_part(part: Message, limit: int) -> TextPart:
    transfer_encoding = str(part.get("Content-Transfer-Encoding", "7bit")).strip().lower()
    # Without its encoding the parser hands the payload out as it came.
    del part["Content-Transfer-Encoding"]
    payload = part.get_payload(decode=True)
    octets = payload if isinstance(payload, bytes) else b""
    return TextPart(
        content_type=part.get_content_type(),
        charset=_charset(part),
        transfer_encoding=transfer_encoding,
        payload=octets[:limit],
        truncated=len(octets) > limit,
        flowed=_parameter(part, "format") == "flowed",
        delete_space=_parameter(part, "delsp") == "yes",
    )


def _charset(part: Message) -> str:
    try:
        return (part.get_content_charset() or "").strip().lower() or DEFAULT_CHARSET
    except (ValueError, LookupError, TypeError, AttributeError):
        return DEFAULT_CHARSET


def _parameter(part: Message, name: str) -> str:
    try:
        return str(part.get_param(name, "")).strip().lower()
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
