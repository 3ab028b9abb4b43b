"""Address fields: names and addresses, whatever the sender wrote (RFC 5322 section 3.4)."""

from __future__ import annotations

import binascii
import re

from inbox_helper.core.headers import ENCODED_WORD, MAX_NAME, clean, decode_words
from inbox_helper.core.types import Address

_SYNTAX = re.compile(r"[:;,@<>()\"\[\]\\]")
_ADDRESS = r"[A-Za-z0-9_+=-]+(?:\.[A-Za-z0-9_+=-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_QUOTED = r"[A-Za-z0-9][\w .'&|/-]*"
_ATOMS = r"[A-Za-z0-9](?:[A-Za-z0-9 '_-]*[A-Za-z0-9'_-])?"
_ENCODED = r"=\?[A-Za-z0-9_-]{1,40}\?[bBqQ]\?[A-Za-z0-9_=+/!.'-]*\?="
_PLAIN_ADDRESS = re.compile(
    rf"""[ ]*(?:"({_QUOTED})"|({_ATOMS})|({_ENCODED}(?:[ ]+{_ENCODED})*)|)[ ]*<({_ADDRESS})>[ ]*"""
    rf"""|[ ]*({_ADDRESS})[ ]*""",
    re.ASCII,
)


def addresses(value: str) -> tuple[Address, ...]:
    """Given an address field, unfolded and not decoded, return its mailboxes; groups give their members.

    Never raises; what is no address is left out.
    """
    if not value:
        return ()
    # The ordinary shapes cost a twentieth of what mail-parser takes, and give the same.
    if match := _PLAIN_ADDRESS.fullmatch(value):
        name = match.group(1) or match.group(2) or match.group(3) or ""
        return as_addresses([(name, match.group(4) or match.group(5))])
    return as_addresses(_mail_parser_addresses(shielded(value)))


def shielded(value: str) -> str:
    """Given an address field, encode those of its encoded words anew that have bare signs of address syntax in them.

    RFC 2047 section 5 (3) forbids them there; some senders do not know, and their names would be taken apart.
    """
    return ENCODED_WORD.sub(_shield, value) if "=?" in value else value


def _shield(match: re.Match[str]) -> str:
    if not _SYNTAX.search(match.group(3)):
        return match.group()
    text = clean(decode_words(match.group()))
    return f"=?utf-8?b?{binascii.b2a_base64(text.encode(), newline=False).decode('ascii')}?="


def _mail_parser_addresses(value: str) -> list[tuple[str, str]]:
    from mailparser.utils import get_addresses

    try:
        return get_addresses(value, decode_names=True)
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return []


def as_addresses(pairs: list[tuple[str, str]]) -> tuple[Address, ...]:
    """Given names and addresses as mail-parser reads them, return them cleaned."""
    return tuple(_address(name, email) for name, email in pairs if email and "@" in email)


def _address(name: str, email: str) -> Address:
    shown = clean(decode_words(name), MAX_NAME)
    address = clean(email, 320).replace(" ", "")
    return Address("" if shown == address else shown, address)
