"""Messages from anywhere: files, folders, mbox, Maildir, JSON Lines; streamed, in order."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from inbox_helper.core.fetched import message_from_fields
from inbox_helper.core.parse import parse_message
from inbox_helper.core.types import Message
from inbox_helper.errors import UserError

STANDARD_INPUT = Path("-")

_LONGEST_LINE = 32 << 20
_LARGEST_MESSAGE = 64 << 20
_MAIL_ENDINGS = (".eml", ".mail", ".msg", ".txt", ".mbox", ".jsonl", ".ndjson")
_FIRST_LINE_OF_MBOX = re.compile(rb"From \S+ .*\d")
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a corpus says of a message; empty where it says nothing."""

    label: str = ""
    """The kind of mail: rejection, confirmation, offer …; a corrected label wins."""
    ambiguous: bool = False
    language: str = ""
    template_group: str = ""
    source: str = ""
    real: bool | None = None


NOT_LABELLED = Labelled()


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One message, or what went wrong where one should be."""

    id: str
    message: Message | None
    error: str = ""
    labelled: Labelled = NOT_LABELLED


def read_messages(paths: Sequence[Path]) -> Iterator[SourceItem]:
    """Yield every message under some paths, in their order; `-` is the standard input.

    A file is told by its content: JSON Lines, mbox, or one message; a folder is a Maildir or is walked in the order
    of names. What cannot be read yields an item with an error. Raise UserError, before anything is read, if a path
    does not exist.
    """
    for path in paths:
        if path != STANDARD_INPUT and not path.exists():
            raise UserError(f"There is no {path}.", "Name a file, a folder, or - for standard input.")
    for path in paths:
        yield from _from_path(path)


def _from_path(path: Path) -> Iterator[SourceItem]:
    if path == STANDARD_INPUT:
        yield from _from_stream(sys.stdin.buffer, "-")
    elif path.is_dir():
        for file in _files_in(path):
            yield from _from_file(file, file.relative_to(path.parent).as_posix())
    else:
        yield from _from_file(path, path.name)


def _files_in(folder: Path) -> list[Path]:
    if (folder / "cur").is_dir() and (folder / "new").is_dir():
        return sorted([*(folder / "cur").iterdir(), *(folder / "new").iterdir()], key=lambda path: path.name)
    files = (path for path in folder.rglob("*") if path.is_file() and _may_be_mail(path, folder))
    return sorted(files)


def _may_be_mail(path: Path, folder: Path) -> bool:
    if any(part.startswith(".") for part in path.relative_to(folder).parts):
        return False
    return path.suffix.lower() in _MAIL_ENDINGS or path.suffix == "" or path.parent.name in ("cur", "new")


def _from_file(path: Path, name: str) -> Iterator[SourceItem]:
    try:
        with path.open("rb") as stream:
            yield from _from_stream(stream, name)
    except OSError as error:
        yield SourceItem(name, None, f"It cannot be read: {error.strerror or error}.")


def _from_stream(stream: BinaryIO, name: str) -> Iterator[SourceItem]:
    first = stream.readline(_LONGEST_LINE)
    while first.strip() == b"" and first:
        first = stream.readline(_LONGEST_LINE)
    if first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        yield from _from_json_lines(first, stream, name)
    elif _FIRST_LINE_OF_MBOX.match(first):
        yield from _from_mbox(stream, name)
    elif not first:
        yield SourceItem(name, None, "It is empty.")
    else:
        raw = first + stream.read(_LARGEST_MESSAGE)
        yield SourceItem(name, parse_message(raw))


def _from_mbox(stream: BinaryIO, name: str) -> Iterator[SourceItem]:
    lines: list[bytes] = []
    number = 0
    for line in stream:
        if line.startswith(b"From ") and (not lines or not lines[-1].strip(b"\r\n")):
            number += 1
            yield _mbox_item(lines, f"{name}#{number}")
            lines = []
        else:
            lines.append(line)
    yield _mbox_item(lines, f"{name}#{number + 1}")


def _mbox_item(lines: list[bytes], identity: str) -> SourceItem:
    raw = _ESCAPED_FROM.sub(rb"\1", b"".join(lines))
    return SourceItem(identity, parse_message(raw)) if raw.strip() else SourceItem(identity, None, "It is empty.")


def _from_json_lines(first: bytes, stream: BinaryIO, name: str) -> Iterator[SourceItem]:
    number = 1
    line = first
    while line:
        if line.strip():
            yield _json_item(line, f"{name}#{number}")
        line = stream.readline(_LONGEST_LINE)
        number += 1


def _json_item(line: bytes, place: str) -> SourceItem:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return SourceItem(place, None, "This line is not UTF-8.")
    except (ValueError, RecursionError) as error:
        return SourceItem(place, None, f"This line is not JSON: {error}.")
    if not isinstance(data, dict):
        return SourceItem(place, None, "This line is no JSON object.")
    identity = str(data["id"]) if isinstance(data.get("id"), str | int) else place
    if problem := _field_problem(data):
        return SourceItem(identity, None, problem)
    message = message_from_fields(
        subject=data.get("subject") or "",
        from_=data.get("from") or "",
        body=data.get("body") or "",
        html=data.get("html") or "",
        message_id="",
    )
    return SourceItem(identity, message, labelled=_labelled(data))


def _field_problem(data: dict[str, Any]) -> str:
    if "body" not in data:
        return "The field body is missing."
    wrong = [key for key in ("subject", "from", "body", "html") if not isinstance(data.get(key, ""), str | None)]
    return f"The field {wrong[0]} is no text." if wrong else ""


def _labelled(data: dict[str, Any]) -> Labelled:
    return Labelled(
        label=_text(data.get("label_checked") or data.get("label")),
        ambiguous=bool(data.get("ambiguous")),
        language=_text(data.get("language")),
        template_group=_text(data.get("template_group")),
        source=_text(data.get("source")),
        real=data["real"] if isinstance(data.get("real"), bool) else None,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
