"""Messages that come in pieces: over IMAP, or from a corpus."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_helper.core.fetched import message_from_fields, parse_fetched, skim_fetched
from inbox_helper.core.types import Address, FetchedMessage, Message, TextPart

RECEIVED = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
HEADER = b"""From: =?utf-8?q?J=C3=B6rdis_Hale?= <jordis@example.com>\r
Reply-To: "Hale, Jane" <jane@example.com>, Team: a@example.com;\r
To: robin@example.net\r
Subject: =?utf-8?q?Ihre_Bewerbung_f=C3=BCr?= Koch\r
Date: Tue, 3 Nov 2026 10:00:00 +0100\r
Message-ID: <1@example.com>\r
Content-Type: multipart/report; report-type=delivery-status; boundary=x\r
\r
"""


def fetched(*parts: TextPart, header: bytes = HEADER) -> FetchedMessage:
    """Return what a mailbox hands over of one message."""
    return FetchedMessage(7, frozenset(), RECEIVED, 12_345, header, parts)


def same(one: Message, other: Message) -> bool:
    """Compare everything that rules and drafts look at."""
    names = (
        "message_id",
        "subject",
        "from_",
        "reply_to",
        "to",
        "cc",
        "date",
        "headers",
        "text_plain",
        "text_html",
        "size",
    )
    return all(getattr(one, name) == getattr(other, name) for name in names)


def test_both_ways_read_the_same() -> None:
    """The fast way for backlogs sees what mail-parser sees."""
    message = fetched(
        TextPart("text/plain", "iso-8859-1", "quoted-printable", b"Gr=FC=DFe,\r\nleider nicht."),
        TextPart("text/html", "utf-8", "base64", b"PGI+R3LDvMOfZTwvYj4="),
    )
    skimmed, parsed = skim_fetched(message), parse_fetched(message)
    assert same(skimmed, parsed)
    assert skimmed.text_plain == "Grüße,\nleider nicht."
    assert skimmed.text_html == "<b>Grüße</b>"
    assert skimmed.subject == "Ihre Bewerbung für Koch"
    assert skimmed.from_ == (Address("Jördis Hale", "jordis@example.com"),)
    assert skimmed.size == 12_345


def test_header_shows_the_message_not_its_pieces() -> None:
    """A bounce can still be told by its own Content-Type."""
    assert parse_fetched(fetched()).header("content-type").startswith("multipart/report")


def test_flowed_text_is_joined_either_way() -> None:
    """Soft line breaks are joined where the part, or the header of a message of one part, says flowed."""
    part = TextPart("text/plain", "utf-8", "7bit", b"we chose \r\nanother", flowed=True)
    assert skim_fetched(fetched(part)).text_plain == parse_fetched(fetched(part)).text_plain == "we chose another"
    single = HEADER.replace(b"multipart/report; report-type=delivery-status; boundary=x", b"text/plain; format=flowed")
    bare = TextPart("text/plain", "utf-8", "7bit", b"we chose \r\nanother")
    assert skim_fetched(fetched(bare, header=single)).text_plain == "we chose another"


def test_a_cut_off_part_is_told() -> None:
    """Text that was cut by the cap on fetching is read, and the defect recorded."""
    part = TextPart("text/html", "utf-8", "base64", b"PGI+R3LDvMOfZTwvY", truncated=True)
    message = skim_fetched(fetched(part))
    assert message.text_html.startswith("<b>Grüße")
    assert "text cut off" in message.defects


def test_missing_date_is_the_arrival() -> None:
    """INTERNALDATE stands in for a missing Date, both ways."""
    bare = fetched(TextPart("text/plain", "", "", b"x"), header=b"Subject: a\r\n\r\n")
    assert skim_fetched(bare).date == parse_fetched(bare).date == RECEIVED


def test_corpus_fields_are_a_message() -> None:
    """Mail that is kept as fields is judged like any other."""
    message = message_from_fields(
        subject="Ihre\r\nBewerbung", from_='"Hale, Jane" <jane@example.com>', body="a\r\nb\0", html="<p>c</p>"
    )
    assert message.subject == "Ihre Bewerbung"
    assert message.from_ == (Address("Hale, Jane", "jane@example.com"),)
    assert (message.text_plain, message.text_html) == ("a\nb", "<p>c</p>")


def test_corpus_fields_may_all_be_missing() -> None:
    """A line with a body alone is a message, too."""
    message = message_from_fields(body="Thank you")
    assert (message.subject, message.from_, message.text_plain) == ("", (), "Thank you")


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), include_characters="\n"),
    max_size=120,
)
NAMES = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Zs"), exclude_characters="\u00a0"), max_size=30)


@given(TEXTS, TEXTS, NAMES, st.sampled_from(["7bit", "8bit", "base64", "quoted-printable"]), st.booleans())
@settings(deadline=None)
def test_wellformed_mail_reads_the_same_both_ways(
    plain: str, html: str, name: str, encoding: str, flowed: bool
) -> None:
    """For any well-formed mail the fast way gives the same text, names and headers as mail-parser."""
    from email.header import Header

    header = HEADER.replace(b"=?utf-8?q?J=C3=B6rdis_Hale?=", Header(name, "utf-8").encode().encode())
    message = fetched(
        TextPart("text/plain", "utf-8", encoding, encoded(plain, encoding), flowed=flowed),
        TextPart("text/html", "utf-8", encoding, encoded(html, encoding)),
        header=header,
    )
    assert same(skim_fetched(message), parse_fetched(message))


def encoded(text: str, encoding: str) -> bytes:
    """Encode a text as it would stand in a part."""
    import base64
    import quopri

    data = text.replace("\n", "\r\n").encode()
    if encoding == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if encoding == "quoted-printable" else data


PARTS = st.builds(
    TextPart,
    st.sampled_from(["text/plain", "text/html", "text/x"]),
    st.sampled_from(["utf-8", "", "iso-2022-jp", "x\r\ny", '"', "ü"]),
    st.sampled_from(["base64", "quoted-printable", "x\r\ny", "", "7BIT"]),
    st.binary(max_size=80),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(st.binary(max_size=200), st.lists(PARTS, max_size=4))
@settings(deadline=None)
def test_any_pieces_are_a_message(header: bytes, parts: list[TextPart]) -> None:
    """Whatever a server hands over, both ways give a message."""
    message = fetched(*parts, header=header)
    assert skim_fetched(message).size == parse_fetched(message).size == 12_345
