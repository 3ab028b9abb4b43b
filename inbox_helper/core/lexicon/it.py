"""Italian."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

ITALIAN = Lexicon(
    language="it",
    greetings=words(
        """
        buongiorno, buonasera, buon giorno, buon pomeriggio, gentilissimo, gentilissima, gentile, egregio,
        egregia, gent.mo, gent.ma, spettabile, caro, cara, ciao, salve, carissimo, carissima, hey
        """
    ),
    greetings_formal=words(
        """
        gentilissimo, gentilissima, gentile, egregio, egregia, gent.mo, gent.ma, spettabile
        """
    ),
    honorifics=honorifics(
        """
        signor=m, signore=m, sig=m, sig.=m, sig.r=m, signora=f, sig.ra=f, signorina=f, sig.na=f
        """
    ),
    group_words=words(
        """
        comune, ministero, regione, museo, fondazione, associazione,
        segreteria,
        team, risorse, umane, ufficio, personale, selezione, selezioni, direzione, candidature, candidato,
        candidata, lavora, con, noi, lavoro, gruppo, servizio, segreteria, università, comune, ospedale, banca,
        hotel, ristorante, caffè, agenzia, studio, istituto, fondazione, di, del, della, dei, il, la, lo, gli,
        le, srl, spa, nostro, vostro, saluti, cordiali, messaggio, inviato, telefono, per, che, un, una, quindi,
        reparto, formazione, sviluppo
        """
    ),
    departments=words(
        """
        segreteria,
        team, risorse, umane, ufficio, personale, selezione, direzione, candidature, lavoro, recruiting, hr, il,
        la, lavora, con, noi, recruitment, carriere, talent, people, notifiche
        """
    ),
    role_words=words(
        """
        responsabile, direttore, direttrice, resp, resp., titolare, manager, recruiter, assistente, consulente,
        coordinatore, coordinatrice, addetto, addetta, capo, specialist, talent, hr, selezione, fondatore,
        fondatrice, presidente, segretario, segretaria, amministratore, amministratrice, professore,
        professoressa, dirigente, sindaco, people, chef
        """
    ),
    before_name=words(
        """
        p.c., f.to, firmato, per conto di
        """
    ),
    stops=words(
        """
        è, va, andata, andato,
        che, ti, le, la, vi, ci, abbiamo, ha, hanno, ho, tu, lei, tuo, suo, nostro, nostra, in, con, per, ma,
        purtroppo, presso, è, sono, alla fine, e che, non, si, al, a, da, dopo, siamo, dato, pubblicata,
        pubblicato, da lei
        """
    ),
    company=lines(
        """
        presso {company}
        (interesse|interesse dimostrato|interesse mostrato|interessato|interessata|fiducia) (per|verso|nei
            confronti di|in) (la società|la nostra azienda|l azienda|la|) {company}
        (candidatura|posizione|selezione|lavorare|colloquio|stage|team|offerta|ruolo|posto) (presso|in|da|con|
            alla) {company}
        (per conto di|a nome di|da parte di|parte di|entrare in|entrare a far parte di) {company}
        """
    ),
    company_in_subject=lines(
        """
        (candidatura|posizione|selezione|colloquio|stage|lavoro|lavorare) (presso|in|da|con) {company}
        """
    ),
    position=lines(
        """
        (posizione|ruolo|posto|figura|incarico|mansione|profilo) (di|come|da) {position}
        (candidatura|candidato|candidata|candidarti|candidarsi|selezione|ricerca) (per la posizione di|per il
            ruolo di|per il posto di|come|per la figura di|al ruolo di|alla posizione di|di un|di una|per)
            {position}
        (stage|tirocinio) (di|come|in|da) {position}
        (posizione|ruolo) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (la tua|la sua|tua|sua|esito|esito della|esito della tua|esito della sua|) (candidatura|selezione|
            offerta|colloquio) (per la posizione di|per il ruolo di|per il posto di|come|per|di|a) {position}
        (posizione|ruolo) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (non rispondere|non rispondete|non risponda|non rispondere direttamente|si prega di non rispondere)
                (a|) (questa|questo|alla presente|al presente) (mail|email|e mail|messaggio|indirizzo|)
            (questa|questo|la presente) (mail|email|casella|indirizzo|messaggio) * (non è (monitorata|
                monitorato|presidiata|presidiato|abilitata|abilitato)|non riceve|non accetta)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (non|impossibile) * (fornire|dare|darti|darle|inviare|rilasciare|offrire) * (feedback|riscontri|
                riscontro|motivazioni|spiegazioni|valutazioni)
            (non) * (feedback|riscontri|riscontro) * (individuali|individuale|personalizzati|personalizzato|
                dettagliati)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (chiarimenti|spiegazioni|dettagli|riscontro) * (contattarmi|chiamarmi|scrivermi|contattarci|
                chiamarci)
            (ti|le) (mando|do|invio|darò|diamo|mandiamo|fornisco) (volentieri|) (un|) (feedback|riscontro)
            (volentieri|disposizione|disponibile|disponibili|felici|felice|esitare) * (feedback|riscontro|
                chiarimenti|spiegare|parlarne|dettagli)
            (se vuoi|se vuole|se desideri|se desidera|qualora) * (feedback|riscontro|chiarimenti)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (ricontatteremo|ricontatterò|contatteremo|contatterò) * (se|qualora|quando) * (posizione|
                opportunità|ruolo)
            (la|ti) (terrò|terremo) (presente|in considerazione|aggiornato|aggiornata)
            (conserveremo|conserviamo|terremo|teniamo|manterremo|inserito|inserita|inseriremo|archivieremo|
                tenere|conservare) * (database|curriculum|cv|dati|candidatura|profilo|archivio|considerazione|
                presente|banca dati)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (dati|cv|curriculum) * (cancellati|cancellato|distrutti|eliminati)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (continua|continui|segui|segua) * (seguirci|posizioni|pagina|sito|annunci)
            (riprova|riprovi|riprovare) * (prossima|future|nuove|altra)
            (invitiamo|incoraggiamo|invito|speriamo|esitare) * (candidarti|candidarsi|ricandidarti|ricandidarsi|
                consultare|visitare|candidatura|candidature|posizioni aperte)
            (candidati|candidarti|candidarsi|candidare|consulta|consultare|visita|visitare|partecipare|segui|seguire) *
                (nuove|future|altre|prossime) (posizioni|opportunità|candidature|selezioni)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (posizione|ruolo|selezione|ricerca) * (in|presso|per|alla|di) * (annullata|annullato|sospesa|
                sospeso|congelata|congelato|cancellata|cancellato)
            (posizione|selezione|ricerca|ruolo|posto|stage|inserimenti|assunzioni|concorso) * (annullata|
                annullato|sospesa|sospeso|congelata|congelato|bloccata|bloccati|bloccate|bloccato|cancellata|non
                verrà (più|) coperta|chiusa senza|in pausa|revocato)
            (annullare|sospendere|congelare|bloccare) (la|il|le|questa) (posizione|selezione|ricerca|ruolo|
                assunzioni)
            blocco (delle|alle) assunzioni
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (coperta|coperto|ricoperta|ricoperto|coprire|assegnata|assegnato|candidato|candidata|candidatura|
                risorsa|promozione) (internamente|interno|interna|da una risorsa interna|con una risorsa interna)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (sul|dal|nel|del) (suo|tuo|nostro|) colloquio (di|del|con|della)
            tempo che (ci|mi) (hai|ha) dedicato
            per (la|il) (bella|piacevole|interessante|bel|piacevole|) (chiacchierata|colloquio|incontro|
                conversazione)
            (partecipato|partecipare|presentato|presentarsi|venuto|venuta) (al|a un|ad un) colloquio
            (grazie|ringraziamo|ringrazio|piacere|piaciuto) * (colloquio|colloqui|incontro|incontrarti|
                incontrarla|chiacchierata|conoscerti|conoscerla|conversazione|intervista)
            (dopo|durante|nel|al|a seguito del|in seguito al) (nostro|tuo|suo|) (ultimo|primo|secondo|)
                (colloquio|incontro)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (non) * (invitarti|invitarla|convocarti|convocarla|colloquio|colloqui)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            non * (secondo|ulteriore|altro|prossimo) colloquio
            """
        ),
        Signal.FINALIST: lines(
            """
            (il|al|del|suo|tuo|per il) colloquio finale
            (rosa|scelta) * (due|tre) (nomi|candidati|finalisti|persone)
            (tra|fra) (gli|le|i) (ultimi|ultime) (due|tre)
            (arrivato|arrivata|giunto|giunta) * (finale|ultima fase)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (altri|altre|candidati|profili) * (fase finale|finalisti|rosa finale|ultima fase)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (colloqui~|incontr~|chiacchierata|intervista|conoscerti|conoscerla|prova)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (ultima|finale) (fase|tappa|rosa)
            (fase|colloquio|selezione|rosa|round) finale
            (finalista|finalisti|ultimo colloquio|ultimi due|ultime due|ultimi tre)
            """
        ),
        Signal.APPLIED: lines(
            """
            non è (stato|stata) (ammesso|ammessa|selezionato|selezionata)
            (esserti candidato|esserti candidata|essersi candidato|essersi candidata|candidarti|candidarsi)
            (tua|sua|vostra) (candidatura|domanda)
            (tuo|suo) (cv|curriculum|profilo)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (tu|ti|tuo|tua|tuoi|tue|te|ciao)
            """
        ),
        Signal.FORMAL: lines(
            """
            (la terrò|la terremo|le scrivo|la contatteremo|le auguro|la saluto)
            (la ringraziamo|la ringrazio|le comunichiamo|le auguriamo|la informiamo|lei|comunicarle|informarla|
                ringraziarla|egregio|suo curriculum|sua candidatura|sua domanda|suo interesse)
            """
        ),
    },
)
