"""What STATUS and EXAMINE tell about a folder (RFC 3501 sections 6.3.2 and 6.3.10)."""

from __future__ import annotations

import re

from inbox_helper.errors import MailboxError
from inbox_helper.mailbox.port import FolderStatus
from inbox_helper.mailbox.wire import Answers, Command, Wire, quoted_folder

_ITEM = re.compile(rb"(UIDVALIDITY|UIDNEXT|MESSAGES) (\d+)", re.IGNORECASE)
_LIST = re.compile(rb"\(([^()]*)\)\s*\Z")


def status_command(folder: str) -> Command:
    """Return the command for the status of a folder."""
    return Command(f"STATUS {quoted_folder(folder)} (UIDVALIDITY UIDNEXT MESSAGES)", f"opening the folder {folder}")


def folder_status(wire: Wire, folder: str, *, is_open: bool) -> FolderStatus:
    """Return the fresh status of a folder. Raise MailboxError if it does not exist."""
    command = status_command(folder)
    answers = wire.run_up_to_date(command, is_look=False) if is_open else wire.run(command)
    return parse_status(answers, folder)


def parse_status(answers: Answers, folder: str) -> FolderStatus:
    """Return the numbers of a STATUS answer. Raise MailboxError if they are missing."""
    for line in reversed(answers.lines("STATUS")):
        listed = _LIST.search(line if isinstance(line, bytes) else line[0])
        items = {name.upper(): int(value) for name, value in _ITEM.findall(listed[1])} if listed else {}
        if len(items) == 3:
            return FolderStatus(items[b"UIDVALIDITY"], items[b"UIDNEXT"], items[b"MESSAGES"])
    raise MailboxError(
        f"The mail server does not number the messages of {folder}.",
        "A server without UIDVALIDITY and UIDNEXT cannot be watched safely. Use another one.",
    )
