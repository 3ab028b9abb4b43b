"""Whether memory stays flat: `bench/memory.py [--messages N]`.

Judges and plans that many mails in one process, by default 100,000: the mail of the demo, each time with other words,
names and ids, so that nothing is the same twice. Prints the memory after every tenth. Linux only.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from inbox_helper.core.decision import decide_skimmed
from inbox_helper.core.parse import parse_message, skim_message
from inbox_helper.core.types import DraftingOptions, Identity
from inbox_helper.demo.mailbox import arriving_mails, as_bytes, stored_mails
from inbox_helper.library import read_books

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=100_000)
    messages = parser.parse_args().messages
    rulebook = read_books().rulebook
    identity, options = Identity("sam.rivers@home.example", "Sam Rivers"), DraftingOptions()
    print(f"        0 messages: {_megabytes():6.1f} MB", flush=True)
    for number, raw in enumerate(_mails(messages), 1):
        decide_skimmed(skim_message(raw), lambda raw=raw: parse_message(raw), rulebook, identity, options)  # type: ignore[misc]
        if number % max(1, messages // 10) == 0:
            print(f"{number:9} messages: {_megabytes():6.1f} MB", flush=True)


def _mails(messages: int) -> Iterator[bytes]:
    chance = random.Random(1)
    stock = [as_bytes(mail, NOW) for mail in (*stored_mails(), *arriving_mails())]
    for number in range(messages):
        words = " ".join(f"{chance.getrandbits(40):x}" for _ in range(12))
        raw = stock[number % len(stock)].replace(b"Message-ID: <", b"Message-ID: <%d." % number)
        yield raw + f"\r\nReference {words}\r\n".encode()


def _megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
