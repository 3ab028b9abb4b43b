"""What people and firms write below the text: closing phrases, links to unsubscribe, legal notices. Data only.

All entries are in lower case. Languages: en de fr es it nl pt pl sv da nb fi cs tr ja, and et and he in part.
"""

from __future__ import annotations

# Closing phrases, as a whole line or before a comma and a name.
CLOSINGS = frozenset(
    (
        # en
        "best", "best regards", "best wishes", "all the best", "kind regards", "kindest regards", "warm regards",
        "warmest regards", "warmly", "regards", "many regards", "sincerely", "sincerely yours", "yours sincerely",
        "yours faithfully", "yours truly", "yours", "very truly yours", "respectfully", "respectfully yours", "cheers",
        "with kind regards", "with best regards", "with best wishes", "with warm regards", "cordially",
        "kind wishes", "with appreciation", "with gratitude", "in gratitude", "take care", "best of luck",
        "good luck", "wishing you all the best", "have a great day", "until next time",
        "speak soon", "talk soon", "br", "rgds", "kr",
        # de
        "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichen gruessen",
        "mit freundlichem gruß", "mit freundlichem gruss", "freundliche grüße", "freundliche grüsse",
        "freundlicher gruß", "viele grüße", "viele grüsse", "beste grüße", "beste grüsse", "herzliche grüße",
        "herzliche grüsse", "liebe grüße", "liebe grüsse", "schöne grüße", "mit besten grüßen",
        "mit besten grüssen", "mit herzlichen grüßen", "mit herzlichem gruß", "hochachtungsvoll", "herzlichst",
        "alles gute", "mit vielen grüßen", "mfg", "vg", "lg", "freundliche grüße aus hamburg",
        "liebe grüße und alles gute", "viele liebe grüße", "grüße", "gruß", "mit freundlichen grüßen aus berlin",
        "bis bald",
        # fr
        "cordialement", "bien cordialement", "très cordialement", "bien à vous", "sincèrement", "amicalement",
        "salutations", "sincères salutations", "salutations distinguées", "respectueusement", "cdlt", "à bientôt",
        "meilleures salutations", "avec mes salutations distinguées", "bien sincèrement", "belle journée",
        "bonne journée", "bonne continuation", "cordiales salutations", "bien amicalement", "à très bientôt",
        "bises",
        # es
        "saludos", "un saludo", "saludos cordiales", "un cordial saludo", "cordialmente", "atentamente",
        "cordial saludo", "un abrazo", "reciba un cordial saludo", "reciba un saludo", "muy atentamente",
        "un saludo cordial", "muchos saludos", "un fuerte abrazo", "afectuosamente", "besos", "un beso",
        "saludos afectuosos",
        "recibe un cordial saludo",
        # it
        "cordiali saluti", "distinti saluti", "cordialmente", "saluti", "un saluto", "un cordiale saluto",
        "a presto", "i migliori saluti", "migliori saluti", "un caro saluto", "in bocca al lupo", "tanti saluti",
        # nl
        "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten",
        "hartelijke groet", "hartelijke groeten", "met hartelijke groet", "groet", "groeten", "groetjes", "mvg",
        "hoogachtend", "met hartelijke groeten", "veel succes", "warme groet", "met warme groet",
        # pt
        "atenciosamente", "cordialmente", "com os melhores cumprimentos", "melhores cumprimentos", "cumprimentos",
        "abraços", "abraço", "um abraço", "beijos", "beijinhos", "um beijo", "bjs",
        "saudações", "att", "com estima", "grande abraço", "respeitosamente",
        "os melhores cumprimentos", "com cumprimentos", "sds", "até breve", "abs",
        # pl
        "z poważaniem", "pozdrawiam", "serdecznie pozdrawiam", "z wyrazami szacunku", "pozdrowienia",
        "z pozdrowieniami", "pozdrawiam serdecznie", "łączę pozdrowienia", "łączę wyrazy szacunku",
        "z pozdrowieniem", "ukłony", "trzymaj się", "trzymaj się ciepło", "ściskam", "do usłyszenia",
        # sv
        "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar", "vänlig hälsning", "hälsningar",
        "bästa hälsningar", "mvh", "varma hälsningar", "kram", "kramar", "allt gott",
        "vänligen", "många hälsningar", "hälsar",
        # da
        "med venlig hilsen", "venlig hilsen", "med venlige hilsner", "de bedste hilsner", "bedste hilsner",
        "hilsen", "mange hilsner", "kærlig hilsen", "venligst", "bedste hilsener", "vh", "kh", "mange hilsener",
        "de venligste hilsner",
        # nb
        "med vennlig hilsen", "vennlig hilsen", "med vennlige hilsener", "beste hilsen", "hilsen oss", "mvh",
        "beste hilsener", "vennlige hilsener", "med hilsen", "hilsener", "ha en fin dag videre", "varm hilsen",
        # fi
        "ystävällisin terveisin", "parhain terveisin", "terveisin", "kunnioittavasti", "ystävällisesti",
        "terveiset", "yst. terv", "yst.terv", "t", "lämpimin terveisin", "hyvää jatkoa", "kaikkea hyvää",
        "parhain terveisin ja kiitoksin",
        # cs
        "s pozdravem", "s přátelským pozdravem", "s úctou", "zdravím", "srdečně zdravím", "s přáním hezkého dne",
        "s pozdravem a přáním hezkého dne", "hezký den", "přeji hezký den", "s pozdravy", "mějte se hezky",
        # tr
        "saygılarımla", "saygılarımızla", "iyi çalışmalar", "iyi günler", "sevgiler", "selamlar",
        "en iyi dileklerimizle", "en iyi dileklerimle", "saygılar", "iyi günler dileriz", "kolay gelsin",
        "sevgilerimle", "sevgilerimizle",
        # ja
        "敬具", "以上", "草々", "かしこ",
        # et, he
        "lugupidamisega", "parimate soovidega", "parimat", "heade soovidega", "tervitades", "בברכה", "בכבוד רב",
    )
)  # fmt: skip

# Words that are written with a capital in last lines which are no names.
_NOT_NAMES = """
not no yes application applications position status candidate candidates rejected declined selected
unsuccessful closed unfortunately thank thanks regards best kind sincerely click view apply read
learn see visit follow update notification job jobs role career offer offers interview confirmed
cancelled received bewerbung absage stelle zusage status ergebnis kein keine nicht leider
candidature refus poste statut candidatura rechazada puesto estado esito posizione stato rifiutata
sollicitatie afgewezen vacature geen niet vaga recusada não aplikacja odrzucona stanowisko nie
ansökan avslag tjänst inte ansøgning afslag stilling ikke søknad hakemus hylätty ei odmítnuto pozice
başvuru reddedildi hello hi dear hej hei ciao
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
_NAME_PARTICLES = "de da do dos das di del della der den van von vom zu zur la le el al bin ter ten af y e"
NAME_PARTICLES = frozenset(_NAME_PARTICLES.split())

# These close a mail only where nothing but a name and its details follows.
WEAK_CLOSINGS = frozenset(
    (
        "thank you", "thanks", "many thanks", "thanks again", "thank you again", "thanks so much",
        "thank you very much", "vielen dank", "danke", "besten dank", "merci", "merci beaucoup", "gracias",
        "muchas gracias", "grazie", "obrigado", "obrigada", "bedankt", "dank je wel", "dziękuję", "dziękujemy",
        "tack", "tak", "takk", "kiitos", "kiitoksin", "děkuji", "děkujeme", "teşekkürler", "teşekkür ederiz",
        "ありがとうございました", "tänan", "תודה", "hilsen", "mange tak", "mange takk", "tusen takk",
        "tack så mycket", "thanks and regards", "thank you and best regards", "よろしくお願いいたします",
        "何卒よろしくお願い申し上げます", "何卒よろしくお願いいたします", "どうぞよろしくお願いいたします",
        "よろしくお願い申し上げます", "何卒宜しくお願い申し上げます", "宜しくお願い致します",
        "よろしくお願いします",
    )
)  # fmt: skip

# A short line or paragraph with one of these is no part of what the writer says to the reader.
FOOTER_LINES = (
    "unsubscribe", "manage your preferences", "manage preferences", "email preferences", "update your preferences",
    "notification settings", "notification preferences", "view in browser", "view this email in your browser",
    "view this message in your browser", "having trouble viewing this email", "all rights reserved",
    "privacy policy", "terms of service", "terms of use", "sent from my iphone", "sent from my ipad",
    "get outlook for", "sent via ", "this email was sent to", "this message was sent to", "this email was sent by",
    "you are receiving this", "you received this email because", "you're receiving this",
    "you have received this email because", "virus-free", "this email has been checked for viruses",
    "please consider the environment", "think before you print", "powered by greenhouse", "powered by lever",
    "powered by workable", "powered by ashby", "abmelden", "newsletter abbestellen", "im browser anzeigen",
    "datenschutzerklärung", "impressum", "abbestellen", "von meinem iphone gesendet", "gesendet von outlook",
    "alle rechte vorbehalten", "gesendet von meinem", "se désabonner", "se désinscrire", "désinscription",
    "me désabonner", "envoyé de mon iphone", "voir dans le navigateur", "tous droits réservés",
    "politique de confidentialité", "version en ligne", "pensez à l'environnement", "darse de baja",
    "cancelar suscripción", "cancelar la suscripción", "enviado desde mi iphone", "ver en el navegador",
    "todos los derechos reservados", "política de privacidad", "política de privacidade", "annulla iscrizione",
    "annulla l'iscrizione", "disiscriviti", "cancella iscrizione", "inviato da iphone",
    "tutti i diritti riservati", "informativa sulla privacy", "visualizza nel browser", "afmelden", "uitschrijven",
    "verstuurd vanaf mijn iphone", "bekijk in browser", "alle rechten voorbehouden", "cancelar inscrição",
    "cancelar subscrição", "descadastrar", "enviado do meu iphone", "todos os direitos reservados", "wypisz się",
    "zrezygnuj z subskrypcji", "anuluj subskrypcję", "wszelkie prawa zastrzeżone", "polityka prywatności",
    "avregistrera", "avsluta prenumeration", "skickat från min iphone", "integritetspolicy", "afmeld",
    "sendt fra min iphone", "privatlivspolitik", "avmeld", "meld deg av", "personvernerklæring", "peruuta tilaus",
    "lähetetty iphonesta", "tietosuojaseloste", "kaikki oikeudet pidätetään", "odhlásit", "odesláno z iphonu",
    "zásady ochrany osobních údajů", "všechna práva vyhrazena", "abonelikten çık", "aboneliği iptal",
    "iphone'umdan gönderildi", "tüm hakları saklıdır", "gizlilik politikası", "配信停止", "配信を停止", "登録解除",
    "プライバシーポリシー", "iphoneから送信", "loobu tellimusest", "הסרה מרשימת",
)  # fmt: skip

# A paragraph that begins with one of these (within its first words) is a legal notice to its end.
LEGAL_OPENINGS = (
    "confidentiality notice", "confidentiality note", "disclaimer", "this email and any attachments",
    "this e-mail and any attachments", "this email and any files", "this e-mail and any files",
    "this message and any attachments", "this message contains confidential", "this email contains confidential",
    "the information contained in this", "the information in this e", "the contents of this e",
    "this communication is intended", "this e-mail is confidential", "this email is confidential",
    "this message is intended only", "this email is intended", "this e-mail is intended",
    "this electronic message", "this transmission", "if you are not the intended recipient", "important notice:",
    "diese e-mail enthält", "diese nachricht enthält vertrauliche", "diese e-mail ist vertraulich",
    "der inhalt dieser e-mail", "diese e-mail kann vertrauliche", "die in dieser e-mail enthaltenen",
    "ce message et toutes les pièces", "ce message et ses pièces", "ce courriel et ses pièces",
    "ce message est confidentiel", "ce courriel est confidentiel", "les informations contenues dans ce",
    "ce message contient des informations", "este mensaje y sus", "este correo electrónico y",
    "este mensaje contiene", "este mensaje va dirigido", "aviso legal", "la información contenida en este",
    "este correo electrónico contiene", "aviso de confidencialidad", "questo messaggio e gli eventuali",
    "questo messaggio contiene", "le informazioni contenute in questo", "il contenuto di questa", "questa e-mail",
    "avviso di riservatezza", "ai sensi del regolamento", "dit bericht is uitsluitend", "dit e-mailbericht",
    "dit bericht kan", "de informatie in dit", "deze e-mail is", "esta mensagem e", "esta mensagem contém",
    "esta mensagem pode conter", "este e-mail e quaisquer", "a informação contida", "as informações contidas",
    "aviso de confidencialidade", "ta wiadomość jest", "niniejsza wiadomość", "informacje zawarte w",
    "wiadomość ta jest", "treść tej wiadomości", "detta meddelande", "detta e-postmeddelande",
    "informationen i detta", "denne e-mail", "denne mail", "denne e-post", "informationen i denne",
    "informasjonen i denne", "tämä viesti", "tämä sähköposti", "tämän viestin", "tato zpráva", "tento e-mail",
    "informace obsažené v", "obsah této zprávy", "bu e-posta", "bu mesaj ve", "bu ileti", "本メールは",
    "このメールは送信専用", "本メールに含まれる", "see e-kiri", "see kiri",
)  # fmt: skip
# A legal notice says so: an opening counts only with one of these in the same paragraph.
LEGAL_WORDS = (
    "confidential", "intended", "recipient", "unauthor", "disclos", "privileged", "vertraulich", "empfänger",
    "confidentiel", "destinataire", "confidencial", "destinatari", "riservat", "vertrouwelijk", "geadresseerde",
    "destinatário", "poufn", "adresat", "konfidentiell", "mottagare", "fortrolig", "modtager", "mottaker",
    "luottamuksell", "vastaanottaj", "důvěrn", "adresát", "gizli", "alıcı", "機密", "送信専用", "konfidentsiaal",
    "adressaa", "saajal",
)  # fmt: skip
