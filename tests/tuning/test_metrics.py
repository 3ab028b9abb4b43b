"""The figures that people tune by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.types import Label
from inbox_helper.tuning.metrics import Judged, changes, count, count_by, sweep

JUDGED = [
    Judged("a", True, Label.REJECTION, 7.0, "en", "rejection", rules=("en.decision.x",)),
    Judged("b", True, Label.UNSURE, 4.0, "en", "rejection"),
    Judged("c", True, Label.OTHER, 0.5, "de", "rejection"),
    Judged("d", False, Label.REJECTION, 6.0, "de", "offer"),
    Judged("e", False, Label.UNSURE, 3.5, "de", "confirmation"),
    Judged("f", False, Label.OTHER, 0.0, "en", "other"),
]

ANY_JUDGED = st.lists(
    st.builds(
        Judged,
        id=st.text(max_size=3),
        rejection=st.booleans(),
        label=st.sampled_from(Label),
        score=st.floats(-10, 10),
        language=st.sampled_from(["en", "de", ""]),
    )
)


def test_unsure_counts_as_no_and_is_shown_beside() -> None:
    """The figures mean what the documentation says."""
    counts = count(JUDGED)
    assert (counts.true_positive, counts.false_positive, counts.false_negative, counts.true_negative) == (
        1,
        1,
        2,
        2,
    )
    assert counts.precision == 0.5
    assert counts.recall == pytest.approx(1 / 3)
    assert counts.recall_with_unsure == pytest.approx(2 / 3)
    assert counts.f1 == pytest.approx(0.4)


def test_figures_that_mean_nothing_are_none() -> None:
    """No mail, no precision; nothing is divided by nothing."""
    counts = count([])
    assert (counts.precision, counts.recall, counts.recall_with_unsure, counts.f1) == (None, None, None, None)


@given(ANY_JUDGED)
def test_every_mail_is_counted_once(judged: list[Judged]) -> None:
    """Whatever the groups, they add up to the whole."""
    assert count(judged).total == len(judged)
    assert sum(counts.total for counts in count_by(judged, lambda one: one.language).values()) == len(judged)


@given(ANY_JUDGED)
def test_a_higher_threshold_never_finds_more(judged: list[Judged]) -> None:
    """Recall falls along the sweep."""
    recalls = [point.recall for point in sweep(judged) if point.recall is not None]
    assert recalls == sorted(recalls, reverse=True)


def test_a_change_says_whether_it_helps_and_which_rules_did_it() -> None:
    """Before and after an edit of the rules."""
    after = [*JUDGED[:1], Judged("b", True, Label.REJECTION, 5.5, rules=("en.decision.new",)), *JUDGED[2:]]
    (change,) = changes(JUDGED, after)
    assert change.better
    assert change.gained == ("en.decision.new",)
    assert change.lost == ()
