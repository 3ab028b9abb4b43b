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
_AROUND = " \"'.,;:!?–-„“”«»"
_SUFFIX = re.compile(
    # "Hôte(sse)" is one word; "Manager(m/w/d)" is two.
    r"(?:\s+|^|(?<=[\u3040-\u9fff])|(?<=\w)(?=[(\[]\s*[mwfdhx]\s*[/|,]))[(\[](?:[^)\]]{0,40})[)\]]?\s*$|\s*[-–,]?\s*\b(?:(?:job|req|requisition|ref|id|nr|no|posting)\.?\s?(?:id|nr|no)?\.?[:#]?\s*)?"
    r"[A-Z]{0,4}[-_]?\d{3,}[-\d]*\s*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:[A-Z]{1,4}[-_]?\d{3,}[-\d]*|\d{3,}(?:[-/]\d+)*)[\s:–-]+")
CAPITALISING = ("en", "de")
_OUR_CLIENT = re.compile(
    r"\s+(?:till|for|für|bei|voor|bij|chez|pour|para|presso|per|dla|u|hos|til|at|with)\s+(?:vår|våra|vores|vår|our|"
    r"unser\w*|ein\w+|onze|notre|un|nuestr\w+|nostr\w+|un|noss\w+|nasz\w+|naš\w+)\s+(?:\w+\s+)?"
    r"(?:kund\w*|client\w*|customer|klant|opdrachtgever|mandant\w*|auftraggeber\w*|cliente|klient\w*|asiakka\w*)\b.*$",
    re.IGNORECASE,
)
_BEFORE_JOB = re.compile(
    r"^(?:(?:şirketimizin|firmamızın|kurumumuzun|bünyemizdeki|bankamızın|okulumuzun|hastanemizin) (?=\S)|"
    r"(?:(?:the|die|der|le|la|el|il|o|a|de) (?:position|role|job|stelle|poste|vacante|puesto|posizione|ruolo|vaga|"
    r"função|functie|vacature)|trabalho de)(?: (?:of|als|de|di|da|van))? (?=\S))",
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
HOUSES = frozenset(
    words(
        """
        barnehage, bornehave, bornehaven, barnehagen, forskola, forskolan, skole, skola, skolan,
        kita, kindergarten, daghem,
        paivakoti, przedszkole, szkola, skolka, anaokulu, kommune, kommun, kaupunki, gemeinde, gemeente, mairie,
        klinikum, sykehus, sygehus, sjukhus, sairaala, szpital, nemocnice, hastanesi
        """
    )
)
"""Words, folded, in the name of a house where people work, and in no job's."""
FOR = frozenset(words("for, as, als, comme, como, come, som, jako"))
NOT_OF_A_JOB = JOB_WORDS.union(
    normalise(word).strip()
    for word in words(
        """
        application, applying, interview, candidacy, update, status, decision, outcome, thank,
        thanks, interest, next,
        your, you, our, re, fwd, bewerbung, absage, ihre, deine, ihr, dein, gespräch,
        vorstellungsgespräch, candidature,
        candidatura, entretien, entrevista, colloquio, votre, ta, tu, su, tua, sua, sollicitatie,
        gesprek, rekrutacja,
        ansökan, søknad, ansøgning, hakemus, hakemuksesi, výběrové, řízení, pohovor, başvuru, başvurunuz,
        resultat, ergebnis, vorstellung, termin, unterlagen, initiativbewerbung, probearbeiten, anfrage, rückmeldung
        """
    )
)


def tidy_position(value: str) -> str:
    """Return a job without reference numbers, marks of gender in brackets, and quotation marks."""
    text = value.strip(_AROUND)
    text = _OUR_CLIENT.sub("", _BEFORE_JOB.sub("", _PREFIX.sub("", text)))
    previous = ""
    while text != previous:
        previous, text = text, _SUFFIX.sub("", text).strip(_AROUND)
    return text


EMPTY_WORDS = frozenset(
    words(
        """
        the, a, an, this, that, our, your, my, above, mentioned, advertised, same, open, new,
        current, following,
        position, role, job, post, vacancy, opening, opportunity, internship, application,
        candidate, interest, us,
        it, one, stelle, position, die, der, das, ausgeschriebene, poste, emploi, offre, le, la, un,
        une, ce, cette,
        puesto, posizione, ruolo, functie, vaga, stanowisko, tjanst, stilling, tehtava, pozice,
        tatigkeit, beschaftigung, mitarbeit, anstellung, einstellung, zusammenarbeit, arbeit,
        arbeitsplatz, vakanz,
        funktion, aufgabe, emploi, travail, collaboration, recrutement, empleo, trabajo, plaza, lavoro, impiego,
        emprego, trabalho, cargo, posto, funcao, baan, werk, functies, vacature, dienstverband,
        arbete, anstallning,
        jobb, jobbet, tjansten, rollen, arbeid, arbeidet, ansettelse, stillingen, arbejde,
        ansaettelse, jobbet, tyo,
        tyopaikka, tehtavaan, paikka, praca, prace, zatrudnienie, zamestnani, misto, pozici, is,
        pozisyon, gorev, employment, work
        """
    )
)


# No job is called by them, but sentences about one hold them where its name could stand.
_TALK_OF_APPLYING = (
    "basvur", "komisyon", "degerlendir", "kurulumuz", "ilaniniz", "zadost", "prihlask", "prihlase", "vyberov",
    "bewerb", "ausschreib", "ansok", "soknad", "ansogning", "hakemu", "sollicit", "candidatur", "postulac",
    "zgloszen", "aplikacj", "umow",
)  # fmt: skip
_TALK_WORDS = frozenset(
    words(
        """
        acik, olan, soz, konusu, ilgili, hakkinda, ktere, ktera, ktery, kterou, kterych, vasi, vase, vasem,
        ktore, ktora, ktory, panstwa, which, welche, welcher, welches, laquelle, lequel, cual, quale,
        ete, etre, nous, vous, votre, notre, avons, avez, etait, wurde, wurden, wir, ihnen, ihrer,
        uns, haben, hatten,
        have, has, been, was, were, you, your, we, unfortunately, however, sie, dich, dir, deine, leider, hemos,
        hebben, hebt, heeft, wij, helaas, jou, jouw, purtroppo, abbiamo, lamentablemente,
        infelizmente, desverre,
        desvaerre, tyvarr, niestety, bohuzel, valitettavasti, maalesef, har, havde, hade, fikk, jste, jsme,
        waarop, waarvoor, johon, jota, sinulle, teille
        """
    )
)
_TALK_IN_JAPANESE = re.compile("求人|採用|選考|募集|職種|応募|弊社|当社|御社|面接|書類")


def is_talk_of_applying(value: str) -> bool:
    """Tell whether a text is no job, but speaks of the application, the advertisement, or who decides."""
    folded = normalise(value).split()
    return bool(_TALK_IN_JAPANESE.search(value)) or any(
        word.startswith(_TALK_OF_APPLYING) or word in _TALK_WORDS for word in folded
    )
