"""What mail programs write around quoted and forwarded mail, and what people write around their names. Data only.

All entries are in lower case. Languages: en de fr es it nl pt pl sv da nb fi cs tr ja, some more where they cost
nothing.
"""

from __future__ import annotations

# "On ... Jane wrote:" in any word order: a line with one of these words that ends with a colon.
_WROTE = """
    wrote writes said schrieb schrieben écrit ecrit escribió escribio escribía scritto schreef geschreven escreveu
    escrito napisał napisała napisał(a) napisal napisał/a pisze skrev skrevet kirjoitti napsal napsala napsal(a)
    napísal yazdı yazdi kirjutas írta пишет написал כתב כתבה כתב/ה
"""
WROTE = frozenset(_WROTE.split())
WROTE_JAPANESE = ("さんは書きました", "のメール", "さんが書きました", "が書きました", "のメッセージ")

# The openers of such a line. Without an address in it, opener and time of day are asked for.
WROTE_OPENERS = (
    "on ", "at ", "am ", "le ", "el ", "il ", "op ", "em ", "no dia ", "a ", "den ", "on", "dnia ", "w dniu ",
    "dne ", "pe ", "ma ", "ti ", "ke ", "to ", "la ", "su ", "po ", "út ", "st ", "čt ", "pá ", "so ", "ne ",
)  # fmt: skip

ORIGINAL = frozenset(
    (
        "original message", "original email", "original-nachricht", "originalnachricht", "ursprüngliche nachricht",
        "ursprüngliche e-mail", "message d'origine", "message original", "mensaje original", "messaggio originale",
        "oorspronkelijk bericht", "oorspronkelijke bericht", "mensagem original", "wiadomość oryginalna",
        "oryginalna wiadomość", "wiadomość pierwotna", "ursprungligt meddelande", "originalmeddelande",
        "oprindelig meddelelse", "original meddelelse", "oprindelig mail", "opprinnelig melding",
        "alkuperäinen viesti", "původní zpráva", "původní e-mail", "orijinal mesaj", "orjinal mesaj",
        "özgün ileti", "özgün mesaj", "元のメッセージ", "original message follows", "reply message", "algne sõnum",
        "reply above this line",
    )
)  # fmt: skip

FORWARDED = frozenset(
    (
        "forwarded message", "forwarded by", "begin forwarded message", "forwarded mail",
        "original message forwarded", "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht",
        "anfang der weitergeleiteten e-mail", "message transféré", "début du message transféré",
        "début du message réexpédié", "message réexpédié", "mensaje reenviado", "inicio del mensaje reenviado",
        "messaggio inoltrato", "inizio messaggio inoltrato", "doorgestuurd bericht", "begin doorgestuurd bericht",
        "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada",
        "início da mensagem reencaminhada", "przekazana wiadomość", "wiadomość przekazana",
        "początek przekazywanej wiadomości", "początek przekazanej wiadomości", "vidarebefordrat meddelande",
        "vidarebefordrat brev", "start på vidarebefordrat meddelande", "videresendt meddelelse",
        "start på videresendt besked", "start på videresendt meddelelse", "videresendt besked",
        "videresendt melding", "start på videresendt melding", "välitetty viesti", "edelleenlähetetty viesti",
        "alku välitetylle viestille", "välitetty viesti alkaa", "přeposlaná zpráva", "začátek přeposlané zprávy",
        "iletilen ileti", "iletilmiş mesaj", "yönlendirilen ileti", "yönlendirilmiş ileti başlangıcı",
        "iletilen iletinin başlangıcı", "転送メッセージ", "転送されたメッセージ", "edastatud sõnum",
        "הודעה שהועברה",
    )
)  # fmt: skip

# Labels of the header block that Outlook and others put above what they quote.
_FROM_LABELS = """
    from von de da van od od: från fra lähettäjä kimden gönderen 差出人 送信者 送信元 saatja מאת от
    mittente expediteur expéditeur afzender remetente nadawca avsändare afsender avsender odesílatel
"""
FROM_LABELS = frozenset(_FROM_LABELS.split())
HEADER_LABELS = frozenset(
    (
        "sent", "date", "to", "cc", "subject", "gesendet", "gesendet am", "datum", "an", "betreff", "envoyé",
        "envoyé le", "à", "objet", "enviado", "enviado el", "enviado em", "enviada em", "fecha", "para", "asunto",
        "inviato", "data", "a", "oggetto", "verzonden", "verzonden op", "aan", "onderwerp", "assunto", "wysłano",
        "wyslano", "do", "dw", "temat", "skickat", "till", "ämne", "sendt", "til", "emne", "dato", "lähetetty",
        "päiväys", "päivämäärä", "vastaanottaja", "aihe", "kopio", "odesláno", "komu", "předmět", "kopie",
        "gönderildi", "gönderilme tarihi", "tarih", "kime", "alıcı", "konu", "bilgi", "送信日時", "日付", "日時",
        "宛先", "件名", "cc:", "reply-to", "saadetud", "kellele", "teema", "נשלח", "אל", "נושא", "copia",
        "отправлено", "кому", "тема", "дата", "kopia", "importance",
    )
)  # fmt: skip

# What a plain part says that stands in for an HTML part which says it all.
STUBS = (
    "does not support html", "doesn't support html", "not support html", "html version", "html-fähig",
    "html-format", "html capable", "html-capable", "view this email in", "view this message in", "view it online",
    "unterstützt kein html", "ne supporte pas le html", "ne prend pas en charge", "no admite html",
    "no soporta html", "non supporta html", "ondersteunt geen html", "não suporta html", "nie obsługuje html",
    "stöder inte html", "understøtter ikke html", "støtter ikke html", "ei tue html", "nepodporuje html",
    "html desteklemiyor", "html形式", "htmlメール", "enable html", "html email", "html-enabled", "html e-mail",
    "as html", "in html",
)  # fmt: skip

_REPLY = "re aw antw sv vs odp ynt yn res rif r ref bls atb 回复 回覆 返信 תגובה vá svar"
REPLY_PREFIXES = frozenset(_REPLY.split())
_FORWARD = "fw fwd wg tr rv enc i inoltra doorst vb vl pd ilt vidarebefordrat videresendt přep fs edasi"
_FORWARD_OTHER_SCRIPTS = "i̇lt 転送 转发 הועבר"
FORWARD_PREFIXES = frozenset((*_FORWARD.split(), *_FORWARD_OTHER_SCRIPTS.split()))
