"""What a draft says, whatever a server or a mail program did to its bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from inbox_helper.core.addresses import addresses
from inbox_helper.core.fetched import skim_fetched
from inbox_helper.core.types import Address, FetchedMessage

PLAIN = "plain text"


@dataclass(frozen=True, slots=True)
class DraftContent:
    """The fields that matter to people, decoded, and the text."""

    fields: tuple[tuple[str, str], ...]
    text: str


def content_of(fetched: FetchedMessage) -> DraftContent:
    """Return what a draft says, given its header and text parts. Never raises."""
    message = skim_fetched(fetched)
    named = (
        ("From", _people(message.from_)),
        ("To", _people(message.to)),
        ("Cc", _people(message.cc)),
        ("Bcc", _people(addresses(message.header("bcc")))),
        ("Reply-To", _people(message.reply_to)),
        ("Subject", message.subject),
        ("In-Reply-To", " ".join(message.in_reply_to)),
        ("Format", _form(message.header("content-type"), fetched)),
    )
    text = message.text_plain or message.text_html
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return DraftContent(tuple((name, value) for name, value in named if value), "\n".join(lines).strip("\n"))


def digest_of(content: DraftContent) -> str:
    """Return what tells whether two drafts say the same."""
    told = json.dumps([content.fields, content.text])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def difference(made: DraftContent, found: DraftContent) -> Iterator[str]:
    """Yield the lines of a unified diff, without line ends, from a draft as it was made to what was found of it."""
    yield from unified_diff(_lines(made), _lines(found), "as it was made", "as it is now", lineterm="")


def _lines(content: DraftContent) -> list[str]:
    return [*(f"{name}: {value}" for name, value in content.fields), "", *content.text.split("\n")]


def _people(found: tuple[Address, ...]) -> str:
    return ", ".join(f"{each.name} <{each.email.lower()}>" if each.name else each.email.lower() for each in found)


def _form(content_type: str, fetched: FetchedMessage) -> str:
    """Return how the draft is built: whoever attaches a file, or writes in HTML, has edited it."""
    kind = content_type.partition(";")[0].strip().lower() or "text/plain"
    return PLAIN if kind == "text/plain" and len(fetched.parts) <= 1 else kind
