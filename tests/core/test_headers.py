"""Header fields: decoded, cleaned, capped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.headers import (
    MAX_LINES,
    MAX_VALUE,
    decode_words,
    header_text,
    message_ids,
    read_fields,
    single_id,
    split_message,
)


def test_folded_fields_are_one_line() -> None:
    """A field that was folded reads as one line, whatever the line ends."""
    fields = read_fields(b"Subject: one\r\n two\r\n\tthree\r\nX-A:b\n")
    assert fields.items == (("subject", "one two three"), ("x-a", "b"))


def test_header_ends_where_no_field_can_stand() -> None:
    """A body that begins without an empty line is not taken for a header."""
    assert split_message(b"Subject: a\r\nThank you for your time\r\nmore") == (
        b"Subject: a\r\n",
        b"Thank you for your time\r\nmore",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?Q?Ihre_Bewerbung_f=C3=BCr?= =?utf-8?Q?_Koch?=", "Ihre Bewerbung für Koch"),
        ("=?UTF-8?B?w5w=?= x =?iso-8859-1*de?q?=E4?=", "Ü x ä"),
        ("=?iso-2022-jp?B?GyRCQSo5TTdrMkwbKEI=?=", "選考結果"),
        ("=?no-such?Q?a=62c?=", "abc"),
        ('"=?utf-8?q?J=C3=B6rg?="', '"Jörg"'),
        ("=?utf-8?q?broken", "=?utf-8?q?broken"),
        ("a=?utf-8?q?b?=c", "abc"),
    ],
)
def test_encoded_words_are_decoded(value: str, text: str) -> None:
    """Subjects and names read as they were written, also where the encoding is sloppy."""
    assert decode_words(value) == text


def test_a_character_split_over_two_words_survives() -> None:
    """Senders that cut a character in two between encoded words do no harm."""
    assert decode_words("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=") == "Grüße"


def test_line_breaks_smuggled_by_encoding_are_gone() -> None:
    """A subject cannot bring a header line of its own into a draft."""
    assert header_text("=?utf-8?q?Re=0D=0ABcc:_x@y.example?=") == "Re Bcc: x@y.example"


def test_direction_overrides_and_invisible_characters_are_gone() -> None:
    """A name cannot show other than it reads."""
    assert header_text("a\u202eb\u2066c\u200bd\ufeffe\U000e0041f\u0000g") == "abcdef g"


def test_raw_8bit_fields_are_read() -> None:
    """A subject in raw Latin-1 or raw UTF-8 keeps its letters."""
    latin = read_fields("Subject: Grüße\r\nContent-Type: text/plain; charset=iso-8859-1".encode("iso-8859-1"))
    assert latin.first("subject") == "Grüße"
    assert read_fields("Subject: Grüße".encode()).first("subject") == "Grüße"
    assert "8-bit header" in latin.defects


def test_header_is_capped() -> None:
    """A header of a million bytes or lines costs and keeps a little only."""
    fields = read_fields(b"Subject: " + b"a" * 1_000_000 + b"\r\n" + b"X-A: b\r\n" * 10_000)
    assert len(fields.items) <= MAX_LINES
    assert len(header_text(fields.first("subject"))) <= MAX_VALUE
    assert set(fields.defects) == {"too many header lines", "subject too long"}


@pytest.mark.parametrize(
    ("values", "message_id", "defect"),
    [
        (["<a.b@c.example>"], "<a.b@c.example>", ""),
        (["\t<AM0PR01.eurprd01.prod.exchangelabs.com> "], "<AM0PR01.eurprd01.prod.exchangelabs.com>", ""),
        ([], "", "no Message-ID"),
        (["<a@b>", "<c@d>"], "", "several Message-IDs"),
        (["a@b"], "", "malformed Message-ID"),
        (["<a@b> <c@d>"], "", "malformed Message-ID"),
        (["<ä@b>"], "", "malformed Message-ID"),
        (["<" + "a" * 950 + "@b>"], "", "malformed Message-ID"),
    ],
)
def test_only_one_wellformed_id_counts(values: list[str], message_id: str, defect: str) -> None:
    """An id that cannot be searched for or answered to is treated as missing, with the reason."""
    assert single_id(values) == (message_id, defect)


def test_ids_of_a_thread_are_read_in_order_and_once() -> None:
    """References with folds, repetitions and comments give clean ids."""
    assert message_ids("<a@b>\t<c@d> (x) <a@b> nonsense <e f>") == ("<a@b>", "<c@d>", "<ef>")


@given(st.binary(max_size=300))
def test_any_header_block_is_read(block: bytes) -> None:
    """No header raises, and all that comes out is clean."""
    for name, value in read_fields(block).items:
        text = header_text(value)
        assert "\n" not in name
        assert text == text.strip()
        assert not any(ord(char) < 32 for char in text)
