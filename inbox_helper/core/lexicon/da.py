"""Danish."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

DANISH = Lexicon(
    language="da",
    greetings=words(
        """
        god morgen, god dag, goddag, god aften, kære, hej, hejsa, halløj, til
        """
    ),
    honorifics=honorifics(
        """
        hr=m, hr.=m, fru=f, frk=f
        """
    ),
    group_words=words(
        """
        kommune, region, museum, fonden,
        team, rekruttering, personale, personaleafdelingen, hr, afdeling, afdelingen, kommune, kommunen, region,
        universitet, sekretariat, fakultet, fakultetssekretariatet, bank, gruppen, aps, kandidat, ansøger, job,
        karriere, fra, og, på, i, for, hilsen, hilsner, telefon, sendt, vi, fond, styrelse, rekrutteringen,
        nyhedsbrev
        """
    ),
    departments=words(
        """
        team, rekruttering, personale, personaleafdelingen, hr, afdelingen, job, karriere, talent, people,
        fakultetssekretariatet, sekretariatet
        """
    ),
    role_words=words(
        """
        chef, leder, direktør, ansvarlig, konsulent, sekretær, fakultetssekretær, medarbejder, partner,
        specialist, ejer, indehaver, grundlægger, koordinator, assistent, hr, manager, rekrutteringskonsulent,
        afdelingsleder, afdelingschef, personalechef, formand, forstander, rektor, dekan, professor,
        institutleder, recruiter, talent, værkfører, souschef, butikschef, køkkenchef
        """
    ),
    before_name=words(
        """
        e.b., p.v., på vegne af
        """
    ),
    stops=words(
        """
        gik, gået, går, tilfaldt,
        vi, du, din, dit, dig, os, jer, jeg, desværre, har, er, var, blev, bliver, hos, på, i, med, som, at,
        men, for, og, til, der, da, når, ikke, efter, ved, den, det, en, besat, pr, samt
        """
    ),
    company=lines(
        """
        hos {company}
        (interesse|interessen) (for|i) (at arbejde hos|en stilling hos|at blive en del af|) {company}
        (ansøgning|ansøgt|søgt|stilling|stillingen|job|jobbet|rolle|rollen|arbejde|samtale|team|teamet|
            ansættelse|praktik) (hos|til|på|ved|i) {company}
        """
    ),
    company_in_subject=lines(
        """
        (ansøgning|job|stilling|samtale) (hos|til|ved) {company}
        """
    ),
    position=lines(
        """
        (stilling|stillingen|jobbet|job|rolle|rollen|pladsen|ansættelse|elevplads) (som|af) {position}
        (ansøgning|ansøgt|søgt|søge|rekruttering) (til stillingen som|til jobbet som|om stillingen som|til|som|
            om|på) {position}
        (opslåede|ledige) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (din|vedr din|vedrørende din|vedr|svar på din|) (ansøgning|stilling|stillingsopslag|jobansøgning)
            (til stillingen som|om stillingen som|til|som|om|på|) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (svar|besvar|du kan) (ikke|venligst ikke) (svare|) (på|) (denne|dette) (mail|e mail|besked|
                meddelelse)
            (denne|dette) (mail|e mail|besked|meddelelse) (kan ikke besvares|er sendt automatisk|er automatisk
                genereret)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (ikke|desværre) * (mulighed|muligt|kan|give) * (feedback|tilbagemelding|begrundelse|individuel|
                begrunde|uddybe)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (ring|skriv|kontakt) * (høre hvorfor|vide hvorfor|begrundelse|feedback|tilbagemelding|uddybning)
            (gerne|velkommen|sig til|tøv ikke) * (feedback|tilbagemelding|uddybning|uddybe|begrundelse|
                spørgsmål)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (vender|kontakter) * (hvis|når) * (passende|ny stilling|ledig~)
            (gemme|gemmer|beholde|beholder|opbevare|opbevarer) * (ansøgning|cv|oplysninger|profil|database|
                emnebank|kandidatbank)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (oplysninger|ansøgning|cv|materiale) * (slettes|slettet|destrueres|makuleres|sletter)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (hold|holde) (gerne|) øje med * (stillinger|opslag|hjemmeside|karriere~)
            (velkommen|håber|opfordrer|opfordre) * (søge|ansøgning|søger|stillinger|igen|opslag)
            (søge|søg|søger) * (igen|på ny|andre stillinger|fremtidige)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (stillingen|stilling|rekrutteringen|opslaget|processen|jobbet) * (annulleret|trukket tilbage|sat i
                bero|aflyst|nedlagt|bortfaldet|sat på pause|indstillet|stoppet|genopslås|ikke besat)
            ansættelsesstop
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (besat|besættes|besætte|løst) * (internt)
            (intern|interne) (kandidat|ansøger|løsning|rekruttering)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (for|efter) (den|vores|en|din) (gode|hyggelige|rare|fine|dejlige|) (samtale|snak)
            (tak|dejligt|rart|hyggeligt|godt|fornøjelse) * (samtale|samtaler|samtalen|møde|mødet|møde dig|lære
                dig|snak|jobsamtale|besøg)
            (efter|ved|under|siden|fra) (vores|din|den|jobsamtalen|samtalen) (seneste|første|anden|) (samtale|
                samtaler|møde)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (ikke) * (indkalde|indkaldt|invitere|inviteret|kaldt) * (samtale|samtaler)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            ikke * (anden samtale|2 samtale|ny samtale|næste samtale)
            """
        ),
        Signal.FINALIST: lines(
            """
            (i|til|efter|gennem) (sidste|den sidste|afsluttende) (runde|samtalerunde)
            (stod) mellem dig og
            (finalist~)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (andre|ansøgere|kandidater) * (sidste runde|slutrunde~)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (samtale~|møde~|snak~|interview~)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (sidste|afsluttende|endelige) (runde|samtale|felt|fase)
            (finalist|slutrunden|sidste to|sidste tre|finalefeltet)
            """
        ),
        Signal.APPLIED: lines(
            """
            interesse for (stillingen|jobbet|at arbejde)
            (din|jeres) (ansøgning|cv|interesse)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (du|dig|din|dit|dine)
            """
        ),
        Signal.FORMAL: lines(
            """
            (deres ansøgning|de bedes)
            """
        ),
    },
)
