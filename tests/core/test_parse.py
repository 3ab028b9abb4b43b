"""Messages from bytes: everything that is wrong with mail is survived and recorded."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_helper.core.parse import MAX_BYTES, parse_message
from inbox_helper.core.text import prepare
from inbox_helper.core.types import Address, Message

RECEIVED = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PLAIN = """\
From: Jane Hale <jane@example.com>
To: robin@example.net
Subject: Your application
Date: Tue, 3 Nov 2026 10:00:00 +0100
Message-ID: <1@example.com>
In-Reply-To: <0@example.net>
References: <a@example.net>
 <0@example.net>
Delivered-To: robin+jobs@example.net
Delivered-To: robin@example.net
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Thank you – we chose somebody else.
"""


def parse(text: str | bytes, received: datetime | None = None) -> Message:
    """Parse a message that is written with plain line feeds."""
    raw = text.encode() if isinstance(text, str) else text
    return parse_message(raw.replace(b"\n", b"\r\n"), received)


def with_header(line: str) -> Message:
    """Parse an ordinary message with one more header line at its top."""
    return parse(f"{line}\n{PLAIN}")


def test_an_ordinary_message_is_read_whole() -> None:
    """Every field that a reply needs is there, and nothing is reported as wrong."""
    message = parse(PLAIN)
    assert message.message_id == "<1@example.com>"
    assert message.subject == "Your application"
    assert message.from_ == (Address("Jane Hale", "jane@example.com"),)
    assert message.to == (Address("", "robin@example.net"),)
    assert message.delivered_to == ("robin+jobs@example.net", "robin@example.net")
    assert message.in_reply_to == ("<0@example.net>",)
    assert message.references == ("<a@example.net>", "<0@example.net>")
    assert message.date == datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    assert message.text_plain.strip() == "Thank you – we chose somebody else."
    assert message.header("content-type") == "text/plain; charset=utf-8"
    assert message.defects == ()


def test_a_repeated_message_id_is_no_id() -> None:
    """Two ids mean that no id can be trusted: the list that mail-parser gives never escapes."""
    message = with_header("Message-ID: <2@example.com>")
    assert message.message_id == ""
    assert "several Message-IDs" in message.defects


def test_several_authors_fields_are_told() -> None:
    """A second From field is reported, so that no draft is made for it."""
    message = with_header("From: Other <other@example.org>")
    assert message.from_ == (Address("Other", "other@example.org"),)
    assert "several from fields" in message.defects


@pytest.mark.parametrize("value", ["nonsense", "Tue, 99 Nov 2026 99:00:00", ""])
def test_a_bad_date_gives_way_to_the_arrival(value: str) -> None:
    """Where the Date field is wrong, the time of arrival stands in."""
    message = parse(PLAIN.replace("Tue, 3 Nov 2026 10:00:00 +0100", value), RECEIVED)
    assert message.date == RECEIVED
    assert {"bad Date", "no Date"} & set(message.defects)


def test_a_naive_arrival_gets_a_zone() -> None:
    """Dates always have a zone, so that they can be compared."""
    message = parse("Subject: a\n\nb", datetime(2026, 11, 3, 9, 0))  # noqa: DTZ001 - that is the point
    assert message.date == RECEIVED


def test_subject_and_name_bring_no_line_break() -> None:
    """Encoded line breaks in a subject or a name cannot become header lines of a draft."""
    message = parse(
        PLAIN.replace("Your application", "=?utf-8?q?Re=0D=0ABcc:_x@y?=").replace(
            "Jane Hale", "=?utf-8?q?Evil=0D=0ABcc:_x@y?="
        )
    )
    assert message.subject == "Re Bcc: x@y"
    assert [address.email for address in message.from_] == ["jane@example.com"]
    assert message.from_[0].name.isprintable()


def test_direction_overrides_are_stripped() -> None:
    """A name that pretends to be another one is shown as it is."""
    message = parse(PLAIN.replace("Jane Hale", "=?utf-8?q?Jane=E2=80=AE_elaH?="))
    assert message.from_ == (Address("Jane elaH", "jane@example.com"),)


def test_a_nul_in_the_header_does_no_harm() -> None:
    """NUL bytes are gone, and told."""
    message = parse(PLAIN.replace("Your application", "Your\0application"))
    assert message.subject == "Your application"
    assert "NUL in header" in message.defects


def test_a_raw_8bit_subject_keeps_its_letters() -> None:
    """A subject in raw Latin-1 reads right, name included."""
    raw = PLAIN.replace("utf-8", "iso-8859-1").replace("Your application", "Für später").replace("Hale", "Hälé")
    message = parse(raw.replace("–", "-").encode("iso-8859-1"))
    assert message.subject == "Für später"
    assert message.from_[0].name == "Jane Hälé"


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("iso-2022-jp", "iso2022_jp", "今回は見送らせていただきます"),
        ("utf-7", "utf-7", "Grüße aus Köln"),
        ("windows-1252", "cp1252", "We’re sorry – “no”"),
        ("x-unknown", "utf-8", "Grüße aus Köln"),
        ("koi8-r", "koi8-r", "К сожалению, мы выбрали другого кандидата"),
    ],
)
def test_bodies_read_as_written(charset: str, encoding: str, text: str) -> None:
    """Every charset that real mail uses comes out right, also in bodies that claim to be 7bit."""
    head, _, _ = PLAIN.partition("\n\n")
    head = head.replace("charset=utf-8", f"charset={charset}").replace("8bit", "7bit")
    assert parse(f"{head}\n\n".encode() + text.encode(encoding)).text_plain == text


def test_an_unlabelled_8bit_body_is_guessed() -> None:
    """Text without any label does not become replacement characters."""
    head = PLAIN.partition("\n\n")[0].replace("; charset=utf-8", "")
    message = parse(f"{head}\n\n".encode() + "Grüße von Zoë, leider nicht für Sie".encode("cp1252"))
    assert message.text_plain == "Grüße von Zoë, leider nicht für Sie"
    assert any("unlabelled" in defect for defect in message.defects)


def test_flowed_text_is_joined() -> None:
    """A mail in format=flowed has its sentences whole."""
    raw = PLAIN.replace("charset=utf-8", "charset=utf-8; format=flowed").replace("Thank you – ", "Thank you – \n")
    assert parse(raw).text_plain.strip() == "Thank you – we chose somebody else."


def test_misspelt_and_missing_headers_stay_empty() -> None:
    """An absent field is empty, not an error and not something of mail-parser's own."""
    message = parse("Subjekt: a\n\nbody")
    assert (message.subject, message.from_, message.message_id, message.header("subject")) == ("", (), "", "")
    assert {"no Message-ID", "no From address", "no Date"} <= set(message.defects)


def test_headers_named_like_attributes_are_only_headers() -> None:
    """A sender cannot reach into the parser by naming a header after its attributes."""
    message = with_header("Parse: x\nDefects: y\nHeaders_json: z\nSubject_raw: w")
    assert message.header("defects") == "y"
    assert message.subject == "Your application"
    assert message.defects == ()


def test_groups_give_their_members() -> None:
    """A group in To names everybody in it."""
    message = parse(PLAIN.replace("To: robin@example.net", "To: Applicants: robin@example.net, kim@example.net;"))
    assert [address.email for address in message.to] == ["robin@example.net", "kim@example.net"]


def test_a_folded_id_is_whole() -> None:
    """Outlook folds before the id; the id must come out without the fold."""
    long_id = f"<AM0PR01MB{'7' * 60}@AM0PR01MB.eurprd01.prod.exchangelabs.com>"
    assert parse(PLAIN.replace("<1@example.com>", f"\n {long_id}")).message_id == long_id


@pytest.mark.parametrize("error", [AttributeError, TypeError, ValueError, LookupError, RecursionError])
def test_a_crash_of_mail_parser_costs_nothing(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where mail-parser fails, the standard library reads the same message, and the defect tells."""

    def crash(_: object) -> object:
        raise error("poison")

    whole = parse(PLAIN)
    monkeypatch.setattr("inbox_helper.core.parse._mail_parser", lambda: crash)
    rescued = parse(PLAIN)
    assert (rescued.from_, rescued.to, rescued.date) == (whole.from_, whole.to, whole.date)
    assert (rescued.subject, rescued.text_plain) == (whole.subject, whole.text_plain)
    assert rescued.defects == (f"mail-parser failed: {error.__name__}",)


def test_a_crash_of_every_parser_leaves_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even the standard library fails, the body is read as it stands."""

    def crash(*_: object) -> object:
        raise RecursionError("poison")

    monkeypatch.setattr("inbox_helper.core.parse.text_leaves", crash)
    rescued = parse(PLAIN)
    assert rescued.text_plain.strip() == "Thank you – we chose somebody else."
    assert rescued.from_ == (Address("Jane Hale", "jane@example.com"),)
    assert "unreadable structure: RecursionError" in rescued.defects


def test_caps_hold() -> None:
    """Size, header lines and defects are bounded, and a cap that bites is told."""
    message = parse(PLAIN + "word " * 500_000)
    assert len(message.text_plain) <= MAX_BYTES
    assert "message too large" in message.defects
    assert message.size > MAX_BYTES


HOSTILE = {
    "a subject of encoded words": b"Subject: " + b"=?utf-8?q?a" * 100_000,
    "a subject of a megabyte": b"Subject: " + b"a" * 1_000_000,
    "a thousand addresses": b"From: " + b"a@b.c, " * 100_000,
    "a name of blanks": b"From: a" + b" " * 8_000 + b"\r\nTo: " + b"a " * 4_000,
    "open comments": b"From: " + b"(" * 300_000,
    "open quotes": b"To: " + b'"' * 300_001,
    "headers without end": b"X-A: b\r\n" * 50_000,
    "parameters without end": b"Content-Type: text/plain; " + b"a*0*=x''b; " * 50_000,
    "nested parts": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 5_000,
    "nested parts of many names": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(3_000)
    ),
    "nested messages": b"Content-Type: message/rfc822\r\n\r\n" * 20_000,
    "parts without end": b"Content-Type: multipart/digest; boundary=a\r\n\r\n"
    + b"--a\r\n\r\nx: y\r\n\r\nz\r\n" * 50_000,
    "a number that is too long": b"Content-Type: text/plain; charset*99999999999999999999=x",
    "colons": b":\r\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages_take_no_time(name: str) -> None:
    """No message can stop the daemon: each is read and prepared within a second or so."""
    start = time.process_time()
    message = parse_message(HOSTILE[name] + b"\r\n\r\nThank you for your time.")
    prepare(message)
    assert time.process_time() - start < 30  # a hang takes minutes; a busy machine only some times longer


@given(st.binary(max_size=600))
@settings(deadline=None)
def test_any_bytes_are_a_message(raw: bytes) -> None:
    """Whatever bytes come, there is a message, and it can be prepared."""
    message = parse_message(raw, RECEIVED)
    assert message.date is not None
    assert not any(ord(char) < 32 and char not in "\n\t" for char in prepare(message).body)


PIECES = (
    "From: ", "Subject: ", "=?utf-8?q?", "?=", "=0D=0A", "<a@b>", "\r\n", "\n", "\0", "\x1b$B", "\udcff", "--b",
    "Content-Type: multipart/mixed; boundary=b", "Content-Type: message/rfc822", "Content-Transfer-Encoding: base64",
    "Content-Type: text/html; charset=", "utf-7", ";", '"', "(", ":", ",", "\u202e", "charset*0*=", "Date: ", "begin 6",
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, len(PLAIN)), st.sampled_from(PIECES)), max_size=12))
@settings(deadline=None)
def test_mutated_messages_are_messages(changes: list[tuple[int, str]]) -> None:
    """An ordinary message, torn apart at any place, still gives clean text and headers."""
    text = PLAIN
    for place, piece in changes:
        text = text[:place] + piece + text[place:]
    message = parse_message(text.encode("utf-8", "surrogateescape"))
    shown = "".join((message.subject, message.message_id, *(value for _, value in message.headers)))
    assert not any(ord(char) < 32 for char in shown)
    assert "\0" not in message.text_plain + message.text_html
    prepare(message)
