"""Wrapped lines joined, other lines kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.paragraphs import unwrap


def lines(text: str) -> str:
    """Unwrap a text."""
    return unwrap(text.split("\n"))


def test_hard_wrapped_text_is_joined() -> None:
    """A sentence that was wrapped at 72 columns is one line again."""
    text = (
        "Thank you for taking the time to apply for the position of Surveyor at\n"
        "Birch & Sons. We have decided not to\n"
        "proceed with your application.\n\nJane"
    )
    joined = text.replace("at\n", "at ").replace("to\n", "to ")
    assert lines(text) == joined


def test_greeting_and_address_lines_stay() -> None:
    """A greeting does not become part of the first sentence, nor a name part of a title."""
    text = (
        "Sehr geehrte Frau Beispiel,\nvielen Dank für Ihre Bewerbung.\n\nJane Hale\ndirector of people\nExample Road 1"
    )
    assert lines(text) == text


def test_lists_keep_their_lines() -> None:
    """Items of a list are not run together."""
    text = (
        "We looked at the following points with great care and with some delay:\n- experience\n- 2. language\n* travel"
    )
    assert lines(text) == text


def test_japanese_lines_are_joined_without_blank() -> None:
    """Japanese that breaks its lines within a sentence is joined; names and full sentences stay."""
    assert lines("この度は弊社の求人に\nご応募いただき、\nありがとうございました。\n採用担当\n山田") == (
        "この度は弊社の求人にご応募いただき、ありがとうございました。\n採用担当\n山田"
    )


def test_html_blocks_stay_apart() -> None:
    """Two blocks of HTML are two lines, however long."""
    blocks = ["Thank you for your interest in the role of Surveyor", "We have chosen somebody else for it at this time"]
    assert unwrap(blocks, from_html=True) == "\n".join(blocks)


def test_a_hyphenated_word_stays_one() -> None:
    """A word that was parted at its hyphen is not torn."""
    text = "We would like to thank you for your interest in our well-\nknown firm"
    assert lines(text) == "We would like to thank you for your interest in our well-known firm"


def test_rules_are_dropped() -> None:
    """Drawn lines say nothing."""
    assert lines("Hello\n──────────\nthere\n*****\n") == "Hello\n\nthere"


@given(st.lists(st.text(st.sampled_from("ab .-,:\t あ。"), max_size=60), max_size=12))
def test_no_word_is_lost(texts: list[str]) -> None:
    """Unwrapping moves line breaks and nothing else."""
    kept = "".join("".join(text.split()) for text in texts if not _drawn(text))
    assert "".join(unwrap(texts).split()) == kept


def _drawn(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) >= 5 and set(stripped) <= set("- ")
