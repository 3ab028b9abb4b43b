"""Dutch."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

DUTCH = Lexicon(
    language="nl",
    greetings=words(
        """
        goedemorgen, goedemiddag, goedenmiddag, goedenavond, goedendag, goeiedag, geachte, beste, hallo, hoi,
        dag, lieve, hey
        """
    ),
    greetings_formal=words(
        """
        geachte
        """
    ),
    honorifics=honorifics(
        """
        heer=m, dhr=m, dhr.=m, de heer=m, mevrouw=f, mevr=f, mevr.=f, mw=f, mw.=f
        """
    ),
    group_words=words(
        """
        gemeente, provincie, ministerie, museum, stichting,
        team, personeel, personeelszaken, werving, selectie, p&o, hrm, afdeling, dienst, vacatures, vacature,
        werken, bij, sollicitatie, sollicitaties, sollicitant, de, het, een, namens, gemeente, bestuur, lokaal,
        universiteit, ziekenhuis, bank, stichting, groep, bv, nv, onze, groeten, groet, vriendelijke, met,
        telefoon, verzonden, kandidaat, recruitment, secretariaat
        """
    ),
    departments=words(
        """
        team, personeel, personeelszaken, werving, selectie, p&o, hrm, hr, afdeling, dienst, vacatures,
        recruitment, het, de, werken, bij, sollicitaties, talent, people, en
        """
    ),
    role_words=words(
        """
        manager, recruiter, directeur, hoofd, adviseur, medewerker, coördinator, teamleider, assistent, p&o, hr,
        specialist, eigenaar, oprichter, voorzitter, secretaris, consultant, intercedent, burgemeester, schepen,
        algemeen, partner, rector, chef, leidinggevende, bedrijfsleider, people, talent
        """
    ),
    before_name=words(
        """
        namens, i.o., i.o, o.v., b/a
        """
    ),
    stops=words(
        """
        is, ging, gaat, wordt,
        wij, we, u, uw, je, jij, jouw, ons, onze, ik, helaas, hebben, heeft, is, zijn, was, werd, wordt, bij,
        in, op, met, voor, en, maar, die, dat, waarvoor, te, om, naar, aan, van, ingetrokken, niet, als,
        ontvangen, binnen
        """
    ),
    company=lines(
        """
        (interesse|belangstelling|vertrouwen) (in|voor) (een functie bij|een baan bij|werken bij|de functie bij|
            ) {company}
        (sollicitatie|solliciteren|gesolliciteerd|functie|vacature|baan|stage|positie|werken|gesprek|team|
            collega s|carrière|werk) (bij|van|binnen) (de|het|) {company}
        namens {company}
        """
    ),
    company_in_subject=lines(
        """
        (sollicitatie|vacature|functie|stage|gesprek|solliciteren) (bij|van) {company}
        """
    ),
    position=lines(
        """
        (functie|vacature|positie|rol|baan|plaats|stageplaats|stageplek) (van|als|voor|voor de functie van) (de|
            een|) {position}
        (sollicitatie|gesolliciteerd|solliciteren|sollicitatiebrief|kandidatuur) (naar de functie van|op de
            functie van|voor de functie van|voor de functie|naar de functie|op de vacature|voor de vacature|
            naar|als|op|voor) (de|een|) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (uw|je|jouw|) (sollicitatie|kandidatuur|selectieprocedure|vacature|stage|functie) (naar de functie
            van|op de functie van|voor de functie van|voor de functie|voor de vacature|op de vacature|als|naar|
            voor|op|) (de|een|) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (u kunt|je kunt|kunt u|gelieve|niet|dit) * niet * (antwoorden|beantwoorden|reageren|beantwoord|
                beantwoordt)
            (niet) (te|) (antwoorden|beantwoorden|reageren|reply) (op|op dit|op deze)
            (dit|deze) (bericht|e mail|mail|mailbox|adres|e mailadres) (wordt|is|kan) (niet|automatisch) *
                (gelezen|beantwoord|gemonitord|bemand|beantwoorden|antwoorden)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (kan|kunnen|wordt|worden) (geen|niet) * (gecorrespondeerd|correspondentie)
            (niet|geen|onmogelijk) * (feedback|toelichting|terugkoppeling|motivering|onderbouwing) * (geven|
                bieden|verstrekken|mogelijk|kunnen)
            (kunnen|kan) * (geen|niet) * (feedback|toelichting|terugkoppeling|inhoudelijk)
            over de (uitslag|beslissing) kan niet worden gecorrespondeerd
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (wil|wilt) (je|u) weten waarom
            (bel|mail|schrijf|vraag) (me|mij|ons) (gerust|gerne|gerne even|) * (waarom|toe|toelichten|
                uitleggen|uitleg)
            (graag|gerust|bereid|beschikbaar|mag|kun|kunt) * (feedback|toelichting|terugkoppeling|toelichten|
                inlichtingen|vragen)
            (feedback|toelichting) * (graag|bel|contact|welkom)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (neem|nemen|benader|benaderen) * (zodra|als|wanneer) * (passende|vacature|functie|plek)
            (bewaren|houden|opnemen|opgenomen|bewaard|portefeuille) * (gegevens|cv|sollicitatie|bestand|
                database|portefeuille|achterhand|talentpool|dossier|beeld)
            (gegevens|cv|sollicitatie) * (bewaren|bewaard|portefeuille|in ons bestand|in portefeuille)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (gegevens|cv|sollicitatie) * (verwijderd|vernietigd|verwijderen|vernietigen|wissen)
            niet opgenomen in de wervingsreserve
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (nog eens|nogmaals|opnieuw) * (solliciteert|solliciteren|proberen)
            probeer het (gerust|) (later|nog|volgend)
            (hoop|hopen) dat (je|u) * (solliciteert|reageert|terugziet)
            (nodigen|uitnodigen|hopen|moedigen|aarzel) * (solliciteren|sollicitatie|vacatures|website|reageren)
            (opnieuw|nogmaals) (te|) (solliciteren|reageren)
            (solliciteer|solliciteren|bekijk|kijk|reageren|reageer|houd|hou) * (andere|nieuwe|toekomstige) (vacatures|
                vacature|functies|kansen)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (vacature|functie|procedure|positie|werving|rol) * (ingetrokken|vervallen|geannuleerd|stopgezet|
                bevroren|gepauzeerd|opgeschort|niet ingevuld|niet meer ingevuld|vervalt)
            (vacaturestop|personeelsstop)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (intern) (ingevuld|vervuld|opgevuld|opgelost|in te vullen|te vervullen)
            (interne|eigen) (kandidaat|kandidate|medewerker|collega|gelederen|oplossing)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (op gesprek|op sollicitatiegesprek) (was|bent|geweest|kwam|kwamen|waart)
            (bij ons|bij mij) (op gesprek|langs)
            (bedankt|dank|danken|leuk|prettig|prettige|fijn|fijne|goed|plezier) * (gesprek|gesprekken|
                kennismaking|sollicitatiegesprek|ontmoeten|ontmoet|kennis te maken|langs te komen|gekomen)
            (na|in|tijdens|naar aanleiding van) (ons|onze|het|uw|je|jouw) (eerste|tweede|laatste|) (gesprek|
                gesprekken|sollicitatiegesprek|kennismaking)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (niet) * (uit te nodigen|uitnodigen|uitgenodigd|voor een gesprek|weerhouden)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (niet|geen) * (tweede gesprek|vervolggesprek|volgend gesprek)
            """
        ),
        Signal.FINALIST: lines(
            """
            (bij|tot|van) de (laatste|beste) (twee|drie) (kandidaten|)
            (na|in|tijdens|voor|tot) (de|onze) (laatste ronde|laatste gespreksronde|eindronde)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (andere|anderen|kandidaten) * (laatste ronde|eindronde|volgende ronde)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (gesprek~|kennismak~|sollicitatiegesprek~|ontmoet~|langs|interview~)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (laatste|finale) (ronde|gesprek|selectieronde|fase)
            (eindronde|eindselectie|finalisten|laatste twee|laatste drie)
            """
        ),
        Signal.APPLIED: lines(
            """
            (uw|je|jouw) (sollicitatie|cv|kandidatuur|brief|interesse|belangstelling)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (je|jij|jou|jouw|jullie)
            """
        ),
        Signal.FORMAL: lines(
            """
            (u|uw|geachte)
            """
        ),
    },
)
