"""From bytes to text: transfer encodings and character sets, both as they are and as they are labelled."""

from __future__ import annotations

import binascii
import re
import unicodedata
from functools import lru_cache

GUESS_BYTES = 16_384
"""A guess reads no more than this: the answer hardly changes, the time does."""

# Labels that the WHATWG map leaves out and that mail uses; everything else unknown is guessed.
_ALIASES = {
    "cp932": "cp932",
    "cp936": "gb18030",
    "cp949": "cp949",
    "cp950": "cp950",
    "cp437": "cp437",
    "cp850": "cp850",
    "cp852": "cp852",
    "ibm850": "cp850",
    "hz-gb-2312": "hz",
    "iso-2022-kr": "iso2022_kr",
    "iso-2022-jp-1": "iso2022_jp_1",
    "iso-2022-jp-2": "iso2022_jp_2",
    "iso-2022-jp-3": "iso2022_jp_3",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "latin-1": "cp1252",
    "utf-7": "utf-7",
    "unicode-1-1-utf-7": "utf-7",
    "utf_8": "utf-8",
    "windows-949": "cp949",
}
# Supersets that real mail needs: senders label by the older, narrower name.
_WIDER = {
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-11": "cp874",
    "utf-16-le": "utf-16",
}
_CODECS = """
    utf-8 utf-7 utf-16 utf-16-be gb18030 big5hkscs cp932 euc_jp cp949 hz iso2022_kr iso2022_jp iso2022_jp_1
    iso2022_jp_2 iso2022_jp_3 iso2022_jp_ext koi8-r koi8-u mac-roman cp437 cp850 cp852 cp866 cp874 cp950
    cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5
    iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16
"""
_ALLOWED = frozenset(_CODECS.split())
_ASCII_LABELS = frozenset(("", "ascii", "us-ascii", "ansi_x3.4-1968", "7bit", "unknown", "unknown-8bit", "default"))
_UNTIDY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)), None)
_TIDY = _CONTROLS | {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_META_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """Given a charset label as mail has it, return the name of a Python codec, or "" where none is allowed.

    Labels mean what they mean on the web (WHATWG Encoding): senders write iso-8859-1 and send windows-1252.
    """
    from resiliparse.parse.encoding import map_encoding_to_html5

    name = label.strip().strip("\"'").lower()
    if not name.isascii() or not name.isprintable():
        return ""
    mapped = _ALIASES.get(name) or map_encoding_to_html5(name, fallback_utf8=False) or ""
    codec = _WIDER.get(mapped, mapped)
    return codec if codec in _ALLOWED else ""


def decode_text(data: bytes, label: str = "", *, tidy: bool = True) -> tuple[str, str]:
    """Given bytes and their charset label, return the text and what was wrong with it ("" for nothing).

    Never raises. With `tidy` the text has line feeds as line ends and no other control character but tabs.
    """
    text, defect = _decode(data, label)
    return (tidy_text(text) if tidy else text), defect


def _decode(data: bytes, label: str) -> tuple[str, str]:
    if data.isascii() and (text := _decode_ascii(data, label)) is not None:
        return text, ""
    name = label.strip().strip("\"'").lower()
    if name in _ASCII_LABELS:
        return _unlabelled(data, "" if not name else f"8-bit text labelled {name}")
    codec = codec_of(label)
    if not codec:
        return _unlabelled(data, f"unknown charset {_shown(name)}")
    if codec == "cp1252" and (text := _strict(data, "utf-8")) is not None:
        return text, f"UTF-8 text labelled {_shown(name)}"
    if (text := _strict(data, codec)) is not None:
        return text, ""
    return _mislabelled(data, codec, name)


def _decode_ascii(data: bytes, label: str) -> str | None:
    """Decode what has no 8-bit byte; None where the label says that it is more than ASCII."""
    if b"\x1b$" in data or b"\x1b(" in data:
        name = codec_of(label)
        codec = name if name.startswith("iso2022") else "iso2022_jp"
        return _strict(data, codec) or _strict(data, "iso2022_jp_ext") or data.decode("ascii")
    if codec_of(label) in ("utf-7", "hz", "utf-16", "utf-16-be"):
        return None
    return data.decode("ascii")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _unlabelled(data: bytes, defect: str) -> tuple[str, str]:
    if (text := _strict(data, "utf-8")) is not None:
        return text, defect
    codec = guess_codec(data)
    return data.decode(codec, "replace"), defect or f"unlabelled 8-bit text, read as {codec}"


def _mislabelled(data: bytes, codec: str, name: str) -> tuple[str, str]:
    replaced = data.decode(codec, "replace") if codec not in ("hz", "utf-7") else ""
    if replaced and replaced.count("\ufffd") <= len(data) // 200 + 1:
        # One damaged or truncated character is no reason to doubt the label.
        return replaced, f"damaged {_shown(name)} text"
    text, _ = _unlabelled(data, "")
    return text, f"text is not {_shown(name)} as labelled"


def guess_codec(data: bytes) -> str:
    """Given bytes that are no UTF-8, return the most likely codec; windows-1252 where nothing speaks for another."""
    import chardet

    # Lines of pure ASCII tell nothing, and cost as much as the others.
    sample = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:GUESS_BYTES]
    guess = chardet.detect(sample).get("encoding") or ""
    codec = codec_of(str(guess)) or "cp1252"
    return codec if _strict(data, codec) is not None else "cp1252"


def html_charset(data: bytes) -> str:
    """Given an HTML document, return the charset label of its meta element, or ""."""
    match = _META_CHARSET.search(data[:2048])
    return match.group(1).decode("ascii") if match else ""


def tidy_text(text: str) -> str:
    """Given any text, return it with line feeds as line ends, without other control characters but tabs."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _UNTIDY.search(text):
        text = text.translate(_TIDY)
        text = text.encode("utf-8", "replace").decode("utf-8")
    text = text.removeprefix("\ufeff")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Given a part as it came over the wire, undo its Content-Transfer-Encoding (RFC 2045 section 6). Never raises.

    Damaged base64 gives what can be read of it; an unknown encoding gives the bytes as they are.
    """
    name = encoding.strip().lower()
    if name == "quoted-printable":
        return binascii.a2b_qp(data)
    if name == "base64":
        return decode_base64(data)
    if name in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _decode_uu(data)
    return data


def decode_base64(data: bytes) -> bytes:
    """Given base64, damaged or cut off as it may be, return what can be read of it."""
    body, _, _ = _NOT_BASE64.sub(b"", data).partition(b"=")
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    return binascii.a2b_base64(body + b"=" * (-len(body) % 4))


def _decode_uu(data: bytes) -> bytes:
    lines = data.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    output = []
    for line in lines[start + 1 :]:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            output.append(binascii.a2b_uu(line))
        except binascii.Error:
            break
    return b"".join(output)


def _shown(name: str) -> str:
    """Make a label from the wire fit for a defect."""
    return "".join(char for char in name[:40] if char.isprintable()) or "(empty)"
