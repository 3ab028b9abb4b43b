"""Phrases that the rules lack are found, weighed and tried on mail that they were not chosen from."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from inbox_helper.core.fetched import message_from_fields
from inbox_helper.core.text import prepare
from inbox_helper.errors import UserError
from inbox_helper.library import read_books
from inbox_helper.tuning.evaluation import Case
from inbox_helper.tuning.source_item import Labelled
from inbox_helper.tuning.suggest import Suggestions, by_source, suggest_phrases

FLOWERS = ("roses", "tulips", "lilies", "daisies", "peonies", "violets", "asters", "poppies", "irises", "lupins")
PLANTED = "the garden gate stays closed"


def case(number: int, label: str, body: str, group: str = "", source: str = "") -> Case:
    """Return a labelled mail."""
    message = message_from_fields(subject=f"News {number}", from_="jobs@garden.example", body=body)
    return Case(f"m{number}", message, prepare(message), Labelled(label, template_group=group, source=source))


def corpus() -> list[Case]:
    """Ten mails that refuse in words that no rule knows, and ten that confirm; each of a template of its own."""
    refusals = [f"Thank you for asking after our {each}. This year {PLANTED} for you, dear friend." for each in FLOWERS]
    others = [f"Thank you for asking after our {each}. This year you will hear from us in May." for each in FLOWERS]
    mails = [("rejection", body) for body in refusals] + [("confirmation", body) for body in others]
    return [case(number, label, body, f"group {number}") for number, (label, body) in enumerate(mails)]


def proposed(cases: list[Case], **options: Any) -> Suggestions:
    """Return what is proposed beside the rules that ship."""
    return suggest_phrases(cases, read_books().rulebook, **options)


def test_a_phrase_that_the_rules_lack_is_proposed_with_its_evidence() -> None:
    """The user reads what it stands in, and what it would do to mail that it has not seen."""
    found = proposed(corpus())
    first = found.suggestions[0]
    assert "garden gate stays closed" in first.say
    assert (first.rejections, first.others, first.missed, first.groups) == (10, 0, 10, 10)
    assert (first.held_out.found, first.held_out.wrong, first.held_out.parts) == (10, 0, 5)
    assert first.language == "en"
    assert 1.0 <= first.weight <= 5.0
    assert PLANTED in first.hits[0]
    assert first.misses[0].startswith("This year you will hear")
    assert (found.rejections, found.missed, found.held_out.found, found.held_out.wrong) == (10, 10, 10, 0)


def test_what_other_mail_says_too_is_not_proposed() -> None:
    """A wrong draft is worse than a missing one."""
    mails = corpus()
    extra = [
        case(100 + n, "offer", f"This year {PLANTED} for you, dear friend. Ring at the {bell}.")
        for n, bell in enumerate(FLOWERS)
    ]
    assert not any("gate" in each.say for each in proposed([*mails, *extra]).suggestions)


def test_the_wording_of_one_template_is_not_proposed() -> None:
    """Twenty mails of one template are one piece of evidence; nothing of it is found in unseen mail."""
    mails = [case(n, "rejection", f"Dear {each}, {PLANTED}.", "one template") for n, each in enumerate(FLOWERS)]
    assert proposed([*corpus()[10:], *mails]).suggestions == ()


def test_nothing_of_unseen_mail_leaks_into_its_own_trial() -> None:
    """Where a phrase comes from one source alone, leaving that source out finds nothing of it."""
    mails = [
        case(n, each.labelled.label, each.message.text_plain, f"group {n}", "garden" if n < 10 else f"source {n}")
        for n, each in enumerate(corpus())
    ]
    found = proposed(mails, grouping=by_source)
    assert found.held_out.found == 0


def test_the_same_mail_gives_the_same_proposals() -> None:
    """Whoever repeats it sees no other figures."""
    assert proposed(corpus()) == proposed(corpus())


def test_rejections_that_are_found_need_no_phrase() -> None:
    """Only what the rules miss is asked for."""
    known = "Thank you for applying. Unfortunately we have decided not to move forward with your application, {}."
    mails = [case(n, "rejection", known.format(each)) for n, each in enumerate(FLOWERS)]
    found = proposed([*corpus()[10:], *mails])
    assert (found.missed, found.suggestions) == (0, ())


def test_too_little_mail_is_told() -> None:
    """With what to do."""
    with pytest.raises(UserError, match="Label more"):
        proposed(corpus()[:11])


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    really = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith(("sklearn", "scipy")):
            raise ImportError(name)
        return really(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError, match=r"inbox-helper\[tune\]"):
        proposed(corpus())
