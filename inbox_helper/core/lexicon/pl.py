"""Polish."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

POLISH = Lexicon(
    language="pl",
    greetings=words(
        """
        dzień dobry, dobry wieczór, szanowny, szanowna, szanowni, drogi, droga, cześć, witaj, witam, hej, siema
        """
    ),
    greetings_formal=words(
        """
        szanowny, szanowna, szanowni
        """
    ),
    honorifics=honorifics(
        """
        pan=m, panie=m, pana=m, pani=f, panią=f, państwo=
        """
    ),
    group_words=words(
        """
        urząd, gmina, muzeum, fundacja, stowarzyszenie, ministerstwo,
        zespół, dział, kadr, kadry, rekrutacja, rekrutacji, hr, biuro, sekretariat, urząd, gmina, gminy, miasta,
        starosta, wójt, burmistrz, dyrektor, uniwersytet, szpital, bank, firma, spółka, grupa, kandydat,
        kandydatka, kandydatko, kandydacie, praca, kariera, z, w, i, na, od, do, sp, o.o, oo, fundacja, szkoła,
        pozdrawiam, poważaniem, telefon, wiadomość, zasobów, ludzkich, sporządził, sporządziła, early, employer,
        państwa
        """
    ),
    departments=words(
        """
        zespół, dział, kadr, kadry, rekrutacja, rekrutacji, hr, praca, kariera, zasobów, ludzkich, early,
        careers, team, biuro, powiadomienia
        """
    ),
    role_words=words(
        """
        dyrektor, kierownik, kierowniczka, specjalista, specjalistka, rekruter, rekruterka, prezes, menedżer,
        menedżerka, koordynator, koordynatorka, właściciel, właścicielka, asystent, asystentka, hr, wójt,
        burmistrz, starosta, konsultant, konsultantka, manager, partner, założyciel, założycielka, careers,
        sekretarz, rektor, dziekan, szef, szefowa, talent
        """
    ),
    before_name=words(
        """
        z up., z upoważnienia, (-), podpisano, wz., w z.
        """
    ),
    stops=words(
        """
        została, zostało, otrzymał, otrzymała, przypadło,
        w, we, na, do, z, ze, oraz, i, że, nie, nam, nas, pan, pani, państwa, twoje, twoja, twój, pana,
        niestety, jednak, jest, został, została, zostało, się, dla, przez, po, od, dziękujemy, ale, który,
        która, które, informujemy, zdecydowaliśmy, postanowiliśmy, otrzymaliśmy, ponieważ, gdyż
        """
    ),
    company=lines(
        """
        (zainteresowanie|zainteresowania) (pracą w|ofertą|ofertami|firmą|rekrutacją w|) {company}
        (rekrutacji|rekrutacja|rekrutację|pracy|pracę|aplikacji|aplikację|stanowisko|praktyki|staż|zespołu|
            zespole|rozmowę) (w|we|do|firmie|w firmie|w spółce|dla) {company}
        (w imieniu) (firmy|spółki|) {company}
        """
    ),
    company_in_subject=lines(
        """
        (rekrutacji|rekrutacja|aplikacja|aplikacji|praca) (w|do) (firmie|) {company}
        """
    ),
    position=lines(
        """
        (stanowisko|stanowiska|stanowisku|pozycję|pozycji|rolę|posadę) (urzędnicze|) {position}
        (aplikacja|aplikację|aplikacji|aplikowanie|cv|kandydaturę|zgłoszenie|rekrutacji|rekrutacja|rekrutację|
            nabór|naboru) na (stanowisko|pozycję|wolne stanowisko urzędnicze|) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (twoja|pana|pani|państwa|informacja o wyniku|wynik|wyniki|) (aplikacja|rekrutacja|rekrutacji|
            aplikacji|naboru|nabór|zgłoszenie) (na|) (stanowisko|pozycję|) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (prosimy|proszę|prosimy o) (nie|nie odpowiadać|nieodpowiadanie) (odpowiadać|odpowiadanie|na|) *
                (wiadomość|mail|e mail|adres|maila)
            (nie odpowiadaj|nie odpowiadać) na (tę|ten|tego|tą) (wiadomość|e mail|mail|adres)
            (wiadomość|mail) (wygenerowana|wysłana|wygenerowany|wysłany) automatycznie
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (nie) * (udzielić|udzielamy|przekazać|udzielać|możliwe|wykonalne) * (informacji zwrotnej|feedbacku|
                uzasadnienia|uzasadniać|szczegółowych|odpowiedzi)
            (informację zwrotną|informacji zwrotnej|feedback|feedbacku) * (nie|niestety nie) * (możliwe|
                wykonalne|możemy|jesteśmy w stanie)
            (nie|niekierowanie|nie kierować) * pytań o (szczegółowe|) (wyniki|powody|uzasadnienie)
            (chcielibyśmy) * (informację zwrotną|feedback)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (chętnie|mogę|możemy) * (opowiem|powiem|opowiedzieć|przekażę|udzielę|omówię) * (podobało|
                poprawić|feedback|informacj~|powod~|czego)
            (chętnie|gotowi|dyspozycji|śmiało|zapraszam|zapraszamy) * (informacji zwrotnej|informację zwrotną|
                feedback|feedbacku|odpowiem|porozmawiam|szczegóły|pytania)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (odezwiemy|odezwę|skontaktujemy) się * (gdy|jeśli|kiedy) * (stanowisko|oferta|podobn~|nowe)
            (zachowamy|zachować|pozostanie|zostanie|będziemy przechowywać|przechowywać|zostawiamy|dodamy) *
                (bazie|cv|aplikację|aplikacja|zgłoszenie|dane|kandydaturę)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (dane|cv|dokumenty|aplikacja) * (usunięte|usunięta|zniszczone|usuniemy|zniszczymy)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (spróbuj|spróbować|próbować) (ponownie|jeszcze)
            (śledź|śledzić) * (ofert|oferty|strony|stronę)
            (zaaplikujesz|zaaplikuje|aplikuj|zgłosisz|zgłosi) * ponownie
            mam nadzieję * (zaaplikujesz|aplikować|zgłosisz|ponownie)
            (zachęcamy|zapraszamy|zachęcam|zapraszam|liczymy) * (aplikowania|aplikować|udziału|śledzenia|
                ponownie|rekrutacjach|ofert|przyszłości)
            (ponowne|ponownego|ponownie) (aplikowanie|aplikowania|zgłoszenie|aplikować|wysłać)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (rekrutacja|rekrutację|stanowisko|nabór|proces|projekt|etat) * (anulowana|anulowany|anulowane|
                wstrzymana|wstrzymany|wstrzymaliśmy|zawieszona|zawieszony|odwołany|odwołana|unieważniony|
                unieważniona|zamrożona|zakończony bez wyboru|bez rozstrzygnięcia|zlikwidowane)
            (anulować|wstrzymać|zawiesić|unieważnić) (rekrutację|nabór|proces|etat)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (wewnętrznie|kandydat wewnętrzny|kandydata wewnętrznego|kandydatka wewnętrzna|rekrutacji wewnętrznej|
                rekrutacja wewnętrzna|awans wewnętrzny|osoba z wewnątrz|osobę z wewnątrz)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            po rozmow~ (kwalifikacyjn~|rekrutacyjn~)
            za (wczorajszą|ostatnią|naszą|miłą|dzisiejszą) rozmowę
            (dziękujemy|dziękuję|dzięki|miło|przyjemnością|przyjemność) * (rozmowę|rozmowy|rozmowie|spotkanie|
                spotkania|poznać|spotkaniu)
            (po|podczas|w trakcie|od) (naszej|naszego|pana|pani|twojej|ostatniej|wczorajszej|drugiej) (rozmowie|
                rozmowy|spotkania|spotkaniu)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (nie) * (zaprosić|zaproszenia|zapraszamy|zaprosimy) * (rozmowę|spotkanie|rozmowy|etapu)
            (zaprosić|zaprosiliśmy) inne (osoby|kandydatury)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            nie * (drug~|kolejn~) rozmow~
            """
        ),
        Signal.FINALIST: lines(
            """
            (finałow~|ostateczn~) (rozmow~|etap~|rund~|spotkani~)
            (ostatni~) (rozmow~ z|etap~|rund~)
            finalist~
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (inni|innych|inne|innymi|kandydat~) * (finałow~|ostatni~) (etap~|rund~)
            (do|kolejnego) (ostatniego|finałowego) etapu (zaprosiliśmy|zakwalifikowa~)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (rozmow~|rozmów|spotkani~|poznać|etapie)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (ostatni|ostatniego|ostatnim|finałowy|finałowego|finałowym|końcowy|końcowego|końcowym) (etap|etapu|
                etapie|rozmowa|rozmowy)
            (finale|finalistów|finalistą|finalistką|dwojga|ostatniej dwójce|ostatniej trójce)
            """
        ),
        Signal.APPLIED: lines(
            """
            (aplikację|aplikacja|zgłoszenie|cv) na (stanowisko|pozycję|ofertę)
            (przesłanie|przesłaną|nadesłaną|nadesłanie|udział|złożenie) (w|) (aplikacji|aplikację|
                rekrutacji|zgłoszenia|cv)
            nie (zakwalifikowa~) * (kolejnego|następnego|dalszego) etapu
            (twoje|pana|pani|państwa|twoja|twoją) (zgłoszenie|aplikację|aplikacja|cv|kandydatura|kandydaturę|
                aplikacji)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (ty|ciebie|cię|ci|tobie|tobą|twój|twoja|twoje|twojej|twoją|twojego|twoim|cześć|hej)
            """
        ),
        Signal.FORMAL: lines(
            """
            (pan|pani|pana|panu|panią|państwa|państwo|pańska|pańskie|pański|szanowny|szanowna)
            """
        ),
    },
)
