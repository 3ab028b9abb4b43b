"""What a mail only quotes decides nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.citation import is_quoted

WORDS = "decided to go on with others"


@pytest.mark.parametrize(
    "sentence",
    [
        f'"We have {WORDS}."',
        f"Everyone knows the sentence “Unfortunately we {WORDS}” by heart.",
        f"Der Satz „Wir haben {WORDS}“ tut weh.",
        f"La phrase « nous avons {WORDS} » fait mal.",
        f'For the "Clerk" they wrote "we {WORDS}".',
    ],
)
def test_a_sentence_in_quotation_marks_is_a_quotation(sentence: str) -> None:
    """Articles quote rejections."""
    start = sentence.index(WORDS)
    assert is_quoted(sentence, start, start + len(WORDS))


@pytest.mark.parametrize(
    "sentence",
    [
        f"We have {WORDS}.",
        f'For the role of "Clerk" we have {WORDS}.',
        f'We have {WORDS} for "Clerk".',
        f'For "Clerk" we have {WORDS} and filled "Baker" too.',
        f'The desk is 27" wide; we have {WORDS}.',
    ],
)
def test_a_name_in_quotation_marks_quotes_nothing_else(sentence: str) -> None:
    """Titles of jobs often stand in quotation marks."""
    start = sentence.index(WORDS)
    assert not is_quoted(sentence, start, start + len(WORDS))


@given(st.text(alphabet='ab "“”„«»', max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_any_marks_in_any_order_are_survived(sentence: str, one: int, other: int) -> None:
    """Also those that never close."""
    start, end = sorted((min(one, len(sentence)), min(other, len(sentence))))
    assert is_quoted(sentence, start, end) in (True, False)
    assert not is_quoted(sentence.replace('"', "").translate(dict.fromkeys(map(ord, "“”„«»"))), 0, 0)
