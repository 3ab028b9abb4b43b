"""Who answers whom: the thread ids in headers (RFC 5322 section 3.6.4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from email.utils import getaddresses

from inbox_helper.mailbox.port import ThreadIds
from inbox_helper.mailbox.uidsets import fetch_commands, header_of, run_fetch
from inbox_helper.mailbox.wire import Wire

BATCH = 1000
"""Messages whose ids are fetched in one command."""

_ITEMS = "(UID BODY.PEEK[HEADER.FIELDS (FROM MESSAGE-ID IN-REPLY-TO REFERENCES)])"
_FIELD = re.compile(rb"(?im)^(from|message-id|in-reply-to|references)[ \t]*:((?:.*(?:\r?\n[ \t].*)*))")
_LONGEST_AUTHORS = 2_000
_MESSAGE_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f]{1,990}>")


def fetch_thread_ids(wire: Wire, uids: Sequence[int], max_octets: int) -> Iterator[ThreadIds]:
    """Yield the thread ids of messages of the open folder, ascending by UID."""
    wanted = sorted(set(uids))
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        answers = run_fetch(wire, fetch_commands(batch, _ITEMS, max_octets), batch)
        yield from (thread_ids(uid, header_of(answers[uid])) for uid in batch if uid in answers)


def thread_ids(uid: int, header: bytes) -> ThreadIds:
    """Return the thread ids in a header, and its author."""
    found: dict[str, list[str]] = defaultdict(list)
    authors: list[str] = []
    for name, value in _FIELD.findall(header):
        text = value.decode("latin-1")
        if name.lower() == b"from":
            authors += [
                email for _name, email in getaddresses([" ".join(text.split())[:_LONGEST_AUTHORS]]) if "@" in email
            ]
        else:
            found[name.decode("ascii").lower()] += _MESSAGE_ID.findall(text)
    return ThreadIds(
        uid=uid,
        message_id=next(iter(found["message-id"]), ""),
        in_reply_to=tuple(found["in-reply-to"]),
        references=tuple(found["references"]),
        author=next(iter(authors), "").lower(),
    )
