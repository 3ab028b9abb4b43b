"""Messages as JSON Lines: one object a line, with `id`, `subject`, `from`, `body`, `html`, and labels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from inbox_helper.core.fetched import message_from_fields
from inbox_helper.tuning.source_item import NOT_LABELLED, Labelled, SourceItem

LONGEST_LINE = 32 << 20
"""Octets of a line that are read."""

_TEXTS = ("subject", "from", "body", "html")


def read_json_lines(first: bytes, stream: BinaryIO, name: str, number: int = 1) -> Iterator[SourceItem]:
    """Given the first line, which is number `number`, and the rest of a file called `name`, yield its messages.

    A message without an id gets `name#line`. A line that is no message yields an item with an error. An id that is
    there twice is not changed: the order tells which is which.
    """
    if _spreads(first):
        yield SourceItem(name, None, "This is JSON, but not JSON Lines. Write one object on each line.")
        return
    line = first
    while line:
        place = f"{name}#{number}"
        if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            yield SourceItem(place, None, f"This line is longer than {LONGEST_LINE >> 20} MB.")
            _pass_over(stream)
        elif line.strip():
            yield _item(line, place)
        line = stream.readline(LONGEST_LINE)
        number += 1


def _spreads(first: bytes) -> bool:
    start = first.strip()
    return start.startswith(b"[") or start == b"{"


def _pass_over(stream: BinaryIO) -> None:
    while (piece := stream.readline(LONGEST_LINE)) and not piece.endswith(b"\n"):
        pass


def _item(line: bytes, place: str) -> SourceItem:
    try:
        data = json.loads(line.rstrip(b"\r\n").decode("utf-8"))
    except UnicodeDecodeError as error:
        return SourceItem(place, None, f"This line is not UTF-8 (at byte {error.start + 1}).")
    except json.JSONDecodeError as error:
        return SourceItem(place, None, f"This line is not JSON: {error.msg} at column {error.colno}.")
    except (ValueError, RecursionError):
        return SourceItem(place, None, "This line is not JSON that can be read: nested too deep, or a huge number.")
    if not isinstance(data, dict):
        return SourceItem(place, None, "This line is JSON, but no object.")
    return _from_object(data, place)


def _from_object(data: dict[str, Any], place: str) -> SourceItem:
    given = data.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | None):
        return SourceItem(place, None, "The field id is neither a text nor a whole number.")
    identity = place if given is None or given == "" else str(given).encode("utf-8", "replace").decode("utf-8")
    labelled = _labelled(data)
    if problem := _problem(data):
        return SourceItem(identity, None, problem, labelled)
    texts = {key: data.get(key) or "" for key in _TEXTS}
    message = message_from_fields(subject=texts["subject"], from_=texts["from"], body=texts["body"], html=texts["html"])
    return SourceItem(identity, message, labelled=labelled)


def _problem(data: dict[str, Any]) -> str:
    for key in _TEXTS:
        if not isinstance(data.get(key), str | None):
            return f"The field {key} is no text."
    if data.get("body") is None and data.get("html") is None:
        return "The field body is missing."
    return ""


def _labelled(data: dict[str, Any]) -> Labelled:
    labelled = Labelled(
        label=_text(data.get("label_checked")) or _text(data.get("label")),
        ambiguous=data.get("ambiguous") is True,
        language=_text(data.get("language")),
        template_group=_text(data.get("template_group")),
        source=_text(data.get("source")),
        real=data["real"] if isinstance(data.get("real"), bool) else None,
        hard=_text(data.get("hard")),
    )
    return NOT_LABELLED if labelled == NOT_LABELLED else labelled


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
