"""The text parts of a MIME message: which count as its text, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as MimeMessage

from inbox_helper.core.charset import decode_text, decode_transfer, html_charset

MAX_PARTS = 50
MAX_DEPTH = 10
MULTIPLE_PLAIN = "\n\n"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text part, its transfer encoding undone or not (`transfer_encoding` empty)."""

    content_type: str
    charset: str
    transfer_encoding: str
    data: bytes
    flowed: bool = False
    delete_space: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """The decoded text of a message."""

    plain: str
    html: str
    defects: tuple[str, ...]


def decode_leaves(leaves: list[Leaf]) -> Texts:
    """Given the text parts of a message in order, return what they say, plain text and HTML apart."""
    plain: list[str] = []
    html: list[str] = []
    defects: list[str] = []
    for leaf in leaves:
        data = decode_transfer(leaf.data, leaf.transfer_encoding)
        is_html = leaf.content_type == "text/html"
        charset = leaf.charset or (html_charset(data) if is_html and not data.isascii() else "")
        text, defect = decode_text(data, charset)
        if defect:
            defects.append(defect)
        if leaf.flowed and not is_html:
            text = unflow(text, delete_space=leaf.delete_space)
        if text.strip():
            (html if is_html else plain).append(text)
    return Texts(MULTIPLE_PLAIN.join(plain), "\n".join(html), tuple(defects))


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Given format=flowed text, join its soft line breaks (RFC 3676 section 4)."""
    paragraphs: list[str] = []
    pending: tuple[int, str] | None = None
    for raw in text.split("\n"):
        depth, line = _stuffed(raw)
        soft = line.endswith(" ") and line != "-- "
        if pending is not None and (pending[0] != depth or line == "-- "):
            paragraphs.append(_quoted(*pending))
            pending = None
        joined = (pending[1] if pending else "") + (line[:-1] if soft and delete_space else line)
        pending = (depth, joined)
        if not soft:
            paragraphs.append(_quoted(*pending))
            pending = None
    if pending:
        paragraphs.append(_quoted(*pending))
    return "\n".join(paragraphs)


def _stuffed(line: str) -> tuple[int, str]:
    rest = line.lstrip(">")
    return len(line) - len(rest), rest.removeprefix(" ")


def _quoted(depth: int, text: str) -> str:
    return f"{'>' * depth} {text}" if depth else text


def text_leaves(message: MimeMessage, defects: list[str]) -> list[Leaf]:
    """Given a parsed message, return its text parts; attachments and messages within it do not count."""
    leaves: list[Leaf] = []
    for number, part in enumerate(_parts(message, 0, defects)):
        if number >= MAX_PARTS:
            defects.append("too many parts")
            break
        leaf = _leaf(part, top=part is message)
        if leaf:
            leaves.append(leaf)
    return leaves


def _parts(part: MimeMessage, depth: int, defects: list[str]) -> Iterator[MimeMessage]:
    if depth > MAX_DEPTH:
        defects.append("parts nested too deeply")
        return
    if not isinstance(part.get_payload(), list):
        yield part
        return
    # A message within the message is somebody else's text, and so is what lies in an attached container.
    if part.get_content_maintype() == "message" or (depth and _is_attachment(part)):
        return
    for child in part.get_payload():
        if isinstance(child, MimeMessage):
            yield from _parts(child, depth + 1, defects)


def _is_attachment(part: MimeMessage) -> bool:
    disposition = str(part.get("content-disposition", "")).partition(";")[0].strip().lower()
    if disposition and disposition != "inline":
        return True
    return disposition != "inline" and bool(_parameter(part, "filename", "content-disposition"))


def _leaf(part: MimeMessage, *, top: bool) -> Leaf | None:
    content_type = part.get_content_type()
    if not top and (_is_attachment(part) or _has_name(part)):
        return None
    encoding = str(part.get("content-transfer-encoding", ""))
    data = _wire_bytes(part)
    if content_type.startswith("multipart/"):
        # The boundary is missing or never occurs, so that the whole body stands here as text.
        content_type = "text/html" if data.lstrip()[:5].lower() in (b"<html", b"<!doc") else "text/plain"
    if content_type not in ("text/plain", "text/html"):
        return None
    return Leaf(
        content_type,
        _parameter(part, "charset"),
        encoding,
        data,
        _parameter(part, "format").lower() == "flowed",
        _parameter(part, "delsp").lower() == "yes",
    )


def _has_name(part: MimeMessage) -> bool:
    disposition = str(part.get("content-disposition", "")).partition(";")[0].strip().lower()
    return disposition != "inline" and bool(_parameter(part, "name"))


def _parameter(part: MimeMessage, name: str, header: str = "content-type") -> str:
    value = part.get_param(name, "", header)
    if isinstance(value, tuple):
        value = value[2]
    return str(value or "").partition("\0")[0].strip().strip("\"'")


def _wire_bytes(part: MimeMessage) -> bytes:
    """Return the payload as it came. With its encoding at hand the library would decode it, and lossily."""
    del part["content-transfer-encoding"]
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
