"""The pure half of the flow: skimming costs less and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from inbox_helper.core.decision import Decision, decide, decide_skimmed
from inbox_helper.core.parse import parse_message, skim_message
from inbox_helper.core.types import DraftingOptions, Label, Message
from inbox_helper.demo.mailbox import SAM, DemoMail, arriving_mails, as_bytes, stored_mails
from inbox_helper.library import read_books

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
MAILS = [*stored_mails(), *arriving_mails()]


def skimmed(raw: bytes, read: list[bytes]) -> Decision:
    """Decide on a message that is skimmed first, and note whether it was read with care then."""

    def with_care() -> Message:
        read.append(raw)
        return parse_message(raw)

    return decide_skimmed(skim_message(raw), with_care, read_books().rulebook, SAM, DraftingOptions())


def without_defects(decision: Decision) -> Decision:
    """Return a decision without what mail-parser finds wrong with a message."""
    return replace(decision, message=replace(decision.message, defects=()))


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_skimming_first_decides_the_same(mail: DemoMail) -> None:
    """Whoever judges a backlog gets, faster, what careful reading would have given."""
    raw = as_bytes(mail, NOW)
    read: list[bytes] = []
    fast = skimmed(raw, read)
    slow = decide(parse_message(raw), read_books().rulebook, SAM, DraftingOptions())
    assert without_defects(fast) == without_defects(slow)
    assert bool(read) is (fast.verdict.label is not Label.OTHER)


def test_a_candidate_that_reads_differently_with_care_is_judged_anew() -> None:
    """What mail-parser reads is what counts, where it and skimming differ."""
    refusal = b"Subject: Your application\r\n\r\nUnfortunately we will not be moving forward with your application.\r\n"
    other = parse_message(b"Subject: Your order\r\n\r\nIt is on its way to you.\r\n")
    decision = decide_skimmed(skim_message(refusal), lambda: other, read_books().rulebook, SAM, DraftingOptions())
    assert decision.message == other
    assert decision.verdict.label is Label.OTHER
