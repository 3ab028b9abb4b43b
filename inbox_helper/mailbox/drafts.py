"""Putting a draft into its folder (RFC 3501 section 6.3.11, RFC 4315 section 3), and taking it away again."""

from __future__ import annotations

import re

from inbox_helper.errors import MailboxError
from inbox_helper.mailbox.port import AppendedUid, DraftToDiscard
from inbox_helper.mailbox.threads import fetch_thread_ids
from inbox_helper.mailbox.uidsets import MAX_COMMAND_OCTETS
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


def discards(wire: Wire, trash: str | None) -> bool:
    """Tell whether one message, and surely no other, can be taken away.

    A plain EXPUNGE would take whatever else is marked (RFC 3501 section 6.4.3), so it takes MOVE (RFC 6851) or UIDPLUS
    (RFC 4315). Gmail only archives what is expunged; there a draft is gone when it lies in Trash.
    """
    if trash is not None and "MOVE" in wire.capabilities:
        return True
    return "UIDPLUS" in wire.capabilities and "X-GM-EXT-1" not in wire.capabilities


def discard_draft(wire: Wire, draft: DraftToDiscard, trash: str | None) -> bool:
    """Open the folder for writing and discard one message in it; False if it is not there any more.

    The caller has to open a folder anew afterwards. Raise MailboxError as the port says.
    """
    if not discards(wire, trash):
        raise MailboxError(
            "This mail server cannot take away a single message (it has neither MOVE nor UIDPLUS).",
            "Delete the draft in your mail program.",
        )
    folder = quoted_folder(draft.folder)
    bin_name = quoted_folder(trash) if trash is not None and "MOVE" in wire.capabilities else None
    with wire.discarding(folder, draft.uid, bin_name):
        opened = wire.run(Command(f"SELECT {folder}", f"opening the folder {draft.folder}"))
        if opened.number("UIDVALIDITY") != draft.uidvalidity:
            raise _another(draft)
        found = list(fetch_thread_ids(wire, [draft.uid], MAX_COMMAND_OCTETS))
        if any(ids.message_id != draft.message_id for ids in found):
            raise _another(draft)
        if found:
            wire.run(*_removal(draft.uid, bin_name))
        return bool(found)


def _removal(uid: int, bin_name: str | None) -> list[Command]:
    purpose = "discarding the draft"
    if bin_name is not None:
        return [Command(f"UID MOVE {uid} {bin_name}", purpose)]
    lines = (f"UID STORE {uid} +FLAGS.SILENT (\\Deleted)", f"UID EXPUNGE {uid}")
    return [Command(line, purpose) for line in lines]


def _another(draft: DraftToDiscard) -> MailboxError:
    return MailboxError(
        f"Another message than the draft lies in {draft.folder} under UID {draft.uid} now.",
        "Nothing was changed. Try again: the draft is looked for anew.",
    )
