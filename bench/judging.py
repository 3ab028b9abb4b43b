"""Measure how many messages a second go through the whole of `judge`: `bench/judging.py [PATH…]`.

Given files and folders of mail, or without any on the mailbox of the demo, prints messages per second of processor
time on one core, from the bytes to the result, and how the time is shared; rejections apart, because their facts are
read as well. Rules are read, and a first round is run, before anything is measured.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from parsing import mail_in

from inbox_helper.core.decision import Decision, decide_skimmed
from inbox_helper.core.parse import parse_message, skim_message
from inbox_helper.core.text import prepare
from inbox_helper.core.types import DraftingOptions, Identity, Label
from inbox_helper.demo.mailbox import arriving_mails, as_bytes, stored_mails
from inbox_helper.library import read_books

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
ROUNDS = 5


def seconds(step: Callable[[bytes], object], mails: Sequence[bytes]) -> float:
    """Return the processor time of a step over all mails, in seconds; the best of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for raw in mails:
            step(raw)
        rounds.append(time.process_time() - started)
    return min(rounds)


def demo_mail() -> list[bytes]:
    """Return the mail of the demo, some twenty times."""
    return [as_bytes(mail, NOW) for mail in (*stored_mails(), *arriving_mails())] * 20


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    mails = mail_in(Path(each) for each in arguments) if arguments else demo_mail()
    rulebook = read_books().rulebook
    nobody, options = Identity("", ""), DraftingOptions()

    def whole(raw: bytes) -> Decision:
        return decide_skimmed(skim_message(raw), lambda: parse_message(raw), rulebook, nobody, options)

    candidates = [raw for raw in mails if whole(raw).verdict.label is not Label.OTHER]
    size = sum(map(len, mails)) / len(mails)
    print(f"{len(mails)} messages, {size / 1000:.1f} KB on average, {len(candidates)} of them candidates; ", end="")
    print(f"{len(rulebook.rules)} rules")
    steps: dict[str, tuple[Callable[[bytes], object], Sequence[bytes]]] = {
        "skim": (skim_message, mails),
        "skim and prepare": (lambda raw: prepare(skim_message(raw)), mails),
        "the whole of judge": (whole, mails),
        "of candidates alone": (whole, candidates),
    }
    for name, (step, chosen) in steps.items():
        took = seconds(step, chosen) / max(len(chosen), 1)
        print(f"{name:<20} {took * 1000:8.3f} ms {1 / took if took else 0:10,.0f} messages/s")


if __name__ == "__main__":
    main(sys.argv[1:])
