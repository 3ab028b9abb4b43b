"""Words and patterns around names of firms, of all languages together. Data only."""

from __future__ import annotations

import re

from inbox_helper.core.lexicon.model import words

FREE_MAIL = frozenset(
    words(
        """
        gmail, googlemail, outlook, hotmail, live, msn, yahoo, ymail, aol, icloud, me, mac, gmx, web, t-online,
        freenet, proton, protonmail, posteo, mailbox, fastmail, zoho, yandex, mail, seznam, wp, o2,
        onet, interia,
        orange, wanadoo, free, laposte, sfr, libero, virgilio, tiscali, terra, uol, bol, ziggo, kpnmail, planet,
        telia, online, qq, 163, 126
        """
    )
)
"""First labels of domains at which everybody can have an address."""

GENERIC_LABELS = frozenset(
    words(
        """
        state, gov, city, county, town, public, careers, career, karriere, jobs, job, team, people,
        talent, talents,
        recruiting, recruitment, group, company, office, work, parish, school, university, firm, firma, service,
        services, apply, hiring, hr, mail, email, notifications, info, noreply
        """
    )
)
"""Labels of a domain that name no firm."""

CLIENT = re.compile(
    r"\b(?:our|my|the) client(?: (?:has|have|"
    r"is|was|did|does|will|won|would|felt|feels|decided|chose|wanted|went)\b|[.,;])|"
    r"\b(?:unser|mein|de[rnm]|vom|beim)\w{0,2} (?:kunde|kunden|mandant|mandanten|auftraggeber)\b|"
    r"\b(?:mon|notre|le) client\b|\b(?:nuestro|mi|el) cliente\b|\b(?:nostro|mio|il|azienda) cliente\b|"
    r"\b(?:onze|mijn|de) (?:klant|opdrachtgever)\b|\b(?:nosso|meu|do|o) cliente\b|\b(?:nasz|naszego|od) klienta?\b|"
    r"\b(?:naše?ho|náš|naším|od) klient\w{0,2}\b|\b(?:vår|min) kund\b|\b(?:vores|min|vår) kunde\b|\basiakkaamme\b|"
    r"\bmüşterimiz\w*|クライアント",
    re.IGNORECASE,
)
"""A recruiting agency speaks of the employer."""

CONNECTORS = frozenset(
    words(
        """
        of, and, the, for, de, du, des, del, della, di, da, do, la, le, les, et, y, e, und, für,
        van, von, der, den,
        &, +, -, –
        """
    )
)
"""Small words within the name of a firm."""

AT = frozenset(
    words(
        """
        at, bei, beim, chez, hos, på, i, en, da, do, w, ve, @, na, u
        """
    )
)
"""What stands between a job and a firm in a signature."""

BEFORE_FIRM = frozenset(
    words(
        """
        team, das, from, at, via, your, ihr, dein, votre, il, o, het, von, bei, chez, z, ze, de,
        hos, fra, från, på, bij
        """
    )
)
"""What stands before a firm in the name of a sender."""

FROM = frozenset(words("from, at, via, von, bei, chez, z, ze, de, di, da, hos, fra, från, bij, @"))
"""What stands between a person and a firm in the name of a sender."""

INFLECTING = frozenset(words("z, ze"))
"""Those after which the firm's name is not in its own form."""

INFLECTING_LANGUAGES = ("cs", "fi", "pl", "tr")
"""Languages in which a firm's name within a sentence may have another ending."""

ARTICLES = frozenset(words("the, das, die, der, el, la, le, l'équipe, il, lo, o, a, het, de, den, det"))
"""What stands before the word for a team: it is no part of a firm's name there."""

LEGAL = re.compile(
    r"(?:^|[\s,])(?:gmbh|ggmbh|mbh|e\.?\s?k|ag|kg|kgaa|ohg|ug|se|e\.?\s?v\.?|inc|llc|ltd|limited|plc|llp|corp|co|s\.?a\.?s?|s\.?a\.?r\.?l|sarl|"
    r"s\.?r\.?l|s\.?p\.?a|s\.?l|b\.?v|n\.?v|a/s|aps|as|asa|ab|oyj?|ry|sp\.?\s?z\s?o\.?\s?o|s\.?\s?r\.?\s?o|a\.?\s?ş|a\.?\s?s|"
    r"e\.?m|lda|ltda|k\.?\s?k)\.?$",
    re.IGNORECASE,
)
"""A legal form at the end of a name."""

JAPANESE_FIRM = re.compile(
    r"(?:株式会社|有限会社|合同会社)\s?[^\s、。「」【】()（）]{1,20}?"
    r"(?=の|で(?:す|ご)|と申|人事|採用|代表|総務|は|を|に|へ|より|から|様|[\s、。「」【】()（）]|$)|"
    r"[^\s、。「」【】()（）はをへ]{1,20}(?:株式会社|有限会社|合同会社)"
)

JAPANESE_LEGAL = re.compile(r"株式会社|有限会社|合同会社|\(株\)|（株）|㈱")
"""Legal forms that stand before or behind a name without a blank."""

EMPLOYER_LABEL = re.compile(
    r"(?:employer|company|organi[sz]ation|hiring company|arbeitgeber|unternehmen|firma|entreprise|société|employeur|"
    r"empresa|azienda|bedrijf|werkgever|organisatie|pracodawca|firma|företag|arbetsgivare|arbeidsgiver|bedrift|"
    r"virksomhed|arbejdsgiver|työnantaja|yritys|společnost|zaměstnavatel|şirket|企業名?|会社名?|応募企業|応募先)"
    r"\s?[:：]\s*(?P<firm>[^:：]{2,60})$",
    re.IGNORECASE,
)
"""A line that says who the employer is, as portals list it."""

JOB_BOARDS = frozenset(
    words(
        """
        stepstone, jobbnorge, webcruiter, hrskyen, infojobs, infoempleo, kuntarekry, monster,
        linkedin, glassdoor, xing, totaljobs,
        reed, cvlibrary, ziprecruiter,
        dice, careerbuilder, simplyhired, jobsite, nhsjobs, trac, tracjobs, civilservicejobs,
        handshake, wellfound,
        angellist, builtin, jobsacuk, jobindex, jobnet, ofir, jobbank, finn, finnno, arbeidsplassen,
        arbetsformedlingen, platsbanken, blocketjobb, duunitori, oikotie, tyomarkkinatori,
        valtiolle, pracuj, pracujpl,
        olx, olxpraca, gowork, rocketjobs, justjoinit, nofluffjobs, jobscz, pracecz, profesia, teamio, kariyer,
        kariyernet, yenibiris, secretcv, eleman, elemannet, wantedly, mynavi, rikunabi, doda, bizreach,
        hellowork, apec, cadremploi, meteojob, regionsjob, jobteaser, welcometothejungle,
        welcomekit, poleemploi, francetravail,
        tecnoempleo, trabajando, bumeran, computrabajo, zonajobs, catho, vagas, vagascom, gupy,
        netempregos, sapoemprego,
        subito, infojobsit, almalaurea, nationalevacaturebank, werkzoeken, jobbird, intermediair,
        werkenbijdeoverheid,
        jobware, jobvector, meinestadt, meinestadtde, kimeta, jobscout, jobsch, karriereat, hokify,
        devjobs, ausbildungde,
        azubiyo, arbeitsagentur, interamt, academics, talentcom, adzuna, jooble, neuvoo, jobrapido, seek
        """
    )
)
"""Folded names of places where firms advertise; mail from them is on behalf of an employer."""

INSTITUTIONS = frozenset(
    words(
        """
        škola, szkoła, przedszkole, szpital, nemocnice, úřad, urząd, okulu, koleji, hastanesi,
        üniversitesi, belediyesi,
        barnehage, børnehave, børnehaven, förskola, förskolan, skole, skola, skolan, päiväkoti,
        koulu, kita, praxis,
        mairie, ville, commune, région, département, préfecture, conseil, université, école, lycée,
        collège, musée, maison,
        fondation, hôpital, clinique, centre, groupe, banque, caisse, office, agence, syndicat,
        chambre, institut,
        ateliers, atelier, domaine, cabinet, ayuntamiento, universidad, hospital, colegio, escuela,
        instituto, casa,
        grupo, banco, fundación, asociación, diputación, comune, università, ospedale, scuola,
        istituto, gruppo, banca,
        fondazione, associazione, azienda, câmara, prefeitura, universidade, escola, fundação,
        associação, município,
        stadt, gemeinde, universität, hochschule, stiftung, verein, klinikum, haus, gemeente,
        stichting, universiteit,
        clínica, clinica, kommune, kommun, region, kaupunki, kunta, council, borough, county,
        university, college, school, hôtel, hotel, hôtels, bodegas, cantina, museo, teatro, théâtre,
        conservas, farmacia, pharmacie
        """
    )
)
"""Words that begin the name of a house or an authority: what follows "de" belongs to it."""

NOT_FIRM = re.compile(r"[{}\[\]<>%@]|:\s|https?:|\d{4}|\bassessments?\b", re.IGNORECASE)
"""What no firm has, but a placeholder that was not filled, a label before a value, or an address."""

AGENCY = frozenset(
    words(
        """
        agency, agenzia, agencia, agência, recruiters, staffing, headhunting, headhunters, interim,
        temping, personalberatung,
        personaldienstleister, personaldienstleistungen, zeitarbeit, personalvermittlung, uitzendbureau,
        bemanning, vikarbureau, intérim,
        manpower, executive, search, recruitment, recruiting, ett, hledáme, selección, reclutamiento
        """
    )
)
"""Words in the name of a firm that finds people for others: the employer is somebody else."""
