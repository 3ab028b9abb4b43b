"""Swedish."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

SWEDISH = Lexicon(
    language="sv",
    greetings=words(
        """
        god morgon, god dag, god kväll, goddag, bästa, bäste, kära, käre, hej, hejsan, tjena, tjenare, hallå
        """
    ),
    honorifics=honorifics(
        """
        herr=m, fru=f, fröken=f
        """
    ),
    group_words=words(
        """
        kommun, region, museum, stiftelsen,
        team, rekrytering, rekryteringen, personal, personalavdelningen, hr, avdelning, avdelningen, kommun,
        kommunen, region, universitet, högskola, sjukhus, bank, gruppen, ab, kandidat, sökande, jobb, karriär,
        från, och, på, i, för, hälsningar, vänliga, telefon, skickat, vi, stiftelse, förvaltning, nämnden,
        enheten, enhet
        """
    ),
    departments=words(
        """
        team, rekrytering, rekryteringen, personal, personalavdelningen, hr, avdelningen, jobb, karriär, talent,
        people, career, careers, teamet
        """
    ),
    role_words=words(
        """
        chef, chefen, rekryterare, ansvarig, verksamhetschef, enhetschef, rektor, handläggare, specialist,
        konsult, rekryteringskonsult, ägare, grundare, direktör, vd, samordnare, assistent, personalchef, hr,
        manager, partner, projektledare, avdelningschef, platschef, butikschef, ordförande, sekreterare,
        recruiter, talent, professor, prefekt, kulturchef, fritidschef, fritidschefen, bibliotekschef,
        teamledare
        """
    ),
    before_name=words(
        """
        e.u., enl. uppdrag, genom
        """
    ),
    stops=words(
        """
        gick, gått, går, tillsattes, tillsatt,
        vi, du, din, ditt, dig, oss, er, ert, jag, tyvärr, har, är, var, blev, blir, hos, på, i, med, som, att,
        men, för, och, till, där, när, kommer, inte, efter, vid, tillsatt, den, det, en, avbrutits
        """
    ),
    company=lines(
        """
        hos {company}
        (intresse|intresset|intresserad) (för|av) (att arbeta hos|att jobba hos|en tjänst hos|att bli en del av|
            ) {company}
        (ansökan|ansökt|sökt|tjänst|tjänsten|jobb|jobbet|roll|rollen|arbeta|jobba|intervju|team|teamet|
            anställning|praktik) (hos|till|på|vid|inom) {company}
        """
    ),
    company_in_subject=lines(
        """
        (ansökan|jobb|tjänst|intervju) (hos|till|på) {company}
        """
    ),
    position=lines(
        """
        (tjänst|tjänsten|jobbet|jobb|roll|rollen|befattningen|platsen|plats|anställning|anställningen) (som|av|
            till) {position}
        (ansökan|ansökt|sökt|söka|rekryteringen|rekrytering|ansökningar) (till tjänsten som|till rollen som|
            till|som|av|om|om tjänsten som) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (din|angående din|gällande din|) (ansökan|tjänst|rekrytering|rekrytering avbruten|anställning)
            (till tjänsten som|till rollen som|som|till|om|av|) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (svara|svara inte|vänligen svara inte|det går inte att svara) (inte|ej|) (på|till) (detta|det här|
                denna) (mejl|mail|meddelande|e post|e postmeddelande|adress)
            (detta|det här) (mejl|mail|meddelande|meddelandet|mejlet) * (går inte att svara|kan inte besvaras|
                skickat automatiskt|skickats automatiskt)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (inte|ej) * (möjlighet|möjligt|kan|ge|lämna) * (återkoppling|feedback|motivering|individuell)
            (kan|har) (tyvärr|) (inte|ej) * (återkoppling|feedback|motivera)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (hör|ring|mejla|kontakta|skriv) * (om du|ifall du) * (återkoppling|feedback|motivering|veta varför)
            (gärna|välkommen|hör av dig|tveka inte) * (återkoppling|feedback|frågor|berättar|förklarar)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (hör|återkommer) * (om|när) * (passande|ny tjänst|ledig~)
            (spara|sparar|behålla|behåller|kvar) * (ansökan|cv|uppgifter|profil|databas|kandidatbank)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (uppgifter|ansökan|cv) * (raderas|tas bort|makuleras|förstörs)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (håll|håller) (utkik|ett öga) * (annonser|tjänster|lediga|karriär~)
            sök gärna * (igen|på nytt|hos oss|andra)
            (välkommen|hoppas|uppmuntrar|uppmanar) * (söka|ansökan|ansöka|annonser|lediga|igen)
            (söka|söker) * (igen|på nytt|andra tjänster|framtida)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (rekryteringen|tjänsten|rekrytering|processen|tillsättningen|utlysningen) * (avbrutits|avbruten|
                avbryts|dragits tillbaka|dras in|pausats|pausas|pausad|ställts in|inställd|fryst|frysts|
                återkallats|avbryta)
            anställningsstopp
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (tillsatt|tillsatts|tillsättas|tillsätta|löst|löser) * (internt)
            (intern|interna|internrekrytering) (kandidat|sökande|lösning|rekrytering|kandidaten)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (tack|trevligt|roligt|kul|uppskattade|uppskattat|fint) * (intervju|intervjun|intervjuer|samtal|
                samtalet|träffa|träffas|mötet|möte|pratstund)
            (efter|vid|under|sedan|från) (vår|din|vårt|den) (senaste|första|andra|) (intervju|intervjun|samtal|
                möte)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (inte|ej) * (kalla|kallas|kallad|bjuda in|gå vidare till) * (intervju|intervjuer)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (inte|ej) * (andra|ytterligare|nästa) intervju
            """
        ),
        Signal.FINALIST: lines(
            """
            (i|till|slut~) (slutomgången|sista omgången|sista rundan|slutrundan|finalen)
            (en|ett) av (de|) (två|tre) * (slutomgången|slutkandidater~|finalister~|sista)
            (slutkandidat~|finalist~)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (andra|sökande|kandidater) * (sista omgången|slutomgången|slutintervju~)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (intervju~|samtal~|träffa~|möte~)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (slutlig|slutliga|sista|final) (intervju|intervjun|omgången|rundan|fasen|steget|urvalet)
            (slutkandidat|slutkandidater|slutkandidaterna|finalist|sista två|sista tre|slutomgången)
            """
        ),
        Signal.APPLIED: lines(
            """
            (sökte|sökt|söka) (jobbet|tjänsten|rollen|en tjänst|jobb)
            (visat|ditt|visade) intresse
            (din|er) (ansökan|cv|intresseanmälan)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (du|dig|din|ditt|dina)
            """
        ),
    },
)
