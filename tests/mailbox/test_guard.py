"""The list of commands that may leave, and that nothing else does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.mailbox.guard import ALLOWED_COMMANDS, CommandGuard, ForbiddenCommandError, clean_value


def test_the_list_holds_nothing_that_changes_mail() -> None:
    """The whole list of what this program can say to a mail server."""
    assert sorted(ALLOWED_COMMANDS) == [
        b"APPEND",
        b"AUTHENTICATE",
        b"CAPABILITY",
        b"EXAMINE",
        b"ID",
        b"IDLE",
        b"LIST",
        b"LOGIN",
        b"LOGOUT",
        b"NAMESPACE",
        b"NOOP",
        b"STARTTLS",
        b"STATUS",
        b"UID FETCH",
        b"UID SEARCH",
        b"XLIST",
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"A1 SELECT INBOX\r\n",
        b"A1 STORE 1 +FLAGS (\\Deleted)\r\n",
        b"A1 UID STORE 1 +FLAGS (\\Seen)\r\n",
        b"A1 EXPUNGE\r\n",
        b"A1 UID EXPUNGE 1\r\n",
        b"A1 CLOSE\r\n",
        b"A1 DELETE Sent\r\n",
        b"A1 RENAME Sent Gone\r\n",
        b"A1 CREATE Drafts\r\n",
        b"A1 UID COPY 1 Trash\r\n",
        b"A1 UID MOVE 1 Trash\r\n",
        b"A1 ENABLE QRESYNC\r\n",
        b"A1 FETCH 1 BODY[]\r\n",
        b"A1 UID FETCH 1 (BODY[])\r\n",
        b"A1 UID FETCH 1 (BODY.PEEK[HEADER] body[1])\r\n",
        b"A1 UID FETCH 1 RFC822\r\n",
        b"A1 UID FETCH 1 RFC822.TEXT\r\n",
        b"A1 UID FETCH 1 BINARY[1]\r\n",
        b'A1 APPEND "Drafts" (\\Seen) {3}\r\n',
        b'A1 APPEND "Sent" {3}\r\n',
        b"A1 NOOP\n",
        b"A1 NOOP\r\nA2 EXPUNGE\r\n",
        b"A1 NO\0OP\r\n",
        b"nonsense\r\n",
        b"\r\n",
        b"MAIL FROM:<anna@example.com>\r\n",
    ],
)
def test_what_is_not_on_the_list_never_leaves(line: bytes) -> None:
    """Whatever would send, change, move, remove, or mark as read is stopped before the socket."""
    with pytest.raises(ForbiddenCommandError):
        CommandGuard().check(line)


@pytest.mark.parametrize(
    "conversation",
    [
        [b"A1 CAPABILITY\r\n", b"A2 NOOP\r\n", b"A3 LOGOUT\r\n"],
        [b"A1 AUTHENTICATE PLAIN\r\n", b"AGFubmEAc2VjcmV0\r\n", b"A2 NOOP\r\n"],
        [b'A1 LOGIN anna "secret"\r\n'],
        [b"A1 LOGIN {4}\r\n", b"anna", b" {6}\r\n", b"secret", b"\r\n", b"A2 NOOP\r\n"],
        [b"A1 IDLE\r\n", b"DONE\r\n", b"A2 UID SEARCH UID 5:*\r\n"],
        [b'A1 APPEND "Drafts" (\\Draft \\Seen) {12+}\r\nA2 EXPUNGE\r\n\r\n', b"A3 NOOP\r\n"],
        [b"A1 UID FETCH 1:5 (UID FLAGS RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (FROM)])\r\n"],
    ],
)
def test_what_the_program_says_passes(conversation: list[bytes]) -> None:
    """Every conversation of ours passes, in whole pieces as well as byte by byte."""
    whole, single = CommandGuard(), CommandGuard()
    for piece in conversation:
        whole.check(piece)
        for byte in piece:
            single.check(bytes([byte]))
    assert whole.last_command == single.last_command


def test_a_refused_literal_opens_no_gap() -> None:
    """After the server declined a literal, the next bytes are judged as the command that they are."""
    guard = CommandGuard()
    guard.check(b'A1 APPEND "Drafts" (\\Draft \\Seen) {40}\r\n')
    guard.literal_refused()
    with pytest.raises(ForbiddenCommandError):
        guard.check(b"A2 EXPUNGE\r\n")


def test_only_base64_follows_authenticate() -> None:
    """Login data cannot carry another command."""
    guard = CommandGuard()
    guard.check(b"A1 AUTHENTICATE PLAIN\r\n")
    with pytest.raises(ForbiddenCommandError):
        guard.check(b"A2 EXPUNGE\r\n")


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x3000), max_size=40))
def test_no_value_smuggles_a_command(value: str) -> None:
    """Whatever a folder or a header is called, it stays one value, or it is refused."""
    if re.search(r"[\x00-\x1f\x7f]", value):
        with pytest.raises(ForbiddenCommandError):
            clean_value(value)
    else:
        assert clean_value(value) == value


@given(st.binary(max_size=60), st.integers(min_value=1, max_value=60))
def test_the_guard_sees_through_any_cutting(data: bytes, cut: int) -> None:
    """How bytes are cut into pieces does not change whether they pass."""

    def passes(*pieces: bytes) -> bool:
        guard = CommandGuard()
        try:
            for piece in pieces:
                guard.check(piece)
        except ForbiddenCommandError:
            return False
        return True

    stream = b"A1 NOOP\r\n" + data + b"\r\n"
    assert passes(stream) == passes(stream[:cut], stream[cut:])
