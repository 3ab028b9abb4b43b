"""Sentences: guards work within one, so their ends must be right."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.sentences import sentences

TWO = {
    "plain": "We met on Monday.|We chose another.",
    "titles": "Dear Mr. Hale and Dr. Birch, Ph.D., thank you.|We chose Ms. J. R. Doe.",
    "firms": "You applied to Birch Inc. and to Hale Ltd. last week.|We chose another.",
    "latin": "Skills, e.g. mapping, i.e. surveying, etc. were compared.|We chose another.",
    "country": "Our U.S. office and the U.K. office agree.|We chose another.",
    "numbers": "The fee is 3.5 percent, see No. 12 and p. 4.|We chose another.",
    "address": "See https://example.com/a.b?c=D.E or write to j.hale@example.com.|We chose another.",
    "ellipsis": "We thought about it... and chose another.|Sorry.",
    "ellipsis before a sentence": "We thought about it…|Then we chose another.",
    "no blank": "Thank you for our process.|We chose another.",
    "marks": "Did we choose you?|No!|We chose another.",
    "closing quote": 'She said "we chose another."|Sorry.',
    "line break": "Dear Robin,|we chose another",
    "table cell": "Role\tSurveyor",
    "blank line": "a heading||We chose another",
    "typographic": "“We chose another.”|Sorry.",
    "initial": "Signed by J. Hale.|Thank you.",
    "a.m.": "We met at 10 a.m. on Monday.|We chose another.",
    "small letters": "thanks for coming.|we chose another.",
    "de": "Am 3. Mai haben wir z. B. Frau Dr. Beispiel bzw. Herrn Prof. Muster gesprochen.|Leider nein.",
    "de ordinal": "In der 2. Runde fiel die Wahl auf jemand anderen.|Das tut uns leid.",
    "fr": "Nous avons p. ex. rencontré M. Dupont et Mme. Durand.|Nous avons choisi une autre personne.",
    "es": "Estimado Sr. Pérez, la Sra. Gómez y el Dr. Ruiz le agradecen.|Hemos elegido a otra persona.",
    "it": "Gentile Sig. Rossi, la Dott.ssa Verdi ringrazia.|Abbiamo scelto un'altra persona.",
    "nl": "Geachte dhr. Jansen, o.a. mevr. De Vries las uw brief.|Wij kozen iemand anders.",
    "pt": "Exmo. Sr. Silva, a Dra. Sousa agradece.|Escolhemos outra pessoa.",
    "pl": "Dnia 3 maja br. rozmawialiśmy m.in. z p. Nowak.|Wybraliśmy kogoś innego.",
    "sv": "Vi talade bl.a. med Dr. Berg, t.ex. om lön.|Vi valde någon annan.",
    "da": "Vi talte d. 3. maj kl. 10 med bl.a. hr. Berg.|Vi valgte en anden.",
    "nb": "Vi snakket 3. mai kl. 10 med f.eks. hr. Berg.|Vi valgte en annen.",
    "fi": "Tapasimme 3. toukokuuta klo 10 esim. tri Virtasen.|Valitsimme toisen.",
    "cs": "Dne 3. května jsme mluvili např. s p. Novákem.|Vybrali jsme jiného.",
    "tr": "Sn. Yılmaz, 3. tur için vb. belgeleri inceledik.|Başka birini seçtik.",
    "ja": "お世話になっております。|選考の結果、今回は見送らせていただきます。",
    "ja quote": "「残念です。」|とのことでした。",
    "ja mixed": "どうでしょうか?|残念です!",
}


@pytest.mark.parametrize("name", TWO)
def test_sentences_end_where_a_reader_ends_them(name: str) -> None:
    """Abbreviations, ordinals, addresses and missing blanks do not move the end of a sentence."""
    expected = [piece for piece in TWO[name].replace("\t", "|").split("|") if piece]
    glue = {"no blank": "", "ja": "", "ja quote": "", "ja mixed": "", "line break": "\n", "blank line": "\n"}
    body = TWO[name].replace("|", glue.get(name, " "))
    language = name[:2] if len(name.split(maxsplit=1)[0]) == 2 else "en"
    assert [body[start:end] for start, end in sentences(body, language)] == expected


def test_numbered_lists_keep_their_numbers() -> None:
    """The number of an item belongs to its text."""
    body = "1. Experience\n2. Language\n10. Travel\n4.経験"
    assert [body[start:end] for start, end in sentences(body)] == body.split("\n")


def test_an_empty_body_has_no_sentence() -> None:
    """Nothing gives nothing."""
    assert sentences("") == sentences(" \n\t\n") == ()


@given(st.text(st.sampled_from('aB .!?…。」"\n\t1-)Dré'), max_size=200), st.sampled_from(["", "en", "de", "ja"]))
def test_sentences_lie_in_order_within_the_body(body: str, language: str) -> None:
    """Offsets are ordered, disjoint, within the body, and leave out nothing but blanks."""
    last = 0
    covered = []
    for start, end in sentences(body, language):
        assert last <= start < end <= len(body)
        assert body[start:end] == body[start:end].strip(" \n\t")
        covered.append(body[start:end])
        last = end
    assert "".join("".join(covered).split()) == "".join(body.split())


@pytest.mark.parametrize("unit", [".", "a. ", "Dr. ", "a.B", "a!B", "…", "\n", "。", "3. ", '."', "x.\n"])
def test_long_repetitions_take_no_time(unit: str) -> None:
    """A text made of stops costs no more than its length."""
    start = time.process_time()
    sentences((unit * 262_144)[:262_144], "de")
    assert time.process_time() - start < 30  # a hang takes minutes; a busy machine only some times longer
