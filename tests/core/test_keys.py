"""The names by which exactly-once is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.keys import draft_message_id, source_key, variant
from inbox_helper.core.types import Address, Message

MESSAGE = Message(
    message_id="<m1@employer.example>",
    subject="Your application",
    from_=(Address("Ada", "ada@employer.example"),),
    reply_to=(),
    to=(),
    cc=(),
    delivered_to=(),
    in_reply_to=(),
    references=(),
    date=datetime(2026, 3, 1, tzinfo=UTC),
    headers=(),
    text_plain="Dear Sam",
    text_html="",
    defects=(),
    size=2000,
)


def test_a_message_is_known_by_its_message_id_wherever_it_lies() -> None:
    """Moved, copied or renumbered, it stays the same message."""
    assert source_key(MESSAGE) == source_key(replace(MESSAGE, subject="Changed", size=1))


def test_messages_without_an_id_are_told_apart_by_what_they_say() -> None:
    """Two mails of a sender that sets no Message-ID do not hide each other."""
    anonymous = replace(MESSAGE, message_id="")
    assert source_key(anonymous) == source_key(replace(anonymous))
    others = [
        replace(anonymous, text_plain="Dear Kim"),
        replace(anonymous, subject="Other"),
        replace(anonymous, date=None),
        replace(anonymous, size=2001),
    ]
    assert len({source_key(other) for other in [anonymous, *others]}) == 5


@given(st.binary(min_size=32, max_size=32), st.text(), st.integers(1, 99))
def test_the_drafts_id_is_stable_and_tells_nothing(secret: bytes, key: str, attempt: int) -> None:
    """The same draft has the same id after a crash; the employer learns neither program, nor source, nor machine."""
    first = draft_message_id(secret, key, attempt, "home.example")
    assert first == draft_message_id(secret, key, attempt, "home.example")
    assert re.fullmatch(r"<[0-9a-f]{32}@home\.example>", first)


def test_another_installation_attempt_or_source_has_another_id() -> None:
    """Nobody can guess the id from outside, and no two versions share one."""
    base = draft_message_id(b"k" * 32, "id:<a@b.example>", 1, "home.example")
    assert base != draft_message_id(b"x" * 32, "id:<a@b.example>", 1, "home.example")
    assert base != draft_message_id(b"k" * 32, "id:<c@b.example>", 1, "home.example")
    assert base != draft_message_id(b"k" * 32, "id:<a@b.example>", 2, "home.example")


@given(st.text())
def test_a_mail_always_gets_the_same_wording(key: str) -> None:
    """Running again does not change a draft."""
    assert variant(key) == variant(key) >= 0
