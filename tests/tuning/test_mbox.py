"""An mbox gives back the messages that were put into it."""

from __future__ import annotations

import io
import re
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.tuning import mbox
from inbox_helper.tuning.mbox import is_separator, split_mbox

SEPARATOR = b"From anna@example.com Fri Nov 20 10:11:12 2026\n"
LINES = st.one_of(
    st.sampled_from(
        [b"", b"From here on", b"From x 10:00", b">From x 10:00", b">>From ", b"From", b"Subject: x", b"\r"]
    ),
    st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")),
)
MESSAGES = st.lists(LINES, max_size=8).map(lambda lines: b"".join(line + b"\n" for line in lines))


def as_mbox(messages: Sequence[bytes]) -> bytes:
    """Write an mbox as a mail program does."""
    escaped = [re.sub(rb"^(>*From )", rb">\1", message, flags=re.MULTILINE) for message in messages]
    return b"".join(SEPARATOR + message + b"\n" for message in escaped)


@given(st.lists(MESSAGES, max_size=5))
def test_what_was_written_is_read(messages: list[bytes]) -> None:
    """No message is lost, none is doubled, and not an octet is changed."""
    assert list(split_mbox(io.BytesIO(as_mbox(messages)))) == messages


@given(st.lists(MESSAGES, min_size=1, max_size=5))
def test_the_first_line_may_have_been_read(messages: list[bytes]) -> None:
    """Whoever looked at the first line to know the format need not go back, which a pipe could not."""
    stream = io.BytesIO(as_mbox(messages))
    assert is_separator(stream.readline())
    assert [each for each in split_mbox(stream) if each] == [each for each in messages if each]


@given(st.binary(max_size=300))
def test_anything_can_be_read(raw: bytes) -> None:
    """A file that is no mbox neither raises nor grows."""
    assert sum(map(len, split_mbox(io.BytesIO(raw)))) <= len(raw)


def test_crlf() -> None:
    """An mbox from Windows has the same messages."""
    raw = as_mbox([b"Subject: one\n\n>From here\n", b"Subject: two\n\nHi\n"]).replace(b"\n", b"\r\n")
    assert list(split_mbox(io.BytesIO(raw))) == [b"Subject: one\r\n\r\n>From here\r\n", b"Subject: two\r\n\r\nHi\r\n"]


def test_sentences_that_nobody_escaped() -> None:
    """A paragraph that begins with "From now on" begins no message."""
    raw = SEPARATOR + b"Subject: one\n\nHi.\n\nFrom now on we write to you by post.\n\n"
    assert len(list(split_mbox(io.BytesIO(raw)))) == 1


def test_a_forgotten_empty_line() -> None:
    """Some exports put the next message right after the last line."""
    raw = SEPARATOR + b"Subject: one\n\nHi.\n" + SEPARATOR + b"Subject: two\n\nHi.\n"
    assert list(split_mbox(io.BytesIO(raw))) == [b"Subject: one\n\nHi.\n", b"Subject: two\n\nHi.\n"]


@pytest.mark.parametrize(
    "line",
    [
        b"From 1765432109876543210@xxx Fri Nov 20 10:11:12 +0000 2026\r\n",
        b"From - Fri Nov 20 10:11:12 2026\n",
        b"From MAILER-DAEMON Fri Nov  6 10:11:12 2026\n",
        b"From anna@example.com  Fri Nov 20 10:11 CET 2026\n",
    ],
)
def test_separators_of_many_programs(line: bytes) -> None:
    """Takeouts, Thunderbird and old Unix programs write them differently."""
    assert is_separator(line)


def test_a_large_message_is_cut_and_the_next_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message beyond all measure costs no memory, and what follows it is read."""
    monkeypatch.setattr(mbox, "LARGEST_MESSAGE", 1000)
    raw = as_mbox([b"Subject: large\n\n" + b"x" * 70 + b"\n" * 1 + b"y" * 70 + b"\n", b"Subject: next\n"])
    large = as_mbox([b"Subject: large\n\n" + (b"x" * 70 + b"\n") * 5000, b"Subject: next\n"])
    assert [len(each) for each in split_mbox(io.BytesIO(raw))] == [158, 14]
    first, second = split_mbox(io.BytesIO(large))
    assert 1000 <= len(first) < 1100
    assert second == b"Subject: next\n"


def test_one_endless_line_holds_no_separator() -> None:
    """A line is read in pieces, and no piece of it begins a message."""
    line = b"x" * (mbox._CHUNK - 20) + b"\n" + b"y" * mbox._CHUNK + SEPARATOR
    assert len(list(split_mbox(io.BytesIO(SEPARATOR + b"\n" + line)))) == 1


def test_memory_stays_flat() -> None:
    """A mailbox of many megabytes is read with the memory of one message."""
    one = SEPARATOR + b"Subject: x\n\n" + (b"x" * 70 + b"\n") * 200 + b"\n"
    stream = io.BytesIO(one * 1500)
    tracemalloc.start()
    count = sum(1 for _ in split_mbox(stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1500
    assert peak < 2_000_000
