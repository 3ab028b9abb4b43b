"""The Maildir backend: UIDs that last, drafts that appear whole, mail of other programs left alone."""

from __future__ import annotations

import mailbox as standard_mailbox
import os
import stat
from pathlib import Path

import pytest

from inbox_helper.errors import ConnectionLost, MailboxError
from inbox_helper.mailbox.maildir import MaildirMailbox
from inbox_helper.mailbox.uidlist import UID_FILE, UidKeeper
from tests.mailbox.messages import plain, with_attachment


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Return a Maildir with a Drafts folder."""
    store = standard_mailbox.Maildir(tmp_path / "Maildir", create=True)
    store.add_folder("Drafts")
    return tmp_path / "Maildir"


def deliver(folder: Path, name: str, raw: bytes | None = None, kind: str = "new") -> Path:
    """Put a file into a folder."""
    path = folder / kind / name
    path.write_bytes(raw or plain())
    return path


def test_uids_survive_flags_moves_and_restarts(top: Path) -> None:
    """A mail program that marks mail as read renames files; the UIDs stay, in a new process too."""
    first = deliver(top, "1.a.host")
    deliver(top, "2.b.host")
    uids = MaildirMailbox(top).uids_from("INBOX", 1)
    first.rename(top / "cur" / "1.a.host:2,RS")
    later = MaildirMailbox(top)
    assert later.uids_from("INBOX", 1) == uids
    (message,) = later.fetch("INBOX", uids[:1])
    assert message.flags == {"\\Seen", "\\Answered"}


def test_uids_are_never_used_again(top: Path) -> None:
    """What was deleted does not give its number to what comes."""
    deliver(top, "1.a.host").unlink()
    path = deliver(top, "2.b.host")
    mailbox = MaildirMailbox(top)
    (uid,) = mailbox.uids_from("INBOX", 1)
    path.unlink()
    deliver(top, "3.c.host")
    assert mailbox.uids_from("INBOX", 1) == (uid + 1,)
    assert mailbox.status("INBOX").uidnext == uid + 2


def test_older_files_get_lower_uids(top: Path) -> None:
    """At first sight, mail is numbered in the order in which it came."""
    for age, name in ((30, "z"), (20, "a"), (10, "m")):
        path = deliver(top, name)
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    files = UidKeeper(top).read().files
    assert [path.name for path in files.values()] == ["z", "a", "m"]


@pytest.mark.parametrize("content", ["", "garbage", "9 1 2\n", "1 x y\n", "1 5 3\n7\n", "\0\0\0"])
def test_a_damaged_list_means_a_new_uidvalidity(top: Path, content: str) -> None:
    """Where the numbers were lost, the mailbox says so, as an IMAP server does."""
    deliver(top, "1.a.host")
    mailbox = MaildirMailbox(top)
    mailbox.status("INBOX")
    (top / UID_FILE).write_text("1 77 12\n11 1.a.host\n", encoding="utf-8")
    assert MaildirMailbox(top).status("INBOX").uidvalidity == 77
    (top / UID_FILE).write_text(content, encoding="utf-8")
    status = MaildirMailbox(top).status("INBOX")
    assert status.uidvalidity > 77
    assert MaildirMailbox(top).status("INBOX").uidvalidity == status.uidvalidity


def test_two_processes_agree_on_uids(top: Path) -> None:
    """Two open mailboxes number the same mail the same way, whoever sees it first."""
    one, two = MaildirMailbox(top), MaildirMailbox(top)
    for number in range(6):
        deliver(top, f"{number}.x.host")
        seer, other = (one, two) if number % 2 else (two, one)
        assert seer.uids_from("INBOX", 1) == other.uids_from("INBOX", 1)


def test_a_file_that_is_renamed_while_we_read_is_found(top: Path) -> None:
    """Between the look and the reading, another program marks the mail: it comes all the same."""
    path = deliver(top, "1.a.host")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    mailbox = MaildirMailbox(top)
    uids = mailbox.uids_from("INBOX", 1)
    for folder in ("new", "cur"):
        os.utime(top / folder, (1_700_000_000, 1_700_000_000))
    mailbox.uids_from("INBOX", 1)
    path.rename(top / "cur" / "1.a.host:2,S")
    for folder in ("new", "cur"):
        os.utime(top / folder, (1_700_000_000, 1_700_000_000))
    (message,) = mailbox.fetch("INBOX", uids)
    assert "\\Seen" in message.flags


def test_reading_changes_nothing_but_the_list(top: Path) -> None:
    """No file of the user's is renamed, written or touched."""
    deliver(top, "1.a.host")
    deliver(top, "2.b.host:2,S", with_attachment(), kind="cur")
    before = {path: path.stat().st_mtime_ns for path in top.glob("*/*") if path.is_file()}
    mailbox = MaildirMailbox(top)
    uids = mailbox.uids_from("INBOX", 1)
    assert len(list(mailbox.fetch("INBOX", uids))) == len(list(mailbox.thread_ids("INBOX", uids))) == 2
    after = {path: path.stat().st_mtime_ns for path in top.glob("*/*") if path.is_file()}
    assert after == before


def test_a_draft_appears_whole_private_and_with_local_line_ends(top: Path) -> None:
    """A draft lies in `cur` with its flags; nothing is left in `tmp`; only the user can read it."""
    mailbox = MaildirMailbox(top)
    place = mailbox.append_draft("Drafts", b"Subject: x\r\n\r\ny\r\n")
    (path,) = (top / ".Drafts" / "cur").iterdir()
    assert path.name.endswith(":2,DS")
    assert path.read_bytes() == b"Subject: x\n\ny\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list((top / ".Drafts" / "tmp").iterdir()) == []
    assert place is not None
    assert place.uid == 1
    assert standard_mailbox.Maildir(top / ".Drafts").get_message(path.name.partition(":")[0]).get_flags() == "DS"


def test_folders_have_their_names_decoded(top: Path) -> None:
    """Folders in every script, and inside each other, go by the names that people see."""
    for name in (".Entw&APw-rfe", ".Archive.2026"):
        for kind in ("tmp", "new", "cur"):
            (top / name / kind).mkdir(parents=True)
    (top / ".no-maildir").mkdir()
    mailbox = MaildirMailbox(top)
    assert {each.name for each in mailbox.folders()} == {"INBOX", "Drafts", "Entwürfe", "Archive/2026"}
    assert mailbox.status("Entwürfe").messages == 0
    assert mailbox.status("Archive/2026").messages == 0


@pytest.mark.parametrize("name", ["../Maildir", "..", "/etc", "Drafts/../../x", ""])
def test_no_name_leads_out_of_the_maildir(top: Path, name: str) -> None:
    """A folder is always one inside the Maildir."""
    with pytest.raises(MailboxError):
        MaildirMailbox(top).status(name)


def test_no_maildir_is_a_clear_error(tmp_path: Path) -> None:
    """A path without a Maildir is named."""
    with pytest.raises(MailboxError, match="no Maildir"):
        MaildirMailbox(tmp_path)


def test_a_maildir_that_vanishes_is_a_lost_connection(top: Path) -> None:
    """A network disk that goes away may come back."""
    mailbox = MaildirMailbox(top)
    mailbox.status("INBOX")
    top.rename(top.with_name("away"))
    with pytest.raises((ConnectionLost, MailboxError)):
        mailbox.uids_from("INBOX", 1)


def test_a_giant_file_is_read_in_part(top: Path) -> None:
    """Of 20 MB, four are read; the text comes first in mail, and it is there."""
    deliver(top, "1.a.host", with_attachment(15_000_000))
    (message,) = MaildirMailbox(top).fetch("INBOX", [1])
    assert message.size > 20_000_000
    assert [part.content_type for part in message.parts] == ["text/plain", "text/html"]
    assert not any(part.truncated for part in message.parts)
