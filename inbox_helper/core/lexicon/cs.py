"""Czech."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

CZECH = Lexicon(
    language="cs",
    greetings=words(
        """
        dobrý den, dobré ráno, dobrý večer, dobré odpoledne, vážený, vážená, vážení, milý, milá, ahoj, čau,
        nazdar, zdravím, hezký den
        """
    ),
    greetings_formal=words(
        """
        vážený, vážená, vážení
        """
    ),
    honorifics=honorifics(
        """
        pan=m, pane=m, pana=m, paní=f, slečno=f, slečna=f
        """
    ),
    group_words=words(
        """
        úřad, muzeum, nadace, ministerstvo, město, obec,
        tým, personální, oddělení, nábor, náboru, hr, kariéra, práce, lidské, zdroje, úřad, obec, město,
        univerzita, nemocnice, banka, škola, skupina, firma, společnost, s.r.o, sro, as, uchazeč, uchazečka,
        kandidát, z, v, a, na, od, do, pozdravem, pozdrav, telefon, zpráva, automatická, toto, je, hezký, den,
        víkend, hledáme, nadace, kancelář, pekárny, strojírny
        """
    ),
    departments=words(
        """
        tým, personální, oddělení, nábor, náboru, hr, kariéra, práce, lidské, zdroje, team, talent, people
        """
    ),
    role_words=words(
        """
        ředitel, ředitelka, vedoucí, manažer, manažerka, personalista, personalistka, specialista, specialistka,
        jednatel, jednatelka, majitel, majitelka, asistent, asistentka, náborář, náborářka, konzultant,
        konzultantka, recruiter, hr, koordinátor, koordinátorka, starosta, starostka, primář, primářka, děkan,
        děkanka, rektor, tajemník, tajemnice, talent, partner, zakladatel, zakladatelka, šéf, šéfka
        """
    ),
    before_name=words(
        """
        v z., v zastoupení, z pověření, za
        """
    ),
    stops=words(
        """
        získal, získala, obsadil, dostal, dostala,
        v, ve, na, do, z, ze, a, že, nám, nás, vám, vás, vaše, váš, tvoje, tvůj, jsme, jsem, jste, je, byl,
        byla, bylo, se, si, pro, po, od, děkujeme, děkuji, ale, který, která, bohužel, však, přijali, dali, dal,
        vybrali, nakonec, zatím, máme, s, k
        """
    ),
    company=lines(
        """
        (zájem) (o práci ve společnosti|o práci v|o společnost|o naši společnost|o pozici ve společnosti|)
            {company}
        (ze společnosti|ve společnosti|společnosti|společnost|ve firmě|z firmy|firmy) {company}
        (jménem) (společnosti|firmy|) {company}
        """
    ),
    company_in_subject=lines(
        """
        (ve společnosti|ve firmě|společnosti) {company}
        """
    ),
    position=lines(
        """
        (pozici|pozice|místo|místa|role|roli|funkci|funkce|pozicí) {position}
        (přihlášku|přihláška|životopis|zájem|nábor|výběrové řízení|výběrového řízení) (na pozici|na místo|o
            pozici|o místo|na) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (vaše|tvoje|váš|) (přihláška|reakce|žádost|životopis|výběrové řízení|odpověď) (na pozici|na místo|
            na|o pozici|) {position}
        pozice {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (neodpovídejte|neodpovídej|prosíme neodpovídejte|prosím neodpovídejte) (na|) (tento|tuto|ni|něj|) (e
                mail|mail|zprávu|zpráva|)
            (automatická|automaticky) * (zpráva|generovaná|vygenerovaná|generovaný) * (neodpovídejte|
                neodpovídej)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (nemůžeme|nelze|není|nejsme|neposkytujeme|bohužel) * (zpětnou vazbu|zpětné vazby|zdůvodnění|důvody|
                zdůvodňovat|odůvodnění)
            (zpětnou vazbu|zpětná vazba) * (nemůžeme|nelze|není|neposkytujeme)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (zpětnou vazbu|zpětné vazby) * (rád|ráda|rádi|poskytnu|poskytneme)
            (zájem o) (zpětnou vazbu|podrobnosti|důvody)
            (rád|ráda|rádi|klidně|neváhejte|neváhej|možné) * (zpětnou vazbu|zpětná vazba|vysvětlím|vysvětlíme|
                probrat|zavolám|podrobnosti)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (ozveme|ozvu) * (pokud|až|když|jakmile) * (vhodn~|pozice|místo)
            (uchováme|ponecháme|zařadíme|zůstane|uložíme|ponechat|nechat|uchovat|mít|necháme) * (databázi|
                databáze|životopis|evidenci|údaje|záloze|kartotéce)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (údaje|životopis|materiály|dokumenty) * (smažeme|vymažeme|zničíme|smazány|skartovány|skartujeme|
                zlikvidujeme)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (sledujte|sleduj) * (kariér~|nabídky|stránky)
            (zkus|zkuste|ozvi|ozvěte|přihlas|přihlaste) * (zase|znovu|příště|opět)
            (budeme rádi|doufáme|neváhejte|neváhej|uvítáme|rádi) * (znovu|opět|přihlásíte|přihlásíš|ozvete|
                ozveš|reagovat|nabídky|kariérní)
            (znovu|opět) (přihlásit|ozvat|reagovat|ucházet)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (bylo|byla|byl|je) (zrušeno|zrušena|zrušen|pozastaveno|pozastavena|pozastaven|zastaveno|
                zastaven)
            (pozice|výběrové řízení|nábor|místo|pozici|projekt) * (zrušena|zrušeno|zrušen|pozastavena|
                pozastaveno|pozastaven|zmrazena|zastaveno|zastaven|zrušili|pozastavili)
            (zrušit|pozastavit|zmrazit|zastavit) (pozici|nábor|výběrové řízení|místo)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (interně|interního|interní|interním) (obsazena|obsazeno|obsadit|obsadili|kandidáta|kandidát|
                kandidátem|uchazeče|kandidátka|kandidátku|)
            (z vlastních řad)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (prvním|druhém|třetím) kole * (poznal|poznala|poznali|potkal|potkala|potkali)
            (poznal|poznala|poznali) (vás|tě|) osobně
            (věnoval|věnovala|věnovali) * (pohovoru|pohovorům|setkání|rozhovoru)
            (děkujeme|děkuji|díky|děkuju|rád|ráda|rádi|příjemné|těšilo) * (pohovor|pohovoru|pohovory|schůzku|
                schůzka|setkání|rozhovor|osobní|poznat|poznali|druhého kola)
            (po|z|na|při) (vašem|vašeho|našem|tvém|tvého|včerejším|osobním|druhém|prvním) (pohovoru|pohovor|
                setkání|kola|kole|rozhovoru)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (nemůžeme|nepozveme|nezveme|bohužel) * (pozvat|pozvání|pohovor|pohovoru)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (ne|nepozveme|nezveme|nemůžeme) * (druhé|další) (kolo|pohovor)
            """
        ),
        Signal.FINALIST: lines(
            """
            (do|v|ve|z) (posledního|finálního|závěrečného|posledním|finálním) (kola|kole|pohovoru)
            (mezi|z) (posledními|posledních) (dvěma|dvou|třemi|tří)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (jiné|jiní|ostatní|uchazeče|kandidáty) * (posledního kola|finálního kola|finále|užšího výběru)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (pohovor~|schůzk~|setkání|rozhovor~|kole|kola|osobně)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (poslední|posledního|finální|finálního|závěrečné|závěrečného) (kolo|kola|kole|pohovor|výběru)
            (finále|finalisty|užšího výběru|nejužšího|posledních dvou|posledními dvěma)
            """
        ),
        Signal.APPLIED: lines(
            """
            (přihlášku|přihláška|žádost o|zájem o) (pozici|místo|na|zaměstnání|práci|)
            (vaši|váš|vaše|tvůj|tvou|tvoje|vašeho) (přihlášku|životopis|zájem|životopisu|reakci|zájmu|žádost)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (ty|tebe|tobě|tě|ti|tvůj|tvoje|tvou|tvého|tvém|tvá|máš|jsi|budeš|ahoj|čau)
            """
        ),
        Signal.FORMAL: lines(
            """
            (vám|vás|vaše|vaši|váš|vašeho|vašem|vámi|vážený|vážená)
            """
        ),
    },
)
