"""From what a server or a socket says to the error that tells the caller what to do (RFC 5530 section 3)."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Sequence

from inbox_helper.errors import AuthenticationError, ConnectionLost, MailboxError

_CODE = re.compile(r"\[([A-Z][A-Z0-9-]*)[^\]]*\]", re.IGNORECASE)
_BACKOFF = re.compile(r"backoff\D{0,20}(\d{1,9})\s*(milliseconds|ms|seconds|s)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_THROTTLED = re.compile(r"throttl|rate limit|too many|simultaneous connections|exceeded", re.IGNORECASE)
_TRANSIENT = re.compile(
    r"try again|temporar|system error|server error|internal error|lookup failed|timed? ?out|not available"
    r"|unavailable|authenticated but not connected",
    re.IGNORECASE,
)

_MISSING = re.compile(r"(?:does ?n[o']t|not) exist|no such|unknown (?:mailbox|folder)|not found", re.IGNORECASE)

_RETRY_SECONDS: dict[str, float | None] = {
    "UNAVAILABLE": 60,
    "INUSE": 30,
    "LIMIT": 60,
    "THROTTLED": 60,
    "SERVERBUG": None,
    "CORRUPTION": None,
    "EXPUNGEISSUED": None,
    "CLIENTBUG": 300,
    "CONTACTADMIN": 3600,
}
"""Response codes where a new connection may help, with the least pause before it, in seconds."""

_CREDENTIALS = {
    "AUTHENTICATIONFAILED": "Check user name and password. Many providers want an app password here, "
    "made in their web settings, and IMAP access switched on.",
    "AUTHORIZATIONFAILED": "The user name may not open this mailbox. Use the main address of the mailbox.",
    "EXPIRED": "The password has expired. Set a new one at the provider, then store it here.",
    "PRIVACYREQUIRED": 'The server wants encryption before login. Set security = "tls".',
}

_REMEDIES = {
    "OVERQUOTA": "The mailbox is full. Remove some mail, then try again.",
    "TRYCREATE": "The folder does not exist. Create it in your mail program, or name another one.",
    "NONEXISTENT": "The folder does not exist. Create it in your mail program, or name another one.",
    "NOPERM": "The server does not permit this. Ask its administrator for access to the folder.",
    "CANNOT": "The server can never do this. Use another folder.",
}


def printable(text: str, limit: int = 300) -> str:
    """Return text of a server as one short line without control characters."""
    return _CONTROL.sub(" ", text).strip()[:limit]


def without(text: str, secrets: Sequence[str]) -> str:
    """Return text of a server in which secrets, if it repeats them, are dots."""
    for secret in filter(None, secrets):
        text = text.replace(secret, "…")
    return text


def response_code(text: str) -> str:
    """Return the response code of a status text in capitals (RFC 3501 section 7.1), or nothing."""
    found = _CODE.match(text.lstrip())
    return found[1].upper() if found else ""


def pause_in(text: str) -> float | None:
    """Return the seconds to wait that a throttling text names."""
    found = _BACKOFF.search(text)
    if found is None:
        return None
    return int(found[1]) / 1000 if found[2].lower().startswith("m") else float(found[1])


def refusal(status: str, text: str, doing: str) -> Exception:
    """Return the error for a tagged NO or BAD, given what we were doing."""
    passing = _passing(status, text, doing)
    if passing is not None:
        return passing
    code = response_code(text) or ("NONEXISTENT" if _MISSING.search(text) else "")
    remedy = _REMEDIES.get(code, "Look into the mailbox with a mail program.")
    return MailboxError(f"The mail server refuses {doing}: {printable(text)}", remedy)


def login_refusal(status: str, text: str, username: str) -> Exception:
    """Return the error for a refused login.

    Only a refusal that repeating can cure is a lost connection: repeated wrong passwords lock accounts.
    """
    code = response_code(text)
    if code not in _CREDENTIALS:
        passing = _passing(status, text, "the login")
        if passing is not None:
            return passing
    remedy = _CREDENTIALS.get(code, _CREDENTIALS["AUTHENTICATIONFAILED"])
    return AuthenticationError(f"The mail server refuses the login of {username}: {printable(text)}", remedy)


def _passing(status: str, text: str, doing: str) -> ConnectionLost | None:
    reason = f"{doing} failed: {printable(text)}"
    code = response_code(text)
    pause = pause_in(text)
    if pause is not None or (_THROTTLED.search(text) and code != "OVERQUOTA"):
        return ConnectionLost(reason, pause if pause is not None else 60)
    if code in _RETRY_SECONDS:
        return ConnectionLost(reason, _RETRY_SECONDS[code])
    if code in _REMEDIES:
        return None
    if status == "BAD":
        # We said something that this server does not understand: no reason to ask again soon.
        return ConnectionLost(reason, 300)
    return ConnectionLost(reason, 60) if _TRANSIENT.search(text) else None


def broken_line(error: Exception, doing: str, secrets: Sequence[str] = ()) -> ConnectionLost:
    """Return the error for an exception of the socket, of TLS, or of imaplib's protocol; `secrets` are not repeated."""
    text = printable(without(str(error), secrets)) or type(error).__name__
    if isinstance(error, TimeoutError):
        text = "the server did not answer in time"
    elif isinstance(error, ssl.SSLError):
        text = f"TLS failed: {text}"
    elif isinstance(error, imaplib.IMAP4.error):
        text = text.removeprefix("socket error: ")
        if text.startswith("unexpected "):
            # What follows is quoted, and may be mail on a line that has lost its way.
            text = f"{text.partition(':')[0]} of the server"
    elif isinstance(error, ValueError):
        text = "an answer of the server cannot be understood"
    return ConnectionLost(f"{doing}: {text}", pause_in(text))
