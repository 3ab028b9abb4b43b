"""Messages a second through parsing and text preparation, on one core.

Usage: python bench/parsing.py [PATH …]

PATH is a mail file or a folder of them. Without one, generated mail of ordinary size and make-up is read.
Prints one line per step; the last line is what the daemon spends on one message before it is judged.
"""

from __future__ import annotations

import email
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from inbox_helper.core.fetched import parse_fetched, skim_fetched
from inbox_helper.core.headers import split_message
from inbox_helper.core.mime import text_leaves
from inbox_helper.core.parse import parse_message
from inbox_helper.core.text import prepare
from inbox_helper.core.types import FetchedMessage, TextPart

Item = TypeVar("Item")
ROUNDS = 3
_PARAGRAPH = (
    "Thank you for taking the time to apply for the position of Surveyor (No. {number}) at Birch & Sons Ltd.\n"
    "Our team has read your application with care. After Dr. Hale's review on 3 May we have, regrettably,\n"
    "chosen somebody whose experience with e.g. coastal mapping is closer to what the role asks for.\n\n"
)
_HEADER = (
    "Received: from out{number}.example.com (out{number}.example.com [192.0.2.{number}]) by mx.example.net\n"
    " with ESMTPS id x{number} for <robin@example.net>; Tue, 3 Nov 2026 10:00:00 +0000\n"
)
_MESSAGE = """\
Return-Path: <bounce+{number}@example.com>
{received}DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=mail; h=from:to:subject:date;
 bh=MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=; b=QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w
From: =?utf-8?q?J=C3=B6rdis_Hale?= <talent{number}@example.com>
To: Robin Example <robin@example.net>
Subject: Your application as Surveyor - {number}
Date: Tue, 3 Nov 2026 10:00:00 +0000
Message-ID: <{number}.4711@mail.example.com>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="parting-{number}"

--parting-{number}
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Dear Robin,

{text}Kind regards,
Jördis Hale
Talent Acquisition

--parting-{number}
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body><p>Dear Robin,</p>{html}<p>Kind regards,<br>Jördis Hale<br>Talent Acquisition</p></body></html>
--parting-{number}--
"""


def generated(count: int) -> list[bytes]:
    """Return so many messages of about 4 KB, of two parts, that differ from each other."""
    messages = []
    for number in range(count):
        text = "".join(_PARAGRAPH.format(number=number + line) for line in range(3 + number % 3))
        html = "".join(f"<p>{block}</p>" for block in text.split("\n\n"))
        received = "".join(_HEADER.format(number=line + 1) for line in range(3))
        raw = _MESSAGE.format(number=number, received=received, text=text, html=html)
        messages.append(raw.replace("\n", "\r\n").encode())
    return messages


def mail_in(paths: Iterable[Path]) -> list[bytes]:
    """Return the bytes of every file at or below the paths, in order of their names."""
    files = [file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob("*")))]
    return [file.read_bytes() for file in files if file.is_file()]


def as_fetched(raw: bytes) -> FetchedMessage:
    """Return a message as it would come over IMAP: its header, and its text parts still encoded."""
    header, _ = split_message(raw)
    leaves = text_leaves(email.message_from_bytes(raw), [])
    parts = (TextPart(leaf.content_type, leaf.charset, leaf.transfer_encoding, leaf.data) for leaf in leaves)
    return FetchedMessage(1, frozenset(), None, len(raw), header, tuple(parts))


def measure(name: str, step: Callable[[Item], object], items: Sequence[Item]) -> float:
    """Run a step over all items; print and return the milliseconds per item of the fastest of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for item in items:
            step(item)
        best = min(best, (time.process_time() - start) / len(items) * 1_000)
    print(f"{name:<24} {best:7.3f} ms  {1_000 / best:9,.0f} messages/s")
    return best


def main(arguments: Sequence[str]) -> int:
    """Measure every step over the mail that the arguments name."""
    raws = mail_in(map(Path, arguments)) if arguments else generated(300)
    if not raws:
        print("No files there.", file=sys.stderr)
        return 1
    print(f"{len(raws)} messages, {sum(map(len, raws)) / len(raws) / 1_000:.1f} KB on average")
    fetched = [as_fetched(raw) for raw in raws]
    messages = [parse_message(raw) for raw in raws]
    measure("skim_fetched", skim_fetched, fetched)
    measure("parse_fetched", parse_fetched, fetched)
    parse = measure("parse_message", parse_message, raws)
    ready = measure("prepare", prepare, messages)
    print(f"{'parse and prepare':<24} {parse + ready:7.3f} ms  {1_000 / (parse + ready):9,.0f} messages/s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
