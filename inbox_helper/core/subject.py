"""Subjects without what mail programs put before them."""

from __future__ import annotations

import re

from inbox_helper.core.quote_words import FORWARD_PREFIXES, REPLY_PREFIXES
from inbox_helper.core.typography import fold, single_blanks

_PREFIX = re.compile(r"\s*([^\s:：\[\]()0-9]{1,16})\s?(?:[\[(][0-9]{1,3}[\])]|[0-9]{1,2})?\s?[:：]\s*")
_TAG = re.compile(r"\s*\[(?:ext|external|extern|externe|externo|esterno|spam|suspected spam|ulkoinen)\]\s*:?\s*", re.I)
_PREFIXES = REPLY_PREFIXES | FORWARD_PREFIXES
_MOST = 12


def plain_subject(subject: str) -> str:
    """Given a subject, return it folded, without reply and forward prefixes of any language."""
    text = fold(subject)
    for _ in range(_MOST):
        match = _TAG.match(text) or _known_prefix(text)
        if match is None:
            break
        text = text[match.end() :]
    return single_blanks(text).strip()


def _known_prefix(text: str) -> re.Match[str] | None:
    match = _PREFIX.match(text)
    return match if match and match.group(1).lower() in _PREFIXES else None


def is_forward(subject: str) -> bool:
    """Given a subject, tell whether its first prefix says that the message is a forward."""
    match = _PREFIX.match(subject)
    return match is not None and match.group(1).lower() in FORWARD_PREFIXES
