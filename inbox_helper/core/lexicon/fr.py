"""French."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

FRENCH = Lexicon(
    language="fr",
    greetings=words(
        """
        bonjour, bonsoir, salut, coucou, cher, chère, chers, hello, madame, monsieur, mademoiselle
        """
    ),
    greetings_formal=words(
        """
        madame, monsieur, mademoiselle
        """
    ),
    honorifics=honorifics(
        """
        m=m, m.=m, monsieur=m, mr=m, mme=f, madame=f, mlle=f, mademoiselle=f
        """
    ),
    group_words=words(
        """
        ville, mairie, ministère, musée, fondation, association, métropole, préfecture,
        équipe, equipe, recrutement, ressources, humaines, rh, service, direction, département, carrières,
        emploi, emplois, candidatures, candidature, talents, la, le, les, de, des, du, l'équipe, pôle, cellule,
        société, groupe, mairie, ville, université, école, institut, hôpital, mutuelle, banque, sarl, sas, sa,
        ateliers, secrétariat, bureau, centre, agence, cordialement, téléphone, tél, chez, et, notre, votre
        """
    ),
    departments=words(
        """
        équipe, l'équipe, recrutement, ressources, humaines, rh, service, direction, carrières, carrière,
        emploi, emplois, candidatures, candidature, talents, recrutements, le, la, du, de, des
        """
    ),
    role_words=words(
        """
        responsable, directeur, directrice, chargé, chargée, gérant, gérante, chef, cheffe, recruteur,
        recruteuse, assistant, assistante, consultant, consultante, gestionnaire, rh, recrutement, fondateur,
        fondatrice, président, présidente, associé, associée, secrétaire, manager, drh, conseiller, conseillère,
        maire, talent, coordinateur, coordinatrice, professeur, professeure
        """
    ),
    before_name=words(
        """
        p.o., p/o, po, pour, signé
        """
    ),
    stops=words(
        """
        est, sera, revient, a,
        vous, nous, votre, vos, nos, notre, je, tu, et, malheureusement, mais, a, est, sont, ont, avons, n'a,
        ne, que, qui, pour, dans, après, suite, à, au, sur, avec, par, en, ainsi, ce, cette, les, le, la, chez
        """
    ),
    company=lines(
        """
        (intérêt|intérêt que vous portez|intérêt que vous avez porté|intérêt porté|intérêt que tu portes|intérêt
            que tu as porté|intérêt manifesté) (à|pour|envers) (la société|l entreprise|notre société|notre
            entreprise|la|l|le|) {company}
        (candidature|postuler|postulé|poste|stage|alternance|travailler|candidater|carrière|recrutement|équipe|
            ici|emploi) (chez|au sein de|auprès de) (la société|l entreprise|la|l|le|) {company}
        (rejoindre|intégrer) (la société|l entreprise|l équipe|les équipes|la|l|) (de|) {company}
        au nom (de|d|de l|de la) {company}
        chez {company}
        """
    ),
    company_in_subject=lines(
        """
        (candidature|poste|stage|entretien|alternance|offre) (chez|auprès de|au sein de) {company}
        chez {company}
        """
    ),
    position=lines(
        """
        (poste|postes|offre|emploi|fonction|fonctions|recrutement|offre d emploi) (de|d) (la|le|l|) {position}
        (poste|offre|annonce|emploi) (intitulé|intitulée) {position}
        (candidature|postulé|postuler|candidater|candidaté|postulation) (au|pour le|à|à l|pour un|sur le|pour l|
            pour) (poste|offre|) (de|d|) {position}
        (candidature|postulé|postuler) (en tant que|comme|en qualité de) {position}
        (stage|alternance|apprentissage) (de|d|en tant que|en|comme) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (votre|ta|suite à votre|suite à ta|réponse à votre|réponse à ta|retour sur votre|retour sur ta|)
            candidature (au|pour le|sur le|à|pour un|pour|) (poste|offre|) (de|d|) {position}
        (poste|recrutement|offre) (de|d) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (merci de|) ne pas (y|) (répondre|repondre) (à|a|) (ce|cet|cette|) (message|mail|e mail|email|
                courriel|adresse|)
            merci de ne pas y répondre
            (ce|cet|cette) (message|mail|e mail|email|courriel|adresse|boîte) * (n est pas|ne sont pas|ne peut|
                ne reçoit) * (réponse|réponses|relevée|consultée|lue|lus|surveillée|répondre)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (ne|n) (pouvons|sommes|pourrons|pouvons malheureusement|donnons|sommes malheureusement) pas *
                (détail|détails|motif|motifs|motiver|motivé|explication|explications|retour personnalisé|retours
                personnalisés|retour détaillé|retour individuel|raisons|feedback|justifier)
            (aucun|aucune|pas de) (retour|motif|explication|justification|information) (personnalisé|
                personnalisée|détaillé|complémentaire|individuel|) (ne|n|possible)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (appelez moi|appelle moi|contactez moi|contacte moi|écrivez moi|écris moi) * (si vous|si tu) *
                (parler|échanger|savoir|retour|raisons)
            (volontiers|plaisir|disposition|hésitez pas|n hésite pas) * (retour|échanger|feedback|explications|
                précisions|détail|détails|questions)
            (retour|feedback) * (volontiers|plaisir|disposition)
            si (vous|tu) (souhaitez|souhaites|désirez|voulez|veux) * (retour|feedback|échanger|précisions)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (recontacterai|recontacterons|reviendrai|reviendrons|contacterons|contacterai) * (si|lorsque|
                lorsqu|dès|quand) * (poste|opportunité|besoin)
            (conserver|conservons|conservé|conservée|garder|gardons|conserverons|garderons|conserve) *
                (candidature|cv|dossier|coordonnées|profil|vivier|base de données)
            (candidature|cv|dossier|profil|coordonnées) * (conservé|conservée|conservés|vivier|cvthèque|base de
                données)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (candidature|cv|dossier|données) * (détruit|détruite|détruits|supprimé|supprimée|supprimées|
                effacées)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (surveiller|suivre|consulter) * (offres|site|annonces|actualités)
            (retentez|retente|retenter) (votre|ta|sa) chance
            (hésitez pas|hésite pas) à (revenir|nous recontacter|nous solliciter|retenter)
            (invitons|invite|encourageons|encourage|hésitez pas|hésite pas|n hésitez pas) * (postuler|
                candidater|consulter|candidature|offres)
            (postuler|candidater|postulez|postule) (à|de|) (nouveau|nouvelles|d autres)
            (nouvelle|future|prochaine) candidature * (bienvenue|plaisir|serait)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (poste|recrutement|offre|processus|embauche|embauches|stage) * (annulé|annulée|gelé|gelée|suspendu|
                suspendue|supprimé|supprimée|abandonné|gelées|n est plus|ne sera (finalement|) pas pourvu|mis en
                pause|reporté|saute)
            (annuler|annulé|geler|gelé|suspendre|suspendu) (ce|le|ces|les) (poste|recrutement|recrutements|
                postes|embauches)
            gel (des|de) (embauches|recrutements|recrutement|embauche)
            (ne pas|ne plus) pourvoir
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (pourvu|pourvue|pourvoir|recruter|recruté|comblé) (en|par) (interne|voie interne)
            (candidat|candidate|candidature|mobilité|promotion|recrutement|solution) (en|) interne
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (suite|lors|issue|cours) (de l|à l|à votre|de votre|à notre|de notre|du|de cet) entretien
            entretien que (vous avez|tu as|nous avons) eu
            (déplacé|déplacée|déplacer|venu|venue) * (entretien|échange|rencontre|rencontrer)
            à l issue (des|de l|de nos|de vos|de votre|de notre|de ces) (entretien|entretiens|échanges)
            (pris|prendre|accordé|accorder) * temps * (rencontrer|échanger|entretien|venir)
            (merci|remercions|remercie|plaisir|ravi|ravis|apprécié|agréable|heureux) * (entretien|entretiens|
                échange|échanges|rencontre|rencontrer|rencontré|rencontrée|discussion|échanger|venu|venue|être
                venu)
            (lors de|suite à|après|depuis|à l issue de) (notre|votre|nos|ton|l|vos|cet) (dernier|premier|second|
                deuxième|) (entretien|entretiens|échange|échanges|rencontre)
            (temps|disponibilité) * (entretien|échange|échanger avec nous)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (pas|plus) * (inviter|proposer|convier|recevoir|donner) * (entretien|rencontre)
            (aucun|pas d) entretien
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (pas|plus) * (second|deuxième|nouvel|autre|prochain) (entretien|échange|rendez vous)
            """
        ),
        Signal.FINALIST: lines(
            """
            (votre|ton|au|du|le|son) (dernier|ultime) (tour|entretien)
            (dans|à|jusqu à|de|en) (la|) (dernière|ultime) (étape|phase|ligne droite)
            (entre vous deux|finaliste|derniers candidats en lice)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (autres|d autres|candidats|candidatures|profils) * (dernière étape|dernier tour|phase finale|
                dernière phase|short list|shortlist|finalistes)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (entretien~|échange~|rencontr~|visioconférence|essai|venu|venue)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (dernière|ultime|finale) (étape|phase|sélection|ligne droite)
            (dernier|derniers|final|finale) (tour|entretien|entretiens|candidats|finalistes)
            (finaliste|finalistes|dernière ligne)
            (en|la|notre) (short list|shortlist)
            """
        ),
        Signal.APPLIED: lines(
            """
            (votre|ton|l) (intérêt|candidature|postulation) (pour|que|au|porté|chez)
            (postuler|postulé|candidater) (à|au|pour|chez)
            (votre|ta) (candidature|cv|dossier|postulation)
            (postulé|candidaté)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (tu|ton|ta|tes|toi|t as)
            (je|on|nous) (te|t)
            """
        ),
        Signal.FORMAL: lines(
            """
            (vous|votre|vos)
            """
        ),
    },
)
