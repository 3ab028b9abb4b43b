"""FETCH of many UIDs in few commands, and their answers by UID."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inbox_helper.mailbox.answers import Value, parse_fetch
from inbox_helper.mailbox.wire import Answers, Command, Wire

COMMANDS_IN_FLIGHT = 16
"""Commands sent without waiting for the answer to the first; few enough to fit into the socket's buffer."""

MAX_COMMAND_OCTETS = 8000
"""Length of a command line that ordinary servers take; Yahoo takes 1000."""


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


def run_fetch(wire: Wire, commands: Sequence[Command], wanted: Sequence[int]) -> dict[int, dict[bytes, Value]]:
    """Send commands, many at once, and return the items by UID; leave out what nobody asked for."""
    gathered: dict[int, dict[bytes, Value]] = {}
    for start in range(0, len(commands), COMMANDS_IN_FLIGHT):
        answers = wire.run(*commands[start : start + COMMANDS_IN_FLIGHT])
        for uid, items in fetched_items(answers, wanted).items():
            gathered.setdefault(uid, {}).update(items)
    return gathered


def fetched_items(answers: Answers, wanted: Sequence[int]) -> dict[int, dict[bytes, Value]]:
    """Return the items of FETCH answers by UID; leave out what nobody asked for."""
    gathered: dict[int, dict[bytes, Value]] = {}
    asked_for = set(wanted)
    for items in parse_fetch(answers.lines("FETCH")):
        uid = items.get(b"UID")
        if isinstance(uid, int) and uid in asked_for:
            gathered.setdefault(uid, {}).update(items)
    return gathered


def header_of(items: Mapping[bytes, Value]) -> bytes:
    """Return the header in the items of one message, or nothing."""
    # Servers write the list of fields back in their own order and quoting.
    for name, value in items.items():
        if name.startswith(b"BODY[HEADER") and isinstance(value, bytes):
            return value
    return b""
