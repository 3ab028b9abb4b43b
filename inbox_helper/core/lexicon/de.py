"""German."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

GERMAN = Lexicon(
    language="de",
    greetings=words(
        """
        sehr geehrter, sehr geehrte, sehr geehrtes, guten morgen, guten tag, guten abend, grüß gott, grüezi,
        lieber, liebe, liebes, hallo, moin, servus, hi, hey
        """
    ),
    greetings_formal=words(
        """
        sehr geehrter, sehr geehrte, sehr geehrtes
        """
    ),
    honorifics=honorifics(
        """
        herr=m, herrn=m, frau=f, fräulein=f
        """
    ),
    group_words=words(
        """
        gemeinde, stadt, landratsamt, ministerium, museum, stiftung, verein, amt, behörde, klinikum,
        team, personal, personalabteilung, personalreferat, personalwesen, personalmanagement, bewerbung,
        bewerbungen, bewerbermanagement, karriere, recruiting, abteilung, referat, ausbildung, service,
        kundenservice, verwaltung, sekretariat, zentrale, stelle, stellen, jobs, ihr, ihre, dein, euer, das,
        die, der, bei, von, und, für, im, auftrag, universität, hochschule, institut, gesellschaft, gmbh, ag,
        kg, ohg, ev, e.v., stadt, kreis, amt, klinik, klinikum, werk, werke, gruppe, haus, verlag, bank,
        stiftung, verein, kirche, ministerium, möbel, telefon, grüße, grüßen, gruß, grüsse
        """
    ),
    departments=words(
        """
        team, personal, personalabteilung, personalreferat, bewerbung, bewerbungen, bewerbermanagement,
        karriere, recruiting, abteilung, ausbildung, service, verwaltung, sekretariat, jobs, stellen, ihr, dein,
        das, die, hr, personalmanagement, personalwesen, personalservice, bewerberportal
        """
    ),
    role_words=words(
        """
        leiter, leiterin, leitung, ausbildungsleitung, personalleiter, personalleiterin, personalleitung,
        referent, referentin, personalreferent, personalreferentin, sachbearbeiter, sachbearbeiterin,
        geschäftsführer, geschäftsführerin, inhaber, inhaberin, recruiter, recruiterin, manager, managerin,
        assistent, assistentin, assistenz, vorstand, prokurist, prokuristin, teamleiter, teamleiterin, berater,
        beraterin, personalberater, personalberaterin, professor, professorin, dekan, dekanin, meister,
        meisterin, talent, hr, people, personal, human, head, referat, personalabteilung, küchenchef,
        küchenchefin, abteilungsleiter, abteilungsleiterin, bürgermeister, bürgermeisterin
        """
    ),
    before_name=words(
        """
        i.a., i. a., im auftrag, i.v., i. v., in vertretung, gez., gez, ppa., ppa, ihr, ihre, dein, deine, eure,
        euer
        """
    ),
    stops=words(
        """
        kein, keine, keinen,
        bei, beim, nicht, ihr, ihre, ihnen, ihrer, sie, wir, uns, unser, unsere, leider, dein, deine, du, dich,
        dir, ich, und das, und ihr, entschieden, danken, bedanken, haben, hat, ist, wurde, wird, bewerbung,
        beworben, zu, sowie,
        vielen, nach, das, die, der, es, als, für, um, mit, auf, in, im, am, vom, und, interesse, dem, den, an
        """
    ),
    job_tails=words(
        """
        einzelhandel, außendienst, innendienst, vertrieb, großhandel, büromanagement, gesundheitswesen, controlling,
        einkauf, marketing, handwerk, gastgewerbe, hotelfach, bankwesen, rechnungswesen, öffentlichen, personalwesen,
        qualitätsmanagement, projektmanagement, kundendienst, sozialdienst, rettungsdienst, lager, versand, service
        """
    ),
    company=lines(
        """
        (interesse|bewerbung|bewerben|beworben|stelle|position|praktikum|ausbildung|ausbildungsplatz|tätigkeit|
            mitarbeit|mitarbeiten|vakanz|karriere|job|werkstudentenstelle) (bei|beim) (der firma|dem unternehmen|
            der|dem|uns bei|uns|) {company}
        (interesse|interessieren|interessiert|entschieden|entscheiden) (an|für) (einer mitarbeit|einer tätigkeit|
            einer stelle|einer position|der arbeit|) (bei|beim) (der|dem|) {company}
        (bewerbung|interesse) (am|an der|an) {company}
        (hier bei|team bei|teil von|teil der|im namen der|im namen von|im namen des|im hause) {company}
        (mitarbeiter|gespräch|vorstellungsgespräch|einstieg|interview) bei (der|dem|) {company}
        """
    ),
    company_in_subject=lines(
        """
        (bewerbung|ausbildungsplatz|praktikum|gespräch|vorstellungsgespräch|stelle|mitarbeit) (bei|beim) (der|
            dem|) {company}
        (bewerbung|interesse) (an|am) (der|) {company}
        bei {company}
        """
    ),
    position=lines(
        """
        (stelle|position|rolle|vakanz|funktion|ausbildungsplatz|stellenausschreibung|stellenangebot|ausschreibung)
            (als|der|des|einer|eines|einen|für|) (die|den|das|) (stelle|position|) (als|) {position}
        (bewerbung|beworben|bewerben|bewerbungsunterlagen|bewirbst) (als|zum|zur) {position}
        (bewerbung|beworben|bewerben|interesse) (um|auf|für|an) (die|den|das|der|unsere|unserer|eine|einen|
            einer|) (ausgeschriebene|ausgeschriebenen|offene|offenen|) (stelle|position|ausbildung|
            ausbildungsplatz|praktikumsplatz|vakanz|praktikum|) (als|zum|zur|der|des|einer|eines|im bereich)
            {position}
        ausbildung (zum|zur) {position}
        (praktikum|praktikant|praktikantin|werkstudentenstelle|traineestelle|werkstudent|werkstudentin) (als|im
            bereich) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (ihre|deine|) (bewerbung|initiativbewerbung) (als|zum|zur|um|auf|für|) (die|eine|) (stelle|
            position|) (als|zum|zur|der|des|) {position}
        (absage|rückmeldung|information|nachricht|neuigkeiten|update|status) (zu|zur|als|auf|für|) (ihrer|
            deiner|ihre|deine|die|) (bewerbung|stelle|) (als|zum|zur|für die stelle|auf die stelle|um die stelle|
            ) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (bitte|) (antworten sie|antworte|antwortet) (bitte|) nicht (direkt|) auf diese (e mail|mail|
                nachricht|adresse)
            (automatisch|maschinell) (generierte|erstellte|erzeugte|versandte) (e mail|mail|nachricht) * nicht *
                antworten
            auf diese (e mail|mail|nachricht) (kann|können) (leider|) nicht (geantwortet|antworten)
            (antworten|rückmeldungen|nachrichten) (an|auf) diese (e mail|mail|adresse|e mail adresse|
                mailadresse|nachricht) (werden|können) (leider|) nicht (gelesen|bearbeitet|beantwortet|
                zugestellt)
            diese (e mail adresse|mailadresse|adresse|mailbox) (wird|ist) nicht (gelesen|überwacht|betreut|
                eingerichtet)
            diese (e mail adresse|mailadresse|adresse) * keine (antworten|nachrichten|e mails)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            keine (näheren|weiteren|genaueren|) (angaben|informationen) (machen|dazu|geben|zu den gründen)
            keine (auskunft|auskünfte|begründung|begründungen|detaillierte|individuelle|persönliche|nähere|
                genauen) * (erteilen|erteilt|geben|gegeben|nennen|möglich|mitteilen|begründung|rückmeldung|
                angaben|auskunft|gründe)
            keine (auskunft|begründung|rückmeldung|gründe|feedback)
            kein (individuelles|persönliches|detailliertes|ausführliches|) feedback
            (gründe|begründung|feedback) * (nicht|keine) * (mitteilen|nennen|geben|erteilen|möglich|schreiben|
                eingehen)
            (nicht|leider nicht) * (einzeln|individuell) (schreiben|begründen|antworten|rückmelden)
            (von|bitten) * (rückfragen|nachfragen) (zu den gründen|) * (abzusehen|absehen)
            warum * (können|dürfen) wir * nicht
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (gern|gerne) * über (die|unsere) (gründe|entscheidung) (sprechen|reden|austauschen|telefonieren)
            fragen zu (unserer|der|dieser|meiner) (entscheidung|absage) * (rufen|melden|gern|gerne|wenden|
                kontaktieren|verfügung)
            (erzähl|erzähle|erkläre|erklär|sage|sag|erläutere|berichte) * (dir|ihnen) * (woran|warum|
                gefallen|gründe|fehlte)
            (gründe|entscheidung) * (gern|gerne) * (erläutern|besprechen|erklären)
            (gern|gerne) * (gründe|entscheidung) * (erläutern|besprechen|erklären)
            (gebe|geben|biete|bieten) * (gern|gerne) * (feedback|rückmeldung)
            (feedback|rückmeldung) * (gern|gerne) (gebe|geben|an)
            (gerne|gern) * (feedback|rückmeldung|gründe|fragen|gespräch) * (geben|gebe|erläutern|erläutere|
                verfügung|sprechen)
            (gerne|gern) * (geben|gebe|erläutern|erläutere|stehe|stehen) * (feedback|rückmeldung|gründe|
                verfügung)
            (wenn|falls|sollten) (sie|du|ihr) * (feedback|rückmeldung) * (wünschen|möchten|möchtest|magst|
                wünschst|haben)
            (ausführliches|persönliches|telefonisches) feedback * (gern|gerne|geben|anbieten)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (wieder|erneut) bei (ihnen|dir) melden
            (melden|melde) (wir uns|ich mich|uns|mich) (gern|gerne|) * (sobald|falls|wenn) * (passende~|
                frei|stelle)
            (unterlagen|bewerbung|profil|daten) (behalten|bewahren|speichern|merken) wir
            (profil|unterlagen|bewerbung|daten) * (datenbank|kartei|bewerberkartei|bewerberdatenbank) (zu|)
                (behalten|speichern|aufnehmen|führen)
            (sobald|falls|wenn) (ich|wir) * (passendes|passende|passenden|geeignetes) * (melde|melden|komme|
                kommen)
            (unterlagen|bewerbung|daten|profil|lebenslauf|kontakt|dich|sie) * (evidenz|talentpool|talent pool|
                bewerberpool|kandidatenpool|vormerken|vorgemerkt|vorzumerken|aufbewahren|aufnehmen|im blick)
            in (unserem|unseren|den|unser) (talentpool|talent pool|bewerberpool|kandidatenpool|
                bewerberdatenbank)
            (würden|werden|möchten) (wir|) * (unterlagen|bewerbung) * (behalten|aufbewahren|speichern)
            (auf sie|auf dich) (gern|gerne|) (zurückkommen|zukommen|zurück|zu)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (unterlagen|daten|bewerbung|bewerbungsunterlagen) * (gelöscht|vernichtet|vernichten|löschen|zurück)
            (löschen|vernichten) wir * (unterlagen|daten)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (erneut|wieder|nochmals) * bewerben
            (erneut|wieder|nochmal) * (bewirbst|bewerbt)
            (freuen|freue) * (erneut|wieder) * (bewerben|bewerbung)
            (freuen|freue) (wir|) uns * (erneut|wieder|erneute|weitere|neue) (bewerbung|bewerben|bewirbst)
            (bewerben|bewirb|bewerbt) (sie|dich|euch) (gern|gerne|jederzeit|doch|sich|) * (erneut|wieder|
                nochmal|noch einmal)
            (ermuntern|ermutigen|einladen|laden) * (bewerben|bewerbung)
            (erneut|wieder) (zu|) bewerben
            (weitere|andere|neue|offene|aktuelle) (stellen|stellenangebote|stellenausschreibungen|positionen|
                jobs) * (karriereseite|website|webseite|homepage|internetseite|portal)
            im nächsten jahr * (neu|wieder)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (stelle|position|ausschreibung|vakanz|suche|besetzung|stellenausschreibung|verfahren|
                auswahlverfahren) * (zurückgezogen|gestrichen|nicht besetzt|nicht mehr besetzt|nicht (weiter|)
                (verfolgt|nachbesetzt)|aufgehoben|gestoppt|pausiert|eingestellt|entfällt|entfallen|auf eis|
                abgebrochen|storniert|eingefroren)
            (einstellungsstopp|einstellungsstop)
            (nicht|doch nicht) (zu besetzen|nachzubesetzen|neu zu besetzen)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (intern|hausintern) (besetzt|besetzen|vergeben|nachbesetzt|zu besetzen|gefunden|entschieden)
            (interne|internen|interner) (bewerber|bewerberin|kandidat|kandidaten|kandidatin|besetzung|lösung|
                bewerbung)
            (kollegen|kollegin|mitarbeiter|mitarbeiterin) aus (den eigenen reihen|dem eigenen haus|unserem haus|
                dem haus)
            aus den eigenen reihen
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (danke|dank) (fürs|für das|für dein|für ihr|für deinen|für ihren) (vorbeikommen|kommen|
                probearbeiten|gespräch|interview|besuch)
            (im|beim) (interview|vorstellungsgespräch|kennenlerngespräch) * (erzählt|kennengelernt|
                kennenlernen|eindruck)
            (nach|seit|beim|dem) (dem|ihrem|deinem|unserem|) (erstgespräch|zweitgespräch|probetag|
                probearbeiten|probearbeitstag|assessment center)
            (dank|danke|danken|bedanken|freude|nett|angenehm|angenehme|gefreut|spaß|gut|gute) * (gespräch|
                gespräche|gesprächs|vorstellungsgespräch|kennenlernen|kennengelernt|kennenzulernen|interview|
                telefonat|besuch|probearbeiten|probetag|austausch|unterhalten)
            (nach|in|seit|aus|bei) (unserem|unseren|ihrem|deinem|dem) (persönlichen|gestrigen|heutigen|letzten|
                ersten|zweiten|netten|) (gespräch|gesprächen|vorstellungsgespräch|interview|telefonat|
                kennenlernen)
            (das|die|unser|unsere|ihr|dein) (persönliche|nette|angenehme|offene|) (gespräch|gespräche|
                vorstellungsgespräch|interview|telefonat) * (hat|haben|war|waren|geführt|gefallen|danke|danken)
            zeit (für|zum) (das|ein|unser|die|) (gespräch|vorstellungsgespräch|interview|kennenlernen|gespräche)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (nicht|keine|kein) * (einladen|einladung|eingeladen|zu einem (persönlichen|) (gespräch|
                vorstellungsgespräch))
            (andere|anderen) * (einladen|eingeladen|zum gespräch)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (nicht|kein|keine|keinen) * (zweiten|zweites|weiteren|weiteres|weitere) (gespräch|
                vorstellungsgespräch|interview|kennenlernen|gesprächsrunde)
            """
        ),
        Signal.FINALIST: lines(
            """
            (du warst|sie waren|warst du|waren sie|dich|sie) * (endrunde|finalrunde|endauswahl|letzten
                runde|engsten auswahl|engsten kreis|finalen runde|finale)
            (in|nach|zu|für) (der|die) (letzten|finalen|letzte|finale) (runde|gesprächsrunde|auswahlrunde)
            (zu|unter|zwischen) (den|die) (letzten|finalen|engsten) (zwei|drei|beiden|kandidaten|bewerbern|
                kandidatinnen)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (andere|anderen|kandidaten|bewerber|mitbewerber|bewerberinnen) * (endrunde|finalrunde|
                endauswahl|engere wahl|engere auswahl|engste auswahl|letzte runde|nächste runde)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (gespräch~|vorstellungsgespräch~|interview~|telefonat~|kennenlern~|kennengelernt|probearbeit~|
                probetag|vortrag|besuch)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (letzte|letzten|finale|finalen) (runde|auswahlrunde|auswahl|gespräch|gesprächsrunde|stufe)
            (endauswahl|endrunde|finalrunde|engsten kreis|engere wahl|engste auswahl|engsten auswahl)
            (letzten|unter die letzten) (zwei|drei|beiden)
            """
        ),
        Signal.APPLIED: lines(
            """
            interesse an (der|dem|einer|einem|unserer|unserem|unser)
            (ihre|deine|ihrer|deiner) (bewerbung|bewerbungsunterlagen|unterlagen|interesse)
            (beworben|bewerben)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (du|dich|dir|dein|deine|deiner|deinem|deinen|euch|eure|eurer)
            """
        ),
        Signal.FORMAL: lines(
            """
            (ihnen|sehr geehrter|sehr geehrte)
            wir * (sie|ihre|ihrer|ihrem|ihren)
            (für|um) (ihre|ihr) (bewerbung|interesse)
            """
        ),
    },
)
