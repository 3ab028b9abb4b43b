"""Reading messages in few round trips and few bytes: headers and structure first, then nothing but text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from inbox_helper.core.types import FetchedMessage, TextPart
from inbox_helper.mailbox.answers import Value
from inbox_helper.mailbox.heads import Head, fetch_heads
from inbox_helper.mailbox.mime import PART_LIMIT, split_header, text_parts
from inbox_helper.mailbox.structure import TextSection
from inbox_helper.mailbox.uidsets import fetch_commands, run_fetch
from inbox_helper.mailbox.wire import Wire

STRUCTURE_BATCH = 500
"""Messages whose headers are fetched in one command."""

FEW = 4
"""So many messages are fetched in a single round trip, if they are short: new mail comes one by one."""

TEXT_BUDGET = 4 * 1024 * 1024
"""Octets of text that are asked for in one go, to bound memory."""

_SECTION = re.compile(rb"BODY\[([0-9.]+)\]")


def fetch_messages(wire: Wire, uids: Sequence[int], fields: Sequence[str], max_octets: int) -> Iterator[FetchedMessage]:
    """Yield the messages of the open folder, ascending by UID, with the header fields that are named."""
    wanted = sorted(set(uids))
    for start in range(0, len(wanted), STRUCTURE_BATCH):
        batch = wanted[start : start + STRUCTURE_BATCH]
        heads = fetch_heads(wire, batch, fields, max_octets, with_body=len(wanted) <= FEW)
        yield from messages_of(wire, heads, max_octets)


def messages_of(wire: Wire, heads: Sequence[Head], max_octets: int) -> Iterator[FetchedMessage]:
    """Yield the messages of some heads, with the text that did not come along with them."""
    for group in _within_budget(heads):
        texts = _texts(wire, group, max_octets)
        for head in group:
            yield from _assembled(head, texts.get(head.uid, {}))


def _within_budget(heads: Sequence[Head]) -> Iterator[list[Head]]:
    group: list[Head] = []
    octets = 0
    for head in heads:
        octets += head.text_size
        if group and octets > TEXT_BUDGET:
            yield group
            group, octets = [], head.text_size
        group.append(head)
    if group:
        yield group


def _texts(wire: Wire, heads: Sequence[Head], max_octets: int) -> dict[int, dict[bytes, Value]]:
    # Messages of one shape share their section numbers, so they share a command.
    shapes: dict[str, list[int]] = defaultdict(list)
    for head in heads:
        if head.body is not None:
            continue
        if head.sections is None:
            shapes[f"(UID BODY.PEEK[]<0.{PART_LIMIT}>)"].append(head.uid)
        elif head.sections:
            items = " ".join(f"BODY.PEEK[{each.section}]<0.{PART_LIMIT}>" for each in head.sections)
            shapes[f"(UID {items})"].append(head.uid)
    commands = [each for items, uids in shapes.items() for each in fetch_commands(uids, items, max_octets)]
    return run_fetch(wire, commands, [head.uid for head in heads])


def _assembled(head: Head, items: Mapping[bytes, Value]) -> Iterator[FetchedMessage]:
    if head.body is not None:
        yield _message(head, head.header, text_parts((head.header or b"\r\n") + head.body))
    elif head.sections is None:
        raw = items.get(b"BODY[]")
        if isinstance(raw, bytes):
            parts = text_parts(raw, complete=len(raw) < PART_LIMIT)
            yield _message(head, head.header or split_header(raw)[0], parts)
    elif items or not head.sections:
        yield _message(head, head.header, _parts(head.sections, items))


def _message(head: Head, header: bytes, parts: tuple[TextPart, ...]) -> FetchedMessage:
    return FetchedMessage(head.uid, head.flags, head.internal_date, head.size, header, parts)


def _parts(sections: Sequence[TextSection], items: Mapping[bytes, Value]) -> tuple[TextPart, ...]:
    payloads = {
        match[1].decode("ascii"): value
        for name, value in items.items()
        if (match := _SECTION.fullmatch(name)) and isinstance(value, bytes)
    }
    return tuple(_part(each, payloads[each.section]) for each in sections if each.section in payloads)


def _part(section: TextSection, payload: bytes) -> TextPart:
    return TextPart(
        content_type=section.content_type,
        charset=section.charset,
        transfer_encoding=section.transfer_encoding,
        payload=payload[:PART_LIMIT],
        truncated=max(section.size, len(payload)) > PART_LIMIT,
        flowed=section.flowed,
        delete_space=section.delete_space,
    )
