"""Putting a draft into its folder (RFC 3501 section 6.3.11, RFC 4315 section 3)."""

from __future__ import annotations

import re

from inbox_helper.errors import MailboxError
from inbox_helper.mailbox.port import AppendedUid
from inbox_helper.mailbox.wire import Command, Wire, quoted_folder

_APPENDUID = re.compile(r"\[APPENDUID (\d+) (\d+)\]", re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n|\r|\n")


def append_command(folder: str, raw: bytes) -> Command:
    r"""Return the command that stores a draft. Raise MailboxError for bytes that IMAP cannot carry.

    \Draft must come with the message itself: Exchange never makes an editable draft of it afterwards.
    \Seen keeps the folder from showing an unread message.
    """
    if b"\0" in raw:
        raise MailboxError("A draft holds a NUL byte, which IMAP cannot carry.", "Look at the template.")
    return Command(f"APPEND {quoted_folder(folder)} (\\Draft \\Seen)", "storing the draft", _LINE_END.sub(b"\r\n", raw))


def append_draft(wire: Wire, folder: str, raw: bytes) -> AppendedUid | None:
    """Append a draft and return its place where the server tells it."""
    answers = wire.run(append_command(folder, raw))
    return appended_uid(answers.texts[0])


def appended_uid(text: str) -> AppendedUid | None:
    """Return what APPENDUID says in the text of a tagged answer."""
    found = _APPENDUID.search(text)
    return AppendedUid(int(found[1]), int(found[2])) if found else None
