"""Names of firms: what their spellings have in common, and what domains have in common with them."""

from __future__ import annotations

import re
from functools import lru_cache

from cleanco import basename

from inbox_helper.core.authentication import registered_domain
from inbox_helper.core.company_words import (
    ARTICLES,
    BEFORE_FIRM,
    CONNECTORS,
    FREE_MAIL,
    GENERIC_LABELS,
    JAPANESE_LEGAL,
    LEGAL,
)
from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.lexicon import LEXICONS
from inbox_helper.core.tracking_systems import tracking_system
from inbox_helper.core.types import Message

SHORTEST_KEY = 4
_AND = ("and", "und", "et", "y", "e", "en", "och", "og", "ja", "i", "a", "ve")
_LOWER_ARTICLES = frozenset(("der", "die", "das", "dem", "den"))


@lru_cache(maxsize=4_096)
def company_key(name: str) -> str:
    """Return a firm's name folded to its letters and digits, without its legal form: what spellings share."""
    return letters_of(JAPANESE_LEGAL.sub("", _without_legal_form(name)))


def fits_domain(name: str, message: Message) -> bool:
    """Tell whether the sender's domain, or its address at a tracking system, bears out that a mail is from a firm."""
    spelled = (name, *(name.replace("&", f" {word} ") for word in _AND if "&" in name))
    keys = [company_key(each) for each in spelled]
    key = keys[0]
    if any(keys_agree(each, domain) for domain in domain_keys(message) for each in keys):
        return True
    return " " in name and any(keys_agree(key, part) for part in _domain_parts(message))


@lru_cache(maxsize=20_000)
def letters_of(word: str) -> str:
    """Return the letters and digits of a text, folded."""
    return "".join(normalise(word).split())


def without_departments(text: str) -> str:
    """Return a name without the words for a team before and behind it: "The Acme Recruiting Team" is Acme."""
    words = text.split()
    if len(words) > 1 and words[0].lower() in ARTICLES and is_department(words[1]):
        words = words[2:]
    while words and (words[0] in CONNECTORS or words[0].lower() in BEFORE_FIRM or is_department(words[0])):
        words.pop(0)
    while words and (is_department(words[-1]) or words[-1].lower() in CONNECTORS):
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=1)
def _department_words() -> frozenset[str]:
    found = {word for lexicon in LEXICONS for word in lexicon.departments}
    return frozenset((*found, *(normalise(word).strip() for word in found if not word.isascii())))


def is_department(word: str) -> bool:
    """Tell whether a word names a team or a mailbox beside a firm's name."""
    plain = word.lower().strip(".,&")
    if plain in _department_words() or word in "&/" or (plain.endswith("team") and "-" not in plain):
        return True
    first, *others = plain.split("-")
    if first in _department_words() and others and all(each in _department_words() for each in others):
        return True
    # A capital İ does not become a plain i in lower case.
    return "İ" in word and normalise(word).strip() in _department_words()


def tidy_firm(text: str) -> str:
    """Return a name without legal form, emoji, punctuation around it, or a German article before it."""
    plain = _without_legal_form(re.sub(r"[\u2190-\u2bff\U0001f000-\U0001faff]+", " ", text)).strip(" .,;:!\"'*-–|&")
    article, _, name = plain.partition(" ")
    return name if article in _LOWER_ARTICLES and name[:1].isupper() else plain


@lru_cache(maxsize=4_096)
def _without_legal_form(name: str) -> str:
    plain = name.strip(" .,;:!\"'")
    if is_cjk(plain):
        return plain
    shorter = basename(plain).strip(" .,;") or plain
    return LEGAL.sub("", shorter).strip(" .,;") or plain


def domain_keys(message: Message) -> frozenset[str]:
    """Return the folded labels that may be the firm's own, of the sender's and of the reply address."""
    found: set[str] = set()
    for address in (message.sender, *message.reply_to):
        system = tracking_system(address)
        registered = registered_domain(address.domain)
        labels = address.domain.split(".")
        if system is not None:
            # acme.teamtailor-mail.com, acme@myworkday.com
            found.update((*labels[:-2], address.local_part.lower()))
        elif registered.split(".")[0] not in FREE_MAIL:
            found.update((registered.split(".")[0], *labels[: -registered.count(".") - 1]))
    keys = {letters_of(label) for label in found}
    return frozenset(key for key in keys if len(key) >= 3 and key not in GENERIC_LABELS)


def _domain_parts(message: Message) -> frozenset[str]:
    """Return the longer words of the sender's domain: mu-lipnik.example stands for "Městský úřad Lipník"."""
    address = message.sender
    label = registered_domain(address.domain).split(".")[0]
    if tracking_system(address) is not None or label in FREE_MAIL:
        return frozenset()
    parts = (letters_of(part) for part in label.split("-"))
    return frozenset(part for part in parts if len(part) > SHORTEST_KEY and not is_department(part))


def keys_agree(one: str, other: str) -> bool:
    """Tell whether two folded names are one, or the longer one begins or ends with the shorter one."""
    if not one or not other:
        return False
    if one == other:
        return True
    shorter, longer = sorted((_without_digraphs(one), _without_digraphs(other)), key=len)
    return len(shorter) >= SHORTEST_KEY and (longer.startswith(shorter) or longer.endswith(shorter))


def _without_digraphs(key: str) -> str:
    """Return a key in which ä, that is folded to a, and ae, as domains write it, are the same."""
    return key.replace("ae", "a").replace("oe", "o").replace("ue", "u")
