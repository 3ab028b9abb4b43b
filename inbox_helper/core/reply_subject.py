"""The subject of a reply (RFC 5322 section 3.6.5): exactly one `Re: `, and the subject of the original."""

from __future__ import annotations

import re
import unicodedata

from inbox_helper.core.headers import clean
from inbox_helper.core.quote_words import FORWARD_PREFIXES, REPLY_PREFIXES

REPLY_PREFIX = "Re: "
LONGEST_SUBJECT = 300
"""Characters of a subject, prefix included."""

# Beyond what is cut before judging: marks that are words of their own, too, and harmless to lose in a reply.
_MORE_MARKS = frozenset(
    (
        "ref", "rif", "r", "i", "enc", "doorst", "res", "ré", "atb", "ilt", "yml", "vá", "bls", "fs", "wtr", "απ",
        "πρθ", "σχετ", "отв", "на",
        "回覆", "答复", "答覆", "转发", "轉寄", "転送", "회신", "전달", "답장", "رد", "הועבר", "השב",
    )
)  # fmt: skip
_MARKS = REPLY_PREFIXES | FORWARD_PREFIXES | _MORE_MARKS
_MARK = re.compile(
    rf"\s*(?:{'|'.join(map(re.escape, sorted(_MARKS, key=len, reverse=True)))})"
    r"\s{0,3}(?:\[\d{1,3}\]|\(\d{1,3}\)|\^?\d{1,3})?\s{0,3}[:：]\s*",
    re.IGNORECASE,
)


def base_subject(subject: str) -> str:
    """Return a subject in one line without reply and forward marks; tags such as `[REQ-123]` stay."""
    text = clean(unicodedata.normalize("NFC", subject), 4 * LONGEST_SUBJECT)
    start = 0
    while (mark := _MARK.match(text, start)) is not None:
        start = mark.end()
    return text[start:].strip()


def reply_subject(subject: str) -> str:
    """Return the subject of a reply to a message with this subject."""
    return (REPLY_PREFIX + shortened(base_subject(subject), LONGEST_SUBJECT - len(REPLY_PREFIX))).strip()


def shortened(text: str, limit: int) -> str:
    """Return at most `limit` characters of a text, never cutting an accent off its letter."""
    if len(text) <= limit:
        return text
    end = limit
    while end and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f" or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end].rstrip()
