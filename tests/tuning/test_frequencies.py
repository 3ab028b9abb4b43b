"""What the frequencies of rules say."""

from __future__ import annotations

from inbox_helper.core.rule_values import Phrase, Status
from inbox_helper.core.types import Label, Part
from inbox_helper.tuning.frequencies import frequencies, lints
from inbox_helper.tuning.metrics import Judged


def phrase(name: str, group: str = "decision", status: Status = Status.STABLE) -> Phrase:
    """Return a phrase that is nothing but its name."""
    return Phrase(
        id=f"en.{group}.{name}",
        language="en",
        group=group,
        status=status,
        weight=4.0,
        where=(Part.BODY,),
        say=(),
        regex=("x",),
        mute=(),
        why="",
        mistaken_for=(),
        hits=(),
        misses=(),
        file="en/decision.toml",
        line=1,
    )


def mail(number: int, rejection: bool, *names: str) -> Judged:
    """Return a judged mail in which some rules count."""
    rules = tuple(f"en.decision.{name}" for name in names)
    return Judged(str(number), rejection, Label.REJECTION, 5.0, rules=rules)


RULES = [phrase("good"), phrase("twin"), phrase("wrong"), phrase("never"), phrase("old", status=Status.RETIRED)]
JUDGED = [*(mail(number, True, "good", "twin") for number in range(6)), mail(7, False, "wrong"), mail(8, True)]


def test_rules_are_counted_in_rejections_and_in_other_mail() -> None:
    """Also those that never hit; retired ones are left out."""
    found = {each.rule: (each.in_rejections, each.in_others) for each in frequencies(RULES, JUDGED)}
    assert found == {
        "en.decision.good": (6, 0),
        "en.decision.twin": (6, 0),
        "en.decision.wrong": (0, 1),
        "en.decision.never": (0, 0),
    }


def test_overlaps_name_the_rules_that_say_the_same() -> None:
    """With the part of the mails that they share."""
    found = {each.rule: each.overlaps for each in frequencies(RULES, JUDGED)}
    assert found["en.decision.good"] == (("en.decision.twin", 1.0),)
    assert found["en.decision.wrong"] == ()


def test_lints_name_rules_that_are_wrong_or_doubled_once() -> None:
    """A person looks at these first."""
    told = {(lint.rule, lint.problem) for lint in lints(frequencies(RULES, JUDGED))}
    assert told == {
        ("en.decision.wrong", "it counts in 1 other mails and in 0 rejections"),
        ("en.decision.good", "it counts in the same mails as en.decision.twin"),
    }
