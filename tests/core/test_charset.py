"""Bytes to text: labels, guesses, damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.charset import codec_of, decode_base64, decode_text, decode_transfer, html_charset

LABELS = st.sampled_from(
    ["", "utf-8", "us-ascii", "iso-8859-1", "windows-1251", "iso-2022-jp", "utf-7", "utf-16", "gb2312", "shift_jis",
     "hz-gb-2312", "iso-2022-kr", "idna", "rot13", "unicode_escape", "x-none", "big5", "euc-kr", "\0", "ü"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("Grüße aus Köln", "iso-8859-1", "ISO-8859-1"),
        ("“smart” – quotes", "cp1252", "iso-8859-1"),
        ("z poważaniem", "iso-8859-2", "iso-8859-2"),
        ("спасибо", "koi8-r", "koi8-r"),
        ("不採用のお知らせ", "iso2022_jp", "ISO-2022-JP"),
        ("①次選考", "cp932", "shift_jis"),
        ("感谢您的申请", "gb18030", "gb2312"),
        ("Gr\u00fc\u00dfe & mehr", "utf-7", "UTF-7"),
        ("teşekkürler", "cp1254", "iso-8859-9"),
        ("תודה רבה", "iso8859-8", "iso-8859-8-i"),
    ],
)
def test_labelled_text_reads_as_written(text: str, codec: str, label: str) -> None:
    """A mail in an old character set reads as its sender wrote it."""
    assert decode_text(text.encode(codec), label) == (text, "")


def test_japanese_in_7bit_reads_without_label() -> None:
    """Japanese mail whose label got lost is still Japanese."""
    assert decode_text("選考結果".encode("iso2022_jp"))[0] == "選考結果"


@pytest.mark.parametrize("label", ["us-ascii", "", "unknown-8bit", "x-no-such-charset", "rot13", "unicode_escape"])
def test_utf8_is_found_under_useless_labels(label: str) -> None:
    """UTF-8 is recognised where the label says nothing, something forbidden, or something unknown."""
    assert decode_text("für später – naïve".encode(), label)[0] == "für später – naïve"


def test_utf8_labelled_latin1_is_no_gibberish() -> None:
    """UTF-8 under a Latin-1 label reads right, and the defect tells."""
    assert decode_text("Müller".encode(), "iso-8859-1") == ("Müller", "UTF-8 text labelled iso-8859-1")


def test_unlabelled_8bit_text_is_guessed() -> None:
    """Cyrillic text without a label comes out as Cyrillic."""
    text = "Спасибо за интерес к нашей компании, к сожалению мы выбрали другого кандидата."
    decoded, defect = decode_text(text.encode("cp1251"))
    assert decoded == text
    assert "unlabelled" in defect


def test_one_damaged_character_keeps_the_label() -> None:
    """A single broken byte does not turn the whole text into something else."""
    decoded, defect = decode_text("Grüße und Dank für alles ".encode() * 3 + b"\xff", "utf-8")
    assert decoded.startswith("Grüße und Dank")
    assert "damaged" in defect


def test_dangerous_codecs_are_never_used() -> None:
    """Codecs that rewrite text or reach into Python are not on the list."""
    assert [codec_of(label) for label in ("idna", "rot13", "unicode_escape", "base64", "zip", "undefined")] == [""] * 6


def test_text_has_no_control_characters() -> None:
    """NUL, escapes and foreign line ends never reach a rule, a log or a terminal."""
    assert decode_text(b"a\0b\x1b[31m\r\nc\rd\x0ce\x85", "cp1252")[0] == "ab[31m\nc\nd\ne\u2026"


def test_damaged_base64_gives_what_is_left() -> None:
    """A part cut off in the middle still gives its beginning."""
    assert decode_base64(b"VGhh\r\nbmsgeW91I") == b"Thank you"
    assert decode_base64(b"VGhhbms*gYQ==\r\n-- footer") == b"Thank a"


def test_uuencoded_part_is_read() -> None:
    """The oldest encoding of all still works."""
    assert decode_transfer(b"begin 644 x\r\n#86)C\r\n`\r\nend\r\n", "x-uuencode") == b"abc"


def test_charset_of_html_is_found() -> None:
    """HTML that names its charset only in a meta element is read by it."""
    assert html_charset(b'<html><head><meta charset="koi8-r"></head>') == "koi8-r"
    assert html_charset(b'<meta http-equiv=Content-Type content="text/html; charset=big5">') == "big5"


@given(st.binary(max_size=400), LABELS)
def test_any_bytes_decode_to_clean_text(data: bytes, label: str) -> None:
    """Whatever comes, the result can be stored, printed and encoded."""
    text, _ = decode_text(data, label)
    assert text.encode("utf-8").decode("utf-8") == text
    assert not any(ord(char) < 32 and char not in "\n\t" for char in text)


@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", "nonsense"]))
def test_any_bytes_survive_transfer_decoding(data: bytes, encoding: str) -> None:
    """No transfer encoding raises on damage."""
    assert isinstance(decode_transfer(data, encoding), bytes)
