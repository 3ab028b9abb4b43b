"""Quotes and forwards cut, own words kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.quotes import cut_quotes, is_attribution
from inbox_helper.core.types import CutKind

ATTRIBUTIONS = {
    "en": "On Tue, 3 Nov 2026 at 10:00, Robin Example <robin@example.net> wrote:",
    "en-apple": "On 3 Nov 2026, at 10:00, Robin Example <robin@example.net> wrote:",
    "de": "Am Di., 3. Nov. 2026 um 10:00 Uhr schrieb Robin Example <robin@example.net>:",
    "de-thunderbird": "Am 03.11.2026 um 10:00 schrieb Robin Example:",
    "fr": "Le mar. 3 nov. 2026 à 10:00, Robin Example <robin@example.net> a écrit :",
    "es": "El mar, 3 nov 2026 a las 10:00, Robin Example (<robin@example.net>) escribió:",
    "it": "Il giorno mar 3 nov 2026 alle ore 10:00 Robin Example <robin@example.net> ha scritto:",
    "nl": "Op di 3 nov 2026 om 10:00 schreef Robin Example <robin@example.net>:",
    "pt": "Em ter., 3 de nov. de 2026 às 10:00, Robin Example <robin@example.net> escreveu:",
    "pl": "wt., 3 lis 2026 o 10:00 Robin Example <robin@example.net> napisał(a):",
    "sv": "Den tis 3 nov. 2026 kl 10:00 skrev Robin Example <robin@example.net>:",
    "da": "Den tirs. 3. nov. 2026 kl. 10.00 skrev Robin Example <robin@example.net>:",
    "nb": "tir. 3. nov. 2026 kl. 10:00 skrev Robin Example <robin@example.net>:",
    "fi": "ti 3. marrask. 2026 klo 10.00 Robin Example (robin@example.net) kirjoitti:",
    "cs": "út 3. 11. 2026 v 10:00 odesílatel Robin Example <robin@example.net> napsal:",
    "tr": "Robin Example <robin@example.net>, 3 Kas 2026 Sal, 10:00 tarihinde şunu yazdı:",
    "ja": "2026年11月3日(火) 10:00 Robin Example <robin@example.net>:",
    "old-gmail": "2026-11-03 10:00 GMT+01:00 Robin Example <robin@example.net>:",
}
HEADER_BLOCKS = {
    "en": "From: Robin Example\nSent: Tuesday, 3 November 2026 10:00\nTo: Hale, Jane\nSubject: Application",
    "en-bold": "*From:* Robin Example\n*Sent:* Tuesday\n*To:* Jane\n*Subject:* Application",
    "de": "Von: Robin Example\nGesendet: Dienstag, 3. November 2026 10:00\nAn: Hale, Jane\nBetreff: Bewerbung",
    "fr": "De : Robin Example\nEnvoyé : mardi 3 novembre 2026 10:00\nÀ : Jane Hale\nObjet : Candidature",
    "es": "De: Robin Example\nEnviado el: martes, 3 de noviembre de 2026\nPara: Jane\nAsunto: Candidatura",
    "it": "Da: Robin Example\nInviato: martedì 3 novembre 2026 10:00\nA: Jane\nOggetto: Candidatura",
    "nl": "Van: Robin Example\nVerzonden: dinsdag 3 november 2026\nAan: Jane\nOnderwerp: Sollicitatie",
    "pt": "De: Robin Example\nEnviado: terça-feira, 3 de novembro de 2026\nPara: Jane\nAssunto: Candidatura",
    "pl": "Od: Robin Example\nWysłano: wtorek, 3 listopada 2026\nDo: Jane\nTemat: Aplikacja",
    "sv": "Från: Robin Example\nSkickat: den 3 november 2026\nTill: Jane\nÄmne: Ansökan",
    "da": "Fra: Robin Example\nSendt: 3. november 2026\nTil: Jane\nEmne: Ansøgning",
    "fi": "Lähettäjä: Robin Example\nLähetetty: 3. marraskuuta 2026\nVastaanottaja: Jane\nAihe: Hakemus",
    "cs": "Od: Robin Example\nOdesláno: úterý 3. listopadu 2026\nKomu: Jane\nPředmět: Žádost",
    "tr": "Kimden: Robin Example\nGönderildi: 3 Kasım 2026\nKime: Jane\nKonu: Başvuru",
    "ja": "差出人: Robin Example\n送信日時: 2026年11月3日\n宛先: Jane\n件名: 応募",
    "hotmail": "Date: Tue, 3 Nov 2026\nSubject: Application\nFrom: robin@example.net\nTo: jane@example.com",
}
OWN = "We have chosen somebody else.\n\nRegards,\nJane"


def own_and_cuts(text: str, *, forward: bool = False) -> tuple[str, list[tuple[CutKind, str]]]:
    """Return the own words of a text, and its cuts."""
    own = cut_quotes(text.split("\n"), forward=forward)
    return "\n".join(own.lines).strip(), [(cut.kind, cut.text) for cut in own.cuts]


@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_quoted_lines_and_their_attribution_are_cut(language: str) -> None:
    """In every language the answered mail goes, and the answer stays."""
    own, cuts = own_and_cuts(f"{OWN}\n\n{ATTRIBUTIONS[language]}\n> I am not selected?\n>\n> Robin\n")
    assert own == OWN
    assert cuts == [(CutKind.QUOTE, f"{ATTRIBUTIONS[language]}\n> I am not selected?\n>\n> Robin")]


@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_quotes_without_marks_are_cut(language: str) -> None:
    """Where a program quotes without ">", its attribution is enough, below text of the writer's own."""
    own, cuts = own_and_cuts(f"{OWN}\n\n{ATTRIBUTIONS[language]}\n\nI am not selected?\nRobin")
    assert own == OWN
    assert len(cuts) == 1


@pytest.mark.parametrize("language", HEADER_BLOCKS)
def test_header_blocks_begin_a_quote(language: str) -> None:
    """What Outlook puts below an answer is cut from its header block on."""
    own, cuts = own_and_cuts(f"{OWN}\n\n_____________________\n{HEADER_BLOCKS[language]}\n\nAm I selected?")
    assert own == OWN
    assert [kind for kind, _ in cuts] == [CutKind.QUOTE]


@pytest.mark.parametrize("language", HEADER_BLOCKS)
def test_a_forward_alone_leaves_nothing(language: str) -> None:
    """A rejection that somebody forwards to himself is not taken for one that he gets."""
    own, cuts = own_and_cuts(f"\n{HEADER_BLOCKS[language]}\n\nWe regret to inform you.")
    assert own == ""
    assert [kind for kind, _ in cuts] == [CutKind.FORWARD]


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "-------- Weitergeleitete Nachricht --------",
        "Begin forwarded message:",
        "Anfang der weitergeleiteten Nachricht:",
        "---------- Messaggio inoltrato ----------",
        "Début du message transféré :",
        "---------- 転送メッセージ ----------",
    ],
)
def test_forwards_are_told_from_quotes(mark: str) -> None:
    """A comment above a forward stays, the forward is cut as one."""
    own, cuts = own_and_cuts(f"See below.\n\n{mark}\nFrom: A\n\nWe regret to inform you.")
    assert own == "See below."
    assert [kind for kind, _ in cuts] == [CutKind.FORWARD]


@pytest.mark.parametrize(
    "mark",
    [
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "----- Message d'origine -----",
        "-----元のメッセージ-----",
    ],
)
def test_original_messages_are_cut(mark: str) -> None:
    """Older programs draw a line; what is below it goes."""
    assert own_and_cuts(f"{OWN}\n{mark}\nAm I selected?")[0] == OWN


def test_answers_between_quotes_stay() -> None:
    """An answer that takes up point by point keeps every point that it makes."""
    text = f"{ATTRIBUTIONS['en']}\n> Am I selected?\n\nNo, sorry.\n\n> Who is?\n> And why?\n\nSomebody else.\n\nJane"
    own, cuts = own_and_cuts(text)
    assert own.split() == ["No,", "sorry.", "Somebody", "else.", "Jane"]
    assert len(cuts) == 2


def test_a_wrapped_attribution_goes_whole() -> None:
    """An attribution that was wrapped leaves no rest behind."""
    text = f"{OWN}\n\nOn Tue, 3 Nov 2026 at 10:00, Robin Example\n<robin@example.net> wrote:\n\n> Hello\n"
    assert own_and_cuts(text)[0] == OWN


@pytest.mark.parametrize(
    "line",
    [
        "From our side there is nothing more to say:",
        "From: Monday, 2 November, the office will be closed.",
        "On Monday we decided as follows:",
        "On Monday at 10:00 we met and decided:",
        "Dr. Hale wrote the following to me:",
        "> Apply now",
        ">From all of us, thank you.",
        "Date: 3 November 2026",
        "To: all applicants",
        "-- ",
        "Original message",
    ],
)
def test_one_odd_line_cuts_nothing(line: str) -> None:
    """A line that only looks like a mark does not cost the mail its text."""
    text = f"Dear Robin,\n\n{line}\nWe have chosen somebody else.\nThank you for your time."
    assert own_and_cuts(text) == (text, [])


def test_lists_of_labels_are_no_header_block() -> None:
    """The facts of an invitation are not taken for a quoted mail."""
    text = "Your interview:\nDate: 3 November\nTime: 10:00\nWith: Dr. Hale\nSubject: Surveying"
    assert own_and_cuts(text) == (text, [])


def test_an_attribution_needs_more_than_a_verb() -> None:
    """Ordinary sentences with "wrote" stay sentences."""
    assert is_attribution(ATTRIBUTIONS["en"])
    assert not is_attribution("As Dr. Hale wrote in her letter of 3 May:")
    assert not is_attribution("wrote:" * 200)


MARKS = (*ATTRIBUTIONS.values(), "From: a", "Sent: b", "To: c", "> q", "text", "", " ---")


@given(st.lists(st.sampled_from(MARKS), max_size=12))
def test_nothing_is_lost(lines: list[str]) -> None:
    """Every line is kept or cut, none is lost or doubled."""
    own = cut_quotes(lines)
    found = [*own.lines, *(line for cut in own.cuts for line in cut.text.split("\n"))]
    assert sorted(line for line in found if line.strip()) == sorted(line for line in lines if line.strip())
