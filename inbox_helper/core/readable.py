"""A draft as a person reads it."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

_SHOWN = ("From", "To", "Subject", "Date", "In-Reply-To")


def readable(raw: bytes) -> tuple[tuple[tuple[str, str], ...], str]:
    """Given the bytes of a draft, return its header fields that matter to people, decoded, and its text."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    fields = tuple((name, str(message[name])) for name in _SHOWN if message[name] is not None)
    return fields, str(message.get_content()).replace("\r\n", "\n")
