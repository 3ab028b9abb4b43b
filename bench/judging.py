"""Measure how many messages a second go through the whole of `judge`: `bench/judging.py [PATH…]`.

Given files and folders of mail, or without any on generated mail of ordinary size, prints messages per second of
processor time on one core, from the bytes to the result, and how the time is shared. Rules are read, and a first
round is run, before anything is measured.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from parsing import generated, mail_in

from inbox_helper.core.decision import decide
from inbox_helper.core.parse import parse_message
from inbox_helper.core.text import prepare
from inbox_helper.core.types import DraftingOptions, Identity
from inbox_helper.library import read_books

MESSAGES = 300


def seconds(step: Callable[[bytes], object], mails: Sequence[bytes]) -> float:
    """Return the processor time of a step over all mails, in seconds; the best of three rounds."""
    rounds = []
    for _ in range(3):
        started = time.process_time()
        for raw in mails:
            step(raw)
        rounds.append(time.process_time() - started)
    return min(rounds)


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    mails = mail_in(Path(each) for each in arguments) if arguments else generated(MESSAGES)
    rulebook = read_books().rulebook
    nobody, options = Identity("", ""), DraftingOptions()

    def whole(raw: bytes) -> object:
        return decide(parse_message(raw), rulebook, nobody, options)

    seconds(whole, mails[:50])
    size = sum(map(len, mails)) / len(mails)
    print(f"{len(mails)} messages, {size / 1000:.1f} KB on average, {len(rulebook.rules)} rules")
    steps: dict[str, Callable[[bytes], object]] = {
        "parse": parse_message,
        "parse and prepare": lambda raw: prepare(parse_message(raw)),
        "the whole of judge": whole,
    }
    for name, step in steps.items():
        took = seconds(step, mails)
        print(f"{name:<20} {took / len(mails) * 1000:8.3f} ms {len(mails) / took:10,.0f} messages/s")


if __name__ == "__main__":
    main(sys.argv[1:])
