"""Finnish."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

FINNISH = Lexicon(
    language="fi",
    greetings=words(
        """
        hyvää huomenta, hyvää päivää, hyvää iltaa, arvoisa, hyvä, hei, heippa, moi, moikka, terve, tervehdys
        """
    ),
    greetings_formal=words(
        """
        arvoisa
        """
    ),
    honorifics=honorifics(
        """
        herra=m, rouva=f, neiti=f
        """
    ),
    group_words=words(
        """
        kaupunki, kunta, museo, säätiö, yliopisto,
        tiimi, rekrytointi, rekrytointitiimi, henkilöstö, henkilöstöpalvelut, hr, osasto, kunta, kunnan,
        kaupunki, kaupungin, yliopisto, sairaala, pankki, ryhmä, oy, oyj, hakija, työ, ura, ja, terveisin,
        ystävällisin, puhelin, lähetetty, sivistystoimi, säätiö, virasto, yhdistys, employer, branding, palvelu
        """
    ),
    departments=words(
        """
        tiimi, rekrytointi, rekrytointitiimi, henkilöstö, henkilöstöpalvelut, hr, employer, branding, talent,
        people, ura, työ, sivistystoimi, uutiset
        """
    ),
    role_words=words(
        """
        päällikkö, johtaja, rekrytoija, asiantuntija, vastaava, koordinaattori, assistentti, sihteeri, yrittäjä,
        toimitusjohtaja, hr, manager, partner, henkilöstöpäällikkö, henkilöstöjohtaja, rekrytointipäällikkö,
        sivistysjohtaja, rehtori, professori, esimies, esihenkilö, tiiminvetäjä, palvelupäällikkö, omistaja,
        perustaja, puheenjohtaja, lehtori, keittiömestari, talent, recruiter, specialist, branding, dekaani,
        myymäläpäällikkö
        """
    ),
    before_name=words(
        """
        puolesta, v.p.
        """
    ),
    stops=words(
        """
        on, ei, olemme, olet, sinun, meidän, me, ja, että, mutta, kiitos, valitettavasti, haku, hakuprosessi,
        tehtävään, virkaan, jonka, joka, ovat, oli, tässä
        """
    ),
    company=lines(
        """
        (kiinnostuksesta|kiinnostuksestasi|mielenkiinnosta|mielenkiinnostasi) {company}
        """
    ),
    position=lines(
        """
        (tehtävään|tehtävä|paikka|rooli|työpaikka) {position}
        """
    ),
    position_in_subject=lines(
        """
        (haku keskeytetty|hakemuksesi|hakemus|työhakemus|työhakemuksesi|haku) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (älä vastaa|älkää vastatko|ei voi vastata|ethän vastaa) (tähän|) (viestiin|sähköpostiin|
                sähköpostiviestiin|osoitteeseen|)
            (tähän) (viestiin|sähköpostiin|osoitteeseen) (ei voi|ei) (vastata|vastauksia|lueta)
            (automaattinen|automaattisesti lähetetty) viesti * (vastata|vastaa)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (emme|ei) * (pysty|voi|voida|ole mahdollista|valitettavasti) * (antamaan|antaa|palautetta|
                palautteen|perusteluja|perustella)
            (emme|ei) * (henkilökohtaista|yksilöllistä|yksilöityä) (palautetta)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (mielellämme|mielelläni|voit|halutessasi|annan|annamme) * (palautetta|kysyä|kysymyksiä|perusteluja|
                kertoa)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (otamme|otan) yhteyttä * (jos|kun) * (sopiva|avautuu)
            (säilytämme|säilytetään|tallennamme|pidämme|säilyttää) * (hakemuksesi|hakemustasi|tietosi|tietojasi|
                cv|rekisterissä|tietokannassa|mielessä)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (tiedot|tietosi|hakemus|hakemuksesi) * (poistetaan|hävitetään|tuhotaan)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (seuraa|seuraathan) * (avoimia|työpaikkoja|sivujamme)
            (toivomme|kannustamme|rohkaisemme|toivottavasti) * (hakea|haet|hakemaan|hakemustasi|uudelleen|
                tapaamme|avoimia)
            (hae|hakea|haet) * (uudelleen|uudestaan|tulevaisuudessa|muita|muihin)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (haku|rekrytointi|tehtävä|virka|paikka|prosessi) * (keskeytetty|keskeytettiin|peruttu|peruutettu|
                perutaan|jäädytetty|ei täytetä|keskeytetään|lakkautettu|perutettu)
            (ei valita ketään|rekrytointikielto|hakemukset raukeavat)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (sisäisesti|sisäinen|sisäisen|sisäisellä|sisäiseen) (hakija|hakijan|täytetty|täytetään|siirto|
                siirrolla|haku|valinta|järjestely|järjestelyin|)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (kiitos|kiitämme|mukava|hauska|ilo|oli) * (haastattelusta|haastatteluun|haastattelussa|tapaamisesta|
                keskustelusta|tavata|juttutuokiosta|käynnistä|haastattelu)
            (haastattelun|haastattelusi|tapaamisemme|keskustelumme) (jälkeen|perusteella|pohjalta)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (emme|ei) * (kutsu|kutsua|kutsuta|etene) * (haastatteluun|haastatteluihin)
            (haastatteluihin|haastatteluun|ryhmähaastatteluihin) (etenee|kutsutaan|valittiin)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (emme|ei) * (toiseen|seuraavaan|jatko) haastatteluun
            """
        ),
        Signal.FINALIST: lines(
            """
            (olit|pääsit|ylsit) * (viimeisellä|viimeiselle|viimeiseen) (kierroksella|kierrokselle|
                vaiheeseen|haastatteluun)
            (kahdesta|kolmesta) finalistista
            (finalisti~|kahden viimeisen joukossa|loppusuoralle)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (muita|muut|toiset|hakijoita) * (viimeiselle kierrokselle|loppusuoralle)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (haastattel~|tapaami~|keskustelu~|tavata)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (viimeiselle|viimeisellä|viimeinen|viimeiseen|loppu|lopulliseen) (kierrokselle|kierroksella|kierros|
                haastatteluun|haastattelukierrokselle|vaiheeseen)
            (loppusuoralla|loppusuoralle|kärkikolmikkoon|kahden parhaan|kärkikaksikkoon)
            """
        ),
        Signal.APPLIED: lines(
            """
            (hakemu~|kiinnostuksesta~)
            (hakemuksesi|hakemuksestasi|hakemustasi|hakemuksenne|hakemuksestanne)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (sinä|sinun|sinut|sinulle|sinua|hakemuksesi|hakemuksestasi|hakemustasi|ajastasi|kiinnostuksestasi|
                sinulla|osaltasi)
            """
        ),
        Signal.FORMAL: lines(
            """
            (te|teidän|teille|teitä|hakemuksenne|hakemuksestanne|kiinnostuksestanne|arvoisa)
            """
        ),
    },
)
