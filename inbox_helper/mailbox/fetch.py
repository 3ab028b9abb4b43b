"""Reading messages in few round trips and few bytes: headers and structure first, then nothing but text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from imapclient.datetime_util import parse_to_datetime

from inbox_helper.core.types import FetchedMessage, TextPart
from inbox_helper.mailbox.answers import Value, parse_fetch
from inbox_helper.mailbox.mime import PART_LIMIT, split_header, text_parts
from inbox_helper.mailbox.port import ThreadIds
from inbox_helper.mailbox.structure import TextSection, text_sections
from inbox_helper.mailbox.wire import Command, Wire

HEADER_FIELDS = (
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Return-Path",
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "Authentication-Results",
    "Auto-Submitted",
    "Precedence",
    "List-Id",
    "List-Post",
    "List-Unsubscribe",
    "X-Auto-Response-Suppress",
    "X-Autoreply",
    "X-Failed-Recipients",
    "X-Loop",
    "X-Spam-Flag",
    "X-Spam-Status",
    "X-Mailer",
    "Feedback-ID",
    "X-LinkedIn-Template",
    "X-SES-Outgoing",
    "X-Mailgun-Sid",
    "X-SG-EID",
    "X-Greenhouse-Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
"""What parsing, rules and reply planning read. The rest of a header is mostly signatures and routes, and the
bigger part of it."""

STRUCTURE_BATCH = 500
"""Messages whose headers are fetched in one command."""

TEXT_BUDGET = 4 * 1024 * 1024
"""Octets of text that are asked for in one go, to bound memory."""

COMMANDS_IN_FLIGHT = 16
"""Commands sent without waiting for the answer to the first; few enough to fit into the socket's buffer."""

MAX_COMMAND_OCTETS = 8000
"""Length of a command line that ordinary servers take; Yahoo takes 1000."""

_SECTION = re.compile(rb"BODY\[([0-9.]+)\]")
_THREAD_FIELDS = "MESSAGE-ID IN-REPLY-TO REFERENCES"
_FIELD = re.compile(rb"(?im)^(message-id|in-reply-to|references)[ \t]*:((?:.*(?:\r?\n[ \t].*)*))")
_MESSAGE_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f]{1,990}>")


@dataclass(frozen=True, slots=True)
class _Head:
    uid: int
    flags: frozenset[str]
    internal_date: datetime | None
    size: int
    header: bytes
    sections: tuple[TextSection, ...] | None
    """None where the server could not tell: the message is taken apart here."""

    @property
    def text_size(self) -> int:
        if self.sections is None:
            return PART_LIMIT
        return sum(min(section.size, PART_LIMIT) for section in self.sections)


def compress(uids: Sequence[int]) -> list[str]:
    """Given ascending UIDs, return them as items of a set, with runs as ranges (RFC 3501 section 9)."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return [f"{first}:{last}" if first < last else str(first) for first, last in runs]


def uid_sets(uids: Sequence[int], octets: int) -> Iterator[str]:
    """Yield sets that together hold the UIDs, each at most `octets` long."""
    line = ""
    for item in compress(uids):
        if line and len(line) + 1 + len(item) > octets:
            yield line
            line = ""
        line = f"{line},{item}" if line else item
    if line:
        yield line


def fetch_commands(uids: Sequence[int], items: str, max_octets: int = MAX_COMMAND_OCTETS) -> list[Command]:
    """Return the commands that fetch some items of ascending UIDs, none longer than `max_octets`."""
    room = max(max_octets - len(items) - 40, 100)
    return [Command(f"UID FETCH {each} {items}", "reading messages") for each in uid_sets(uids, room)]


def fetch_messages(
    wire: Wire,
    uids: Sequence[int],
    fields: Sequence[str] = HEADER_FIELDS,
    max_octets: int = MAX_COMMAND_OCTETS,
) -> Iterator[FetchedMessage]:
    """Yield the messages of the open folder, ascending by UID, with the header fields that are named."""
    wanted = sorted(set(uids))
    for start in range(0, len(wanted), STRUCTURE_BATCH):
        heads = _heads(wire, wanted[start : start + STRUCTURE_BATCH], fields, max_octets)
        for group in _within_budget(heads):
            texts = _texts(wire, group, max_octets)
            for head in group:
                yield from _assembled(head, texts.get(head.uid, {}))


def fetch_thread_ids(wire: Wire, uids: Sequence[int], max_octets: int = MAX_COMMAND_OCTETS) -> Iterator[ThreadIds]:
    """Yield the thread ids of messages of the open folder, ascending by UID."""
    wanted = sorted(set(uids))
    items = f"(UID BODY.PEEK[HEADER.FIELDS ({_THREAD_FIELDS})])"
    for start in range(0, len(wanted), 2 * STRUCTURE_BATCH):
        batch = wanted[start : start + 2 * STRUCTURE_BATCH]
        answers = _run(wire, fetch_commands(batch, items, max_octets), batch)
        for uid in batch:
            if uid in answers:
                yield thread_ids(uid, _header(answers[uid]))


def thread_ids(uid: int, header: bytes) -> ThreadIds:
    """Return the thread ids in a header."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in _FIELD.findall(header):
        found[name.decode("ascii").lower()] += _MESSAGE_ID.findall(value.decode("latin-1"))
    return ThreadIds(
        uid=uid,
        message_id=next(iter(found["message-id"]), ""),
        in_reply_to=tuple(found["in-reply-to"]),
        references=tuple(found["references"]),
    )


def _heads(wire: Wire, uids: Sequence[int], fields: Sequence[str], max_octets: int) -> list[_Head]:
    listed = f"BODY.PEEK[HEADER.FIELDS ({' '.join(fields).upper()})]"
    header = listed if len(listed) < max_octets // 2 else "BODY.PEEK[HEADER]"
    items = f"(UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE {header})"
    answers = _run(wire, fetch_commands(uids, items, max_octets), uids)
    return [_head(uid, answers[uid]) for uid in uids if uid in answers]


def _head(uid: int, items: Mapping[bytes, Value]) -> _Head:
    flags, size = items.get(b"FLAGS"), items.get(b"RFC822.SIZE")
    return _Head(
        uid=uid,
        flags=frozenset(_words(flags)),
        internal_date=_date(items.get(b"INTERNALDATE")),
        size=size if isinstance(size, int) else 0,
        header=_header(items),
        sections=text_sections(items.get(b"BODYSTRUCTURE")),
    )


def _within_budget(heads: Sequence[_Head]) -> Iterator[list[_Head]]:
    group: list[_Head] = []
    for head in heads:
        if group and sum(each.text_size for each in group) + head.text_size > TEXT_BUDGET:
            yield group
            group = []
        group.append(head)
    if group:
        yield group


def _texts(wire: Wire, heads: Sequence[_Head], max_octets: int) -> dict[int, dict[bytes, Value]]:
    # Messages of one shape share their section numbers, so they share a command.
    shapes: dict[str, list[int]] = defaultdict(list)
    for head in heads:
        if head.sections is None:
            shapes[f"(UID BODY.PEEK[]<0.{PART_LIMIT}>)"].append(head.uid)
        elif head.sections:
            items = " ".join(f"BODY.PEEK[{each.section}]<0.{PART_LIMIT}>" for each in head.sections)
            shapes[f"(UID {items})"].append(head.uid)
    commands = [each for items, uids in shapes.items() for each in fetch_commands(uids, items, max_octets)]
    return _run(wire, commands, [head.uid for head in heads])


def _run(wire: Wire, commands: Sequence[Command], wanted: Sequence[int]) -> dict[int, dict[bytes, Value]]:
    """Send commands, many at once, and gather the items by UID; leave out what nobody asked for."""
    gathered: dict[int, dict[bytes, Value]] = {}
    asked_for = set(wanted)
    for start in range(0, len(commands), COMMANDS_IN_FLIGHT):
        answers = wire.run(*commands[start : start + COMMANDS_IN_FLIGHT])
        for items in parse_fetch(answers.lines("FETCH")):
            uid = items[b"UID"]
            if isinstance(uid, int) and uid in asked_for:
                gathered.setdefault(uid, {}).update(items)
    return gathered


def _assembled(head: _Head, items: Mapping[bytes, Value]) -> Iterator[FetchedMessage]:
    if head.sections is None:
        raw = items.get(b"BODY[]")
        if not isinstance(raw, bytes):
            return
        header = head.header or split_header(raw)[0]
        parts = text_parts(raw, complete=len(raw) < PART_LIMIT)
        yield FetchedMessage(head.uid, head.flags, head.internal_date, head.size, header, parts)
        return
    payloads = {
        match[1].decode("ascii"): value
        for name, value in items.items()
        if (match := _SECTION.fullmatch(name)) and isinstance(value, bytes)
    }
    parts = tuple(_part(each, payloads[each.section]) for each in head.sections if each.section in payloads)
    if head.sections and not items:
        return
    yield FetchedMessage(head.uid, head.flags, head.internal_date, head.size, head.header, parts)


def _part(section: TextSection, payload: bytes) -> TextPart:
    return TextPart(
        content_type=section.content_type,
        charset=section.charset,
        transfer_encoding=section.transfer_encoding,
        payload=payload[:PART_LIMIT],
        truncated=max(section.size, len(payload)) > PART_LIMIT,
    )


def _header(items: Mapping[bytes, Value]) -> bytes:
    # Servers write the list of fields back in their own order and quoting.
    for name, value in items.items():
        if name.startswith(b"BODY[HEADER") and isinstance(value, bytes):
            return value
    return b""


def _words(value: Value) -> Iterator[str]:
    for each in value if isinstance(value, tuple) else ():
        if isinstance(each, bytes):
            yield each.decode("latin-1")
        elif isinstance(each, int):
            yield str(each)


def _date(value: Value) -> datetime | None:
    if not isinstance(value, bytes):
        return None
    try:
        moment = parse_to_datetime(value, normalise=False)
        return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    except (ValueError, TypeError, OverflowError):
        return None
