"""What the user's own mail provider found out about the origin of a message (RFC 8601)."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from publicsuffixlist import PublicSuffixList

from inbox_helper.core.types import Identity, Message


class Authenticity(StrEnum):
    """Whether the domain of the author is proven."""

    UNKNOWN = "unknown"
    PASSED = "passed"
    FAILED = "failed"


# Servers that add the field for the mail domains of large providers, where neither Received nor the user's own
# domain tells.
_KNOWN_SERVERS = frozenset(
    (
        "google.com", "outlook.com", "microsoft.com", "yahoo.com", "aol.com", "icloud.com", "apple.com", "gmx.net",
        "gmx.com", "web.de", "kundenserver.de", "t-online.de", "fastmail.com", "messagingengine.com", "zoho.com",
        "proton.ch", "protonmail.ch", "mailbox.org", "posteo.de", "yandex.ru", "mail.ru", "ionos.com", "strato.de",
    )
)  # fmt: skip
_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_BY_HOST = re.compile(r"\bby\s+([A-Za-z0-9.-]+)")
_LONGEST_FIELD = 4_096


def authenticity(message: Message, identity: Identity, trusted_servers: tuple[str, ...] = ()) -> Authenticity:
    """Return what the topmost Authentication-Results field says, if the user's own provider wrote it.

    A field of any other server may be forged, or tell of an earlier hop, and means nothing (RFC 8601 section 7.1).
    `trusted_servers` are authserv-ids that the user named.
    """
    field = message.header("authentication-results")[:_LONGEST_FIELD]
    if not field or not _is_trusted(field, message, identity, trusted_servers):
        return Authenticity.UNKNOWN
    results: dict[str, list[str]] = {}
    for method, result in _RESULT.findall(_COMMENT.sub(" ", field)):
        results.setdefault(method.lower(), []).append(result.lower())
    if "dmarc" in results and results["dmarc"][0] in ("pass", "fail"):
        return Authenticity.PASSED if results["dmarc"][0] == "pass" else Authenticity.FAILED
    dkim, spf = results.get("dkim", []), results.get("spf", [])
    if "pass" in dkim or "pass" in spf:
        return Authenticity.PASSED
    return Authenticity.FAILED if "fail" in dkim and "fail" in spf else Authenticity.UNKNOWN


def registered_domain(domain: str) -> str:
    """Return the part of a domain that somebody registered ("mail.shop.co.uk": "shop.co.uk"), or the domain itself."""
    return str(_suffixes().privatesuffix(domain.rstrip(".").lower()) or domain.lower())


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _is_trusted(field: str, message: Message, identity: Identity, trusted: tuple[str, ...]) -> bool:
    server = next(iter(field.partition(";")[0].lower().split()), "")
    if server in trusted:
        return True
    if "=" in server or "." not in server:
        # Microsoft leaves the id out; its own mark is beside.
        return not server.startswith(".") and "compauth=" in field and _topmost_server(message) == "outlook.com"
    domain = registered_domain(server)
    own = {registered_domain(each.rpartition("@")[2]) for each in identity.addresses if "@" in each}
    topmost = _topmost_server(message)
    return (domain in own or domain == topmost) if topmost else (domain in own or domain in _KNOWN_SERVERS)


def _topmost_server(message: Message) -> str:
    match = _BY_HOST.search(message.header("received")[:_LONGEST_FIELD])
    return registered_domain(match[1]) if match else ""
