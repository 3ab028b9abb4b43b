"""Mail providers: what their servers are called, and what they want to hear at login.

Only a seed for defaults and help texts; what a server can do is asked after login.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Quirks:
    """What a provider's servers do otherwise than others; the defaults fit all that are not known."""

    idle_seconds: float = 300.0
    """The longest IDLE; home routers and many servers forget a silent connection soon after this."""
    idles: bool = True
    """Whether IDLE can be trusted where the server announces it."""
    poll_seconds: float = 30.0
    """How often to ask where IDLE is missing or cannot be trusted; NOOP and STATUS both, which also keeps alive."""
    command_octets: int = 8000
    """The longest command line."""
    logins_at_once: int = 4
    """How many accounts may be connecting to the host at the same moment."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider, known by the domains of its addresses."""

    name: str
    domains: tuple[str, ...]
    host: str
    login: Literal["address", "local part"] = "address"
    before_login: str = ""
    """What the user must do before a password works; one sentence, or empty."""
    port: int = 993
    security: Literal["tls", "starttls"] = "tls"
    takes_passwords: bool = True
    """Whether a password, of whatever kind, opens a mailbox at all."""
    quirks: Quirks = Quirks()


_YAHOO = Quirks(idle_seconds=180, command_octets=1000, logins_at_once=2)
# It has no IDLE, and drops connections within a minute.
_NETEASE = Quirks(idles=False, poll_seconds=25, logins_at_once=2)
_NO_IDLE = Quirks(idles=False, poll_seconds=60)
_MINUTE = Quirks(idle_seconds=55, poll_seconds=25)

_APP_CODE = "Make an app password in the account's security settings and use that."
_CODE = "Use the authorisation code from the webmail's settings as password."
_BRIDGE = "Start Proton Mail Bridge, use its password, and name its exported certificate as ca_file."
_SWITCH_ON = "Switch IMAP on in the webmail's settings first."

PROVIDERS: tuple[Provider, ...] = (
    Provider("Gmail", ("gmail.com", "googlemail.com"), "imap.gmail.com", before_login=_APP_CODE),
    Provider("Outlook.com", ("outlook.com", "outlook.de", "outlook.fr", "outlook.es", "outlook.it", "hotmail.com",
                             "hotmail.co.uk", "hotmail.de", "hotmail.fr", "hotmail.es", "hotmail.it", "live.com",
                             "live.de", "live.fr", "live.nl", "live.co.uk", "msn.com"), "outlook.office365.com",
             takes_passwords=False),
    Provider("iCloud", ("icloud.com", "me.com", "mac.com"), "imap.mail.me.com", "local part", _APP_CODE),
    Provider("Yahoo", ("yahoo.com", "yahoo.de", "yahoo.fr", "yahoo.es", "yahoo.it", "yahoo.co.uk", "yahoo.ca",
                       "yahoo.com.au", "yahoo.com.br", "yahoo.co.in", "yahoo.in", "yahoo.pl", "yahoo.se",
                       "ymail.com", "rocketmail.com"), "imap.mail.yahoo.com", before_login=_APP_CODE, quirks=_YAHOO),
    Provider("AOL", ("aol.com", "verizon.net", "aim.com"), "imap.aol.com", before_login=_APP_CODE, quirks=_YAHOO),
    Provider("AT&T", ("att.net", "bellsouth.net", "sbcglobal.net"), "imap.mail.att.net",
             before_login="Use a secure mail key.", quirks=_YAHOO),
    Provider("GMX", ("gmx.de", "gmx.net", "gmx.at", "gmx.ch"), "imap.gmx.net", before_login=_SWITCH_ON),
    Provider("GMX international", ("gmx.com",), "imap.gmx.com", before_login=_SWITCH_ON),
    Provider("WEB.DE", ("web.de",), "imap.web.de", "local part", _SWITCH_ON),
    Provider("T-Online", ("t-online.de", "magenta.de"), "secureimap.t-online.de",
             before_login="Use the separate e-mail password."),
    Provider("IONOS", ("online.de", "onlinehome.de"), "imap.ionos.de"),
    Provider("freenet", ("freenet.de",), "mx.freenet.de",
             before_login=_SWITCH_ON),
    Provider("mailbox.org", ("mailbox.org",), "imap.mailbox.org",
             before_login="With two-factor login, use an app password."),
    Provider("Posteo", ("posteo.de", "posteo.net", "posteo.org"), "posteo.de"),
    Provider("Proton Mail Bridge", ("proton.me", "protonmail.com", "pm.me"), "127.0.0.1", port=1143,
             security="starttls", before_login=_BRIDGE),
    Provider("Fastmail", ("fastmail.com", "fastmail.fm"), "imap.fastmail.com", before_login=_APP_CODE),
    Provider("Zoho", ("zoho.com", "zohomail.com"), "imap.zoho.com", before_login=_SWITCH_ON),
    Provider("Zoho India", ("zoho.in", "zohomail.in"), "imap.zoho.in", before_login=_SWITCH_ON),
    Provider("Zoho Europe", ("zoho.eu", "zohomail.eu"), "imap.zoho.eu", before_login=_SWITCH_ON),
    Provider("Yandex", ("yandex.com", "yandex.ru", "ya.ru"), "imap.yandex.com", before_login=_APP_CODE),
    Provider("Mail.ru", ("mail.ru", "inbox.ru", "list.ru", "bk.ru"), "imap.mail.ru", before_login=_APP_CODE),
    Provider("QQ", ("qq.com", "vip.qq.com", "foxmail.com"), "imap.qq.com", before_login=_CODE),
    Provider("NetEase 163", ("163.com",), "imap.163.com", before_login=_CODE, quirks=_NETEASE),
    Provider("NetEase 126", ("126.com",), "imap.126.com", before_login=_CODE, quirks=_NETEASE),
    Provider("Orange", ("orange.fr", "wanadoo.fr"), "imap.orange.fr"),
    Provider("Free", ("free.fr",), "imap.free.fr", "local part"),
    Provider("La Poste", ("laposte.net",), "imap.laposte.net", "local part"),
    Provider("SFR", ("sfr.fr", "neuf.fr"), "imap.sfr.fr"),
    Provider("Libero", ("libero.it", "iol.it"), "imapmail.libero.it"),
    Provider("Comcast", ("comcast.net",), "imap.comcast.net",
             before_login="Allow third party access in the webmail's settings."),
    Provider("Seznam", ("seznam.cz", "email.cz"), "imap.seznam.cz"),
    Provider("WP", ("wp.pl",), "imap.wp.pl", "local part", _APP_CODE, quirks=_NO_IDLE),
    Provider("o2", ("o2.pl",), "poczta.o2.pl", "local part", quirks=_NO_IDLE),
    Provider("Onet", ("onet.pl", "op.pl"), "imap.poczta.onet.pl"),
    Provider("Naver", ("naver.com",), "imap.naver.com", before_login=_SWITCH_ON, quirks=_NO_IDLE),
    Provider("Daum", ("daum.net", "hanmail.net"), "imap.daum.net", before_login=_SWITCH_ON),
    Provider("Rambler", ("rambler.ru",), "imap.rambler.ru", before_login=_SWITCH_ON, quirks=_MINUTE),
    Provider("Swisscom", ("bluewin.ch",), "imaps.bluewin.ch", before_login=_APP_CODE),
)  # fmt: skip

_BY_DOMAIN = {domain: provider for provider in PROVIDERS for domain in provider.domains}
_BY_HOST = {provider.host: provider for provider in PROVIDERS}


def find_provider(address: str) -> Provider | None:
    """Return the provider of an address, or None where it is not known."""
    return _BY_DOMAIN.get(address.rpartition("@")[2].lower())


def quirks_of(host: str) -> Quirks:
    """Return what is known of a server, whatever domain the addresses on it have."""
    known = _BY_HOST.get(host.lower())
    return known.quirks if known else Quirks()
