"""What STATUS and EXAMINE tell about a folder (RFC 3501 sections 6.3.2 and 6.3.10)."""

from __future__ import annotations

import re

from imapclient.imap_utf7 import decode as decode_utf7

from inbox_helper.errors import MailboxError
from inbox_helper.mailbox.port import FolderStatus
from inbox_helper.mailbox.wire import Answers, Command, Wire, quoted_folder

_ITEM = re.compile(rb"(UIDVALIDITY|UIDNEXT|MESSAGES) (\d+)", re.IGNORECASE)
_LIST = re.compile(rb"\(([^()]*)\)\s*\Z")
_NAME = re.compile(rb'\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"({]+)) ')


def status_command(folder: str, *, is_optional: bool = False) -> Command:
    """Return the command for the status of a folder."""
    line = f"STATUS {quoted_folder(folder)} (UIDVALIDITY UIDNEXT MESSAGES)"
    return Command(line, f"opening the folder {folder}", is_optional=is_optional)


def folder_status(wire: Wire, folder: str, *, is_open: bool) -> FolderStatus:
    """Return the fresh status of a folder. Raise MailboxError if it does not exist."""
    command = status_command(folder)
    answers = wire.run_up_to_date(command, is_look=False) if is_open else wire.run(command)
    return parse_status(answers, folder)


def parse_status(answers: Answers, folder: str) -> FolderStatus:
    """Return the numbers of the answer to one STATUS command. Raise MailboxError if they are missing."""
    for line in reversed(answers.lines("STATUS")):
        if status := _numbers(line if isinstance(line, bytes) else line[0]):
            return status
    raise MailboxError(
        f"The mail server does not number the messages of {folder}.",
        "A server without UIDVALIDITY and UIDNEXT cannot be watched safely. Use another one.",
    )


def parse_statuses(answers: Answers) -> dict[str, FolderStatus]:
    """Return the numbers of the answers to several STATUS commands, by folder.

    Servers may answer in another order than they were asked in. What cannot be told apart is left out.
    """
    found = {}
    for line in answers.lines("STATUS"):
        if isinstance(line, bytes) and (status := _numbers(line)) and (name := _NAME.match(line)):
            quoted, atom = name.groups()
            encoded = re.sub(rb"\\(.)", rb"\1", quoted) if quoted is not None else atom
            found[decode_utf7(encoded)] = status
    return found


def _numbers(line: bytes) -> FolderStatus | None:
    listed = _LIST.search(line)
    items = {name.upper(): int(value) for name, value in _ITEM.findall(listed[1])} if listed else {}
    return FolderStatus(items[b"UIDVALIDITY"], items[b"UIDNEXT"], items[b"MESSAGES"]) if len(items) == 3 else None
