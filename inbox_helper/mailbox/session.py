"""Opening a mailbox: TLS, greeting, login, and what to know of the server before the first folder."""

from __future__ import annotations

import imaplib
import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import inbox_helper
from inbox_helper.errors import AuthenticationError, MailboxError
from inbox_helper.mailbox.guard import clean_value
from inbox_helper.mailbox.heads import header_fields
from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.mailbox.refusals import broken_line, login_refusal, printable
from inbox_helper.mailbox.transport import GuardedClient
from inbox_helper.mailbox.uidsets import MAX_COMMAND_OCTETS
from inbox_helper.mailbox.wire import Command, Wire, parse_capabilities

SECURITY = ("tls", "starttls", "plaintext")


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """Where and how to reach one account's mail server."""

    host: str
    username: str
    port: int = 993
    security: str = "tls"
    """tls | starttls | plaintext; the last one on loopback only."""
    ca_file: Path | None = None
    """Certificates to trust instead of the system's, for a server with its own."""
    connect_timeout: float = 15.0
    """Seconds."""
    read_timeout: float = 60.0
    """Seconds."""
    poll_seconds: float = 30.0
    """How often to look where the server has no IDLE."""
    use_idle: bool = True
    max_command_octets: int = MAX_COMMAND_OCTETS
    extra_header_fields: Sequence[str] = ()
    """Header fields to fetch beside HEADER_FIELDS: those that the user's own rules name."""


def connect(settings: ImapSettings, password: str) -> ImapMailbox:
    """Connect, log in, and return the open mailbox.

    Raise AuthenticationError where the server refuses the credentials, MailboxError where the settings do not
    fit the server or its certificate is not trusted, ConnectionLost where a later try may work.
    """
    fields = header_fields(settings.extra_header_fields)
    client = _open(settings)
    try:
        wire = Wire(client, frozenset(client.connection.capabilities))
        if client.connection.state != "AUTH":
            _log_in(wire, settings, password)
        # Servers announce other capabilities after login than before; many tell them along with its success.
        wire.capabilities = wire.told_capabilities() or _capabilities(wire)
        if "ID" in wire.capabilities:
            # NetEase refuses to open folders for clients that have not introduced themselves (RFC 2971).
            wire.run(Command(f'ID ("name" "inbox-helper" "version" "{inbox_helper.__version__}")', "introducing us"))
    except BaseException:
        client.drop()
        raise
    return ImapMailbox(
        wire,
        fields=fields,
        poll_seconds=settings.poll_seconds,
        use_idle=settings.use_idle,
        max_command_octets=settings.max_command_octets,
    )


def tls_context(ca_file: Path | None = None) -> ssl.SSLContext:
    """Return a context that verifies certificates and host names and speaks TLS 1.2 at least.

    Raise MailboxError if the given file holds no certificates.
    """
    try:
        context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except (OSError, ValueError) as error:
        raise MailboxError(
            f"The certificates in {ca_file} cannot be read: {error}", "Give a PEM file in ca_file."
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _open(settings: ImapSettings) -> GuardedClient:
    _check(settings)
    context = tls_context(settings.ca_file) if settings.security != "plaintext" else None
    try:
        client = GuardedClient(
            settings.host,
            settings.port,
            context if settings.security == "tls" else None,
            settings.connect_timeout,
            settings.read_timeout,
        )
        if settings.security == "starttls" and context is not None:
            _start_tls(client, settings, context)
    except ssl.SSLCertVerificationError as error:
        raise _untrusted(settings, error) from error
    except (imaplib.IMAP4.error, OSError) as error:
        raise broken_line(error, f"The connection to {settings.host}:{settings.port}") from error
    return client


def _check(settings: ImapSettings) -> None:
    if settings.security not in SECURITY:
        raise MailboxError(f"Unknown security {settings.security!r}.", f"Choose one of {', '.join(SECURITY)}.")
    if settings.security == "plaintext" and not _is_loopback(settings.host):
        raise MailboxError(
            f"Without encryption the password for {settings.host} would be readable on its way.",
            'Set security = "tls", or "starttls" where the server has nothing else.',
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _start_tls(client: GuardedClient, settings: ImapSettings, context: ssl.SSLContext) -> None:
    try:
        _check_starttls(client, settings)
        client.starttls(context)
    except BaseException:
        client.drop()
        raise


def _check_starttls(client: GuardedClient, settings: ImapSettings) -> None:
    # A server, or somebody in between, that greets us as logged in would keep us from encrypting.
    if client.connection.state != "NONAUTH":
        raise MailboxError(
            f"{settings.host} claims that we are logged in already, which rules encryption out.",
            'Set security = "tls". If that fails too, somebody may be tampering with your connection.',
        )
    if "STARTTLS" not in client.connection.capabilities:
        raise MailboxError(f"{settings.host} offers no STARTTLS on port {settings.port}.", 'Set security = "tls".')


def _untrusted(settings: ImapSettings, error: ssl.SSLCertVerificationError) -> MailboxError:
    return MailboxError(
        f"The certificate of {settings.host} is not trusted: {printable(error.verify_message)}.",
        "Check the host name and the clock of this computer. For a server with a certificate of its own, "
        "name its file in ca_file.",
    )


def _capabilities(wire: Wire) -> frozenset[str]:
    return parse_capabilities(wire.run(Command("CAPABILITY", "asking for capabilities")))


def _log_in(wire: Wire, settings: ImapSettings, password: str) -> None:
    username = clean_value(settings.username)
    if any(sign in password for sign in "\0\r\n"):
        raise AuthenticationError("The password holds a line break.", "Store it again, without one.")
    if "AUTH=PLAIN" in wire.capabilities:
        status, text = wire.authenticate("PLAIN", f"\0{username}\0{password}".encode())
    elif "LOGINDISABLED" in wire.capabilities:
        raise _no_password_login(settings, wire.capabilities)
    elif not (username + password).isascii():
        raise AuthenticationError(
            f"{settings.host} takes no letters beyond ASCII in user name and password.",
            "Set a password of plain letters, digits and signs at the provider.",
        )
    else:
        status, text = wire.log_in(username, password)
    if status != "OK":
        raise login_refusal(status, text, username)


def _no_password_login(settings: ImapSettings, capabilities: frozenset[str]) -> AuthenticationError:
    offered = ", ".join(sorted(each.removeprefix("AUTH=") for each in capabilities if each.startswith("AUTH=")))
    remedy = (
        f"It offers: {offered}. Passwords do not work here; use an account with an app password."
        if offered
        else 'Set security = "tls": this server takes passwords only over an encrypted connection.'
    )
    return AuthenticationError(f"{settings.host} accepts no password login.", remedy)
