"""What every mailbox does, whatever serves it: Dovecot plain and over TLS, Cyrus, pymap, and a Maildir."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, date, datetime

import pytest

from inbox_helper.errors import MailboxError
from inbox_helper.waiting import drive
from tests.mailbox.conftest import Backend
from tests.mailbox.messages import alternative, forwarded, html_only, plain, reply, with_attachment

DRAFT = plain(99, "My answer.")


def test_special_folders_are_found(backend: Backend) -> None:
    """Drafts, Sent, Trash and Junk are found without any configuration."""
    found = backend.mailbox().special_folders()
    assert (found.drafts, found.sent, found.trash, found.junk) == ("Drafts", "Sent", "Trash", "Junk")


def test_status_of_an_empty_folder(backend: Backend) -> None:
    """An empty folder has no messages and a UIDVALIDITY that stays."""
    mailbox = backend.mailbox()
    first, second = mailbox.status("Drafts"), mailbox.status("Drafts")
    assert first.messages == 0
    assert first.uidvalidity == second.uidvalidity > 0
    assert first.uidnext == second.uidnext > 0


def test_status_sees_new_mail_of_the_open_folder(backend: Backend) -> None:
    """The status is fresh, also for the folder that is open, and UIDNEXT grows with every message."""
    mailbox = backend.mailbox()
    before = mailbox.status("INBOX")
    mailbox.uids_from("INBOX", 1)
    backend.deliver(plain())
    after = mailbox.status("INBOX")
    assert after.messages == before.messages + 1
    assert after.uidnext > before.uidnext


@pytest.mark.parametrize("folder", ["Nowhere", "Schöne Mails", "../etc"])
def test_a_missing_folder_is_a_clear_error(backend: Backend, folder: str) -> None:
    """A folder that does not exist is named in an error that says what to do, and nothing is created."""
    mailbox = backend.mailbox()
    with pytest.raises(MailboxError) as refused:
        mailbox.status(folder)
    assert folder in refused.value.problem
    assert refused.value.remedy
    with pytest.raises(MailboxError):
        mailbox.uids_from(folder, 1)
    with pytest.raises(MailboxError):
        mailbox.append_draft(folder, DRAFT)
    assert mailbox.status("INBOX").uidvalidity


def test_uids_ascend_and_start_where_told(backend: Backend) -> None:
    """New mail has higher UIDs; `first_uid` leaves older mail out, also where it lies above every UID."""
    mailbox = backend.mailbox()
    start = mailbox.status("INBOX").uidnext
    for number in range(3):
        backend.deliver(plain(number))
    uids = mailbox.uids_from("INBOX", start)
    assert len(uids) == 3
    assert list(uids) == sorted(set(uids))
    assert mailbox.uids_from("INBOX", uids[1]) == uids[1:]
    assert mailbox.uids_from("INBOX", uids[-1] + 1) == ()


def test_a_look_sees_mail_of_the_open_folder_at_once(backend: Backend) -> None:
    """Mail that was delivered a moment ago is found by the next look, without waiting for an announcement."""
    mailbox = backend.mailbox()
    for number in range(3):
        known = mailbox.status("INBOX").uidnext
        assert mailbox.uids_from("INBOX", known) == ()
        backend.deliver(plain(number))
        assert len(mailbox.uids_from("INBOX", known)) == 1


def test_uids_stay_the_same_for_another_connection(backend: Backend) -> None:
    """A later session finds the same messages under the same UIDs."""
    backend.deliver(plain(1))
    backend.deliver(plain(2), flags="S")
    first = backend.mailbox()
    uids, validity = first.uids_from("INBOX", 1), first.status("INBOX").uidvalidity
    first.close()
    second = backend.mailbox()
    assert second.uids_from("INBOX", 1) == uids
    assert second.status("INBOX").uidvalidity == validity


def test_since_leaves_older_mail_out(backend: Backend) -> None:
    """With `since`, mail that came before that day is left out, whatever its Date header says."""
    backend.deliver(plain(1), received=datetime(2026, 9, 1, 12, tzinfo=UTC))
    backend.deliver(plain(2), received=datetime(2026, 10, 1, 12, tzinfo=UTC))
    mailbox = backend.mailbox()
    uids = mailbox.uids_from("INBOX", 1)
    assert len(uids) == 2
    assert mailbox.uids_from("INBOX", 1, since=date(2026, 9, 20)) == uids[1:]
    assert mailbox.uids_from("INBOX", 1, since=date(2026, 8, 20)) == uids


def test_fetch_gives_header_text_and_facts(backend: Backend) -> None:
    """A plain message comes with its header, text, flags, size and time of arrival."""
    arrived = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
    backend.deliver(plain(1), flags="RS", received=arrived)
    mailbox = backend.mailbox()
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    assert b"Subject: Your application" in message.header
    assert b"<plain-1@example.com>" in message.header
    assert {"\\Seen", "\\Answered"} <= message.flags
    assert message.internal_date == arrived
    assert abs(message.size - len(plain(1))) < 20
    (part,) = message.parts
    assert part.content_type == "text/plain"
    assert part.payload.strip() == b"Good day to you."
    assert not part.truncated


def test_fetch_reads_text_parts_and_never_attachments(backend: Backend) -> None:
    """Of a mail with files, the text comes in both its forms; files do not, not even text files."""
    backend.deliver(with_attachment())
    mailbox = backend.mailbox()
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    assert [part.content_type for part in message.parts] == ["text/plain", "text/html"]
    assert message.parts[0].payload.strip() == b"Find the file attached."
    assert b"<p>Find the file attached.</p>" in message.parts[1].payload


def test_fetch_does_not_look_into_attached_messages(backend: Backend) -> None:
    """The text of a forwarded message is not taken for the text of the mail that carries it."""
    backend.deliver(forwarded())
    mailbox = backend.mailbox()
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    assert [part.payload.strip() for part in message.parts] == [b"See below."]


def test_fetch_hands_encoding_and_charset_over(backend: Backend) -> None:
    """An encoded part comes as it is on the server, with what is needed to decode it, in lower case."""
    backend.deliver(html_only())
    mailbox = backend.mailbox()
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    (part,) = message.parts
    assert (part.content_type, part.charset, part.transfer_encoding) == ("text/html", "iso-8859-1", "base64")
    assert part.payload.strip() == b"PHA+R3L832U8L3A+"


def test_fetch_cuts_very_long_text(backend: Backend) -> None:
    """A text of a megabyte costs a quarter of that, and says that it was cut."""
    backend.deliver(plain(1, "A line that is said again and again.\r\n" * 27_000))
    mailbox = backend.mailbox()
    (message,) = mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1))
    (part,) = message.parts
    assert part.truncated
    assert len(part.payload) == 256 * 1024


def test_fetch_keeps_every_shape_apart(backend: Backend) -> None:
    """Messages of different structure in one call each come with their own parts, ascending by UID."""
    shapes = [
        plain(1, "one"),
        alternative("two").as_bytes().replace(b"\n", b"\r\n"),
        with_attachment(),
        html_only("three"),
        plain(2, "four"),
    ]
    for shape in shapes:
        backend.deliver(shape)
    mailbox = backend.mailbox()
    uids = mailbox.uids_from("INBOX", 1)
    messages = list(mailbox.fetch("INBOX", uids[::-1]))
    assert tuple(message.uid for message in messages) == uids
    assert [len(message.parts) for message in messages] == [1, 2, 2, 1, 1]
    firsts = [message.parts[0].payload.strip() for message in messages]
    assert firsts[0] == b"one"
    assert firsts[1] == b"two"
    assert firsts[2] == b"Find the file attached."
    assert firsts[4] == b"four"


def test_fetch_leaves_out_what_is_not_there(backend: Backend) -> None:
    """A UID that does not exist is passed over, and nothing at all asks for nothing."""
    backend.deliver(plain(1))
    mailbox = backend.mailbox()
    uids = mailbox.uids_from("INBOX", 1)
    found = list(mailbox.fetch("INBOX", [*uids, uids[-1] + 100]))
    assert [message.uid for message in found] == list(uids)
    assert list(mailbox.fetch("INBOX", [])) == []
    assert list(mailbox.fetch("INBOX", [uids[-1] + 5])) == []


def test_reading_changes_no_flag(backend: Backend) -> None:
    """After everything was read, the mail is as unread as before."""
    backend.deliver(plain(1))
    backend.deliver(with_attachment(), flags="S")
    before = backend.messages("INBOX")
    mailbox = backend.mailbox()
    uids = mailbox.uids_from("INBOX", 1)
    assert len(list(mailbox.fetch("INBOX", uids))) == 2
    assert len(list(mailbox.thread_ids("INBOX", uids))) == 2
    drive(mailbox.waiting("INBOX", 0.05))
    mailbox.close()
    assert backend.messages("INBOX") == before


def test_thread_ids_are_unfolded(backend: Backend) -> None:
    """The ids of a thread come with their brackets, whatever line they stood on."""
    backend.deliver(reply(4), "Sent")
    backend.deliver(plain(5), "Sent")
    mailbox = backend.mailbox()
    first, second = mailbox.thread_ids("Sent", mailbox.uids_from("Sent", 1))
    assert first.message_id == "<reply-4@example.com>"
    assert first.in_reply_to == ("<plain-4@example.com>",)
    assert first.references == ("<root@example.com>", "<plain-4@example.com>")
    assert (second.message_id, second.in_reply_to, second.references) == ("<plain-5@example.com>", (), ())


def test_a_draft_is_stored_as_a_draft(backend: Backend) -> None:
    """A draft lies in Drafts whole, marked as a draft and as read, and its place is told."""
    mailbox = backend.mailbox()
    before = mailbox.status("Drafts")
    place = mailbox.append_draft("Drafts", DRAFT)
    assert place is not None
    assert place.uidvalidity == before.uidvalidity
    assert mailbox.uids_from("Drafts", before.uidnext) == (place.uid,)
    ((raw, flags),) = backend.messages("Drafts")
    assert raw.replace(b"\r\n", b"\n") == DRAFT.replace(b"\r\n", b"\n")
    assert flags == {"\\Draft", "\\Seen"}


def test_a_draft_is_found_by_its_id(backend: Backend) -> None:
    """After a restart, the scan of Drafts from the noted UIDNEXT finds the draft by its Message-ID."""
    base = backend.mailbox().status("Drafts").uidnext
    backend.mailbox().append_draft("Drafts", DRAFT)
    later = backend.mailbox()
    ids = list(later.thread_ids("Drafts", later.uids_from("Drafts", base)))
    assert [each.message_id for each in ids] == ["<plain-99@example.com>"]


def test_wait_ends_after_its_time(backend: Backend) -> None:
    """Without news, waiting takes as long as told and no longer."""
    mailbox = backend.mailbox()
    mailbox.uids_from("INBOX", 1)
    begun = time.monotonic()
    assert drive(mailbox.waiting("INBOX", 0.3)) is False
    assert 0.25 < time.monotonic() - begun < 2


def test_wait_wakes_for_new_mail(backend: Backend) -> None:
    """Mail that arrives while waiting is told soon, and the next look finds it."""
    mailbox = backend.mailbox()
    start = mailbox.status("INBOX").uidnext
    assert mailbox.uids_from("INBOX", start) == ()
    timer = threading.Timer(0.2, backend.deliver, [plain(7)])
    timer.start()
    begun = time.monotonic()
    assert drive(mailbox.waiting("INBOX", 20)) is True
    assert time.monotonic() - begun < 5
    assert len(mailbox.uids_from("INBOX", start)) == 1
    timer.join()


def test_mail_between_look_and_wait_is_not_missed(backend: Backend) -> None:
    """Mail that arrives after the last look and before the wait is told at once."""
    mailbox = backend.mailbox()
    mailbox.uids_from("INBOX", 1)
    backend.deliver(plain(8))
    begun = time.monotonic()
    assert drive(mailbox.waiting("INBOX", 20)) is True
    assert time.monotonic() - begun < 5


def test_mail_that_came_while_another_folder_was_open_is_told(backend: Backend) -> None:
    """Filing a draft opens other folders; what came meanwhile is news all the same."""
    mailbox = backend.mailbox()
    mailbox.uids_from("INBOX", 1)
    mailbox.uids_from("Sent", 1)
    backend.deliver(plain(9))
    list(mailbox.fetch("INBOX", [1]))
    mailbox.uids_from("Sent", 1)
    begun = time.monotonic()
    assert drive(mailbox.waiting("INBOX", 20)) is True
    assert time.monotonic() - begun < 5


def test_wait_does_not_tell_the_same_news_twice(backend: Backend) -> None:
    """After a look, waiting is quiet again."""
    mailbox = backend.mailbox()
    mailbox.uids_from("INBOX", 1)
    backend.deliver(plain(10))
    assert drive(mailbox.waiting("INBOX", 20)) is True
    assert len(mailbox.uids_from("INBOX", 1)) == 1
    assert drive(mailbox.waiting("INBOX", 0.3)) is False


def test_wait_ends_when_woken(backend: Backend) -> None:
    """The daemon can end a wait from outside, to stop within moments."""
    mailbox = backend.mailbox()
    mailbox.uids_from("INBOX", 1)
    reading, writing = os.pipe()
    try:
        timer = threading.Timer(0.2, os.write, [writing, b"."])
        timer.start()
        begun = time.monotonic()
        assert drive(mailbox.waiting("INBOX", 30), wake=reading) is False
        assert time.monotonic() - begun < 3
        timer.join()
    finally:
        os.close(reading)
        os.close(writing)


def test_closing_twice_does_no_harm(backend: Backend) -> None:
    """Whoever cleans up may close what is closed."""
    mailbox = backend.mailbox()
    mailbox.close()
    mailbox.close()
    assert backend.mailbox().status("INBOX").uidvalidity


def test_thread_ids_tell_the_author(backend: Backend) -> None:
    """Who wrote a mail of a conversation: its first address in From, however it is written."""
    mailbox = backend.mailbox()
    for number, sender in enumerate(
        (b"=?utf-8?q?J=C3=B6rdis?= <Jo@Example.com>", b'"A, B" <a@b.example>, <c@d.example>', b"")
    ):
        backend.deliver(b"From: %b\r\nMessage-ID: <%d@x.example>\r\n\r\nHello.\r\n" % (sender, number))
    uids = mailbox.uids_from("INBOX", 1)
    assert [ids.author for ids in mailbox.thread_ids("INBOX", uids)] == ["jo@example.com", "a@b.example", ""]


def test_a_look_tells_all_that_is_new(backend: Backend) -> None:
    """Status, new mail and the state of other folders come together, and agree with what each tells alone."""
    backend.deliver(plain(1))
    mailbox = backend.mailbox()
    first = mailbox.status("INBOX").uidnext
    backend.deliver(plain(2))
    backend.deliver(reply(3), "Sent")
    look = mailbox.look("INBOX", first, ("Drafts", "Sent", "No such folder"))
    assert look.status == mailbox.status("INBOX")
    assert look.uids == mailbox.uids_from("INBOX", first)
    assert len(look.uids) == 1
    assert look.fetched is None or look.fetched == tuple(mailbox.fetch("INBOX", look.uids))
    assert look.beside == {name: mailbox.status(name) for name in ("Drafts", "Sent")}
    assert mailbox.look("INBOX", first + 1).uids == ()
    assert drive(mailbox.waiting("INBOX", 0.1)) is False


def test_a_look_at_many_new_mails_names_them_all(backend: Backend) -> None:
    """A backlog is told whole, and is fetched by and by."""
    mailbox = backend.mailbox()
    first = mailbox.status("INBOX").uidnext
    for number in range(9):
        backend.deliver(plain(number))
    look = mailbox.look("INBOX", first)
    assert len(look.uids) == 9
    assert look.uids == mailbox.uids_from("INBOX", first)
    assert look.fetched is None
    assert len(list(mailbox.fetch("INBOX", look.uids))) == 9


def test_the_status_of_several_folders(backend: Backend) -> None:
    """One question for all of them; what does not exist is not there."""
    backend.deliver(plain(1))
    mailbox = backend.mailbox()
    mailbox.uids_from("INBOX", 1)
    told = mailbox.statuses(("INBOX", "Drafts", "Trash", "No such folder"))
    assert told == {name: mailbox.status(name) for name in ("INBOX", "Drafts", "Trash")}
    assert mailbox.statuses(()) == {}
