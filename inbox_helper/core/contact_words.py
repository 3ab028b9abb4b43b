"""Words around reference numbers and telephone numbers, of all languages together. Data only; all in lower case."""

from __future__ import annotations

import re

from inbox_helper.core.lexicon.model import words

REFERENCE_LABELS = words(
    """
    reference number, reference no, reference code, job reference, vacancy reference, application reference,
    reference, ref number, ref no, ref nr, ref code, job ref, our ref, ref, requisition id, requisition number,
    requisition, req id, req number, req no, req, job id, job number, job no, job code, position id,
    position number, posting id, posting number, vacancy id, vacancy number, vacancy no, vacancy, application id,
    application number, application no, advert number, advert no,
    referenznummer, referenznr, referenz nr, referenzcode, referenz, kennziffer, kennnummer, kenn nr, kennz, chiffre,
    stellennummer, stellen id, stellen nr, stellenreferenz, job nr, jobnummer, ausschreibungsnummer,
    ausschreibung nr, ausschreibung nummer, bewerbungsnummer, vorgangsnummer, geschäftszeichen, aktenzeichen,
    gesch z, az, vakanznummer, positionsnummer,
    référence, réf, numéro de référence, numéro d'offre, numéro de l'offre, offre n°, l'offre n°, offre no,
    numéro de candidature, numéro de poste, concours n°, concours no, annonce n°,
    referencia, número de referencia, nº de referencia, código de la oferta, código de vacante, código de la vacante,
    vacante n.º, vacante nº, vacante número, vacante, oferta n.º, oferta nº, número de vacante, proceso nº,
    convocatoria nº, expediente,
    rif, riferimento, codice riferimento, codice posizione, codice annuncio, numero di riferimento, annuncio n,
    codice, id,
    vacaturenummer, vacature nummer, vacaturenr, vacature nr, referentienummer, referentie, referentiecode, kenmerk,
    functienummer,
    referência, ref.ª, refª, número de referência, código da vaga, código, vaga nº, vaga n.º, vaga id,
    nr ref, nr referencyjny, numer referencyjny, numer oferty, nr oferty, numer ogłoszenia, ogłoszenie nr,
    nr rekrutacji, znak sprawy,
    referensnummer, referensnr, referens, ref.nr, annonsnummer, annons id, diarienummer, dnr, tjänst nr, jobb id,
    referansenummer, referansenr, referanse, stillingsnr, stillingsnummer, stillings id, stillingsid, saksnr,
    saksnummer, utlysningsnr, annonse nr, finnkode, jobb nr,
    referencenummer, referencenr, stillingsopslag nr, sagsnr, sagsnummer, journalnummer, j.nr, jobnr, jobnummer,
    stillings nr, opslagsnr,
    työavain, viitenumero, viite, ilmoitusnumero, tehtävänumero, hakutunnus, diaarinumero, dnro,
    referenční číslo, ref. č, číslo pozice, kód pozice, číslo jednací, č. j, čj, sp. zn, id pozice, číslo inzerátu,
    ilan no, ilan numarası, ilan kodu, referans no, referans numarası, referans kodu, ref. no, pozisyon kodu,
    pozisyon no, başvuru no, başvuru numarası
    """
)
"""What stands before the employer's number of a vacancy or an application, without signs between or behind."""

JAPANESE_REFERENCE_LABELS = words(
    """
    求人番号, 求人id, 求人コード, 求人no, 受付番号, 応募番号, 応募id, 管理番号, 案件番号, 案件no,
    募集番号, エントリー番号, 選考番号, ポジションid, 整理番号
    """
)

SYSTEM_REFERENCE = re.compile(r"(?<![\w-])(?:JR|REQ|R|REF|JOB|VAC)[-_]?\d{4,}(?:-\d+)?(?![\w-])")
"""A number that tracking systems write without any label: JR-10293, R-0044817, REQ10234."""

TELEPHONE_LABELS = words(
    """
    telephone, phone, phone number, tel, tel no, mobile, mob, cell, direct, direct line, direct dial, office, call,
    ring, t, m, p, d, o, ph,
    telefon, telefonnummer, fon, durchwahl, mobil, mobiltelefon, handy, rufnummer, rufen, anrufen, ruf, telefonisch,
    téléphone, tél, portable, mob, ligne directe, standard, appeler, appelez,
    teléfono, tfno, tlf, móvil, celular, cel, llamar, llamarme, llámame, llámeme, llame, llama,
    telefono, cellulare, cell, numero, chiamare, chiamarmi, chiami, chiama,
    telefoon, telefoonnummer, mobiel, gsm, bel, bellen, bereikbaar,
    telef, telefone, telemóvel, telm, ligar, ligue, liga, whatsapp,
    kom, komórka, nr telefonu, zadzwoń, dzwonić, telefonicznie,
    telefonnr, mobilnummer, ringa, ring mig, nås, nås på, direktnr, vx,
    tlf, telefonnummer, ring meg, ringe, mobilnr, direkte,
    puh, puhelin, puhelinnumero, gsm, soita, soittaa, matkapuhelin,
    mobil, telefonní číslo, zavolejte, zavolat, volejte,
    telefon numarası, cep, gsm, ara, arayabilirsiniz, arayın,
    電話, 電話番号, 携帯, 直通, 代表
    """
)
"""What stands before a telephone number, or the verb of the sentence that asks to call it."""

NOT_TELEPHONE_LABELS = words(
    """
    fax, telefax, faks, faxnummer, télécopie, vat, tax, registered, register, registration, company number, company no,
    hrb, hra, amtsgericht, ust, ust-idnr, steuernummer, iban, bic, siret, siren, rcs, tva, capital, cif, nif, nipc,
    p.iva, piva, partita iva, rea, kvk, btw, krs, nip, regon, org.nr, orgnr, org nr, organisationsnummer, cvr, cvr-nr,
    se-nr, y-tunnus, ičo, ičo, dič, mersis, vergi, kapitel, plz, zip, postcode, 〒, helpline, hotline, whistleblowing
    """
)
"""What stands before numbers of other kinds, and before telephone numbers that nobody wants."""

REGIONS = {
    "de": ("DE", "AT", "CH"),
    "en": ("GB", "US"),
    "fr": ("FR", "BE", "CH", "CA"),
    "es": ("ES", "MX"),
    "it": ("IT",),
    "nl": ("NL", "BE"),
    "pt": ("PT", "BR"),
    "pl": ("PL",),
    "sv": ("SE",),
    "nb": ("NO",),
    "da": ("DK",),
    "fi": ("FI",),
    "cs": ("CZ",),
    "tr": ("TR",),
    "ja": ("JP",),
}
"""Countries (ISO 3166-1) whose national numbers a language's mail is likely to have, the likeliest first."""

QUESTIONS = (
    "question", "quer", "contact", "enquir", "inquir", "clarif",
    "frage", "ruckfrag", "auskunft", "ansprech", "wenden",
    "renseign", "contacter", "interlocut",
    "duda", "consult", "pregunta", "contactar",
    "domand", "chiariment", "informazion", "rivolger", "contattar",
    "vrag", "inlichting", "contact",
    "duvid", "questao", "questoes", "esclarec", "contacte", "contate",
    "pytan", "kontakt", "frag", "sporsmal", "sporgsmal", "kysy", "lisatieto", "dotaz", "soru",
)  # fmt: skip
"""Beginnings of words, folded, of a sentence that says whom to ask."""
