"""What a mail tells about the application: company, position, who signed, how far it went, what was promised."""

from __future__ import annotations

from inbox_helper.core.types import Facts, Identity, Message, PreparedText


def read_facts(message: Message, prepared: PreparedText, identity: Identity | None = None) -> Facts:
    """Given a message, its prepared text and who the user is, return the facts."""
    return Facts()
