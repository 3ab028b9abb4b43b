"""Whom a reply addresses and how: names, greetings, one person or several, and nobody's gender guessed."""

from __future__ import annotations

import re

import pytest

from tests.core.test_templates_shipped import KNOWLEDGE, SHIPPED, TONES, context, in_parts, replies


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_names_stay_as_they_are(language: str, tone: str) -> None:
    """No case ending, no suffix and no apostrophe is put to the name of a firm, a person or a position."""
    bent = re.compile(r"(?:Nurseries|Gardener|Larch|Ada)(?![\s,.;:“”»」様さ]|$)\S*")
    for _, text in (*replies(language, tone, "everything"), *replies(language, tone, "a woman")):
        first, _, rest = text.partition("\n")
        assert not bent.search(rest), rest
        assert not bent.search(first) or language == "cs", first


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_known_facts_are_used(language: str, tone: str) -> None:
    """Every tone names the firm and the position somewhere, and greets a known person otherwise than a stranger."""
    texts = [text for _, text in replies(language, tone, "everything")]
    assert any("Greenfield Nurseries" in text for text in texts)
    assert any("Senior Gardener" in text for text in texts)
    woman, stranger = (in_parts(language, tone, context(**KNOWLEDGE[each])) for each in ("a woman", "nothing"))
    assert woman["greeting"] != stranger["greeting"]


GENDERED = {
    "cs": r"rád|ráda|vděčn[ýá]|\w+(?:l|la) jsem|jsem \w+(?:l|la)",
    "es": r"encantad[oa]|agradecid[oa]|content[oa]|interesad[oa]",
    "fr": r"ravie?|contente?|heureux|heureuse|reconnaissante?|déçue?|intéressée?|honorée?",
    "it": r"grat[oa]|liet[oa]|content[oa]|interessat[oa]|onorat[oa]|stat[oa] informat[oa]",
    "pl": r"wdzięczn[ya]|zainteresowan[ya]|\w+(?:łem|łam)|chciał(?:bym|abym)|rad",
    "pt": r"obrigad[oa]|grat[oa]|content[ea]?|interessad[oa]",
}
"""Words that would tell the user's own gender, which is not known."""


@pytest.mark.parametrize(("language", "tone"), [each for each in TONES if each[0] in GENDERED])
def test_the_writers_gender_is_not_told(language: str, tone: str) -> None:
    """The same draft is right for everybody who sends it."""
    gendered = re.compile(rf"\b(?:{GENDERED[language]})\b", re.IGNORECASE)
    for _, text in replies(language, tone, "nothing"):
        assert not gendered.search(text), text


FORMAL_GREETINGS = {
    "cs": ("Vážená paní, vážený pane,", "Vážená paní Larch,"),
    "da": ("Til rette vedkommende,", "Kære Ada Larch,"),
    "de": ("Sehr geehrte Damen und Herren,", "Sehr geehrte Frau Dr. Larch,"),
    "en": ("Dear Sir or Madam,", "Dear Dr. Larch,"),
    "es": ("Estimados señores:", "Estimada Sra. Larch:"),
    "fi": ("Hyvä vastaanottaja,", "Hyvä Ada Larch,"),
    "fr": ("Madame, Monsieur,", "Madame,"),
    "it": ("Gentili signore e signori,", "Gentile signora Larch,"),
    "ja": ("採用ご担当者様", "Greenfield Nurseries\nAda Larch様"),
    "nb": ("Til rette vedkommende,", "Kjære Ada Larch,"),
    "nl": ("Geachte heer of mevrouw,", "Geachte mevrouw Larch,"),
    "pl": ("Szanowni Państwo,", "Szanowna Pani,"),
    "pt": ("Caros Senhores,", "Cara Sra. Ada Larch,"),
    "sv": ("Bästa rekryteringsteam,", "Bästa Ada Larch,"),
    "tr": ("Sayın Yetkili,", "Sayın Ada Larch,"),
}


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_formal_greetings_are_customary(language: str) -> None:
    """A formal reply greets strangers and known people as letters of the country do."""
    greetings = tuple(
        SHIPPED.render(language=language, tone="formal", context=context(**KNOWLEDGE[each])).split("\n\n")[0]
        for each in ("nothing", "a woman")
    )
    assert greetings == FORMAL_GREETINGS[language]


GROUP_WORDS = {
    "de": r"\b(?:du|dir|dich|deine?|dein)\b",
    "fr": r"\b(?:tu|toi|ta|ton)\b",
    "it": r"\b(?:tua|tuo|hai)\b",
    "nl": r"\b(?:je|jij|jouw)\b",
    "cs": r"\b(?:tvou|tebe|máš)\b|Měj ",
    "fi": r"\b(?:viestistäsi|sinulla)\b",
    "es": r"\b(?:tu|tienes|puedes)\b",
    "pl": r"\b(?:Twoją|Ci)\b",
    "tr": r"\b(?:verdiğin|ayırdığın|görüştüğün|vaktin|sence|mısın|dakikan)\b",
}


@pytest.mark.parametrize("language", sorted(GROUP_WORDS))
@pytest.mark.parametrize("tone", ["brief", "warm"])
def test_groups_are_addressed_as_groups(language: str, tone: str) -> None:
    """Where the mail is familiar but nobody signed it, the reply speaks to several people."""
    one_person = re.compile(GROUP_WORDS[language], re.IGNORECASE)
    seen = {True: 0, False: 0}
    for each, text in (*replies(language, tone, "everything"), *replies(language, tone, "a firm alone")):
        if each["informal"]:
            found = one_person.search(text)
            seen[bool(each["contact"])] += found is not None
            assert each["contact"] or found is None, found
    assert seen[True] > 0
