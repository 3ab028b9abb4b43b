"""Taking messages apart here: the same parts that a server would name, and never an exception."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.mailbox.answers import Value, parse_fetch
from inbox_helper.mailbox.mime import split_header, text_parts
from inbox_helper.mailbox.structure import MAX_TEXT_PARTS, text_sections
from tests.mailbox.messages import HEADER, forwarded, html_only, plain, with_attachment


def test_text_parts_in_order() -> None:
    """Plain and HTML text of a mail with files, and nothing of the files."""
    assert [part.content_type for part in text_parts(with_attachment())] == ["text/plain", "text/html"]
    assert [part.payload.strip() for part in text_parts(forwarded())] == [b"See below."]


def test_what_is_encoded_stays_encoded() -> None:
    """The payload is handed on as it came, eight-bit letters included."""
    (part,) = text_parts(html_only())
    assert (part.charset, part.transfer_encoding) == ("iso-8859-1", "base64")
    raw = (
        HEADER + b"Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xf0\xd2\xc9\r\n"
    )
    (part,) = text_parts(raw)
    assert (part.charset, part.transfer_encoding, part.payload) == ("koi8-r", "8bit", b"\xf0\xd2\xc9\r\n")


def test_long_and_unfinished_text_says_so() -> None:
    """A part over the limit is cut; a message that was cut has a last part that was cut."""
    (part,) = text_parts(plain(1, "x" * 500), limit=100)
    assert part.truncated
    assert len(part.payload) == 100
    (part,) = text_parts(plain(), complete=False)
    assert part.truncated


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n",
        b"no header at all",
        b"Content-Type: multipart/mixed\r\n\r\n--x\r\n",
        b"Content-Type: text/plain; charset*=bogus''%ff; charset=\"\r\n\r\nx",
        b"Content-Type: \r\n\r\nx",
        b"Content-Type: text/plain\r\nContent-Disposition: =?x?q?attachment?=\r\n\r\nx",
        b'Content-Type: multipart/mixed; boundary="a"\r\n\r\n'
        + b'--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n' * 3000,
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2000)),
        b"Content-Type: message/rfc822\r\n\r\n" * 2000,
        b"\0" * 1000,
        b"X: " + b"y\r\n " * 50_000,
    ],
)
def test_hostile_mail_is_only_mail(raw: bytes) -> None:
    """Nesting without end, boundaries that never close, parameters that make no sense."""
    assert len(text_parts(raw)) <= MAX_TEXT_PARTS


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever comes, parts come out of it or none."""
    for raw in (data, b"Content-Type: " + data, b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' + data):
        assert all(part.content_type in ("text/plain", "text/html") for part in text_parts(raw))
        header, body = split_header(raw)
        assert header + body == raw


def structure(*lines: bytes) -> Value:
    """Return the BODYSTRUCTURE in an answer."""
    (items,) = parse_fetch([b"1 (UID 1 BODYSTRUCTURE " + b"".join(lines) + b")"])
    return items[b"BODYSTRUCTURE"]


TEXT = b'("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 5 1 NIL NIL NIL)'
HTML = b'("TEXT" "HTML" ("CHARSET" "UTF-8") NIL NIL "QUOTED-PRINTABLE" 5 1)'
FILE = b'("application" "pdf" ("name" "a.pdf") NIL NIL "base64" 500 NIL ("attachment" ("filename" "a.pdf")) NIL)'
NOTE = b'("text" "plain" NIL NIL NIL "7bit" 5 1 NIL ("ATTACHMENT" NIL) NIL)'
LOGO = b'("image" "png" NIL "<logo>" NIL "base64" 500 NIL ("inline" NIL) NIL)'
MAIL = b'("message" "rfc822" NIL NIL NIL "7bit" 900 (NIL "s" NIL NIL NIL NIL NIL NIL NIL NIL) ' + TEXT + b" 20)"


@pytest.mark.parametrize(
    ("described", "sections"),
    [
        (TEXT, ["1"]),
        (b"(" + TEXT + HTML + b' "alternative")', ["1", "2"]),
        (
            b"((" + TEXT + HTML + b' "alternative") ' + FILE + NOTE + b' "mixed" ("boundary" "x") NIL NIL)',
            ["1.1", "1.2"],
        ),
        (b"((" + TEXT + b"(" + HTML + LOGO + b' "related") "alternative")' + FILE + b' "mixed")', ["1.1", "1.2.1"]),
        (b"(" + LOGO + MAIL + TEXT + b' "mixed")', ["3"]),
        (MAIL, []),
        (FILE, []),
        (NOTE, []),
    ],
)
def test_sections_have_the_right_numbers(described: bytes, sections: list[str]) -> None:
    """Section numbers follow the nesting; files, pictures and attached mail are passed over but counted."""
    found = text_sections(structure(described))
    assert found is not None
    assert [each.section for each in found] == sections


def test_a_section_knows_what_it_takes_to_decode_it() -> None:
    """Type, charset and encoding in lower case, size in octets."""
    found = text_sections(structure(HTML))
    assert found is not None
    (section,) = found
    assert (section.content_type, section.charset, section.transfer_encoding, section.size) == (
        "text/html",
        "utf-8",
        "quoted-printable",
        5,
    )


@pytest.mark.parametrize("described", [b"NIL", b"()", b'"text"', b'("text")', b'(("text") "mixed")', b"5", b"(NIL)"])
def test_structures_without_sense_are_owned_up_to(described: bytes) -> None:
    """A structure that cannot be is said to be unknown, or to hold nothing, and never raises."""
    assert not text_sections(structure(described))


@given(
    st.recursive(
        st.one_of(st.none(), st.integers(0, 9), st.binary(max_size=8)), lambda inner: st.lists(inner).map(tuple)
    )
)
def test_no_structure_raises(value: Value) -> None:
    """Whatever a server describes."""
    found = text_sections(value)
    assert found is None or len(found) <= MAX_TEXT_PARTS


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_no_answer_raises(lines: list[bytes]) -> None:
    """Whatever a server answers, what makes sense comes out, and the rest is left out."""
    assert all(isinstance(items[b"UID"], int) for items in parse_fetch([b"1 (" + line for line in lines]))


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_is_packed_comes_out(text: str, html: str) -> None:
    """Any text in any letters, packed by the standard library, is found again."""
    message = EmailMessage()
    message.set_content(text)
    message.add_alternative(f"<p>{html}</p>", subtype="html")
    assert [part.content_type for part in text_parts(message.as_bytes())] == ["text/plain", "text/html"]
