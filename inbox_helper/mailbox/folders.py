"""Finding Drafts, Sent, Trash and Junk by their attributes (RFC 6154), or else by their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imapclient.imap_utf7 import decode as decode_utf7
from imapclient.response_parser import parse_response

from inbox_helper.mailbox.folder_names import GENERIC_WORDS, NAMES
from inbox_helper.mailbox.port import SpecialFolders
from inbox_helper.mailbox.wire import Answers, Command, Untagged, Wire

_ATTRIBUTES = {"drafts": "\\drafts", "sent": "\\sent", "trash": "\\trash", "junk": "\\junk"}
_XLIST_ALIASES = {"\\spam": "\\junk", "\\starred": "\\flagged", "\\allmail": "\\all"}
_UNUSABLE = frozenset({"\\noselect", "\\nonexistent"})
_SEPARATORS = re.compile(r"[\s\-_/.,()\[\]]+")


@dataclass(frozen=True, slots=True)
class Folder:
    """One line of LIST: name decoded, attributes in lower case."""

    name: str
    delimiter: str
    attributes: frozenset[str]


def list_folders(wire: Wire) -> tuple[Folder, ...]:
    """Return all folders that can be opened, with the attributes that the server gives them.

    A plain LIST shows them whatever the capabilities say; XLIST is older and asked for only where advertised.
    """
    answers = wire.run(Command('LIST "" "*"', "listing the folders"))
    folders = parse_list(answers, "LIST")
    if "XLIST" in wire.capabilities and not _marked(folders):
        folders = parse_list(wire.run(Command('XLIST "" "*"', "listing the folders")), "XLIST") or folders
    return folders


def parse_list(answers: Answers, name: str) -> tuple[Folder, ...]:
    """Return the folders of an answer to LIST or XLIST; lines that make no sense are left out."""
    found = (_folder(each) for each in _joined(answers.lines(name)))
    return tuple(folder for folder in found if folder and not folder.attributes & _UNUSABLE)


def special_folders(folders: Sequence[Folder]) -> SpecialFolders:
    """Return the special folders among these.

    A use that several folders claim stays open: the user must say which one is meant.
    """
    return SpecialFolders(
        drafts=_of_use(folders, "drafts"),
        sent=_of_use(folders, "sent"),
        trash=_of_use(folders, "trash"),
        junk=_of_use(folders, "junk"),
    )


def _of_use(folders: Sequence[Folder], use: str) -> str | None:
    claimed = [folder.name for folder in folders if _ATTRIBUTES[use] in folder.attributes]
    if claimed:
        delimiters = {folder.name: folder.delimiter for folder in folders}
        outermost = [name for name in claimed if not any(_is_below(name, each, delimiters[name]) for each in claimed)]
        return outermost[0] if len(outermost) == 1 else None
    unmarked = [folder for folder in folders if not folder.attributes & set(_ATTRIBUTES.values())]
    named = [folder for folder in unmarked if _means(folder, use)]
    top = min((folder.name.count(folder.delimiter or "\0") for folder in named), default=0)
    nearest = [folder.name for folder in named if folder.name.count(folder.delimiter or "\0") == top]
    return nearest[0] if len(nearest) == 1 else None


def _means(folder: Folder, use: str) -> bool:
    last = folder.name.rpartition(folder.delimiter)[2] if folder.delimiter else folder.name
    words = [word for word in _SEPARATORS.split(_folded(last)) if word]
    specific = [word for word in words if word not in GENERIC_WORDS]
    return " ".join(words) in _FOLDED_NAMES[use] or " ".join(specific) in _FOLDED_NAMES[use]


def _is_below(name: str, other: str, delimiter: str) -> bool:
    return bool(delimiter) and name.startswith(other + delimiter)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


_FOLDED_NAMES = {use: frozenset(map(_folded, names)) for use, names in NAMES.items()}


def _marked(folders: Iterable[Folder]) -> bool:
    return any(folder.attributes & set(_ATTRIBUTES.values()) for folder in folders)


def _joined(lines: Sequence[Untagged]) -> Iterable[list[Untagged]]:
    """Put a name that came as a literal together with its line."""
    record: list[Untagged] = []
    for line in lines:
        record.append(line)
        if not isinstance(line, tuple):
            yield record
            record = []
    if record:
        yield record


def _folder(record: list[Untagged]) -> Folder | None:
    try:
        attributes, delimiter, name = parse_response(record)[:3]
        decoded = decode_utf7(name if isinstance(name, bytes) else str(name).encode("ascii"))
    except (ValueError, TypeError, LookupError):
        return None
    if not isinstance(attributes, tuple) or any(ord(letter) < 32 for letter in decoded):
        return None
    lowered = (each.decode("latin-1").lower() for each in attributes if isinstance(each, bytes))
    return Folder(
        name=str(decoded),
        delimiter=delimiter.decode("latin-1") if isinstance(delimiter, bytes) else "",
        attributes=frozenset(_XLIST_ALIASES.get(each, each) for each in lowered),
    )
