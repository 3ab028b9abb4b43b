"""Header fields: split, unfold, decode and clean them, whatever the sender wrote."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from inbox_helper.core.charset import codec_of, decode_base64, decode_text

MAX_LINES = 500
"""Header lines that are read of one message."""
MAX_FIELD = 8_192
"""Characters that are read of an ordinary field; nothing honest is longer, and decoders are quadratic."""
MAX_IDS = 262_144
"""Characters that are read of a field of message ids: 200 ids of 900 characters."""
MAX_VALUE = 4_096
"""Characters that a decoded value keeps."""
MAX_NAME = 300
"""Characters that a display name or a subject keeps."""
ID_FIELDS = frozenset(("references", "in-reply-to"))

_NAME_PATTERN = re.compile(rb"[\x21-\x39\x3b-\x7e]+[ \t]*:")
ENCODED_WORD = re.compile(r"=\?([A-Za-z0-9_.:*+-]{1,60})\?([bBqQ])\?([^?]*)\?=")
_UNCLEAN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]+"
)
_SPACES = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")
# Spaces in the middle of a folded id are the mark of the fold, not of the id.
_FOLDED_ID = re.compile(r"<[ \t]*([!-;=?-~]+)[ \t]+([!-;=?-~]+)[ \t]*>")


@dataclass(frozen=True, slots=True)
class Fields:
    """The header of one message: fields in order, names in lower case, values unfolded but not yet decoded."""

    items: tuple[tuple[str, str], ...]
    defects: tuple[str, ...] = ()

    def first(self, name: str) -> str:
        """Given a name in lower case, return the first value, or ""."""
        return next((value for key, value in self.items if key == name), "")

    def all(self, name: str) -> list[str]:
        """Given a name in lower case, return every value, topmost first."""
        return [value for key, value in self.items if key == name]


def split_message(raw: bytes) -> tuple[bytes, bytes]:
    """Given a whole message, return its header block and its body (RFC 5322 section 2.1).

    A line that can be no header field ends the header, as with the standard library's parser.
    """
    position = 0
    while position < len(raw):
        end = raw.find(b"\n", position) + 1 or len(raw)
        line = raw[position:end].rstrip(b"\r\n")
        if not line:
            return raw[:position], raw[end:]
        if not (line[:1] in b" \t" or _NAME_PATTERN.match(line) or (position == 0 and _is_envelope(line))):
            return raw[:position], raw[position:]
        position = end
    return raw, b""


def _is_envelope(line: bytes) -> bool:
    return line.startswith((b"From ", b">From "))


def read_fields(block: bytes) -> Fields:
    """Given a header block, return its fields. Never raises; what was left out is told by the defects."""
    lines = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    defects = []
    if len(lines) > MAX_LINES:
        defects.append("too many header lines")
        lines = lines[:MAX_LINES]
    if b"\0" in block:
        defects.append("NUL in header")
    raw: list[tuple[str, list[bytes]]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            if raw:
                raw[-1][1].append(line.strip(b" \t"))
            continue
        name, colon, value = line.partition(b":")
        if colon and name:
            raw.append((name.decode("ascii", "replace").strip(" \t").lower(), [value.strip(b" \t")]))
    charset = _charset_hint(raw)
    fields = [(name, _field_text(name, b" ".join(values), charset, defects)) for name, values in raw]
    return Fields(tuple(fields), tuple(dict.fromkeys(defects)))


def _charset_hint(raw: list[tuple[str, list[bytes]]]) -> str:
    """Take the charset of the body for raw 8-bit fields: whoever omits the encoding uses the same one."""
    for name, values in raw:
        if name == "content-type":
            match = re.search(
                rb"charset[ \t]{0,9}=[ \t\"']{0,9}([A-Za-z0-9_:.-]{1,40})", b" ".join(values), re.IGNORECASE
            )
            return match.group(1).decode("ascii") if match else ""
    return ""


def _field_text(name: str, value: bytes, charset: str, defects: list[str]) -> str:
    limit = MAX_IDS if name in ID_FIELDS else MAX_FIELD
    if len(value) > limit:
        defects.append(f"{_plain(name)} too long")
        value = value[:limit]
    if value.isascii():
        return value.decode("ascii").replace("\0", " ")
    defects.append("8-bit header")
    text, _ = decode_text(value, charset, tidy=False)
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _plain(name: str) -> str:
    return "".join(char for char in name[:40] if char.isprintable())


def decode_words(value: str) -> str:
    """Given a field value, decode the encoded words in it (RFC 2047), also in places where they are not allowed."""
    if "=?" not in value:
        return value
    output: list[str] = []
    pending: tuple[str, bytes] | None = None
    position = 0
    for match in ENCODED_WORD.finditer(value):
        between = value[position : match.start()]
        charset = match.group(1).partition("*")[0]
        data = _word_bytes(match.group(2), match.group(3))
        if pending and not between.strip() and pending[0].lower() == charset.lower():
            # A character may be split over two words, so their bytes are joined before they are decoded.
            pending = (charset, pending[1] + data)
        else:
            output.append(_word_text(pending))
            if not (pending and not between.strip()):
                output.append(between)
            pending = (charset, data)
        position = match.end()
    return "".join((*output, _word_text(pending), value[position:]))


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("ascii", "replace")
    if encoding in "bB":
        return decode_base64(data)
    return binascii.a2b_qp(data.replace(b" ", b"_"), header=True)


def _word_text(word: tuple[str, bytes] | None) -> str:
    if word is None:
        return ""
    charset = "" if codec_of(word[0]) == "utf-7" else word[0]
    return decode_text(word[1], charset, tidy=False)[0]


def clean(value: str, limit: int = MAX_VALUE) -> str:
    """Given any text, return one line without control, direction or invisible characters, cut at `limit`."""
    if _UNCLEAN.search(value):
        value = _UNCLEAN.sub(_clean_run, value)
    if not value.isascii() or "  " in value or "\t" in value:
        value = _SPACES.sub(" ", value)
    return value.strip()[:limit].rstrip()


def _clean_run(match: re.Match[str]) -> str:
    return " " if any(char in "\t\n\r\0\x0b\x0c\x85\u2028\u2029" for char in match.group()) else ""


def header_text(value: str, limit: int = MAX_VALUE) -> str:
    """Given an unfolded field value, return it decoded and cleaned."""
    return clean(decode_words(value), limit)


def message_ids(value: str) -> tuple[str, ...]:
    """Given the value of a field of message ids, return them in order, each with its brackets (RFC 5322 3.6.4)."""
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(_mend_ids(value))))


def _mend_ids(value: str) -> str:
    return _FOLDED_ID.sub(r"<\1\2>", value) if " " in value or "\t" in value else value


def single_id(values: list[str]) -> tuple[str, str]:
    """Given every Message-ID value, return the one id, or "" and the defect: missing, repeated or malformed."""
    if not values:
        return "", "no Message-ID"
    if len(values) > 1:
        return "", "several Message-IDs"
    value = _mend_ids(values[0]).strip()
    return (value, "") if _MESSAGE_ID.fullmatch(value) else ("", "malformed Message-ID")
