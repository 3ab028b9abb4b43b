"""Messages from anywhere: files, folders, mbox, Maildir, JSON Lines; streamed, in order."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from inbox_helper.core.parse import skim_message
from inbox_helper.errors import UserError
from inbox_helper.tuning.json_lines import LONGEST_LINE, read_json_lines
from inbox_helper.tuning.mbox import LARGEST_MESSAGE, is_separator, split_mbox
from inbox_helper.tuning.source_item import NOT_LABELLED, Labelled, SourceItem

__all__ = ["NOT_LABELLED", "STANDARD_INPUT", "Labelled", "SourceItem", "read_messages"]

STANDARD_INPUT = Path("-")

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OUTLOOK_MARK = b"\xd0\xcf\x11\xe0"
_SINGLE_MESSAGE = (".eml",)
_MAIL_ENDINGS = (*_SINGLE_MESSAGE, ".mbox", ".mbx", ".jsonl", ".ndjson")
_SNIFFED = 8192
_FIELD = re.compile(rb"[!-9;-~]{1,78}[ \t]*:|From |>From ")
_MAIL_FIELD = re.compile(
    rb"^(from|to|cc|subject|date|message-id|received|return-path|mime-version|delivered-to|reply-to|content-type)"
    rb"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_END = re.compile(rb"\r?\n\r?\n")


def read_messages(paths: Sequence[Path]) -> Iterator[SourceItem]:
    """Return every message under some paths, one after the other, in their order; `-` is the standard input.

    What a file is shows in its content: JSON Lines, mbox, or one message. A folder is walked in the order of names,
    whatever in it looks like mail is taken, and Maildirs are known by their `cur` and `new`. What cannot be read
    yields an item with an error. Raise UserError at once, before anything is read, if a path does not exist.
    """
    for path in paths:
        if path != STANDARD_INPUT and not path.exists():
            raise UserError(f"There is no {path}.", "Name a file, a folder, or - for standard input.")
    return (item for path in paths for item in _from_path(path))


def _from_path(path: Path) -> Iterator[SourceItem]:
    if path == STANDARD_INPUT:
        yield from _from_stream(sys.stdin.buffer, "-", single=False)
    elif path.is_dir():
        found = False
        for item in _from_folder(path):
            found = True
            yield item
        if not found:
            yield SourceItem(_named(path), None, "There is no mail in this folder.")
    else:
        yield from _from_file(path, single=_is_single(path))


def _from_folder(folder: Path) -> Iterator[SourceItem]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield SourceItem(_named(folder), None, f"It cannot be read: {error.strerror}.")
        return
    is_maildir = _is_maildir(folder)
    if is_maildir:
        yield from _from_maildir(folder)
    for path in entries:
        if path.is_dir():
            if _is_walked(path, in_maildir=is_maildir):
                yield from _from_folder(path)
        elif not is_maildir and path.is_file() and not path.name.startswith(".") and _looks_like_mail(path):
            yield from _from_file(path, single=_is_single(path))


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _is_walked(folder: Path, *, in_maildir: bool) -> bool:
    if folder.is_symlink() or (in_maildir and folder.name in ("cur", "new", "tmp")):
        return False
    # Maildir++ keeps its subfolders in hidden ones.
    return not folder.name.startswith(".") or _is_maildir(folder)


def _from_maildir(folder: Path) -> Iterator[SourceItem]:
    # Names begin with the time of delivery, so both folders together give the order in which mail came.
    messages = [path for name in ("cur", "new") for path in (folder / name).iterdir()]
    for path in sorted(messages, key=lambda path: path.name):
        if path.is_file() and not path.name.startswith("."):
            yield from _from_file(path, single=True)


def _named(path: Path) -> str:
    # A name in another encoding than UTF-8 comes with surrogates, which nothing can print.
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _is_single(path: Path) -> bool:
    return path.suffix.lower() in _SINGLE_MESSAGE


def _looks_like_mail(path: Path) -> bool:
    if path.suffix.lower() in _MAIL_ENDINGS:
        return True
    try:
        with path.open("rb") as stream:
            start = stream.read(_SNIFFED)
    except OSError:
        # Whether it is mail cannot be seen; whoever reads it will say why.
        return path.suffix == ""
    header = _HEADER_END.split(start.removeprefix(_UTF8_MARK).lstrip(), maxsplit=1)[0]
    return _FIELD.match(header) is not None and _MAIL_FIELD.search(header) is not None


def _from_file(path: Path, *, single: bool) -> Iterator[SourceItem]:
    name = _named(path)
    try:
        with path.open("rb") as stream:
            yield from _from_stream(stream, name, single=single)
    except OSError as error:
        yield SourceItem(name, None, f"It cannot be read: {error.strerror or type(error).__name__}.")


def _from_stream(stream: BinaryIO, name: str, *, single: bool) -> Iterator[SourceItem]:
    first, number = _first_line(stream)
    if not first:
        yield SourceItem(name, None, "It is empty.")
    elif problem := _not_mail(first):
        yield SourceItem(name, None, problem)
    elif first.lstrip()[:1] in (b"{", b"[") and not single:
        yield from read_json_lines(first, stream, name, number)
    elif is_separator(first) and not single:
        for count, raw in enumerate(split_mbox(stream), 1):
            yield _from_bytes(raw, f"{name}#{count}")
    else:
        start = b"" if first.startswith((b"From ", b">From ")) else first
        yield _from_bytes(start + stream.read(LARGEST_MESSAGE), name)


def _first_line(stream: BinaryIO) -> tuple[bytes, int]:
    """Return the first line with something in it, without a byte order mark, and its number; nothing at the end."""
    number = 1
    line = stream.readline(LONGEST_LINE).removeprefix(_UTF8_MARK)
    while line and not line.strip():
        line = stream.readline(LONGEST_LINE)
        number += 1
    return line, number


def _not_mail(first: bytes) -> str:
    if first.startswith(_OUTLOOK_MARK):
        return "This is Outlook's own format. Save the message as .eml."
    return "This is UTF-16. Save it as UTF-8." if first.startswith(_UTF16_MARKS) else ""


def _from_bytes(raw: bytes, identity: str) -> SourceItem:
    if not raw.strip():
        return SourceItem(identity, None, "It is empty.")
    return SourceItem(identity, skim_message(raw), raw=raw)
