"""Addresses that nobody reads, and mail that says so itself."""

from __future__ import annotations

import re

from inbox_helper.core.folding import normalise
from inbox_helper.core.lexicon import Signal
from inbox_helper.core.signals import signals_in
from inbox_helper.core.types import Address, CutKind, PreparedText

# Local parts with everything but letters taken out, in the languages in which systems are set up.
_NO_REPLY = (
    "noreply", "noreplies", "noresponse", "noresponder", "noresponda", "noresponde", "norespond", "nonreply",
    "donotreply", "donotrespond", "dontreply", "pleasedonotreply", "notreply", "neverreply", "unmonitored",
    "nichtantworten", "keineantwort", "nichtbeantworten", "bittenichtantworten",
    "nepasrepondre", "nepasrep", "nereponderpas", "sansreponse", "pasdereponse",
    "naoresponda", "naoresponder", "naoresponde", "nonrispondere", "nonrispondi", "norispondere",
    "nietbeantwoorden", "nietreageren", "geenantwoord", "nietantwoorden",
    "nieodpowiadaj", "nieodpowiadac", "bezodpowiedzi", "neodpovidat", "neodpovidejte", "neodpovedat",
    "svarainte", "svaraej", "ejsvar", "svarikke", "ikkesvar", "besvarikke", "ingensvar",
    "eivastausta", "alavastaa", "eivastata", "yanitlamayin", "yanitlamayiniz", "cevaplamayin", "cevapvermeyin",
    "nevalaszoljon", "nuraspunde", "neotvechat", "neatsakyti", "mittevastata",
)  # fmt: skip
_MACHINES = (
    "bounce", "bounces", "mailer", "mailerdaemon", "notification", "notifications", "notify", "automail", "automailer",
    "autoreply", "autoresponder", "automated", "automatic", "alert", "alerts", "mailman", "listserv", "system",
    "donot", "robot", "daemon", "notificaciones", "notificacoes", "notifiche", "benachrichtigung", "benachrichtigungen",
    "powiadomienia", "notiser", "oznameni", "bildirim", "systemmail", "workflow",
)  # fmt: skip
_DAEMONS = frozenset(("mailerdaemon", "postmaster", "mailsubsystem"))
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SEPARATOR = re.compile(r"[+._\-=/]+")

_LAST_CHARACTERS = 2_000
_FIRST_CHARACTERS = 300


def is_no_reply(address: Address) -> bool:
    """Tell whether an address says by its local part, or first domain label, that nobody reads what is sent to it."""
    local = address.local_part.lower()
    joined = _NOT_LETTERS.sub("", local)
    if any(each in joined for each in _NO_REPLY):
        return True
    words = [word.rstrip("0123456789") for word in _SEPARATOR.split(local)]
    return (
        joined in _MACHINES
        or any(word in _MACHINES for word in words)
        or _NOT_LETTERS.sub("", address.domain.split(".")[0]) in _NO_REPLY
    )


def is_daemon(address: Address) -> bool:
    """Tell whether an address belongs to a mail server itself."""
    return _NOT_LETTERS.sub("", address.local_part.lower()) in _DAEMONS


def says_no_replies(prepared: PreparedText) -> bool:
    """Tell whether the mail says of itself, in its text or in what was cut from it, that nobody reads replies."""
    footers = (cut.text for cut in prepared.cuts if cut.kind in (CutKind.FOOTER, CutKind.SIGNATURE))
    texts = (prepared.body[-_LAST_CHARACTERS:], prepared.body[:_FIRST_CHARACTERS], prepared.signature, *footers)
    return any(Signal.NO_REPLIES in signals_in(normalise(text[-_LAST_CHARACTERS:])) for text in texts if text)
