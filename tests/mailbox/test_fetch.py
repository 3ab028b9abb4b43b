"""Reading many messages, big messages, and messages that a server describes badly."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.errors import ConnectionLost
from inbox_helper.mailbox.threads import thread_ids
from inbox_helper.mailbox.uidsets import compress, fetch_commands, uid_sets
from tests.conftest import MailboxFactory
from tests.mailbox.conftest import ScriptedFactory, open_scripted
from tests.mailbox.messages import alternative, html_only, plain, with_attachment
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Action, Side, TcpProxy, sends

MEGABYTE = 1024 * 1024


def wide(number: int) -> bytes:
    """Return one of several shapes of mail, by turns."""
    shapes = (
        plain(number),
        alternative("Good day.", number).as_bytes(),
        with_attachment(2000, number),
        html_only(),
        nested(number),
    )
    return shapes[number % len(shapes)]


def nested(number: int = 1) -> bytes:
    """Return an HTML part with its pictures beside a plain part, inside a mixed message."""
    message = EmailMessage()
    message["Subject"] = "Your application"
    message["Message-ID"] = f"<nested-{number}@example.com>"
    message.set_content("Plain words.")
    message.add_alternative("<p>Plain words.</p><img src='cid:logo'>", subtype="html")
    body = message.get_payload()[1]  # type: ignore[index]
    assert isinstance(body, EmailMessage)
    body.add_related(b"\x89PNG" * 100, maintype="image", subtype="png", cid="logo")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def test_a_mail_of_20_megabytes_costs_less_than_100_kilobytes(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """The attachment stays where it is: bytes counted on the line, both directions, login included."""
    dovecot.deliver(user, with_attachment(20 * MEGABYTE))
    mailbox = mailbox_factory(user, port=proxy.port)
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    assert message.size > 20 * MEGABYTE
    assert [part.content_type for part in message.parts] == ["text/plain", "text/html"]
    assert proxy.traffic.octets < 100_000


def test_a_thousand_messages_in_few_round_trips(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """A thousand messages of five shapes, login and search included, take at most twelve round trips."""
    shapes = [wide(number) for number in range(5)]
    for number in range(1000):
        dovecot.deliver(user, shapes[number % 5])
    mailbox = mailbox_factory(user, port=proxy.port)
    uids = mailbox.uids_from("INBOX", 1)
    messages = list(mailbox.fetch("INBOX", uids))
    assert tuple(message.uid for message in messages) == uids
    assert sorted({len(message.parts) for message in messages}) == [1, 2]
    assert all(part.payload for message in messages for part in message.parts)
    assert proxy.traffic.round_trips <= 12
    proxy.traffic.clear()
    assert len(list(mailbox.thread_ids("INBOX", uids))) == 1000
    assert proxy.traffic.round_trips <= 2


def test_a_single_short_mail_takes_one_round_trip(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """New mail mostly comes alone; it is there after one question and one answer."""
    dovecot.deliver(user, with_attachment())
    mailbox = mailbox_factory(user, port=proxy.port)
    uids = mailbox.uids_from("INBOX", 1)
    proxy.traffic.clear()
    (message,) = mailbox.fetch("INBOX", uids)
    assert len(message.parts) == 2
    assert proxy.traffic.round_trips == 1


def test_one_by_one_is_the_same_as_all_together(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """Whether a message is taken apart by the server or here, it is the same message."""
    for number in range(10):
        dovecot.deliver(user, wide(number))
    mailbox = mailbox_factory(user)
    uids = mailbox.uids_from("INBOX", 1)
    together = list(mailbox.fetch("INBOX", uids))
    alone = [message for uid in uids for message in mailbox.fetch("INBOX", [uid])]
    assert alone == together


def test_fields_that_a_users_rule_names_are_fetched(
    dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str
) -> None:
    """A rule on any header field works, because that field is fetched too; other fields stay where they are."""
    dovecot.deliver(user, b"X-Own-Mark: yes\r\nX-Other: no\r\n" + plain())
    mailbox = mailbox_factory(user, extra_header_fields=("X-Own-Mark", "subject"))
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    assert b"X-Own-Mark: yes" in message.header
    assert b"X-Other" not in message.header
    with pytest.raises(ValueError, match="header field"):
        mailbox_factory(user, extra_header_fields=("X)] BODY[",))


def test_format_flowed_is_handed_over(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """Whoever joins the lines again must know that they were broken softly."""
    flowed = b"MIME-Version: 1.0\r\nContent-Type: text/plain; format=flowed; DelSp=Yes\r\n\r\nsoft \r\nline\r\n"
    for _copy in range(6):
        dovecot.deliver(user, flowed)
    mailbox = mailbox_factory(user)
    uids = mailbox.uids_from("INBOX", 1)
    parts = [message.parts[0] for chosen in (uids, uids[:1]) for message in mailbox.fetch("INBOX", chosen)]
    assert len(parts) == 7
    assert all(part.flowed and part.delete_space for part in parts)


def test_scattered_uids_need_no_more_round_trips(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """Where every other message is gone, sets get long; commands are split by length and sent together."""
    for number in range(600):
        dovecot.deliver(user, plain(number))
    mailbox = mailbox_factory(user, port=proxy.port, max_command_octets=1000)
    uids = mailbox.uids_from("INBOX", 1)[::2]
    proxy.traffic.clear()
    assert len(list(mailbox.fetch("INBOX", uids))) == 300
    assert max(len(line) for line in bytes(proxy.traffic.from_client).split(b"\r\n")) <= 1000
    assert proxy.traffic.round_trips <= 3


def test_pictures_beside_the_text_do_not_hide_it(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """The text inside related inside alternative inside mixed is found, and nothing else."""
    dovecot.deliver(user, nested())
    mailbox = mailbox_factory(user)
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    assert [part.payload.strip()[:15] for part in message.parts] == [b"Plain words.", b"<p>Plain words."]


def test_messages_that_vanish_between_two_steps_are_left_out(
    dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str
) -> None:
    """Somebody empties the folder while we read: what is gone is left out, the rest comes."""
    for number in range(520):
        dovecot.deliver(user, plain(number))
    mailbox = mailbox_factory(user)
    uids = mailbox.uids_from("INBOX", 1)
    reading = mailbox.fetch("INBOX", uids)
    first = next(reading)
    with dovecot.connect(user, "INBOX", readonly=False) as client:
        client.delete_messages(list(uids[505:]))
        client.expunge()
    rest = list(reading)
    assert first.uid == uids[0]
    assert {message.uid for message in rest} >= set(uids[1:505])
    assert all(message.parts for message in rest)


def test_a_lost_line_in_the_middle_is_told(
    dovecot: Dovecot, proxy: TcpProxy, mailbox_factory: MailboxFactory, user: str
) -> None:
    """Half an answer is a lost connection, never half a message."""
    dovecot.deliver(user, plain(1, "word " * 10_000))
    mailbox = mailbox_factory(user, port=proxy.port)
    uids = mailbox.uids_from("INBOX", 1)
    proxy.add(Side.SERVER, sends(rb"word word"), Action.CLOSE)
    with pytest.raises(ConnectionLost):
        list(mailbox.fetch("INBOX", uids))


STRUCTURE = b'("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 5 1 NIL NIL NIL)'


def answers_with(first: bytes, second: bytes = b"") -> dict[bytes, list[list[bytes]]]:
    """Return a script whose FETCH answers are these."""
    return {b"UID FETCH": [[first + b"%t OK done\r\n"], [second + b"%t OK done\r\n"]]}


def test_answers_in_any_order_and_writing(scripted: ScriptedFactory) -> None:
    """Items in another order, quoted field names, partial keys with a length, literals and quoted strings."""
    header = b"Subject: x\r\n\r\n"
    first = (
        b'* 1 FETCH (BODYSTRUCTURE %b RFC822.SIZE 900 BODY[HEADER.FIELDS ("SUBJECT")] {%d}\r\n%b UID 4 FLAGS ($MDNSent)'
        b' INTERNALDATE " 1-Oct-2026 10:00:00 +0200")\r\n* 9 FETCH (FLAGS (\\Seen))\r\n'
    ) % (STRUCTURE, len(header), header)
    second = b'* 1 FETCH (BODY[1]<0.5> "a\\"b\\\\" UID 4)\r\n'
    mailbox = open_scripted(scripted(answers_with(first, second)))
    (message,) = mailbox.fetch("INBOX", [4])
    assert message.header == header
    assert message.flags == {"$MDNSent"}
    assert message.size == 900
    assert message.internal_date is not None
    assert message.internal_date.isoformat() == "2026-10-01T10:00:00+02:00"
    assert [part.payload for part in message.parts] == [b'a"b\\']
    mailbox.close()


def test_one_broken_answer_costs_one_message(scripted: ScriptedFactory) -> None:
    """A message whose answer breaks the grammar is left out; its neighbours come."""
    fine = b"* %d FETCH (UID %d FLAGS () BODYSTRUCTURE " + STRUCTURE + b" BODY[HEADER] {2}\r\n\r\n)\r\n"
    first = fine % (1, 4) + b"* 2 FETCH (UID 5 FLAGS ((())\r\n" + fine % (3, 6)
    second = b"* 1 FETCH (UID 4 BODY[1]<0> {1}\r\nx)\r\n* 3 FETCH (UID 6 BODY[1]<0> {1}\r\ny)\r\n"
    mailbox = open_scripted(scripted(answers_with(first, second)))
    assert [message.uid for message in mailbox.fetch("INBOX", [4, 5, 6])] == [4, 6]
    mailbox.close()


def test_a_message_without_sensible_structure_is_taken_apart_here(scripted: ScriptedFactory) -> None:
    """Where BODYSTRUCTURE is missing or nonsense, the beginning of the whole message is read instead."""
    whole = html_only()
    first = b"* 1 FETCH (UID 4 FLAGS () BODYSTRUCTURE NIL BODY[HEADER] NIL)\r\n"
    second = b"* 1 FETCH (UID 4 BODY[]<0> {%d}\r\n%b)\r\n" % (len(whole), whole)
    mailbox = open_scripted(scripted(answers_with(first, second)))
    (message,) = mailbox.fetch("INBOX", [4])
    assert b"Subject: Your application" in message.header
    assert [part.content_type for part in message.parts] == ["text/html"]
    assert message.internal_date is None
    mailbox.close()


def test_a_giant_literal_is_refused(scripted: ScriptedFactory) -> None:
    """A server that announces gigabytes does not get us to make room for them."""
    first = b"* 1 FETCH (UID 4 BODY[HEADER] {9999999999}\r\n"
    mailbox = open_scripted(scripted(answers_with(first)))
    with pytest.raises(ConnectionLost, match="literal"):
        list(mailbox.fetch("INBOX", [4]))


@given(st.sets(st.integers(min_value=1, max_value=2**32 - 1), max_size=300), st.integers(min_value=30, max_value=900))
def test_sets_hold_exactly_the_uids_and_stay_short(uids: set[int], octets: int) -> None:
    """However UIDs lie, sets are short enough, and together name each UID once."""
    sets = list(uid_sets(sorted(uids), octets))
    assert all(len(each) <= octets for each in sets)
    spans = [item.partition(":") for each in sets for item in each.split(",")]
    assert sum(int(last or first) - int(first) + 1 for first, _colon, last in spans) == len(uids)
    assert all(int(first) in uids and int(last or first) in uids for first, _colon, last in spans)


def test_runs_become_ranges() -> None:
    """Neighbouring UIDs are named by their ends."""
    assert compress([1, 2, 3, 7, 9, 10]) == ["1:3", "7", "9:10"]
    assert [command.line for command in fetch_commands(range(1, 10_001), "(UID)")] == ["UID FETCH 1:10000 (UID)"]


@pytest.mark.parametrize(
    ("header", "message_id", "references"),
    [
        (b"Message-ID: <a@b>\r\n\r\n", "<a@b>", ()),
        (b"MESSAGE-ID:\r\n <a@b>\r\nReferences: <x@y>\r\n\t<z@y>\r\n\r\n", "<a@b>", ("<x@y>", "<z@y>")),
        (b"Message-ID: a@b\r\nReferences: junk <x@y> (comment) <z@y>junk\r\n\r\n", "", ("<x@y>", "<z@y>")),
        (b"Subject: Message-ID: <no@no>\r\n\r\n", "", ()),
        (b"Subject: x\r\n Message-ID: <no@no>\r\nMessage-ID: <a@b>\r\n\r\n", "<a@b>", ()),
        (b"Message-ID: <" + b"x" * 900 + b"@b>\r\n\r\n", "<" + "x" * 900 + "@b>", ()),
        (b"Message-ID: <a@b>\r\nMessage-ID: <c@d>\r\n\r\n", "<a@b>", ()),
        (b"", "", ()),
    ],
)
def test_thread_ids_of_every_writing(header: bytes, message_id: str, references: tuple[str, ...]) -> None:
    """Folded, repeated, long and malformed ids."""
    found = thread_ids(1, header)
    assert (found.message_id, found.references) == (message_id, references)
