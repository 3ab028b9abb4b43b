"""Subjects without prefixes."""

from __future__ import annotations

import pytest

from inbox_helper.core.subject import is_forward, plain_subject


@pytest.mark.parametrize(
    "subject",
    [
        "Your application", "Re: Your application", "RE: AW: Re: Your application", "Re[2]: Your application",
        "Re^2: x",
        "Antw: Your application", "SV: VS: Your application", "Odp: Your application", "Ynt: Your application",
        "R: Your application", "RES: Your application", "FW: Fwd: Your application", "WG: Your application",
        "[EXTERNAL] Re: Your application", "Réf: Your application", "転送: Your application", "Re：Your application",
        "Re :  Your\u00a0 application",
    ],
)  # fmt: skip
def test_prefixes_of_all_languages_go(subject: str) -> None:
    """Rules on subjects see the subject, whatever program answered or forwarded."""
    expected = {"Re^2: x": "Re^2: x", "Réf: Your application": "Réf: Your application"}
    assert plain_subject(subject) == expected.get(subject, "Your application")


@pytest.mark.parametrize(
    "subject", ["Regarding: your application", "Surveyor: decision", "12:30 interview", ": x", "Re"]
)
def test_other_words_before_a_colon_stay(subject: str) -> None:
    """What only looks like a prefix is part of the subject."""
    assert plain_subject(subject) == subject


def test_forwards_are_told() -> None:
    """A forward is known by its first prefix."""
    assert is_forward("WG: Ihre Bewerbung")
    assert is_forward("Fwd: Re: a")
    assert not is_forward("Re: Fwd: a")
    assert not is_forward("Forward march")


def test_a_thousand_prefixes_end() -> None:
    """A hostile subject costs nothing."""
    assert plain_subject("Re: " * 1_000).startswith("Re:")
