"""The names by which exactly-once is kept: of a source message, and of the draft that answers it."""

from __future__ import annotations

import hashlib
import hmac

from inbox_helper.core.types import Message

_TEXT_IN_DIGEST = 2048
_BY_MESSAGE_ID = "id:"


def source_key(message: Message) -> str:
    """Return what identifies a source message in one account, across folders and renumberings.

    That is its Message-ID; where it is missing, repeated or malformed, a digest of date, author, subject, size
    and the first 2 KB of its text.
    """
    if message.message_id:
        return key_of_message_id(message.message_id)
    date = message.date.isoformat() if message.date else ""
    text = (message.text_plain or message.text_html)[:_TEXT_IN_DIGEST]
    seed = "\0".join([date, message.sender.email, message.subject, str(message.size), text])
    return f"digest:{hashlib.sha256(seed.encode('utf-8', 'surrogatepass')).hexdigest()}"


def key_of_message_id(message_id: str) -> str:
    """Return the source key of a message with a usable Message-ID, given with its angle brackets."""
    return f"{_BY_MESSAGE_ID}{message_id}"


def message_id_of_key(key: str) -> str:
    """Return the Message-ID that a source key was made of, with its angle brackets; empty if it was of another kind."""
    return key.removeprefix(_BY_MESSAGE_ID) if is_of_message_id(key) else ""


def is_of_message_id(key: str) -> bool:
    """Tell whether a source key was made of a Message-ID; if not, the whole message is needed to make it again."""
    return key.startswith(_BY_MESSAGE_ID)


def draft_message_id(secret: bytes, key: str, attempt: int, domain: str) -> str:
    """Return the Message-ID of the draft for a source key: the same for the same input, and telling nothing.

    The recipient may see it, so it names neither this program, nor the source, nor the machine; the right side is
    the domain of the author (RFC 5322 section 3.6.4). Two versions of a message never share an id, so `attempt`
    grows when a draft is made anew.
    """
    digest = hmac.new(secret, f"{attempt}\0{key}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return f"<{digest[:32]}@{domain or 'localhost'}>"


def variant(key: str) -> int:
    """Return a number that is always the same for a source key; it chooses among wordings."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:4], "big")
