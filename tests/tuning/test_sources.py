"""Messages are read from whatever people keep them in; what is broken is told, and the rest goes on."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inbox_helper.errors import UserError
from inbox_helper.tuning import json_lines
from inbox_helper.tuning.sources import NOT_LABELLED, STANDARD_INPUT, Labelled, SourceItem, read_messages
from tests.letters import letter
from tests.tuning.test_mbox import as_mbox


def read(*paths: Path) -> list[SourceItem]:
    """Return all items under some paths."""
    return list(read_messages(paths))


def subjects(items: list[SourceItem]) -> list[str]:
    """Return the subjects of items that have a message, and the errors of those that have none."""
    return [item.message.subject if item.message else item.error for item in items]


def mail(number: int) -> bytes:
    """Return a mail with a number in its subject."""
    return letter(number, subject=f"Mail {number}")


def jsonl(tmp_path: Path, *lines: Any, name: str = "corpus.jsonl") -> Path:
    """Write JSON Lines; bytes are written as they are."""
    path = tmp_path / name
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(raw) + b"\n")
    return path


UNREADABLE = "This line is not JSON that can be read: nested too deep, or a huge number."

# Files and folders


def test_a_message(tmp_path: Path) -> None:
    """One file, one message; its id is the path as it was given."""
    path = tmp_path / "letter.eml"
    path.write_bytes(mail(1))
    (item,) = read(path)
    assert (item.id, item.error, item.labelled) == (path.as_posix(), "", NOT_LABELLED)
    assert item.message is not None
    assert item.message.sender.email == "ada.larch@greenfield.example"
    assert "other candidates" in item.message.text_plain


def test_a_message_with_the_line_of_an_old_mailbox_before_it(tmp_path: Path) -> None:
    """A single message saved out of an mbox is still a single message."""
    path = tmp_path / "letter.eml"
    path.write_bytes(b"From anna@example.com Fri Nov 20 10:11:12 2026\r\n" + mail(1))
    assert [item.id for item in read(path)] == [path.as_posix()]
    assert subjects(read(path)) == ["Mail 1"]


def test_a_mark_at_the_beginning_and_empty_lines(tmp_path: Path) -> None:
    """What editors put before the first line does not hide the header."""
    path = tmp_path / "letter.eml"
    path.write_bytes(b"\xef\xbb\xbf\r\n\r\n" + mail(1))
    assert subjects(read(path)) == ["Mail 1"]


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Subfolders too; what is no mail is left alone."""
    for name, number in (("b.eml", 2), ("a/z.eml", 1), ("c", 3), ("d.txt", 4), (".hidden.eml", 9), (".git/x.eml", 9)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(mail(number))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "README.md").write_text("# Mails\n\nFrom: me\n")
    (tmp_path / "links.txt").write_text("http://example.com\n\nSubject: x\n")
    items = read(tmp_path)
    assert [Path(item.id).relative_to(tmp_path).as_posix() for item in items] == ["a/z.eml", "b.eml", "c", "d.txt"]
    assert subjects(items) == ["Mail 1", "Mail 2", "Mail 3", "Mail 4"]


def test_an_eml_file_counts_whatever_stands_in_it(tmp_path: Path) -> None:
    """A broken mail is reported by a result, not left out."""
    (tmp_path / "broken.eml").write_bytes(b"\xff\xfe\x00 no header at all")
    (tmp_path / "empty.eml").write_bytes(b"")
    (tmp_path / "text.eml").write_bytes(b'{"looks": "like JSON"}\n')
    items = read(tmp_path)
    assert [Path(item.id).name for item in items] == ["broken.eml", "empty.eml", "text.eml"]
    assert [bool(item.error) for item in items] == [True, True, False]


def test_a_folder_without_mail_says_so(tmp_path: Path) -> None:
    """Nothing printed would look like nothing found."""
    assert subjects(read(tmp_path)) == ["There is no mail in this folder."]


def test_paths_keep_their_order(tmp_path: Path) -> None:
    """The first path comes first, whatever its name; a path named twice is read twice."""
    for number in (1, 2):
        (tmp_path / f"{number}.eml").write_bytes(mail(number))
    one, two = tmp_path / "1.eml", tmp_path / "2.eml"
    assert subjects(read(two, one, two)) == ["Mail 2", "Mail 1", "Mail 2"]


def test_a_path_that_is_not_there_stops_everything(tmp_path: Path) -> None:
    """A typing error is told before the first result, as wrong usage."""
    path = tmp_path / "a.eml"
    path.write_bytes(mail(1))
    with pytest.raises(UserError, match=r"There is no .*missing") as told:
        read_messages([path, tmp_path / "missing"])
    assert told.value.exit_code == 2


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and the others are read."""
    for number in (1, 2, 3):
        (tmp_path / f"{number}.eml").write_bytes(mail(number))
    open_as_before = Path.open

    def refuse(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name == "2.eml":
            raise PermissionError(13, "Permission denied", str(path))
        return open_as_before(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert subjects(read(tmp_path)) == ["Mail 1", "It cannot be read: Permission denied.", "Mail 3"]


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked subfolder does not hide what stands beside it."""
    (tmp_path / "locked").mkdir()
    (tmp_path / "z.eml").write_bytes(mail(1))
    iterate_as_before = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return iterate_as_before(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert subjects(read(tmp_path)) == ["It cannot be read: Permission denied.", "Mail 1"]


def test_links_that_lead_in_circles(tmp_path: Path) -> None:
    """A link to a folder above is not followed for ever; a link to a message is a message."""
    (tmp_path / "a.eml").write_bytes(mail(1))
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "b.eml").symlink_to(tmp_path / "a.eml")
    (tmp_path / "dead.eml").symlink_to(tmp_path / "gone")
    assert subjects(read(tmp_path)) == ["Mail 1", "Mail 1"]


def test_formats_that_are_not_mail_are_named(tmp_path: Path) -> None:
    """Outlook's files and UTF-16 get a remedy instead of a guess."""
    outlook, wide = tmp_path / "a.msg", tmp_path / "b.jsonl"
    outlook.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    wide.write_bytes('{"body": "Hello"}'.encode("utf-16"))
    assert subjects(read(outlook, wide)) == [
        "This is Outlook's own format. Save the message as .eml.",
        "This is UTF-16. Save it as UTF-8.",
    ]


# mbox and Maildir


def test_an_mbox(tmp_path: Path) -> None:
    """Known by its first line, whatever its name; ids count the messages."""
    path = tmp_path / "archive"
    path.write_bytes(as_mbox([mail(1), b"", mail(2)]))
    items = read(path)
    assert [item.id for item in items] == [f"{path.as_posix()}#{number}" for number in (1, 2, 3)]
    assert subjects(items) == ["Mail 1", "It is empty.", "Mail 2"]


def test_a_maildir(tmp_path: Path) -> None:
    """Read and unread mail in the order of arrival, its subfolders after it, and no half-delivered mail."""
    folder = tmp_path / "Maildir"
    for inner in ("cur", "new", "tmp", ".Archive/cur", ".Archive/new", ".Archive/tmp", ".cache"):
        (folder / inner).mkdir(parents=True)
    (folder / "new/1700000003.M1.host").write_bytes(mail(3))
    (folder / "cur/1700000001.M1.host:2,S").write_bytes(mail(1))
    (folder / "cur/1700000002.M1.host:2,RS").write_bytes(mail(2))
    (folder / "tmp/1700000009.M1.host").write_bytes(mail(9))
    (folder / "dovecot-uidlist").write_bytes(b"3 V1 N5 G0\n")
    (folder / ".cache/x.eml").write_bytes(mail(9))
    (folder / ".Archive/cur/1600000000.M1.host:2,S").write_bytes(mail(4))
    assert subjects(read(folder)) == ["Mail 1", "Mail 2", "Mail 3", "Mail 4"]
    assert subjects(read(tmp_path)) == ["Mail 1", "Mail 2", "Mail 3", "Mail 4"]


# JSON Lines


def test_json_lines(tmp_path: Path) -> None:
    """All fields arrive; only the body is needed; ids are kept, and made where there is none."""
    path = jsonl(
        tmp_path,
        {"id": "one", "subject": "Söhne", "from": "Ada <ada@example.com>", "body": "Hello", "html": "<p>Hi</p>"},
        {"id": 7, "body": "Hello"},
        {"body": "Hello"},
        {"id": "html alone", "body": None, "html": "<p>Hi</p>", "subject": None},
    )
    items = read(path)
    assert [item.id for item in items] == ["one", "7", f"{path.as_posix()}#3", "html alone"]
    first = items[0].message
    assert first is not None
    assert (first.subject, first.sender.email, first.text_plain, first.text_html) == (
        "Söhne", "ada@example.com", "Hello", "<p>Hi</p>",
    )  # fmt: skip
    assert all(item.error == "" for item in items)


def test_labels_of_a_corpus(tmp_path: Path) -> None:
    """Whoever measures finds the truth beside the message; a corrected label wins."""
    path = jsonl(
        tmp_path,
        {
            "body": "x", "label": "other", "label_checked": "rejection", "ambiguous": True, "language": "de",
            "template_group": "t1", "source": "friends", "real": False, "hard": "irony",
        },
        {"body": "x", "label": "offer", "real": "unclear"},
        {"body": "x"},
    )  # fmt: skip
    labelled = [item.labelled for item in read(path)]
    assert labelled == [
        Labelled("rejection", True, "de", "t1", "friends", False, "irony"),
        Labelled("offer"),
        NOT_LABELLED,
    ]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"body": "x"', "This line is not JSON: Expecting ',' delimiter at column 13."),
        (b"plain text", "This line is not JSON: Expecting value at column 1."),
        (b'["a", "list"]', "This line is JSON, but no object."),
        (b'"text"', "This line is JSON, but no object."),
        (b"null", "This line is JSON, but no object."),
        (b'{"id": "x"}', "The field body is missing."),
        (b'{"body": null}', "The field body is missing."),
        (b'{"body": 5}', "The field body is no text."),
        (b'{"body": "x", "subject": ["a"]}', "The field subject is no text."),
        (b'{"body": "x", "from": {}}', "The field from is no text."),
        (b'{"body": "x", "html": 1.5}', "The field html is no text."),
        (b'{"body": "x", "id": [1]}', "The field id is neither a text nor a whole number."),
        (b'{"body": "x", "id": true}', "The field id is neither a text nor a whole number."),
        (b'{"body": "\xe9"}', "This line is not UTF-8 (at byte 11)."),
        (b"[" * 200_000, UNREADABLE),
        (b'{"body": "x", "id": ' + b"9" * 10_000 + b"}", UNREADABLE),
    ],
    ids=range(16),
)  # fmt: skip
def test_a_broken_line_is_told_and_the_rest_goes_on(tmp_path: Path, line: bytes, error: str) -> None:
    """One bad line costs one result; the error says where and why."""
    path = jsonl(tmp_path, {"body": "a", "subject": "before"}, line, {"body": "b", "subject": "after"})
    items = read(path)
    assert subjects(items) == ["before", error, "after"]
    assert items[1].id in (f"{path.as_posix()}#2", "x")


def test_ids_that_are_there_twice(tmp_path: Path) -> None:
    """Both are judged, in order, with the id that they have."""
    path = jsonl(tmp_path, {"id": "a", "body": "x", "subject": "1"}, {"id": "a", "body": "x", "subject": "2"})
    assert [(item.id, subject) for item, subject in zip(read(path), ("1", "2"), strict=True)] == [
        ("a", "1"),
        ("a", "2"),
    ]


def test_marks_line_ends_and_empty_lines(tmp_path: Path) -> None:
    """Files from Windows are read; the number of a line is the one that an editor shows."""
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b'\xef\xbb\xbf\r\n{"body": "x"}\r\n\r\n{"body": "y"}')
    items = read(path)
    assert [item.id for item in items] == [f"{path.as_posix()}#2", f"{path.as_posix()}#4"]
    assert all(item.message for item in items)


def test_a_long_line(tmp_path: Path) -> None:
    """A mail of 10 MB is a mail."""
    path = jsonl(tmp_path, {"body": "word " * 2_000_000, "subject": "long"}, {"body": "x", "subject": "after"})
    assert subjects(read(path)) == ["long", "after"]


def test_a_line_beyond_all_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read into memory, and the next line is read as a line."""
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 1 << 20)
    path = jsonl(
        tmp_path, {"body": "a", "subject": "before"}, {"body": "x" * (3 << 20)}, {"body": "b", "subject": "after"}
    )
    assert subjects(read(path)) == ["before", "This line is longer than 1 MB.", "after"]


@pytest.mark.parametrize("text", ['{\n  "body": "x"\n}\n', '[\n {"body": "x"}\n]\n', '[{"body": "x"}]\n'])
def test_json_that_is_not_one_object_a_line(tmp_path: Path, text: str) -> None:
    """A common mistake is told once, with what to do, and not once for each line."""
    path = tmp_path / "corpus.jsonl"
    path.write_text(text)
    assert subjects(read(path)) == ["This is JSON, but not JSON Lines. Write one object on each line."]


def test_half_characters(tmp_path: Path) -> None:
    """JSON can spell half of a surrogate pair; that is no reason to fail."""
    path = jsonl(tmp_path, b'{"body": "a \\ud83d b", "subject": "\\udc00", "from": "\\ud800@example.com"}')
    (item,) = read(path)
    assert item.message is not None
    assert item.message.text_plain.startswith("a ")


def test_it_streams() -> None:
    """The first result is there before the last line is written."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb", buffering=0) as writer:
        items = read_messages([Path(f"/dev/fd/{reading}")])
        writer.write(b'{"id": "first", "body": "x"}\n')
        assert next(items).id == "first"
        writer.write(b'{"id": "second", "body": "x"}\n')
        assert next(items).id == "second"
    assert list(items) == []
    os.close(reading)


# Standard input


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (mail(1), ["-"]),
        (b'{"body": "x"}\n{"id": "b", "body": "x"}\n', ["-#1", "b"]),
        (as_mbox([mail(1), mail(2)]), ["-#1", "-#2"]),
    ],
    ids=["message", "JSON Lines", "mbox"],
)
def test_standard_input(raw: bytes, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes through a pipe is known by its content."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    items = read(STANDARD_INPUT)
    assert [item.id for item in items] == ids
    assert all(item.message for item in items)


def test_an_empty_standard_input_and_an_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is told as nothing."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    path = tmp_path / "empty"
    path.write_bytes(b"\n \n")
    assert subjects(read(STANDARD_INPUT, path)) == ["It is empty.", "It is empty."]
