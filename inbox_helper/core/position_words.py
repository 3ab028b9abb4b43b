"""Words around and within names of jobs, of all languages together."""

from __future__ import annotations

import re

from inbox_helper.core.folding import normalise
from inbox_helper.core.lexicon.model import words

MOST_WORDS = 9
CONNECTORS = frozenset(
    words(
        """
        and, und, et, y, e, och, og, ja, i, a, of, for, für, de, du, di, do, da, &, /
        """
    )
)
_SUFFIX = re.compile(
    r"\s*[(\[](?:[^)\]]{0,40})[)\]]?\s*$|\s*[-–,]?\s*\b(?:(?:job|req|requisition|ref|id|nr|no|posting)\.?\s?(?:id|nr|no)?\.?[:#]?\s*)?"
    r"[A-Z]{0,4}[-_]?\d{3,}[-\d]*\s*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:[A-Z]{1,4}[-_]?\d{3,}[-\d]*|\d{3,}(?:[-/]\d+)*)[\s:–-]+")
CAPITALISING = ("en", "de")
_BEFORE_JOB = re.compile(
    r"^(?:(?:the|die|der|le|la|el|il|o|a|de) (?:position|role|job|stelle|poste|vacante|puesto|posizione|ruolo|vaga|"
    r"função|functie|vacature)|trabalho de)(?: (?:of|als|de|di|da|van))? (?=\S)",
    re.IGNORECASE,
)
JOB_WORDS = frozenset(
    each.strip()
    for each in (
        normalise(word)
        for word in words(
            """
            position, role, post, job, vacancy, opening, title, internship, apprenticeship,
            stelle, position, ausbildung, vakanz, funktion,
            poste, emploi, puesto, vacante, plaza, posizione, ruolo, selezione, functie, vacature, vaga, cargo,
            função, posto, stanowisko, stanowiska, tjänsten, tjänst,
            jobbet, rollen, stilling, stillingen, tehtävään, tehtävä,
            pozici, pozice, místo, pozisyonu, pozisyonuna, rolü, kadrosu
            """
        )
    )
)
"""Words for a job, folded, that stand beside its name."""
FOR = frozenset(words("for, as, als, comme, como, come, som, jako"))
NOT_OF_A_JOB = JOB_WORDS.union(
    normalise(word).strip()
    for word in words(
        """
        application, applying, interview, candidacy, update, status, decision, outcome, thank, thanks, interest, next,
        your, you, our, re, fwd, bewerbung, absage, ihre, deine, ihr, dein, gespräch, vorstellungsgespräch, candidature,
        candidatura, entretien, entrevista, colloquio, votre, ta, tu, su, tua, sua, sollicitatie, gesprek, rekrutacja,
        ansökan, søknad, ansøgning, hakemus, hakemuksesi, výběrové, řízení, pohovor, başvuru, başvurunuz,
        resultat, ergebnis
        """
    )
)


def tidy_position(value: str) -> str:
    """Return a job without reference numbers, marks of gender in brackets, and quotation marks."""
    text = value.strip(" \"'.,;:–-„“”«»")
    text = _BEFORE_JOB.sub("", _PREFIX.sub("", text))
    previous = ""
    while text != previous:
        previous, text = text, _SUFFIX.sub("", text).strip(" \"'.,;:–-„“”«»")
    return text


EMPTY_WORDS = frozenset(
    words(
        """
        the, a, an, this, that, our, your, my, above, mentioned, advertised, same, open, new, current, following,
        position, role, job, post, vacancy, opening, opportunity, internship, application, candidate, interest, us,
        it, one, stelle, position, die, der, das, ausgeschriebene, poste, emploi, offre, le, la, un, une, ce, cette,
        puesto, posizione, ruolo, functie, vaga, stanowisko, tjanst, stilling, tehtava, pozice
        """
    )
)
