"""Finding Drafts, Sent and Trash on the servers of this world."""

from __future__ import annotations

import pytest
from imapclient.imap_utf7 import encode as encode_utf7

from inbox_helper.mailbox.folder_names import NAMES
from inbox_helper.mailbox.folders import Folder, special_folders
from tests.mailbox.conftest import ScriptedFactory, open_scripted


def folder(name: str, *attributes: str, delimiter: str = "/") -> Folder:
    """Return a folder with attributes in lower case."""
    return Folder(name, delimiter, frozenset(f"\\{each}" for each in attributes))


def test_attributes_come_before_names() -> None:
    """A folder that is called Drafts but not marked so loses against the marked one."""
    found = special_folders([folder("Drafts"), folder("[Gmail]/Brouillons", "drafts"), folder("Sent")])
    assert found.drafts == "[Gmail]/Brouillons"
    assert found.sent == "Sent"


def test_several_marked_folders_are_never_guessed() -> None:
    """Where two folders claim to be Drafts, the user has to say which; a folder inside the other does not count."""
    assert special_folders([folder("A", "drafts"), folder("B", "drafts")]).drafts is None
    inner = [folder("Drafts", "drafts", delimiter="|"), folder("Drafts|template", "drafts", delimiter="|")]
    assert special_folders(inner).drafts == "Drafts"


@pytest.mark.parametrize(("use", "name"), [(use, name) for use, names in NAMES.items() for name in sorted(names)])
def test_every_name_of_the_table_is_found(use: str, name: str) -> None:
    """Each name of the table is recognised in any writing, alone and below INBOX."""
    for written in (name, name.upper(), f"INBOX.{name.title()}"):
        found = special_folders([folder("INBOX", delimiter="."), folder(written, delimiter=".")])
        assert getattr(found, use) == written


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Sent Items", "sent"),
        ("Gesendete Elemente", "sent"),
        ("Sent_Mail", "sent"),
        ("Deleted Messages", "trash"),
        ("Entwu\u0308rfe", "drafts"),
        ("Ｄｒａｆｔｓ", "drafts"),
        ("Junk E-mail", "junk"),
        ("Κάδος", "trash"),
    ],
)
def test_names_with_generic_words_and_odd_letters(name: str, use: str) -> None:
    """Words like "items", decomposed umlauts, wide letters and final sigmas do not hide a folder."""
    assert getattr(special_folders([folder("INBOX"), folder(name)]), use) == name


@pytest.mark.parametrize("name", ["Sent to clients", "Drafts 2019", "Undrafts", "Application drafts old", "Presents"])
def test_other_names_are_not_taken(name: str) -> None:
    """A folder whose name merely contains such a word is the user's own."""
    found = special_folders([folder("INBOX"), folder(name)])
    assert (found.drafts, found.sent, found.trash, found.junk) == (None, None, None, None)


def test_several_names_are_never_guessed_but_the_outermost_counts() -> None:
    """Two folders of such names side by side leave it open; one inside an archive does not."""
    assert special_folders([folder("Sent"), folder("Sent Items")]).sent is None
    assert special_folders([folder("Sent"), folder("Archive/Sent")]).sent == "Sent"


def test_a_folder_that_is_marked_otherwise_keeps_its_use() -> None:
    """A marked Trash whose name means Junk somewhere is Trash only."""
    found = special_folders([folder("Lixo", "junk"), folder("Papelera")])
    assert (found.junk, found.trash) == ("Lixo", "Papelera")


def listed(*lines: bytes, name: bytes = b"LIST") -> list[bytes]:
    """Return the answer to a LIST as segments."""
    return [b"".join(b"* " + name + b" " + line + b"\r\n" for line in lines) + b"%t OK done\r\n"]


@pytest.mark.parametrize(
    "lines",
    [
        (rb'(\HasNoChildren \drafts) "/" "Entw&APw-rfe"', rb'(\hasnochildren \SENT) "/" Gesendet'),
        (rb'(\Drafts \Drafts) "|" "Entw&APw-rfe"', rb'(\Sent) "|" Gesendet', rb'(\Noselect \Trash) "|" "Nie"'),
        (rb'() "." Entw&APw-rfe', rb'() "." Gesendet', rb'(\NonExistent) "." Drafts'),
        (b'(\\Drafts) "/" {12}\r\nEntw&APw-rfe', rb"(\Sent) NIL Gesendet", rb'() "/" 2024'),
        (rb'(\Drafts) "/" "Entw&APw-rfe"', rb'(\Sent) "/" Gesendet', rb"nonsense", rb'() "/" "Broken&name"'),
    ],
)
def test_lists_in_every_writing(scripted: ScriptedFactory, lines: tuple[bytes, ...]) -> None:
    """Case, repetition, literals, other delimiters, folders that cannot be opened, and nonsense in between."""
    server = scripted({b"LIST": listed(*lines)})
    mailbox = open_scripted(server)
    found = mailbox.special_folders()
    assert (found.drafts, found.sent, found.trash) == ("Entwürfe", "Gesendet", None)
    mailbox.close()


def test_xlist_is_asked_where_it_is_all_there_is(scripted: ScriptedFactory) -> None:
    """Zoho and Yandex tell attributes by XLIST only; elsewhere it is never sent."""
    name = encode_utf7("Entwürfe")
    server = scripted(
        {
            b"CAPABILITY": [b"* CAPABILITY IMAP4rev1 XLIST\r\n%t OK done\r\n"],
            b"LIST": listed(b'() "/" "%b"' % name, b'() "/" Weg'),
            b"XLIST": listed(b'(\\Drafts) "/" "%b"' % name, b'(\\Trash) "/" Weg', b'(\\Spam) "/" Mist', name=b"XLIST"),
        }
    )
    mailbox = open_scripted(server)
    found = mailbox.special_folders()
    assert (found.drafts, found.trash, found.junk) == ("Entwürfe", "Weg", "Mist")
    mailbox.close()
    plain = scripted({b"LIST": listed(b'() "/" Drafts')})
    mailbox = open_scripted(plain)
    assert mailbox.special_folders().drafts == "Drafts"
    assert not [line for line in plain.heard if b"XLIST" in line]
    mailbox.close()


def test_a_hostile_folder_name_is_left_out(scripted: ScriptedFactory) -> None:
    """A name with a line break in it, sent by the server as a literal, never becomes a value of a command."""
    server = scripted({b"LIST": listed(b'(\\Drafts) "/" {14}\r\nD\r\nA1 EXPUNGE\n', b'(\\Sent) "/" Sent')})
    mailbox = open_scripted(server)
    found = mailbox.special_folders()
    assert (found.drafts, found.sent) == (None, "Sent")
    mailbox.close()
