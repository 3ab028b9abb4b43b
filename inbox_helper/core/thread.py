"""How a reply names its place in a conversation (RFC 5322 section 3.6.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.headerregistry import UnstructuredHeader
from email.policy import Policy
from typing import Any, ClassVar, Literal

from inbox_helper.core.types import Message

MOST_IDS = 20
MOST_CHARACTERS = 950
"""Of a References field, as mail programs keep it; one id that is longer than that still stands alone."""

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")


def is_message_id(text: str) -> bool:
    """Tell whether a text is one well-formed message id in angle brackets, of 900 characters at most."""
    return _MESSAGE_ID.fullmatch(text) is not None


def reply_ids(message: Message) -> tuple[str, tuple[str, ...]]:
    """Return In-Reply-To and References of a reply; both are empty where the original has no good Message-ID.

    The parent stands last in References: clients that edit a draft read it from there.
    """
    parent = message.message_id
    if not is_message_id(parent):
        return "", ()
    ancestors = message.references or (message.in_reply_to if len(message.in_reply_to) == 1 else ())
    chain = dict.fromkeys(each for each in ancestors if is_message_id(each) and each != parent)
    return parent, limited((*chain, parent))


def limited(chain: Sequence[str]) -> tuple[str, ...]:
    """Return the first id of a chain and as many of the newest as a References field holds; the last id always."""
    if not chain:
        return ()
    kept = [chain[-1]]
    first = chain[0] if len(chain) > 1 else ""
    room = MOST_CHARACTERS - len(chain[-1]) - len(first) - 1
    if first and room < 0:
        return (chain[-1],)
    for each in reversed(chain[1:-1]):
        room -= len(each) + 1
        if room < 0 or len(kept) == MOST_IDS - 1:
            break
        kept.append(each)
    return (first, *reversed(kept)) if first else tuple(kept)


class MessageIdList(UnstructuredHeader):
    """A header of message ids, one a line and never encoded.

    The standard library encodes ids of more than some 65 characters as RFC 2047 words, which mail programs do not
    recognise as ids any more (https://github.com/python/cpython/issues/79986).
    """

    max_count: ClassVar[Literal[1] | None] = 1

    def fold(self, *, policy: Policy) -> str:
        """Return the field with one id a line (RFC 5322 section 2.2.3)."""
        ids = _MESSAGE_ID.findall(str(self))
        name: str = self.name  # type: ignore[attr-defined]  # BaseHeader is mixed in by the registry
        return f"{name}: {(policy.linesep + ' ').join(ids)}{policy.linesep}"


HEADER_CLASSES: dict[str, Any] = {"references": MessageIdList, "in-reply-to": MessageIdList}
