"""Languages told, also of short and of mixed mail."""

from __future__ import annotations

import pytest

from inbox_helper.core.language import language, languages, possible_languages

TEXTS = {
    "en": "Thank you for your interest in the role. We have decided to proceed with another candidate.",
    "de": "Vielen Dank für Ihr Interesse an der Stelle. Leider haben wir uns für eine andere Person entschieden.",
    "fr": "Nous vous remercions de l'intérêt que vous portez à notre société. Votre candidature n'est pas retenue.",
    "es": "Muchas gracias por su interés en el puesto. Lamentablemente hemos elegido a otra persona para la vacante.",
    "it": "La ringraziamo per l'interesse mostrato. Purtroppo abbiamo scelto un altro candidato per la posizione.",
    "nl": "Bedankt voor uw interesse in de functie. Helaas hebben wij voor een andere kandidaat gekozen.",
    "pt": "Agradecemos o seu interesse na vaga. Infelizmente não vamos avançar com a sua candidatura neste momento.",
    "pl": "Dziękujemy za zainteresowanie ofertą. Niestety zdecydowaliśmy się na innego kandydata.",
    "sv": "Tack för din ansökan till tjänsten. Tyvärr har vi valt att gå vidare med en annan sökande.",
    "da": "Tak for din ansøgning til stillingen. Vi har desværre valgt at gå videre med en anden ansøger.",
    "nb": "Takk for søknaden din til stillingen. Vi har dessverre valgt å gå videre med en annen søker.",
    "fi": "Kiitos hakemuksestasi. Valitettavasti emme valinneet sinua tehtävään, vaan päädyimme toiseen hakijaan.",
    "cs": "Děkujeme za Váš zájem o pozici. Bohužel jsme se rozhodli pro jiného uchazeče.",
    "tr": "Pozisyona gösterdiğiniz ilgi için teşekkür ederiz. Maalesef başka bir adayla devam etme kararı aldık.",
    "ja": "この度はご応募いただき、誠にありがとうございました。選考の結果、今回は見送らせていただくこととなりました。",
    "et": "Täname teid huvi eest ametikoha vastu. Kahjuks valisime seekord teise kandidaadi.",
    "he": "תודה על פנייתך ועל הזמן שהקדשת. לצערנו החלטנו להתקדם עם מועמד אחר לתפקיד.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_two_sentences_tell_the_language(code: str) -> None:
    """A short rejection is judged by the rules of its language."""
    assert languages(TEXTS[code]) == (code,)


@pytest.mark.parametrize("text", ["", "Hi", "12345 67890", "Jane", "https://example.com/x", "?!", "OK"])
def test_too_little_has_no_language(text: str) -> None:
    """Where there is hardly a word, nothing is guessed."""
    assert language(text) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("I think this is a good idea. I am still doing my own.", "en"), ("Leider hat es diesmal nicht geklappt.", "de")],
)
def test_a_short_line_is_told_by_its_words(text: str, code: str) -> None:
    """One sentence is enough where its common words speak for one language."""
    assert language(text) == code


@pytest.mark.parametrize(("main", "other"), [("de", "en"), ("fr", "nl"), ("en", "ja"), ("ja", "en"), ("fi", "sv")])
def test_bilingual_mail_has_both(main: str, other: str) -> None:
    """A mail in two languages is judged by the rules of both, the first one leading."""
    text = f"{TEXTS[main]} {TEXTS[main]} {TEXTS[main]}\n\n{TEXTS[other]} {TEXTS[other]}"
    assert set(languages(text)) == {main, other}


def test_a_foreign_word_makes_no_mixed_mail() -> None:
    """A job title in English does not make a German mail bilingual."""
    text = f"{TEXTS['de']}\n\nSenior Manager of the Product and Design Team\n\n{TEXTS['de']}"
    assert languages(text) == ("de",)


def test_a_language_without_rules_is_named_when_sure() -> None:
    """Russian mail is not taken for something else."""
    text = "Спасибо за интерес к нашей компании. К сожалению, мы решили продолжить работу с другим кандидатом. " * 3
    assert language(text) == "ru"


def test_a_short_text_may_be_in_few_languages_only() -> None:
    """Words that mean something in another language do not speak for or against it."""
    short = "Bu iş oldu, sen olmadın."
    assert languages(short) == ()
    possible = possible_languages(short)
    assert "tr" in possible
    assert not possible & {"da", "nb", "ja", "en", "nl"}
    assert possible_languages("42 %") == frozenset()
    assert possible_languages("") == frozenset()
