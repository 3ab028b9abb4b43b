"""Text parts: which count, and what they say."""

from __future__ import annotations

from email import message_from_bytes

from inbox_helper.core.mime import MAX_PARTS, Leaf, decode_leaves, text_leaves, unflow


def leaves_of(raw: bytes) -> list[Leaf]:
    """Return the text parts of a message written with plain line feeds."""
    return text_leaves(message_from_bytes(raw.replace(b"\n", b"\r\n")), [])


def test_soft_line_breaks_are_joined() -> None:
    """A format=flowed mail reads as paragraphs; quote depths and the signature mark stay."""
    text = "We thank you \nfor your time.\n\n> quoted \n> words\n  indented\n-- \nJane"
    assert unflow(text) == "We thank you for your time.\n\n> quoted words\n indented\n-- \nJane"


def test_delsp_removes_the_blank() -> None:
    """Languages without blanks are joined without one where the sender says DelSp=yes."""
    assert unflow("選考の \n結果", delete_space=True) == "選考の結果"


def test_attachments_and_inner_messages_are_not_the_text() -> None:
    """What is attached, or was said in a message within the message, is not said to the reader."""
    raw = b"""Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

own words
--b
Content-Type: text/plain
Content-Disposition: attachment; filename=a.txt

attached words
--b
Content-Type: text/html; name=page.html

named words
--b
Content-Type: message/rfc822

Content-Type: text/plain

inner words
--b
Content-Type: text/plain
Content-Disposition: inline; filename=b.txt

inline words
--b--
"""
    assert [leaf.data.strip() for leaf in leaves_of(raw)] == [b"own words", b"inline words"]


def test_multipart_without_boundary_still_says_something() -> None:
    """A broken multipart whose boundary never occurs is read as text."""
    raw = b"Content-Type: multipart/mixed\n\nThank you for applying.\n"
    assert decode_leaves(leaves_of(raw)).plain.strip() == "Thank you for applying."


def test_many_and_deep_parts_are_bounded() -> None:
    """Thousands of parts, or parts within parts, cost no more than a few."""
    defects: list[str] = []
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 200 + b"--b--"
    assert len(text_leaves(message_from_bytes(many), defects)) == MAX_PARTS
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(30)
    )
    text_leaves(message_from_bytes(deep + b"\r\nx"), defects)
    assert defects == ["too many parts", "parts nested too deeply"]


def test_plain_and_html_stay_apart() -> None:
    """Both versions of a mail can be read, and their charsets differ."""
    texts = decode_leaves(
        [
            Leaf("text/plain", "iso-8859-1", "quoted-printable", b"Gr=FC=DFe"),
            Leaf("text/html", "utf-8", "base64", b"PGI+R3LDvMOfZTwvYj4="),
        ]
    )
    assert (texts.plain, texts.html, texts.defects) == ("Grüße", "<b>Grüße</b>", ())
