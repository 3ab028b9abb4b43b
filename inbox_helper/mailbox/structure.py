"""Which sections of a message hold its text, told by BODYSTRUCTURE (RFC 3501 section 7.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inbox_helper.mailbox.answers import Value

MAX_TEXT_PARTS = 16
"""Text parts of one message that are read; a mail of more is a digest or an attack."""

DEFAULT_CHARSET = "us-ascii"
"""Of text that does not name its charset (RFC 2045 section 5.2)."""

_TEXT_TYPES = ("text/plain", "text/html")
_TEXT_DISPOSITION = 9
"""Index of the disposition in the description of a text part."""


@dataclass(frozen=True, slots=True)
class TextSection:
    """A section to fetch, with what BODYSTRUCTURE says about it."""

    section: str
    content_type: str
    charset: str
    transfer_encoding: str
    size: int
    flowed: bool = False
    delete_space: bool = False


def text_sections(structure: Value) -> tuple[TextSection, ...] | None:
    """Return the text parts that are no attachments, in order, or None if the structure makes no sense.

    Attached messages (message/rfc822) are not looked into: their text is somebody else's.
    """
    if not isinstance(structure, tuple) or not structure:
        return None
    try:
        top = _children(structure, "") if _is_multipart(structure) else _leaf(structure, "1")
        return tuple(section for _nr, section in zip(range(MAX_TEXT_PARTS), top, strict=False))
    except (IndexError, TypeError, AttributeError, ValueError):
        return None


def _is_multipart(structure: tuple[Value, ...]) -> bool:
    return isinstance(structure[0], tuple)


def _children(structure: tuple[Value, ...], prefix: str) -> Iterator[TextSection]:
    for number, child in enumerate(structure, 1):
        if not isinstance(child, tuple):
            return
        section = f"{prefix}{number}"
        if _is_multipart(child):
            yield from _children(child, section + ".")
        else:
            yield from _leaf(child, section)


def _leaf(structure: tuple[Value, ...], section: str) -> Iterator[TextSection]:
    content_type = f"{_word(structure[0])}/{_word(structure[1])}"
    if content_type not in _TEXT_TYPES or _is_attachment(structure):
        return
    size = structure[6]
    parameters = _parameters(structure[2])
    yield TextSection(
        section=section,
        content_type=content_type,
        charset=parameters.get("charset") or DEFAULT_CHARSET,
        transfer_encoding=_word(structure[5]),
        size=size if isinstance(size, int) else 0,
        flowed=parameters.get("format") == "flowed",
        delete_space=parameters.get("delsp") == "yes",
    )


def _is_attachment(structure: tuple[Value, ...]) -> bool:
    disposition = structure[_TEXT_DISPOSITION] if len(structure) > _TEXT_DISPOSITION else None
    # It should be a list that begins with the kind; some servers give the header field as it stands.
    kind = next(iter(disposition), None) if isinstance(disposition, tuple) else disposition
    return _word(kind).partition(";")[0].strip() == "attachment"


def _parameters(value: Value) -> dict[str, str]:
    if not isinstance(value, tuple):
        return {}
    pairs = iter(value)
    return {_word(name): _word(each) for name, each in zip(pairs, pairs, strict=False)}


def _word(value: Value) -> str:
    return value.decode("latin-1").strip().lower() if isinstance(value, bytes) else ""
