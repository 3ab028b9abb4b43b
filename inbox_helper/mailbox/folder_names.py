"""Names of special folders in many languages, for servers that do not mark them (lower case, NFKC)."""

from __future__ import annotations


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.replace("\n", ",").split(",") if name.strip())


NAMES: dict[str, frozenset[str]] = {
    "drafts": _names("""
        drafts, draft, draftbox, entwürfe, entwurf, brouillons, brouillon, borradores, borrador, bozze,
        rascunhos, rascunho, concepten, concept, utkast, kladder, kladde, luonnokset, szkice,
        kopie robocze, wersje robocze, koncepty, rozepsané, piszkozatok, taslaklar, mustandid,
        черновики, чернетки, чернови, πρόχειρα, טיוטות, المسودات, 草稿, 草稿箱, 草稿匣, 草稿夹, 下書き,
        임시보관함
    """),
    "sent": _names("""
        sent, sent items, sent messages, sent mail, gesendet, gesendete, gesendete elemente,
        gesendete objekte, gesendete nachrichten, postausgang gesendet, envoyés, éléments envoyés,
        messages envoyés, enviados, elementos enviados, mensajes enviados, inviata, inviati,
        posta inviata, itens enviados, enviadas, enviado, verzonden, verzonden items,
        verzonden berichten, skickat, skickade objekt, sendt, sendte elementer, sendte post, lähetetyt,
        lähetetyt viestit, wysłane, elementy wysłane, odeslané, odeslaná pošta, odoslané, elküldött,
        elküldött elemek, gönderilmiş öğeler, gönderilmiş postalar, gönderilenler, saadetud,
        отправленные, надіслані, изпратени, απεσταλμένα, נשלח, דואר שנשלח, المرسل, البريد المرسل,
        已发送, 已发送邮件, 寄件備份, 送信済み, 送信済みメール, 보낸편지함, 보낸 편지함
    """),
    "trash": _names("""
        trash, bin, deleted, deleted items, deleted messages, papierkorb, gelöscht, gelöschte elemente,
        gelöschte objekte, gelöschte nachrichten, corbeille, éléments supprimés, messages supprimés,
        papelera, elementos eliminados, cestino, posta eliminata, lixeira, lixo, itens excluídos,
        itens eliminados, prullenbak, verwijderd, verwijderde items, papperskorgen, borttaget, slettet,
        slettede elementer, papirkurv, roskakori, poistetut, kosz, elementy usunięte, koš,
        odstraněná pošta, lomtár, törölt elemek, çöp kutusu, silinmiş öğeler, prügikast, корзина,
        удаленные, кошик, кошче, κάδος, אשפה, المهملات, 已删除, 已删除邮件, 回收站, 垃圾桶, ゴミ箱,
        휴지통
    """),
    "junk": _names("""
        junk, junk e, spam, bulk, bulk mail, spamverdacht, unerwünscht, unerwünschte werbung, junkmail,
        indésirables, courrier indésirable, pourriel, correo no deseado, no deseado, posta indesiderata,
        indesiderata, lixo eletrônico, correio não solicitado, ongewenste, ongewenste e, skräppost,
        søppelpost, uønsket, roskaposti, niechciane, wiadomości śmieci, nevyžádaná, nevyžádaná pošta,
        levélszemét, istenmeyen, gereksiz, rämpspost, спам, нежелательная почта, ανεπιθύμητα, דואר זבל,
        垃圾邮件, 迷惑メール, 스팸메일함, 스팸
    """),
}
"""By use: every name that means it."""

GENERIC_WORDS = _names("""
    mail, mails, email, e, items, item, folder, folders, messages, message, elemente, objekte, nachrichten, post,
    pošta, messaggi, mensajes, mensagens, berichten, viestit
""")
"""Words that may stand beside a name without changing what it means."""
