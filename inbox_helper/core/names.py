"""Names of people: taken apart, and told from names of teams, roles, firms and machines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.given_names import GIVEN_NAMES
from inbox_helper.core.headers import clean
from inbox_helper.core.lexicon import LEXICONS
from inbox_helper.core.lexicon.model import words

_LONGEST = 60
_MOST_WORDS = 6
_LONGEST_ABBREVIATION = 4
"""Letters and dot of what names are shortened to: "Chr."; what is longer is a greeting or a title."""
_PARTICLES = frozenset(
    words(
        """
        van, de, der, den, del, della, dello, di, da, do, dos, das, du, des, von, vom, zu, zum, zur,
        la, le, los,
        las, el, al, bin, ibn, ben, ten, ter, te, 't, y, e, i, af, av, op
        """
    )
)
_ACADEMIC = re.compile(
    r"(?:(?:dr\.?-?ing|dipl\.?-(?:ing|kfm|kffr|kff|psych|päd|inf|phys|chem|biol|volksw|betriebsw|wirt\.?-?ing)|drs|ir|"
    r"prof|dr|doc|mag|ing|mgr|bc|rndr|mudr|judr|phdr|dipl|dott|dottssa|dra|dipl-ing|dipl-kfm|dipl-psych|dipl-kff|"
    r"univ-prof|pd|eng|arq|lic|rev|ddr|habil|hc|med|jur|phil|rer|nat|pol|oec|inż|hab|lek|sc|mult)\.?(?:ª|º)?[.,]?"
    r"(?:\s+|$)|dott\.ssa\s+|(?:av|ecz|doç|öğr|gör|uzm|müh|mim|adv|mec)\.\s*|h\.\s?c\.\s+|i\.\s?r\.\s+)+",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(
    r"(?:,\s*|\s+)(?:ph\.?\s?d\.?|mba|m\.?\s?a\.?|m\.?\s?sc\.?|b\.?\s?a\.?|b\.?\s?sc\.?|ll\.?\s?m\.?|shrm-s?cp|s?phr|cpa|"
    r"csc\.?|drsc\.?|esq\.?|jr\.?|sr\.?|ii|iii|rn|md|pmp|cipd|mcipd|dis\.?)(?=[\s,.)]|$).*$",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(r"\s*[(\[][^)\]]{0,40}[)\]]\s*")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_EMOJI = re.compile("[\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff]+")
_HONORIFIC_SUFFIXES = ("さん", "さま", "様", "先生", "氏")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name and its parts; what is not known is empty."""

    full: str = ""
    first: str = ""
    last: str = ""
    academic: str = ""
    """Dr., Prof. Dr. …, without the words for a gender."""
    gender: str = ""
    """f or m, only where an honorific states it."""


def split_name(full: str, title: str = "") -> PersonName | None:
    """Given a person's full name and the title that the mail gives them, return the parts, or None for no name."""
    from nameparser import HumanName  # its import takes a sixth of a second

    name = HumanName(full)
    first, last = str(name.first), " ".join(filter(None, (str(name.last),)))
    if not first and not last:
        return None
    honorific, academic = _parted_title(title)
    shown = full if is_cjk(full) else " ".join(filter(None, (first, str(name.middle), last)))
    return PersonName(shown, first, last, academic, honorifics().get(honorific, ""))


def _parted_title(title: str) -> tuple[str, str]:
    words = title.split()
    gendered = [word for word in words if word.lower().rstrip(".") in honorifics()]
    return (
        gendered[0].lower().rstrip(".") if gendered else "",
        " ".join(word for word in words if word not in gendered),
    )


@lru_cache(maxsize=1)
def honorifics() -> dict[str, str]:
    """Return the gender that each honorific of any language states; the words are in lower case."""
    return {word.rstrip("."): gender for lexicon in LEXICONS for word, gender in lexicon.honorifics.items()}


_OFFICES = frozenset(
    words(
        """
        servicio, departamento, gerencia, unidad, negociado, drh, dgrh, servizio, ufficio,
        dipartimento, direzione,
        setor,
        secretaria, departement, direction, dienst, afdeling, avdeling, avdelning, odbor, oddeleni,
        dzial, wydzial,
        osasto, birimi, mudurlugu, clinique, hopital, hospital, universidad, ayuntamiento, gemeinde,
        kommune, kommun, boulangerie,
        patisserie, boucherie, librairie, pharmacie, garage, restaurant, brasserie, auberge, maison,
        atelier, ateliers,
        mairie, backerei, metzgerei, schreinerei, tischlerei, apotheke, gasthof, gasthaus, kanzlei,
        praxis, panaderia,
        farmacia, taller, tienda, restaurante, ristorante, panificio, officina, studio, bakkerij,
        slagerij, apotheek,
        garasje, verksted, bageri, bagare, bageriet, apotek, leipomo, apteekki, piekarnia, apteka,
        pekarna, lekarna,
        firin, eczanesi, barnehage, bornehave, forskola, bakery, pharmacy, nursery, garden, familie,
        family, famille, familia, famiglia, fam, salone, salon, farm, school, clinic
        """
    )
)
"""Words of offices and houses, folded."""


@lru_cache(maxsize=1)
def group_words() -> frozenset[str]:
    """Return the words, folded, that no person's name has."""
    found = {normalise(word).strip() for lexicon in LEXICONS for word in (*lexicon.group_words, *lexicon.role_words)}
    return frozenset((found | _OFFICES) - _PARTICLES)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A person's name as it was found, in reading order, and the title before it."""

    name: str
    title: str = ""


def find_name(text: str, *, in_header: bool = False) -> FoundName | None:
    """Given a piece of text that may be a person's name and nothing else, return it tidied, or None.

    Emoji, pronouns in brackets, titles and credentials are taken off; names in capitals and "LARCH Ada" or
    "LARCH, Ada" are put right, in a header "Larch, Ada" as well. One word alone is a name, too; whether to believe
    it is the caller's business.
    """
    text = _PRONOUNS.sub(" ", _EMOJI.sub(" ", clean(text, 2 * _LONGEST))).strip(" ,;:\"'*_|")
    title, text = _without_titles(_CREDENTIALS.sub("", text))
    if is_cjk(text):
        return _japanese_name(text, title)
    ordered = _in_reading_order(text, in_header=in_header)
    if not ordered or not _could_be_name(ordered):
        return None
    return FoundName(" ".join(_cased(ordered)), title)


def _without_titles(text: str) -> tuple[str, str]:
    titles: list[str] = []
    while True:
        match = _ACADEMIC.match(text)
        word, _, rest = text.partition(" ")
        if match:
            titles.extend(match.group().split())
            text = text[match.end() :]
        elif rest and word.lower().rstrip(".") in honorifics():
            titles.append(word)
            text = rest.lstrip()
        else:
            return " ".join(titles), text.strip()


def _in_reading_order(text: str, *, in_header: bool) -> list[str]:
    last, comma, first = text.partition(",")
    if comma:
        family = [word for word in last.split() if word.lower() not in _PARTICLES]
        given = first.split()
        reversed_name = len(family) == 1 and 1 <= len(given) <= 2 and (in_header or family[0].isupper())
        reversed_name = reversed_name or (in_header and last.isupper() and len(family) == 2 and 1 <= len(given) <= 3)
        return [*first.split(), *last.split()] if reversed_name and "," not in first else []
    words = text.split()
    capitals = [word for word in words if word.isupper() and len(word) > 2]
    if 0 < len(capitals) < len(words) and words[: len(capitals)] == capitals:
        return [*words[len(capitals) :], *capitals]
    return words


def _could_be_name(words: Sequence[str]) -> bool:
    if not 1 <= len(words) <= _MOST_WORDS or sum(map(len, words)) > _LONGEST:
        return False
    own = [word for word in words if word.lower() not in _PARTICLES]
    if not own or words[-1] not in own or not all(_WORD.fullmatch(word) and word[0].isupper() for word in own):
        return False
    if len(own) < len(words) and words[0].islower() and len(own) > 1:
        return False
    if any(word.endswith(".") and len(word) > _LONGEST_ABBREVIATION for word in own):
        return False
    folded = [part for word in own for part in normalise(word).split()]
    given = len(words) > 1 and folded[0] in GIVEN_NAMES and words[1] in own
    others = folded[1:] if given else folded
    return not any(len(part) > 1 and part in group_words() for part in others) and any(len(part) > 1 for part in folded)


def _cased(words: Sequence[str]) -> list[str]:
    return [_word_cased(word) if word.isupper() and len(word) > 2 and "." not in word else word for word in words]


def _word_cased(word: str) -> str:
    parts = re.split(r"([-'’])", word)
    return "".join(part[:1] + part[1:].lower() for part in parts)


def _japanese_name(text: str, title: str) -> FoundName | None:
    for suffix in _HONORIFIC_SUFFIXES:
        text = text.removesuffix(suffix).strip()
    words = {word for lexicon in LEXICONS if lexicon.language == "ja" for word in lexicon.group_words}
    parts = text.split()
    while len(parts) > 1 and any(word in parts[0] for word in words):
        parts.pop(0)
    text = " ".join(parts)
    if not 1 <= len(parts) <= 2 or not all(part.isalpha() and 1 <= len(part) <= 4 for part in parts):
        return None
    return None if any(word in text for word in words) else FoundName(" ".join(parts), title)


def begins_with_given_name(name: str) -> bool:
    """Tell whether the first word of a name is a common given name, also as the first half of a double one."""
    first = normalise(name.split(maxsplit=1)[0]).split() if name else []
    return bool(first) and first[0] in GIVEN_NAMES


@lru_cache(maxsize=4_096)
def name_keys(name: str) -> frozenset[str]:
    """Return the words of a name, folded, without particles and initials: what two spellings have in common."""
    own = (word for word in name.split() if word not in _PARTICLES)
    parts = (part for word in own for part in normalise(word).split())
    return frozenset(part for part in parts if len(part) > 1 or is_cjk(part))


def same_person(one: str, other: str) -> bool:
    """Tell whether two names can be one person: every word of the shorter one stands in the longer one."""
    first, second = name_keys(one), name_keys(other)
    return bool(first and second) and (first <= second or second <= first)
