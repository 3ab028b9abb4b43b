"""Norwegian."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

NORWEGIAN = Lexicon(
    language="nb",
    greetings=words(
        """
        god morgen, god dag, god kveld, kjære, hei, heisann, hallo, heia, til
        """
    ),
    honorifics=honorifics(
        """
        herr=m, hr=m, fru=f, frøken=f
        """
    ),
    group_words=words(
        """
        kommune, museum, fylket,
        team, rekruttering, rekrutteringen, personal, personalavdelingen, hr, avdeling, avdelingen, kommune,
        kommunen, fylkeskommune, universitet, høgskole, sykehus, bank, gruppen, kandidat, søker, jobb, karriere,
        fra, og, på, i, for, hilsen, telefon, sendt, vi, stiftelse, nyhetsbrev, as, asa, kraft
        """
    ),
    departments=words(
        """
        team, rekruttering, rekrutteringen, personal, personalavdelingen, hr, avdelingen, jobb, karriere,
        talent, people
        """
    ),
    role_words=words(
        """
        leder, sjef, daglig, rekrutterer, rådgiver, direktør, ansvarlig, konsulent, medarbeider, partner,
        spesialist, eier, gründer, koordinator, assistent, hr, manager, avdelingsleder, personalsjef,
        personalleder, kjøkkensjef, butikksjef, rektor, dekan, professor, seksjonsleder, styreleder, recruiter,
        talent, prosjektleder, driftsleder, enhetsleder, verksmester
        """
    ),
    before_name=words(
        """
        e.f., etter fullmakt, på vegne av
        """
    ),
    stops=words(
        """
        gikk, gått, går, tilfalt, tildelt,
        vi, du, din, ditt, deg, oss, dere, jeg, dessverre, har, er, var, ble, blir, hos, på, i, med, som, at,
        men, for, og, til, der, da, når, ikke, etter, ved, den, det, en, tilsatt, samt
        """
    ),
    company=lines(
        """
        hos {company}
        (interesse|interessen) (for|i) (å jobbe hos|en stilling hos|å bli en del av|) {company}
        (søknad|søknaden|søkt|stilling|stillingen|jobb|jobben|rolle|rollen|jobbe|intervju|team|teamet|
            ansettelse|leder|arbeide) (hos|til|på|ved|i) {company}
        """
    ),
    company_in_subject=lines(
        """
        (søknad|søknaden|søknaden din|jobb|stilling|intervju) (hos|til|ved|i) {company}
        """
    ),
    position=lines(
        """
        (stilling|stillingen|jobben|jobb|rolle|rollen|plassen|lærlingplassen) (som|av) {position}
        (stilling|stillingen) {position} (i|hos|ved)
        (søknad|søkt|søke|rekruttering|søknaden din) (til stillingen som|på stillingen som|på stillingen|på
            jobben som|på|som|til) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (din|vedrørende din|svar på din|vedr|) (søknad|stilling|jobbsøknad|søknaden) (på stillingen som|på
            stillingen|til stillingen som|på|som|til|) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (ikke svar|svar ikke|vennligst ikke svar) (på|) (denne|dette) (e posten|eposten|meldingen|mailen)
            (denne|dette) (e posten|meldingen|mailen|e post) (kan ikke besvares|er sendt automatisk|er automatisk
                generert)
            (meldinga|meldingen|e posten) (er|blir) sendt automatisk
            kan ikkje svarast på
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (ikke|dessverre) * (mulighet|mulig|kan|anledning|gi) * (tilbakemelding|tilbakemeldinger|begrunnelse|
                individuell|begrunne|utdype)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (ring|skriv|ta kontakt) * (tilbakemelding|begrunnelse|hvorfor)
            (gjerne|velkommen|ta kontakt|nøl ikke) * (tilbakemelding|tilbakemeldinger|utdype|begrunnelse|
                spørsmål)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (tar|ta) (gjerne|) kontakt * (hvis|når|dersom) * (passende|ny stilling|ledig~)
            (beholde|beholder|lagre|lagrer|ta vare på|oppbevare) * (søknad|søknaden|cv|opplysninger|profil|
                database|kandidatbank)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (opplysninger|søknad|søknaden|cv) * (slettes|slettet|makuleres|sletter)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (følg|følge) (gjerne|) med * (stillinger|utlysninger|nettsiden|karriere~)
            (velkommen|håper|oppfordrer|oppfordre) * (søke|søknad|søker|stillinger|igjen)
            (søk|søke|spør|spørre) * (igjen|på nytt|andre stillinger|nye stillinger|fremtidige)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (stillingen|stilling|rekrutteringen|prosessen|utlysningen|jobben) * (trukket|avlyst|satt på vent|
                kansellert|inndratt|satt på pause|stanset|stoppet|ikke besatt|bortfalt|avbrutt)
            ansettelsesstopp
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (besatt|besettes|besette|løst|tilsatt) * (internt)
            (intern|interne) (kandidat|søker|løsning|ansettelse|rekruttering)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (for|etter) (den|vår|en|) (gode|hyggelige|fine|trivelige|) (samtalen|praten|intervjuet)
            (takk|hyggelig|fint|koselig|godt|trivelig) * (intervju|intervjuet|intervjuer|samtale|samtalen|møte|
                møte deg|treffe|prat|praten|besøk)
            (etter|ved|under|siden|fra) (vårt|vår|ditt|det) (siste|første|andre|) (intervju|intervjuet|samtale|
                møte)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (ikke) * (innkalle|innkalt|invitere|invitert|kalt) * (intervju|samtale)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            ikke * (andregangsintervju|annet intervju|nytt intervju|neste intervju)
            """
        ),
        Signal.FINALIST: lines(
            """
            (i|til|etter|gjennom) (siste|den siste|finale) (runde|runden)
            (sto|stod) mellom deg og
            (finalist~)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (andre|søkere|kandidater) * (siste runde|siste runden|sluttrunde~)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (intervju~|samtale~|møte~|prat~|treffe)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (siste|endelige|avsluttende) (runde|intervju|fase)
            (finalist|finalerunden|sluttrunden|siste to|siste tre)
            """
        ),
        Signal.APPLIED: lines(
            """
            (søknad|søknaden) (din|på|til|om)
            (din|søknaden|cv en) (søknad|din|cv)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (du|deg|din|ditt|dine)
            """
        ),
    },
)
